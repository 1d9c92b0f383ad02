/**
 * The candidate that was probably meant, for a "did you mean". Undefined when none is near: at most a third of the
 * text's characters may be wrong, one at least. Case and `_` for `-` cost nothing.
 */
export function nearest<T extends string>(text: string, candidates: readonly T[]): T | undefined {
  const meant = plain(text)
  const limit = Math.max(1, Math.floor(meant.length / 3))
  const near = candidates
    .map((candidate) => ({candidate, distance: distanceOf(meant, plain(candidate))}))
    .filter(({distance}) => distance <= limit)
  return near.sort((a, b) => a.distance - b.distance)[0]?.candidate
}

const plain = (text: string): string => text.toLowerCase().replaceAll('_', '-')

/** Insertions, deletions, replacements and swaps of neighbors that turn `from` into `to` (optimal string alignment). */
function distanceOf(from: string, to: string): number {
  let twoBack: number[] = []
  let last = Array.from({length: to.length + 1}, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (twoBack[column - 2] ?? 0) + 1 : Infinity,
      )
    }
    twoBack = last
    last = current
  }
  return last[to.length] ?? 0
}
