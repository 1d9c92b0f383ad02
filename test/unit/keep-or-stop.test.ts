import {describe, expect, test} from 'vitest'
import {keepOrStop, patience, shortPatience, type Watch} from '../../src/phases/keep-or-stop.ts'
import {millis} from '../../src/units.ts'

const ledgers = ['open', 'closing', 'closed', 'gone'] as const
const qemus = ['unborn', 'running', 'gone'] as const
const workers = ['alive', 'dead', 'unknown'] as const
const waits = [0, shortPatience - 1, shortPatience, patience - 1, patience, 10 * patience].map(millis)

/** Every look that there can be. */
const looks: readonly Watch[] = ledgers.flatMap((ledger) =>
  qemus.flatMap((qemu) =>
    workers.flatMap((worker) =>
      [false, true].flatMap((locked) =>
        [false, true].flatMap((lifetimePassed) =>
          waits.map((unchangedFor) => ({ledger, qemu, worker, locked, lifetimePassed, unchangedFor})),
        ),
      ),
    ),
  ),
)

const atRest: Watch = {
  ledger: 'open',
  qemu: 'running',
  worker: 'alive',
  locked: false,
  lifetimePassed: false,
  unchangedFor: millis(3_600_000),
}
const decide = (change: Partial<Watch>): string => {
  const decision = keepOrStop({...atRest, ...change})
  return decision.do === 'stop' ? decision.why : decision.do
}

const workerGone = "the job's worker is gone, and post did not run"
const tooLong = 'max-lifetime has passed'
const begun = 'whoever was stopping it did not finish'
const unfinished = 'whoever was stopping it did not finish, and QEMU does not run by now'

describe('the keeper', () => {
  test.each<[string, Partial<Watch>, string]>([
    ['waits at rest', {}, 'wait'],
    ['waits where no worker is known', {worker: 'unknown'}, 'wait'],
    ['waits before QEMU is born', {qemu: 'unborn'}, 'wait'],
    ['waits for post when QEMU has ended', {qemu: 'gone'}, 'wait'],
    ['gives the post of a dead worker some time', {worker: 'dead', unchangedFor: millis(patience - 1)}, 'wait'],
    ['stops the VM of a dead worker', {worker: 'dead', unchangedFor: patience}, workerGone],
    ['stops what main had made before it died', {worker: 'dead', qemu: 'unborn'}, workerGone],
    ['does not disturb whoever stops the VM of a dead worker', {worker: 'dead', locked: true}, 'wait'],
    ['goes on where a stopper died with its worker', {worker: 'dead', ledger: 'closing'}, workerGone],
    ['leaves a stopper that died to the living worker', {ledger: 'closing'}, 'wait'],
    ['finishes what a stopper began where no worker is known', {worker: 'unknown', ledger: 'closing'}, begun],
    ['is not hasty about that', {worker: 'unknown', ledger: 'closing', unchangedFor: millis(patience - 1)}, 'wait'],
    ['finishes when QEMU ended after all', {ledger: 'closing', qemu: 'gone', unchangedFor: shortPatience}, unfinished],
    ['finishes where no QEMU ever was', {ledger: 'closing', qemu: 'unborn', unchangedFor: shortPatience}, unfinished],
    ['is not hasty about it', {ledger: 'closing', qemu: 'gone', unchangedFor: millis(shortPatience - 1)}, 'wait'],
    ['stops at the end of its life', {lifetimePassed: true, unchangedFor: millis(0)}, tooLong],
    ['tries again later, when that did not help', {lifetimePassed: true, ledger: 'closing'}, tooLong],
    ['and not at once', {lifetimePassed: true, ledger: 'closing', unchangedFor: millis(patience - 1)}, 'wait'],
    ['leaves when the last word was said', {ledger: 'closed'}, 'leave'],
    ['leaves when the ledger was removed after that', {ledger: 'gone', qemu: 'gone'}, 'leave'],
    ['writes a ledger anew that was removed under a living VM', {ledger: 'gone'}, 'restore'],
  ])('%s', (_, change, expected) => {
    expect(decide(change)).toBe(expected)
  })
})

describe('whatever the keeper sees', () => {
  const decisions = looks.map((look) => ({...look, does: keepOrStop(look).do}))
  const those = (is: (look: (typeof decisions)[number]) => boolean): ReadonlySet<string> =>
    new Set(decisions.filter(is).map(({does}) => does))

  test('it leaves for the last word only, and then at once', () => {
    expect(those(({ledger}) => ledger === 'closed')).toEqual(new Set(['leave']))
    expect(those(({ledger}) => ledger === 'open' || ledger === 'closing')).toEqual(new Set(['wait', 'stop']))
    expect(those(({ledger, qemu}) => ledger === 'gone' && qemu === 'running')).toEqual(new Set(['restore']))
    expect(those(({ledger, qemu}) => ledger === 'gone' && qemu !== 'running')).toEqual(new Set(['leave']))
  })

  test('it stops nothing that another one is stopping', () => {
    expect(those(({locked}) => locked)).not.toContain('stop')
  })

  test('a dead worker is always acted upon in the end, and so is a life that is over', () => {
    const late = decisions.filter(({unchangedFor, locked}) => unchangedFor >= patience && !locked)
    const open = late.filter(({ledger}) => ledger === 'open' || ledger === 'closing')
    expect(new Set(open.filter(({worker}) => worker === 'dead').map(({does}) => does))).toEqual(new Set(['stop']))
    expect(new Set(open.filter(({lifetimePassed}) => lifetimePassed).map(({does}) => does))).toEqual(new Set(['stop']))
  })

  test('a job that lives is left alone', () => {
    const alive = those(({worker, ledger, lifetimePassed}) => worker !== 'dead' && ledger === 'open' && !lifetimePassed)
    expect(alive).toEqual(new Set(['wait']))
  })
})
