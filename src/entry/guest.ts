import {messageOf} from '../errors.ts'
import type {Log} from '../host/host.ts'
import {nodeHost} from '../host/node-host.ts'
import {openLedger} from '../ledger/file-ledger.ts'
import {enter, failedToEnter} from '../phases/enter.ts'
import {childEnvironment, environment} from './environment.ts'

/** The command of a VM: its launcher puts the ledger's path before the user's words. */
export async function guest(): Promise<void> {
  const [ledger = '', ...words] = process.argv.slice(2)
  const env = environment()
  try {
    const host = nodeHost(childEnvironment(env), quiet)
    process.exitCode = await enter(words, openLedger(ledger), host, {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      isStep: env['GITHUB_ACTIONS'] === 'true',
    })
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    process.exitCode = failedToEnter
  }
}

const quiet: Log = {debug: () => undefined, info: () => undefined, group: (_title, body) => body()}
