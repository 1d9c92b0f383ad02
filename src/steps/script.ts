import {randomBytes} from 'node:crypto'
import {closeSync, openSync} from 'node:fs'
import {quoteWord, sshWords} from '../guest/ssh.ts'
import {statusOf} from './exec.ts'
import type {StepContext} from './verb.ts'

/** The script goes in by stdin into a file, so that commands in it cannot eat the rest of it; they read nothing. */
const receiveAndRun = 'f=$(mktemp) && cat >"$f" && { sh -e "$f" </dev/null; s=$?; rm -f "$f"; exit $s; }'

/**
 * Runs a step's script (`shell: guest {0}`). What a guest prints is data (law L16): meanwhile the runner takes no commands
 * from its output. The runner handles stderr before stdout (ProcessInvoker.cs:398), so that is where it is told first,
 * and last on stdout.
 */
export async function runScript(path: string, {plan, host, terminal}: StepContext): Promise<number> {
  const token = randomBytes(16).toString('hex')
  const script = openSync(path, 'r')
  try {
    if (terminal.isStep) terminal.err(`::stop-commands::${token}\n`)
    const words = sshWords(plan.paths.sshConfig, 'guest', `exec sh -c ${quoteWord(receiveAndRun)}`)
    return statusOf(await host.commands.attach(words, {stdin: script, tag: plan.tag}))
  } finally {
    closeSync(script)
    if (terminal.isStep) terminal.out(`\n::${token}::\n`)
  }
}
