import type {Arch} from '../arch.ts'
import type {MiB, Millis} from '../units.ts'
import type {Devices} from './devices.ts'
import type {Transfers} from './transfers.ts'

export type {Arch} from '../arch.ts'

/** What the user asked for, parsed and complete; nothing in it depends on the host. */
export interface VmSpec {
  readonly name: string
  readonly arch: Arch
  readonly machine: Machine
  /** QEMU's -cpu; undefined: `host` where an accelerator virtualizes, `max` under TCG. */
  readonly cpu?: string
  readonly cpus: number
  readonly memory: MiB
  readonly accelerator: AcceleratorChoice
  readonly boot: Boot
  readonly access: Access
  readonly ready: Readiness
  /** Whether a guest that resets goes on; else QEMU ends. */
  readonly allowsReboot: boolean
  readonly budgets: Budgets
  readonly devices: Devices
  readonly transfers: Transfers
  /** Variables of a step that its script in the guest sees: names, with `*` for any part. */
  readonly env: readonly string[]
  /** Further QEMU arguments, already split into words. */
  readonly extraArguments: readonly string[]
}

export type Machine = 'q35' | 'pc' | 'virt'
export type Accelerator = 'kvm' | 'hvf' | 'tcg'
export type AcceleratorChoice = 'auto' | Accelerator

export type Boot =
  | {
      readonly kind: 'disk'
      /** For people, and without secrets: a name, a URL or a path. */
      readonly image: string
      readonly firmware: FirmwareChoice
    }
  | {readonly kind: 'kernel'; readonly kernel: string; readonly initrd?: string; readonly append: string}

export type FirmwareChoice = 'auto' | 'bios' | 'uefi'

export interface Access {
  readonly user: string
  /** Path of the user's own private key; undefined: a key pair is made for this VM. */
  readonly keyFile?: string
  /** The guest was given its host key by us, and must show it. */
  readonly isHostKeyPinned?: true
}

/** What must be seen before later steps may use the VM. */
export type Readiness =
  | {readonly kind: 'login'}
  /** Of QEMU, which then is the way in for steps as well. */
  | {readonly kind: 'agent'}
  | {readonly kind: 'banner'}
  | {readonly kind: 'console'; readonly pattern: string}
  | {readonly kind: 'none'}

export interface Budgets {
  /** Undefined: it depends on the accelerator. */
  readonly boot?: Millis
  readonly shutdown: Millis
  /** When this has passed the VM is stopped, whoever still uses it. */
  readonly lifetime: Millis
}
