/**
 * src/*.ts → one bundle, with the phases and what they import in chunks of their own, and one two-line entry for each
 * phase. `node tools/build.ts [DIRECTORY]`; the directory is dist/ unless named.
 */
import {cpSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {bundle} from './bundle.ts'

const root = resolve(import.meta.dirname, '..')
const target = resolve(root, process.argv[2] ?? 'dist')
/** The runner gets the whole repository for each job that uses the action. 5 MB are @actions/artifact, loaded when used. */
const largest = 8_000_000
const phases = ['pre', 'main', 'post', 'keeper', 'guest']

const made = join(root, 'build', `${process.pid}.dist`)
bundle('src/index.ts', made)
for (const phase of phases) {
  writeFileSync(join(made, `${phase}.js`), `import {run} from './index.js'\nawait run('${phase}')\n`)
}
cpSync(join(root, 'src/entry/kernel-matcher.json'), join(made, 'kernel-matcher.json'))
const size = readdirSync(made).reduce((sum, name) => sum + statSync(join(made, name)).size, 0)
if (size > largest) throw new Error(`The bundle has ${size} bytes, and ${largest} is the most it may have`)
// Chunks are named by number, so that the whole directory is replaced; and at once, for somebody may be using it
rmSync(target, {recursive: true, force: true})
cpSync(made, target, {recursive: true})
rmSync(made, {recursive: true})
console.log(`${target}: ${size} bytes`)
