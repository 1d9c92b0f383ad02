import * as fs from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {byHand, changeAsRoot, runAsRoot} from '../host/privilege.ts'
import type {Description, HeldOf, LoopIdentity} from '../plan/intent.ts'
import {millis, seconds, type VmId} from '../units.ts'
import {promised, type Resource} from './resource.ts'
import {placeOf, tagDirectoryOf} from './tagged-place.ts'

/** A device that is detached while open, be it by udev's blkid, goes when it is closed (autoclear, loop.c). */
const clearBudget = seconds(2)
const pause = millis(50)

/** The loop device of a file in a directory of the VM's. @throws when the file is not there. */
export function describeLoop(path: string, vm: VmId): Description<'loop'> {
  const place = placeOf(path, vm)
  if (place === undefined) throw new QemuVmError('resource', `There is no file ${path} for a loop device.`)
  return {path: place}
}

/** Attaches a free loop device. @throws QemuVmError when there is none, or root's rights are not to be had. */
export async function makeLoop({path}: Description<'loop'>, host: Host): Promise<LoopIdentity> {
  await changeAsRoot(['losetup', '--find', path], host)
  const device = loopDevices().find(({file}) => file === path)?.device
  const stat = fs.lstatSync(path, {throwIfNoEntry: false})
  if (device === undefined || stat === undefined) {
    throw new QemuVmError('resource', `The loop device of ${path} was gone as soon as it was made.`)
  }
  return {device, dev: stat.dev, ino: stat.ino}
}

/** Every loop device of a file in a directory of the VM's. Known by the file, never by the device's number. */
export const loopResource: Resource<'loop'> = {
  async release(held, vm, host) {
    const found = ownDevices(held, vm)
    if (found.length === 0) return 'absent'
    for (const device of found) await runAsRoot(removal(device), host)
    const deadline = host.clock.now() + clearBudget
    while (ownDevices(held, vm).length > 0 && host.clock.now() < deadline) await host.clock.sleep(pause)
    return 'released'
  },

  verify: (held, vm) =>
    promised(() =>
      ownDevices(held, vm).map((device) => ({
        what: 'loop device',
        where: `/dev/${device} on ${held.description.path}`,
        remedy: `sudo ${byHand(removal(device))}`,
      })),
    ),
}

/** A file that was removed is told of with a mark, and can no longer be looked at. */
function ownDevices({description: {path}, evidence}: HeldOf<'loop'>, vm: VmId): readonly string[] {
  tagDirectoryOf(path, vm)
  const stat = fs.lstatSync(path, {throwIfNoEntry: false})
  const isRecorded = evidence === undefined || (stat?.dev === evidence.dev && stat.ino === evidence.ino)
  const found = loopDevices().filter(({file}) => file === `${path} (deleted)` || (file === path && isRecorded))
  return found.map(({device}) => device)
}

/** The loop devices of this machine that have a file, and its path as the kernel knows it. */
export function loopDevices(): readonly {readonly device: string; readonly file: string}[] {
  return blockDevices().flatMap((device) => {
    try {
      const file = fs.readFileSync(`/sys/block/${device}/loop/backing_file`, 'utf8')
      return [{device, file: file.replace(/\n$/, '')}]
    } catch {
      return [] // no loop device, or one without a file
    }
  })
}

function blockDevices(): readonly string[] {
  try {
    return fs.readdirSync('/sys/block')
  } catch {
    return [] // a container without /sys has no loop devices either
  }
}

const removal = (device: string): [string, ...string[]] => ['losetup', '-d', `/dev/${device}`]
