import {dirname} from 'node:path'
import {QemuVmError} from '../errors.ts'
import {tailOf} from '../guest/console.ts'
import type {Host} from '../host/host.ts'
import type {ExitRecord} from '../ledger/entry.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {isProcess, type ProcessIdentity} from '../plan/intent.ts'
import {pathsOf} from '../plan/paths.ts'
import {watchExit} from '../qemu/exit-watch.ts'
import {acquire} from '../resources/acquire.ts'
import {millis, resourceId, seconds, type Millis} from '../units.ts'
import type {Programs} from './hand-over.ts'

/** How often the ledger is looked at for what the keeper has written. */
const pause = millis(5)
/** A keeper starts within a fraction of a second; on a machine that is out of memory it may not start at all. */
const keeperBudget = seconds(30)
/** From QEMU's end until its parent has written how it ended. */
const exitBudget = seconds(1)

/** The keeper looks at a file every other second: it needs no compiler, and what that takes in memory. */
const small = ['--jitless']

/** Starts the keeper, who starts QEMU when the plan is in the ledger. @throws QemuVmError when it cannot be started. */
export async function startKeeper(
  {node, keeper: script}: Programs,
  {tag, log}: {readonly tag: string; readonly log: string},
  ledger: Ledger,
  host: Host,
): Promise<ProcessIdentity> {
  const intent = {id: resourceId('keeper'), kind: 'process', description: {tag, role: 'keeper'}} as const
  return await acquire(
    intent,
    async () => {
      const keeper = await host.processes.spawn([node, ...small, script, ledger.path], {log, tag, outlivesJob: true})
      keeper.release()
      return keeper.identity
    },
    ledger,
  )
}

/** QEMU's process, when the keeper has started it. @throws QemuVmError when it has not, with the reason. */
export async function awaitQemu(keeper: ProcessIdentity, ledger: Ledger, host: Host): Promise<ProcessIdentity> {
  const deadline = host.clock.now() + keeperBudget
  for (;;) {
    const {held, failure, closing} = ledger.read()
    const qemu = held.find((one) => isProcess(one, 'qemu'))
    if (qemu?.evidence !== undefined) return qemu.evidence
    if (failure !== undefined) throw new QemuVmError('qemu-exited', failure)
    if (closing) throw new QemuVmError('cancelled', 'This VM is being stopped by another process.')
    if (host.processes.state(keeper) === 'gone') throw keeperLost('before QEMU was started', ledger)
    if (host.clock.now() >= deadline) throw new QemuVmError('timeout', 'The keeper did not start QEMU in time.')
    await host.clock.sleep(pause)
  }
}

/**
 * Rejects when the keeper has ended: a VM without one would be nobody's if the job's worker died. May never settle.
 */
export async function lossOfKeeper(
  keeper: ProcessIdentity,
  {ledger, signal}: {readonly ledger: Ledger; readonly signal: AbortSignal},
  host: Host,
): Promise<never> {
  await watchExit([keeper], host).exited(signal)
  throw keeperLost('before the guest was ready', ledger)
}

function keeperLost(when: string, ledger: Ledger): QemuVmError {
  const said = tailOf(pathsOf(ledger.vm, dirname(ledger.path)).keeperLog, 4000).trim()
  const what = `The keeper, the process that looks after this VM, ended ${when}. `
  return new QemuVmError('keeper-lost', what + (said === '' ? 'It said nothing.' : `It said: ${said}`))
}

/** How QEMU ended, as its parent has written it; empty when it does not in time. */
export async function exitOf(ledger: Ledger, host: Host, budget: Millis = exitBudget): Promise<ExitRecord> {
  const deadline = host.clock.now() + budget
  for (;;) {
    const {exit} = ledger.read()
    if (exit !== undefined) return exit
    if (host.clock.now() >= deadline) return {}
    await host.clock.sleep(pause)
  }
}
