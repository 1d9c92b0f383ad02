import {formatDuration, formatSize, type Millis} from '../units.ts'
import {forMarkdown, inlineCode, markdownText, plainLines} from './guest-text.ts'
import {gantt} from './gantt.ts'
import {details, markdownOf, markup, table, type Markdown} from './markdown.ts'
import {incidentsOf} from './findings.ts'
import {failsAsForced, leftoversOf, type Cause, type Leftover, type Release, type Report} from './report.ts'
import {
  askWords,
  bootSentence,
  crashLineOf,
  labelOf,
  collectedLines,
  outcomeRemedy,
  outcomeSentence,
  resultWords,
  stateOf,
  whereOf,
} from './wording.ts'

/** A part of the summary that can be left out as a whole; `name` says what is then missing. */
export interface Section {
  readonly name: string
  /** Of interest to those who look closer: folded where nothing was wrong. */
  readonly isDetail: boolean
  readonly text: Markdown
}

/** The last sections tell how, and not what. */
const detailed = 4

type MaybeText = Markdown | undefined

/** The sections of the summary in the order of their weight, without the evidence. Those with nothing to say are absent. */
export function sectionsOf(report: Report): readonly Section[] {
  const sections: readonly (readonly [name: string, text: MaybeText])[] = [
    ['the heading', headingOf(report)],
    ['the cause', causeOf(report)],
    ['the error', failureOf(report)],
    ['the outcome', outcomeOf(report)],
    ['what is left', leftOf(report)],
    ['what else was found', incidentList(report)],
    ['what was collected', titled('Collected from the guest', collectedList(report))],
    ['how it went down', titled('How it went down', ladderTable(report))],
    ['what was released and verified', titled('Released and verified', releaseTable(report))],
    ['the timeline', titled('Timeline', joinedOrNone([gantt(report), timelineTable(report)]))],
    ['the facts', titled('The machine', factTable(report))],
  ]
  return sections.flatMap(([name, text], index) =>
    text === undefined ? [] : [{name, text, isDetail: index >= sections.length - detailed}],
  )
}

const titled = (title: string, text: MaybeText): MaybeText => text && markup`#### ${markdownOf(title)}\n\n${text}`

const duration = (took: Millis): Markdown => markdownOf(formatDuration(took))
const code = inlineCode
const text = markdownText

function headingOf(report: Report): Markdown {
  const {word, icon} = stateOf(report)
  return markup`### ${markdownOf(icon)} ${text(labelOf(report))}: ${markdownOf(word)}`
}

function causeOf({causes = []}: Report): MaybeText {
  const [cause, ...others] = causes
  if (cause === undefined) return undefined
  return joined([
    markup`**${text(cause.title)}.** ${text(cause.sentence)}`,
    forMarkdown([cause.evidence.line]),
    markup`**What to do:** ${text(cause.remedy)}`,
    aroundOf(cause),
    ...others.map((other) => details(markup`Seen as well: ${text(other.title)}`, lineOf(other))),
  ])
}

const aroundOf = ({evidence: {where, around}}: Cause): MaybeText =>
  around.length <= 1 ? undefined : details(markup`Around it in ${text(where)}`, forMarkdown(around))

const lineOf = (cause: Cause): Markdown =>
  joined([text(cause.sentence), forMarkdown([cause.evidence.line]), text(cause.remedy)])

/** An error has a first line for the eye and may have many more, such as one for each wrong input. */
function failureOf({failure, causes = []}: Report): MaybeText {
  if (failure === undefined) return undefined
  const {lines} = plainLines(failure.message, {lines: Infinity, columns: 500})
  const [first = 'Failed without a message.', ...others] = lines.filter((line) => line.trim() !== '')
  const rest = others.slice(0, 50)
  const left = others.length - rest.length
  return joined([
    markup`**${text(first)}**`,
    rest.length === 0 ? undefined : forMarkdown(rest),
    left === 0 ? undefined : markup`… and ${left} more lines`,
    failure.hint === undefined || causes.length > 0 ? undefined : markup`**What to do:** ${text(failure.hint)}`,
  ])
}

function outcomeOf(report: Report): MaybeText {
  const {shutdown} = report
  const booted = bootSentence(report)
  if (shutdown === undefined) return booted === undefined ? undefined : text(booted)
  const remedy = report.failure === undefined ? outcomeRemedy(shutdown) : undefined
  const crash = shutdown.outcome === 'guest-crashed' ? crashLineOf(report.consoleTail) : undefined
  return joined([
    markup`Outcome ${code(shutdown.outcome)}: ${text(outcomeSentence(shutdown))}`,
    crash === undefined ? undefined : forMarkdown([crash]),
    booted === undefined ? undefined : text(booted),
    remedy === undefined ? undefined : markup`**What to do:** ${text(remedy)}`,
    failsAsForced(report) ? markup`This is an error because of ${code('fail-on: forced-shutdown')}.` : undefined,
    list(shutdown.notes.map(text)),
  ])
}

function leftOf(report: Report): MaybeText {
  const rows = leftoversOf(report).map(({what, where, remedy}) => [text(what), code(where), text(remedy)])
  return titled('Left over', table(['What', 'Where', 'What to do'], rows))
}

function incidentList(report: Report): MaybeText {
  const icons = {error: '❌', warning: '⚠️', notice: 'ℹ️'}
  const items = incidentsOf(report).map(({level, title, message}) => {
    return markup`${markdownOf(icons[level])} **${text(title)}**: ${text(message)}`
  })
  return list(items)
}

function collectedList({collected}: Report): MaybeText {
  return collected === undefined ? undefined : list(collectedLines(collected).map(text))
}

function ladderTable({shutdown}: Report): MaybeText {
  const rows = (shutdown?.attempts ?? []).map(({ask, result, detail = '', took}) => {
    return [text(askWords[ask]), text(resultWords[result]), text(detail), duration(took)]
  })
  return table(['Asked', 'Result', 'Detail', 'Took'], rows)
}

function releaseTable({releases}: Report): MaybeText {
  const rows = releases.map(({held, outcome, error, leftovers, took}) => {
    const released =
      error === undefined ? text(releaseWords[outcome]) : markup`${text(releaseWords[outcome])}: ${text(error)}`
    return [code(held.id), code(whereOf(held)), released, verified(leftovers), duration(took)]
  })
  return table(['Resource', 'Where', 'Outcome', 'Verified', 'Took'], rows)
}

export const releaseWords: Readonly<Record<Release['outcome'], string>> = {
  released: 'released',
  absent: 'was not there',
  failed: 'failed',
}

function verified(leftovers: readonly Leftover[]): Markdown {
  if (leftovers.length === 0) return markdownOf('gone')
  const named = leftovers.slice(0, 5).map(({what, where}) => markup`${text(what)} ${code(where)}`)
  return markup`**left:** ${markdownOf(named.join(', '))}`
}

function timelineTable({timeline}: Report): MaybeText {
  return table(
    ['Step', 'Took'],
    timeline.map(({name, took}) => [text(name), duration(took)]),
  )
}

/** The VM as planned: name of the fact and its value. Hostile text in part: it comes from inputs. */
export function factsOf({plan}: Report): readonly (readonly [name: string, value: string])[] {
  if (plan === undefined) return []
  const {spec, accelerator, qemuVersion, paths, qemu} = plan
  const {boot} = spec
  return [
    ['Accelerator', accelerator],
    ['Machine', `${spec.machine} (${spec.arch})`],
    ['CPUs', spec.cpu === undefined ? `${spec.cpus}` : `${spec.cpus} × ${spec.cpu}`],
    ['Memory', formatSize(spec.memory)],
    ...(boot.kind === 'disk'
      ? ([['Image', boot.image]] as const)
      : ([
          ['Kernel', boot.kernel],
          ...(boot.initrd === undefined ? [] : ([['Initrd', boot.initrd]] as const)),
        ] as const)),
    ['QEMU', `${qemuVersion} (${qemu[0]})`],
    ['Run directory', paths.run],
  ]
}

function factTable(report: Report): MaybeText {
  return table(
    ['What', 'Value'],
    factsOf(report).map(([name, value]) => [text(name), code(value)]),
  )
}

function list(items: readonly Markdown[]): MaybeText {
  if (items.length === 0) return undefined
  const left = items.length - mostItems
  const shown = left > 0 ? [...items.slice(0, mostItems), markup`… and ${left} more`] : items
  return markdownOf(shown.map((item) => `- ${item}`).join('\n'))
}

const mostItems = 100

const joinedOrNone = (parts: readonly MaybeText[]): MaybeText =>
  parts.every((part) => part === undefined) ? undefined : joined(parts)

const joined = (parts: readonly MaybeText[]): Markdown =>
  markdownOf(parts.filter((part) => part !== undefined).join('\n\n'))
