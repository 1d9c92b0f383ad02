import {agentAnswer, sshGreeting} from '../guest/answers.ts'
import {boundedMatcher} from '../guest/console.ts'
import {openMaster} from '../guest/login.ts'
import {untilItSucceeds, type Requirement} from '../guest/ready.ts'
import {QemuVmError} from '../errors.ts'
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
  /** For a guest that does not take the key. */
  readonly password?: string
  /** Subscribes to the lines of the console, from its beginning. */
  readonly onConsoleLine: (take: (line: string) => void) => void
}

const loginLimit = (): Millis => seconds(30)
const loginPause = millis(250)
/** A guest may set a password late in its boot; and it may lock out who fails too often. An attempt may count twice there, by PAM and by itself. */
const passwordPause = seconds(5)
const mostRefusals = 3

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
const login = ({plan, ledger, host, password}: RequirementsInput): Requirement => ({
  name: `a login over ssh as ${plan.spec.access.user}`,
  hint: 'Does the guest take the public key from one of the places where it was offered? See "Access" in the README.',
  async met(signal) {
    const {tag, paths} = plan
    const intent = {id: resourceId('ssh master'), kind: 'process', description: {tag, role: 'ssh-master'}} as const
    let refusals = 0
    const isFinal = (error: unknown): boolean =>
      error instanceof QemuVmError && error.code === 'password-refused' && ++refusals >= mostRefusals
    const pause = password === undefined ? loginPause : passwordPause
    const bounds = {limit: loginLimit, pause, clock: host.clock, signal, isFinal}
    await acquire(intent, () => untilItSucceeds((one) => openMaster(paths, tag, host, one, password), bounds), ledger)
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
