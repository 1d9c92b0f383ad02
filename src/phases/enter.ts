import {randomBytes} from 'node:crypto'
import {closeSync, openSync} from 'node:fs'
import {constants} from 'node:os'
import {quoteWord, sshWords} from '../guest/ssh.ts'
import type {Exit, Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {Held, HeldOf} from '../plan/intent.ts'
import type {VmPlan} from '../plan/plan.ts'
import {livingOf} from '../resources/process.ts'
import {formatSize, tagOf} from '../units.ts'

/** Where the command may write; commands of the guest have our own stdout and stderr. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether this runs in a step of a job, so that stdout is read by the runner. */
  readonly isStep: boolean
}

/** When the guest could not be entered at all; ssh's own word for it. */
export const failedToEnter = 255

/** Of BSD's sysexits.h: the command was used wrongly. */
const usageError = 64

/**
 * The `guest` command: words → exit status. `guest exec -- cmd…` runs a command, `guest FILE` runs a step's script
 * (`shell: guest {0}`), `guest status` tells how the VM is.
 */
export async function enter(words: readonly string[], ledger: Ledger, host: Host, terminal: Terminal): Promise<number> {
  const {plan, held} = ledger.read()
  const [verb = '', ...rest] = words
  const name = plan?.spec.name ?? 'guest'
  if (plan === undefined) {
    terminal.err(`${name}: this VM was never started, or it is stopped already.\n`)
    return failedToEnter
  }
  switch (verb) {
    case 'exec':
      return await exec(rest[0] === '--' ? rest.slice(1) : rest, plan, host, terminal)
    case 'status': {
      const isRunning = held.some((one) => isQemu(one) && livingOf(one, ledger.vm, host).length > 0)
      terminal.out(statusText(plan, isRunning))
      return isRunning ? 0 : 1
    }
    default:
      if (rest.length === 0 && verb.includes('/')) return await runScript(verb, plan, host, terminal)
      terminal.err(usage(name))
      return usageError
  }
}

const isQemu = (held: Held): held is HeldOf<'process'> => held.kind === 'process' && held.description.role === 'qemu'

const usage = (name: string): string =>
  [`usage: ${name} exec -- COMMAND [WORD ...]`, `       ${name} status`, `       ${name} FILE`, ''].join('\n')

/** Each word arrives in the guest as it was given here, whatever is in it. */
async function exec(command: readonly string[], plan: VmPlan, host: Host, terminal: Terminal): Promise<number> {
  if (command.length === 0) {
    terminal.err(usage(plan.spec.name))
    return usageError
  }
  const remote = command.map(quoteWord).join(' ')
  return statusOf(
    await host.commands.attach(sshWords(plan.paths.sshConfig, 'guest', remote), {stdin: 'inherit', tag: plan.tag}),
  )
}

/** The script goes in by stdin into a file, so that commands in it cannot eat the rest of it; they read nothing. */
const receiveAndRun = 'f=$(mktemp) && cat >"$f" && { sh -e "$f" </dev/null; s=$?; rm -f "$f"; exit $s; }'

/**
 * What a guest prints is data (law L16): while a step's script runs, the runner takes no commands from its output. The
 * runner handles stderr before stdout (ProcessInvoker.cs:398), so that is where it is told first, and last on stdout.
 */
async function runScript(path: string, plan: VmPlan, host: Host, terminal: Terminal): Promise<number> {
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

/** 128 and the signal's number, as a shell has it: ssh itself was ended, for instance by the job's cancellation. */
const statusOf = (exit: Exit): number => ('code' in exit ? exit.code : 128 + constants.signals[exit.signal])

function statusText({spec, accelerator, paths, id}: VmPlan, isRunning: boolean): string {
  return [
    `${spec.name}: ${isRunning ? 'running' : 'not running'} (${tagOf(id)})`,
    `machine: ${spec.machine}, ${spec.cpus} CPUs, ${formatSize(spec.memory)}, ${accelerator}`,
    `ssh config: ${paths.sshConfig}`,
    `console: ${paths.consoleLog}`,
    '',
  ].join('\n')
}
