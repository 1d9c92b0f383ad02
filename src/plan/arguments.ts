import {tagOf, type VmId} from '../units.ts'
import type {DiskFile} from './devices.ts'
import {diskArguments} from './disk-arguments.ts'
import {keyed} from './keyed.ts'
import {privateNetworks, tapNetwork, userNetwork} from './link-arguments.ts'
import type {PlannedNetwork} from './networks.ts'
import {takesFwCfg} from './needs.ts'
import {tapNameOf, type VmPaths} from './paths.ts'
import {needsSharedMemory, shareArguments, type OfferedShare} from './shares.ts'
import type {Accelerator, Arch, VmSpec} from './spec.ts'

/** What the installed QEMU accepts beyond what every supported version does. */
export interface QemuFeatures {
  readonly version: string
  /** The value for -sandbox; absent where QEMU was built without seccomp. */
  readonly sandbox?: string
  readonly panicAction?: string
}

/** What the arguments are made of. */
export interface ArgumentsInput {
  readonly id: VmId
  readonly spec: VmSpec
  readonly paths: VmPaths
  readonly accelerator: Accelerator
  readonly features: QemuFeatures
  /** One line in the form of authorized_keys; absent where the user brought a key of their own. */
  readonly publicKey?: string
  /** The files of spec.devices.disks, one each. */
  readonly diskFiles?: readonly DiskFile[]
  readonly networks?: readonly PlannedNetwork[]
  readonly shares?: readonly OfferedShare[]
  /** Path of the code of UEFI; absent: the guest boots by BIOS, or a kernel is given. */
  readonly firmwareCode?: string
  /** How a guest is told of its first boot; its files are where VmPaths says. */
  readonly firstBoot?: 'seed' | 'ignition'
}

/** The program that emulates an architecture. */
export const binaryOf = (arch: Arch): string => `qemu-system-${arch}`

/**
 * Under TCG. QEMU has `max` for riscv64 from 8.2 on only (commit b97e5a6b). On aarch64 the signing of pointers by the
 * architecture's own cipher costs half the speed (QEMU's docs/system/arm/cpu-features.rst, TCG VCPU Features).
 */
const mostCapable: Readonly<Record<Arch, string>> = {x86_64: 'max', aarch64: 'max,pauth-impdef=on', riscv64: 'rv64'}

/** The model of -cpu where nobody has asked for one. */
export const usualCpu = (arch: Arch, accelerator: Accelerator): string =>
  accelerator === 'tcg' ? mostCapable[arch] : 'host'

/** FW_CFG_MAX_FILE_PATH of QEMU's hw/nvram/fw_cfg_keys.h is 56 with the final NUL. */
const longestFwCfgName = 55

/**
 * The words of QEMU's command line: pure, and in the order a person would explain them. Paths stand in keyed or JSON
 * forms only, where no character of a path can end it. What stop() relies on is here: -name and -pidfile to find
 * QEMU, the `stop` socket, -no-reboot (which stop() makes up for where reboots are allowed), and neither -daemonize (it
 * hides start-up errors) nor -no-shutdown.
 */
export function qemuArguments(input: ArgumentsInput): readonly string[] {
  const {id, spec, paths, accelerator, features} = input
  return [
    ...['-nodefaults', '-no-user-config'],
    ...['-name', `guest=${tagOf(id)},debug-threads=on`],
    ...['-uuid', uuidOf(id)],
    ...machineArguments(input),
    ...['-accel', accelerator === 'tcg' ? 'tcg,thread=multi' : accelerator],
    ...['-cpu', spec.cpu ?? usualCpu(spec.arch, accelerator)],
    ...['-smp', `cpus=${spec.cpus}`],
    ...['-m', `size=${spec.memory}M`],
    ...['-display', 'none'],
    ...(spec.allowsReboot ? [] : ['-no-reboot']),
    ...(features.panicAction === undefined ? [] : ['-action', `panic=${features.panicAction}`]),
    ...(features.sandbox === undefined ? [] : ['-sandbox', features.sandbox]),
    ...['-pidfile', paths.pidFile],
    ...monitor('qmp', paths.qmpSocket),
    ...monitor('keeper', paths.keeperSocket),
    ...monitor('stop', paths.stopSocket),
    ...['-chardev', `file,id=console,path=${keyed(paths.consoleLog)},append=on`, '-serial', 'chardev:console'],
    ...['-device', 'virtio-serial-pci'],
    ...['-chardev', `socket,id=agent,path=${keyed(paths.agentSocket)},server=on,wait=off`],
    ...['-device', 'virtserialport,chardev=agent,name=org.qemu.guest_agent.0'],
    ...['-object', 'rng-random,id=rng,filename=/dev/urandom', '-device', 'virtio-rng-pci,rng=rng'],
    ...['-device', 'pvpanic-pci'],
    ...userNetwork(spec.devices.ports),
    ...privateNetworks(input.networks ?? []),
    ...(spec.devices.tap === undefined ? [] : tapNetwork(tapNameOf(id))),
    ...(input.publicKey === undefined ? [] : keyArguments(input.publicKey, spec, features.version)),
    ...(spec.arch === 'x86_64' ? firmwareArguments(paths) : []),
    ...bootArguments(input),
    ...diskArguments(spec.devices.disks, input.diskFiles ?? []),
    ...shareArguments(input.shares ?? [], paths),
    ...firstBootArguments(input),
    ...spec.extraArguments,
  ]
}

/** Derived from the id, and another one for every VM: guests make their machine-id of it. RFC 9562, version 8 (custom). */
export const uuidOf = (id: VmId): string => `${id}-0000-8000-8000-0000${id}`

const monitor = (id: string, path: string): readonly string[] => [
  ...['-chardev', `socket,id=${id},path=${keyed(path)},server=on,wait=off`],
  ...['-mon', `chardev=${id},mode=control`],
]

/** SeaBIOS and OVMF write here what they find to boot from; nowhere else, for there is no screen. Both: port 0x402. */
const firmwareArguments = ({firmwareLog}: VmPaths): readonly string[] => [
  ...['-chardev', `file,id=firmware,path=${keyed(firmwareLog)},append=on`],
  ...['-device', 'isa-debugcon,iobase=0x402,chardev=firmware'],
]

/**
 * The public key in every place where a guest may look for it: our own fw_cfg file, and systemd's credential by fw_cfg
 * and by SMBIOS (systemd.system-credentials(7), `ssh.authorized_keys.*`, from systemd 252 and 254 on).
 */
function keyArguments(publicKey: string, spec: VmSpec, version: string): readonly string[] {
  const credential = `ssh.authorized_keys.${spec.access.user}`
  const text = keyed(publicKey.trim())
  const hasSmbios = spec.arch !== 'riscv64'
  const credentialFile = `opt/io.systemd.credentials/${credential}`
  const files = [
    ...['-fw_cfg', `name=opt/qemu-vm/authorized_keys,string=${text}`],
    ...(credentialFile.length <= longestFwCfgName ? ['-fw_cfg', `name=${credentialFile},string=${text}`] : []),
  ]
  return [
    ...(takesFwCfg(spec.arch, version) ? files : []),
    ...(hasSmbios ? ['-smbios', `type=11,value=io.systemd.credential:${credential}=${text}`] : []),
  ]
}

/** UEFI lies in two flash chips: its code, which is only read, and its variables, which are the guest's own. */
function machineArguments({spec, paths, firmwareCode, shares = []}: ArgumentsInput): readonly string[] {
  const [memory, machine] = needsSharedMemory(shares)
    ? [
        ['-object', `memory-backend-memfd,id=ram,size=${spec.memory}M,share=on`],
        `type=${spec.machine},memory-backend=ram`,
      ]
    : [[], `type=${spec.machine}`]
  if (firmwareCode === undefined) return [...memory, '-machine', machine]
  const flash = (name: string, filename: string, isReadOnly: boolean): readonly string[] => {
    const chip = {driver: 'raw', 'node-name': name, 'read-only': isReadOnly, file: {driver: 'file', filename}}
    return ['-blockdev', JSON.stringify(chip)]
  }
  return [
    ...memory,
    ...flash('uefi-code', firmwareCode, true),
    ...flash('uefi-variables', paths.firmwareVariables, false),
    ...['-machine', `${machine},pflash0=uefi-code,pflash1=uefi-variables`],
  ]
}

/**
 * The seed is a disk that QEMU itself makes of a directory (vvfat): no program of the host has to be there for it. It comes
 * after all other disks, so that their names in the guest do not depend on it. By its label cloud-init knows it.
 */
function firstBootArguments({paths, firstBoot}: ArgumentsInput): readonly string[] {
  if (firstBoot === undefined) return []
  if (firstBoot === 'ignition') return ['-fw_cfg', `name=opt/org.flatcar-linux/config,file=${keyed(paths.ignition)}`]
  const seed = {driver: 'vvfat', 'node-name': 'seed', dir: paths.seed, label: 'cidata', 'read-only': true}
  return [...['-blockdev', JSON.stringify(seed)], ...['-device', 'virtio-blk-pci,drive=seed,serial=seed']]
}

function bootArguments({spec: {boot}, paths}: ArgumentsInput): readonly string[] {
  if (boot.kind === 'kernel') {
    return [
      ...['-kernel', boot.kernel],
      ...(boot.initrd === undefined ? [] : ['-initrd', boot.initrd]),
      ...(boot.append === '' ? [] : ['-append', boot.append]),
    ]
  }
  const overlay = {driver: 'qcow2', 'node-name': 'root', file: {driver: 'file', filename: paths.overlay}}
  return [...['-blockdev', JSON.stringify(overlay)], ...['-device', 'virtio-blk-pci,drive=root,bootindex=1']]
}
