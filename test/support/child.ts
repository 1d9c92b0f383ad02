import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'

/** A program of test/support/children while it runs. */
export interface Child {
  readonly process: ChildProcess
  readonly pid: number
  stdout(): string
  /** When it is over, with everything it said. */
  readonly over: Promise<ChildResult>
}

export interface ChildResult {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** The user `nobody`, who owns nothing. */
export const nobody = 65_534

/** The words before a command that is run as another user, by root. */
export const asUser = (uid: number): readonly [string, ...string[]] => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${uid}`,
  '--clear-groups',
]

/** Starts a program of test/support/children, as another user where `uid` is given (for root only). */
export function startChild(program: string, words: readonly string[], {uid}: {readonly uid?: number} = {}): Child {
  const file = join(import.meta.dirname, 'children', `${program}.ts`)
  const [command = '', ...rest] = [...(uid === undefined ? [] : asUser(uid)), process.execPath, file, ...words]
  const child = spawn(command, rest, {stdio: ['ignore', 'pipe', 'pipe']})
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  const over = once(child, 'close').then(([code, signal]) => ({
    ...{code: code as number | null, signal: signal as string | null, stdout, stderr},
  }))
  return {process: child, pid: child.pid ?? -1, stdout: () => stdout, over}
}

/** Runs a program of test/support/children to its end. */
export const runChild = (...words: Parameters<typeof startChild>): Promise<ChildResult> => startChild(...words).over
