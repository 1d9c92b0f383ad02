import {describe, expect, test} from 'vitest'
import {causes} from '../../src/diagnosis/diagnose.ts'
import {playScenario, scenarios} from '../support/gallery/scenarios.ts'

describe('the gallery', () => {
  test('has twenty failures or more', () => {
    expect(new Set(scenarios.map(({cause}) => cause)).size).toBeGreaterThanOrEqual(20)
  })

  describe.concurrent('names the true cause', () => {
    test.each(scenarios)('$cause, in $stage', async (scenario) => {
      const job = await playScenario(scenario)
      const {annotations, summary} = job.stage('vm', scenario.stage)
      const level = scenario.stage === 'main' ? 'error' : 'warning'
      const [told, ...others] = annotations.filter((one) => one.level === level)
      expect(told?.title).toMatch(new RegExp(`^VM guest(?: failed)?: ${causes[scenario.cause]?.title ?? ''}$`))
      expect(told?.message).toContain(`What to do: ${causes[scenario.cause]?.remedy ?? ''}`)
      expect(others).toEqual([])
      expect(summary).toContain(`**${causes[scenario.cause]?.title ?? ''}.**`)
    })
  })
})
