import * as fs from 'node:fs'
import {basename, dirname, isAbsolute, join} from 'node:path'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {lockHolder, takeLock} from '../host/lock.ts'
import {isSameProcess, type Description, type HeldOf, type ProcessIdentity} from '../plan/intent.ts'
import {quoteWord} from '../quote.ts'
import {millis, type Millis} from '../units.ts'
import {promised, type Resource} from './resource.ts'

/** What the lock of host/lock.ts consists of beside the file at its path: what it was written as, what was added. */
const partSuffix = /^\.(?:draft\.\d+|after)\.[0-9a-f]{16}$/

/** A lock that this process is going to take: its identity is in the description, before the lock exists. */
export const describeLockFile = (path: string, host: Host): Description<'lock-file'> => ({
  path,
  owner: host.processes.self,
})

/** Takes the lock. @throws QemuVmError `resource` when a living process holds it for longer than `budget`. */
export async function makeLockFile(
  {path}: Description<'lock-file'>,
  budget: Millis,
  host: Host,
): Promise<ProcessIdentity> {
  const taken = await takeLock(path, host, budget)
  if (!('heldBy' in taken)) return host.processes.self
  throw new QemuVmError('resource', `The lock ${path} is held by ${host.processes.describe(taken.heldBy)}.`)
}

/** A lock with its owner in it. Released by the owner, or by anybody when the owner is dead; another's lock stays. */
export const lockFileResource: Resource<'lock-file'> = {
  async release(held, _vm, host) {
    const {path, owner} = held.description
    const parts = looseParts(held)
    if (!isHeld(held) && parts.length === 0) return 'absent'
    if (!isSameProcess(owner, host.processes.self) && host.processes.state(owner) !== 'gone') {
      throw new QemuVmError(
        'resource',
        `The lock ${path} was left: its owner lives, ${host.processes.describe(owner)}.`,
      )
    }
    if (isHeld(held)) await takeOver(path, owner, host)
    for (const part of parts) fs.rmSync(part, {force: true})
    return 'released'
  },

  verify: (held) =>
    promised(() => {
      const left = [...(isHeld(held) ? [held.description.path] : []), ...looseParts(held)]
      return left.map((where) => ({what: 'lock file', where, remedy: `rm ${quoteWord(where)}`}))
    }),
}

/** What takeLock() does with a dead holder's lock is free of races; our own is as good as a dead one's by now. */
async function takeOver(path: string, owner: ProcessIdentity, {clock, processes}: Host): Promise<void> {
  const state = (one: ProcessIdentity): ReturnType<typeof processes.state> =>
    isSameProcess(one, owner) ? 'gone' : processes.state(one)
  const taken = await takeLock(path, {clock, processes: {self: processes.self, state}}, millis(0))
  if ('release' in taken) taken.release()
}

function isHeld({description: {path, owner}}: HeldOf<'lock-file'>): boolean {
  if (!isAbsolute(path)) throw new QemuVmError('resource', `${JSON.stringify(path)} is not the path of a lock.`)
  return isFile(path) && isSameProcess(lockHolder(path), owner)
}

/** What is left of a lock whose owner was killed while taking or releasing it. With a file at `path` it may be in use. */
function looseParts({description: {path, owner}}: HeldOf<'lock-file'>): readonly string[] {
  if (fs.existsSync(path)) return []
  const suffixed = namesIn(dirname(path)).filter((name) => name.startsWith(basename(path)))
  const parts = suffixed.filter((name) => partSuffix.test(name.slice(basename(path).length)))
  return parts.map((name) => join(dirname(path), name)).filter((part) => isFile(part) && isOf(part, owner))
}

/** A draft is empty for a moment: its name tells whose it is. */
function isOf(part: string, owner: ProcessIdentity): boolean {
  const text = fs.readFileSync(part, 'utf8')
  if (text === '') return part.includes(`.draft.${owner.pid}.`)
  try {
    return isSameProcess(JSON.parse(text) as ProcessIdentity, owner)
  } catch {
    return false
  }
}

/** Reading anything else, such as a pipe, may never end. */
const isFile = (path: string): boolean => fs.lstatSync(path, {throwIfNoEntry: false})?.isFile() === true

function namesIn(directory: string): readonly string[] {
  try {
    return fs.readdirSync(directory)
  } catch {
    return []
  }
}
