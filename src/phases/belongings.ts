import {existsSync} from 'node:fs'
import {dirname} from 'node:path'
import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {replay, type LedgerState} from '../ledger/replay.ts'
import {isProcess, type Held} from '../plan/intent.ts'
import {directoriesOf} from '../plan/paths.ts'
import {restoreAccess} from '../resources/directory.ts'
import {resourceId, tagOf} from '../units.ts'

/** A ledger that is gone was removed by whoever had the last word on its VM, unless something of that is still there. */
export function tryRead(ledger: Ledger, host: Host): LedgerState {
  try {
    return ledger.read()
  } catch (error) {
    const nothing = replay('')
    const isThere = host.processes.find(tagOf(ledger.vm)).length > 0 || namedDirectories(ledger).length > 0
    const isRemoved = (error as NodeJS.ErrnoException).code === 'ENOENT' && !isThere
    return isRemoved ? {...nothing, closed: 'clean'} : {...nothing, unreadable: 1}
  }
}

/** Everything of the VM: what the ledger holds, and what bears its name, should the ledger not be readable. */
export function heldBy(state: LedgerState, ledger: Ledger, host: Host): readonly Held[] {
  const known = new Set(state.held.flatMap((held) => (held.kind === 'directory' ? [held.description.path] : [])))
  const directories = namedDirectories(ledger).filter((path) => !known.has(path))
  const found = directories.map((path): Held => ({
    id: resourceId(`directory ${path}`),
    kind: 'directory',
    description: {path},
  }))
  const tag = tagOf(ledger.vm)
  // One that would not end still uses its files, whether or not the ledger knows of it (law L17)
  const isUnknown = !state.held.some((one) => isProcess(one, 'qemu')) && host.processes.findQemu(tag).length > 0
  const qemu: Held = {id: resourceId('qemu'), kind: 'process', description: {tag, role: 'qemu'}}
  return [...found, ...state.held, ...(isUnknown ? [qemu] : [])]
}

const namedDirectories = (ledger: Ledger): readonly string[] =>
  Object.values(directoriesOf(ledger.vm, dirname(ledger.path))).filter((path) => existsSync(path))

/** Lets us into the VM's directories again where a step has closed them: the evidence and the sockets lie there. */
export function reopen({vm, path}: Ledger): void {
  for (const directory of Object.values(directoriesOf(vm, dirname(path)))) restoreAccess(directory, vm)
}
