import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parseVmId, type VmId} from '../../src/units.ts'

/** A directory of one test, which goes with it. */
export interface Scratch extends Disposable {
  readonly directory: string
  path(...names: readonly string[]): string
}

/** Makes an empty directory below /tmp, short enough for sockets. */
export function scratch(name = 'scratch'): Scratch {
  const directory = mkdtempSync(join(tmpdir(), `${name}-`))
  return {
    directory,
    path: (...names) => join(directory, ...names),
    [Symbol.dispose]() {
      rmSync(directory, {recursive: true, force: true})
    },
  }
}

export const isRoot = process.getuid?.() === 0

/** Mounts a tmpfs of `size` on `directory` until disposal; for root only. */
export function mountTmpfs(directory: string, options: string): Disposable {
  const {status, stderr} = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', directory], {encoding: 'utf8'})
  if (status !== 0) throw new Error(`mount: ${stderr}`)
  return {
    [Symbol.dispose]() {
      spawnSync('umount', ['-l', directory])
    },
  }
}

/** A directory with a tmpfs of its own, of the given options; for root only. It and what is mounted over it goes with it. */
export function tmpfsScratch(options: string): Scratch {
  const place = scratch('tmpfs')
  mountTmpfs(place.directory, options)
  return {
    ...place,
    [Symbol.dispose]() {
      while (spawnSync('umount', ['-l', place.directory]).status === 0);
      place[Symbol.dispose]()
    },
  }
}

/** Makes what is below `directory` read-only for everyone, though files are open for writing; for a tmpfsScratch. */
export function makeReadOnly(directory: string): void {
  for (const options of ['bind', 'remount,bind,ro']) {
    const {status, stderr} = spawnSync('mount', ['-o', options, directory, directory], {encoding: 'utf8'})
    if (status !== 0) throw new Error(`mount: ${stderr}`)
  }
}

let counter = Math.floor(Math.random() * 0x7fff_ffff)

/** An id that no other test of this machine uses. */
export function someVm(): VmId {
  counter = (counter + 1) % 0x1_0000_0000
  const id = parseVmId(counter.toString(16).padStart(8, '0'))
  if (id === undefined) throw new Error('no id')
  return id
}
