/** Acts on the commands a stage's process prints, after W/ActionCommandManager.cs of actions/runner. One handler per stage. */
import {isAbsolute, relative} from 'node:path'

import {isStopToken, parseCommand, property, type RunnerCommand} from './commands.ts'
import type {Annotation, Level} from './event-log.ts'
import type {Masks} from './masks.ts'
import type {StageRecord} from './stage-record.ts'

/** What commands act on beside the record. */
export interface CommandTarget {
  readonly masks: Masks
  readonly workspace: string
  /** The step's `env` context: looked at for the two ACTIONS_ALLOW_UNSECURE_… switches. */
  readonly env: Readonly<Record<string, string>>
  addPath(directory: string): void
  setEnv(name: string, value: string): void
  saveState(name: string, value: string): void
  setOutput(name: string, value: string): void
}

/** Commands that are never echoed (`OmitEcho` in W/ActionCommandManager.cs). */
const SILENT = new Set(['add-mask', 'debug', 'warning', 'error', 'notice', 'echo'])

function nameOf(command: RunnerCommand): string {
  const name = property(command, 'name')
  if (name === undefined) throw new Error(`Required field 'name' is missing in ##[${command.command}] command.`)
  return name
}

/** W/ActionCommandManager.cs:644-772: which of the position fields survive. */
function position(command: RunnerCommand): Pick<Annotation, 'line' | 'endLine' | 'col' | 'endColumn'> {
  const endLine = property(command, 'endLine')
  const line = property(command, 'line') ?? endLine
  const endColumn = property(command, 'endColumn')
  const col = property(command, 'col') ?? endColumn
  const linesMakeSense = line === undefined || endLine === undefined || Number(endLine) >= Number(line)
  const columnsMakeSense =
    line !== undefined &&
    (endLine === undefined || endLine === line) &&
    (col === undefined || endColumn === undefined || Number(endColumn) >= Number(col))
  return {
    ...(linesMakeSense && line !== undefined ? {line} : {}),
    ...(linesMakeSense && endLine !== undefined ? {endLine} : {}),
    ...(columnsMakeSense && col !== undefined ? {col} : {}),
    ...(columnsMakeSense && endColumn !== undefined ? {endColumn} : {}),
  }
}

function annotationOf(command: RunnerCommand, workspace: string): Annotation {
  const [title, given] = [property(command, 'title'), property(command, 'file')]
  const inside = given === undefined || !isAbsolute(given) ? '..' : relative(workspace, given)
  const file = inside === '' || inside.startsWith('..') ? given : inside
  return {
    level: command.command.toLowerCase() as Level,
    message: command.data,
    ...position(command),
    ...(title === undefined ? {} : {title}),
    ...(file === undefined ? {} : {file}),
  }
}

export class CommandHandler {
  readonly #record: StageRecord
  readonly #target: CommandTarget
  #stopToken: string | undefined
  #echo: boolean

  constructor(record: StageRecord, target: CommandTarget, debug: boolean) {
    this.#record = record
    this.#target = target
    this.#echo = debug
  }

  /**
   * Takes one line of either stream: acts on it if it is a command, logs it if not (W/Handlers/OutputManager.cs:82-161).
   * Throws on an invalid stop token, which fails the stage while its process lives on: that check is outside of the runner's
   * try block (W/ActionCommandManager.cs:111).
   */
  handleLine(stream: 'stdout' | 'stderr', line: string): void {
    if (!this.#tryCommand(line)) this.#record.log(stream, line)
  }

  #tryCommand(line: string): boolean {
    const command = parseCommand(line, this.#stopToken === undefined ? [] : [this.#stopToken])
    if (!command) return false
    const name = command.command.toLowerCase()
    if (this.#stopToken !== undefined) {
      if (name !== this.#stopToken.toLowerCase()) return false
      this.#stopToken = undefined
      this.#record.log('runner', line)
      return true
    }
    this.#record.emit({type: 'command', stage: this.#record.number, ...command})
    if (name === 'stop-commands') {
      this.#stop(command.data, line)
      return true
    }
    if (this.#echo && !SILENT.has(name)) this.#record.log('runner', line)
    try {
      this.#act(name, command)
    } catch (error) {
      this.#record.error(`Unable to process command '${SILENT.has(name) ? name : line}' successfully.`)
      this.#record.error(error instanceof Error ? error.message : String(error))
      this.#record.commandFailed = true
    }
    return true
  }

  #stop(token: string, line: string): void {
    if (!isStopToken(token) && this.#target.env['ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS'] !== 'true') {
      throw new Error(
        "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.",
      )
    }
    this.#stopToken = token
    if (token.length > 6) this.#target.masks.add(token)
    this.#record.log('runner', line)
  }

  #act(name: string, command: RunnerCommand): void {
    const [target, record, data] = [this.#target, this.#record, command.data]
    switch (name) {
      case 'error':
      case 'warning':
      case 'notice':
        record.annotate(annotationOf(command, target.workspace))
        break
      case 'debug':
        record.debug(data)
        break
      case 'group':
      case 'endgroup':
        record.log('runner', `##[${name}]${name === 'group' ? data : ''}`)
        break
      case 'add-mask':
        this.#addMask(data)
        break
      case 'save-state':
        target.saveState(nameOf(command), data)
        break
      case 'set-output':
        target.setOutput(nameOf(command), data)
        break
      case 'set-env':
      case 'add-path':
        this.#unsecure(name, command)
        break
      case 'echo':
        if (!/^(on|off)$/i.test(data.trim()))
          throw new Error("Invalid echo command value. Possible values can be: 'on', 'off'.")
        this.#echo = data.trim().toLowerCase() === 'on'
        break
      default:
        // add-matcher, remove-matcher, internal-set-repo-path: taken off the log and recorded, but not played.
        break
    }
  }

  #addMask(data: string): void {
    if (data.trim() === '') this.#record.warning("Can't add secret mask for empty string in ##[add-mask] command.")
    else {
      if (this.#echo) this.#record.log('runner', '::add-mask::***')
      this.#target.masks.addWithLines(data)
    }
  }

  #unsecure(name: string, command: RunnerCommand): void {
    if (this.#target.env['ACTIONS_ALLOW_UNSECURE_COMMANDS'] !== 'true') {
      throw new Error(`The \`${name}\` command is disabled. Please upgrade to using Environment Files.`)
    }
    if (name === 'add-path') this.#target.addPath(command.data)
    else if (nameOf(command).toUpperCase() === 'NODE_OPTIONS') {
      this.#record.error("Can't update NODE_OPTIONS environment variable using ::set-env:: command.")
    } else this.#target.setEnv(nameOf(command), command.data)
  }
}
