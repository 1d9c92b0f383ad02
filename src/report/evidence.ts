import {forMarkdown, type PlainText} from './guest-text.ts'
import {byteLength, details, fenceOf, markup, markdownOf, type Markdown} from './markdown.ts'

/** What a guest or QEMU printed, as a folded code block that can be made as small as need be. */
export interface Evidence {
  /** How it is called in a sentence: `the console`. */
  readonly name: string
  readonly title: string
  readonly text: PlainText
}

/** The HTML around the block, its title with two numbers, and the line ends: fewer bytes than this. */
const frame = 200

/**
 * The evidence in at most `budget` UTF-8 bytes: the newest lines that fit. Undefined when none does. The title says
 * what was cut.
 */
export function fittedEvidence({title, text}: Evidence, budget: number): Markdown | undefined {
  let room = budget - frame - byteLength(title) - 2 * byteLength(fenceOf(text.lines))
  let first = text.lines.length
  while (first > 0) {
    room -= byteLength(text.lines[first - 1] ?? '') + 1
    if (room < 0) break
    first -= 1
  }
  if (first === text.lines.length) return undefined
  const kept = text.lines.slice(first)
  const left = text.cut.lines + first
  const count = kept.length === 1 ? '1 line' : `${kept.length} lines`
  const extent = left === 0 ? count : `the last ${count}; ${left} older left out`
  return details(markup`${markdownOf(title)} (${markdownOf(extent)})`, forMarkdown(kept))
}
