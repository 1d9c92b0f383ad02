import {truncateSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {InputError, QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {portTrouble} from '../host/ports.ts'
import {inspectImage} from '../images/inspect.ts'
import {makeOverlay} from '../images/overlay.ts'
import {listLedgers} from '../ledger/file-ledger.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {Devices, DiskFile, DiskSpec, Forward} from '../plan/devices.ts'
import {planNetworks, type PlannedNetwork} from '../plan/networks.ts'
import {diskPath, tapNameOf, type VmPaths} from '../plan/paths.ts'
import {acquire} from '../resources/acquire.ts'
import {makeBridgePort} from '../resources/bridge-port.ts'
import {makeTap} from '../resources/tap.ts'
import {resourceId} from '../units.ts'

/** Before anything is made. @throws InputError for a port of the host that is not free, naming who has it. */
export async function refuseTakenPorts(ports: readonly Forward[]): Promise<void> {
  const judged = await Promise.all(ports.map(async (port) => ({port, trouble: await portTrouble(port)})))
  const problems = judged.flatMap(({port: {protocol, host, guest}, trouble}) => {
    if (trouble === undefined) return []
    return [
      {input: 'ports', value: `${protocol === 'tcp' ? '' : 'udp:'}${host}:${guest}`, expected: `free: ${trouble}`},
    ]
  })
  if (problems.length > 0) throw new InputError(problems)
}

/** The files of the disks: new ones, overlays, and the user's own where these are not written to or may be. */
export async function prepareDisks(
  disks: readonly DiskSpec[],
  paths: VmPaths,
  host: Host,
): Promise<readonly DiskFile[]> {
  const files: DiskFile[] = []
  for (const [index, disk] of disks.entries()) files.push(await prepareDisk(disk, index, paths, host))
  return files
}

async function prepareDisk({source}: DiskSpec, index: number, paths: VmPaths, host: Host): Promise<DiskFile> {
  if (source.kind === 'new') {
    const path = diskPath(paths, index, 'raw')
    writeFileSync(path, '', {mode: 0o600, flag: 'wx'})
    truncateSync(path, source.size * 1024 * 1024)
    return {path, format: 'raw'}
  }
  const {path: image} = source
  const {format} = inspectImage(image, source.format === 'detect' ? undefined : source.format)
  if (format !== 'raw' && format !== 'qcow2') {
    const hint = 'Convert it first: qemu-img convert -O qcow2 …'
    throw new QemuVmError('bad-image', `disks: ${image} is a ${format} and not raw or qcow2.`, {hint})
  }
  if (source.access !== 'overlay') return {path: image, format}
  const overlay = diskPath(paths, index, 'qcow2')
  await makeOverlay({image, format, overlay}, host)
  return {path: overlay, format: 'qcow2'}
}

/** The VM's places in its networks. @throws InputError when another VM of the job has one of the addresses. */
export function planPlaces({networks}: Devices, vm: string, ledger: Ledger): readonly PlannedNetwork[] {
  if (networks.length === 0) return []
  const {repository, runId, attempt, job, worker} = ledger.read().owner ?? {}
  const places = planNetworks(networks, vm, JSON.stringify([repository, runId, attempt, job, worker]))
  const others = listLedgers(dirname(ledger.path)).filter((other) => other.vm !== ledger.vm)
  const problems = others.flatMap((other) => {
    const {plan, closed} = tryRead(other) ?? {}
    if (plan === undefined || closed !== undefined) return []
    const isTaken = (mine: PlannedNetwork): boolean =>
      plan.networks?.some(
        (one) => one.group === mine.group && one.port === mine.port && hostOf(one) === hostOf(mine),
      ) === true
    return places.filter(isTaken).map(({name, address}) => {
      const expected = `free in ${name}: the VM ${plan.spec.name} has it; give each an address, as in ${name}=10.9.0.1/24`
      return {input: 'networks', value: address, expected}
    })
  })
  if (problems.length > 0) throw new InputError(problems)
  return places
}

const hostOf = ({address}: PlannedNetwork): string => address.replace(/\/.*/, '')

/** Another job's may be removed at any moment. */
function tryRead(ledger: Ledger): ReturnType<Ledger['read']> | undefined {
  try {
    return ledger.read()
  } catch {
    return undefined
  }
}

/** Makes the tap that was asked for, before the QEMU that opens it. @throws QemuVmError when root's rights are not to be had. */
export async function makeTaps({tap}: Devices, ledger: Ledger, host: Host): Promise<void> {
  if (tap === undefined) return
  const name = tapNameOf(ledger.vm)
  await acquire({id: resourceId('tap'), kind: 'tap', description: {name}}, () => makeTap(ledger.vm, host), ledger)
  const {bridge} = tap
  if (bridge === undefined) return
  const port = {id: resourceId('bridge port'), kind: 'bridge-port', description: {name, bridge}} as const
  await acquire(port, () => makeBridgePort(bridge, ledger.vm, host), ledger)
}
