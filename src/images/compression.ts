import {createGunzip} from 'node:zlib'
import type {Readable, Writable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {messageOf, QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'

/** How a whole image may be packed. */
export type Compression = 'gz' | 'xz' | 'zst' | 'bz2'

/** RFC 1952; the .xz file format 2.1.1; RFC 8878; the source of bzip2. */
const magics: Readonly<Record<Compression, readonly number[]>> = {
  gz: [0x1f, 0x8b],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
  zst: [0x28, 0xb5, 0x2f, 0xfd],
  bz2: [0x42, 0x5a, 0x68],
}
const names: Readonly<Record<string, Compression>> = {gz: 'gz', xz: 'xz', zst: 'zst', zstd: 'zst', bz2: 'bz2'}
/**
 * What Node cannot do. Of zst it can the first frame, and drops the others without a word (24.19); parallel packers write
 * several.
 */
const programs: Partial<Record<Compression, readonly [string, ...string[]]>> = {
  xz: ['xz', '-dc', '-T0'], // from xz 5.4 on, all processors for files of several blocks
  zst: ['zstd', '-dcq'],
  bz2: ['bzip2', '-dc'],
}
/** What those are told that can leave holes, instead of zeros, in a file; zstd fails with it elsewhere, xz does it unasked. */
const sparing: Partial<Record<Compression, readonly string[]>> = {xz: [], zst: ['--sparse']}
/** Node's own default of 16 KiB has four times as many turns through the event loop. */
const chunkSize = 64 * 1024

/** By the end of the name in a URL or path; undefined for any other. */
export function compressionOfName(name: string): Compression | undefined {
  const path = URL.parse(name)?.pathname ?? name
  const end = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(names, end) ? names[end] : undefined
}

/** By the first bytes. No disk begins like this: its first bytes are code, a label or zeros. */
export const compressionOfHead = (head: Buffer): Compression | undefined =>
  (Object.keys(magics) as Compression[]).find((one) => magics[one].every((byte, at) => head[at] === byte))

/** The program that has to be there to unpack it, if there is one. */
export const programFor = (compression: Compression | undefined): string | undefined =>
  compression === undefined ? undefined : programs[compression]?.[0]

/** Whether it is unpacked by a program that leaves holes in the file which it writes. */
export const leavesHoles = (compression: Compression): boolean => sparing[compression] !== undefined

export interface UnpackOptions {
  /** Of the VM, for programs that help. */
  readonly tag: string
  readonly signal: AbortSignal
  /** An open file that a program writes into; nothing of it comes out here then. */
  readonly into?: number
}

/** What was packed, as it comes. @throws QemuVmError `bad-image` when it is damaged or cut off; what the source throws. */
export async function* unpack(
  packed: AsyncIterable<Buffer>,
  compression: Compression,
  options: UnpackOptions,
  host: Host,
): AsyncGenerator<Buffer, void> {
  const program = programs[compression]
  const more = options.into === undefined ? [] : (sparing[compression] ?? [])
  const stage = program === undefined ? gunzip() : byProgram(host.commands.filter([...program, ...more], options))
  let fault: {readonly error: unknown} | undefined
  const source = async function* (): AsyncGenerator<Buffer, void> {
    try {
      yield* packed
    } catch (error) {
      fault = {error}
      throw error
    }
  }
  const fed = pipeline(source, stage.input).catch(() => undefined) // what else goes wrong, the output tells
  try {
    for await (const chunk of stage.output as AsyncIterable<Buffer>) yield chunk
    await stage.finished()
  } catch (error) {
    options.signal.throwIfAborted()
    stage.input.destroy()
    await fed
    throw fault === undefined ? damaged(compression, error) : fault.error
  } finally {
    stage.input.destroy()
    stage.output.destroy()
  }
}

interface Stage {
  readonly input: Writable
  readonly output: Readable
  finished(): Promise<void>
}

function gunzip(): Stage {
  const stream = createGunzip({chunkSize})
  return {input: stream, output: stream, finished: () => Promise.resolve()}
}

function byProgram({input, output, exited}: ReturnType<Host['commands']['filter']>): Stage {
  return {
    input,
    output,
    async finished() {
      const {exit, stderr} = await exited
      if (!('code' in exit) || exit.code !== 0) throw new Error(stderr === '' ? JSON.stringify(exit) : stderr)
    },
  }
}

const damaged = (compression: Compression, error: unknown): QemuVmError =>
  new QemuVmError('bad-image', `The image cannot be unpacked as ${compression}: ${messageOf(error)}`, {
    hint: 'The file is damaged or was cut off where it was published or on the way.',
    cause: error,
  })
