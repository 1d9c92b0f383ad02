import {connect, type Socket} from 'node:net'
import {QemuVmError} from '../errors.ts'
import type {Clock} from '../host/host.ts'
import {millis, type Json, type JsonObject, type Millis} from '../units.ts'
import {qmpLines} from './qmp-lines.ts'

export interface QmpEvent {
  readonly event: string
  readonly data: JsonObject
}

/** A session with QEMU's machine protocol, past its greeting. */
export interface QmpClient extends AsyncDisposable {
  /** Sends a command and waits for its reply. @throws QemuVmError on an error reply, the end of the session or abort. */
  execute(command: string, options: {readonly arguments?: JsonObject; readonly signal: AbortSignal}): Promise<Json>
  /** Calls back for every event from now on. */
  onEvent(listener: (event: QmpEvent) => void): void
  /** Resolves when the session is over, whoever ended it and however. */
  readonly closed: Promise<void>
}

/** Into how many parts a budget is cut: time in which we were not running ourselves counts as one of them at most. */
const slices = 10

/**
 * Opens a session on a QMP socket. The budget covers connecting, the greeting and the negotiation: a second client of
 * a socket is accepted by the kernel but not greeted (V6, V7). On a machine that is so busy that nothing runs for seconds,
 * an answer may have been there all the time: that is no silence of QEMU's.
 * @throws QemuVmError `protocol` or `timeout`.
 */
export async function connectQmp(path: string, clock: Clock, budget: Millis): Promise<QmpClient> {
  const session = openSession(path)
  const late = new AbortController()
  const silence = async (): Promise<void> => {
    for (let slice = 0; slice < slices; slice++) await clock.sleep(millis(budget / slices), late.signal)
    session.fail(new QemuVmError('timeout', `QMP on ${path} did not greet within ${budget} ms.`))
  }
  const timer = silence().catch(() => undefined) // it greeted
  try {
    await session.greeted
    await session.client.execute('qmp_capabilities', {signal: late.signal})
    return session.client
  } catch (error) {
    await session.client[Symbol.asyncDispose]()
    throw error
  } finally {
    late.abort()
    await timer
  }
}

interface Waiting {
  readonly resolve: (value: Json) => void
  readonly reject: (error: Error) => void
}

interface Session {
  readonly client: QmpClient
  readonly greeted: Promise<void>
  fail(error: Error): void
}

function openSession(path: string): Session {
  const socket: Socket = connect(path)
  const frame = qmpLines()
  const waiting = new Map<number, Waiting>()
  const listeners: ((event: QmpEvent) => void)[] = []
  const greeting = Promise.withResolvers<undefined>()
  const closed = Promise.withResolvers<undefined>()
  let counter = 0
  let ended: Error | undefined

  const fail = (error: Error): void => {
    ended ??= error
    greeting.reject(ended)
    for (const {reject} of waiting.values()) reject(ended)
    waiting.clear()
    socket.destroy()
  }
  greeting.promise.catch(() => undefined) // it may fail before anyone waits for it

  const take = (message: JsonObject): void => {
    if ('QMP' in message) greeting.resolve(undefined)
    else if (typeof message['event'] === 'string') {
      const event = {event: message['event'], data: (message['data'] ?? {}) as JsonObject}
      for (const listener of listeners) listener(event)
    } else {
      const asked = waiting.get(Number(message['id']))
      waiting.delete(Number(message['id']))
      const error = message['error']
      if (error === undefined) asked?.resolve(message['return'] ?? null)
      else asked?.reject(new QemuVmError('protocol', `QMP refused: ${reasonOf(error)}`))
    }
  }

  socket.on('data', (portion) => {
    try {
      for (const message of frame(portion)) take(message)
    } catch (error) {
      fail(error as Error)
    }
  })
  socket.on('error', (cause) => {
    fail(new QemuVmError('protocol', `The QMP session on ${path} broke.`, {cause}))
  })
  socket.on('close', () => {
    fail(new QemuVmError('protocol', `QEMU closed the QMP session on ${path}.`))
    closed.resolve(undefined)
  })

  const client: QmpClient = {
    closed: closed.promise,
    onEvent(listener) {
      listeners.push(listener)
    },
    execute: (command, {arguments: words, signal}) =>
      new Promise<Json>((resolve, reject) => {
        if (ended !== undefined) throw ended
        const id = ++counter
        waiting.set(id, {resolve, reject})
        const abort = (): void => {
          waiting.delete(id)
          reject(new QemuVmError('timeout', `QMP did not answer ${command} in time.`, {cause: signal.reason}))
        }
        if (signal.aborted) {
          abort()
          return
        }
        signal.addEventListener('abort', abort, {once: true})
        socket.write(
          `${JSON.stringify({execute: command, ...(words === undefined ? {} : {arguments: words}), id})}\r\n`,
        )
      }),
    async [Symbol.asyncDispose]() {
      socket.destroy()
      await closed.promise
    },
  }
  return {client, greeted: greeting.promise, fail}
}

/** Of an error as QMP has them, or of whatever else a peer puts in its place: nothing here may throw. */
function reasonOf(error: Json): string {
  const {desc} = (error ?? {}) as JsonObject
  return typeof desc === 'string' ? desc : JSON.stringify(error)
}
