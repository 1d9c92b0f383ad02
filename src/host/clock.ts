import {performance} from 'node:perf_hooks'
import {setTimeout as sleep} from 'node:timers/promises'
import {millis} from '../units.ts'
import type {Clock} from './host.ts'

/** The machine's monotonic clock: a corrected wall clock moves no deadline (law L7). */
export const systemClock: Clock = {
  now: () => millis(performance.now()),
  sleep: (duration, signal) => sleep(duration, undefined, signal === undefined ? {} : {signal}),
}
