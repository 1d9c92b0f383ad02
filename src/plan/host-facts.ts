import {QemuVmError} from '../errors.ts'
import type {Arch} from './spec.ts'

const archs: Readonly<Record<string, Arch>> = {x64: 'x86_64', arm64: 'aarch64', riscv64: 'riscv64'}

/** The host's architecture in QEMU's words. @throws QemuVmError where there is none of those we boot. */
export function hostArch(): Arch {
  const arch = archs[process.arch]
  if (arch === undefined) throw new QemuVmError('bad-input', `qemu-vm does not run on ${process.arch}.`)
  return arch
}
