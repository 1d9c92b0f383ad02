import * as core from '@actions/core'
import {randomBytes} from 'node:crypto'
import type {Log, Processes} from '../host/host.ts'
import type {Owner} from '../ledger/entry.ts'
import {ownerOf} from './owner.ts'
import {
  cacheServiceDirectory,
  childEnvironment,
  environment,
  imageDirectories,
  stateDirectories,
} from './environment.ts'

/** What the runner tells a phase, and what a phase may tell the runner. */
export interface Runner {
  /** `with:` by names as in action.yml. Only main believes them: post may get others (runner notes, fact 8). */
  readonly inputs: ReadonlyMap<string, string>
  readonly workspace: string
  /** RUNNER_TEMP, emptied by the runner when the job ends; '' where there is none. */
  readonly temporary: string
  /** Where this job's ledgers may be: the place of `state-dir` alone, else the usual ones, the best first. */
  readonly stateDirectories: readonly string[]
  /** The job was cancelled; known in post only. */
  readonly isCancelled: boolean
  /** A step of the job failed; known in post only. */
  readonly hasFailed: boolean
  /** Where images may be kept on this machine, the best place first, for a VM whose state is in that directory. */
  imageStores(stateDirectory: string): readonly string[]
  /** Where files for the cache of GitHub Actions may lie; undefined: it is not to be used. */
  readonly actionsCacheDirectory: string | undefined
  readonly childEnvironment: Readonly<Record<string, string>>
  /** What an earlier phase of this step saved; a guest may have forged it (R4). */
  readonly savedLedger: string
  owner(processes: Processes): Owner
  saveLedger(path: string): void
}

const inputPrefix = 'INPUT_'
const ledgerState = 'ledger'

/** Reads everything that the runner has put into the environment. */
export function readRunner(): Runner {
  const env = environment()
  const inputs = new Map(
    Object.entries(env)
      .filter(([name]) => name.startsWith(inputPrefix))
      .map(([name, value]) => [name.slice(inputPrefix.length).toLowerCase(), value]),
  )
  const asked = inputs.get('state-dir')?.trim() ?? ''
  const places = asked === '' ? stateDirectories(env) : [asked]
  return {
    inputs,
    workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
    temporary: env['RUNNER_TEMP'] ?? '',
    stateDirectories: places,
    imageStores: (stateDirectory) => imageDirectories(env, stateDirectory),
    actionsCacheDirectory: cacheServiceDirectory(env),
    isCancelled: inputs.get('job-status') === 'cancelled',
    hasFailed: inputs.get('job-status') === 'failure',
    childEnvironment: childEnvironment(env),
    savedLedger: core.getState(ledgerState),
    owner: (processes) => ownerOf(env, processes),
    saveLedger(path) {
      core.saveState(ledgerState, path)
    },
  }
}

/** The step's log. */
export const stepLog: Log = {
  debug: core.debug,
  info: core.info,
  group: core.group,
}

/** While it runs, nothing that is printed is a command to the runner: what a guest prints is data (law L16). */
export async function unheeded<T>(body: () => Promise<T>): Promise<T> {
  const token = randomBytes(16).toString('hex')
  core.info(`::stop-commands::${token}`)
  try {
    return await body()
  } finally {
    core.info(`::${token}::`)
  }
}

/** A worker that dies takes the other end of our pipes with it; the next write must not end us half way. */
export function surviveBrokenOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
