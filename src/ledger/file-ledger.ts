import * as fs from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {QemuVmError} from '../errors.ts'
import {idOfTag, type VmId} from '../units.ts'
import {formatRecord, type LedgerRecord} from './entry.ts'
import type {Ledger} from './ledger.ts'
import {replay} from './replay.ts'

/** A ledger has a few dozen lines; one that is larger than this was not written by us, and is not read further. */
const largestLedger = 16 * 1024 * 1024

/**
 * The directory of the ledgers: made with 0700 where missing, and never changed where it is there already, for it may
 * be as dear to others as /tmp is. @throws QemuVmError when others could put things into it.
 */
export function prepareStateDirectory(path: string): string {
  const advice = {hint: 'Set state-dir to a directory of your own, or remove this one.'}
  try {
    makeWithParents(path)
    const stat = fs.lstatSync(path)
    if (!stat.isDirectory()) throw new QemuVmError('ledger', `${path} is not a directory.`, advice)
    if (stat.uid !== process.getuid?.()) throw new QemuVmError('ledger', `${path} belongs to user ${stat.uid}.`, advice)
    if ((stat.mode & 0o022) !== 0) throw new QemuVmError('ledger', `${path} can be written to by others.`, advice)
    fs.accessSync(path, fs.constants.W_OK)
    return path
  } catch (cause) {
    if (cause instanceof QemuVmError) throw cause
    throw new QemuVmError('ledger', `The state directory ${path} cannot be used.`, {...advice, cause})
  }
}

/** Not mkdir's own `recursive`: in Node 24 that never returns where mkdir itself says ENOENT, as below /proc. */
function makeWithParents(path: string): void {
  if (fs.lstatSync(path, {throwIfNoEntry: false}) !== undefined) return
  makeWithParents(dirname(path))
  try {
    fs.mkdirSync(path, {mode: 0o700})
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another job of this user was quicker
  }
}

/** Makes the ledger of a new VM. The file's name is durable before the first entry is. */
export function createLedger(path: string): Ledger {
  fs.closeSync(fs.openSync(path, 'wx', 0o600))
  syncDirectory(dirname(path))
  return openLedger(path)
}

/** Writes a ledger anew that was deleted while its VM lives. @throws when it is there, or cannot be written. */
export function restoreLedger(path: string, records: readonly LedgerRecord[]): void {
  makeWithParents(dirname(path))
  fs.writeFileSync(path, records.map(formatRecord).join(''), {mode: 0o600, flag: 'wx', flush: true})
}

/**
 * The ledger at `path`, which may come from anywhere: a forged STATE variable, another user's file, a link.
 * @throws QemuVmError when it is no regular file of ours with a ledger's name.
 */
export function openLedger(path: string): Ledger {
  const vm = vmOfLedger(path)
  if (vm === undefined) throw new QemuVmError('ledger', `${JSON.stringify(path)} is not the name of a ledger.`)
  const stat = fs.lstatSync(path, {throwIfNoEntry: false})
  if (stat === undefined) throw new QemuVmError('ledger', `There is no ledger ${path}.`)
  if (!stat.isFile() || stat.uid !== process.getuid?.() || stat.size > largestLedger) {
    throw new QemuVmError('ledger', `${path} is not a ledger of ours: a link, another user's file, or far too large.`)
  }
  return {
    path,
    vm,
    append(entry) {
      appendDurably(path, formatRecord({...entry, v: 1, at: new Date().toISOString()}))
    },
    read() {
      const state = replay(fs.readFileSync(path, 'utf8'))
      // A ledger that tells of another VM than its name does is believed in nothing
      return state.vm === undefined || state.vm === vm ? state : {...replay(''), unreadable: state.records.length}
    },
  }
}

/** The ledgers in a state directory; none where there is no such directory. */
export function listLedgers(stateDirectory: string): readonly Ledger[] {
  let names: readonly string[]
  try {
    names = fs.readdirSync(stateDirectory)
  } catch {
    return []
  }
  return names.map((name) => join(stateDirectory, name)).flatMap((path) => tryOpenLedger(path) ?? [])
}

/** openLedger(), or undefined where it throws. */
export function tryOpenLedger(path: string): Ledger | undefined {
  try {
    return openLedger(path)
  } catch {
    return undefined // a stranger's file among the ledgers is none of our business
  }
}

/** The last word on a VM was said: forget it. */
export function removeLedger(ledger: Ledger): void {
  fs.rmSync(ledger.path, {force: true})
}

/** The VM whose ledger a path would be, by its name alone; undefined for any other path. */
export function vmOfLedger(path: string): VmId | undefined {
  const name = basename(path)
  if (!path.startsWith('/') || !name.endsWith('.jsonl') || dirname(path).split('/').includes('..')) return undefined
  return idOfTag(name.slice(0, -'.jsonl'.length))
}

/** A write that was cut off by a crash has no newline: it is completed first, or it would swallow this line too (F20). */
function appendDurably(path: string, line: string): void {
  const file = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_APPEND | fs.constants.O_NOFOLLOW)
  try {
    const {size} = fs.fstatSync(file)
    const last = Buffer.alloc(1)
    const torn = size > 0 && fs.readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a
    const bytes = Buffer.from(torn ? `\n${line}` : line)
    if (fs.writeSync(file, bytes) !== bytes.length) throw new QemuVmError('ledger', `${path}: the disk is full.`)
    fs.fdatasyncSync(file)
  } finally {
    fs.closeSync(file)
  }
}

function syncDirectory(path: string): void {
  const directory = fs.openSync(path, 'r')
  try {
    fs.fsyncSync(directory)
  } finally {
    fs.closeSync(directory)
  }
}
