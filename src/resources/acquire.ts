import {QemuVmError} from '../errors.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {Evidence, IntentOf, Kind} from '../plan/intent.ts'

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
