import * as fs from 'node:fs'
import {QemuVmError} from '../errors.ts'

/** What the first bytes of an image file say it is. */
export interface ImageFacts {
  readonly format: 'qcow2' | 'raw'
}

/** Offsets in the qcow2 header: QEMU's docs/interop/qcow2.txt. All numbers are big-endian. */
const magic = 0x514649fb
const backingFileOffset = 8
const incompatibleFeatures = 72
const externalDataFile = 1n << 2n

/**
 * Looks at an image before any program of QEMU's does: a qcow2 may name another file of the host as its backing or
 * data file, whose content the guest would then read (V29, CVE-2024-32498).
 * @throws QemuVmError `bad-input` for such an image, and for what is clearly no image.
 */
export function inspectImage(path: string): ImageFacts {
  const header = Buffer.alloc(104)
  const file = fs.openSync(path, 'r')
  let size: number
  try {
    size = fs.readSync(file, header, 0, header.length, 0)
  } finally {
    fs.closeSync(file)
  }
  if (size === 0) throw new QemuVmError('bad-input', `The image ${path} is empty.`)
  if (size < 4 || header.readUInt32BE(0) !== magic) {
    if (/^\s*<(!doctype|html|\?xml)/i.test(header.toString('utf8'))) {
      throw new QemuVmError('bad-input', `The image ${path} is a web page, perhaps that of a failed download.`)
    }
    return {format: 'raw'}
  }
  if (header.readBigUInt64BE(backingFileOffset) !== 0n) {
    throw new QemuVmError('bad-input', `The image ${path} refers to another file (its backing file).`, {
      hint: 'Make it whole first: qemu-img convert -O qcow2 …',
    })
  }
  const version = header.readUInt32BE(4)
  if (version >= 3 && (header.readBigUInt64BE(incompatibleFeatures) & externalDataFile) !== 0n) {
    throw new QemuVmError('bad-input', `The image ${path} keeps its data in another file.`, {
      hint: 'Make it whole first: qemu-img convert -O qcow2 …',
    })
  }
  return {format: 'qcow2'}
}
