import type {Forward} from './devices.ts'
import type {PlannedNetwork} from './networks.ts'

/** The port of sshd; without a forward of the user's to it, there is one with a port of QEMU's choice. */
export const sshForward: Forward = {protocol: 'tcp', host: 0, guest: 22}

/** Every forward of a VM, the one to sshd included. */
export const withSsh = (ports: readonly Forward[]): readonly Forward[] =>
  ports.some(({protocol, guest}) => protocol === 'tcp' && guest === sshForward.guest) ? ports : [sshForward, ...ports]

/** QEMU's user network: a network of the guest's own, with forwards from the host's loopback alone (law L12). */
export function userNetwork(ports: readonly Forward[]): readonly string[] {
  const forwards = withSsh(ports).map(({protocol, host, guest}) => `hostfwd=${protocol}:127.0.0.1:${host}-:${guest}`)
  return ['-netdev', ['user', 'id=net', ...forwards].join(','), '-device', 'virtio-net-pci,netdev=net']
}

/** The private networks, by multicast on the loopback; and what a guest may look up to find its place in them. */
export function privateNetworks(networks: readonly PlannedNetwork[]): readonly string[] {
  if (networks.length === 0) return []
  const places = networks.map(({name, mac, address}) => `${name} ${mac} ${address}\n`).join('')
  return [
    ...networks.flatMap(({name, group, port, mac}) => [
      ...['-netdev', `socket,id=net-${name},mcast=${group}:${port},localaddr=127.0.0.1`],
      ...['-device', `virtio-net-pci,netdev=net-${name},mac=${mac}`],
    ]),
    ...['-fw_cfg', `name=opt/qemu-vm/networks,string=${places}`],
  ]
}

/** A tap that is there already, under its name: QEMU neither makes it nor runs scripts for it. */
export const tapNetwork = (name: string): readonly string[] => [
  ...['-netdev', `tap,id=net-tap,ifname=${name},script=no,downscript=no`],
  ...['-device', 'virtio-net-pci,netdev=net-tap'],
]
