import {QemuVmError} from '../errors.ts'
import {followConsole, panicPattern, tailOf} from '../guest/console.ts'
import {waitUntilReady} from '../guest/ready.ts'
import {writeSshConfig} from '../guest/ssh.ts'
import type {Exit, Host, SpawnedProcess} from '../host/host.ts'
import {retry} from '../host/retry.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {VmPlan} from '../plan/plan.ts'
import {connectQmp, type QmpClient} from '../qemu/qmp.ts'
import {forwardedPort} from '../qemu/usernet.ts'
import type {Span} from '../report/report.ts'
import {plainLines, forLog} from '../report/guest-text.ts'
import {acquire} from '../resources/acquire.ts'
import {formatDuration, millis, resourceId, seconds} from '../units.ts'
import {requirementsFor} from './requirements.ts'

export interface Booted {
  readonly port: number
  readonly timeline: readonly Span[]
}

/**
 * Starts QEMU and waits until the guest is ready.
 * @throws QemuVmError that says what happened: QEMU ended, the guest was reset or panicked, or time ran out.
 */
export async function boot(plan: VmPlan, ledger: Ledger, signal: AbortSignal, host: Host): Promise<Booted> {
  const qemu = await spawnQemu(plan, ledger, host)
  host.log.info(`QEMU runs as process ${qemu.identity.pid}`)
  const trouble = watchForTrouble(qemu, plan)
  const following = new AbortController()
  const consoleLines: ((line: string) => void)[] = [trouble.onConsoleLine]
  const followed = followConsole(
    plan.paths.consoleLog,
    (line) => {
      for (const take of consoleLines) take(line)
    },
    host.clock,
    following.signal,
  )
  try {
    await using qmp = await Promise.race([firstConnection(plan, signal, host), trouble.happened])
    trouble.listenTo(qmp)
    const port = await Promise.race([askPort(qmp), trouble.happened])
    writeSshConfig({tag: plan.tag, port, access: plan.spec.access, paths: plan.paths})
    const requirements = requirementsFor({plan, ledger, port, host, onConsoleLine: (take) => consoleLines.push(take)})
    try {
      const timeline = await waitUntilReady(requirements, {
        trouble: trouble.happened,
        budget: plan.spec.budgets.boot,
        clock: host.clock,
        onProgress: (waitingFor, sofar) => {
          const [last = ''] = forLog(plainLines(tailOf(plan.paths.consoleLog, 1024), {lines: 1, columns: 200}).lines)
          host.log.info(`Waiting for ${waitingFor} (${formatDuration(sofar)}); the console's last line: ${last}`)
        },
        signal,
      })
      qemu.release()
      return {port, timeline}
    } catch (error) {
      // The job is cancelled: nobody waits for the guest, so QEMU is only asked to end, and post sees to the rest
      if (signal.aborted) await qmp.execute('quit', {signal: AbortSignal.timeout(3000)}).catch(() => undefined)
      throw error
    }
  } finally {
    following.abort()
    await followed
  }
}

async function spawnQemu(plan: VmPlan, ledger: Ledger, host: Host): Promise<SpawnedProcess> {
  const {tag, paths} = plan
  let spawned: SpawnedProcess | undefined
  const intent = {
    id: resourceId('qemu'),
    kind: 'process',
    description: {tag, role: 'qemu', pidFile: paths.pidFile},
  } as const
  await acquire(
    intent,
    async () => {
      spawned = await host.processes.spawn(plan.qemu, {log: paths.qemuLog, tag})
      return spawned.identity
    },
    ledger,
  )
  if (spawned === undefined) throw new QemuVmError('qemu-exited', 'QEMU was not started.')
  return spawned
}

/** QEMU makes its sockets within milliseconds of its start, or ends and says why in its log. */
function firstConnection({paths}: VmPlan, signal: AbortSignal, host: Host): Promise<QmpClient> {
  return retry(() => connectQmp(paths.qmpSocket, host.clock, seconds(10)), {tries: 1000, pause: millis(10), signal})
}

async function askPort(qmp: QmpClient): Promise<number> {
  const words = {arguments: {'command-line': 'info usernet'}, signal: AbortSignal.timeout(5000)}
  const answer = await qmp.execute('human-monitor-command', words)
  const port = typeof answer === 'string' ? forwardedPort(answer, 22) : undefined
  if (port === undefined)
    throw new QemuVmError('protocol', `QEMU forwards no port to the guest's ssh: ${String(answer)}`)
  return port
}

interface Trouble {
  /** Rejects when there is no point in waiting any longer. */
  readonly happened: Promise<never>
  readonly onConsoleLine: (line: string) => void
  listenTo(qmp: QmpClient): void
}

/** A dead QEMU is not a slow one: its exit, a panic and a reset are known at once, each by its name. */
function watchForTrouble(qemu: SpawnedProcess, {paths}: VmPlan): Trouble {
  const {promise, reject} = Promise.withResolvers<never>()
  promise.catch(() => undefined) // it may happen when nobody waits any more
  let reason: string | undefined
  void qemu.exited.then((exit) => {
    reject(exitError(exit, reason, tailOf(paths.qemuLog, 4000)))
  })
  return {
    happened: promise,
    onConsoleLine(line) {
      if (panicPattern.test(line))
        reject(new QemuVmError('guest-panicked', `The guest's kernel panicked: ${line.trim()}`))
    },
    listenTo(qmp) {
      qmp.onEvent(({event, data}) => {
        if (event === 'SHUTDOWN') reason ??= String(data['reason'])
        if (event === 'GUEST_PANICKED') reject(new QemuVmError('guest-panicked', "The guest's kernel panicked."))
      })
    },
  }
}

function exitError(exit: Exit, reason: string | undefined, log: string): QemuVmError {
  const how = 'code' in exit ? `with status ${exit.code}` : `by ${exit.signal}`
  const said = log.trim() === '' ? 'It printed nothing.' : `It printed: ${log.trim()}`
  if (reason === 'guest-reset') {
    const hint = 'A guest that resets while it boots mostly has a kernel, an initrd or a machine type that do not fit.'
    return new QemuVmError('guest-reset', `The guest was reset before it was ready (QEMU ended ${how}).`, {hint})
  }
  if (reason === 'guest-shutdown') {
    return new QemuVmError('qemu-exited', `The guest powered itself off before it was ready (QEMU ended ${how}).`)
  }
  return new QemuVmError('qemu-exited', `QEMU ended ${how} before the guest was ready. ${said}`)
}
