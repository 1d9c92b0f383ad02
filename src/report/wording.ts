import type {Shutdown, Verdict} from '../ledger/entry.ts'
import type {Held} from '../plan/intent.ts'
import type {AskName, Attempt, Outcome} from '../shutdown/outcome.ts'
import {formatDuration, tagOf} from '../units.ts'
import {plainLines} from './guest-text.ts'
import {failsAsForced, verdictOf, type Cause, type Report, type Collected} from './report.ts'

/** The words of the report, the same in annotations, summary and log. Plain text, in part hostile: escape before use. */

/** What the report is about: `VM guest`, or the tag when no plan is known, or the program itself. */
export function labelOf({plan, vm, phase}: Report): string {
  const label = plan !== undefined ? `VM ${plan.spec.name}` : vm !== undefined ? `VM ${tagOf(vm)}` : 'qemu-vm'
  return phase === 'sweep' ? `${label} of an earlier job` : label
}

/** One word for the state of affairs; work and cleanup have separate words. */
export function stateOf(report: Report): {readonly word: string; readonly icon: string} {
  const verdict = verdictOf(report)
  if (report.failure !== undefined) {
    return {word: report.shutdown === undefined ? 'failed' : `failed · cleanup ${verdict}`, icon: '❌'}
  }
  if (report.phase === 'main' && report.shutdown === undefined) return {word: 'ready', icon: '🟢'}
  return {word: verdict, icon: failsAsForced(report) ? icons.leaked : icons[verdict]}
}

/** Red for whatever fails the step. */
const icons: Readonly<Record<Verdict, string>> = {clean: '✅', degraded: '⚠️', leaked: '❌'}

export const outcomeTitles: Readonly<Record<Outcome, string>> = {
  graceful: 'Guest shut down gracefully',
  'already-gone': 'VM was already gone',
  'never-started': 'VM was never started',
  'guest-rebooted': 'Guest rebooted, upon which QEMU ends',
  'guest-crashed': 'Guest crashed',
  quit: 'Guest did not shut down; QEMU was told to quit',
  terminated: 'Guest did not shut down; QEMU was terminated',
  killed: 'Guest did not shut down; QEMU was killed',
  stuck: 'QEMU is stuck and still there',
}

/** How the VM ended, in one sentence. */
export function outcomeSentence(shutdown: Shutdown): string {
  const took = formatDuration(shutdown.took)
  const courtesy = courtesyOf(shutdown.attempts)
  switch (shutdown.outcome) {
    case 'graceful':
      return `The guest shut itself down in ${took}.`
    case 'already-gone':
      return 'QEMU had ended before anybody asked the guest to shut down.'
    case 'never-started':
      return 'QEMU was never started.'
    case 'guest-rebooted':
      if (shutdown.attempts.length === 0)
        return 'The guest had rebooted by itself before anybody asked it to shut down; QEMU ends at a reset.'
      return `The guest was asked to power off and reset instead, after ${took}; QEMU ends at a reset.`
    case 'guest-crashed':
      return 'The guest crashed: a kernel panic was seen, so nothing says that its disks were written out.'
    case 'quit':
      if (isByOthers(shutdown)) return `Somebody else told QEMU to quit while the guest was being asked, after ${took}.`
      return `${courtesy}; QEMU was told to quit and did, after ${took} in all.`
    case 'terminated':
      if (isByOthers(shutdown))
        return `Somebody else ended QEMU by a signal while the guest was being asked, after ${took}.`
      return `${courtesy}; QEMU did not quit either and ended at SIGTERM, after ${took} in all.`
    case 'killed':
      if (isByOthers(shutdown)) return `QEMU was killed, or crashed, while the guest was being asked, after ${took}.`
      return `${courtesy}; QEMU answered to nothing and was killed (SIGKILL), after ${took} in all.`
    case 'stuck':
      return `QEMU is still there after SIGKILL and ${took} in all: a thread of it waits within the kernel.`
  }
}

/** What booted, how, and in what time: what a person wants to know of a VM with which nothing was wrong. */
export function bootSentence({plan, bootTook}: Report): string | undefined {
  if (plan === undefined || bootTook === undefined) return undefined
  const {boot} = plan.spec
  return `It was ready ${formatDuration(bootTook)} after QEMU started, under ${plan.accelerator}, from ${boot.kind === 'disk' ? boot.image : boot.kernel}.`
}

/** Only the guest was asked, and yet QEMU was ended otherwise. */
const isByOthers = ({attempts}: Shutdown): boolean =>
  attempts.length > 0 && attempts.every(({ask}) => ask === 'poweroff' || ask === 'powerdown')

/** What there is to say about a phase that had nothing to do. */
export const idleSentence = ({findings}: Report): string =>
  findings[0]?.message ?? 'Nothing to do: no VM was left to take down.'

/** What to do so that it goes better the next time; undefined when it went well. */
export function outcomeRemedy({outcome, attempts}: Shutdown): string | undefined {
  switch (outcome) {
    case 'graceful':
    case 'already-gone':
    case 'never-started':
      return undefined
    case 'guest-rebooted':
      if (attempts.length === 0)
        return 'Reboot it with guest reboot, or set allow-reboot: true. Did it not mean to? See what its console says before that.'
      return 'Make the guest power off at the power button: see HandlePowerKey in logind.conf, or the events of acpid.'
    case 'guest-crashed':
      return "See what the guest's console says before that."
    case 'stuck':
      return "What it holds was left in place. The next job on this machine tries again; if that fails too, look at the machine's storage and reboot it."
    case 'quit':
    case 'terminated':
    case 'killed':
      return attempts.some(({ask, result}) => ask === 'powerdown' && result === 'timed-out')
        ? 'Install acpid or qemu-guest-agent in the guest, or raise shutdown-timeout.'
        : 'The step summary tells under "How it went down" why the guest could not be asked.'
  }
}

/** What became of asking the guest itself, before it was forced. */
function courtesyOf(attempts: readonly Attempt[]): string {
  const said = attempts.flatMap(({ask, result, detail, took}) => {
    if (ask !== 'poweroff' && ask !== 'powerdown') return []
    const request = ask === 'powerdown' ? 'the power button' : 'the order to power off'
    if (result === 'timed-out') return [`ignored ${request} for ${formatDuration(took)}`]
    if (result === 'exited' || (result === 'unavailable' && ask === 'poweroff')) return []
    return [`could not be reached by ${request} (${detail ?? resultWords[result]})`]
  })
  return said.length === 0 ? 'The guest was not asked' : `The guest ${said.join(' and ')}`
}

export const askWords: Readonly<Record<AskName, string>> = {
  poweroff: 'Power off, asked within the guest',
  powerdown: 'Power button (ACPI)',
  quit: 'QEMU told to quit',
  terminate: 'SIGTERM to QEMU',
  kill: 'SIGKILL to QEMU',
}

export const resultWords: Readonly<Record<Attempt['result'], string>> = {
  exited: 'QEMU ended',
  'timed-out': 'no effect in time',
  refused: 'cannot be obeyed',
  unavailable: 'no way to ask',
  failed: 'asking failed',
}

/** Where a resource is, from whatever its description and evidence say: works for kinds that are yet to come. */
export function whereOf({description, evidence}: Held): string {
  const facts: Readonly<Record<string, unknown>> = {...description}
  if (typeof facts['path'] === 'string') return facts['path']
  const pid = evidence !== undefined && 'pid' in evidence ? [['pid', evidence.pid] as const] : []
  return [...pid, ...Object.entries(facts)]
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
}

/** The cause, what tells of it, what to do, and what else was seen; nothing where there is none. */
export function causeLines(causes: readonly Cause[] = []): readonly string[] {
  const [cause, ...others] = causes
  if (cause === undefined) return []
  const {where, line} = cause.evidence
  return [
    cause.sentence,
    `${where === '' ? 'Told by' : `In ${where}`}: ${line}`,
    `What to do: ${cause.remedy}`,
    ...(others.length === 0 ? [] : [`Seen as well: ${others.map(({title}) => title).join('; ')}.`]),
  ]
}

/** What a kernel or its init says at the end; Linux's panic.c, traps.c and the BSDs' `panic:`. */
const lastWords = /kernel panic|\bpanic:|\bOops\b|\bBUG: |general protection fault|unable to (?:handle|mount)/i

/** The kernel's own words for a panic, but those that end its report of one: `---[ end Kernel panic … ]---`. */
const panicWords = /^(?!.*---\[ end).*panic/i

/** The console line that tells of the crash: where the last panic begins, or else the last other complaint. Hostile text. */
export function crashLineOf(consoleTail = ''): string | undefined {
  const lines = plainLines(consoleTail, {lines: 10_000, columns: 500}).lines.filter((line) => lastWords.test(line))
  return (lines.findLast((line) => panicWords.test(line)) ?? lines.at(-1))?.trim()
}

/** What there is to tell of files that were collected, a line each. Names are the guest's: escape before use. */
export function collectedLines({to, entries, bytes, missing, leftOut, failure}: Collected): readonly string[] {
  const mib = (bytes / 1024 / 1024).toFixed(1)
  return [
    ...(failure === undefined
      ? [`${entries} files and directories, ${mib} MiB, in ${to}`]
      : [`Not collected: ${failure}`]),
    ...missing.map((path) => `Not in the guest: ${path}`),
    ...leftOut.map((one) => `Left out: ${one}`),
  ]
}
