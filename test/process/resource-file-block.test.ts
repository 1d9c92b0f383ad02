import {spawnSync} from 'node:child_process'
import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Description, Evidence, HeldOf} from '../../src/plan/intent.ts'
import {describeFileBlock, fileBlockResource, makeFileBlock} from '../../src/resources/file-block.ts'
import {resourceId, tagOf} from '../../src/units.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

const host = realHost()
const release = (...words: Parameters<typeof fileBlockResource.release>) => fileBlockResource.release(...words)
const verify = (...words: Parameters<typeof fileBlockResource.verify>) => fileBlockResource.verify(...words)
const lines = ['Host guest', '  Port 2222']
const foreign = Buffer.from([...Buffer.from('Host *\r\n  User ä\n'), 0xff, 0x00, 0x0a, 0x78])

const held = (description: Description<'file-block'>, evidence?: Evidence<'file-block'>): HeldOf<'file-block'> => ({
  ...{id: resourceId('block'), kind: 'file-block', description},
  ...(evidence === undefined ? {} : {evidence}),
})

function stage() {
  const place = scratch()
  const path = place.path('config')
  fs.writeFileSync(path, foreign, {mode: 0o640})
  fs.chmodSync(path, 0o640)
  fs.chownSync(path, 1234, 4321)
  return {
    vm: someVm(),
    path,
    place,
    [Symbol.dispose]: () => {
      place[Symbol.dispose]()
    },
  }
}

describe('a block in a file', () => {
  test.each(['with', 'without'])(
    'comes and goes, and every other byte, owner and mode stay, %s evidence',
    async (kind) => {
      using here = stage()
      const {vm, path, place} = here
      const description = describeFileBlock(path, lines)
      expect(description).toEqual({path, lines, created: false})
      const evidence = await makeFileBlock(description, vm)
      await makeFileBlock(description, vm)
      const one = kind === 'with' ? held(description, evidence) : held(description)
      const marked = fs.readFileSync(path)
      const head = `# BEGIN ${tagOf(vm)}\n${lines.join('\n')}\n# END ${tagOf(vm)}\n`
      expect(marked).toEqual(Buffer.concat([Buffer.from(head), foreign]))
      expect(await verify(one, vm, host)).toHaveLength(1)
      expect(await verify(one, someVm(), host)).toEqual([])
      expect(await release(one, vm, host)).toBe('released')
      expect(await verify(one, vm, host)).toEqual([])
      expect(await release(one, vm, host)).toBe('absent')
      expect(fs.readFileSync(path)).toEqual(foreign)
      const {mode, uid, gid} = fs.statSync(path)
      expect([mode & 0o7777, uid, gid]).toEqual([0o640, 1234, 4321])
      expect(fs.readdirSync(place.directory)).toEqual(['config'])
    },
  )

  test('is removed by the command that a leftover names', async () => {
    using here = stage()
    const {vm, path} = here
    const one = held(describeFileBlock(path, lines), await makeFileBlock(describeFileBlock(path, lines), vm))
    const [left] = await verify(one, vm, host)
    expect(spawnSync('sh', ['-c', left?.remedy ?? 'false']).status).toBe(0)
    expect(await verify(one, vm, host)).toEqual([])
    expect(fs.readFileSync(path)).toEqual(foreign)
  })

  test("goes from between what was written around it since, and another VM's stays", async () => {
    using here = stage()
    const {vm, path} = here
    const [one, other] = [describeFileBlock(path, lines), someVm()]
    await makeFileBlock(one, vm)
    await makeFileBlock(one, other)
    fs.appendFileSync(path, '\nmore')
    fs.writeFileSync(path, Buffer.concat([Buffer.from('first\n'), fs.readFileSync(path)]))
    await release(held(one), vm, host)
    await release(held(one), other, host)
    expect(fs.readFileSync(path)).toEqual(Buffer.concat([Buffer.from('first\n'), foreign, Buffer.from('\nmore')]))
  })

  test('in a file behind a link leaves the link, and is found when the link has moved', async () => {
    using here = stage()
    const {vm, path, place} = here
    const link = place.path('link')
    fs.symlinkSync('config', link)
    const description = describeFileBlock(link, lines)
    const evidence = await makeFileBlock(description, vm)
    expect(evidence).toEqual({target: fs.realpathSync(path)})
    expect(fs.readlinkSync(link)).toBe('config')
    fs.rmSync(link)
    fs.writeFileSync(link, 'another file')
    expect(await release(held(description, evidence), vm, host)).toBe('released')
    expect(fs.readFileSync(path)).toEqual(foreign)
    expect(fs.readFileSync(link, 'utf8')).toBe('another file')
  })

  test('in a file that was made for it goes with the file, unless that is used by now', async () => {
    using place = scratch()
    const vm = someVm()
    for (const since of ['', 'Host mine\n']) {
      const path = place.path('new')
      const description = describeFileBlock(path, lines)
      expect(description.created).toBe(true)
      const evidence = await makeFileBlock(description, vm)
      expect(fs.statSync(path).mode & 0o777).toBe(0o600)
      fs.appendFileSync(path, since)
      expect(await release(held(description, evidence), vm, host)).toBe('released')
      expect(await verify(held(description, evidence), vm, host)).toEqual([])
      expect(fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '').toBe(since)
      expect(fs.existsSync(path)).toBe(since !== '')
    }
    expect(fs.readdirSync(place.directory)).toEqual(['new'])
  })

  test('in a file that was made for it, and that somebody has emptied, goes with the file', async () => {
    using place = scratch()
    const [vm, path] = [someVm(), place.path('new')]
    const description = describeFileBlock(path, lines)
    const evidence = await makeFileBlock(description, vm)
    fs.truncateSync(path)
    expect(await release(held(description), vm, host)).toBe('absent')
    expect(fs.existsSync(path)).toBe(true)
    expect(await release(held(description, evidence), vm, host)).toBe('released')
    expect(fs.existsSync(path)).toBe(false)
  })

  test('is gone with the file, with its directory, and where a link leads nowhere', async () => {
    using here = stage()
    const {vm, path, place} = here
    const description = describeFileBlock(path, lines)
    const one = held(description, await makeFileBlock(description, vm))
    fs.rmSync(path)
    expect(await release(one, vm, host)).toBe('absent')
    fs.symlinkSync('nowhere', path)
    expect(await release(one, vm, host)).toBe('absent')
    fs.rmSync(place.directory, {recursive: true})
    expect(await release(one, vm, host)).toBe('absent')
    expect(await verify(one, vm, host)).toEqual([])
  })

  test('that a crash has left half written beside the file goes', async () => {
    using here = stage()
    const {vm, path, place} = here
    const one = held(describeFileBlock(path, lines))
    const draft = `${path}.${tagOf(vm)}.draft`
    fs.writeFileSync(draft, '# BEG')
    fs.writeFileSync(`${path}.bak`, 'mine')
    expect(await verify(one, vm, host)).toEqual([{what: 'file', where: draft, remedy: `rm '${draft}'`}])
    expect(await release(one, vm, host)).toBe('released')
    expect(fs.readdirSync(place.directory).sort()).toEqual(['config', 'config.bak'])
  })

  test('with a marker that has become part of another line is told of and not touched', async () => {
    using here = stage()
    const {vm, path} = here
    fs.writeFileSync(path, `# BEGIN ${tagOf(vm)} of the CI\nx\n`)
    const one = held(describeFileBlock(path, lines))
    await release(one, vm, host)
    expect(await verify(one, vm, host)).toHaveLength(1)
    expect(fs.readFileSync(path, 'utf8')).toBe(`# BEGIN ${tagOf(vm)} of the CI\nx\n`)
  })

  test("is made in no pipe, no directory, no file with two names, no file behind a stranger's link", async () => {
    using here = stage()
    const {vm, path, place} = here
    spawnSync('mkfifo', [place.path('pipe')])
    fs.linkSync(path, place.path('twin'))
    fs.writeFileSync(place.path('plain'), '')
    fs.symlinkSync('plain', place.path('foreign'))
    fs.lchownSync(place.path('foreign'), 1234, 1234)
    fs.symlinkSync('nowhere', place.path('dangling'))
    const before = fs.readdirSync(place.directory)
    const paths = [...['pipe', 'twin', 'foreign', 'dangling'].map((name) => place.path(name)), place.directory]
    for (const one of paths) {
      const description = describeFileBlock(one, lines)
      await expect(makeFileBlock(description, vm), one).rejects.toMatchObject({code: 'resource'})
      expect(await release(held(description), vm, host)).toBe('absent')
    }
    expect(() => describeFileBlock('config', lines)).toThrow(/absolute/)
    expect(fs.readdirSync(place.directory)).toEqual(before)
    expect(fs.readFileSync(path)).toEqual(foreign)
  })
})
