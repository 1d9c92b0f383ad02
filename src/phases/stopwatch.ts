import type {Host} from '../host/host.ts'
import type {Span} from '../report/report.ts'
import {millis} from '../units.ts'

/** Measures from one call to the next: each names what has just been done. */
export function stopwatch(host: Host): {(name: string): void; readonly all: readonly Span[]} {
  let from = host.clock.now()
  const all: Span[] = []
  const span = (name: string): void => {
    all.push({name, took: millis(host.clock.now() - from)})
    from = host.clock.now()
  }
  return Object.assign(span, {all})
}
