import * as fs from 'node:fs'
import {join} from 'node:path'
import type {Digest} from '../catalogue/digest.ts'
import {QemuVmError} from '../errors.ts'
import {ageOf} from '../host/age.ts'
import type {Host} from '../host/host.ts'
import {longestLifetime} from '../plan/budgets.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import {idOfTag, tagOf, type VmId} from '../units.ts'
import {digestOfFile} from './file-digest.ts'

/**
 * The images of a machine. An entry is a file that is never written to again, named after what it was published as, what
 * it has become, and its format. A VM uses an entry through a link of its own in a directory named after the VM: so
 * nobody has to be asked before an entry is removed, its bytes stay for as long as a VM uses them.
 */

export type StoredFormat = 'qcow2' | 'raw'

/** The directory of a VM among the images. It is in the VM's ledger, and what is in it goes with it. */
export const leaseOf = (cacheDirectory: string, vm: VmId): string => join(cacheDirectory, tagOf(vm))

const ownerFile = 'owner.json'

/** Makes the directory of the images, for this user alone. @throws QemuVmError `resource` when it cannot be used. */
export function prepareStore(cacheDirectory: string): void {
  const hint = 'Remove it, or give the runner a tool cache of its own (RUNNER_TOOL_CACHE).'
  try {
    fs.mkdirSync(cacheDirectory, {recursive: true, mode: 0o700})
    const stat = fs.lstatSync(cacheDirectory)
    const isOurs = stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0
    if (!isOurs) throw new Error('it is no directory that only this user may write to')
    fs.accessSync(cacheDirectory, fs.constants.W_OK)
  } catch (cause) {
    throw new QemuVmError('resource', `Images cannot be kept in ${cacheDirectory}.`, {hint, cause})
  }
}

/** Writes down whose a lease is: with its ledger lost, it is by this that others know that it is nobody's any more. */
export function claimLease(lease: string, {processes}: Host): void {
  fs.writeFileSync(join(lease, ownerFile), JSON.stringify(processes.self), {mode: 0o600})
}

/**
 * Removes what VMs have left that were never stopped: no process of theirs is there, and whoever made them is gone. The tool
 * cache is shared with job containers, into which nobody can look: theirs stay for as long as a VM may live.
 */
export function removeStaleLeases(cacheDirectory: string, {processes}: Host): void {
  for (const name of fs.readdirSync(cacheDirectory).filter((one) => idOfTag(one) !== undefined)) {
    const lease = join(cacheDirectory, name)
    const owner = ownerOf(lease)
    const state = owner === undefined ? 'running' : processes.state(owner)
    const isOver = state === 'gone' || (state === 'unseen' && (ageOf(lease) ?? 0) > longestLifetime)
    if (isOver && processes.find(name).length === 0) fs.rmSync(lease, {recursive: true, force: true})
  }
}

function ownerOf(lease: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(fs.readFileSync(join(lease, ownerFile), 'utf8')) as ProcessIdentity
  } catch {
    return undefined // its VM's ledger knows more
  }
}

export interface Entry {
  readonly path: string
  /** Of what is in the file, in hex. */
  readonly sha256: string
  readonly format: StoredFormat
}

const entryName = /^(?:sha256|sha512)-[0-9a-f]{64,128}\.([0-9a-f]{64})\.(qcow2|raw)$/

/** The entry of an image that was published with this digest, in a format that is wanted. */
export function findEntry(cacheDirectory: string, digest: Digest, format?: StoredFormat): Entry | undefined {
  const begin = `${digest.algorithm}-${digest.hex}.`
  return entriesOf(cacheDirectory).find(
    (entry) => entry.name.startsWith(begin) && (format === undefined || entry.format === format),
  )
}

/**
 * Links an entry into the lease and hashes it: a disk forgets, and others may have written to it. One that is not what it
 * was is removed. @returns the path of the link; undefined where there is no such entry any more.
 */
export async function takeEntry({path, sha256, format}: Entry, lease: string): Promise<string | undefined> {
  const own = join(lease, `image.${format}`)
  try {
    fs.linkSync(path, own)
  } catch {
    return undefined // another job has removed it, or the disk has no links
  }
  if ((await digestOfFile(own)) === sha256) {
    touch(own)
    return own
  }
  fs.rmSync(own)
  fs.rmSync(path, {force: true})
  return undefined
}

/** Makes an entry of an image in a lease. Where there is one already, or none can be made, nothing is done. */
export function addEntry(
  image: string,
  digest: Digest,
  {sha256, format}: Omit<Entry, 'path'>,
  cacheDirectory: string,
): void {
  try {
    fs.linkSync(image, join(cacheDirectory, `${digest.algorithm}-${digest.hex}.${sha256}.${format}`))
  } catch {
    // the VM has its image all the same
  }
}

/** Removes the entries that were not used for the longest time, until the others take no more than `most` bytes. */
export function evict(cacheDirectory: string, most: number): void {
  const entries = entriesOf(cacheDirectory)
    .map(({path}) => ({path, stat: fs.lstatSync(path, {throwIfNoEntry: false})}))
    .flatMap(({path, stat}) => (stat === undefined ? [] : [{path, stat}]))
    .sort((one, other) => other.stat.atimeMs - one.stat.atimeMs)
  let taken = 0
  for (const {path, stat} of entries) {
    taken += stat.blocks * 512
    // What a VM has linked stays on the disk in any case
    if (taken > most && stat.nlink === 1) fs.rmSync(path, {force: true})
  }
}

/** When an entry was last used is its time of access, which we set ourselves: many disks are mounted without. */
function touch(path: string): void {
  try {
    fs.utimesSync(path, new Date(), fs.statSync(path).mtime)
  } catch {
    // it only is evicted the sooner
  }
}

function entriesOf(cacheDirectory: string): readonly (Entry & {readonly name: string})[] {
  return fs.readdirSync(cacheDirectory).flatMap((name) => {
    const [, sha256, format] = entryName.exec(name) ?? []
    if (sha256 === undefined) return []
    return [{name, path: join(cacheDirectory, name), sha256, format: format as StoredFormat}]
  })
}
