import {connect, type Socket} from 'node:net'
import {setTimeout as sleep} from 'node:timers/promises'

/** Looks every 20 ms until `look` gives something. @throws after 10 s, naming what was waited for. */
export async function until<T>(what: string, look: () => T | undefined | false): Promise<T> {
  for (let left = 500; left > 0; left -= 1) {
    const seen = look()
    if (seen !== undefined && seen !== false) return seen
    await sleep(20)
  }
  throw new Error(`waited 10 s in vain for ${what}`)
}

/** A QMP client that keeps all bytes, so that a test can look at packets as well as at messages. */
export class QmpClient {
  readonly chunks: Buffer[] = []
  readonly socket: Socket
  ended: string | undefined
  isOpen = false

  constructor(path: string) {
    this.socket = connect(path)
    this.socket.on('connect', () => (this.isOpen = true))
    this.socket.on('data', (data: Buffer) => this.chunks.push(data))
    this.socket.on('error', ({code}: NodeJS.ErrnoException) => (this.ended = code))
    this.socket.on('close', () => (this.ended ??= 'EOF'))
  }

  text(): string {
    return Buffer.concat(this.chunks).toString('utf8')
  }

  messages(): readonly Record<string, unknown>[] {
    const lines = this.text().split('\r\n')
    return lines.slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>)
  }

  sees(part: string): Promise<true> {
    return until(part, () => this.text().includes(part) || undefined)
  }

  async ask(execute: string, id: number, words = {}): Promise<Record<string, unknown>> {
    this.socket.write(`${JSON.stringify({execute, id, arguments: words})}\n`)
    return until(execute, () => this.messages().find((message) => message['id'] === id))
  }

  events(): readonly unknown[] {
    return this.messages().flatMap((message) => ('event' in message ? [message['event']] : []))
  }
}
