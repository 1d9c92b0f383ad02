/**
 * `npm run bench`: the product beside the bare programs that it is made of, in one run, alternating.
 *
 *     npm run bench -- [--runs N] [--only start,stop,exec,out,in,idle,scp-out,scp-in,debian] [--mib N] [--dist DIRECTORY] [--json FILE]
 *
 * `--only debian` takes minutes for each pair, and scp needs the Debian guest too: neither is done unless it is asked for.
 */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {cpus, loadavg, release, tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {buildMicroGuest} from '../test/guest/build.ts'
import {Children} from './children.ts'
import {Bench, measurements, onDebian, type Measurement} from './rounds.ts'
import {compare} from './statistics.ts'
import {tableOf} from './table.ts'

const usual = (Object.keys(measurements) as Measurement[]).filter((name) => !onDebian.includes(name))
const {values} = parseArgs({
  options: {
    runs: {type: 'string', default: '7'},
    only: {type: 'string', default: usual.join(',')},
    mib: {type: 'string', default: '16'},
    dist: {type: 'string'},
    json: {type: 'string'},
  },
})
const [runs, mib] = [Number(values.runs), Number(values.mib)]
const names = values.only.split(',')
const unknown = names.filter((name) => !(name in measurements))
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: a whole number from 1 on`)
if (!Number.isInteger(mib) || mib < 1 || mib > 128) throw new Error(`--mib ${values.mib}: a whole number from 1 to 128`)
if (unknown.length > 0)
  throw new Error(`--only ${unknown.join(',')}: there are ${Object.keys(measurements).join(', ')}`)

const say = (line: string): void => {
  console.error(`bench: ${line}`)
}
const root = mkdtempSync(join(tmpdir(), 'qemu-vm-bench-'))
const children = new Children()
let bench: Bench | undefined
let ending: Promise<void> | undefined
const end = (): Promise<void> =>
  (ending ??= (async () => {
    try {
      await (bench?.end() ?? children.endAll())
    } finally {
      rmSync(root, {recursive: true, force: true, maxRetries: 5})
    }
  })())
for (const [name, status] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
  process.on(name, () => {
    say('ending what was started')
    void end()
      .catch((error: unknown) => {
        console.error(error)
      })
      .finally(() => process.exit(status))
  })
} // prettier-ignore

try {
  const guest = await buildMicroGuest({progress: say})
  // Built anew into a place of its own: what is measured is always the source as it is, and dist/ is not touched
  const dist = values.dist === undefined ? join(root, 'dist') : resolve(values.dist)
  if (values.dist === undefined) {
    say('building')
    const builder = join(import.meta.dirname, '../tools/build.ts')
    await children.run([process.execPath, builder, dist], {env: process.env})
  }
  const before = loadavg()
  bench = new Bench({dist, root, guest, children, runs, mib, only: new Set(names as Measurement[]), progress: say})
  const pairs = await bench.run()
  const chosen = (Object.keys(measurements) as Measurement[]).filter((name) => names.includes(name))
  const results = chosen.map((id) => ({id, ...measurements[id], ...compare(pairs[id]), pairs: pairs[id]}))
  const machine = {
    date: new Date().toISOString(),
    processors: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    kernel: release(),
    node: process.version,
    loadBefore: before,
    loadAfter: loadavg(),
  }
  console.log(tableOf(results, machine))
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({machine, results}, null, 2)}\n`)
} catch (error) {
  if (ending === undefined) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
} finally {
  await end()
}
