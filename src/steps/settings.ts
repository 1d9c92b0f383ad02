import {quoteWord} from '../quote.ts'
import {commandFiles} from './guest-side.ts'

/** The token of the job, and paths of the host that mean nothing in a guest: taken when named, by no `*`. */
const onlyByName: ReadonlySet<string> = new Set([
  ...['GITHUB_TOKEN', 'GITHUB_WORKSPACE', 'GITHUB_EVENT_PATH', 'GITHUB_ACTION_PATH', 'GITHUB_PATH'],
])
/** What the host's own programs need and the guest has its own of. */
const never: ReadonlySet<string> = new Set([...Object.keys(commandFiles), 'QEMU_VM_TAG', 'QEMU_VM_STEP'])

/** The variables that the patterns select: names, with `*` for any part. */
export function selectEnvironment(
  env: Readonly<Record<string, string>>,
  patterns: readonly string[],
): readonly (readonly [name: string, value: string])[] {
  const expressions = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll('*', '\\w*')}$`))
  return Object.entries(env).filter(([name]) => {
    if (never.has(name) || !/^[A-Za-z_]\w*$/.test(name)) return false
    return patterns.includes(name) || (!onlyByName.has(name) && expressions.some((one) => one.test(name)))
  })
}

export interface SettingsInput {
  readonly variables: readonly (readonly [name: string, value: string])[]
  /** Where the command starts; its user's home by default. */
  readonly directory?: string | undefined
}

/** What a step finds in the guest, as text for its shell to source: values are quoted, whatever is in them. */
export function settingsText({variables, directory}: SettingsInput): string {
  const place = directory === undefined ? 'cd "${HOME:-/}" || cd /' : `cd ${quoteWord(directory)} || exit 125`
  return [place, ...variables.map(([name, value]) => `export ${name}=${quoteWord(value)}`), ''].join('\n')
}
