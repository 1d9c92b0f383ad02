import type {VmId} from '../units.ts'
import type {PlannedNetwork} from './networks.ts'
import type {VmPaths} from './paths.ts'
import type {OfferedShare} from './shares.ts'
import type {Accelerator, VmSpec} from './spec.ts'

/** Everything that is decided about a VM before anything of it exists. JSON throughout: the ledger keeps it. */
export interface VmPlan {
  readonly id: VmId
  readonly tag: string
  readonly spec: VmSpec
  readonly failOn: FailOn
  /** Absent: `on-failure`. */
  readonly diagnostics?: Diagnostics
  readonly accelerator: Accelerator
  /** For people: why it is this one. */
  readonly acceleratorWhy?: string
  readonly qemuVersion: string
  readonly paths: VmPaths
  /** Of the image as it was published, where that is known. */
  readonly imageDigest?: ImageDigest
  readonly networks?: readonly PlannedNetwork[]
  readonly shares?: readonly OfferedShare[]
  readonly qemu: readonly [binary: string, ...words: string[]]
}

/** As catalogue/digest.ts has it. */
export interface ImageDigest {
  readonly algorithm: 'sha256' | 'sha512'
  readonly hex: string
}

/** When the evidence on a VM is kept beyond its end. */
export type Diagnostics = 'on-failure' | 'always' | 'never'

/** What makes `post` fail the job: only a leak, or also a guest that had to be forced. */
export type FailOn = 'leak' | 'forced-shutdown'
