import * as fs from 'node:fs'
import {basename, join, resolve} from 'node:path'
import {QemuVmError} from '../errors.ts'
import {isWithin, readMounts} from '../host/mounts.ts'
import {byHand} from '../host/privilege.ts'
import {retry} from '../host/retry.ts'
import type {FileIdentity} from '../plan/intent.ts'
import {quoteWord} from '../quote.ts'
import {millis, tagOf, type VmId} from '../units.ts'
import {loopDevices} from './loop.ts'
import type {Resource} from './resource.ts'

/** Makes a directory of our own. @throws QemuVmError when it is there already: we never share one. */
export function makeDirectory(path: string): Promise<FileIdentity> {
  try {
    fs.mkdirSync(path, {mode: 0o700})
    const {dev, ino} = fs.lstatSync(path)
    return Promise.resolve({dev, ino})
  } catch (cause) {
    throw new QemuVmError('resource', `The directory ${path} could not be made.`, {cause})
  }
}

/** A directory named after the VM's tag, with all that is in it. Links in it are removed, never followed. */
export const directoryResource: Resource<'directory'> = {
  async release({description}, vm) {
    const path = resolve(description.path) // with a slash at its end a link would be followed
    const stat = fs.lstatSync(path, {throwIfNoEntry: false})
    if (stat === undefined) return 'absent'
    const isOurs = basename(path) === tagOf(vm) && stat.isDirectory() && stat.uid === process.getuid?.()
    if (!isOurs) throw new QemuVmError('resource', `${path} was not removed: it is not a directory of this VM.`)
    refuseWhenInUse(path)
    const remove = async (): Promise<void> => {
      try {
        await fs.promises.rm(path, {recursive: true, force: true}) // rmSync() tells of errors without their names
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EACCES') openUp(path)
        throw error
      }
    }
    await retry(remove, {tries: 5, pause: millis(200)})
    return 'released'
  },

  verify({description: {path}}) {
    const isLeft = fs.lstatSync(path, {throwIfNoEntry: false}) !== undefined
    return Promise.resolve(isLeft ? [{what: 'directory', where: path, remedy: `rm -rf ${quoteWord(path)}`}] : [])
  },
}

/**
 * What is mounted in it is another's file system, be it a directory of the user's: emptying it would destroy that. And a
 * loop device that would not go still writes to its file, by which alone it is found again (law L17).
 */
function refuseWhenInUse(path: string): void {
  const real = fs.realpathSync(path)
  const mount = readMounts().find(({point}) => isWithin(point, real))
  if (mount !== undefined) {
    const hint = `Unmount it first: sudo ${byHand(['umount', mount.point])}`
    throw new QemuVmError('resource', `${path} was not removed: ${mount.source} is mounted on ${mount.point}.`, {hint})
  }
  const loop = loopDevices().find(({file}) => isWithin(file, real))
  if (loop === undefined) return
  const hint = `Detach it first: sudo ${byHand(['losetup', '-d', `/dev/${loop.device}`])}`
  throw new QemuVmError('resource', `${path} was not removed: /dev/${loop.device} uses ${loop.file}.`, {hint})
}

/** Undoes a chmod of a directory of this VM, so that what lies in it can be used. Never throws: it may be gone. */
export function restoreAccess(path: string, vm: VmId): void {
  try {
    const stat = fs.lstatSync(path)
    const isOurs = basename(path) === tagOf(vm) && stat.isDirectory() && stat.uid === process.getuid?.()
    if (isOurs && (stat.mode & 0o700) !== 0o700) fs.chmodSync(path, 0o700)
  } catch {
    // whoever needs what is in it will say so
  }
}

/** Undoes a chmod that a step did in our directory, so that its owner can empty it. */
function openUp(path: string): void {
  fs.chmodSync(path, 0o700)
  for (const entry of fs.readdirSync(path, {withFileTypes: true})) {
    if (entry.isDirectory()) openUp(join(path, entry.name))
  }
}
