import {accept, refuse, type Parser} from './parsers.ts'

/** Names of variables, one per line, `*` for any part: those of the step that a script in the guest sees. */
export const envPatterns: Parser<readonly string[]> = (text) => {
  const patterns = text.split(/\s+/).filter((pattern) => pattern !== '')
  const wrong = patterns.find((pattern) => !/^[A-Za-z_*][A-Za-z0-9_*]*$/.test(pattern))
  return wrong === undefined
    ? accept(patterns)
    : refuse('a name of a variable, with * for any part: CI, GITHUB_* or MY_*', wrong)
}
