/** The directories of a self-hosted runner, below one root. */
import {cpSync, mkdirSync, readdirSync, rmSync} from 'node:fs'
import {basename, isAbsolute, join} from 'node:path'

export interface Directories {
  readonly root: string
  /** Stand-in for the runner user's home. */
  readonly home: string
  /** The stand-in's own records: job description, event log. Never cleaned by a job. */
  readonly diag: string
  readonly work: string
  readonly temp: string
  readonly toolCache: string
  readonly actions: string
  /** Parent of the workspace: RUNNER_WORKSPACE. */
  readonly pipeline: string
  readonly workspace: string
}

/**
 * In: the runner's root and the repository's `owner/name`. Out: the layout of section 8 of the runner notes, after
 * `_work/{_temp,_tool,_actions,NAME/NAME}` (C/HostContext.cs:300-430). Touches nothing.
 */
export function directoriesBelow(root: string, repository: string): Directories {
  const name = basename(repository)
  const work = join(root, '_work')
  return {
    root,
    home: join(root, 'home'),
    diag: join(root, '_diag'),
    work,
    temp: join(work, '_temp'),
    toolCache: join(work, '_tool'),
    actions: join(work, '_actions'),
    pipeline: join(work, name),
    workspace: join(work, name, name),
  }
}

/**
 * Empties a directory, going on after errors (W/TempDirectoryManager.cs:27-60). Creates it if missing.
 * Out: one message for each entry that could not be removed.
 */
export function emptyDirectory(directory: string): string[] {
  mkdirSync(directory, {recursive: true})
  const failures: string[] = []
  for (const entry of readdirSync(directory)) {
    try {
      rmSync(join(directory, entry), {recursive: true, force: true})
    } catch (error) {
      failures.push(`${join(directory, entry)}: ${String(error)}`)
    }
  }
  return failures
}

/** What a download of an action's repository does not hold, for a project directory is no clean checkout. */
const NOT_IN_AN_ARCHIVE = new Set(['.git', 'node_modules', '.cache', 'build'])

/** Copies an action's directory as a download would bring it. Throws if `from` is not absolute or not there. */
export function copyAction(from: string, to: string): void {
  if (!isAbsolute(from)) throw new Error(`the action's directory must be absolute: ${from}`)
  mkdirSync(to, {recursive: true})
  for (const entry of readdirSync(from)) {
    if (!NOT_IN_AN_ARCHIVE.has(entry)) cpSync(join(from, entry), join(to, entry), {recursive: true, force: true})
  }
}
