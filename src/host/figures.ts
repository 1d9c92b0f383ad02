import {cpus, loadavg} from 'node:os'
import {oomKills} from './oom.ts'
import {readProc} from './proc.ts'
import {availableMemory, freeSpace} from './room.ts'

/** How the machine is at this moment. Bytes; what the kernel does not tell is absent. */
export interface HostFigures {
  readonly cpus: number
  /** Of the last 1, 5 and 15 minutes. */
  readonly load: readonly number[]
  readonly memoryTotal?: number
  /** What can still be used without ending anybody, swap included. */
  readonly memoryAvailable?: number
  readonly diskFree?: number
  /** Processes that the OOM killer has ended so far in our memory cgroup. */
  readonly oomKills?: number
  readonly kernel?: string
}

/** Looks at the machine, and at the disk of `directory`. Never throws. */
export function hostFigures(directory: string): HostFigures {
  const total = /^MemTotal:\s+(\d+) kB$/m.exec(readProc('meminfo') ?? '')?.[1]
  const figures = {
    memoryTotal: total === undefined ? undefined : Number(total) * 1024,
    memoryAvailable: availableMemory(),
    diskFree: freeSpace(directory),
    oomKills: oomKills(),
    kernel: readProc('version')?.trim(),
  }
  const known = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))
  return {cpus: cpus().length, load: loadavg(), ...known}
}
