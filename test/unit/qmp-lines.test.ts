import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {qmpLines} from '../../src/qemu/qmp-lines.ts'
import {forwardsIn} from '../../src/qemu/usernet.ts'
import type {JsonObject} from '../../src/units.ts'

/** Feeds a stream in portions that end at the given places. */
function feed(stream: Buffer, ends: readonly number[], limit?: number): readonly JsonObject[] {
  const take = qmpLines(limit)
  const places = [
    0,
    ...[...new Set(ends)].filter((end) => end > 0 && end < stream.length).sort((a, b) => a - b),
    stream.length,
  ]
  return places.slice(1).flatMap((end, index) => take(stream.subarray(places[index], end)))
}

const messages: readonly JsonObject[] = [
  {QMP: {version: {}}},
  {return: {}, id: 1},
  {event: 'ünïcödé 🐧', data: {a: '\r\n'}},
]
const stream = Buffer.from(messages.map((message) => `${JSON.stringify(message)}\r\n`).join(''))

describe('the lines of QMP', () => {
  test('are whole again wherever the stream is cut in two, characters of several bytes included', () => {
    for (let end = 0; end <= stream.length; end += 1) expect(feed(stream, [end])).toEqual(messages)
  })

  test('and into any number of portions', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (ends) => {
        expect(feed(stream, ends)).toEqual(messages)
      }),
    )
    expect(feed(stream, Array.from(stream.keys()))).toEqual(messages)
  })

  test('of any JSON objects arrive as they were sent', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), fc.array(fc.nat(2000)), (objects, ends) => {
        const sent = JSON.parse(JSON.stringify(objects)) as JsonObject[]
        const bytes = Buffer.from(sent.map((one) => `${JSON.stringify(one)}\r\n`).join(''))
        expect(feed(bytes, ends)).toEqual(sent)
      }),
      {numRuns: 50},
    )
  })

  test('may end in LF alone, and empty ones are none', () => {
    expect(qmpLines()(Buffer.from('{"a":1}\n\r\n\n  \r\n{"b":2}\r\n{"c":'))).toEqual([{a: 1}, {b: 2}])
  })

  test('do not hold on to the buffer they came in', () => {
    const take = qmpLines()
    const portion = Buffer.from('{"a":')
    take(portion)
    expect(take(Buffer.from('1}\n'))).toEqual([{a: 1}])
  })

  test.each(['garbage', '{"a":1', '{"a":1}{"b":2}', 'HTTP/1.1 200 OK', "{'a':1}", '\0'])('%j is no JSON', (line) => {
    expect(() => qmpLines()(Buffer.from(`${line}\r\n`))).toThrow(expect.objectContaining({code: 'protocol'}))
  })

  test.each(['[]', '[{"QMP":1}]', '1', 'null', '"text"', 'true'])('%j is no object', (line) => {
    expect(() => qmpLines()(Buffer.from(`${line}\r\n`))).toThrow(/no object/)
  })

  test('tell no more than the beginning of what is no QMP', () => {
    try {
      qmpLines()(Buffer.from(`${'x'.repeat(100_000)}\n`))
      expect.unreachable()
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(200)
    }
  })

  test('without end are not waited for: no more than the limit is kept', () => {
    expect(() => feed(Buffer.from('x'.repeat(11)), [5], 10)).toThrow(/without an end of line/)
    expect(feed(Buffer.from('{"a":1}   \n'), [5], 10)).toEqual([{a: 1}])
    const take = qmpLines()
    const portion = Buffer.alloc(64 * 1024, 'x')
    let fed = 0
    expect(() => {
      for (; fed < 100_000_000; fed += portion.length) take(portion)
    }).toThrow(/without an end of line/)
    expect(fed).toBeLessThan(17_000_000)
  })

  test('may be as long as the longest that QEMU sends (V27)', () => {
    const long = {return: 'x'.repeat(250_000)}
    expect(feed(Buffer.from(`${JSON.stringify(long)}\r\n`), [100, 65_536, 131_072])).toEqual([long])
  })
})

/** Captured from QEMU 7.2.22, with a connection under way. */
const captured = [
  'Hub -1 (net):',
  '  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ',
  '  TCP[SYN_SENT]      15       127.0.0.1 36500       10.0.2.15    22     0     0',
  '  TCP[HOST_FORWARD]  14       127.0.0.1 43911       10.0.2.15    22     0     0',
  '  TCP[HOST_FORWARD]  13       127.0.0.1  8080       10.0.2.15    80     0     0',
  '  UDP[HOST_FORWARD]  12       127.0.0.1  5353       10.0.2.15    53     0     0',
  '  UDP[236 sec]       16       10.0.2.15 48012        10.0.2.3    53     0     0',
  '',
].join('\r\n')

describe('the table of the user network', () => {
  test.each([captured, captured.replaceAll('\r\n', '\n')])('tells every forward with the host’s port', (text) => {
    expect(forwardsIn(text)).toEqual([
      {protocol: 'tcp', host: 43_911, guest: 22},
      {protocol: 'tcp', host: 8080, guest: 80},
      {protocol: 'udp', host: 5353, guest: 53},
    ])
  })

  test.each(['', '\r\n', "unknown command: 'info usernet'\r\n", 'Hub -1 (net):\r\n'])('%j tells none', (text) => {
    expect(forwardsIn(text)).toEqual([])
  })
})
