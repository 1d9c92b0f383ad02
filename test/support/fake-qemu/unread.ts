import {readSync} from 'node:fs'
import type {Socket} from 'node:net'

/**
 * Reads a paused socket byte by byte and stops within a command that is to be answered by a reset: Linux makes a close
 * into ECONNRESET for the peer only when bytes that it sent were never read, unix(7). Node reads all there is, so the
 * bytes are taken from the descriptor, which only the handle behind the socket knows.
 */
export function readOneByOne(socket: Socket, commands: readonly string[], received: (text: string) => void): void {
  const {_handle: handle} = socket as unknown as {readonly _handle: {readonly fd: number} | null}
  const stop = new RegExp(`"execute"\\s*:\\s*"(?:${commands.join('|')})"$`)
  const byte = Buffer.alloc(1)
  let line = ''
  const timer = setInterval(() => {
    try {
      while (handle !== null && !socket.destroyed && readSync(handle.fd, byte, 0, 1, null) === 1) {
        line += byte.toString('latin1')
        if (stop.test(line)) line = `${line}}\n` // The rest stays unread; the command is known.
        if (!line.endsWith('\n')) continue
        received(line)
        const last = line.endsWith('}\n') && stop.test(line.slice(0, -2))
        line = ''
        if (last) clearInterval(timer)
        return
      }
      clearInterval(timer)
      socket.destroy()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') clearInterval(timer)
    }
  }, 2)
}
