import {expect, inject, test} from 'vitest'
import {buildMicroGuest} from '../guest/build.ts'
import {playPoint} from './play-point.ts'
import {runMatrix} from './run-matrix.ts'
import {schedule} from './schedule.ts'
import {realStage} from './stage.ts'

/** Before this record QEMU was just spawned: from here on a death of main leaves a real one behind. */
const spawned = (line: string): boolean => line.includes('"acquired"') && line.includes('"id":"qemu"')

test('with a real QEMU: main at every record from the spawn on, post at records in turn', async () => {
  await using stage = await realStage(await buildMicroGuest())
  const {lines, main, answer, complaints} = await playPoint({visits: [{who: 'post'}], guest: 'obeys'}, stage)
  expect(complaints).toEqual([])
  expect(answer).toMatchObject({verdict: 'clean', report: {shutdown: {outcome: 'graceful'}}})

  const first = lines.findIndex(spawned) + 1
  expect(first).toBeGreaterThan(1)
  const guests = ['obeys', 'obeys', 'deaf', 'obeys', 'obeys'] as const
  const points = schedule(main?.held ?? [], {seconds: 2, guests, only: ({record}) => record >= first})
  expect(points.length).toBeGreaterThanOrEqual(20)
  expect(await runMatrix(points, stage, {parallel: 2, real: true, tally: inject('crashTally')})).toEqual([])
})
