import {describe, expect, test} from 'vitest'
import {descend, type Answer, type Ask, type ExitWatch, type Rung} from '../../src/shutdown/ladder.ts'
import type {AskName, Descent} from '../../src/shutdown/outcome.ts'
import {millis, seconds} from '../../src/units.ts'
import {ManualClock, settled} from '../support/manual-clock.ts'

/** QEMU as far as the ladder sees it: it is there until the test says otherwise. */
class Qemu implements ExitWatch {
  readonly #gone = Promise.withResolvers<undefined>()
  isGone = false

  end(): void {
    this.isGone = true
    this.#gone.resolve(undefined)
  }

  gone(): Promise<boolean> {
    return Promise.resolve(this.isGone)
  }

  exited(signal: AbortSignal): Promise<void> {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener(
        'abort',
        () => {
          reject(signal.reason as Error)
        },
        {once: true},
      )
    })
    return Promise.race([this.#gone.promise, aborted])
  }
}

interface Scripted extends Ask {
  /** When it was asked, and when its signal aborted; by the clock. */
  asked?: number
  stopped?: number
}

class Scene {
  readonly clock = new ManualClock()
  readonly qemu = new Qemu()

  ask(name: AskName, request: (signal: AbortSignal) => Promise<Answer> | Answer): Scripted {
    const scripted: Scripted = {
      name,
      request: async (signal) => {
        scripted.asked = this.clock.now()
        signal.addEventListener('abort', () => (scripted.stopped = this.clock.now()))
        return await request(signal)
      },
    }
    return scripted
  }

  /** Goes down, moving the clock by `limit` at most; the descent must have ended by then. */
  async descend(rungs: readonly Rung[], limit = 100_000): Promise<Descent> {
    let descent: Descent | undefined
    void descend(rungs, this.qemu, this.clock).then((result) => (descent = result))
    await settled()
    for (let step = 0; step < limit && descent === undefined; step += 100) await this.clock.advance(100)
    if (descent === undefined) throw new Error(`the ladder took longer than ${limit} ms`)
    expect(this.clock.pending, 'nothing sleeps when it is over').toBe(0)
    return descent
  }

  after(delay: number, body: () => void): void {
    void this.clock.sleep(millis(delay)).then(body)
  }
}

const requested: Answer = {kind: 'requested'}
const unavailable: Answer = {kind: 'unavailable', why: 'no way'}
const refused: Answer = {kind: 'refused', why: 'never'}
const rung = (budget: number, ...asks: readonly Ask[]): Rung => ({budget: millis(budget), asks})
const resultsOf = ({attempts}: Descent): readonly string[] => attempts.map(({ask, result}) => `${ask} ${result}`)

describe('the ladder', () => {
  test('makes no ask when QEMU is gone already', async () => {
    const scene = new Scene()
    scene.qemu.end()
    const quit = scene.ask('quit', () => requested)
    expect(await scene.descend([rung(1000, quit)])).toEqual({
      found: false,
      endedBy: [],
      stillRunning: false,
      attempts: [],
      took: 0,
    })
    expect(quit.asked).toBeUndefined()
  })

  test('ends with the exit, and stops asking', async () => {
    const scene = new Scene()
    const press = scene.ask('powerdown', async (signal) => {
      for (;;) await scene.clock.sleep(seconds(5), signal)
    })
    const later = scene.ask('quit', () => requested)
    scene.after(12_000, () => {
      scene.qemu.end()
    })
    const descent = await scene.descend([rung(30_000, press), rung(5000, later)])
    expect(descent).toMatchObject({found: true, endedBy: ['powerdown'], stillRunning: false, took: 12_000})
    expect(descent.attempts).toEqual([{ask: 'powerdown', result: 'exited', took: 12_000}])
    expect([press.stopped, later.asked]).toEqual([12_000, undefined])
  })

  test('waits as long as the budget when it was only requested, and then goes on', async () => {
    const scene = new Scene()
    const [poweroff, powerdown] = [scene.ask('poweroff', () => requested), scene.ask('powerdown', () => requested)]
    const quit = scene.ask('quit', () => {
      scene.after(300, () => {
        scene.qemu.end()
      })
      return requested
    })
    const descent = await scene.descend([rung(30_000, poweroff, powerdown), rung(5000, quit)])
    expect(resultsOf(descent)).toEqual(['poweroff timed-out', 'powerdown timed-out', 'quit exited'])
    expect(descent).toMatchObject({endedBy: ['quit'], took: 30_300})
    expect([poweroff.asked, powerdown.asked, quit.asked]).toEqual([0, 0, 30_000])
  })

  test('goes on at once when an ask is refused, whatever the others do', async () => {
    const scene = new Scene()
    const poweroff = scene.ask('poweroff', () => requested)
    const powerdown = scene.ask('powerdown', async () => {
      await scene.clock.sleep(seconds(2))
      return refused
    })
    const quit = scene.ask('quit', () => (scene.qemu.end(), requested))
    const descent = await scene.descend([rung(30_000, poweroff, powerdown), rung(5000, quit)])
    expect(quit.asked).toBe(2000)
    expect(descent.attempts[1]).toEqual({ask: 'powerdown', result: 'refused', detail: 'never', took: 2000})
    expect(resultsOf(descent)).toEqual(['poweroff timed-out', 'powerdown refused', 'quit exited'])
  })

  test('does not go on because one of two is unavailable', async () => {
    const scene = new Scene()
    const [poweroff, powerdown] = [scene.ask('poweroff', () => unavailable), scene.ask('powerdown', () => requested)]
    scene.after(20_000, () => {
      scene.qemu.end()
    })
    const descent = await scene.descend([rung(30_000, poweroff, powerdown)])
    expect(resultsOf(descent)).toEqual(['poweroff unavailable', 'powerdown exited'])
    expect(descent.endedBy).toEqual(['powerdown'])
  })

  test('goes on at once when all are unavailable', async () => {
    const scene = new Scene()
    const quit = scene.ask('quit', () => (scene.qemu.end(), requested))
    const asks = [scene.ask('poweroff', () => unavailable), scene.ask('powerdown', () => unavailable)]
    expect(resultsOf(await scene.descend([rung(30_000, ...asks), rung(0), rung(5000, quit)]))).toEqual([
      ...['poweroff unavailable', 'powerdown unavailable', 'quit exited'],
    ])
    expect(quit.asked).toBe(0)
  })

  test('survives an ask that throws, now or later, with or without an Error', async () => {
    const scene = new Scene()
    const throwing: Ask = {
      name: 'poweroff',
      request: () => {
        throw new Error('at once')
      },
    }
    const rejecting: Ask = {
      name: 'powerdown',
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      request: () => scene.clock.sleep(seconds(1)).then(() => Promise.reject('text')),
    }
    const quit = scene.ask('quit', () => (scene.qemu.end(), requested))
    const descent = await scene.descend([rung(30_000, throwing, rejecting), rung(5000, quit)])
    expect(descent.attempts.slice(0, 2)).toEqual([
      {ask: 'poweroff', result: 'failed', detail: 'at once', took: 0},
      {ask: 'powerdown', result: 'failed', detail: 'text', took: 1000},
    ])
    expect(quit.asked).toBe(1000)
  })

  test('believes the world and not the ask: what gave up because QEMU went away has ended it', async () => {
    for (const given of [refused, unavailable, new Error('the session broke')]) {
      const scene = new Scene()
      const powerdown = scene.ask('powerdown', async () => {
        await scene.clock.sleep(seconds(3))
        scene.qemu.isGone = true // seen by a look only: the kernel's news comes later than the closed socket
        if (given instanceof Error) throw given
        return given
      })
      const quit = scene.ask('quit', () => requested)
      const descent = await scene.descend([rung(30_000, powerdown), rung(5000, quit)])
      expect(descent.stillRunning).toBe(false)
      expect(descent.endedBy).toEqual(given === unavailable ? [] : ['powerdown'])
      expect(quit.asked).toBeUndefined()
    }
  })

  test('gives each rung its time, though the asks before never settle and heed no signal', async () => {
    const scene = new Scene()
    const deaf = (name: AskName): Scripted => scene.ask(name, () => new Promise(() => undefined))
    const asks = (['powerdown', 'quit', 'terminate', 'kill'] as const).map(deaf)
    const budgets = [30_000, 5000, 5000, 10_000]
    const descent = await scene.descend(asks.map((ask, index) => rung(budgets[index] ?? 0, ask)))
    expect(asks.map(({asked}) => asked)).toEqual([0, 30_000, 35_000, 40_000])
    expect(asks.map(({stopped}) => stopped)).toEqual([30_000, 35_000, 40_000, 50_000])
    expect(descent).toMatchObject({found: true, endedBy: [], stillRunning: true, took: 50_000})
    expect(new Set(descent.attempts.map(({result}) => result))).toEqual(new Set(['timed-out']))
  })

  test('ends in time as a whole, even if the world itself is slow to answer', async () => {
    const scene = new Scene()
    const gone = scene.qemu.gone.bind(scene.qemu)
    scene.qemu.gone = async () => {
      await scene.clock.sleep(seconds(3))
      return await gone()
    }
    const rungs = (['powerdown', 'quit', 'terminate', 'kill'] as const).map((name) =>
      rung(
        10_000,
        scene.ask(name, () => requested),
      ),
    )
    // Three seconds too late at the first look: no later rung takes it on top
    expect((await scene.descend(rungs)).took).toBeLessThanOrEqual(10_000 * 4 + 3000 * 3)
  })

  test('still finds QEMU gone that goes after the last ask', async () => {
    const scene = new Scene()
    const kill = scene.ask('kill', () => requested)
    scene.after(1000, () => (scene.qemu.isGone = true))
    expect(await scene.descend([rung(1000, kill)])).toMatchObject({stillRunning: false})
  })

  test('without a rung only looks', async () => {
    expect(await new Scene().descend([])).toMatchObject({found: true, stillRunning: true, attempts: []})
  })
})
