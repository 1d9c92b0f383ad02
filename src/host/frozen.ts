import type {Host} from './host.ts'
import {seconds} from '../units.ts'

/** A write to a healthy disk takes milliseconds, and to one that is busy hardly a second. */
const patience = seconds(3)

/**
 * Whether the file system of a file of ours takes writes at all. One that is frozen, or whose device hangs, lets whoever
 * writes to it wait within the kernel, where no time limit and no SIGKILL reaches (V11): so a child tries, and is left
 * behind if it has to be. Reading goes on all the same.
 */
export async function isFrozen(path: string, host: Pick<Host, 'clock' | 'commands'>): Promise<boolean> {
  const over = new AbortController()
  const late = host.clock.sleep(patience, over.signal).then(
    () => true,
    () => false,
  )
  const written = host.commands.run(['touch', '-c', '--', path], {limit: patience}).then(
    () => false,
    () => false, // it was refused, or there is no such program: that is no hanging
  )
  try {
    return await Promise.race([written, late])
  } finally {
    over.abort()
  }
}
