import {basename} from 'node:path'
import {QemuVmError} from '../errors.ts'
import {quoteWord} from '../quote.ts'
import {millis, seconds, type Millis} from '../units.ts'
import type {CommandResult, Host} from './host.ts'

/** A tool of the kernel's answers at once; one that does not waits for a device or a server that is gone. */
const commandLimit = seconds(5)
/** Beyond the limit: timeout(1) sends SIGKILL 2 s after SIGTERM, and sudo(8) may take its time before it starts. */
const grace = seconds(4)
/** Not on the PATH of every user, and there on every distribution. */
const systemPlaces = ['/usr/sbin', '/sbin']

type Words = readonly [string, ...string[]]

/**
 * Runs a tool that only root may use: as it is when we are root, else through `sudo -n`, which never asks. Bounded by
 * `limit`, even where the tool hangs in the kernel and cannot be killed: it is then reported as timed out and left.
 * @returns its result, whatever its status. @throws QemuVmError with the command to run by hand, when it is not there
 * (`missing-program`) or sudo refuses (`resource`).
 */
export async function runAsRoot(words: Words, host: Host, limit: Millis = commandLimit): Promise<CommandResult> {
  const [program, ...rest] = words
  const paths = [program, ...systemPlaces.map((place) => `${place}/${program}`)]
  const path = paths.map((one) => host.commands.which(one)).find((one) => one !== undefined)
  const hint = `Run as root: ${byHand(words)}`
  if (path === undefined) throw new QemuVmError('missing-program', `There is no program ${program}.`, {hint})
  if (process.getuid?.() === 0) return bounded([path, ...rest], limit, host)

  if (host.commands.which('sudo') === undefined) {
    throw new QemuVmError('resource', `Only root may use ${program}, and there is no sudo.`, {hint})
  }
  // Our own timeout(1) may not signal what sudo runs; one that is root may
  const inner = ['timeout', '-k', '2', String(limit / 1000), path, ...rest]
  const result = await bounded(['sudo', '-n', '--', ...inner], limit, host)
  // What sudo itself says begins with its name, in every language; the tools begin with theirs
  const refusal = /^sudo: .*/m.exec(result.stderr)?.[0]
  if (result.code !== 0 && refusal !== undefined) {
    throw new QemuVmError('resource', `Only root may use ${program}, and sudo does not let us (${refusal}).`, {hint})
  }
  return result
}

/** runAsRoot(), for when it must succeed. @throws QemuVmError `command-failed` with what the tool said, too. */
export async function changeAsRoot(words: Words, host: Host): Promise<void> {
  const {code, timedOut, stdout, stderr} = await runAsRoot(words, host)
  if (code === 0) return
  const how = timedOut ? 'did not end in time' : `failed with status ${code}`
  const said = [stderr.trim(), stdout.trim()].find((text) => text !== '') ?? 'It said nothing.'
  throw new QemuVmError('command-failed', `${byHand(words)} ${how}: ${said}`)
}

/** A command line as a person may type it; words that a shell would take apart are quoted. */
export const byHand = ([program, ...rest]: Words): string =>
  [basename(program), ...rest.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : quoteWord(word)))].join(' ')

/** timeout(1) itself waits for as long as what it has killed hangs in the kernel (V11). */
async function bounded(words: Words, limit: Millis, host: Host): Promise<CommandResult> {
  const over = new AbortController()
  const late = host.clock.sleep(millis(limit + grace), over.signal).then(
    (): CommandResult => ({code: 124, timedOut: true, stdout: '', stderr: ''}),
    () => new Promise<never>(() => undefined),
  )
  try {
    return await Promise.race([host.commands.run(words, {limit}), late])
  } finally {
    over.abort()
  }
}
