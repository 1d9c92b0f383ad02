import {dirname} from 'node:path'
import {InputError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {ensurePrograms} from '../host/platform.ts'
import type {ActionsCache} from '../images/cache.ts'
import type {ImageHit} from '../images/obtain.ts'
import type {Inputs} from '../inputs/inputs.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {binaryOf} from '../plan/arguments.ts'
import type {Forward} from '../plan/devices.ts'
import {pathsOf, type VmPaths} from '../plan/paths.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {Finding, Span} from '../report/report.ts'
import {makeDirectory} from '../resources/directory.ts'
import {acquire} from '../resources/acquire.ts'
import {millis, resourceId, tagOf, type Millis} from '../units.ts'
import {startKeeper} from './await-qemu.ts'
import {boot} from './boot.ts'
import {fillGuest} from './collect.ts'
import {makeTaps, refuseTakenPorts} from './devices.ts'
import {makeLauncher, type Programs} from './hand-over.ts'
import {leaveKey} from './leave-key.ts'
import {makePlan} from './make-plan.ts'
import {refuseOwnDirectory} from './offer-shares.ts'
import {prepareImage, type PreparedImage} from './prepare-image.ts'
import {refuseWithoutRoom} from './room.ts'
import {mountShares} from './shares.ts'
import {telling} from './waiting.ts'

/** What start() works with. */
export interface StartOptions {
  readonly inputs: Inputs
  readonly ledger: Ledger
  readonly programs: Programs
  /** Where images may be kept on this machine, the best place first. */
  readonly imageStores: readonly string[]
  /** Undefined: the cache of GitHub Actions cannot be used, or need not be. */
  readonly actionsCache?: ActionsCache
  /** Aborts when the job is cancelled. */
  readonly signal: AbortSignal
  /** Runs what prints the guest's console, so that nothing printed meanwhile is taken for a command. */
  readonly unheeded: <T>(body: () => Promise<T>) => Promise<T>
}

/** A VM that later steps may use. */
export interface Started {
  readonly plan: VmPlan
  readonly port: number
  readonly forwards: readonly Forward[]
  readonly bootTook: Millis
  readonly timeline: readonly Span[]
  readonly imageHit: ImageHit
  /** What works, and could be better. */
  readonly findings: readonly Finding[]
}

/**
 * Inputs → a VM that is ready and handed over to later steps. Everything it makes is in the ledger before it exists.
 * @throws QemuVmError; what was made until then is for stop() to unmake.
 */
export async function start(options: StartOptions, host: Host): Promise<Started> {
  const {inputs, ledger, signal, actionsCache} = options
  const {spec} = inputs
  const {log} = host
  refuseTakenName(spec.name, host)
  refuseWithoutRoom(spec, dirname(ledger.path))
  refuseOwnDirectory(spec.transfers.shares, dirname(ledger.path))
  await refuseTakenPorts(spec.devices.ports)
  ledger.append({type: 'started', main: host.processes.self})
  const packages = inputs.useCaches ? actionsCache?.packages : undefined
  await ensurePrograms(programsFor(inputs), inputs.installQemu, host, packages)

  const paths = pathsOf(ledger.vm, dirname(ledger.path))
  await makeDirectories(paths, ledger)
  const image = await imageFor(options, paths, host)

  const {plan, keeper, findings} = await log.group('Plan', async () => {
    // It takes as long to start as the plan takes to be made, and waits for the plan
    const started = await startKeeper(options.programs, {tag: tagOf(ledger.vm), log: paths.keeperLog}, ledger, host)
    const {plan: made, findings: slow} = await makePlan(
      {inputs, ledger, paths, ...(image === undefined ? {} : {image})},
      host,
    )
    signal.throwIfAborted()
    await makeTaps(spec.devices, ledger, host)
    ledger.append({type: 'planned', plan: made})
    return {plan: made, keeper: started, findings: [...(image?.findings ?? []), ...slow]}
  })

  const began = host.clock.now()
  const saving = Promise.all([packages?.saved(), image?.save()])
  const {streams, password} = inputs
  const up = () => boot({plan, keeper, ledger, signal, streams, ...(password === undefined ? {} : {password})}, host)
  const {port, forwards, timeline} = await log.group(`Boot ${spec.name}`, () => (streams ? options.unheeded(up) : up()))
  const bootTook = millis(host.clock.now() - began)
  await telling('the cache to be filled', saving, host)
  const keyless = password === undefined ? undefined : await leaveKey(plan, host)
  ledger.append({type: 'ready', took: bootTook})
  const useless = makeLauncher(plan, ledger, options.programs)
  await mountShares(plan, host)
  await fillGuest(plan, signal, host)
  signal.throwIfAborted()
  ledger.append({type: 'handed-over'})
  return {
    plan,
    port,
    forwards,
    bootTook,
    timeline,
    imageHit: image?.hit ?? 'none',
    findings: [...findings, ...[keyless, useless].filter((one) => one !== undefined)],
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

async function makeDirectories({run, sockets}: VmPaths, ledger: Ledger): Promise<void> {
  const places = {'run directory': run, ...(sockets === run ? {} : {'socket directory': sockets})}
  for (const [id, path] of Object.entries(places)) {
    const intent = {id: resourceId(id), kind: 'directory', description: {path}} as const
    await acquire(intent, () => makeDirectory(path), ledger)
  }
}

/** The image of the VM, under the overlay that the guest writes to; undefined where a kernel is booted. */
async function imageFor(
  {inputs, imageStores, actionsCache, ledger, signal}: StartOptions,
  paths: VmPaths,
  host: Host,
): Promise<PreparedImage | undefined> {
  const {image, installQemu: mayInstall, useCaches, spec} = inputs
  if (image === undefined || spec.boot.kind !== 'disk') return undefined
  const caches = {imageStores, ...(actionsCache === undefined ? {} : {actionsCache})}
  const options = {image, arch: spec.arch, paths, ledger, mayInstall, signal, useCaches, ...caches}
  return await host.log.group(`Image ${spec.boot.image}`, () => prepareImage(options, host))
}
