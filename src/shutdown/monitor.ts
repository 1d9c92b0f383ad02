import type {Host} from '../host/host.ts'
import {retry} from '../host/retry.ts'
import {connectQmp, type QmpClient, type QmpEvent} from '../qemu/qmp.ts'
import {messageOf} from '../errors.ts'
import {millis, type JsonObject, type Millis} from '../units.ts'
import type {Evidence} from './outcome.ts'

/** QEMU's reserved monitor while the ladder is in use, with what it has told. */
export interface Monitor extends AsyncDisposable {
  /** Absent: why there is none. */
  readonly client: QmpClient | undefined
  readonly whyNone: string
  /** The run state at the time of connecting; qapi/run-state.json, RunState. */
  readonly status: string
  evidence(): Evidence
  /** Waits until everything was read that QEMU has said before it closed the monitor, or until `budget` has passed. */
  ended(budget: Millis): Promise<void>
  /** The first event that `wanted` accepts, whether it came already or comes later. Never rejects; may never resolve. */
  seen(wanted: (event: QmpEvent) => boolean): Promise<QmpEvent>
}

/** Connecting takes 1 ms, and QEMU's main loop may be held up by a slow disk. */
const connectBudget = millis(3000)
const replyBudget = millis(1000)

/** A signal that aborts after `budget`; for requests that are short by nature. */
export const within = (budget: Millis, signal?: AbortSignal): AbortSignal =>
  signal === undefined ? AbortSignal.timeout(budget) : AbortSignal.any([signal, AbortSignal.timeout(budget)])

/** QEMU makes its sockets within milliseconds of its start; a busy machine is given this, for as long as it is young. */
const birthBudget = millis(2000)
const birthPause = millis(50)

/**
 * Connects to the reserved socket. Never rejects: a QEMU that does not answer is the ladder's daily bread.
 * @param isYoung QEMU may not have made its sockets yet: where nobody listens, that is tried again for a while.
 */
export async function openMonitor(socket: string | undefined, host: Host, isYoung = false): Promise<Monitor> {
  if (socket === undefined) return silent('QEMU was never asked to open one')
  const until = host.clock.now() + (isYoung ? birthBudget : 0)
  try {
    const client = await retry(() => connectQmp(socket, host.clock, connectBudget), {
      tries: birthBudget / birthPause,
      pause: birthPause,
      worthwhile: (error) => host.clock.now() < until && isNobodyThere(error),
    })
    return await listening(client, host)
  } catch (error) {
    return silent(messageOf(error))
  }
}

const isNobodyThere = ({cause}: Error): boolean =>
  ['ENOENT', 'ECONNREFUSED'].includes((cause as NodeJS.ErrnoException | undefined)?.code ?? '')

async function listening(client: QmpClient, {clock}: Host): Promise<Monitor> {
  const events: QmpEvent[] = []
  const waiting: ((event: QmpEvent) => void)[] = []
  client.onEvent((event) => {
    events.push(event)
    for (const tell of waiting) tell(event)
  })
  const [reply] = await Promise.all([
    client.execute('query-status', {signal: within(replyBudget)}).catch((): JsonObject => ({})),
    // From here on a reset is an end, as -no-reboot has it, whatever allow-reboot or `guest reboot` had let the guest do
    client.execute('set-action', {arguments: {reboot: 'shutdown'}, signal: within(replyBudget)}).catch(() => undefined),
  ])
  const status = (reply as JsonObject | null)?.['status']
  return {
    client,
    whyNone: '',
    status: typeof status === 'string' ? status : 'unknown',
    evidence: () => evidenceOf(events, status === 'guest-panicked'),
    async ended(budget) {
      const over = new AbortController()
      await Promise.race([client.closed, clock.sleep(budget, over.signal).catch(() => undefined)])
      over.abort()
    },
    seen: (wanted) =>
      new Promise((resolve) => {
        const early = events.find(wanted)
        if (early !== undefined) resolve(early)
        waiting.push((event) => {
          if (wanted(event)) resolve(event)
        })
      }),
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}

const silent = (whyNone: string): Monitor => ({
  client: undefined,
  whyNone,
  status: 'unknown',
  evidence: () => ({panicked: false}),
  ended: () => Promise.resolve(),
  seen: () => new Promise(() => undefined),
  [Symbol.asyncDispose]: () => Promise.resolve(),
})

function evidenceOf(events: readonly QmpEvent[], wasPanicked: boolean): Evidence {
  const first = events.find(({event}) => event === 'SHUTDOWN')?.data
  const panicked = wasPanicked || events.some(({event}) => event === 'GUEST_PANICKED')
  if (first === undefined) return {panicked}
  const reason = first['reason']
  return {panicked, shutdown: {guest: first['guest'] === true, reason: typeof reason === 'string' ? reason : 'unknown'}}
}
