import type {Host} from './host.ts'
import {formatDuration, millis, seconds} from '../units.ts'

/** Often enough to be seen to live, and seldom enough for a log. */
const interval = seconds(5)

/**
 * Tells every few seconds how far something is that moves bytes, how fast it goes, and how long the rest will take where that
 * is known. `what`: for people, and for a log as it is.
 */
export function progressLog(what: string, {clock, log}: Host): (got: number, total: number | undefined) => void {
  const began = clock.now()
  let told = began
  return (got, total) => {
    const now = clock.now()
    if (now - told < interval) return
    told = now
    const rate = got / (now - began)
    const speed = `${inMib(rate * 1000)} MiB/s`
    const [share, rest] =
      total === undefined ? ['', ''] : [` of ${inMib(total)}`, `, ${formatDuration(millis((total - got) / rate))} left`]
    const percent = total === undefined ? '' : ` (${Math.floor((got / total) * 100)} %)`
    log.info(`${what}: ${inMib(got)}${share} MiB${percent}, ${speed}${rest}`)
  }
}

const inMib = (bytes: number): string => {
  const size = bytes / 1024 ** 2
  return size < 10 ? size.toFixed(1) : size.toFixed(0)
}
