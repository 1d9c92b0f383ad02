import * as fs from 'node:fs'
import {join} from 'node:path'
import {messageOf} from '../errors.ts'
import {seconds} from '../units.ts'
import {digestOf} from './digest.ts'
import type {Host} from './host.ts'

/** Keeps the files of a directory from job to job, by digests that say what they are. Nothing that goes wrong with it is thrown. */
export interface PackageCache {
  /** The same in each job; there when something was restored. */
  readonly directory: string
  /** Brings into the directory what was saved with this digest, and is to be verified. */
  restore(digest: string): Promise<void>
  /** Begins to save the directory, which is removed then. */
  save(digest: string): void
  /** Resolves when everything is saved. */
  saved(): Promise<void>
}

/** What apt-get is told beside what it is to do, and what is to be called when it has done it. */
export interface KeptArchives {
  readonly options: readonly string[]
  readonly keep: () => void
}

export const noneKept: KeptArchives = {options: [], keep: () => undefined}

interface Archive {
  readonly name: string
  readonly sha256: string
}

/** `'URL' NAME SIZE HASH`: apt-get(8), --print-uris. */
const printed = /^'[^']*' ([^\s/]+\.deb) \d+ SHA256:([0-9a-f]{64})$/

/**
 * Lets apt-get take the archives that an earlier job has got, where they are those that it would get now. It looks at the
 * size alone of an archive that is there already (apt-pkg/acquire-item.cc, pkgAcqArchive; seen with 2.6.1): we hold each
 * against the SHA-256 of apt's signed lists. @param install the words of the installation.
 */
export async function keptArchives(install: readonly string[], cache: PackageCache, host: Host): Promise<KeptArchives> {
  const giveUp = (error: unknown): void => {
    host.log.info(`Packages are not cached: ${messageOf(error)}`)
  }
  try {
    const archives = await archivesFor(install, host)
    if (archives.length === 0) return noneKept
    const digest = digestOf(JSON.stringify(archives))
    await cache.restore(digest)
    const {directory} = cache
    const partial = join(directory, 'partial')
    fs.mkdirSync(partial, {recursive: true})
    const isWhole = removeOthers(directory, archives) === archives.length
    return {
      options: ['-o', `Dir::Cache::archives=${directory}`, '-o', 'APT::Keep-Downloaded-Packages=true'],
      keep() {
        try {
          // What apt has made for itself, both empty: the first belongs to a user of its own, the second nobody else can read
          fs.rmdirSync(partial)
          fs.rmSync(join(directory, 'lock'), {force: true})
          if (isWhole) fs.rmSync(directory, {recursive: true})
          else cache.save(digest)
        } catch (error) {
          giveUp(error)
        }
      },
    }
  } catch (error) {
    giveUp(error)
    return noneKept
  }
}

/** What apt-get would download for an installation, as its lists have it; nothing where it does not tell. */
async function archivesFor(install: readonly string[], host: Host): Promise<readonly Archive[]> {
  // As if there were no archives yet, and with a hash that is worth something, not with MD5
  const options = ['-o', 'Dir::Cache::archives=/nonexistent', '-o', 'Acquire::ForceHash=SHA256', '-qq', '--print-uris']
  const {code, stdout} = await host.commands.run(['apt-get', ...options, ...install], {limit: seconds(60)})
  const lines = stdout.split('\n').filter((line) => line !== '')
  const archives = lines.flatMap((line) => {
    const [, name, sha256] = printed.exec(line) ?? []
    return name === undefined || sha256 === undefined ? [] : [{name, sha256}]
  })
  return code === 0 && archives.length === lines.length ? archives : []
}

/** Leaves in a directory what is one of the archives, and what apt needs for itself. @returns how many archives there are. */
function removeOthers(directory: string, archives: readonly Archive[]): number {
  const hashes = new Map(archives.map(({name, sha256}) => [name, sha256]))
  let count = 0
  for (const entry of fs.readdirSync(directory, {withFileTypes: true})) {
    const path = join(directory, entry.name)
    const isGood =
      entry.isFile() && hashes.has(entry.name) && digestOf(fs.readFileSync(path)) === hashes.get(entry.name)
    if (isGood) count++
    else if (!(entry.isDirectory() && entry.name === 'partial')) fs.rmSync(path, {recursive: true})
  }
  return count
}
