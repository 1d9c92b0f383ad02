/** What the stages of one job share and hand on, and the two ways in which the job is stopped. */
import {type Directories, directoriesBelow} from './directories.ts'
import {githubContext, runnerContext} from './environment.ts'
import type {Emit, JobStatus} from './event-log.ts'
import type {ExpressionContext, Value} from './expressions.ts'
import type {JobDescription} from './job.ts'
import {Masks} from './masks.ts'
import type {JobLog} from './stage-record.ts'
import {StateBag} from './state-bag.ts'

export interface StepResult {
  outcome: string
  conclusion: string
  readonly outputs: Record<string, string>
}

/** The stage whose process may be running now. */
export interface RunningStage {
  readonly number: number
  /** The condition's value now; looked at again when the job is cancelled (W/StepsRunner.cs:146-187). */
  readonly stillHolds: () => boolean
  readonly cancel: AbortController
  pid?: number
  stateFile?: string
}

export class JobState implements JobLog {
  readonly description: JobDescription
  readonly directories: Directories
  readonly emit: Emit
  readonly masks = new Masks()
  readonly debug: boolean
  readonly timeScale: number
  readonly github: Readonly<Record<string, string>>
  readonly runner: Readonly<Record<string, string>>
  readonly workerEnv: Readonly<Record<string, string>>
  annotationCount = 0
  status: JobStatus = 'success'
  cancelRequested = false
  shutdownRequested = false
  running: RunningStage | undefined
  /** `Global.EnvironmentVariables`: job env and GITHUB_ENV. */
  readonly env: Record<string, string>
  readonly prependPath: string[] = []
  readonly steps = new Map<string, StepResult>()
  readonly #state = new Map<string, StateBag>()

  constructor(description: JobDescription, root: string, workerEnv: Readonly<Record<string, string>>, emit: Emit) {
    this.description = description
    this.emit = emit
    this.workerEnv = workerEnv
    this.debug = description.debug ?? false
    this.timeScale = description.timeScale ?? 1
    this.directories = directoriesBelow(root, description.github?.['repository'] ?? 'octo/repo')
    this.runner = runnerContext(this.directories, this.debug)
    const job = description.job ?? 'test'
    this.github = {...githubContext(this.directories, job, description.runId ?? '1'), ...description.github}
    this.env = {...description.jobEnv}
    for (const secret of Object.values(description.secrets ?? {})) this.masks.addWithLines(secret)
  }

  /** The one dictionary of a step, shared by its pre, main and post (W/JobExtension.cs:423-471). */
  stateOf(step: string): StateBag {
    const bag = this.#state.get(step) ?? new StateBag()
    this.#state.set(step, bag)
    return bag
  }

  stepResult(step: string): StepResult {
    const result = this.steps.get(step) ?? {outcome: '', conclusion: '', outputs: {}}
    this.steps.set(step, result)
    return result
  }

  /** A later entry replaces an equal earlier one and is the newest (W/FileCommandManager.cs:120-134). */
  addPath(directory: string): void {
    const at = this.prependPath.indexOf(directory)
    if (at >= 0) this.prependPath.splice(at, 1)
    this.prependPath.push(directory)
  }

  /** In: the step's id and its env context, and the names of the contexts allowed at the place of the expression. */
  expressionContext(
    step: string,
    env: Readonly<Record<string, string>>,
    allowed: readonly string[],
  ): ExpressionContext {
    const steps = Object.fromEntries([...this.steps].map(([id, result]) => [id, {...result}]))
    const all: Record<string, Value> = {
      github: {...this.github, action: step},
      env,
      runner: this.runner,
      job: {status: this.status},
      steps,
      secrets: this.description.secrets ?? {},
      inputs: {},
      vars: {},
      matrix: {},
      strategy: {},
    }
    return {status: this.status, values: Object.fromEntries(allowed.map((name) => [name, all[name] ?? null]))}
  }

  /** A failed stage: Canceled is worse than Failed and stays (Common/Util/TaskResultUtil.cs:40-60). */
  mergeFailure(): void {
    if (this.status === 'success') this.status = 'failure'
  }

  /** The server's cancel message. The running stage goes on if its condition still holds (W/StepsRunner.cs:146-187). */
  cancel(): void {
    if (this.cancelRequested) return
    this.cancelRequested = true
    this.status = 'cancelled'
    if (this.running && !this.running.stillHolds()) this.running.cancel.abort()
  }

  /** RunnerShutdown: conditions are not looked at, posts are skipped, the job fails (W/StepsRunner.cs:160-208). */
  shutdown(): void {
    if (this.shutdownRequested) return
    this.shutdownRequested = true
    // After a cancel the token has fired already: the running stage is left alone and the job stays cancelled (:179-187).
    if (this.cancelRequested) return
    this.cancelRequested = true
    this.status = 'failure'
    this.running?.cancel.abort()
  }
}
