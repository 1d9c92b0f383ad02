import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {consoleVerb} from '../steps/console.ts'
import {copy} from '../steps/copy.ts'
import {exec} from '../steps/exec.ts'
import {logs} from '../steps/logs.ts'
import {endCommand, lost} from '../steps/lost-command.ts'
import {takeOptions} from '../steps/options.ts'
import {reboot} from '../steps/reboot.ts'
import {screenshot} from '../steps/screenshot.ts'
import {runScript, type ScriptInput} from '../steps/script.ts'
import {status} from '../steps/status.ts'
import {guestLost, type Terminal, type Verb} from '../steps/verb.ts'
import {wait} from '../steps/wait.ts'

/** Of BSD's sysexits.h: the command was used wrongly. */
const usageError = 64

/** Every verb of the `guest` command, in the order of its usage. To add one, add a file to steps/ and a row here. */
const verbs: Readonly<Record<string, Verb>> = {
  ...{exec, copy, status, wait},
  ...{console: consoleVerb, logs, screenshot, reboot},
  ...{lost, end: endCommand},
}

/** The `guest` command: words → exit status. `guest … FILE` runs a step's script (`shell: guest {0}`). */
export async function enter(words: readonly string[], ledger: Ledger, host: Host, terminal: Terminal): Promise<number> {
  const {plan, held} = ledger.read()
  if (plan === undefined) {
    terminal.trouble('This VM was never started, or it is stopped already.')
    return guestLost
  }
  const context = {plan, held, ledger, host, terminal}
  const [first = '', ...rest] = words
  const verb = Object.hasOwn(verbs, first) ? verbs[first] : undefined
  const script = verb === undefined ? scriptOf(words) : undefined
  if (script !== undefined) return await runScript(script, context)
  const result = await verb?.run(rest, context)
  if (result !== undefined && result !== 'usage') return result
  terminal.err(usage(plan.spec.name))
  return usageError
}

/** Options of ours, the words of an interpreter, and the file that the runner puts in the place of {0}. */
function scriptOf(words: readonly string[]): ScriptInput | undefined {
  const taken = takeOptions(words)
  const path = taken?.rest.at(-1)
  if (taken === undefined || path?.includes('/') !== true) return undefined
  const interpreter = taken.rest.slice(0, -1)
  return {options: taken.options, interpreter: interpreter.length === 0 ? ['sh', '-e'] : interpreter, path}
}

function usage(name: string): string {
  const known = Object.entries(verbs).flatMap(([verb, {usage: words}]) =>
    words === undefined ? [] : [`${verb} ${words}`.trimEnd()],
  )
  const forms = [...known, '[--user USER] [--env NAME] [--directory DIR] [INTERPRETER [WORD ...]] FILE']
  return forms.map((form, index) => `${index === 0 ? 'usage:' : '      '} ${name} ${form}\n`).join('')
}
