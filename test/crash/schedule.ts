import type {Step} from './deadly-ledger.ts'
import {deathsAt, type Comer, type Death, type Guest, type Point, type Visit} from './point.ts'

/** How many records stop() appends: the fence, the shutdown, two for each thing that is held, and the end. */
export const recordsOfStop = (held: number): number => 3 + 2 * held

/**
 * Deals out the deaths of a stop. What can happen to it depends on how much is held when it begins, and that also on
 * how far the keeper has got; so they take turns for each such number, and over a whole matrix every one is met.
 */
export class StopDeaths {
  readonly #turns = new Map<number, number>()
  readonly #met = new Set<string>()

  next(held: number): Death {
    const turn = this.#turns.get(held) ?? 0
    this.#turns.set(held, turn + 1)
    const all = deathsAt(recordsOfStop(held))
    const death = all[turn % all.length] ?? {record: 1, when: 'before'}
    this.#met.add(JSON.stringify([held, death]))
    return death
  }

  /** Those of a stop with so much to do that were not dealt out yet. */
  unmet(held: number): readonly Death[] {
    return deathsAt(recordsOfStop(held)).filter((death) => !this.#met.has(JSON.stringify([held, death])))
  }
}

export interface ScheduleOptions {
  /** How many deaths of a second process each death is combined with. */
  readonly seconds: number
  /** The guests, taken in turn. */
  readonly guests: readonly Guest[]
  /** Who comes in the end; by default another post. */
  readonly last?: Comer
}

/** Each death of main, combined with deaths of whoever comes next, and then one that comes to its end. */
export function schedule(mains: readonly Death[], {seconds, guests, last = 'post'}: ScheduleOptions): Point[] {
  const all = mains.flatMap((main) => Array<Death>(seconds).fill(main))
  return all.map((main, index) => {
    const visits: Visit[] = [{who: 'post', death: 'next'}, {who: last}]
    return {main, visits, guest: guests[index % guests.length] ?? 'obeys'}
  })
}

/** The records that the keeper writes before main can go on: the intent of QEMU, and that it runs. */
const keeperRecords = 2

/**
 * The keeper dies, for instance right after it started QEMU. Main notices, or not: in both ways it has something to
 * write, and dies of that, or stops the VM itself. Then post comes.
 * @param steps the records of a main that nothing happens to.
 */
export function scheduleKeeper(steps: readonly Step[], {seconds, guests}: ScheduleOptions): Point[] {
  const planned = steps.findIndex(({type}) => type === 'planned') + 1
  const later = deathsAt(steps.length - planned).map(({record, when}) => ({record: planned + record, when}))
  const keepers = deathsAt(keeperRecords).flatMap((keeper) => Array<Death>(seconds).fill(keeper))
  return keepers.map((keeper, index) => {
    const main = index % seconds === 0 ? undefined : later[(index * 5) % later.length]
    const guest = guests[index % guests.length] ?? 'obeys'
    return {keeper, ...(main === undefined ? {} : {main}), visits: [{who: 'post'}], guest}
  })
}

/** Each death of main, and then the one who comes in the end, alone; after the keeper the sweep, which tells of it. */
export function scheduleComer(mains: readonly Death[], last: 'sweep' | 'keeper', guests: readonly Guest[]): Point[] {
  const visits: Visit[] = last === 'keeper' ? [{who: 'keeper'}, {who: 'sweep'}] : [{who: 'sweep'}]
  return mains.map((main, index) => ({main, visits, guest: guests[index % guests.length] ?? 'obeys'}))
}

/** The keeper dies while post stops the VM: at what QMP tells of the guest's end, and at QEMU's own. */
export const scheduleKeeperLate = (): Point[] =>
  deathsAt(5)
    .filter(({record}) => record > keeperRecords)
    .map((keeper) => ({keeper, visits: [{who: 'post'}], guest: 'obeys'}))

/** So many numbers from 0 to 1, the same for the same seed: mulberry32, by Tommy Ettinger, public domain. */
export function randomNumbers(seed: number, count: number): readonly number[] {
  let state = seed
  return Array.from({length: count}, () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  })
}
