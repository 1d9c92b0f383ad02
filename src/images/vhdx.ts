import {refersElsewhere, refused, toNumber, type ImageFile, type Verdict} from './image-file.ts'

/** MS-VHDX. All numbers are little-endian; so is the beginning of a GUID, of which the bytes are compared here. */
const magic = 'vhdxfile'
const [regionTable, regionMagic, entrySize] = [192 * 1024, 'regi', 32]
const metadataRegion = '06a27c8b90479a4bb8fe575f050f886e'
const fileParameters = '3767a1ca36fa434db3b633f0aa44e76b'
const diskSize = '2442a52f1bcd7648b2115dbed83bf4b8'
const parentLocator = '2d5fd3a80bb34d45abf7d3d84834ab0c'
const hasParent = 0b10
/** MS-VHDX 2.2.3: there are at most 2047 entries; those of a file are six. */
const mostEntries = 64

/** By its first eight bytes. */
export const isVhdx = (head: Buffer): boolean => head.toString('latin1', 0, 8) === magic

/** Reads the metadata, which tell whether the disk is the difference to another one. */
export function readVhdx({read}: ImageFile): Verdict {
  const regions = read(regionTable, 16 + mostEntries * entrySize)
  if (regions.toString('latin1', 0, 4) !== regionMagic) return damaged
  const metadata = entriesIn(regions, 16, regions.length < 12 ? 0 : regions.readUInt32LE(8)).get(metadataRegion)
  if (metadata === undefined) return damaged
  const start = toNumber(metadata.readBigUInt64LE(16))
  const table = read(start, entrySize + mostEntries * entrySize)
  const items = entriesIn(table, entrySize, table.length < 12 ? 0 : table.readUInt16LE(10))
  const valueOf = (guid: string, length: number): Buffer | undefined => {
    const item = items.get(guid)
    const value = item === undefined ? undefined : read(start + item.readUInt32LE(16), length)
    return value?.length === length ? value : undefined
  }
  const parameters = valueOf(fileParameters, 8)
  const size = valueOf(diskSize, 8)
  if (parameters === undefined || size === undefined) return damaged
  if ((parameters.readUInt32LE(4) & hasParent) !== 0 || items.has(parentLocator)) {
    return refersElsewhere('its parent', 'vhdx')
  }
  return {virtualSize: toNumber(size.readBigUInt64LE(0))}
}

const damaged = refused('is a VHDX that is damaged or was cut off')

/** Entries of 32 bytes by the GUID that they begin with. */
function entriesIn(table: Buffer, from: number, count: number): ReadonlyMap<string, Buffer> {
  const starts = Array.from({length: Math.min(count, mostEntries)}, (_, index) => from + index * entrySize)
  const entries = starts.filter((start) => start + entrySize <= table.length)
  return new Map(
    entries.map((start) => [table.toString('hex', start, start + 16), table.subarray(start, start + entrySize)]),
  )
}
