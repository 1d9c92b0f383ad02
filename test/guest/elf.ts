import {readFile, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {exists} from './run.ts'

/** What a 64-bit ELF file asks the dynamic loader for. A static program has no interpreter and needs nothing. */
export interface ElfNeeds {
  readonly interpreter: string | undefined
  readonly libraries: readonly string[]
}

const PT_LOAD = 1
const PT_DYNAMIC = 2
const PT_INTERP = 3
const DT_NEEDED = 1
const DT_STRTAB = 5

interface Segment {
  readonly type: number
  readonly offset: number
  readonly address: number
  readonly size: number
}

/**
 * Reads the interpreter and the names of the needed libraries out of a little-endian 64-bit ELF file.
 * Throws when the bytes are not such a file. Exists because readelf is missing on a machine without binutils.
 */
export function elfNeeds(bytes: Buffer): ElfNeeds {
  if (bytes.length < 64 || bytes.readUInt32BE(0) !== 0x7f454c46) throw new Error('not an ELF file')
  if (bytes[4] !== 2 || bytes[5] !== 1) throw new Error('not a little-endian 64-bit ELF file')
  const segments = programHeaders(bytes)
  const interpreter = segments.find((segment) => segment.type === PT_INTERP)
  const dynamic = segments.find((segment) => segment.type === PT_DYNAMIC)
  return {
    interpreter: interpreter && text(bytes, interpreter.offset),
    libraries: dynamic ? neededLibraries(bytes, segments, dynamic) : [],
  }
}

function programHeaders(bytes: Buffer): Segment[] {
  const table = Number(bytes.readBigUInt64LE(32))
  const entrySize = bytes.readUInt16LE(54)
  return Array.from({length: bytes.readUInt16LE(56)}, (_, index) => {
    const at = table + index * entrySize
    return {
      type: bytes.readUInt32LE(at),
      offset: Number(bytes.readBigUInt64LE(at + 8)),
      address: Number(bytes.readBigUInt64LE(at + 16)),
      size: Number(bytes.readBigUInt64LE(at + 32)),
    }
  })
}

function neededLibraries(bytes: Buffer, segments: readonly Segment[], dynamic: Segment): string[] {
  const names: number[] = []
  let strings = 0
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    const tag = bytes.readBigUInt64LE(at)
    const value = Number(bytes.readBigUInt64LE(at + 8))
    if (tag === BigInt(DT_NEEDED)) names.push(value)
    if (tag === BigInt(DT_STRTAB)) strings = value
  }
  const holder = segments.find(
    ({type, address, size}) => type === PT_LOAD && strings >= address && strings < address + size,
  )
  if (holder === undefined) {
    if (names.length === 0) return []
    throw new Error('the ELF string table is in no loaded segment')
  }
  const base = strings - holder.address + holder.offset
  return names.map((name) => text(bytes, base + name))
}

function text(bytes: Buffer, start: number): string {
  return bytes.toString('utf8', start, bytes.indexOf(0, start))
}

/** One library of a closure: the name programs ask for and its bytes. */
export interface Library {
  readonly name: string
  readonly bytes: Buffer
}

/** The programs' libraries with everything they need in turn, and the loader with the path programs expect it at. */
export interface LibraryClosure {
  readonly libraries: readonly Library[]
  readonly loader: {readonly path: string; readonly bytes: Buffer} | undefined
}

/**
 * Collects all shared libraries that `programs` need, from packages extracted under `root` and never from the host.
 * Throws when a library is in none of the extracted packages.
 */
export async function libraryClosure(root: string, programs: readonly Buffer[]): Promise<LibraryClosure> {
  const folders = await libraryFolders(root)
  const found = new Map<string, Buffer>()
  const queue = programs.map(elfNeeds)
  const interpreter = queue.find((needs) => needs.interpreter !== undefined)?.interpreter
  const loaderName = interpreter?.slice(interpreter.lastIndexOf('/') + 1)
  for (let needs = queue.pop(); needs !== undefined; needs = queue.pop()) {
    for (const name of needs.libraries) {
      if (found.has(name) || name === loaderName) continue
      const bytes = await readFile(await findLibrary(folders, name))
      found.set(name, bytes)
      queue.push(elfNeeds(bytes))
    }
  }
  const loader =
    interpreter === undefined || loaderName === undefined
      ? undefined
      : {path: interpreter, bytes: await readFile(await findLibrary(folders, loaderName))}
  return {libraries: [...found].map(([name, bytes]) => ({name, bytes})), loader}
}

/** The multiarch library folders under `root`; both, because a package may or may not have moved to /usr. */
export async function libraryFolders(root: string): Promise<string[]> {
  const folders: string[] = []
  for (const lib of [join(root, 'usr/lib'), join(root, 'lib')]) {
    const names = await readdir(lib).catch(() => [])
    folders.push(...names.filter((name) => name.endsWith('-linux-gnu')).map((name) => join(lib, name)))
  }
  return folders
}

/** The path of a library in the first of the folders that has it. Throws when none has. */
export async function findLibrary(folders: readonly string[], name: string): Promise<string> {
  for (const folder of folders) {
    const path = join(folder, name)
    if (await exists(path)) return path
  }
  throw new Error(`library ${name} is in none of the downloaded packages`)
}
