import {randomUUID} from 'node:crypto'
import {mkdir, rename, rm} from 'node:fs/promises'
import {resolve} from 'node:path'
import {exists} from './run.ts'

/** Where finished guests are kept. */
export const cache = resolve(import.meta.dirname, '../../.cache/guest')

/**
 * Has `build` fill a folder, unless there is one already. It is built aside and renamed: a folder under its final name is
 * always complete, however many build at once. Throws what `build` throws, with nothing left.
 */
export async function buildOnce(folder: string, build: (aside: string) => Promise<void>): Promise<void> {
  if (await exists(folder)) return
  const aside = `${folder}.${randomUUID()}.part`
  try {
    await mkdir(aside, {recursive: true})
    await build(aside)
    await rename(aside, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error
    })
  } finally {
    await rm(aside, {recursive: true, force: true})
  }
}
