/**
 * The process that plays `Runner.Worker`: started by the test side with the path of a job file, parent of every stage's process.
 * Stopped from outside as the real one: SIGTERM is a runner shutdown (W/Worker.cs:221-228). SIGUSR2 stands for the cancel message.
 */
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {randomUUID} from 'node:crypto'

import {emptyDirectory} from './directories.ts'
import {type Emit, openEventLog} from './event-log.ts'
import {type DeclaredEvent, Happenings} from './happenings.ts'
import type {JobDescription} from './job.ts'
import {JobState} from './job-state.ts'
import {snapshotProcesses, sweepOrphans} from './orphan-sweep.ts'
import {StepsRunner} from './steps-runner.ts'

export interface JobFile {
  readonly root: string
  readonly eventLog: string
  readonly description: JobDescription
  readonly events: readonly DeclaredEvent[]
}

/** max(5 min, 60 s) − 15 s after a cancel the listener kills the worker, and nothing else (L/JobDispatcher.cs:1269-1289). */
const CANCEL_BUDGET = 285_000
/** Exit code that tells a defect of the stand-in itself. */
const HARNESS_DEFECT = 70
/** Entries of RUNNER_TEMP that the runner itself makes. */
const RUNNERS_OWN = /^(_runner_file_commands|_github_workflow|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.\w+)?)$/

/** Starts the timer that ends this process after a cancel, whatever state it is in. */
function watchCancel(job: JobState): void {
  const budget = (job.description.cancelBudgetMs ?? CANCEL_BUDGET) * job.timeScale
  const kill = () => {
    job.emit({type: 'worker-timeout', at: Date.now()})
    process.kill(process.pid, 'SIGKILL')
  }
  const watch = setInterval(() => {
    // A shutdown has no such timer of the listener's: the service manager's own follows.
    if (!job.cancelRequested) return
    clearInterval(watch)
    if (!job.shutdownRequested) setTimeout(kill, budget)
  }, 5)
}

async function playJob(file: JobFile, emit: Emit, observe: {happenings?: Happenings}): Promise<void> {
  const trackingId = `github_${randomUUID()}`
  // In the worker's own env, so that everything inherits it (W/JobExtension.cs:51, 587-591).
  const workerEnv = {...(process.env as Record<string, string>), RUNNER_TRACKING_ID: trackingId}
  const job = new JobState(file.description, file.root, workerEnv, emit)
  const {directories} = job
  emit({type: 'job-started', at: Date.now(), pid: process.pid, trackingId})
  // RUNNER_TEMP at job start, `_actions` when actions are prepared (W/TempDirectoryManager.cs:27-60; W/ActionManager.cs:93).
  const stale = [...emptyDirectory(directories.temp), ...emptyDirectory(directories.actions)]
  if (stale.length > 0) throw new Error(`leftovers of the job before cannot be removed: ${stale.join('; ')}`)
  for (const directory of [directories.home, directories.toolCache, directories.workspace]) {
    mkdirSync(directory, {recursive: true})
  }
  const runner = new StepsRunner(job)
  const snapshot = snapshotProcesses()
  const happenings = new Happenings(file.events, () => job)
  observe.happenings = happenings
  process.on('SIGTERM', () => { job.shutdown() }) // prettier-ignore
  process.on('SIGUSR2', () => { job.cancel() }) // prettier-ignore
  watchCancel(job)
  happenings.start()
  await runner.runAll()
  // "Complete job": the sweep, then RUNNER_TEMP is wiped, going on after errors (W/JobRunner.cs:302-303, 391-392).
  for (const process of sweepOrphans(trackingId, snapshot)) emit({type: 'swept', process})
  const files = readdirSync(directories.temp).filter((name) => !RUNNERS_OWN.test(name))
  emit({type: 'temp-left', files, failures: emptyDirectory(directories.temp)})
  emit({type: 'job-ended', at: Date.now(), status: job.status})
}

const file = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as JobFile
const log = openEventLog(file.eventLog)
const observe: {happenings?: Happenings} = {}
const emit: Emit = (event) => {
  log.emit(event)
  observe.happenings?.observe(event)
}
const defect = (error: unknown) => {
  log.emit({type: 'harness-error', message: error instanceof Error ? (error.stack ?? error.message) : String(error)})
  process.exit(HARNESS_DEFECT)
}
process.on('uncaughtException', defect)
process.on('unhandledRejection', defect)
// The product looks for an ancestor of this name; `process.title` would also overwrite the command line.
writeFileSync('/proc/self/comm', 'Runner.Worker')
// A Ctrl-C reaches the whole foreground group, but the worker obeys only its listener (Misc/layoutroot/run.sh:36) [inferred].
process.on('SIGINT', () => undefined)
await playJob(file, emit, observe)
log.close()
// Children that hold our pipes must not keep us: the real worker leaves, too.
process.exit(0)
