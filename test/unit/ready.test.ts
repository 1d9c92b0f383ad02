import {describe, expect, test} from 'vitest'
import {untilItSucceeds, waitUntilReady, type ReadyOptions, type Requirement} from '../../src/guest/ready.ts'
import type {Span} from '../../src/report/report.ts'
import {millis, seconds} from '../../src/units.ts'
import {ManualClock, settled} from '../support/manual-clock.ts'

class Scene {
  readonly clock = new ManualClock()
  readonly cancel = new AbortController()
  readonly trouble = Promise.withResolvers<never>()
  readonly told: string[] = []
  readonly aborted: string[] = []

  /** Met after `delay`, or never. */
  requirement(name: string, delay: number): Requirement {
    return {
      name,
      hint: `Look at ${name}.`,
      met: async (signal) => {
        signal.addEventListener('abort', () => this.aborted.push(name))
        await this.clock.sleep(millis(delay), signal)
      },
    }
  }

  wait(
    requirements: readonly Requirement[],
    over: Partial<ReadyOptions> = {},
  ): {result?: readonly Span[]; error?: unknown} {
    this.trouble.promise.catch(() => undefined)
    const outcome: {result?: readonly Span[]; error?: unknown} = {}
    void waitUntilReady(requirements, {
      ...{trouble: this.trouble.promise, budget: seconds(60), clock: this.clock, signal: this.cancel.signal},
      onProgress: (name, sofar) => this.told.push(`${name} ${sofar}`),
      ...over,
    }).then(
      (result) => (outcome.result = result),
      (error: unknown) => (outcome.error = error),
    )
    return outcome
  }
}

describe('readiness', () => {
  test('comes when each requirement was met, in turn, and tells how long each took', async () => {
    const scene = new Scene()
    const outcome = scene.wait([scene.requirement('a banner', 3000), scene.requirement('a login', 500)])
    await scene.clock.advance(3400)
    expect(outcome).toEqual({})
    await scene.clock.advance(100)
    expect(outcome.result).toEqual([
      {name: 'a banner', took: 3000},
      {name: 'a login', took: 500},
    ])
    expect(scene.clock.pending).toBe(0)
  })

  test('of no requirement is there at once', async () => {
    const scene = new Scene()
    const outcome = scene.wait([])
    await settled()
    expect(outcome).toEqual({result: []})
    expect(scene.clock.pending).toBe(0)
  })

  test('that takes too long fails with what is missing, what to look at, and what can be done', async () => {
    const scene = new Scene()
    const outcome = scene.wait([scene.requirement('a banner', 1000), scene.requirement('a login', 1e9)])
    await scene.clock.advance(60_000)
    expect(outcome.error).toMatchObject({
      ...{code: 'boot-timeout', message: 'The guest was not ready within 1 min; what was missing: a login.'},
      hint: expect.stringMatching(/^Look at a login\. .*boot-timeout/) as unknown,
    })
    expect(scene.aborted).toContain('a login')
    expect(scene.clock.pending).toBe(0)
  })

  test('is not waited for when there is trouble', async () => {
    const scene = new Scene()
    const outcome = scene.wait([scene.requirement('a banner', 30_000)])
    await scene.clock.advance(2000)
    const error = new Error('QEMU ended')
    scene.trouble.reject(error)
    await settled()
    expect(outcome.error).toBe(error)
    expect([scene.aborted, scene.clock.pending]).toEqual([['a banner'], 0])
  })

  test('lost to trouble that was there before', async () => {
    const scene = new Scene()
    scene.trouble.reject(new Error('QEMU ended'))
    const outcome = scene.wait([scene.requirement('a banner', 0)])
    await settled()
    expect(outcome.error).toMatchObject({message: 'QEMU ended'})
  })

  test('ends with the job, whatever was waited for', async () => {
    for (const early of [true, false]) {
      const scene = new Scene()
      if (early) scene.cancel.abort(new Error('the runner sent SIGINT'))
      const outcome = scene.wait([scene.requirement('a banner', 30_000)])
      await scene.clock.advance(1000)
      if (!early) scene.cancel.abort(new Error('the runner sent SIGINT'))
      await settled()
      expect(outcome.error).toMatchObject({code: 'cancelled', cause: 'the runner sent SIGINT'})
      expect(scene.clock.pending).toBe(0)
    }
  })

  test('fails with the error of a requirement', async () => {
    const scene = new Scene()
    const error = new Error('the pattern takes too long')
    const outcome = scene.wait([{name: 'a text', hint: '', met: () => Promise.reject(error)}])
    await settled()
    expect(outcome.error).toBe(error)
    expect(scene.clock.pending).toBe(0)
  })

  test('tells every ten seconds what is waited for', async () => {
    const scene = new Scene()
    scene.wait([scene.requirement('a banner', 15_000), scene.requirement('a login', 1e9)])
    await scene.clock.advance(35_000)
    expect(scene.told).toEqual(['a banner 10000', 'a login 20000', 'a login 30000'])
    await scene.clock.advance(60_000)
    expect(scene.told).toHaveLength(5)
  })

  test('takes no account of a requirement that heeds no signal', async () => {
    const scene = new Scene()
    const outcome = scene.wait([{name: 'a deaf one', hint: '', met: () => new Promise(() => undefined)}])
    await scene.clock.advance(60_000)
    expect(outcome.error).toMatchObject({code: 'boot-timeout'})
    expect(scene.clock.pending).toBe(0)
  })
})

describe('untilItSucceeds', () => {
  test('tries again after a pause, each attempt with its own limit', async () => {
    const clock = new ManualClock()
    const began: number[] = []
    const limits: number[] = []
    const attempt = async (signal: AbortSignal): Promise<string> => {
      began.push(clock.now())
      if (began.length === 1) throw new Error('at once')
      if (began.length === 4) return 'done'
      await clock.sleep(seconds(60), signal)
      return 'never'
    }
    const limit = (sofar: number): ReturnType<typeof millis> => (limits.push(sofar), millis(1000 + sofar))
    let result: string | undefined
    void untilItSucceeds(attempt, {limit, pause: millis(50), clock, signal: new AbortController().signal}).then(
      (value) => (result = value),
    )
    await clock.advance(10_000)
    expect(result).toBe('done')
    expect(began).toEqual([0, 50, 1150, 3350])
    expect(limits).toEqual(began)
    expect(clock.pending).toBe(0)
  })

  test('rejects only when it is aborted: in an attempt, in a pause, before the first', async () => {
    const reason = new Error('cancelled')
    for (const at of [0, 20, 1030]) {
      const clock = new ManualClock()
      const cancel = new AbortController()
      if (at === 0) cancel.abort(reason)
      let tries = 0
      const attempt = (signal: AbortSignal): Promise<void> => (tries++, clock.sleep(seconds(60), signal))
      const trying = untilItSucceeds(attempt, {
        limit: () => millis(1000),
        pause: millis(50),
        clock,
        signal: cancel.signal,
      })
      const failed = expect(trying).rejects.toBe(reason)
      await clock.advance(at)
      cancel.abort(reason)
      await failed
      expect([tries, clock.pending]).toEqual([at === 0 ? 0 : 1, 0])
    }
  })
})
