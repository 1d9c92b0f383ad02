import {connectAgent} from '../guest/agent.ts'
import {awaitBanner} from '../guest/banner.ts'
import {boundedMatcher} from '../guest/console.ts'
import {openMaster} from '../guest/login.ts'
import {untilItSucceeds, type Requirement} from '../guest/ready.ts'
import type {Host} from '../host/host.ts'
import {consoleExpression} from '../inputs/readiness.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {VmPlan} from '../plan/plan.ts'
import {acquire} from '../resources/acquire.ts'
import {millis, resourceId, seconds, type Millis} from '../units.ts'

export interface RequirementsInput {
  readonly plan: VmPlan
  readonly ledger: Ledger
  readonly port: number
  readonly host: Host
  /** Subscribes to the lines of the console, from its beginning. */
  readonly onConsoleLine: (take: (line: string) => void) => void
}

/**
 * While the guest has no network QEMU's user network loses the SYN, and repeats it only after seconds: short attempts
 * find the server sooner. A guest that boots slowly may also greet slowly, so an attempt lasts as long as it may without
 * costing more than a tenth of the boot.
 */
const bannerLimit = (sofar: Millis): Millis => millis(Math.max(200, sofar / 10))
const bannerPause = millis(50)
const loginLimit = (): Millis => seconds(30)
const loginPause = millis(250)

/** What the input `ready` asks for, in order. */
export function requirementsFor(input: RequirementsInput): readonly Requirement[] {
  const {ready} = input.plan.spec
  switch (ready.kind) {
    case 'none':
      return []
    case 'console':
      return [consoleText(ready.pattern, input)]
    case 'banner':
      return [banner(input)]
    case 'agent':
      return [agent(input)]
    case 'login':
      return [banner(input), login(input)]
  }
}

const banner = ({port, host: {clock}}: RequirementsInput): Requirement => ({
  name: 'the greeting of an SSH server',
  hint: 'Does the guest start sshd, and does it bring up its network by DHCP or as 10.0.2.15/24?',
  met: (signal) =>
    untilItSucceeds((one) => awaitBanner(port, one), {limit: bannerLimit, pause: bannerPause, clock, signal}),
})

/** The connection that logs in is kept as the master for all later commands, and is a resource of its own. */
const login = ({plan, ledger, host}: RequirementsInput): Requirement => ({
  name: `a login over ssh as ${plan.spec.access.user}`,
  hint: 'Does the guest take the public key from one of the places where it was offered? See "Access" in the README.',
  async met(signal) {
    const {tag, paths} = plan
    const intent = {id: resourceId('ssh master'), kind: 'process', description: {tag, role: 'ssh-master'}} as const
    const bounds = {limit: loginLimit, pause: loginPause, clock: host.clock, signal}
    await acquire(intent, () => untilItSucceeds((one) => openMaster(paths, tag, host, one), bounds), ledger)
  },
})

const agentPause = millis(100)
const agentLimit = (): Millis => seconds(2)

/** The agent answers as soon as it is greeted; until then what it is sent waits in the guest's port. */
const agent = ({plan, host: {clock}}: RequirementsInput): Requirement => ({
  name: 'an answer of the guest agent',
  hint: 'Is qemu-guest-agent installed and started, and is there a port org.qemu.guest_agent.0 in /dev/virtio-ports?',
  met: (signal) =>
    untilItSucceeds(
      async (one) => {
        await using session = await connectAgent(plan.paths.agentSocket, one)
        await session.execute('guest-ping', {signal: one})
      },
      {limit: agentLimit, pause: agentPause, clock, signal},
    ),
})

function consoleText(pattern: string, {onConsoleLine}: RequirementsInput): Requirement {
  const seen = Promise.withResolvers<undefined>()
  const isMatch = boundedMatcher(consoleExpression(pattern))
  let portion: string[] = []
  const look = (): void => {
    const lines = portion
    portion = []
    try {
      if (isMatch(lines)) seen.resolve(undefined)
    } catch (error) {
      seen.reject(error)
    }
  }
  onConsoleLine((line) => {
    if (portion.push(line) === 1) queueMicrotask(look) // runs when the console's portion is handed on as a whole
  })
  seen.promise.catch(() => undefined)
  return {
    name: `a line of the console that matches /${pattern}/`,
    hint: 'Does the guest print to the serial console (console=ttyS0 on q35, console=ttyAMA0 on virt)?',
    met: () => seen.promise,
  }
}
