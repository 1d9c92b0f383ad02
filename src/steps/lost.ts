import {messageOf} from '../errors.ts'
import {awaitBanner} from '../guest/banner.ts'
import {panicEnds, panicPattern, panicTail, tailOf} from '../guest/console.ts'
import {sshPortIn} from '../guest/ssh.ts'
import {connectQmp} from '../qemu/qmp.ts'
import {bootBudget} from '../plan/budgets.ts'
import {crashLineOf} from '../report/wording.ts'
import {formatDuration, millis, seconds} from '../units.ts'
import {awaitFollowed, isRebooting, wasReset} from './resets.ts'
import {isRunning} from './status.ts'
import type {StepContext} from './verb.ts'

/** sshd goes down some seconds before the guest has powered itself off. */
const patience = seconds(15)
/** A guest that may restart is waited for as long as systemd gives a service to stop (DefaultTimeoutStopSec), and more. */
const goingDown = seconds(100)
const pause = millis(250)
const bannerLimit = seconds(3)

/**
 * Why the guest cannot be reached, in a sentence: looked at from outside, since from inside nothing comes. Takes 20 s at
 * most, and as long as a boot may take where the guest restarts. @returns undefined when it answers (again).
 */
export async function whyLost(context: StepContext): Promise<string | undefined> {
  const {plan, host, terminal} = context
  const began = host.clock.now()
  const {allowsReboot, ready} = plan.spec
  // The agent is asked over and over, and an answer that does not come is an error of its own
  if (ready.kind === 'agent' && isRunning(context)) return undefined
  let budget = allowsReboot ? goingDown : patience
  let isAwaited = false
  let refusal = ''
  do {
    if (!isAwaited && (isRebooting(context) || wasReset(context))) {
      isAwaited = true
      budget = bootBudget(plan.spec, plan.accelerator)
      terminal.err(`The guest restarts; waiting until it answers again, ${formatDuration(budget)} at most.\n`)
    }
    if (!isRunning(context)) return await howItEnded(context)
    const tail = consoleTail(context)
    if (panicEnds(tail)) return panicked(tail)
    try {
      await awaitBanner(sshPortIn(plan.paths.sshConfig), AbortSignal.timeout(bannerLimit))
      await awaitFollowed(context, terminal.signal)
      return undefined
    } catch (error) {
      refusal = messageOf(error)
    }
    await host.clock.sleep(pause)
  } while (host.clock.now() < began + budget && !terminal.signal.aborted)
  return await howItHangs(context, refusal)
}

const consoleTail = ({plan}: StepContext): string => tailOf(plan.paths.consoleLog, panicTail)

function panicked(tail: string): string {
  const line = crashLineOf(tail)
  return line === undefined ? "The guest's kernel panicked." : `The guest's kernel panicked: ${line}`
}

/** Whether the guest is to be asked after whyLost(): one that hangs would have to be waited for, one that is gone refuses at once. */
export const mayAnswer = (why: string | undefined, context: StepContext): boolean =>
  why === undefined || !isRunning(context)

/** How a QEMU that is gone ended. The keeper, its parent, may need a moment to write down what it saw. */
export async function howItEnded(context: StepContext): Promise<string> {
  const {ledger, host} = context
  const deadline = host.clock.now() + seconds(2)
  for (;;) {
    const {exit, events} = ledger.read()
    if (exit !== undefined || host.clock.now() >= deadline) {
      const cause = events.find(({event}) => event === 'SHUTDOWN')?.data
      const tail = consoleTail(context)
      const isReset = cause?.['reason'] === 'guest-reset'
      const hasPanicked = events.some(({event}) => event === 'GUEST_PANICKED')
      if (hasPanicked || (isReset && panicPattern.test(tail))) return panicked(tail)
      if (isReset) return 'The guest rebooted, upon which QEMU ends; with allow-reboot: true it goes on.'
      if (cause?.['guest'] === true) return 'The guest powered itself off.'
      if (exit?.signal !== undefined) return `QEMU was ended by ${exit.signal}.`
      return `QEMU ended${exit?.code === undefined ? '' : ` with status ${exit.code}`}.`
    }
    await host.clock.sleep(millis(50))
  }
}

/** QEMU tells whether the guest runs, and whether its network takes connections: the state of those that we opened. */
async function howItHangs({plan, host}: StepContext, refusal: string): Promise<string> {
  try {
    await using qmp = await connectQmp(plan.paths.qmpSocket, host.clock, seconds(2))
    const status = (await qmp.execute('query-status', {signal: AbortSignal.timeout(2000)})) as {status?: string}
    if (status.status !== 'running') return `The guest does not run (QEMU says: ${status.status ?? 'nothing'}).`
    const trial = awaitBanner(sshPortIn(plan.paths.sshConfig), AbortSignal.timeout(2500)).catch(() => undefined)
    await host.clock.sleep(seconds(1))
    const words = {arguments: {'command-line': 'info usernet'}, signal: AbortSignal.timeout(2000)}
    const answer = await qmp.execute('human-monitor-command', words)
    const connections = typeof answer === 'string' ? answer : ''
    await trial
    if (/TCP\[SYN_SENT\].* 22 /.test(connections)) return "The guest's network does not answer; the guest itself runs."
    if (/TCP\[ESTABLISHED\].* 22 /.test(connections)) {
      return "The guest's sshd takes connections and does not answer: it is stopped, or has no time."
    }
  } catch {
    // the monitor is in use, or QEMU hangs: then what the port said has to do
  }
  return `The guest runs, and its sshd does not answer (${refusal}).`
}
