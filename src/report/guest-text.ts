import {fence, markdownOf, type Markdown} from './markdown.ts'

/**
 * Whatever a guest, QEMU or a user wrote is data: nothing in it may be taken for a workflow command, for Markdown, or
 * for an order to a terminal (law L16). Everything hostile passes here before it is shown anywhere.
 */

/** How much of a text is kept. `columns` counts UTF-16 units, as the runner does. */
export interface TextLimits {
  readonly lines: number
  readonly columns: number
}

export interface PlainText {
  readonly lines: readonly string[]
  /** What is missing: `lines` whole lines before the first, and `characters` at the ends of the others. */
  readonly cut: {readonly lines: number; readonly characters: number}
}

/** For a step's log: 200 lines of 2 KB, reliability.md section 6 (`Console to log`). */
export const logLimits: TextLimits = {lines: 200, columns: 2048}

/**
 * Everything with which a text can steer a terminal or hide from a reader, ECMA-48: a control string (OSC, DCS, SOS,
 * PM, APC) when it ends on its line, or else only its introducer, so that nobody can hide the rest; CSI and the other
 * escape sequences; C0, DEL and C1 except the tab; format characters (bidi controls, tags, zero width), except those
 * that join letters. Adjacent parts never accept the same character, so that no text makes the search quadratic.
 */
const steering = new RegExp(
  [
    /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)/,
    /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?/,
    /\u001b[ -/]*[0-~]?/,
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/,
    /(?![\u200c\u200d])\p{Cf}/u,
  ]
    .map(({source}) => source)
    .join('|'),
  'gu',
)

/** Two carriage returns before a line feed are what a serial console makes of one line end; a lone one ends a line too. */
const lineEnd = /\r{0,2}\n|\r/

/**
 * Bytes or text → lines without any control or escape sequence. Invalid UTF-8 becomes U+FFFD. When there are more lines
 * than the limits allow the oldest are left out; a line that is too long ends in a mark that says how much is missing.
 */
export function plainLines(text: string | Uint8Array, limits: TextLimits): PlainText {
  const whole = typeof text === 'string' ? text.toWellFormed() : new TextDecoder().decode(text)
  const all = whole.split(lineEnd)
  if (all.at(-1) === '') all.pop()
  const cut = {lines: Math.max(0, all.length - limits.lines), characters: 0}
  const lines = all.slice(cut.lines).map((line) => {
    const plain = line.replace(/[\u2028\u2029]/g, ' ').replace(steering, '')
    const kept = headOf(plain, limits.columns)
    cut.characters += plain.length - kept.length
    return kept.length === plain.length ? plain : `${kept} … [${plain.length - kept.length} more characters]`
  })
  return {lines, cut}
}

/** Hostile text on one line, for a value within a sentence, at most about `longest` UTF-16 units. */
export function oneLine(text: string, longest = 1000): string {
  const {lines} = plainLines(text, {lines: Infinity, columns: longest})
  const joined = lines
    .map((line) => line.trim())
    .join(' ')
    .trim()
  const kept = headOf(joined, longest)
  return kept.length === joined.length ? joined : `${kept} …`
}

/** The beginning of a text, at most `longest` UTF-16 units, never half a character. */
export function headOf(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')
}

const breaker = '\u200b'

/**
 * Lines that the runner takes for nothing but text: `::name::data` at the start of a line, after white space of any
 * kind, and `##[name]data` anywhere. actions/runner, Runner.Common/ActionCommand.cs. A line that holds line ends (CR,
 * LF, CRLF as .NET's ReadLine has them) becomes several lines.
 *
 * The break goes inside the mark, never before it: the runner compares by the rules of a culture, which ignore
 * U+200B. It finds a mark that was broken, but then looks for the name at a fixed distance and meets the mark's own end.
 */
export function forLog(lines: readonly string[]): readonly string[] {
  return lines
    .flatMap((line) => line.split(/\r\n|[\r\n]/))
    .map((line) => line.replace(/^([\s\p{C}]*:)(?=:)/u, `$1${breaker}`).replaceAll('##[', `##${breaker}[`))
}

/** A code block that shows the lines as they are and that nothing in them can end. */
export function forMarkdown(lines: readonly string[]): Markdown {
  return fence(lines.flatMap((line) => line.split(/\r\n|[\r\n]/)))
}

/** What needs no escape in a code span, nor in one within a table: so that paths stay readable in the source. */
const harmlessCode = /^[\w./:@=+,%()-]+(?: [\w./:@=+,%()-]+)*$/

/** A value, such as a path, as code on one line; for a sentence, a table's cell or HTML alike. */
export function inlineCode(text: string): Markdown {
  const line = oneLine(text)
  if (line === '') return markdownOf('(empty)')
  return markdownOf(harmlessCode.test(line) ? `\`${line}\`` : `<code>${escaped(line)}</code>`)
}

/** Hostile text as text on one line; for a sentence, a heading, a table's cell or HTML alike. */
export const markdownText = (text: string): Markdown => markdownOf(escaped(oneLine(text)))

/** What GitHub turns into links, mentions and emoji, even where it is spelled in entities. */
const magic = /@|#(?=\d)|GH-(?=\d)|:(?=\/\/|[\w+-]+:)|(?<=mailto|xmpp):|www(?=\.)/gi

/** Active everywhere, or at the start of a text, or (underscore) beside anything but a letter or digit. */
const active = /[&<>`*[\]\\|~$#]|(?<![a-z0-9])_|_(?![a-z0-9])|^[+=-]|(?<=^\d{1,9})[.)]/gi

/** Entities are no structure in Markdown (CommonMark 0.31 section 2.5) and mean the same within HTML. */
const escaped = (line: string): string =>
  line
    .replace(magic, (found) => found + breaker)
    .replace(active, (character) => named[character] ?? `&#${character.charCodeAt(0)};`)

const named: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;'}
