import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {Held} from '../plan/intent.ts'
import type {VmPlan} from '../plan/plan.ts'

/** Where the command may write; commands of the guest have our own stdout and stderr. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether this runs in a step of a job, so that stdout is read by the runner. */
  readonly isStep: boolean
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
  /** What follows the verb, for the usage: `-- COMMAND [WORD ...]`. */
  readonly usage: string
  /**
   * @param words what follows the verb.
   * @returns the exit status, or 'usage' where the words are wrong. @throws QemuVmError for people.
   */
  run(words: readonly string[], context: StepContext): Promise<number | 'usage'>
}
