import type {Host} from '../host/host.ts'
import type {LedgerState} from '../ledger/replay.ts'
import {usualLifetime} from '../plan/budgets.ts'
import {seconds, type Millis} from '../units.ts'

/** Between making the file of a ledger and writing its first line lies next to no time; a slow disk is given this. */
const youngest = seconds(60)

/**
 * Whether the job of a VM is gone for good. Its worker is dead, or the machine was started anew: then it is. Where no
 * worker is known (act, job containers), a living `main` or a lifetime that has not passed speaks against it. Of a VM of
 * another PID namespace (isElsewhere) only its lifetime tells: its own keeper sees to it until then.
 * @param age how long ago the ledger was made.
 */
export function isOrphan(state: LedgerState, age: Millis, host: Host): boolean {
  const {owner, bootId, mains, plan} = state
  if (bootId !== undefined && bootId !== host.processes.self.bootId) return true
  if (isElsewhere(state, host)) return age > (plan?.spec.budgets.lifetime ?? usualLifetime)
  if (owner?.worker !== undefined) return host.processes.state(owner.worker) === 'gone'
  if (mains.some((main) => host.processes.state(main) !== 'gone')) return false
  if (owner === undefined) return age > youngest && !mayBelongToLivingWorker(age, host)
  return age > (plan?.spec.budgets.lifetime ?? usualLifetime)
}

/** Whether a VM is of another PID namespace: of its processes nothing can be seen from here. */
export const isElsewhere = ({owner, mains}: LedgerState, host: Host): boolean =>
  [...mains, ...(owner?.worker === undefined ? [] : [owner.worker])].some(
    (one) => host.processes.state(one) === 'unseen',
  )

/** A ledger whose owner cannot be read may belong to any worker that lived when it was made. */
const mayBelongToLivingWorker = (age: Millis, host: Host): boolean =>
  host.processes.named('Runner.Worker').some((worker) => host.processes.age(worker) >= age)
