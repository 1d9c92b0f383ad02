import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {MonitorBehavior} from '../support/fake-qemu/behavior.ts'
import {fakeVmMachine, inRun, outcomeOf, saidIn} from '../support/fake-vm.ts'
import {bystander} from '../support/world/bystander.ts'

/** A process that holds a monitor, as a debugger of the user's would, until QEMU closes it: from its greeting on. */
const hold = (socket: string): string => {
  const code = `const socket = require('node:net').connect('${socket}').on('close', () => process.exit())
    socket.once('data', () => require('node:fs').writeFileSync('${socket}.held', ''))`
  return `setsid node -e "${code}" >/dev/null 2>&1 </dev/null & until test -e ${socket}.held; do sleep 0.05; done\n`
}

/** Sends one command of QMP on the user's monitor and waits for what shows that it was obeyed. */
const tell = (command: string, shown: string): string => `node -e "
  const socket = require('node:net').connect('$run/qmp.sock')
  for (const execute of ['qmp_capabilities', '${command}']) socket.write(JSON.stringify({execute}) + '\\n')
  let told = ''
  socket.on('data', (data) => { told += data; if (told.includes('${shown}')) process.exit() })
"\n`

describe.concurrent('QEMU that does not react', () => {
  test('B1 stopped by SIGSTOP: it is continued, said so, and the guest is asked', async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([inRun('kill -STOP $pid')])
    expect(outcomeOf(job)).toBe('graceful')
    expect(job.stage('vm', 'post').summary).toContain('had been stopped by a signal')
    await machine.expectUnchanged()
  })

  test('B1 stopped by SIGSTOP again whenever it is continued: it is killed within 25 s, and a bystander lives on', async () => {
    await using other = await bystander()
    using machine = fakeVmMachine({continued: 'stop'})
    const job = await machine.job([inRun('kill -STOP $pid')])
    expect(['terminated', 'killed']).toContain(outcomeOf(job))
    expect(job.stage('vm', 'post').ms).toBeLessThan(25_000)
    expect(job.annotations('warning')).toHaveLength(1)
    expect(other.alive()).toBe(true)
    await machine.expectUnchanged()
  })

  test('B6 whose monitor is taken by another client: post has one of its own', async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([inRun(hold('$run/qmp.sock'))])
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })

  test('B7 whose reserved monitor is taken, too: SIGTERM, at once after the greeting is not there in time', async () => {
    using machine = fakeVmMachine()
    const both = hold('$run/qmp.sock') + hold('$run/stop.sock')
    const job = await machine.job([inRun(both)], {'shutdown-timeout': '30s'})
    expect(outcomeOf(job)).toBe('terminated')
    expect(saidIn(job, 'post', 'warning')).toContain('did not greet within')
    expect(job.stage('vm', 'post').ms).toBeLessThan(15_000)
    await machine.expectUnchanged()
  })

  test('B20 that ignores SIGTERM, too: SIGKILL 5 s later', async () => {
    using machine = fakeVmMachine({terminate: 'ignore', monitors: {stop: {answers: {greeting: {reply: 'none'}}}}})
    const job = await machine.job()
    expect(outcomeOf(job)).toBe('killed')
    expect(saidIn(job, 'post', 'warning')).toContain('was killed (SIGKILL)')
    expect(job.stage('vm', 'post').ms).toBeLessThan(15_000)
    await machine.expectUnchanged()
  })
})

const greeting = '{"QMP":{"version":{"qemu":{"major":7,"minor":2,"micro":0},"package":"é€😀"},"capabilities":[]}}'
const event = '{"timestamp":{"seconds":1,"microseconds":1},"event":"NIC_RX_FILTER_CHANGED","data":{"name":"é€😀"}}'

/** What a monitor sends, and whether the guest can be asked over it all the same. */
const strange: readonly (readonly [string, MonitorBehavior, 'graceful' | 'terminated'])[] = [
  ['garbage', {answers: {greeting: {before: {text: 'HTTP/1.1 400 Bad Request\r\n\r\n'}}}}, 'terminated'],
  ['100 MB without a line break', {answers: {greeting: {before: {fill: '{', count: 100e6}}}}, 'terminated'],
  ['every byte in a packet of its own', {writes: 'bytes'}, 'graceful'],
  [
    'events before replies, two in one packet, in UTF-8',
    {answers: {system_powerdown: {before: {text: `${event}\r\n${event}\n`}}}},
    'graceful',
  ],
  ['a second greeting', {answers: {'query-status': {before: {text: `${greeting}\r\n`}}}}, 'graceful'],
  ['null and numbers for objects', {answers: {'query-status': {before: {text: 'null\r\n42\r\n'}}}}, 'terminated'],
]

describe.concurrent('a monitor', () => {
  test.each(strange)('B10 that sends %s: bounded memory, and the next rung', async (_, monitor, outcome) => {
    using machine = fakeVmMachine({monitors: {stop: monitor, keeper: monitor}})
    // The runner's node is started by a program that tells how much memory it had at most
    const measured = `ledger=$(ls ${machine.stateDirectory}/*.jsonl)
GITHUB_ACTION=vm STATE_ledger=$ledger python3 -c '
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, "MB")
sys.exit(status)' '${process.execPath}' '${join(machine.action, 'dist/post.js')}'`
    const job = await machine.job([{kind: 'run', id: 'early', script: measured}])
    const early = job.stage('early', 'run')
    expect(/Outcome `([a-z-]+)`/.exec(early.summary)?.[1]).toBe(outcome)
    expect(early.ms).toBeLessThan(20_000)
    expect(Number(/peak (\d+) MB/.exec(early.log)?.[1])).toBeLessThan(200)
    await machine.expectUnchanged()
  })

  test.each([
    ['never answers', {reply: 'none', effect: false}],
    ['answers to somebody else', {reply: 'wrong-id', effect: false}],
    ['refuses', {reply: 'error'}],
    ['answers after a minute', {after: 60_000}],
  ] as const)('B12 that %s to quit: SIGTERM 5 s later', async (_, quit) => {
    using machine = fakeVmMachine({guest: {presses: 'never'}, monitors: {stop: {answers: {quit}}}})
    const job = await machine.job()
    expect(outcomeOf(job)).toBe('terminated')
    expect(saidIn(job, 'post', 'warning')).toContain('did not quit either and ended at SIGTERM')
    expect(job.stage('vm', 'post').ms).toBeLessThan(20_000)
    await machine.expectUnchanged()
  })

  test('B19 that hangs on quit, with a QEMU that hangs on SIGTERM: SIGKILL, in the sum of the budgets', async () => {
    const none = {reply: 'none', effect: false} as const
    const answers = {quit: none, system_powerdown: none}
    using machine = fakeVmMachine({terminate: 'ignore', monitors: {stop: {answers}}})
    const job = await machine.job()
    expect(outcomeOf(job)).toBe('killed')
    expect(job.stage('vm', 'post').ms).toBeLessThan(25_000)
    await machine.expectUnchanged()
  })
})

describe.concurrent('a machine that does not run', () => {
  test('B16 because it was paused: it goes on and is asked', async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([inRun(tell('stop', 'STOP'))])
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })

  test('B16 because it was never to begin (-S): refused before anything is made', async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([], {'qemu-args': '-S'})
    expect(saidIn(job, 'main', 'error')).toContain('-S')
    expect(job.stage('vm', 'main').log).not.toContain('QEMU runs')
    await machine.expectUnchanged()
  })

  test('B16 because it sleeps and cannot be woken: it quits', async () => {
    using machine = fakeVmMachine({status: 'suspended'})
    const job = await machine.job()
    expect(outcomeOf(job)).toBe('quit')
    expect(saidIn(job, 'post', 'warning')).toContain('Unable to wake up')
    await machine.expectUnchanged()
  })

  test.each(['guest-panicked', 'io-error', 'internal-error', 'watchdog', 'postmigrate', 'shutdown'])(
    'B17 because of %s: nobody waits for it',
    async (status) => {
      using machine = fakeVmMachine({status})
      const job = await machine.job([], {'shutdown-timeout': '60s'})
      expect(outcomeOf(job)).toBe(status === 'guest-panicked' ? 'guest-crashed' : 'quit')
      expect(job.stage('vm', 'post').summary).toContain(`the guest is not running (${status})`)
      expect(job.annotations('warning')).toHaveLength(1)
      expect(job.stage('vm', 'post').ms).toBeLessThan(20_000)
      await machine.expectUnchanged()
    },
  )
})
