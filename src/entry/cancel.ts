import type {Ledger} from '../ledger/ledger.ts'

/** A step that is cancelled gets SIGINT, SIGTERM 7.5 s later, SIGKILL 2.5 s after that (ProcessInvoker.cs:32-33). */
const exitBy = 4500

export interface Cancel {
  readonly signal: AbortSignal
  dispose(): void
}

/** Listens for the job's cancellation; the first signal is recorded, the process is over within 5 s. */
export function onCancel(ledger: () => Ledger | undefined): Cancel {
  const controller = new AbortController()
  const listen = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) return
    controller.abort(new Error(`the runner sent ${name}`))
    setTimeout(() => process.exit(1), exitBy).unref()
    try {
      ledger()?.append({type: 'cancelled', signal: name})
    } catch {
      // post gives the guest its full courtesy then: no harm
    }
  }
  process.on('SIGINT', listen)
  process.on('SIGTERM', listen)
  return {
    signal: controller.signal,
    dispose() {
      process.off('SIGINT', listen)
      process.off('SIGTERM', listen)
    },
  }
}
