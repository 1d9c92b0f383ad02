import type {Arch, VmSpec} from './spec.ts'

/** Options of devices that came with a later QEMU than the oldest that is supported, with the version that has them. */
const since: readonly (readonly [option: RegExp, major: number, minor: number])[] = [
  [/^fdp(\.|$)/, 8, 0], // hw/nvme: flexible data placement, commit 73064edfb8
  [/^zoned\.(numzrwa|zrwas|zrwafg)$/, 7, 0], // hw/nvme: zoned random write areas, commit 25872031e2
  [/^pif$/, 7, 0],
]

/**
 * Whether the machine takes -fw_cfg. QEMU 7.1 and 7.2 give riscv64's its device only when they have read all options, and
 * refuse them (hw/riscv/virt.c, create_fw_cfg() in virt_machine_done()).
 */
export const takesFwCfg = (arch: Arch, version: string): boolean => arch !== 'riscv64' || !/^7\.[12]\./.test(version)

/** What the VM asks for and this version of QEMU lacks, one sentence each. @param hasPassword whether it can do without a key. */
export function lackingIn(
  version: string,
  {devices, arch, boot, access, ready}: VmSpec,
  hasPassword = false,
): readonly string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const options = devices.disks.flatMap(({nvme}) =>
    [nvme?.onNamespace, nvme?.onController, nvme?.onSubsystem].flatMap((on) => Object.keys(on ?? {})),
  )
  const needsKey = access.keyFile === undefined && !hasPassword && boot.kind === 'kernel' && ready.kind === 'login'
  const isKeyless = needsKey && !takesFwCfg(arch, version)
  const advice = `${arch} needs 8.0 or newer, or ssh-key, or password.`
  const lacking = since.flatMap(([pattern, needed, minorNeeded]) => {
    const option = options.find((one) => pattern.test(one))
    const isThere = major > needed || (major === needed && minor >= minorNeeded)
    return option === undefined || isThere ? [] : [`disks: ${option} needs QEMU ${needed}.${minorNeeded} or newer.`]
  })
  return [...(isKeyless ? [`arch: this QEMU cannot tell the kernel's guest of its key; ${advice}`] : []), ...lacking]
}
