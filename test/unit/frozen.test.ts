import {describe, expect, test} from 'vitest'
import {isFrozen} from '../../src/host/frozen.ts'
import type {Commands, Processes} from '../../src/host/host.ts'
import {seconds} from '../../src/units.ts'
import {deadProcess} from '../support/ledger-entries.ts'
import {ManualClock} from '../support/manual-clock.ts'

interface Scene {
  readonly clock: ManualClock
  readonly answer: () => boolean | undefined
}

/** A machine whose child writes after so many seconds, and meanwhile is in the given state. */
function scene(after: number, described: string | undefined): Scene {
  const clock = new ManualClock()
  const result = {code: 0, timedOut: false, stdout: '', stderr: ''}
  const run: Commands['run'] = () => clock.sleep(seconds(after)).then(() => result)
  const found = described === undefined ? [] : [deadProcess]
  const processes = {find: () => found, describe: () => described ?? ''} as unknown as Processes
  let answer: boolean | undefined
  void isFrozen('/x', {clock, commands: {run} as Commands, processes}).then((value) => (answer = value))
  return {clock, answer: () => answer}
}

describe('a file system', () => {
  test('whose writer waits in the kernel is frozen', async () => {
    const {clock, answer} = scene(1e6, 'touch (pid 7), threads: 7 D in percpu_rwsem_wait')
    await clock.advance(2900)
    expect(answer()).toBe(undefined)
    await clock.advance(100)
    expect(answer()).toBe(true)
  })

  test.each([undefined, 'timeout (pid 7), threads: 7 S in do_wait', 'touch (pid 7), threads: 7 R'])(
    'whose writer is only late is not: %s',
    async (described) => {
      const {clock, answer} = scene(9, described)
      await clock.advance(8900)
      expect(answer()).toBe(undefined)
      await clock.advance(100)
      expect(answer()).toBe(false)
      expect(clock.pending).toBe(0)
    },
  )

  test('of which nothing is heard for a long time counts as frozen: every wait is bounded', async () => {
    const {clock, answer} = scene(1e6, undefined)
    await clock.advance(15_000)
    expect(answer()).toBe(true)
  })
})
