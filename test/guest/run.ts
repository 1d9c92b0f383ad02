import {execFile} from 'node:child_process'
import {access} from 'node:fs/promises'

/** What may be said about a command beyond its arguments. */
export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/**
 * Runs a program to its end, without a shell, and returns its standard output as bytes.
 * Throws an Error naming the command, its status and its standard error; a program that is not installed is named as such.
 */
export function runBytes(program: string, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settings = {...options, encoding: 'buffer', maxBuffer: 256 * 1024 * 1024} as const
    execFile(program, args, settings, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else if (error.code === 'ENOENT') reject(new Error(`${program} is not installed`, {cause: error}))
      else {
        const said = stderr.toString('utf8').trim()
        reject(
          new Error(`${program} ${args.join(' ')} failed (${error.code ?? error.signal}): ${said}`, {cause: error}),
        )
      }
    })
  })
}

/** As runBytes, for a program that prints text: returns its standard output as a string. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return (await runBytes(program, args, options)).toString('utf8')
}

/** Runs a program as root, by a sudo that asks nothing where this user is not; as run(). */
export async function asRoot([program = '', ...args]: readonly string[]): Promise<void> {
  if (process.getuid?.() === 0) await run(program, args)
  else await run('sudo', ['-n', program, ...args])
}

/** Whether there is anything at `path`; a broken symbolic link is nothing. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
