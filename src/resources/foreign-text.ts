import * as fs from 'node:fs'
import {dirname} from 'node:path'
import {QemuVmError} from '../errors.ts'

/** A configuration file is a few kB; what is larger than this is none. */
const largest = 4 * 1024 * 1024
/** How often a file may change under our hands before we give up. */
const tries = 5

/** A text file as it was at one moment. The text is its bytes, one character each (latin1). */
export interface ForeignText {
  readonly text: string
  readonly stat: fs.BigIntStats
}

/**
 * Changes a file of somebody else's in one step: the new text is written beside it, with its owner and mode, and put in
 * its place. When it was changed meanwhile, it is read again.
 * @param mark goes into the name of the file beside it, by which a crash's leftovers are found: removeDraft().
 * @throws QemuVmError when it is no plain file with one name, or cannot be replaced without a change of owner.
 */
export function editText(
  target: string,
  mark: string,
  {mayCreate = false, mayRemove = false}: {readonly mayCreate?: boolean; readonly mayRemove?: boolean},
  change: (text: string) => string,
): void {
  try {
    for (let count = 0; count < tries; count++) {
      const before = readText(target)
      if (before === undefined && !(mayCreate && !exists(target))) throw new Error('it is not there as a plain file')
      const text = change(before?.text ?? '')
      const goes = mayRemove && text === ''
      if (text === before?.text && !goes) return
      if (replace(target, mark, before, goes ? undefined : text)) return
    }
    throw new Error('it kept changing')
  } catch (cause) {
    throw new QemuVmError('resource', `The file ${target} could not be edited.`, {cause})
  } finally {
    removeDraft(target, mark)
  }
}

/** The file as it is; undefined when there is none, or something that is no plain file of a sensible size. */
export function readText(target: string): ForeignText | undefined {
  const stat = fs.lstatSync(target, {throwIfNoEntry: false, bigint: true})
  if (stat === undefined || !stat.isFile() || stat.size > largest) return undefined
  return {text: fs.readFileSync(target, 'latin1'), stat}
}

/** What a crash in the middle of editText() left; undefined when there is nothing. */
export function findDraft(target: string, mark: string): string | undefined {
  const draft = draftOf(target, mark)
  return fs.lstatSync(draft, {throwIfNoEntry: false})?.isFile() === true ? draft : undefined
}

/** Removes what findDraft() finds. @returns whether there was anything. */
export function removeDraft(target: string, mark: string): boolean {
  const draft = findDraft(target, mark)
  if (draft !== undefined) fs.rmSync(draft)
  return draft !== undefined
}

/** @returns false, having done nothing, when the file is no longer as it was before. */
function replace(target: string, mark: string, before: ForeignText | undefined, text: string | undefined): boolean {
  const draft = draftOf(target, mark)
  removeDraft(target, mark)
  if (text !== undefined) writeDraft(draft, text, before?.stat)
  const now = fs.lstatSync(target, {throwIfNoEntry: false, bigint: true})
  if (!isUnchanged(before?.stat, now)) return false
  if (text === undefined) fs.rmSync(target)
  else if (before === undefined) fs.linkSync(draft, target)
  else fs.renameSync(draft, target)
  syncDirectory(dirname(target))
  return true
}

function writeDraft(draft: string, text: string, like: fs.BigIntStats | undefined): void {
  if (like !== undefined && like.nlink > 1n) throw new Error('it has more than one name, and would lose them')
  const file = fs.openSync(draft, 'wx', 0o600)
  try {
    fs.writeFileSync(file, text, 'latin1')
    const own = fs.fstatSync(file, {bigint: true})
    if (like !== undefined && (own.uid !== like.uid || own.gid !== like.gid)) {
      fs.fchownSync(file, Number(like.uid), Number(like.gid))
    }
    // After the owner: a change of owner takes the setuid bits away
    if (like !== undefined) fs.fchmodSync(file, Number(like.mode & 0o7777n))
    fs.fsyncSync(file)
  } finally {
    fs.closeSync(file)
  }
}

const isUnchanged = (before: fs.BigIntStats | undefined, now: fs.BigIntStats | undefined): boolean =>
  before?.dev === now?.dev &&
  before?.ino === now?.ino &&
  before?.size === now?.size &&
  before?.mtimeNs === now?.mtimeNs &&
  before?.ctimeNs === now?.ctimeNs

/** Beside the file, for a rename does not leave a file system. Only one process at a time works on a VM. */
const draftOf = (target: string, mark: string): string => `${target}.${mark}.draft`

const exists = (path: string): boolean => fs.lstatSync(path, {throwIfNoEntry: false}) !== undefined

function syncDirectory(path: string): void {
  const directory = fs.openSync(path, 'r')
  try {
    fs.fsyncSync(directory)
  } finally {
    fs.closeSync(directory)
  }
}
