import type {Clock} from '../../src/host/host.ts'
import {millis, type Millis} from '../../src/units.ts'

interface Sleeper {
  readonly due: number
  wake(): void
}

/** A clock that moves only when a test moves it: hours pass in no time, and never one millisecond too many. */
export class ManualClock implements Clock {
  readonly #sleepers = new Set<Sleeper>()
  #now = 0

  now(): Millis {
    return millis(this.#now)
  }

  /** How many sleep: after an operation has ended there must be none that it started. */
  get pending(): number {
    return this.#sleepers.size
  }

  sleep(duration: Millis, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#sleepers.delete(sleeper)
        reject(signal?.reason as Error)
      }
      const sleeper = {
        due: this.#now + duration,
        wake: () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        },
      }
      if (signal?.aborted === true) {
        reject(signal.reason as Error)
        return
      }
      signal?.addEventListener('abort', abort, {once: true})
      this.#sleepers.add(sleeper)
    })
  }

  /** Moves on by `duration`; wakes the sleepers in order, each at its own time and with all that follows from it. */
  async advance(duration: number): Promise<void> {
    const end = this.#now + duration
    await settled()
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.due)
      this.#sleepers.delete(next)
      next.wake()
      await settled()
    }
    this.#now = end
  }

  /** The first that is due by `end`; of those due at the same time the one that went to sleep first. */
  #next(end: number): Sleeper | undefined {
    return [...this.#sleepers].filter(({due}) => due <= end).sort((one, other) => one.due - other.due)[0]
  }
}

/** Lets every promise that can settle settle. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
