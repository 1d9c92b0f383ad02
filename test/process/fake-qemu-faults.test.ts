import {readFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import type {Answer, FakeBehavior} from '../support/fake-qemu/behavior.ts'
import {until} from '../support/fake-qemu/qmp-client.ts'
import {FakeStage} from '../support/fake-qemu/stage.ts'

const answering = (command: string, answer: Answer): FakeBehavior => ({
  monitors: {'*': {answers: {[command]: answer}}},
})

describe('the guest', () => {
  test('ignores the power button, then obeys when the behavior changes', async () => {
    using stage = new FakeStage()
    const {child, exited} = stage.start({guest: {presses: 'never'}})
    const qmp = await stage.client()
    expect(await qmp.ask('system_powerdown', 1)).toEqual({id: 1, return: {}})
    await sleep(200)
    expect(child.exitCode).toBe(null)
    stage.fake.become({guest: {presses: 3}})
    await qmp.ask('system_powerdown', 2)
    await sleep(200)
    expect(child.exitCode).toBe(null)
    await qmp.ask('system_powerdown', 3)
    expect(await exited).toEqual([0, null])
  })

  test('takes its time, and lingers after SHUTDOWN', async () => {
    using stage = new FakeStage()
    const {child} = stage.start({guest: {takes: 300, lingers: 5000}})
    const qmp = await stage.client()
    await qmp.ask('system_powerdown', 1)
    expect(qmp.events()).toEqual(['POWERDOWN'])
    await qmp.sees('SHUTDOWN')
    expect(await qmp.ask('query-status', 2)).toMatchObject({return: {status: 'shutdown'}})
    expect(child.exitCode).toBe(null)
  })

  test.each([
    ['reboot', ['POWERDOWN', 'SHUTDOWN'], 'guest-reset'],
    ['panic', ['POWERDOWN', 'GUEST_PANICKED', 'SHUTDOWN'], 'guest-panic'],
  ] as const)('answers with a %s', async (does, events, reason) => {
    using stage = new FakeStage()
    const {exited} = stage.start({guest: {does}})
    const qmp = await stage.client()
    await qmp.ask('system_powerdown', 1)
    await exited
    await until('EOF', () => qmp.ended)
    expect(qmp.events()).toEqual(events)
    expect(qmp.messages().at(-1)).toMatchObject({data: {guest: true, reason}})
  })

  test.each(['paused', 'io-error', 'guest-panicked', 'shutdown'])(
    'is told to be %s and hears no press',
    async (status) => {
      using stage = new FakeStage()
      const {child} = stage.start({status})
      const qmp = await stage.client()
      expect(await qmp.ask('query-status', 1)).toMatchObject({return: {status, running: false}})
      await qmp.ask('system_powerdown', 2)
      await sleep(100)
      expect(child.exitCode).toBe(null)
    },
  )

  test('prints, changes status and sends events at its times', async () => {
    using stage = new FakeStage()
    const data = {action: 'pause'}
    stage.start({
      timeline: [
        {after: 10, console: 'Booting\n'},
        {after: 400, console: 'Kernel panic\n', stderr: 'oh\n'},
        {after: 500, status: 'guest-panicked', event: {name: 'GUEST_PANICKED', data}},
      ],
    })
    const qmp = await stage.client()
    await until('console', () => readFileSync(stage.path('console.log'), 'utf8') === 'Booting\n')
    await qmp.sees('GUEST_PANICKED')
    expect(readFileSync(stage.path('console.log'), 'utf8')).toBe('Booting\nKernel panic\n')
    expect(qmp.messages().at(-1)).toMatchObject({event: 'GUEST_PANICKED', data})
    expect(await qmp.ask('query-status', 1)).toMatchObject({return: {status: 'guest-panicked'}})
  })
})

describe('signals', () => {
  test('SIGTERM is ignored, or obeyed late', async () => {
    using stage = new FakeStage()
    const {child, exited} = stage.start({terminate: 'ignore'})
    await stage.client()
    child.kill('SIGTERM')
    await sleep(200)
    expect(child.exitCode).toBe(null)
    stage.fake.become({terminate: {after: 100}})
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  })

  test.each(['start', 'terminate'] as const)('an orphan is left at %s', async (orphan) => {
    using stage = new FakeStage()
    const {child, exited} = stage.start({orphan})
    await stage.client()
    child.kill('SIGTERM')
    await exited
    const [pid] = await until('the orphan alone', () => stage.descendants().length === 1 && stage.descendants())
    const words = (): string => readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
    await until('the orphan to be what setsid starts', () => words() === 'sleep\x0060\0')
    process.kill(Number(pid), 'SIGKILL')
    await until('its end', () => stage.descendants().length === 0)
  })
})

describe('QMP', () => {
  test('greeting never comes', async () => {
    using stage = new FakeStage()
    stage.start(answering('greeting', {reply: 'none'}))
    const qmp = await stage.client('qmp.sock', false)
    await sleep(200)
    expect([qmp.text(), qmp.ended]).toEqual(['', undefined])
  })

  test('greeting comes late, capabilities are refused', async () => {
    using stage = new FakeStage()
    const answers = {greeting: {after: 300}, qmp_capabilities: {reply: 'error'}} as const
    stage.start({monitors: {'*': {answers}}})
    const qmp = await stage.client('qmp.sock', false)
    await sleep(100)
    expect(qmp.text()).toBe('')
    expect(await qmp.ask('qmp_capabilities', 1)).toMatchObject({error: {class: 'GenericError'}})
    expect(await qmp.ask('query-status', 2)).toMatchObject({error: {class: 'CommandNotFound'}})
  })

  test.each<[string, Answer, string, string | undefined]>([
    ['without a reply', {reply: 'none', effect: false}, '', undefined],
    ['with an error', {reply: 'error'}, '"error"', undefined],
    ['with the id of another', {reply: 'wrong-id', effect: false}, '"id":"not-yours"', undefined],
    ['by closing', {reply: 'close', effect: false}, '', 'EOF'],
    ['by a reset', {reply: 'reset', effect: false}, '', 'ECONNRESET'],
  ])('quit is answered %s and not obeyed', async (_, answer, reply, ended) => {
    using stage = new FakeStage()
    const {child} = stage.start(answering('quit', answer))
    const qmp = await stage.client()
    expect(await qmp.ask('query-status', 1)).toHaveProperty('return')
    const before = qmp.text().length
    qmp.socket.write('{"execute":"quit","id":7}\n')
    if (ended !== undefined) await until('end', () => qmp.ended)
    else if (reply !== '') await qmp.sees(reply)
    else await sleep(200)
    expect(qmp.ended).toBe(ended)
    expect(qmp.text().slice(before)).toContain(reply)
    expect(qmp.text().slice(before)).not.toContain('"id":7,"return"')
    expect(child.exitCode).toBe(null)
  })

  test.each(['none', 'close', 'reset', 'wrong-id'] as const)('quit is obeyed with reply: %s', async (reply) => {
    using stage = new FakeStage()
    const {exited} = stage.start(answering('quit', {reply}))
    const qmp = await stage.client()
    qmp.socket.write('{"execute":"quit","id":7}\n')
    expect(await exited).toEqual([0, null])
    await until('end', () => qmp.ended)
    expect(qmp.ended).toBe(reply === 'reset' ? 'ECONNRESET' : 'EOF')
  })

  test('one monitor is deaf, the other is not', async () => {
    using stage = new FakeStage()
    stage.start({monitors: {stop: {answers: {greeting: {reply: 'none'}}}}})
    expect(await (await stage.client('qmp.sock')).ask('query-status', 1)).toHaveProperty('return')
    const deaf = await stage.client('stop.sock', false)
    await sleep(100)
    expect(deaf.text()).toBe('')
  })

  test('says what is no JSON', async () => {
    using stage = new FakeStage()
    stage.start(answering('greeting', {reply: 'none', before: {text: '\u0007garbage {{{\r\n'}}))
    const qmp = await stage.client('qmp.sock', false)
    await qmp.sees('garbage')
    expect(() => qmp.messages()).toThrow(SyntaxError)
  })

  test('sends an event and the reply in one packet', async () => {
    using stage = new FakeStage()
    const event = '{"event":"RTC_CHANGE","timestamp":{"seconds":1,"microseconds":2}}\r\n'
    stage.start(answering('query-status', {before: {text: event}}))
    const qmp = await stage.client()
    await qmp.ask('query-status', 1)
    expect(qmp.messages().slice(2)).toMatchObject([{event: 'RTC_CHANGE'}, {return: {}}])
    expect(qmp.chunks.at(-1)?.toString().startsWith(event)).toBe(true)
    expect(qmp.chunks.at(-1)?.toString()).toContain('"return"')
  })

  test('sends every byte alone, so that characters arrive in parts', async () => {
    using stage = new FakeStage()
    const before = {text: '{"event":"GRÜẞE"}\r\n'}
    stage.start({monitors: {'*': {writes: 'bytes', answers: {greeting: {before}}}}})
    const qmp = await stage.client('qmp.sock', false)
    await qmp.sees('"oob"')
    expect(qmp.messages()[0]).toEqual({event: 'GRÜẞE'})
    expect(qmp.chunks.some((chunk) => chunk.toString().includes('\u{fffd}'))).toBe(true)
  })

  test('streams 100 MB without a newline, and stays small itself', async () => {
    using stage = new FakeStage()
    const {child} = stage.start(answering('query-status', {reply: 'none', before: {fill: 'x', count: 100e6}}))
    const qmp = await stage.client()
    let seen = 0
    qmp.socket.removeAllListeners('data').on('data', (data) => (seen += data.length))
    qmp.socket.write('{"execute":"query-status"}\n')
    await until('100 MB', () => seen >= 100e6)
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))
    expect(Number(peak?.[1])).toBeLessThan(200_000)
  })
})
