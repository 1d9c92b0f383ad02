import type {VmSpec} from './spec.ts'

/** Options of devices that came with a later QEMU than the oldest that is supported, with the version that has them. */
const since: readonly (readonly [option: RegExp, major: number, minor: number])[] = [
  [/^fdp(\.|$)/, 8, 0], // hw/nvme: flexible data placement, commit 73064edfb8
  [/^zoned\.(numzrwa|zrwas|zrwafg)$/, 7, 0], // hw/nvme: zoned random write areas, commit 25872031e2
  [/^pif$/, 7, 0],
]

/** What the VM asks for and this version of QEMU lacks, one sentence each. */
export function lackingIn(version: string, {devices}: VmSpec): readonly string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const options = devices.disks.flatMap(({nvme}) =>
    [nvme?.onNamespace, nvme?.onController, nvme?.onSubsystem].flatMap((on) => Object.keys(on ?? {})),
  )
  return since.flatMap(([pattern, needed, minorNeeded]) => {
    const option = options.find((one) => pattern.test(one))
    const isThere = major > needed || (major === needed && minor >= minorNeeded)
    return option === undefined || isThere ? [] : [`disks: ${option} needs QEMU ${needed}.${minorNeeded} or newer.`]
  })
}
