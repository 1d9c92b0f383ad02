import {randomBytes} from 'node:crypto'
import {appendFileSync, readFileSync} from 'node:fs'
import {messageOf} from '../errors.ts'
import type {Collected} from './collected.ts'
import {cancelledBy, statusOf} from './exec.ts'
import {runDelivered} from './guest-side.ts'
import {enterGuest, lossOf} from './lost-command.ts'
import {mayAnswer, whyLost} from './lost.ts'
import type {StepOptions} from './options.ts'
import {largestFile, openSession, type Session} from './session.ts'
import {selectEnvironment, settingsText} from './settings.ts'
import {guestLost, type StepContext, type Terminal} from './verb.ts'
import {startDirectory, workspaceVariables} from './workspace.ts'

/** A step's script as the runner calls us for it. */
export interface ScriptInput {
  readonly options: StepOptions
  /** By default `sh -e`. */
  readonly interpreter: readonly string[]
  readonly path: string
}

/**
 * Runs a step's script (`shell: guest {0}`). What a guest prints is data (law L16): meanwhile the runner takes no commands
 * from its output. The runner handles stderr before stdout (ProcessInvoker.cs:398), so that is where it is told first,
 * and last on stdout. Command files are the way to set outputs and environment.
 */
export async function runScript(input: ScriptInput, context: StepContext): Promise<number> {
  const {terminal} = context
  const token = randomBytes(16).toString('hex')
  const troubles: string[] = []
  if (terminal.isStep) terminal.err(`::stop-commands::${token}\n`)
  try {
    return await runQuietly(input, {...context, terminal: {...terminal, trouble: (text) => troubles.push(text)}})
  } catch (error) {
    troubles.push(messageOf(error))
    return guestLost
  } finally {
    if (terminal.isStep) terminal.out(`\n::${token}::\n`)
    for (const trouble of troubles) {
      if (terminal.isStep) terminal.out(`::error title=The step in the guest::${escaped(trouble)}\n`)
      else terminal.trouble(trouble)
    }
  }
}

/** The value of a workflow command: actions/toolkit, packages/core/src/command.ts, escapeData. */
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

async function runQuietly({options, interpreter, path}: ScriptInput, context: StepContext): Promise<number> {
  const {plan, terminal} = context
  const session = openSession({...context, user: options.user, signal: terminal.signal})
  const selected = selectEnvironment(terminal.env, [...plan.spec.env, ...options.env])
  const directory = startDirectory(context, options.directory)
  const settings = settingsText({variables: [...workspaceVariables(context), ...selected], directory})
  const script = readFileSync(path, 'utf8')
  const whyNot = await enterGuest(session, {settings, script}, context)
  if (whyNot !== undefined) {
    terminal.trouble(whyNot)
    return guestLost
  }
  const status = statusOf(await session.attach(runDelivered(session.token, interpreter), 'ignore'))
  const isDoubtful = session.mayBeLost(status)
  const why = isDoubtful ? await whyLost(context) : undefined
  const known = mayAnswer(why, context) ? await collected(session, terminal) : undefined
  const failure = carryBack(known, terminal)
  if (terminal.signal.aborted) return cancelledBy(terminal.signal)
  if (known?.status === undefined || (isDoubtful && known.status !== status)) {
    terminal.trouble(await lossOf(session, context, {why, status: known?.status}))
    return guestLost
  }
  return known.status === 0 && failure ? guestLost : known.status
}

async function collected(session: Session, {trouble}: Terminal): Promise<Collected | undefined> {
  try {
    return await session.collect()
  } catch (error) {
    trouble(messageOf(error))
    return undefined
  }
}

/** Appends what the script wrote to the runner's own command files, byte by byte. @returns whether something is missing. */
function carryBack(known: Collected | undefined, {env, trouble}: Terminal): boolean {
  let isMissing = false
  for (const {variable, size, bytes} of known?.files ?? []) {
    const target = env[variable] ?? ''
    if (bytes !== undefined && target !== '') appendFileSync(target, bytes)
    if (bytes !== undefined) continue
    isMissing = true
    trouble(`${variable} of this step has ${size} bytes; ${largestFile} is the most that is carried back.`)
  }
  return isMissing
}
