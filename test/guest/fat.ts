import {open} from 'node:fs/promises'
import {dirname} from 'node:path'
import {run} from './run.ts'

/**
 * Writes a FAT file system of so many MiB to `image`, with files of the host by the paths that they get in it. Throws when
 * the package mtools is not installed, or they do not fit.
 */
export async function makeFat(
  image: string,
  mebibytes: number,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const file = await open(image, 'w')
  await file.truncate(mebibytes * 1024 ** 2)
  await file.close()
  await run('mformat', ['-i', image, '-T', `${mebibytes * 2048}`, '-h', '255', '-s', '63', '::'])
  const directories = new Set(Object.keys(files).flatMap(parents))
  if (directories.size > 0) await run('mmd', ['-i', image, ...[...directories].map((path) => `::${path}`)])
  for (const [path, from] of Object.entries(files)) await run('mcopy', ['-i', image, from, `::${path}`])
}

/** The directories of an absolute path, the outermost first. */
const parents = (path: string): readonly string[] => {
  const directory = dirname(path)
  return directory === '/' ? [] : [...parents(directory), directory]
}
