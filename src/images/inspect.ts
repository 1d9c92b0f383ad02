import * as fs from 'node:fs'
import {QemuVmError} from '../errors.ts'
import {refused, type ImageFile, type ReadAt, type Refusal, type Verdict} from './image-file.ts'
import {isQcow2, readQcow2} from './qcow2.ts'
import {isVhdx, readVhdx} from './vhdx.ts'
import {isVmdk, readVmdk} from './vmdk.ts'

export type ImageFormat = 'qcow2' | 'raw' | 'vmdk' | 'vhdx'

/** What an image file says of itself. */
export interface ImageFacts {
  readonly format: ImageFormat
  /** Of the disk that the guest sees, in bytes. */
  readonly virtualSize: number
}

/** The largest file of ext4, 16 TiB: a header that says more is wrong or hostile. */
const largest = 16 * 1024 ** 4
/** Of all headers that are looked at, the end of a tar archive's is the furthest from the beginning. */
const headSize = 1024

const formats: readonly (readonly [ImageFormat, (head: Buffer) => boolean, (file: ImageFile) => Verdict])[] = [
  ['qcow2', isQcow2, readQcow2],
  ['vmdk', isVmdk, readVmdk],
  ['vhdx', isVhdx, readVhdx],
]

/** What is no disk that is taken, by its first bytes, and what to do with it. */
const others: readonly (readonly [offset: number, magic: string, what: string, advice: string])[] = [
  [0, 'PK\x03\x04', 'is a zip archive', 'Unpack it in an earlier step.'],
  [0, '7z\xbc\xaf', 'is a 7z archive', 'Unpack it in an earlier step.'],
  [257, 'ustar', 'is a tar archive', 'Unpack it in an earlier step.'],
  [0, 'COWD', 'is a VMDK of an old kind', 'Convert it first: qemu-img convert -f vmdk -O qcow2 …'],
  [0, 'conectix', 'is a VHD', 'Convert it first: qemu-img convert -f vpc -O qcow2 …'],
  [64, '\x7f\x10\xda\xbe', 'is a VDI', 'Convert it first: qemu-img convert -f vdi -O qcow2 …'],
]

/**
 * Looks at an image before any program of QEMU's does: it may name another file of the host as its backing or data
 * file, whose content the guest would then read (V29, CVE-2024-32498). Nothing but the file itself is opened.
 * @param declared what it is said to be; the content has to agree, but for `raw`, which any content is.
 * @param name what it is called in errors, where that is not its path.
 * @throws QemuVmError `bad-image` for such an image, and for what is clearly no image.
 */
export function inspectImage(path: string, declared?: ImageFormat, name = path): ImageFacts {
  // A pipe that nobody writes to would otherwise keep us here
  const file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK)
  try {
    const stat = fs.fstatSync(file)
    if (!stat.isFile() && !stat.isBlockDevice()) throw badImage(name, refused('is no file'))
    const read = readerOf(file)
    // Of a device the size is not known here, and what its header says is believed
    const size = stat.isFile() ? stat.size : Number.MAX_SAFE_INTEGER
    return inspect(name, {head: read(0, headSize), read, size}, declared)
  } finally {
    fs.closeSync(file)
  }
}

/** A web page, or an answer in XML: what a server says instead of the file. */
export const looksLikePage = (head: Buffer): boolean => /^\s*<(!doctype|html|\?xml)/i.test(head.toString('utf8', 0, 64))

function inspect(name: string, file: ImageFile, declared: ImageFormat | undefined): ImageFacts {
  const {head, size} = file
  if (head.length === 0) throw badImage(name, refused('is empty'))
  if (looksLikePage(head)) throw badImage(name, refused('is a web page, perhaps that of a failed download'))
  const [format, , readHeader] = formats.find(([, isIt]) => isIt(head)) ?? []
  if (declared !== undefined && declared !== 'raw' && declared !== format) {
    throw badImage(name, refused(`is no ${declared}${format === undefined ? '' : ` but a ${format}`}`))
  }
  if (format === undefined || readHeader === undefined || declared === 'raw') {
    const other = others.find(([offset, magic]) => head.toString('latin1', offset, offset + magic.length) === magic)
    if (other !== undefined && declared === undefined) throw badImage(name, refused(other[2], other[3]))
    return {format: 'raw', virtualSize: size}
  }
  const verdict = readHeader(file)
  if ('refused' in verdict) throw badImage(name, verdict)
  if (verdict.virtualSize === 0 || verdict.virtualSize > largest) {
    throw badImage(name, refused(`is a ${format} of a disk of ${verdict.virtualSize} bytes, which cannot be`))
  }
  return {format, virtualSize: verdict.virtualSize}
}

function readerOf(file: number): ReadAt {
  return (offset, length) => {
    const buffer = Buffer.alloc(length)
    let done = 0
    while (done < length && offset + done <= Number.MAX_SAFE_INTEGER) {
      const count = fs.readSync(file, buffer, done, length - done, offset + done)
      if (count === 0) break
      done += count
    }
    return buffer.subarray(0, done)
  }
}

const badImage = (name: string, {refused: why, hint}: Refusal): QemuVmError =>
  new QemuVmError('bad-image', `The image ${name} ${why}.`, hint === undefined ? {} : {hint})
