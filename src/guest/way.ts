import type {Readable, Writable} from 'node:stream'
import type {Host} from '../host/host.ts'
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
  /** The first line that it prints, without its end; empty where it ended before. */
  readonly answer: Promise<string>
  /** What comes behind that line. */
  readonly output: AsyncIterable<Buffer>
  readonly ended: Promise<Ended>
  /** Nobody reads on. Resolves when nothing is left of it. */
  readonly cancel: () => Promise<void>
}

/**
 * Starts what makes the bytes for the guest, which may write them `into` the way itself; without that they are read from
 * what is returned. `answer`: the first line that the script printed.
 */
export type Pack = (answer: string, into?: Writable) => Readable

/**
 * A way by which files go: a script in POSIX sh runs in the guest, and bytes go into it or come out of it. Each begins with
 * the look that the way was made with: that prints one line and changes nothing, so that asking costs no round trip of its own.
 */
export interface Way {
  /** Runs a script that takes bytes at its stdin. `pack` is not called where the script ends without a first line. */
  put(script: string, words: readonly string[], pack: Pack): Promise<Ended>
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

/** A first line that a guest makes longer than this is none. */
const longestLine = 1024 ** 2

/** Divides a script's output behind its first line, which is empty where the output ends or goes on without one. */
export async function firstLine(
  output: AsyncIterable<Buffer>,
): Promise<{readonly line: string; readonly rest: AsyncGenerator<Buffer>}> {
  const portions = output[Symbol.asyncIterator]()
  let head: Buffer = Buffer.alloc(0)
  let end = -1
  while (end < 0 && head.length < longestLine) {
    const next = await portions.next()
    if (next.done === true) break
    head = Buffer.concat([head, next.value])
    end = head.indexOf('\n')
  }
  async function* rest(): AsyncGenerator<Buffer> {
    if (end + 1 < head.length) yield head.subarray(end + 1)
    yield* {[Symbol.asyncIterator]: () => portions}
  }
  return {line: head.subarray(0, Math.max(end, 0)).toString(), rest: rest()}
}
