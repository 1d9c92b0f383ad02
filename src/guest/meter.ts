import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {progressLog} from '../host/progress.ts'
import {watchdog} from '../host/watchdog.ts'
import {formatDuration, seconds} from '../units.ts'

/** A tar that searches a huge file for holes, or waits for a disk, says nothing for as long. */
const patience = seconds(120)

/** Watches the bytes of one copy. Disposing ends the watch. */
export interface Meter extends Disposable {
  /** Aborts, with an error for people, when nothing has passed for too long. */
  readonly signal: AbortSignal
  /** The same bytes, told of in the log every few seconds. */
  pass(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer>
}

/** @param what is copied, for people. */
export function meterOf(what: string, host: Host): Meter {
  const watch = watchdog(patience, host.clock, () => {
    const message = `${what}: nothing has come or gone for ${formatDuration(patience)}.`
    return new QemuVmError('timeout', message, {hint: "Does the guest's disk, or that of the host, still answer?"})
  })
  const onProgress = progressLog(what, host)
  let passed = 0
  return {
    signal: watch.signal,
    async *pass(bytes) {
      for await (const part of bytes) {
        watch.heard()
        onProgress((passed += part.length), undefined)
        yield part
      }
      watch.heard()
    },
    [Symbol.dispose]: () => {
      watch[Symbol.dispose]()
    },
  }
}
