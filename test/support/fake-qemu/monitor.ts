import {rmSync} from 'node:fs'
import {createServer, type Socket} from 'node:net'
import {basename} from 'node:path'
import type {FakeBehavior, MonitorBehavior} from './behavior.ts'
import {runCommand} from './commands.ts'
import type {FakeForwards} from './forwards.ts'
import type {FakeMachine, Listener} from './machine.ts'
import {Connection} from './connection.ts'

/**
 * Listens on a QMP socket. One client at a time: a second one can connect, and gets its greeting when the first has
 * left (V7). A socket that is already there is taken over (V8).
 */
export function openMonitor(
  {id, path}: {readonly id: string; readonly path: string},
  machine: FakeMachine,
  forwards: FakeForwards,
): void {
  const waiting: Socket[] = []
  let current: Connection | undefined
  const next = (): void => {
    const socket = waiting.shift()
    if (socket === undefined) return
    const connection = new Connection(socket, () => behaviorOf(machine.behavior(), id, path), {
      run: (command, words) => runCommand(command, words, machine, forwards),
    })
    const listener: Listener = {
      event: (name, data) => {
        connection.event(name, data)
      },
      drained: () => connection.drained(),
    }
    current = connection
    machine.listeners.add(listener)
    void connection.closed.then(() => {
      machine.listeners.delete(listener)
      current = undefined
      next()
    })
  }
  listenLater(path, machine, behaviorOf(machine.behavior(), id, path).listen ?? 0, (socket) => {
    waiting.push(socket)
    if (current === undefined) next()
  })
}

/** A socket chardev without a monitor, such as the guest agent's: takes clients and says nothing. */
export function openSilentSocket(path: string, machine: FakeMachine): void {
  listenLater(path, machine, 0, (socket) => {
    socket.on('error', () => undefined)
    socket.resume()
  })
}

function listenLater(
  path: string,
  machine: FakeMachine,
  after: number | 'never',
  connected: (socket: Socket) => void,
): void {
  if (after === 'never') return
  const open = (): void => {
    rmSync(path, {force: true})
    // Paused: a client that has to wait its turn is not read from, and `reset` needs bytes that nobody has read.
    const server = createServer({pauseOnConnect: true}, connected)
    server.once('error', ({message}) => void machine.end({code: 1, stderr: `qemu-system-x86_64: ${message}\n`}))
    server.listen(path)
    machine.transient.add(path)
  }
  if (after === 0) open()
  else setTimeout(open, after)
}

function behaviorOf({monitors = {}}: FakeBehavior, id: string, path: string): MonitorBehavior {
  return monitors[id] ?? monitors[basename(path)] ?? monitors['*'] ?? {}
}
