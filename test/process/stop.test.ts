import * as fs from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import {bringDown} from '../../src/phases/bring-down.ts'
import {stop} from '../../src/phases/stop.ts'
import {verdictOf, type Report} from '../../src/report/report.ts'
import {Bystanders, endOf, identityOf, untilState} from '../support/bystanders.ts'
import {runChild} from '../support/child.ts'
import type {FakeBehavior} from '../support/fake-qemu/behavior.ts'
import {runVm} from '../support/running-vm.ts'

interface Brief {
  readonly outcome: string | undefined
  readonly verdict: string
  readonly findings: readonly string[]
}

const briefOf = (report: Report): Brief => ({
  outcome: report.shutdown?.outcome,
  verdict: verdictOf(report),
  findings: report.findings.map(({title}) => title),
})

const answering = (command: string, answer: object): FakeBehavior => ({
  monitors: {stop: {answers: {[command]: answer}}},
})

describe.concurrent('stop()', () => {
  test('takes a VM down gracefully, proves that nothing is left, and tells of all of it', async () => {
    await using it = await runVm({timeline: [{after: 0, console: 'booted\n'}]})
    fs.writeFileSync(it.plan.paths.overlay, 'disk')
    const report = await stop(it.ledger, it.host, 'post')
    expect(briefOf(report)).toEqual({outcome: 'graceful', verdict: 'clean', findings: []})
    expect(report).toMatchObject({phase: 'post', vm: it.vm, plan: it.plan, leftovers: [], consoleTail: 'booted\n'})
    expect(report.releases.map(({held: {id}, outcome}) => `${id} ${outcome}`)).toEqual([
      'qemu absent',
      'run directory released',
    ])
    expect(report.timeline.map(({name}) => name)).toEqual(['fence', 'ladder', 'release and verify'])
    const {closed, held, closing, shutdown} = it.ledger.read()
    expect({closed, held, closing, shutdown}).toEqual({
      closed: 'clean',
      held: [],
      closing: true,
      shutdown: report.shutdown,
    })
    await it.expectNothingLeft()
    const again = await stop(it.ledger, it.host, 'post')
    expect(briefOf(again)).toEqual({outcome: undefined, verdict: 'clean', findings: ['Nothing to do']})
  })

  test.each<[string, FakeBehavior, number, string, number]>([
    ['that ignores the press', {guest: {presses: 'never'}}, 1000, 'quit', 15_000],
    [
      'that ignores the press and does not quit',
      {...answering('quit', {effect: false}), guest: {presses: 'never'}},
      500,
      'terminated',
      20_000,
    ],
    [
      'that never greets and ignores SIGTERM',
      {...answering('greeting', {reply: 'none'}), terminate: 'ignore'},
      500,
      'killed',
      30_000,
    ],
    ['without a monitor', {monitors: {stop: {listen: 'never'}}}, 20_000, 'terminated', 15_000],
    ['that reboots', {guest: {does: 'reboot'}}, 20_000, 'guest-rebooted', 15_000],
    ['that panics', {guest: {does: 'panic'}}, 20_000, 'guest-crashed', 15_000],
    [
      'that is found panicked',
      {timeline: [{after: 0, console: 'x\n---[ end Kernel panic - not syncing: y ]---\n'}]},
      20_000,
      'guest-crashed',
      15_000,
    ],
  ])('takes one down %s, and says so', async (_, behavior, courtesy, outcome, limit) => {
    await using it = await runVm(behavior, {courtesy})
    const report = await stop(it.ledger, it.host, 'post')
    expect(briefOf(report)).toEqual({outcome, verdict: 'degraded', findings: []})
    expect(report.shutdown?.took).toBeLessThan(limit)
    await it.expectNothingLeft()
  })

  test('wakes a QEMU that was stopped, and says so (V6)', async () => {
    await using it = await runVm()
    it.host.processes.signal(it.qemu, 'SIGSTOP')
    await untilState(it.qemu.pid, 'T')
    const report = await stop(it.ledger, it.host, 'post')
    expect(report.shutdown).toMatchObject({
      outcome: 'graceful',
      notes: [expect.stringContaining('stopped by a signal') as unknown],
    })
    await it.expectNothingLeft()
  })

  test('of a QEMU that was killed meanwhile finds it gone, and how', async () => {
    await using it = await runVm()
    it.host.processes.signal(it.qemu, 'SIGKILL')
    while (it.host.processes.state(it.qemu) !== 'gone') await sleep(5)
    const report = await stop(it.ledger, it.host, 'post')
    expect(briefOf(report)).toMatchObject({outcome: 'already-gone'})
    expect(report.shutdown?.notes).toEqual([expect.stringContaining('not ended in an orderly way')])
    await it.expectNothingLeft()
  })

  test('reads what QEMU has said last, even where its end is seen before that is read (L13)', async () => {
    await using it = await runVm({guest: {takes: 400, does: 'panic'}})
    const {clock, processes} = it.host
    let isPressed = false // the ladder sleeps when the button was pressed, and from then on QEMU seems to be gone
    const sleepOnce: typeof clock.sleep = (duration, signal) => {
      isPressed ||= duration === 500
      return clock.sleep(duration, signal)
    }
    const state: typeof processes.state = (one) => (isPressed ? 'gone' : processes.state(one))
    const early = {...it.host, clock: {...clock, sleep: sleepOnce}, processes: {...processes, state}}
    expect(await bringDown(it.ledger.read(), it.ledger, early)).toMatchObject({outcome: 'guest-crashed'})
    await stop(it.ledger, it.host, 'post')
    await it.expectNothingLeft()
  })

  test('asks a QEMU that is so young that it has no monitor yet, when it has one', async () => {
    await using it = await runVm({monitors: {stop: {listen: 700}}})
    expect(briefOf(await stop(it.ledger, it.host, 'post'))).toMatchObject({outcome: 'graceful'})
    await it.expectNothingLeft()
  })

  test('tells what another one had recorded, who died before it could tell', async () => {
    await using it = await runVm({guest: {presses: 'never'}}, {courtesy: 300})
    const first = JSON.parse((await runChild('stop', [it.ledger.path])).stdout) as Report
    expect(first.shutdown?.outcome).toBe('quit')
    const second = await stop(it.ledger, it.host, 'post')
    expect(second.shutdown).toEqual(first.shutdown)
    expect(briefOf(second)).toEqual({outcome: 'quit', verdict: 'degraded', findings: ['Stopped before']})
    expect(briefOf(await stop(it.ledger, it.host, 'sweep'))).toMatchObject({outcome: undefined})
    await it.expectNothingLeft()
  })

  test('finds a QEMU that nobody could record', async () => {
    await using it = await runVm({}, {isRecorded: false, after: []})
    expect(briefOf(await stop(it.ledger, it.host, 'post'))).toMatchObject({outcome: 'graceful'})
    await it.expectNothingLeft()
  })

  test('gives a guest less that was never ready, or whose job was cancelled, and says so', async () => {
    const never: FakeBehavior = {guest: {presses: 'never'}}
    await using young = await runVm(never, {after: []})
    const report = await stop(young.ledger, young.host, 'post')
    expect(report.shutdown).toMatchObject({
      outcome: 'quit',
      notes: [expect.stringContaining('5.0 s only, because the guest was never ready') as unknown],
    })
    expect(report.shutdown?.took).toBeLessThan(20_000)
    await young.expectNothingLeft()
  })

  test('ends what a QEMU leaves behind', async () => {
    await using it = await runVm({orphan: 'start'})
    const report = await stop(it.ledger, it.host, 'post')
    expect(report.leftovers).toEqual([])
    await it.expectNothingLeft()
  })

  test('ends a main that is still at work (R10), and no other process that has its pid', async () => {
    await using others = new Bystanders()
    await using it = await runVm()
    const [main, decoy] = [await others.start(), await others.start()]
    it.ledger.append({type: 'started', main: identityOf(main, it.host.processes)})
    it.ledger.append({type: 'started', main: {...identityOf(decoy, it.host.processes), startTicks: 1}})
    it.ledger.append({type: 'started', main: it.host.processes.self})
    expect(briefOf(await stop(it.ledger, it.host, 'post'))).toMatchObject({outcome: 'graceful', verdict: 'clean'})
    expect([await endOf(main), decoy.signalCode]).toEqual(['SIGTERM', null])
    await it.expectNothingLeft()
  })

  test('by two processes at once goes down one ladder; the other one finds it done', async () => {
    await using it = await runVm({guest: {takes: 700}})
    const children = await Promise.all([1, 2, 3].map(() => runChild('stop', [it.ledger.path])))
    const reports = children.map(({stdout, stderr}) => {
      expect(stderr).toBe('')
      return briefOf(JSON.parse(stdout) as Report)
    })
    // Whoever comes when the first one has died tells what that had recorded
    expect(reports.map(({outcome}) => outcome)).toContain('graceful')
    expect(reports.filter(({outcome = 'graceful'}) => outcome !== 'graceful')).toEqual([])
    expect(reports.map(({verdict}) => verdict)).toEqual(['clean', 'clean', 'clean'])
    const {records} = it.ledger.read()
    expect(records.filter(({type}) => type === 'shutdown' || type === 'closing')).toHaveLength(2)
    await it.expectNothingLeft()
  })
})
