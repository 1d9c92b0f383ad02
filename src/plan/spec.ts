import type {Arch} from '../arch.ts'
import type {MiB, Millis} from '../units.ts'
import type {Devices} from './devices.ts'

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
  readonly budgets: Budgets
  readonly devices: Devices
  /** Further QEMU arguments, already split into words. */
  readonly extraArguments: readonly string[]
}

export type Machine = 'q35' | 'pc' | 'virt'
export type Accelerator = 'kvm' | 'hvf' | 'tcg'
export type AcceleratorChoice = 'auto' | Accelerator

export type Boot =
  | {readonly kind: 'disk'; readonly image: string; readonly format: 'qcow2' | 'raw' | 'detect'}
  | {readonly kind: 'kernel'; readonly kernel: string; readonly initrd?: string; readonly append: string}

export interface Access {
  readonly user: string
  /** Path of the user's own private key; undefined: a key pair is made for this VM. */
  readonly keyFile?: string
}

/** What must be seen before later steps may use the VM. */
export type Readiness =
  | {readonly kind: 'login'}
  | {readonly kind: 'banner'}
  | {readonly kind: 'console'; readonly pattern: string}
  | {readonly kind: 'none'}

export interface Budgets {
  readonly boot: Millis
  readonly shutdown: Millis
  /** When this has passed the VM is stopped, whoever still uses it. */
  readonly lifetime: Millis
}
