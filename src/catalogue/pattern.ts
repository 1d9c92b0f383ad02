/** Starts with a digit, so that `latest`, `daily` and release candidates are no versions. No date or version is longer. */
const version = String.raw`(\d[\d.]{0,31})`
const byNumbers = new Intl.Collator('en', {numeric: true})

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
  const found = new Map<string, Found>()
  for (const [whole, first = ''] of text.matchAll(new RegExp(String.raw`(?<![\w.+-])${name}${end}`, 'g'))) {
    found.set(whole, {name: whole, version: first})
  }
  return [...found.values()].sort((a, b) => byNumbers.compare(b.name, a.name))
}
