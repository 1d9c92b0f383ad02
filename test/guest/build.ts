import {createHash} from 'node:crypto'
import {readFile, readdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {candidateVersion, dependencies, downloadAndExtract, updateLists, withLibraries} from './apt.ts'
import {buildDisk} from './disk.ts'
import {assembleInitramfs} from './initramfs.ts'
import {buildOnce, cache} from './once.ts'

/** Absolute paths of a finished test guest. */
export interface MicroGuest {
  /** The kernel image for -kernel. */
  readonly kernel: string
  /** The initramfs for -initrd; uncompressed, so that another cpio archive may be appended to it. */
  readonly initrd: string
  /** A disk that boots the same under a BIOS, as qcow2. Not to be written to: give QEMU an overlay or `snapshot=on`. */
  readonly disk: string
  /** The same disk as a raw image. */
  readonly rawDisk: string
}

/**
 * Which kernel to build with. Debian's `cloud` kernel boots twice as fast and has no 9p; `generic` has it. Ubuntu's kernel
 * for virtual machines serves as both.
 */
export type KernelFlavor = 'cloud' | 'generic'

/** Meta packages of the kernel, the first that apt knows is taken. */
const KERNELS: Readonly<Record<KernelFlavor, readonly string[]>> = {
  cloud: ['linux-image-cloud-amd64', 'linux-image-virtual'],
  generic: ['linux-image-amd64', 'linux-image-virtual'],
}
const PROGRAM_PACKAGES = ['busybox-static', 'dropbear-bin', 'qemu-guest-agent', 'grub-common']
const GRUB_MODULES = 'grub-pc-bin'

/** What may be chosen about a build. */
export interface BuildOptions {
  readonly flavor?: KernelFlavor
  /** Given a line for each thing done; without it the build is silent. */
  readonly progress?: (line: string) => void
}

/**
 * Builds the test guest, or returns at once when this recipe has been built with the kernel that apt offers now.
 * Throws when a package or a tool is missing, saying which to install.
 */
export async function buildMicroGuest(options: BuildOptions = {}): Promise<MicroGuest> {
  const {flavor = 'cloud', progress = () => undefined} = options
  if (process.arch !== 'x64') throw new Error(`the test guest is for x86-64 machines, this one is ${process.arch}`)
  const kernel = await resolveKernel(flavor, progress)
  const folder = join(cache, await recipeKey(kernel))
  await buildOnce(folder, async (aside) => {
    await build(aside, kernel, progress)
    progress(`ready: ${folder}`)
  })
  return guestIn(folder)
}

function guestIn(folder: string): MicroGuest {
  const path = (name: string) => join(folder, name)
  return {
    kernel: path('vmlinuz'),
    initrd: path('initrd.cpio'),
    disk: path('micro.qcow2'),
    rawDisk: path('micro.raw'),
  }
}

async function build(folder: string, kernel: Kernel, progress: (line: string) => void): Promise<void> {
  const root = join(folder, 'packages')
  const packages = [
    ...[kernel.image, ...(await modulePackages(kernel)), GRUB_MODULES],
    ...(await withLibraries(PROGRAM_PACKAGES)),
  ]
  progress(`downloading ${packages.join(' ')}`)
  await downloadAndExtract(packages, join(folder, 'debs'), root)
  progress('assembling the initramfs')
  const initrd = await assembleInitramfs(root, progress)
  const image = (await readdir(join(root, 'boot'))).find((name) => name.startsWith('vmlinuz-'))
  if (image === undefined) throw new Error(`no vmlinuz in ${kernel.image}`)
  const vmlinuz = await readFile(join(root, 'boot', image))
  progress('writing the disk')
  await buildDisk(root, folder, vmlinuz, initrd)
  await writeFile(join(folder, 'initrd.cpio'), initrd)
  await writeFile(join(folder, 'vmlinuz'), vmlinuz)
  await rm(root, {recursive: true})
}

/** A kernel's package. */
export interface Kernel {
  readonly image: string
  readonly version: string
}

/** The kernel that apt offers now; updates the package lists where there are none. Throws when it knows no kernel. */
export async function resolveKernel(flavor: KernelFlavor, progress: (line: string) => void): Promise<Kernel> {
  const found = await findKernel(flavor)
  if (found !== undefined) return found
  progress('apt has no package lists: updating them')
  await updateLists()
  const foundNow = await findKernel(flavor)
  if (foundNow === undefined) throw new Error(`apt knows none of ${KERNELS[flavor].join(', ')}`)
  return foundNow
}

/** The image package behind the first meta package that apt knows. */
async function findKernel(flavor: KernelFlavor): Promise<Kernel | undefined> {
  for (const meta of KERNELS[flavor]) {
    const image = (await dependencies(meta).catch(() => [])).find((name) => /^linux-image-\d/.test(name))
    const version = image && (await candidateVersion(image))
    if (image !== undefined && version !== undefined) return {image, version}
  }
  return undefined
}

/** Ubuntu has a kernel's modules in packages of their own, and qemu_fw_cfg in the extra one, which nothing depends on. */
export async function modulePackages(kernel: Kernel): Promise<string[]> {
  const modules = (await dependencies(kernel.image)).filter((name) => /^linux-modules-\d/.test(name))
  const extra = modules.map((name) => name.replace('linux-modules-', 'linux-modules-extra-'))
  const known = await Promise.all(extra.map((name) => candidateVersion(name)))
  return [...modules, ...extra.filter((_, index) => known[index] !== undefined)]
}

/** A hash over everything in this folder that guests are made from, and over what else decides: of a kernel name and version. */
export async function recipeKey(basis: Kernel | string): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(basis))
  const entries = await readdir(import.meta.dirname, {recursive: true, withFileTypes: true})
  const files = entries.filter((entry) => entry.isFile() && !/^README|^try\./.test(entry.name))
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.slice(import.meta.dirname.length)).update(await readFile(path))
  }
  return hash.digest('hex').slice(0, 16)
}

if (import.meta.main) {
  const progress = (line: string) => {
    console.log(`guest: ${line}`)
  }
  const flavor = process.argv[2] === 'generic' ? 'generic' : 'cloud'
  console.log(JSON.stringify(await buildMicroGuest({flavor, progress}), undefined, 2))
}
