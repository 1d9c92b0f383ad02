import {spawnSync} from 'node:child_process'
import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Host} from '../../src/host/host.ts'
import {takeLock} from '../../src/host/lock.ts'
import type {HeldOf, ProcessIdentity} from '../../src/plan/intent.ts'
import {describeLockFile, lockFileResource, makeLockFile} from '../../src/resources/lock-file.ts'
import {millis, resourceId} from '../../src/units.ts'
import {bystander} from '../support/world/bystander.ts'
import {deadProcess} from '../support/ledger-entries.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

const host = realHost()
const vm = someVm()
const release = (...words: Parameters<typeof lockFileResource.release>) => lockFileResource.release(...words)
const verify = (...words: Parameters<typeof lockFileResource.verify>) => lockFileResource.verify(...words)

const held = (path: string, owner: ProcessIdentity): HeldOf<'lock-file'> => ({
  ...{id: resourceId('lock'), kind: 'lock-file', description: {path, owner}},
})
const asIf = (self: ProcessIdentity): Host => ({...host, processes: {...host.processes, self}})
const soon = millis(100)

/** A lock as it was taken by a process, be it dead or alive by now. */
async function lockOf(owner: ProcessIdentity, path: string): Promise<HeldOf<'lock-file'>> {
  await takeLock(path, asIf(owner), soon)
  return held(path, owner)
}

describe('a lock file', () => {
  test('of this process is taken and goes', async () => {
    using place = scratch()
    const path = place.path('image.lock')
    const description = describeLockFile(path, host)
    const evidence = await makeLockFile(description, soon, host)
    expect(evidence).toEqual(host.processes.self)
    const one = {...held(path, evidence), description, evidence}
    expect(await verify(one, vm, host)).toEqual([{what: 'lock file', where: path, remedy: `rm '${path}'`}])
    expect(await release(one, vm, host)).toBe('released')
    expect(await verify(one, vm, host)).toEqual([])
    expect(await release(one, vm, host)).toBe('absent')
    expect(fs.readdirSync(place.directory)).toEqual([])
  })

  test('of a dead owner goes by its description alone, also where it had been taken over', async () => {
    using place = scratch()
    const path = place.path('image.lock')
    await lockOf({...deadProcess, pid: 4_194_302}, path)
    const one = await lockOf(deadProcess, path)
    expect(fs.readdirSync(place.directory)).toHaveLength(2)
    expect(await release(one, vm, host)).toBe('released')
    expect(fs.readdirSync(place.directory)).toEqual([])
    expect(await release(one, vm, host)).toBe('absent')
  })

  test('of a living owner stays', async () => {
    using place = scratch()
    await using stranger = await bystander()
    const owner = host.processes.identify(stranger.pids[1]) ?? deadProcess
    const one = await lockOf(owner, place.path('image.lock'))
    await expect(release(one, vm, host)).rejects.toThrow(/its owner lives, sleep \(pid \d+\)/)
    expect(await verify(one, vm, host)).toHaveLength(1)
    await expect(makeLockFile(describeLockFile(one.description.path, host), soon, host)).rejects.toThrow(
      /held by sleep/,
    )
    expect(await release(one, vm, asIf(owner))).toBe('released')
  })

  test('that another has taken since stays with the other, alive or dead', async () => {
    using place = scratch()
    await using stranger = await bystander()
    const path = place.path('image.lock')
    const other = host.processes.identify(stranger.pids[1]) ?? deadProcess
    const one = await lockOf(deadProcess, path)
    await lockOf(other, path)
    const before = fs.readdirSync(place.directory)
    expect(await release(one, vm, host)).toBe('absent')
    expect(await verify(one, vm, host)).toEqual([])
    expect(fs.readdirSync(place.directory)).toEqual(before)
    expect(await release(held(path, other), vm, asIf(other))).toBe('released')
    await lockOf({...deadProcess, pid: 4_194_302}, path)
    expect(await release(one, vm, host)).toBe('absent')
    expect(fs.readdirSync(place.directory)).toEqual(['image.lock'])
  })

  test("that was being taken or released when its owner was killed goes, and nothing of a stranger's", async () => {
    using place = scratch()
    const path = place.path('image.lock')
    const nonce = '0123456789abcdef'
    const identity = JSON.stringify({...deadProcess, nonce})
    const own = [`.draft.${deadProcess.pid}.${nonce}`, `.after.${nonce}`]
    for (const suffix of own) fs.writeFileSync(path + suffix, identity)
    fs.writeFileSync(`${path}.draft.${deadProcess.pid}.fedcba9876543210`, '')
    const strange = [`.draft.1.${nonce}`, '.after.ffffffffffffffff', '.after.0', '.bak']
    for (const suffix of strange)
      fs.writeFileSync(path + suffix, suffix === '.bak' || suffix === '.after.0' ? identity : 'x')
    const one = held(path, deadProcess)
    expect(await verify(one, vm, host)).toHaveLength(3)
    expect(await release(one, vm, host)).toBe('released')
    expect(await verify(one, vm, host)).toEqual([])
    expect(fs.readdirSync(place.directory).sort()).toEqual(strange.map((suffix) => `image.lock${suffix}`).sort())
  })

  test('is not what is no lock: a text, a directory, a pipe, a relative path', async () => {
    using place = scratch()
    const path = place.path('precious')
    fs.writeFileSync(path, 'precious')
    expect(await release(held(path, deadProcess), vm, host)).toBe('absent')
    expect(await release(held(place.directory, deadProcess), vm, host)).toBe('absent')
    spawnSync('mkfifo', [place.path('pipe')])
    expect(await release(held(place.path('pipe'), deadProcess), vm, host)).toBe('absent')
    expect(await verify(held(place.path('pipe'), deadProcess), vm, host)).toEqual([])
    await expect(release(held('precious', deadProcess), vm, host)).rejects.toThrow(/not the path of a lock/)
    expect(fs.readFileSync(path, 'utf8')).toBe('precious')
  })
})
