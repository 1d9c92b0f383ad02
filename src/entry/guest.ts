import {messageOf} from '../errors.ts'
import {nodeHost, quiet} from '../host/node-host.ts'
import {openLedger} from '../ledger/file-ledger.ts'
import {enter} from '../phases/enter.ts'
import {guestLost} from '../steps/verb.ts'
import {childEnvironment, environment, stateDirectories} from './environment.ts'
import {makeTerminal} from './terminal.ts'

/** The command of a VM: its launcher puts the ledger's path before the user's words. */
export async function guest(): Promise<void> {
  if (process.argv[2] === 'sweep') {
    await sweepByHand()
    return
  }
  const [ledger = '', ...words] = process.argv.slice(2)
  const terminal = makeTerminal(environment(), listen())
  try {
    const host = nodeHost(childEnvironment(terminal.env), quiet)
    process.exitCode = await enter(words, openLedger(ledger), host, terminal)
  } catch (error) {
    terminal.trouble(messageOf(error))
    process.exitCode = guestLost
  }
}

/** Aborts when the step is canceled, and when whoever read what we say has had enough, as `head` does. */
function listen(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      controller.abort(name)
    })
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {
      controller.abort('SIGPIPE')
    })
  }
  return controller.signal
}

/** `node dist/guest.js sweep`: for a hook of the runner that is run before each job, or for a person. */
async function sweepByHand(): Promise<void> {
  // Steps of a job need none of it, and there are many
  const [{sweep}, {logLines}] = await Promise.all([import('../phases/sweep.ts'), import('../report/log-lines.ts')])
  const env = environment()
  const reports = await sweep(stateDirectories(env), nodeHost(childEnvironment(env), quiet))
  for (const line of reports.flatMap(logLines)) process.stdout.write(`${line}\n`)
  if (reports.length === 0) process.stdout.write('No VM of a dead job was found.\n')
}
