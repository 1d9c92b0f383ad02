/**
 * src/*.ts —tsc→ build/*.js —ncc→ one bundle, with the phases and what they import in chunks of their own, and one
 * two-line entry for each phase. `node tools/build.ts [DIRECTORY]`; the directory is dist/ unless named.
 */
import {execFileSync} from 'node:child_process'
import {mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'

const root = resolve(import.meta.dirname, '..')
const target = resolve(root, process.argv[2] ?? 'dist')
/** The runner gets the whole repository for each job that uses the action. */
const largest = 6_000_000
const phases = ['pre', 'main', 'post', 'guest']

const run = (script: string, ...words: readonly string[]): void => {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...words], {cwd: root, stdio: 'inherit'})
}

const compiled = join(root, 'build', String(process.pid))
for (const directory of [compiled, target]) rmSync(directory, {recursive: true, force: true})
mkdirSync(target, {recursive: true})
run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', compiled)
// Chunks are named by number: without the emptied directory above, those of an earlier build would stay
run(
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
