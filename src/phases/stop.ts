import {existsSync} from 'node:fs'
import {dirname} from 'node:path'
import {messageOf} from '../errors.ts'
import {tailOf} from '../guest/console.ts'
import type {Host} from '../host/host.ts'
import type {Shutdown} from '../ledger/entry.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {takeLock, type Lock} from '../host/lock.ts'
import {replay, type LedgerState} from '../ledger/replay.ts'
import type {Held, ProcessIdentity} from '../plan/intent.ts'
import {directoriesOf, lockPath} from '../plan/paths.ts'
import {verdictOf, type Finding, type Leftover, type Report, type Span} from '../report/report.ts'
import {endProcesses, leftoverOf} from '../resources/process.ts'
import {releaseAll} from '../resources/release.ts'
import {millis, resourceId, seconds, tagOf, type Millis, type VmId} from '../units.ts'
import {bringDown} from './bring-down.ts'

/** A second one waits for the first as long as the first may take, and then has its evidence instead of a guess. */
const lockBudget = seconds(80)
/** How much of the console and of QEMU's log is kept as evidence when they are removed. */
const evidenceSize = 64 * 1024
/** A process that is just being forked is in no snapshot of /proc; it is in the next (actions/runner#4601). */
const rescanPause = seconds(1)

/** What makes a stop differ from that of post. */
export interface StopOptions {
  /** Why now: for the ledger, and for whoever reads it later. */
  readonly why?: string
  /** The most that the guest is given; less where there is a reason in the ledger. */
  readonly courtesy?: Millis
  /** How long another one may go on stopping it before this one gives up; by default as long as that may take. */
  readonly patience?: Millis
}

/**
 * The one way down: fence, identify, ladder, release in reverse, verify in the world, scan by tag, report (law L5). It
 * needs nothing but the ledger (law L4), may be run any number of times and by several processes at once, and never
 * rejects (law L6): what goes wrong becomes a finding.
 */
export async function stop(
  ledger: Ledger,
  host: Host,
  phase: Report['phase'],
  options: StopOptions = {},
): Promise<Report> {
  const empty: Report = {phase, vm: ledger.vm, timeline: [], releases: [], leftovers: [], findings: []}
  const failed = (message: string): Report => ({
    ...empty,
    findings: [{level: 'error', title: 'The VM could not be stopped', message}],
  })
  let lock: Lock | undefined
  try {
    const taken = await takeLock(lockPath(ledger.path), host, options.patience ?? lockBudget)
    if ('heldBy' in taken) return failed(`Process ${taken.heldBy.pid} has been stopping it for too long.`)
    lock = taken
    return await stopLocked(ledger, host, empty, options)
  } catch (error) {
    return failed(messageOf(error))
  } finally {
    lock?.release()
  }
}

async function stopLocked(ledger: Ledger, host: Host, empty: Report, {why, courtesy}: StopOptions): Promise<Report> {
  const before = tryRead(ledger)
  if (before.closed !== undefined) return {...empty, ...whatWasDone(before)}
  const span = stopwatch(host)
  const findings: Finding[] = []
  tryAppend(
    ledger,
    {type: 'closing', by: host.processes.self, phase: empty.phase, ...(why === undefined ? {} : {why})},
    findings,
  )
  await endLivingMain(before, host)

  const state = tryRead(ledger)
  findings.push(...damageTo(state))
  span('fence')
  const shutdown = rememberedOr(await bringDown(state, ledger.vm, host, courtesy), state)
  tryAppend(ledger, {type: 'shutdown', shutdown}, findings)
  span('ladder')
  const evidence = evidenceOf(state, shutdown)
  // A keeper is needed for as long as there is a QEMU that would not end: it finishes what cannot be finished now
  const isKept = (held: Held): boolean => isSelf(held, host) || (shutdown.outcome === 'stuck' && isKeeper(held))
  const held = heldBy(state, ledger)
  const releases = await releaseAll(
    held.filter((one) => !isKept(one)),
    ledger,
    host,
  )
  const leftovers = await endStrays(ledger.vm, held.filter(isKept), host)
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

const isKeeper = (held: Held): boolean => held.kind === 'process' && held.description.role === 'keeper'

/** The keeper stops a VM whose resource it is itself; it is gone when it has. */
const isSelf = (held: Held, host: Host): boolean =>
  held.kind === 'process' && held.evidence?.pid === host.processes.self.pid

/**
 * Whoever was here before and died after the ladder knew how QEMU had ended; now it can only be seen that it is gone. A
 * guest that had to be forced must not become one that went by itself.
 */
function rememberedOr(seen: Shutdown, {shutdown: recorded}: LedgerState): Shutdown {
  const isGone = seen.outcome === 'already-gone' || seen.outcome === 'never-started'
  return isGone && recorded !== undefined && recorded.outcome !== 'stuck' ? recorded : seen
}

/** In a job container a cancelled main goes on while post runs (R10): it must make nothing more. */
async function endLivingMain(state: LedgerState, host: Host): Promise<void> {
  const others = state.mains.filter(({pid}) => pid !== host.processes.self.pid)
  const living = others.filter((one) => host.processes.state(one) !== 'gone')
  if (living.length > 0) await endProcesses(living, host)
}

/** Whatever still carries the VM's tag when all was released, is ended too; what then lives is left over. */
async function endStrays(vm: VmId, kept: readonly Held[], host: Host): Promise<readonly Leftover[]> {
  const keptPids = new Set(kept.map(({evidence}) => (evidence as ProcessIdentity | undefined)?.pid))
  const findStrays = (): readonly ProcessIdentity[] =>
    host.processes.find(tagOf(vm)).filter(({pid}) => !keptPids.has(pid))
  for (let scan = 0; scan < 3; scan++) {
    const strays = findStrays()
    if (strays.length === 0) return []
    await endProcesses(strays, host)
    await host.clock.sleep(rescanPause)
  }
  return findStrays().map((one) => leftoverOf(one, host))
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

/** Another one was here before: what it has recorded is told, as it saw it. */
function whatWasDone(state: LedgerState): Partial<Report> {
  const {phase, why} = state.closers.at(-1) ?? {}
  if (phase !== 'keeper' || state.shutdown === undefined) return {findings: [alreadyStopped, ...damageTo(state)]}
  const message = `The keeper stopped this VM, because ${why ?? 'nobody else would'}.`
  return {
    ...(state.plan === undefined ? {} : {plan: state.plan}),
    shutdown: state.shutdown,
    findings: [{level: 'warning', title: 'Stopped by the keeper', message}, ...damageTo(state)],
  }
}

function damageTo({unreadable}: LedgerState): readonly Finding[] {
  if (unreadable === 0) return []
  const message = `${unreadable} of its lines could not be read. The VM was looked for by its name as well.`
  return [{level: 'warning', title: 'The ledger was damaged', message}]
}

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
