import type {Host} from '../host/host.ts'
import type {HeldOf, Kind} from '../plan/intent.ts'
import type {Leftover} from '../report/report.ts'
import type {VmId} from '../units.ts'

/** How one kind of resource is unmade and looked for. How it is made differs with each use, and is given to acquire(). */
export interface Resource<K extends Kind> {
  /**
   * Succeeds from the description alone, any number of times (law L2). Touches nothing whose name does not carry the
   * VM's tag or whose recorded identity does not match (law L9): a ledger found on disk may be forged.
   */
  release(held: HeldOf<K>, vm: VmId, host: Host): Promise<'released' | 'absent'>
  /** Looks at the world, never at the ledger (law L3). Empty: no trace is left. */
  verify(held: HeldOf<K>, vm: VmId, host: Host): Promise<readonly Leftover[]>
}

/** What does not wait, as a promise: what `body` throws becomes its rejection, and never meets a caller unprepared. */
export const promised = <T>(body: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(body())
  })
