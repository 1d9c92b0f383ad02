import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {crc32} from 'node:zlib'
import {formatRecord, parseRecord, type Entry} from '../../src/ledger/entry.ts'
import {replay} from '../../src/ledger/replay.ts'
import {resourceId} from '../../src/units.ts'
import {directoryIntent, recordOf} from '../support/ledger-entries.ts'

const intent = {
  type: 'intent',
  intent: directoryIntent('run directory', '/state/ünï\u2028code\n"dir"'),
} as const satisfies Entry
const line = formatRecord(recordOf(intent))
const summed = (text: string): string => `${crc32(text).toString(16).padStart(8, '0')} ${text}`

describe('a line of the ledger', () => {
  test('is the sum, a space, the JSON text and one newline', () => {
    expect(line).toMatch(/^[0-9a-f]{8} \{.*\}\n$/s)
    expect(line.indexOf('\n')).toBe(line.length - 1)
    expect(parseInt(line.slice(0, 8), 16)).toBe(crc32(line.slice(9, -1)))
  })

  test('is read as it was written', () => {
    expect(parseRecord(line.slice(0, -1))).toEqual(recordOf(intent))
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (message) => {
        const record = recordOf({type: 'failed', message})
        const onDisk = Buffer.from(formatRecord(record)).toString('utf8')
        expect(parseRecord(onDisk.slice(0, -1))).toEqual(record)
      }),
    )
  })

  test('has a sum of eight digits also when it begins with zeros', () => {
    const texts = Array.from({length: 4000}, (_, index) =>
      formatRecord(recordOf({type: 'failed', message: `${index}`})),
    )
    expect(texts.some((text) => text.startsWith('0'))).toBe(true)
    expect(texts.filter((text) => parseRecord(text.slice(0, -1)) === undefined)).toEqual([])
  })

  test('that is torn, at whichever byte, is not read', () => {
    const bytes = Buffer.from(line)
    for (let end = 0; end < bytes.length - 1; end += 1) {
      const torn = bytes.subarray(0, end).toString('utf8')
      expect({end, read: parseRecord(torn)}).toEqual({end, read: undefined})
      const {records, unreadable, held} = replay(torn)
      expect({records, unreadable, held}).toEqual({records: [], unreadable: end === 0 ? 0 : 1, held: []})
    }
    expect(replay(line.slice(0, -1)).records).toHaveLength(1) // only the newline is missing: all is there
  })

  test('with one flipped bit, whichever, is not read', () => {
    const bytes = Buffer.from(line.slice(0, -1))
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const damaged = Buffer.from(bytes)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect({bit, records: replay(damaged.toString('utf8')).records}).toEqual({bit, records: []})
    }
  })

  test.each([
    ['a newer version', {...recordOf(intent), v: 2}],
    ['no version', {type: 'handed-over', at: ''}],
    ['an unknown type', {v: 1, type: 'teleported', at: ''}],
    ['a type of Object.prototype', {v: 1, type: 'constructor', at: ''}],
    ['no type', {v: 1, at: ''}],
    ['a type that is no text', {v: 1, type: ['intent'], at: ''}],
    ['null', null],
    ['a number', 7],
    ['a text', 'intent'],
    ['a list', [1]],
  ])('of %s is counted, and nothing else comes of it', (_, value) => {
    const text = summed(JSON.stringify(value))
    expect(parseRecord(text)).toBeUndefined()
    expect(replay(`${text}\n${line}`)).toMatchObject({
      unreadable: 1,
      held: [intent.intent],
    })
  })

  test('whose sum is right and whose text is no JSON is counted', () => {
    expect(replay(`${summed('{"v":1')}\n`)).toMatchObject({records: [], unreadable: 1})
  })

  test.each([
    ['intent', {v: 1, type: 'intent', at: ''}],
    ['intent', {v: 1, type: 'intent', intent: null, at: ''}],
    ['intent', {v: 1, type: 'intent', intent: {id: 7, kind: 'directory'}, at: ''}],
    ['intent', {v: 1, type: 'intent', intent: {id: 'a', kind: 'directory', description: null}, at: ''}],
    ['acquired', {v: 1, type: 'acquired', at: ''}],
    ['planned', {v: 1, type: 'planned', at: ''}],
    ['started', {v: 1, type: 'started', at: ''}],
    ['opened', {v: 1, type: 'opened', at: ''}],
    ['shutdown', {v: 1, type: 'shutdown', at: ''}],
    ['failed', {v: 1, type: 'failed', at: ''}],
  ])('of type %s without its parts is counted, and throws nothing: %j', (_, value) => {
    expect(replay(`${summed(JSON.stringify(value))}\n${line}`)).toMatchObject({
      unreadable: 1,
      records: [{type: 'intent'}],
    })
  })

  test('is nothing else than what a ledger may hold: acquired without intent, released twice', () => {
    const id = resourceId('a')
    const text = [
      {type: 'acquired', id, evidence: {dev: 1, ino: 2}} as const,
      {type: 'released', id, outcome: 'absent'} as const,
      {type: 'released', id, outcome: 'released'} as const,
    ]
    expect(replay(text.map((entry) => formatRecord(recordOf(entry))).join(''))).toMatchObject({held: [], unreadable: 0})
  })
})
