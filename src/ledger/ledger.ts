import type {VmId} from '../units.ts'
import type {Entry} from './entry.ts'
import type {LedgerState} from './replay.ts'

/** The memory of a VM that outlives every process that works on it. */
export interface Ledger {
  readonly path: string
  /** From the file's name: known even when no line of the file can be read. */
  readonly vm: VmId
  /** Synchronous: when it returns, the entry is on the disk (law L1). @throws when it could not be written. */
  append(entry: Entry): void
  /** @throws when the file is gone. */
  read(): LedgerState
}

/** Appends where that is possible: what stops a VM goes on without it, and looks at the world anyway. @returns why it was not. */
export function tryAppend(ledger: Pick<Ledger, 'append'>, entry: Entry): unknown {
  try {
    ledger.append(entry)
    return undefined
  } catch (error) {
    return error
  }
}
