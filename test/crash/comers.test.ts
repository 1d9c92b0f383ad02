import {describe, expect, inject, test} from 'vitest'
import {playPoint} from './play-point.ts'
import {deathsAt, type Comer, type Point} from './point.ts'
import {runMatrix} from './run-matrix.ts'
import {randomNumbers, schedule, scheduleComer, scheduleKeeperLate} from './schedule.ts'
import {fakeStage} from './stage.ts'

const options = {parallel: 3, real: false, tally: inject('crashTally')} as const

describe('whatever dies at whichever record, nothing is left by', () => {
  test('the sweep of the next job: main at every record, alone or with a post that dies, too', async () => {
    await using stage = await fakeStage()
    const {main} = await playPoint({visits: [{who: 'post'}], guest: 'obeys'}, stage)
    const deaths = deathsAt(main?.steps.length ?? 0)
    const points = [
      ...scheduleComer(deaths, 'sweep', ['obeys', 'deaf']),
      ...schedule(deaths, {seconds: 1, guests: ['deaf', 'obeys'], last: 'sweep'}),
    ]
    expect(points.length).toBeGreaterThanOrEqual(60)
    expect(await runMatrix(points, stage, options)).toEqual([])
  })

  test('the keeper alone, from the moment that it is there: main at every record', async () => {
    await using stage = await fakeStage()
    const {main} = await playPoint({visits: [{who: 'post'}], guest: 'obeys'}, stage)
    const steps = main?.steps ?? []
    const kept = steps.findIndex(({type}) => type === 'planned')
    const deaths = deathsAt(steps.length).filter(({record}) => record >= kept)
    const points = scheduleComer(deaths, 'keeper', ['obeys'])
    expect(points.length).toBeGreaterThanOrEqual(18)
    // The keeper waits for 15 s, which takes nothing of the processor
    expect(await runMatrix(points, stage, {...options, parallel: 8})).toEqual([])
  })

  test('post, when the keeper dies at what it is told of the end', async () => {
    await using stage = await fakeStage()
    expect(await runMatrix(scheduleKeeperLate(), stage, options)).toEqual([])
  })
})

/** So many deaths at any time at all, rather than at a record. */
const randomKills = 200

test(`main killed at ${randomKills} random times, from its start until a second after it is ready, leaves nothing`, async () => {
  await using stage = await fakeStage()
  const began = performance.now()
  const {complaints} = await playPoint({visits: [{who: 'post'}], guest: 'obeys'}, stage)
  expect(complaints).toEqual([])
  const longest = performance.now() - began // its post takes the second
  const seed = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`random kills: CRASH_SEED=${seed}, from 0 to ${Math.round(longest)} ms`)
  const comers: readonly Comer[] = ['post', 'sweep']
  const points = randomNumbers(seed, randomKills).map((one, index): Point => {
    const who = comers[index % comers.length] ?? 'post'
    return {main: {after: one * longest}, visits: [{who}], guest: index % 4 === 3 ? 'deaf' : 'obeys'}
  })
  expect(await runMatrix(points, stage, options)).toEqual([])
})
