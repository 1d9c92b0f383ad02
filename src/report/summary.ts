import {fittedEvidence, type Evidence} from './evidence.ts'
import {markdownText, plainLines} from './guest-text.ts'
import {byteLength, details, markdownOf, markup, type Markdown} from './markdown.ts'
import {isIdle, isUneventful, type Report} from './report.ts'
import {sectionsOf} from './sections.ts'
import {idleSentence, labelOf} from './wording.ts'

/** What the runner takes of one step, actions/runner FileCommandManager.cs:223-293: of a longer summary it shows nothing. */
export const runnerSummaryLimit = 1024 * 1024

/** More lines than anybody reads; what a line may have is the limit of reliability.markup, `Console to log`. */
const evidenceLimits = {lines: 1000, columns: 2048}

/** Room for the sentence that says what was left out. */
const reserve = 500

/** Between two blocks, and after the last. */
const gap = 2

/**
 * The step summary in Markdown, at most `maxBytes` UTF-8 bytes: heading, error, outcome, tables, and, when something
 * went wrong, what the guest and QEMU printed. When it would be longer, the oldest evidence goes first, then whole
 * sections, the lightest first; either is said. Empty when there is no room for a heading. Hostile text cannot be
 * more than text in it.
 */
export function summarize(report: Report, maxBytes: number): string {
  if (isIdle(report)) return bounded(idleLine(report), maxBytes)
  let room = maxBytes - reserve
  const kept: Markdown[] = []
  const missing: string[] = []
  const keep = (name: string, text: Markdown | undefined): void => {
    const size = text === undefined ? Infinity : byteLength(text) + gap
    if (text === undefined || size > room) missing.push(name)
    else {
      kept.push(text)
      room -= size
    }
  }
  const sections = sectionsOf(report)
  const folds = isUneventful(report) ? sections.filter(({isDetail}) => isDetail) : []
  for (const {name, text} of sections.filter((section) => !folds.includes(section))) keep(name, text)
  if (folds.length > 0) {
    const shown = kept.splice(0)
    for (const {name, text} of folds) keep(name, text)
    if (kept.length > 0) shown.push(details(markup`Details`, markdownOf(kept.splice(0).join('\n\n'))))
    kept.push(...shown)
  }
  const evidence = evidenceOf(report)
  evidence.forEach((item, index) => {
    // What comes later has a right to its share of the room, but only as far as it needs it.
    const later = evidence.slice(index + 1).reduce((sum, other) => sum + needOf(other), 0)
    const share = Math.floor(room / (evidence.length - index))
    keep(item.name, fittedEvidence(item, Math.max(share, room - later) - gap))
  })
  if (missing.length > 0 && kept.length > 0)
    kept.push(markup`_Left out for want of room: ${markdownOf(missing.join(', '))}._`)
  return bounded(kept.join('\n\n'), maxBytes)
}

const idleLine = (report: Report): Markdown =>
  markup`✅ ${markdownText(labelOf(report))}: ${markdownText(idleSentence(report))}`

/** What the guest and QEMU printed, when somebody will want to see it. */
function evidenceOf(report: Report): readonly Evidence[] {
  if (isUneventful(report)) return []
  const {consoleTail = '', qemuLog = ''} = report
  return [
    {name: 'the console', title: "The guest's console", text: plainLines(consoleTail, evidenceLimits)},
    {name: "QEMU's output", title: "QEMU's output", text: plainLines(qemuLog, evidenceLimits)},
  ].filter(({text}) => text.lines.some((line) => line.trim() !== ''))
}

const needOf = (evidence: Evidence): number => byteLength(fittedEvidence(evidence, Infinity) ?? '') + 300

const bounded = (text: string, maxBytes: number): string =>
  text !== '' && byteLength(text) + 1 <= maxBytes ? `${text}\n` : ''
