import * as fs from 'node:fs'
import type {Host} from '../host/host.ts'
import type {HeldOf, ProcessIdentity} from '../plan/intent.ts'
import type {Leftover} from '../report/report.ts'
import {millis, seconds, tagOf, type Millis, type VmId} from '../units.ts'
import type {Resource} from './resource.ts'

/** How long a helper has after SIGTERM, and after SIGKILL. The ladder has its own budgets for QEMU itself. */
const termBudget = seconds(2)
/** How long one that serves QEMU has to end by itself: it mostly does when QEMU has closed the connection (V26). */
const voluntaryBudget = seconds(2)
const killBudget = seconds(2)
const pause = millis(10)

/** A process of the VM. QEMU is brought down by the ladder; what is left of it, and every helper, by signals. */
export const processResource: Resource<'process'> = {
  async release(held, vm, host) {
    const living = livingOf(held, vm, host)
    if (living.length === 0) return 'absent'
    if (isServer(held) && (await areGone(living, voluntaryBudget, host))) return 'released'
    await endProcesses(livingOf(held, vm, host), host)
    return 'released'
  },

  verify(held, vm, host) {
    const living = livingOf(held, vm, host).map((one) => leftoverOf(one, host))
    return Promise.resolve([...living, ...lockLeftovers(held, host)])
  },
}

/**
 * What lives of an intent's process: the recorded one, and, since its maker may have died before it could record, every
 * QEMU that has the VM's name, and every swtpm or virtiofsd that carries its tag; for another helper without evidence,
 * every process that carries the tag.
 */
export function livingOf(held: HeldOf<'process'>, vm: VmId, host: Host): readonly ProcessIdentity[] {
  const {evidence, description} = held
  const recorded = evidence === undefined || host.processes.state(evidence) === 'gone' ? [] : [evidence]
  if (description.role === 'qemu') {
    const named = host.processes.findQemu(tagOf(vm)).filter(({pid}) => pid !== evidence?.pid)
    return [...recorded, ...named]
  }
  if (isServer(held)) {
    // virtiofsd forks into a sandbox, and the one that was recorded may end before the other
    const marked = new Set(host.processes.find(tagOf(vm)).map(({pid}) => pid))
    const others = host.processes.named(description.role).filter(({pid}) => marked.has(pid) && pid !== evidence?.pid)
    return [...recorded, ...others]
  }
  return evidence === undefined ? host.processes.find(tagOf(vm)) : recorded
}

/** Does it serve QEMU, under the name of its role? */
const isServer = ({description: {role}}: HeldOf<'process'>): boolean => role === 'swtpm' || role === 'virtiofsd'

/** SIGTERM (and SIGCONT: a stopped process would not see it), then SIGKILL. Identities are checked at each signal. */
export async function endProcesses(processes: readonly ProcessIdentity[], host: Host): Promise<void> {
  for (const name of ['SIGTERM', 'SIGCONT'] as const) for (const one of processes) host.processes.signal(one, name)
  if (await areGone(processes, termBudget, host)) return
  for (const one of processes) host.processes.signal(one, 'SIGKILL')
  await areGone(processes, killBudget, host)
}

/**
 * Waits for the processes to be gone, and tells whether they are. The `budget` is counted in pauses and not by the clock: while
 * the machine stood still (a paused VM, a starved processor) they had no time to end either.
 */
export async function areGone(processes: readonly ProcessIdentity[], budget: Millis, host: Host): Promise<boolean> {
  for (let waited = 0; ; waited += pause) {
    if (processes.every((one) => host.processes.state(one) === 'gone')) return true
    if (waited >= budget) return false
    await host.clock.sleep(pause)
  }
}

/** What to tell of a process that should be gone. */
export const leftoverOf = (one: ProcessIdentity, host: Host): Leftover => ({
  what: 'process',
  where: host.processes.describe(one),
  remedy: `kill -9 ${one.pid}`,
})

/** The kernel's own word: QEMU holds a lock on its pidfile for as long as any thread of it lives (V9, V11). */
function lockLeftovers({description: {pidFile}}: HeldOf<'process'>, host: Host): readonly Leftover[] {
  const stat = pidFile === undefined ? undefined : fs.lstatSync(pidFile, {throwIfNoEntry: false})
  if (pidFile === undefined || stat === undefined) return []
  return host.processes.locksOn(stat).map((pid) => {
    // A lock of an open file, or of a process in another container, has no pid; `kill -9 -1` would end everything
    const [holder, remedy] =
      pid > 0 ? [`pid ${pid}`, `kill -9 ${pid}`] : ['an unknown process', `fuser -v '${pidFile}'`]
    return {what: 'lock', where: `${pidFile}, held by ${holder}`, remedy}
  })
}
