import {existsSync} from 'node:fs'
import type {Arch} from '../arch.ts'

/** UEFI for virtual machines: the code, which is only read, and the template of the variables, of which each VM has a copy. */
export interface Firmware {
  readonly code: string
  readonly variables: string
}

const pair = (directory: string, code: string, variables: string): Firmware => ({
  code: `${directory}/${code}`,
  variables: `${directory}/${variables}`,
})

/**
 * Where distributions put EDK II, raw images for pflash without Secure Boot, the best first. Debian and Ubuntu; Fedora and
 * relatives; SUSE; Arch; Alpine; and what QEMU's own `make install` brings.
 */
const places: Readonly<Record<Arch, readonly Firmware[]>> = {
  x86_64: [
    pair('/usr/share/OVMF', 'OVMF_CODE_4M.fd', 'OVMF_VARS_4M.fd'),
    pair('/usr/share/OVMF', 'OVMF_CODE.fd', 'OVMF_VARS.fd'),
    pair('/usr/share/edk2/ovmf', 'OVMF_CODE.fd', 'OVMF_VARS.fd'),
    pair('/usr/share/qemu', 'ovmf-x86_64-4m-code.bin', 'ovmf-x86_64-4m-vars.bin'),
    pair('/usr/share/edk2/x64', 'OVMF_CODE.4m.fd', 'OVMF_VARS.4m.fd'),
    pair('/usr/share/qemu', 'edk2-x86_64-code.fd', 'edk2-i386-vars.fd'),
  ],
  aarch64: [
    pair('/usr/share/AAVMF', 'AAVMF_CODE.no-secboot.fd', 'AAVMF_VARS.fd'),
    pair('/usr/share/AAVMF', 'AAVMF_CODE.fd', 'AAVMF_VARS.fd'),
    pair('/usr/share/edk2/aarch64', 'QEMU_EFI-pflash.raw', 'vars-template-pflash.raw'),
    pair('/usr/share/qemu', 'aavmf-aarch64-code.bin', 'aavmf-aarch64-vars.bin'),
    pair('/usr/share/edk2/aarch64', 'QEMU_CODE.fd', 'QEMU_VARS.fd'),
    pair('/usr/share/qemu', 'edk2-aarch64-code.fd', 'edk2-arm-vars.fd'),
  ],
  riscv64: [
    pair('/usr/share/qemu-efi-riscv64', 'RISCV_VIRT_CODE.fd', 'RISCV_VIRT_VARS.fd'),
    pair('/usr/share/edk2/riscv', 'RISCV_VIRT_CODE.fd', 'RISCV_VIRT_VARS.fd'),
    pair('/usr/share/qemu', 'edk2-riscv-code.fd', 'edk2-riscv-vars.fd'),
  ],
}

/** The firmware of this machine for guests of an architecture; undefined where none is installed. */
export const findFirmware = (arch: Arch): Firmware | undefined =>
  places[arch].find(({code, variables}) => existsSync(code) && existsSync(variables))
