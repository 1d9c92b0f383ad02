import {readFile, readdir} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {zstdDecompress} from 'node:zlib'
import {promisify} from 'node:util'
import {runBytes} from './run.ts'

/** A loadable kernel module: its name as in /sys/module (underscores, never dashes) and its uncompressed bytes. */
export interface KernelModule {
  readonly name: string
  readonly bytes: Buffer
}

/** The modules of one extracted kernel, read when asked for. */
export interface ModuleTree {
  readonly version: string
  /** Whether the kernel has the module's code compiled in, so that there is nothing to load. */
  isBuiltIn(name: string): boolean
  /** The module's bytes, or undefined when this kernel has no such module. */
  read(name: string): Promise<Buffer | undefined>
}

/** A module's name in its canonical spelling: file names use dashes and underscores without a rule. */
export function moduleName(file: string): string {
  return basename(file)
    .replace(/\.ko(\.\w+)?$/, '')
    .replaceAll('-', '_')
}

/** The modules that a module's own .modinfo names as needed, in canonical spelling; none when it names none. */
export function moduleDepends(bytes: Buffer): string[] {
  const key = Buffer.from('\0depends=')
  const at = bytes.indexOf(key)
  if (at < 0) return []
  const start = at + key.length
  const names = bytes.toString('latin1', start, bytes.indexOf(0, start))
  return names.split(',').filter(Boolean).map(moduleName)
}

/**
 * Puts `wanted` and everything they depend on in the order of loading, each once. Modules that the kernel has built in or
 * does not have are left out; `missing` is told of the latter.
 */
export async function loadOrder(
  tree: ModuleTree,
  wanted: readonly string[],
  missing: (name: string) => void,
): Promise<KernelModule[]> {
  const order: KernelModule[] = []
  const seen = new Set<string>()
  const visit = async (name: string): Promise<void> => {
    if (seen.has(name)) return
    seen.add(name)
    if (tree.isBuiltIn(name)) return
    const bytes = await tree.read(name)
    if (bytes === undefined) {
      missing(name)
      return
    }
    for (const dependency of moduleDepends(bytes)) await visit(dependency)
    order.push({name, bytes})
  }
  for (const name of wanted) await visit(moduleName(name))
  return order
}

/**
 * Opens the modules of the one kernel extracted under `root` (lib/modules or usr/lib/modules).
 * Throws when there is no kernel, or when reading a compressed module needs a tool that is not installed.
 */
export async function openModules(root: string): Promise<ModuleTree> {
  for (const lib of ['usr/lib/modules', 'lib/modules']) {
    const folder = join(root, lib)
    const version = (await readdir(folder).catch(() => []))[0]
    if (version === undefined) continue
    const files = await readdir(join(folder, version), {recursive: true})
    const paths = new Map(files.filter((file) => /\.ko(\.\w+)?$/.test(file)).map((file) => [moduleName(file), file]))
    const builtIn = await readFile(join(folder, version, 'modules.builtin'), 'utf8')
    const builtInNames = new Set(builtIn.split('\n').filter(Boolean).map(moduleName))
    return {
      version,
      isBuiltIn: (name) => builtInNames.has(name),
      read: async (name) => {
        const path = paths.get(name)
        return path === undefined ? undefined : await readModule(join(folder, version, path))
      },
    }
  }
  throw new Error(`no kernel modules under ${root}`)
}

async function readModule(path: string): Promise<Buffer> {
  if (path.endsWith('.xz')) {
    return await runBytes('xz', ['-dc', path]).catch((cause: unknown) => {
      throw new Error(`cannot unpack ${basename(path)}: is the package xz-utils installed?`, {cause})
    })
  }
  const bytes = await readFile(path)
  return path.endsWith('.zst') ? await promisify(zstdDecompress)(bytes) : bytes
}
