import {spawnSync} from 'node:child_process'
import {mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {fakeVmMachine, inRun, outcomeOf, saidIn} from '../support/fake-vm.ts'
import {looseMain} from '../support/loose-phase.ts'
import {mountTmpfs} from '../support/scratch.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'
import {differences, expectSameWorld, lookAtWorld} from '../support/world/world.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

test('E1 ten VMs that start at the same time have ten ports', async () => {
  using machine = fakeVmMachine()
  const ids = Array.from({length: 10}, (_, index) => `vm${index}`)
  const mains = ids.map((step) => looseMain(machine, {step}).script.replace(/^:\n/, '').trim())
  const script = `${mains.map((main) => `{ ${main}; } &`).join('\n')}\nwait\ngrep -h '  Port' ${machine.stateDirectory}/*/ssh_config\n`
  const posts = `for ledger in ${machine.stateDirectory}/*.jsonl; do env GITHUB_ACTION=$(grep -o 'vm[0-9][0-9]*"' "$ledger" | head -n 1 | tr -d '"') STATE_ledger="$ledger" '${process.execPath}' '${machine.action}/dist/post.js' & done; wait`
  const job = await machine.play({
    steps: [
      {kind: 'run', id: 'mains', script},
      {kind: 'run', id: 'posts', script: posts},
    ],
    env: {PATH: machine.path},
  })
  const {log} = job.stage('mains', 'run')
  expect(log.split('\n').filter((line) => /^main: [^0]|##\[error\]/.test(line))).toEqual([])
  expect(log.match(/main: 0/g)).toHaveLength(10)
  expect(new Set([...log.matchAll(/^ {2}Port (\d+)$/gm)].map(([, port]) => port)).size).toBe(10)
  expect(job.stage('posts', 'run').log.match(/graceful: /g)).toHaveLength(10)
  await machine.expectUnchanged()
})

test("E3 E5 the user's own ssh cannot get in the way: neither its config, its known hosts, its agent, nor a dead master", async () => {
  using machine = vmMachine()
  const ssh = join(machine.root, 'home', '.ssh')
  mkdirSync(ssh, {mode: 0o700})
  writeFileSync(
    join(ssh, 'config'),
    'Host *\n  ProxyCommand false\n  StrictHostKeyChecking yes\n  User nobody\n  Port 1\n',
  )
  writeFileSync(join(ssh, 'known_hosts'), '127.0.0.1 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAA\n')
  const before = lookAtWorld({roots: [ssh]})
  const texts = (): string[] => readdirSync(ssh).map((name) => readFileSync(join(ssh, name), 'utf8'))
  const textsBefore = texts()
  const inputs = microInputs(guest, 'quiet cryptomgr.notests')
  const job = await machine.play({
    steps: [
      {kind: 'uses', id: 'vm', action: machine.action, with: inputs},
      {kind: 'run', id: 'first', script: 'guest exec -- hostname'},
      inRun('master=$(pgrep -f "$run/ssh_config.*-N guest"); kill -9 $master; test -S "$run/ssh.sock"', 'kill'),
      {kind: 'run', id: 'second', script: 'guest exec -- hostname'},
    ],
    env: {SSH_AUTH_SOCK: '/dev/null/agent'},
  })
  expect(job.status).toBe('success')
  expect(job.stage('second', 'run').log).toContain(job.stage('first', 'run').log)
  expect(outcomeOf(job)).toBe('graceful')
  expect(differences(before, lookAtWorld({roots: [ssh]}))).toEqual([])
  expect(texts()).toEqual(textsBefore)
  await machine.expectUnchanged()
})

test('E4 under umask 000 nothing of ours is open to others', async () => {
  using machine = fakeVmMachine()
  const before = process.umask(0)
  try {
    const look =
      'umask; find "$run" "${run%/*}" \\( -type f -o -type d \\) -perm /077 ! -name console.log ! -name qemu.pid ! -name "*.pub" ! -name ssh.sock'
    const job = await machine.job([inRun(look)], {ready: 'login'})
    expect(job.stage('then', 'run').log).toBe('0000')
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  } finally {
    process.umask(before)
  }
})

describe.concurrent('a path', () => {
  const hostile = ` a,b=c'd é€😀 %h $HOME "q" \\ -x`

  test('E6 with every character that means something to somebody works with a real QEMU and a real ssh', async () => {
    using machine = vmMachine()
    const state = join(machine.root, hostile.replace('"q"', 'q'), '-leading')
    mkdirSync(state, {recursive: true, mode: 0o700})
    const before = lookAtWorld({roots: [state]})
    const inputs = {image: guest.disk, accelerator: 'tcg', memory: '192M', cpus: '1', 'state-dir': state}
    const job = await machine.play({
      steps: [
        {kind: 'uses', id: 'vm', action: machine.action, with: inputs},
        {kind: 'run', id: 'in', script: `guest exec -- echo "it's in"`},
      ],
    })
    expect(job.stage('in', 'run').log).toContain("it's in")
    expect(outcomeOf(job)).toBe('graceful')
    await expectSameWorld(before, {roots: [state]})
    await machine.expectUnchanged()
  })

  test('E6 with a line break is refused before anything is made', async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([], {'state-dir': '/tmp/two\nlines'})
    expect(saidIn(job, 'main', 'error')).toContain('a path has no line break')
    await machine.expectUnchanged()
  })

  test('E7 of 150 bytes: the sockets get a short one, and nothing is cut', async () => {
    using machine = fakeVmMachine()
    const state = join(machine.root, 'é'.repeat(60), 'x'.repeat(30))
    mkdirSync(state, {recursive: true, mode: 0o700})
    const before = lookAtWorld({roots: [state]})
    const job = await machine.job([inRun('ls "$run"; ls -d /tmp/$(basename "$run")/*.sock')], {'state-dir': state})
    expect(job.stage('then', 'run').log).toMatch(/^\/tmp\/qemu-vm-[0-9a-f]{8}\/stop\.sock$/m)
    expect(outcomeOf(job)).toBe('graceful')
    await expectSameWorld(before, {roots: [state]})
    await machine.expectUnchanged()
  })

  test.each([
    ['is missing', (root: string) => join(root, 'nowhere')],
    [
      'is a link',
      (root: string) => {
        mkdirSync(join(root, 'target'))
        symlinkSync('target', join(root, 'link'))
        return join(root, 'link')
      },
    ],
    [
      "is another user's",
      (root: string) => {
        mkdirSync(join(root, 'theirs'), {mode: 0o700})
        spawnSync('chown', ['12345', join(root, 'theirs')])
        return join(root, 'theirs')
      },
    ],
  ])('E8 for temporary files %s: not used', async (_, make) => {
    using machine = fakeVmMachine()
    const TMPDIR = make(machine.root)
    const job = await machine.job([], {}, {env: {PATH: machine.path, TMPDIR}})
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })

  test('E8 of the state on a disk that is mounted noexec: the VM works, and what does not is said', async () => {
    using machine = fakeVmMachine()
    const state = join(machine.root, 'noexec')
    mkdirSync(state)
    using disk = mountTmpfs(state, 'mode=0700,noexec,nosuid,nodev,size=80m')
    expect(disk).toBeDefined()
    const job = await machine.job([], {'state-dir': state})
    expect(saidIn(job, 'main', 'warning')).toContain('mounted noexec')
    expect(outcomeOf(job)).toBe('graceful')
    expect(readdirSync(state)).toEqual([])
    await machine.expectUnchanged()
  })
})
