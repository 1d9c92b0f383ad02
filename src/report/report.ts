import type {Shutdown, Verdict} from '../ledger/entry.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {Held} from '../plan/intent.ts'
import type {Millis, VmId} from '../units.ts'

/** Everything a phase has to tell. `entry/publish` turns it into annotations, the step summary and the exit code. */
export interface Report {
  readonly phase: 'main' | 'post' | 'sweep'
  readonly vm?: VmId
  readonly plan?: VmPlan
  /** What was done and how long it took, in order. */
  readonly timeline: readonly Span[]
  /** The error that ended `main`. */
  readonly failure?: {readonly message: string; readonly hint?: string}
  readonly shutdown?: Shutdown
  readonly releases: readonly Release[]
  /** Found by looking at the world at the very end. */
  readonly leftovers: readonly Leftover[]
  readonly findings: readonly Finding[]
  /** The last lines the guest printed; hostile text. */
  readonly consoleTail?: string
  /** What QEMU printed; hostile text in part. */
  readonly qemuLog?: string
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

/** What becomes one annotation. */
export interface Finding {
  readonly level: 'notice' | 'warning' | 'error'
  readonly title: string
  readonly message: string
}

const unforced: ReadonlySet<string> = new Set(['graceful', 'already-gone', 'never-started'])

/**
 * `leaked`: something is left · `degraded`: nothing is left, and the guest did not go by its own will or something
 * went wrong on the way · `clean`: neither.
 */
export function verdictOf(report: Pick<Report, 'shutdown' | 'releases' | 'leftovers' | 'findings'>): Verdict {
  const left = report.leftovers.length + report.releases.reduce((count, release) => count + release.leftovers.length, 0)
  if (left > 0 || report.shutdown?.outcome === 'stuck') return 'leaked'
  const forced = report.shutdown !== undefined && !unforced.has(report.shutdown.outcome)
  return forced || report.findings.some(({level}) => level !== 'notice') ? 'degraded' : 'clean'
}
