import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Entry} from '../../src/ledger/entry.ts'
import {replay} from '../../src/ledger/replay.ts'
import {millis, parseVmId, resourceId, type VmId} from '../../src/units.ts'
import {
  briefly,
  deadProcess,
  directoryIntent,
  linesOf,
  qemuIntent,
  someOwner,
  somePlan,
  someShutdown,
} from '../support/ledger-entries.ts'

const vm = parseVmId('0badcafe') as VmId
const plan = somePlan(vm, '/state')

/** What a VM without trouble writes. */
const whole: readonly Entry[] = [
  {type: 'opened', vm, owner: someOwner, bootId: 'boot'},
  {type: 'started', main: deadProcess},
  {type: 'intent', intent: directoryIntent('run directory', plan.paths.run)},
  {type: 'acquired', id: resourceId('run directory'), evidence: {dev: 1, ino: 2}},
  {type: 'planned', plan},
  {type: 'intent', intent: qemuIntent(vm, plan.paths.pidFile)},
  {type: 'acquired', id: resourceId('qemu'), evidence: deadProcess},
  {type: 'ready', took: millis(2500)},
  {type: 'handed-over'},
  {type: 'closing', by: deadProcess, phase: 'post'},
  {type: 'shutdown', shutdown: someShutdown},
  {type: 'releasing', id: resourceId('qemu')},
  {type: 'released', id: resourceId('qemu'), outcome: 'absent'},
  {type: 'releasing', id: resourceId('run directory')},
  {type: 'released', id: resourceId('run directory'), outcome: 'released'},
  {type: 'closed', verdict: 'clean'},
]

describe('replay', () => {
  test('of nothing is a VM of which nothing is known', () => {
    const {held, handedOver, cancelled, closing, unreadable, mains} = replay('')
    expect({held, handedOver, cancelled, closing, unreadable, mains}).toEqual({
      ...{held: [], handedOver: false, cancelled: false, closing: false, unreadable: 0, mains: []},
    })
    expect(replay('\n\n\n').unreadable).toBe(0)
  })

  test('tells at each point of a life what is held', () => {
    const expected = [
      ...[[], [], ['run directory'], ['run directory!'], ['run directory!']],
      ...[
        ['run directory!', 'qemu'],
        ['run directory!', 'qemu!'],
      ],
      ...[...Array<string[]>(5).fill(['run directory!', 'qemu!'])],
      ...[['run directory!'], ['run directory!'], [], []],
    ]
    const lines = linesOf(whole)
    lines.forEach((_, index) => {
      const state = replay(lines.slice(0, index + 1).join(''))
      expect({index, held: briefly(state.held)}).toEqual({index, held: expected[index]})
      expect(state.unreadable).toBe(0)
    })
  })

  test('tells everything else too', () => {
    const state = replay([...linesOf(whole), ...linesOf([{type: 'cancelled', signal: 'SIGINT'}])].join(''))
    expect(state).toMatchObject({vm, owner: someOwner, bootId: 'boot', mains: [deadProcess], plan, bootTook: 2500})
    expect(state).toMatchObject({
      handedOver: true,
      cancelled: true,
      closing: true,
      shutdown: someShutdown,
      closed: 'clean',
    })
    expect(state.records).toHaveLength(whole.length + 1)
  })

  test('believes the first owner, boot and failure, and the last plan', () => {
    const other = {...someOwner, job: 'other'}
    const entries: Entry[] = [
      {type: 'opened', vm, owner: someOwner, bootId: 'boot'},
      {type: 'opened', vm, owner: other, bootId: 'boot'},
      {type: 'failed', message: 'first'},
      {type: 'failed', message: 'second'},
      {type: 'planned', plan},
      {type: 'planned', plan: {...plan, qemuVersion: '9'}},
      {type: 'ready', took: millis(2)},
      {type: 'ready', took: millis(1)},
    ]
    expect(replay(linesOf(entries).join(''))).toMatchObject({
      owner: someOwner,
      failure: 'first',
      bootTook: 2,
      plan: {qemuVersion: '9'},
    })
  })

  test('of a resource that was promised again forgets the old evidence and what was released', () => {
    const intent = directoryIntent('a', '/state/a')
    const id = resourceId('a')
    const evidence = {dev: 1, ino: 2}
    const entries: Entry[] = [
      {type: 'intent', intent},
      {type: 'acquired', id, evidence},
      {type: 'intent', intent},
    ]
    expect(briefly(replay(linesOf(entries).join('')).held)).toEqual(['a'])
    const again: Entry[] = [...entries, {type: 'released', id, outcome: 'absent'}, {type: 'intent', intent}]
    expect(briefly(replay(linesOf(again).join('')).held)).toEqual(['a'])
  })
})

const names = ['a', 'b', 'c', '__proto__']
const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
  fc.constantFrom(...names).map((name): Entry => ({type: 'intent', intent: directoryIntent(name, `/state/${name}`)})),
  fc
    .constantFrom(...names)
    .map((name): Entry => ({type: 'acquired', id: resourceId(name), evidence: {dev: 1, ino: 2}})),
  fc.constantFrom(...names).map((name): Entry => ({type: 'released', id: resourceId(name), outcome: 'released'})),
  fc.constantFrom<Entry>(...whole),
)

/** The held set by its definition, one resource at a time: the last intent that no release follows. */
function heldByDefinition(entries: readonly Entry[]): readonly string[] {
  const ids = new Set(entries.flatMap((entry) => (entry.type === 'intent' ? [entry.intent.id] : [])))
  return [...ids].flatMap((id) => {
    const own = entries.filter((entry) =>
      'intent' in entry ? entry.intent.id === id : 'id' in entry && entry.id === id,
    )
    const promised = own.findLastIndex(({type}) => type === 'intent')
    const after = own.slice(promised + 1).map(({type}) => type)
    if (after.includes('released')) return []
    return after.includes('acquired') ? [`${id}!`] : [id]
  })
}

describe('replay of any ledger', () => {
  test('holds what its definition says, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, {maxLength: 40}), (entries) => {
        const {held, unreadable} = replay(linesOf(entries).join(''))
        expect([...briefly(held)].sort()).toEqual([...heldByDefinition(entries)].sort())
        expect(unreadable).toBe(0)
      }),
    )
  })

  test('never throws for any prefix of its bytes, and loses no whole line', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, {minLength: 1, maxLength: 20}), fc.nat(), (entries, position) => {
        const bytes = Buffer.from(linesOf(entries).join(''))
        const prefix = bytes.subarray(0, position % bytes.length).toString('utf8')
        const complete = prefix.split('\n').length - 1
        const {records, unreadable} = replay(prefix)
        expect(records.length).toBeGreaterThanOrEqual(complete)
        expect(records.length + unreadable).toBe(complete + (prefix === '' || prefix.endsWith('\n') ? 0 : 1))
      }),
    )
  })

  test('never throws for damaged lines, and still reads those beside them', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, {minLength: 2, maxLength: 20}), fc.nat(), fc.string(), (entries, at, noise) => {
        const lines = [...linesOf(entries)]
        const index = at % lines.length
        lines[index] = `${noise.replaceAll('\n', '')}\n`
        const {records, unreadable} = replay(lines.join(''))
        expect(records).toHaveLength(entries.length - 1)
        expect(unreadable).toBe(lines[index] === '\n' ? 0 : 1)
      }),
    )
  })

  test('never throws for any text', () => {
    fc.assert(fc.property(fc.string({unit: 'binary'}), (text) => replay(text).records.length === 0))
  })
})
