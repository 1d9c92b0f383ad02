import {existsSync} from 'node:fs'
import {dirname} from 'node:path'
import {messageOf} from '../errors.ts'
import {tailOf} from '../guest/console.ts'
import type {Host} from '../host/host.ts'
import type {Shutdown} from '../ledger/entry.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {takeLock, type Lock} from '../ledger/lock.ts'
import {replay, type LedgerState} from '../ledger/replay.ts'
import type {Held} from '../plan/intent.ts'
import {directoriesOf, lockPath} from '../plan/paths.ts'
import {verdictOf, type Finding, type Leftover, type Report, type Span} from '../report/report.ts'
import {endProcesses, leftoverOf} from '../resources/process.ts'
import {releaseAll} from '../resources/release.ts'
import {millis, resourceId, seconds, tagOf, type VmId} from '../units.ts'
import {bringDown} from './bring-down.ts'

/** A second one waits for the first as long as the first may take, and then has its evidence instead of a guess. */
const lockBudget = seconds(80)
/** How much of the console and of QEMU's log is kept as evidence when they are removed. */
const evidenceSize = 64 * 1024
/** A process that is just being forked is in no snapshot of /proc; it is in the next (actions/runner#4601). */
const rescanPause = seconds(1)

/**
 * The one way down: fence, identify, ladder, release in reverse, verify in the world, scan by tag, report (law L5). It
 * needs nothing but the ledger (law L4), may be run any number of times and by several processes at once, and never
 * rejects (law L6): what goes wrong becomes a finding.
 */
export async function stop(ledger: Ledger, host: Host, phase: Report['phase']): Promise<Report> {
  const empty: Report = {phase, vm: ledger.vm, timeline: [], releases: [], leftovers: [], findings: []}
  const failed = (message: string): Report => ({
    ...empty,
    findings: [{level: 'error', title: 'The VM could not be stopped', message}],
  })
  let lock: Lock | undefined
  try {
    const taken = await takeLock(lockPath(ledger.path), host, lockBudget)
    if ('heldBy' in taken) return failed(`Process ${taken.heldBy.pid} has been stopping it for too long.`)
    lock = taken
    return await stopLocked(ledger, host, empty)
  } catch (error) {
    return failed(messageOf(error))
  } finally {
    lock?.release()
  }
}

async function stopLocked(ledger: Ledger, host: Host, empty: Report): Promise<Report> {
  const before = tryRead(ledger)
  if (before.closed !== undefined) return {...empty, findings: [alreadyStopped]}
  const span = stopwatch(host)
  const findings: Finding[] = []
  tryAppend(ledger, {type: 'closing', by: host.processes.self, phase: empty.phase}, findings)
  await endLivingMain(before, host)

  const state = tryRead(ledger)
  if (state.unreadable > 0) findings.push(damaged(state.unreadable))
  span('fence')
  const shutdown = await bringDown(state, ledger.vm, host)
  tryAppend(ledger, {type: 'shutdown', shutdown}, findings)
  span('ladder')
  const evidence = evidenceOf(state, shutdown)
  const releases = await releaseAll(heldBy(state, ledger), ledger, host)
  const leftovers = await endStrays(ledger.vm, host)
  span('release and verify')

  const report: Report = {
    ...empty,
    ...(state.plan === undefined ? {} : {plan: state.plan}),
    timeline: span.all,
    shutdown,
    releases,
    leftovers,
    findings,
    ...evidence,
  }
  const verdict = verdictOf(report)
  // A ledger with something left stays open: whoever comes next goes on with it
  if (verdict !== 'leaked') tryAppend(ledger, {type: 'closed', verdict}, findings)
  return report
}

/** Everything of the VM: what the ledger holds, and what bears its name, should the ledger not be readable. */
function heldBy(state: LedgerState, ledger: Ledger): readonly Held[] {
  const known = new Set(state.held.flatMap((held) => (held.kind === 'directory' ? [held.description.path] : [])))
  const named = Object.values(directoriesOf(ledger.vm, dirname(ledger.path)))
  const unknown = named.filter((path) => !known.has(path) && existsSync(path))
  const found = unknown.map((path): Held => ({
    id: resourceId(`directory ${path}`),
    kind: 'directory',
    description: {path},
  }))
  return [...found, ...state.held]
}

/** In a job container a cancelled main goes on while post runs (R10): it must make nothing more. */
async function endLivingMain(state: LedgerState, host: Host): Promise<void> {
  const others = state.mains.filter(({pid}) => pid !== host.processes.self.pid)
  const living = others.filter((one) => host.processes.state(one) !== 'gone')
  if (living.length > 0) await endProcesses(living, host)
}

/** Whatever still carries the VM's tag when all was released, is ended too; what then lives is left over. */
async function endStrays(vm: VmId, host: Host): Promise<readonly Leftover[]> {
  for (let scan = 0; scan < 3; scan++) {
    const strays = host.processes.find(tagOf(vm))
    if (strays.length === 0) return []
    await endProcesses(strays, host)
    await host.clock.sleep(rescanPause)
  }
  return host.processes.find(tagOf(vm)).map((one) => leftoverOf(one, host))
}

function evidenceOf(state: LedgerState, shutdown: Shutdown): Pick<Report, 'consoleTail' | 'qemuLog'> {
  if (state.plan === undefined || shutdown.outcome === 'never-started') return {}
  const {consoleLog, qemuLog} = state.plan.paths
  return {consoleTail: tailOf(consoleLog, evidenceSize), qemuLog: tailOf(qemuLog, evidenceSize)}
}

const alreadyStopped: Finding = {
  level: 'notice',
  title: 'Nothing to do',
  message: 'This VM was already stopped, and nothing of it was left.',
}

const damaged = (lines: number): Finding => ({
  level: 'warning',
  title: 'The ledger was damaged',
  message: `${lines} of its lines could not be read. The VM was looked for by its name as well.`,
})

/** A ledger that is gone was removed by whoever had the last word on its VM. */
function tryRead(ledger: Ledger): LedgerState {
  try {
    return ledger.read()
  } catch {
    return {...replay(''), closed: 'clean'}
  }
}

/** On a full disk nothing can be written any more; the VM goes down all the same, and the report says so. */
function tryAppend(ledger: Ledger, entry: Parameters<Ledger['append']>[0], findings: Finding[]): void {
  try {
    ledger.append(entry)
  } catch (error) {
    if (findings.some(({title}) => title === unwritable)) return
    findings.push({level: 'warning', title: unwritable, message: messageOf(error)})
  }
}

const unwritable = 'The ledger could not be written'

function stopwatch(host: Host): {(name: string): void; readonly all: readonly Span[]} {
  let from = host.clock.now()
  const all: Span[] = []
  const span = (name: string): void => {
    all.push({name, took: millis(host.clock.now() - from)})
    from = host.clock.now()
  }
  return Object.assign(span, {all})
}
