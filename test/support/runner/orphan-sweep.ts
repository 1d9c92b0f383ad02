/** "Cleaning up orphan processes" of the step "Complete job" (W/JobExtension.cs:587-601, 880-928). */
import {readdirSync, readFileSync} from 'node:fs'

import type {SweptProcess} from './event-log.ts'

function contents(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    // Gone meanwhile, or of another user: both mean that the runner cannot see it (:905-912).
    return undefined
  }
}

function pids(): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number) // prettier-ignore
}

const nameOf = (pid: number) => contents(pid, 'comm')?.trimEnd()

/** `pid_name` of every process, taken just before the steps run; those are never swept (:594-600). */
export function snapshotProcesses(): ReadonlySet<string> {
  return new Set(pids().map((pid) => `${pid}_${nameOf(pid) ?? ''}`))
}

/**
 * Every process, but this one, that carries the tracking id in a readable environment, or one of the `mentioning` words in its
 * command line, and is not in the snapshot `except`.
 */
export function findTracked(
  trackingId: string,
  except: ReadonlySet<string> = new Set(),
  mentioning: readonly string[] = [],
): SweptProcess[] {
  const wanted = `RUNNER_TRACKING_ID=${trackingId}`
  return pids().flatMap((pid) => {
    const name = nameOf(pid)
    if (name === undefined || pid === process.pid || except.has(`${pid}_${name}`)) return []
    const commandLine = contents(pid, 'cmdline')?.split('\0').join(' ').trimEnd() ?? ''
    const tracked = contents(pid, 'environ')?.split('\0').includes(wanted) ?? false
    return tracked || mentioning.some((word) => commandLine.includes(word)) ? [{pid, name, commandLine}] : []
  })
}

/** One pass, SIGKILL, no wait, as the runner does it. Out: those that were sent the signal. */
export function sweepOrphans(trackingId: string, snapshot: ReadonlySet<string>): SweptProcess[] {
  const found = findTracked(trackingId, snapshot)
  for (const {pid} of found) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  return found
}
