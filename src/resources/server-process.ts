import {readFileSync} from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {Exit, Host} from '../host/host.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import {millis, seconds, tagOf, type VmId} from '../units.ts'
import {makeUnixSocket} from './unix-socket.ts'

/** swtpm and virtiofsd bind their socket within a few milliseconds; on a machine under load it may take a while. */
const socketLimit = seconds(10)
/** For a version that does not say what others do. */
const wordsLimit = seconds(2)
const pause = millis(10)

export interface ServerOptions {
  readonly socket: string
  readonly log: string
  /** What it prints when it serves, where it may end after its socket is there. Not waited for for long. */
  readonly says?: string
}

/**
 * Starts a process that serves QEMU on a unix socket (swtpm, virtiofsd), and waits until the socket is there and it says that it serves. It must
 * not put itself into the background: its identity is that of the process that was started.
 * @throws QemuVmError with what it said, when it ends before; `timeout` when it lives and makes no socket.
 */
export async function makeServer(
  argv: readonly [string, ...string[]],
  {socket, log, says = ''}: ServerOptions,
  vm: VmId,
  host: Host,
): Promise<ProcessIdentity> {
  const server = await host.processes.spawn(argv, {log, tag: tagOf(vm)})
  const failed = server.exited.then((exit): never => {
    throw new QemuVmError('command-failed', `${argv[0]} ended ${wordsFor(exit)}. ${lastWordsIn(log)}`)
  })
  const over = new AbortController()
  const serves = async (): Promise<void> => {
    await makeUnixSocket(socket, socketLimit, host, over.signal)
    const latest = host.clock.now() + wordsLimit
    while (!readFileSync(log, 'utf8').includes(says) && host.clock.now() < latest) {
      await host.clock.sleep(pause, over.signal)
    }
  }
  try {
    await Promise.race([serves(), failed])
  } finally {
    over.abort() // from here on its end is for whoever stops the VM to see
    server.release()
  }
  return server.identity
}

const wordsFor = (exit: Exit): string => ('code' in exit ? `with status ${exit.code}` : `by ${exit.signal}`)

function lastWordsIn(log: string): string {
  const text = readFileSync(log, 'utf8').slice(-2000).trim()
  return text === '' ? 'It said nothing.' : `It said: ${text}`
}
