import * as fs from 'node:fs'
import {basename, dirname, join, normalize} from 'node:path'
import {QemuVmError} from '../errors.ts'
import {isWithin} from '../host/mounts.ts'
import {tagOf, type VmId} from '../units.ts'

/**
 * The directory named with the VM's tag that `path` lies in, by name alone.
 * @throws QemuVmError when there is none: a ledger found on disk may be forged, and such a path is nothing of ours.
 */
export function tagDirectoryOf(path: string, vm: VmId): string {
  const above = dirname(path).split('/')
  const at = above.indexOf(tagOf(vm))
  const isPlain = path.startsWith('/') && normalize(path) === path && !path.endsWith('/') && !path.includes('\0')
  if (!isPlain || at < 0) {
    throw new QemuVmError('resource', `${JSON.stringify(path)} was left alone: it is not in a directory of this VM.`)
  }
  return above.slice(0, at + 1).join('/')
}

/**
 * `path` without links above its last name, which itself is not looked at: what is there may be a link of a stranger's
 * or hang. Undefined when the directory that it should lie in is gone, and with it all that could be there.
 * @throws QemuVmError when links lead out of the VM's directory, or that is not ours.
 */
export function placeOf(path: string, vm: VmId): string | undefined {
  const tagDirectory = tagDirectoryOf(path, vm)
  const stat = fs.lstatSync(tagDirectory, {throwIfNoEntry: false})
  if (stat === undefined) return undefined
  const parent = realOf(dirname(path))
  if (parent === undefined) return undefined
  const isOurs = stat.isDirectory() && stat.uid === process.getuid?.()
  if (!isOurs || !isWithin(parent, fs.realpathSync(tagDirectory))) {
    throw new QemuVmError('resource', `${path} was left alone: links lead to it, or its directory is not ours.`)
  }
  return join(parent, basename(path))
}

function realOf(path: string): string | undefined {
  try {
    return fs.realpathSync(path)
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}
