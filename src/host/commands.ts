import {spawn, type ChildProcess} from 'node:child_process'
import {accessSync, constants, statSync} from 'node:fs'
import {delimiter, isAbsolute, join} from 'node:path'
import type {Readable} from 'node:stream'
import {QemuVmError} from '../errors.ts'
import {millis} from '../units.ts'
import type {Commands, Filter} from './host.ts'
import {tagVariable} from './processes.ts'

/** What coreutils' timeout(1) exits with when it ended the command: by SIGTERM, by SIGKILL. A command may do so too. */
const timedOutCodes = new Set([124, 137])
/** Characters of stderr that are kept of a program in a stream: the first ones say what is wrong. */
const mostSaid = 1000
/** What a shell would add the signal's number to. */
const bySignal = 128

/** From a program's end until what it left behind has closed its output; what does not is not waited for (R2). */
const closeBudget = millis(2000)

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
      const timeout = which('timeout')
      if (timeout === undefined)
        throw new QemuVmError('missing-program', 'There is no program timeout (coreutils) on PATH.')
      // A limit of ours would die with us: timeout(1) lives on. Its 0 means no limit
      const child = spawn(timeout, ['-k', '2', String(Math.max(limit, 1) / 1000), path, ...words], {
        stdio: [input === '' ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        env: tag === undefined ? env : {...env, [tagVariable]: tag},
      })
      const began = performance.now()
      child.stdin?.on('error', () => undefined) // the program may end without having read it
      child.stdin?.end(input)
      const stdout = collect(child.stdout, onLine)
      const stderr = collect(child.stderr, onLine)
      const code = await endOf(child)
      return {
        // There is none when timeout(1) killed its group and so itself, or ended itself by the signal of the command
        code: code ?? bySignal,
        timedOut: performance.now() - began >= limit && (code === null || timedOutCodes.has(code)),
        stdout: stdout(),
        stderr: stderr(),
      }
    },

    filter([program, ...words], {tag, signal}) {
      const child = spawn(which(program) ?? program, words, {
        stdio: 'pipe',
        env: {...env, [tagVariable]: tag},
        signal,
        killSignal: 'SIGKILL', // it holds nothing that has to be put in order
      })
      let stderr = ''
      child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(0, mostSaid)))
      const exited = new Promise<Awaited<Filter['exited']>>((resolve, reject) => {
        child.once('error', reject)
        child.once('close', (code, name) => {
          resolve({exit: name === null ? {code: code ?? -1} : {signal: name}, stderr: stderr.trim()})
        })
      })
      exited.catch(() => undefined) // whoever reads the output looks at it later
      return {input: child.stdin, output: child.stdout, exited}
    },

    attach: ([program, ...words], {stdin, tag}) =>
      new Promise((resolve, reject) => {
        const child = spawn(program, words, {
          stdio: [stdin, 'inherit', 'inherit'],
          env: {...env, [tagVariable]: tag},
        })
        child.once('error', (cause) => {
          reject(new QemuVmError('missing-program', `${program} could not be started.`, {cause}))
        })
        child.once('exit', (code, signal) => {
          resolve(signal === null ? {code: code ?? -1} : {signal})
        })
      }),
  }
}

/** Follows a stream: its lines to `onLine`, as they come. @returns what was read until now, when it is called. */
function collect(stream: Readable | null, onLine: (line: string) => void = () => undefined): () => string {
  let text = ''
  let told = 0
  stream?.setEncoding('utf8').on('data', (portion: string) => {
    text += portion
    for (let end = text.indexOf('\n', told); end >= 0; end = text.indexOf('\n', told)) {
      onLine(text.slice(told, end))
      told = end + 1
    }
  })
  return () => text
}

/** The exit status of a child, when its output was read as well; null when it was ended by a signal. */
function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new QemuVmError('missing-program', `${child.spawnfile} could not be started.`, {cause}))
    })
    child.once('close', resolve)
    child.once('exit', () => {
      setTimeout(() => {
        child.stdout?.destroy()
        child.stderr?.destroy()
      }, closeBudget).unref()
    })
  })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
