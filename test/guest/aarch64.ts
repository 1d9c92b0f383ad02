import {copyFile, readdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {recipeKey} from './build.ts'
import {makeFat} from './fat.ts'
import {assembleInitramfs} from './initramfs.ts'
import {buildOnce, cache} from './once.ts'
import {asRoot, run} from './run.ts'

/** The test guest for aarch64: the same system, made of Debian's packages for arm64. */
export interface Aarch64Guest {
  readonly kernel: string
  readonly initrd: string
  /** Boots the same by UEFI. Not to be written to. */
  readonly disk: string
}

const PACKAGES = ['linux-image-cloud-arm64', 'busybox-static', 'dropbear-bin', 'qemu-guest-agent', 'systemd-boot-efi']
const LOADER_CONFIG = 'default micro\ntimeout 0\n'
const LOADER_ENTRY = `title micro
linux /vmlinuz
initrd /initrd.cpio
options console=ttyAMA0 panic=-1 quiet
`
const DISK_MIB = 96

/** Builds it, or returns at once when this recipe has been built. Throws when a tool is missing or apt fails. */
export async function buildAarch64Guest(progress: (line: string) => void = () => undefined): Promise<Aarch64Guest> {
  const folder = join(cache, `aarch64-${await recipeKey('aarch64')}`)
  await buildOnce(folder, (aside) => build(aside, progress))
  return {
    kernel: join(folder, 'vmlinuz'),
    initrd: join(folder, 'initrd.cpio'),
    disk: join(folder, 'micro.qcow2'),
  }
}

async function build(folder: string, progress: (line: string) => void): Promise<void> {
  const path = (...names: readonly string[]): string => join(folder, ...names)
  progress('aarch64: downloading its packages')
  // They are only unpacked: nothing of another architecture is run
  await asRoot([
    ...['mmdebstrap', '--variant=extract', '--format=directory', '--architectures=arm64'],
    ...['--aptopt=APT::Install-Recommends "false"', `--include=${PACKAGES.join(',')}`, 'bookworm', path('packages')],
  ])
  progress('aarch64: writing its disk')
  const kernel = (await readdir(path('packages', 'boot'))).find((name) => name.startsWith('vmlinuz-')) ?? ''
  await copyFile(path('packages', 'boot', kernel), path('vmlinuz'))
  await writeFile(path('initrd.cpio'), await assembleInitramfs(path('packages'), progress))
  await writeFile(path('loader.conf'), LOADER_CONFIG)
  await writeFile(path('entry.conf'), LOADER_ENTRY)
  // UEFI boots from a disk that is nothing but a FAT as well
  await makeFat(path('micro.raw'), DISK_MIB, {
    '/EFI/BOOT/BOOTAA64.EFI': path('packages', 'usr/lib/systemd/boot/efi/systemd-bootaa64.efi'),
    '/loader/loader.conf': path('loader.conf'),
    '/loader/entries/micro.conf': path('entry.conf'),
    '/vmlinuz': path('vmlinuz'),
    '/initrd.cpio': path('initrd.cpio'),
  })
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', path('micro.raw'), path('micro.qcow2')])
  await rm(path('micro.raw'))
  await asRoot(['rm', '-rf', '--one-file-system', path('packages')])
}

if (import.meta.main) console.log(await buildAarch64Guest(console.log))
