import {readProc} from './proc.ts'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'

/**
 * How many processes of this process's memory cgroup the OOM killer has ended so far; undefined where the kernel does
 * not tell. QEMU is in the same cgroup as its parent. cgroup v2: memory.events; v1: memory.oom_control.
 */
export function oomKills(): number | undefined {
  const lines = (readProc('self/cgroup') ?? '').split('\n').map((line) => line.split(':'))
  const unified = lines.find(([, controllers]) => controllers === '')?.[2]
  const memory = lines.find(([, controllers]) => controllers?.split(',').includes('memory') === true)?.[2]
  const texts = [
    memory === undefined ? undefined : read(join('/sys/fs/cgroup/memory', memory, 'memory.oom_control')),
    unified === undefined ? undefined : read(join('/sys/fs/cgroup', unified, 'memory.events')),
    unified === undefined ? undefined : read(join('/sys/fs/cgroup/unified', unified, 'memory.events')),
  ]
  const count = texts.map((text) => /^oom_kill (\d+)$/m.exec(text ?? '')?.[1]).find((found) => found !== undefined)
  return count === undefined ? undefined : Number(count)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // another version of cgroups, or none
  }
}
