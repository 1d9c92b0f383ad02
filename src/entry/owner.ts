import type {Processes} from '../host/host.ts'
import type {Owner} from '../ledger/entry.ts'
import {isSameProcess} from '../plan/intent.ts'

/** Whose VM this phase works on. GITHUB_* name the step; the worker is the ancestor that dies with the job. */
export function ownerOf(env: Readonly<Record<string, string>>, processes: Processes): Owner {
  const worker = processes.ancestor('Runner.Worker')
  return {
    repository: env['GITHUB_REPOSITORY'] ?? '',
    runId: env['GITHUB_RUN_ID'] ?? '',
    attempt: env['GITHUB_RUN_ATTEMPT'] ?? '',
    job: env['GITHUB_JOB'] ?? '',
    step: env['GITHUB_ACTION'] ?? '',
    ...(worker === undefined ? {} : {worker}),
  }
}

/**
 * Whether two are the same step of the same job. Without a run id there is no job to compare. The jobs of a matrix have
 * all of these in common, and may run on one machine: only the worker tells them apart, where it is known.
 */
export const isSameStep = (one: Owner, other: Owner): boolean =>
  one.runId !== '' &&
  (['repository', 'runId', 'attempt', 'job', 'step'] as const).every((key) => one[key] === other[key]) &&
  (one.worker === undefined || other.worker === undefined || isSameProcess(one.worker, other.worker))

/** Whether two are of one job, whichever step. Only the worker tells: nothing else is a job's own (act, job containers). */
export const isSameJob = (one: Owner, other: Owner): boolean =>
  one.worker !== undefined && other.worker !== undefined && isSameProcess(one.worker, other.worker)
