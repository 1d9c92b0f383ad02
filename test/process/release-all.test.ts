import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import {createLedger} from '../../src/ledger/file-ledger.ts'
import type {Entry} from '../../src/ledger/entry.ts'
import type {Ledger} from '../../src/ledger/ledger.ts'
import type {Held} from '../../src/plan/intent.ts'
import {ledgerPath} from '../../src/plan/paths.ts'
import {acquire} from '../../src/resources/acquire.ts'
import {makeDirectory} from '../../src/resources/directory.ts'
import {releaseAll} from '../../src/resources/release.ts'
import {resourceId, tagOf} from '../../src/units.ts'
import {Bystanders, endOf, identityOf} from '../support/bystanders.ts'
import {briefly, deadProcess, directoryIntent, qemuIntent} from '../support/ledger-entries.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm, type Scratch} from '../support/scratch.ts'

const host = realHost()

function newLedger(place: Scratch): Ledger {
  return createLedger(ledgerPath(place.directory, someVm()))
}

/** A directory that bears the VM's name, each in a place of its own. */
function directoryOf(ledger: Ledger, place: Scratch, parent: string): Held {
  const path = place.path(parent, tagOf(ledger.vm))
  fs.mkdirSync(path, {recursive: true})
  return directoryIntent(parent, path)
}

const typesOf = (ledger: Ledger): readonly string[] =>
  ledger.read().records.map((record) => ('id' in record ? `${record.type} ${record.id}` : record.type))

describe('releaseAll', () => {
  test('unmakes the last first, each looked at before the next, and writes it down', async () => {
    using place = scratch()
    const ledger = newLedger(place)
    const held = ['one', 'two', 'three'].map((parent) => directoryOf(ledger, place, parent))
    const releases = await releaseAll(held, ledger, host)
    expect(releases.map(({held: {id}, outcome, leftovers}) => ({id, outcome, leftovers}))).toEqual(
      ['three', 'two', 'one'].map((id) => ({id, outcome: 'released', leftovers: []})),
    )
    expect(typesOf(ledger)).toEqual(['three', 'two', 'one'].flatMap((id) => [`releasing ${id}`, `released ${id}`]))
    expect((await releaseAll(held, ledger, host)).map(({outcome}) => outcome)).toEqual(['absent', 'absent', 'absent'])
  })

  test('is not kept from the next by one that fails, and does not call it released', async () => {
    using place = scratch()
    const ledger = newLedger(place)
    const [first, last] = [directoryOf(ledger, place, 'one'), directoryOf(ledger, place, 'three')]
    const foreign = directoryIntent('two', place.path('foreign'))
    fs.mkdirSync(place.path('foreign'))
    const releases = await releaseAll([first, foreign, last], ledger, host)
    expect(releases.map(({outcome}) => outcome)).toEqual(['released', 'failed', 'released'])
    expect(releases[1]).toMatchObject({error: expect.stringContaining('not a directory of this VM') as unknown})
    expect(releases[1]?.leftovers).toMatchObject([{what: 'directory', where: place.path('foreign')}])
    expect(typesOf(ledger)).not.toContain('released two')
    expect(fs.existsSync(place.path('foreign'))).toBe(true)
  })

  test('leaves what it does not know alone, and says so', async () => {
    using place = scratch()
    const ledger = newLedger(place)
    for (const kind of ['tap', 'constructor', '__proto__', '']) {
      const strange = {id: resourceId('strange'), kind, description: {path: place.path('x')}} as unknown as Held
      const [last, first] = await releaseAll([directoryOf(ledger, place, 'one'), strange], ledger, host)
      expect(last).toMatchObject({outcome: 'failed', leftovers: [{what: kind, where: 'strange'}]})
      expect(first).toMatchObject({outcome: 'released', leftovers: []})
    }
  })

  test('removes nothing that a living process may still use (law L17)', async () => {
    using place = scratch()
    await using others = new Bystanders()
    const ledger = newLedger(place)
    const living = await others.start({qemuName: tagOf(ledger.vm)})
    // Nobody may signal it, so that it cannot be ended
    const powerless = {...host, processes: {...host.processes, signal: () => 'denied' as const}}
    const held = [directoryOf(ledger, place, 'one'), qemuIntent(ledger.vm), directoryOf(ledger, place, 'later')]
    const releases = await releaseAll(held, ledger, powerless)
    expect(releases.map(({held: {id}, outcome}) => `${id} ${outcome}`)).toEqual([
      'later released',
      'qemu released',
      'one failed',
    ])
    expect(releases[1]?.leftovers).toMatchObject([{what: 'process'}])
    expect(releases[2]?.leftovers).toMatchObject([{remedy: expect.stringMatching(/^Kept/) as unknown}])
    expect(fs.existsSync(place.path('one', tagOf(ledger.vm)))).toBe(true)
    expect(typesOf(ledger)).toEqual(['releasing later', 'released later', 'releasing qemu'])
    living.kill('SIGKILL')
    await endOf(living)
    expect((await releaseAll(held, ledger, host)).map(({leftovers}) => leftovers)).toEqual([[], [], []])
  })

  test('goes on when the ledger cannot be written, or is gone', async () => {
    using place = scratch()
    const ledger = newLedger(place)
    const held = [directoryOf(ledger, place, 'one'), directoryOf(ledger, place, 'two')]
    fs.rmSync(ledger.path)
    const releases = await releaseAll(held, ledger, host)
    expect(releases.map(({outcome, leftovers}) => ({outcome, leftovers}))).toEqual(
      Array(2).fill({outcome: 'released', leftovers: []}),
    )
  })
})

describe('acquire', () => {
  test('promises before it makes, and records what it learned (law L1)', async () => {
    using place = scratch()
    const ledger = newLedger(place)
    const path = place.path(tagOf(ledger.vm))
    const evidence = await acquire(
      directoryIntent('a', path),
      () => {
        expect(briefly(ledger.read().held)).toEqual(['a'])
        expect(fs.readFileSync(ledger.path, 'utf8')).toMatch(/\n$/)
        return makeDirectory(path)
      },
      ledger,
    )
    expect(evidence.ino).toBe(fs.statSync(path).ino)
    expect(ledger.read().held).toEqual([{...directoryIntent('a', path), evidence}])
  })

  test('makes nothing where the ledger cannot be written', async () => {
    using place = scratch()
    const ledger = newLedger(place)
    fs.rmSync(ledger.path)
    let made = 0
    const make = (): Promise<typeof deadProcess> => (made++, Promise.resolve(deadProcess))
    await expect(acquire(qemuIntent(ledger.vm), make, ledger)).rejects.toThrow(/ENOENT/)
    expect(made).toBe(0)
  })

  test('makes nothing once the ledger is being closed, by whomever (the fence)', async () => {
    using place = scratch()
    const ledger = newLedger(place)
    ledger.append({type: 'closing', by: deadProcess, phase: 'post'})
    let made = 0
    const make = (): Promise<typeof deadProcess> => (made++, Promise.resolve(deadProcess))
    await expect(acquire(qemuIntent(ledger.vm), make, ledger)).rejects.toMatchObject({code: 'cancelled'})
    expect(made).toBe(0)
    expect(briefly(ledger.read().held)).toEqual(['qemu'])
  })

  test('tells of what it made while the ledger was closed: whoever closes it must find it', async () => {
    using place = scratch()
    await using others = new Bystanders()
    const ledger = newLedger(place)
    const make = async (): Promise<typeof deadProcess> => {
      const child = await others.start({qemuName: tagOf(ledger.vm)})
      const closing: Entry = {type: 'closing', by: deadProcess, phase: 'post'}
      ledger.append(closing)
      return identityOf(child, host.processes)
    }
    await expect(acquire(qemuIntent(ledger.vm), make, ledger)).rejects.toMatchObject({code: 'cancelled'})
    expect(briefly(ledger.read().held)).toEqual(['qemu!'])
  })

  test('keeps the promise in the ledger when the making fails', async () => {
    using place = scratch()
    const ledger = newLedger(place)
    const path = place.path(tagOf(ledger.vm))
    fs.mkdirSync(path)
    await expect(acquire(directoryIntent('a', path), () => makeDirectory(path), ledger)).rejects.toMatchObject({
      code: 'resource',
    })
    expect(briefly(ledger.read().held)).toEqual(['a'])
  })
})
