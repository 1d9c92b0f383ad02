import {followConsole, tailOf} from '../guest/console.ts'
import {forLog, plainLines} from '../report/guest-text.ts'
import {millis} from '../units.ts'
import {cancelledBy} from './exec.ts'
import {isRunning} from './status.ts'
import type {StepContext, Verb} from './verb.ts'

/** A boot prints some 60 KB. Of a guest that prints without end the last part is shown; the file has more. */
const mostBytes = 16 * 1024 * 1024
const longestLine = 8 * 1024
const pause = millis(250)

/**
 * Prints what the guest has printed on its console, and with `--follow` goes on until the VM has ended. It is to be read
 * only: a job has no terminal, and the console of a guest is a file from the beginning.
 */
export const consoleVerb: Verb = {
  usage: '[--follow]',
  async run([option, ...more], context) {
    if (more.length > 0 || (option !== undefined && option !== '--follow')) return 'usage'
    if (option === '--follow') return await follow(context)
    printConsole(context, Infinity)
    return 0
  },
}

/** Prints the last lines of the console, without anything that a terminal or the runner would act on (law L16). */
export function printConsole({plan, terminal}: StepContext, most: number): void {
  const {consoleLog} = plan.paths
  const {lines, cut} = plainLines(tailOf(consoleLog, mostBytes), {lines: most, columns: longestLine})
  if (cut.lines > 0) terminal.out(`… ${cut.lines} older lines are in ${consoleLog}\n`)
  for (const line of forLog(lines)) terminal.out(`${line}\n`)
}

async function follow(context: StepContext): Promise<number> {
  const {plan, host, terminal} = context
  const over = new AbortController()
  let seen = 0
  let unfinished = ''
  const print = (text: string): void => {
    for (const line of forLog(plainLines(text, {lines: Infinity, columns: longestLine}).lines))
      terminal.out(`${line}\n`)
  }
  const take = (line: string, isWhole: boolean): void => {
    seen++
    unfinished = isWhole ? '' : line
    if (isWhole) print(line)
  }
  const following = followConsole(plan.paths.consoleLog, take, host.clock, over.signal)
  try {
    while (isRunning(context)) await host.clock.sleep(pause, terminal.signal)
    // What it printed last may not have been read yet
    for (let before = -1; before !== seen;) {
      before = seen
      await host.clock.sleep(pause, terminal.signal)
    }
    return 0
  } catch (error) {
    if (terminal.signal.aborted) return cancelledBy(terminal.signal)
    throw error
  } finally {
    over.abort()
    await following
    print(unfinished)
  }
}
