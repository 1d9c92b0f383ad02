import {parseDuration, parseSize, type MiB, type Millis} from '../units.ts'
import {nearest} from '../nearest.ts'

/** What is at an absolute path. Passed in, so that this folder stays pure and files are judged with everything else. */
export type Look = (path: string) => 'file' | 'directory' | 'absent' | 'unreadable'

/** What a parser may know besides the text. */
export interface Surroundings {
  /** Absolute; relative paths start here. */
  readonly workspace: string
  readonly look: Look
}

/** What is accepted, as a phrase that completes `X is not …`; `value` only where X is not the whole text. */
export interface Refusal {
  readonly expected: string
  readonly value?: string
}

export type Parsed<T> = {readonly value: T} | {readonly refusals: readonly Refusal[]}

/** From the trimmed, non-empty text of an input to its value, or to everything that is wrong with it. Never throws. */
export type Parser<T> = (text: string, surroundings: Surroundings) => Parsed<T>

/** The value of a text that is right. */
export const accept = <T>(value: T): Parsed<T> => ({value})
/** What is wrong with a text: what is accepted, and the value to show where the text itself must not be shown. */
export const refuse = (expected: string, value?: string): {readonly refusals: readonly Refusal[]} => ({
  refusals: [value === undefined ? {expected} : {expected, value}],
})

/** Exactly one of the words. `meant` maps words of other programs to ours, for the hint only: nothing is guessed. */
export function oneOf<const T extends string>(
  words: readonly T[],
  meant: Readonly<Record<string, NoInfer<T>>> = {},
): Parser<T> {
  return (text) => {
    const found = words.find((word) => word === text)
    if (found !== undefined) return accept(found)
    const hint = meant[text.toLowerCase()] ?? nearest(text, words)
    return refuse(`one of ${words.join(', ')}${hint === undefined ? '' : `; did you mean ${hint}?`}`)
  }
}

/** `true` or `false` in the spellings of YAML 1.2's core schema, as core.getBooleanInput of @actions/core takes them. */
export const flag: Parser<boolean> = (text) =>
  /^(?:true|True|TRUE|false|False|FALSE)$/.test(text) ? accept(/^t/i.test(text)) : refuse('true or false')

/** Text in which `pattern` is found; the pattern says by ^ and $ that nothing else is. */
export const matching =
  (pattern: RegExp, expected: string): Parser<string> =>
  (text) =>
    pattern.test(text) ? accept(text) : refuse(expected)

/** A secret that ssh can be told: what its askpass program prints, up to the first line break (readpass.c, ssh_askpass()). */
export const secretLine: Parser<string> = (text) =>
  /[\r\n\0]/.test(text) || Buffer.byteLength(text) > 1023
    ? refuse('a password of one line, at most 1023 bytes', '(hidden)')
    : accept(text)

/** A whole decimal number from `least` to `most`, both included. */
export const wholeNumber =
  (least: number, most: number): Parser<number> =>
  (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
    return value >= least && value <= most ? accept(value) : refuse(`a whole number from ${least} to ${most}`)
  }

/** A size of at least `least`. */
export function sizeFrom(least: MiB): Parser<MiB> {
  const inRange = (text: string): MiB | undefined => {
    const value = parseSize(text)
    return value !== undefined && value >= least ? value : undefined
  }
  return (text) => {
    const value = inRange(text)
    if (value !== undefined) return accept(value)
    // A bare number too small for MiB can only have been meant in GiB. With a unit already there, neither parses.
    const meant = [`${text}M`, `${text}G`].find((guess) => inRange(guess) !== undefined)
    return refuse(
      meant === undefined
        ? `a size of at least ${least}M, such as 512M or 4G`
        : `a size with its unit, such as ${meant}`,
    )
  }
}

/** A duration from `least` to `most`, both included and written as a user would. */
export function durationBetween(least: string, most: string): Parser<Millis> {
  const [lower, upper] = [parseDuration(least) ?? NaN, parseDuration(most) ?? NaN]
  const inRange = (text: string): Millis | undefined => {
    const value = parseDuration(text)
    return value !== undefined && value >= lower && value <= upper ? value : undefined
  }
  return (text) => {
    const value = inRange(text)
    if (value !== undefined) return accept(value)
    const isBare = inRange(`${text}s`) !== undefined && /^[\d.]+$/.test(text)
    return refuse(
      isBare ? `a duration with its unit, such as ${text}s` : `a duration from ${least} to ${most}, such as 90s or 5m`,
    )
  }
}
