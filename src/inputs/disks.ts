import type {DiskBus, DiskSource, DiskSpec, NvmeOptions, NvmeSpec} from '../plan/devices.ts'
import {parseSize} from '../units.ts'
import {lines} from './lines.ts'
import {nearest} from '../nearest.ts'
import {accept, refuse, type Parsed, type Parser, type Surroundings} from './parsers.ts'
import {existingFile} from './path-parsers.ts'
import {splitWords} from './qemu-arguments.ts'

const ownKeys = ['size', 'file', 'format', 'bus', 'serial', 'read-only', 'writable', 'controller'] as const

/** QEMU's options for NVMe, as of version 9, by the device that has them. What a guest cannot see is left out. */
const nvmeKeys = {
  onNamespace: [
    ...['nsid', 'uuid', 'eui64', 'logical_block_size', 'physical_block_size', 'ms', 'mset', 'pi', 'pil', 'pif'],
    ...['zoned', 'zoned.zone_size', 'zoned.zone_capacity', 'zoned.max_open', 'zoned.max_active', 'zoned.cross_read'],
    ...['zoned.descr_ext_size', 'zoned.numzrwa', 'zoned.zrwas', 'zoned.zrwafg', 'mssrl', 'mcl', 'msrc', 'fdp.ruhs'],
  ],
  onController: [
    ...['mdts', 'vsl', 'aerl', 'max_ioqpairs', 'msix_qsize', 'cmb_size_mb', 'ioeventfd', 'use-intel-id'],
    ...['zoned.zasl', 'zoned.auto_transition'],
  ],
  onSubsystem: ['fdp', 'fdp.runs', 'fdp.nrg', 'fdp.nruh'],
} as const satisfies Record<keyof Omit<NvmeSpec, 'controller'>, readonly string[]>

const allKeys: readonly string[] = [...ownKeys, ...Object.values(nvmeKeys).flat()]
const buses = ['virtio', 'scsi', 'nvme'] as const satisfies readonly DiskBus[]

/** A line of `key=value` words, as a shell splits them; a key alone stands for `key=on`. */
const disk: Parser<DiskSpec> = (text, surroundings) => {
  const words = splitWords(text)
  if (words === undefined) return refuse('split into words as in a POSIX shell: a quote or a backslash is left open')
  const keys = new Map(words.map((word) => keyOf(word)))
  if (keys.size < words.length) return refuse('a disk with each key once')
  const unknown = [...keys.keys()].find((key) => !allKeys.includes(key))
  if (unknown !== undefined) {
    const meant = nearest(unknown, allKeys)
    const hint = unknown.includes(',') || text.includes(',') ? '; separate keys by blanks, not by commas' : ''
    return refuse(
      `a disk: there is no key ${JSON.stringify(unknown)}${meant === undefined ? hint : `; did you mean ${meant}?`}`,
    )
  }
  const source = sourceOf(keys, surroundings)
  return 'value' in source ? withBus(source.value, keys) : source
}

const keyOf = (word: string): readonly [string, string] => {
  const [, key = word, value = 'on'] = /^([^=]*)=([^]*)$/.exec(word) ?? []
  return [key, value === 'true' ? 'on' : value === 'false' ? 'off' : value]
}

/** The disks beside the one that boots, in the order in which the guest finds them. */
export const disks: Parser<readonly DiskSpec[]> = lines(disk)

function sourceOf(keys: ReadonlyMap<string, string>, surroundings: Surroundings): Parsed<DiskSource> {
  const [size, file, format = 'detect'] = ['size', 'file', 'format'].map((key) => keys.get(key))
  if ((size === undefined) === (file === undefined)) return refuse('a disk with exactly one of size= and file=')
  if (format !== 'detect' && format !== 'raw' && format !== 'qcow2') return refuse('a disk with format=raw or qcow2')
  const [isReadOnly, isWritable] = ['read-only', 'writable'].map((key) => keys.get(key) === 'on')
  if (file === undefined) {
    const parsed = parseSize(size ?? '')
    if (parsed === undefined) return refuse('a disk with a size such as size=512M or size=8G')
    const given = ['format', 'read-only', 'writable'].find((key) => keys.has(key))
    if (given !== undefined) return refuse(`a disk: ${given} is for those with file=`)
    return accept({kind: 'new', size: parsed})
  }
  if (isReadOnly === true && isWritable === true) return refuse('a disk: it is read-only or writable, not both')
  const path = existingFile('a disk: file= is not the path of an image')(file, surroundings)
  if (!('value' in path)) return path
  const access = isReadOnly === true ? 'read-only' : isWritable === true ? 'writable' : 'overlay'
  return accept({kind: 'file', path: path.value, format, access})
}

function withBus(source: DiskSource, keys: ReadonlyMap<string, string>): Parsed<DiskSpec> {
  const [serial, controller, name = 'virtio'] = ['serial', 'controller', 'bus'].map((key) => keys.get(key))
  const bus = buses.find((one) => one === name)
  if (bus === undefined) return refuse(`a disk with one of bus=${buses.join(', bus=')}`)
  // virtio-blk and NVMe have 20 bytes for it: VIRTIO_BLK_ID_BYTES; NVM Express Base, Identify Controller
  if (serial !== undefined && !/^[\w.-]{1,20}$/.test(serial)) {
    return refuse('a disk with a serial of 1 to 20 letters, digits, dots, underscores and hyphens')
  }
  const others = [...keys.keys()].filter((key) => !ownKeys.some((own) => own === key && own !== 'controller'))
  if (bus !== 'nvme') {
    if (others[0] !== undefined) return refuse(`a disk: ${others[0]} is for those with bus=nvme`)
    return accept({source, bus, ...(serial !== undefined && {serial})})
  }
  if (controller !== undefined && !/^[a-z][\w-]{0,30}$/i.test(controller)) {
    return refuse('a disk with a controller whose name is made of letters, digits and hyphens')
  }
  const odd = others.find((key) => !/^[\w.:;-]+$/.test(keys.get(key) ?? ''))
  if (odd !== undefined) return refuse(`a disk with a value for ${odd} such as on, 7 or 64M`)
  const ofDevice = (device: keyof typeof nvmeKeys): NvmeOptions =>
    Object.fromEntries(nvmeKeys[device].flatMap((key) => (keys.has(key) ? [[key, keys.get(key) ?? '']] : [])))
  const nvme: NvmeSpec = {
    ...(controller !== undefined && {controller}),
    onNamespace: ofDevice('onNamespace'),
    onController: ofDevice('onController'),
    onSubsystem: ofDevice('onSubsystem'),
  }
  return accept({source, bus, ...(serial !== undefined && {serial}), nvme})
}
