import {createServer, type Server, type Socket} from 'node:net'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import {awaitBanner} from '../../src/guest/banner.ts'
import {untilItSucceeds} from '../../src/guest/ready.ts'
import {systemClock} from '../../src/host/clock.ts'
import {millis} from '../../src/units.ts'

interface Peer extends AsyncDisposable {
  readonly port: number
  readonly sockets: Set<Socket>
}

async function peer(talk: (socket: Socket, count: number) => void): Promise<Peer> {
  const sockets = new Set<Socket>()
  let count = 0
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket
      .on('error', () => undefined)
      .on('close', () => sockets.delete(socket))
      .resume()
    talk(socket, ++count)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    sockets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const soon = (): AbortSignal => AbortSignal.timeout(500)

describe.concurrent('the banner', () => {
  test.each([
    ['at once', (socket: Socket) => socket.write('SSH-2.0-dropbear\r\n')],
    [
      'after other lines (RFC 4253, 4.2)',
      (socket: Socket) => socket.write('Welcome\r\nto this guest\r\nSSH-2.0-x\r\n'),
    ],
    ['and the end in one', (socket: Socket) => socket.end('SSH-2.0-x\r\n')],
    [
      'slowly',
      async (socket: Socket) => {
        for (const letter of 'SSH-2.0-x\r\n') {
          socket.write(letter)
          await sleep(10)
        }
      },
    ],
  ])('comes %s', async (_, talk) => {
    await using server = await peer((socket) => void talk(socket))
    await awaitBanner(server.port, AbortSignal.timeout(5000))
    for (let turn = 0; turn < 100 && server.sockets.size > 0; turn += 1) await sleep(10)
    expect(server.sockets.size).toBe(0) // the connection is not kept
  })

  test.each<[string, (socket: Socket) => void, string]>([
    ['silent', () => undefined, 'timeout'],
    ['closing', (socket) => socket.end(), 'protocol'],
    ['resetting', (socket) => socket.resetAndDestroy(), 'protocol'],
    ['of another kind', (socket) => socket.write('220 mail.example ESMTP\r\n'), 'timeout'],
    ['closing after another word', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'protocol'],
    ['flooding', (socket) => socket.write('x'.repeat(100_000)), 'protocol'],
    ['that only speaks of it', (socket) => socket.end('HTTP/1.1 400 no SSH-2.0 here\r\n'), 'protocol'],
  ])('does not come from a peer that is %s', async (_, talk, code) => {
    await using server = await peer(talk)
    await expect(awaitBanner(server.port, soon())).rejects.toMatchObject({code})
  })

  test('does not come where nobody listens, nor when it is too late already', async () => {
    const server = await peer(() => undefined)
    const {port} = server
    await expect(awaitBanner(port, AbortSignal.abort())).rejects.toMatchObject({code: 'timeout'})
    await server[Symbol.asyncDispose]()
    await expect(awaitBanner(port, soon())).rejects.toMatchObject({code: 'protocol'})
  })

  test('comes at a later attempt, when the first ones met a guest that was not ready', async () => {
    await using server = await peer((socket, count) => {
      if (count === 1) return // as QEMU's user network: taken, and nothing said (V20)
      if (count === 2) socket.end()
      else socket.write('SSH-2.0-x\r\n')
    })
    const bounds = {limit: () => millis(200), pause: millis(10), clock: systemClock, signal: AbortSignal.timeout(5000)}
    await untilItSucceeds((one) => awaitBanner(server.port, one), bounds)
  })
})
