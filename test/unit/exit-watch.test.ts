import {describe, expect, test} from 'vitest'
import type {Processes} from '../../src/host/host.ts'
import {watchExit} from '../../src/qemu/exit-watch.ts'
import {deadProcess} from '../support/ledger-entries.ts'
import {ManualClock, settled} from '../support/manual-clock.ts'

interface Scene extends Pick<ReturnType<typeof watchExit>, 'exited' | 'nudge'> {
  readonly clock: ManualClock
  readonly ended: Set<number>
  /** When the processes were looked at. */
  readonly looks: readonly number[]
}

function scene(count = 1): Scene {
  const clock = new ManualClock()
  const ended = new Set<number>()
  const looks: number[] = []
  const state: Processes['state'] = ({pid}) => (looks.push(clock.now()), ended.has(pid) ? 'gone' : 'stopped')
  const watched = Array.from({length: count}, (_, pid) => ({...deadProcess, pid}))
  return {clock, ended, looks, ...watchExit(watched, {clock, processes: {state} as Processes})}
}

describe('watching for the exit', () => {
  test('of nobody is over at once', async () => {
    const watch = watchExit([], {clock: new ManualClock(), processes: {} as Processes})
    expect(await watch.gone()).toBe(true)
    await watch.exited(new AbortController().signal)
  })

  test('ends when all are gone, and only then', async () => {
    const {clock, ended, exited} = scene(2)
    let over = false
    void exited(new AbortController().signal).then(() => (over = true))
    ended.add(0)
    await clock.advance(1000)
    expect(over).toBe(false)
    ended.add(1)
    await clock.advance(50)
    expect(over).toBe(true)
    expect(clock.pending).toBe(0)
  })

  test('looks more often after a sign, which is itself believed in nothing', async () => {
    const {clock, ended, looks, exited, nudge} = scene()
    let over = false
    void exited(new AbortController().signal).then(() => (over = true))
    await clock.advance(500)
    expect(looks.length).toBeLessThanOrEqual(12)
    nudge()
    await settled()
    const before = looks.length
    await clock.advance(100)
    expect(over).toBe(false)
    expect(looks.length - before).toBeGreaterThan(40)
    ended.add(0)
    await clock.advance(2)
    expect(over).toBe(true)
  })

  test('rejects when it is aborted, and leaves nothing behind', async () => {
    const {clock, exited, nudge} = scene()
    const over = new AbortController()
    const watching = exited(over.signal)
    await clock.advance(70)
    const reason = new Error('enough')
    over.abort(reason)
    await expect(watching).rejects.toBe(reason)
    nudge()
    await settled()
    expect(clock.pending).toBe(0)
  })
})
