import {messageOf} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {tryAppend, type Ledger} from '../ledger/ledger.ts'
import type {Held, Kind} from '../plan/intent.ts'
import type {Leftover, Release} from '../report/report.ts'
import {millis} from '../units.ts'
import {catalogue} from './catalogue.ts'
import type {Resource} from './resource.ts'

/**
 * Unmakes everything that is held, last acquired first. One failure never stops the next (anchor A8). What a process
 * that would not go may still use is kept (law L17). Called by stop() alone (law L5).
 */
export async function releaseAll(held: readonly Held[], ledger: Ledger, host: Host): Promise<readonly Release[]> {
  const releases: Release[] = []
  for (const one of held.toReversed()) {
    const inUse = releases.some((done) => done.held.kind === 'process' && done.leftovers.length > 0)
    releases.push(inUse && one.kind !== 'process' ? kept(one) : await release(one, ledger, host))
  }
  return releases
}

async function release(held: Held, ledger: Ledger, host: Host): Promise<Release> {
  const began = host.clock.now()
  const resource = catalogue[held.kind] as Resource<Kind> | undefined
  if (resource === undefined) return unknown(held)
  let outcome: Release['outcome']
  let error: string | undefined
  try {
    tryAppend(ledger, {type: 'releasing', id: held.id})
    outcome = await resource.release(held, ledger.vm, host)
  } catch (thrown) {
    outcome = 'failed'
    error = messageOf(thrown)
  }
  const leftovers = await verify(resource, held, ledger, host)
  if (outcome !== 'failed' && leftovers.length === 0) tryAppend(ledger, {type: 'released', id: held.id, outcome})
  return {held, outcome, leftovers, ...(error === undefined ? {} : {error}), took: millis(host.clock.now() - began)}
}

async function verify(resource: Resource<Kind>, held: Held, ledger: Ledger, host: Host): Promise<readonly Leftover[]> {
  try {
    return await resource.verify(held, ledger.vm, host)
  } catch (error) {
    return [{what: held.kind, where: held.id, remedy: `It could not be looked at: ${messageOf(error)}`}]
  }
}

const kept = (held: Held): Release => ({
  held,
  outcome: 'failed',
  leftovers: [
    {what: held.kind, where: held.id, remedy: 'Kept, because a process that would not end may still use it.'},
  ],
  took: millis(0),
})

/** A kind of a later version of this action, or of a forged ledger: left alone, told of, never guessed at. */
const unknown = (held: Held): Release => ({
  held,
  outcome: 'failed',
  leftovers: [
    {what: held.kind, where: held.id, remedy: 'This version of qemu-vm does not know this kind of resource.'},
  ],
  took: millis(0),
})
