import type {Host} from '../host/host.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import type {ExitWatch} from '../shutdown/ladder.ts'
import {millis} from '../units.ts'

/** Without any sign, the kernel is asked this often whether QEMU is gone; after a sign of its end, that often. */
const calmPause = millis(50)
const eagerPause = millis(2)

export interface NudgedExitWatch extends ExitWatch {
  /** A sign that the end is near (QMP closed): look more often from now on. The sign itself is believed in nothing. */
  readonly nudge: () => void
}

/** Watches processes as the kernel shows them: gone means that no thread of any of them lives (law L8). */
export function watchExit(
  processes: readonly ProcessIdentity[],
  host: Pick<Host, 'clock' | 'processes'>,
): NudgedExitWatch {
  let pause = calmPause
  let wake: (() => void) | undefined
  const areGone = (): boolean => processes.every((one) => host.processes.state(one) === 'gone')
  return {
    gone: () => Promise.resolve(areGone()),
    nudge() {
      pause = eagerPause
      wake?.()
    },
    async exited(signal) {
      while (!areGone()) {
        const nudged = new Promise<void>((resolve) => (wake = resolve))
        await Promise.race([host.clock.sleep(pause, signal), nudged])
        signal.throwIfAborted()
      }
    },
  }
}
