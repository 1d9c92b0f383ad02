import * as fs from 'node:fs'
import {panicEnds, panicTail, tailOf} from '../guest/console.ts'
import type {Host} from '../host/host.ts'
import type {ExitRecord, Shutdown} from '../ledger/entry.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {LedgerState} from '../ledger/replay.ts'
import {isProcess, type HeldOf, type ProcessIdentity} from '../plan/intent.ts'
import {watchExit} from '../qemu/exit-watch.ts'
import {livingOf} from '../resources/process.ts'
import {askWords} from '../report/wording.ts'
import {descend, type Rung} from '../shutdown/ladder.ts'
import {openMonitor} from '../shutdown/monitor.ts'
import {outcomeOf} from '../shutdown/outcome.ts'
import {makeRungs} from '../shutdown/rungs.ts'
import {formatDuration, millis, seconds, tagOf, type Millis} from '../units.ts'
import {exitOf} from './await-qemu.ts'
import {diskTrouble} from './room.ts'
import {telling} from './waiting.ts'

/** A cancelled job has 5 minutes for all its posts, and nobody waits for a guest that has nothing to save. */
const courtesyWhenCancelled = seconds(10)
const courtesyWhenNeverReady = seconds(5)

/** An order to power off whose guest is gone fails at once, unless it is only just being sent. */
const orderBudget = seconds(3)

/** The kernel closes the monitor of a QEMU that is gone; what was in it is read within milliseconds. */
const lastWordsBudget = seconds(1)

/** So old is a QEMU that certainly has made its sockets, also on a machine with ten times as much to do as it can. */
const youth = seconds(15)

/** How many restarts are told with their times; and resets that are so close are one: SeaBIOS adds one of its own (resume.c). */
const mostTimes = 10
const closeResets = seconds(3)

/** Identifies QEMU and goes down the ladder. @returns how it ended; what was done about it is in the notes. */
export async function bringDown(state: LedgerState, ledger: Ledger, host: Host, limit?: Millis): Promise<Shutdown> {
  const {vm} = ledger
  const began = host.clock.now()
  const held = state.held.find((one) => isProcess(one, 'qemu'))
  const qemu = held === undefined ? host.processes.findQemu(tagOf(vm)) : livingOf(held, vm, host)
  if (held === undefined && qemu.length === 0)
    return {outcome: 'never-started', attempts: [], took: millis(0), notes: []}

  const notes = [...wake(qemu, host), ...rebootsTold(state)]
  const {courtesy, why} = courtesyFor(state, limit)
  const panicked = hasPanicked(state)
  if (why !== undefined && qemu.length > 0 && !panicked) notes.push(why)
  const isYoung = qemu.some((one) => host.processes.age(one) < youth)
  await using monitor = await openMonitor(qemu.length === 0 ? undefined : state.plan?.paths.stopSocket, host, isYoung)
  notes.push(...diskTrouble(monitor.status, state))
  const watch = watchExit(qemu, host)
  void monitor.client?.closed.then(watch.nudge)

  const sshConfig = state.held.some((one) => isProcess(one, 'ssh-master')) ? state.plan?.paths.sshConfig : undefined
  const hadAgent = state.plan?.spec.ready.kind === 'agent' && state.bootTook !== undefined
  const agentSocket = hadAgent ? state.plan.paths.agentSocket : undefined
  const orders = trackedCommands(host)
  const rungs = makeRungs({
    qemu,
    monitor,
    courtesy: panicked ? millis(0) : courtesy,
    ...(sshConfig === undefined ? {} : {sshConfig}),
    ...(agentSocket === undefined ? {} : {agentSocket}),
    tag: tagOf(vm),
    host: {...host, commands: orders.commands},
  })
  let asked = ''
  const onRung = ({asks}: Rung): void => {
    asked = asks.map(({name}) => askWords[name]).join(', ')
  }
  const down = descend(rungs, watch, host.clock, onRung)
  const descent = await telling(() => `the end of QEMU; asked for by: ${asked}`, down, host, state.plan)
  await orders.over(orderBudget)
  // What QEMU said last may still lie in the socket of one that is gone
  if (!descent.stillRunning) await monitor.ended(lastWordsBudget)
  const exit = descent.stillRunning ? undefined : await exitSeen(state, ledger, host)
  const evidence = monitor.evidence()
  const signal = exit?.signal === undefined ? {} : {signal: exit.signal}
  const before = descent.found ? {} : resetBefore(state)
  const outcome = outcomeOf(descent, {...before, ...evidence, ...signal, panicked: evidence.panicked || panicked})
  const isAskedOnly = descent.attempts.every(({ask}) => ask === 'poweroff' || ask === 'powerdown')
  if (outcome === 'already-gone' || (outcome === 'killed' && isAskedOnly))
    notes.push(...howItWent({...state, ...(exit === undefined ? {} : {exit})}, held))
  const crashed = outcome === 'already-gone' && (exit?.signal !== undefined || (exit?.code ?? 0) !== 0)
  const took = millis(host.clock.now() - began)
  return {outcome, attempts: descent.attempts, took, notes, ...(crashed ? {crashed} : {})}
}

/**
 * The ladder leaves an ask when QEMU is gone, and the ssh of the order to power off may start only then. It bears the
 * VM's tag: found while the rest is released, it would look like a process of the VM that does not end.
 */
function trackedCommands(host: Host): {
  readonly commands: Host['commands']
  readonly over: (budget: Millis) => Promise<void>
} {
  const running: Promise<unknown>[] = []
  const run: Host['commands']['run'] = (argv, options) => {
    const result = host.commands.run(argv, options)
    running.push(result.catch(() => undefined))
    return result
  }
  return {
    commands: {...host.commands, run},
    async over(budget) {
      const settled = new AbortController()
      const all = Promise.all(running).then(() => {
        settled.abort()
      })
      await Promise.race([all, host.clock.sleep(budget, settled.signal).catch(() => undefined)])
    },
  }
}

/** How QEMU ended, as the keeper, its parent, has recorded it or is about to. Undefined where there is none to tell. */
async function exitSeen(state: LedgerState, ledger: Ledger, host: Host): Promise<ExitRecord | undefined> {
  if (state.exit !== undefined) return state.exit
  const keeper = state.held.find((one) => isProcess(one, 'keeper'))?.evidence
  const isKept = keeper !== undefined && host.processes.state(keeper) === 'running'
  return isKept ? await exitOf(ledger, host).catch(() => undefined) : undefined
}

/** QMP told the keeper, or the console ends in the kernel's last words: no asking helps any more. */
const hasPanicked = ({events, plan}: LedgerState): boolean =>
  events.some(({event}) => event === 'GUEST_PANICKED') ||
  (plan !== undefined && panicEnds(tailOf(plan.paths.consoleLog, panicTail)))

/** A guest that was ready and then reset, where that ends QEMU; before that it is main's failure. */
function resetBefore({events, bootTook}: LedgerState): {readonly shutdown?: {guest: true; reason: 'guest-reset'}} {
  const wasReset = events.some(({event, data}) => event === 'SHUTDOWN' && data['reason'] === 'guest-reset')
  return wasReset && bootTook !== undefined ? {shutdown: {guest: true, reason: 'guest-reset'}} : {}
}

/** Restarts of the guest that QEMU went on after. */
function rebootsTold({events}: LedgerState): readonly string[] {
  const resets = events.filter(({event}) => event === 'RESET').map(({at}) => at)
  const times = resets
    .filter((at, index) => index === 0 || Date.parse(at) - Date.parse(resets[index - 1] ?? '') >= closeResets)
    .map((at) => at.slice(11, 19))
  if (times.length === 0) return []
  const shown = times.length > mostTimes ? [...times.slice(0, mostTimes), '…'] : times
  return [`The guest restarted ${times.length === 1 ? 'once' : `${times.length} times`}, at ${shown.join(', ')} UTC.`]
}

/** A process stopped by a signal neither answers nor takes SIGTERM (V6). */
function wake(qemu: readonly ProcessIdentity[], host: Host): string[] {
  const stopped = qemu.filter((one) => host.processes.state(one) === 'stopped')
  for (const one of stopped) host.processes.signal(one, 'SIGCONT')
  return stopped.map(({pid}) => `QEMU (pid ${pid}) had been stopped by a signal, and was continued.`)
}

function courtesyFor(
  {plan, cancelled, handedOver}: LedgerState,
  most: Millis | undefined,
): {readonly courtesy: Millis; readonly why?: string} {
  const asked = plan?.spec.budgets.shutdown ?? courtesyWhenNeverReady
  const limit = !handedOver ? courtesyWhenNeverReady : cancelled ? courtesyWhenCancelled : asked
  if (most !== undefined && most < limit) return {courtesy: most}
  if (limit >= asked) return {courtesy: asked}
  const because = handedOver ? 'the job was cancelled' : 'the guest was never ready'
  return {courtesy: limit, why: `The guest was given ${formatDuration(limit)} only, because ${because}.`}
}

/** The keeper was QEMU's parent and knows; without it the pidfile tells: QEMU removes it when it ends in order (V4). */
function howItWent({exit, events}: LedgerState, held: HeldOf<'process'> | undefined): readonly string[] {
  if (exit?.signal !== undefined) return [`QEMU was ended by ${exit.signal}${by(exit.killer)}.`]
  if (exit?.code === 0) return [orderlyEnd(events)]
  if (exit?.code !== undefined) return [`QEMU had ended by itself with status ${exit.code}.`]
  const {pidFile} = held?.description ?? {}
  if (held?.evidence === undefined || pidFile === undefined || !fs.existsSync(pidFile)) return []
  return ['QEMU had not ended in an orderly way: it was killed, or it crashed.']
}

function orderlyEnd(events: LedgerState['events']): string {
  const cause = events.find(({event}) => event === 'SHUTDOWN')?.data
  if (cause?.['reason'] === 'guest-reset') return 'The guest had been reset, upon which QEMU ends.'
  return cause?.['guest'] === true ? 'The guest had powered itself off.' : 'QEMU had been ended in an orderly way.'
}

const by = (killer: string | undefined): string => (killer === undefined ? '' : `, sent by ${killer}`)
