import type {Socket} from 'node:net'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Answer, MonitorBehavior} from './behavior.ts'
import type {Result, Words} from './commands.ts'
import {readOneByOne} from './unread.ts'

export interface Executor {
  run(command: string, words: Words): Result
}

const greeting = {
  QMP: {version: {qemu: {micro: 22, minor: 2, major: 7}, package: 'fake'}, capabilities: ['oob']},
}

/** One client of a monitor, from the greeting to its end: QMP as of QEMU 7.2, spoiled as the behavior says. */
export class Connection {
  readonly closed: Promise<void>
  readonly #socket: Socket
  readonly #behavior: () => MonitorBehavior
  readonly #executor: Executor
  #negotiated = false
  #buffer = ''
  /** Commands are answered one after the other; an answer that waits holds back those after it. */
  #turn: Promise<void> = Promise.resolve()
  #sent: Promise<void> = Promise.resolve()

  constructor(socket: Socket, behavior: () => MonitorBehavior, executor: Executor) {
    this.#socket = socket
    this.#behavior = behavior
    this.#executor = executor
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        resolve()
      })
    })
    socket.on('error', () => undefined)
    this.#turn = this.#greet()
    const resetAt = this.#commandsAnsweredBy('reset')
    const receive = (text: string): void => {
      this.#receive(text)
    }
    if (resetAt.length > 0) readOneByOne(socket, resetAt, receive)
    else socket.setEncoding('utf8').on('data', receive).resume()
  }

  event(name: string, data: Words | undefined): void {
    if (!this.#negotiated) return
    const now = Date.now()
    const timestamp = {seconds: Math.floor(now / 1000), microseconds: (now % 1000) * 1000}
    this.#send(messageText({timestamp, event: name, ...(data === undefined ? {} : {data})}))
  }

  /** Settles when all that was to be sent is with the kernel, or after 200 ms for a client that does not read. */
  async drained(): Promise<void> {
    await Promise.race([this.#turn.then(() => this.#sent), sleep(200)])
  }

  async #greet(): Promise<void> {
    const answer = this.#answerTo('greeting')
    await this.#prelude(answer)
    const reply = answer.reply ?? 'normal'
    if (reply === 'close') this.#socket.destroy()
    else if (reply !== 'none') this.#send(textBefore(answer) + messageText(greeting))
    else this.#send(textBefore(answer))
  }

  #receive(text: string): void {
    const lines = (this.#buffer + text).split('\n')
    this.#buffer = lines.pop() ?? ''
    for (const line of lines) {
      if (line.trim() !== '') this.#turn = this.#turn.then(() => this.#handle(line))
    }
  }

  async #handle(line: string): Promise<void> {
    let message: {readonly execute?: string; readonly arguments?: Words; readonly id?: unknown}
    try {
      message = JSON.parse(line) as typeof message
    } catch {
      const text = `JSON parse error, invalid keyword '${line.trim()}'`
      this.#send(replyText({errorClass: 'GenericError', text}, undefined))
      return
    }
    const {execute: command = '', arguments: words = {}, id} = message
    const answer = this.#answerTo(command)
    await this.#prelude(answer)
    const reply = answer.reply ?? 'normal'
    const refused = reply === 'error'
    const result = answer.effect === false || refused ? {value: {}} : this.#result(command, words)
    if (reply === 'close' || reply === 'reset') this.#socket.destroy()
    else if (reply === 'none') this.#send(textBefore(answer))
    else if (refused) this.#send(textBefore(answer) + replyText({errorClass: 'GenericError', text: 'fake refusal'}, id))
    else this.#send(textBefore(answer) + replyText(result, reply === 'wrong-id' ? 'not-yours' : id))
  }

  #result(command: string, words: Words): Result {
    const negotiates = command === 'qmp_capabilities'
    if (negotiates !== this.#negotiated) {
      this.#negotiated = true
      return negotiates ? {value: {}} : this.#executor.run(command, words)
    }
    const text = negotiates
      ? 'Capabilities negotiation is already complete, command ignored'
      : "Expecting capabilities negotiation with 'qmp_capabilities'"
    return {errorClass: 'CommandNotFound', text}
  }

  #answerTo(command: string): Answer {
    return this.#behavior().answers?.[command] ?? {}
  }

  #commandsAnsweredBy(reply: Answer['reply']): readonly string[] {
    const answers = Object.entries(this.#behavior().answers ?? {})
    return answers.filter(([, answer]) => answer.reply === reply).map(([command]) => command)
  }

  async #prelude({after = 0, before}: Answer): Promise<void> {
    if (after > 0) await sleep(after)
    if (before === undefined || !('fill' in before)) return
    const chunk = before.fill.repeat(65_536)
    for (let left = before.count; left > 0 && !this.#socket.destroyed; left -= chunk.length) {
      const whole = this.#socket.write(left < chunk.length ? chunk.slice(0, left) : chunk)
      if (!whole) await Promise.race([new Promise((resolve) => this.#socket.once('drain', resolve)), this.closed])
    }
  }

  #send(text: string): void {
    if (text === '' || !this.#socket.writable) return
    if (this.#behavior().writes !== 'bytes') {
      this.#socket.write(text)
      return
    }
    const bytes = Buffer.from(text)
    this.#sent = this.#sent.then(async () => {
      for (let at = 0; at < bytes.length && this.#socket.writable; at += 1) {
        this.#socket.write(bytes.subarray(at, at + 1))
        await sleep(0)
      }
    })
  }
}

const textBefore = ({before}: Answer): string => (before !== undefined && 'text' in before ? before.text : '')

/** QMP ends every message with CR LF. */
const messageText = (message: unknown): string => `${JSON.stringify(message)}\r\n`

function replyText(result: Result, id: unknown): string {
  const named = id === undefined ? {} : {id}
  return 'value' in result
    ? messageText({return: result.value, ...named})
    : messageText({...named, error: {class: result.errorClass, desc: result.text}})
}
