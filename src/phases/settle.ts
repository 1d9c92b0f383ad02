import type {CpuFacts, GuestFacts} from '../catalogue/guest-facts.ts'
import {usualCpu} from '../plan/arguments.ts'
import type {Accelerator, VmSpec} from '../plan/spec.ts'

/** What is known only when the image was found. */
export interface Known {
  readonly accelerator: Accelerator
  readonly guest?: GuestFacts
  readonly isUserGiven: boolean
  readonly isHostKeyPinned: boolean
}

/** What the user asked for, with what the image says where the user has said nothing. */
export function settle(spec: VmSpec, {accelerator, guest, isUserGiven, isHostKeyPinned}: Known): VmSpec {
  const user = isUserGiven || guest === undefined ? spec.access.user : guest.user
  const cpu = spec.cpu ?? cpuFor(spec, accelerator, guest?.cpu)
  const {boot} = spec
  return {
    ...spec,
    ...(cpu === undefined ? {} : {cpu}),
    ...(boot.kind === 'disk' && boot.firmware === 'auto'
      ? {boot: {...boot, firmware: spec.arch !== 'x86_64' || guest?.firmware === 'uefi' ? 'uefi' : 'bios'}}
      : {}),
    access: {...spec.access, user, ...(isHostKeyPinned ? {isHostKeyPinned} : {})},
  }
}

/** Undefined where the usual one will do. */
function cpuFor({arch}: VmSpec, accelerator: Accelerator, {emulated, without = []}: CpuFacts = {}): string | undefined {
  const odd = accelerator === 'tcg' ? emulated?.[arch] : undefined
  if (odd === undefined && without.length === 0) return undefined
  return [odd ?? usualCpu(arch, accelerator), ...without.map((one) => `-${one}`)].join()
}
