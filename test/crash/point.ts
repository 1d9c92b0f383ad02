/** Data of the crash matrix: what is killed where, who comes after, and what a child process is told. */

/** Where in the append of a record the process dies: nothing written, half the line written, all of it durable. */
export const whens = ['before', 'inside', 'after'] as const
export type When = (typeof whens)[number]

/** A death at a record, counted from 1 over the records that this one process appends. */
export interface Death {
  readonly record: number
  readonly when: When
}

/** Who may come after a death. The sweep and the keeper will be words here and rows in the roles of child.ts. */
export const comers = ['post'] as const
export type Comer = (typeof comers)[number]

export interface Visit {
  readonly who: Comer
  /** Absent: it comes to its end. */
  readonly death?: Death
}

/** One case of the matrix: main dies (or not), then the visits come, one after the other. The last one is judged. */
export interface Point {
  readonly main?: Death
  readonly visits: readonly Visit[]
  readonly guest: Guest
}

/** `obeys` the power button, or is `deaf` to every request: then nobody may ever call its end graceful. */
export type Guest = 'obeys' | 'deaf'

/** `careless` is a main with a bug: it also acquires what is in no ledger. It shows that the comparison can fail. */
export type Role = 'main' | 'careless' | Comer

/** What a child process is told, as JSON in its argv. */
export interface ChildSpec {
  readonly role: Role
  readonly ledger: string
  readonly inputs: Readonly<Record<string, string>>
  readonly death?: Death
}

/** For people: `main †5 inside, post †2 after, post`. */
export function nameOf({main, visits, guest}: Point): string {
  const steps = [{who: 'main', death: main}, ...visits.map(({who, death}) => ({who, death}))]
  const words = steps.map(({who, death}) => (death === undefined ? who : `${who} †${death.record} ${death.when}`))
  return `${words.join(', ')} (the guest ${guest === 'obeys' ? 'obeys' : 'is deaf'})`
}
