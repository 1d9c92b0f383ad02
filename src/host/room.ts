import {statfsSync} from 'node:fs'
import {dirname} from 'node:path'
import {readProc} from './proc.ts'

/** Bytes that this user can still write below a directory; undefined where it cannot be told. */
export function freeSpace(directory: string): number | undefined {
  try {
    const {bavail, bsize} = statfsSync(directory)
    return bavail * bsize
  } catch {
    return undefined
  }
}

/** What is left free of a disk, in bytes: guest, logs and job need some of it. */
const reserve = 256 * 1024 ** 2

/** Bytes that may be written to `path`, which need not be there yet, so that something is left of its disk. */
export function roomIn(path: string): number {
  const free = freeSpace(path)
  if (free !== undefined) return Math.max(free - reserve, 0)
  const above = dirname(path)
  return above === path ? Infinity : roomIn(above)
}

/** Bytes of memory that can still be used without ending anybody, swap included; undefined where it cannot be told. */
export function availableMemory(): number | undefined {
  const text = readProc('meminfo') ?? ''
  const kib = (name: string): number | undefined => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]
    return found === undefined ? undefined : Number(found)
  }
  const available = kib('MemAvailable')
  return available === undefined ? undefined : (available + (kib('SwapFree') ?? 0)) * 1024
}
