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
