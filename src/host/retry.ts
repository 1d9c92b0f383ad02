import pRetry, {AbortError} from 'p-retry'
import type {Millis} from '../units.ts'

export interface RetryOptions {
  /** Tries in all, the first included. */
  readonly tries: number
  /** The pause before the second try; it grows by `factor` up to `longestPause`. */
  readonly pause: Millis
  readonly factor?: number
  readonly longestPause?: Millis
  readonly signal?: AbortSignal
  /** False: this error will not go away by trying again. */
  readonly worthwhile?: (error: Error) => boolean
  /** A pause that comes first after this error, such as one that a server has asked for. */
  readonly firstPause?: (error: Error) => Promise<void>
}

/**
 * Tries `attempt` again while it throws. The attempt must itself give up when `signal` aborts: p-retry looks at the
 * signal between attempts only (p-retry index.js:174-187).
 * @throws the last attempt's error, or the signal's reason.
 */
export function retry<T>(attempt: (count: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const {tries, pause, factor = 1, longestPause = pause, signal, worthwhile = () => true, firstPause} = options
  const guarded = async (count: number): Promise<T> => {
    try {
      return await attempt(count)
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      // p-retry never tries again after a TypeError, and unwraps AbortError
      throw worthwhile(error) ? error : new AbortError(error)
    }
  }
  return pRetry(guarded, {
    retries: tries - 1,
    minTimeout: pause,
    maxTimeout: longestPause,
    factor,
    ...(firstPause === undefined
      ? {}
      : {onFailedAttempt: ({error, retriesLeft}) => (retriesLeft > 0 ? firstPause(error) : undefined)}),
    ...(signal === undefined ? {} : {signal}),
  })
}
