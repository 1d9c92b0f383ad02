import type {JsonObject, ResourceId} from '../units.ts'

/** A process for good: the pid alone may be another's by now. Start time in clock ticks since boot, /proc/PID/stat field 22. */
export interface ProcessIdentity extends JsonObject {
  readonly pid: number
  readonly startTicks: number
  readonly bootId: string
}

/** A file for good: the path alone may lead elsewhere by now. */
export interface FileIdentity extends JsonObject {
  readonly dev: number
  readonly ino: number
}

/**
 * What each kind of resource is described by (enough to release it knowing nothing else) and what was learned when it
 * was acquired (evidence: it makes release exact and safe, but release never needs it).
 */
export interface ResourceTypes {
  directory: {description: {readonly path: string}; evidence: FileIdentity}
  process: {
    description: {readonly tag: string; readonly role: ProcessRole; readonly pidFile?: string}
    evidence: ProcessIdentity
  }
}

export type ProcessRole = 'qemu' | 'ssh-master'
export type Kind = keyof ResourceTypes
export type Description<K extends Kind> = ResourceTypes[K]['description']
export type Evidence<K extends Kind> = ResourceTypes[K]['evidence']

/** The promise that is durable in the ledger before the resource exists. */
export interface IntentOf<K extends Kind> {
  readonly id: ResourceId
  readonly kind: K
  readonly description: Description<K>
}
export type Intent = {[K in Kind]: IntentOf<K>}[Kind]

/** An intent that is not known to be released. Without evidence: its maker died between intent and acquired. */
export type HeldOf<K extends Kind> = IntentOf<K> & {readonly evidence?: Evidence<K>}
export type Held = {[K in Kind]: HeldOf<K>}[Kind]
