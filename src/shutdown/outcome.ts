import type {Millis} from '../units.ts'

/** The single steps by which QEMU is asked or made to end, in the order of the ladder. */
export type AskName = 'poweroff' | 'powerdown' | 'quit' | 'terminate' | 'kill'

/** What became of one ask. */
export interface Attempt {
  readonly ask: AskName
  /**
   * `exited`: QEMU was gone while this ask was in force · `timed-out`: asked, and the budget ran out · `refused`: asked,
   * and it is certain that it cannot be obeyed · `unavailable`: there was no way to ask · `failed`: asking threw.
   */
  readonly result: 'exited' | 'timed-out' | 'refused' | 'unavailable' | 'failed'
  readonly detail?: string
  readonly took: Millis
}

/** What QMP told while the ladder was in use, or before it, and what QEMU's parent saw. The only evidence of a guest's own part. */
export interface Evidence {
  /** The first SHUTDOWN event. `guest`: the guest caused it. `reason`: QEMU's ShutdownCause, qapi/run-state.json. */
  readonly shutdown?: {readonly guest: boolean; readonly reason: string}
  /** By which signal QEMU was ended, as its parent has recorded it. */
  readonly signal?: string
  /** A panic was seen: GUEST_PANICKED, or the run state `guest-panicked`, or a panic on the console. */
  readonly panicked: boolean
}

/** How the VM ended. */
export type Outcome =
  | 'graceful'
  | 'guest-rebooted'
  | 'guest-crashed'
  | 'already-gone'
  | 'quit'
  | 'terminated'
  | 'killed'
  | 'stuck'
  | 'never-started'

/** What the ladder saw. */
export interface Descent {
  /** False: QEMU was gone before the first ask. */
  readonly found: boolean
  /** The asks in force when QEMU was gone; empty: it was gone before the ladder, or it still runs. */
  readonly endedBy: readonly AskName[]
  readonly stillRunning: boolean
  readonly attempts: readonly Attempt[]
  readonly took: Millis
}

const forced: Readonly<Record<Exclude<AskName, 'poweroff' | 'powerdown'>, Outcome>> = {
  quit: 'quit',
  terminate: 'terminated',
  kill: 'killed',
}

/**
 * Descent and evidence → outcome. `graceful` is claimed only when the guest itself caused the shutdown, or when QEMU
 * ended while nothing but the guest had been asked and nothing tells of another cause, such as a signal, which no guest
 * sends; how the asking command fared is never looked at (law L13).
 */
export function outcomeOf(descent: Descent, evidence: Evidence): Outcome {
  if (descent.stillRunning) return 'stuck'
  if (evidence.panicked || evidence.shutdown?.reason === 'guest-panic') return 'guest-crashed'
  if (evidence.shutdown?.reason === 'guest-reset') return 'guest-rebooted'
  if (!descent.found) return 'already-gone'
  const last = descent.endedBy.at(-1)
  const isAskedOnly = last === 'poweroff' || last === 'powerdown'
  if (isAskedOnly && evidence.signal !== undefined) return 'killed'
  if (evidence.shutdown?.guest === true) return 'graceful'
  if (last === undefined) return 'already-gone'
  if (!isAskedOnly) return forced[last]
  if (evidence.shutdown === undefined) return 'graceful'
  // Not the guest's doing: somebody else ended QEMU while the guest was being asked
  return evidence.shutdown.reason === 'host-signal' ? 'terminated' : 'quit'
}
