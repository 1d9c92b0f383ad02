import {connect} from 'node:net'
import {QemuVmError} from '../errors.ts'

/**
 * Resolves when an SSH server greets on the port. That the connection opens proves nothing: QEMU's user network takes
 * it before the guest has a network at all (V20). RFC 4253, section 4.2: the server sends `SSH-` first.
 * @throws QemuVmError when it closes or breaks before, or when `signal` aborts.
 */
export function awaitBanner(port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({host: '127.0.0.1', port})
    let seen = ''
    const end = (error?: Error): void => {
      signal.removeEventListener('abort', abort)
      socket.destroy()
      if (error === undefined) resolve()
      else reject(error)
    }
    const abort = (): void => {
      end(new QemuVmError('timeout', 'The connection opened, and no SSH server greeted.', {cause: signal.reason}))
    }
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, {once: true})
    socket.on('data', (portion) => {
      seen += portion.toString('latin1')
      if (/^SSH-/m.test(seen)) end()
      else if (seen.length > 4096) end(new QemuVmError('protocol', 'Something that is no SSH server answered.'))
    })
    socket.on('error', (cause) => {
      end(new QemuVmError('protocol', 'The guest refused the connection.', {cause}))
    })
    socket.on('close', () => {
      end(new QemuVmError('protocol', 'The guest closed the connection before it greeted.'))
    })
  })
}
