import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {CpioWriter} from './cpio.ts'
import {findLibrary, libraryFolders} from './elf.ts'
import {findProgram} from './initramfs.ts'
import {run} from './run.ts'

const SECTOR = 512
/** Where the only partition begins: at 1 MiB as everywhere, which leaves room for GRUB in front of it. */
const PARTITION_SECTOR = 2048

/**
 * Run by GRUB's core alone, without its normal mode; files are looked up on the disk it was loaded from. linux16, because
 * linux moves the kernel together with the room that it will unpack into, which takes more than a second under TCG.
 */
const GRUB_CONFIG = `linux16 /vmlinuz console=ttyS0 panic=-1 quiet
initrd16 /initrd.cpio
boot
`

/** What a BIOS disk is made of. */
export interface DiskParts {
  /** GRUB's boot.img: the 512 bytes that the BIOS loads. */
  readonly boot: Buffer
  /** GRUB's core.img, which boot.img loads from the sectors after it. */
  readonly core: Buffer
  readonly kernel: Buffer
  readonly initrd: Buffer
}

/**
 * Lays out a bootable disk in memory: MBR, GRUB, and one partition that holds kernel and initrd as a newc archive, which
 * GRUB reads like a file system. So it takes no mkfs, no mount and no root. Throws when GRUB does not fit in its place.
 */
export function layOutDisk({boot, core, kernel, initrd}: DiskParts): Buffer {
  const room = (PARTITION_SECTOR - 1) * SECTOR
  if (core.length > room) throw new Error(`core.img has ${core.length} bytes, there is room for ${room}`)
  const files = new CpioWriter()
  files.file('vmlinuz', kernel)
  files.file('initrd.cpio', initrd)
  const partition = files.end()

  const start = PARTITION_SECTOR * SECTOR
  const mebibyte = 1024 * 1024
  const disk = Buffer.alloc(Math.ceil((start + partition.length) / mebibyte) * mebibyte)
  boot.copy(disk, 0, 0, 440)
  // Two NOPs over a jump make boot.img believe the BIOS about the drive it came from, as grub-install does for disks.
  disk.writeUInt16LE(0x9090, 0x66)
  disk.write('qvm\0', 440, 'latin1')
  writePartitionEntry(disk, PARTITION_SECTOR, disk.length / SECTOR - PARTITION_SECTOR)
  disk.writeUInt16BE(0x55aa, 510)
  core.copy(disk, SECTOR)
  partition.copy(disk, start)
  return disk
}

/** Writes the first entry of the MBR's table: active, type Linux, addressed by sectors alone. */
function writePartitionEntry(disk: Buffer, start: number, sectors: number): void {
  const [active, linux] = [0x80, 0x83]
  disk.set([active, 0xfe, 0xff, 0xff, linux, 0xfe, 0xff, 0xff], 446)
  disk.writeUInt32LE(start, 454)
  disk.writeUInt32LE(sectors, 458)
}

/** The finished images: the same disk in two formats. */
export interface DiskImages {
  readonly raw: string
  readonly qcow2: string
}

/**
 * Writes micro.raw and micro.qcow2 into `folder`, which boot the given kernel and initrd under a BIOS with the console on
 * ttyS0. `packages` is where grub-common and grub-pc-bin were extracted. Throws when qemu-img is not installed.
 */
export async function buildDisk(packages: string, folder: string, kernel: Buffer, initrd: Buffer): Promise<DiskImages> {
  const grub = join(packages, 'usr/lib/grub/i386-pc')
  const boot = await readFile(join(grub, 'boot.img'))
  const core = await makeCore(packages)
  const images = {raw: join(folder, 'micro.raw'), qcow2: join(folder, 'micro.qcow2')}
  await writeFile(images.raw, layOutDisk({boot, core, kernel, initrd}))
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', images.raw, images.qcow2]).catch((cause: unknown) => {
    throw new Error('cannot write micro.qcow2: is the package qemu-utils installed?', {cause})
  })
  return images
}

/** What grub-mkimage is told. */
export interface GrubImage {
  readonly target: 'i386-pc' | 'x86_64-efi'
  /** The path of the configuration that goes into the image. */
  readonly config: string
  readonly modules: readonly string[]
  readonly prefix?: string
}

/** Runs the downloaded grub-mkimage with the downloaded libraries, so that it does not matter what the host has. */
export async function runGrub(
  packages: string,
  {target, config, modules, prefix = '/boot/grub'}: GrubImage,
): Promise<Buffer> {
  const core = `${config}.${target}`
  const folders = await libraryFolders(packages)
  const loader = await findLibrary(folders, 'ld-linux-x86-64.so.2')
  const program = await findProgram(packages, 'grub-mkimage')
  const grub = join(packages, 'usr/lib/grub', target)
  const options = ['-d', grub, '-O', target, '-p', prefix, '-c', config, '-o', core]
  await run(loader, ['--library-path', folders.join(':'), program, ...options, ...modules])
  return await readFile(core)
}

async function makeCore(packages: string): Promise<Buffer> {
  const work = join(packages, 'core')
  await mkdir(work, {recursive: true})
  const config = join(work, 'grub.cfg')
  await writeFile(config, GRUB_CONFIG)
  const modules = ['biosdisk', 'part_msdos', 'newc', 'linux16', 'boot']
  return await runGrub(packages, {target: 'i386-pc', config, modules, prefix: '(,msdos1)/'})
}
