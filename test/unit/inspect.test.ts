import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {inspectImage, type ImageFacts, type ImageFormat} from '../../src/images/inspect.ts'
import {scratch} from '../support/scratch.ts'

const [mib, gib] = [1024 ** 2, 1024 ** 3]

interface Header {
  readonly version?: number
  readonly backing?: bigint
  readonly incompatible?: bigint
  readonly size?: bigint
  readonly encryption?: number
  readonly clusterBits?: number
  /** Bytes of the file; by default as many as the L1 table of the header needs. */
  readonly length?: number
}

/** A qcow2 header, docs/interop/qcow2.txt, and the L1 table that it leads to. */
function qcow2({version = 3, backing = 0n, incompatible = 0n, length = 4096, ...more}: Header = {}): Buffer {
  const header = Buffer.alloc(Math.max(length, 104))
  header.write('QFI\xfb', 'latin1')
  header.writeUInt32BE(version, 4)
  header.writeBigUInt64BE(backing, 8)
  header.writeUInt32BE(more.clusterBits ?? 16, 20)
  header.writeBigUInt64BE(more.size ?? BigInt(gib), 24)
  header.writeUInt32BE(more.encryption ?? 0, 32)
  header.writeUInt32BE(2, 36)
  header.writeBigUInt64BE(4080n, 40)
  header.writeBigUInt64BE(2048n, 48)
  if (version >= 3) header.writeBigUInt64BE(incompatible, 72)
  if (version >= 3) header.writeUInt32BE(104, 100)
  return header.subarray(0, length)
}

/** A sparse extent of VMware's, with a descriptor in its second sector, where QEMU looks. */
function vmdk({capacity = 2048n, descriptor = 'parentCID=ffffffff', at = 1n} = {}): Buffer {
  const extent = Buffer.alloc(16 * 1024)
  extent.write('KDMV', 'latin1')
  extent.writeBigUInt64LE(capacity, 12)
  extent.writeBigUInt64LE(at, 28)
  extent.writeBigUInt64LE(2n, 36)
  extent.write(`# Disk DescriptorFile\nversion=1\n${descriptor}\n`, Number(at) * 512)
  return extent
}

/** As qemu-img makes it. */
function vhdx(change: (file: Buffer) => void = () => undefined): Buffer {
  const file = Buffer.alloc(2 * mib)
  file.write('vhdxfile', 'latin1')
  file.write('regi', 192 * 1024, 'latin1')
  file.writeUInt32LE(1, 192 * 1024 + 8)
  file.write('06a27c8b90479a4bb8fe575f050f886e', 192 * 1024 + 16, 'hex')
  file.writeBigUInt64LE(BigInt(mib), 192 * 1024 + 32)
  file.write('metadata', mib, 'latin1')
  file.writeUInt16LE(2, mib + 10)
  file.write('3767a1ca36fa434db3b633f0aa44e76b', mib + 32, 'hex')
  file.writeUInt32LE(65536, mib + 48)
  file.write('2442a52f1bcd7648b2115dbed83bf4b8', mib + 64, 'hex')
  file.writeUInt32LE(65544, mib + 80)
  file.writeUInt32LE(32 * mib, mib + 65536)
  file.writeBigUInt64LE(BigInt(gib), mib + 65544)
  change(file)
  return file
}

function inspect(content: Buffer | string, declared?: ImageFormat): ImageFacts {
  using place = scratch()
  writeFileSync(place.path('image'), content)
  return inspectImage(place.path('image'), declared)
}

const bootSector = Buffer.concat([Buffer.alloc(510), Buffer.from([0x55, 0xaa]), Buffer.alloc(512)])
const tar = Buffer.concat([Buffer.from('disk.raw'.padEnd(257, '\0')), Buffer.from('ustar'), Buffer.alloc(762)])

describe('an image', () => {
  test.each<[string, Buffer | string, ImageFacts]>([
    ['qcow2 of version 3', qcow2(), {format: 'qcow2', virtualSize: gib}],
    ['qcow2 of version 2', qcow2({version: 2}), {format: 'qcow2', virtualSize: gib}],
    ['qcow2 of an empty disk of 1 TiB', qcow2({size: 1n << 40n}), {format: 'qcow2', virtualSize: 1024 * gib}],
    [
      'qcow2 with dirty, corrupt and other features',
      qcow2({incompatible: 0b11011n}),
      {format: 'qcow2', virtualSize: gib},
    ],
    ['vmdk of one file', vmdk(), {format: 'vmdk', virtualSize: mib}],
    ['vmdk with its descriptor elsewhere', vmdk({at: 4n}), {format: 'vmdk', virtualSize: mib}],
    ['vhdx', vhdx(), {format: 'vhdx', virtualSize: gib}],
    ['raw', bootSector, {format: 'raw', virtualSize: 1024}],
    ['raw of zeros', Buffer.alloc(1024), {format: 'raw', virtualSize: 1024}],
    ['raw that is very short', 'ab', {format: 'raw', virtualSize: 2}],
    ['raw with a < in it', '<<< not a page', {format: 'raw', virtualSize: 14}],
    ['raw with the magic elsewhere', Buffer.concat([Buffer.alloc(512), qcow2()]), {format: 'raw', virtualSize: 4608}],
  ])('%s is taken for that', (_, content, facts) => {
    expect(inspect(content)).toEqual(facts)
  })

  test('that is said to be raw is that, whatever is in it', () => {
    expect(inspect(qcow2({backing: 400n}), 'raw')).toEqual({format: 'raw', virtualSize: 4096})
    expect(inspect(tar, 'raw').format).toBe('raw')
  })

  test('that is not what it is said to be is refused', () => {
    expect(() => inspect(bootSector, 'qcow2')).toThrow(/is no qcow2\./)
    expect(() => inspect(qcow2(), 'vmdk')).toThrow(/is no vmdk but a qcow2\./)
  })

  test.each<[string, Buffer | string, RegExp]>([
    ['nothing', '', /is empty/],
    ['qcow2 with a backing file', qcow2({backing: 400n}), /backing file/],
    ['qcow2 of version 2 with a backing file', qcow2({version: 2, backing: 104n}), /backing file/],
    ['qcow2 with a backing file far away', qcow2({backing: 1n << 63n}), /backing file/],
    ['qcow2 with a data file', qcow2({incompatible: 0b100n}), /data file/],
    ['qcow2 with a data file and all else', qcow2({incompatible: 0xffff_ffff_ffff_ffffn}), /data file/],
    ['qcow2 with a feature of the future', qcow2({incompatible: 1n << 9n}), /feature of qcow2 that is not known/],
    ['qcow2 of version 4', qcow2({version: 4}), /of version 4/],
    ['qcow2 that is encrypted', qcow2({encryption: 2}), /is encrypted/],
    ['D9: qcow2 of 8 EiB', qcow2({size: 0x7fff_ffff_ffff_fe00n}), /which cannot be/],
    ['D9: qcow2 of 1000 TiB', qcow2({size: 1000n << 40n}), /which cannot be/],
    ['qcow2 of no bytes', qcow2({size: 0n}), /of a disk of 0 bytes/],
    ['qcow2 with clusters of 4 GiB', qcow2({clusterBits: 32}), /2\^32 bytes/],
    ['D5: qcow2 cut off in its header', qcow2({length: 60}), /was cut off/],
    ['D5: qcow2 cut off behind its header', qcow2({length: 104}), /was cut off/],
    ['D5: qcow2 cut off in its table', qcow2({length: 4090}), /was cut off/],
    ['vmdk with a parent', vmdk({descriptor: 'parentCID=0123abcd\nparentFileNameHint="/secret"'}), /its parent/],
    ['vmdk with a parent by name alone', vmdk({descriptor: 'parentFileNameHint="/secret"'}), /its parent/],
    ['vmdk whose extent is a text', vmdk({capacity: 0n}), /its extents/],
    ['vmdk that is a text', '# Disk DescriptorFile\nRW 63 FLAT "/etc/shadow" 0\n', /its extents/],
    ['vmdk cut off', vmdk().subarray(0, 60), /was cut off/],
    ['vhdx with a parent', vhdx((file) => file.writeUInt32LE(0b10, mib + 65540)), /its parent/],
    [
      'vhdx with a locator of a parent',
      vhdx((file) => {
        file.writeUInt16LE(3, mib + 10)
        file.write('2d5fd3a80bb34d45abf7d3d84834ab0c', mib + 96, 'hex')
      }),
      /its parent/,
    ],
    ['vhdx cut off', vhdx().subarray(0, mib), /damaged or was cut off/],
    [
      'vhdx with its metadata beyond every file',
      vhdx((file) => file.fill(0xff, 192 * 1024 + 32, 192 * 1024 + 40)),
      /damaged/,
    ],
    ['D10: a tar archive', tar, /is a tar archive.$/],
    ['a zip archive', 'PK\x03\x04', /is a zip archive/],
    ['a page', '<!DOCTYPE html>\n<html>404</html>', /web page/],
    ['a page in capitals after white space', '\n\t <HTML><body>', /web page/],
    ['an answer in XML', '<?xml version="1.0"?><Error><Code>AccessDenied</Code>', /web page/],
    ['a page with a byte order mark', '\ufeff<!doctype html>', /web page/],
  ])('%s is refused', (_, content, why) => {
    expect(() => inspect(content)).toThrow(
      expect.objectContaining({code: 'bad-image', message: expect.stringMatching(why) as unknown}),
    )
  })

  test('that is a pipe is refused, and not waited for', () => {
    using place = scratch()
    spawnSync('mkfifo', [place.path('pipe')])
    expect(() => inspectImage(place.path('pipe'))).toThrow(/is no file/)
  })

  test('that is not there is an error of the file system', () => {
    expect(() => inspectImage('/nonexistent/image')).toThrow(/ENOENT/)
  })
})
