import {realpathSync} from 'node:fs'
import {join, relative} from 'node:path'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {isWithin, mountOf, readMounts, type Mount} from '../host/mounts.ts'
import {byHand, changeAsRoot, runAsRoot} from '../host/privilege.ts'
import type {Description, HeldOf, MountIdentity} from '../plan/intent.ts'
import {millis, seconds, tagOf, type VmId} from '../units.ts'
import {promised, type Resource} from './resource.ts'
import {placeOf} from './tagged-place.ts'

/** Whoever is just leaving a mount is gone within this time, or stays. */
const busyBudget = seconds(2)
const pause = millis(100)

/** A tmpfs at `path`, which must be below a directory of the VM's; its source is the tag. */
export const describeTmpfs = (path: string, vm: VmId): Description<'mount'> => ({
  path,
  source: tagOf(vm),
  filesystem: 'tmpfs',
})

/** A bind mount of a directory of the user's at `path`. @throws when there is no such directory. */
export const describeBind = (path: string, source: string): Description<'mount'> => ({
  path,
  source: realpathSync(source),
  filesystem: 'bind',
})

/**
 * Mounts what is described; `options` are mount(8)'s, such as `size=64M` or `ro`.
 * @throws QemuVmError when the place is not there or not the VM's, or root's rights are not to be had.
 */
export async function makeMount(
  description: Description<'mount'>,
  options: readonly string[],
  vm: VmId,
  host: Host,
): Promise<MountIdentity> {
  const {path, source, filesystem} = description
  const place = placeOf(path, vm)
  if (place === undefined) throw new QemuVmError('resource', `There is no directory ${path} to mount at.`)
  const what = filesystem === 'bind' ? ['--bind'] : ['-t', filesystem]
  const how = options.length === 0 ? [] : ['-o', options.join(',')]
  await changeAsRoot(['mount', ...what, ...how, source, place], host)
  const made = readMounts().findLast(({point}) => point === place)
  if (made === undefined) throw new QemuVmError('resource', `The mount at ${place} was gone as soon as it was made.`)
  return {mountId: made.id, source: made.source, device: made.device}
}

/**
 * A mount in a directory of the VM's. A stranger's mount in its place stays, and so does ours where a stranger's lies
 * on it. The mount point itself is never looked at: a dead server behind it would never answer.
 */
export const mountResource: Resource<'mount'> = {
  async release(held, vm, host) {
    if (ownMount(held, vm) === undefined) return 'absent'
    const deadline = host.clock.now() + busyBudget
    let said = ''
    for (;;) {
      const mount = ownMount(held, vm)
      if (mount === undefined) return 'released'
      refuseWhenCovered(mount)
      if (host.clock.now() >= deadline) return detach(mount, said, host)
      said = (await runAsRoot(['umount', mount.point], host)).stderr.trim()
      if (ownMount(held, vm) !== undefined) await host.clock.sleep(pause)
    }
  },

  verify: (held, vm) =>
    promised(() => {
      const mount = ownMount(held, vm)
      if (mount === undefined) return []
      const where = `${mount.source} on ${mount.point}`
      return [{what: 'mount', where, remedy: `sudo ${byHand(['umount', mount.point])}`}]
    }),
}

/** Nobody new gets in, and the file system goes when the last one is out. It is told of as what it is: an error. */
async function detach({point}: Mount, said: string, host: Host): Promise<never> {
  await changeAsRoot(['umount', '-l', point], host)
  const hint = 'It lives on, without a name, for as long as a process has something of it open.'
  throw new QemuVmError('resource', `${point} was busy, and was detached only (umount -l): ${said}`, {hint})
}

/** umount(8) takes the mount on top, and with -l everything below, whosever it is. */
function refuseWhenCovered({id, point}: Mount): void {
  const other = readMounts().find(({parent}) => parent === id)
  if (other === undefined) return
  const message = `${point} was not unmounted: another mount lies on it, ${other.source} on ${other.point}.`
  throw new QemuVmError('resource', message, {hint: `Unmount that first: sudo ${byHand(['umount', other.point])}`})
}

function ownMount(held: HeldOf<'mount'>, vm: VmId): Mount | undefined {
  const place = placeOf(held.description.path, vm)
  const mounts = readMounts()
  // The last one lies on top of the others: main may have died and mounted twice
  return mounts.filter(({point}) => point === place).findLast((mount) => isOurs(mount, held, mounts))
}

function isOurs(mount: Mount, {description, evidence}: HeldOf<'mount'>, mounts: readonly Mount[]): boolean {
  const {source, filesystem} = description
  if (evidence !== undefined) {
    const {mountId, device} = evidence
    return mount.id === mountId && mount.device === device && mount.source === evidence.source
  }
  if (filesystem !== 'bind') return mount.source === source && mount.filesystem === filesystem
  // A bind mount has the source of the file system that it shows a part of: the part is what we know it by
  const from = mountOf(
    source,
    mounts.filter(({point}) => !isWithin(point, mount.point)),
  )
  if (from === undefined) return false
  return mount.device === from.device && mount.root === join(from.root, relative(from.point, source))
}
