import {describe, expect, inject, test} from 'vitest'
import type {Step} from './deadly-ledger.ts'
import {judge} from './judge.ts'
import {playPoint} from './play-point.ts'
import {deathsAt} from './point.ts'
import {runMatrix} from './run-matrix.ts'
import {recordsOfStop, schedule, scheduleKeeper, StopDeaths} from './schedule.ts'
import {fakeStage, type Stage} from './stage.ts'

/** A main and a post that nothing happens to. @returns the records of each. */
async function undisturbed(stage: Stage): Promise<{readonly main: readonly Step[]; readonly post: readonly Step[]}> {
  const {main, answer, complaints} = await playPoint({visits: [{who: 'post'}], guest: 'obeys'}, stage)
  expect([main?.failure, complaints]).toEqual([undefined, []])
  expect(answer).toMatchObject({verdict: 'clean', report: {shutdown: {outcome: 'graceful'}}})
  return {main: main?.steps ?? [], post: answer?.steps ?? []}
}

const options = {parallel: 3, real: false, tally: inject('crashTally')} as const

describe('whatever dies at whichever record, the next post leaves nothing:', () => {
  test('main at every record, post at every record', async () => {
    await using stage = await fakeStage()
    const {main, post} = await undisturbed(stage)
    const everything = main.at(-1)?.held ?? 0
    expect(post).toHaveLength(recordsOfStop(everything))
    const deaths = new StopDeaths()
    const points = schedule(deathsAt(main.length), {seconds: 4, guests: ['obeys', 'obeys', 'deaf', 'obeys']})
    expect(points.length).toBeGreaterThanOrEqual(120)
    expect(await runMatrix(points, stage, {...options, deaths})).toEqual([])
    expect(deaths.unmet(everything)).toEqual([])
  })

  test('the keeper at every record, then main', async () => {
    await using stage = await fakeStage()
    const {main} = await undisturbed(stage)
    const points = scheduleKeeper(main, {seconds: 4, guests: ['obeys', 'deaf', 'obeys']})
    expect(await runMatrix(points, stage, options)).toEqual([])
  })

  test('main at every record, with a directory for the sockets outside the state directory', async () => {
    await using stage = await fakeStage('long')
    const {main, post} = await undisturbed(stage)
    expect(post).toHaveLength(recordsOfStop(5))
    const points = schedule(deathsAt(main.length), {seconds: 2, guests: ['obeys']})
    expect(await runMatrix(points, stage, options)).toEqual([])
  })
})

describe('the matrix can fail:', () => {
  test('nobody comes after main', async () => {
    await using stage = await fakeStage()
    const {leftovers, lines} = await playPoint({visits: [], guest: 'obeys'}, stage)
    const found = leftovers.join('\n')
    expect(lines.at(-1)).toContain('"handed-over"')
    expect(found).toMatch(/left behind: process \d+ \(qemu-system-x86/)
    expect(found).toMatch(/left behind: process \d+ \(sleep.*\): sleep 3600/)
    expect(found).toMatch(/left behind: TCP port/)
    expect(found).toMatch(/left behind: unix socket bound to .*stop\.sock/)
    expect(found).toMatch(/left behind: directory .*\/state\/qemu-vm-[0-9a-f]{8}$/m)
    expect(found).toMatch(/left behind: file .*\/qemu-vm-[0-9a-f]{8}\.jsonl$/m)
  })

  test('post dies and is not run again', async () => {
    await using stage = await fakeStage()
    const visits = [{who: 'post', death: {record: 3, when: 'after'}}] as const
    const found = (await playPoint({visits, guest: 'obeys'}, stage)).leftovers.join('\n')
    expect(found).not.toContain('qemu-system-x86')
    expect(found).toMatch(/left behind: directory .*\/state\/qemu-vm-[0-9a-f]{8}$/m)
    expect(found).toMatch(/left behind: file .*\.lock$/m)
  })

  test('main acquires what is in no ledger', async () => {
    await using stage = await fakeStage()
    const {leftovers, answer} = await playPoint({visits: [{who: 'post'}], guest: 'obeys'}, stage, {
      mainRole: 'careless',
    })
    expect(answer?.verdict).toBe('clean')
    expect(leftovers).toHaveLength(2)
    expect(leftovers.join('\n')).toMatch(/left behind: process \d+ \(sleep, .*\n.*left behind: directory .*\/scratch$/)
  })

  test('a process that does not reach its record is told of', async () => {
    await using stage = await fakeStage()
    const point = {visits: [{who: 'post', death: {record: 99, when: 'before'}}], guest: 'obeys'} as const
    const {complaints} = await playPoint(point, stage)
    expect(complaints.join('\n')).toContain('post: it ended with 0, and was to die before record 99')
  })

  test('a bystander is harmed', async () => {
    await using stage = await fakeStage()
    await stage.onlookers[Symbol.asyncDispose]()
    const {harmed} = await playPoint(
      {main: {record: 1, when: 'before'}, visits: [{who: 'post'}], guest: 'obeys'},
      stage,
    )
    expect(harmed).toBe(true)
  })

  test.each([
    ['leaked', 'graceful', {}, 'leaked'],
    ['clean', 'graceful', {guest: 'deaf'}, 'the guest cannot have obeyed'],
    ['clean', 'graceful', {lived: false}, 'the guest cannot have obeyed'],
    ['clean', 'graceful', {lastWords: /Power down/}, "the guest's console does not"],
    ['degraded', 'quit', {}, 'would have obeyed'],
    ['clean', 'already-gone', {}, 'QEMU was there'],
    ['degraded', 'killed', {lived: false}, 'there was no QEMU'],
    ['clean', 'already-gone', {lived: false, recorded: 'quit'}, 'quit was recorded'],
    ['clean', 'graceful', {torn: 1}, 'nothing of the torn record'],
  ] as const)('the last word is %s, %s, and wrong: %j', (verdict, outcome, facts, complaint) => {
    const shutdown = {outcome, attempts: [], took: 0, notes: []}
    const report = {phase: 'post', timeline: [], shutdown, releases: [], leftovers: [], findings: []}
    const answer = JSON.parse(JSON.stringify({steps: [], verdict, report})) as Parameters<typeof judge>[0]
    const known = {guest: 'obeys', handedOver: true, lived: true, mayStart: false, torn: 0, ...facts} as const
    expect(judge(answer, known).join('\n')).toContain(complaint)
  })
})
