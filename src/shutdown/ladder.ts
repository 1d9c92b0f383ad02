import type {Millis} from '../units.ts'
import {millis} from '../units.ts'
import type {AskName, Attempt, Descent} from './outcome.ts'

/** One way to ask. */
export interface Ask {
  readonly name: AskName
  /** May stay pending to repeat itself until `signal` aborts. */
  request(signal: AbortSignal): Promise<Answer>
}

/**
 * `requested`: it may have been heard; whether it was obeyed only the exit tells · `unavailable`: there was no way to
 * ask, which says nothing of the other asks of the rung · `refused`: it is certain that no ask of this rung is obeyed.
 */

export type Answer = {readonly kind: 'requested'} | {readonly kind: 'unavailable' | 'refused'; readonly why: string}

/** Asks that are made at the same time and share one budget. */
export interface Rung {
  readonly budget: Millis
  readonly asks: readonly Ask[]
}

/** Tells of the end of QEMU as the kernel sees it. */
export interface ExitWatch {
  gone(): Promise<boolean>
  /** Resolves when QEMU is gone; rejects only when `signal` aborts. */
  exited(signal: AbortSignal): Promise<void>
}

export interface LadderClock {
  now(): Millis
  sleep(duration: Millis, signal?: AbortSignal): Promise<void>
}

/**
 * Goes down the ladder until QEMU is gone. Every rung's deadline is fixed at entry, before the first ask, so that a
 * slow ask can take time from no later rung (law L7; crosvm's wrapper showed the opposite). Never rejects (law L6).
 * @param onRung called with each rung that is stepped on.
 */
export async function descend(
  rungs: readonly Rung[],
  watch: ExitWatch,
  clock: LadderClock,
  onRung: (rung: Rung) => void = () => undefined,
): Promise<Descent> {
  const began = clock.now()
  const attempts: Attempt[] = []
  const end = (endedBy: readonly AskName[], stillRunning: boolean, found = true): Descent => ({
    found,
    endedBy,
    stillRunning,
    attempts,
    took: millis(clock.now() - began),
  })
  if (await watch.gone()) return end([], false, false)
  let latest = began
  for (const rung of rungs) {
    onRung(rung)
    latest = millis(latest + rung.budget)
    const limit = millis(Math.max(0, Math.min(rung.budget, latest - clock.now())))
    const {exited, made} = await standOn(rung, limit, watch, clock)
    attempts.push(...made)
    if (exited)
      return end(
        made.filter(({result}) => result !== 'unavailable').map(({ask}) => ask),
        false,
      )
  }
  return end([], !(await watch.gone()))
}

/** Makes the rung's asks and waits for the exit, at most `limit`, or until no ask of it has hope left. */
async function standOn(
  rung: Rung,
  limit: Millis,
  watch: ExitWatch,
  clock: LadderClock,
): Promise<{readonly exited: boolean; readonly made: readonly Attempt[]}> {
  const began = clock.now()
  const over = new AbortController()
  const took = (): Millis => millis(clock.now() - began)
  const hopeless = Promise.withResolvers<'no-hope'>()
  const settled = new Map<AskName, Attempt>()
  const asking = rung.asks.map(async (ask) => {
    const given = await answerOf(ask, over.signal)
    if (given.result !== 'requested') {
      settled.set(ask.name, {ask: ask.name, result: given.result, detail: given.why, took: took()})
    }
    if (given.result === 'refused') hopeless.resolve('no-hope')
    else if (given.result === 'requested') await aborted(over.signal)
  })
  await Promise.race([
    watch.exited(over.signal).catch(() => undefined),
    clock.sleep(limit, over.signal).catch(() => undefined),
    Promise.all(asking),
    hopeless.promise,
  ])
  // Whoever gave up may have done so because QEMU went away under its hands: the world decides, not the ask.
  const exited = await watch.gone()
  over.abort()
  const made = rung.asks.map(
    ({name}): Attempt => settled.get(name) ?? {ask: name, result: exited ? 'exited' : 'timed-out', took: took()},
  )
  return {exited, made}
}

type Given =
  {readonly result: 'requested'} | {readonly result: 'unavailable' | 'refused' | 'failed'; readonly why: string}

async function answerOf(ask: Ask, signal: AbortSignal): Promise<Given> {
  try {
    const answer = await ask.request(signal)
    return answer.kind === 'requested' ? {result: 'requested'} : {result: answer.kind, why: answer.why}
  } catch (error) {
    return {result: 'failed', why: error instanceof Error ? error.message : String(error)}
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve()
        },
        {once: true},
      )
  })
