import {refersElsewhere, refused, toNumber, type ImageFile, type Verdict} from './image-file.ts'

/** Offsets in the qcow2 header: QEMU's docs/interop/qcow2.txt. All numbers are big-endian. */
const magic = 0x514649fb
const at = {
  version: 4,
  backingFile: 8,
  clusterBits: 20,
  virtualSize: 24,
  encryption: 32,
  l1Entries: 36,
  l1Table: 40,
  refcountTable: 48,
  incompatible: 72,
  headerLength: 100,
} as const
/** Dirty, corrupt, external data file, compression type, extended L2 entries: what QEMU 11 knows. */
const externalDataFile = 1n << 2n
const knownFeatures = 0b11111n
/** QEMU's own limits: block/qcow2.h, MIN_CLUSTER_BITS and MAX_CLUSTER_BITS. */
const [leastClusterBits, mostClusterBits] = [9, 21]

/** By its first four bytes. */
export const isQcow2 = (head: Buffer): boolean => head.length >= 4 && head.readUInt32BE(0) === magic

/** Reads the header of a qcow2, and only that. */
export function readQcow2({head, size}: ImageFile): Verdict {
  if (head.length < 72) return cut
  const version = head.readUInt32BE(at.version)
  if (version !== 2 && version !== 3) return refused(`is a qcow2 of version ${version}; there are 2 and 3`)
  if (head.readBigUInt64BE(at.backingFile) !== 0n) return refersElsewhere('its backing file', 'qcow2')
  if (version === 3) {
    if (head.length < 104 || size < head.readUInt32BE(at.headerLength)) return cut
    const features = head.readBigUInt64BE(at.incompatible)
    if ((features & externalDataFile) !== 0n) return refersElsewhere('its data file', 'qcow2')
    if ((features & ~knownFeatures) !== 0n) return refused('needs a feature of qcow2 that is not known here')
  }
  if (head.readUInt32BE(at.encryption) !== 0) return refused('is encrypted', 'Decrypt it first: qemu-img convert …')
  const clusterBits = head.readUInt32BE(at.clusterBits)
  if (clusterBits < leastClusterBits || clusterBits > mostClusterBits) {
    return refused(`is a damaged qcow2: its clusters have 2^${clusterBits} bytes`)
  }
  const endOfL1 = head.readBigUInt64BE(at.l1Table) + BigInt(head.readUInt32BE(at.l1Entries)) * 8n
  const isWhole = endOfL1 <= BigInt(size) && head.readBigUInt64BE(at.refcountTable) < BigInt(size)
  return isWhole ? {virtualSize: toNumber(head.readBigUInt64BE(at.virtualSize))} : cut
}

const cut = refused('is a qcow2 that was cut off', 'Get it again; it was damaged where it was published or on the way.')
