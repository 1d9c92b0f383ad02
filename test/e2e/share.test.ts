import {existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine, type VmMachine} from '../support/vm-job.ts'

/** By virtiofs and not by 9p, which Ubuntu's kernel for clouds knows and Debian's does not; the generic ones know both, and prefer 9p. */
let cloud: MicroGuest
let generic: MicroGuest
beforeAll(async () => {
  cloud = await buildMicroGuest()
  generic = await buildMicroGuest({flavor: 'generic'})
})

const use = (machine: VmMachine, guest: MicroGuest, more: Readonly<Record<string, string>>): JobStep => ({
  kind: 'uses',
  id: 'vm',
  action: machine.action,
  with: {...microInputs(guest, guest === cloud ? 'module_blacklist=9p' : ''), ...more},
})
const inGuest = (id: string, script: string, more: Partial<JobStep> = {}): JobStep =>
  ({kind: 'run', id, shell: 'guest {0}', script, ...more}) as JobStep
const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8)

/*
 * busybox's cat hands a file to the pipe within the kernel, which then seems to hold something while the end of the file is
 * asked for over 9p; dropbear takes the empty read that follows for the end (Linux 6.1, dropbear 2022.83), and the next
 * one who prints gets SIGPIPE. sed reads and writes.
 */
test.each([
  ['9p', () => generic],
  ['virtiofs', () => cloud],
])('the workspace is the same directory on both sides, by %s, and git in it is clean', async (way, guest) => {
  using machine = vmMachine()
  const data = join(machine.root, 'da,ta')
  mkdirSync(data)
  writeFileSync(join(data, 'file'), 'data')
  const job = await machine.play({
    steps: [
      {
        kind: 'run',
        id: 'checkout',
        script: [
          'git init -q; git config user.email a@b; git config user.name c; mkdir "sub dir"; echo one >"sub dir/file"',
          'echo "#!/bin/sh" >tool; chmod 755 tool; ln -s "sub dir/file" link; git add -A; git commit -qm first',
        ].join('\n'),
      },
      use(machine, guest(), {
        workspace: 'share',
        share: `${data} -> /srv/my data${way === '9p' ? ' read-only' : ''}`,
      }),
      inGuest(
        'write',
        'pwd; ls -A; sed "" link; echo two >new; chmod 711 new; ln -s new "new link"; ./tool; echo "$GITHUB_WORKSPACE"\n',
      ),
      {
        kind: 'run',
        id: 'below',
        script: 'cd "sub dir"; echo "pwd; sed -n p file" >"$RUNNER_TEMP/script"; guest "$RUNNER_TEMP/script"',
      },
      {
        kind: 'run',
        id: 'exec',
        script: 'guest exec -- pwd; cd "sub dir"; guest exec -- pwd; guest exec --env CI -- pwd',
      },
      inGuest('data', `sed '' '/srv/my data/file'; echo x >'/srv/my data/written' || echo refused\n`),
      {kind: 'run', id: 'status', script: 'git status --porcelain; pwd'},
    ],
  })
  const run = (id: string) => job.stage(id, 'run')
  expect(job.status, job.log).toBe('success')
  expect(job.stage('vm', 'main').log).toContain(`by ${way}`)
  const workspace = run('status').log.split('\n').at(-1) ?? ''
  expect(run('write').log.split('\n')).toEqual(expect.arrayContaining([workspace, '.git', 'tool', 'one']))
  expect(readFileSync(join(workspace, 'new link'), 'utf8')).toBe('two\n')
  expect(modeOf(join(workspace, 'new'))).toBe('711')
  expect(run('below').log).toContain(`${workspace}/sub dir\none\n`)
  expect(run('exec').log.split('\n')).toEqual([workspace, `${workspace}/sub dir`, `${workspace}/sub dir`])
  expect(run('data').log).toContain('data')
  expect(existsSync(join(data, 'written'))).toBe(way === 'virtiofs')
  expect(run('data').log.includes('refused')).toBe(way === '9p')
  expect(run('status').log.split('\n').toSorted()).toEqual(['?? "new link"', '?? new', workspace].toSorted())
  expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')
  await machine.expectUnchanged()
})

/** Sends a signal to every virtiofsd of the VM. */
const signalServers = (signal: string): string =>
  [
    'tag=$(basename "${{ steps.vm.outputs.run-dir }}")',
    'for d in /proc/[0-9]*; do',
    `  if [ "$(cat $d/comm 2>/dev/null)" = virtiofsd ] && grep -qs "$tag" $d/environ; then kill -${signal} "\${d#/proc/}" && echo sent; fi`,
    'done',
  ].join('\n')

test.each(['KILL', 'STOP'])('B29: a virtiofsd that gets SIG%s keeps nobody from stopping the VM', async (signal) => {
  using machine = vmMachine()
  const job = await machine.play({
    giveUpMs: 200_000,
    steps: [
      use(machine, cloud, {workspace: 'share', 'shutdown-timeout': '5s'}),
      {kind: 'run', id: 'signal', script: signalServers(signal)},
      {kind: 'run', id: 'use', script: 'guest exec --directory / -- sh -c "ls $GITHUB_WORKSPACE >/dev/null 2>&1 &"'},
    ],
  })
  expect(job.stage('signal', 'run').log).toMatch(/^sent/)
  const {summary, ms, exitCode} = job.stage('vm', 'post')
  expect(summary).toMatch(/Outcome `(?:graceful|quit|terminated|killed)`/)
  expect(exitCode).toBe(0)
  expect(ms).toBeLessThan(60_000)
  await machine.expectUnchanged()
})

test('B28: a virtiofsd whose QEMU does not start is not left; what may not be shared is refused before', async () => {
  using machine = vmMachine()
  const job = await machine.play({
    steps: [
      {
        ...use(machine, cloud, {workspace: 'share', 'qemu-args': '-device no-such-device'}),
        continueOnError: true,
      },
      {...use(machine, cloud, {share: `${machine.root} -> /srv`}), id: 'own', continueOnError: true},
    ],
  })
  expect(job.stage('vm', 'main').log).toMatch(/no-such-device/)
  expect(job.stage('own', 'main').log).toContain("a share without the action's own files")
  await machine.expectUnchanged()
})
