import type {Evidence, Held, Intent, Kind, ProcessIdentity} from '../plan/intent.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {Millis, ResourceId, VmId} from '../units.ts'
import {parseRecord, type ExitRecord, type LedgerRecord, type Owner, type Shutdown, type Verdict} from './entry.ts'

/** What a ledger says, all lines together. */
export interface LedgerState {
  readonly vm?: VmId
  readonly owner?: Owner
  readonly bootId?: string
  /** The processes that ran `main` on this VM. */
  readonly mains: readonly ProcessIdentity[]
  readonly plan?: VmPlan
  /** Not known to be released, in the order of acquisition. */
  readonly held: readonly Held[]
  readonly bootTook?: Millis
  readonly handedOver: boolean
  readonly cancelled: boolean
  readonly failure?: string
  readonly closing: boolean
  /** Who began to stop the VM, in order, and why, where it was not simply the end of the job. */
  readonly closers: readonly {readonly by: ProcessIdentity; readonly phase: string; readonly why?: string}[]
  /** What QMP told the keeper, in order, with times. */
  readonly events: readonly Extract<LedgerRecord, {type: 'event'}>[]
  /** How QEMU ended, as its parent saw it. */
  readonly exit?: ExitRecord
  readonly shutdown?: Shutdown
  readonly closed?: Verdict
  readonly records: readonly LedgerRecord[]
  /** Torn, damaged or unknown lines; more than none becomes a finding (law L14). */
  readonly unreadable: number
}

/** The text of a ledger → its state. Never throws: what cannot be read is counted. */
export function replay(text: string): LedgerState {
  const lines = text.split('\n').filter((line) => line !== '')
  const records = lines.map(readLine).filter((record) => record !== undefined)
  const state: {-readonly [K in keyof LedgerState]: LedgerState[K]} = {
    mains: [],
    held: [],
    handedOver: false,
    cancelled: false,
    closing: false,
    closers: [],
    events: [],
    records,
    unreadable: lines.length - records.length,
  }
  const held = new Map<ResourceId, Held>()
  for (const record of records) {
    switch (record.type) {
      case 'opened':
        state.vm ??= record.vm
        state.owner ??= record.owner
        state.bootId ??= record.bootId
        break
      case 'started':
        state.mains = [...state.mains, record.main]
        break
      case 'planned':
        state.plan = record.plan
        break
      case 'intent':
        held.set(record.intent.id, record.intent)
        break
      case 'acquired':
        learn(held, record.id, record.evidence as Evidence<Kind>)
        break
      case 'ready':
        state.bootTook ??= record.took // a guest that restarts is ready again
        break
      case 'handed-over':
        state.handedOver = true
        break
      case 'cancelled':
        state.cancelled = true
        break
      case 'failed':
        state.failure ??= record.message
        break
      case 'event':
        state.events = [...state.events, record]
        break
      case 'exited':
        state.exit ??= record.exit
        break
      case 'closing':
        state.closing = true
        state.closers = [...state.closers, record]
        break
      case 'shutdown':
        state.shutdown = record.shutdown
        break
      case 'releasing':
        break
      case 'released':
        held.delete(record.id)
        break
      case 'closed':
        state.closed = record.verdict
        break
    }
  }
  state.held = [...held.values()]
  return state
}

function learn(held: Map<ResourceId, Held>, id: ResourceId, evidence: Evidence<Kind>): void {
  const intent: Intent | undefined = held.get(id)
  if (intent !== undefined) held.set(id, {...intent, evidence} as Held)
}

function readLine(line: string): LedgerRecord | undefined {
  try {
    return parseRecord(line)
  } catch {
    return undefined // a line whose sum is right and whose text is no JSON was written by no version of ours
  }
}
