import {randomBytes} from 'node:crypto'
import {existsSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {ledgerPath} from '../../src/plan/paths.ts'
import {parseVmId, tagOf} from '../../src/units.ts'
import {lookAtProcesses} from '../support/world/processes.ts'
import {expectSameWorld, lookAtWorld, type World} from '../support/world/world.ts'
import {judge, type Answer} from './judge.ts'
import {tellKeeper} from './keeper.ts'
import {factsOf, hasOwner, heldIn, keeperLives, liesOf, linesOf, type Outside} from './outside.ts'
import {nameOf, type MainRole, type Point, type Role, type Visit} from './point.ts'
import {runChild, type Ended} from './run-child.ts'
import {StopDeaths} from './schedule.ts'
import type {Stage} from './stage.ts'
import {awaitKeeper, startWorker} from './worker.ts'

/** What a point came to. */
export interface Played {
  readonly name: string
  /** The ledger's lines when main was over. */
  readonly lines: readonly string[]
  /** Of main and of the last visit that found a ledger, where they came to their ends. */
  readonly main: Answer | undefined
  readonly answer: Answer | undefined
  /** The keeper was quicker or slower than it seemed, and so the record at which to die was not to be reached. */
  readonly missed: boolean
  /** Every difference between the machine before and after. */
  readonly leftovers: readonly string[]
  readonly harmed: boolean
  /** Everything that is wrong, leftovers and harm included. */
  readonly complaints: readonly string[]
}

export interface PlayOptions {
  /** Where a visit's next death comes from. */
  readonly deaths?: StopDeaths
  readonly mainRole?: MainRole
}

/** Plays one point on a state directory of its own, and compares the machine before with the machine after. */
export async function playPoint(point: Point, stage: Stage, options: PlayOptions = {}): Promise<Played> {
  const {deaths = new StopDeaths(), mainRole = 'main'} = options
  const {outside, root} = makeRoom(stage)
  const {ledger, scope} = outside
  const {path, inputs} = stage.guest(point.guest)
  const before = lookAtWorld(scope)
  const complaints: string[] = []
  const home = join(stage.directory, 'home')
  const worker = await startWorker()
  const run = async (role: Role, told: Point['main']): Promise<Ended> => {
    const [death, after] = told !== undefined && 'after' in told ? [undefined, told.after] : [told, undefined]
    const spec = {role, ledger, inputs, worker: worker.identity, ...(death === undefined ? {} : {death})}
    const ended = await runChild(spec, {path, home}, after)
    if (ended.wrong !== undefined) complaints.push(`${role}: ${ended.wrong}`)
    return ended
  }
  try {
    if (point.keeper !== undefined) tellKeeper(home, ledger, point.keeper)
    const main = (await run(mainRole, point.main)).answer
    const diesLate = point.keeper !== undefined && point.keeper.record > 2
    if (point.keeper !== undefined && !diesLate && keeperLives(outside)) complaints.push(notDead)
    const lines = linesOf(ledger)
    const visits: Visit[] = []
    let missed = false
    let answer = main?.report === undefined ? undefined : main
    const isTimed = point.main !== undefined && 'after' in point.main
    for (const {who: planned, death: told} of point.visits) {
      const isThere = existsSync(ledger)
      // A ledger without an owner is nobody's for a minute: the sweep leaves it to the post of its step
      const who = planned === 'sweep' && !hasOwner(ledger) ? 'post' : planned
      if (who !== 'post') await worker.die()
      const death = told === 'next' ? deaths.next(heldIn(ledger)) : told
      visits.push({who, ...(death === undefined ? {} : {death})})
      const torn = [point.main, point.keeper, ...visits.map((visit) => visit.death)].filter(isTear).length
      const known = {...factsOf(outside), guest: point.guest, asksNobody: who === 'sweep', ...stage.voice}
      const facts = {...known, ...(isTimed || diesLate || who === 'keeper' ? {} : {torn})}
      const ended = who === 'keeper' ? {answer: await awaitKeeper(outside)} : await run(who, death)
      complaints.push(...liesOf(ledger))
      if (ended.tooFew === true && told === 'next') missed = complaints.pop() !== undefined
      if (ended.answer?.report !== undefined) complaints.push(...judge((answer = ended.answer), facts))
      else if (death === undefined && answer === undefined && isThere && who !== 'sweep')
        complaints.push(`${who} found no ledger`)
    }
    if (diesLate && keeperLives(outside)) complaints.push(notDead)
    const leftovers = await leftoversOf(before, outside)
    const harmed = !stage.onlookers.alive()
    if (harmed) complaints.push('a bystander was harmed')
    const name = nameOf({...point, visits})
    return {name, lines, main, answer, missed, leftovers, harmed, complaints: [...complaints, ...leftovers]}
  } finally {
    await worker.die()
    sweepUp(root, outside)
  }
}

const notDead = 'the keeper did not die as it was told to'

const isTear = (death: Visit['death'] | Point['main']): boolean =>
  typeof death === 'object' && 'when' in death && death.when === 'inside'

function makeRoom(stage: Stage): {readonly root: string; readonly outside: Outside} {
  const root = mkdtempSync(join(tmpdir(), 'crash-point-'))
  const state = join(root, stage.state)
  mkdirSync(state, {recursive: true, mode: 0o700})
  stage.onlookers.moveInto(state)
  const id = parseVmId(randomBytes(4).toString('hex'))
  if (id === undefined) throw new Error('random bytes made no id')
  const tag = tagOf(id)
  return {root, outside: {ledger: ledgerPath(state, id), tag, scope: {roots: [root], tags: [tag]}}}
}

async function leftoversOf(before: World, {scope}: Outside): Promise<readonly string[]> {
  try {
    await expectSameWorld(before, scope)
    return []
  } catch (error) {
    return String(error).split('\n').slice(1)
  }
}

/** A point that failed must not spoil the next ones. */
function sweepUp(root: string, {tag, scope}: Outside): void {
  for (const {pid} of lookAtProcesses(scope)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // gone by itself meanwhile
    }
  }
  for (const path of [root, join('/tmp', tag)]) rmSync(path, {recursive: true, force: true, maxRetries: 5})
}
