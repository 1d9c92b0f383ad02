import {statSync} from 'node:fs'
import {messageOf, QemuVmError} from '../errors.ts'
import {capLog, logCut} from '../guest/log-cap.ts'
import type {Exit, Host, SpawnedProcess} from '../host/host.ts'
import {oomKills} from '../host/oom.ts'
import {retry} from '../host/retry.ts'
import type {ExitRecord, LedgerRecord} from '../ledger/entry.ts'
import {restoreLedger} from '../ledger/file-ledger.ts'
import {tryAppend, type Ledger} from '../ledger/ledger.ts'
import {lockHolder} from '../host/lock.ts'
import {replay, type LedgerState} from '../ledger/replay.ts'
import {usualLifetime} from '../plan/budgets.ts'
import {lockPath} from '../plan/paths.ts'
import type {VmPlan} from '../plan/plan.ts'
import {connectQmp} from '../qemu/qmp.ts'
import {acquire} from '../resources/acquire.ts'
import {millis, resourceId, seconds, type Millis} from '../units.ts'
import {keepOrStop, type Watch} from './keep-or-stop.ts'
import {rebootFollower} from './follow.ts'
import {stop} from './stop.ts'

/** How often the keeper looks: while main is about to need QEMU, and at rest. */
const eagerPause = millis(10)
const calmPause = seconds(2)

/** A guest that resets without end tells of it 25 times a second (V22): the first ones are enough. */
const mostEvents = 200
const tellingEvents: ReadonlySet<string> = new Set([
  ...['SHUTDOWN', 'RESET', 'STOP', 'RESUME', 'SUSPEND', 'WAKEUP', 'POWERDOWN'],
  ...['GUEST_PANICKED', 'GUEST_CRASHLOADED', 'BLOCK_IO_ERROR', 'WATCHDOG', 'MEMORY_FAILURE'],
])

/** What the keeper knows of QEMU, as its parent. */
interface Child {
  state: Watch['qemu']
  /** Aborts when QEMU has ended: then there may be something to do at once. */
  readonly over: AbortController
}

/**
 * The keeper's whole life: it starts QEMU when main has planned it, is QEMU's parent and records how it ends and what QMP
 * told meanwhile; stops the VM by stop() when nobody else will; and leaves when the ledger is closed. What main has made
 * before it died without a plan is guarded just so.
 */
export async function keep(ledger: Ledger, host: Host): Promise<void> {
  const began = host.clock.now()
  const child: Child = {state: 'unborn', over: new AbortController()}
  const plan = await awaitPlan(ledger, host)
  if (plan !== undefined) await bear(plan, child, ledger, host)
  const lifetime = plan?.spec.budgets.lifetime ?? usualLifetime
  await guard({ledger, began, child, lifetime, capLogs: logCapper(plan, ledger)}, host)
}

/** The plan, when main has made it; undefined when it never will, or when nobody is there for whom QEMU should run. */
async function awaitPlan(ledger: Ledger, host: Host): Promise<VmPlan | undefined> {
  for (;;) {
    const plan = planIn(ledger, host)
    if (plan !== 'not yet') return plan
    await host.clock.sleep(eagerPause)
  }
}

function planIn(ledger: Ledger, host: Host): VmPlan | undefined | 'not yet' {
  try {
    const state = ledger.read()
    const isMainThere = state.mains.some((main) => host.processes.state(main) !== 'gone')
    if (state.closing || state.closed !== undefined || state.failure !== undefined || !isMainThere) return undefined
    if (workerOf(state, host) === 'dead') return undefined // main may be stopped by a signal, and never be there again
    return state.plan ?? 'not yet'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'not yet'
  }
}

/** Starts QEMU; says in the ledger why not, where it cannot. */
async function bear(plan: VmPlan, child: Child, ledger: Ledger, host: Host): Promise<void> {
  try {
    const kills = oomKills()
    const qemu = await spawnQemu(plan, ledger, host)
    child.state = 'running'
    void recordEvents(plan, rebootFollower(plan, ledger, child.over.signal, host), ledger, host)
    void qemu.exited.then((exit) => {
      child.state = 'gone'
      tryAppend(ledger, {type: 'exited', id: resourceId('qemu'), exit: exitRecord(exit, kills)})
      child.over.abort()
    })
  } catch (error) {
    child.state = 'gone'
    tryAppend(ledger, {type: 'failed', message: messageOf(error)})
  }
}

async function spawnQemu(plan: VmPlan, ledger: Ledger, host: Host): Promise<SpawnedProcess> {
  const {tag, paths} = plan
  let spawned: SpawnedProcess | undefined
  const description = {tag, role: 'qemu', pidFile: paths.pidFile} as const
  await acquire(
    {id: resourceId('qemu'), kind: 'process', description},
    async () => {
      spawned = await host.processes.spawn(plan.qemu, {log: paths.qemuLog, tag})
      return spawned.identity
    },
    ledger,
  )
  if (spawned === undefined) throw new QemuVmError('qemu-exited', 'QEMU was not started.')
  return spawned
}

/** SIGKILL has no sender that one could ask; but the kernel counts those that its OOM killer sends. */
function exitRecord(exit: Exit, killsBefore: number | undefined): ExitRecord {
  if ('code' in exit) return {code: exit.code}
  const kills = oomKills()
  const isOom = exit.signal === 'SIGKILL' && kills !== undefined && killsBefore !== undefined && kills > killsBefore
  return {signal: exit.signal, ...(isOom ? {killer: "the kernel's OOM killer"} : {})}
}

async function recordEvents(
  {paths}: VmPlan,
  onReset: (tell: () => void) => void,
  ledger: Ledger,
  host: Host,
): Promise<void> {
  try {
    const connect = () => connectQmp(paths.keeperSocket, host.clock, seconds(10))
    const qmp = await retry(connect, {tries: 500, pause: millis(20)})
    let count = 0
    qmp.onEvent(({event, data}) => {
      const tell = (): void => {
        if (tellingEvents.has(event) && count++ < mostEvents) tryAppend(ledger, {type: 'event', event, data: data})
      }
      if (event === 'RESET') onReset(tell)
      else tell()
    })
  } catch {
    // QEMU ended before it had a socket, or answers nobody: its exit says more
  }
}

interface Guarded {
  readonly ledger: Ledger
  readonly child: Child
  readonly began: Millis
  readonly lifetime: Millis
  /** To be called at each look: a guest must not fill the disk of the host with what it prints. */
  readonly capLogs: () => void
}

async function guard({ledger, child, began, lifetime, capLogs}: Guarded, host: Host): Promise<void> {
  let last = ''
  let since = began
  let known: readonly LedgerRecord[] = []
  for (;;) {
    capLogs()
    const now = host.clock.now()
    const {records, ...seen} = look(ledger, child.state, host)
    if (records.length > 0) known = records
    if (JSON.stringify(seen) !== last) since = now
    last = JSON.stringify(seen)
    const decision = keepOrStop({...seen, unchangedFor: millis(now - since), lifetimePassed: now - began >= lifetime})
    if (decision.do === 'leave') return
    if (decision.do === 'restore') tryRestore(ledger, known)
    if (decision.do === 'stop') {
      await stop(ledger, host, 'keeper', {why: decision.why})
      since = host.clock.now()
    }
    const woken = child.state === 'gone' ? undefined : child.over.signal
    await host.clock.sleep(calmPause, woken).catch(() => undefined)
  }
}

/** Keeps the texts small to which a guest can write without end. The first time is told in the ledger. */
function logCapper(plan: VmPlan | undefined, ledger: Ledger): () => void {
  const paths = plan === undefined ? [] : [plan.paths.consoleLog, plan.paths.firmwareLog, plan.paths.qemuLog]
  const told = new Set<string>()
  return () => {
    for (const path of paths) {
      if (!capLog(path) || told.has(path)) continue
      told.add(path)
      tryAppend(ledger, {type: 'event', event: logCut, data: {path}})
    }
  }
}

interface Look extends Omit<Watch, 'unchangedFor' | 'lifetimePassed'> {
  readonly records: readonly LedgerRecord[]
}

/** What cannot be read for now (EIO, no more open files) is not closed: the keeper must not leave a QEMU alone for that. */
function look(ledger: Ledger, qemu: Watch['qemu'], host: Host): Look {
  try {
    const isThere = statSync(ledger.path, {throwIfNoEntry: false}) !== undefined
    const state = isThere ? ledger.read() : replay('')
    const holder = lockHolder(lockPath(ledger.path))
    const open = state.closed !== undefined ? 'closed' : state.closing ? 'closing' : 'open'
    return {
      records: state.records,
      ledger: isThere ? open : 'gone',
      qemu,
      worker: workerOf(state, host),
      locked: holder !== undefined && host.processes.state(holder) !== 'gone',
    }
  } catch {
    return {records: [], ledger: 'open', qemu, worker: 'unknown', locked: false}
  }
}

function workerOf({owner}: LedgerState, host: Host): Watch['worker'] {
  if (owner?.worker === undefined) return 'unknown'
  return host.processes.state(owner.worker) === 'gone' ? 'dead' : 'alive'
}

function tryRestore(ledger: Ledger, records: readonly LedgerRecord[]): void {
  try {
    restoreLedger(ledger.path, records)
  } catch {
    // at the next look
  }
}
