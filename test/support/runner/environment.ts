/** The variables of a stage's process (section 5 of the runner notes). */
import {accessSync, constants, statSync} from 'node:fs'
import {delimiter, isAbsolute, join} from 'node:path'

import type {Directories} from './directories.ts'

/** `RUNNER_*` of a self-hosted Linux runner; RUNNER_DEBUG only when debugging (W/JobRunner.cs:160-180). */
export function runnerContext(directories: Directories, debug: boolean): Record<string, string> {
  return {
    os: 'Linux',
    arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
    name: 'stand-in',
    environment: 'self-hosted',
    temp: directories.temp,
    tool_cache: directories.toolCache,
    workspace: directories.pipeline,
    ...(debug ? {debug: '1'} : {}),
  }
}

/** Values that are the same for every stage of a job; names as in the `github` context. */
export function githubContext(directories: Directories, job: string, runId: string): Record<string, string> {
  return {
    actor: 'octocat',
    actor_id: '583231',
    api_url: 'https://api.github.com',
    event_name: 'push',
    event_path: join(directories.temp, '_github_workflow', 'event.json'),
    graphql_url: 'https://api.github.com/graphql',
    job,
    ref: 'refs/heads/main',
    ref_name: 'main',
    ref_protected: 'false',
    ref_type: 'branch',
    repository: 'octo/repo',
    repository_id: '1296269',
    repository_owner: 'octo',
    repository_owner_id: '583231',
    retention_days: '90',
    run_attempt: '1',
    run_id: runId,
    run_number: '1',
    server_url: 'https://github.com',
    sha: '0123456789abcdef0123456789abcdef01234567',
    token: 'stand-in-token',
    triggering_actor: 'octocat',
    workflow: 'stand-in',
    workflow_ref: 'octo/repo/.github/workflows/stand-in.yml@refs/heads/main',
    workflow_sha: '0123456789abcdef0123456789abcdef01234567',
    workspace: directories.workspace,
  }
}

/** Not in the allow-list of W/GitHubContext.cs:9-50, so never a variable: an action gets the token by an input's default. */
const NOT_EXPOSED = new Set(['token', 'action_path'])

/** `github` or `runner` context -> variables. */
export function contextVariables(
  prefix: 'GITHUB' | 'RUNNER',
  context: Readonly<Record<string, string>>,
): Record<string, string> {
  const shown = Object.entries(context).filter(([name]) => prefix === 'RUNNER' || !NOT_EXPOSED.has(name))
  return Object.fromEntries(shown.map(([name, value]) => [`${prefix}_${name.toUpperCase()}`, value]))
}

/** Upper case, blanks become `_`, hyphens stay (W/Handlers/Handler.cs:175-188). */
export function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  )
}

export interface Layers {
  /** The worker's own environment. */
  readonly worker: Readonly<Record<string, string>>
  /** Job `env:`, GITHUB_ENV and step `env:`, merged in that order. */
  readonly env: Readonly<Record<string, string>>
  readonly state?: Readonly<Record<string, string>>
  readonly inputs?: Readonly<Record<string, string>>
  /** GITHUB_PATH entries, oldest first. */
  readonly prependPath: readonly string[]
  readonly github: Readonly<Record<string, string>>
  readonly runner: Readonly<Record<string, string>>
  /** ACTIONS_*; left out for scripts. */
  readonly actions?: Readonly<Record<string, string>>
}

/** Later layers win (W/ActionRunner.cs:239-270; W/Handlers/NodeScriptActionHandler.cs:38-92; S/ProcessInvoker.cs:262-290). */
export function stageEnvironment(layers: Layers): Record<string, string> {
  const state = Object.entries(layers.state ?? {}).map(([name, value]) => [`STATE_${name}`, value] as const)
  const overlay: Record<string, string> = {
    ...layers.env,
    ...Object.fromEntries(state),
    ...inputVariables(layers.inputs ?? {}),
  }
  if (layers.prependPath.length > 0) {
    const path = overlay['PATH'] ?? layers.worker['PATH'] ?? ''
    overlay['PATH'] = [...layers.prependPath.toReversed(), path].filter((part) => part !== '').join(delimiter)
  }
  Object.assign(
    overlay,
    contextVariables('GITHUB', layers.github),
    contextVariables('RUNNER', layers.runner),
    layers.actions,
  )
  const result: Record<string, string> = {...layers.worker, ...overlay, GITHUB_ACTIONS: 'true'}
  result['CI'] ??= 'true'
  // https://github.com/actions/runner/issues/795
  delete result['NODE_ICU_DATA']
  return result
}

/**
 * Finds a shell's program: on the GITHUB_PATH entries, newest first, then on the worker's PATH, never on the step's
 * (W/Handlers/ScriptHandler.cs:174-224; S/Util/WhichUtil.cs). Throws with the runner's words if there is none.
 */
export function which(command: string, prependPath: readonly string[], workerPath: string): string {
  const candidates = isAbsolute(command)
    ? [command]
    : [...prependPath.toReversed(), ...workerPath.split(delimiter)]
        .filter((part) => part !== '')
        .map((part) => join(part, command))
  const found = candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK)
      return statSync(candidate).isFile()
    } catch {
      return false
    }
  })
  if (found === undefined) {
    throw new Error(
      `${command}: command not found. Make sure '${command}' is installed and its location is included in PATH`,
    )
  }
  return found
}
