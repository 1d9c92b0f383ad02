import type {Parsed, Parser, Refusal, Surroundings} from './parsers.ts'

/** A list with one item a line; blank lines are none. Everything that is wrong with any of them is told. */
export const lines =
  <T>(parse: Parser<T>): Parser<readonly T[]> =>
  (text, surroundings) => {
    const items = text.split(/\r?\n/).map((line) => line.trim())
    return all(
      items.filter((line) => line !== ''),
      parse,
      surroundings,
    )
  }

function all<T>(items: readonly string[], parse: Parser<T>, surroundings: Surroundings): Parsed<readonly T[]> {
  const values: T[] = []
  const refusals: Refusal[] = []
  for (const item of items) {
    const parsed = parse(item, surroundings)
    if ('value' in parsed) values.push(parsed.value)
    else refusals.push(...parsed.refusals.map((refusal) => ({value: item, ...refusal})))
  }
  return refusals.length > 0 ? {refusals} : {value: values}
}

/** The list, unless two of its items have the same key: the second is refused with `expected`. */
export const distinct =
  <T>(parse: Parser<readonly T[]>, keyOf: (item: T) => string, expected: string): Parser<readonly T[]> =>
  (text, surroundings) => {
    const parsed = parse(text, surroundings)
    if (!('value' in parsed)) return parsed
    const keys = parsed.value.map(keyOf)
    const twice = keys.filter((key, index) => key !== '' && keys.indexOf(key) < index)
    return twice.length === 0 ? parsed : {refusals: twice.map((value) => ({value, expected}))}
  }
