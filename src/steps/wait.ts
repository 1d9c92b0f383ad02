import {QemuVmError} from '../errors.ts'
import {agentAnswer, sshGreeting} from '../guest/answers.ts'
import {untilItSucceeds, waitUntilReady, type Requirement} from '../guest/ready.ts'
import {sshPortIn, sshWords} from '../guest/ssh.ts'
import {bootBudget} from '../plan/budgets.ts'
import {formatDuration, millis, parseDuration, seconds, type Millis} from '../units.ts'
import {cancelledBy} from './exec.ts'
import {howItEnded} from './lost.ts'
import {awaitFollowed} from './resets.ts'
import {isRunning} from './status.ts'
import {guestLost, type StepContext, type Verb} from './verb.ts'

/** How often it is looked whether QEMU is still there, and whether a command can be run. */
const pause = millis(250)
const commandLimit = seconds(15)

/** Waits until the guest answers; 0 when it does, 1 when its time is over, 125 when the VM has ended. */
export const wait: Verb = {
  usage: '[--timeout DURATION] [ssh | agent]',
  async run(words, context) {
    const {limit, rest} = takeLimit(words, context)
    const [way = usualWay(context), ...more] = rest
    const ways = waysIn(context)
    const requirements = Object.hasOwn(ways, way) ? ways[way] : undefined
    if (limit === undefined || requirements === undefined || more.length > 0) return 'usage'
    return await waitFor(requirements, limit, context)
  },
}

/** The way in that main had seen open. */
export const usualWay = ({plan}: StepContext): 'ssh' | 'agent' => (plan.spec.ready.kind === 'agent' ? 'agent' : 'ssh')

/** `--timeout DURATION`, by default what a boot may take; undefined where it is none. */
export function takeLimit(
  words: readonly string[],
  {plan}: StepContext,
): {readonly limit: Millis | undefined; readonly rest: readonly string[]} {
  const at = words.indexOf('--timeout')
  if (at < 0) return {limit: bootBudget(plan.spec, plan.accelerator), rest: words}
  return {limit: parseDuration(words[at + 1] ?? ''), rest: words.toSpliced(at, 2)}
}

/** What tells that a guest can be entered, by the names of the ways in. */
export function waysIn(context: StepContext): Readonly<Record<string, readonly Requirement[]>> {
  const {
    plan,
    host: {clock, commands},
  } = context
  const command: Requirement = {
    name: `a command over ssh as ${plan.spec.access.user}`,
    hint: 'Does the guest take the key? See "Access" in the README.',
    met: async (signal) => {
      await awaitFollowed(context, signal)
      await untilItSucceeds(
        async () => {
          const words = sshWords(plan.paths.sshConfig, 'guest', 'true')
          const {code, stderr} = await commands.run(words, {limit: commandLimit, tag: plan.tag})
          if (code !== 0) throw new QemuVmError('protocol', stderr)
        },
        {limit: () => commandLimit, pause, clock, signal},
      )
    },
  }
  return {
    ssh: [sshGreeting(sshPortIn(plan.paths.sshConfig), clock), command],
    agent: [agentAnswer(plan.paths.agentSocket, clock)],
  }
}

/** Waits, and tells what for: at the beginning, every ten seconds, and at the end. @returns as `guest wait` does. */
export async function waitFor(
  requirements: readonly Requirement[],
  limit: Millis,
  context: StepContext,
): Promise<number> {
  const {terminal, host} = context
  const began = host.clock.now()
  const over = new AbortController()
  terminal.err(`Waiting for ${requirements.map(({name}) => name).join(', then ')}: ${formatDuration(limit)} at most\n`)
  try {
    await waitUntilReady(requirements, {
      trouble: endOfQemu(context, over.signal),
      budget: limit,
      clock: host.clock,
      onProgress: (waitingFor, sofar) => {
        terminal.err(`Waiting for ${waitingFor} (${formatDuration(sofar)})\n`)
      },
      signal: terminal.signal,
    })
    terminal.err(`The guest answers, after ${formatDuration(millis(host.clock.now() - began))}.\n`)
    return 0
  } catch (error) {
    if (terminal.signal.aborted) return cancelledBy(terminal.signal)
    if (!(error instanceof QemuVmError)) throw error
    terminal.trouble(error.message)
    return error.code === 'boot-timeout' ? 1 : guestLost
  } finally {
    over.abort()
  }
}

/** Rejects when QEMU has ended, with the reason; settles in no other way but that `signal` aborts. */
async function endOfQemu(context: StepContext, signal: AbortSignal): Promise<never> {
  while (isRunning(context)) await context.host.clock.sleep(pause, signal)
  throw new QemuVmError('qemu-exited', await howItEnded(context))
}
