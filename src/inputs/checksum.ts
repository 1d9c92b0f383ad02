import {digestOfHex, parseDigest, type Digest} from '../catalogue/digest.ts'
import {isSafeUrl} from '../catalogue/safe-url.ts'
import {accept, refuse, type Parser} from './parsers.ts'

/** What an image has to hash to, or where that is written. */
export type Checksum = {readonly digest: Digest} | {readonly sums: string}

/**
 * `sha256:…`, `sha512:…`, as many hex digits alone, or the URL of a file of sums in which the image's name is looked up.
 */
export const checksum: Parser<Checksum> = (text) => {
  const digest = parseDigest(text) ?? digestOfHex(text)
  if (digest !== undefined) return accept({digest})
  if (isSafeUrl(text)) return accept({sums: text})
  return refuse(expected(text))
}

function expected(text: string): string {
  const [, algorithm = '', hex = ''] = /^(\w+):([0-9a-f]*)$/i.exec(text) ?? []
  const digits = {sha256: 64, sha512: 128}[algorithm.toLowerCase()]
  if (digits !== undefined) return `${algorithm.toLowerCase()}: with ${digits} hex digits; there are ${hex.length}`
  return 'sha256:… or sha512:… with all hex digits, or the https URL of a file of sums'
}
