/** Runs a stage's process with its command files, its commands and its result applied to the job. */
import type {JobState, RunningStage} from './job-state.ts'

import {CommandHandler} from './command-handler.ts'
import {stageEnvironment} from './environment.ts'
import {createCommandFiles, processCommandFiles} from './file-commands.ts'
import {type Exit, invoke} from './process-invoker.ts'
import type {StageRecord} from './stage-record.ts'

export interface StageProcess {
  readonly file: string
  readonly args: readonly string[]
  /** The step's env context: job env, GITHUB_ENV, step env. */
  readonly env: Readonly<Record<string, string>>
  /** Additions to the `github` context: action, action_repository, action_ref. */
  readonly github: Readonly<Record<string, string>>
  /** Of a JavaScript action: its inputs; it gets STATE_*, INPUT_* and ACTIONS_*. */
  readonly inputs?: Readonly<Record<string, string>>
}

/** Where the stage's commands and file commands go: the job, the step's state, and its outputs if this stage may have any. */
function targetOf(job: JobState, record: StageRecord, env: Readonly<Record<string, string>>) {
  return {
    masks: job.masks,
    workspace: job.directories.workspace,
    env,
    addPath: (directory: string) => {
      job.addPath(directory)
    },
    setEnv: (name: string, value: string) => {
      job.env[name] = value
    },
    saveState: (name: string, value: string) => {
      job.stateOf(record.step).set(name, value)
    },
    setOutput: (name: string, value: string) => {
      // Outputs of pre and post have no context to go to (W/ExecutionContext.cs:700-709).
      if (record.name !== 'main' && record.name !== 'run') return
      record.outputs[name] = value
      job.stepResult(record.step).outputs[name] = value
    },
    summary: (text: string) => {
      record.summary(text)
    },
    error: (message: string) => {
      record.error(message)
    },
    fail: () => {
      record.commandFailed = true
    },
  }
}

/**
 * Command files are made before and processed after, whatever happens in between (W/ActionRunner.cs:276-283).
 * In: `prepare`, called when the files exist, as the runner evaluates inputs then; if it throws, no process starts and no file is
 * processed. Throws if the process cannot be started.
 */
export async function runStageProcess(
  job: JobState,
  record: StageRecord,
  running: RunningStage,
  prepare: () => StageProcess,
): Promise<Exit> {
  const files = createCommandFiles(job.directories.temp)
  running.stateFile = files.state
  const stage = prepare()
  const target = targetOf(job, record, stage.env)
  const commands = new CommandHandler(record, target, job.debug)
  const isAction = stage.inputs !== undefined
  const environment = stageEnvironment({
    worker: job.workerEnv,
    env: stage.env,
    prependPath: job.prependPath,
    github: {...job.github, ...stage.github, ...files},
    runner: job.runner,
    ...(isAction ? {state: job.stateOf(record.step).toRecord(), actions: job.description.actionsEnv ?? {}} : {}),
    ...(stage.inputs ? {inputs: stage.inputs} : {}),
  })
  try {
    const exit = await invoke({
      file: stage.file,
      args: stage.args,
      cwd: job.directories.workspace,
      env: environment,
      scratch: job.directories.diag,
      timeScale: job.timeScale,
      cancel: running.cancel.signal,
      onLine: (stream, line) => {
        commands.handleLine(stream, line)
      },
      onSpawn: (pid) => {
        running.pid = pid
        record.emit({type: 'spawned', at: Date.now(), stage: record.number, pid})
      },
      onSignal: (signal) => {
        record.emit({type: 'signalled', at: Date.now(), stage: record.number, signal})
      },
    })
    record.exitCode = exit.code
    record.signal = exit.signal
    return exit
  } finally {
    processCommandFiles(files, target)
  }
}
