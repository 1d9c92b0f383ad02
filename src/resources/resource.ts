import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {Evidence, HeldOf, IntentOf, Kind} from '../plan/intent.ts'
import type {Leftover} from '../report/report.ts'
import type {VmId} from '../units.ts'
import {directoryResource} from './directory.ts'
import {processResource} from './process.ts'

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

export const catalogue: {readonly [K in Kind]: Resource<K>} = {
  directory: directoryResource,
  process: processResource,
}

/**
 * Makes a resource: the intent is durable before `make` starts (law L1), the evidence is recorded when it returns.
 * @throws QemuVmError `cancelled`, making nothing or telling of it, when the ledger is being closed by another process.
 */
export async function acquire<K extends Kind>(
  intent: IntentOf<K>,
  make: () => Promise<Evidence<K>>,
  ledger: Ledger,
): Promise<Evidence<K>> {
  ledger.append({type: 'intent', intent} as Parameters<Ledger['append']>[0])
  refuseWhenClosing(ledger)
  const evidence = await make()
  ledger.append({type: 'acquired', id: intent.id, evidence})
  refuseWhenClosing(ledger)
  return evidence
}

function refuseWhenClosing(ledger: Ledger): void {
  if (ledger.read().closing) throw new QemuVmError('cancelled', 'This VM is being stopped by another process.')
}
