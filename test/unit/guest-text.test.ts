import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {forLog, forMarkdown, oneLine, plainLines} from '../../src/report/guest-text.ts'

const unlimited = {lines: Infinity, columns: Infinity}
const plain = (text: string | Uint8Array): readonly string[] => plainLines(text, unlimited).lines

// ── A port of the runner's reading of commands: Runner.Common/ActionCommand.cs, Runner.Worker/ActionCommandManager.cs ──

const registered = new Set(
  'set-env add-path set-output save-state add-mask add-matcher remove-matcher warning error notice debug group endgroup echo stop-commands'.split(
    ' ',
  ),
)

/**
 * Where a mark is found from `start` on. .NET's StartsWith and IndexOf of a string compare by the culture's rules unless
 * told otherwise, and the runner does not: with ICU, which it requires, ignorable characters do not count.
 */
type Find = (line: string, mark: string, start: number) => number
const ordinal: Find = (line, mark, start) => line.indexOf(mark, start)
const ignorable = '[\\p{Default_Ignorable_Code_Point}\\p{Cf}\\p{Cc}]*'
const cultural: Find = (line, mark, start) => {
  const pattern = mark
    .split('')
    .map((character) => `[${character}]`)
    .join(ignorable)
  const found = new RegExp(pattern, 'gu')
  found.lastIndex = start
  return found.exec(line)?.index ?? -1
}
const nameOf = (info: string): string | undefined => {
  const name = info.split(' ')[0]?.toLowerCase() ?? ''
  return registered.has(name) ? name : undefined
}

function parseV2(line: string, find: Find): string | undefined {
  // TrimStart: White_Space is what char.IsWhiteSpace knows.
  const message = line.replace(/^\p{White_Space}+/u, '')
  const begins =
    find === ordinal ? message.startsWith('::') : new RegExp(`^${ignorable}:${ignorable}:`, 'u').test(message)
  const end = find(message, '::', 2)
  return begins && end >= 0 ? nameOf(message.slice(2, end)) : undefined
}

function parseV1(line: string, find: Find): string | undefined {
  const start = find(line, '##[', 0)
  const end = line.indexOf(']', start)
  return start >= 0 && end >= 0 ? nameOf(line.slice(start + 3, end)) : undefined
}

/** The names of all commands in what a step printed, however the runner's machine compares text. */
const commandsIn = (output: string): readonly string[] =>
  output
    .split(/\r\n|[\r\n]/)
    .flatMap((line) => [
      parseV2(line, ordinal),
      parseV1(line, ordinal),
      parseV2(line, cultural),
      parseV1(line, cultural),
    ])
    .filter((name) => name !== undefined)

/** Text that is likelier than chance to hurt. */
const pieces = fc.oneof(
  fc.constantFrom(...registered),
  fc.constantFrom(
    '::',
    ':',
    '##[',
    '#',
    '##',
    '[',
    ']',
    ' ',
    '\t',
    '\r',
    '\n',
    '\r\n',
    'name=x',
    '\u200b',
    '\u00ad',
    '\ufeff',
  ),
  fc.constantFrom(
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\u3000',
    '\u000b',
    '\u000c',
    '\u0000',
    '\u001b',
    '\u001b[0m',
    '\u202e',
  ),
  fc.constantFrom(
    '`',
    '```',
    '````',
    '~~~',
    '\n```\n',
    '|',
    '<',
    '</details>',
    '@',
    '\ud800',
    '\u001b]0;',
    '\u009d',
    '\u0007',
    '\\',
  ),
  fc.string({unit: 'binary', maxLength: 4}),
)
/** A whole command in either syntax, whole or with a piece put in somewhere. */
const command = fc
  .tuple(fc.constantFrom(...registered), fc.boolean(), fc.constantFrom('', ' name=x'), fc.nat(12), fc.option(pieces))
  .map(([name, old, properties, at, piece]) => {
    const text = old ? `##[${name}${properties}]data` : `::${name}${properties}::data`
    return piece === null ? text : text.slice(0, at) + piece + text.slice(at)
  })
const hostile = fc.oneof(
  fc.array(fc.oneof(pieces, command), {maxLength: 12}).map((parts) => parts.join('')),
  fc.string({unit: 'binary', maxLength: 60}),
)

describe('the port of the parser', () => {
  it.each([
    ['::error::x', ['error', 'error']],
    [' \u3000\t::save-state name=a::x', ['save-state', 'save-state']],
    ['text\r::add-mask::x', ['add-mask', 'add-mask']],
    ['text ##[set-output name=a]x', ['set-output', 'set-output']],
    ['##[#\u200b#[error]', []],
    ['text ::error::x', []],
    ['::unknown::x', []],
  ])('%j', (line, names) => {
    expect(commandsIn(line)).toEqual(names)
  })
})

describe('plainLines', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['all line ends', 'a\nb\r\nc\rd\r\r\ne', ['a', 'b', 'c', 'd', 'e']],
    ['a last line end is no line', 'a\n\n', ['a', '']],
    ['nothing', '', []],
    ['colors and cursor', '\u001b[31mred\u001b[0m \u001b[2J\u001b[Hx\u009b1my', ['red xy']],
    ['title and link', '\u001b]0;title\u0007a\u001b]8;;https://x\u001b\\link\u001b]8;;\u001b\\', ['alink']],
    ['device control', '\u001bP+q544e\u001b\\a\u0090q\u009cb', ['ab']],
    ['a control string without end hides nothing', 'a\u001b]0;evidence', ['a0;evidence']],
    ['single escapes', '\u001bcx\u001b(By\u001b7z\u001b', ['xyz']],
    ['C0, DEL, C1 but the tab', 'a\u0000\b\u0007\u000b\u000c\u007f\u0085\u0080b\tc', ['ab\tc']],
    ['bidi, tags and invisible ones', 'a\u202eb\u2066c\u200fd\u200be\ufefff\u{e0041}g', ['abcdefg']],
    ['other separators', 'a\u2028b\u2029c', ['a b c']],
    ['half a character', 'a\ud800b', ['a\ufffdb']],
  ])('%s', (_name, text, lines) => {
    expect(plain(text)).toEqual(lines)
  })

  it('replaces what is no UTF-8', () => {
    expect(plain(Uint8Array.of(0x61, 0xff, 0xe2, 0x82, 0x62, 0x0a, 0xc3, 0xa9))).toEqual(['a\ufffd\ufffdb', 'é'])
  })

  it('says what it left out, and leaves out the oldest', () => {
    const {lines, cut} = plainLines('1\n2\n3\nabc😀efg', {lines: 2, columns: 4})
    expect(lines).toEqual(['3', 'abc … [5 more characters]'])
    expect(cut).toEqual({lines: 2, characters: 5})
  })

  it('takes time in proportion to the text', () => {
    const size = 300_000
    const texts = ['\r', '\u001b]', '\u009d', '\u001b[', '\u001b[0', ' ', ':', '\u001b', '`', '_', ':a'].map((s) =>
      s.repeat(size),
    )
    const began = performance.now()
    for (const text of texts) {
      forMarkdown(forLog(plain(text)))
      oneLine(text)
    }
    // Quadratic time would be minutes.
    expect(performance.now() - began).toBeLessThan(8000)
  })

  it('leaves no control character, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.uint8Array()), (text) => {
        expect(plain(text).join('')).not.toMatch(/(?!\t)\p{Cc}|\p{Cs}|\p{Bidi_Control}|[\u2028\u2029]/u)
      }),
    )
  })
})

describe('forLog', () => {
  test.each<readonly [string, readonly string[]]>([
    ['::error::x', [':\u200b:error::x']],
    ['\u00a0\u0085 ::error::x', ['\u00a0\u0085 :\u200b:error::x']],
    ['a ##[error]x ##[', ['a ##\u200b[error]x ##\u200b[']],
    ['a\r::error::x', ['a', ':\u200b:error::x']],
    ['std::string ::x #[derive] # [x]', ['std::string ::x #[derive] # [x]']],
  ])('%j', (line, lines) => {
    expect(forLog([line])).toEqual(lines)
  })

  it('yields no command, whatever comes', () => {
    const print = (lines: readonly string[]): string => forLog(lines).join('\n')
    fc.assert(
      fc.property(fc.array(hostile, {maxLength: 4}), (texts) => {
        expect(commandsIn(print(texts))).toEqual([])
        expect(commandsIn(print(texts.flatMap((text) => plain(text))))).toEqual([])
      }),
      {numRuns: 5000},
    )
  })

  it('changes nothing else', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = plain(text)
        expect(forLog(lines).map((line) => line.replaceAll('\u200b', ''))).toEqual(lines)
      }),
    )
  })
})

describe('forMarkdown', () => {
  it('cannot be ended from within', () => {
    fc.assert(
      fc.property(fc.array(hostile, {maxLength: 6}), (texts) => {
        const [opening = '', ...rest] = forMarkdown(texts).split(/\r\n|[\r\n]/)
        const mark = /^`{3,}(?=text$)/.exec(opening)?.[0] ?? ''
        // CommonMark 0.31 section 4.5: a closing fence is at least as long and has nothing but blanks beside it.
        const closes = (line: string): boolean => (/^ {0,3}(`+)[ \t]*$/.exec(line)?.[1]?.length ?? 0) >= mark.length
        expect(mark).not.toBe('')
        expect(rest.findIndex(closes)).toBe(rest.length - 1)
      }),
      {numRuns: 2000},
    )
  })
})
