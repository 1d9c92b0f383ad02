import type {Arch} from '../arch.ts'

/** How a guest wants to be booted, and what it is like once it runs. */
export interface GuestFacts {
  /** The user that the seed's key is given to. */
  readonly user: string
  /** Of x86_64; `either` boots with both. Other architectures have UEFI only. */
  readonly firmware: 'bios' | 'uefi' | 'either'
  /** How it is told its key, host key and name at the first boot. */
  readonly seed: 'nocloud' | 'ignition' | 'none'
  /** What reads a `nocloud` seed; `cloud-init` unless given. The others know a small part of its words. */
  readonly seedReader?: 'cloud-init' | 'tiny-cloud' | 'nuageinit'
  /** Where its boot is to be seen. */
  readonly console: 'serial' | 'screen'
  /** QEMU's guest agent in the image as published. */
  readonly agent: 'installed' | 'absent' | 'unknown'
  readonly cpu?: CpuFacts
  /** MiB below which it is not known to boot. */
  readonly leastMemory?: number
  readonly quirks?: readonly Quirk[]
  /** Facts above that were not seen in a source, by field, with the reason to believe them. */
  readonly unverified?: Readonly<Record<string, string>>
}

export interface CpuFacts {
  /** x86_64 only. QEMU's own default model is older than either. */
  readonly floor?: 'x86-64-v2' | 'x86-64-v3'
  /** Features to be taken from any model, such as `pdpe1gb`. */
  readonly without?: readonly string[]
  /** The model under TCG where `max` does not work. */
  readonly emulated?: Readonly<Partial<Record<Arch, string>>>
}

/** What is odd about a guest, in words that are tested; and what that means for whoever boots it. */
export const quirks = {
  'wait-online': 'systemd-networkd-wait-online can hold the boot for 120 s; it is to be masked',
  'waits-for-time': 'sshd starts only after the clock was set over the network',
  'locked-user':
    'sshd refuses a user whose password is locked: the seed has to unlock it with a password that none matches',
  'no-sudo': 'there is no sudo',
  'no-9p': 'the kernel has no 9p',
  'no-virtiofs': 'the kernel has no virtiofs',
  'update-at-first-boot': 'updates itself before the first login unless the seed forbids it',
} as const
export type Quirk = keyof typeof quirks
