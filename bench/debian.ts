import {cpSync, mkdtempSync} from 'node:fs'
import {join} from 'node:path'
import {digestOfFile} from '../src/images/file-digest.ts'
import type {VmPlan} from '../src/plan/plan.ts'
import {buildDebianGuest} from '../test/guest/debian.ts'

/** A disk with a full Debian, known by its digest as one from a cache is. */
export async function debianInputs(progress: (line: string) => void): Promise<Readonly<Record<string, string>>> {
  const {disk} = await buildDebianGuest(progress)
  const image = {image: disk, checksum: `sha256:${await digestOfFile(disk)}`, user: 'debian'}
  return {...image, 'user-data': '#cloud-config\n{}\n', memory: '768M', accelerator: 'tcg'}
}

/** Copies the key and the seed of a VM that runs: what bare QEMU needs for the same first boot. @returns their directory. */
export function firstBootOf({paths}: VmPlan, root: string): string {
  const directory = mkdtempSync(join(root, 'first-boot-'))
  cpSync(paths.keyFile, join(directory, 'key'))
  cpSync(`${paths.keyFile}.pub`, join(directory, 'key.pub'))
  cpSync(paths.seed, join(directory, 'seed'), {recursive: true})
  return directory
}
