import {randomBytes} from 'node:crypto'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {replay} from '../../src/ledger/replay.ts'
import {ledgerPath} from '../../src/plan/paths.ts'
import {parseVmId, tagOf} from '../../src/units.ts'
import {lookAtProcesses} from '../support/world/processes.ts'
import {expectSameWorld, lookAtWorld, type Scope} from '../support/world/world.ts'
import {judge, type Answer, type Facts} from './judge.ts'
import {nameOf, type Point} from './point.ts'
import {runChild, type Ended} from './run-child.ts'
import type {Stage} from './stage.ts'

/** What a point came to. */
export interface Played {
  readonly name: string
  /** The ledger's lines when main was over. */
  readonly lines: readonly string[]
  /** Of main and of the last visit, where they came to their ends. */
  readonly main: Answer | undefined
  readonly answer: Answer | undefined
  /** Every difference between the machine before and after. */
  readonly leftovers: readonly string[]
  readonly harmed: boolean
  /** Everything that is wrong, leftovers and harm included. */
  readonly complaints: readonly string[]
}

/** Plays one point on a state directory of its own, and compares the machine before with the machine after. */
export async function playPoint(point: Point, stage: Stage, mainRole: 'main' | 'careless' = 'main'): Promise<Played> {
  const root = mkdtempSync(join(tmpdir(), 'crash-point-'))
  const state = join(root, stage.state)
  mkdirSync(state, {recursive: true, mode: 0o700})
  stage.onlookers.moveInto(state)
  const id = parseVmId(randomBytes(4).toString('hex'))
  if (id === undefined) throw new Error('random bytes made no id')
  const ledger = ledgerPath(state, id)
  const tag = tagOf(id)
  const scope: Scope = {roots: [root], tags: [tag]}
  const before = lookAtWorld(scope)
  const complaints: string[] = []
  const {path, inputs} = stage.guest(point.guest)
  const run = async (role: 'main' | 'careless' | 'post', death: Point['main']): Promise<Ended> => {
    const spec = {role, ledger, inputs, ...(death === undefined ? {} : {death})}
    const ended = await runChild(spec, {path, home: join(stage.directory, 'home')})
    if (ended.wrong !== undefined) complaints.push(`${role}: ${ended.wrong}`)
    return ended
  }
  try {
    const main = (await run(mainRole, point.main)).answer
    const lines = linesOf(ledger)
    let answer: Answer | undefined
    for (const [index, {who, death}] of point.visits.entries()) {
      const facts = factsOf(ledger, scope, tag)
      const ended = await run(who, death)
      answer = ended.answer
      complaints.push(...liesOf(ledger))
      const isLast = index === point.visits.length - 1
      if (!isLast || death !== undefined) continue
      const {lastWords} = stage
      const torn = [point.main, ...point.visits.map((visit) => visit.death)].filter((one) => one?.when === 'inside')
      const known = {...facts, guest: point.guest, torn: torn.length, ...(lastWords === undefined ? {} : {lastWords})}
      complaints.push(...judge(answer ?? {held: []}, known))
    }
    const leftovers = await leftoversOf(before, scope)
    const harmed = !stage.onlookers.alive()
    if (harmed) complaints.push('a bystander was harmed')
    return {name: nameOf(point), lines, main, answer, leftovers, harmed, complaints: [...complaints, ...leftovers]}
  } finally {
    sweepUp(root, tag, scope)
  }
}

/** Seen from outside, just before a visit. */
function factsOf(ledger: string, scope: Scope, tag: string): Pick<Facts, 'lived' | 'handedOver' | 'recorded'> {
  const lived = lookAtProcesses(scope).some(({thing}) => thing.detail.includes(` guest=${tag}`))
  const {handedOver, shutdown} = replay(textOf(ledger))
  return {lived, handedOver, ...(shutdown === undefined ? {} : {recorded: shutdown.outcome})}
}

/** What the ledger calls released must be gone, whoever died since (law L3). */
function liesOf(ledger: string): readonly string[] {
  const {records} = replay(textOf(ledger))
  const released = new Set(records.flatMap((record) => (record.type === 'released' ? [record.id] : [])))
  return records.flatMap((record) => {
    if (record.type !== 'intent' || record.intent.kind !== 'directory' || !released.has(record.intent.id)) return []
    const {path} = record.intent.description
    return existsSync(path) ? [`the ledger calls ${path} released, and it is there`] : []
  })
}

async function leftoversOf(before: ReturnType<typeof lookAtWorld>, scope: Scope): Promise<readonly string[]> {
  try {
    await expectSameWorld(before, scope)
    return []
  } catch (error) {
    return String(error).split('\n').slice(1)
  }
}

/** A point that failed must not spoil the next ones. */
function sweepUp(root: string, tag: string, scope: Scope): void {
  for (const {pid} of lookAtProcesses(scope)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // gone by itself meanwhile
    }
  }
  for (const path of [root, join('/tmp', tag)]) rmSync(path, {recursive: true, force: true, maxRetries: 5})
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

const linesOf = (path: string): readonly string[] =>
  textOf(path)
    .split('\n')
    .filter((line) => line !== '')
