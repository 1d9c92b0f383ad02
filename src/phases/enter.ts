import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {copy} from '../steps/copy.ts'
import {exec} from '../steps/exec.ts'
import {runScript} from '../steps/script.ts'
import {status} from '../steps/status.ts'
import type {Terminal, Verb} from '../steps/verb.ts'

/** When the guest could not be entered at all; ssh's own word for it. */
export const failedToEnter = 255

/** Of BSD's sysexits.h: the command was used wrongly. */
const usageError = 64

/** Every verb of the `guest` command, in the order of its usage. To add one, add a file to steps/ and a row here. */
const verbs: Readonly<Record<string, Verb>> = {exec, copy, status}

/** The `guest` command: words → exit status. `guest FILE` runs a step's script (`shell: guest {0}`). */
export async function enter(words: readonly string[], ledger: Ledger, host: Host, terminal: Terminal): Promise<number> {
  const {plan, held} = ledger.read()
  if (plan === undefined) {
    terminal.err('This VM was never started, or it is stopped already.\n')
    return failedToEnter
  }
  const context = {plan, held, ledger, host, terminal}
  const [first = '', ...rest] = words
  if (rest.length === 0 && first.includes('/')) return await runScript(first, context)
  const verb = Object.hasOwn(verbs, first) ? verbs[first] : undefined
  const result = await verb?.run(rest, context)
  if (result !== undefined && result !== 'usage') return result
  terminal.err(usage(plan.spec.name))
  return usageError
}

function usage(name: string): string {
  const forms = [...Object.entries(verbs).map(([verb, {usage: words}]) => `${verb} ${words}`.trimEnd()), 'FILE']
  return forms.map((form, index) => `${index === 0 ? 'usage:' : '      '} ${name} ${form}\n`).join('')
}
