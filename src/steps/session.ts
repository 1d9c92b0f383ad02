import {randomBytes} from 'node:crypto'
import type {Exit, Host} from '../host/host.ts'
import type {VmPlan} from '../plan/plan.ts'
import {seconds} from '../units.ts'
import {channelOf, type Asked} from './channel.ts'
import {parseCollected, type Collected} from './collected.ts'
import {collect, deliver, end} from './guest-side.ts'

/** What one command or script in the guest needs, over the connection that main had opened. */
export interface Session {
  readonly token: string
  /** Whether a status of attach() may mean that the connection was lost. */
  readonly mayBeLost: (status: number) => boolean
  /** Runs what the user wants, on our own stdout and stderr; ended by `signal`, with all its processes in the guest. */
  attach(script: string, stdin: 'inherit' | 'ignore'): Promise<Exit>
  /** Brings settings and a script there; nothing of it runs yet. */
  deliver(settings: string, script: string): Promise<Asked>
  /** Ends what runs of it in the guest. */
  end(): Promise<Asked>
  /** What is known of the step in the guest, which then forgets it. Undefined: the guest does not answer. */
  collect(): Promise<Collected | undefined>
}

export interface SessionInput {
  readonly plan: VmPlan
  readonly host: Host
  readonly user?: string | undefined
  readonly token?: string
  readonly signal?: AbortSignal
}

/** The most of one command file that is carried back; the runner itself takes 1 MiB of a summary. */
export const largestFile = 10 * 1024 * 1024

const deliverBudget = seconds(30)
const collectBudget = seconds(20)
/** The runner gives 7.5 s until SIGTERM and 10 s in all; end() takes 4 s, and what it takes to look. */
const endBudget = seconds(7)

/** A name that no other step has had. */
export const newToken = (): string => randomBytes(16).toString('hex')

/** Opens nothing yet: each of its methods is a connection, or a channel of the one that is open. */
export function openSession({plan, host, user, signal, token = newToken()}: SessionInput): Session {
  const channel = channelOf(plan, host, user)
  return {
    token,
    mayBeLost: (status) => status === channel.lostStatus,
    async attach(script, stdin) {
      const gaveUp = new AbortController()
      let ending = Promise.resolve()
      // A signal to ssh would end the connection and leave the command: the command is ended, and ssh follows
      const onAbort = (): void => {
        const over = channel.ask(end(token), endBudget).catch(() => undefined)
        ending = over.then(() => {
          gaveUp.abort()
        })
      }
      if (signal?.aborted === true) onAbort()
      else signal?.addEventListener('abort', onAbort, {once: true})
      try {
        return await channel.attach(script, stdin, gaveUp.signal)
      } finally {
        signal?.removeEventListener('abort', onAbort)
        await ending // what the command has left behind may need SIGTERM, when the command itself is gone
      }
    },
    deliver: (settings, script) =>
      channel.ask(deliver(token, Buffer.byteLength(script)), deliverBudget, `${settings}${token}\n${script}`),
    end: () => channel.ask(end(token), endBudget),
    async collect() {
      const answer = await channel.answer(collect(token, largestFile), collectBudget)
      return answer === undefined ? undefined : parseCollected(answer)
    },
  }
}
