import {readFileSync} from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {byHand, changeAsRoot} from '../host/privilege.ts'
import {retry} from '../host/retry.ts'
import type {LinkIdentity} from '../plan/intent.ts'
import {tapNameOf} from '../plan/paths.ts'
import {millis, tagOf, type VmId} from '../units.ts'
import {promised, type Resource} from './resource.ts'

/** IFF_TAP of linux/if_tun.h, as /sys/class/net/NAME/tun_flags shows it. */
const tapFlag = 0x0002
/** A QEMU that is just ending still holds its tap for a moment (V25). */
const tries = 5
const pause = millis(200)

/**
 * Makes the VM's tap for the user who runs QEMU, marks it with the tag and sets it up. It lasts until it is removed.
 * @throws QemuVmError when there is a link of this name already, or root's rights are not to be had.
 */
export async function makeTap(vm: VmId, host: Host): Promise<LinkIdentity> {
  const name = tapNameOf(vm)
  const user = String(process.getuid?.() ?? 0)
  if (linkText(name, 'ifindex') !== undefined) throw new QemuVmError('resource', `There is a link ${name} already.`)
  await changeAsRoot(['ip', 'tuntap', 'add', 'dev', name, 'mode', 'tap', 'user', user], host)
  await changeAsRoot(['ip', 'link', 'set', 'dev', name, 'alias', tagOf(vm), 'up'], host)
  const made = tapOf(name, undefined, vm)
  if (made === undefined) throw new QemuVmError('resource', `The tap ${name} was gone as soon as it was made.`)
  return made
}

/** A tap of the VM's. Its name is the VM's id; a link of that name which is no tap, or has another's alias, stays. */
export const tapResource: Resource<'tap'> = {
  async release({description: {name}, evidence}, vm, host) {
    if (tapOf(name, evidence, vm) === undefined) return 'absent'
    const remove = async (): Promise<void> => {
      // Unlike `ip link del` it fails with EBUSY while a process has the tap open, and takes it away from none
      if (tapOf(name, evidence, vm) !== undefined) await changeAsRoot(removal(name), host)
    }
    await retry(remove, {tries, pause, worthwhile: isWorthRetrying})
    return 'released'
  },

  verify: ({description: {name}, evidence}, vm) =>
    promised(() => {
      const isLeft = tapOf(name, evidence, vm) !== undefined
      const remedy = `sudo ${byHand(removal(name))}`
      return isLeft ? [{what: 'tap', where: `/sys/class/net/${name}`, remedy}] : []
    }),
}

/**
 * The VM's tap as it is now; undefined when there is none. Its maker may have died before it could set the alias.
 * @throws QemuVmError when the name is not that of the VM's tap: a ledger found on disk may be forged.
 */
export function tapOf(name: string, evidence: LinkIdentity | undefined, vm: VmId): LinkIdentity | undefined {
  if (name !== tapNameOf(vm)) {
    throw new QemuVmError('resource', `The link ${JSON.stringify(name)} was left alone: it is not this VM's tap.`)
  }
  const ifindex = Number(linkText(name, 'ifindex') ?? NaN)
  const alias = linkText(name, 'ifalias') ?? ''
  const isTap = (Number(linkText(name, 'tun_flags') ?? 0) & tapFlag) !== 0
  const isMarked = alias === tagOf(vm) || alias === ''
  const isRecorded = evidence === undefined || evidence.ifindex === ifindex
  return isTap && isMarked && isRecorded ? {ifindex, alias} : undefined
}

/** Trying again gets us no rights and no tools. */
const isWorthRetrying = (error: Error): boolean => error instanceof QemuVmError && error.code === 'command-failed'

const removal = (name: string): [string, ...string[]] => ['ip', 'tuntap', 'del', 'dev', name, 'mode', 'tap']

function linkText(name: string, file: string): string | undefined {
  try {
    return readFileSync(`/sys/class/net/${name}/${file}`, 'utf8').trim()
  } catch {
    return undefined // no such link, or one without this: both are answers
  }
}
