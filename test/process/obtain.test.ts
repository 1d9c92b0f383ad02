import {spawnSync} from 'node:child_process'
import * as fs from 'node:fs'
import {gzipSync, zstdCompressSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {fileServer, serve} from '../support/file-server.ts'
import {digestOf, imageMachine, someDisk} from '../support/image-jobs.ts'

const disk = someDisk()

/** With a program of the machine. */
function packedBy(program: string, content: Buffer): Buffer {
  const {stdout, status} = spawnSync(program, ['-c'], {input: content, maxBuffer: 1024 ** 3})
  if (status !== 0) throw new Error(`${program} ended with ${status ?? 'a signal'}`)
  return stdout
}

describe('an image of the network', () => {
  test.each([
    ['disk.raw', disk],
    ['disk.raw.gz', gzipSync(disk)],
    ['disk.raw.zst', zstdCompressSync(disk)],
    ['disk.raw.xz', packedBy('xz', disk)],
    ['disk.raw.bz2', packedBy('bzip2', disk)],
    ['packed-without-a-name', gzipSync(disk)],
    ['two-members.gz', Buffer.concat([gzipSync(disk.subarray(0, 2_000_000)), gzipSync(disk.subarray(2_000_000))])],
    ['two-frames.zst', Buffer.concat([zstdCompressSync(disk.subarray(0, 9)), zstdCompressSync(disk.subarray(9))])],
    ['padded.gz', Buffer.concat([gzipSync(disk), Buffer.alloc(300_000)])],
  ])('%s is unpacked, and is the disk', async (name, published) => {
    using machine = imageMachine()
    await using server = await fileServer()
    const url = server.put(`/${name}`, serve(published))
    const digest = digestOf(published, name.endsWith('gz') ? 'sha512' : 'sha256')
    const image = await machine.obtain({url, digest})
    expect(image).toMatchObject({format: 'raw', virtualSize: disk.length, digest, hit: 'none', findings: []})
    expect(fs.readFileSync(image.path).equals(disk)).toBe(true)
    // Zeros are holes: the noise takes 1.2 MB, the rest nothing
    const stat = fs.statSync(image.path)
    expect(stat.blocks * 512).toBeLessThan(1_400_000)
    expect(stat.mode & 0o777).toBe(0o400)
    // The second VM has it without the network, and the bytes are there once
    const second = await machine.obtain({url, digest})
    expect(second).toMatchObject({format: 'raw', virtualSize: disk.length, hit: 'machine'})
    expect(fs.statSync(second.path).ino).toBe(stat.ino)
    expect(server.asked).toEqual([`/${name}`])
    machine.release(image.vm)
    machine.release(second.vm)
    expect(machine.files()).toHaveLength(1)
  })
})
