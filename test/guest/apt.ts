import {mkdir, readdir, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {asRoot, run} from './run.ts'

/** The packages' names in what `apt-cache depends` prints: of alternatives the first, without purely virtual packages. */
export function parseDepends(output: string): string[] {
  const names: string[] = []
  let laterChoice = false
  for (const [, bar, name = '<'] of output.matchAll(/^ ([ |])(?:Pre)?Depends: (\S+)$/gm)) {
    if (!laterChoice && !name.startsWith('<')) names.push(name)
    laterChoice = bar === '|'
  }
  return names
}

/** The direct dependencies of packages, taken together. Throws when apt does not know one of them. */
export async function dependencies(...names: readonly string[]): Promise<string[]> {
  return parseDepends(await run('apt-cache', ['depends', ...names]))
}

/** The version apt would download, or undefined when it knows no such package. */
export async function candidateVersion(name: string): Promise<string | undefined> {
  const output = await run('apt-cache', ['show', '--no-all-versions', name]).catch(() => '')
  return /^Version: (.+)$/m.exec(output)?.[1]
}

/** Fetches the package lists; needs root or a sudo that asks nothing, and throws otherwise. */
export async function updateLists(): Promise<void> {
  await asRoot(['apt-get', 'update', '-q'])
}

/**
 * The given packages with every shared-library package they need, found through apt because the names of libraries differ
 * from release to release. What is not a library (perl, init helpers) is not followed: the guest has no use for it.
 */
export async function withLibraries(names: readonly string[]): Promise<string[]> {
  const all = new Set(names)
  for (let news = [...all]; news.length > 0;) {
    // All of a level in one call: where apt keeps no cache file each call costs half a second.
    const libraries = (await dependencies(...news)).filter((name) => /^z?lib/.test(name))
    news = [...new Set(libraries)].filter((name) => !all.has(name))
    for (const name of news) all.add(name)
  }
  return [...all]
}

/** Downloads packages into `folder` and extracts them under `root`, both created; needs neither root nor an installation. */
export async function downloadAndExtract(names: readonly string[], folder: string, root: string): Promise<void> {
  await mkdir(folder, {recursive: true})
  await mkdir(root, {recursive: true})
  // As root apt would drop to the user _apt, who may not write to this folder.
  const download = () => run('apt-get', ['download', '-q', '-o', 'APT::Sandbox::User=root', ...names], {cwd: folder})
  try {
    await download()
  } catch {
    // A list that is older than the mirror names packages which the mirror has dropped since.
    await updateLists()
    await download()
  }
  for (const file of await readdir(folder)) await run('dpkg', ['-x', join(folder, file), root])
  await rm(folder, {recursive: true})
}
