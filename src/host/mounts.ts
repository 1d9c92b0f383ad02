import {readProc} from './proc.ts'

/** One line of mountinfo, proc_pid_mountinfo(5). */
export interface Mount {
  readonly id: number
  /** The mount that this one covers or lies in. */
  readonly parent: number
  /** `major:minor` of the file system. */
  readonly device: string
  /** What of the file system is seen: `/`, or for a bind mount a directory in it. */
  readonly root: string
  /** Where it is seen, without links. */
  readonly point: string
  readonly filesystem: string
  readonly source: string
}

/** The mounts of this process's namespace, in the kernel's order. None where /proc does not tell. */
export function readMounts(): readonly Mount[] {
  const lines = (readProc('self/mountinfo') ?? '').split('\n')
  return lines.flatMap((line) => {
    // "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw": any number of fields before the hyphen
    const [before = '', after] = line.split(' - ')
    const [id, parent, device = '', root = '', point = ''] = before.split(' ')
    const [filesystem = '', source = ''] = after?.split(' ') ?? []
    if (after === undefined) return []
    const texts = {device, root: plain(root), point: plain(point), filesystem: plain(filesystem), source: plain(source)}
    return [{id: Number(id), parent: Number(parent), ...texts}]
  })
}

/** Where a file lies: the last mount that its path goes through. The path must be real: links are not looked for. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  const through = mounts.filter(({point}) => isWithin(path, point))
  const longest = Math.max(...through.map(({point}) => point.length))
  return through.findLast(({point}) => point.length === longest)
}

/** Is `path` this directory, or in it? Both real and absolute. */
export const isWithin = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`)

/** The kernel writes space, tab, newline, backslash and # as octal, and all other bytes as they are. */
function plain(text: string): string {
  const bytes = text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
