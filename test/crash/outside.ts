import {existsSync, readFileSync} from 'node:fs'
import {replay} from '../../src/ledger/replay.ts'
import {lookAtProcesses} from '../support/world/processes.ts'
import type {Scope} from '../support/world/world.ts'
import type {Facts} from './judge.ts'

/** The VM of a point as somebody sees it who has no part in it. */
export interface Outside {
  readonly ledger: string
  readonly tag: string
  readonly scope: Scope
}

/** What is the case now, just before a visit. */
export function factsOf({ledger, tag, scope}: Outside): Pick<Facts, 'lived' | 'mayStart' | 'handedOver' | 'recorded'> {
  const commands = lookAtProcesses(scope).map(({thing}) => thing.detail)
  const lived = commands.some((command) => command.includes(` guest=${tag}`))
  const {handedOver, shutdown} = replay(textOf(ledger))
  const recorded = shutdown === undefined ? {} : {recorded: shutdown.outcome}
  return {lived, mayStart: !lived && keeperLives({ledger, tag, scope}), handedOver, ...recorded}
}

/** Whether the process that starts QEMU is there. */
export const keeperLives = ({ledger, scope}: Outside): boolean =>
  lookAtProcesses(scope).some(({thing}) => thing.detail.includes(`keeper.ts ${ledger}`))

/** How much the ledger holds now. */
export const heldIn = (ledger: string): number => replay(textOf(ledger)).held.length

/** Whether the ledger says whose VM it is. */
export const hasOwner = (ledger: string): boolean => replay(textOf(ledger)).owner !== undefined

/** What the ledger calls released must be gone, whoever died since (law L3). */
export function liesOf(ledger: string): readonly string[] {
  const {records} = replay(textOf(ledger))
  const released = new Set(records.flatMap((record) => (record.type === 'released' ? [record.id] : [])))
  return records.flatMap((record) => {
    if (record.type !== 'intent' || record.intent.kind !== 'directory' || !released.has(record.intent.id)) return []
    const {path} = record.intent.description
    return existsSync(path) ? [`the ledger calls ${path} released, and it is there`] : []
  })
}

/** The ledger's lines; none where there is no ledger. */
export const linesOf = (ledger: string): readonly string[] =>
  textOf(ledger)
    .split('\n')
    .filter((line) => line !== '')

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')
