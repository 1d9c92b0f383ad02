import {connect} from 'node:net'
import {QemuVmError} from '../errors.ts'
import type {Clock} from '../host/host.ts'
import {qmpLines} from '../qemu/qmp-lines.ts'
import {millis, seconds, type Json, type JsonObject, type Millis} from '../units.ts'

/** A session with the guest agent (qemu-ga) over QEMU's socket, which serves one client at a time. */
export interface Agent extends AsyncDisposable {
  /** Sends a command and waits for its reply; one at a time. @throws QemuVmError on an error reply, the end, or abort. */
  execute(command: string, options: {readonly arguments?: JsonObject; readonly signal: AbortSignal}): Promise<Json>
}

/** What a program in the guest came to. The agent keeps 16 MiB of each stream (qga/commands.c, GUEST_EXEC_MAX_OUTPUT). */
export interface AgentResult {
  /** 128 and its number where a signal ended it. */
  readonly code: number
  readonly stdout: Buffer
  readonly stderr: Buffer
  readonly isTruncated: boolean
}

/** A reply takes a millisecond, and a guest that boots may be slow. */
const replyBudget = seconds(10)
const firstPause = millis(10)
const longestPause = millis(200)

/**
 * Opens a session. What an earlier client had asked may still be answered: the reply to guest-sync-delimited begins with
 * 0xFF, which no JSON has, and all before it is dropped (qga/qapi-schema.json). QEMU takes the connection whether or not an
 * agent is there, so only the reply tells. @throws QemuVmError when there is none before `signal` aborts.
 */
export async function connectAgent(path: string, signal: AbortSignal): Promise<Agent> {
  const socket = connect(path)
  const replies = qmpLines()
  const id = Math.floor(Math.random() * 2 ** 31)
  let isSynced = false
  let waiting: {resolve: (value: Json) => void; reject: (error: Error) => void} | undefined
  const fail = (error: Error): void => {
    waiting?.reject(error)
    waiting = undefined
    socket.destroy()
  }
  const take = (message: JsonObject): void => {
    const {resolve, reject} = waiting ?? {}
    waiting = undefined
    const error = message['error'] as JsonObject | undefined
    if (error === undefined) resolve?.(message['return'] ?? null)
    else reject?.(new QemuVmError('protocol', `The guest agent refused: ${JSON.stringify(error['desc'] ?? error)}`))
  }
  socket.on('data', (portion) => {
    try {
      const mark = isSynced ? -1 : portion.lastIndexOf(0xff)
      if (!isSynced && mark < 0) return
      isSynced = true
      for (const message of replies(portion.subarray(mark + 1))) take(message)
    } catch (error) {
      fail(error as Error)
    }
  })
  socket.on('error', (cause) => {
    fail(new QemuVmError('protocol', 'The session with the guest agent broke.', {cause}))
  })
  socket.on('close', () => {
    fail(new QemuVmError('protocol', 'QEMU closed the session with the guest agent.'))
  })
  const send = (bytes: string | Buffer, what: string, until: AbortSignal): Promise<Json> =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        fail(new QemuVmError('timeout', `The guest agent did not answer ${what} in time.`, {cause: until.reason}))
      }
      const settled = (): void => {
        until.removeEventListener('abort', abort)
      }
      waiting = {
        resolve(value) {
          settled()
          resolve(value)
        },
        reject(error) {
          settled()
          reject(error)
        },
      }
      if (until.aborted || socket.destroyed) abort()
      else {
        until.addEventListener('abort', abort, {once: true})
        socket.write(bytes)
      }
    })
  const agent: Agent = {
    execute: (command, {arguments: words, signal: until}) =>
      send(
        `${JSON.stringify({execute: command, ...(words === undefined ? {} : {arguments: words})})}\n`,
        command,
        until,
      ),
    [Symbol.asyncDispose]: () => {
      socket.destroy()
      return Promise.resolve()
    },
  }
  const sync = JSON.stringify({execute: 'guest-sync-delimited', arguments: {id}})
  // The first 0xFF ends whatever half a command an earlier client has left in the agent's parser
  const answer = await send(Buffer.concat([Buffer.from([0xff]), Buffer.from(`${sync}\n`)]), 'the greeting', signal)
  if (answer === id) return agent
  socket.destroy()
  throw new QemuVmError('protocol', 'The guest agent answered somebody else.')
}

export interface AgentRunOptions {
  readonly input?: Buffer
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** One command in a session of its own, so that others can use the agent meanwhile. @throws QemuVmError */
export async function askAgent(socket: string, command: string, words: JsonObject, signal: AbortSignal): Promise<Json> {
  const soon = AbortSignal.any([signal, AbortSignal.timeout(replyBudget)])
  await using agent = await connectAgent(socket, soon)
  return await agent.execute(command, {arguments: words, signal: soon})
}

/**
 * Runs a program to its end: guest-exec, then guest-exec-status again and again, each in a session of its own, so that
 * others can use the agent meanwhile. @throws QemuVmError
 */
export async function runByAgent(
  socket: string,
  [path, ...arg]: readonly [string, ...string[]],
  {input, clock, signal}: AgentRunOptions,
): Promise<AgentResult> {
  const once = (command: string, words: JsonObject): Promise<Json> => askAgent(socket, command, words, signal)
  const data = input === undefined ? {} : {'input-data': input.toString('base64')}
  const started = await once('guest-exec', {path, arg, 'capture-output': true, ...data})
  const pid = (started as {readonly pid?: number} | null)?.pid ?? -1
  for (let pause: Millis = firstPause; ; pause = millis(Math.min(pause * 1.5, longestPause))) {
    const status = (await once('guest-exec-status', {pid})) as ExecStatus
    if (status.exited === true) return resultOf(status)
    await clock.sleep(pause, signal)
  }
}

interface ExecStatus {
  readonly exited?: boolean
  readonly exitcode?: number
  readonly signal?: number
  readonly 'out-data'?: string
  readonly 'err-data'?: string
  readonly 'out-truncated'?: boolean
  readonly 'err-truncated'?: boolean
}

const resultOf = (status: ExecStatus): AgentResult => ({
  code: status.exitcode ?? 128 + (status.signal ?? 0),
  stdout: Buffer.from(status['out-data'] ?? '', 'base64'),
  stderr: Buffer.from(status['err-data'] ?? '', 'base64'),
  isTruncated: status['out-truncated'] === true || status['err-truncated'] === true,
})
