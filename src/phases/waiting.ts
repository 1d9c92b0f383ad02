import {tailOf} from '../guest/console.ts'
import type {Host} from '../host/host.ts'
import type {VmPlan} from '../plan/plan.ts'
import {forLog, oneLine, plainLines} from '../report/guest-text.ts'
import {formatDuration, millis, seconds, type Millis} from '../units.ts'

/** Often enough to be seen to live, and seldom enough for a log. */
const pause = seconds(10)

/**
 * Until a promise settles, says every ten seconds in the log what is waited for, how long it has been, and what the guest
 * of `plan` has printed last. A wait that is short leaves no line.
 */
export async function telling<T>(
  what: string | (() => string),
  wait: Promise<T>,
  host: Host,
  plan?: VmPlan,
): Promise<T> {
  const over = new AbortController()
  const began = host.clock.now()
  const tell = async (): Promise<never> => {
    for (;;) {
      await host.clock.sleep(pause, over.signal)
      const sofar = millis(host.clock.now() - began)
      host.log.info(waitingLine(typeof what === 'string' ? what : what(), sofar, plan))
    }
  }
  tell().catch(() => undefined) // the wait is over
  try {
    return await wait
  } finally {
    over.abort()
  }
}

/** One line of a log, and safe there. @param plan of the guest whose last line may tell how far it is. */
export function waitingLine(what: string, sofar: Millis, plan?: VmPlan): string {
  const tail = plan === undefined ? '' : tailOf(plan.paths.consoleLog, 1024)
  const [last = ''] = plainLines(tail, {lines: 1, columns: 200}).lines
  const said = last.trim() === '' ? '' : `; the console's last line: ${last}`
  return forLog([oneLine(`Waiting for ${what} (${formatDuration(sofar)})${said}`)]).join(' ')
}
