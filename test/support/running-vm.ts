import {existsSync, mkdirSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import type {Host} from '../../src/host/host.ts'
import type {Entry} from '../../src/ledger/entry.ts'
import {createLedger} from '../../src/ledger/file-ledger.ts'
import type {Ledger} from '../../src/ledger/ledger.ts'
import type {ProcessIdentity} from '../../src/plan/intent.ts'
import {qemuArguments} from '../../src/plan/arguments.ts'
import {ledgerPath} from '../../src/plan/paths.ts'
import type {VmPlan} from '../../src/plan/plan.ts'
import {makeDirectory} from '../../src/resources/directory.ts'
import {millis, resourceId, seconds, type VmId} from '../../src/units.ts'
import type {FakeBehavior} from './fake-qemu/behavior.ts'
import {installFakeQemu} from './fake-qemu/install.ts'
import {until} from './fake-qemu/qmp-client.ts'
import {deadProcess, directoryIntent, qemuIntent, someOwner, somePlan} from './ledger-entries.ts'
import {isListening} from './monitored.ts'
import {realHost} from './real-host.ts'
import {scratch, someVm} from './scratch.ts'
import {expectSameWorld, lookAtWorld, type World} from './world/world.ts'

/** A VM as main hands it over, its QEMU a fake, its ledger written by the test. */
export interface RunningVm extends AsyncDisposable {
  readonly vm: VmId
  readonly ledger: Ledger
  readonly plan: VmPlan
  readonly qemu: ProcessIdentity
  readonly host: Host
  readonly state: string
  /** @throws Error when anything of the VM is left: processes, files, sockets, ports, locks. */
  expectNothingLeft(): Promise<void>
}

export interface RunningVmOptions {
  /** What the guest is given, in milliseconds. */
  readonly courtesy?: number
  /** Where the ledger and the run directory are; a new directory by default. */
  readonly state?: string
  /** What the ledger says after QEMU was acquired; by default that the VM was handed over. */
  readonly after?: readonly Entry[]
  /** False: main died before it could record QEMU's identity. */
  readonly isRecorded?: boolean
}

const handedOver: readonly Entry[] = [{type: 'ready', took: millis(1000)}, {type: 'handed-over'}]

/** Starts a fake QEMU with the words of a real plan, each step in the ledger as main and the keeper write it. */
export async function runVm(behavior: FakeBehavior = {}, options: RunningVmOptions = {}): Promise<RunningVm> {
  const {courtesy = 20_000, after = handedOver, isRecorded = true} = options
  const place = scratch('vm')
  const state = options.state ?? place.path('state')
  mkdirSync(state, {recursive: true, mode: 0o700})
  const fake = installFakeQemu(place.path('bin'), behavior)
  const host = realHost({PATH: [fake.directory, process.env['PATH']].join(delimiter)})
  const vm = someVm()
  const ledger = createLedger(ledgerPath(state, vm))
  const bare = somePlan(vm, state, millis(courtesy))
  const {tag, paths, spec} = bare
  const words = qemuArguments({id: vm, spec, paths, accelerator: 'tcg', features: {version: '7.2.22'}})
  const plan: VmPlan = {...bare, qemu: [join(fake.directory, 'qemu-system-x86_64'), ...words]}
  const scope = {roots: [state], tags: [tag]}
  const before: World = lookAtWorld(scope)

  ledger.append({type: 'opened', vm, owner: someOwner, bootId: host.processes.self.bootId})
  ledger.append({type: 'started', main: deadProcess})
  for (const path of new Set([paths.run, paths.sockets])) {
    const id = path === paths.run ? 'run directory' : 'socket directory'
    ledger.append({type: 'intent', intent: directoryIntent(id, path)})
    ledger.append({type: 'acquired', id: resourceId(id), evidence: await makeDirectory(path)})
  }
  ledger.append({type: 'planned', plan})
  ledger.append({type: 'intent', intent: qemuIntent(vm, paths.pidFile)})
  const spawned = await host.processes.spawn(plan.qemu, {log: paths.qemuLog, tag})
  if (isRecorded) ledger.append({type: 'acquired', id: resourceId('qemu'), evidence: spawned.identity})
  if (behavior.monitors?.['stop']?.listen === undefined) await until('the monitor', () => isListening(paths.stopSocket))
  await until('the pidfile', () => existsSync(paths.pidFile))
  for (const entry of after) ledger.append(entry)

  return {
    ...{vm, ledger, plan, qemu: spawned.identity, host, state},
    expectNothingLeft: () => expectSameWorld(before, scope),
    async [Symbol.asyncDispose]() {
      for (const one of host.processes.find(tag)) host.processes.signal(one, 'SIGKILL')
      await Promise.race([spawned.exited, host.clock.sleep(seconds(5))])
      place[Symbol.dispose]()
    },
  }
}
