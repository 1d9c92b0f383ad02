import {isAbsolute, join} from 'node:path'

/** This process's environment without what is not set. The only reader of process.env is this folder. */
export const environment = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

/** What the processes that we start may see: what programs need to work, and nothing that may hold a secret (law L12). */
const passedOn =
  /^(PATH|QEMU_VM_TRACKING_ID|HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ|TMPDIR|XDG_.*|RUNNER_TRACKING_ID|(https?|no|all|ftp)_proxy|LD_LIBRARY_PATH)$/i

/** The environment for commands, QEMU and helpers. RUNNER_TRACKING_ID stays: by it the runner finds orphans (R7). */
export const childEnvironment = (env: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => passedOn.test(name)))

const secretName = /(^|_)(token|secret|password|passwd|passphrase|credentials?|key)(_|$)/i
/** What is shorter stands in too many texts for other reasons. */
const shortestSecret = 6

/**
 * The values that their variables' names call secret, and each of their lines, the longest first. The runner masks secrets
 * in logs and summaries, and not in artifacts. Inputs are no variables of the user's, but for `password`.
 */
export const secretValues = (env: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(env)
    .filter(([name]) => secretName.test(name) && (name === 'INPUT_PASSWORD' || !name.startsWith('INPUT_')))
    .flatMap(([, value]) => [value, ...value.split('\n')])
    .map((value) => value.trim())
    .filter((value) => value.length >= shortestSecret)
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]) // as it stands in report.json
    .toSorted((one, other) => other.length - one.length)

/**
 * Where ledgers and run directories may live, the best place first: not in RUNNER_TEMP, which is emptied at the end of
 * every job (R8). XDG Base Directory Specification: $XDG_STATE_HOME, else ~/.local/state. In /var/tmp where there is no
 * home, or none that can be written.
 */
export function stateDirectories(env: Readonly<Record<string, string>>): readonly string[] {
  const xdg = env['XDG_STATE_HOME'] ?? ''
  const home = env['HOME'] ?? ''
  return [
    ...(isAbsolute(xdg) ? [join(xdg, 'qemu-vm')] : []),
    ...(isAbsolute(home) && home !== '/' ? [join(home, '.local', 'state', 'qemu-vm')] : []),
    `/var/tmp/qemu-vm-${process.getuid?.() ?? 0}`,
  ]
}

/**
 * Where images may be kept on this machine, the best place first: in the tool cache, which a self-hosted runner keeps
 * from job to job and its owner may clear at any time; else with the state. RUNNER_TOOL_CACHE: HostContext.cs:409-419.
 */
export function imageDirectories(env: Readonly<Record<string, string>>, stateDirectory: string): readonly string[] {
  const tools = env['RUNNER_TOOL_CACHE'] ?? ''
  const isKept = env['RUNNER_ENVIRONMENT'] === 'self-hosted' && isAbsolute(tools)
  return [...(isKept ? [join(tools, 'qemu-vm', 'images')] : []), join(stateDirectory, 'images')]
}

/**
 * Where files for the cache service may lie: in the job's own directory for temporary files. Undefined where there is no
 * service, or where the runner itself keeps images from job to job.
 */
export function cacheServiceDirectory(env: Readonly<Record<string, string>>): string | undefined {
  const hasService = (env['ACTIONS_RESULTS_URL'] ?? env['ACTIONS_CACHE_URL'] ?? '') !== ''
  return hasService && env['RUNNER_ENVIRONMENT'] !== 'self-hosted' ? env['RUNNER_TEMP'] : undefined
}
