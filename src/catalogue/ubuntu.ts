import type {Arch} from '../arch.ts'
import type {ImageEntry, ImageSource} from './entry.ts'
import type {GuestFacts} from './guest-facts.ts'

const guest = {
  user: 'ubuntu',
  firmware: 'either',
  seed: 'nocloud',
  console: 'serial',
  agent: 'absent',
  unverified: {agent: 'seen for releases before 24.04 only'},
} as const satisfies GuestFacts
/** The one for which the absence of the agent was seen. */
const jammy: GuestFacts = {...guest, unverified: {}}
const resolute: GuestFacts = {
  ...guest,
  // `-cpu max` hangs in shim and GRUB under TCG; riscv64 is built for RVA23 and needs QEMU 9.1
  cpu: {emulated: {aarch64: 'cortex-a72', riscv64: 'rva23s64'}},
  // LP#2136392: when the interface is not renamed
  quirks: ['wait-online'],
}

const sums = {name: 'SHA256SUMS', format: 'gnu'} as const
const all: Readonly<Partial<Record<Arch, string>>> = {x86_64: 'amd64', aarch64: 'arm64', riscv64: 'riscv64'}
const both: Readonly<Partial<Record<Arch, string>>> = {x86_64: 'amd64', aarch64: 'arm64'}

/** The suffix .img hides a qcow2. */
const sources = (directory: string, image: string): readonly ImageSource[] => {
  const base = `https://cloud-images.ubuntu.com/${directory}`
  return [
    {kind: 'listed', url: `${base}/release-*/${image}-cloudimg-{arch}.img`, sums},
    {kind: 'moving', url: `${base}/release/${image}-cloudimg-{arch}.img`, sums},
  ]
}

export const ubuntu: readonly ImageEntry[] = [
  {
    name: 'ubuntu-26.04',
    aliases: ['ubuntu', 'ubuntu-resolute'],
    title: 'Ubuntu 26.04 (resolute)',
    arch: all,
    sources: sources('releases/resolute', 'ubuntu-26.04-server'),
    guest: resolute,
  },
  {
    name: 'ubuntu-26.04-minimal',
    title: 'Ubuntu 26.04 minimal',
    arch: both,
    sources: sources('minimal/releases/resolute', 'ubuntu-26.04-minimal'),
    guest: resolute,
  },
  {
    name: 'ubuntu-24.04',
    aliases: ['ubuntu-noble'],
    title: 'Ubuntu 24.04 (noble)',
    arch: all,
    sources: sources('releases/noble', 'ubuntu-24.04-server'),
    guest,
  },
  {
    name: 'ubuntu-24.04-minimal',
    title: 'Ubuntu 24.04 minimal',
    arch: both,
    sources: sources('minimal/releases/noble', 'ubuntu-24.04-minimal'),
    guest,
  },
  {
    name: 'ubuntu-22.04',
    aliases: ['ubuntu-jammy'],
    title: 'Ubuntu 22.04 (jammy)',
    // riscv64 is published, but needs a U-Boot of 2024
    arch: both,
    sources: sources('releases/jammy', 'ubuntu-22.04-server'),
    guest: jammy,
  },
  {
    name: 'ubuntu-22.04-minimal',
    title: 'Ubuntu 22.04 minimal',
    arch: {x86_64: 'amd64'},
    sources: sources('minimal/releases/jammy', 'ubuntu-22.04-minimal'),
    guest: jammy,
  },
]
