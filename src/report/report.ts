import type {Shutdown, Verdict} from '../ledger/entry.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {Held} from '../plan/intent.ts'
import type {Outcome} from '../shutdown/outcome.ts'
import type {Millis, VmId} from '../units.ts'

/** Everything a phase has to tell. `entry/publish` turns it into annotations, the step summary and the exit code. */
export interface Report {
  readonly phase: 'main' | 'post' | 'keeper' | 'sweep'
  readonly vm?: VmId
  readonly plan?: VmPlan
  /** What was done and how long it took, in order. */
  readonly timeline: readonly Span[]
  /** From the start of QEMU until the guest was ready; absent where it never was. */
  readonly bootTook?: Millis
  /** The error that ended `main`. */
  readonly failure?: {readonly message: string; readonly hint?: string}
  /** What is behind it as far as it could be told, the deepest first; of interest where something went wrong. */
  readonly causes?: readonly Cause[]
  readonly shutdown?: Shutdown
  readonly releases: readonly Release[]
  /** Found by looking at the world at the very end. */
  readonly leftovers: readonly Leftover[]
  readonly findings: readonly Finding[]
  readonly collected?: Collected
  /** The last lines the guest printed; hostile text. */
  readonly consoleTail?: string
  /** What QEMU printed; hostile text in part. */
  readonly qemuLog?: string
}

/** A recognized cause of trouble: a row of diagnosis/, with what tells of it. */
export interface Cause {
  /** The name of the row, such as `kernel-panic`. */
  readonly name: string
  readonly title: string
  readonly sentence: string
  readonly remedy: string
  /** Hostile text in part. `where`: the text that `line` stands in, with lines `around` it; '' where it stands in none. */
  readonly evidence: {readonly where: string; readonly line: string; readonly around: readonly string[]}
}

export interface Span {
  readonly name: string
  readonly took: Millis
}

export interface Release {
  readonly held: Held
  readonly outcome: 'released' | 'absent' | 'failed'
  readonly leftovers: readonly Leftover[]
  readonly error?: string
  readonly took: Millis
}

export interface Leftover {
  readonly what: string
  readonly where: string
  readonly remedy: string
}

/** What was fetched from the guest before it was asked to go. Names are the guest's: hostile text. */
export interface Collected {
  readonly to: string
  readonly entries: number
  readonly bytes: number
  /** Paths that the guest does not have. */
  readonly missing: readonly string[]
  readonly leftOut: readonly string[]
  /** Why not all was fetched. */
  readonly failure?: string
}

/** What becomes one annotation. */
export interface Finding {
  readonly level: 'notice' | 'warning' | 'error'
  readonly title: string
  readonly message: string
}

const unforced: ReadonlySet<Outcome> = new Set<Outcome>(['graceful', 'already-gone', 'never-started'])
const forced: ReadonlySet<Outcome> = new Set<Outcome>(['quit', 'terminated', 'killed'])

/**
 * `leaked`: something is left, or an error keeps us from knowing that nothing is (law L3) · `degraded`: nothing is left,
 * and the guest did not go by its own will or something went wrong on the way · `clean`: neither. It is about the VM's
 * end only: `failure` has no part in it.
 */
export function verdictOf(report: Pick<Report, 'shutdown' | 'releases' | 'leftovers' | 'findings'>): Verdict {
  const found = new Set(report.findings.map(({level}) => level))
  if (leftoversOf(report).length > 0 || report.shutdown?.outcome === 'stuck' || found.has('error')) return 'leaked'
  const unwilling = report.shutdown !== undefined && !unforced.has(report.shutdown.outcome)
  const failed = report.releases.some(({outcome}) => outcome === 'failed')
  return unwilling || failed || found.has('warning') ? 'degraded' : 'clean'
}

/** Nobody had to end QEMU, and nothing says that the guest did not end in order. It is about the VM alone, not its files. */
export const endedWell = ({outcome, crashed}: Pick<Shutdown, 'outcome' | 'crashed'>): boolean =>
  unforced.has(outcome) && crashed !== true

/** Nothing in it needs anybody's attention: it is told in a few lines, and several VMs of one job do not fill a page. */
export const isUneventful = ({failure, causes = [], ...report}: Report): boolean =>
  failure === undefined && causes.length === 0 && verdictOf(report) === 'clean'

/** Everything that is left, once each: a resource's own check and the scan at the end may see the same thing. */
export function leftoversOf(report: Pick<Report, 'releases' | 'leftovers'>): readonly Leftover[] {
  const all = [...report.releases.flatMap(({leftovers}) => leftovers), ...report.leftovers]
  return [...new Map(all.map((leftover) => [JSON.stringify([leftover.what, leftover.where]), leftover])).values()]
}

/** The guest was asked and QEMU had to be ended without it, and the user wants to fail in that case. */
export function failsAsForced({shutdown, plan}: Pick<Report, 'shutdown' | 'plan'>): boolean {
  return plan?.failOn === 'forced-shutdown' && shutdown !== undefined && forced.has(shutdown.outcome)
}

/** There was no VM to take down: `post` without `main`, or `post` after somebody else had done the work. */
export function isIdle(report: Report): boolean {
  const {shutdown, releases, failure, plan, phase} = report
  if (phase === 'main' && plan !== undefined) return false
  const untouched = shutdown === undefined || shutdown.outcome === 'never-started'
  return untouched && releases.length === 0 && failure === undefined && verdictOf(report) === 'clean'
}
