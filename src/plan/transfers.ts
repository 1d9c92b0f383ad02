/** Files that go into the guest when it is ready, and come out of it before it is shut down. */
export interface Transfers {
  readonly copies: readonly Transfer[]
  /** Absolute paths of the guest. */
  readonly collect: readonly string[]
  /** The directory of the host for what is collected; absolute. */
  readonly collectTo: string
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

export const noTransfers: Transfers = {copies: [], collect: [], collectTo: ''}
