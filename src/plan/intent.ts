import type {JsonObject, ResourceId} from '../units.ts'

/** A process for good: the pid alone may be another's by now. Start time in clock ticks since boot, /proc/PID/stat field 22. */
export interface ProcessIdentity extends JsonObject {
  readonly pid: number
  readonly startTicks: number
  readonly bootId: string
  /** What /proc/self/ns/pid leads to: in another one the same pid is another process. Absent in ledgers of before. */
  readonly pidNamespace?: string
}

/** Whether two identities are of one process. One of an old ledger tells no namespace: it was made in that of its reader. */
export const isSameProcess = (one: ProcessIdentity | undefined, other: ProcessIdentity): boolean =>
  one?.pid === other.pid &&
  one.startTicks === other.startTicks &&
  one.bootId === other.bootId &&
  (one.pidNamespace ?? other.pidNamespace) === (other.pidNamespace ?? one.pidNamespace)

/** A file for good: the path alone may lead elsewhere by now. */
export interface FileIdentity extends JsonObject {
  readonly dev: number
  readonly ino: number
}

/** A network link for good: names are given again, the index of a link is not while the machine runs. */
export interface LinkIdentity extends JsonObject {
  readonly ifindex: number
  readonly alias: string
}

/** A mount for good: its number in mountinfo may be given again, but hardly with the same source and device. */
export interface MountIdentity extends JsonObject {
  readonly mountId: number
  readonly source: string
  /** As mountinfo writes it: `major:minor`. */
  readonly device: string
}

/** A loop device for good: its name such as `loop0`, and the file behind it. */
export interface LoopIdentity extends FileIdentity {
  readonly device: string
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
  'unix-socket': {description: {readonly path: string}; evidence: FileIdentity}
  /** `name`: `qv` and the id of the VM. */
  tap: {description: {readonly name: string}; evidence: LinkIdentity}
  /** The membership of the VM's tap in a bridge of the user's; the evidence is that of the tap. */
  'bridge-port': {description: {readonly name: string; readonly bridge: string}; evidence: LinkIdentity}
  /** `filesystem`: as mountinfo names it, or `bind`; then `source` is a real path, without links. */
  mount: {
    description: {readonly path: string; readonly source: string; readonly filesystem: string}
    evidence: MountIdentity
  }
  /** `path`: of the file behind the device, a real path. */
  loop: {description: {readonly path: string}; evidence: LoopIdentity}
  /** A lock as host/lock.ts takes it. Its owner is known before it exists, and is its identity. */
  'lock-file': {description: {readonly path: string; readonly owner: ProcessIdentity}; evidence: ProcessIdentity}
  /** Lines between two markers in a text file of somebody else's. `created`: there was no such file before. */
  'file-block': {
    description: {readonly path: string; readonly lines: readonly string[]; readonly created: boolean}
    evidence: {readonly target: string}
  }
}

export type ProcessRole = 'keeper' | 'qemu' | 'ssh-master' | 'swtpm' | 'virtiofsd'
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

/** Whether it is the VM's process of that role. */
export const isProcess = (held: Held, role: ProcessRole): held is HeldOf<'process'> =>
  held.kind === 'process' && held.description.role === role
