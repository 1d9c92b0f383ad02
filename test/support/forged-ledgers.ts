import * as fs from 'node:fs'
import {formatRecord, type Entry} from '../../src/ledger/entry.ts'
import type {ProcessIdentity} from '../../src/plan/intent.ts'
import {ledgerPath, pathsOf} from '../../src/plan/paths.ts'
import {resourceId, tagOf, type VmId} from '../../src/units.ts'
import {deadProcess, qemuIntent, somePlan} from './ledger-entries.ts'
import type {VmMachine} from './vm-job.ts'

export const hour = 3600_000

/** A ledger in the machine's state directory, made `age` milliseconds ago. */
export function forge(machine: VmMachine, vm: VmId, text: string, age = hour): string {
  const path = ledgerPath(machine.stateDirectory, vm)
  fs.writeFileSync(path, text, {mode: 0o600})
  makeOld(path, age)
  return path
}

/** As if it had been made and written to `age` milliseconds ago. */
export function makeOld(path: string, age = hour): void {
  const when = new Date(Date.now() - age)
  fs.utimesSync(path, when, when)
}

/** The text of a ledger with these entries. */
export const linesOf = (entries: readonly Entry[]): string =>
  entries.map((entry) => formatRecord({...entry, v: 1, at: '2026-01-02T03:04:05.678Z'})).join('')

/** Whose forged ledgers are. */
export const owner = {repository: 'o/r', runId: '4711', attempt: '1', job: 'build', step: 'vm'}

/** What the ledger of a running VM says; the processes are those given. */
export function livesOf(
  vm: VmId,
  machine: VmMachine,
  bootId: string,
  [worker, keeper, qemu]: readonly ProcessIdentity[],
): string {
  const {run, pidFile} = pathsOf(vm, machine.stateDirectory)
  return linesOf([
    {type: 'opened', vm, owner: {...owner, ...(worker === undefined ? {} : {worker})}, bootId},
    {type: 'planned', plan: somePlan(vm, machine.stateDirectory)},
    {type: 'intent', intent: {id: resourceId('run directory'), kind: 'directory', description: {path: run}}},
    {type: 'acquired', id: resourceId('run directory'), evidence: {dev: 1, ino: 1}},
    {
      type: 'intent',
      intent: {id: resourceId('keeper'), kind: 'process', description: {tag: tagOf(vm), role: 'keeper'}},
    },
    {type: 'acquired', id: resourceId('keeper'), evidence: keeper ?? deadProcess},
    {type: 'intent', intent: qemuIntent(vm, pidFile)},
    {type: 'acquired', id: resourceId('qemu'), evidence: qemu ?? deadProcess},
    {type: 'handed-over'},
  ])
}

/** What main makes first, with a pidfile in it. @returns its path. */
export function makeRunDirectory(vm: VmId, machine: VmMachine): string {
  const {run, pidFile} = pathsOf(vm, machine.stateDirectory)
  fs.mkdirSync(run, {mode: 0o700})
  fs.writeFileSync(pidFile, '1\n')
  return run
}
