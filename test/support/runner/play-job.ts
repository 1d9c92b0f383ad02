/** The test's side of the stand-in: starts the worker, follows its event log, hands back the result. */
import {type ChildProcess, spawn} from 'node:child_process'
import {randomUUID} from 'node:crypto'
import {closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync} from 'node:fs'
import {rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'

import {type Directories, directoriesBelow} from './directories.ts'
import {parseEventLog, type WorkerEvent} from './event-log.ts'
import {declared} from './happenings.ts'
import type {JobDescription, JobEvent} from './job.ts'
import {type JobResult, resultOf} from './result.ts'
import type {JobFile} from './worker.ts'

export type {JobEvent, JobStep, RunStep, StageName, UsesStep} from './job.ts'
export type {JobResult, LogLine, StageResult} from './result.ts'
export {parseRunnerCommands} from './commands.ts'

export interface JobOptions extends JobDescription {
  readonly events?: readonly JobEvent[]
  /** The runner's root, to let several jobs run on one machine. Default: a new directory, removed by `asyncDispose`. */
  readonly root?: string
  /**
   * Additions to the worker's environment, which holds only PATH, LANG and USER of this process, and a HOME below the root.
   * `undefined` removes a variable.
   */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Files for the workspace, by relative path: a stand-in for actions/checkout. */
  readonly workspaceFiles?: Readonly<Record<string, string>>
  /** Called for each log line, masked, as it comes; for a human. */
  readonly onLine?: (line: {readonly step: string; readonly stage: string; readonly text: string}) => void
  /** Milliseconds after which a job that hangs is a defect: the worker is killed and `result` rejects. Default 120 000. */
  readonly giveUpMs?: number
}

export interface RunningJob {
  readonly worker: {readonly pid: number}
  readonly directories: Directories
  /** Resolves when the worker has ended, however; rejects on a defect of the stand-in and on events that never came due. */
  readonly result: Promise<JobResult>
  /** The server's cancel message. */
  cancel(): void
  /** Service stop. */
  shutdown(): void
  /** SIGKILL of the worker alone. */
  killWorker(): void
}

/** How often the event log is read for `onLine`, in milliseconds. */
const FOLLOW_INTERVAL = 50

function workerEnvironment(home: string, additions: JobOptions['env']): Record<string, string> {
  const {PATH, LANG = 'C.UTF-8', USER = 'runner'} = process.env
  const base = {PATH: PATH ?? '/usr/local/bin:/usr/bin:/bin', LANG, USER, HOME: home}
  const all: Readonly<Record<string, string | undefined>> = {...base, ...additions}
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Only what the worker needs; the rest (functions, regular expressions) cannot travel in JSON. */
function descriptionOf(options: JobOptions): JobDescription {
  const {steps, jobEnv, actionsEnv, github, secrets, job, runId, debug, timeScale, cancelBudgetMs} = options
  const all = {steps, jobEnv, actionsEnv, github, secrets, job, runId, debug, timeScale, cancelBudgetMs}
  return JSON.parse(JSON.stringify(all)) as JobDescription
}

async function follow(
  read: () => WorkerEvent[],
  tell: NonNullable<JobOptions['onLine']>,
  ended: () => boolean,
): Promise<void> {
  let told = 0
  for (;;) {
    // Asked before reading, so that the last lines are told as well.
    const last = ended()
    const events = read()
    for (const event of events.slice(told)) {
      if (event.type !== 'line') continue
      const stage = events.find((other) => other.type === 'stage-started' && other.stage === event.stage)
      if (stage?.type === 'stage-started') tell({step: stage.step, stage: stage.name, text: event.text})
    }
    told = events.length
    if (last) return
    await sleep(FOLLOW_INTERVAL)
  }
}

/** What makes a result worthless, in words; undefined if it can be trusted. */
function defectOf(
  events: readonly WorkerEvent[],
  options: JobOptions,
  child: ChildProcess,
  output: string,
): string | undefined {
  const reported = events.find((event) => event.type === 'harness-error')
  if (reported?.type === 'harness-error') return reported.message
  const ended = events.some((event) => event.type === 'job-ended')
  if (!ended && child.signalCode !== 'SIGKILL')
    return `the worker ended early (${child.exitCode ?? child.signalCode}): ${output}`
  if (output !== '') return `the worker printed: ${output}`
  const happened = new Set(events.map((event) => (event.type === 'happened' ? event.event : -1)))
  const missed = (options.events ?? []).filter((event, index) => event.optional !== true && !happened.has(index))
  if (missed.length > 0 && ended)
    return `events that never came due: ${missed.map((event) => JSON.stringify(event)).join(', ')}`
  return undefined
}

/** Where a job was that did not end, for whoever finds that in a log: its files are gone by then. */
function lastWordsIn(events: readonly WorkerEvent[]): string {
  const stage = events.findLast((event) => event.type === 'stage-started')
  const lines = events.flatMap((event) => (event.type === 'line' && event.stage === stage?.stage ? [event.text] : []))
  return `it was in ${stage?.name ?? 'no stage'} of ${stage?.step ?? 'no step'}:\n${lines.slice(-20).join('\n')}`
}

/**
 * Starts a job and returns at once. Throws if the runner's directories cannot be made.
 * The worker leads a session of its own, as under a service manager; it is not ended with the test process.
 */
export function startJob(options: JobOptions): RunningJob {
  const root = resolve(options.root ?? mkdtempSync(join(tmpdir(), 'runner-')))
  const directories = directoriesBelow(root, options.github?.['repository'] ?? 'octo/repo')
  const diag = join(directories.diag, `job-${randomUUID()}`)
  mkdirSync(diag, {recursive: true})
  for (const [path, contents] of Object.entries(options.workspaceFiles ?? {})) {
    const file = join(directories.workspace, path)
    mkdirSync(join(file, '..'), {recursive: true})
    writeFileSync(file, contents)
  }
  const {events = [], onLine, giveUpMs = 120_000} = options
  const eventLog = join(diag, 'events.jsonl')
  const jobFile: JobFile = {
    root,
    eventLog,
    description: descriptionOf(options),
    events: events.map((event) => declared(event.at, event.do)),
  }
  writeFileSync(join(diag, 'job.json'), JSON.stringify(jobFile))
  writeFileSync(eventLog, '')
  const output = openSync(join(diag, 'worker.log'), 'w')
  const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts'), join(diag, 'job.json')], {
    argv0: 'Runner.Worker',
    cwd: root,
    detached: true,
    env: workerEnvironment(directories.home, options.env),
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const read = () => parseEventLog(readFileSync(eventLog, 'utf8'))

  const play = async (): Promise<JobResult> => {
    const patience = new AbortController()
    const timer = setTimeout(() => {
      patience.abort()
      child.kill('SIGKILL')
    }, giveUpMs)
    const exit = Promise.withResolvers<undefined>()
    child.once('error', exit.reject)
    child.once('exit', () => {
      exit.resolve(undefined)
    })
    const ended = () => child.exitCode !== null || child.signalCode !== null
    await Promise.all([exit.promise, onLine ? follow(read, onLine, ended) : undefined])
    clearTimeout(timer)
    const events = read()
    const printed = readFileSync(join(diag, 'worker.log'), 'utf8')
    const defect = patience.signal.aborted
      ? `the job took longer than ${giveUpMs} ms; ${lastWordsIn(events)}`
      : defectOf(events, options, child, printed)
    if (defect !== undefined) throw new Error(`runner stand-in: ${defect}\nevents: ${eventLog}`)
    return resultOf(events, directories, async () => {
      if (options.root === undefined) await rm(root, {recursive: true, force: true, maxRetries: 5})
    })
  }
  const signal = (name: NodeJS.Signals) => {
    if (!child.kill(name)) throw new Error(`the worker has ended; it cannot get ${name}`)
  }
  return {
    worker: {pid: child.pid ?? -1},
    directories,
    result: play(),
    cancel: () => { signal('SIGUSR2') },
    shutdown: () => { signal('SIGTERM') },
    killWorker: () => { signal('SIGKILL') },
  } // prettier-ignore
}

/** Plays a job to its end. See `startJob` for what it throws. */
export async function playJob(options: JobOptions): Promise<JobResult> {
  return await startJob(options).result
}
