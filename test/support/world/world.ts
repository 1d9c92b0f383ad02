import {realpathSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {lookAtFiles} from './files.ts'
import {lookAtLinks, lookAtLocks, lookAtLoops, lookAtMounts, lookAtPorts, lookAtUnixSockets} from './kernel.ts'
import {lookAtProcesses} from './processes.ts'
import type {Scope, Thing} from './thing.ts'

export type {Scope} from './thing.ts'

/** The machine as far as a scope goes: things by identity. */
export type World = ReadonlyMap<string, Thing>

/**
 * C1 to C7 of the fault catalogue: processes, locks, ports, unix sockets, files, links, mounts, loop devices, cgroups.
 * Tests run side by side on one machine, so only what carries one of the scope's roots or tags is seen, and ports that
 * nobody owns; with `whole` everything is. This process itself is never seen.
 */
export function lookAtWorld(options: Scope): World {
  const scope = {...options, roots: [...new Set(options.roots.flatMap((root) => [root, resolved(root)]))]}
  const processes = lookAtProcesses(scope)
  const files = lookAtFiles(scope)
  const things = [
    ...processes.map(({thing}) => thing),
    ...files.map(({thing}) => thing),
    ...lookAtLocks(files, processes),
    ...lookAtPorts(processes),
    ...[lookAtUnixSockets, lookAtLinks, lookAtMounts, lookAtLoops].flatMap((look) => look(scope)),
  ]
  return new Map(things.map((thing) => [thing.key, thing]))
}

/** What is there that was not, and what is no longer there that was; empty when the worlds are the same. */
export function differences(before: World, after: World): readonly string[] {
  const left = [...after.values()].filter(({key}) => !before.has(key)).map(({detail}) => `left behind: ${detail}`)
  const gone = [...before.values()].filter(({key, mayGo}) => mayGo !== true && !after.has(key))
  return [...left, ...gone.map(({detail}) => `missing: ${detail}`)]
}

/** How long the machine may take to forget: C1 to C7 are polled up to 5 s after the phase ends. */
const patience = 5000

/**
 * Waits until the scope looks as it did. `options` may name tags that were not known yet when `before` was taken.
 * @throws Error that lists every difference, when there still is one after 5 s.
 */
export async function expectSameWorld(before: World, options: Scope): Promise<void> {
  const limit = performance.now() + patience
  for (;;) {
    const found = differences(before, lookAtWorld(options))
    if (found.length === 0) return
    if (performance.now() >= limit) throw new Error(`The machine is not as it was before:\n${found.join('\n')}`)
    await sleep(100)
  }
}

/** The kernel tells of paths without symbolic links. */
function resolved(root: string): string {
  try {
    return realpathSync(root)
  } catch {
    return root
  }
}
