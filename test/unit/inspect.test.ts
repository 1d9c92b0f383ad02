import {writeFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {inspectImage, type ImageFacts} from '../../src/images/inspect.ts'
import {scratch} from '../support/scratch.ts'

interface Header {
  readonly version?: number
  readonly backing?: bigint
  readonly incompatible?: bigint
  readonly length?: number
}

/** A qcow2 header, docs/interop/qcow2.txt: the magic, version, backing file offset, and, from version 3, features. */
function qcow2({version = 3, backing = 0n, incompatible = 0n, length = 104}: Header = {}): Buffer {
  const header = Buffer.alloc(104)
  header.write('QFI\xfb', 'latin1')
  header.writeUInt32BE(version, 4)
  header.writeBigUInt64BE(backing, 8)
  if (version >= 3) header.writeBigUInt64BE(incompatible, 72)
  return header.subarray(0, length)
}

function inspect(content: Buffer | string): ImageFacts {
  using place = scratch()
  writeFileSync(place.path('image'), content)
  return inspectImage(place.path('image'))
}

const bootSector = Buffer.concat([Buffer.alloc(510), Buffer.from([0x55, 0xaa]), Buffer.alloc(512)])

describe('an image', () => {
  test.each<[string, Buffer | string, ImageFacts['format']]>([
    ['qcow2 of version 3', qcow2(), 'qcow2'],
    ['qcow2 of version 2', qcow2({version: 2, length: 72}), 'qcow2'],
    [
      'qcow2 of version 2 whose next bytes look like a feature',
      Buffer.concat([qcow2({version: 2, length: 72}), Buffer.alloc(32, 0xff)]),
      'qcow2',
    ],
    ['qcow2 with dirty, corrupt and other features', qcow2({incompatible: 0b11011n}), 'qcow2'],
    ['raw', bootSector, 'raw'],
    ['raw of zeros', Buffer.alloc(1024), 'raw'],
    ['raw that is very short', 'ab', 'raw'],
    ['raw with a < in it', '<<< not a page', 'raw'],
    ['raw with the magic elsewhere', Buffer.concat([Buffer.alloc(512), qcow2()]), 'raw'],
  ])('%s is taken for that', (_, content, format) => {
    expect(inspect(content)).toEqual({format})
  })

  test.each<[string, Buffer | string, RegExp]>([
    ['nothing', '', /is empty/],
    ['qcow2 with a backing file', qcow2({backing: 400n}), /backing file/],
    ['qcow2 of version 2 with a backing file', qcow2({version: 2, backing: 104n, length: 72}), /backing file/],
    ['qcow2 with a backing file far away', qcow2({backing: 1n << 63n}), /backing file/],
    ['qcow2 with a data file', qcow2({incompatible: 0b100n}), /data in another file/],
    ['qcow2 with a data file and all else', qcow2({incompatible: 0xffff_ffff_ffff_ffffn}), /data in another file/],
    ['a page', '<!DOCTYPE html>\n<html>404</html>', /web page/],
    ['a page in capitals after white space', '\n\t <HTML><body>', /web page/],
    ['an answer in XML', '<?xml version="1.0"?><Error><Code>AccessDenied</Code>', /web page/],
    ['a page with a byte order mark', '\ufeff<!doctype html>', /web page/],
  ])('%s is refused', (_, content, why) => {
    expect(() => inspect(content)).toThrow(
      expect.objectContaining({code: 'bad-input', message: expect.stringMatching(why) as unknown}),
    )
  })

  test('that is not there is an error of the file system', () => {
    expect(() => inspectImage('/nonexistent/image')).toThrow(/ENOENT/)
  })
})
