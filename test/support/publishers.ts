import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Arch} from '../../src/arch.ts'
import {builtInImages} from '../../src/catalogue/catalogue.ts'
import type {ImageEntry} from '../../src/catalogue/entry.ts'
import {findImage} from '../../src/catalogue/find.ts'
import type {Mirror} from '../../src/catalogue/mirror.ts'
import {QemuVmError} from '../../src/errors.ts'
import {resolveImage, type ResolvedImage} from '../../src/images/resolve.ts'

/** A text as a publisher prints it, of test/fixtures. In those of sums a file hashes to what its name does. */
export const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8')
export const hashOf = (text: string, algorithm = 'sha256'): string => createHash(algorithm).update(text).digest('hex')
const notFound = (url: string): QemuVmError => new QemuVmError('image-not-found', `${url} is not there (404).`)

/** A web of texts by URL. What was asked for is in `asked`. */
export function web(texts: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const readText = (url: string): Promise<string> => {
    asked.push(url)
    const text = texts[url]
    return text === undefined ? Promise.reject(notFound(url)) : Promise.resolve(text)
  }
  return {asked, readText}
}

/** An entry of the catalogue, by any of its names. */
export function entryOf(name: string): ImageEntry {
  const found = findImage(name, builtInImages)
  if ('entry' in found) return found.entry
  throw new Error(`No ${name} in the catalogue.`)
}

/** What an entry is resolved to by these texts alone. */
export const resolve = (
  name: string | ImageEntry,
  texts: Readonly<Record<string, string>>,
  {arch = 'x86_64', mirrors = []}: {readonly arch?: Arch; readonly mirrors?: readonly Mirror[]} = {},
): Promise<ResolvedImage> =>
  resolveImage({entry: typeof name === 'string' ? entryOf(name) : name, arch, mirrors}, web(texts).readText)

export const debian = 'https://cloud.debian.org/images/cloud/trixie'
export const debianFile = 'debian-13-genericcloud-amd64-20260712-2537.qcow2'
export const debianWeb = {
  [`${debian}/`]: fixture('listings/debian-trixie.apache.html'),
  [`${debian}/20260712-2537/`]: fixture('listings/debian-trixie-20260712-2537.apache.html'),
  [`${debian}/20260712-2537/SHA512SUMS`]: fixture('sums/debian-SHA512SUMS'),
}
