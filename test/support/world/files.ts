import type {Stats} from 'node:fs'
import {join} from 'node:path'
import {namesIn, statOf} from './read.ts'
import {anyTag, mentions, type Scope, type Thing} from './thing.ts'

export interface SeenFile {
  readonly path: string
  readonly stat: Stats
  readonly thing: Thing
}

/** What lies in the roots, and, by tag or on a whole machine, in /tmp, /dev/shm and the cgroups. Links are not followed. */
export function lookAtFiles(scope: Scope): readonly SeenFile[] {
  const roots = scope.roots.flatMap((root) => filesIn(root, Infinity))
  const ours = (path: string): boolean => mentions(path, scope) || (scope.whole === true && anyTag.test(path))
  const tmp = namesIn('/tmp')
    .map((name) => join('/tmp', name))
    .filter(ours)
  const shm = namesIn('/dev/shm').map((name) => join('/dev/shm', name))
  const elsewhere = [...tmp, ...shm.filter((path) => scope.whole === true || ours(path))]
  const groups = filesIn('/sys/fs/cgroup', 6, true).filter(({path}) => ours(path))
  const found = [...elsewhere.flatMap((path) => filesIn(path, Infinity)), ...groups]
  return [
    ...roots,
    ...found.map((file) => (scope.whole === true ? {...file, thing: {...file.thing, mayGo: true as const}} : file)),
  ]
}

function filesIn(path: string, depth: number, directoriesOnly = false): readonly SeenFile[] {
  const stat = statOf(path)
  if (stat === undefined || (directoriesOnly && !stat.isDirectory())) return []
  const kind = kindOf(stat)
  const below = kind === 'directory' && depth > 0 ? namesIn(path) : []
  return [
    {path, stat, thing: {key: `${kind} ${path}`, detail: `${kind} ${path}`}},
    ...below.flatMap((name) => filesIn(join(path, name), depth - 1, directoriesOnly)),
  ]
}

function kindOf(stat: Stats): string {
  if (stat.isDirectory()) return 'directory'
  if (stat.isSymbolicLink()) return 'symbolic link'
  if (stat.isSocket()) return 'socket file'
  return stat.isFIFO() ? 'pipe' : 'file'
}
