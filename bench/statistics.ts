/** One thing done twice in a row, by the product and by what it is held against. Milliseconds. */
export interface Pair {
  readonly product: number
  readonly baseline: number
}

/** What pairs of figures say together. */
export interface Comparison {
  readonly pairs: number
  readonly product: number
  readonly baseline: number
  /** Of the ratios of each pair: a slow minute of the machine slows both halves of a pair, and cancels out. */
  readonly ratio: number
  readonly lowest: number
  readonly highest: number
}

/** The middle value, or the mean of the two in the middle. @throws RangeError when there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (low === undefined || high === undefined) throw new RangeError('no values have no median')
  return (low + high) / 2
}

/** Medians of both halves, and the median and the extremes of the pairwise ratios. @throws RangeError without pairs. */
export function compare(pairs: readonly Pair[]): Comparison {
  const ratios = pairs.map(({product, baseline}) => product / baseline)
  return {
    pairs: pairs.length,
    product: median(pairs.map(({product}) => product)),
    baseline: median(pairs.map(({baseline}) => baseline)),
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  }
}

/** Both halves of a pair. The order changes with each, so that neither always comes after the other. */
export async function inTurn<T>(
  index: number,
  product: () => Promise<T>,
  baseline: () => Promise<T>,
): Promise<{readonly product: T; readonly baseline: T}> {
  if (index % 2 === 0) return {product: await product(), baseline: await baseline()}
  const first = await baseline()
  return {product: await product(), baseline: first}
}
