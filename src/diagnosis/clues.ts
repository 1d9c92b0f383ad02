import type {ErrorCode} from '../errors.ts'
import type {ExitRecord} from '../ledger/entry.ts'
import type {Accelerator} from '../plan/spec.ts'
import type {JsonObject, Millis} from '../units.ts'

/** Everything from which a cause can be told, gathered while it was there. Texts are plain lines, hostile all the same. */
export interface Clues {
  /** The last lines of the guest's console. */
  readonly console: readonly string[]
  /** What the firmware says on a port of its own; x86 only. */
  readonly firmware: readonly string[]
  /** What QEMU itself printed. */
  readonly qemu: readonly string[]
  /** What ssh printed when it tried to log in. */
  readonly ssh: readonly string[]
  readonly events: readonly {readonly event: string; readonly data: JsonObject}[]
  /** How QEMU ended before anybody of us ended it. */
  readonly exit?: ExitRecord
  /** QEMU's run state when it was asked; qapi/run-state.json, RunState. */
  readonly status?: string
  /** What main died of. */
  readonly failure?: {readonly code?: ErrorCode; readonly message: string}
  readonly wasReady: boolean
  readonly accelerator?: Accelerator
  /** For how long the guest had printed nothing when main gave up. */
  readonly quietFor?: Millis
  /** Bytes that could still be written where the VM's files are. */
  readonly diskFree?: number
}

/** Clues of nothing at all. */
export const noClues: Clues = {
  console: [],
  firmware: [],
  qemu: [],
  ssh: [],
  events: [],
  wasReady: false,
}

/** Where a sign of a cause can be read. */
export type Source = 'console' | 'firmware' | 'qemu' | 'ssh'

/** One thing that tells of a cause: a line of a text, or what a function concludes, in words for people. */
export type Sign =
  | {readonly in: Source; readonly line: RegExp}
  /** `as`: how it is described in the table of docs/diagnosis.md. */
  | {readonly as: string; readonly told: (clues: Clues) => string | undefined}

/** A sign that a function concludes. `false` is as good as undefined: there is none. */
export const told = (as: string, find: (clues: Clues) => string | undefined | false): Sign => ({
  as,
  told: (clues) => find(clues) || undefined,
})

/** A cause that can be recognized. */
export interface CauseRow {
  /** Completes `The console says that …`, or is a sentence by itself with a capital letter. */
  readonly what: string
  readonly title: string
  readonly remedy: string
  /** One is enough. Lines are tested one by one, at most 500 characters of each; no pattern may backtrack without bound. */
  readonly signs: readonly Sign[]
}
