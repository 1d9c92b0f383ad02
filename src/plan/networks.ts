import {crc32} from 'node:zlib'
import type {NetworkSpec} from './devices.ts'

/** Where a VM stands in a private network: all that QEMU and its guest have to know. */
export interface PlannedNetwork {
  readonly name: string
  /** The multicast group and port of the host's loopback that carry the frames. */
  readonly group: string
  readonly port: number
  readonly mac: string
  /** For the guest to take, with its prefix length. */
  readonly address: string
}

/**
 * The places of a VM in its networks. Nothing is handed out, so VMs may come and go in any order: the group and port
 * follow from the job and the network's name, and are another job's as well with a chance of one to a thousand million; MAC
 * and address follow from the names of network and VM, and are the same in every run.
 * @param job whatever tells this job from all others of the machine.
 */
export const planNetworks = (networks: readonly NetworkSpec[], vm: string, job: string): readonly PlannedNetwork[] =>
  networks.map(({name, address}) => ({
    name,
    ...linkOf(crc32(`${job}\0${name}`)),
    mac: macOf(crc32(`${name}\0${vm}`)),
    address: address ?? addressOf(name, vm),
  }))

/** RFC 2365, section 6.1: 239.255.0.0/16 is for use within a site. Ports below 1024 are root's, above 32767 the kernel's. */
const linkOf = (hash: number): {readonly group: string; readonly port: number} => ({
  group: `239.255.${(hash >>> 24) & 0xff}.${(hash >>> 16) & 0xff}`,
  port: 1024 + (hash & 0x3fff),
})

/** 52:54 has the bit of a locally administered address. */
const macOf = (hash: number): string =>
  ['52', '54', ...(hash.toString(16).padStart(8, '0').match(/../g) ?? [])].join(':')

/** One of the 128 networks 10.128.0.0/16 to 10.255.0.0/16, and one of its 65 534 hosts. QEMU's own is 10.0.2.0/24. */
function addressOf(network: string, vm: string): string {
  const host = 1 + (crc32(vm) % 65_534)
  return `10.${128 + (crc32(network) % 128)}.${host >>> 8}.${host & 0xff}/16`
}
