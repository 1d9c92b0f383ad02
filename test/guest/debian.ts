import {copyFile, open, readFile, readdir, rm, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {downloadAndExtract, withLibraries} from './apt.ts'
import {modulePackages, recipeKey, resolveKernel, type Kernel} from './build.ts'
import {CpioWriter} from './cpio.ts'
import {runGrub} from './disk.ts'
import {makeFat} from './fat.ts'
import {partitionTable, partitionTypes, type Partition} from './gpt.ts'
import {FAT_CHARSETS, findProgram} from './initramfs.ts'
import {loadOrder, openModules} from './kmod.ts'
import {buildOnce, cache} from './once.ts'
import {asRoot, run} from './run.ts'

/** A Debian with systemd, cloud-init, OpenSSH and the guest agent, on a disk that boots by BIOS and by UEFI. */
export interface DebianGuest {
  /** As qcow2. Not to be written to: all tests share it. */
  readonly disk: string
  /** The same file, packed. */
  readonly qcow2Xz: string
  /** The same disk as a raw image, packed. */
  readonly rawZst: string
}

/** What is in it beside what `minbase` has. No kernel: it is put there as it is, with an initramfs of ours. */
const PACKAGES = [
  ...['systemd-sysv', 'udev', 'dbus', 'openssh-server', 'cloud-init', 'qemu-guest-agent', 'iproute2', 'sudo'],
  ...['cloud-guest-utils', 'e2fsprogs', 'netbase', 'procps'],
]
const MODULES = [
  ...['virtio_pci', 'virtio_blk', 'ext4', 'crc32c_generic', 'virtio_net', 'virtio_rng', 'virtio_console', 'button'],
  ...['evdev', 'qemu_fw_cfg', 'pvpanic-pci', 'vfat', ...FAT_CHARSETS, 'isofs', 'efivarfs', 'virtiofs'],
]
const GRUB_CONFIG = `search --no-floppy --label root --set=root
linux /boot/vmlinuz ro console=ttyS0 panic=-1 quiet cryptomgr.notests
initrd /boot/initrd
boot
`
const GRUB_MODULES = ['part_gpt', 'ext2', 'search', 'search_label', 'linux', 'boot']

const SECTOR = 512
const MIB = 2048
const ESP_MIB = 8

/** Builds it, or returns at once when this recipe has been built. Throws when a tool is missing or apt fails. */
export async function buildDebianGuest(progress: (line: string) => void = () => undefined): Promise<DebianGuest> {
  const kernel = await resolveKernel('cloud', progress)
  const folder = join(cache, `debian-${await recipeKey(kernel)}`)
  await buildOnce(folder, (aside) => build(aside, kernel, progress))
  return {
    disk: join(folder, 'debian.qcow2'),
    qcow2Xz: join(folder, 'debian.qcow2.xz'),
    rawZst: join(folder, 'debian.raw.zst'),
  }
}

async function build(folder: string, kernel: Kernel, progress: (line: string) => void): Promise<void> {
  const path = (name: string): string => join(folder, name)
  const [packages, system, root, raw, disk] = ['packages', 'system', 'root.ext4', 'debian.raw', 'debian.qcow2'].map(
    path,
  ) as [string, string, string, string, string]
  progress('Debian: downloading its kernel and GRUB, and installing its packages')
  await Promise.all([fetchKernel(folder, kernel), install(system)])
  const finish = join(import.meta.dirname, 'debian', 'finish.sh')
  await asRoot(['sh', finish, system, path('vmlinuz'), path('initrd'), root])
  progress('Debian: writing its disk')
  await writeDisk(raw, {root, packages, folder})
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, disk])
  await Promise.all([
    run('xz', ['-k', '-0', '-T0', disk]),
    run('zstd', ['-q', '-1', raw]),
    asRoot(['rm', '-rf', '--one-file-system', packages, system]),
  ])
  for (const one of [raw, root, path('vmlinuz'), path('initrd')]) await rm(one)
}

/** The system: everything but what boots it. */
async function install(system: string): Promise<void> {
  const excluded = ['man', 'doc', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`)
  await asRoot([
    ...['mmdebstrap', '--variant=minbase', '--format=directory', '--aptopt=APT::Install-Recommends "false"'],
    ...['--dpkgopt=force-unsafe-io', ...excluded, `--include=${PACKAGES.join(',')}`, 'bookworm', system],
  ])
}

/** What boots it: `vmlinuz` and `initrd`; and in `packages` GRUB. */
async function fetchKernel(folder: string, kernel: Kernel): Promise<void> {
  const packages = join(folder, 'packages')
  const names = [kernel.image, ...(await modulePackages(kernel)), 'grub-pc-bin', 'grub-efi-amd64-bin']
  const all = [...names, ...(await withLibraries(['busybox-static', 'grub-common']))]
  await downloadAndExtract(all, join(folder, 'debs'), packages)
  const image = (await readdir(join(packages, 'boot'))).find((name) => name.startsWith('vmlinuz-')) ?? ''
  await copyFile(join(packages, 'boot', image), join(folder, 'vmlinuz'))
  await writeFile(join(folder, 'initrd'), await makeInitrd(packages))
}

async function makeInitrd(packages: string): Promise<Buffer> {
  const cpio = new CpioWriter()
  for (const path of ['proc', 'sys', 'dev', 'root', 'bin', 'sbin']) cpio.directory(path)
  cpio.characterDevice('dev/console', 0o600, 5, 1)
  cpio.file('bin/busybox', await readFile(await findProgram(packages, 'busybox')), 0o755)
  cpio.symlink('bin/sh', 'busybox')
  cpio.file('init', await readFile(join(import.meta.dirname, 'debian', 'init')), 0o755)
  const modules = await loadOrder(await openModules(packages), MODULES, () => undefined)
  for (const {name, bytes} of modules) cpio.file(`lib/modules/${name}.ko`, bytes)
  cpio.file('lib/modules/list', modules.map(({name}) => `${name}\n`).join(''))
  return cpio.end()
}

interface DiskParts {
  readonly root: string
  readonly packages: string
  readonly folder: string
}

/** GPT: GRUB for a BIOS in a partition of its own, GRUB for a UEFI on a FAT, and the root file system. */
async function writeDisk(path: string, {root, packages, folder}: DiskParts): Promise<void> {
  const config = join(folder, 'grub.cfg')
  await writeFile(config, GRUB_CONFIG)
  const core = await runGrub(packages, {target: 'i386-pc', config, modules: ['biosdisk', ...GRUB_MODULES]})
  const efi = await runGrub(packages, {target: 'x86_64-efi', config, modules: ['fat', ...GRUB_MODULES]})
  const [grub, esp] = [join(folder, 'grub.efi'), join(folder, 'esp.fat')]
  await writeFile(grub, efi)
  await makeFat(esp, ESP_MIB, {'/EFI/BOOT/BOOTX64.EFI': grub})

  const rootSectors = (await stat(root)).size / SECTOR
  const rootStart = (2 + ESP_MIB) * MIB
  const total = rootStart + rootSectors + MIB
  const partitions: readonly Partition[] = [
    {type: partitionTypes.biosBoot, name: 'grub', start: MIB, count: MIB},
    {type: partitionTypes.efi, name: 'esp', start: 2 * MIB, count: ESP_MIB * MIB},
    {type: partitionTypes.linux, name: 'root', start: rootStart, count: rootSectors},
  ]
  const {head, tail} = partitionTable(partitions, total)
  const boot = await readFile(join(packages, 'usr/lib/grub/i386-pc/boot.img'))
  boot.copy(head, 0, 0, 440)
  head.writeUInt16LE(0x9090, 0x66) // as in disk.ts
  head.writeBigUInt64LE(BigInt(MIB), 0x5c) // where the core begins: GRUB_BOOT_MACHINE_KERNEL_SECTOR
  // The first sector of the core loads the rest from here: the last block list of that sector
  core.writeBigUInt64LE(BigInt(MIB + 1), SECTOR - 12)
  core.writeUInt16LE(Math.ceil(core.length / SECTOR) - 1, SECTOR - 4)

  const disk = await open(path, 'w')
  try {
    await disk.truncate(total * SECTOR)
    await disk.write(head, 0, head.length, 0)
    await disk.write(core, 0, core.length, MIB * SECTOR)
    await disk.write(tail, 0, tail.length, total * SECTOR - tail.length)
  } finally {
    await disk.close()
  }
  for (const [from, seek] of [
    [esp, 2],
    [root, 2 + ESP_MIB],
  ] as const) {
    await run('dd', [`if=${from}`, `of=${path}`, 'bs=1M', `seek=${seek}`, 'conv=notrunc,sparse', 'status=none'])
  }
}

if (import.meta.main) {
  const began = performance.now()
  console.log(await buildDebianGuest(console.log), `${((performance.now() - began) / 1000).toFixed(0)} s`)
}
