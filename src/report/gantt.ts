import {formatDuration, millis, type Millis} from '../units.ts'
import {markdownOf, type Markdown} from './markdown.ts'
import type {Report} from './report.ts'
import {askWords} from './wording.ts'

interface Bar {
  readonly section: string
  readonly name: string
  readonly from: number
  readonly took: Millis
  /** Drawn in red. */
  readonly isBad: boolean
}

const longestLabel = 50
/** A picture of more bars than this tells nobody anything. */
const mostBars = 30

/**
 * What was done and how long it took, as a picture that GitHub draws; undefined where there is nothing to draw. One
 * character that its grammar does not expect, and a reader sees an error instead: labels are letters, digits and blanks.
 */
export function gantt(report: Report): Markdown | undefined {
  const bars = barsOf(report).slice(0, mostBars)
  const total = Math.max(0, ...bars.map(({from, took}) => from + took))
  if (total < 1) return undefined
  const sections = [...new Set(bars.map(({section}) => section))].flatMap((section) => [
    `section ${section}`,
    ...bars.filter((bar) => bar.section === section).map(lineOf),
  ])
  const axis = total < 10_000 ? '%S.%L s' : total < 60_000 ? '%S s' : '%M min %S s'
  return markdownOf(['```mermaid', 'gantt', 'dateFormat x', `axisFormat ${axis}`, ...sections, '```'].join('\n'))
}

const lineOf = ({name, from, took, isBad}: Bar): string => {
  const tags = isBad ? 'crit, ' : ''
  // A bar of no length is drawn over its own label
  return `${labelOf(name)} ${labelOf(formatDuration(took))} :${tags}${Math.round(from)}, ${Math.round(from + Math.max(took, 1))}`
}

const labelOf = (text: string): string => {
  const plain = text
    .replaceAll(/[^A-Za-z0-9 .()-]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  return plain.slice(0, longestLabel) || 'unnamed'
}

/** Spans follow each other. The asks of the ladder are within its span; power off and power button go out together. */
function barsOf({phase, timeline, shutdown, failure}: Report): readonly Bar[] {
  const bars: Bar[] = []
  let at = 0
  const down = phase !== 'main' || failure !== undefined
  for (const {name, took} of timeline) {
    const attempts = name === 'ladder' ? (shutdown?.attempts ?? []) : []
    let within = at
    for (const {ask, result, took: asked} of attempts) {
      bars.push({
        section: 'Ladder',
        name: askWords[ask],
        from: within,
        took: asked,
        isBad: result === 'timed-out' || result === 'failed',
      })
      if (ask !== 'poweroff') within += asked
    }
    if (attempts.length === 0)
      bars.push({section: down ? 'Way down' : 'Way up', name, from: at, took: millis(took), isBad: false})
    at += took
  }
  return bars
}
