import type {Clues} from '../diagnosis/clues.ts'
import {tailOf} from '../guest/console.ts'
import {ageOf} from '../host/age.ts'
import {freeSpace} from '../host/room.ts'
import type {LedgerState} from '../ledger/replay.ts'
import {plainLines} from '../report/guest-text.ts'

/** How much of each text is looked at: a boot prints some 60 KB, and what matters is near the end. */
const consoleSize = 1024 * 1024
const otherSize = 64 * 1024
const limits = {lines: 20_000, columns: 500}

/**
 * What the files of a VM and its ledger tell of it at this moment. Never throws: a file that is not there says nothing.
 * @param more what only the caller knows.
 */
export function cluesOf(
  {plan, events, exit, handedOver}: LedgerState,
  more: Pick<Clues, 'failure' | 'status'> = {},
): Clues {
  const known = {events, wasReady: handedOver, ...(exit === undefined ? {} : {exit}), ...more}
  if (plan === undefined) return {console: [], firmware: [], qemu: [], ssh: [], ...known}
  const {consoleLog, firmwareLog, qemuLog, sshLog, run} = plan.paths
  const lines = (path: string, size = otherSize): readonly string[] => plainLines(tailOf(path, size), limits).lines
  const [quietFor, diskFree] = [ageOf(consoleLog), freeSpace(run)]
  return {
    ...known,
    console: lines(consoleLog, consoleSize),
    firmware: lines(firmwareLog),
    qemu: lines(qemuLog),
    ssh: lines(sshLog),
    accelerator: plan.accelerator,
    ...(quietFor === undefined ? {} : {quietFor}),
    ...(diskFree === undefined ? {} : {diskFree}),
  }
}
