import {expect, inject, test} from 'vitest'
import {buildMicroGuest} from '../guest/build.ts'
import {playPoint} from './play-point.ts'
import {deathsAt} from './point.ts'
import {runMatrix} from './run-matrix.ts'
import {schedule, scheduleComer, scheduleKeeper} from './schedule.ts'
import {realStage} from './stage.ts'

test('with a real QEMU: main at every record from its spawn on, the keeper at every record, post in turn', async () => {
  await using stage = await realStage(await buildMicroGuest())
  const {main, answer, complaints} = await playPoint({visits: [{who: 'post'}], guest: 'obeys'}, stage)
  expect([main?.failure, complaints]).toEqual([undefined, []])
  expect(answer).toMatchObject({verdict: 'clean', report: {shutdown: {outcome: 'graceful'}}})

  const steps = main?.steps ?? []
  const planned = steps.findIndex(({type}) => type === 'planned') + 1
  expect(planned).toBeGreaterThan(1)
  // The keeper starts QEMU as soon as it sees the plan: from then on a death of main leaves a real one behind
  const mains = deathsAt(steps.length).filter(({record}) => record > planned)
  const points = [
    ...schedule(mains, {seconds: 1, guests: ['obeys', 'obeys', 'deaf', 'obeys']}),
    ...schedule([{record: planned, when: 'after'}, ...mains], {seconds: 1, guests: ['obeys']}),
    ...scheduleKeeper(steps, {seconds: 1, guests: ['obeys']}),
    ...scheduleComer(mains, 'sweep', ['obeys']),
  ]
  expect(points.length).toBeGreaterThanOrEqual(40)
  expect(await runMatrix(points, stage, {parallel: 2, real: true, tally: inject('crashTally')})).toEqual([])
}, 900_000)
