import {appendFileSync, readFileSync, unlinkSync, writeSync} from 'node:fs'
import type {FakeArguments} from './argv.ts'
import type {FakeBehavior, FakeExit} from './behavior.ts'

type Data = Readonly<Record<string, unknown>>

/** A place that wants to hear of events and must have sent all before the process ends. */
export interface Listener {
  event(name: string, data: Data | undefined): void
  drained(): Promise<void>
}

/** Run states from which `cont` does not lead on, QEMU's runstate_needs_reset(). */
const needsReset: ReadonlySet<string> = new Set(['internal-error', 'shutdown'])

/** Reads the behavior anew at each decision: a test may change its mind while the fake runs. */
export function behaviorReader(path: string): () => FakeBehavior {
  let last: FakeBehavior = {}
  return () => {
    try {
      last = JSON.parse(readFileSync(path, 'utf8')) as FakeBehavior
    } catch {
      // The test may have removed its directory already; what held until then holds on.
    }
    return last
  }
}

/** The fake's one machine: run state, power button and end. */
export class FakeMachine {
  readonly listeners = new Set<Listener>()
  /** Unlinked at an orderly end, as QEMU does (V4); a death by signal leaves them. */
  readonly transient = new Set<string>()
  readonly words: FakeArguments
  readonly behavior: () => FakeBehavior
  #status: string
  #presses = 0
  #pressedWhilePaused = false
  #ending = false
  /** Whether a reset is an end: -no-reboot, and set-action while it runs. */
  #endsAtReset: boolean

  constructor(words: FakeArguments, behavior: () => FakeBehavior) {
    this.words = words
    this.behavior = behavior
    this.#endsAtReset = words.noReboot
    this.#status = words.paused ? 'prelaunch' : 'running'
  }

  get status(): string {
    const forced = this.behavior().status
    return forced !== undefined && this.#status === 'running' ? forced : this.#status
  }

  setStatus(status: string): void {
    this.#status = status
  }

  emit(name: string, data?: Data): void {
    for (const listener of this.listeners) listener.event(name, data)
  }

  print(text: string): void {
    for (const path of this.words.consoles) appendFileSync(path, text)
  }

  /** One press of the power button. A machine that does not run hears it when it goes on (V3). */
  press(): void {
    this.emit('POWERDOWN')
    if (this.status === 'running') this.#hear()
    else this.#pressedWhilePaused = true
  }

  stop(): void {
    if (this.#status !== 'running') return
    this.#status = 'paused'
    this.emit('STOP')
  }

  /** @returns the error that QEMU gives, or undefined. */
  cont(): string | undefined {
    if (needsReset.has(this.status)) return 'Resetting the Virtual Machine is required'
    if (this.#status === 'running') return undefined
    this.#status = 'running'
    this.emit('RESUME')
    if (this.#pressedWhilePaused) this.#hear()
    this.#pressedWhilePaused = false
    return undefined
  }

  #hear(): void {
    this.#presses += 1
    const {presses = 1, takes = 0, does = 'poweroff'} = this.behavior().guest ?? {}
    if (presses === 'never' || this.#presses !== presses) return
    setTimeout(() => {
      if (does === 'poweroff') this.shutdown(true, 'guest-shutdown')
      else if (does === 'reboot') this.reset()
      else if (does === 'die') process.kill(process.pid, 'SIGKILL')
      else this.panic()
    }, takes)
  }

  setRebootAction(action: unknown): void {
    this.#endsAtReset = action === 'shutdown'
  }

  reset(): void {
    if (this.#endsAtReset) this.shutdown(true, 'guest-reset')
    else this.emit('RESET', {guest: true, reason: 'guest-reset'})
  }

  panic(): void {
    this.emit('GUEST_PANICKED', {action: 'poweroff'})
    this.shutdown(true, 'guest-panic')
  }

  /** SHUTDOWN, then, `lingers` later, the orderly end with status 0. */
  shutdown(guest: boolean, reason: string): void {
    if (this.#ending) return
    this.#ending = true
    this.#status = 'shutdown'
    this.emit('SHUTDOWN', {guest, reason})
    const {lingers = 0} = this.behavior().guest ?? {}
    setTimeout(() => void this.end({}), lingers)
  }

  async end({code = 0, signal, stderr = ''}: FakeExit): Promise<void> {
    this.#ending = true
    writeSync(2, stderr)
    if (signal !== undefined) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
      return
    }
    await Promise.all([...this.listeners].map((listener) => listener.drained()))
    for (const path of this.transient) unlinkQuietly(path)
    process.exit(code)
  }
}

function unlinkQuietly(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Somebody was quicker, or another QEMU took the path over (V8); QEMU does not mind either.
  }
}
