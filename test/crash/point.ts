/** Data of the crash matrix: what is killed where, who comes after, and what a child process is told. */

import type {ProcessIdentity} from '../../src/plan/intent.ts'

/** Where in the append of a record the process dies: nothing written, half the line written, all of it durable. */
export const whens = ['before', 'inside', 'after'] as const
export type When = (typeof whens)[number]

/** A death at a record, counted from 1 over the records that this one process appends. */
export interface Death {
  readonly record: number
  readonly when: When
}

/** Every death at `records` records. */
export const deathsAt = (records: number): readonly Death[] =>
  Array.from({length: records}, (_, index) => whens.map((when) => ({record: index + 1, when}))).flat()

/** Who may come after a death. The sweep and the keeper come when the job's worker is dead; only post dies by itself. */
export type Comer = 'post' | 'sweep' | 'keeper'

export interface Visit {
  readonly who: Comer
  /** `next`: the next one that was not met yet, of all that it can die of now. Absent: it comes to its end. */
  readonly death?: Death | 'next'
}

/**
 * One case of the matrix: main dies (or not), and the keeper that it started (or not); then the visits come, one after
 * the other. The last one is judged.
 */
export interface Point {
  /** At a record, or so many milliseconds after it was started. */
  readonly main?: Death | {readonly after: number}
  readonly keeper?: Death
  readonly visits: readonly Visit[]
  readonly guest: Guest
}

/** `obeys` the power button, or is `deaf` to every request: then nobody may ever call its end graceful. */
export type Guest = 'obeys' | 'deaf'

/** `careless` is a main with a bug: it also acquires what is in no ledger. It shows that the comparison can fail. */
export type MainRole = 'main' | 'careless'
export type Role = MainRole | Exclude<Comer, 'keeper'>

/** What a child process is told, as JSON in its argv. */
export interface ChildSpec {
  readonly role: Role
  readonly ledger: string
  readonly inputs: Readonly<Record<string, string>>
  readonly death?: Death
  /** The worker of the job, as the test plays it. */
  readonly worker: ProcessIdentity
}

/** For people: `main †5 inside, post †2 after, post (the guest obeys)`. */
export function nameOf({main, keeper, visits, guest}: Point): string {
  const steps = [
    {who: 'main', death: main},
    ...(keeper === undefined ? [] : [{who: 'keeper', death: keeper}]),
    ...visits.map(({who, death}) => ({who, death})),
  ]
  const words = steps.map(({who, death}) => {
    if (death === undefined || death === 'next') return who
    if ('after' in death) return `${who} †${Math.round(death.after)} ms`
    return `${who} †${death.record} ${death.when}`
  })
  return `${words.join(', ')} (the guest ${guest === 'obeys' ? 'obeys' : 'is deaf'})`
}
