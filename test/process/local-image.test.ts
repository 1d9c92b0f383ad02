import {spawnSync} from 'node:child_process'
import {createHash, randomBytes} from 'node:crypto'
import * as fs from 'node:fs'
import {gzipSync, zstdCompressSync} from 'node:zlib'
import {expect, test} from 'vitest'
import type {Digest} from '../../src/catalogue/digest.ts'
import {digestOfFile} from '../../src/images/file-digest.ts'
import {useLocalImage} from '../../src/images/local-image.ts'
import {tagOf} from '../../src/units.ts'
import {digestOf, someDisk, thrownWith} from '../support/image-jobs.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

const disk = someDisk()
const xz = spawnSync('xz', ['-c'], {input: disk, maxBuffer: 1024 ** 2 * 8}).stdout

/** What becomes of a file of that name, and what the VM's directory has in it then. */
async function use(name: string, content: Buffer, digest?: Digest) {
  using place = scratch('local')
  const [path, directory] = [place.path(name), place.path('run')]
  fs.mkdirSync(directory)
  fs.writeFileSync(path, content)
  const options = {directory, tag: tagOf(someVm()), mayInstall: false, signal: AbortSignal.timeout(30_000)}
  const usable = await useLocalImage(path, {...options, ...(digest === undefined ? {} : {digest})}, realHost())
  const isDisk = fs.readFileSync(usable.path).equals(disk)
  expect(fs.readFileSync(path).equals(content)).toBe(true)
  return {...usable, isDisk, inVm: fs.readdirSync(directory)}
}

test.each([
  ['disk.raw', disk, []],
  ['disk.raw.gz', gzipSync(disk), ['unpacked']],
  ['disk.raw.zst', zstdCompressSync(disk), ['unpacked']],
  ['disk, with "all".raw.xz', xz, ['unpacked']],
])('a local %s is verified, and unpacked where it is packed', async (name, content, inVm) => {
  const used = await use(name, content, digestOf(content, 'sha512'))
  expect(used).toMatchObject({format: 'raw', virtualSize: disk.length, isDisk: true, inVm})
})

test.each([
  ['disk.raw', disk],
  ['disk.raw.xz', xz],
])('a local %s that is not what checksum says is refused', async (name, content) => {
  await expect(use(name, content, digestOf('other'))).rejects.toEqual(
    thrownWith('digest-mismatch', new RegExp(`${name} .*${digestOf(content).hex}`)),
  )
})

test.each([
  ['that is damaged', xz.subarray(0, 500_000), /cannot be unpacked as xz/],
  ['that is not packed', disk, /disk\.raw\.xz is said to be packed as xz, and is not/],
])('a local image %s is refused', async (_, content, message) => {
  await expect(use('disk.raw.xz', content)).rejects.toEqual(thrownWith('bad-image', message))
})

test.each([0, 1, 1024 ** 2, 3 * 1024 ** 2 + 7])('a file of %i bytes has the digest of its content', async (size) => {
  using place = scratch('digest')
  const content = randomBytes(size)
  fs.writeFileSync(place.path('file'), content)
  for (const algorithm of ['sha256', 'sha512'] as const)
    expect(await digestOfFile(place.path('file'), algorithm)).toBe(createHash(algorithm).update(content).digest('hex'))
})
