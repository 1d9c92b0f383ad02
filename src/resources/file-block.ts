import * as fs from 'node:fs'
import {isAbsolute} from 'node:path'
import {QemuVmError} from '../errors.ts'
import type {Description, Evidence, HeldOf} from '../plan/intent.ts'
import {quoteWord} from '../quote.ts'
import {tagOf, type VmId} from '../units.ts'
import {hasMarker, withBlock, withoutBlock} from './block-text.ts'
import {editText, findDraft, readText, removeDraft} from './foreign-text.ts'
import {promised, type Resource} from './resource.ts'

/** A block of these lines for the file at `path`, which need not be there. Its directory must be. */
export function describeFileBlock(path: string, lines: readonly string[]): Description<'file-block'> {
  if (!isAbsolute(path)) throw new QemuVmError('resource', `${JSON.stringify(path)} is not an absolute path.`)
  return {path, lines, created: fs.lstatSync(path, {throwIfNoEntry: false}) === undefined}
}

/**
 * Puts the block at the beginning of the file, in one step: readers see the file as it was or as it is to be. Where
 * `path` is a link, the file that it leads to is changed and the link stays. Twice is as good as once.
 * @throws QemuVmError when it is no plain text file, or not ours to change.
 */
export function makeFileBlock(
  {path, lines, created}: Description<'file-block'>,
  vm: VmId,
): Promise<Evidence<'file-block'>> {
  return promised(() => {
    refuseForeignLink(path)
    const target = targetOf(path) ?? path
    editText(target, tagOf(vm), {mayCreate: created}, (text) => withBlock(text, lines, vm))
    return {target}
  })
}

/**
 * Lines between the markers `# BEGIN <tag>` and `# END <tag>` in a file of somebody else's; all other bytes of it stay,
 * whatever was done to them since. A file that is empty without the block goes when it was made for the block.
 */
export const fileBlockResource: Resource<'file-block'> = {
  release: (held, vm) =>
    promised(() => {
      const {lines, created} = held.description
      const found = targetsOf(held).filter((target) => isLeftIn(target, held, vm))
      for (const target of found) {
        editText(target, tagOf(vm), {mayRemove: created}, (text) => withoutBlock(text, lines, vm))
      }
      const drafts = targetsOf(held).filter((target) => removeDraft(target, tagOf(vm)))
      return found.length + drafts.length > 0 ? 'released' : 'absent'
    }),

  verify: (held, vm) =>
    promised(() => {
      const tag = tagOf(vm)
      const remedy = (target: string): string => `sed -i '/^# BEGIN ${tag}$/,/^# END ${tag}$/d' ${quoteWord(target)}`
      const left = targetsOf(held).filter((target) => isLeftIn(target, held, vm))
      const drafts = targetsOf(held).flatMap((target) => findDraft(target, tag) ?? [])
      return [
        ...left.map((where) => ({what: 'lines in a file', where, remedy: remedy(where)})),
        ...drafts.map((where) => ({what: 'file', where, remedy: `rm ${quoteWord(where)}`})),
      ]
    }),
}

/** Markers; or nothing at all, in a file that would not be there without us. */
function isLeftIn(target: string, {description, evidence}: HeldOf<'file-block'>, vm: VmId): boolean {
  const text = readText(target)?.text
  if (text === undefined) return false
  return hasMarker(text, vm) || (text === '' && description.created && evidence !== undefined)
}

/** In a directory that others can write to, a link may have been laid to lead us to a file that only we may change. */
function refuseForeignLink(path: string): void {
  const stat = fs.lstatSync(path, {throwIfNoEntry: false})
  if (stat?.isSymbolicLink() !== true || stat.uid === 0 || stat.uid === process.getuid?.()) return
  throw new QemuVmError('resource', `${path} was left alone: it is a link that belongs to user ${stat.uid}.`)
}

/** The file that the path leads to now, and the one that it led to when the block was made. */
function targetsOf({description: {path}, evidence}: HeldOf<'file-block'>): readonly string[] {
  const targets = [targetOf(path) ?? path, ...(evidence === undefined ? [] : [evidence.target])]
  return [...new Set(targets.filter(isAbsolute))]
}

function targetOf(path: string): string | undefined {
  try {
    return fs.realpathSync(path)
  } catch {
    return undefined // no such file, or a link that leads nowhere
  }
}
