import * as fs from 'node:fs'
import {StringDecoder} from 'node:string_decoder'
import {createContext, Script} from 'node:vm'
import {QemuVmError} from '../errors.ts'
import type {Clock} from '../host/host.ts'
import {millis} from '../units.ts'
import {keptHead} from './log-cap.ts'

/** How often the console's file is looked at, and how much of it is taken at once. */
const pause = millis(50)
const portionSize = 256 * 1024
/** A guest may print for hours without an end of line; no more of a line than this is looked at. */
const longestLine = 8 * 1024

/** The kernel's last words; it prints them with any log level. linux kernel/panic.c. */
export const panicPattern = /Kernel panic - not syncing/

/** How much of a console is looked at for a panic at its end, in bytes: the kernel's trace of calls is within it. */
export const panicTail = 4096

/** Whether a console ends in a panic: the kernel's closing line, and after it nothing but its own time stamps. */
export function panicEnds(tail: string): boolean {
  const lines = tail.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  return /---\[ end Kernel panic - not syncing/.test(lines.at(-1) ?? '')
}

/**
 * Follows the file to which QEMU writes the guest's console, from its beginning, and hands on each line, and the
 * unfinished last one whenever it has grown (a prompt has no end). Hostile text: memory is bounded, nothing is
 * interpreted. Returns when `signal` aborts.
 */
export async function followConsole(
  path: string,
  onLine: (line: string, isWhole: boolean) => void,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new StringDecoder('utf8')
  const buffer = Buffer.alloc(portionSize)
  let offset = 0
  let rest = ''
  while (!signal.aborted) {
    const count = readAt(path, buffer, offset)
    if (count === 0) {
      if (sizeOf(path) < offset) offset = keptHead // it has become too large, and was cut
      await clock.sleep(pause, signal).catch(() => undefined)
      continue
    }
    offset += count
    const lines = (rest + decoder.write(buffer.subarray(0, count))).split(/\r\n|\r|\n/)
    rest = (lines.pop() ?? '').slice(-longestLine)
    for (const line of lines) onLine(line.slice(0, longestLine), true)
    if (rest !== '') onLine(rest, false)
    await clock.sleep(millis(0)) // a guest that prints without end must not keep the rest of the program waiting
  }
}

/** The last `size` bytes of a file that may not exist. */
export function tailOf(path: string, size: number): string {
  const length = sizeOf(path)
  const buffer = Buffer.alloc(Math.min(size, length))
  return buffer.subarray(0, readAt(path, buffer, length - buffer.length)).toString('utf8')
}

/** None also where a step has closed the directory to us: evidence is never worth an error. */
function sizeOf(path: string): number {
  try {
    return fs.statSync(path).size
  } catch {
    return 0
  }
}

function readAt(path: string, buffer: Buffer, offset: number): number {
  let file: number | undefined
  try {
    file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW)
    return fs.readSync(file, buffer, 0, buffer.length, offset)
  } catch {
    return 0 // QEMU has not made it yet, or it is gone with the run directory
  } finally {
    if (file !== undefined) fs.closeSync(file)
  }
}

/** What a look may take, in milliseconds: a pattern of the user's can need exponential time on hostile text. */
const matchLimit = 500

/**
 * A test for a pattern of the user's that cannot hang, for a portion of lines at once: each look starts a watchdog, which
 * takes half a millisecond, and a guest can print ten thousand lines a second.
 * @returns whether a line matches. @throws QemuVmError when it takes longer than any sane pattern does.
 */
export function boundedMatcher(pattern: RegExp): (lines: readonly string[]) => boolean {
  const context = createContext({pattern, lines: []})
  const script = new Script('lines.some((line) => pattern.test(line))')
  return (lines) => {
    context['lines'] = lines
    try {
      return script.runInContext(context, {timeout: matchLimit}) as boolean
    } catch (cause) {
      throw new QemuVmError('bad-input', `The pattern ${String(pattern)} takes too long on what the guest prints.`, {
        hint: 'Nested repetitions such as (a+)+ can take exponential time.',
        cause,
      })
    }
  }
}
