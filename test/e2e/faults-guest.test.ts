import {execFileSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {rootfs} from '../guest/initramfs.ts'
import {fakeVmMachine, inRun, outcomeOf, saidIn} from '../support/fake-vm.ts'
import type {JobResult, JobStep} from '../support/runner/play-job.ts'
import {bystander} from '../support/world/bystander.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/** Plays a job with a real guest, and sees that the machine is as before. */
async function withGuest(
  words: string,
  more: Readonly<Record<string, string>>,
  steps: readonly JobStep[] = [],
): Promise<JobResult> {
  using machine = vmMachine()
  const inputs = {...microInputs(guest, `quiet cryptomgr.notests ${words}`.trim()), cpus: '1', memory: '128M', ...more}
  const job = await machine.play({steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}, ...steps]})
  await machine.expectUnchanged()
  return job
}

/** A step that lasts until a command of the shell succeeds. */
const waitFor = (command: string): JobStep =>
  inRun(`for i in $(seq 600); do ${command} && exit; sleep 0.1; done; echo never: '${command}'; exit 1`)

const guestRuns = (script: string, id = 'in'): JobStep => ({kind: 'run', id, script: `guest exec -- sh -c '${script}'`})

describe.concurrent('a guest that is asked to power off', () => {
  test('G1 and ignores the button: it quits after the courtesy, and the warning says what to install', async () => {
    using machine = fakeVmMachine({guest: {presses: 'never'}})
    const job = await machine.job([], {'shutdown-timeout': '11s'})
    expect(outcomeOf(job)).toBe('quit')
    expect(job.stage('vm', 'post').log).toMatch(
      /Waiting for the end of QEMU; asked for by: .*Power button.* \(1\d\.\d s\)/,
    )
    const said = saidIn(job, 'post', 'warning')
    expect(said).toContain('ignored the power button for 11.0 s')
    expect(said).toContain('Install acpid or qemu-guest-agent in the guest, or raise shutdown-timeout.')
    expect(job.stage('vm', 'post').ms).toBeLessThan(30_000)
    expect(job.status).toBe('success')
    await machine.expectUnchanged()
  })

  test('G2 while it still boots: the press is repeated until it is heard', async () => {
    const job = await withGuest('', {ready: 'none', 'shutdown-timeout': '60s'})
    expect(outcomeOf(job)).toBe('graceful')
  })

  test('G3 and reboots instead: said so, as a warning, and QEMU is gone', async () => {
    const job = await withGuest('guest.acpi=reboot', {ready: 'console:guest: ready'})
    expect(outcomeOf(job)).toBe('guest-rebooted')
    expect(saidIn(job, 'post', 'warning')).toContain('see HandlePowerKey')
  })

  test('G4 and has halted: it quits after the courtesy', async () => {
    const job = await withGuest('guest.boot=halt', {ready: 'console:guest: halts', 'shutdown-timeout': '3s'})
    expect(outcomeOf(job)).toBe('quit')
    expect(job.stage('vm', 'post').ms).toBeLessThan(20_000)
  })

  test('G6 and panics over it: a crash, with the line of the console', async () => {
    const job = await withGuest('guest.acpi=panic', {ready: 'console:guest: ready'})
    expect(outcomeOf(job)).toBe('guest-crashed')
    expect(saidIn(job, 'post', 'warning')).toMatch(/Console: .*Kernel panic/)
  })

  test('G14 and whose sshd is stopped: the order over ssh hangs, and the button is heard', async () => {
    const stopper = '(sleep 1; killall -STOP dropbear; echo sshd is stopped >/dev/console) >/dev/null 2>&1 </dev/null &'
    const job = await withGuest('', {}, [guestRuns(stopper), waitFor('grep -q "sshd is stopped" "$run/console.log"')])
    expect(outcomeOf(job)).toBe('graceful')
    expect(job.stage('vm', 'post').ms).toBeLessThan(20_000)
  })

  test('G15 over ssh alone, which breaks before the status arrives: graceful', async () => {
    const job = await withGuest('guest.acpi=ignore', {})
    expect(outcomeOf(job)).toBe('graceful')
    expect(job.annotations().filter(({level}) => level !== 'notice')).toEqual([])
    expect(job.annotations()).toHaveLength(1)
  })

  test('G16 and is stuck in a service: it quits after the courtesy, and what to raise is said', async () => {
    await using other = await bystander()
    const job = await withGuest('guest.poweroff=stuck', {'shutdown-timeout': '5s'})
    expect(outcomeOf(job)).toBe('quit')
    expect(saidIn(job, 'post', 'warning')).toContain('raise shutdown-timeout')
    expect(job.stage('vm', 'post').ms).toBeLessThan(20_000)
    expect(other.alive()).toBe(true)
  })

  test('G17 and has done so by itself before: nothing is waited for', async () => {
    const off = guestRuns('(poweroff -f) >/dev/null 2>&1 &')
    const job = await withGuest('', {}, [off, waitFor('! test -e /proc/$pid')])
    expect(outcomeOf(job)).toBe('already-gone')
    expect(saidIn(job, 'post', 'notice')).toContain('The guest had powered itself off.')
    expect(job.stage('vm', 'post').ms).toBeLessThan(10_000)
  })
})

/** Boot sector: an empty table of interrupts, then an interrupt. The processor gives up and resets. */
const tripleFault = Buffer.alloc(512)
tripleFault.set([0xfa, 0x31, 0xc0, 0x8e, 0xd8, 0x0f, 0x01, 0x1e, 0x20, 0x7c, 0xcd, 0x03, 0xeb, 0xfe])
tripleFault.set([0x55, 0xaa], 510)

/** The boot itself takes seconds, many of them where others compute; what matters is that the five minutes are not waited for. */
const quick = 60_000

describe.concurrent('a guest that does not get ready', () => {
  test('G7 because it resets again and again: known at the first reset', async () => {
    const job = await withGuest('guest.boot=reset', {})
    expect(saidIn(job, 'main', 'error')).toContain('The guest was reset before it was ready')
  })

  test('G7 because of a triple fault: known at the first reset', async () => {
    using machine = vmMachine()
    const image = join(machine.root, 'triple.raw')
    writeFileSync(image, Buffer.concat([tripleFault, Buffer.alloc(1024 * 1024)]))
    const inputs = {image, accelerator: 'tcg', memory: '64M', machine: 'pc'}
    const job = await machine.play({steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}]})
    expect(saidIn(job, 'main', 'error')).toContain('The guest was reset before it was ready')
    expect(job.stage('vm', 'main').ms).toBeLessThan(quick)
    await machine.expectUnchanged()
  })

  test('G8 G11 because nobody serves ssh: what it printed is shown, and nothing of it is a command', async () => {
    const hostile = execFileSync('sh', [join(rootfs, 'bin/hostile')]).toString('latin1')
    const timeline = [{after: 100, console: `a line of the guest\n${hostile}\n${hostile.slice(-3000)}last\r`}]
    using machine = fakeVmMachine({ssh: {after: 600_000}, timeline})
    const job = await machine.job([], {'boot-timeout': '3s', ready: 'login'})
    const main = job.stage('vm', 'main')
    expect(saidIn(job, 'main', 'error')).toMatch(/not ready within 3\.0 s.*SSH server/)
    expect(main.log).toContain("The guest's console")
    expect(main.log).toContain('last')
    const ours = new Set(['group', 'endgroup', 'error', 'warning', 'notice', 'debug'])
    expect(main.commands.filter(({command}) => !ours.has(command))).toEqual([])
    expect(main.commands.filter(({data}) => /forged/.test(data))).toEqual([])
    expect(main.state).not.toMatchObject({ledger: '/etc/passwd'})
    expect(Object.keys(main.outputs)).toEqual(['evidence'])
    expect(main.annotations.filter(({message}) => message.includes('forged'))).toEqual([])
    await machine.expectUnchanged()
    // No character that a terminal would act on
    expect(main.lines.filter(({text}) => /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text))).toEqual([])
  })

  test('G9 and prints nothing at all: said so, and where to look', async () => {
    // Its init does nothing: with console=null alone, ours says on the serial port that it is ready, if the machine is quick
    const job = await withGuest('console=null rdinit=/bin/busybox -- sleep 1000', {'boot-timeout': '5s'})
    const said = saidIn(job, 'main', 'error')
    expect(said).toContain('It printed nothing to its console.')
    expect(said).toContain('console=ttyS0')
  })

  test('G14 E2 because its port takes connections and nobody greets: the greeting is what is missed', async () => {
    using machine = fakeVmMachine({ssh: {after: 600_000}})
    const job = await machine.job([], {'boot-timeout': '3s'})
    expect(saidIn(job, 'main', 'error')).toMatch(/not ready within 3\.0 s.*the greeting of an SSH server/)
    expect(job.stage('vm', 'main').ms).toBeLessThan(quick)
    await machine.expectUnchanged()
  })

  test('G19 for a long time: what it waits for is said every ten seconds', async () => {
    const timeline = [{after: 100, console: 'crng init takes its time\n'}]
    using machine = fakeVmMachine({ssh: {after: 600_000}, timeline})
    const waiting =
      /Waiting for the greeting of an SSH server \(1\d\.\d s\); the console's last line: crng init takes its time/
    const onLine = ({text}: {readonly text: string}): void => {
      if (waiting.test(text)) machine.fake.become({ssh: {after: 0}, timeline})
    }
    const job = await machine.job([], {}, {onLine})
    expect(job.stage('vm', 'main').log).toMatch(waiting)
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })
})

test('G10 a guest that prints without end is served, and nobody needs more memory for it', async () => {
  const peaks =
    'for pid in $(grep -lz QEMU_VM_TAG /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3); do [ "$(cat /proc/$pid/comm)" = node ] && grep VmHWM /proc/$pid/status; done; true'
  const job = await withGuest('guest.boot=flood', {}, [
    {kind: 'run', id: 'a while', script: 'sleep 5; guest exec -- echo still served'},
    {kind: 'run', id: 'peaks', script: peaks},
  ])
  expect(job.stage('a while', 'run').log).toContain('still served')
  const kilobytes = [...job.stage('peaks', 'run').log.matchAll(/VmHWM:\s+(\d+) kB/g)].map(([, size]) => Number(size))
  expect(Math.max(...kilobytes)).toBeLessThan(200_000)
  expect(outcomeOf(job)).toBe('graceful')
})
