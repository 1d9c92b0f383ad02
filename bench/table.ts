import type {Comparison, Pair} from './statistics.ts'

/** One line of the table. */
export interface Result extends Omit<Comparison, 'pairs'> {
  readonly name: string
  readonly against: string
  readonly goal: number | undefined
  readonly wish: number | undefined
  readonly pairs: readonly Pair[]
}

/** What the figures depend on. */
export interface Machine {
  readonly date: string
  readonly processors: number
  readonly model: string
  readonly kernel: string
  readonly node: string
  readonly loadBefore: readonly number[]
  readonly loadAfter: readonly number[]
}

/** The results as a table in Markdown that can be read as it is. */
export function tableOf(results: readonly Result[], machine: Machine): string {
  const head = ['measured', 'against', 'pairs', 'product', 'baseline', 'ratio', 'min–max', 'goal (wish)']
  const rows = results.map((one) => [
    one.name,
    one.against,
    String(one.pairs.length),
    `${one.product.toFixed(0)} ms`,
    `${one.baseline.toFixed(0)} ms`,
    one.ratio.toFixed(2),
    `${one.lowest.toFixed(2)}–${one.highest.toFixed(2)}`,
    one.goal === undefined ? '' : `${one.goal.toFixed(2)} (${one.wish?.toFixed(2) ?? ''})`,
  ])
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [first = 0] = machine.loadBefore
  const [last = 0] = machine.loadAfter
  return [
    line(head),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    `${machine.date.slice(0, 16)}Z, ${machine.processors} × ${machine.model}, Linux ${machine.kernel}, Node ${machine.node}, ` +
      `load ${first.toFixed(1)} before, ${last.toFixed(1)} after`,
  ].join('\n')
}
