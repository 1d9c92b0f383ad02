import {messageOf} from '../errors.ts'
import {copyIn, copyOutAll} from '../guest/copy.ts'
import {hasMaster} from '../guest/ssh.ts'
import type {Host} from '../host/host.ts'
import {roomIn} from '../host/room.ts'
import type {LedgerState} from '../ledger/replay.ts'
import {isProcess} from '../plan/intent.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {VmSpec} from '../plan/spec.ts'
import type {Collected} from '../report/report.ts'
import {formatDuration, millis, seconds} from '../units.ts'
import {telling} from './waiting.ts'

/** Of the five minutes that a canceled job has for all its posts, the way down may need 75 seconds. */
const collectBudget = seconds(30)

/** Copies what the inputs name into the guest, in order. @throws QemuVmError for the first that fails. */
export async function fillGuest(plan: VmPlan, signal: AbortSignal, host: Host): Promise<void> {
  const {copies} = plan.spec.transfers
  if (copies.length === 0) return
  await host.log.group(`Copy files into ${plan.spec.name}`, async () => {
    for (const transfer of copies) {
      const began = host.clock.now()
      const copying = copyIn(transfer, {plan, host, signal})
      const {remarks} = await telling(`the copy of ${transfer.from}`, copying, host, plan)
      host.log.info(`${transfer.from} → ${transfer.to}: ${formatDuration(millis(host.clock.now() - began))}`)
      for (const remark of remarks) host.log.info(remark)
    }
  })
}

/**
 * Fetches what the input `collect` names, before the guest is asked to go. It needs nothing but the ledger, never throws
 * and ends within its budget: a guest that is gone costs nothing, one that hangs the budget.
 */
export async function collect({plan, held, bootTook}: LedgerState, host: Host): Promise<Collected | undefined> {
  // A ledger of an older version has none
  const {collect: paths, collectTo} = (plan?.spec as Partial<VmSpec> | undefined)?.transfers ?? {
    collect: [],
    collectTo: '',
  }
  if (plan === undefined || paths.length === 0) return undefined
  const nothing = {to: collectTo, entries: 0, bytes: 0, missing: [], leftOut: []}
  const hasLogin = held.some((one) => isProcess(one, 'ssh-master')) && hasMaster(plan.paths)
  const hasAgent = plan.spec.ready.kind === 'agent' && bootTook !== undefined
  if (!hasLogin && !hasAgent) return {...nothing, failure: 'there is no connection to the guest'}
  const over = new AbortController()
  const limit = roomIn(collectTo)
  const late = host.clock.sleep(collectBudget, over.signal).then((): Collected => {
    return {...nothing, failure: `it was not done within ${formatDuration(collectBudget)}`}
  })
  try {
    const copied = copyOutAll(paths, collectTo, {plan, host, signal: over.signal}, limit)
    copied.catch(() => undefined) // when it is late nobody listens any more
    const done = Promise.race([copied.then((all) => ({to: collectTo, ...all})), late])
    return await telling('the files to collect', done, host, plan)
  } catch (error) {
    return {...nothing, failure: messageOf(error)}
  } finally {
    over.abort()
    await late.catch(() => undefined)
  }
}
