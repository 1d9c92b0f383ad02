import {mkdirSync, writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import type {LedgerState} from '../../src/ledger/replay.ts'
import type {ProcessRole} from '../../src/plan/intent.ts'
import type {FakeBehavior} from './fake-qemu/behavior.ts'
import {installFakeQemu, type FakeQemu} from './fake-qemu/install.ts'
import type {JobStep} from './runner/play-job.ts'
import {vmMachine, type MachineOptions, type VmMachine} from './vm-job.ts'

/** A machine whose QEMU is the fake: for tests in which a real guest adds nothing but time. */
export interface FakeMachine extends VmMachine {
  readonly fake: FakeQemu
  /** A step that uses the action; the VM is ready as soon as QEMU answers. */
  use(more?: Readonly<Record<string, string>>, id?: string): JobStep
}

/** Makes a machine with a fake QEMU first on PATH. */
export function fakeMachine(behavior: FakeBehavior = {}, options: MachineOptions = {}): FakeMachine {
  const env: Record<string, string | undefined> = {...options.env}
  const machine = vmMachine({...options, env})
  const fake = installFakeQemu(join(machine.root, 'bin'), behavior)
  env['PATH'] = [fake.directory, process.env['PATH']].join(delimiter)
  const kernel = join(machine.root, 'kernel')
  writeFileSync(kernel, 'a kernel')
  const usual = {kernel, memory: '64M', accelerator: 'tcg', ready: 'none'}
  return {
    ...machine,
    fake,
    use: (more = {}, id = 'vm') => ({kind: 'uses', id, action: machine.action, with: {...usual, ...more}}),
  }
}

/** Puts a program of that name, a shell script, before all others of the fake machine. */
export function putProgram({fake}: FakeMachine, name: string, script: string): void {
  mkdirSync(fake.directory, {recursive: true})
  writeFileSync(join(fake.directory, name), `#!/bin/sh\n${script}\n`, {mode: 0o755})
}

/** A step that lasts until it is cancelled, or its worker has died. */
export const idle: JobStep = {
  kind: 'run',
  id: 'idle',
  script: "trap 'exit 130' INT; echo idle; while kill -0 $PPID 2>/dev/null; do sleep 0.2; done",
}

/** Waits until `look` finds something. @throws when it does not within `limit` milliseconds. */
export async function until<T>(what: string, limit: number, look: () => T | undefined | false): Promise<T> {
  const deadline = performance.now() + limit
  for (;;) {
    const found = look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > deadline) throw new Error(`${what}: not within ${limit} ms`)
    await sleep(20)
  }
}

/** The state of the machine's only ledger, when there is one that `wanted` accepts. */
export const untilLedger = (
  machine: VmMachine,
  what: string,
  wanted: (state: LedgerState) => boolean,
  limit = 60_000,
): Promise<LedgerState> =>
  until(what, limit, () => {
    const [state] = statesOf(machine)
    return state !== undefined && wanted(state) && state
  })

/** The states of all ledgers of the machine. */
export const statesOf = (machine: VmMachine): readonly LedgerState[] =>
  machine.ledgers().flatMap((ledger) => {
    try {
      return [ledger.read()]
    } catch {
      return [] // removed since
    }
  })

/** Waits until the VM of a job is handed over to the steps; of the job with that run id, where several share a place. */
export const untilHandedOver = (machine: VmMachine, runId?: string): Promise<LedgerState> =>
  until('a VM that is handed over', 60_000, () =>
    statesOf(machine).find(({handedOver, owner}) => handedOver && (runId === undefined || owner?.runId === runId)),
  )

/** The pid of a process that the ledger holds. @throws when there is none. */
export function pidOf({held}: LedgerState, role: ProcessRole): number {
  for (const one of held) {
    if (one.kind === 'process' && one.description.role === role && one.evidence !== undefined) return one.evidence.pid
  }
  throw new Error(`the ledger holds no ${role}`)
}
