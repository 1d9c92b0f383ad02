import type {Requirement} from '../guest/ready.ts'
import {millis, seconds} from '../units.ts'
import {channelOf, type Channel} from './channel.ts'
import {bootId, restart} from './guest-side.ts'
import {howItEnded} from './lost.ts'
import {openMonitor} from './monitor.ts'
import {awaitFollowed} from './resets.ts'
import {isRunning} from './status.ts'
import {guestLost, type StepContext, type Verb} from './verb.ts'
import {takeLimit, usualWay, waitFor, waysIn} from './wait.ts'

const askLimit = seconds(5)
const lookPause = millis(100)
/** An ask is a session over ssh, a look at the ledger is a read of a file. */
const looksPerAsk = 20

/**
 * Orders the guest to restart, waits until it answers, and proves that it is another boot. Where `allow-reboot` says nothing QEMU
 * ends at a reset: it is told that it shall not at this one.
 */
export const reboot: Verb = {
  usage: '[--timeout DURATION]',
  async run(words, context) {
    const {limit, rest} = takeLimit(words, context)
    if (limit === undefined || rest.length > 0) return 'usage'
    const {plan, host, terminal} = context
    const channel = channelOf(plan, host, undefined)
    const before = await bootOf(channel)
    if (before === undefined) {
      terminal.trouble(isRunning(context) ? 'The guest does not answer: see guest wait.' : await howItEnded(context))
      return guestLost
    }
    await using monitor = plan.spec.allowsReboot ? undefined : await openMonitor(context)
    const atReset = async (reboot: 'reset' | 'shutdown'): Promise<void> => {
      await monitor?.execute('set-action', {arguments: {reboot}, signal: AbortSignal.timeout(askLimit)})
    }
    await atReset('reset')
    const down = goingDown(channel, before, context)
    // How the order fares is no evidence: the connection may well go down with the guest
    await channel.ask(restart, askLimit).catch(() => undefined)
    const up = [...(waysIn(context)[usualWay(context)] ?? []), anotherBoot(channel, before, context)]
    const status = await waitFor([down, ...up], limit, context)
    // The reset of a guest that is late is still the one that was ordered
    if (status === 0) await atReset('shutdown')
    return status
  },
}

/** What no two boots have in common; undefined where the guest does not answer. */
const bootOf = async (channel: Channel): Promise<string | undefined> =>
  (await channel.answer(bootId, askLimit).catch(() => undefined))?.toString().trim()

/** The keeper hears of a reset from QEMU. A guest that goes on by kexec resets nothing: it is asked now and then. */
function goingDown(channel: Channel, boot: string, {ledger, host: {clock}}: StepContext): Requirement {
  const resets = (): number => ledger.read().events.filter(({event}) => event === 'RESET').length
  const before = resets()
  return {
    name: 'the guest to go down',
    hint: '',
    async met(signal) {
      for (let looks = 1; resets() === before; looks++) {
        await clock.sleep(lookPause, signal)
        if (looks % looksPerAsk === 0 && (await isOther(channel, boot))) return
      }
    },
  }
}

const anotherBoot = (channel: Channel, boot: string, context: StepContext): Requirement => ({
  name: 'another boot of the guest',
  hint: '',
  async met(signal) {
    while (!(await isOther(channel, boot))) await context.host.clock.sleep(lookPause, signal)
    await awaitFollowed(context, signal)
  },
})

async function isOther(channel: Channel, boot: string): Promise<boolean> {
  const now = await bootOf(channel)
  return now !== undefined && now !== boot
}
