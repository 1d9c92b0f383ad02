import {statfsSync} from 'node:fs'
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

/** Bytes that may be written below a directory so that something is left; what is no directory is not bounded. */
export const roomIn = (directory: string): number => Math.max((freeSpace(directory) ?? Infinity) - reserve, 0)

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
