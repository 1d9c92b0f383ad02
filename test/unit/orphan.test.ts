import {describe, expect, test} from 'vitest'
import type {Host, ProcessState} from '../../src/host/host.ts'
import type {Owner} from '../../src/ledger/entry.ts'
import {replay, type LedgerState} from '../../src/ledger/replay.ts'
import {isOrphan} from '../../src/phases/orphan.ts'
import type {ProcessIdentity} from '../../src/plan/intent.ts'
import {millis, seconds, parseVmId} from '../../src/units.ts'
import {somePlan} from '../support/ledger-entries.ts'

const thisBoot = 'this boot'
const process = (pid: number): ProcessIdentity => ({pid, startTicks: pid, bootId: thisBoot})
const [self, living, dead, unseen] = [process(1), process(2), process(3), process(4)]
const states: Readonly<Record<number, ProcessState>> = {[living.pid]: 'running', [unseen.pid]: 'unseen'}
const minute = 60

/** A machine on which only `living` lives; of the workers on it each is as old as given. */
function machine(workerAges: readonly number[] = []): Host {
  const workers = workerAges.map((_, index) => process(100 + index))
  const processes = {
    self,
    state: ({pid}: ProcessIdentity) => states[pid] ?? 'gone',
    named: () => workers,
    age: ({pid}: ProcessIdentity) => seconds(workerAges[pid - 100] ?? 0),
  }
  return {processes} as unknown as Host
}

const owner: Owner = {repository: 'o/r', runId: '1', attempt: '1', job: 'j', step: 's'}
const nothing = replay('')
const vm = parseVmId('0badcafe')
if (vm === undefined) throw new Error('no id')
const hourOfLife = {...somePlan(vm, '/s'), spec: {...somePlan(vm, '/s').spec, budgets: {boot: millis(1), shutdown: millis(1), lifetime: seconds(60 * minute)}}} // prettier-ignore

describe('a ledger is an orphan', () => {
  test.each<[string, Partial<LedgerState>, age: number, orphan: boolean]>([
    ['when its worker is dead', {owner: {...owner, worker: dead}}, 0, true],
    ['not while its worker lives, however old it is', {owner: {...owner, worker: living}}, 1e9, false],
    ['when its worker is dead, even while main lives', {owner: {...owner, worker: dead}, mains: [living]}, 0, true],
    ['when the machine was started anew', {owner: {...owner, worker: living}, bootId: 'another'}, 0, true],
    ['not without a worker, as long as main lives', {owner, mains: [dead, living]}, 1e9, false],
    ['not without a worker, as long as the VM may live', {owner, plan: hourOfLife}, 59 * minute, false],
    ['without a worker, when the VM’s life is over', {owner, plan: hourOfLife}, 61 * minute, true],
    ['without a worker or plan, after a day', {owner, mains: [dead]}, 25 * 60 * minute, true],
    [
      'not of another PID namespace, as long as the VM may live',
      {owner, mains: [unseen], plan: hourOfLife},
      59 * minute,
      false,
    ],
    [
      'of another PID namespace, when the VM’s life is over',
      {owner, mains: [unseen], plan: hourOfLife},
      61 * minute,
      true,
    ],
    [
      'not while a worker of another PID namespace may live',
      {owner: {...owner, worker: unseen}},
      23 * 60 * minute,
      false,
    ],
    [
      'of another PID namespace, when the machine was started anew',
      {owner, mains: [unseen], bootId: 'another'},
      0,
      true,
    ],
    ['not without a worker or plan within the day', {owner, mains: [dead]}, 23 * 60 * minute, false],
  ])('%s', (_, change, age, orphan) => {
    const state = {...nothing, bootId: thisBoot, ...change}
    expect(isOrphan(state, seconds(age), machine())).toBe(orphan)
  })

  test.each<[string, age: number, workers: readonly number[], orphan: boolean]>([
    ['not when it was just made', 59, [], false],
    ['when no worker is there', 61, [], true],
    ['not when a worker is there that may have made it', 10 * minute, [11 * minute], false],
    ['when every worker there is younger', 10 * minute, [9 * minute, 1], true],
  ])('of which nothing can be read: %s', (_, age, workers, orphan) => {
    expect(isOrphan(nothing, seconds(age), machine(workers))).toBe(orphan)
  })
})
