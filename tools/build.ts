/**
 * src/*.ts —tsc→ build/*.js —ncc→ one bundle, with the phases and what they import in chunks of their own, and one
 * two-line entry for each phase. `node tools/build.ts [DIRECTORY]`; the directory is dist/ unless named.
 */
import {execFileSync} from 'node:child_process'
import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'

const root = resolve(import.meta.dirname, '..')
const target = resolve(root, process.argv[2] ?? 'dist')
/** The runner gets the whole repository for each job that uses the action. */
const largest = 6_000_000
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

const compiled = join(root, 'build', String(process.pid))
for (const directory of [compiled, target]) rmSync(directory, {recursive: true, force: true})
mkdirSync(target, {recursive: true})
run(root, 'typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', compiled)
copyWithoutSideEffects('@actions/core')
// Chunks are named by number: without the emptied directory above, those of an earlier build would stay
// The bundler numbers modules by their paths from where it runs: from here they are the same in every build
run(
  compiled,
  '@vercel/ncc/dist/ncc/cli.js',
  'build',
  join(compiled, 'index.js'),
  '-o',
  target,
  '-q',
  '--no-cache',
  '--license',
  'licenses.txt',
)
rmSync(compiled, {recursive: true})
for (const phase of phases) {
  writeFileSync(join(target, `${phase}.js`), `import {run} from './index.js'\nawait run('${phase}')\n`)
}

let size = 0
for (const name of readdirSync(target)) {
  const path = join(target, name)
  size += statSync(path).size
  // ncc turns an import that it cannot resolve into eval("require")(…), and ends with status 0 all the same. `debug`
  // probes for supports-color within try and catch: the one case that is right
  for (const [, module] of name.endsWith('.js')
    ? readFileSync(path, 'utf8').matchAll(/eval\("require"\)\("([^"]+)"\)/g)
    : []) {
    if (module !== 'supports-color') throw new Error(`${name}: the import of ${module} was not resolved`)
  }
}
if (size > largest) throw new Error(`${target} has ${size} bytes, and ${largest} is the most it may have`)
console.log(`${target}: ${size} bytes`)
