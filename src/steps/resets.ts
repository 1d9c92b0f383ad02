import {millis, seconds} from '../units.ts'
import type {StepContext} from './verb.ts'

/** Whether the guest was reset since this command began: the launcher has become this process, and is as old. */
export function wasReset({ledger, host}: StepContext): boolean {
  const began = Date.now() - host.processes.age(host.processes.self)
  return ledger.read().events.some(({event, at}) => event === 'RESET' && Date.parse(at) >= began)
}

/** Whether the guest was reset and the keeper has not logged in since. */
export function isRebooting({plan, ledger}: StepContext): boolean {
  const {records} = ledger.read()
  const reset = records.findLastIndex((one) => one.type === 'event' && one.event === 'RESET')
  const login = records.findLastIndex((one) => one.type === 'acquired' && one.id === 'ssh master')
  return plan.spec.ready.kind === 'login' && reset > login
}

const loginLimit = seconds(30)
const pause = millis(100)

/**
 * Waits for the keeper's login after a reset, so that a guest that has just come up is not logged into by all at once; not for
 * long, since each step can log in by itself.
 */
export async function awaitSharedConnection(context: StepContext, signal: AbortSignal): Promise<void> {
  const {clock} = context.host
  const until = clock.now() + loginLimit
  while (isRebooting(context) && clock.now() < until) await clock.sleep(pause, signal)
}
