/** The words in which a test describes a job: what it runs, and what happens to it meanwhile. All of it is plain JSON data. */

/** The four kinds of stage a step can have: an action's three, and a script's one. */
export type StageName = 'pre' | 'main' | 'post' | 'run'

interface StepSettings {
  /** `env:` of the step; values may hold `${{ … }}`, evaluated at each stage again. */
  readonly env?: Readonly<Record<string, string>>
  /** `if:` of the step, with or without `${{ }}`; `success() &&` is implied unless a status function occurs. */
  readonly if?: string
  /** `timeout-minutes:`, here in milliseconds; each stage gets it afresh. Never scaled by `timeScale`. */
  readonly timeoutMs?: number
  readonly continueOnError?: boolean
  /**
   * The id of the step that uses the composite action which this step is written in. State, outputs and post are the step's own; but
   * GITHUB_ACTION is that of the composite, and so the same for all within (W/Handlers/CompositeActionHandler.cs:142-161).
   */
  readonly within?: string
}

export interface UsesStep extends StepSettings {
  readonly kind: 'uses'
  readonly id: string
  /**
   * Directory with the `action.yml`: absolute, or for a local action `./path` inside the workspace. An absolute directory of a
   * local action is copied to `<workspace>/<its base name>` during "Set up job", which stands in for `actions/checkout`.
   */
  readonly action: string
  readonly with?: Readonly<Record<string, string>>
  /** `uses: ./path`: read from the workspace at every stage, and `pre` never runs. */
  readonly local?: boolean
}

export interface RunStep extends StepSettings {
  readonly kind: 'run'
  readonly id?: string
  /** `run:`; `${{ … }}` in it is replaced before it is written to its file. */
  readonly script: string
  /** `shell:` as in workflow syntax: `bash`, `sh`, `python` or a command line with `{0}`. Default: `bash -e {0}`. */
  readonly shell?: string
}

export type JobStep = UsesStep | RunStep

/** Milliseconds after the first step's start, or a moment in a stage. */
export type Moment =
  | number
  | {
      readonly stage: StageName
      readonly step: string
      /** Milliseconds after the stage's process has started (or, with `whenLog`, after the matching line). Default 0. */
      readonly afterMs?: number
      /** Fires when a line of this stage's log matches; without it, when the stage's process has been started. */
      readonly whenLog?: RegExp
    }

/** What happens to the job, the worker, the running stage's node, or the files. Verbs on a process concern the running stage. */
export type Happening =
  | 'cancel'
  | 'shutdown'
  | 'kill-worker'
  | 'kill-node'
  | 'delete-workspace'
  | 'corrupt-state'
  | {readonly signalNode: NodeJS.Signals}
  /** `kill -SIGNAL -PGID` of the worker's group, as run.sh does on ARC (Misc/layoutroot/run.sh:36); the worker ignores it. */
  | {readonly signalGroup: NodeJS.Signals}
  /** Text appended to the running stage's state file. */
  | {readonly appendState: string}
  /** Path removed recursively; relative paths start at the workspace. */
  | {readonly remove: string}

export interface JobEvent {
  readonly at: Moment
  readonly do: Happening
  /** Without this, an event that never came due makes `playJob` throw: such a test would have tested nothing. */
  readonly optional?: boolean
}

/** The part of the options that the worker needs too. */
export interface JobDescription {
  readonly steps: readonly JobStep[]
  /** Job-level `env:`. */
  readonly jobEnv?: Readonly<Record<string, string>>
  /** `ACTIONS_*` variables: given to JavaScript actions only (W/Handlers/NodeScriptActionHandler.cs:54-84). */
  readonly actionsEnv?: Readonly<Record<string, string>>
  /** Overrides of the `github` context, by lower-case name, e.g. `{token: 'x', repository: 'o/r'}`. */
  readonly github?: Readonly<Record<string, string>>
  /** The `secrets` context; the values are masked from the start. */
  readonly secrets?: Readonly<Record<string, string>>
  readonly job?: string
  readonly runId?: string
  /** ACTIONS_STEP_DEBUG: `::debug::` lines are shown and RUNNER_DEBUG=1 is set (W/JobRunner.cs:160-163). */
  readonly debug?: boolean
  /** Factor on the runner's own 7.5 s, 2.5 s, 5 s and 285 s, and on nothing else. Default 1. */
  readonly timeScale?: number
  /** Milliseconds from cancel to the worker's death, before scaling. Default 285 000 (L/JobDispatcher.cs:1269-1285). */
  readonly cancelBudgetMs?: number
}
