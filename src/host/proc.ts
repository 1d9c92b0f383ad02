import {readdirSync, readFileSync, readlinkSync} from 'node:fs'

/** What /proc says of one thread or process. proc(5). */
export interface ProcStat {
  readonly name: string
  /** R, S, D, T, t, Z, X, I … */
  readonly state: string
  readonly parent: number
  /** Clock ticks since boot, field 22. */
  readonly startTicks: number
}

/** A file of /proc, or undefined where it is gone or we may not read it. @throws when there are no more open files. */
export function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'latin1')
  } catch (error) {
    throwWhenLacking(error)
    return undefined // a process may end between two looks at it: that is an answer, not an error
  }
}

/** The names in a directory of /proc; none where it is gone. */
export function listProc(path: string): readonly string[] {
  try {
    return readdirSync(`/proc/${path}`)
  } catch (error) {
    throwWhenLacking(error)
    return []
  }
}

/** Where a link of /proc leads; undefined where it is gone or we may not look. */
export function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(`/proc/${path}`)
  } catch (error) {
    throwWhenLacking(error)
    return undefined
  }
}

/** What this process lacks says nothing of the one that it looks at: it must not be taken for gone. */
function throwWhenLacking(error: unknown): void {
  if (['EMFILE', 'ENFILE', 'ENOMEM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
}

/** Every process there is now. */
export const processIds = (): readonly number[] => listProc('').map(Number).filter(Number.isInteger)

/** `path` is `PID` or `PID/task/TID`. The name may hold spaces and parentheses, hence the last closing one. */
export function statOf(path: string): ProcStat | undefined {
  const text = readProc(`${path}/stat`)
  if (text === undefined) return undefined
  const close = text.lastIndexOf(')')
  const fields = text.slice(close + 2).split(' ')
  return {
    name: text.slice(text.indexOf('(') + 1, close),
    state: fields[0] ?? '?',
    parent: Number(fields[1]),
    startTicks: Number(fields[19]),
  }
}

/** What a process has written so far, into whatever; undefined where it is gone, or nobody counts. proc_pid_io(5). */
export function bytesWrittenBy(pid: number | undefined): number | undefined {
  const written = pid === undefined ? undefined : /^wchar: (\d+)$/m.exec(readProc(`${pid}/io`) ?? '')?.[1]
  return written === undefined ? undefined : Number(written)
}

/** A zombie or dead thread does nothing any more; it only waits to be reaped, which in a job container nobody does. */
export const isOver = (state: string): boolean => state === 'Z' || state === 'X' || state === 'x'

/** The states of every thread of a process; none when the process is gone. */
export function threadsOf(pid: number): readonly {readonly id: string; readonly stat: ProcStat}[] {
  return listProc(`${pid}/task`).flatMap((id) => {
    const stat = statOf(`${pid}/task/${id}`)
    return stat === undefined ? [] : [{id, stat}]
  })
}
