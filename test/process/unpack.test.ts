import {spawn} from 'node:child_process'
import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import {unpack, type UnpackOptions} from '../../src/guest/unpack.ts'
import {makeOddTree, treeOf} from '../support/odd-tree.ts'
import {scratch} from '../support/scratch.ts'
import {forgedTar, type Forged} from '../support/tar.ts'

const careful: UnpackOptions = {limit: 1e12, withOwners: true, trusting: false}

/** In portions of a size that is no friend of blocks. */
async function* portionsOf(bytes: Buffer, size = 999): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

test.each([
  ['GNU, with holes', ['--format=gnu', '--sparse']],
  ['GNU, in full', ['--format=gnu']],
  ['pax', ['--format=posix']],
  ['pax, with holes', ['--format=posix', '--sparse', '--sparse-version=0.1']],
])('a tree of odd files comes out as it went in: %s', async (_, words) => {
  using place = scratch('unpack')
  const [from, to] = [place.path('from'), place.path('to')]
  makeOddTree(from, 300, 20 * 1024 * 1024)
  fs.mkdirSync(to)
  const tar = spawn('tar', [...words, '--numeric-owner', '-C', from, '-cf', '-', '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const {leftOut} = await unpack(tar.stdout as AsyncIterable<Buffer>, to, careful)
  expect(leftOut).toEqual([])
  expect(treeOf(to)).toEqual(treeOf(from))
  const times = [from, to].map((tree) => fs.statSync(`${tree}/link`).mtimeMs)
  if (words[0] === '--format=posix') expect(Math.abs((times[0] ?? 0) - (times[1] ?? 0))).toBeLessThan(0.01)
})

describe('a hostile archive makes nothing outside', () => {
  const outside =
    (entries: readonly Forged[], more: Partial<UnpackOptions> = {}) =>
    async () => {
      using place = scratch('hostile')
      fs.mkdirSync(place.path('to'))
      fs.mkdirSync(place.path('other'))
      fs.writeFileSync(place.path('other', 'victim'), 'untouched')
      fs.symlinkSync('../other', place.path('to', 'theirs'))
      const result = await unpack(portionsOf(forgedTar(entries)), place.path('to'), {...careful, ...more}).catch(
        (error: unknown) => (error as Error).message,
      )
      expect(fs.readdirSync(place.directory).toSorted()).toEqual(['other', 'to'])
      expect(fs.readdirSync(place.path('other'))).toEqual(['victim'])
      expect(fs.readFileSync(place.path('other', 'victim'), 'utf8')).toBe('untouched')
      expect(fs.existsSync('/tmp/qemu-vm-escaped')).toBe(false)
      return result
    }

  test.each<[string, readonly Forged[], RegExp]>([
    ['an absolute name', [{name: '/tmp/qemu-vm-escaped'}], /name leads out/],
    ['a name with ..', [{name: 'a/../../other/victim'}], /name leads out/],
    ['.. in a long name', [{name: 'x', type: 'L', content: '../other/new\0'}, {name: 'short'}], /name leads out/],
    [
      '.. in a pax name',
      [{name: 'x', type: 'x', content: '21 path=../other/new\n'}, {name: 'short'}],
      /name leads out/,
    ],
    [
      'a link up',
      [
        {name: 'l', type: '2', target: '../other'},
        {name: 'l/new', content: 'x'},
      ],
      /lead out/,
    ],
    [
      'an absolute link',
      [
        {name: 'l', type: '2', target: '/tmp'},
        {name: 'l/qemu-vm-escaped', content: 'x'},
      ],
      /lead out/,
    ],
    [
      'a link up by way of another',
      [
        {name: 'd', type: '5'},
        {name: 'd/e', type: '2', target: '..'},
        {name: 'l', type: '2', target: 'd/e/../other'},
      ],
      /lead out/,
    ],
    [
      'a device',
      [
        {name: 'null', type: '3'},
        {name: 'disk', type: '4'},
        {name: 'pipe', type: '6'},
      ],
      /device is not made/,
    ],
  ])('%s is left out, and told', async (_, entries, reason) => {
    expect(await outside(entries)()).toMatchObject({
      leftOut: expect.arrayContaining([expect.stringMatching(reason)]) as unknown,
    })
  })

  test.each<[string, readonly Forged[], RegExp]>([
    [
      'through a link of its own',
      [
        {name: 'l', type: '2', target: 'x'},
        {name: 'l/new', content: 'x'},
      ],
      /is there already/,
    ],
    ['through a link of the host', [{name: 'theirs/new', content: 'x'}], /is there already, and is no directory/],
    ['a hard link out', [{name: 'h', type: '1', target: '../other/victim'}], /hard link out/],
    ['a hard link through a link', [{name: 'h', type: '1', target: 'theirs/victim'}], /is there already/],
    ['a wrong sum', [{name: 'a', sum: '000000\0 '}], /sum is wrong/],
    ['a size that is no number', [{name: 'a', size: '9999'}], /a number that is none/],
    ['a size beyond all bounds', [{name: 'a', size: '\xff'.repeat(12)}], /a number that cannot be/],
    ['an end within a file', [{name: 'a', size: '00000100000'}], /ends too early/],
    ['a name of megabytes', [{name: 'a', type: 'L', size: '00100000000'}], /name that is too long/],
    ['an unknown type', [{name: 'a', type: 'Z'}], /entry of type "Z"/],
    ['a pax header that is none', [{name: 'x', type: 'x', content: '99 path=a\n'}], /pax header that is none/],
    [
      'holes that overlap',
      [
        {
          name: 'a',
          type: 'S',
          content: 'xy',
          patches: [
            [386, '00000000005\x0000000000001'],
            [410, '00000000000\x0000000000001'],
            [483, '00000000010'],
          ],
        },
      ],
      /holes that overlap/,
    ],
    [
      'holes of a kind that is not read',
      [{name: 'x', type: 'x', content: '22 GNU.sparse.major=1\n'}],
      /kind that is not/,
    ],
    ['a time that is none', [{name: 'x', type: 'x', content: '14 mtime=soon\n'}], /time that is none/],
    ['a map that is none', [{name: 'x', type: 'x', content: '22 GNU.sparse.map=1,x\n'}], /number that cannot be/],
    [
      'a map that leads out of the file',
      [
        {name: 'x', type: 'x', content: '22 GNU.sparse.map=5,1\n21 GNU.sparse.size=3\n'},
        {name: 'a', content: 'x'},
      ],
      /do not add up/,
    ],
    [
      'holes that do not add up',
      [
        {
          name: 'a',
          type: 'S',
          content: 'xy',
          patches: [
            [386, '00000000000\x0000000000001'],
            [483, '00000000010'],
          ],
        },
      ],
      /holes that do not add up/,
    ],
  ])('%s ends it', async (_, entries, reason) => {
    expect(await outside(entries)()).toMatch(reason)
  })

  test('holes without an end end it, and nobody is kept waiting for them', async () => {
    const none = (at: number, length: number) => [at, '\0'.repeat(length)] as const
    const patches = [none(100, 48), [482, '\x01'] as const, [504, '\x01'] as const]
    const header = forgedTar([{name: '', type: 'S', patches}], Buffer.alloc(0))
    const more = Buffer.alloc(512)
    more[504] = 1
    async function* endless(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(header)
      for (;;) yield more
    }
    using place = scratch('holes')
    await expect(unpack(portionsOf(header), place.directory, careful)).rejects.toThrow(/holes without an end/)
    await expect(unpack(endless(), place.directory, careful)).rejects.toThrow(/holes without an end/)
  })

  test('more than the limit ends it, holes not counted', async () => {
    expect(await outside([{name: 'a', content: 'x'.repeat(2000)}], {limit: 1999})()).toMatch(/more than 0 MiB/)
  })

  test('a link that was a file is replaced, and not written through', async () => {
    expect(await outside([{name: 'theirs', content: 'mine'}])()).toMatchObject({leftOut: []})
  })
})

test('bits that give rights are taken away, unless the guest is trusted', async () => {
  using place = scratch('bits')
  const archive = forgedTar([
    {name: 'tool', mode: 0o6755},
    {name: 'up', type: '2', target: '/etc/hostname'},
  ])
  for (const [trusting, mode] of [
    [false, 0o755],
    [true, 0o6755],
  ] as const) {
    const to = place.path(String(trusting))
    fs.mkdirSync(to)
    const {leftOut} = await unpack(portionsOf(archive), to, {...careful, trusting})
    expect(fs.statSync(`${to}/tool`).mode & 0o7777).toBe(mode)
    expect(leftOut).toHaveLength(trusting ? 0 : 1)
  }
})

test('one file gets the name that was asked for; a directory in its place is left out', async () => {
  using place = scratch('one')
  const one = await unpack(portionsOf(forgedTar([{name: './a', content: 'x'}])), place.directory, {
    ...careful,
    renamed: 'b',
  })
  expect([fs.readdirSync(place.directory), one.leftOut]).toEqual([['b'], []])
  const other = await unpack(portionsOf(forgedTar([{name: 'a', type: '5'}])), place.directory, {
    ...careful,
    renamed: 'c',
  })
  expect([fs.readdirSync(place.directory), other.leftOut.length]).toEqual([['b'], 1])
})
