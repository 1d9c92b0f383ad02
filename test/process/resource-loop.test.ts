import * as fs from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {beforeAll, describe, expect, test} from 'vitest'
import {changeAsRoot, runAsRoot} from '../../src/host/privilege.ts'
import type {Description, HeldOf, LoopIdentity} from '../../src/plan/intent.ts'
import {directoryResource} from '../../src/resources/directory.ts'
import {describeLoop, loopDevices, loopResource, makeLoop} from '../../src/resources/loop.ts'
import {resourceId, tagOf, type VmId} from '../../src/units.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'
import {expectSameWorld, lookAtWorld} from '../support/world/world.ts'

const host = realHost()

// Without root's rights nothing here could be tested, and that must not look like success
beforeAll(() => changeAsRoot(['true'], host))

interface Stage extends AsyncDisposable {
  readonly vm: VmId
  readonly directory: string
  readonly run: string
  readonly file: string
}

function stage(): Stage {
  const place = scratch()
  const vm = someVm()
  const directory = fs.realpathSync(place.directory)
  const run = `${directory}/${tagOf(vm)}`
  const file = imageAt(`${run}/a disk.img`)
  const dispose = async (): Promise<void> => {
    const left = loopDevices().filter((one) => one.file.startsWith(`${directory}/`))
    for (const {device} of left) await runAsRoot(['losetup', '-d', `/dev/${device}`], host)
    place[Symbol.dispose]()
  }
  return {vm, directory, run, file, [Symbol.asyncDispose]: dispose}
}

function imageAt(path: string): string {
  fs.mkdirSync(path.slice(0, path.lastIndexOf('/')), {recursive: true})
  fs.writeFileSync(path, '')
  fs.truncateSync(path, 1024 * 1024)
  return path
}

const held = (description: Description<'loop'>, evidence?: LoopIdentity): HeldOf<'loop'> => ({
  ...{id: resourceId('loop'), kind: 'loop', description},
  ...(evidence === undefined ? {} : {evidence}),
})
const countOf = (file: string): number => loopDevices().filter((one) => one.file === file).length

describe('a loop device', () => {
  test.each(['with', 'without'])('is made and goes, %s evidence, and no other goes with it', async (evidence) => {
    await using here = stage()
    const {vm, directory, file} = here
    const decoys = [
      imageAt(`${directory}/a disk.img`),
      imageAt(`${directory}/${tagOf(someVm())}/a disk.img`),
      `${file}.old`,
    ]
    for (const decoy of decoys) await makeLoop({path: imageAt(decoy)}, host)
    const scope = {roots: [directory]}
    const before = lookAtWorld(scope)
    const description = describeLoop(file, vm)
    const made = await makeLoop(description, host)
    expect(made.device).toMatch(/^loop\d+$/)
    expect(made.ino).toBe(fs.statSync(file).ino)
    const one = evidence === 'with' ? held(description, made) : held(description)
    expect(await loopResource.verify(one, vm, host)).toEqual([
      {what: 'loop device', where: `/dev/${made.device} on ${file}`, remedy: `sudo losetup -d /dev/${made.device}`},
    ])
    expect(await loopResource.release(one, vm, host)).toBe('released')
    expect(await loopResource.verify(one, vm, host)).toEqual([])
    expect(await loopResource.release(one, vm, host)).toBe('absent')
    expect(decoys.map(countOf)).toEqual([1, 1, 1])
    await expectSameWorld(before, scope)
  })

  test('made twice by a main that had died goes twice', async () => {
    await using here = stage()
    const {vm, file} = here
    await makeLoop(describeLoop(file, vm), host)
    await makeLoop(describeLoop(file, vm), host)
    expect(countOf(file)).toBe(2)
    expect(await loopResource.release(held({path: file}), vm, host)).toBe('released')
    expect(countOf(file)).toBe(0)
  })

  test('that is open for a moment is waited for', async () => {
    await using here = stage()
    const {vm, file} = here
    const made = await makeLoop(describeLoop(file, vm), host)
    const open = fs.openSync(`/dev/${made.device}`, 'r')
    const closed = sleep(500).then(() => {
      fs.closeSync(open)
    })
    expect(await loopResource.release(held({path: file}, made), vm, host)).toBe('released')
    await closed
    expect(await loopResource.verify(held({path: file}, made), vm, host)).toEqual([])
  })

  test('that stays open is told of, keeps its directory, and is found again', async () => {
    await using here = stage()
    const {vm, run, file} = here
    const made = await makeLoop(describeLoop(file, vm), host)
    const one = held({path: file}, made)
    const directory = {id: resourceId('run'), kind: 'directory', description: {path: run}} as const
    const open = fs.openSync(`/dev/${made.device}`, 'r')
    const began = performance.now()
    expect(await loopResource.release(one, vm, host)).toBe('released')
    expect(performance.now() - began).toBeGreaterThan(1900)
    expect(await loopResource.verify(one, vm, host)).toHaveLength(1)
    await expect(directoryResource.release(directory, vm, host)).rejects.toThrow(new RegExp(`${made.device} uses`))
    expect(fs.existsSync(file)).toBe(true)
    fs.closeSync(open)
    expect(await loopResource.verify(one, vm, host)).toEqual([])
    expect(await directoryResource.release(directory, vm, host)).toBe('released')
  })

  test.each(['with', 'without'])('whose file was removed goes all the same, %s evidence', async (evidence) => {
    await using here = stage()
    const {vm, run, file} = here
    const made = await makeLoop(describeLoop(file, vm), host)
    fs.rmSync(run, {recursive: true})
    const one = evidence === 'with' ? held({path: file}, made) : held({path: file})
    expect(await loopResource.verify(one, vm, host)).toHaveLength(1)
    expect(await loopResource.release(one, vm, host)).toBe('released')
    expect(await loopResource.verify(one, vm, host)).toEqual([])
  })

  test('on another file than the recorded one is not touched', async () => {
    await using here = stage()
    const {vm, file} = here
    const made = await makeLoop(describeLoop(file, vm), host)
    expect(await loopResource.release(held({path: file}, {...made, ino: made.ino + 1}), vm, host)).toBe('absent')
    expect(countOf(file)).toBe(1)
  })

  test('outside of the directory of the VM is not touched, whatever a ledger says', async () => {
    await using here = stage()
    const {vm, directory} = here
    const decoy = imageAt(`${directory}/decoy.img`)
    await makeLoop({path: decoy}, host)
    await expect(loopResource.release(held({path: decoy}), vm, host)).rejects.toThrow(/left alone/)
    await expect(loopResource.verify(held({path: decoy}), vm, host)).rejects.toThrow(/left alone/)
    expect(() => describeLoop(decoy, vm)).toThrow(/left alone/)
    expect(countOf(decoy)).toBe(1)
  })
})
