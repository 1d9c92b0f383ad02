import {chownSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {Ledger} from '../../src/ledger/ledger.ts'
import {stop} from '../../src/phases/stop.ts'
import {lockPath} from '../../src/plan/paths.ts'
import {verdictOf, type Report} from '../../src/report/report.ts'
import {tagOf} from '../../src/units.ts'
import {Bystanders, identityOf} from '../support/bystanders.ts'
import {nobody, runChild} from '../support/child.ts'
import {directoryIntent, linesOf, someOwner} from '../support/ledger-entries.ts'
import {realHost} from '../support/real-host.ts'
import {runVm, type RunningVm} from '../support/running-vm.ts'
import {makeReadOnly, scratch, someVm, tmpfsScratch} from '../support/scratch.ts'

const titlesOf = (report: Report): readonly string[] => report.findings.map(({title}) => title)
const isGone = (it: RunningVm): boolean => it.host.processes.state(it.qemu) === 'gone'

describe.concurrent('stop() of a damaged ledger', () => {
  test('of which no line can be read finds everything by its name', async () => {
    await using it = await runVm()
    const text = readFileSync(it.ledger.path, 'utf8')
    writeFileSync(it.ledger.path, text.replaceAll(/^./gm, 'x'))
    const report = await stop(it.ledger, it.host, 'post')
    expect(verdictOf(report)).toBe('degraded')
    expect(titlesOf(report)).toEqual(['The ledger was damaged'])
    // Its paths follow from its name: the guest is asked all the same
    expect(report.shutdown?.outcome).toMatch(/graceful|terminated/)
    await it.expectNothingLeft()
  })

  test.each([0, 1, 2, 3, 4, 5, 6])('whose line %d is torn leaves nothing', async (index) => {
    await using it = await runVm()
    const lines = readFileSync(it.ledger.path, 'utf8').split('\n')
    writeFileSync(it.ledger.path, lines.map((line, at) => (at === index ? line.slice(0, 30) : line)).join('\n'))
    const report = await stop(it.ledger, it.host, 'post')
    expect([verdictOf(report), titlesOf(report)]).toEqual(['degraded', ['The ledger was damaged']])
    expect(report.shutdown?.outcome).toMatch(/graceful|terminated/)
    await it.expectNothingLeft()
  })

  test('that is empty, or torn in its last line', async () => {
    for (const keep of [0, 200]) {
      await using it = await runVm()
      truncateSync(it.ledger.path, keep)
      const report = await stop(it.ledger, it.host, 'post')
      expect(verdictOf(report)).not.toBe('leaked')
      await it.expectNothingLeft()
    }
  })

  test('that is gone while the VM lives is no proof that it is gone', async () => {
    await using it = await runVm()
    rmSync(it.ledger.path)
    const report = await stop(it.ledger, it.host, 'post')
    expect(isGone(it)).toBe(true)
    expect(existsSync(it.plan.paths.run)).toBe(false)
    expect(verdictOf(report)).toBe('degraded')
    writeFileSync(it.ledger.path, '')
    await it.expectNothingLeft()
  })

  test('that is gone with its VM is nothing to do', async () => {
    using place = scratch()
    const host = realHost()
    await using it = await runVm()
    expect(verdictOf(await stop(it.ledger, host, 'post'))).toBe('clean')
    rmSync(it.ledger.path)
    const report = await stop(it.ledger, host, 'post')
    expect([verdictOf(report), titlesOf(report)]).toEqual(['clean', ['Nothing to do']])
    expect(existsSync(place.directory)).toBe(true)
  })

  test('that cannot be read at all is no proof that the VM is gone', async () => {
    await using it = await runVm()
    rmSync(it.ledger.path)
    mkdirSync(it.ledger.path)
    const report = await stop(it.ledger, it.host, 'post')
    expect([isGone(it), existsSync(it.plan.paths.run)]).toEqual([true, false])
    expect(verdictOf(report)).toBe('degraded')
  })

  test('that is forged removes nothing that is not the VM’s (law L9)', async () => {
    using place = scratch()
    await using others = new Bystanders()
    await using it = await runVm()
    const decoy = await others.start()
    mkdirSync(place.path('precious'))
    const forged = linesOf([
      {type: 'opened', vm: it.vm, owner: someOwner, bootId: ''},
      {type: 'intent', intent: directoryIntent('a', place.path('precious'))},
      {type: 'intent', intent: directoryIntent('b', '/')},
      {type: 'intent', intent: directoryIntent('c', '')},
      {type: 'started', main: {...identityOf(decoy, it.host.processes), bootId: 'another'}},
    ])
    writeFileSync(it.ledger.path, forged.join(''), {flag: 'a'})
    const report = await stop(it.ledger, it.host, 'post')
    expect(verdictOf(report)).toBe('leaked')
    expect([existsSync(place.path('precious')), decoy.signalCode, isGone(it)]).toEqual([true, null, true])
    expect(existsSync(it.plan.paths.run)).toBe(false)
  })
})

describe.concurrent('stop() where nothing can be written', () => {
  test('because the disk is full takes the VM down all the same', async () => {
    using place = tmpfsScratch('size=512k,mode=700')
    await using it = await runVm({}, {state: place.directory})
    fill(it.plan.paths.overlay)
    const report = await stop(it.ledger, it.host, 'post')
    expect(report.shutdown?.outcome).toBe('graceful')
    expect(isGone(it)).toBe(true)
    expect(verdictOf(report)).toBe('degraded')
    await it.expectNothingLeft()
  })

  test('because the disk is read-only takes QEMU down, and tells what it could not remove', async () => {
    using place = tmpfsScratch('size=512k,mode=700')
    await using it = await runVm({}, {state: place.directory})
    makeReadOnly(place.directory)
    const report = await stop(it.ledger, it.host, 'post')
    expect(isGone(it)).toBe(true)
    expect(verdictOf(report)).toBe('leaked')
    expect(report.releases.map(({leftovers}) => leftovers.length > 0)).toContain(true)
    expect(titlesOf(report)).toContain('The ledger could not be written')
  })

  test('and nothing can be read either: it never rejects', async () => {
    const vm = someVm()
    const fail = (): never => {
      throw new Error('no')
    }
    const ledger: Ledger = {vm, path: `/nonexistent/${tagOf(vm)}.jsonl`, append: fail, read: fail}
    const report = await stop(ledger, realHost(), 'post')
    expect(report.vm).toBe(vm)
    expect(report.leftovers).toEqual([])
  })

  test('and the lock is in bad hands: it never rejects, and the VM goes down', async () => {
    await using it = await runVm()
    mkdirSync(lockPath(it.ledger.path))
    writeFileSync(`${lockPath(it.ledger.path)}/file`, '')
    const report = await stop(it.ledger, it.host, 'post')
    expect([report.shutdown?.outcome, isGone(it)]).toEqual(['graceful', true])
  })
})

describe('a QEMU that cannot be ended', () => {
  test('keeps its files, whatever the ledger says of it (law L17)', async () => {
    using place = scratch()
    await using others = new Bystanders()
    const vm = someVm()
    const run = place.path(tagOf(vm))
    const ledger = place.path(`${tagOf(vm)}.jsonl`)
    // Root's process, nobody's ledger: it may be seen and not be signalled
    const qemu = await others.start({qemuName: tagOf(vm)})
    mkdirSync(run)
    writeFileSync(`${run}/overlay.qcow2`, 'disk')
    writeFileSync(ledger, 'not a line\n')
    chmodSync(dirname(ledger), 0o755)
    for (const path of [place.directory, run, `${run}/overlay.qcow2`, ledger]) chownSync(path, nobody, nobody)
    const {stdout, stderr} = await runChild('stop', [ledger], {uid: nobody})
    expect(stderr).toBe('')
    const report = JSON.parse(stdout) as Report
    expect(report.shutdown?.outcome).toBe('stuck')
    expect(verdictOf(report)).toBe('leaked')
    expect([qemu.signalCode, existsSync(`${run}/overlay.qcow2`)]).toEqual([null, true])
  })
})

/** Leaves no free block. */
function fill(path: string): void {
  try {
    for (;;) writeFileSync(path, Buffer.alloc(4096), {flag: 'a'})
  } catch (error) {
    expect(error).toMatchObject({code: 'ENOSPC'})
  }
}
