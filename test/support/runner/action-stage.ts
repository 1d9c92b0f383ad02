/** One stage of a JavaScript action (W/ActionRunner.cs, W/Handlers/NodeScriptActionHandler.cs). */
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {basename, dirname, isAbsolute, join} from 'node:path'

import {type ActionFile, readActionFile} from './action-file.ts'
import {copyAction} from './directories.ts'
import {interpolate} from './expressions.ts'
import type {UsesStep} from './job.ts'
import type {JobState, RunningStage} from './job-state.ts'
import type {Exit} from './process-invoker.ts'
import {runStageProcess} from './stage-process.ts'
import type {StageRecord} from './stage-record.ts'

/** Contexts of a step's `with:` and `env:` (Sdk/DTPipelines/workflow-v1.0.json). */
export const STEP_CONTEXTS = [
  'github',
  'env',
  'runner',
  'job',
  'steps',
  'secrets',
  'inputs',
  'vars',
  'matrix',
  'strategy',
]
/** Contexts of an input's default (W/action_yaml.json:176-186). */
const DEFAULT_CONTEXTS = ['github', 'strategy', 'matrix', 'job', 'runner']
/** The ref under which every remote action is "downloaded". */
const REF = 'v1'

export interface ActionSource {
  readonly directory: string
  /** `owner/name`, only of a remote action. */
  readonly repository?: string
}

/**
 * "Set up job": a remote action is copied to `_actions/OWNER/NAME/v1`, a local one given by an absolute path into the workspace.
 * Different directories get different owners, equal ones share a copy. Throws if a remote action has no valid manifest.
 */
export function placeActions(steps: readonly UsesStep[], job: JobState): Map<string, ActionSource> {
  const owners = new Map<string, string>()
  return new Map(
    steps.map((step) => {
      if (step.local === true) {
        const directory = join(job.directories.workspace, isAbsolute(step.action) ? basename(step.action) : step.action)
        if (isAbsolute(step.action)) copyAction(step.action, directory)
        return [step.id, {directory}]
      }
      const owner = owners.get(step.action) ?? `owner-${owners.size + 1}`
      owners.set(step.action, owner)
      const repository = `${owner}/${basename(step.action)}`
      const directory = join(job.directories.actions, repository, REF)
      copyAction(step.action, directory)
      readActionFile(directory)
      return [step.id, {directory, repository}]
    }),
  )
}

/** Every declared input is set, by `with:`, else by its default, evaluated now (W/ActionRunner.cs:176-237). */
function inputsOf(
  step: UsesStep,
  action: ActionFile,
  job: JobState,
  record: StageRecord,
  env: Readonly<Record<string, string>>,
) {
  const context = job.expressionContext(step.id, env, STEP_CONTEXTS)
  const given = Object.entries(step.with ?? {}).map(([name, value]) => [name, interpolate(value, context)] as const)
  const inputs: Record<string, string> = Object.fromEntries(given)
  const has = (name: string) => given.some(([known]) => known.toLowerCase() === name.toLowerCase())
  const defaults = job.expressionContext(step.id, env, DEFAULT_CONTEXTS)
  for (const [name, value] of Object.entries(action.inputs)) if (!has(name)) inputs[name] = interpolate(value, defaults)
  const valid = Object.keys(action.inputs)
  const unexpected = given
    .map(([name]) => name)
    .filter((name) => !valid.some((known) => known.toLowerCase() === name.toLowerCase()))
  if (unexpected.length > 0) {
    record.warning(`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid.join("', '")}']`)
  }
  return inputs
}

export interface ActionStage {
  readonly step: UsesStep
  readonly source: ActionSource
  readonly env: Readonly<Record<string, string>>
  /** Called in pre and main before the process starts, if the action has a post (W/ActionRunner.cs:113-137). */
  readonly registerPost: (condition: string) => void
}

/** Runs pre, main or post. Throws, with nothing started, if the manifest is gone or an expression fails. */
export async function runActionStage(
  job: JobState,
  record: StageRecord,
  running: RunningStage,
  {step, source, env, registerPost}: ActionStage,
): Promise<Exit> {
  const action = readActionFile(source.directory)
  if (step.local === true && action.pre !== undefined) {
    record.warning(`\`pre\` execution is not supported for local action from '${step.action}'`)
  }
  if (action.post !== undefined && record.name !== 'post') registerPost(action.postIf)
  const event = job.github['event_path'] ?? ''
  if (!existsSync(event)) {
    mkdirSync(dirname(event), {recursive: true})
    writeFileSync(
      event,
      `${JSON.stringify({ref: job.github['ref'], repository: {full_name: job.github['repository']}})}\n`,
    )
  }
  return await runStageProcess(job, record, running, () => {
    const script = record.name === 'pre' ? action.pre : record.name === 'post' ? action.post : action.main
    if (script === undefined) throw new Error(`the action has no ${record.name} script any more`)
    const {repository} = source
    return {
      // `externals/nodeXX/bin/node "<dir>/<file>"`, no shell between (W/Handlers/NodeScriptActionHandler.cs:121-157).
      file: process.execPath,
      args: [script],
      env,
      github: {
        action: step.within ?? step.id,
        ...(repository === undefined ? {} : {action_repository: repository, action_ref: REF}),
      },
      inputs: inputsOf(step, action, job, record, env),
    }
  })
}
