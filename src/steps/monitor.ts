import {messageOf, QemuVmError} from '../errors.ts'
import {connectQmp, type QmpClient} from '../qemu/qmp.ts'
import {seconds} from '../units.ts'
import {howItEnded} from './lost.ts'
import {isRunning} from './status.ts'
import type {StepContext} from './verb.ts'

/** QEMU greets within milliseconds, where nobody else is being served. */
const connectBudget = seconds(5)

/** QEMU's monitor for users, which serves one client at a time. @throws QemuVmError that says why it cannot be used. */
export async function openMonitor(context: StepContext): Promise<QmpClient> {
  const {plan, host} = context
  try {
    return await connectQmp(plan.paths.qmpSocket, host.clock, connectBudget)
  } catch (error) {
    if (!isRunning(context)) throw new QemuVmError('qemu-exited', await howItEnded(context))
    const hint = 'Is there a client of yours at qmp-socket, which serves one at a time?'
    throw new QemuVmError('protocol', messageOf(error), {hint})
  }
}
