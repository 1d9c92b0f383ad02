/**
 * A program of 15 bytes that an x86 processor runs from reset: it counts down from 20 million and then writes to
 * isa-debug-exit, upon which QEMU exits with (0x10 << 1) | 1 = 33. 0.1 s under TCG or a KVM that works; 8.6 s or never
 * under a KVM that opens and does not work (V23). The rest is HLT, the reset vector jumps to the beginning.
 */
export function probeRom(): Buffer {
  const rom = Buffer.alloc(65536, 0xf4)
  const countDown = [0x66, 0xb9, 0x00, 0x2d, 0x31, 0x01, 0x66, 0x49, 0x75, 0xfc]
  const debugExit = [0xba, 0xf4, 0x00, 0xb0, 0x10, 0xee, 0xf4, 0xeb, 0xfd]
  rom.set([...countDown, ...debugExit], 0)
  rom.set([0xea, 0x00, 0x00, 0x00, 0xf0], 0xfff0)
  return rom
}

export const probeRomExitCode = 33
