/** The options that `exec` and scripts share. */
export interface StepOptions {
  readonly user: string | undefined
  readonly env: readonly string[]
  readonly directory: string | undefined
}

/**
 * The options in front of the words; `--` ends them and is not handed on. @returns undefined where one is not ours or
 * lacks its value.
 */
export function takeOptions(
  words: readonly string[],
): {readonly options: StepOptions; readonly rest: readonly string[]} | undefined {
  const found = new Map<string, string>()
  const env: string[] = []
  let at = 0
  for (; words[at]?.startsWith('-') === true && words[at] !== '--'; at += 2) {
    const [option = '', value] = [words[at], words[at + 1]]
    if (value === undefined || value === '') return undefined
    if (option === '--env') env.push(value)
    else if (option === '--user' || option === '--directory') found.set(option, value)
    else return undefined
  }
  const rest = words.slice(words[at] === '--' ? at + 1 : at)
  return {options: {user: found.get('--user'), directory: found.get('--directory'), env}, rest}
}
