import {existsSync, readlinkSync} from 'node:fs'
import {basename} from 'node:path'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {byHand, changeAsRoot} from '../host/privilege.ts'
import type {HeldOf, LinkIdentity} from '../plan/intent.ts'
import {tapNameOf} from '../plan/paths.ts'
import type {VmId} from '../units.ts'
import {promised, type Resource} from './resource.ts'
import {tapOf} from './tap.ts'

/** IFNAMSIZ without the final NUL, and the characters that make a path of a name. linux/if.h, dev_valid_name(). */
const linkName = /^(?!\.\.?$)[^\s/:]{1,15}$/

/**
 * Makes the VM's tap, which must be there, a port of a bridge of the user's.
 * @returns the identity of the tap. @throws QemuVmError when there is no such tap or bridge.
 */
export async function makeBridgePort(bridge: string, vm: VmId, host: Host): Promise<LinkIdentity> {
  const name = tapNameOf(vm)
  if (!linkName.test(bridge) || !existsSync(`/sys/class/net/${bridge}/bridge`)) {
    throw new QemuVmError('resource', `There is no bridge ${JSON.stringify(bridge)}.`)
  }
  const tap = tapOf(name, undefined, vm)
  if (tap === undefined) throw new QemuVmError('resource', `There is no tap ${name} for the bridge ${bridge}.`)
  await changeAsRoot(['ip', 'link', 'set', 'dev', name, 'master', bridge], host)
  return tap
}

/** The tap leaves the bridge, which stays as it is. A tap that was put into another bridge since, stays there. */
export const bridgePortResource: Resource<'bridge-port'> = {
  async release(held, vm, host) {
    if (!isPort(held, vm)) return 'absent'
    await changeAsRoot(removal(held), host)
    return 'released'
  },

  verify: (held, vm) =>
    promised(() => {
      const {name, bridge} = held.description
      const remedy = `sudo ${byHand(removal(held))}`
      return isPort(held, vm) ? [{what: 'bridge port', where: `${name} in ${bridge}`, remedy}] : []
    }),
}

function isPort({description: {name, bridge}, evidence}: HeldOf<'bridge-port'>, vm: VmId): boolean {
  if (tapOf(name, evidence, vm) === undefined) return false
  try {
    return basename(readlinkSync(`/sys/class/net/${name}/master`)) === bridge
  } catch {
    return false // a link that is no port has no master
  }
}

const removal = ({description: {name}}: HeldOf<'bridge-port'>): [string, ...string[]] => [
  'ip',
  'link',
  'set',
  'dev',
  name,
  'nomaster',
]
