import {refersElsewhere, refused, toNumber, type ImageFile, type Verdict} from './image-file.ts'

/** VMware's Virtual Disk Format 5.0: a sparse extent begins with a header; all numbers are little-endian. */
const magic = 'KDMV'
const at = {capacity: 12, descriptorOffset: 28, descriptorSize: 36} as const
const sector = 512
/** QEMU reads the descriptor from the second sector, wherever the header says that it is: block/vmdk.c, DESC_SIZE. */
const [descriptorInQemu, descriptorSize] = [0x200, 20 * sector]
const noParent = 'ffffffff'

/** A sparse extent, or a text that names extents. */
export const isVmdk = (head: Buffer): boolean =>
  head.toString('latin1', 0, 4) === magic || isDescriptor(head.toString('latin1'))

const isDescriptor = (text: string): boolean => /^\s*(?:#[^\n]*\n\s*)*# Disk DescriptorFile/i.test(text)

/**
 * Of the VMDKs those that are one file: monolithicSparse and streamOptimized. A descriptor names other files by itself,
 * and QEMU takes the descriptor within an extent for one when the capacity of the extent is 0.
 */
export function readVmdk({head, read, size}: ImageFile): Verdict {
  if (head.toString('latin1', 0, 4) !== magic) return refersElsewhere('its extents', 'vmdk')
  if (head.length < 79) return refused('is a VMDK that was cut off')
  const capacity = head.readBigUInt64LE(at.capacity)
  if (capacity === 0n) return refersElsewhere('its extents', 'vmdk')
  const offset = toNumber(head.readBigUInt64LE(at.descriptorOffset)) * sector
  const length = Math.min(toNumber(head.readBigUInt64LE(at.descriptorSize)) * sector, descriptorSize)
  const places = [read(descriptorInQemu, descriptorSize), ...(offset < size ? [read(offset, length)] : [])]
  const texts = places.map((place) => place.toString('latin1'))
  const hasParent = texts.some((text) => {
    const parent = /^\s*parentCID\s*=\s*"?([0-9a-f]+)/im.exec(text)?.[1] ?? noParent
    return parent.toLowerCase() !== noParent || /parentFileNameHint/i.test(text)
  })
  return hasParent ? refersElsewhere('its parent', 'vmdk') : {virtualSize: toNumber(capacity) * sector}
}
