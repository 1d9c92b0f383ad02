import type {Arch} from '../arch.ts'
import {parseDigest, type Digest} from '../catalogue/digest.ts'
import type {Compression, ImageEntry, ImageFormat, ImageSource, Sums} from '../catalogue/entry.ts'
import type {GuestFacts} from '../catalogue/guest-facts.ts'
import {mirrored, type Mirror} from '../catalogue/mirror.ts'
import {namesIn} from '../catalogue/pattern.ts'
import {findSum} from '../catalogue/sums.ts'
import {QemuVmError} from '../errors.ts'

/** Gets a small text over the network, within bounds of its own. @throws QemuVmError */
export type ReadText = (url: string) => Promise<string>

/** One file to download, and what it is. */
export interface ResolvedImage {
  /** The entry's, such as `debian-13`. */
  readonly name: string
  readonly url: string
  /** Of the file as it is downloaded; undefined: the publisher tells none. */
  readonly digest?: Digest
  /** Of the disk, once unpacked. */
  readonly format: ImageFormat
  readonly compression?: Compression
  readonly guest: GuestFacts
  /** False: its content may change under the same URL. */
  readonly isDated: boolean
  /** Why the sources before the one that was taken could not be, for the log. */
  readonly passedOver: readonly string[]
}

/** Which image, and where it is to be found. */
export interface Wanted {
  readonly entry: ImageEntry
  readonly arch: Arch
  readonly mirrors?: readonly Mirror[]
}

/** A directory that was made before its files were is passed over for the one before it. */
const directoriesTried = 3

/**
 * The file that an entry of the catalogue stands for today, with the digest that its publisher tells.
 * @throws QemuVmError `image-not-found` when the entry has no such architecture, or no source of it can be resolved.
 */
export async function resolveImage({entry, arch, mirrors = []}: Wanted, readText: ReadText): Promise<ResolvedImage> {
  const {name, title, sources, guest} = entry
  const word = entry.arch[arch]
  if (word === undefined) {
    const others = Object.keys(entry.arch).join(', ')
    throw new QemuVmError('image-not-found', `${title} is not published for ${arch}, only for ${others}.`)
  }
  const passedOver: string[] = []
  for (const source of sources.filter(({arches}) => arches === undefined || arches.includes(arch))) {
    try {
      const located = await locate(localized(source, word, mirrors), readText)
      const {format = 'qcow2', kind} = source
      const compression = compressionOf(located.url)
      return {
        ...{name, format, ...located, isDated: kind !== 'moving', passedOver},
        ...(compression !== undefined && {compression}),
        guest: arch === 'x86_64' ? guest : {...guest, firmware: 'uefi'},
      }
    } catch (error) {
      passedOver.push(passing(error).message)
    }
  }
  throw new QemuVmError('image-not-found', `${title} for ${arch} could not be found. ${passedOver.join(' ')}`, {
    hint: 'Publishers move their files at times: give the URL of the image instead, or a mirror.',
  })
}

/**
 * The digest of a file in a sums file.
 * @param image the URL of the file that the sums are of.
 * @throws QemuVmError `image-not-found` when the file is not in it, and what readText throws.
 */
export async function readSum(sums: string, image: string, readText: ReadText): Promise<Digest> {
  const digest = findSum(await readText(sums), new URL(image).pathname)
  if (digest !== undefined) return digest
  const what = `${sums} has no SHA-256 or SHA-512 of ${fileOf(image)}.`
  throw new QemuVmError('image-not-found', what)
}

/** A source for one architecture, behind its mirror. */
function localized(source: ImageSource, word: string, mirrors: readonly Mirror[]): ImageSource {
  const fill = (text: string): string => text.replaceAll('{arch}', word)
  const {url, index, sums} = source
  return {
    ...source,
    url: mirrored(fill(url), mirrors),
    ...withIndex(index?.includes('://') === true ? mirrored(fill(index), mirrors) : index),
    ...(sums !== undefined && {sums: {...sums, name: fill(sums.name)}}),
  }
}

/** What another source may cure; anything else, a cancelled job above all, is thrown on. */
function passing(error: unknown): QemuVmError {
  if (error instanceof QemuVmError && error.code !== 'cancelled') return error
  throw error
}

interface Located {
  readonly url: string
  readonly digest?: Digest
}

async function locate(source: ImageSource, readText: ReadText): Promise<Located> {
  const {url, sums, digest: known} = source
  if (known !== undefined) return {url, ...withDigest(parseDigest(known))}
  const file = await newest(source, readText)
  if (sums === undefined) return {url: file.url}
  return {url: file.url, digest: await readSum(sumsOf(sums, file), file.url, readText)}
}

const withIndex = (index: string | undefined): {readonly index?: string} => (index === undefined ? {} : {index})
const withDigest = (digest: Digest | undefined): {readonly digest?: Digest} => (digest === undefined ? {} : {digest})

function sumsOf({name}: Sums, {url, version}: ListedFile): string {
  return new URL(name.replaceAll('{file}', fileOf(url)).replaceAll('*', version), url).href
}

interface ListedFile {
  readonly url: string
  readonly version: string
}

/** Fills the `*` of a URL from left to right, each path segment from the listing of the directory that it is in. */
async function newest({url, index}: ImageSource, readText: ReadText): Promise<ListedFile> {
  const segments = url.split('/')
  const at = segments.findIndex((segment) => segment.includes('*'))
  if (at < 0) return {url, version: ''}
  const directory = segments.slice(0, at).join('/') + '/'
  const [pattern = '', ...rest] = segments.slice(at)
  const kind = rest.length === 0 ? 'file' : 'directory'
  const listing = kind === 'file' && index !== undefined ? new URL(index, directory).href : directory
  const names = namesIn(await readText(listing), pattern, kind)
  if (names.length === 0) throw new QemuVmError('image-not-found', `${listing} names no ${pattern}.`)
  let failure: unknown
  for (const {name, version} of names.slice(0, directoriesTried)) {
    if (kind === 'file') return {url: directory + name, version}
    try {
      return await newest({kind: 'listed', url: [directory + name, ...rest].join('/'), ...withIndex(index)}, readText)
    } catch (error) {
      failure = passing(error)
    }
  }
  throw failure
}

const suffixes: Readonly<Record<string, Compression>> = {xz: 'xz', gz: 'gz', zst: 'zst', bz2: 'bz2'}
const compressionOf = (url: string): Compression | undefined => suffixes[url.slice(url.lastIndexOf('.') + 1)]
const fileOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1)
