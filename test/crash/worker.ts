import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {replay} from '../../src/ledger/replay.ts'
import type {ProcessIdentity} from '../../src/plan/intent.ts'
import {realHost} from '../support/real-host.ts'
import type {Answer} from './judge.ts'
import {keeperLives, type Outside} from './outside.ts'

/** A process in the place of the runner's worker: the job lives for as long as it does. */
export interface Worker {
  readonly identity: ProcessIdentity
  die(): Promise<void>
}

/** Starts one. @throws when it has ended at once. */
export async function startWorker(): Promise<Worker> {
  const child = spawn('sleep', ['3600'], {cwd: '/', stdio: 'ignore', env: {PATH: process.env['PATH']}})
  const exited = once(child, 'exit')
  await once(child, 'spawn')
  const identity = realHost().processes.identify(child.pid ?? 0)
  if (identity === undefined) throw new Error('the worker was gone at once')
  return {
    identity,
    async die() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The keeper waits 15 s and looks every other second; a guest that is deaf takes some more. */
const keeperBudget = 90_000

/** Waits until the keeper has closed the ledger and has left. @returns its last word, as the ledger has it. */
export async function awaitKeeper(outside: Outside): Promise<Answer> {
  const deadline = performance.now() + keeperBudget
  const read = () => replay(existsSync(outside.ledger) ? readFileSync(outside.ledger, 'utf8') : '')
  while (keeperLives(outside) && performance.now() < deadline) await sleep(100)
  const {closed, shutdown} = read()
  if (closed === undefined || shutdown === undefined) return {steps: []}
  const report = {phase: 'keeper', timeline: [], shutdown, releases: [], leftovers: [], findings: []} as const
  return {steps: [], verdict: closed, report}
}
