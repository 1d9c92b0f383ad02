import type {IncomingHttpHeaders} from 'node:http'
import type {Readable, Writable} from 'node:stream'
import type {ProcessIdentity} from '../plan/intent.ts'
import type {Millis} from '../units.ts'

/** The doors to the machine. Nothing else in the program starts, signals or looks at a process, or reads a clock. */
export interface Host {
  readonly clock: Clock
  readonly processes: Processes
  readonly commands: Commands
  readonly http: Http
  readonly log: Log
}

export interface Clock {
  /** Monotonic. */
  now(): Millis
  /** Rejects with the signal's reason when it aborts first. */
  sleep(duration: Millis, signal?: AbortSignal): Promise<void>
}

/**
 * `running`: at least one thread lives · `stopped`: by a signal, SIGCONT wakes it · `gone`: no thread of it lives ·
 * `unseen`: of another PID namespace, as that of another job container; what is not known to be gone is left alone.
 */
export type ProcessState = 'running' | 'stopped' | 'gone' | 'unseen'

export interface Processes {
  readonly self: ProcessIdentity
  /** Undefined when there is no such process. */
  identify(pid: number): ProcessIdentity | undefined
  state(process: ProcessIdentity): ProcessState
  /** Every process other than this one that carries the tag: in its environment, or as the name given to QEMU. */
  find(tag: string): readonly ProcessIdentity[]
  /** Of these the QEMUs: `-name guest=<tag>` in their argv. */
  findQemu(tag: string): readonly ProcessIdentity[]
  /** Every process with this name (/proc/PID/comm). */
  named(name: string): readonly ProcessIdentity[]
  /** How long ago a process was started. */
  age(process: ProcessIdentity): Millis
  /** The nearest ancestor with this name (/proc/PID/comm). */
  ancestor(name: string): ProcessIdentity | undefined
  /** Sends only after the identity was checked again. `denied`: it is there and we may not. */
  signal(process: ProcessIdentity, signal: NodeJS.Signals): 'sent' | 'gone' | 'denied'
  /** Detached, its own session, stdin empty, stdout and stderr appended to `log`. */
  spawn(argv: readonly [string, ...string[]], options: SpawnOptions): Promise<SpawnedProcess>
  /** For people: name, state and the kernel function where each living thread waits. */
  describe(process: ProcessIdentity): string
  /** Locks on a file, as the kernel knows them (/proc/locks). */
  locksOn(file: {readonly dev: number; readonly ino: number}): readonly number[]
}

export interface SpawnOptions {
  readonly log: string
  /** Put into the environment as QEMU_VM_TAG, whereby find() knows the process and all that it starts. */
  readonly tag: string
  /** Further variables for it. */
  readonly env?: Readonly<Record<string, string>>
  /** Not to be ended by the runner at the end of the job; see hideTracking(). */
  readonly outlivesJob?: boolean
}

export interface SpawnedProcess {
  readonly identity: ProcessIdentity
  readonly exited: Promise<Exit>
  /** Forget it: this process may end before the spawned one. */
  release(): void
}

export type Exit = {readonly code: number} | {readonly signal: NodeJS.Signals}

export interface Commands {
  /**
   * Runs a program to its end, at most `limit`; the limit is kept by the machine even if this process dies meanwhile.
   * @throws QemuVmError `missing-program` when it cannot be started. A status other than 0 is not thrown.
   */
  run(argv: readonly [string, ...string[]], options: RunOptions): Promise<CommandResult>
  /** Runs a program on this process's own stdio but for what the options say. Unbounded: a step is. */
  attach(argv: readonly [string, ...string[]], options: AttachOptions): Promise<Exit>
  /** Starts a program that stands in a stream. It is ended when `signal` aborts, and ends by itself when we do: its stdin does. */
  filter(argv: readonly [string, ...string[]], options: FilterOptions): Filter
  /** The path of a program on PATH; undefined when there is none. */
  which(program: string): string | undefined
}

export interface RunOptions {
  readonly limit: Millis
  readonly tag?: string
  readonly input?: string
  /** Called with each line of stdout and stderr while it runs; not with a last one that has no end. */
  readonly onLine?: (line: string) => void
}

export interface AttachOptions {
  readonly stdin: 'inherit' | 'ignore' | number
  /** Open files; our own by default. */
  readonly stdout?: number
  readonly stderr?: 'ignore' | number
  readonly tag: string
  /** Sends SIGTERM when it aborts. */
  readonly signal?: AbortSignal
}

export interface FilterOptions {
  readonly tag: string
  readonly signal: AbortSignal
  /**
   * The program writes there itself, so `output` is empty: the input of another filter, which is closed here then, or an
   * open file.
   */
  readonly into?: Writable | number
}

export interface Filter {
  readonly input: Writable
  readonly output: Readable
  /** What the program said on stderr, cut to what a message can hold. Rejects when it could not be started. */
  readonly exited: Promise<{readonly exit: Exit; readonly stderr: string}>
  /** The bytes that it has written so far; undefined where the kernel does not count them. */
  readonly written: () => number | undefined
}

export interface CommandResult {
  readonly code: number
  readonly timedOut: boolean
  readonly stdout: string
  readonly stderr: string
}

export interface Http {
  /**
   * Asks for a URL, through the proxy that the environment names, and follows redirects: ten at most, never from https to
   * http, and without credentials to another origin. Waits for the answer's headers; the body is read by the caller.
   * @returns the answer, whatever its status. @throws DownloadError, or the signal's reason.
   */
  get(url: string, options: GetOptions): Promise<Answer>
}

export interface GetOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Ends the request and the body, at any time. */
  readonly signal: AbortSignal
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Where the answer came from, after redirects. */
  readonly url: string
  readonly body: Readable
}

export interface Log {
  debug(message: string): void
  info(message: string): void
  group<T>(title: string, body: () => Promise<T>): Promise<T>
}
