import {spawn} from 'node:child_process'
import * as fs from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {beforeAll, describe, expect, test} from 'vitest'
import {readMounts} from '../../src/host/mounts.ts'
import {changeAsRoot} from '../../src/host/privilege.ts'
import type {Description, HeldOf, MountIdentity} from '../../src/plan/intent.ts'
import {directoryResource} from '../../src/resources/directory.ts'
import {describeBind, describeTmpfs, makeMount, mountResource} from '../../src/resources/mount.ts'
import {resourceId, tagOf, type VmId} from '../../src/units.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'
import {expectSameWorld, lookAtWorld} from '../support/world/world.ts'

const host = realHost()

// Without root's rights nothing here could be tested, and that must not look like success
beforeAll(() => changeAsRoot(['true'], host))

interface Stage extends AsyncDisposable {
  readonly vm: VmId
  /** The VM's directory, and one in it to mount at, whose name is not an easy one. */
  readonly run: string
  readonly point: string
  /** A directory of the user's, with a file in it. */
  readonly share: string
}

function stage(): Stage {
  const place = scratch()
  const vm = someVm()
  const directory = fs.realpathSync(place.directory)
  const run = `${directory}/${tagOf(vm)}`
  const [point, share] = [`${run}/a b\\c#é`, `${directory}/share`]
  for (const path of [run, point, share]) fs.mkdirSync(path)
  fs.writeFileSync(`${share}/precious`, 'x')
  const dispose = async (): Promise<void> => {
    for (const mount of readMounts().toReversed()) {
      if (mount.point.startsWith(`${directory}/`)) await changeAsRoot(['umount', '-l', mount.point], host)
    }
    place[Symbol.dispose]()
  }
  return {vm, run, point, share, [Symbol.asyncDispose]: dispose}
}

const held = (description: Description<'mount'>, evidence?: MountIdentity): HeldOf<'mount'> => ({
  ...{id: resourceId('mount'), kind: 'mount', description},
  ...(evidence === undefined ? {} : {evidence}),
})
const mountsAt = (point: string): number => readMounts().filter((mount) => mount.point === point).length

/** A process that works in a directory, for so long. */
async function visitor(directory: string, time: number): Promise<void> {
  spawn('sleep', [String(time / 1000)], {cwd: directory, stdio: 'ignore'})
  await sleep(50)
}

const describing = (kind: string, {point, share, vm}: Stage): Description<'mount'> =>
  kind === 'tmpfs' ? describeTmpfs(point, vm) : describeBind(point, share)

describe.each(['tmpfs', 'bind'])('a mount (%s)', (kind) => {
  test.each(['with', 'without'])('is made and goes, %s evidence', async (evidence) => {
    await using here = stage()
    const {vm, run, point} = here
    const scope = {roots: [run]}
    const before = lookAtWorld(scope)
    const description = describing(kind, here)
    const made = await makeMount(description, ['nosuid'], vm, host)
    expect(mountsAt(point)).toBe(1)
    const one = evidence === 'with' ? held(description, made) : held(description)
    expect(await mountResource.verify(one, vm, host)).toEqual([
      {what: 'mount', where: `${made.source} on ${point}`, remedy: `sudo umount '${point}'`},
    ])
    expect(await mountResource.release(one, vm, host)).toBe('released')
    expect(await mountResource.verify(one, vm, host)).toEqual([])
    expect(await mountResource.release(one, vm, host)).toBe('absent')
    await expectSameWorld(before, scope)
    expect(fs.existsSync(`${here.share}/precious`)).toBe(true)
  })

  test('made twice by a main that had died goes twice', async () => {
    await using here = stage()
    const description = describing(kind, here)
    await makeMount(description, [], here.vm, host)
    await makeMount(description, [], here.vm, host)
    expect(await mountResource.release(held(description), here.vm, host)).toBe('released')
    expect(mountsAt(here.point)).toBe(0)
  })
})

describe('a mount', () => {
  test('that is busy for a moment is waited for', async () => {
    await using here = stage()
    const description = describeTmpfs(here.point, here.vm)
    const one = held(description, await makeMount(description, ['size=1M'], here.vm, host))
    await visitor(here.point, 500)
    expect(await mountResource.release(one, here.vm, host)).toBe('released')
    expect(mountsAt(here.point)).toBe(0)
  })

  test('that stays busy is detached, and that is told of as an error', async () => {
    await using here = stage()
    const description = describeTmpfs(here.point, here.vm)
    const one = held(description, await makeMount(description, [], here.vm, host))
    await visitor(here.point, 5000)
    const began = performance.now()
    await expect(mountResource.release(one, here.vm, host)).rejects.toThrow(/was busy.*umount -l.*busy/)
    expect(performance.now() - began).toBeGreaterThan(1900)
    expect(performance.now() - began).toBeLessThan(5000)
    expect(await mountResource.verify(one, here.vm, host)).toEqual([])
    expect(await mountResource.release(one, here.vm, host)).toBe('absent')
  })

  test('of a stranger in its place is not touched', async () => {
    await using here = stage()
    const {vm, point, share} = here
    const description = describeTmpfs(point, vm)
    const one = held(description, await makeMount(description, [], vm, host))
    await changeAsRoot(['umount', point], host)
    await changeAsRoot(['mount', '-t', 'tmpfs', 'stranger', point], host)
    expect(await mountResource.release(one, vm, host)).toBe('absent')
    expect(await mountResource.release(held(description), vm, host)).toBe('absent')
    expect(await mountResource.release(held(describeBind(point, share)), vm, host)).toBe('absent')
    expect(await mountResource.verify(one, vm, host)).toEqual([])
    await changeAsRoot(['umount', point], host)
    await changeAsRoot(['mount', '--bind', '/usr', point], host)
    expect(await mountResource.release(held(describeBind(point, share)), vm, host)).toBe('absent')
    expect(mountsAt(point)).toBe(1)
  })

  test.each(['in its place', 'below it'])(
    'on which a stranger has mounted, %s, stays with the stranger',
    async (where) => {
      await using here = stage()
      const {vm, point} = here
      const description = describeTmpfs(point, vm)
      const one = held(description, await makeMount(description, [], vm, host))
      const theirs = where === 'below it' ? `${point}/sub` : point
      fs.mkdirSync(theirs, {recursive: true})
      await changeAsRoot(['mount', '-t', 'tmpfs', 'stranger', theirs], host)
      await expect(mountResource.release(one, vm, host)).rejects.toThrow(/another mount lies on it, stranger/)
      expect(readMounts().filter(({point: at}) => at.startsWith(point))).toHaveLength(2)
      expect(await mountResource.verify(one, vm, host)).toHaveLength(1)
      await changeAsRoot(['umount', theirs], host)
      expect(await mountResource.release(one, vm, host)).toBe('released')
    },
  )

  test('outside of the directory of the VM is not touched, whatever a ledger says', async () => {
    await using here = stage()
    const {vm, run, share} = here
    await changeAsRoot(['mount', '-t', 'tmpfs', tagOf(vm), share], host)
    fs.symlinkSync(share.slice(0, -'/share'.length), `${run}/out`)
    for (const path of [
      share,
      run,
      `${run}/../share`,
      `${run}/out/share`,
      `${run}/x/`,
      'relative',
      '/',
      `/tmp/${tagOf(vm)}x/y`,
    ]) {
      const one = held(describeTmpfs(path, vm))
      await expect(mountResource.release(one, vm, host)).rejects.toThrow(/left alone/)
      await expect(mountResource.verify(one, vm, host)).rejects.toThrow(/left alone/)
    }
    expect(mountsAt(share)).toBe(1)
    await expect(makeMount(describeTmpfs(share, vm), [], vm, host)).rejects.toThrow(/left alone/)
  })

  test('is gone with the directory that it was in', async () => {
    await using here = stage()
    const one = held(describeTmpfs(`${here.run}/gone/point`, here.vm))
    expect(await mountResource.release(one, here.vm, host)).toBe('absent')
    expect(await mountResource.release(one, someVm(), host).catch(String)).toMatch(/left alone/)
    expect(await mountResource.verify(one, here.vm, host)).toEqual([])
  })
})

test('a directory in which something is mounted is not emptied', async () => {
  await using here = stage()
  const {vm, run, point, share} = here
  const one = {id: resourceId('run'), kind: 'directory', description: {path: run}} as const
  await changeAsRoot(['mount', '--bind', share, point], host)
  await expect(directoryResource.release(one, vm, host)).rejects.toThrow(/is mounted on/)
  expect(fs.existsSync(`${share}/precious`)).toBe(true)
  await changeAsRoot(['umount', point], host)
  expect(await directoryResource.release(one, vm, host)).toBe('released')
  expect(fs.existsSync(`${share}/precious`)).toBe(true)
})
