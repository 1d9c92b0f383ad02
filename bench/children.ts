import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'

/** How to start a program. */
export interface Start {
  readonly env: NodeJS.ProcessEnv
  readonly cwd?: string
}

/** A program that runs. */
export interface Running {
  /** Milliseconds from just before its start to its end and that of its output. Rejects unless its status is 0. */
  readonly took: Promise<number>
  /** Milliseconds from just before its start, so far. */
  elapsed(): number
  /** SIGKILL, unless it is gone. Resolves when it is. */
  end(): Promise<void>
}

/** Every program that the bench has started, so that none outlives it. A child is signalled by its pid. */
export class Children {
  readonly #living = new Set<ChildProcess>()
  #closed = false

  /** Starts a program without a shell, with nothing to read. @throws Error once endAll() was called. */
  start([program, ...words]: readonly [string, ...string[]], {env, cwd}: Start): Running {
    if (this.#closed) throw new Error('the bench is being ended')
    const began = performance.now()
    // Not in the terminal's foreground group: Ctrl-C reaches the bench alone, and the bench ends what it has started
    const child = spawn(program, words, {env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe']})
    this.#living.add(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)))
    }
    child.once('exit', () => this.#living.delete(child))
    const took = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
      const end = performance.now()
      if (code === 0) return end - began
      throw new Error(`${program} ${words.join(' ')} ended with ${String(code ?? signal)}: ${said.trim()}`)
    })
    took.catch(() => undefined) // whoever waits for it gets it; a program that was ended on purpose has nobody waiting
    return {took, elapsed: () => performance.now() - began, end: () => endOne(child)}
  }

  /** Starts a program, waits for it, and tells how long it took in milliseconds. @throws Error unless its status is 0. */
  run(argv: readonly [string, ...string[]], start: Start): Promise<number> {
    return this.start(argv, start).took
  }

  /** Ends every program that still runs, and starts no other. */
  async endAll(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#living].map(endOne))
  }

  /** From now on programs may be started again: those that clean up. */
  reopen(): void {
    this.#closed = false
  }
}

async function endOne(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  process.kill(-child.pid, 'SIGKILL') // it leads a group of its own: a shell's ssh goes with the shell
  await gone
}
