import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {Held} from '../plan/intent.ts'
import type {VmPlan} from '../plan/plan.ts'

/** Whoever called the command; commands of the guest have our own stdout and stderr. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Tells of trouble of our own, not of the command's: as an annotation where this is a step. */
  readonly trouble: (message: string) => void
  /** Whether this runs in a step of a job, so that stdout is read by the runner. */
  readonly isStep: boolean
  readonly env: Readonly<Record<string, string>>
  /** Where the command was called; absolute, without links. */
  readonly directory: string
  /** Aborts when the step is cancelled; the reason is the name of a signal. */
  readonly signal: AbortSignal
}

/** What every verb works with: a VM that was planned, and the machine it runs on. */
export interface StepContext {
  readonly plan: VmPlan
  readonly held: readonly Held[]
  /** To be read only: what happens in steps is in no ledger. */
  readonly ledger: Ledger
  readonly host: Host
  readonly terminal: Terminal
}

/** One verb of the `guest` command. */
export interface Verb {
  /** What follows the verb, for the usage: `-- COMMAND [WORD ...]`; undefined: it is not for people. */
  readonly usage: string | undefined
  /**
   * @param words what follows the verb.
   * @returns the exit status, or 'usage' where the words are wrong. @throws QemuVmError for people.
   */
  run(words: readonly string[], context: StepContext): Promise<number | 'usage'>
}

/**
 * Our own failure: the guest is gone or does not answer, so that nobody knows how the command fared. As env(1), timeout(1)
 * and docker(1) have it; a command may exit with it too, but then no message of ours comes with it.
 */
export const guestLost = 125
