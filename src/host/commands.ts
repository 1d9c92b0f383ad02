import {spawn, type ChildProcessByStdio, type StdioOptions} from 'node:child_process'
import {accessSync, constants, statSync} from 'node:fs'
import {delimiter, isAbsolute, join} from 'node:path'
import {Readable, type Writable} from 'node:stream'
import {QemuVmError} from '../errors.ts'
import type {Commands, Filter} from './host.ts'
import {bytesWrittenBy} from './proc.ts'
import {tagVariable} from './processes.ts'

/** What coreutils' timeout(1) exits with when it ended the command: by SIGTERM, by SIGKILL. A command may do so too. */
const timedOutCodes = new Set([124, 137])
/** Characters of stderr that are kept of a program in a stream: the first ones say what is wrong. */
const mostSaid = 1000
/** What a shell would add the signal's number to. */
const bySignal = 128

/**
 * Node itself writes the input into a pipe, and where the program has ended by then, EPIPE ends us: @actions/exec does
 * not listen for it. So without input nothing is written, and with input somebody reads it to its end.
 */
const withoutInput = 'exec "$@" </dev/null'
const withInput = '"$@"; status=$?; cat >/dev/null; exit $status'

/**
 * Loads now what is else loaded at the first command. For a process that outlives its job: the runner removes the files of
 * an action when the next job begins (ActionManager.cs:93).
 */
export async function loadCommands(): Promise<void> {
  await import('@actions/exec')
}

/** Short commands of the machine. `env` is what they start from. */
export function machineCommands(env: Readonly<Record<string, string>>): Commands {
  const which = (program: string): string | undefined => {
    const places = isAbsolute(program) ? [''] : (env['PATH'] ?? '').split(delimiter).filter(isAbsolute)
    return places.map((place) => join(place, program)).find(isProgram)
  }

  return {
    which,

    async run([program, ...words], {limit, tag, input = '', onLine}) {
      const path = which(program)
      if (path === undefined) throw new QemuVmError('missing-program', `There is no program ${program} on PATH.`)
      // By its path: @actions/exec looks in the PATH of this process, and prints about every place that it may not see
      const timeout = which('timeout')
      if (timeout === undefined)
        throw new QemuVmError('missing-program', 'There is no program timeout (coreutils) on PATH.')
      // @actions/exec has no time limit of its own, and ours would die with us: timeout(1) lives on
      // Loaded when used: the guest command and a post with nothing to do run nothing this way
      const {getExecOutput} = await import('@actions/exec')
      const shell = ['sh', '-c', input === '' ? withoutInput : withInput, 'sh']
      const bounded = ['-k', '2', String(Math.max(limit, 1) / 1000), ...shell, path, ...words] // its 0 means no limit
      const began = performance.now()
      const result = await getExecOutput(`"${timeout}"`, bounded, {
        silent: true,
        ignoreReturnCode: true,
        env: tag === undefined ? {...env} : {...env, [tagVariable]: tag},
        ...(input === '' ? {} : {input: Buffer.from(input)}),
        ...(onLine === undefined ? {} : {listeners: {stdline: onLine, errline: onLine}}),
      })
      // There is none when timeout(1) killed its group and so itself, or ended itself by the signal of the command
      const exitCode = result.exitCode as number | null
      return {
        code: exitCode ?? bySignal,
        timedOut: performance.now() - began >= limit && (exitCode === null || timedOutCodes.has(exitCode)),
        stdout: result.stdout,
        stderr: result.stderr,
      }
    },

    filter([program, ...words], {tag, signal, into}) {
      const child = spawn(which(program) ?? program, words, {
        stdio: ['pipe', into ?? 'pipe', 'pipe'],
        env: {...env, [tagVariable]: tag},
        signal,
        killSignal: 'SIGKILL', // it holds nothing that has to be put in order
      }) as ChildProcessByStdio<Writable, Readable | null, Readable>
      if (typeof into === 'object') into.destroy() // the program has its own, and whoever reads shall see the end when it closes that
      let stderr = ''
      child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(0, mostSaid)))
      const exited = new Promise<Awaited<Filter['exited']>>((resolve, reject) => {
        child.once('error', reject)
        child.once('close', (code, name) => {
          resolve({exit: name === null ? {code: code ?? -1} : {signal: name}, stderr: stderr.trim()})
        })
      })
      exited.catch(() => undefined) // whoever reads the output looks at it later
      let written = bytesWrittenBy(child.pid)
      return {
        input: child.stdin,
        output: child.stdout ?? Readable.from([]),
        exited,
        written: () => (written = bytesWrittenBy(child.pid) ?? written),
      }
    },

    attach: ([program, ...words], {stdin, stdout = 'inherit', stderr = 'inherit', tag, signal: stop}) =>
      new Promise((resolve, reject) => {
        const child = spawn(program, words, {
          stdio: [stdin, stdout, stderr] as StdioOptions,
          env: {...env, [tagVariable]: tag},
        })
        const end = (): void => void child.kill()
        if (stop?.aborted === true) end()
        else stop?.addEventListener('abort', end, {once: true})
        child.once('error', (cause) => {
          reject(new QemuVmError('missing-program', `${program} could not be started.`, {cause}))
        })
        child.once('exit', (code, signal) => {
          stop?.removeEventListener('abort', end)
          resolve(signal === null ? {code: code ?? -1} : {signal})
        })
      }),
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
