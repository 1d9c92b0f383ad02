import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {hasMarker, withBlock, withoutBlock} from '../../src/resources/block-text.ts'
import {parseVmId, type VmId} from '../../src/units.ts'

const vm = parseVmId('0123abcd') as VmId
const other = parseVmId('ffff0000') as VmId
const lines = ['Host guest', '  Port 2222', 'Größe']
const begin = '# BEGIN qemu-vm-0123abcd'
const end = '# END qemu-vm-0123abcd'
const ours = ['Host guest', '  Port 2222', Buffer.from('Größe').toString('latin1')]

/** Any bytes, with line ends more often than chance would have it. */
const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r\n', ' ', '#', 'Host guest\n'),
      fc.integer({min: 0, max: 255}).map((code) => String.fromCharCode(code)),
    ),
  )
  .map((parts) => parts.join(''))

describe('a block in a text', () => {
  test('is at its beginning, between the markers', () => {
    expect(withBlock('a\nb', lines, vm)).toBe([begin, ...ours, end, 'a\nb'].join('\n'))
    expect(withBlock('', [], vm)).toBe(`${begin}\n${end}\n`)
  })

  test('comes and goes without a trace, whatever the bytes around it are', () => {
    fc.assert(
      fc.property(bytes, (text) => {
        const marked = withBlock(text, lines, vm)
        expect(hasMarker(marked, vm)).toBe(true)
        expect(withoutBlock(marked, lines, vm)).toBe(text)
        expect(withBlock(marked, lines, vm)).toBe(marked)
        expect(withoutBlock(text, lines, vm)).toBe(text)
      }),
    )
  })

  test('goes from between what was written around it', () => {
    fc.assert(
      fc.property(bytes, bytes, (before, after) => {
        const head = before === '' || before.endsWith('\n') ? before : `${before}\n`
        expect(withoutBlock(head + withBlock(after, lines, vm), lines, vm)).toBe(head + after)
      }),
    )
  })

  test('of another VM stays, before it, after it and within it', () => {
    const theirs = withBlock('', ['theirs'], other)
    const both = `${theirs}${withBlock(theirs, lines, vm)}`
    expect(withoutBlock(both, lines, vm)).toBe(theirs + theirs)
    const within = `${begin}\n${theirs}${end}\nx\n`
    expect(withoutBlock(within, lines, vm)).toBe(`${theirs}x\n`)
  })

  test.each([
    ['edited inside', `a\n${begin}\nHost changed\n${end}\nb\n`, 'a\nb\n'],
    ['twice', `${begin}\n${end}\na\n${begin}\nx\n${end}\n`, 'a\n'],
    ['with other line ends', `a\r\n${begin}\r\nHost guest\r\n${end}\r\nb\r\n`, 'a\r\nb\r\n'],
    ['indented', `a\n  ${begin}\nx\n\t${end}  \nb`, 'a\nb'],
    ['at the end, without a newline', `a\n${begin}\nx\n${end}`, 'a\n'],
    ['without END', `a\n${begin}\n${ours.join('\n')}\nb\n`, 'a\nb\n'],
    ['without END, and with the first line only', `a\n${begin}\n${ours[0] ?? ''}\nb\n`, 'a\nb\n'],
    ['without END, and with nothing that is known', `a\n${begin}\nb\nHost guest\n`, 'a\nb\nHost guest\n'],
    [
      'without END, before another one',
      `${begin}\nb\n# BEGIN qemu-vm-ffff0000\nx\n`,
      'b\n# BEGIN qemu-vm-ffff0000\nx\n',
    ],
    ['without BEGIN', `a\n${ours.join('\n')}\n${end}\nb\n`, 'a\nb\n'],
    ['without BEGIN, and with the last line only', `a\n${ours[2] ?? ''}\n${end}\nb\n`, 'a\nb\n'],
    ['without BEGIN, and with nothing that is known', `a\n${end}\nb\n`, 'a\nb\n'],
  ])('goes where it was %s', (_, text, expected) => {
    const left = withoutBlock(text, lines, vm)
    expect(left).toBe(expected)
    expect(hasMarker(left, vm)).toBe(false)
  })

  test('of which a marker has become part of another line is told of, not guessed at', () => {
    const text = `a\n${begin} (see the wiki)\nx\n`
    expect(withoutBlock(text, lines, vm)).toBe(text)
    expect(hasMarker(text, vm)).toBe(true)
  })

  test.each(['two\nlines', 'a\r', '\0', begin, `  ${end}`])('cannot have the line %j', (line) => {
    expect(() => withBlock('', [line], vm)).toThrow(/cannot have the line/)
  })
})
