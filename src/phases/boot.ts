import {QemuVmError} from '../errors.ts'
import {followConsole, tailOf} from '../guest/console.ts'
import {consolePrinter} from '../guest/console-printer.ts'
import {waitUntilReady} from '../guest/ready.ts'
import {writeSshConfig} from '../guest/ssh.ts'
import type {Host} from '../host/host.ts'
import {retry} from '../host/retry.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {Forward} from '../plan/devices.ts'
import {bootBudget} from '../plan/budgets.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import {sshForward} from '../plan/link-arguments.ts'
import type {VmPlan} from '../plan/plan.ts'
import {connectQmp, type QmpClient} from '../qemu/qmp.ts'
import {forwardsIn} from '../qemu/usernet.ts'
import type {Span} from '../report/report.ts'
import {millis, seconds} from '../units.ts'
import {awaitQemu, lossOfKeeper} from './await-qemu.ts'
import {requirementsFor} from './requirements.ts'
import {watchForTrouble} from './trouble.ts'
import {telling, waitingLine} from './waiting.ts'

export interface Booted {
  readonly port: number
  /** All of them, sshd's too, with the ports that QEMU has chosen. */
  readonly forwards: readonly Forward[]
  readonly timeline: readonly Span[]
}

export interface BootInput {
  readonly plan: VmPlan
  /** Starts QEMU as soon as the plan is in the ledger. */
  readonly keeper: ProcessIdentity
  readonly ledger: Ledger
  readonly signal: AbortSignal
  /** For a guest that does not take the key. */
  readonly password?: string
  /** Whether the guest's console is printed in the log as well. */
  readonly streams?: boolean
}

/**
 * Waits until QEMU runs and then until the guest is ready.
 * @throws QemuVmError that says what happened: QEMU ended, the guest was reset or panicked, or time ran out.
 */
export async function boot(input: BootInput, host: Host): Promise<Booted> {
  const {plan, keeper, ledger, signal, password, streams = false} = input
  const qemu = await telling('the keeper to start QEMU', awaitQemu(keeper, ledger, host), host)
  host.log.info(`QEMU runs as process ${qemu.pid}`)
  const over = new AbortController()
  const trouble = watchForTrouble(qemu, {plan, ledger, signal: over.signal}, host)
  const happened = Promise.race([trouble.happened, lossOfKeeper(keeper, {ledger, signal: over.signal}, host)])
  happened.catch(() => undefined) // it may happen when nobody waits any more
  const consoleLines: ((line: string, isWhole: boolean) => void)[] = [trouble.onConsoleLine]
  if (streams)
    consoleLines.push(
      consolePrinter(plan.paths.consoleLog, (line) => {
        host.log.info(line)
      }),
    )
  const followed = followConsole(
    plan.paths.consoleLog,
    (line, isWhole) => {
      for (const take of consoleLines) take(line, isWhole)
    },
    host.clock,
    over.signal,
  )
  try {
    const looking = AbortSignal.any([signal, over.signal]) // a QEMU that is gone is not looked for any longer
    await using qmp = await Promise.race([firstConnection(plan, looking, host), happened])
    trouble.listenTo(qmp)
    const {port, forwards} = await Promise.race([askPorts(qmp), happened])
    for (const {protocol, host: at, guest} of forwards) {
      host.log.info(`Port ${guest}/${protocol} of the guest is 127.0.0.1:${at}`)
    }
    writeSshConfig({tag: plan.tag, port, access: plan.spec.access, paths: plan.paths})
    const requirements = requirementsFor({
      ...{plan, ledger, port, host, ...(password === undefined ? {} : {password})},
      onConsoleLine: (take) => consoleLines.push(take),
    })
    try {
      const timeline = await waitUntilReady(requirements, {
        trouble: happened,
        budget: bootBudget(plan.spec, plan.accelerator),
        clock: host.clock,
        onProgress: (what, sofar) => {
          host.log.info(waitingLine(what, sofar, plan))
        },
        signal,
      })
      return {port, forwards, timeline}
    } catch (error) {
      // The job is cancelled: nobody waits for the guest, so QEMU is only asked to end, and post sees to the rest
      if (signal.aborted) await qmp.execute('quit', {signal: AbortSignal.timeout(3000)}).catch(() => undefined)
      throw silentOr(error, plan)
    }
  } finally {
    over.abort()
    await followed
  }
}

/** A guest that has printed nothing at all mostly prints elsewhere: that is where to look first. */
function silentOr(error: unknown, {paths}: VmPlan): unknown {
  const isSilent = error instanceof QemuVmError && error.code === 'boot-timeout' && tailOf(paths.consoleLog, 1) === ''
  if (!isSilent) return error
  const hint = `Does its kernel print to the serial port (console=ttyS0, on virt console=ttyAMA0)? ${error.hint ?? ''}`
  return new QemuVmError('boot-timeout', `${error.message} It printed nothing to its console.`, {hint})
}

/** QEMU makes its sockets within milliseconds of its start, or ends and says why in its log. */
function firstConnection({paths}: VmPlan, signal: AbortSignal, host: Host): Promise<QmpClient> {
  return retry(() => connectQmp(paths.qmpSocket, host.clock, seconds(10)), {tries: 1000, pause: millis(10), signal})
}

async function askPorts(qmp: QmpClient): Promise<Pick<Booted, 'port' | 'forwards'>> {
  const words = {arguments: {'command-line': 'info usernet'}, signal: AbortSignal.timeout(5000)}
  const answer = await qmp.execute('human-monitor-command', words)
  const forwards = typeof answer === 'string' ? forwardsIn(answer) : []
  const port = forwards.find(({protocol, guest}) => protocol === 'tcp' && guest === sshForward.guest)?.host
  if (port === undefined)
    throw new QemuVmError('protocol', `QEMU forwards no port to the guest's ssh: ${JSON.stringify(answer)}`)
  return {port, forwards}
}
