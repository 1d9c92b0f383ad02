declare const trusted: unique symbol

/** Text that is Markdown by intention. What comes from elsewhere becomes it only through guest-text.ts. */
export type Markdown = string & {readonly [trusted]: true}

/** Declares that a text holds nothing that was not meant as Markdown. */
export const markdownOf = (text: string): Markdown => text as Markdown

/** A template whose own words are Markdown; the compiler refuses a value that was not escaped. */
export const markup = (words: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown =>
  markdownOf(words.reduce((text, word, index) => `${text}${values[index - 1] ?? ''}${word}`))

/** Bytes as they count towards the runner's limit. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength
}

/** The fence that no run of backticks within the lines can end: a closing fence is never shorter than the opening one. */
export function fenceOf(lines: readonly string[]): string {
  const longest = lines.reduce(
    (most, line) => (line.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), most),
    2,
  )
  return '`'.repeat(longest + 1)
}

/** A fenced code block. The lines hold no line end. */
export function fence(lines: readonly string[]): Markdown {
  const mark = fenceOf(lines)
  return markdownOf([`${mark}text`, ...lines, mark].join('\n'))
}

/** Something folded away. The blank lines make GitHub read the body as Markdown again after the HTML. */
export const details = (title: Markdown, body: Markdown): Markdown =>
  markup`<details><summary>${title}</summary>\n\n${body}\n\n</details>`

/** More rows than this tell nobody anything. */
const mostRows = 100

/** A table, or undefined when there are no rows. Rows beyond the hundredth are left out, which the last row says. */
export function table(head: readonly string[], rows: readonly (readonly Markdown[])[]): Markdown | undefined {
  if (rows.length === 0) return undefined
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const left = rows.length - mostRows
  return markdownOf(
    [
      line(head),
      line(head.map(() => '---')),
      ...rows.slice(0, mostRows).map(line),
      ...(left > 0 ? [line([`… and ${left} more`, ...head.slice(1).map(() => '')])] : []),
    ].join('\n'),
  )
}
