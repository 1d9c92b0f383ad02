import type {Arch} from '../arch.ts'
import type {ImageEntry, ImageSource} from './entry.ts'
import type {GuestFacts} from './guest-facts.ts'

const guest: GuestFacts = {
  user: 'debian',
  firmware: 'either',
  seed: 'nocloud',
  // By console=ttyS0 alone: nothing of it on the screen
  console: 'serial',
  agent: 'absent',
  quirks: ['no-9p'],
}
const sums = {name: 'SHA512SUMS', format: 'gnu'} as const

/** Dated directories stay for some months, so the newest is looked up each time. */
const sources = (codename: string, image: string, arches?: readonly Arch[]): readonly ImageSource[] => {
  const only = arches === undefined ? {} : {arches}
  const base = `https://cloud.debian.org/images/cloud/${codename}`
  return [
    {kind: 'listed', url: `${base}/*-*/${image}-{arch}-*-*.qcow2`, sums, ...only},
    {kind: 'moving', url: `${base}/latest/${image}-{arch}.qcow2`, sums, ...only},
  ]
}

/** genericcloud has the smaller kernel; where it is not built (riscv64), generic. `nocloud` has neither cloud-init nor sshd. */
export const debian: readonly ImageEntry[] = [
  {
    name: 'debian-13',
    aliases: ['debian', 'debian-trixie'],
    title: 'Debian 13 (trixie)',
    arch: {x86_64: 'amd64', aarch64: 'arm64', riscv64: 'riscv64'},
    sources: [
      ...sources('trixie', 'debian-13-genericcloud', ['x86_64', 'aarch64']),
      ...sources('trixie', 'debian-13-generic', ['riscv64']),
    ],
    guest,
  },
  {
    name: 'debian-12',
    aliases: ['debian-bookworm'],
    title: 'Debian 12 (bookworm)',
    arch: {x86_64: 'amd64', aarch64: 'arm64'},
    sources: sources('bookworm', 'debian-12-genericcloud'),
    guest,
  },
]
