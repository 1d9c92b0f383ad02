import type {Stats} from 'node:fs'
import type {SeenFile} from './files.ts'
import {socketInodesOf, type SeenProcess} from './processes.ts'
import {linesOf, namesIn, textOf} from './read.ts'
import {anyTag, isBelow, mentions, type Scope, type Thing} from './thing.ts'

/** Locks on files of the scope, whoever holds them, and locks of its processes, whatever they are on (/proc/locks). */
export function lookAtLocks(files: readonly SeenFile[], processes: readonly SeenProcess[]): readonly Thing[] {
  const paths = new Map(files.map(({path, stat}) => [deviceAndInode(stat), path]))
  const pids = new Set(processes.map(({pid}) => String(pid)))
  return linesOf('/proc/locks').flatMap((line) => {
    // "1: POSIX  ADVISORY  WRITE 1234 fd:00:5678 0 EOF"; a waiter has "->" after the number
    const words = line.split(/\s+/).filter((word) => word !== '->')
    const [, type = '', , access = '', pid = '', file = ''] = words
    const path = paths.get(file)
    if (path === undefined && !pids.has(pid)) return []
    const detail = `lock ${type} ${access} by ${pid} on ${path ?? `inode ${file}`}`
    return [{key: `lock ${type} ${access} ${pid} ${file} ${words.slice(6).join(' ')}`, detail, mayGo: true}]
  })
}

/** As /proc/locks writes it: major and minor in two or more hex digits. The split of st_dev is glibc's gnu_dev_makedev. */
function deviceAndInode({dev, ino}: Stats): string {
  const major = Math.floor(dev / 256) & 0xfff
  const minor = (dev & 0xff) | (Math.floor(dev / 4096) & 0xfff00)
  return `${[major, minor].map((value) => value.toString(16).padStart(2, '0')).join(':')}:${ino}`
}

/** Listening TCP ports of the scope's processes, and those that no process at all seems to own. */
export function lookAtPorts(processes: readonly SeenProcess[]): readonly Thing[] {
  const owners = new Map(processes.flatMap(({pid}) => socketInodesOf(pid).map((inode) => [inode, pid])))
  const listening = listeners()
  const ownerless = ownerlessOf(new Set(listening.map(({inode}) => inode).filter((inode) => !owners.has(inode))))
  return listening
    .filter(({inode}) => owners.has(inode) || ownerless.has(inode))
    .map(({inode, port, address}) => {
      const owner = owners.get(inode)
      const detail = `TCP port ${port} (${address}) of ${owner === undefined ? 'no process' : `process ${owner}`}`
      return {key: `port ${address}:${port} ${inode}`, detail, mayGo: true}
    })
}

/**
 * Of these sockets those that no process has open. Looking through all processes takes a while, and a process of
 * another test that ends meanwhile is found with no socket: such a socket is gone at the second look.
 */
function ownerlessOf(inodes: Set<string>): ReadonlySet<string> {
  if (inodes.size === 0) return inodes
  for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const inode of socketInodesOf(Number(pid))) inodes.delete(inode)
  }
  return new Set(listeners().flatMap(({inode}) => (inodes.has(inode) ? [inode] : [])))
}

interface Listener {
  readonly inode: string
  readonly port: number
  readonly address: string
}

const listeners = (): readonly Listener[] =>
  ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => linesOf(path).slice(1).flatMap(listener))

/** proc_net(5): field 1 local address:port in hex, 3 state (0A = LISTEN), 9 inode. Inode 0 is being closed. */
function listener(line: string): readonly Listener[] {
  const [, local = '', , state, , , , , , inode = '0'] = line.trim().split(/\s+/)
  const [address = '', port = ''] = local.split(':')
  return state === '0A' && inode !== '0' ? [{inode, port: parseInt(port, 16), address}] : []
}

/** Unix sockets that are bound below a root or to a path with a tag, even if the file is gone. */
export function lookAtUnixSockets(scope: Scope): readonly Thing[] {
  return linesOf('/proc/net/unix').flatMap((line) => {
    const [, inode, path] = /^\S+: \S+ \S+ \S+ \S+ \S+ +(\d+) (.+)$/.exec(line) ?? []
    if (inode === undefined || path === undefined || !isOurs(path, scope)) return []
    return [{key: `unix ${inode} ${path}`, detail: `unix socket bound to ${path}`, mayGo: true}]
  })
}

/** Network links: of a whole machine all, else those with a tag in their alias. */
export function lookAtLinks(scope: Scope): readonly Thing[] {
  const names = namesIn('/sys/class/net')
  return names
    .filter((name) => scope.whole === true || isOurs(textOf(`/sys/class/net/${name}/ifalias`), scope))
    .map((name) => ({key: `link ${name}`, detail: `network link ${name}`}))
}

/** Mounts: of a whole machine all, else those whose mount point or source is of the scope. proc_pid_mountinfo(5). */
export function lookAtMounts(scope: Scope): readonly Thing[] {
  return linesOf('/proc/self/mountinfo').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ')
    const [id = '', , , , point = ''] = before.split(' ')
    const source = after.split(' ')[1] ?? ''
    const path = unescaped(point)
    if (scope.whole !== true && !isOurs(path, scope) && !isOurs(unescaped(source), scope)) return []
    return [{key: `mount ${id} ${path}`, detail: `mount of ${source} on ${path}`}]
  })
}

/** Loop devices with a backing file: of a whole machine all, else those with one of the scope. */
export function lookAtLoops(scope: Scope): readonly Thing[] {
  return namesIn('/sys/block').flatMap((name) => {
    const file = textOf(`/sys/block/${name}/loop/backing_file`).trim()
    if (file === '' || (scope.whole !== true && !isOurs(file, scope))) return []
    return [{key: `loop ${name} ${file}`, detail: `loop device ${name} on ${file}`}]
  })
}

const isOurs = (text: string, scope: Scope): boolean =>
  isBelow(text, scope) || mentions(text, scope) || (scope.whole === true && anyTag.test(text))

/** The kernel writes space, tab, newline and backslash in mountinfo as octal. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
