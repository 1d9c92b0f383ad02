/** `$GITHUB_STATE` and its siblings: one set of files per stage, read once after the stage's process has ended. */
import {randomUUID} from 'node:crypto'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** Context name -> file prefix, in the order of processing (C/ExtensionManager.cs:59-66). */
const PREFIXES = {
  path: 'add_path_',
  env: 'set_env_',
  step_summary: 'step_summary_',
  state: 'save_state_',
  output: 'set_output_',
  artifacts: 'artifacts_',
  artifacts_list: 'artifacts_list_',
} as const

export type FileCommand = keyof typeof PREFIXES

/** Largest step summary in bytes: `AttachmentSizeLimit` (W/FileCommandManager.cs:225). */
export const SUMMARY_LIMIT = 1024 * 1024

/** Creates empty files with a new guid below `<temp>/_runner_file_commands` (W/FileCommandManager.cs:21-73). */
export function createCommandFiles(temp: string): Readonly<Record<FileCommand, string>> {
  const directory = join(temp, '_runner_file_commands')
  mkdirSync(directory, {recursive: true})
  const guid = randomUUID()
  const entries = Object.entries(PREFIXES).map(([name, prefix]) => [name, join(directory, prefix + guid)] as const)
  for (const [, file] of entries) writeFileSync(file, '')
  return Object.fromEntries(entries) as Record<FileCommand, string>
}

/** What the files are applied to. */
export interface FileCommandTarget {
  addPath(directory: string): void
  setEnv(name: string, value: string): void
  saveState(name: string, value: string): void
  setOutput(name: string, value: string): void
  /** The summary's text, not yet masked. */
  summary(text: string): void
  error(message: string): void
  /** `CommandResult = Failed`: the stage fails whatever its exit code (W/FileCommandManager.cs:87). */
  fail(): void
}

/** Text of a file; a file that is gone counts as empty (W/FileCommandManager.cs:364-379). */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

interface Line {
  readonly text: string
  /** The line's ending; '' at the end of the file. */
  readonly ending: string
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    if (match[0] !== '') lines.push({text: match[1] ?? '', ending: match[2] ?? ''})
  }
  return lines
}

/**
 * `NAME=VALUE` and `NAME<<DELIMITER` entries, yielded one by one, so that the pairs before a torn entry stand
 * (W/FileCommandManager.cs:364-446). Throws on a torn or malformed entry, with the runner's words.
 */
export function* keyValuePairs(text: string): Generator<readonly [name: string, value: string]> {
  const lines = linesOf(text)
  for (let next = lines.shift(); next !== undefined; next = lines.shift()) {
    const line = next.text
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      yield [line.slice(0, equals), line.slice(equals + 1)]
    } else if (heredoc >= 0) {
      yield [line.slice(0, heredoc), heredocValue(line, heredoc, lines)]
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
}

function heredocValue(line: string, at: number, lines: Line[]): string {
  const delimiter = line.slice(at + 2)
  if (at === 0 || delimiter === '') {
    throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
  }
  let value = ''
  let ending = ''
  for (let next = lines.shift(); next?.text !== delimiter; next = lines.shift()) {
    if (next === undefined) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
    if (next.ending === '') throw new Error('Invalid value. EOF marker missing new line.')
    value += ending + next.text
    ending = next.ending
  }
  return value
}

const PROCESSORS: readonly (readonly [FileCommand, (text: string, target: FileCommandTarget) => void])[] = [
  ['path', (text, target) => {
    for (const {text: line} of linesOf(text)) if (line !== '') target.addPath(line)
  }],
  ['env', (text, target) => {
    for (const [name, value] of keyValuePairs(text)) {
      // The one name on the block list, in any case (W/FileCommandManager.cs:158-218).
      if (name.toUpperCase() === 'NODE_OPTIONS') {
        target.error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
      } else target.setEnv(name, value)
    }
  }],
  ['step_summary', (text, target) => {
    const bytes = Buffer.byteLength(text)
    if (bytes > SUMMARY_LIMIT) {
      const [limit, got] = [SUMMARY_LIMIT / 1024, Math.floor(bytes / 1024)]
      target.error(`$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}k, got ${got}k.`)
    } else if (bytes > 0) target.summary(text)
  }],
  ['state', (text, target) => {
    for (const [name, value] of keyValuePairs(text)) target.saveState(name, value)
  }],
  ['output', (text, target) => {
    for (const [name, value] of keyValuePairs(text)) target.setOutput(name, value)
  }],
] // prettier-ignore

/** Reads each file and applies it; an error in one fails the stage, and the others are still read (W/FileCommandManager.cs:75-90). */
export function processCommandFiles(files: Readonly<Record<FileCommand, string>>, target: FileCommandTarget): void {
  for (const [name, process] of PROCESSORS) {
    try {
      process(textOf(files[name]), target)
    } catch (error) {
      target.error(`Unable to process file command '${name}' successfully.`)
      target.error(error instanceof Error ? error.message : String(error))
      target.fail()
    }
  }
}
