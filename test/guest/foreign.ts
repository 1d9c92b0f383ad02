import {copyFile, readdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {recipeKey} from './build.ts'
import {makeFat} from './fat.ts'
import {assembleInitramfs} from './initramfs.ts'
import {buildOnce, cache} from './once.ts'
import {asRoot, run} from './run.ts'

/** The test guest for another architecture: the same system, made of Debian's packages for that. */
export interface ForeignGuest {
  readonly kernel: string
  readonly initrd: string
  /** The kernel's argument for the serial console. */
  readonly console: string
  /** Boots the same by UEFI, where there is one for it. Not to be written to. */
  readonly disk?: string
}

export type ForeignArch = 'aarch64' | 'riscv64'

interface Recipe {
  /** Debian's name for the architecture, and the oldest release that has it. */
  readonly debian: string
  readonly suite: string
  readonly kernel: string
  readonly console: string
  /** The loader of the disk: its package, the file, and where UEFI looks for it. */
  readonly loader?: {readonly packageName: string; readonly file: string; readonly place: string}
}

const recipes: Readonly<Record<ForeignArch, Recipe>> = {
  aarch64: {
    ...{debian: 'arm64', suite: 'bookworm', kernel: 'linux-image-cloud-arm64', console: 'ttyAMA0'},
    loader: {
      packageName: 'systemd-boot-efi',
      file: 'usr/lib/systemd/boot/efi/systemd-bootaa64.efi',
      place: '/EFI/BOOT/BOOTAA64.EFI',
    },
  },
  // No disk: with Debian 12's QEMU there is no UEFI for it
  riscv64: {debian: 'riscv64', suite: 'trixie', kernel: 'linux-image-riscv64', console: 'ttyS0'},
}

/** The release itself is enough, and its lists do not change while somebody reads them, as those of its updates do. */
const MIRROR = 'http://deb.debian.org/debian'
const PROGRAM_PACKAGES = ['busybox-static', 'dropbear-bin', 'qemu-guest-agent']
const LOADER_CONFIG = 'default micro\ntimeout 0\n'
const loaderEntry = (console: string): string => `title micro
linux /vmlinuz
initrd /initrd.cpio
options console=${console} panic=-1 quiet
`
const DISK_MIB = 96

/** Builds it, or returns at once when this recipe has been built. Throws when a tool is missing or apt fails. */
export async function buildForeignGuest(
  arch: ForeignArch,
  progress: (line: string) => void = () => undefined,
): Promise<ForeignGuest> {
  const folder = join(cache, `${arch}-${await recipeKey(arch)}`)
  const recipe = recipes[arch]
  await buildOnce(folder, (aside) => build(arch, recipe, aside, progress))
  return {
    kernel: join(folder, 'vmlinuz'),
    initrd: join(folder, 'initrd.cpio'),
    console: recipe.console,
    ...(recipe.loader === undefined ? {} : {disk: join(folder, 'micro.qcow2')}),
  }
}

async function build(
  arch: ForeignArch,
  recipe: Recipe,
  folder: string,
  progress: (line: string) => void,
): Promise<void> {
  const {debian, suite, loader} = recipe
  const path = (...names: readonly string[]): string => join(folder, ...names)
  const packages = [recipe.kernel, ...PROGRAM_PACKAGES, ...(loader === undefined ? [] : [loader.packageName])]
  progress(`${arch}: downloading its packages`)
  // They are only unpacked: nothing of another architecture is run
  await asRoot([
    ...['mmdebstrap', '--variant=extract', '--format=directory', `--architectures=${debian}`],
    ...['--aptopt=APT::Install-Recommends "false"', `--include=${packages.join(',')}`, suite, path('packages'), MIRROR],
  ])
  const kernel = (await readdir(path('packages', 'boot'))).find((name) => /^vmlinu[xz]-/.test(name)) ?? ''
  await copyFile(path('packages', 'boot', kernel), path('vmlinuz'))
  await writeFile(path('initrd.cpio'), await assembleInitramfs(path('packages'), progress))
  if (loader !== undefined) {
    progress(`${arch}: writing its disk`)
    await writeDisk(path, {from: path('packages', loader.file), to: loader.place}, recipe.console)
  }
  await asRoot(['rm', '-rf', '--one-file-system', path('packages')])
}

/** UEFI boots from a disk that is nothing but a FAT as well. */
async function writeDisk(
  path: (name: string) => string,
  loader: {readonly from: string; readonly to: string},
  console: string,
): Promise<void> {
  await writeFile(path('loader.conf'), LOADER_CONFIG)
  await writeFile(path('entry.conf'), loaderEntry(console))
  await makeFat(path('micro.raw'), DISK_MIB, {
    [loader.to]: loader.from,
    '/loader/loader.conf': path('loader.conf'),
    '/loader/entries/micro.conf': path('entry.conf'),
    '/vmlinuz': path('vmlinuz'),
    '/initrd.cpio': path('initrd.cpio'),
  })
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', path('micro.raw'), path('micro.qcow2')])
  await rm(path('micro.raw'))
}

if (import.meta.main)
  console.log(await buildForeignGuest(process.argv[2] === 'riscv64' ? 'riscv64' : 'aarch64', console.log))
