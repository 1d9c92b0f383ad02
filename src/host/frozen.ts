import {seconds} from '../units.ts'
import {randomHex} from './digest.ts'
import type {Host} from './host.ts'

/** A write to a healthy disk takes milliseconds, and to one that is busy hardly a second. */
const patience = seconds(3)
/** How long a machine may take that is too busy to run the child at all. */
const mostPatience = seconds(15)

/**
 * Whether the file system of a file or a directory of ours takes writes at all. One that is frozen, or whose device hangs, lets whoever
 * writes to it wait within the kernel, where no time limit and no SIGKILL reaches (V11): so a child tries, and is left
 * behind if it has to be. Reading goes on all the same. That the child is late proves nothing on a busy machine: it must
 * be seen to wait in the kernel.
 */
export async function isFrozen(path: string, host: Pick<Host, 'clock' | 'commands' | 'processes'>): Promise<boolean> {
  const tag = `write-probe-${randomHex(4)}`
  const over = new AbortController()
  const late = async (): Promise<boolean> => {
    for (let waited = 0; waited < mostPatience; waited += patience) {
      await host.clock.sleep(patience, over.signal)
      if (host.processes.find(tag).some((one) => / D( |$|,)/.test(host.processes.describe(one)))) return true
    }
    return true
  }
  const written = host.commands.run(['touch', '-c', '--', path], {limit: mostPatience, tag}).then(
    () => false,
    () => false, // it was refused, or there is no such program: that is no hanging
  )
  try {
    return await Promise.race([written, late().catch(() => false)])
  } finally {
    over.abort()
  }
}
