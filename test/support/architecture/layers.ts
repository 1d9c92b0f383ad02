import {posix} from 'node:path'
import type {Source} from './source.ts'

/** The layer table of the design: the first row that a path begins with decides. Lower ranks know nothing of higher. */
const table: readonly (readonly [rank: number, ...paths: string[]])[] = [
  [0, 'src/errors.ts', 'src/units.ts', 'src/arch.ts', 'src/nearest.ts', 'src/quote.ts'],
  [5, 'src/plan/host-facts.ts'],
  [1, 'src/catalogue/', 'src/qemu/qmp-lines.ts', 'src/plan/', 'src/shutdown/ladder.ts', 'src/shutdown/outcome.ts'],
  [2, 'src/inputs/', 'src/ledger/entry.ts', 'src/ledger/replay.ts', 'src/ledger/ledger.ts'],
  [3, 'src/report/'],
  [3.5, 'src/diagnosis/'],
  [4, 'src/host/'],
  [5, 'src/images/', 'src/guest/', 'src/resources/', 'src/qemu/', 'src/ledger/'],
  [6, 'src/shutdown/'],
  [7, 'src/steps/'],
  [8, 'src/phases/'],
  [9, 'src/entry/', 'src/index.ts'],
]

/** Below this rank all is pure: no I/O, no clock, no environment. */
const firstImpureRank = 4
const pureModules: ReadonlySet<string> = new Set(['node:path', 'node:util'])
const impureAccess = /^(process|performance|Date\.now|Math\.random|fetch|crypto)(\.|$)/
const impureNames = ['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'performance']

/** The rank of a file of src, or undefined when the table has no place for it. */
export const rankOf = (path: string): number | undefined =>
  table.find(([, ...paths]) =>
    paths.some((prefix) => path === prefix || (prefix.endsWith('/') && path.startsWith(prefix))),
  )?.[0]

/** A file imports from lower ranks, and from its own folder where the rank is its own. */
export function layers(sources: readonly Source[]): readonly string[] {
  return sources.filter(inSrc).flatMap(({path, imports}) => {
    const rank = rankOf(path)
    if (rank === undefined) return [`${path} has no place in the layer table`]
    return imports.flatMap(({file}) => {
      if (file === undefined) return []
      const other = rankOf(file)
      const near = other === rank && folderOf(file) === folderOf(path)
      if (other !== undefined && (other < rank || near)) return []
      return [`${path} (rank ${rank}) imports ${file} (rank ${other ?? 'none'})`]
    })
  })
}

/** Ranks 0 to 3 use no clock, no environment, no randomness, and of Node only what computes. */
export function purity(sources: readonly Source[]): readonly string[] {
  const pure = sources.filter(({path}) => inSrc({path}) && (rankOf(path) ?? firstImpureRank) < firstImpureRank)
  return pure.flatMap(({path, imports, accesses, identifiers}) => [
    ...imports
      .filter(({from}) => from.startsWith('node:') && !pureModules.has(from))
      .filter(({from, names}) => !(from === 'node:zlib' && names.join() === 'crc32'))
      .map(({from}) => `${path} is pure and imports ${from}`),
    ...accesses.filter(({text}) => impureAccess.test(text)).map(({text}) => `${path} is pure and uses ${text}`),
    ...impureNames.filter((name) => identifiers.has(name)).map((name) => `${path} is pure and uses ${name}`),
  ])
}

/** No file of src reaches itself through its imports, types included. */
export function cycles(sources: readonly Source[]): readonly string[] {
  const byPath = new Map(sources.filter(inSrc).map((source) => [source.path, source]))
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (trail.includes(path) || done.has(path)) return
    for (const {file} of byPath.get(path)?.imports ?? []) if (file !== undefined) walk(file, [...trail, path])
    done.add(path)
  }
  for (const path of byPath.keys()) walk(path, [])
  return found.map((cycle) => `import cycle: ${cycle}`)
}

const inSrc = ({path}: {readonly path: string}): boolean => path.startsWith('src/')
/** src/index.ts is the outermost ring together with src/entry. */
const folderOf = (path: string): string => (path === 'src/index.ts' ? 'src/entry' : posix.dirname(path))
