import {readFile, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {CpioWriter} from './cpio.ts'
import {libraryClosure} from './elf.ts'
import {loadOrder, openModules, type ModuleTree} from './kmod.ts'
import {exists} from './run.ts'

/** The files that are copied into the guest as they are. */
export const rootfs = join(import.meta.dirname, 'rootfs')

/** What a FAT needs beside `vfat`: the names of files are in the kernel's usual character set, Debian's ascii or Ubuntu's. */
export const FAT_CHARSETS = ['nls_cp437', 'nls_ascii', 'nls_iso8859-1'] as const

/** Modules by the moment at which /etc/rc loads them; `network` is all that stands between the kernel and ssh. */
const MODULES = {
  network: ['virtio_pci', 'virtio_rng', 'virtio_net', 'qemu_fw_cfg'],
  panic: ['pvpanic-pci'],
  button: ['button', 'evdev'],
  devices: [
    ...['virtio_blk', 'virtio_console', 'virtio_balloon', 'virtio_scsi', 'sd_mod'],
    ...['9pnet_virtio', '9p', 'virtiofs', 'ext4', 'nvme', 'isofs', 'vfat', ...FAT_CHARSETS],
  ],
} as const satisfies Record<string, readonly string[]>

/** Without these modules, loadable or built in, there is no guest to test with. */
const REQUIRED = new Set(['virtio_pci', 'virtio_net', 'qemu_fw_cfg', 'evdev', 'button', 'virtio_blk', 'virtio_console'])

/** Programs from the packages, by their names; the paths differ between releases. */
const PROGRAMS = ['dropbear', 'dropbearkey', 'qemu-ga']

/**
 * Assembles the guest's initramfs from packages extracted under `packages` and from the folder rootfs.
 * Returns an uncompressed cpio archive; `note` is told which optional modules the kernel lacks. Throws on a missing part.
 */
export async function assembleInitramfs(packages: string, note: (line: string) => void): Promise<Buffer> {
  const cpio = new CpioWriter()
  for (const path of ['proc', 'sys', 'dev', 'run', 'mnt', 'var/log', 'etc/dropbear']) cpio.directory(path)
  cpio.directory('tmp', 0o1777)
  cpio.characterDevice('dev/console', 0o600, 5, 1)
  cpio.directory('root', 0o700)
  cpio.directory('root/.ssh', 0o700)
  cpio.directory('home/user', 0o755, {uid: 1000, gid: 1000})
  cpio.directory('home/user/.ssh', 0o700, {uid: 1000, gid: 1000})
  // One folder of programs: an sshd's default PATH is not the same in every release.
  cpio.directory('bin')
  for (const [link, target] of Object.entries({
    sbin: 'bin',
    'usr/bin': '../bin',
    'usr/sbin': '../bin',
    'var/run': '../run',
  }))
    cpio.symlink(link, target)
  cpio.file('bin/busybox', await readProgram(packages, 'busybox'), 0o755)
  cpio.symlink('bin/sh', 'busybox')
  cpio.symlink('init', 'bin/busybox')
  await addPrograms(cpio, packages)
  await addModules(cpio, await openModules(packages), note)
  await addRootfs(cpio)
  return cpio.end()
}

async function addPrograms(cpio: CpioWriter, packages: string): Promise<void> {
  const programs: Buffer[] = []
  for (const name of PROGRAMS) {
    const bytes = await readProgram(packages, name)
    programs.push(bytes)
    cpio.file(`bin/${name}`, bytes, 0o755)
  }
  const {libraries, loader} = await libraryClosure(packages, programs)
  for (const {name, bytes} of libraries) cpio.file(`lib/${name}`, bytes, 0o755)
  if (loader !== undefined) cpio.file(loader.path, loader.bytes, 0o755)
}

async function addModules(cpio: CpioWriter, tree: ModuleTree, note: (line: string) => void): Promise<void> {
  const written = new Set<string>()
  for (const [list, wanted] of Object.entries(MODULES)) {
    const modules = await loadOrder(tree, wanted, (name) => {
      if (REQUIRED.has(name)) throw new Error(`kernel ${tree.version} has no module ${name}`)
      note(`kernel ${tree.version} has no module ${name}; the guest goes without`)
    })
    for (const {name, bytes} of modules) {
      if (!written.has(name)) cpio.file(`lib/modules/${name}.ko`, bytes)
      written.add(name)
    }
    cpio.file(`lib/modules/${list}.list`, modules.map(({name}) => `${name}\n`).join(''))
  }
}

async function addRootfs(cpio: CpioWriter): Promise<void> {
  const entries = await readdir(rootfs, {recursive: true, withFileTypes: true})
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.sort()) {
    const content = await readFile(path)
    // A checkout may lose the executable bit; the first line does not lie.
    cpio.file(path.slice(rootfs.length), content, content.subarray(0, 2).toString() === '#!' ? 0o755 : 0o644)
  }
}

async function readProgram(packages: string, name: string): Promise<Buffer> {
  return await readFile(await findProgram(packages, name))
}

/** The path of a program in the extracted packages. Throws when it is in none of them. */
export async function findProgram(packages: string, name: string): Promise<string> {
  for (const folder of ['bin', 'sbin', 'usr/bin', 'usr/sbin']) {
    const path = join(packages, folder, name)
    if (await exists(path)) return path
  }
  throw new Error(`program ${name} is in none of the downloaded packages`)
}
