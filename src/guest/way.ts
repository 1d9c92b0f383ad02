import type {CommandResult, Host} from '../host/host.ts'
import type {VmPlan} from '../plan/plan.ts'
import {seconds} from '../units.ts'

/** How a script in the guest ended. */
export interface Ended {
  /** 255 of ssh: it could not enter, or lost the guest. */
  readonly code: number
  readonly stderr: string
}

/** A script in the guest whose output is read. */
export interface Sending {
  readonly output: AsyncIterable<Buffer>
  readonly ended: Promise<Ended>
  /** Nobody reads on. */
  readonly cancel: () => void
}

/** A way by which files go: a script in POSIX sh runs in the guest, and bytes go into it or come out of it. */
export interface Way {
  /** Runs a script that is done at once. */
  ask(script: string, words: readonly string[]): Promise<Pick<CommandResult, 'code' | 'stdout' | 'stderr'>>
  /** Runs a script with these bytes as its stdin. Where they cannot be had the script sees their end. */
  put(script: string, words: readonly string[], bytes: AsyncIterable<Buffer>): Promise<Ended>
  /** Runs a script for what it prints. */
  take(script: string, words: readonly string[]): Sending
}

export interface WayInput {
  readonly plan: VmPlan
  readonly host: Host
  readonly signal: AbortSignal
}

/** A guest that answers at all answers at once; one that is busy may need a while. */
export const askLimit = seconds(20)
