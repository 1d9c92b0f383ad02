/** The order of the stages and what each does to the job, after W/StepsRunner.cs of actions/runner. */
import {readActionFile} from './action-file.ts'
import {type ActionSource, placeActions, runActionStage, STEP_CONTEXTS} from './action-stage.ts'
import type {StageOutcome} from './event-log.ts'
import {holds, interpolate, stepCondition} from './expressions.ts'
import type {JobStep, StageName} from './job.ts'
import type {JobState, RunningStage} from './job-state.ts'
import type {Exit} from './process-invoker.ts'
import {runScriptStage} from './script-stage.ts'
import {StageRecord} from './stage-record.ts'

/** Contexts of `if:`, `pre-if` and `post-if` (Sdk/DTPipelines/workflow-v1.0.json:349-363). */
const CONDITION_CONTEXTS = ['github', 'strategy', 'matrix', 'steps', 'job', 'runner', 'env', 'vars']

interface QueuedStage {
  readonly step: JobStep
  readonly id: string
  readonly name: StageName
  readonly condition: string
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

export class StepsRunner {
  readonly #job: JobState
  readonly #sources: ReadonlyMap<string, ActionSource>
  readonly #queue: QueuedStage[]
  /** A stack: the last registered runs first (W/ExecutionContext.cs:369; W/StepsRunner.cs:57-77). */
  readonly #posts: QueuedStage[] = []
  #count = 0

  /** "Set up job". Throws if a remote action is not valid or two steps have one id. */
  constructor(job: JobState) {
    this.#job = job
    const steps = job.description.steps
    // Generated names as on GitHub: `__run`, `__run_2`, …
    let runs = 0
    const named = steps.map((step) => {
      if (step.kind === 'run' && step.id === undefined) runs += 1
      return {step, id: step.id ?? (runs === 1 ? '__run' : `__run_${runs}`)}
    })
    if (new Set(named.map(({id}) => id)).size < named.length) throw new Error('two steps of the job have the same id')
    this.#sources = placeActions(steps.filter((step) => step.kind === 'uses'), job) // prettier-ignore
    const pres = named.flatMap(({step, id}) => {
      const directory = this.#sources.get(id)?.directory
      if (step.kind === 'run' || step.local === true || directory === undefined) return []
      const action = readActionFile(directory)
      return action.pre === undefined ? [] : [{step, id, name: 'pre' as const, condition: action.preIf}]
    })
    const mains = named.map(({step, id}) => {
      return {
        step,
        id,
        name: step.kind === 'run' ? ('run' as const) : ('main' as const),
        condition: stepCondition(step.if),
      }
    })
    this.#queue = [...pres, ...mains]
  }

  /** All pre, then the mains, then the posts, last registered first. */
  async runAll(): Promise<void> {
    for (const stage of this.#queue) await this.#runOne(stage)
    for (let post = this.#posts.pop(); post; post = this.#posts.pop()) await this.#runOne(post)
  }

  #registerPost(stage: QueuedStage, condition: string): void {
    // Once per step id (W/ExecutionContext.cs:353-357).
    if (this.#registered.has(stage.id)) return
    this.#registered.add(stage.id)
    this.#posts.push({...stage, name: 'post', condition})
  }
  readonly #registered = new Set<string>()

  async #runOne(stage: QueuedStage): Promise<void> {
    const record = new StageRecord(this.#count++, stage.id, stage.name, this.#job)
    let outcome: StageOutcome
    let mayContinue = false
    try {
      const env = this.#environment(stage)
      // A cancel between two stages is noticed here (W/StepsRunner.cs:189-198); `cancel()` has set the status already.
      if (this.#job.shutdownRequested || !this.#holds(stage, env)) outcome = 'skipped'
      else {
        mayContinue = true
        outcome = await this.#attempt(stage, record, env)
      }
    } catch (error) {
      // The step's env or its condition could not be evaluated: failed, not run (W/StepsRunner.cs:131-138, 237-242).
      record.error(messageOf(error))
      outcome = 'failure'
    }
    this.#complete(stage, record, outcome, mayContinue && stage.step.continueOnError === true)
  }

  #environment({step, id}: QueuedStage): Record<string, string> {
    const env = {...this.#job.env}
    for (const [name, value] of Object.entries(step.env ?? {})) {
      env[name] = interpolate(value, this.#job.expressionContext(id, env, STEP_CONTEXTS))
    }
    return env
  }

  #holds({condition, id}: QueuedStage, env: Readonly<Record<string, string>>): boolean {
    return holds(condition, this.#job.expressionContext(id, env, CONDITION_CONTEXTS))
  }

  async #attempt(
    stage: QueuedStage,
    record: StageRecord,
    env: Readonly<Record<string, string>>,
  ): Promise<StageOutcome> {
    const stillHolds = () => {
      try {
        return this.#holds(stage, env)
      } catch (error) {
        record.error(messageOf(error))
        return false
      }
    }
    const running: RunningStage = {number: record.number, stillHolds, cancel: new AbortController()}
    this.#job.running = running
    const {timeoutMs} = stage.step
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => { running.cancel.abort() }, timeoutMs) // prettier-ignore
    try {
      const exit = await this.#execute(stage, record, running, env)
      if (exit.cancelled) return this.#interrupted(record, stage)
      return exit.code === 0 && !record.commandFailed ? 'success' : 'failure'
    } catch (error) {
      record.error(messageOf(error))
      return 'failure'
    } finally {
      clearTimeout(timer)
      this.#job.running = undefined
    }
  }

  async #execute(
    stage: QueuedStage,
    record: StageRecord,
    running: RunningStage,
    env: Readonly<Record<string, string>>,
  ): Promise<Exit> {
    const {step, id} = stage
    if (step.kind === 'run') return await runScriptStage(this.#job, record, running, step, env)
    const source = this.#sources.get(id)
    if (!source) throw new Error(`the action of step '${id}' was never placed`)
    const registerPost = (condition: string) => {
      this.#registerPost(stage, condition)
    }
    return await runActionStage(this.#job, record, running, {step, source, env, registerPost})
  }

  /** Whatever the exit code (S/ProcessInvoker.cs:369): cancelled, or timed out if only the step's own token fired (:322-338). */
  #interrupted(record: StageRecord, {step, id}: QueuedStage): StageOutcome {
    if (this.#job.cancelRequested) {
      record.error('The operation was canceled.')
      return 'cancelled'
    }
    record.error(`The action '${id}' has timed out after ${(step.timeoutMs ?? 0) / 60_000} minutes.`)
    return 'timed-out'
  }

  #complete({id, name}: QueuedStage, record: StageRecord, outcome: StageOutcome, continueOnError: boolean): void {
    const plain = outcome === 'timed-out' ? 'failure' : outcome
    const conclusion = plain === 'failure' && continueOnError ? 'success' : plain
    if (name === 'main' || name === 'run') Object.assign(this.#job.stepResult(id), {outcome: plain, conclusion})
    if (conclusion === 'failure') this.#job.mergeFailure()
    record.emit({
      type: 'stage-ended',
      at: Date.now(),
      stage: record.number,
      outcome,
      conclusion,
      exitCode: record.exitCode,
      signal: record.signal,
      outputs: record.outputs,
      state: this.#job.stateOf(id).toRecord(),
    })
  }
}
