import {basename} from 'node:path'
import {asGoodAsNone} from '../diagnosis/host-causes.ts'
import {QemuVmError} from '../errors.ts'
import {largestLog, logCut} from '../guest/log-cap.ts'
import {availableMemory, freeSpace} from '../host/room.ts'
import type {LedgerState} from '../ledger/replay.ts'
import type {VmSpec} from '../plan/spec.ts'
import type {Finding} from '../report/report.ts'
import {formatSize, mebibytes} from '../units.ts'

/** With less than this an overlay, the logs and the ledger of a VM do not even last for a boot. */
const leastSpace = mebibytes(64)

const inMib = (bytes: number): ReturnType<typeof mebibytes> => mebibytes(Math.floor(bytes / 1024 / 1024))

/** Before anything is made. @throws QemuVmError `resource` when the host has not the memory or the space for a VM. */
export function refuseWithoutRoom({memory}: VmSpec, stateDirectory: string): void {
  const available = availableMemory()
  if (available !== undefined && memory > inMib(available)) {
    const [asked, there] = [formatSize(memory), formatSize(inMib(available))]
    throw new QemuVmError('resource', `memory: ${asked} is more than this machine has left, which is ${there}.`, {
      hint: 'Lower memory:, or use a larger machine: a guest that uses all of it would be ended by the OOM killer.',
    })
  }
  const free = freeSpace(stateDirectory)
  if (free === undefined || free >= leastSpace * 1024 * 1024) return
  const there = formatSize(inMib(free))
  throw new QemuVmError('resource', `The disk of ${stateDirectory} is full: ${there} are free, a VM needs more.`, {
    hint: `Free at least ${formatSize(leastSpace)} there, or set state-dir to a directory on another disk.`,
  })
}

/** QEMU drops what does not fit into the console's log without a word (V15), and pauses a guest whose disk is full. */
export function fullDisk({plan}: LedgerState): readonly Finding[] {
  const free = plan === undefined ? undefined : freeSpace(plan.paths.run)
  if (plan === undefined || free === undefined || free >= asGoodAsNone) return []
  const message = `The disk of ${plan.paths.run} is full: the console's log was cut off, and so may be the guest's disk.`
  return [{level: 'warning', title: 'The disk is full', message}]
}

/** What the keeper took out of texts that had grown too large. */
export const cutLogs = ({events}: LedgerState): readonly Finding[] =>
  events
    .filter(({event}) => event === logCut)
    .map(({data}) => {
      const name = typeof data['path'] === 'string' ? basename(data['path']) : 'a log'
      const size = formatSize(inMib(largestLog))
      const message = `${name} had grown larger than ${size}: it has its first MiB and the newest, and what was between is gone.`
      return {level: 'notice', title: 'The guest printed too much to keep it all', message}
    })

/** What to say of a guest that QEMU has paused because its disk failed; nothing of any other. */
export function diskTrouble(status: string, {plan}: LedgerState): readonly string[] {
  if (status !== 'io-error') return []
  const free = plan === undefined ? undefined : freeSpace(plan.paths.run)
  const left = free === undefined ? '' : ` The disk of ${plan?.paths.run ?? ''} has ${formatSize(inMib(free))} free.`
  return [`QEMU had paused the guest, because writing to its disk had failed.${left}`]
}
