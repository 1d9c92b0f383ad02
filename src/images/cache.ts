import * as fs from 'node:fs'
import {join} from 'node:path'
import type {Digest} from '../catalogue/digest.ts'
import {messageOf} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {formatDuration, seconds, type Millis} from '../units.ts'

/** Counts what an entry consists of: 1 is the file as it was published. */
const layout = 1
/** A hosted runner restores 100 MB in a second, and sometimes hangs for half an hour (actions/cache#810). */
const restoreLimit = seconds(300)
const saveLimit = seconds(600)
/** For each 128 MiB of a download. */
const segmentLimit = seconds(60)

/** The cache service of GitHub Actions, for one image. Nothing that goes wrong with it is more than a line in the log. */
export interface ActionsCache {
  /** @returns the path of a file that claims to be the image as published: it is to be hashed. Undefined when there is none. */
  restore(digest: Digest): Promise<string | undefined>
  /** Saves a file as the image. */
  save(digest: Digest, file: string): Promise<void>
}

/**
 * Entries never change: one that turns out to be damaged is replaced by one of the next number, and the newest is taken.
 * @param directory the job's own directory for temporary files (RUNNER_TEMP): the service finds a file only under the very
 * path that it was saved from, and this one is the same on all hosted runners.
 */
export function actionsCache(directory: string, host: Pick<Host, 'clock' | 'log'>): ActionsCache {
  const nameOf = ({algorithm, hex}: Digest): string => `qemu-vm-image-${layout}-${algorithm}-${hex}`
  let next = 1
  return {
    async restore(digest) {
      const [name, path] = [nameOf(digest), join(directory, nameOf(digest))]
      const found = await tried('restored', restoreLimit, host, async (cache) => {
        // What is first is looked up as a whole; the others are beginnings, of which the newest entry counts
        const key = await cache.restoreCache([path], `${name}.newest`, [`${name}.`], {lookupOnly: true})
        next = Number(/\.(\d+)$/.exec(key ?? '')?.[1] ?? 0) + 1
        return key === undefined
          ? undefined
          : await cache.restoreCache([path], key, [], {segmentTimeoutInMs: segmentLimit})
      })
      if (found !== undefined && fs.lstatSync(path, {throwIfNoEntry: false})?.isFile() === true) return path
      fs.rmSync(path, {force: true, recursive: true})
      return undefined
    },

    async save(digest, file) {
      const [name, path] = [nameOf(digest), join(directory, nameOf(digest))]
      await tried('saved', saveLimit, host, async (cache) => {
        copyCheaply(file, path)
        try {
          return await cache.saveCache([path], `${name}.${next}`)
        } finally {
          fs.rmSync(path, {force: true})
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
    log.info(`The image was not ${what} through the cache of GitHub Actions: ${messageOf(error)}`)
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
