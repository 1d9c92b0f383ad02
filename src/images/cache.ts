import * as fs from 'node:fs'
import {join} from 'node:path'
import type {Digest} from '../catalogue/digest.ts'
import {messageOf} from '../errors.ts'
import type {PackageCache} from '../host/apt.ts'
import type {Host} from '../host/host.ts'
import {formatDuration, seconds, type Millis} from '../units.ts'

/** Counts what an entry consists of: 1 is the file as it was published, or a directory of packages. */
const layout = 1
/** A hosted runner restores 100 MB in a second, and sometimes hangs for half an hour (actions/cache#810). */
const restoreLimit = seconds(300)
const saveLimit = seconds(600)
/** For each 128 MiB of a download. */
const segmentLimit = seconds(60)

/** The cache service of GitHub Actions. Nothing that goes wrong with it is more than a line in the log. */
export interface ActionsCache {
  /** @returns the path of a file that claims to be the image as published: it is to be hashed. Undefined when there is none. */
  restore(digest: Digest): Promise<string | undefined>
  /** Saves a file as the image. */
  save(digest: Digest, file: string): Promise<void>
  readonly packages: PackageCache
}

/**
 * @param directory the job's own directory for temporary files (RUNNER_TEMP): the service finds a file only under the very
 * path that it was saved from, and this one is the same on all hosted runners.
 */
export function actionsCache(directory: string, host: Pick<Host, 'clock' | 'log'>): ActionsCache {
  const nameOf = ({algorithm, hex}: Digest): string => `qemu-vm-image-${layout}-${algorithm}-${hex}`
  const images = entries('The image was', host)
  return {
    async restore(digest) {
      const path = join(directory, nameOf(digest))
      const isFound = await images.restore(nameOf(digest), path)
      if (isFound && fs.lstatSync(path, {throwIfNoEntry: false})?.isFile() === true) return path
      fs.rmSync(path, {force: true, recursive: true})
      return undefined
    },
    async save(digest, file) {
      const path = join(directory, nameOf(digest))
      await images.save(nameOf(digest), path, () => {
        copyCheaply(file, path)
      })
    },
    packages: packageCache(join(directory, `qemu-vm-packages-${layout}`), host),
  }
}

function packageCache(directory: string, host: Pick<Host, 'clock' | 'log'>): PackageCache {
  const nameOf = (digest: string): string => `qemu-vm-packages-${layout}-${digest}`
  const packages = entries('The packages were', host)
  let saving = Promise.resolve()
  return {
    directory,
    async restore(digest) {
      await packages.restore(nameOf(digest), directory)
    },
    save(digest) {
      saving = packages.save(nameOf(digest), directory)
    },
    saved: () => saving,
  }
}

/**
 * Entries of the service never change: one that turns out to be damaged is replaced by one of the next number, and the newest
 * is taken. @param what begins the sentence that says what was not restored or saved.
 */
function entries(what: string, host: Pick<Host, 'clock' | 'log'>) {
  const next = new Map<string, number>()
  return {
    /** Brings a file or directory back to its path. @returns whether there was such an entry. */
    async restore(name: string, path: string): Promise<boolean> {
      const found = await tried(`${what} not restored`, restoreLimit, host, async (cache) => {
        // What is first is looked up as a whole; the others are beginnings, of which the newest entry counts
        const key = await cache.restoreCache([path], `${name}.newest`, [`${name}.`], {lookupOnly: true})
        next.set(name, Number(/\.(\d+)$/.exec(key ?? '')?.[1] ?? 0) + 1)
        return key === undefined
          ? undefined
          : await cache.restoreCache([path], key, [], {segmentTimeoutInMs: segmentLimit})
      })
      return found !== undefined
    },

    /** `fill` makes what is to be saved, where it is not there yet; it is removed when it was saved. */
    async save(name: string, path: string, fill: () => void = () => undefined): Promise<void> {
      await tried(`${what} not saved`, saveLimit, host, async (cache) => {
        fill()
        try {
          return await cache.saveCache([path], `${name}.${next.get(name) ?? 1}`)
        } finally {
          fs.rmSync(path, {force: true, recursive: true})
        }
      })
    },
  }
}

/** Loaded when used: it has four megabytes. */
const load = () => import('@actions/cache')

async function tried<T>(
  what: string,
  limit: Millis,
  {clock, log}: Pick<Host, 'clock' | 'log'>,
  work: (cache: Awaited<ReturnType<typeof load>>) => Promise<T>,
): Promise<T | undefined> {
  const over = new AbortController()
  try {
    const cache = await load()
    if (!cache.isFeatureAvailable()) return undefined
    const late = clock.sleep(limit, over.signal).then(() => {
      throw new Error(`it took longer than ${formatDuration(limit)}`)
    })
    late.catch(() => undefined)
    return await Promise.race([work(cache), late])
  } catch (error) {
    log.info(`${what} through the cache of GitHub Actions: ${messageOf(error)}`)
    return undefined
  } finally {
    over.abort()
  }
}

function copyCheaply(from: string, to: string): void {
  fs.rmSync(to, {force: true})
  try {
    fs.linkSync(from, to)
  } catch {
    fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE) // another disk
  }
}
