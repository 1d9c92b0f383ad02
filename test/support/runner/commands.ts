/** The two grammars of workflow commands, after C/ActionCommand.cs of actions/runner. Pure. */

export interface RunnerCommand {
  /** As written; names are compared without regard to case. */
  readonly command: string
  /** Keys as first written; looked up without regard to case through `property()`. */
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** The registered commands (C/ExtensionManager.cs:42-58; `internal-set-repo-path` included, W/ActionCommandManager.cs:199). */
export const COMMAND_NAMES: readonly string[] = [
  'internal-set-repo-path',
  'set-env',
  'set-output',
  'save-state',
  'add-path',
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'warning',
  'error',
  'notice',
  'debug',
  'group',
  'endgroup',
  'echo',
  'stop-commands',
]

type Escapes = readonly (readonly [escaped: string, plain: string])[]

// The order matters: `%25` is undone last, so that `%250A` yields `%0A` (C/ActionCommand.cs:9-33).
const V1: Escapes = [['%3B', ';'], ['%0D', '\r'], ['%0A', '\n'], ['%5D', ']'], ['%25', '%']] // prettier-ignore
const V2_DATA: Escapes = [['%0D', '\r'], ['%0A', '\n'], ['%25', '%']] // prettier-ignore
const V2_PROPERTY: Escapes = [['%0D', '\r'], ['%0A', '\n'], ['%3A', ':'], ['%2C', ','], ['%25', '%']] // prettier-ignore

function unescape(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text)
}

/** Splits as .NET's `Split(separator, 2, RemoveEmptyEntries)`: leading separators vanish, an empty half means no pair. */
function pairOf(text: string): readonly [string, string] | undefined {
  const trimmed = text.replace(/^=+/, '')
  const equals = trimmed.indexOf('=')
  if (equals < 0) return undefined
  const value = trimmed.slice(equals + 1).replace(/^=+/, '')
  return value === '' ? undefined : [trimmed.slice(0, equals), value]
}

function propertiesOf(text: string, separator: string, escapes: Escapes): Record<string, string> {
  const properties: Record<string, string> = {}
  for (const part of text.split(separator)) {
    const pair = pairOf(part)
    if (!pair) continue
    const known = Object.keys(properties).find((key) => key.toLowerCase() === pair[0].toLowerCase())
    properties[known ?? pair[0]] = unescape(pair[1], escapes)
  }
  return properties
}

function isRegistered(name: string, extra: readonly string[]): boolean {
  const wanted = name.toLowerCase()
  return [...COMMAND_NAMES, ...extra].some((known) => known.toLowerCase() === wanted)
}

function nameAndRest(info: string): readonly [name: string, rest: string] {
  const blank = info.indexOf(' ')
  return blank < 0 ? [info, ''] : [info.slice(0, blank), blank > 0 ? info.slice(blank + 1) : '']
}

/** `::name k=v,k=v::data` at the start of the line, after white space (C/ActionCommand.cs:47-119). */
export function parseV2(line: string, extra: readonly string[] = []): RunnerCommand | undefined {
  const text = line.trimStart()
  if (!text.startsWith('::')) return undefined
  const end = text.indexOf('::', 2)
  if (end < 0) return undefined
  const [command, rest] = nameAndRest(text.slice(2, end))
  if (!isRegistered(command, extra)) return undefined
  return {
    command,
    properties: propertiesOf(rest.trim(), ',', V2_PROPERTY),
    data: unescape(text.slice(end + 2), V2_DATA),
  }
}

/** `##[name k=v;k=v]data` anywhere in the line; only the first `##[` counts (C/ActionCommand.cs:121-189). */
export function parseV1(line: string, extra: readonly string[] = []): RunnerCommand | undefined {
  const start = line.indexOf('##[')
  if (start < 0) return undefined
  const end = line.indexOf(']', start)
  if (end < 0) return undefined
  const [command, rest] = nameAndRest(line.slice(start + 3, end))
  if (!isRegistered(command, extra)) return undefined
  return {command, properties: propertiesOf(rest, ';', V1), data: unescape(line.slice(end + 1), V1)}
}

/**
 * In: one line, and the names registered beside the standard ones (a stop token). Out: the command the runner would see in it:
 * V2 first, then V1 (W/ActionCommandManager.cs:66-72); undefined for plain output.
 */
export function parseCommand(line: string, extra: readonly string[] = []): RunnerCommand | undefined {
  return parseV2(line, extra) ?? parseV1(line, extra)
}

/** A property's value, whatever the case of its key; undefined if absent (C/ActionCommand.cs:35 `OrdinalIgnoreCase`). */
export function property(command: RunnerCommand, key: string): string | undefined {
  return Object.entries(command.properties).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
}

/**
 * In: any text, as a process would print it. Out: every command the runner would act on, in order, with `stop-commands` obeyed.
 * Lines end at \n, \r or \r\n (.NET `StreamReader.ReadLine`). For assertions such as "nothing the guest printed is a command".
 */
export function parseRunnerCommands(text: string): RunnerCommand[] {
  const found: RunnerCommand[] = []
  let stopToken: string | undefined
  for (const line of text.split(/\r\n|\r|\n/)) {
    const command = parseCommand(line, stopToken === undefined ? [] : [stopToken])
    if (!command) continue
    if (stopToken !== undefined) {
      if (command.command.toLowerCase() === stopToken.toLowerCase()) stopToken = undefined
      continue
    }
    found.push(command)
    if (command.command.toLowerCase() === 'stop-commands' && isStopToken(command.data)) stopToken = command.data
  }
  return found
}

/** Whether `stop-commands` accepts the token: not empty, no command, not `pause-logging` (W/ActionCommandManager.cs:156-188). */
export function isStopToken(token: string): boolean {
  return token !== '' && token.toLowerCase() !== 'pause-logging' && !isRegistered(token, [])
}
