import {agentAnswer, sshGreeting} from '../guest/answers.ts'
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

const loginLimit = (): Millis => seconds(30)
const loginPause = millis(250)

/** What the input `ready` asks for, in order. */
export function requirementsFor(input: RequirementsInput): readonly Requirement[] {
  const {plan, port, host} = input
  const {ready} = plan.spec
  const banner = sshGreeting(port, host.clock)
  switch (ready.kind) {
    case 'none':
      return []
    case 'console':
      return [consoleText(ready.pattern, input)]
    case 'banner':
      return [banner]
    case 'agent':
      return [agentAnswer(plan.paths.agentSocket, host.clock)]
    case 'login':
      return [banner, login(input)]
  }
}

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
