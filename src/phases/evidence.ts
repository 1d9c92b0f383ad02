import {diagnose} from '../diagnosis/diagnose.ts'
import {tailOf} from '../guest/console.ts'
import type {Shutdown} from '../ledger/entry.ts'
import type {LedgerState} from '../ledger/replay.ts'
import {endedWell, type Report} from '../report/report.ts'
import {cluesOf} from './clues.ts'

/** How much of the console and of QEMU's log is kept as evidence when they are removed. */
const evidenceSize = 64 * 1024

/**
 * What a VM has told, before its files are removed; and, where it did not end well or a step of the job had failed
 * (`isSuspect`), the causes that can be seen in it.
 * @param state that from before the ladder: how QEMU ended by our own hand is no cause of anything.
 */
export function evidenceOf(
  state: LedgerState,
  shutdown: Shutdown,
  isSuspect: boolean,
): Pick<Report, 'consoleTail' | 'qemuLog' | 'causes'> {
  if (state.plan === undefined || shutdown.outcome === 'never-started') return {}
  const {consoleLog, qemuLog} = state.plan.paths
  return {
    consoleTail: tailOf(consoleLog, evidenceSize),
    qemuLog: tailOf(qemuLog, evidenceSize),
    ...(endedWell(shutdown) && !isSuspect ? {} : {causes: diagnose(cluesOf(state))}),
  }
}
