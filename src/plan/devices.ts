import type {MiB} from '../units.ts'

export type Protocol = 'tcp' | 'udp'

/** A port of the guest that is reached at a port of the host's loopback. `host` 0: QEMU chooses one that is free. */
export interface Forward {
  readonly protocol: Protocol
  readonly host: number
  readonly guest: number
}

/** A disk beside the one that boots. */
export interface DiskSpec {
  readonly source: DiskSource
  readonly bus: DiskBus
  readonly serial?: string
  /** Only with bus `nvme`. */
  readonly nvme?: NvmeSpec
}

export type DiskBus = 'virtio' | 'scsi' | 'nvme'

/** `overlay`: what the guest writes goes to a file of the VM, and the user's own stays as it is. */
export type DiskSource =
  | {readonly kind: 'new'; readonly size: MiB}
  | {
      readonly kind: 'file'
      readonly path: string
      readonly format: 'raw' | 'qcow2' | 'detect'
      readonly access: 'overlay' | 'read-only' | 'writable'
    }

/** QEMU's own names and values, `on` and `off` included. */
export type NvmeOptions = Readonly<Record<string, string>>

/** A namespace, and what its controller and subsystem are to be like. */
export interface NvmeSpec {
  /** Namespaces with the same name are of one controller; undefined: it has one of its own. */
  readonly controller?: string
  readonly onNamespace: NvmeOptions
  readonly onController: NvmeOptions
  /** Not empty: the controller is in a subsystem of its own. */
  readonly onSubsystem: NvmeOptions
}

/** The file that QEMU opens for a disk. */
export interface DiskFile {
  readonly path: string
  readonly format: 'raw' | 'qcow2'
}

/** A private link between VMs of one job; `address` with its prefix length, such as `10.9.0.1/24`. */
export interface NetworkSpec {
  readonly name: string
  readonly address?: string
}

/** A tap of the host, as a port of `bridge` where one is named. */
export interface TapSpec {
  readonly bridge?: string
}

/** Whatever of it is empty, the VM has none of. */
export interface Devices {
  readonly ports: readonly Forward[]
  readonly disks: readonly DiskSpec[]
  readonly networks: readonly NetworkSpec[]
  readonly tap?: TapSpec
}

export const noDevices: Devices = {ports: [], disks: [], networks: []}
