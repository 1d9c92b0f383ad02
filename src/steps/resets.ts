import {millis, seconds} from '../units.ts'
import type {StepContext} from './verb.ts'

/** Whether the guest was reset since this command began: the launcher has become this process, and is as old. */
export function wasReset({ledger, host}: StepContext): boolean {
  const began = Date.now() - host.processes.age(host.processes.self)
  return ledger.read().events.some(({event, at}) => event === 'RESET' && Date.parse(at) >= began)
}

/** Whether the guest was reset, and the keeper has not said since that it is ready again. */
export function isRebooting({plan, ledger}: StepContext): boolean {
  const {records} = ledger.read()
  const reset = records.findLastIndex((one) => one.type === 'event' && one.event === 'RESET')
  const ready = records.findLastIndex(({type}) => type === 'ready')
  const {kind} = plan.spec.ready
  return (kind === 'login' || kind === 'agent') && reset > ready
}

const limit = seconds(30)
const pause = millis(100)

/**
 * Waits until the keeper has followed a reset, so that a guest that has just come up is not logged into by all at once, and has
 * its shares. Not for long: each step can log in by itself.
 */
export async function awaitFollowed(context: StepContext, signal: AbortSignal): Promise<void> {
  const {clock} = context.host
  const until = clock.now() + limit
  while (isRebooting(context) && clock.now() < until) await clock.sleep(pause, signal)
}
