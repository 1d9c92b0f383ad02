import {QemuVmError} from '../errors.ts'
import {connectAgent} from '../guest/agent.ts'
import {powerScript} from '../guest/power.ts'
import {sshWords} from '../guest/ssh.ts'
import type {Host} from '../host/host.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import {millis, seconds, type Millis} from '../units.ts'
import type {Answer, Ask, Rung} from './ladder.ts'
import {within, type Monitor} from './monitor.ts'

/** What the rungs are made of. */
export interface RungsInput {
  readonly qemu: readonly ProcessIdentity[]
  readonly monitor: Monitor
  /** How long the guest may take when it is asked; 0: it is not asked. */
  readonly courtesy: Millis
  /** The config for ssh of a guest into which somebody had logged in. */
  readonly sshConfig?: string
  /** The socket of a guest whose agent had answered. */
  readonly agentSocket?: string
  readonly tag: string
  readonly host: Host
}

/** The reasoning behind the figures: reliability notes, section 4. All together stay below 75 s with 30 s of courtesy. */
const quitBudget = seconds(5)
const terminateBudget = seconds(5)
const killBudget = seconds(10)
/** A press can be lost while the guest boots (V2); Windows wants two (LXD). */
const secondPress = millis(500)
const nextPress = seconds(5)
/** After the guest is down QEMU may still have to write its buffers out (libvirt, commit 96fc4784). */
const flushBudget = seconds(15)

const requested: Answer = {kind: 'requested'}

/** The ladder: ask the guest on both ways at once, ask QEMU, then insist. */
export function makeRungs(input: RungsInput): readonly Rung[] {
  const {courtesy, qemu, host} = input
  return [
    ...(courtesy > 0 ? [{budget: courtesy, asks: [poweroff(input), powerdown(input)]}] : []),
    {budget: quitBudget, asks: [quit(input)]},
    // A stopped process takes SIGTERM only when it goes on (V6)
    {budget: terminateBudget, asks: [signalling('terminate', ['SIGTERM', 'SIGCONT'], qemu, host)]},
    {budget: killBudget, asks: [signalling('kill', ['SIGKILL'], qemu, host)]},
  ]
}

/**
 * From inside the guest. How the command fares is never looked at: the connection may well go down before its exit
 * status arrives, and that is what success looks like (spdk/spdk#3648).
 */
function poweroff({sshConfig, agentSocket, tag, host}: RungsInput): Ask {
  return {
    name: 'poweroff',
    async request(signal) {
      if (agentSocket !== undefined) return await poweroffByAgent(agentSocket, within(seconds(5), signal))
      if (sshConfig === undefined) return {kind: 'unavailable', why: 'nobody had logged in over ssh'}
      const words = sshWords(sshConfig, '-o', 'ConnectTimeout=3', 'guest', `exec sh -c '${powerScript('poweroff')}'`)
      await host.commands.run(words, {limit: seconds(5), tag})
      return requested
    },
  }
}

/** The agent answers to this only where it refuses (qga/qapi-schema.json): nobody waits for it longer than for ssh. */
async function poweroffByAgent(socket: string, signal: AbortSignal): Promise<Answer> {
  try {
    await using agent = await connectAgent(socket, signal)
    await agent.execute('guest-shutdown', {arguments: {mode: 'powerdown'}, signal})
  } catch (error) {
    if (error instanceof QemuVmError && error.code === 'protocol' && error.message.includes('refused')) throw error
  }
  return requested
}

/** Run states in which a guest can hear the power button, and those from which it has to be woken first. */
const hearing = new Set(['running', 'unknown'])
const asleep: Readonly<Record<string, string>> = {paused: 'cont', prelaunch: 'cont', suspended: 'system_wakeup'}

/** The ACPI power button. */
function powerdown({monitor, host}: RungsInput): Ask {
  return {
    name: 'powerdown',
    async request(signal) {
      const {client, status} = monitor
      if (client === undefined) return {kind: 'unavailable', why: monitor.whyNone}
      const wake = asleep[status]
      if (wake !== undefined) await client.execute(wake, {signal: within(seconds(1), signal)})
      else if (!hearing.has(status)) return {kind: 'refused', why: `the guest is not running (${status})`}
      return await Promise.race([
        pressAgainAndAgain(),
        shutdownSeen(),
        cannotObey(),
        client.closed.then(() => requested),
      ])

      async function pressAgainAndAgain(): Promise<Answer> {
        for (let pause = secondPress; ; pause = nextPress) {
          // No answer says nothing: the press may have been heard, and the next one may be
          await client?.execute('system_powerdown', {signal: within(seconds(2), signal)}).catch(() => undefined)
          await host.clock.sleep(pause, signal)
        }
      }
      async function shutdownSeen(): Promise<Answer> {
        await monitor.seen(({event}) => event === 'SHUTDOWN')
        await host.clock.sleep(flushBudget, signal)
        return {kind: 'refused', why: 'the guest was down, and QEMU did not end'}
      }
      async function cannotObey(): Promise<Answer> {
        const {event} = await monitor.seen((one) => stops(one.event) && monitor.evidence().shutdown === undefined)
        return {kind: 'refused', why: `the guest cannot obey any more (${event})`}
      }
    },
  }
}

const stops = (event: string): boolean => event === 'STOP' || event === 'GUEST_PANICKED'

/** The reply, the end of the connection, a reset: all mean that it was sent (V4). */
function quit({monitor}: RungsInput): Ask {
  return {
    name: 'quit',
    async request(signal) {
      const {client} = monitor
      if (client === undefined) return {kind: 'unavailable', why: monitor.whyNone}
      const isOver = await Promise.race([client.closed.then(() => true), Promise.resolve(false)])
      if (isOver) return {kind: 'unavailable', why: 'QEMU had closed its monitor before'}
      await client.execute('quit', {signal}).catch(() => undefined)
      return requested
    },
  }
}

function signalling(
  name: 'terminate' | 'kill',
  signals: readonly NodeJS.Signals[],
  qemu: readonly ProcessIdentity[],
  host: Host,
): Ask {
  return {
    name,
    request() {
      const answers = signals.flatMap((one) => qemu.map((process) => host.processes.signal(process, one)))
      const denied: Answer = {kind: 'refused', why: 'this user may not signal it; it was started as another one'}
      return Promise.resolve(answers.includes('denied') ? denied : requested)
    },
  }
}
