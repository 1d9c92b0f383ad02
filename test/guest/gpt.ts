import {crc32} from 'node:zlib'

const SECTOR = 512
/** Entries of a partition table, and their size in bytes: what every GPT has. UEFI 2.10, section 5.3. */
const ENTRIES = 128
const ENTRY_SIZE = 128
const TABLE_SECTORS = (ENTRIES * ENTRY_SIZE) / SECTOR

/** A partition: its type as a GUID, and where it lies, in sectors of 512 bytes. */
export interface Partition {
  readonly type: string
  readonly name: string
  readonly start: number
  readonly count: number
}

/** Types of partitions. */
export const partitionTypes = {
  biosBoot: '21686148-6449-6E6F-744E-656564454649',
  efi: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
  linux: '0FC63DAF-8483-4772-8E79-3D69D8477DE4',
} as const

/** The first and the last sectors of a disk of `total` sectors: a protective MBR, and the table at both ends. */
export function partitionTable(
  partitions: readonly Partition[],
  total: number,
): {readonly head: Buffer; readonly tail: Buffer} {
  const table = Buffer.alloc(ENTRIES * ENTRY_SIZE)
  for (const [index, {type, name, start, count}] of partitions.entries()) {
    const entry = table.subarray(index * ENTRY_SIZE, (index + 1) * ENTRY_SIZE)
    guid(type).copy(entry, 0)
    guid(`00000000-0000-4000-8000-00000000000${index + 1}`).copy(entry, 16)
    entry.writeBigUInt64LE(BigInt(start), 32)
    entry.writeBigUInt64LE(BigInt(start + count - 1), 40)
    entry.write(name, 56, 'utf16le')
  }
  const mbr = Buffer.alloc(SECTOR)
  mbr.set([0, 0, 2, 0, 0xee, 0xff, 0xff, 0xff], 446)
  mbr.writeUInt32LE(1, 454)
  mbr.writeUInt32LE(total - 1, 458)
  mbr.writeUInt16BE(0x55aa, 510)
  return {
    head: Buffer.concat([mbr, header(table, {here: 1, other: total - 1, table: 2, total}), table]),
    tail: Buffer.concat([table, header(table, {here: total - 1, other: 1, table: total - 1 - TABLE_SECTORS, total})]),
  }
}

interface Places {
  readonly here: number
  readonly other: number
  readonly table: number
  readonly total: number
}

function header(table: Buffer, {here, other, table: tableAt, total}: Places): Buffer {
  const sector = Buffer.alloc(SECTOR)
  sector.write('EFI PART', 'latin1')
  sector.writeUInt32LE(0x10000, 8)
  sector.writeUInt32LE(92, 12)
  sector.writeBigUInt64LE(BigInt(here), 24)
  sector.writeBigUInt64LE(BigInt(other), 32)
  sector.writeBigUInt64LE(BigInt(2 + TABLE_SECTORS), 40)
  sector.writeBigUInt64LE(BigInt(total - 2 - TABLE_SECTORS), 48)
  guid('00000000-0000-4000-8000-000000000000').copy(sector, 56)
  sector.writeBigUInt64LE(BigInt(tableAt), 72)
  sector.writeUInt32LE(ENTRIES, 80)
  sector.writeUInt32LE(ENTRY_SIZE, 84)
  sector.writeUInt32LE(crc32(table), 88)
  sector.writeUInt32LE(crc32(sector.subarray(0, 92)), 16)
  return sector
}

/** The first three fields of a GUID are little-endian, the others are not. */
function guid(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex')
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes
}
