import type {Share} from './shares.ts'

/** Files that go into the guest when it is ready, and come out of it before it is shut down. */
export interface Transfers {
  readonly copies: readonly Transfer[]
  readonly shares: readonly Share[]
  /** Absolute paths of the guest. */
  readonly collect: readonly string[]
  /** The directory of the host for what is collected; absolute. */
  readonly collectTo: string
  /** The job's workspace, where it is in the guest as well, at the same path: steps run there. */
  readonly workspace?: string
}

/** `from` is absolute, `to` a path of the guest. */
export interface Transfer {
  readonly from: string
  readonly to: string
  /** Patterns of tar's: what matches is left out. */
  readonly excludes?: readonly string[]
  /** The user who logs in owns what is copied, whoever does on the host. */
  readonly isOwn?: boolean
}

export const noTransfers: Transfers = {copies: [], shares: [], collect: [], collectTo: ''}
