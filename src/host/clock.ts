import {setTimeout as sleep} from 'node:timers/promises'
import {millis} from '../units.ts'
import type {Clock} from './host.ts'

/** The machine's monotonic clock: a corrected wall clock moves no deadline (law L7). */
export const systemClock: Clock = {
  now: () => millis(performance.now()),
  async sleep(duration, signal) {
    try {
      await sleep(duration, undefined, signal === undefined ? {} : {signal})
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error // Node's own error has the reason as its cause only
    }
  },
}
