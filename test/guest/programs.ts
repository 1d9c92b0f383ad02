import {createHash, randomUUID} from 'node:crypto'
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {candidateVersion, downloadAndExtract, withLibraries} from './apt.ts'
import type {MicroGuest} from './build.ts'
import {CpioWriter} from './cpio.ts'
import {libraryClosure} from './elf.ts'
import {findProgram} from './initramfs.ts'
import {exists} from './run.ts'

/**
 * The path of an initrd with further programs, each by its name in the guest with the package of
 * Debian and Ubuntu that has it, and its name there where that differs (`gtar: 'tar/tar'`): a second
 * archive behind the guest's own. Kept beside it, under a name of its own for each choice and version.
 */
export async function initrdWith(guest: MicroGuest, programs: Readonly<Record<string, string>>): Promise<string> {
  const packages = [...new Set(Object.values(programs).map((from) => from.replace(/\/.*/, '')))]
  const versions = await Promise.all(packages.map((name) => candidateVersion(name)))
  const key = createHash('sha256')
    .update(JSON.stringify([programs, versions]))
    .digest('hex')
    .slice(0, 16)
  const folder = dirname(guest.initrd)
  const path = join(folder, `initrd-${key}.cpio`)
  if (await exists(path)) return path

  const aside = join(folder, `${key}.${randomUUID()}.part`)
  const root = join(aside, 'packages')
  try {
    await mkdir(aside)
    await downloadAndExtract(await withLibraries(packages), join(aside, 'debs'), root)
    const cpio = new CpioWriter()
    const found: Buffer[] = []
    for (const [name, from] of Object.entries(programs)) {
      const bytes = await readFile(await findProgram(root, /\/(.*)/.exec(from)?.[1] ?? name))
      found.push(bytes)
      cpio.file(`bin/${name}`, bytes, 0o755)
    }
    for (const {name, bytes} of (await libraryClosure(root, found)).libraries) cpio.file(`lib/${name}`, bytes, 0o755)
    await writeFile(join(aside, 'initrd'), Buffer.concat([await readFile(guest.initrd), cpio.end()]))
    await rename(join(aside, 'initrd'), path)
  } finally {
    await rm(aside, {recursive: true, force: true})
  }
  return path
}
