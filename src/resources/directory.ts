import * as fs from 'node:fs'
import {basename, join} from 'node:path'
import {QemuVmError} from '../errors.ts'
import {retry} from '../host/retry.ts'
import type {FileIdentity} from '../plan/intent.ts'
import {millis, tagOf} from '../units.ts'
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
  async release({description: {path}}, vm) {
    const stat = fs.lstatSync(path, {throwIfNoEntry: false})
    if (stat === undefined) return 'absent'
    const isOurs = basename(path) === tagOf(vm) && stat.isDirectory() && stat.uid === process.getuid?.()
    if (!isOurs) throw new QemuVmError('resource', `${path} was not removed: it is not a directory of this VM.`)
    const remove = (): Promise<void> => {
      try {
        fs.rmSync(path, {recursive: true, force: true})
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EACCES') openUp(path)
        throw error
      }
      return Promise.resolve()
    }
    await retry(remove, {tries: 5, pause: millis(200)})
    return 'released'
  },

  verify({description: {path}}) {
    const isLeft = fs.lstatSync(path, {throwIfNoEntry: false}) !== undefined
    return Promise.resolve(isLeft ? [{what: 'directory', where: path, remedy: `rm -rf '${path}'`}] : [])
  },
}

/** Undoes a chmod that a step did in our directory, so that its owner can empty it. */
function openUp(path: string): void {
  fs.chmodSync(path, 0o700)
  for (const entry of fs.readdirSync(path, {withFileTypes: true})) {
    if (entry.isDirectory()) openUp(join(path, entry.name))
  }
}
