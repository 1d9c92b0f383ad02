/** Architectures of guests that the action knows how to boot, by QEMU's names. */
export const arches = ['x86_64', 'aarch64', 'riscv64'] as const
export type Arch = (typeof arches)[number]
