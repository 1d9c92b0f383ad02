import type {ErrorCode} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {diagnose} from '../diagnosis/diagnose.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {VmPaths} from '../plan/paths.ts'
import {connectQmp, type QmpClient} from '../qemu/qmp.ts'
import {drawScreen} from '../qemu/screenshot.ts'
import type {Cause} from '../report/report.ts'
import {millis, type Json, type JsonObject} from '../units.ts'
import {cluesOf} from './clues.ts'

/** A QEMU that answers does so within milliseconds; the monitor may be in use by a step, or QEMU be stuck. */
const connectBudget = millis(1500)
const replyBudget = millis(1500)

/** What a VM told while it was still there. */
export interface Examination {
  readonly causes: readonly Cause[]
  /** What QEMU answered on the monitor for users: its status, the registers. Text for people; '' when it did not. */
  readonly monitor: string
}

/** What main died of. */
export interface MainFailure {
  readonly code?: ErrorCode
  readonly message: string
}

/**
 * Looks at a VM before it is taken down: its files, its ledger, and, while QEMU lives, its run state, its registers
 * and its screen, where it has one, which QEMU draws into the run directory for the dossier.
 * Takes 5 s at most, and never throws: a failure is not made worse by the wish to explain it.
 */
export async function examine(ledger: Ledger, host: Host, failure?: MainFailure): Promise<Examination> {
  try {
    const state = ledger.read()
    const {status, text} = state.plan === undefined ? unanswered : await ask(state.plan.paths, host)
    const clues = cluesOf(ledger.read(), {...(failure && {failure}), ...(status && {status})})
    return {causes: diagnose(clues), monitor: text}
  } catch {
    return {causes: [], monitor: ''}
  }
}

const unanswered = {status: undefined, text: ''} as const

async function ask(
  {qmpSocket, screenshot}: VmPaths,
  host: Host,
): Promise<{readonly status: string | undefined; readonly text: string}> {
  try {
    await using qmp = await connectQmp(qmpSocket, host.clock, connectBudget)
    const signal = AbortSignal.timeout(replyBudget)
    const status = (await qmp.execute('query-status', {signal})) as JsonObject | null
    const registers = await words(qmp, 'info registers -a', signal)
    await drawScreen(qmp, screenshot, signal).catch(() => undefined)
    const state = status?.['status']
    return {
      status: typeof state === 'string' ? state : undefined,
      text: `query-status\n${JSON.stringify(status)}\n\ninfo registers -a\n${registers}\n`,
    }
  } catch {
    return unanswered
  }
}

const words = async (qmp: QmpClient, line: string, signal: AbortSignal): Promise<string> =>
  text(await qmp.execute('human-monitor-command', {arguments: {'command-line': line}, signal}))

const text = (answer: Json): string => (typeof answer === 'string' ? answer : JSON.stringify(answer))
