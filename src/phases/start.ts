import {dirname} from 'node:path'
import {InputError, QemuVmError} from '../errors.ts'
import {makeKeyPair} from '../guest/ssh.ts'
import type {Host} from '../host/host.ts'
import {ensurePrograms} from '../host/platform.ts'
import {makeUsable} from '../images/convert.ts'
import {makeOverlay} from '../images/overlay.ts'
import type {Inputs} from '../inputs/inputs.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {binaryOf, qemuArguments} from '../plan/arguments.ts'
import type {Forward} from '../plan/devices.ts'
import {hostArch} from '../plan/host-facts.ts'
import {lackingIn} from '../plan/needs.ts'
import {pathsOf, type VmPaths} from '../plan/paths.ts'
import type {VmPlan} from '../plan/plan.ts'
import {chooseAccelerator} from '../qemu/accelerator.ts'
import {askQemu} from '../qemu/features.ts'
import type {Finding, Span} from '../report/report.ts'
import {makeDirectory} from '../resources/directory.ts'
import {acquire} from '../resources/acquire.ts'
import {millis, resourceId, tagOf, type Millis} from '../units.ts'
import {startKeeper} from './await-qemu.ts'
import {boot} from './boot.ts'
import {makeTaps, planPlaces, prepareDisks, refuseTakenPorts} from './devices.ts'
import {makeLauncher, type Programs} from './hand-over.ts'
import {refuseWithoutRoom} from './room.ts'

/** What start() works with. */
export interface StartOptions {
  readonly inputs: Inputs
  readonly ledger: Ledger
  readonly programs: Programs
  /** Aborts when the job is cancelled. */
  readonly signal: AbortSignal
}

/** A VM that later steps may use. */
export interface Started {
  readonly plan: VmPlan
  readonly port: number
  readonly forwards: readonly Forward[]
  readonly bootTook: Millis
  readonly timeline: readonly Span[]
  /** What works, and could be better. */
  readonly findings: readonly Finding[]
}

/**
 * Inputs → a VM that is ready and handed over to later steps. Everything it makes is in the ledger before it exists.
 * @throws QemuVmError; what was made until then is for stop() to unmake.
 */
export async function start(options: StartOptions, host: Host): Promise<Started> {
  const {inputs, ledger, signal} = options
  const {spec} = inputs
  const {log} = host
  refuseTakenName(spec.name, host)
  refuseWithoutRoom(spec, dirname(ledger.path))
  await refuseTakenPorts(spec.devices.ports)
  ledger.append({type: 'started', main: host.processes.self})
  await ensurePrograms(programsFor(inputs), inputs.installQemu, host)

  const {plan, keeper, findings} = await log.group('Plan', async () => {
    const paths = pathsOf(ledger.vm, dirname(ledger.path))
    await makeDirectories(paths, ledger)
    // It takes as long to start as the plan takes to be made, and waits for the plan
    const started = await startKeeper(options.programs, {tag: tagOf(ledger.vm), log: paths.keeperLog}, ledger, host)
    const {plan: made, slow} = await makePlan(options, paths, host)
    signal.throwIfAborted()
    await makeTaps(spec.devices, ledger, host)
    ledger.append({type: 'planned', plan: made})
    return {plan: made, keeper: started, findings: slow === undefined ? [] : [slow]}
  })

  const began = host.clock.now()
  const {port, forwards, timeline} = await log.group(`Boot ${spec.name}`, () =>
    boot({plan, keeper, ledger, signal}, host),
  )
  const bootTook = millis(host.clock.now() - began)
  ledger.append({type: 'ready', took: bootTook})
  const useless = makeLauncher(plan, ledger, options.programs)
  signal.throwIfAborted()
  ledger.append({type: 'handed-over'})
  return {
    plan,
    port,
    forwards,
    bootTook,
    timeline,
    findings: [...findings, ...(useless === undefined ? [] : [useless])],
  }
}

/** The launcher goes first on PATH: under the name of another command it would hide that one. */
function refuseTakenName(name: string, host: Host): void {
  const path = host.commands.which(name)
  if (path === undefined) return
  throw new InputError([{input: 'name', value: name, expected: `a name that is free: there is a command ${path}`}])
}

function programsFor({spec}: Inputs): readonly string[] {
  const overlays = spec.devices.disks.some(({source}) => source.kind === 'file' && source.access === 'overlay')
  return [binaryOf(spec.arch), ...(spec.boot.kind === 'disk' || overlays ? ['qemu-img'] : []), 'ssh']
}

function refuseLacking(lacking: readonly string[]): void {
  if (lacking.length === 0) return
  throw new QemuVmError('missing-program', lacking.join(' '), {hint: 'Install a newer QEMU, or leave that out.'})
}

async function makeDirectories({run, sockets}: VmPaths, ledger: Ledger): Promise<void> {
  const places = {'run directory': run, ...(sockets === run ? {} : {'socket directory': sockets})}
  for (const [id, path] of Object.entries(places)) {
    const intent = {id: resourceId(id), kind: 'directory', description: {path}} as const
    await acquire(intent, () => makeDirectory(path), ledger)
  }
}

/** Asks the host all that the plan depends on, at the same time, and prepares the files that go into it. */
async function makePlan(
  {inputs, ledger}: StartOptions,
  paths: VmPaths,
  host: Host,
): Promise<{readonly plan: VmPlan; readonly slow: Finding | undefined}> {
  const {spec, failOn} = inputs
  const id = ledger.vm
  const tag = tagOf(id)
  const binary = binaryOf(spec.arch)
  const networks = planPlaces(spec.devices, spec.name, ledger)
  const question = {choice: spec.accelerator, arch: spec.arch, hostArch: hostArch(), binary, rom: paths.probeRom, tag}
  const [features, {accelerator, why, remedy}, publicKey, diskFiles] = await Promise.all([
    askQemu(binary, host),
    chooseAccelerator(question, host),
    spec.access.keyFile === undefined ? makeKeyPair(paths, tag, host) : undefined,
    prepareDisks(spec.devices.disks, paths, host),
    prepareDisk(inputs, paths, tag, host),
  ])
  refuseLacking(lackingIn(features.version, spec))
  host.log.info(`QEMU ${features.version}, accelerator ${accelerator}: ${why}`)
  const words = qemuArguments({
    ...{id, spec, paths, accelerator, features, diskFiles, networks},
    ...(publicKey === undefined ? {} : {publicKey}),
  })
  const slow = remedy === undefined ? undefined : emulated(`${why}. ${remedy}`)
  const qemu = [binary, ...words] as const
  return {plan: {id, tag, spec, failOn, accelerator, qemuVersion: features.version, paths, networks, qemu}, slow}
}

const emulated = (message: string): Finding => ({level: 'warning', title: 'The VM is emulated, which is slow', message})

async function prepareDisk(
  {spec: {boot: from}}: Inputs,
  {run, overlay}: VmPaths,
  tag: string,
  host: Host,
): Promise<void> {
  if (from.kind !== 'disk') return
  const {path, format} = await makeUsable(from.image, {directory: run, tag}, host)
  await makeOverlay({image: path, format, overlay}, host)
}
