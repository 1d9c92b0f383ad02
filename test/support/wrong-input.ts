import {InputError, type InputProblem} from '../../src/errors.ts'
import {parseInputs} from '../../src/inputs/inputs.ts'
import type {Look} from '../../src/inputs/parsers.ts'

export type Raw = Readonly<Record<string, string>>

/** Everything is a file but what says otherwise in its name. */
const look: Look = (path) => {
  const found = (['absent', 'directory', 'unreadable'] as const).find((word) => path.includes(word))
  return found ?? 'file'
}

/** What parseInputs() says of inputs of which at least one is wrong. @throws when none is. */
export function errorOf(raw: Raw): InputError {
  try {
    parseInputs(new Map(Object.entries(raw)), look, {arch: 'x86_64', workspace: '/ws'})
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('no error')
}

export const image = {image: 'disk.img'}

/** A row: a wrong value beside an image, and what is said of it. */
export const among = (input: string, value: string, expected: string): [Raw, InputProblem] => [
  {...image, [input]: value},
  {input, value, expected},
]

/** A row: all inputs, the one of them that is wrong, and what is said of it. */
export const alone = (raw: Raw, input: string, expected: string): [Raw, InputProblem] => [
  raw,
  {input, value: raw[input] ?? '', expected},
]
