import {spawnSync} from 'node:child_process'
import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import {directoryResource, makeDirectory} from '../../src/resources/directory.ts'
import {tagOf} from '../../src/units.ts'
import {Bystanders} from '../support/bystanders.ts'
import {nobody, runChild} from '../support/child.ts'
import {directoryIntent} from '../support/ledger-entries.ts'
import {realHost} from '../support/real-host.ts'
import {mountTmpfs, scratch, someVm, type Scratch} from '../support/scratch.ts'

const host = realHost()
const vm = someVm()

const release = (path: string): Promise<string> => directoryResource.release(directoryIntent('a', path), vm, host)
const verify = (path: string): ReturnType<typeof directoryResource.verify> =>
  directoryResource.verify(directoryIntent('a', path), vm, host)

async function madeIn(place: Scratch): Promise<string> {
  const path = place.path(tagOf(vm))
  await makeDirectory(path)
  return path
}

describe('a directory', () => {
  test('is made with 0700, and never shared', async () => {
    using place = scratch()
    const path = place.path(tagOf(vm))
    const {dev, ino} = fs.statSync(place.directory)
    const made = await makeDirectory(path)
    expect(made.dev).toBe(dev)
    expect(made.ino).not.toBe(ino)
    expect(fs.statSync(path).mode & 0o777).toBe(0o700)
    await expect(Promise.resolve().then(() => makeDirectory(path))).rejects.toMatchObject({code: 'resource'})
    fs.rmSync(path, {recursive: true})
    fs.symlinkSync(place.directory, path)
    await expect(Promise.resolve().then(() => makeDirectory(path))).rejects.toMatchObject({code: 'resource'})
  })

  test('is released with all that is in it, any number of times (law L2)', async () => {
    using place = scratch()
    const path = await madeIn(place)
    fs.mkdirSync(`${path}/a/b/c`, {recursive: true})
    for (const name of ['a/b/c/file', 'a/new\nline', 'a/-rf', 'a/ü "quoted"', '.hidden'])
      fs.writeFileSync(`${path}/${name}`, '')
    fs.writeFileSync(Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0xff, 0xfe])]), '')
    spawnSync('mkfifo', [`${path}/pipe`])
    expect(await verify(path)).toHaveLength(1)
    expect(await release(path)).toBe('released')
    expect(await verify(path)).toEqual([])
    expect(await release(path)).toBe('absent')
    expect(fs.readdirSync(place.directory)).toEqual([])
  })

  test('takes no part of what links in it lead to', async () => {
    using place = scratch()
    const path = await madeIn(place)
    fs.mkdirSync(place.path('precious'))
    fs.writeFileSync(place.path('precious', 'file'), 'dear')
    fs.symlinkSync(place.path('precious'), `${path}/link`)
    fs.symlinkSync(place.path('precious', 'file'), `${path}/file`)
    fs.symlinkSync('..', `${path}/up`)
    fs.linkSync(place.path('precious', 'file'), `${path}/hard`)
    expect(await release(path)).toBe('released')
    expect(fs.readFileSync(place.path('precious', 'file'), 'utf8')).toBe('dear')
  })

  test('is left alone when it is a link, a file, or has another name (law L9)', async () => {
    using place = scratch()
    fs.mkdirSync(place.path('precious'))
    fs.writeFileSync(place.path('precious', 'file'), 'dear')
    fs.symlinkSync(place.path('precious'), place.path(tagOf(vm)))
    await expect(release(place.path(tagOf(vm)))).rejects.toMatchObject({code: 'resource'})
    await expect(release(place.path('precious'))).rejects.toMatchObject({code: 'resource'})
    await expect(release(`${place.path(tagOf(vm))}/`)).rejects.toMatchObject({code: 'resource'})
    await expect(release(`${place.path(tagOf(vm))}/../precious`)).rejects.toMatchObject({code: 'resource'})
    await expect(release(place.path('precious', '..', tagOf(someVm())))).resolves.toBe('absent')
    fs.rmSync(place.path(tagOf(vm)))
    fs.writeFileSync(place.path(tagOf(vm)), 'a file')
    await expect(release(place.path(tagOf(vm)))).rejects.toMatchObject({code: 'resource'})
    expect(fs.readFileSync(place.path('precious', 'file'), 'utf8')).toBe('dear')
    expect(await verify(place.path(tagOf(vm)))).toHaveLength(1)
  })

  test('of a dangling link is not called absent', async () => {
    using place = scratch()
    fs.symlinkSync('/nonexistent', place.path(tagOf(vm)))
    await expect(release(place.path(tagOf(vm)))).rejects.toMatchObject({code: 'resource'})
    expect(await verify(place.path(tagOf(vm)))).toHaveLength(1)
  })

  test('left over comes with a remedy that a shell understands, whatever is in the path', async () => {
    using place = scratch("it's a; touch x")
    const path = await madeIn(place)
    const [leftover] = await verify(path)
    expect(leftover).toMatchObject({what: 'directory', where: path})
    expect(spawnSync('sh', ['-c', leftover?.remedy ?? 'false']).status).toBe(0)
    expect(await verify(path)).toEqual([])
  })
})

describe('a directory in trouble', () => {
  test('with closed directories in it is opened up by its owner, and then released', async () => {
    using place = scratch()
    fs.chmodSync(place.directory, 0o777)
    const path = await madeIn(place)
    fs.mkdirSync(`${path}/a/b`, {recursive: true})
    fs.writeFileSync(`${path}/a/b/file`, '')
    fs.mkdirSync(place.path('precious'))
    fs.chmodSync(place.path('precious'), 0)
    fs.symlinkSync(place.path('precious'), `${path}/link`)
    for (const name of ['a/b/file', 'a/b', 'a', '']) fs.chownSync(`${path}/${name}`, nobody, nobody)
    for (const name of ['a/b', 'a', '']) fs.chmodSync(`${path}/${name}`, 0)
    const {stdout, stderr} = await runChild('release-directory', [path, vm], {uid: nobody})
    expect({stdout, stderr}).toEqual({stdout: 'released', stderr: ''})
    expect(fs.existsSync(path)).toBe(false)
    expect(fs.statSync(place.path('precious')).mode & 0o777).toBe(0)
  })

  test('of another user is not touched, and told of', async () => {
    using place = scratch()
    fs.chmodSync(place.directory, 0o777)
    const path = await madeIn(place)
    const {stdout} = await runChild('release-directory', [path, vm], {uid: nobody})
    expect(stdout).toMatch(/^error: .* not a directory of this VM/)
    expect(fs.existsSync(path)).toBe(true)
  })

  test('with another user’s files in it says which, and ends', async () => {
    using place = scratch()
    fs.chmodSync(place.directory, 0o777)
    const path = await madeIn(place)
    fs.chownSync(path, nobody, nobody)
    fs.mkdirSync(`${path}/theirs`)
    fs.writeFileSync(`${path}/theirs/file`, '')
    const {stdout} = await runChild('release-directory', [path, vm], {uid: nobody})
    expect(stdout).toMatch(/^error: .*theirs/)
    expect(await verify(path)).toHaveLength(1)
  })

  test('with a mount in it is not touched, nor what is mounted, until it is gone', async () => {
    using place = scratch()
    const path = await madeIn(place)
    fs.mkdirSync(`${path}/mount`)
    using mount = mountTmpfs(`${path}/mount`, 'size=64k')
    fs.writeFileSync(`${path}/mount/file`, 'dear')
    await expect(release(path)).rejects.toThrow(/mount|busy/)
    expect(fs.readFileSync(`${path}/mount/file`, 'utf8')).toBe('dear')
    expect(await verify(path)).toHaveLength(1)
    mount[Symbol.dispose]()
    expect(await release(path)).toBe('released')
  })

  test('in which somebody still writes for a while is released all the same', async () => {
    using place = scratch()
    await using others = new Bystanders()
    const path = await madeIn(place)
    const python = [
      'import os, threading, time',
      'def write():',
      '  end = time.time() + 0.5',
      '  while time.time() < end:',
      '    try:',
      `      d = ${JSON.stringify(path)} + '/' + str(time.time()); os.mkdir(d); open(d + '/x', 'w').close()`,
      '    except OSError: pass',
      'threading.Thread(target=write).start()',
    ]
    await others.start({python: python.join('\n')})
    expect(await release(path)).toBe('released')
    expect(await verify(path)).toEqual([])
  })
})
