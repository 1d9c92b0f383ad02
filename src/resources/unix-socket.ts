import * as fs from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {readProc} from '../host/proc.ts'
import type {FileIdentity, HeldOf} from '../plan/intent.ts'
import type {Leftover} from '../report/report.ts'
import {quoteWord} from '../quote.ts'
import {formatDuration, millis, type Millis, type VmId} from '../units.ts'
import {placeOf} from './tagged-place.ts'
import {promised, type Resource} from './resource.ts'

const pause = millis(10)

/**
 * Waits until the program that was told to has made its socket at `path`. unix(7). To be acquired around the program,
 * so that the intent is there before the socket (law L1) and the program is gone before the socket goes.
 * @returns its identity. @throws QemuVmError `timeout` when it is not there after `limit`; what `signal` says when it aborts.
 */
export async function makeUnixSocket(
  path: string,
  limit: Millis,
  {clock}: Pick<Host, 'clock'>,
  signal?: AbortSignal,
): Promise<FileIdentity> {
  const deadline = clock.now() + limit
  for (;;) {
    const found = socketAt(path)
    if (found !== undefined) return found
    if (clock.now() >= deadline) {
      throw new QemuVmError('timeout', `There was no socket ${path} after ${formatDuration(limit)}.`)
    }
    await clock.sleep(pause, signal)
  }
}

/** A socket in a directory of the VM's. Whatever else is in its place, or a socket other than the recorded one, stays. */
export const unixSocketResource: Resource<'unix-socket'> = {
  release: (held, vm) =>
    promised(() => {
      const path = ownSocket(held, vm)
      if (path === undefined) return 'absent'
      fs.rmSync(path, {force: true})
      return 'released'
    }),

  verify: (held, vm) =>
    promised(() => {
      const path = ownSocket(held, vm)
      const inFiles = path === undefined ? [] : [leftover(path, `rm ${quoteWord(path)}`)]
      return [...inFiles, ...stillBound(held, vm)]
    }),
}

function ownSocket({description, evidence}: HeldOf<'unix-socket'>, vm: VmId): string | undefined {
  const path = placeOf(description.path, vm)
  const found = path === undefined ? undefined : socketAt(path)
  if (found === undefined) return undefined
  const isOurs = evidence === undefined || (evidence.dev === found.dev && evidence.ino === found.ino)
  return isOurs ? path : undefined
}

/** A process that has a socket bound goes on serving it when its name is gone. The kernel tells of the name as bound. */
function stillBound({description: {path}}: HeldOf<'unix-socket'>, vm: VmId): readonly Leftover[] {
  const names = [path, placeOf(path, vm) ?? path].map((name) => Buffer.from(name).toString('latin1'))
  const lines = (readProc('net/unix') ?? '').split('\n')
  // "Num RefCount Protocol Flags Type St Inode Path", proc(5)
  const bound = lines.some((line) => names.includes(/^\S+: (?:\S+ +){5}\d+ (.+)$/.exec(line)?.[1] ?? ''))
  return bound ? [leftover(`${path}, which a process still serves`, `ss -xlp | grep -F ${quoteWord(path)}`)] : []
}

function socketAt(path: string): FileIdentity | undefined {
  const stat = fs.lstatSync(path, {throwIfNoEntry: false})
  return stat?.isSocket() === true ? {dev: stat.dev, ino: stat.ino} : undefined
}

const leftover = (where: string, remedy: string): Leftover => ({what: 'unix socket', where, remedy})
