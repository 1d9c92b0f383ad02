import {nearest} from '../nearest.ts'

/** What is wrong with a value of JSON, one line each, beginning with its place: `images[2].title: …`. */
export type Check = (value: unknown, at: string) => readonly string[]

/** Text that matches; the pattern says by ^ and $ that nothing else is in it. */
export const text =
  (pattern: RegExp, expected: string): Check =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? [] : [`${at}: ${shown(value)} is not ${expected}`]

/** One of the words. */
export const word =
  (words: readonly string[]): Check =>
  (value, at) =>
    words.some((one) => one === value) ? [] : [`${at}: ${shown(value)} is not one of ${words.join(', ')}`]

/** A whole number that is not negative. */
export const count: Check = (value, at) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? [] : [`${at}: ${shown(value)} is not a whole number`]

/** A list whose items all pass; not empty where `least` says so. */
export const list =
  (item: Check, least = 0): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return [`${at}: ${shown(value)} is not a list`]
    if (value.length < least) return [`${at}: the list is empty`]
    return value.flatMap((one, index) => item(one, `${at}[${index}]`))
  }

/** An object with any of the keys and values that pass. */
export const record =
  (keys: Check, values: Check, least = 0): Check =>
  (value, at) => {
    if (!isObject(value)) return [`${at}: ${shown(value)} is not an object`]
    const entries = Object.entries(value)
    if (entries.length < least) return [`${at}: the object is empty`]
    return entries.flatMap(([key, one]) => [...keys(key, at), ...values(one, `${at}.${key}`)])
  }

/** An object with all of the required fields, perhaps some of the optional ones, and no other. */
export const object =
  (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value, at) => {
    if (!isObject(value)) return [`${at}: ${shown(value)} is not an object`]
    const fields: Readonly<Record<string, Check>> = {...required, ...optional}
    const known = Object.keys(fields)
    const unknown = Object.keys(value).filter((key) => !known.includes(key))
    return [
      ...unknown.map((key) => `${at}: there is no field ${JSON.stringify(key)}${meant(key, known)}`),
      ...known.flatMap((key) => {
        if (Object.hasOwn(value, key)) return fields[key]?.(value[key], `${at}.${key}`) ?? []
        return Object.hasOwn(required, key) ? [`${at}: the field ${key} is missing`] : []
      }),
    ]
  }

/** The checks, one after the other, the later ones only for what has passed those before. */
export const inTurn =
  (...checks: readonly Check[]): Check =>
  (value, at) =>
    checks.reduce<readonly string[]>((problems, check) => (problems.length > 0 ? problems : check(value, at)), [])

function meant(key: string, known: readonly string[]): string {
  const suggestion = nearest(key, known)
  return suggestion === undefined ? `; there are ${known.join(', ')}` : `; did you mean ${suggestion}?`
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as JSON, cut where it would fill the log. */
function shown(value: unknown): string {
  const json = value === undefined ? 'nothing' : JSON.stringify(value)
  return json.length > 80 ? `${json.slice(0, 79)}…` : json
}
