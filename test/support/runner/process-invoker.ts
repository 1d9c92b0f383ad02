/** Starts one process and waits for it as S/ProcessInvoker.cs of actions/runner does; its oddities are the point. */
import {type ChildProcess, spawn} from 'node:child_process'
import {closeSync, writeFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'

import {closePipe, openPipes, readLines} from './pipes.ts'

/** S/ProcessInvoker.cs:32-33. Milliseconds. */
const SIGINT_TIMEOUT = 7_500
const SIGTERM_TIMEOUT = 2_500
/** S/ProcessInvoker.cs:485-505: how long the streams may outlive the process. Milliseconds. */
const STREAM_TIMEOUT = 5_000
/** S/ProcessInvoker.cs:569-591. */
const OOM_SCORE_ADJ = 500

export interface Invocation {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Where the pipes are made. */
  readonly scratch: string
  readonly timeScale: number
  /** Aborted on step timeout and on a job cancel that concerns the step. */
  readonly cancel: AbortSignal
  /** A throwing handler fails the invocation at once and leaves the process running, as an exception in .NET does. */
  readonly onLine: (stream: 'stdout' | 'stderr', line: string) => void
  readonly onSpawn: (pid: number) => void
  readonly onSignal: (signal: NodeJS.Signals) => void
}

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly cancelled: boolean
}

/** Two queues, for a batch's stderr lines are handled before its stdout lines (S/ProcessInvoker.cs:398-441). */
class Output {
  readonly #handle: Invocation['onLine']
  readonly #failed: (error: unknown) => void
  #stderr: string[] = []
  #stdout: string[] = []
  #scheduled = false
  #dropping = false

  constructor(handle: Invocation['onLine'], failed: (error: unknown) => void) {
    this.#handle = handle
    this.#failed = failed
  }

  add(stream: 'stdout' | 'stderr', line: string): void {
    if (this.#dropping) return
    ;(stream === 'stderr' ? this.#stderr : this.#stdout).push(line)
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.flush()
    })
  }

  flush(): void {
    const [stderr, stdout] = [this.#stderr, this.#stdout]
    this.#stderr = []
    this.#stdout = []
    try {
      for (const line of stderr) this.#handle('stderr', line)
      for (const line of stdout) this.#handle('stdout', line)
    } catch (error) {
      this.stop()
      this.#failed(error)
    }
  }

  /** From now on lines are read and dropped. */
  stop(): void {
    this.#dropping = true
    this.#stderr = []
    this.#stdout = []
  }
}

/** Only the one pid: no group, no tree, whatever the docs say (S/ProcessInvoker.cs:829-869; actions/runner#3341). */
function signalOnly(child: ChildProcess, signal: NodeJS.Signals, tell: Invocation['onSignal']): void {
  // `kill` of node refuses a pid that it has reaped, so a reused pid is never hit; false means that the process is gone.
  if (child.kill(signal)) tell(signal)
}

/** SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL; each wait ends when the invocation is done, not when the process exits (:443-465). */
async function cancelProcess(child: ChildProcess, done: Promise<unknown>, invocation: Invocation): Promise<void> {
  const steps = [['SIGINT', SIGINT_TIMEOUT], ['SIGTERM', SIGTERM_TIMEOUT]] as const // prettier-ignore
  for (const [signal, wait] of steps) {
    signalOnly(child, signal, invocation.onSignal)
    const timer = new AbortController()
    const timedOut = sleep(wait * invocation.timeScale, true, {signal: timer.signal}).catch(() => false)
    const finished = await Promise.race([done.then(() => true), timedOut.then(() => false)])
    timer.abort()
    if (finished) return
  }
  signalOnly(child, 'SIGKILL', invocation.onSignal)
}

function setOomScore(pid: number, env: Readonly<Record<string, string>>): void {
  const wanted = Number.parseInt(env['PIPELINE_JOB_OOMSCOREADJ'] ?? '', 10)
  const score = wanted >= -1000 && wanted <= 1000 ? wanted : OOM_SCORE_ADJ
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, String(score))
  } catch {
    // The runner logs and goes on (S/ProcessInvoker.cs:569-591); the process may be gone, or the value not allowed.
  }
}

/**
 * Runs the process in the worker's own session and group, stdin at its end, stdout and stderr as pipes.
 * Out: the exit, once the process has exited and both pipes are at their end, or 5 s after its exit; after a cancel the exit code
 * means nothing. Throws if the process cannot be started (missing cwd, E2BIG, no such file) or if `onLine` throws.
 */
export async function invoke(invocation: Invocation): Promise<Exit> {
  const [input, stdout, stderr] = openPipes(invocation.scratch, 3)
  if (!input || !stdout || !stderr) throw new Error('three pipes were asked for')
  const failure = Promise.withResolvers<never>()
  const done = Promise.withResolvers<Omit<Exit, 'cancelled'>>()
  failure.promise.catch(() => undefined)
  const output = new Output(invocation.onLine, failure.reject)
  let exit: Omit<Exit, 'cancelled'> | undefined
  let openStreams = 2
  const streamEnded = (error?: Error) => {
    if (error) failure.reject(error)
    openStreams -= 1
    if (openStreams === 0 && exit) done.resolve(exit)
  }
  readLines(stdout.readEnd, (line) => { output.add('stdout', line) }, streamEnded) // prettier-ignore
  readLines(stderr.readEnd, (line) => { output.add('stderr', line) }, streamEnded) // prettier-ignore
  let child: ChildProcess
  try {
    const stdio = [input.readEnd, stdout.writeEnd, stderr.writeEnd]
    child = spawn(invocation.file, [...invocation.args], {cwd: invocation.cwd, env: invocation.env, stdio})
  } finally {
    closePipe(input)
    closeSync(stdout.writeEnd)
    closeSync(stderr.writeEnd)
  }
  child.once('error', failure.reject)
  child.once('exit', (code, signal) => {
    exit = {code, signal}
    const result = exit
    if (openStreams === 0) done.resolve(result)
    else setTimeout(() => { done.resolve(result) }, STREAM_TIMEOUT * invocation.timeScale) // prettier-ignore
  })
  if (child.pid !== undefined) {
    setOomScore(child.pid, invocation.env)
    invocation.onSpawn(child.pid)
  }

  let cancelling: Promise<void> | undefined
  const cancel = () => {
    cancelling ??= cancelProcess(child, done.promise, invocation)
  }
  if (invocation.cancel.aborted) cancel()
  invocation.cancel.addEventListener('abort', cancel)
  try {
    const result = await Promise.race([done.promise, failure.promise])
    output.flush()
    output.stop()
    await Promise.race([cancelling, failure.promise])
    return {...result, cancelled: cancelling !== undefined}
  } finally {
    invocation.cancel.removeEventListener('abort', cancel)
  }
}
