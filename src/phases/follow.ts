import {rmSync} from 'node:fs'
import {messageOf} from '../errors.ts'
import {sshPortIn} from '../guest/ssh.ts'
import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {bootBudget} from '../plan/budgets.ts'
import type {VmPlan} from '../plan/plan.ts'
import {endProcesses} from '../resources/process.ts'
import {millis} from '../units.ts'
import {requirementsFor} from './requirements.ts'
import {mountShares} from './shares.ts'

/**
 * For the keeper, to be called at each reset of the guest, with what tells of it in the ledger: whoever works in the guest over
 * the shared connection learns at once that it is lost, whoever has heard of the reset does not find it any more, and there is
 * a new one as soon as somebody can log in again. It is made here and not in a step, since what outlives its maker belongs in
 * the ledger, to which steps do not write.
 * @param over aborts when QEMU has ended.
 */
export function rebootFollower(
  plan: VmPlan,
  ledger: Ledger,
  over: AbortSignal,
  host: Host,
): (tell: () => void) => void {
  let latest = new AbortController()
  let before: Promise<void> = Promise.resolve()
  return (tell) => {
    hideConnection(plan, ledger)
    tell()
    latest.abort()
    const mine = (latest = new AbortController())
    const late = AbortSignal.timeout(bootBudget(plan.spec, plan.accelerator))
    const signal = AbortSignal.any([over, mine.signal, late])
    before = before
      .then(() => follow(plan, ledger, signal, host))
      .catch((error: unknown) => {
        // Then each step logs in by itself. A guest that resets without end must not fill the keeper's log
        if (!mine.signal.aborted) host.log.info(`The reset was not followed: ${messageOf(error)}`)
      })
  }
}

/** What is left of the last boot's connection must not be taken for one that is open: a command sent there would be lost. */
function hideConnection({paths}: VmPlan, ledger: Ledger): void {
  try {
    if (ledger.read().bootTook !== undefined) rmSync(paths.sshSocket, {force: true}) // else main is making it
  } catch {
    // Then a step may take it, and says that it is lost; what cannot be read or removed is told of by post
  }
}

async function follow(plan: VmPlan, ledger: Ledger, signal: AbortSignal, host: Host): Promise<void> {
  signal.throwIfAborted()
  const {spec, paths} = plan
  const began = host.clock.now()
  // A guest that lives in memory has new host keys at each boot: it is believed as it was at the first connection
  if (spec.access.isHostKeyPinned !== true) rmSync(paths.knownHosts, {force: true})
  const {held, closing, bootTook} = ledger.read()
  const canBeEntered = spec.ready.kind === 'login' || spec.ready.kind === 'agent'
  if (closing || bootTook === undefined || !canBeEntered) return // or main still waits for the guest
  const master = held.find(({id}) => id === 'ssh master')
  // It removes its socket when it ends, by name: the next one is made when it has
  if (master?.kind === 'process' && master.evidence !== undefined) await endProcesses([master.evidence], host)
  const port = sshPortIn(paths.sshConfig)
  for (const one of requirementsFor({plan, ledger, port, host, onConsoleLine: () => undefined})) await one.met(signal)
  // What was mounted went with the boot
  await mountShares(plan, host).catch((error: unknown) => {
    host.log.info(messageOf(error))
  })
  ledger.append({type: 'ready', took: millis(host.clock.now() - began)})
}
