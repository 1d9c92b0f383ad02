import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {FakeBehavior} from '../support/fake-qemu/behavior.ts'
import {FakeStage} from '../support/fake-qemu/stage.ts'
import {goDown, readyFake} from '../support/monitored.ts'
import {realHost} from '../support/real-host.ts'
import {millis} from '../../src/units.ts'

const host = realHost()

interface Seen {
  readonly outcome: string
  /** `powerdown exited` and so on; `poweroff` is left out, for nobody has logged in to these guests. */
  readonly attempts: readonly string[]
  readonly took: number
  readonly stderr: string
}

async function seeDown(behavior: FakeBehavior, courtesy = 1500): Promise<Seen> {
  using stage = new FakeStage()
  const fake = await readyFake(stage, behavior, host)
  const began = performance.now()
  const {descent, outcome} = await goDown(stage, fake, millis(courtesy), host)
  const took = performance.now() - began
  expect(descent.stillRunning).toBe(false)
  await fake.exited
  const attempts = descent.attempts.filter(({ask}) => ask !== 'poweroff').map(({ask, result}) => `${ask} ${result}`)
  return {outcome, attempts, took, stderr: fake.stderr()}
}

const answering = (command: string, answer: object): FakeBehavior => ({
  monitors: {stop: {answers: {[command]: answer}}},
})

describe.concurrent('a guest that can be asked', () => {
  test.each<[string, FakeBehavior, string, string[]]>([
    ['obeys at once', {}, 'graceful', ['powerdown exited']],
    ['obeys after a second', {guest: {takes: 1000}}, 'graceful', ['powerdown exited']],
    ['heard the second press only (V2)', {guest: {presses: 2}}, 'graceful', ['powerdown exited']],
    ['lingers after SHUTDOWN', {guest: {lingers: 1000}}, 'graceful', ['powerdown exited']],
    ['reboots', {guest: {does: 'reboot'}}, 'guest-rebooted', ['powerdown exited']],
    ['is paused', {timeline: [{after: 0, status: 'paused'}]}, 'graceful', ['powerdown exited']],
    ['is in prelaunch', {timeline: [{after: 0, status: 'prelaunch'}]}, 'graceful', ['powerdown exited']],
    [
      'gets no answer to the press, and obeys',
      {...answering('system_powerdown', {reply: 'none'}), guest: {takes: 500}},
      'graceful',
      ['powerdown exited'],
    ],
    [
      'is asked by a QEMU that says it refuses',
      answering('system_powerdown', {reply: 'error', effect: true}),
      'quit',
      ['powerdown timed-out', 'quit exited'],
    ],
    [
      'of a QEMU that does not tell its status',
      answering('query-status', {reply: 'none'}),
      'graceful',
      ['powerdown exited'],
    ],
    [
      'of a QEMU that closes after the press',
      answering('system_powerdown', {reply: 'close', effect: true}),
      'graceful',
      ['powerdown exited'],
    ],
    ['of a QEMU that speaks byte by byte', {monitors: {stop: {writes: 'bytes'}}}, 'graceful', ['powerdown exited']],
  ])('%s', async (_, behavior, outcome, attempts) => {
    const seen = await seeDown(behavior, 4000)
    expect({outcome: seen.outcome, attempts: seen.attempts}).toEqual({outcome, attempts})
    expect(seen.took).toBeLessThan(9000)
  })

  test('may restart at any other time, and does so: QEMU ends at it as ever', async () => {
    using stage = new FakeStage()
    const words = stage.usual().filter((word) => word !== '-no-reboot')
    const fake = await readyFake(stage, {guest: {does: 'reboot'}}, host, words)
    expect((await goDown(stage, fake, millis(20_000), host)).outcome).toBe('guest-rebooted')
    await fake.exited
  })

  test('panics, which is known at once: QEMU may be told to quit while it ends by itself', async () => {
    const seen = await seeDown({guest: {does: 'panic'}}, 20_000)
    expect(seen).toMatchObject({outcome: 'guest-crashed'})
    expect(seen.attempts[0]).toBe('powerdown refused')
    expect(seen.took).toBeLessThan(5000)
  })

  test('is not given up while QEMU answers late: the press may have been heard', async () => {
    const behavior = {...answering('system_powerdown', {reply: 'none'}), guest: {takes: 3000}}
    expect(await seeDown(behavior, 8000)).toMatchObject({outcome: 'graceful', attempts: ['powerdown exited']})
  })
})

describe.concurrent('a guest that cannot obey', () => {
  test.each([
    ...['guest-panicked', 'io-error', 'internal-error', 'shutdown', 'watchdog', 'postmigrate', 'something-new'],
  ])('in status %s is not waited for', async (status) => {
    const {outcome, attempts, took} = await seeDown({status}, 20_000)
    expect(attempts).toEqual(['powerdown refused', 'quit exited'])
    expect(outcome).toBe(status === 'guest-panicked' ? 'guest-crashed' : 'quit')
    expect(took).toBeLessThan(4000)
  })

  test.each<[string, FakeBehavior, string]>([
    ['stops for good', {guest: {presses: 'never'}, timeline: [{after: 1500, event: {name: 'STOP'}}]}, 'quit'],
    [
      'panics and stays',
      {guest: {presses: 'never'}, timeline: [{after: 1500, event: {name: 'GUEST_PANICKED', data: {action: 'pause'}}}]},
      'guest-crashed',
    ],
  ])('%s while it is asked: the rest of the courtesy is not waited for', async (_, behavior, outcome) => {
    const seen = await seeDown(behavior, 20_000)
    expect(seen).toMatchObject({outcome, attempts: ['powerdown refused', 'quit exited']})
    expect(seen.took).toBeLessThan(5000)
  })

  test('and ignores the press is told to quit when its time is over', async () => {
    const seen = await seeDown({guest: {presses: 'never'}})
    expect(seen).toMatchObject({outcome: 'quit', attempts: ['powerdown timed-out', 'quit exited']})
    expect(seen.took).toBeGreaterThan(1400)
    expect(seen.took).toBeLessThan(4000)
  })

  test('of a courtesy of nothing is not asked', async () => {
    expect(await seeDown({}, 0)).toMatchObject({outcome: 'quit', attempts: ['quit exited']})
  })
})

describe.concurrent('quit', () => {
  test.each<[string, object]>([
    ['answered', {}],
    ['never answered', {reply: 'none'}],
    ['answered by the end of the connection', {reply: 'close'}],
    ['answered by a reset (V4)', {reply: 'reset'}],
    ['answered to somebody else', {reply: 'wrong-id'}],
    ['answered with garbage', {before: {text: 'garbage\r\n'}}],
    ['answered after a flood', {before: {fill: 'x', count: 1_000_000}}],
  ])('%s, and obeyed, is a quit', async (_, answer) => {
    expect(await seeDown(answering('quit', answer), 0)).toMatchObject({outcome: 'quit', attempts: ['quit exited']})
  })

  test('not obeyed: SIGTERM after its five seconds', async () => {
    const seen = await seeDown(answering('quit', {effect: false}), 0)
    expect(seen).toMatchObject({outcome: 'terminated', attempts: ['quit timed-out', 'terminate exited']})
    expect(seen.took).toBeGreaterThan(4900)
    expect(seen.took).toBeLessThan(8000)
    expect(seen.stderr).toContain('terminating on signal 15')
  })
})

describe.concurrent('a QEMU whose monitor is no use', () => {
  test.each<[string, FakeBehavior, number]>([
    ['no socket', {monitors: {stop: {listen: 'never'}}}, 0],
    [
      'garbage for a greeting',
      answering('greeting', {reply: 'none', before: {text: 'HTTP/1.1 400 Bad Request\r\n\r\n'}}),
      0,
    ],
    ['a list for a greeting', answering('greeting', {reply: 'none', before: {text: '[]\r\n'}}), 0],
    ['a closed connection for a greeting', answering('greeting', {reply: 'close'}), 0],
    ['an error for the negotiation', answering('qmp_capabilities', {reply: 'error'}), 0],
    ['no greeting', answering('greeting', {reply: 'none'}), 3000],
    ['no end of the greeting', answering('greeting', {reply: 'none', before: {text: '{"QMP": '}}), 3000],
    ['no answer to the negotiation', answering('qmp_capabilities', {reply: 'none'}), 3000],
  ])('%s: SIGTERM, and at once', async (_, behavior, waits) => {
    const seen = await seeDown(behavior, 20_000)
    expect(seen).toMatchObject({outcome: 'terminated'})
    expect(seen.attempts).toEqual(['powerdown unavailable', 'quit unavailable', 'terminate exited'])
    expect(seen.took).toBeGreaterThanOrEqual(waits)
    expect(seen.took).toBeLessThan(waits + 3000)
  })

  test('nor SIGTERM: SIGKILL, after its five seconds', async () => {
    const seen = await seeDown({...answering('greeting', {reply: 'close'}), terminate: 'ignore'}, 20_000)
    expect(seen).toMatchObject({outcome: 'killed'})
    expect(seen.attempts).toEqual(['powerdown unavailable', 'quit unavailable', 'terminate timed-out', 'kill exited'])
    expect(seen.took).toBeLessThan(8000)
  })

  test('that floods without end of line is not listened to', async () => {
    const flood = answering('greeting', {reply: 'none', before: {fill: 'x', count: 100_000_000}})
    const before = process.memoryUsage().rss
    expect(await seeDown(flood, 20_000)).toMatchObject({outcome: 'terminated'})
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  })
})

test('the five budgets together stay below 75 s with 30 s of courtesy', () => {
  const text = readFileSync(new URL('../../src/shutdown/rungs.ts', import.meta.url), 'utf8')
  const budgets = [...text.matchAll(/^const (quit|terminate|kill)Budget = seconds\((\d+)\)/gm)].map(([, , value]) =>
    Number(value),
  )
  expect(budgets).toHaveLength(3)
  expect(budgets.reduce((sum, value) => sum + value, 30)).toBeLessThanOrEqual(75)
})
