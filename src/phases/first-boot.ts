import {copyFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {GuestFacts} from '../catalogue/guest-facts.ts'
import {QemuVmError} from '../errors.ts'
import {ignitionConfig, seedFiles, type FirstBoot} from '../guest/seed.ts'
import {makeKeyPair, pinHostKey} from '../guest/ssh.ts'
import {findFirmware} from '../host/firmware.ts'
import type {Host} from '../host/host.ts'
import {ensurePrograms} from '../host/platform.ts'
import type {ImageInputs} from '../inputs/inputs.ts'
import type {VmPaths} from '../plan/paths.ts'
import type {VmSpec} from '../plan/spec.ts'

/** How the guest learns what it has to know at its first boot. */
export interface FirstBootPlan {
  /** Absent: there is no way to tell it. */
  readonly kind?: 'seed' | 'ignition'
  readonly isHostKeyPinned: boolean
}

/**
 * Writes what a guest is told at its first boot. It gets a host key where it is certain that it will take it: then it must
 * show it, and nobody else can be taken for the guest.
 */
export async function prepareFirstBoot(
  first: Omit<FirstBoot, 'hostKey' | 'userData'>,
  {userData: given}: ImageInputs,
  {paths, tag}: {readonly paths: VmPaths; readonly tag: string},
  host: Host,
): Promise<FirstBootPlan> {
  const {guest} = first
  const how = guest?.seed ?? 'nocloud'
  if (how === 'none') return {isHostKeyPinned: false}
  const userData = given === undefined ? undefined : 'text' in given ? given.text : readFileSync(given.path, 'utf8')
  const isHostKeyPinned = guest !== undefined && takesHostKey(guest, userData)
  const all: FirstBoot = {
    ...first,
    ...(userData === undefined ? {} : {userData}),
    ...(isHostKeyPinned ? {hostKey: await makeHostKey(paths, tag, host)} : {}),
  }
  if (how === 'ignition') {
    writeFileSync(paths.ignition, ignitionConfig(all), {mode: 0o600})
    return {kind: 'ignition', isHostKeyPinned}
  }
  mkdirSync(paths.seed, {mode: 0o700})
  for (const [name, text] of Object.entries(seedFiles(all))) writeFileSync(join(paths.seed, name), text, {mode: 0o600})
  return {kind: 'seed', isHostKeyPinned}
}

/** The user's own data come first, and may say something else; and the small readers do not know host keys. */
function takesHostKey({seed, seedReader = 'cloud-init'}: GuestFacts, userData: string | undefined): boolean {
  if (seed === 'ignition') return userData === undefined
  return seedReader === 'cloud-init' && userData?.includes('ssh_keys') !== true
}

async function makeHostKey(paths: VmPaths, tag: string, host: Host): Promise<Required<FirstBoot>['hostKey']> {
  const open = await makeKeyPair(paths.hostKey, tag, host)
  pinHostKey(open, paths, tag)
  return {private: readFileSync(paths.hostKey, 'utf8'), public: open}
}

/**
 * Gives the VM its own copy of the variables of UEFI, where it boots by that, and installs the firmware where it may.
 * @returns the path of the firmware's code. @throws QemuVmError `missing-program`
 */
export async function prepareFirmware(
  {arch, boot}: VmSpec,
  {paths, mayInstall}: {readonly paths: VmPaths; readonly mayInstall: boolean},
  host: Host,
): Promise<string | undefined> {
  if (boot.kind !== 'disk' || boot.firmware !== 'uefi') return undefined
  await ensurePrograms([`uefi-${arch}`], mayInstall, host)
  const found = findFirmware(arch)
  if (found === undefined) throw new QemuVmError('missing-program', `There is no UEFI for ${arch}.`)
  copyFileSync(found.variables, paths.firmwareVariables)
  chmodSync(paths.firmwareVariables, 0o600)
  return found.code
}
