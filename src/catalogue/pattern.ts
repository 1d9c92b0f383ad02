/** Starts with a digit, so that `latest`, `daily` and release candidates are no versions. No date or version is longer. */
const version = String.raw`(\d[\d.]{0,31})`

/** A name that a text has, and what stands where the pattern's first `*` does. */
export interface Found {
  readonly name: string
  readonly version: string
}

/**
 * The names in a text that a pattern describes, newest first. Any text that holds whole names will do: the listing of
 * a directory by any web server or object store, a sums file, an index.
 * @param pattern one segment of a path; each `*` is a number with dots.
 * @param kind directories are told by the slash that follows them, which dates and sizes beside them do not have.
 */
export function namesIn(text: string, pattern: string, kind: 'file' | 'directory'): readonly Found[] {
  const name = pattern.replaceAll(/[^\w*]/g, String.raw`\$&`).replaceAll('*', version)
  const end = kind === 'directory' ? '(?=/)' : String.raw`(?![\w.+-])`
  const matches = text.matchAll(new RegExp(String.raw`(?<![\w.+-])${name}${end}`, 'g'))
  const found = new Map([...matches].map(([whole, ...versions]) => [whole, versions]))
  return [...found]
    .sort(([, a], [, b]) => compareNumbers(numbersOf(b), numbersOf(a)))
    .map(([whole, [first = '']]) => ({name: whole, version: first}))
}

/** Each version with an end that is less than any number: 1.7 comes before 1.7.1. */
const numbersOf = (versions: readonly string[]): readonly number[] =>
  versions.flatMap((one) => [...one.split('.').map(Number), -1])

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, index) => number !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
