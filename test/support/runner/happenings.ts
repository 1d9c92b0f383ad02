/** Makes the declared events happen, inside the worker, so that they come at exact moments and survive nobody. */
import {appendFileSync, rmSync} from 'node:fs'
import {resolve} from 'node:path'

import type {WorkerEvent} from './event-log.ts'
import type {Happening, Moment, StageName} from './job.ts'
import type {JobState} from './job-state.ts'

/** A `JobEvent` as it travels in JSON: a regular expression is its source and flags. */
export interface DeclaredEvent {
  readonly at:
    | number
    | {
        readonly stage: StageName
        readonly step: string
        readonly afterMs: number
        readonly whenLog?: readonly [string, string]
      }
  readonly do: Happening
}

/** For the test side. */
export function declared(at: Moment, what: Happening): DeclaredEvent {
  if (typeof at === 'number') return {at, do: what}
  const {stage, step, afterMs = 0, whenLog} = at
  return {at: {stage, step, afterMs, ...(whenLog ? {whenLog: [whenLog.source, whenLog.flags] as const} : {})}, do: what}
}

/** A torn heredoc entry, as a process killed in the middle of its write would leave it. */
const TORN_ENTRY = 'torn<<ghadelimiter_torn\nhalf a val'

/** Whether it could be done: without a running process there is nobody to signal. */
function carryOut(what: Happening, job: JobState): boolean {
  const {workspace} = job.directories
  const signalNode = (signal: NodeJS.Signals) => job.running?.pid !== undefined && process.kill(job.running.pid, signal)
  const appendState = (text: string) => {
    if (job.running?.stateFile === undefined) return false
    appendFileSync(job.running.stateFile, text)
    return true
  }
  if (typeof what === 'object') {
    if ('signalNode' in what) return signalNode(what.signalNode)
    if ('appendState' in what) return appendState(what.appendState)
    // The worker leads its own session and group; the test side starts it so.
    if ('signalGroup' in what) return process.kill(-process.pid, what.signalGroup)
    rmSync(resolve(workspace, what.remove), {recursive: true})
    return true
  }
  switch (what) {
    case 'cancel':
      job.cancel()
      return true
    case 'shutdown':
      job.shutdown()
      return true
    case 'kill-worker':
      return process.kill(process.pid, 'SIGKILL')
    case 'kill-node':
      return signalNode('SIGKILL')
    case 'delete-workspace':
      rmSync(workspace, {recursive: true})
      return true
    case 'corrupt-state':
      return appendState(TORN_ENTRY)
  }
}

/** Watches the job's events and lets the declared ones happen. `start()` begins the clock of those given in milliseconds. */
export class Happenings {
  readonly #events: readonly DeclaredEvent[]
  readonly #job: () => JobState
  readonly #stages = new Map<number, string>()
  readonly #begun = new Set<number>()

  constructor(events: readonly DeclaredEvent[], job: () => JobState) {
    this.#events = events
    this.#job = job
  }

  start(): void {
    for (const [index, {at}] of this.#events.entries()) if (typeof at === 'number') this.#after(index, at)
  }

  /** To be called with every event of the job. */
  observe(event: WorkerEvent): void {
    if (event.type === 'stage-started') this.#stages.set(event.stage, `${event.name} ${event.step}`)
    if (event.type !== 'spawned' && event.type !== 'line') return
    for (const [index, {at}] of this.#events.entries()) {
      if (typeof at === 'number' || this.#stages.get(event.stage) !== `${at.stage} ${at.step}`) continue
      const matches = at.whenLog
        ? event.type === 'line' && new RegExp(...at.whenLog).test(event.text)
        : event.type === 'spawned'
      if (matches) this.#after(index, at.afterMs)
    }
  }

  #after(index: number, milliseconds: number): void {
    if (this.#begun.has(index)) return
    this.#begun.add(index)
    if (milliseconds === 0) this.#fire(index)
    else setTimeout(() => { this.#fire(index) }, milliseconds) // prettier-ignore
  }

  #fire(index: number): void {
    const event = this.#events[index]
    const job = this.#job()
    if (!event) throw new Error(`no event ${index} was declared`)
    const happened = {type: 'happened', at: Date.now(), event: index} as const
    // Written before the worker dies, and of the others only after they were done.
    if (event.do === 'kill-worker') job.emit(happened)
    if (carryOut(event.do, job) && event.do !== 'kill-worker') job.emit(happened)
  }
}
