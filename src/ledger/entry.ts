import {crc32} from 'node:zlib'
import type {Intent, ProcessIdentity} from '../plan/intent.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {Attempt, Outcome} from '../shutdown/outcome.ts'
import type {JsonObject, Millis, ResourceId, VmId} from '../units.ts'

/** Whose VM it is. A ledger whose worker is dead is an orphan. */
export interface Owner {
  readonly repository: string
  readonly runId: string
  readonly attempt: string
  readonly job: string
  /** GITHUB_ACTION: unique per step of a job, shared by the steps of one composite action. */
  readonly step: string
  /** The Runner.Worker process; absent where no such ancestor exists (act, job containers). */
  readonly worker?: ProcessIdentity
}

/** How the VM ended, as the ledger and the report tell it. */
export interface Shutdown {
  readonly outcome: Outcome
  readonly attempts: readonly Attempt[]
  readonly took: Millis
  /** For people: why the courtesy was short, that QEMU was found stopped, what ended it. */
  readonly notes: readonly string[]
  /** It was gone already, and not in an orderly way: QEMU was killed, or it crashed. */
  readonly crashed?: true
}

/** How a process ended, as its parent knows it; `killer`: who sent the signal, where the kernel tells. */
export interface ExitRecord {
  readonly code?: number
  readonly signal?: string
  readonly killer?: string
}

export type Verdict = 'clean' | 'degraded' | 'leaked'

/** One line of the ledger. The order of the types is the order in which a VM without trouble writes them. */
export type Entry =
  | {readonly type: 'opened'; readonly vm: VmId; readonly owner: Owner; readonly bootId: string}
  | {readonly type: 'started'; readonly main: ProcessIdentity}
  | {readonly type: 'planned'; readonly plan: VmPlan}
  | {readonly type: 'intent'; readonly intent: Intent}
  | {readonly type: 'acquired'; readonly id: ResourceId; readonly evidence: JsonObject}
  | {readonly type: 'ready'; readonly took: Millis}
  | {readonly type: 'handed-over'}
  | {readonly type: 'cancelled'; readonly signal: string}
  | {readonly type: 'failed'; readonly message: string}
  | {readonly type: 'event'; readonly event: string; readonly data: JsonObject}
  | {readonly type: 'exited'; readonly id: ResourceId; readonly exit: ExitRecord}
  | {readonly type: 'closing'; readonly by: ProcessIdentity; readonly phase: string; readonly why?: string}
  | {readonly type: 'shutdown'; readonly shutdown: Shutdown}
  | {readonly type: 'releasing'; readonly id: ResourceId}
  | {readonly type: 'released'; readonly id: ResourceId; readonly outcome: 'released' | 'absent'}
  | {readonly type: 'closed'; readonly verdict: Verdict}

export type EntryType = Entry['type']

/** A line as it is written: the entry, the version of this format, and when (UTC, ISO 8601, for people only). */
export type LedgerRecord = Entry & {readonly v: 1; readonly at: string}

/** What a record of each type must have for its readers to be safe, whichever version or hand wrote it. */
const shapes: Readonly<Record<EntryType, Readonly<Record<string, 'string' | 'number' | 'object'>>>> = {
  opened: {vm: 'string', owner: 'object', bootId: 'string'},
  started: {main: 'object'},
  planned: {'plan.tag': 'string', 'plan.paths': 'object', 'plan.spec.budgets': 'object'},
  intent: {'intent.id': 'string', 'intent.kind': 'string', 'intent.description': 'object'},
  acquired: {id: 'string', evidence: 'object'},
  ready: {took: 'number'},
  'handed-over': {},
  cancelled: {signal: 'string'},
  failed: {message: 'string'},
  event: {event: 'string', data: 'object'},
  exited: {id: 'string', exit: 'object'},
  closing: {by: 'object', phase: 'string'},
  shutdown: {'shutdown.outcome': 'string', 'shutdown.attempts': 'object', 'shutdown.notes': 'object'},
  releasing: {id: 'string'},
  released: {id: 'string', outcome: 'string'},
  closed: {verdict: 'string'},
}

/**
 * One record as one line: CRC-32 of the JSON text in eight hex digits, a space, the JSON text, a newline. The sum tells
 * a torn or damaged line from a whole one; it protects against accidents, not against malice.
 */
export function formatRecord(record: LedgerRecord): string {
  const text = JSON.stringify(record)
  return `${sumOf(text)} ${text}\n`
}

/** The record of a line, or undefined when the line is torn, damaged, of another version, unknown or not complete. */
export function parseRecord(line: string): LedgerRecord | undefined {
  const text = line.slice(9)
  if (line[8] !== ' ' || line.slice(0, 8) !== sumOf(text)) return undefined
  const value = JSON.parse(text) as Partial<LedgerRecord> | null
  return value?.v === 1 && hasShape(value) ? (value as LedgerRecord) : undefined
}

function hasShape(value: Partial<LedgerRecord>): boolean {
  if (typeof value.type !== 'string' || !Object.hasOwn(shapes, value.type)) return false
  return Object.entries(shapes[value.type]).every(([path, kind]) => {
    const part = path.split('.').reduce<unknown>((from, name) => (from as JsonObject | null | undefined)?.[name], value)
    return typeof part === kind && part !== null
  })
}

const sumOf = (text: string): string => crc32(text).toString(16).padStart(8, '0')
