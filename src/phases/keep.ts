import {existsSync} from 'node:fs'
import {messageOf, QemuVmError} from '../errors.ts'
import type {Exit, Host, SpawnedProcess} from '../host/host.ts'
import {oomKills} from '../host/oom.ts'
import {retry} from '../host/retry.ts'
import type {ExitRecord} from '../ledger/entry.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {lockHolder} from '../host/lock.ts'
import {replay, type LedgerState} from '../ledger/replay.ts'
import {lockPath} from '../plan/paths.ts'
import type {VmPlan} from '../plan/plan.ts'
import {connectQmp} from '../qemu/qmp.ts'
import {acquire} from '../resources/acquire.ts'
import {millis, resourceId, seconds, type JsonObject, type Millis} from '../units.ts'
import {keepOrStop, type Watch} from './keep-or-stop.ts'
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

/**
 * The keeper's whole life: it starts QEMU when main has planned it, is QEMU's parent and records how it ends and what QMP
 * told meanwhile; stops the VM by stop() when nobody else will; and leaves when the ledger is closed.
 */
export async function keep(ledger: Ledger, host: Host): Promise<void> {
  const plan = await awaitPlan(ledger, host)
  if (plan === undefined) return
  const began = host.clock.now()
  let gone = false
  const wake = new AbortController()
  try {
    const qemu = await spawnQemu(plan, ledger, host)
    const kills = oomKills()
    void recordEvents(plan, ledger, host)
    void qemu.exited.then((exit) => {
      gone = true
      tryAppend(ledger, {type: 'exited', id: resourceId('qemu'), exit: exitRecord(exit, kills)})
      wake.abort()
    })
  } catch (error) {
    tryAppend(ledger, {type: 'failed', message: messageOf(error)})
    gone = true
  }
  await guard(plan, ledger, host, {began, isGone: () => gone, woken: wake.signal})
}

/** The plan, when main has made it; undefined when it never will. */
async function awaitPlan(ledger: Ledger, host: Host): Promise<VmPlan | undefined> {
  for (;;) {
    const state = tryRead(ledger)
    const isMainThere = state.mains.some((main) => host.processes.state(main) !== 'gone')
    if (state.closing || state.closed !== undefined || state.failure !== undefined || !isMainThere) return undefined
    if (state.plan !== undefined) return state.plan
    await host.clock.sleep(eagerPause)
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

async function recordEvents({paths}: VmPlan, ledger: Ledger, host: Host): Promise<void> {
  try {
    const connect = () => connectQmp(paths.keeperSocket, host.clock, seconds(10))
    const qmp = await retry(connect, {tries: 500, pause: millis(20)})
    let count = 0
    qmp.onEvent(({event, data}) => {
      if (tellingEvents.has(event) && count++ < mostEvents)
        tryAppend(ledger, {type: 'event', event, data: data as JsonObject})
    })
  } catch {
    // QEMU ended before it had a socket, or answers nobody: its exit says more
  }
}

interface Guarding {
  readonly began: Millis
  readonly isGone: () => boolean
  readonly woken: AbortSignal
}

async function guard(plan: VmPlan, ledger: Ledger, host: Host, {began, isGone, woken}: Guarding): Promise<void> {
  let last = ''
  let since = began
  for (;;) {
    const now = host.clock.now()
    const seen = look(ledger, isGone(), host)
    if (JSON.stringify(seen) !== last) since = now
    last = JSON.stringify(seen)
    const lifetimePassed = now - began >= plan.spec.budgets.lifetime
    const decision = keepOrStop({...seen, unchangedFor: millis(now - since), lifetimePassed})
    if (decision.do === 'leave') return
    if (decision.do === 'stop') {
      await stop(ledger, host, 'keeper', {why: decision.why})
      since = host.clock.now()
    }
    await host.clock.sleep(calmPause, isGone() ? undefined : woken).catch(() => undefined)
  }
}

function look(ledger: Ledger, isGone: boolean, host: Host): Omit<Watch, 'unchangedFor' | 'lifetimePassed'> {
  const state = tryRead(ledger)
  const worker = state.owner?.worker
  const holder = lockHolder(lockPath(ledger.path))
  return {
    ledger: !existsSync(ledger.path)
      ? 'gone'
      : state.closed !== undefined
        ? 'closed'
        : state.closing
          ? 'closing'
          : 'open',
    qemu: isGone ? 'gone' : 'running',
    worker: worker === undefined ? 'unknown' : host.processes.state(worker) === 'gone' ? 'dead' : 'alive',
    locked: holder !== undefined && host.processes.state(holder) !== 'gone',
  }
}

function tryRead(ledger: Ledger): LedgerState {
  try {
    return ledger.read()
  } catch {
    return {...replay(''), closed: 'clean'}
  }
}

/** A full disk must not end the keeper: it is still QEMU's parent and the one who stops it. */
function tryAppend(ledger: Ledger, entry: Parameters<Ledger['append']>[0]): void {
  try {
    ledger.append(entry)
  } catch {
    // told by nobody, found by stop() all the same
  }
}
