/** A `run:` step (W/Handlers/ScriptHandler.cs). */
import {randomUUID} from 'node:crypto'
import {writeFileSync} from 'node:fs'
import {constants} from 'node:os'
import {join} from 'node:path'

import {STEP_CONTEXTS} from './action-stage.ts'
import {which} from './environment.ts'
import {interpolate} from './expressions.ts'
import type {RunStep} from './job.ts'
import type {JobState, RunningStage} from './job-state.ts'
import type {Exit} from './process-invoker.ts'
import {argumentsOf, parseShell} from './shells.ts'
import {runStageProcess} from './stage-process.ts'
import type {StageRecord} from './stage-record.ts'

/** Runs the script. Throws, with nothing started, if the shell is not found or an expression fails. */
export async function runScriptStage(
  job: JobState,
  record: StageRecord,
  running: RunningStage,
  step: RunStep,
  env: Readonly<Record<string, string>>,
): Promise<Exit> {
  const exit = await runStageProcess(job, record, running, () => {
    const contents = interpolate(step.script, job.expressionContext(record.step, env, STEP_CONTEXTS))
    const shell = parseShell(step.shell)
    const file = which(shell.command, job.prependPath, job.workerEnv['PATH'] ?? '')
    const script = join(job.directories.temp, `${randomUUID()}${shell.extension}`)
    writeFileSync(script, contents)
    return {file, args: argumentsOf(shell.argumentFormat, script), env, github: {action: step.within ?? record.step}}
  })
  // .NET tells a death by signal as 128 + its number.
  const code = exit.code ?? 128 + (exit.signal === null ? 0 : constants.signals[exit.signal])
  if (code !== 0 && !exit.cancelled) record.error(`Process completed with exit code ${code}.`)
  return exit
}
