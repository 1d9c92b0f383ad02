import {join} from 'node:path'
import type {VmPaths} from './paths.ts'
import {keyed} from './keyed.ts'

/** A directory of the host that the guest sees as one of its own. */
export interface Share {
  /** Of the host; absolute. */
  readonly from: string
  /** Of the guest; absolute, without `..`. */
  readonly to: string
  readonly access: 'writable' | 'read-only'
}

/** The file systems by which a guest of QEMU may see a directory, the preferred one first (adr/0027). */
export const shareWays = ['9p', 'virtiofs'] as const
export type ShareWay = (typeof shareWays)[number]

/** A share as this host offers it: the guest mounts `tag` in the first of the ways that it knows. */
export interface OfferedShare extends Share {
  readonly tag: string
  readonly ways: readonly ShareWay[]
}

/** The mount tag of the share with that number. */
export const shareTag = (index: number): string => `share${index}`

/** Where the virtiofsd of a share listens. */
export const shareSocket = ({sockets}: VmPaths, tag: string): string => join(sockets, `${tag}.sock`)

/** virtiofsd reads and writes the guest's memory itself, which then has to be a file that it can map. */
export const needsSharedMemory = (shares: readonly OfferedShare[]): boolean =>
  shares.some(({ways}) => ways.includes('virtiofs'))

/**
 * The words for the shares. `security_model=none`: files have the owner that QEMU runs as and the modes that the guest gives
 * them, and what is linked is a link on both sides; `multidevs=remap`: files of other file systems below keep numbers of
 * their own. QEMU's docs, "9pfs".
 */
export const shareArguments = (shares: readonly OfferedShare[], paths: VmPaths): readonly string[] =>
  shares.flatMap(({from, access, tag, ways}) => [
    ...(ways.includes('9p') ? by9p(tag, from, access) : []),
    ...(ways.includes('virtiofs') ? byVirtiofs(tag, shareSocket(paths, tag)) : []),
  ])

const by9p = (tag: string, from: string, access: Share['access']): readonly string[] => [
  '-fsdev',
  `local,id=${tag},path=${keyed(from)},security_model=none,multidevs=remap,readonly=${access === 'read-only' ? 'on' : 'off'}`,
  ...['-device', `virtio-9p-pci,fsdev=${tag},mount_tag=${tag}`],
]

const byVirtiofs = (tag: string, socket: string): readonly string[] => [
  ...['-chardev', `socket,id=${tag},path=${keyed(socket)}`],
  ...['-device', `vhost-user-fs-pci,chardev=${tag},tag=${tag}`],
]
