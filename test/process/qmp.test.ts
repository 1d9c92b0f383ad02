import {existsSync} from 'node:fs'
import {createServer} from 'node:net'
import {describe, expect, test} from 'vitest'
import {systemClock} from '../../src/host/clock.ts'
import {connectQmp, type QmpEvent} from '../../src/qemu/qmp.ts'
import {seconds, millis} from '../../src/units.ts'
import type {FakeBehavior} from '../support/fake-qemu/behavior.ts'
import {FakeStage} from '../support/fake-qemu/stage.ts'
import {readyFake} from '../support/monitored.ts'
import {realHost} from '../support/real-host.ts'
import {scratch} from '../support/scratch.ts'

const host = realHost()
const soon = (): AbortSignal => AbortSignal.timeout(5000)
const answering = (command: string, answer: object): FakeBehavior => ({
  monitors: {stop: {answers: {[command]: answer}}},
})

describe.concurrent('a QMP session', () => {
  test('asks, is told of events, and ends with QEMU', async () => {
    using stage = new FakeStage()
    await readyFake(stage, {}, host)
    await using qmp = await connectQmp(stage.path('stop.sock'), systemClock, seconds(3))
    const events: QmpEvent[] = []
    qmp.onEvent((event) => events.push(event))
    expect(await qmp.execute('query-status', {signal: soon()})).toMatchObject({status: 'running'})
    const many = Array.from({length: 50}, () => qmp.execute('query-name', {signal: soon()}))
    expect(await Promise.all(many)).toEqual(Array(50).fill({name: 'qemu-vm-0badcafe'}))
    const words = {'command-line': 'info usernet'}
    expect(await qmp.execute('human-monitor-command', {arguments: words, signal: soon()})).toContain('HOST_FORWARD')
    await expect(qmp.execute('nonsense', {signal: soon()})).rejects.toMatchObject({
      code: 'protocol',
      message: /has not been found/,
    })
    await qmp.execute('system_powerdown', {signal: soon()})
    await qmp.closed
    expect(events.map(({event}) => event)).toEqual(['POWERDOWN', 'SHUTDOWN'])
    expect(events[1]?.data).toEqual({guest: true, reason: 'guest-shutdown'})
    await expect(qmp.execute('quit', {signal: soon()})).rejects.toMatchObject({code: 'protocol'})
  })

  test.each<[string, object, RegExp]>([
    ['that is never greeted', {reply: 'none'}, /did not greet within 300 ms/],
    ['that is greeted with garbage', {reply: 'none', before: {text: 'garbage\r\n'}}, /not JSON/],
    ['that is closed instead of a greeting', {reply: 'close'}, /closed the QMP session/],
    ['that is never told the end of the greeting', {reply: 'none', before: {text: '{"QMP"'}}, /did not greet/],
  ])('%s is none', async (_, answer, why) => {
    using stage = new FakeStage()
    await readyFake(stage, answering('greeting', answer), host)
    const began = performance.now()
    await expect(connectQmp(stage.path('stop.sock'), systemClock, millis(300))).rejects.toThrow(why)
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('that somebody else has is none (V7), and is one when they leave', async () => {
    using stage = new FakeStage()
    await readyFake(stage, {}, host)
    const first = await connectQmp(stage.path('stop.sock'), systemClock, seconds(3))
    await expect(connectQmp(stage.path('stop.sock'), systemClock, millis(200))).rejects.toMatchObject({code: 'timeout'})
    await first[Symbol.asyncDispose]()
    await using second = await connectQmp(stage.path('stop.sock'), systemClock, seconds(3))
    expect(await second.execute('query-status', {signal: soon()})).toBeDefined()
  })

  test.each([
    ['no socket', '/nonexistent/qmp.sock'],
    ['a file', import.meta.filename],
    ['a directory', import.meta.dirname],
  ])('on %s is none, and says so at once', async (_, path) => {
    await expect(connectQmp(path, systemClock, seconds(60))).rejects.toMatchObject({code: 'protocol'})
  })

  test('gives up one command without an answer, and goes on with the next', async () => {
    using stage = new FakeStage()
    await readyFake(stage, answering('query-name', {reply: 'none'}), host)
    await using qmp = await connectQmp(stage.path('stop.sock'), systemClock, seconds(3))
    await expect(qmp.execute('query-name', {signal: AbortSignal.timeout(100)})).rejects.toMatchObject({code: 'timeout'})
    await expect(qmp.execute('query-name', {signal: AbortSignal.abort()})).rejects.toMatchObject({code: 'timeout'})
    expect(await qmp.execute('query-uuid', {signal: soon()})).toBeDefined()
  })

  test('does not take an answer that is meant for another command', async () => {
    using stage = new FakeStage()
    await readyFake(stage, answering('query-name', {after: 300}), host)
    await using qmp = await connectQmp(stage.path('stop.sock'), systemClock, seconds(3))
    await expect(qmp.execute('query-name', {signal: AbortSignal.timeout(50)})).rejects.toMatchObject({code: 'timeout'})
    // The late answer comes first
    expect(await qmp.execute('query-status', {signal: soon()})).toMatchObject({status: 'running'})
  })

  test.each(['close', 'reset'])('that is ended by a %s rejects what waits, and says that it is over', async (reply) => {
    using stage = new FakeStage()
    await readyFake(stage, answering('query-name', {reply}), host)
    await using qmp = await connectQmp(stage.path('stop.sock'), systemClock, seconds(3))
    await expect(qmp.execute('query-name', {signal: soon()})).rejects.toMatchObject({code: 'protocol'})
    await qmp.closed
  })

  test('that sends what is no QMP is ended by us', async () => {
    using stage = new FakeStage()
    await readyFake(stage, answering('query-name', {before: {text: '[1]\r\n'}}), host)
    await using qmp = await connectQmp(stage.path('stop.sock'), systemClock, seconds(3))
    await expect(qmp.execute('query-name', {signal: soon()})).rejects.toThrow(/no object/)
    await qmp.closed
    expect(existsSync(stage.path('qemu.pid'))).toBe(true)
  })
})

describe.concurrent('a hostile peer', () => {
  /** Greets, and says the given text when the first command has come. */
  const talking = async (path: string, text: string): Promise<{readonly path: string} & AsyncDisposable> => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.write(text))
      socket.write('{"QMP":{}}\r\n')
    })
    await new Promise<void>((resolve) => server.listen(path, resolve))
    return {path, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]()}
  }

  test.each([
    '{"id":1}\r\n',
    '{"return":{},"id":"1"}\r\n',
    '{"event":7}\r\n{"event":null,"data":3}\r\n{"event":"X","data":"text"}\r\n{"return":{},"id":1}\r\n',
    '{"error":null,"id":9}\r\n{"error":"text"}\r\n{"return":{},"id":1}\r\n',
    '{"QMP":{}}\r\n{"return":{},"id":7}\r\n{"return":{}}\r\n{"return":{},"id":1}\r\n',
  ])('that says %j does no harm', async (text) => {
    using place = scratch()
    await using peer = await talking(place.path('s'), text)
    await using qmp = await connectQmp(peer.path, systemClock, seconds(2))
    await expect(qmp.execute('query-name', {signal: AbortSignal.timeout(50)})).rejects.toMatchObject({code: 'timeout'})
  })

  test.each([
    '{"error":null,"id":1}\r\n',
    '{"error":{},"id":1}\r\n',
    '{"error":"text","id":1}\r\n',
    '{"error":{"class":"GenericError","desc":"no"},"id":1}\r\n',
  ])('that refuses by %j is told of as such', async (text) => {
    using place = scratch()
    await using peer = await talking(place.path('s'), text)
    await expect(connectQmp(peer.path, systemClock, seconds(2))).rejects.toMatchObject({code: 'protocol'})
  })
})
