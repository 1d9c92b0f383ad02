/** What the worker tells the test, one JSON line each, written at once: the lines survive a SIGKILL of the worker. */
import {closeSync, openSync, writeSync} from 'node:fs'

import type {StageName} from './job.ts'

export type Level = 'error' | 'warning' | 'notice'

/** A check annotation as `issue.Data` holds it (W/ExecutionContext.cs:795-861). Columns and lines are text, as written. */
export interface Annotation {
  readonly level: Level
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: string
  readonly endLine?: string
  readonly col?: string
  readonly endColumn?: string
}

/** The outcome of a stage before `continue-on-error`. `timed-out` is a failure, told apart for the tests. */
export type StageOutcome = 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed-out'

export type JobStatus = 'success' | 'failure' | 'cancelled'

export interface SweptProcess {
  readonly pid: number
  readonly name: string
  /** Arguments joined by blanks; empty when the process was gone before it could be read. */
  readonly commandLine: string
}

/** `stage` numbers the stages in the order in which they began, from 0. `at` is milliseconds since the Unix epoch. */
export type WorkerEvent =
  | {readonly type: 'job-started'; readonly at: number; readonly pid: number; readonly trackingId: string}
  | {
      readonly type: 'stage-started'
      readonly at: number
      readonly stage: number
      readonly step: string
      readonly name: StageName
    }
  | {readonly type: 'spawned'; readonly at: number; readonly stage: number; readonly pid: number}
  | {readonly type: 'signalled'; readonly at: number; readonly stage: number; readonly signal: string}
  | {
      readonly type: 'line'
      readonly at: number
      readonly stage: number
      readonly stream: 'stdout' | 'stderr' | 'runner'
      readonly text: string
    }
  | {
      readonly type: 'command'
      readonly stage: number
      readonly command: string
      readonly properties: Readonly<Record<string, string>>
      readonly data: string
    }
  | {readonly type: 'annotation'; readonly stage: number; readonly kept: boolean; readonly annotation: Annotation}
  | {readonly type: 'summary'; readonly stage: number; readonly text: string}
  | {
      readonly type: 'stage-ended'
      readonly at: number
      readonly stage: number
      readonly outcome: StageOutcome
      readonly conclusion: Exclude<StageOutcome, 'timed-out'>
      readonly exitCode: number | null
      readonly signal: string | null
      readonly outputs: Readonly<Record<string, string>>
      readonly state: Readonly<Record<string, string>>
    }
  | {readonly type: 'happened'; readonly at: number; readonly event: number}
  | {readonly type: 'worker-timeout'; readonly at: number}
  | {readonly type: 'swept'; readonly process: SweptProcess}
  | {readonly type: 'temp-left'; readonly files: readonly string[]; readonly failures: readonly string[]}
  | {readonly type: 'job-ended'; readonly at: number; readonly status: JobStatus}
  | {readonly type: 'harness-error'; readonly message: string}

export type Emit = (event: WorkerEvent) => void

/** Opens the log for appending. Each call of the result is one `write(2)`. Throws on any error. */
export function openEventLog(file: string): {emit: Emit; close: () => void} {
  const fd = openSync(file, 'a', 0o600)
  return {
    emit: (event) => {
      writeSync(fd, `${JSON.stringify(event)}\n`)
    },
    close: () => {
      closeSync(fd)
    },
  }
}

/** In: the log's text. Out: its events; a torn last line (no newline) is left out. Throws on any other malformed line. */
export function parseEventLog(text: string): WorkerEvent[] {
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as WorkerEvent)
}
