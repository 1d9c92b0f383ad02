import {formatRecord, type Entry, type LedgerRecord, type Owner, type Shutdown} from '../../src/ledger/entry.ts'
import {noDevices} from '../../src/plan/devices.ts'
import {noTransfers} from '../../src/plan/transfers.ts'
import type {Held, IntentOf, ProcessIdentity} from '../../src/plan/intent.ts'
import {pathsOf} from '../../src/plan/paths.ts'
import type {VmPlan} from '../../src/plan/plan.ts'
import type {VmSpec} from '../../src/plan/spec.ts'
import {mebibytes, millis, resourceId, tagOf, type Millis, type VmId} from '../../src/units.ts'

export const someOwner: Owner = {repository: 'o/r', runId: '7', attempt: '1', job: 'test', step: '__self'}

/** A process that is certainly not there: no machine has been up for so long. */
export const deadProcess: ProcessIdentity = {pid: 4_194_303, startTicks: 9_007_199_254_740_991, bootId: 'another'}

/** A small machine that boots a kernel. */
export const someSpec: VmSpec = {
  name: 'guest',
  arch: 'x86_64',
  machine: 'q35',
  cpus: 2,
  memory: mebibytes(512),
  accelerator: 'tcg',
  boot: {kind: 'kernel', kernel: '/boot/vmlinuz', initrd: '/boot/initrd', append: 'console=ttyS0'},
  access: {user: 'root'},
  ready: {kind: 'none'},
  allowsReboot: false,
  budgets: {boot: millis(60_000), shutdown: millis(30_000), lifetime: millis(86_400_000)},
  devices: noDevices,
  transfers: noTransfers,
  env: [],
  extraArguments: [],
}

/** What main writes down of a VM whose ledger is in `stateDirectory`. */
export function somePlan(id: VmId, stateDirectory: string, shutdown: Millis = millis(30_000)): VmPlan {
  return {
    id,
    tag: tagOf(id),
    spec: {...someSpec, budgets: {...someSpec.budgets, shutdown}},
    failOn: 'leak',
    accelerator: 'tcg',
    qemuVersion: '7.2.22',
    paths: pathsOf(id, stateDirectory),
    qemu: ['qemu-system-x86_64'],
  }
}

export const directoryIntent = (id: string, path: string): IntentOf<'directory'> => ({
  id: resourceId(id),
  kind: 'directory',
  description: {path},
})

export const qemuIntent = (vm: VmId, pidFile?: string): IntentOf<'process'> => ({
  id: resourceId('qemu'),
  kind: 'process',
  description: {tag: tagOf(vm), role: 'qemu', ...(pidFile === undefined ? {} : {pidFile})},
})

export const someShutdown: Shutdown = {outcome: 'graceful', attempts: [], took: millis(900), notes: []}

export const recordOf = (entry: Entry): LedgerRecord => ({...entry, v: 1, at: '2026-01-02T03:04:05.678Z'})

export const linesOf = (entries: readonly Entry[]): readonly string[] =>
  entries.map((entry) => formatRecord(recordOf(entry)))

/** Held resources as ids, and whether they have evidence: what most tests want to know of them. */
export const briefly = (held: readonly Held[]): readonly string[] =>
  held.map(({id, evidence}) => (evidence === undefined ? id : `${id}!`))
