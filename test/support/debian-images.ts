import {createReadStream, statSync} from 'node:fs'
import {basename} from 'node:path'
import type {Compression, ImageEntry, ImageFormat, SumsFormat} from '../../src/catalogue/entry.ts'
import {digestOfFile} from '../../src/images/file-digest.ts'
import type {DebianGuest} from '../guest/debian.ts'
import {serve, type FileServer} from './file-server.ts'

/** The Debian of the tests as it is published: a file, and a word for it in the names of images. */
export interface Variant {
  readonly word: string
  readonly path: string
  readonly format: ImageFormat
  readonly compression?: Compression
}

export const variantsOf = ({disk, qcow2Xz, rawZst}: DebianGuest): readonly Variant[] => [
  {word: 'qcow2', path: disk, format: 'qcow2'},
  {word: 'xz', path: qcow2Xz, format: 'qcow2', compression: 'xz'},
  {word: 'zst', path: rawZst, format: 'raw', compression: 'zst'},
]

/** How publishers write down what a file hashes to: all forms that there are, by a word for each. */
const sums: Readonly<Record<string, {format: SumsFormat; text: (file: string, hex: string) => string}>> = {
  gnu: {format: 'gnu', text: (file, hex) => `${other}  manifest.json\n${hex}  ${file}\n`},
  binary: {format: 'gnu', text: (file, hex) => `${other} *manifest.json\n${hex} *${file}\n`},
  bsd: {format: 'bsd', text: (file, hex) => `# ${file}\nSHA256 (${file}) = ${hex}\n`},
  signed: {format: 'clearsigned', text: (file, hex) => signed(`SHA256 (${file}) = ${hex}`)},
  hex: {format: 'hex', text: (_, hex) => `${hex}\n`},
  json: {
    format: 'json',
    text: (file, hex) => JSON.stringify({products: {x: {items: {disk: {path: file, sha256: hex}}}}}),
  },
}
export const sumsWords = Object.keys(sums)

const other = 'f'.repeat(64)
const signed = (text: string): string =>
  [
    '-----BEGIN PGP SIGNED MESSAGE-----',
    'Hash: SHA256',
    '',
    text,
    '-----BEGIN PGP SIGNATURE-----',
    '',
    'AHPs',
    '',
  ].join('\n')

/** An image of the catalogue that publish() makes. */
export const nameOf = (variant: string, sumsWord: string): string => `debian-${variant}-${sumsWord}`

export interface Published {
  readonly catalogueUrl: string
  /** Of each variant's file, by its word, in hex. */
  readonly sha256: ReadonlyMap<string, string>
}

/** Publishes all variants of a disk with sums of every form, and a catalogue that has each of them with each. */
export async function publish(server: FileServer, guest: DebianGuest): Promise<Published> {
  const sha256 = new Map<string, string>()
  const images: ImageEntry[] = []
  for (const {word, path, format} of variantsOf(guest)) {
    const file = basename(path)
    const hex = await digestOfFile(path)
    sha256.set(word, hex)
    const url = server.put(`/amd64/${file}`, (_, response) => {
      response.writeHead(200, {'content-length': statSync(path).size})
      createReadStream(path).pipe(response)
    })
    for (const [sumsWord, {format: sumsFormat, text}] of Object.entries(sums)) {
      server.put(`/amd64/${file}.${sumsWord}`, serve(Buffer.from(text(file, hex))))
      const where = {url: url.replace('amd64', '{arch}'), sums: {name: `{file}.${sumsWord}`, format: sumsFormat}}
      images.push({
        ...{name: nameOf(word, sumsWord), title: 'The Debian of the tests', arch: {x86_64: 'amd64'}},
        sources: [{kind: 'fixed', ...where, format}],
        guest: {user: 'debian', firmware: 'either', seed: 'nocloud', console: 'serial', agent: 'installed'},
      })
    }
  }
  return {catalogueUrl: server.put('/catalogue.json', serve(Buffer.from(JSON.stringify({images})))), sha256}
}
