import {createHash, randomUUID} from 'node:crypto'
import {access, copyFile, mkdir, readFile, readdir, rename, rm, writeFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {candidateVersion, dependencies, downloadAndExtract, updateLists, withLibraries} from './apt.ts'
import {assembleInitramfs} from './initramfs.ts'

/** Absolute paths of a finished test guest. */
export interface MicroGuest {
  /** The kernel image for -kernel. */
  readonly kernel: string
  /** The initramfs for -initrd; uncompressed, so that another cpio archive may be appended to it. */
  readonly initrd: string
}

/** Meta packages of the kernel: Debian's for virtual machines, Ubuntu's for the same. */
const KERNELS = ['linux-image-cloud-amd64', 'linux-image-virtual']
const PROGRAM_PACKAGES = ['busybox-static', 'dropbear-bin', 'qemu-guest-agent']

const cache = resolve(import.meta.dirname, '../../.cache/guest')

/**
 * Builds the test guest, or returns at once when this recipe has been built with the kernel that apt offers now.
 * `progress` is given a line for each thing done. Throws when a package or a tool is missing, saying which to install.
 */
export async function buildMicroGuest(progress: (line: string) => void = () => undefined): Promise<MicroGuest> {
  if (process.arch !== 'x64') throw new Error(`the test guest is for x86-64 machines, this one is ${process.arch}`)
  const kernel = await resolveKernel(progress)
  const key = await recipeKey(kernel)
  const folder = join(cache, key)
  const guest = {kernel: join(folder, 'vmlinuz'), initrd: join(folder, 'initrd.cpio')}
  if (await exists(folder)) return guest

  // Built aside and renamed: a folder under its final name is always complete, however many build at once.
  const aside = join(cache, `${key}.${randomUUID()}.part`)
  try {
    await mkdir(aside, {recursive: true})
    await build(aside, kernel.packages, progress)
    await rename(aside, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error
    })
  } finally {
    await rm(aside, {recursive: true, force: true})
  }
  progress(`ready: ${folder}`)
  return guest
}

async function build(folder: string, kernel: readonly string[], progress: (line: string) => void): Promise<void> {
  const root = join(folder, 'packages')
  const packages = [...kernel, ...(await withLibraries(PROGRAM_PACKAGES))]
  progress(`downloading ${packages.join(' ')}`)
  await downloadAndExtract(packages, join(folder, 'debs'), root)
  progress('assembling the initramfs')
  await writeFile(join(folder, 'initrd.cpio'), await assembleInitramfs(root, progress))
  const image = (await readdir(join(root, 'boot'))).find((name) => name.startsWith('vmlinuz-'))
  if (image === undefined) throw new Error(`no vmlinuz in ${kernel.join(', ')}`)
  await copyFile(join(root, 'boot', image), join(folder, 'vmlinuz'))
  await rm(root, {recursive: true})
}

interface KernelPackages {
  readonly packages: readonly string[]
  readonly version: string
}

async function resolveKernel(progress: (line: string) => void): Promise<KernelPackages> {
  const found = await findKernel()
  if (found !== undefined) return found
  progress('apt has no package lists: updating them')
  await updateLists()
  const foundNow = await findKernel()
  if (foundNow === undefined) throw new Error(`apt knows none of ${KERNELS.join(', ')}`)
  return foundNow
}

/** The image package behind the first meta package that apt knows and, on Ubuntu, the package with its modules. */
async function findKernel(): Promise<KernelPackages | undefined> {
  for (const meta of KERNELS) {
    if ((await candidateVersion(meta)) === undefined) continue
    const image = (await dependencies(meta)).find((name) => /^linux-image-\d/.test(name))
    if (image === undefined) continue
    const version = await candidateVersion(image)
    if (version === undefined) continue
    const modules = (await dependencies(image)).filter((name) => /^linux-modules-\d/.test(name))
    return {packages: [image, ...modules], version}
  }
  return undefined
}

/** A hash over everything in this folder that the guest is made from, and over the kernel's name and version. */
async function recipeKey(kernel: KernelPackages): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(kernel))
  const entries = await readdir(import.meta.dirname, {recursive: true, withFileTypes: true})
  const files = entries.filter((entry) => entry.isFile() && !/^README|^try\./.test(entry.name))
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.slice(import.meta.dirname.length)).update(await readFile(path))
  }
  return hash.digest('hex').slice(0, 16)
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

if (import.meta.main) {
  const say = (line: string) => {
    console.log(`guest: ${line}`)
  }
  console.log(JSON.stringify(await buildMicroGuest(say), undefined, 2))
}
