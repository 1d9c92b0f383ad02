import {millis, type Millis} from '../units.ts'
import type {Clock} from './host.ts'

/** Something that must be heard of again and again. Disposing ends the watch. */
export interface Watchdog extends Disposable {
  /** Aborts, with the error that it was given, when nothing was heard for too long. */
  readonly signal: AbortSignal
  heard(): void
  /** What is not heard of from now on is our own doing, until the next heard(). */
  rest(): void
}

/** Watches for silence of `patience`. @param why makes the error. */
export function watchdog(patience: Millis, clock: Clock, why: () => Error): Watchdog {
  const bark = new AbortController()
  const over = new AbortController()
  let last: number | undefined = clock.now()
  const watch = async (): Promise<void> => {
    for (;;) {
      const left = last === undefined ? patience : last + patience - clock.now()
      if (left <= 0) break
      await clock.sleep(millis(left), over.signal)
    }
    bark.abort(why())
  }
  watch().catch(() => undefined) // the watch was ended
  return {
    signal: bark.signal,
    heard() {
      last = clock.now()
    },
    rest() {
      last = undefined
    },
    [Symbol.dispose]() {
      over.abort()
    },
  }
}
