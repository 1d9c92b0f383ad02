import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Processes} from '../../src/host/host.ts'
import {tagVariable} from '../../src/host/processes.ts'
import type {ProcessIdentity} from '../../src/plan/intent.ts'

export interface BystanderOptions {
  /** In its environment, as with every process that the program starts. */
  readonly tag?: string
  /** In its argv, as with QEMU. */
  readonly qemuName?: string
  readonly uid?: number
  /** Python that runs before it sleeps for an hour. */
  readonly python?: string
}

/** Processes of a test, killed with it: in Python, for it starts at once and can be anything. */
export class Bystanders implements AsyncDisposable {
  readonly #children: ChildProcess[] = []

  /** Starts one, and waits until its program runs. */
  async start({tag, qemuName, uid, python = ''}: BystanderOptions = {}): Promise<ChildProcess> {
    const code = `${python}\nimport sys, time\nsys.stdout.write('up')\nsys.stdout.flush()\ntime.sleep(3600)`
    const name = qemuName === undefined ? [] : ['-name', `guest=${qemuName},debug-threads=on`]
    const env = {PATH: '/usr/bin:/bin', ...(tag === undefined ? {} : {[tagVariable]: tag})}
    const words = ['-u', '-c', code, ...name]
    const child = spawn(python3, words, {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(uid === undefined ? {} : {uid}),
    })
    this.#children.push(child)
    await once(child.stdout, 'data')
    return child
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const living = this.#children.filter(({exitCode, signalCode}) => exitCode === null && signalCode === null)
    const over = living.map((child) => once(child, 'exit'))
    for (const child of living) child.kill('SIGKILL')
    await Promise.all(over)
  }
}

/** The signal by which a process was ended; waits until it was. */
export async function endOf(child: ChildProcess): Promise<NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.signalCode
}

/** Not the shim of pyenv, which is a shell script for a while. */
const python3 =
  ['/usr/bin/python3', '/usr/local/bin/python3', '/root/.pyenv/shims/python3'].find(existsSync) ?? 'python3'

/** @throws Error when the process is not there. */
export function identityOf({pid = -1}: {readonly pid?: number | undefined}, processes: Processes): ProcessIdentity {
  const identity = processes.identify(pid)
  if (identity === undefined) throw new Error(`there is no process ${pid}`)
  return identity
}

/** Waits until a process is in one of the given states of /proc/PID/stat. */
export async function untilState(pid: number | undefined, states: string): Promise<void> {
  while (!states.includes(stateOf(pid))) await sleep(5)
}

const stateOf = (pid: number | undefined): string =>
  /^\d+ \(.*\) (\S)/s.exec(readFileSync(`/proc/${pid ?? 0}/stat`, 'latin1'))?.[1] ?? ''
