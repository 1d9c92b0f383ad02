import {QemuVmError} from '../errors.ts'
import {panicPattern, tailOf} from '../guest/console.ts'
import type {Host} from '../host/host.ts'
import type {ExitRecord} from '../ledger/entry.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import type {VmPlan} from '../plan/plan.ts'
import {watchExit} from '../qemu/exit-watch.ts'
import type {QmpClient} from '../qemu/qmp.ts'
import {exitOf} from './await-qemu.ts'

export interface Trouble {
  /** Rejects when there is no point in waiting any longer. */
  readonly happened: Promise<never>
  readonly onConsoleLine: (line: string) => void
  listenTo(qmp: QmpClient): void
}

/** Whose trouble is watched for; `signal` aborts when it is of no interest any more. */
export interface Watched {
  readonly plan: VmPlan
  readonly ledger: Ledger
  readonly signal: AbortSignal
}

/** An installation restarts once or twice, which SeaBIOS makes two resets each; so many come of a loop (V22: 25 a second). */
const mostResets = 20

/** A dead QEMU is not a slow one: its exit, a panic and a reset are known at once, each by its name. */
export function watchForTrouble(qemu: ProcessIdentity, {plan, ledger, signal}: Watched, host: Host): Trouble {
  const {promise, reject} = Promise.withResolvers<never>()
  promise.catch(() => undefined) // it may happen when nobody waits any more
  const watch = watchExit([qemu], host)
  let reason: string | undefined
  let resets = 0
  const tellOfExit = async (): Promise<void> => {
    await watch.exited(signal)
    reject(exitError(await exitOf(ledger, host), reason, tailOf(plan.paths.qemuLog, 4000)))
  }
  tellOfExit().catch(() => undefined) // the wait was ended, because nobody is interested any more
  return {
    happened: promise,
    onConsoleLine(line) {
      if (!panicPattern.test(line)) return
      reject(new QemuVmError('guest-panicked', `The guest's kernel panicked: ${line.trim()}`))
    },
    listenTo(qmp) {
      void qmp.closed.then(watch.nudge)
      qmp.onEvent(({event, data}) => {
        if (event === 'SHUTDOWN') reason ??= typeof data['reason'] === 'string' ? data['reason'] : 'unknown'
        if (event === 'RESET' && ++resets > mostResets) reject(resetError(`${resets} times before it was ready`))
        if (event === 'GUEST_PANICKED') reject(new QemuVmError('guest-panicked', "The guest's kernel panicked."))
      })
    },
  }
}

function exitError({code, signal, killer}: ExitRecord, reason: string | undefined, log: string): QemuVmError {
  const sender = killer === undefined ? '' : `, sent by ${killer}`
  const how = signal === undefined ? `with status ${code ?? 'unknown'}` : `by ${signal}${sender}`
  const said = log.trim() === '' ? 'It printed nothing.' : `It printed: ${log.trim()}`
  if (reason === 'guest-reset') return resetError(`before it was ready (QEMU ended ${how})`)
  if (reason === 'guest-shutdown') {
    return new QemuVmError('qemu-exited', `The guest powered itself off before it was ready (QEMU ended ${how}).`)
  }
  const hint = killer === undefined ? undefined : 'Lower memory:, or give the job more.'
  return new QemuVmError(
    signal !== undefined && killer === undefined ? 'qemu-crashed' : 'qemu-exited',
    `QEMU ended ${how} before the guest was ready. ${said}`,
    hint === undefined ? {} : {hint},
  )
}

function resetError(when: string): QemuVmError {
  const hint = 'A guest that resets while it boots mostly has a kernel, an initrd or a machine type that do not fit.'
  return new QemuVmError('guest-reset', `The guest was reset ${when}.`, {hint})
}
