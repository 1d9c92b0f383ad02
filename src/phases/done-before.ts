import type {Host} from '../host/host.ts'
import type {LedgerState} from '../ledger/replay.ts'
import type {Finding, Report} from '../report/report.ts'

const alreadyStopped: Finding = {
  level: 'notice',
  title: 'Nothing to do',
  message: 'This VM was already stopped, and nothing of it was left.',
}

/**
 * Another one was here before. What it has recorded is told, as it saw it, where it could not tell that itself: the keeper
 * speaks to nobody, and a post may die between its last record and its report.
 */
export function whatWasDone(state: LedgerState, phase: Report['phase'], host: Host): Partial<Report> {
  const closer = state.closers.at(-1)
  const isUntold = phase !== 'sweep' && closer !== undefined && host.processes.state(closer.by) === 'gone'
  if (state.shutdown === undefined || closer === undefined || (closer.phase !== 'keeper' && !isUntold)) {
    return {findings: [alreadyStopped, ...damageTo(state)]}
  }
  const byKeeper = `The keeper stopped this VM, because ${closer.why ?? 'nobody else would'}.`
  const because = closer.why === undefined ? '' : `, because ${closer.why}`
  const byPost = `This VM was stopped before the post of its step could tell of it${because}.`
  const first: Finding =
    closer.phase === 'keeper'
      ? {level: 'warning', title: 'Stopped by the keeper', message: byKeeper}
      : {level: 'notice', title: 'Stopped before', message: byPost}
  return {
    ...(state.plan === undefined ? {} : {plan: state.plan}),
    shutdown: state.shutdown,
    findings: [first, ...damageTo(state)],
  }
}

/** What of the ledger could not be read, as a finding (law L14). */
export function damageTo({unreadable}: LedgerState): readonly Finding[] {
  if (unreadable === 0) return []
  const message = `${unreadable} of its lines could not be read. The VM was looked for by its name as well.`
  return [{level: 'warning', title: 'The ledger was damaged', message}]
}
