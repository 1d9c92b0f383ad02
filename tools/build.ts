/**
 * src/*.ts —tsc→ build/*.js —ncc→ one bundle, with the phases and what they import in chunks of their own, and one
 * two-line entry for each phase. `node tools/build.ts [DIRECTORY]`; the directory is dist/ unless named.
 */
import {execFileSync} from 'node:child_process'
import {cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'

const root = resolve(import.meta.dirname, '..')
const target = resolve(root, process.argv[2] ?? 'dist')
/** The runner gets the whole repository for each job that uses the action. 5 MB are @actions/artifact, loaded when used. */
const largest = 8_000_000
const phases = ['pre', 'main', 'post', 'keeper', 'guest']

const run = (cwd: string, script: string, ...words: readonly string[]): void => {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...words], {cwd, stdio: 'inherit'})
}

/**
 * Says in a copy of a package what is true of it, that importing it does nothing by itself: the bundler then leaves out
 * what we do not use. Of @actions/core that is the OIDC client, and with it undici: 0.9 MB, and 40 ms of each phase.
 */
function copyWithoutSideEffects(name: string): void {
  const copy = join(compiled, 'node_modules', name)
  cpSync(join(root, 'node_modules', name), copy, {recursive: true})
  const file = join(copy, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify({...manifest, sideEffects: false}))
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

const compiled = join(root, 'build', String(process.pid))
const made = `${compiled}.dist`
for (const directory of [compiled, made]) rmSync(directory, {recursive: true, force: true})
run(root, 'typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', compiled)
copyWithoutSideEffects('@actions/core')
// The bundler numbers modules by their paths from where it runs: from here they are the same in every build
const words = [join(compiled, 'index.js'), '-o', made, '-q', '--no-cache', '--license', 'licenses.txt']
run(compiled, '@vercel/ncc/dist/ncc/cli.js', 'build', ...words)
for (const phase of phases) {
  writeFileSync(join(made, `${phase}.js`), `import {run} from './index.js'\nawait run('${phase}')\n`)
}
cpSync(join(root, 'src/entry/kernel-matcher.json'), join(made, 'kernel-matcher.json'))
const files = readdirSync(made).map((name) => join(made, name))
for (const path of files.filter((name) => name.endsWith('.js'))) refuseUnresolved(path)
const size = files.reduce((sum, path) => sum + statSync(path).size, 0)
if (size > largest) throw new Error(`The bundle has ${size} bytes, and ${largest} is the most it may have`)
// Chunks are named by number, so that the whole directory is replaced; and at once, for somebody may be using it
rmSync(target, {recursive: true, force: true})
cpSync(made, target, {recursive: true})
for (const directory of [compiled, made]) rmSync(directory, {recursive: true})
console.log(`${target}: ${size} bytes`)
