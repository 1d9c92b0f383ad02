/** A TypeScript file and all that it imports —tsc→ build/*.js —ncc→ one bundle, without the parts of packages that we do not use. */
import {execFileSync} from 'node:child_process'
import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'

const root = resolve(import.meta.dirname, '..')

/**
 * Bundles a program of this repository: the same bytes on every machine.
 * @param source The file that it begins with, from the top of the repository: `src/index.ts`.
 * @param target The directory for `index.js`, chunks, `licenses.txt` and a `package.json`; what is there is replaced.
 * @throws Error when the source has errors, or an import was not found.
 */
export function bundle(source: string, target: string): void {
  const compiled = join(root, 'build', String(process.pid))
  for (const directory of [compiled, target]) rmSync(directory, {recursive: true, force: true})
  mkdirSync(compiled, {recursive: true})
  try {
    compile(source, compiled)
    trimPackages(join(compiled, 'node_modules'))
    // The bundler numbers modules by their paths from where it runs: from here they are the same in every build
    const entry = join(compiled, source.replace(/\.ts$/, '.js'))
    const words = ['build', entry, '-o', target, '-q', '--no-cache', '--license', 'licenses.txt']
    run(compiled, '@vercel/ncc/dist/ncc/cli.js', ...words)
  } finally {
    rmSync(compiled, {recursive: true})
  }
  for (const name of readdirSync(target)) if (name.endsWith('.js')) refuseUnresolved(join(target, name))
}

const run = (cwd: string, script: string, ...words: readonly string[]): void => {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...words], {cwd, stdio: 'inherit'})
}

function compile(source: string, target: string): void {
  const compilerOptions = {noEmit: false, rootDir: root, outDir: target}
  const project = join(target, 'tsconfig.json')
  const settings = {extends: join(root, 'tsconfig.json'), compilerOptions, include: [], files: [join(root, source)]}
  writeFileSync(project, JSON.stringify(settings))
  run(root, 'typescript/bin/tsc', '-p', project)
}

const withoutUndici = `export class ProxyAgent {
  constructor() {
    throw new Error('getAgentDispatcher: undici was left out by tools/bundle.ts')
  }
}
`

/**
 * Packages of GitHub's toolkit as copies, which the bundler finds first. undici has 0.9 MB and takes 40 ms to load, and two of them
 * bring it: @actions/core for its OIDC client, which is left out once the package says what is true, that importing
 * it does nothing by itself; and @actions/http-client for `getAgentDispatcher`, which is for those who call fetch.
 * (@actions/github does, with a client and an undici of its own.)
 */
function trimPackages(target: string): void {
  const actions = join(target, '@actions')
  cpSync(join(root, 'node_modules/@actions'), actions, {recursive: true})
  const file = join(actions, 'core/package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify({...manifest, sideEffects: false}))
  const undici = join(actions, 'http-client/node_modules/undici')
  mkdirSync(undici, {recursive: true})
  writeFileSync(
    join(undici, 'package.json'),
    JSON.stringify({name: 'without-undici', type: 'module', main: 'index.js'}),
  )
  writeFileSync(join(undici, 'index.js'), withoutUndici)
}

/**
 * ncc turns an import that it cannot resolve into eval("require")(…), and ends with status 0 all the same. `debug` probes
 * for supports-color within try and catch: the one case that is right.
 */
function refuseUnresolved(path: string): void {
  for (const [, name] of readFileSync(path, 'utf8').matchAll(/eval\("require"\)\("([^"]+)"\)/g)) {
    if (name !== 'supports-color') throw new Error(`${path}: the import of ${String(name)} was not resolved`)
  }
}
