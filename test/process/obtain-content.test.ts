import {spawnSync} from 'node:child_process'
import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {fileServer, serve} from '../support/file-server.ts'
import {digestOf, imageMachine, playDownload, someDisk, thrownWith as error} from '../support/image-jobs.ts'

const disk = someDisk()
const digest = digestOf(disk)

describe('what was downloaded', () => {
  test('D6: has the digest that was asked for, or is not used', async () => {
    const flipped = Buffer.from(disk)
    flipped[disk.length - 1] = 1
    const {error: thrown, files, url} = await playDownload(serve(flipped))
    expect(thrown).toEqual(error('digest-mismatch', /expected sha256:\w{64}, got sha256:\w{64}/))
    expect(String(thrown)).toContain(url)
    expect(files).toEqual([])
  })

  test('D6: without a digest is used, with a warning that has the digest', async () => {
    const {image, isDisk} = await playDownload(serve(disk), {})
    expect(isDisk).toBe(true)
    expect(image?.findings).toEqual([
      {
        level: 'warning',
        title: 'The image is not verified',
        message: expect.stringContaining(`checksum: sha256:${digest.hex}`) as unknown,
      },
    ])
  })

  test.each<[string, Buffer, string, RegExp]>([
    ['D5: a web page', Buffer.from('<!DOCTYPE html><html>Moved</html>'), '/disk.qcow2', /is a web page/],
    ['D5: a web page instead of what is packed', Buffer.from('<html>Moved</html>'), '/disk.raw.xz', /is a web page/],
    ['D5: nothing', Buffer.alloc(0), '/disk.raw', /is empty/],
    [
      'D5: something that is not packed as its name says',
      disk,
      '/disk.raw.xz',
      /is said to be packed as xz, and is not/,
    ],
    ['D5: gz that was cut off', gzipSync(disk).subarray(0, 500_000), '/disk.gz', /cannot be unpacked as gz/],
    ['D5: xz that was cut off', packed('xz').subarray(0, 500_000), '/disk.xz', /cannot be unpacked as xz/],
    ['D5: zst that was cut off', packed('zstd').subarray(0, 500_000), '/disk.zst', /cannot be unpacked as zst/],
    ['D5: xz with an error in it', damaged(packed('xz')), '/disk.xz', /cannot be unpacked as xz/],
    ['D5: the beginning of a qcow2', Buffer.from('QFI\xfb\0\0\0\x03', 'latin1'), '/disk.qcow2', /was cut off/],
    [
      'D10: a tar archive with a path that leads out',
      tarOf('../../../../tmp/escaped'),
      '/disk.tar',
      /is a tar archive/,
    ],
    ['D10: a packed tar archive', gzipSync(tarOf('/tmp/escaped')), '/disk.tar.gz', /is a tar archive/],
  ])('%s is refused', async (_, content, path, why) => {
    const {error: thrown, files} = await playDownload(serve(content), {path, digest: digestOf(content)})
    expect(thrown).toEqual(error('bad-image', why))
    expect(files).toEqual([])
  })

  test.each(['gzip', 'xz', 'zstd', 'bzip2'])('D9: a bomb of %s goes off into a bounded file', async (program) => {
    using machine = imageMachine()
    await using server = await fileServer()
    const most = 64 * 1024 ** 2
    const bomb = spawnSync('sh', ['-c', `head -c 128M /dev/zero | ${program} -c`], {maxBuffer: most}).stdout
    const url = server.put(`/bomb`, serve(bomb))
    await expect(machine.obtain({url, digest: digestOf(bomb)}, {most})).rejects.toEqual(
      error('bad-image', /more than 67108864 bytes when it is unpacked/),
    )
    expect(machine.files()).toEqual([])
  })
})

function packed(program: string): Buffer {
  return spawnSync(program, ['-c'], {input: disk, maxBuffer: 1024 ** 3}).stdout
}

function damaged(content: Buffer): Buffer {
  const copy = Buffer.from(content)
  copy.fill(0xaa, 300_000, 300_100)
  return copy
}

/** A tar archive of one small file, whatever its name. */
function tarOf(name: string): Buffer {
  const words = ['-cP', '--format=ustar', '--transform', `s,.*,${name},`, '/etc/hostname']
  return spawnSync('tar', words, {maxBuffer: 1024 ** 2}).stdout
}
