import {statSync} from 'node:fs'
import {millis, type Millis} from '../units.ts'

/** How long ago a file or directory was written to; undefined where there is none. */
export function ageOf(path: string): Millis | undefined {
  const stat = statSync(path, {throwIfNoEntry: false})
  return stat === undefined ? undefined : millis(Date.now() - stat.mtimeMs)
}
