/** The text of a marked block, and of files without it. Pure. Texts are bytes, one character each (latin1). */

import {QemuVmError} from '../errors.ts'
import {tagOf, type VmId} from '../units.ts'

const anyBegin = /^# BEGIN qemu-vm-[0-9a-f]{8}$/
const beginOf = (vm: VmId): string => `# BEGIN ${tagOf(vm)}`
const endOf = (vm: VmId): string => `# END ${tagOf(vm)}`

/**
 * The text with the VM's block at its beginning, and nowhere else. There, every byte of the text stays as it is, whether
 * or not it ends with a newline; and to OpenSSH, which takes the first value it finds, it is heard.
 * @throws QemuVmError when a line of the block is not one line, or is a marker itself.
 */
export function withBlock(text: string, lines: readonly string[], vm: VmId): string {
  const odd = lines.find((line) => /[\r\n\0]|^\s*# (BEGIN|END) qemu-vm-/.test(line))
  if (odd !== undefined) throw new QemuVmError('resource', `A block cannot have the line ${JSON.stringify(odd)}.`)
  return [beginOf(vm), ...lines.map(bytesOf), endOf(vm), withoutBlock(text, lines, vm)].join('\n')
}

/**
 * The text without the VM's blocks, every other byte as it was. Where a marker is missing, because somebody has edited
 * the file, of what is next to the other one those lines go that are known to be the block's.
 */
export function withoutBlock(text: string, lines: readonly string[], vm: VmId): string {
  const known = lines.map(bytesOf)
  const kept: string[] = []
  let block: {readonly rows: string[]} | undefined
  const giveBack = (): void => {
    const rows = block?.rows ?? []
    kept.push(...rows.slice(commonLength(rows, known)))
    block = undefined
  }
  for (const row of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const word = row.trim()
    if (anyBegin.test(word)) giveBack()
    if (word === beginOf(vm)) block = {rows: []}
    else if (word !== endOf(vm)) (block?.rows ?? kept).push(row)
    else if (block !== undefined) block = undefined
    else kept.splice(kept.length - commonLength(kept.toReversed(), known.toReversed()))
  }
  giveBack()
  return kept.join('')
}

/** Is anything of the block's markers left, be it within another line? */
export const hasMarker = (text: string, vm: VmId): boolean => text.includes(beginOf(vm)) || text.includes(endOf(vm))

/** How many of the first rows are the first lines. An editor may have changed the line ends. */
function commonLength(rows: readonly string[], lines: readonly string[]): number {
  const differs = lines.findIndex((line, index) => rows[index]?.replace(/\r?\n$/, '') !== line)
  return differs < 0 ? lines.length : differs
}

const bytesOf = (line: string): string => Buffer.from(line, 'utf8').toString('latin1')
