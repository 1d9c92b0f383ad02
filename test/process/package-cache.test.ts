import * as fs from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {installOnNewMachine, program, publisher, type Publisher} from '../support/apt-machine.ts'
import {cacheServer} from '../support/cache-server.ts'
import {scratch} from '../support/scratch.ts'
import {through} from '../support/through.ts'

function published(version: string): Publisher & Disposable {
  const place = scratch('publisher')
  const all = publisher(place.directory)
  all.publish(version)
  return {
    ...all,
    [Symbol.dispose]() {
      place[Symbol.dispose]()
    },
  }
}

test('what one job has installed the next one does not download, even when it is published no more', async () => {
  await using cache = await cacheServer()
  using packages = published('1.0')
  expect(await installOnNewMachine(packages, cache)).toEqual({version: '1.0', downloads: 1})
  expect(await installOnNewMachine(packages, cache)).toEqual({version: '1.0', downloads: 0})
  const withdraw = (): void => {
    fs.rmSync(join(packages.directory, `${program}_1.0_all.deb`))
  }
  expect(await installOnNewMachine(packages, cache, withdraw)).toEqual({version: '1.0', downloads: 0})
  expect(cache.keys).toEqual([expect.stringMatching(/^qemu-vm-packages-1-[0-9a-f]{64}\.1$/)])
})

test('what is published is installed, not what was kept before', async () => {
  await using cache = await cacheServer()
  using packages = published('1.0')
  await installOnNewMachine(packages, cache)
  packages.publish('2.0')
  // Its lists are out of date before they are used: apt finds nothing under the old name, and gets new ones
  const publishNext = (): void => {
    packages.publish('3.0')
  }
  expect(await installOnNewMachine(packages, cache, publishNext)).toEqual({version: '3.0', downloads: 1})
  expect(await installOnNewMachine(packages, cache)).toEqual({version: '3.0', downloads: 0})
  expect(cache.keys).toHaveLength(2)
})

test('a forged package of the same size, which apt itself would install, is downloaded again and replaced', async () => {
  await using cache = await cacheServer()
  using packages = published('1.0')
  await installOnNewMachine(packages, cache)
  const own = fs.readFileSync(join(packages.directory, `${program}_1.0_all.deb`))
  using forged = published('6.6')
  const theirs = fs.readFileSync(join(forged.directory, `${program}_6.6_all.deb`))
  expect(theirs.length).toBe(own.length)
  cache.change((archive) => {
    const tar = Buffer.from(through(['zstd', '-dc'], archive))
    theirs.copy(tar, tar.indexOf(own))
    return through(['zstd', '-c'], tar)
  })
  expect(await installOnNewMachine(packages, cache)).toEqual({version: '1.0', downloads: 1})
  expect(await installOnNewMachine(packages, cache)).toEqual({version: '1.0', downloads: 0})
  expect(cache.keys.map((key) => key.split('.').at(-1))).toEqual(['1', '2'])
})

test('a cache that refuses costs nothing but the download', async () => {
  await using cache = await cacheServer()
  using packages = published('1.0')
  cache.fault = () => ({status: 403, body: {msg: 'cache read denied: no'}})
  expect(await installOnNewMachine(packages, cache)).toEqual({version: '1.0', downloads: 1})
  expect(cache.keys).toEqual([])
})
