import type {ImageEntry, ImageSource} from '../src/catalogue/entry.ts'
import type {Catalogue} from '../src/catalogue/find.ts'

const kinds: Readonly<Record<ImageSource['kind'], string>> = {
  listed: 'newest dated',
  fixed: 'one release',
  moving: 'moving',
}

/** What people ask of an image, one row each, the head first. */
export function imageRows(catalogue: Catalogue): readonly (readonly string[])[] {
  const head = ['image', 'architectures', 'user', 'firmware', 'seed', 'digest from', 'file', 'publisher']
  return [head, ...catalogue.map(rowOf)]
}

function rowOf({name, aliases = [], arch, sources, guest}: ImageEntry): readonly string[] {
  const [first] = sources
  const {seed, seedReader = seed === 'nocloud' ? 'cloud-init' : seed} = guest
  const sums = first?.sums === undefined ? 'the catalogue' : `${first.sums.name} (${first.sums.format})`
  return [
    ...[[name, ...aliases].join(', '), Object.keys(arch).join(', '), doubted('user', guest.user)],
    ...[doubted('firmware', guest.firmware === 'either' ? 'bios, uefi' : guest.firmware), seedReader],
    ...[sums, first === undefined ? '' : kinds[first.kind], new URL(first?.url ?? '').host],
  ]

  function doubted(fact: string, value: string): string {
    return guest.unverified?.[fact] === undefined ? value : `${value} (?)`
  }
}

/** Rows as a table of Markdown. What has a meaning in it is quoted. */
export function markdownTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map((cell) => cell.replaceAll(/[|*]/g, '\\$&')))]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Rows as columns of text. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
