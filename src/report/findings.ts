import {formatDuration} from '../units.ts'
import {forLog, headOf, oneLine, plainLines} from './guest-text.ts'
import {endedWell, failsAsForced, isIdle, leftoversOf, verdictOf, type Finding, type Report} from './report.ts'
import {
  bootSentence,
  causeLines,
  collectedLines,
  crashLineOf,
  labelOf,
  outcomeRemedy,
  outcomeSentence,
  outcomeTitles,
  whereOf,
} from './wording.ts'

/** Per level and step: actions/runner, Runner.Worker/ExecutionContext.cs:144. More become log lines only. */
const mostPerLevel = 10
/** UTF-16 units of a message: the same, :146. The runner cuts without a word. */
const longestMessage = 4096
const longestTitle = 200

/**
 * What becomes annotations, errors first: at most ten of each level, of messages of at most 4096 UTF-16 units, cuts
 * said. Titles and messages hold no control characters and are safe in a log even when printed as they are. A sweep
 * is about the VM of another job and raises no errors.
 */
export function findingsOf(report: Report): readonly Finding[] {
  const all = allFindings(report).map((finding) =>
    report.phase === 'sweep' && finding.level === 'error' ? ({...finding, level: 'warning'} as const) : finding,
  )
  return (['error', 'warning', 'notice'] as const).flatMap((level) => limited(all.filter((one) => one.level === level)))
}

/**
 * The exit code of the phase: 1 when something is left, when `main` failed, or when `fail-on: forced-shutdown` says so.
 * A sweep is about the VM of another job and never fails this one.
 */
export function exitCodeOf(report: Report): 0 | 1 {
  if (report.phase === 'sweep') return 0
  return verdictOf(report) === 'leaked' || report.failure !== undefined || failsAsForced(report) ? 1 : 0
}

/** What the cleanup itself met, beside the outcome and the leftovers. Text as it came: escape before use. */
export function incidentsOf(report: Report): readonly Finding[] {
  const failed = report.releases.filter(({outcome, leftovers}) => outcome === 'failed' && leftovers.length === 0)
  return [
    ...failed.map(({held, error}): Finding => {
      const why = error === undefined ? '' : ` ${error}`
      const message = `Nothing of it is left, but releasing it did not work as intended: ${whereOf(held)}.${why}`
      return {level: 'warning', title: `Releasing ${held.id} failed`, message}
    }),
    ...report.findings,
  ]
}

function allFindings(report: Report): readonly Finding[] {
  if (isIdle(report)) return report.findings
  const label = labelOf(report)
  return [
    ...failureFinding(report, label),
    ...outcomeFinding(report, label),
    ...causeFinding(report, label),
    ...collectedFinding(report, label),
    ...leftoversOf(report).map(({what, where, remedy}): Finding => {
      return {level: 'error', title: `Left over: ${what}`, message: `${label} left this behind: ${where}\n${remedy}`}
    }),
    ...incidentsOf(report).map((finding) => ({...finding, message: `${label}: ${finding.message}`})),
  ]
}

/** The cause comes first, and then what main met: with a known cause its hint is only one of many. */
function failureFinding({failure, causes = []}: Report, label: string): readonly Finding[] {
  if (failure === undefined) return []
  const [cause] = causes
  const hint = failure.hint === undefined || cause !== undefined ? [] : [failure.hint]
  const message = [...causeLines(causes), failure.message, ...hint].join('\n')
  return [{level: 'error', title: cause === undefined ? `${label} failed` : `${label} failed: ${cause.title}`, message}]
}

/** The VM ended as it should, and a step of the job did not: what the guest tells may be why. */
function causeFinding({failure, causes = [], shutdown}: Report, label: string): readonly Finding[] {
  const [cause] = causes
  if (cause === undefined || failure !== undefined || shutdown === undefined || !endedWell(shutdown)) return []
  return [{level: 'warning', title: `${label}: ${cause.title}`, message: causeLines(causes).join('\n')}]
}

/** It is about the work and not about the VM's end: the verdict is another's. */
function collectedFinding({collected}: Report, label: string): readonly Finding[] {
  if (collected === undefined) return []
  const isWhole = collected.failure === undefined && collected.missing.length === 0 && collected.leftOut.length === 0
  if (isWhole) return []
  const message = collectedLines(collected).join('\n')
  return [{level: 'warning', title: `${label}: not all files were collected`, message}]
}

function outcomeFinding(report: Report, label: string): readonly Finding[] {
  const {shutdown} = report
  if (shutdown === undefined || shutdown.outcome === 'never-started') return []
  if (report.failure !== undefined && endedWell(shutdown)) return [] // the error is what matters
  const {outcome, took, notes} = shutdown
  const crash = outcome === 'guest-crashed' ? crashLineOf(report.consoleTail) : undefined
  const remedy = report.failure === undefined || outcome === 'stuck' ? outcomeRemedy(shutdown) : undefined
  const level = outcome === 'stuck' || failsAsForced(report) ? 'error' : endedWell(shutdown) ? 'notice' : 'warning'
  const lines = [
    `${label}: ${outcomeSentence(shutdown)}`,
    ...(report.failure === undefined && !endedWell(shutdown) ? causeLines(report.causes) : []),
    ...(crash === undefined ? [] : [`Console: ${crash}`]),
    ...notes,
    ...(level === 'notice' ? [bootSentence(report) ?? []].flat() : []),
    ...(remedy === undefined ? [] : [remedy]),
    ...(failsAsForced(report) ? ['This is an error because of fail-on: forced-shutdown.'] : []),
  ]
  const title = outcomeTitles[outcome] + (outcome === 'graceful' ? ` (${formatDuration(took)})` : '')
  return [{level, title, message: lines.join('\n')}]
}

/** The first ten of one level; the tenth says how many there are beside. */
function limited(findings: readonly Finding[]): readonly Finding[] {
  const left = findings.length - mostPerLevel
  return findings.slice(0, mostPerLevel).map(({level, title, message}, index) => {
    const more = left > 0 && index === mostPerLevel - 1 ? `\n… and ${left} more, see the summary` : ''
    return {level, title: safeTitle(title), message: safeMessage(message, longestMessage - more.length) + more}
  })
}

const safeTitle = (title: string): string => headOf(forLog([oneLine(title, longestTitle - 10)]).join(' '), longestTitle)

function safeMessage(message: string, longest: number): string {
  const {lines} = plainLines(message, {lines: Infinity, columns: Infinity})
  const text = forLog(lines).join('\n')
  if (text.length <= longest) return text
  const room = longest - 40
  return `${headOf(text, room)}… [${text.length - room} more characters]`
}
