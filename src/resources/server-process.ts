import {readFileSync} from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {Exit, Host} from '../host/host.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import {seconds, tagOf, type VmId} from '../units.ts'
import {makeUnixSocket} from './unix-socket.ts'

/** swtpm and virtiofsd bind their socket within a few milliseconds; on a machine under load it may take a while. */
const socketLimit = seconds(10)

/**
 * Starts a process that serves QEMU on a unix socket (swtpm, virtiofsd), and waits until the socket is there. It must
 * not put itself into the background: its identity is that of the process that was started.
 * @throws QemuVmError with what it said, when it ends before; `timeout` when it lives and makes no socket.
 */
export async function makeServer(
  argv: readonly [string, ...string[]],
  {socket, log}: {readonly socket: string; readonly log: string},
  vm: VmId,
  host: Host,
): Promise<ProcessIdentity> {
  const server = await host.processes.spawn(argv, {log, tag: tagOf(vm)})
  const failed = server.exited.then((exit): never => {
    throw new QemuVmError('command-failed', `${argv[0]} ended ${wordsFor(exit)}. ${lastWordsIn(log)}`)
  })
  const over = new AbortController()
  try {
    await Promise.race([makeUnixSocket(socket, socketLimit, host, over.signal), failed])
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
