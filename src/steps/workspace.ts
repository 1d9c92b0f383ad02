import {realpathSync} from 'node:fs'
import {join, posix, relative} from 'node:path'
import type {StepContext} from './verb.ts'

/**
 * Where a step starts in the guest; undefined: in the home of its user. With the workspace in the guest a step runs in it as
 * on the runner, in its `working-directory` where that is a part of the workspace.
 * @param asked by `--directory`; relative to where the step would start.
 */
export function startDirectory({plan, terminal}: StepContext, asked: string | undefined): string | undefined {
  const {workspace} = plan.spec.transfers
  if (workspace === undefined) return asked
  const inside = partOf(workspace, terminal.directory) ?? partOf(realOr(workspace), terminal.directory) ?? ''
  const start = join(workspace, inside)
  return asked === undefined ? start : posix.resolve(start, asked)
}

/**
 * What a script finds set because the workspace is in the guest. Git refuses a directory of another owner's, which one of the
 * host's mostly is, unless it is told; variables count as its command line: git-config(1), safe.directory.
 */
export function workspaceVariables({plan}: StepContext): readonly (readonly [name: string, value: string])[] {
  const {workspace, shares} = plan.spec.transfers
  if (workspace === undefined) return []
  const isShared = shares.some(({from, to}) => from === workspace && to === workspace)
  const git = {GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: workspace}
  return Object.entries({GITHUB_WORKSPACE: workspace, ...(isShared ? git : {})})
}

function partOf(directory: string, path: string): string | undefined {
  const part = relative(directory, path)
  return part === '..' || part.startsWith('../') ? undefined : part
}

/** The path without links, such as a step's own directory has; as it is where there is nothing. */
export function realOr(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
