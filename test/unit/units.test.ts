import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  formatDuration,
  formatSize,
  idOfTag,
  mebibytes,
  millis,
  parseDuration,
  parseSize,
  parseVmId,
  tagOf,
} from '../../src/units.ts'

describe('sizes', () => {
  test.each([
    ['512M', 512],
    ['4G', 4096],
    ['1.5G', 1536],
    ['2GiB', 2048],
    [' 64 mb ', 64],
    ['0.5T', 524_288],
    ['1.001953125G', 1026],
  ])('%j is %d MiB', (text, expected) => {
    expect(parseSize(text)).toBe(expected)
  })

  test.each(['', 'G', '4', '0M', '-1G', '1.1G', '1e3M', '4K', '4 G B', '１G', '99999999999999999G', 'NaNM', '4G\n5G'])(
    '%j is none',
    (text) => {
      expect(parseSize(text)).toBeUndefined()
    },
  )

  test('what is formatted can be read again', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 2 ** 40}), (size) => {
        expect(parseSize(formatSize(mebibytes(size)))).toBe(size)
      }),
    )
  })
})

describe('durations', () => {
  test.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['1m30s', 90_000],
    ['500ms', 500],
    ['0s', 0],
    ['1.001s', 1001],
    ['0.57h', 2_052_000],
    ['8.2s', 8200],
    ['1.1m', 66_000],
  ])('%j is %d ms', (text, expected) => {
    expect(parseDuration(text)).toBe(expected)
  })

  test.each([
    '',
    's',
    '90',
    '90 s',
    '1m 30s',
    '-1s',
    '1.5.1s',
    '0.5ms',
    '1.0001s',
    '1e3s',
    '5min',
    '9'.repeat(20) + 'h',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })

  test('every number of milliseconds can be written in seconds, minutes and hours', () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 10_000_000}), (duration) => {
        expect(parseDuration(`${duration / 1000}s`)).toBe(duration)
        expect(parseDuration(`${duration}ms`)).toBe(duration)
      }),
    )
    fc.assert(
      fc.property(fc.integer({min: 0, max: 100_000}), (hundredths) => {
        expect(parseDuration(`${hundredths / 100}h`)).toBe(hundredths * 36_000)
        expect(parseDuration(`${hundredths / 100}m`)).toBe(hundredths * 600)
      }),
    )
  })

  test.each([
    [0, '0 ms'],
    [340.4, '340 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [2440, '2.4 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min'],
    [60_000, '1 min'],
    [90_000, '1 min 30 s'],
    [119_600, '2 min'],
    [3_600_000, '60 min'],
  ])('%d ms reads %j', (duration, expected) => {
    expect(formatDuration(millis(duration))).toBe(expected)
  })
})

describe('ids and tags', () => {
  test.each(['', '0badcaf', '0badcafee', '0BADCAFE', '0badcaf/', '0badcafg', '../../..', '0badcafe\n', ' 0badcafe'])(
    '%j is no id',
    (text) => {
      expect(parseVmId(text)).toBeUndefined()
      expect(idOfTag(`qemu-vm-${text}`)).toBeUndefined()
    },
  )

  test('a tag leads back to its id', () => {
    const id = parseVmId('0badcafe')
    expect(id).toBe('0badcafe')
    if (id !== undefined) expect(idOfTag(tagOf(id))).toBe(id)
    expect(idOfTag('0badcafe')).toBeUndefined()
    expect(idOfTag('x-qemu-vm-0badcafe')).toBeUndefined()
  })
})
