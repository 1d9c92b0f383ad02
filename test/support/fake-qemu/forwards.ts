import {createServer, type Server, type Socket} from 'node:net'
import type {Forward} from './argv.ts'
import type {FakeBehavior} from './behavior.ts'

interface Listening {
  readonly forward: Forward
  readonly port: number
  readonly descriptor: number
  readonly clients: Set<Socket>
}

/** The user network: forwarded ports, and what `info usernet` tells of them. */
export class FakeForwards {
  readonly #listening: Listening[] = []
  readonly #behavior: () => FakeBehavior
  readonly #began = performance.now()

  constructor(behavior: () => FakeBehavior) {
    this.#behavior = behavior
  }

  /** @throws what listen() reports, such as EADDRINUSE. */
  async open(forward: Forward): Promise<void> {
    const clients = new Set<Socket>()
    const server = createServer((socket) => {
      clients.add(socket)
      socket.on('close', () => clients.delete(socket))
      socket.on('error', () => undefined)
      socket.resume()
      this.#greet(socket)
    })
    const port = await listen(server, forward)
    this.#listening.push({forward, port, descriptor: this.#listening.length + 9, clients})
  }

  /** As QEMU 7.2.22 prints it, net/slirp.c and slirp_connection_info(); every line ends in CRLF. */
  table(): string {
    const byNetdev = Map.groupBy(this.#listening, ({forward}) => forward.netdev)
    return [...byNetdev]
      .map(([netdev, entries]) => {
        const header = '  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ'
        return [`Hub -1 (${netdev}):`, header, ...entries.flatMap(rowsOf)].map((line) => `${line}\r\n`).join('')
      })
      .join('')
  }

  #greet(socket: Socket): void {
    const {ssh} = this.#behavior()
    if (ssh === undefined) return
    const wait = Math.max(0, ssh.after - (performance.now() - this.#began))
    setTimeout(() => {
      socket.write(`${ssh.banner ?? 'SSH-2.0-fake'}\r\n`)
    }, wait)
  }
}

function rowsOf({forward, port, descriptor, clients}: Listening): string[] {
  const row = (state: string, fd: number): string =>
    [
      `  TCP[${state}]`.padEnd(19),
      String(fd).padStart(3),
      forward.host.padStart(15),
      String(port).padStart(5),
      '10.0.2.15'.padStart(15),
      ...[forward.guestPort, 0, 0].map((number) => String(number).padStart(5)),
    ].join(' ')
  return [...[...clients].map((_, index) => row('SYN_SENT', descriptor + 1 + index)), row('HOST_FORWARD', descriptor)]
}

function listen(server: Server, {host, port}: Forward): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({host, port}, () => {
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : 0)
    })
  })
}
