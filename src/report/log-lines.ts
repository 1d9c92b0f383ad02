import {formatDuration} from '../units.ts'
import {forLog, logLimits, oneLine, plainLines} from './guest-text.ts'
import {incidentsOf} from './findings.ts'
import {isIdle, isUneventful, leftoversOf, type Report} from './report.ts'
import {factsOf, releaseWords} from './sections.ts'
import {
  askWords,
  causeLines,
  collectedLines,
  idleSentence,
  labelOf,
  outcomeSentence,
  resultWords,
  stateOf,
  whereOf,
} from './wording.ts'

/** Lines that belong together; the entry prints them as one group of the log. */
export interface LogGroup {
  readonly title: string
  readonly lines: readonly string[]
}

/** The facts of the summary for the step's log, without evidence. Safe to print as they are. */
export const logLines = (report: Report): readonly string[] =>
  factGroups(report).flatMap(({title, lines}) => [title, ...lines.map((line) => `  ${line}`)])

/**
 * The same as groups, or only the gist of them where nothing was wrong, unless `isDetailed`; when the VM failed or did not
 * end cleanly, also the last lines of the guest's console and of QEMU's output. Safe to print as they are; a title is one
 * line. Groups with nothing to say are absent.
 */
export function logGroups(report: Report, isDetailed = false): readonly LogGroup[] {
  if (isUneventful(report)) return isDetailed || isIdle(report) ? factGroups(report) : shortGroups(report)
  const {consoleTail = '', qemuLog = ''} = report
  return [...factGroups(report), ...evidence("The guest's console", consoleTail), ...evidence("QEMU's output", qemuLog)]
}

/** One group: what a person may want to know of a VM with which nothing was wrong; and what came out of it. */
function shortGroups(report: Report): readonly LogGroup[] {
  const [heading, ...groups] = factGroups(report)
  const {releases, phase} = report
  const names = releases.map(({held}) => held.id).join(', ')
  const released = releases.length === 0 ? [] : safeLines([`released, and seen to be gone: ${names}`])
  const wanted = groups.filter(({title}) => title !== releasedTitle && (phase === 'main' || title === downTitle))
  const lines = [...(heading?.lines ?? []), ...wanted.flatMap((group) => group.lines), ...released]
  const collected = groups.filter(({title}) => title === collectedTitle)
  return heading === undefined ? [] : [{title: heading.title, lines}, ...collected]
}

const downTitle = 'How it went down'
const releasedTitle = 'Released and verified'
const collectedTitle = 'Collected from the guest'

function factGroups(report: Report): readonly LogGroup[] {
  const {failure, shutdown, releases, timeline} = report
  if (isIdle(report)) return safe([{title: `${labelOf(report)}: ${idleSentence(report)}`, lines: []}])
  const {word, icon} = stateOf(report)
  const opening = [
    ...causeLines(report.causes),
    ...(failure === undefined ? [] : [...failure.message.split('\n'), ...(failure.hint?.split('\n') ?? [])]),
    ...(shutdown === undefined ? [] : [`${shutdown.outcome}: ${outcomeSentence(shutdown)}`, ...shutdown.notes]),
    ...leftoversOf(report).map(({what, where, remedy}) => `left over: ${what}: ${where} (${remedy})`),
    ...incidentsOf(report).map(({level, title, message}) => `${level}: ${title}: ${message}`),
  ]
  const asked = (shutdown?.attempts ?? []).map(({ask, result, detail, took}) => {
    return `${askWords[ask]}: ${resultWords[result]}, ${formatDuration(took)}${detail === undefined ? '' : ` (${detail})`}`
  })
  const released = releases.map(({held, outcome, leftovers, error, took}) => {
    const world = leftovers.length === 0 ? 'gone' : `${leftovers.length} left`
    const why = error === undefined ? '' : ` (${error})`
    return `${held.id}: ${releaseWords[outcome]}, ${world}, ${formatDuration(took)}: ${whereOf(held)}${why}`
  })
  const groups: readonly LogGroup[] = [
    {title: collectedTitle, lines: report.collected === undefined ? [] : collectedLines(report.collected)},
    {title: downTitle, lines: asked},
    {title: releasedTitle, lines: released},
    {title: 'Timeline', lines: timeline.map(({name, took}) => `${name}: ${formatDuration(took)}`)},
    {title: 'The machine', lines: factsOf(report).map(([name, value]) => `${name}: ${value}`)},
  ]
  const heading = {title: `${icon} ${labelOf(report)}: ${word}`, lines: opening}
  return safe([heading, ...groups.filter(({lines}) => lines.length > 0)])
}

/** One line stays one line: a line end within a value must not look like a line of ours. */
const safe = (groups: readonly LogGroup[]): readonly LogGroup[] =>
  groups.map(({title, lines}) => {
    return {title: forLog([oneLine(title)]).join(' '), lines: safeLines(lines)}
  })

function safeLines(lines: readonly string[]): readonly string[] {
  const kept = lines.slice(0, logLimits.lines)
  const left = lines.length - kept.length
  return forLog([...kept.map((line) => oneLine(line, logLimits.columns)), ...(left > 0 ? [`… and ${left} more`] : [])])
}

function evidence(title: string, text: string): readonly LogGroup[] {
  const {lines, cut} = plainLines(text, logLimits)
  const missing = cut.lines === 0 ? [] : [`… ${cut.lines} older lines left out`]
  return lines.length === 0 ? [] : [{title, lines: forLog([...missing, ...lines])}]
}
