import * as fs from 'node:fs'
import {QemuVmError} from '../errors.ts'
import {readTar, type TarEntry} from './tar-reader.ts'

/** What may come of an archive that a guest has made. */
export interface UnpackOptions {
  /** The most that is written, in bytes; what is beyond ends it. */
  readonly limit: number
  /** Numeric owners are given to what is made; only root can. */
  readonly withOwners: boolean
  /** Set-user-id bits and links that lead out of the destination are made too. */
  readonly trusting: boolean
  /** The only entry is a file, and is to have this name. */
  readonly renamed?: string
}

export interface Unpacked {
  readonly entries: number
  readonly bytes: number
  /** What was not made, with the reason: names as the guest has them. */
  readonly leftOut: readonly string[]
}

/** So that a guest cannot fill a disk with the names of empty files. */
const mostEntries = 2_000_000
/** What is told; a guest could name millions. */
const mostLeftOut = 1000

const permissions = 0o777
const allBits = 0o7777

/**
 * Makes on the host what a guest's archive holds, below `destination`, which has to be there. Whatever the archive says,
 * nothing is made, changed or followed outside: names are relative and without `..`, no directory on the way is a link,
 * what is there already is replaced and not written through, and links lead to what lies below. Devices, pipes and
 * set-user-id bits are not made.
 * @throws QemuVmError for an archive that is damaged or larger than the limit, and what the file system reports.
 */
export async function unpack(
  archive: AsyncIterable<Buffer>,
  destination: string,
  options: UnpackOptions,
): Promise<Unpacked> {
  const place = new Place(destination)
  const leftOut: string[] = []
  const directories: (() => void)[] = []
  let [entries, bytes] = [0, 0]
  for await (const entry of readTar(archive)) {
    if (++entries > mostEntries) throw new QemuVmError('resource', `The guest sends more than ${mostEntries} files.`)
    const path = place.pathOf(options.renamed ?? entry.name)
    const why = path === undefined ? 'its name leads out of the destination' : refusalOf(entry, path, options)
    if (path === undefined || why !== undefined) {
      if (leftOut.length < mostLeftOut) leftOut.push(`${readable(entry.name)}: ${why ?? ''}`)
      continue
    }
    bytes += entry.extents.reduce((sum, {length}) => sum + length, 0)
    if (bytes > options.limit) throw tooMuch(options.limit)
    await place.make(entry, path)
    // What a directory may do is set at the end: one that is read-only would take nothing
    const settle = (): void => {
      place.settle(entry, path, options)
    }
    if (entry.type === 'directory') directories.push(settle)
    else if (entry.type !== 'hardlink') settle()
  }
  for (const settle of directories.toReversed()) settle()
  return {entries, bytes, leftOut}
}

const tooMuch = (limit: number): QemuVmError =>
  new QemuVmError('resource', `The guest sends more than ${Math.floor(limit / 1024 / 1024)} MiB.`)

/** A name from the guest as text: `é` in UTF-8 arrives as two letters of Latin-1. */
const readable = (name: string): string => Buffer.from(name, 'latin1').toString('utf8')

function refusalOf(entry: TarEntry, path: string, {trusting, renamed}: UnpackOptions): string | undefined {
  if (entry.type === 'device' || entry.type === 'fifo') return `a ${entry.type} is not made on the host`
  if (entry.type === 'directory' && renamed !== undefined) return 'a directory, where a file was asked for'
  if (entry.type === 'symlink' && !trusting && !staysBelow(entry.target, path)) {
    return `it is a link that may lead out of the destination, to ${readable(entry.target)}`
  }
  return undefined
}

/**
 * Whether a link leads to something below the destination, whatever other links there are: it goes up no further than it
 * lies deep, and then only down. A `..` after a name could be the `..` of where another link leads.
 */
function staysBelow(target: string, path: string): boolean {
  const depth = path === '' ? 0 : path.split('/').length - 1
  const [, up = '', down = ''] = /^((?:\.\.?(?:\/+|$))*)([^]*)$/.exec(target) ?? []
  const ups = up.split('/').filter((part) => part === '..').length
  return !target.startsWith('/') && ups <= depth && !down.split('/').includes('..')
}

/** The destination. Paths within are Latin-1 as the entries' names are, and bytes again where they reach the kernel. */
class Place {
  readonly #root: string
  /** Directories that were seen to be no links. */
  readonly #known = new Set<string>([''])

  constructor(destination: string) {
    this.#root = Buffer.from(destination).toString('latin1')
  }

  /** `./a//b/` → `a/b`; undefined when the name leads elsewhere. */
  pathOf(name: string): string | undefined {
    const parts = name.split('/').filter((part) => part !== '' && part !== '.')
    return name.startsWith('/') || parts.includes('..') ? undefined : parts.join('/')
  }

  async make(entry: TarEntry, path: string): Promise<void> {
    this.#makeParents(path)
    if (entry.type === 'directory') {
      this.#makeDirectory(path)
      return
    }
    const at = this.#at(path)
    this.#known.delete(path)
    if (fs.lstatSync(at, {throwIfNoEntry: false}) !== undefined) fs.unlinkSync(at)
    if (entry.type === 'symlink') fs.symlinkSync(Buffer.from(entry.target, 'latin1'), at)
    else if (entry.type === 'hardlink') this.#link(entry.target, at)
    else await writeContent(at, entry)
  }

  /** Owner, mode and time, none of them through a link. */
  settle({type, mode, uid, gid, modified}: TarEntry, path: string, {withOwners, trusting}: UnpackOptions): void {
    const at = this.#at(path)
    if (withOwners) fs.lchownSync(at, uid, gid)
    if (type !== 'symlink') fs.chmodSync(at, mode & (trusting ? allBits : permissions))
    fs.lutimesSync(at, modified, modified)
  }

  #link(target: string, at: Buffer): void {
    const from = this.pathOf(target)
    if (from === undefined) throw new QemuVmError('protocol', 'The archive has a hard link out of the destination.')
    this.#makeParents(from)
    fs.linkSync(this.#at(from), at)
  }

  #makeParents(path: string): void {
    const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
    if (this.#known.has(parent)) return
    this.#makeParents(parent)
    this.#makeDirectory(parent)
  }

  #makeDirectory(path: string): void {
    if (this.#known.has(path)) return
    const at = this.#at(path)
    const stat = fs.lstatSync(at, {throwIfNoEntry: false})
    if (stat === undefined) fs.mkdirSync(at, {mode: 0o700})
    else if (!stat.isDirectory()) {
      throw new QemuVmError('resource', `${readable(path)} is there already, and is no directory.`)
    }
    this.#known.add(path)
  }

  #at(path: string): Buffer {
    return Buffer.from(path === '' ? this.#root : `${this.#root}/${path}`, 'latin1')
  }
}

/** Portions that are nothing but zeros are left as holes, of whatever kind the archive is. */
async function writeContent(at: Buffer, entry: TarEntry): Promise<void> {
  const file = fs.openSync(at, 'wx', 0o600)
  try {
    const extents = [...entry.extents]
    let {offset, length} = extents.shift() ?? {offset: 0, length: 0}
    for await (const portion of entry.content()) {
      for (let rest = portion; rest.length > 0;) {
        while (length === 0) ({offset, length} = extents.shift() ?? {offset, length: rest.length})
        const part = rest.subarray(0, length)
        if (!isZero(part)) writeAll(file, part, offset)
        offset += part.length
        length -= part.length
        rest = rest.subarray(part.length)
      }
    }
    fs.ftruncateSync(file, entry.size)
  } finally {
    fs.closeSync(file)
  }
}

function writeAll(file: number, bytes: Buffer, offset: number): void {
  for (let done = 0; done < bytes.length;) done += fs.writeSync(file, bytes, done, bytes.length - done, offset + done)
}

const zeros = Buffer.alloc(64 * 1024)
/** A short portion is quicker written than thought about, and no file system keeps holes so small. */
const isZero = (bytes: Buffer): boolean =>
  bytes.length >= 4096 && bytes.length <= zeros.length && bytes.equals(zeros.subarray(0, bytes.length))
