import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {fakeVmMachine, inRun, outcomeOf, saidIn} from '../support/fake-vm.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/**
 * Commands of QMP on the user's monitor, each asked again until its answer has the words: what QEMU was told to begin has
 * not always begun when it is asked for. A command that changes something is said once: any answer has `return`.
 */
const onMonitor = (...dialogue: readonly (readonly [command: object, shown: string])[]): string => `node -e '
  const dialogue = [[{execute: "qmp_capabilities"}, "return"], ...${JSON.stringify(dialogue)}]
  const socket = require("node:net").connect(process.argv[1])
  const say = () => socket.write(JSON.stringify({...dialogue[0][0], id: "ours"}) + "\\n")
  require("node:readline").createInterface({input: socket}).on("line", (line) => {
    if (JSON.parse(line).id !== "ours") return
    console.log(line)
    if (!line.includes(dialogue[0][1])) return void setTimeout(say, 50)
    dialogue.shift()
    if (dialogue.length === 0) process.exit()
    say()
  })
  say()
  setTimeout(() => process.exit(1), 30_000)' "$run/qmp.sock"\n`

/** A destination that takes the connection of a migration and reads nothing of it, for as long as QEMU is there. */
const silentDestination = (socket: string): string => `setsid node -e '
  require("node:net").createServer({pauseOnConnect: true}, () => undefined).listen(process.argv[1])
  setInterval(() => { try { process.kill(Number(process.argv[2]), 0) } catch { process.exit() } }, 100)
' ${socket} $pid >/dev/null 2>&1 </dev/null & timeout 30 sh -c 'until test -S ${socket}; do sleep 0.05; done'\n`

describe.concurrent('what is still at work when the VM is stopped', () => {
  test('B18 a migration and a block job: neither keeps the guest from powering off, nor QEMU from ending', async () => {
    using machine = vmMachine()
    const destination = join(machine.root, 'destination')
    const mirror = {device: 'disk0', 'job-id': 'mirror', target: 'copy', sync: 'full', speed: 1}
    const copy = {driver: 'raw', 'node-name': 'copy', file: {driver: 'null-co', size: 64 * 1024 * 1024}}
    const dialogue = onMonitor(
      [{execute: 'blockdev-add', arguments: copy}, 'return'],
      [{execute: 'blockdev-mirror', arguments: mirror}, 'return'],
      [{execute: 'query-block-jobs'}, '"mirror"'],
      [{execute: 'migrate', arguments: {uri: `unix:${destination}`}}, 'return'],
      [{execute: 'query-migrate'}, '"active"'],
    )
    const job = await machine.play({
      steps: [
        {
          kind: 'uses',
          id: 'vm',
          action: machine.action,
          with: {...microInputs(guest, 'quiet cryptomgr.notests'), disks: 'size=64M'},
        },
        inRun(silentDestination(destination) + dialogue),
      ],
    })
    expect(job.stage('then', 'run').result).toBe('success')
    expect(outcomeOf(job)).toBe('graceful')
    expect(job.status).toBe('success')
    await machine.expectUnchanged()
  })
})

test('a guest that hangs when its files are to be collected costs their time and no more, and is asked to go all the same', async () => {
  using machine = vmMachine()
  const inputs = {...microInputs(guest, 'quiet cryptomgr.notests'), collect: '/etc'}
  const stopper =
    '(sleep 1; kill -STOP $(pidof dropbear); echo sshd is stopped >/dev/console) </dev/null >/dev/null 2>&1 &'
  const hang = `guest exec -- sh -c '${stopper}'
for i in $(seq 600); do grep -q 'sshd is stopped' "$run/console.log" && break; sleep 0.1; done`
  const job = await machine.play({
    steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}, inRun(hang)],
  })
  const post = job.stage('vm', 'post')
  expect(saidIn(job, 'post', 'warning')).toMatch(/not all files were collected[^]*Not collected: /)
  expect(outcomeOf(job)).toBe('graceful')
  expect(post.ms).toBeLessThan(90_000)
  expect(job.status).toBe('success')
  await machine.expectUnchanged()
})

describe('a tap of the host', () => {
  const bridge = 'qvtestbr0'
  const withBridge = (): Disposable => {
    execFileSync('ip', ['link', 'add', bridge, 'type', 'bridge'])
    execFileSync('ip', ['addr', 'add', '10.99.7.1/24', 'dev', bridge])
    execFileSync('ip', ['link', 'set', bridge, 'up'])
    return {
      [Symbol.dispose]() {
        execFileSync('ip', ['link', 'del', bridge])
      },
    }
  }

  test('B30 at a bridge leads to the guest, and goes when QEMU was killed', async () => {
    using made = withBridge()
    expect(made).toBeDefined()
    using machine = vmMachine()
    const inputs = {...microInputs(guest, 'quiet cryptomgr.notests'), tap: bridge}
    const ping = 'ip addr add 10.99.7.2/24 dev eth1; ip link set eth1 up; ping -c 1 -W 10 10.99.7.1'
    const job = await machine.play({
      steps: [
        {kind: 'uses', id: 'vm', action: machine.action, with: inputs},
        {kind: 'run', id: 'ping', script: `guest exec -- sh -ec '${ping}'`},
        inRun('kill -9 $pid'),
      ],
    })
    expect(job.stage('ping', 'run').log).toContain('1 packets received')
    expect(outcomeOf(job)).toBe('already-gone')
    expect(existsSync(`/sys/class/net/${bridge}`)).toBe(true)
    await machine.expectUnchanged()
  })

  test('B30 that another process has open is left over, said so, and removed by the next job', async () => {
    using machine = fakeVmMachine()
    const held = join(machine.root, 'holder')
    const real = execFileSync('sh', ['-c', 'command -v qemu-system-x86_64'], {encoding: 'utf8'}).trim()
    const hold = `tap=qv\${run##*-}; kill -9 $pid; setsid ${real} -nodefaults -display none -machine none \\
      -netdev tap,id=n,ifname=$tap,script=no,downscript=no </dev/null >/dev/null 2>&1 & echo $! >${held}
      for i in $(seq 600); do test "$(cat /sys/class/net/$tap/carrier)" = 1 && break; sleep 0.05; done`
    const job = await machine.job([inRun(hold)], {tap: 'true'})
    const end: JobStep = {kind: 'run', id: 'end', script: `kill -9 $(cat ${held})`}
    expect(job.status).toBe('failure')
    expect(saidIn(job, 'post', 'error')).toMatch(/Left over: tap[^]*ip tuntap del dev qv[0-9a-f]{8} mode tap/)
    await machine.play({steps: [end], env: {PATH: machine.path}})
    const next = await machine.job()
    expect(next.stage('vm', 'pre').log).toContain('Cleaned up a VM left by')
    expect(outcomeOf(next)).toBe('graceful')
    await machine.expectUnchanged()
  })
})
