import {createSocket} from 'node:dgram'
import {connect, createServer} from 'node:net'
import type {Protocol} from '../plan/devices.ts'
import {linkOf, listProc, processIds, readProc, statOf} from './proc.ts'

const loopback = '127.0.0.1'

/** Why a port of the loopback cannot be had, with its owner where the kernel tells; undefined when it can, or is 0. */
export async function portTrouble({
  protocol,
  host: port,
}: {
  protocol: Protocol
  host: number
}): Promise<string | undefined> {
  if (port === 0) return undefined
  const code = await (protocol === 'tcp' ? bindTcp(port) : bindUdp(port))
  if (code === undefined) return undefined
  if (code === 'EACCES') return `only root may have port ${port}; take one from 1024 on`
  if (code !== 'EADDRINUSE') return `port ${port} cannot be had (${code})`
  return `port ${port} of ${loopback} is used by ${ownerOf(protocol, port) ?? 'another process'}`
}

/** @returns the code of the error; undefined when it worked. */
function bindTcp(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message)
    })
    server.listen({host: loopback, port, exclusive: true}, () => {
      server.close(() => {
        resolve(undefined)
      })
    })
  })
}

function bindUdp(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close()
      resolve(error.code ?? error.message)
    })
    socket.bind({address: loopback, port, exclusive: true}, () => {
      socket.close(() => {
        resolve(undefined)
      })
    })
  })
}

/**
 * Whether a process listens on the unix socket at `path`. The kernel tells also where that process itself cannot be seen,
 * in another PID namespace; what keeps us from asking is no proof that there is none. It answers at once, also for one
 * that hangs: connecting takes a place in its queue, or EAGAIN. unix(7).
 */
export const isServed = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', ({code}: NodeJS.ErrnoException) => {
      resolve(code !== 'ENOENT' && code !== 'ECONNREFUSED')
    })
  })

/** For people: the process that has the port, or at least its user. */
function ownerOf(protocol: Protocol, port: number): string | undefined {
  const [socket] = [...socketsOf(protocol), ...socketsOf(`${protocol}6`)].filter((one) => one.port === port)
  if (socket === undefined) return undefined
  const link = `socket:[${socket.inode}]`
  const pid = processIds().find((one) => listProc(`${one}/fd`).some((fd) => linkOf(`${one}/fd/${fd}`) === link))
  return pid === undefined
    ? `a process of user ${socket.uid}`
    : `${statOf(String(pid))?.name ?? 'a process'} (pid ${pid}${vmOf(pid)})`
}

/** The VM, if it is one of ours: two that want the same port are the likeliest case. */
function vmOf(pid: number): string {
  const tag = /\0guest=(qemu-vm-[0-9a-f]{8}),/.exec(readProc(`${pid}/cmdline`) ?? '')?.[1]
  return tag === undefined ? '' : `, the VM ${tag}`
}

/** Those that listen (TCP_LISTEN is 0A) or are bound (07): proc_net_tcp(5), proc_net_udp(5). */
function socketsOf(table: string): readonly {readonly port: number; readonly uid: string; readonly inode: string}[] {
  const rows = (readProc(`net/${table}`) ?? '').split('\n').slice(1)
  return rows.flatMap((row) => {
    const [, local = '', , state = '', , , , uid = '', , inode = ''] = row.trim().split(/\s+/)
    return state === '0A' || state === '07' ? [{port: parseInt(local.split(':')[1] ?? '', 16), uid, inode}] : []
  })
}
