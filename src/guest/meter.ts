import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {progressLog} from '../host/progress.ts'
import {watchdog} from '../host/watchdog.ts'
import {formatDuration, seconds} from '../units.ts'

/** A tar that searches a huge file for holes, or waits for a disk, says nothing for as long. */
const patience = seconds(120)
/** Between two looks at how far another program is. */
const interval = seconds(1)

/** Watches the bytes of one copy. Disposing ends the watch. */
export interface Meter extends Disposable {
  /** Aborts, with an error for people, when nothing has passed for too long. */
  readonly signal: AbortSignal
  /** Waits for what this signal ends: where it has, that error is the reason, and not what followed from it. */
  during<T>(work: Promise<T>): Promise<T>
  /** The same bytes, told of in the log every few seconds. */
  pass(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer>
  /** For bytes that do not come by here: looks at their number again and again. Undefined tells nothing, so is not watched. */
  follow(count: () => number | undefined): void
}

/** @param what is copied, for people. */
export function meterOf(what: string, host: Host): Meter {
  const watch = watchdog(patience, host.clock, () => {
    const message = `${what}: nothing has come or gone for ${formatDuration(patience)}.`
    return new QemuVmError('timeout', message, {hint: "Does the guest's disk, or that of the host, still answer?"})
  })
  const onProgress = progressLog(what, host)
  const over = new AbortController()
  let passed = 0
  const look = async (count: () => number | undefined): Promise<void> => {
    for (;;) {
      await host.clock.sleep(interval, over.signal)
      const now = count()
      if (now !== passed) watch.heard()
      if (now !== undefined) onProgress((passed = now), undefined)
    }
  }
  return {
    signal: watch.signal,
    async during(work) {
      const [done] = await Promise.allSettled([work])
      watch.signal.throwIfAborted()
      if (done.status === 'rejected') throw done.reason
      return done.value
    },
    async *pass(bytes) {
      for await (const part of bytes) {
        watch.heard()
        onProgress((passed += part.length), undefined)
        yield part
      }
      watch.heard()
    },
    follow(count) {
      look(count).catch(() => {
        watch.rest() // it is over; or it cannot be counted, and what is not seen is not to be ended for that
      })
    },
    [Symbol.dispose]: () => {
      over.abort()
      watch[Symbol.dispose]()
    },
  }
}
