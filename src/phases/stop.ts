import {messageOf, QemuVmError} from '../errors.ts'
import {isFrozen} from '../host/frozen.ts'
import type {Host} from '../host/host.ts'
import type {Entry, Shutdown} from '../ledger/entry.ts'
import {tryAppend, type Ledger} from '../ledger/ledger.ts'
import {takeLock, type Lock} from '../host/lock.ts'
import type {LedgerState} from '../ledger/replay.ts'
import {isProcess, isSameProcess, type Held, type ProcessIdentity} from '../plan/intent.ts'
import {lockPath} from '../plan/paths.ts'
import {verdictOf, type Finding, type Leftover, type Report} from '../report/report.ts'
import {endProcesses, leftoverOf} from '../resources/process.ts'
import {releaseAll} from '../resources/release.ts'
import {whereOf} from '../report/wording.ts'
import {seconds, tagOf, type Millis, type VmId} from '../units.ts'
import {heldBy, tryRead, reopen} from './belongings.ts'
import {bringDown} from './bring-down.ts'
import {collect} from './collect.ts'
import {damageTo, whatWasDone} from './done-before.ts'
import {evidenceOf} from './evidence.ts'
import {cutLogs, fullDisk} from './room.ts'
import {leaveShares} from './shares.ts'
import {stopwatch} from './stopwatch.ts'
import {telling} from './waiting.ts'

/** A second one waits for the first as long as the first may take, and then has its evidence instead of a guess. */
const lockBudget = seconds(110)
/** A process that is just being forked is in no snapshot of /proc; it is in the next (actions/runner#4601). */
const rescanPause = seconds(1)

/** What makes a stop differ from that of post. */
export interface StopOptions {
  /** Why now: for the ledger, and for whoever reads it later. */
  readonly why?: string
  /** The most that the guest is given; less where there is a reason in the ledger. */
  readonly courtesy?: Millis
  /** The job was cancelled, as the ledger cannot know when it was after main had ended. */
  readonly isCancelled?: boolean
  /** Something of the job failed: what the guest tells may be why. */
  readonly isSuspect?: boolean
  /** Called when QEMU has ended, and nothing is removed yet. Must not throw. */
  readonly beforeRelease?: (state: LedgerState, shutdown: Shutdown) => void
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
    const isFixed = await isFrozen(ledger.path, host)
    if (isFixed) return await stopLocked(unwritten(ledger), host, empty, {...options, isFixed})
    const taken = await lockOrNone(ledger, host, options)
    if ('heldBy' in taken) return failed(`Process ${taken.heldBy.pid} has been stopping it for too long.`)
    lock = taken
    return await stopLocked(ledger, host, empty, options)
  } catch (error) {
    return failed(messageOf(error))
  } finally {
    lock?.release()
  }
}

/** On a disk that is full or read-only there can be no lock: it goes without, for stopping twice does no harm. */
async function lockOrNone(
  ledger: Ledger,
  host: Host,
  {patience = lockBudget}: StopOptions,
): ReturnType<typeof takeLock> {
  try {
    const taken = takeLock(lockPath(ledger.path), host, patience)
    return await telling('the process that is stopping this VM already', taken, host)
  } catch {
    return {release: () => undefined}
  }
}

/** Whoever writes to a frozen file system does not return before it is thawed: it is only read from. */
const unwritten = (ledger: Ledger): Ledger => ({
  ...ledger,
  append() {
    throw new QemuVmError(
      'ledger',
      `The file system of ${ledger.path} takes no writes: it is frozen, or its disk hangs.`,
    )
  },
})

interface LockedOptions extends StopOptions {
  /** Nothing can be written or removed where the VM's files are. */
  readonly isFixed?: boolean
}

async function stopLocked(
  ledger: Ledger,
  host: Host,
  empty: Report,
  {why, courtesy, isFixed = false, isCancelled = false, isSuspect = false, beforeRelease}: LockedOptions,
): Promise<Report> {
  const before = tryRead(ledger, host)
  const fixedLedger = isFixed ? {leftovers: [fixed('ledger', ledger.path)]} : {}
  if (before.closed !== undefined) return {...empty, ...whatWasDone(before, empty.phase, host), ...fixedLedger}
  const span = stopwatch(host)
  const findings: Finding[] = []
  record(
    ledger,
    {type: 'closing', by: host.processes.self, phase: empty.phase, ...(why === undefined ? {} : {why})},
    findings,
  )
  await endLivingMain(before, host)
  if (!isFixed) reopen(ledger)

  const recorded = tryRead(ledger, host)
  const state = {...recorded, cancelled: recorded.cancelled || isCancelled}
  findings.push(...damageTo(state))
  span('fence')
  const collected = empty.phase === 'post' && !isFixed ? await collect(state, host) : undefined
  if (collected !== undefined) span('collect')
  if (!isFixed) await leaveShares(state, host)
  const shutdown = rememberedOr(await bringDown(state, ledger, host, courtesy), state)
  record(ledger, {type: 'shutdown', shutdown}, findings)
  span('ladder')
  const evidence = evidenceOf(state, shutdown, isSuspect)
  beforeRelease?.(state, shutdown)
  findings.push(...fullDisk(state), ...cutLogs(state)) // what is released makes room
  // A keeper is needed for as long as there is a QEMU that would not end: it finishes what cannot be finished now
  const isStuck = shutdown.outcome === 'stuck' || isFixed
  const isKept = (held: Held): boolean =>
    isSelf(held, host) || (isStuck && isProcess(held, 'keeper')) || (isFixed && held.kind !== 'process')
  const held = heldBy(state, ledger, host)
  const gone = held.filter((one) => !isKept(one))
  const releases = await telling('the release of what it held', releaseAll(gone, ledger, host), host)
  const kept = held.filter(isKept)
  const strays = isStuck ? [] : await endStrays(ledger.vm, kept, host)
  const keptFiles = isFixed ? kept.filter(({kind}) => kind !== 'process') : []
  const leftovers = [
    ...(fixedLedger.leftovers ?? []),
    ...keptFiles.map((one) => fixed(one.kind, whereOf(one))),
    ...strays,
  ]
  span('release and verify')

  const report: Report = {
    ...empty,
    ...(state.plan === undefined ? {} : {plan: state.plan}),
    ...(state.bootTook === undefined ? {} : {bootTook: state.bootTook}),
    timeline: span.all,
    shutdown,
    releases,
    leftovers,
    findings,
    ...(collected === undefined ? {} : {collected}),
    ...evidence,
  }
  const verdict = verdictOf(report)
  // A ledger with something left stays open: whoever comes next goes on with it
  if (verdict !== 'leaked') record(ledger, {type: 'closed', verdict}, findings)
  return report
}

const fixed = (what: string, where: string): Leftover => ({
  what,
  where,
  remedy: 'Kept, because its file system takes no writes. The keeper removes it when it does again.',
})

/** The keeper stops a VM whose resource it is itself; it is gone when it has. */
const isSelf = (held: Held, host: Host): boolean =>
  held.kind === 'process' && isSameProcess(held.evidence, host.processes.self)

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
  const others = state.mains.filter((one) => !isSameProcess(one, host.processes.self))
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

/** On a full disk nothing can be written any more; the VM goes down all the same, and the report says so. */
function record(ledger: Ledger, entry: Entry, findings: Finding[]): void {
  const error = tryAppend(ledger, entry)
  if (error === undefined || findings.some(({title}) => title === unwritable)) return
  findings.push({level: 'warning', title: unwritable, message: messageOf(error)})
}

const unwritable = 'The ledger could not be written'
