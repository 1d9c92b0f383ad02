import {makeKeyPair, publicKeyOf} from '../guest/ssh.ts'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import type {Inputs} from '../inputs/inputs.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {binaryOf, qemuArguments} from '../plan/arguments.ts'
import {hostArch} from '../plan/host-facts.ts'
import {lackingIn} from '../plan/needs.ts'
import type {VmPaths} from '../plan/paths.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {VmSpec} from '../plan/spec.ts'
import {chooseAccelerator} from '../qemu/accelerator.ts'
import {askQemu} from '../qemu/features.ts'
import type {Finding} from '../report/report.ts'
import {formatSize, mebibytes, tagOf} from '../units.ts'
import {planPlaces, prepareDisks} from './devices.ts'
import {prepareFirmware, prepareFirstBoot} from './first-boot.ts'
import {offerShares} from './offer-shares.ts'
import type {PreparedImage} from './prepare-image.ts'
import {settle} from './settle.ts'

/** What a plan is made of. */
export interface PlanInput {
  readonly inputs: Inputs
  readonly ledger: Ledger
  readonly paths: VmPaths
  /** Undefined: a kernel is booted. */
  readonly image?: PreparedImage
}

/** Asks the host all that the plan depends on, at the same time, and prepares the files that go into it. */
export async function makePlan(
  {inputs, ledger, paths, image}: PlanInput,
  host: Host,
): Promise<{readonly plan: VmPlan; readonly findings: readonly Finding[]}> {
  const {spec: asked, failOn, diagnostics, isUserGiven, installQemu: mayInstall} = inputs
  const id = ledger.vm
  const tag = tagOf(id)
  const binary = binaryOf(asked.arch)
  const networks = planPlaces(asked.devices, asked.name, ledger)
  const question = {choice: asked.accelerator, arch: asked.arch, hostArch: hostArch(), binary, rom: paths.probeRom, tag}
  const [features, {accelerator, why, remedy}, publicKey, diskFiles] = await Promise.all([
    askQemu(binary, host),
    chooseAccelerator(question, host),
    keyFor(inputs, paths, tag, host),
    prepareDisks(asked.devices.disks, paths, host),
  ])
  refuseLacking(lackingIn(features.version, asked, inputs.password !== undefined))
  host.log.info(`QEMU ${features.version}, accelerator ${accelerator}: ${why}`)

  const guest = image?.guest
  const known = {accelerator, isUserGiven, ...(guest === undefined ? {} : {guest})}
  const {user} = settle(asked, {...known, isHostKeyPinned: false}).access
  const first = {...{id, name: asked.name, user}, ...(publicKey === undefined ? {} : {publicKey}), ...known}
  const {kind: firstBoot, isHostKeyPinned} =
    inputs.image === undefined
      ? {isHostKeyPinned: false}
      : await prepareFirstBoot(first, inputs.image, {paths, tag}, host)
  const spec = settle(asked, {...known, isHostKeyPinned})
  const firmwareCode = await prepareFirmware(spec, {paths, mayInstall}, host)
  const shares = await offerShares({shares: spec.transfers.shares, binary, paths, ledger, mayInstall}, host)
  const words = qemuArguments({
    ...{id, spec, paths, accelerator, features, diskFiles, networks, shares},
    ...(publicKey === undefined ? {} : {publicKey}),
    ...(firmwareCode === undefined ? {} : {firmwareCode}),
    ...(firstBoot === undefined ? {} : {firstBoot}),
  })
  const qemu = [binary, ...words] as const
  return {
    plan: {
      ...{
        id,
        tag,
        spec,
        failOn,
        diagnostics,
        accelerator,
        acceleratorWhy: why,
        qemuVersion: features.version,
        paths,
        networks,
        shares,
        qemu,
      },
      ...(image?.digest === undefined ? {} : {imageDigest: image.digest}),
    },
    findings: [...(remedy === undefined ? [] : [emulated(`${why}. ${remedy}`)]), ...tooLittle(spec, image)],
  }
}

/** The public key that the guest is offered: one of this VM alone, or, to a guest that is told at its first boot, the user's. */
function keyFor(
  {spec: {access}, image}: Inputs,
  {keyFile}: VmPaths,
  tag: string,
  host: Host,
): Promise<string | undefined> {
  if (access.keyFile === undefined) return makeKeyPair(keyFile, tag, host)
  return image === undefined ? Promise.resolve(undefined) : publicKeyOf(access.keyFile, host)
}

function refuseLacking(lacking: readonly string[]): void {
  if (lacking.length === 0) return
  throw new QemuVmError('missing-program', lacking.join(' '), {hint: 'Install a newer QEMU, or leave that out.'})
}

const emulated = (message: string): Finding => ({level: 'warning', title: 'The VM is emulated, which is slow', message})

function tooLittle({memory}: VmSpec, image: PreparedImage | undefined): readonly Finding[] {
  const least = image?.guest?.leastMemory ?? 0
  if (memory >= least) return []
  const message = `memory: ${formatSize(memory)} is less than this image is known to boot with, ${formatSize(mebibytes(least))}.`
  return [{level: 'warning', title: 'The VM has little memory', message}]
}
