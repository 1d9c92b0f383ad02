import {describe, expect, test} from 'vitest'
import {outcomeOf, type AskName, type Descent, type Evidence, type Outcome} from '../../src/shutdown/outcome.ts'
import {millis} from '../../src/units.ts'

/** How the ladder ended: not found, still running, gone with no ask in force, or gone while these were. */
type Ended = 'not found' | 'running' | '' | AskName | 'poweroff,powerdown'

const descentOf = (ended: Ended): Descent => ({
  found: ended !== 'not found',
  endedBy: ended === 'not found' || ended === 'running' || ended === '' ? [] : (ended.split(',') as AskName[]),
  stillRunning: ended === 'running',
  attempts: [],
  took: millis(1),
})

const all: readonly Ended[] = [
  ...([
    'not found',
    'running',
    '',
    'poweroff',
    'powerdown',
    'poweroff,powerdown',
    'quit',
    'terminate',
    'kill',
  ] as const),
]

/** One row for each piece of evidence: the outcomes in the order of `all`. */
const table: readonly (readonly [string, Evidence, string])[] = [
  ['nothing', {panicked: false}, 'already-gone stuck already-gone graceful graceful graceful quit terminated killed'],
  [
    'the guest powered off',
    {panicked: false, shutdown: {guest: true, reason: 'guest-shutdown'}},
    'already-gone stuck graceful graceful graceful graceful graceful graceful graceful',
  ],
  [
    'its parent saw a signal',
    {panicked: false, signal: 'SIGKILL'},
    'already-gone stuck already-gone killed killed killed quit terminated killed',
  ],
  [
    'its parent saw a signal after the guest was down',
    {panicked: false, signal: 'SIGKILL', shutdown: {guest: true, reason: 'guest-shutdown'}},
    'already-gone stuck graceful killed killed killed graceful graceful graceful',
  ],
  [
    'the guest reset',
    {panicked: false, shutdown: {guest: true, reason: 'guest-reset'}},
    `guest-rebooted stuck ${'guest-rebooted '.repeat(7)}`,
  ],
  ['a panic was seen', {panicked: true}, `guest-crashed stuck ${'guest-crashed '.repeat(7)}`],
  [
    'a panic ended QEMU',
    {panicked: false, shutdown: {guest: true, reason: 'guest-panic'}},
    `guest-crashed stuck ${'guest-crashed '.repeat(7)}`,
  ],
  [
    'a panic was seen, and then the guest powered off',
    {panicked: true, shutdown: {guest: true, reason: 'guest-shutdown'}},
    `guest-crashed stuck ${'guest-crashed '.repeat(7)}`,
  ],
  [
    'QEMU ended at quit',
    {panicked: false, shutdown: {guest: false, reason: 'host-qmp-quit'}},
    'already-gone stuck already-gone quit quit quit quit terminated killed',
  ],
  [
    'QEMU ended at a signal',
    {panicked: false, shutdown: {guest: false, reason: 'host-signal'}},
    'already-gone stuck already-gone terminated terminated terminated quit terminated killed',
  ],
]

describe('the outcome', () => {
  test.each(table)('when %s', (_, evidence, expected) => {
    const outcomes = all.map((ended) => `${ended}: ${outcomeOf(descentOf(ended), evidence)}`)
    const words = expected.trim().split(' ') as Outcome[]
    expect(outcomes).toEqual(all.map((ended, index) => `${ended}: ${words[index] ?? '?'}`))
  })

  test('is never graceful on the word of an ask (law L13)', () => {
    const attempts = (['exited', 'timed-out', 'refused', 'unavailable', 'failed'] as const).map((result) => ({
      ...({ask: 'poweroff', result, took: millis(1)} as const),
    }))
    for (const attempt of attempts) {
      expect(outcomeOf({...descentOf('quit'), attempts: [attempt]}, {panicked: false})).toBe('quit')
      expect(outcomeOf({...descentOf('poweroff'), attempts: [attempt]}, {panicked: false})).toBe('graceful')
    }
  })
})
