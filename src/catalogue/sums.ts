import {digestOfHex, type Digest} from './digest.ts'

/** A file and its digest, as one line or object of a sums file has them. */
interface Sum {
  /** As written there: a name, a path or a URL. */
  readonly path: string
  readonly digest: Digest
}

/**
 * The digest of a file in a sums file of any usual form: GNU (`hex  name`, `hex *name`), BSD (`SHA256 (name) = hex`),
 * either within a PGP clear signature (which is not verified), bare hex, and JSON with `path` or `location` beside
 * `sha256` or `sha512` (simplestreams, stream metadata of CoreOS).
 * @param file a name, or a path or URL, whose directories then choose among files of one name.
 * @returns the strongest digest of the best match. Undefined when the file is not there, or twice with different digests.
 */
export function findSum(text: string, file: string): Digest | undefined {
  const bare = digestOfHex(text.trim())
  if (bare !== undefined) return bare
  const sums = /^\s*[{[]/.test(text) ? sumsOfJson(text) : signedPart(text).split(/\r?\n/).flatMap(sumOfLine)
  const ranked = sums
    .map((sum) => ({...sum, near: sharedTail(sum.path, file)}))
    .filter(({near}) => near > 0)
    .sort((a, b) => b.near - a.near || strength(b) - strength(a) || byNumbers.compare(b.path, a.path))
  const [best] = ranked
  const same = ranked.filter((one) => one.path === best?.path && strength(one) === strength(best))
  return same.every(({digest}) => digest.hex === best?.digest.hex) ? best?.digest : undefined
}

/** 2 before 10, as in versions and dates. */
const byNumbers = new Intl.Collator('en', {numeric: true})
const strength = ({digest}: Sum): number => digest.hex.length

/** How many segments two paths share from their end: none, unless the names are the same. */
function sharedTail(path: string, file: string): number {
  const [ours, theirs] = [segmentsOf(file), segmentsOf(path)]
  const different = ours.findIndex((segment, index) => segment !== theirs[index])
  return different < 0 ? ours.length : different
}

const segmentsOf = (path: string): readonly string[] =>
  path
    .replace(/[?#].*$/, '')
    .split('/')
    .reverse()

/** Without what encloses the text of a clear signature (RFC 9580, section 7): headers, signature, dash escapes. */
function signedPart(text: string): string {
  const begin = /^-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:[^\r\n]+\r?\n)*\r?\n/m.exec(text)
  if (begin === null) return text
  const [signed = ''] = text.slice(begin.index + begin[0].length).split(/^-----BEGIN PGP SIGNATURE-----/m)
  return signed.replace(/^- /gm, '')
}

const forms = [
  /^(?<hex>[0-9a-f]+)[ \t]+\*?(?<path>\S.*)$/i,
  /^SHA(?:2-)?(?:256|512) ?\((?<path>.+)\) ?= ?(?<hex>[0-9a-f]+)$/i,
]

function sumOfLine(line: string): readonly Sum[] {
  const {hex = '', path = ''} =
    forms.map((form) => form.exec(line.trim())).find((match) => match !== null)?.groups ?? {}
  const digest = digestOfHex(hex)
  return digest === undefined ? [] : [{path, digest}]
}

/** Every object of a JSON text that has a place and a digest. A text that is no JSON has none. */
function sumsOfJson(text: string): readonly Sum[] {
  const open: unknown[] = []
  const sums: Sum[] = []
  try {
    open.push(JSON.parse(text))
  } catch {
    return []
  }
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const one of Object.values(value)) open.push(one)
    const {path, location = path, sha256, sha512} = value as Readonly<Record<string, unknown>>
    for (const hex of [sha256, sha512]) {
      const digest = typeof hex === 'string' ? digestOfHex(hex) : undefined
      if (digest !== undefined && typeof location === 'string') sums.push({path: location, digest})
    }
  }
  return sums
}
