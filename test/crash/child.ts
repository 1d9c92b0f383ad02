/**
 * A process of the crash matrix: `node child.ts SPEC`. It plays a phase on the real machine with the real ledger, and
 * dies where the spec says. It prints its answer as one line of JSON, unless it dies.
 */
import {spawn} from 'node:child_process'
import {mkdirSync, statSync} from 'node:fs'
import {homedir} from 'node:os'
import {dirname, join} from 'node:path'
import {childEnvironment, environment} from '../../src/entry/environment.ts'
import {ownerOf} from '../../src/entry/owner.ts'
import {messageOf} from '../../src/errors.ts'
import type {Log} from '../../src/host/host.ts'
import {nodeHost} from '../../src/host/node-host.ts'
import {parseInputs} from '../../src/inputs/inputs.ts'
import {createLedger, removeLedger, tryOpenLedger, vmOfLedger} from '../../src/ledger/file-ledger.ts'
import {start} from '../../src/phases/start.ts'
import {stop} from '../../src/phases/stop.ts'
import {sweep} from '../../src/phases/sweep.ts'
import {hostArch} from '../../src/plan/host-facts.ts'
import {verdictOf} from '../../src/report/report.ts'
import {deadlyLedger, type DeadlyLedger} from './deadly-ledger.ts'
import type {Answer} from './judge.ts'
import {compilingNode} from './keeper.ts'
import type {ChildSpec, Role} from './point.ts'

const say = (message: string): void => {
  process.stderr.write(`${message}\n`)
}
const log: Log = {debug: () => undefined, info: say, group: (title, body) => (say(title), body())}
const host = nodeHost(childEnvironment(environment()), log)

/** What entry/ does for main: opens the ledger, then start(); and where that fails, stop(). */
async function main({ledger: path, inputs, death, worker}: ChildSpec): Promise<Answer> {
  const ledger = deadlyLedger(createLedger(path), death)
  const owner = {...ownerOf(environment(), host.processes), worker}
  ledger.append({type: 'opened', vm: ledger.vm, owner, bootId: host.processes.self.bootId})
  const look = (file: string) => (statSync(file, {throwIfNoEntry: false}) === undefined ? 'absent' : 'file')
  const parsed = parseInputs(new Map(Object.entries(inputs)), look, {arch: hostArch(), workspace: '/'})
  const keeper = join(import.meta.dirname, 'keeper.ts')
  const programs = {node: compilingNode(homedir()), keeper, guest: import.meta.filename}
  try {
    await start(
      {
        inputs: parsed,
        ledger,
        programs,
        imageStores: [],
        unheeded: (body) => body(),
        signal: new AbortController().signal,
      },
      host,
    )
    return {steps: ledger.steps()}
  } catch (error) {
    return {...(await down(ledger, 'main')), failure: messageOf(error)}
  }
}

/** What entry/ does for post: stop(), and the ledger goes when nothing is left. */
async function post({ledger: path, death}: ChildSpec): Promise<Answer> {
  const opened = tryOpenLedger(path)
  return opened === undefined ? {steps: []} : await down(deadlyLedger(opened, death), 'post')
}

/** What entry/ does at the beginning of the next job. */
async function sweepAll({ledger: path}: ChildSpec): Promise<Answer> {
  const reports = await sweep([dirname(path)], host)
  const report = reports.find(({vm}) => vm === vmOfLedger(path))
  return report === undefined ? {steps: []} : {steps: [], verdict: verdictOf(report), report}
}

async function down(ledger: DeadlyLedger, phase: 'main' | 'post'): Promise<Answer> {
  const report = await stop(ledger, host, phase)
  const verdict = verdictOf(report)
  if (verdict !== 'leaked') removeLedger(ledger)
  return {steps: ledger.steps(), verdict, report}
}

/** A process and a directory that no intent tells of and no name gives away. */
async function careless(spec: ChildSpec): Promise<Answer> {
  const cwd = join(dirname(spec.ledger), 'scratch')
  mkdirSync(cwd)
  spawn('sleep', ['600'], {cwd, detached: true, stdio: 'ignore', env: {PATH: process.env['PATH']}}).unref()
  return await main(spec)
}

const roles: Readonly<Record<Role, (spec: ChildSpec) => Promise<Answer>>> = {main, careless, post, sweep: sweepAll}
const spec = JSON.parse(process.argv[2] ?? '') as ChildSpec
process.stdout.write(`${JSON.stringify(await roles[spec.role](spec))}\n`)
