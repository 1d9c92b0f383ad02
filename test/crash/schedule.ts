import {comers, whens, type Death, type Guest, type Point} from './point.ts'

/** How many records stop() appends: the fence, the shutdown, two for each thing that is held, and the end. */
export const recordsOfStop = (held: number): number => 3 + 2 * held

/** Every death at `records` records. */
export const deathsAt = (records: number): readonly Death[] =>
  Array.from({length: records}, (_, index) => whens.map((when) => ({record: index + 1, when}))).flat()

export interface ScheduleOptions {
  /** How many deaths of a second process each death of main is combined with. */
  readonly seconds: number
  /** The guests, taken in turn. */
  readonly guests: readonly Guest[]
  readonly only?: (main: Death) => boolean
}

/**
 * Every death of main, each combined with deaths of whoever comes next, and then one that comes to its end. The deaths
 * of the second take turns over all that can happen to it when as much is held, so that over the whole matrix every
 * one of them is met. Pure: the same main gives the same points.
 * @param held how many things are held after each record of a main that nothing happens to.
 */
export function schedule(held: readonly number[], {seconds, guests, only = () => true}: ScheduleOptions): Point[] {
  const turns = new Map<number, number>()
  const mains = deathsAt(held.length).filter(only)
  let count = 0
  return mains.flatMap((main) => {
    const durable = main.when === 'after' ? main.record : main.record - 1
    const holding = held[durable - 1] ?? 0
    const deaths = deathsAt(recordsOfStop(holding))
    return Array.from({length: seconds}, (): Point => {
      const turn = turns.get(holding) ?? 0
      turns.set(holding, turn + 1)
      const who = comers[turn % comers.length] ?? 'post'
      const death = deaths[turn % deaths.length] ?? {record: 1, when: 'before'}
      return {main, visits: [{who, death}, {who}], guest: guests[count++ % guests.length] ?? 'obeys'}
    })
  })
}
