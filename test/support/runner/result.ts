/** What a test sees of a job that was played. */
import {readdirSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'

import type {Directories} from './directories.ts'
import type {Annotation, JobStatus, Level, StageOutcome, SweptProcess, WorkerEvent} from './event-log.ts'
import type {StageName} from './job.ts'
import {findTracked} from './orphan-sweep.ts'

export interface LogLine {
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** `runner`: written by the runner itself, or in place of a command. */
  readonly stream: 'stdout' | 'stderr' | 'runner'
  /** Masked. */
  readonly text: string
}

export interface StageResult {
  readonly step: string
  readonly stage: StageName
  /** Before `continue-on-error`. `unfinished`: the worker died during the stage. */
  readonly result: StageOutcome | 'unfinished'
  /** After `continue-on-error`; a time-out is a failure. */
  readonly conclusion: Exclude<StageOutcome, 'timed-out'> | 'unfinished'
  /** Of the stage's process; undefined if none was started. */
  readonly pid: number | undefined
  readonly exitCode: number | null
  readonly signal: string | null
  /** Milliseconds since the Unix epoch; `ms` is the time between, up to the last event if unfinished. */
  readonly startedAt: number
  readonly ms: number
  /** What the runner sent to the process, and when. */
  readonly signals: readonly {readonly signal: string; readonly at: number}[]
  readonly lines: readonly LogLine[]
  /** All lines, joined by newlines. */
  readonly log: string
  readonly annotations: readonly Annotation[]
  /** How many annotations were lost to the caps of 10 per level and step, and 50 per job. */
  readonly droppedAnnotations: number
  /** Commands that were recognized and not stopped, from either stream. */
  readonly commands: readonly {
    readonly command: string
    readonly properties: Readonly<Record<string, string>>
    readonly data: string
  }[]
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  /** The step's whole state dictionary at the end of the stage. */
  readonly state: Readonly<Record<string, string>>
}

export interface Leaks {
  readonly processes: readonly SweptProcess[]
  /** What is left in RUNNER_TEMP, now. */
  readonly files: readonly string[]
}

export interface JobResult {
  /** `unfinished`: the worker died. */
  readonly status: JobStatus | 'unfinished'
  readonly stages: readonly StageResult[]
  /** The stage of a step. Throws if it never began. */
  stage(step: string, name: StageName): StageResult
  /** `step stage` of each stage in the order in which they began, skipped ones left out. */
  readonly order: readonly string[]
  annotations(level?: Level): readonly Annotation[]
  /** Every line of every stage, in the order in which they were written. */
  readonly log: string
  readonly workerPid: number
  readonly workerKilled: boolean
  readonly trackingId: string
  /** Orphans that "Complete job" found with the tracking id and killed. */
  readonly sweep: readonly SweptProcess[]
  /** What the steps left in RUNNER_TEMP before it was wiped, and what could not be removed. */
  readonly tempLeft: readonly string[]
  readonly tempFailures: readonly string[]
  readonly directories: Directories
  readonly events: readonly WorkerEvent[]
  /** Waits (default 2000 ms), then looks for living processes that carry the tracking id or mention one of the words in their command line. */
  findLeaks(options?: {afterMs?: number; mentioning?: readonly string[]}): Promise<Leaks>
  /** Removes the runner's root, unless it was given by the caller. */
  [Symbol.asyncDispose](): Promise<void>
}

type Of<T extends WorkerEvent['type']> = Extract<WorkerEvent, {type: T}>

function stageResult(started: Of<'stage-started'>, events: readonly WorkerEvent[]): StageResult {
  const own = events.filter((event) => 'stage' in event && event.stage === started.stage)
  const all = <T extends WorkerEvent['type']>(type: T) => own.filter((event): event is Of<T> => event.type === type)
  const ended = all('stage-ended')[0]
  const lines = all('line').map(({at, stream, text}) => ({at, stream, text}))
  const lastAt = events.reduce((at, event) => ('at' in event ? Math.max(at, event.at) : at), started.at)
  const annotations = all('annotation')
  return {
    step: started.step,
    stage: started.name,
    result: ended?.outcome ?? 'unfinished',
    conclusion: ended?.conclusion ?? 'unfinished',
    pid: all('spawned')[0]?.pid,
    exitCode: ended?.exitCode ?? null,
    signal: ended?.signal ?? null,
    startedAt: started.at,
    ms: (ended?.at ?? lastAt) - started.at,
    signals: all('signalled').map(({signal, at}) => ({signal, at})),
    lines,
    log: lines.map(({text}) => text).join('\n'),
    annotations: annotations.filter(({kept}) => kept).map(({annotation}) => annotation),
    droppedAnnotations: annotations.filter(({kept}) => !kept).length,
    commands: all('command').map(({command, properties, data}) => ({command, properties, data})),
    summary: all('summary').map(({text}) => text).join(''), // prettier-ignore
    outputs: ended?.outputs ?? {},
    state: ended?.state ?? {},
  }
}

/** In: the worker's whole event log. Out: the result. `dispose` is what `asyncDispose` does. Throws if the job never started. */
export function resultOf(
  events: readonly WorkerEvent[],
  directories: Directories,
  dispose: () => Promise<void>,
): JobResult {
  const all = <T extends WorkerEvent['type']>(type: T) => events.filter((event): event is Of<T> => event.type === type)
  const job = all('job-started')[0]
  if (!job) throw new Error('the worker ended before the job had started')
  const status = all('job-ended')[0]?.status
  const stages = all('stage-started').map((started) => stageResult(started, events))
  return {
    status: status ?? 'unfinished',
    stages,
    stage: (step, name) => {
      const found = stages.find((stage) => stage.step === step && stage.stage === name)
      if (!found)
        throw new Error(
          `no stage '${name}' of '${step}' began; there were: ${stages.map((s) => `${s.step} ${s.stage}`).join(', ')}`,
        )
      return found
    },
    order: stages.filter(({result}) => result !== 'skipped').map(({step, stage}) => `${step} ${stage}`),
    annotations: (level) =>
      stages.flatMap((stage) => stage.annotations.filter((one) => level === undefined || one.level === level)),
    log: all('line').map(({text}) => text).join('\n'), // prettier-ignore
    workerPid: job.pid,
    workerKilled: status === undefined,
    trackingId: job.trackingId,
    sweep: all('swept').map(({process}) => process),
    tempLeft: all('temp-left').flatMap(({files}) => files),
    tempFailures: all('temp-left').flatMap(({failures}) => failures),
    directories,
    events,
    findLeaks: async ({afterMs = 2000, mentioning = []} = {}) => {
      await sleep(afterMs)
      return {processes: findTracked(job.trackingId, new Set(), mentioning), files: readdirSync(directories.temp)}
    },
    [Symbol.asyncDispose]: dispose,
  }
}
