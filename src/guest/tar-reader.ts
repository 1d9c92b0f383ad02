import {QemuVmError} from '../errors.ts'
import {TarBytes} from './tar-bytes.ts'

/** A part of a file that is not a hole. */
export interface Extent {
  readonly offset: number
  readonly length: number
}

/** One entry of an archive. Names are bytes, written as Latin-1: a name of Linux need not be UTF-8. */
export interface TarEntry {
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'device' | 'fifo'
  readonly name: string
  /** Where a link leads; else ''. */
  readonly target: string
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Seconds since 1970. */
  readonly modified: number
  /** Of the file when it is whole, holes included. */
  readonly size: number
  /** What follows is the content of these, in order. */
  readonly extents: readonly Extent[]
  /** Portions of the content; to be read to its end before the next entry is asked for. */
  content(): AsyncIterable<Buffer>
}

const blockSize = 512
/** A name may have 4096 bytes with its end (PATH_MAX); what is longer would only fill our memory. */
const longestName = 64 * 1024
/** A pax header has the map of a file with holes in it, up to 40 characters for each part. */
const longestHeader = 16 * 1024 * 1024
/** An extent takes 24 bytes of the archive: a file of 16 TiB that is cut into a million parts is no accident. */
const mostExtents = 1_000_000

const types: Readonly<Record<string, TarEntry['type']>> = {
  '\0': 'file',
  '0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '5': 'directory',
  '6': 'fifo',
}

/**
 * The entries of a tar stream as GNU tar (also with --sparse), busybox and bsdtar write it: ustar, long names of GNU (`L`,
 * `K`), holes of GNU (`S`), and of pax headers what says the same in other words. tar(5) of libarchive, "GNU Tar Archives".
 * Hostile: memory is bounded, each header's sum is checked, and nothing is guessed.
 * @throws QemuVmError `protocol` for what is no such archive, or ends too early.
 */
export async function* readTar(portions: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const bytes = new TarBytes(portions)
  let longer: Overrides = {}
  for (;;) {
    const header = await bytes.exactly(blockSize)
    if (header === undefined) throw new QemuVmError('protocol', 'The archive from the guest has no end.')
    if (header.every((byte) => byte === 0)) break
    checkSum(header)
    const type = header.toString('latin1', 156, 157)
    const size = numberIn(header, 124, 12)
    if ('LKxg'.includes(type)) {
      const text = await textOf(bytes, size, type === 'x' ? longestHeader : longestName)
      if (type === 'x') longer = {...longer, ...paxOverrides(text)}
      else if (type !== 'g') longer = {...longer, [type === 'L' ? 'name' : 'target']: text.replace(/\0[^]*$/, '')}
      continue
    }
    const known = types[type]
    if (known === undefined)
      throw new QemuVmError('protocol', `The archive has an entry of type ${JSON.stringify(type)}.`)
    yield* entryOf({bytes, header, longer, type: known, isSparse: type === 'S'})
    longer = {}
  }
  await bytes.drain()
}

interface Overrides {
  readonly name?: string
  readonly target?: string
  readonly size?: number
  /** Seconds, with fractions. */
  readonly modified?: number
  /** Of a file with holes: its size with them, and what is no hole. */
  readonly realSize?: number
  readonly map?: readonly Extent[]
}

interface RawEntry {
  readonly bytes: TarBytes
  readonly header: Buffer
  readonly longer: Overrides
  readonly type: TarEntry['type']
  readonly isSparse: boolean
}

async function* entryOf({bytes, header, longer, type, isSparse}: RawEntry): AsyncGenerator<TarEntry> {
  const isFile = type === 'file'
  const stored = isFile ? (longer.size ?? numberIn(header, 124, 12)) : 0
  const {map, realSize = 0} = longer
  const extents = isSparse
    ? await sparseExtents(bytes, header, stored)
    : map === undefined
      ? [{offset: 0, length: stored}]
      : checked(map, stored, realSize)
  let left = stored
  yield {
    ...{type, name: longer.name ?? nameIn(header), target: longer.target ?? stringIn(header, 157, 100)},
    ...{mode: numberIn(header, 100, 8), uid: numberIn(header, 108, 8), gid: numberIn(header, 116, 8)},
    modified: longer.modified ?? numberIn(header, 136, 12),
    size: isSparse ? numberIn(header, 483, 12) : map === undefined ? stored : realSize,
    extents,
    async *content() {
      while (left > 0) {
        const portion = await bytes.some(left)
        left -= portion.length
        yield portion
      }
    },
  }
  while (left > 0) left -= (await bytes.some(left)).length
  const padding = (blockSize - (stored % blockSize)) % blockSize
  if (padding > 0) await bytes.exactly(padding)
}

/** Four extents in the header, 21 in each block after it. They have to be in order and to add up. */
async function sparseExtents(bytes: TarBytes, header: Buffer, stored: number): Promise<readonly Extent[]> {
  const extents: Extent[] = []
  const take = (block: Buffer, from: number, count: number): void => {
    for (let at = from; at < from + count * 24; at += 24) {
      if (block[at] !== 0) extents.push({offset: numberIn(block, at, 12), length: numberIn(block, at + 12, 12)})
    }
  }
  take(header, 386, 4)
  for (let more = header[482] !== 0, blocks = 0; more; blocks++) {
    const block = await bytes.exactly(blockSize)
    if (block === undefined || blocks > mostExtents / 21) throw damaged('holes without an end')
    take(block, 0, 21)
    more = block[504] !== 0
  }
  return checked(extents, stored, numberIn(header, 483, 12))
}

/** @throws QemuVmError for parts that are not in order, or do not add up to what is stored, or lead out of the file. */
function checked(extents: readonly Extent[], stored: number, size: number): readonly Extent[] {
  let end = 0
  for (const {offset, length} of extents) {
    if (offset < end) throw damaged('holes that overlap')
    end = offset + length
  }
  const sum = extents.reduce((total, {length}) => total + length, 0)
  if (sum !== stored || end > size) throw damaged('holes that do not add up')
  return extents
}

async function textOf(bytes: TarBytes, size: number, longest: number): Promise<string> {
  if (size > longest) throw damaged('a name that is too long')
  const padded = Math.ceil(size / blockSize) * blockSize
  const block = padded === 0 ? Buffer.alloc(0) : await bytes.exactly(padded)
  return (block ?? Buffer.alloc(0)).toString('latin1', 0, size)
}

/** Records `length key=value\n`. What changes where bytes go is taken or refused; times and owners of the header serve. */
function paxOverrides(text: string): Overrides {
  const found: {-readonly [K in keyof Overrides]: Overrides[K]} = {}
  let sparseName: string | undefined
  for (let rest = text; rest !== '';) {
    const length = Number(/^(\d{1,6}) /.exec(rest)?.[1] ?? NaN)
    const [, key = '', value = ''] = /^\d+ ([^=]+)=([^]*)\n$/.exec(rest.slice(0, length)) ?? []
    if (!(length > 0) || length > rest.length || key === '') throw damaged('a pax header that is none')
    if (key === 'GNU.sparse.map') found.map = mapOf(value)
    else if (key === 'GNU.sparse.size') found.realSize = wholeNumber(Number(value))
    else if (/^GNU\.sparse\.(?!name$|numblocks$)/.test(key)) throw damaged('holes of a kind that is not read')
    if (key === 'GNU.sparse.name') sparseName = value
    if (key === 'path') found.name = value
    if (key === 'mtime') found.modified = secondsOf(value)
    if (key === 'linkpath') found.target = value
    if (key === 'size') found.size = wholeNumber(Number(value))
    rest = rest.slice(length)
  }
  return sparseName === undefined ? found : {...found, name: sparseName}
}

/** `offset,length,offset,length`: version 0.1 of GNU's format for holes. */
function mapOf(text: string): readonly Extent[] {
  const numbers = text === '' ? [] : text.split(',').map((word) => wholeNumber(/^\d+$/.test(word) ? Number(word) : NaN))
  if (numbers.length % 2 !== 0 || numbers.length / 2 > mostExtents) throw damaged('holes that do not add up')
  return numbers.flatMap((offset, index) => (index % 2 === 0 ? [{offset, length: numbers[index + 1] ?? 0}] : []))
}

function secondsOf(text: string): number {
  if (!/^-?\d{1,15}(\.\d+)?$/.test(text)) throw damaged('a time that is none')
  return Number(text)
}

/** The sum of all bytes, those of the sum itself counting as blanks. */
function checkSum(header: Buffer): void {
  const own = header.subarray(148, 156).reduce((sum, byte) => sum + byte, 0)
  const sum = header.reduce((total, byte) => total + byte, 0) - own + 8 * 32
  if (sum !== numberIn(header, 148, 8)) throw damaged('a header whose sum is wrong')
}

function nameIn(header: Buffer): string {
  const name = stringIn(header, 0, 100)
  // POSIX has a prefix there; GNU, whose magic ends in blanks, has other things
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? stringIn(header, 345, 155) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

const stringIn = (block: Buffer, at: number, length: number): string =>
  block.toString('latin1', at, at + length).replace(/\0[^]*$/, '')

/** Octal digits, or with the first bit set a number to base 256. */
function numberIn(block: Buffer, at: number, length: number): number {
  if (((block[at] ?? 0) & 0x80) !== 0) {
    const bytes = [...block.subarray(at, at + length)]
    return wholeNumber(bytes.reduce((sum, byte, index) => sum * 256 + (index === 0 ? byte & 0x7f : byte), 0))
  }
  const digits = stringIn(block, at, length).trim()
  if (!/^[0-7]*$/.test(digits)) throw damaged('a number that is none')
  return parseInt(digits === '' ? '0' : digits, 8)
}

function wholeNumber(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw damaged('a number that cannot be')
  return value
}

const damaged = (what: string): QemuVmError => new QemuVmError('protocol', `The archive from the guest has ${what}.`)
