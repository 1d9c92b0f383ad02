/** `npm run bench:fetch -- [--runs N]`: getting an image, held against the slowest of its stages alone. */
import {execFileSync} from 'node:child_process'
import {randomFillSync} from 'node:crypto'
import {appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {cpus, loadavg, release, tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {parseArgs} from 'node:util'
import {bundle} from '../tools/bundle.ts'
import {Children} from './children.ts'
import {compare, median, type Pair} from './statistics.ts'
import {tableOf, type Result} from './table.ts'

const {values} = parseArgs({options: {runs: {type: 'string', default: '5'}}})
const mib = 1024 ** 2
/** One Gbit/s, which hosted runners exceed for a while; and what this machine can do. */
const links = {'1 Gbit/s': 119 * mib, 'no limit': Infinity}
const sizes = [32, 256]
const stages = ['download', 'hash', 'unpack', 'write'] as const

const root = mkdtempSync(join(tmpdir(), 'qemu-vm-bench-'))
const children = new Children()
/** Of the process that gets an image: the most memory, and what part of the time of all processors it had. */
const memory = new Map<string, number>()
const shares = new Map<string, number[]>()

/** A disk as they are: a quarter that does not pack, a quarter of zeros, the rest packs well. */
function makeDisk(path: string, size: number): void {
  const piece = Buffer.alloc(mib)
  piece.fill('text that packs well ', mib / 4, (3 * mib) / 4)
  writeFileSync(path, '')
  for (let at = 0; at < size; at++) appendFileSync(path, randomFillSync(piece, 0, mib / 4))
}

async function serve(rate: number): Promise<{readonly url: string; readonly end: () => Promise<void>}> {
  rmSync(join(root, 'port'), {force: true})
  const server = children.start([process.execPath, join(import.meta.dirname, 'fetch-server.ts'), root, String(rate)], {
    env: process.env,
  })
  const latest = performance.now() + 60_000 // it reads half a gigabyte before
  while (!existsSync(join(root, 'port'))) {
    if (performance.now() > latest) throw new Error('the server of the bench does not come up')
    await sleep(20)
  }
  return {url: `http://127.0.0.1:${readFileSync(join(root, 'port'), 'utf8')}/`, end: () => server.end()}
}

function run(program: string, stage: string, url: string, name: string): number {
  const directory = mkdtempSync(join(root, 'stage-'))
  const content = name.replace(/(?:\.one-block)?\.(?:xz|zst|gz)$/, '')
  const words = [stage, url + name, join(root, name), join(root, content), join(directory, 'images')]
  execFileSync('mkdir', ['-m', '700', join(directory, 'images')])
  const out = execFileSync(process.execPath, [program, ...words], {encoding: 'utf8'})
  rmSync(directory, {recursive: true})
  const {took, busy, memory: most} = JSON.parse(out) as {took: number; busy: number; memory: number}
  if (stage === 'all') {
    memory.set(name, Math.max(memory.get(name) ?? 0, most))
    shares.set(name, [...(shares.get(name) ?? []), busy / took / cpus().length])
  }
  return took
}

try {
  // As users have the product: from the source, node has 5 MB more to clean up behind it
  const program = join(root, 'bundle/index.js')
  bundle('bench/fetch-stage.ts', join(root, 'bundle'))
  for (const size of sizes) makeDisk(join(root, `${size}.raw`), size)
  const [small = 0, large = 0] = sizes
  for (const words of [
    ['xz', '-1', '-T2'],
    ['zstd', '-q'],
    ['gzip', '-1'],
  ]) {
    execFileSync(words[0] ?? '', [...words.slice(1), '-k', join(root, `${large}.raw`)])
  }
  // As xz made it by itself before 5.6: one processor at most unpacks it
  execFileSync('xz', ['-1', '-T1', '-k', '-S', '.one-block.xz', join(root, `${large}.raw`)])
  const names = ['', '.xz', '.one-block.xz', '.zst', '.gz'].map((end) => `${large}.raw${end}`)
  const before = loadavg()
  const results: Result[] = []
  for (const [link, rate] of Object.entries(links)) {
    const {url, end} = await serve(rate)
    run(program, 'all', url, `${small}.raw`)
    for (const name of names) {
      const pairs: Pair[] = []
      const slowest: string[] = []
      for (let index = 0; index < Number(values.runs); index++) {
        const product = run(program, 'all', url, name)
        const alone = stages
          .map((stage) => ({stage, took: run(program, stage, url, name)}))
          .sort((a, b) => b.took - a.took)
        pairs.push({product, baseline: alone[0]?.took ?? NaN})
        slowest.push(alone[0]?.stage ?? '')
      }
      const goals = link === 'no limit' ? {goal: undefined, wish: undefined} : {goal: 1.25, wish: 1.1}
      const against = [...new Set(slowest)].join(', ')
      results.push({name: `get ${name} MiB, ${link}`, against, ...goals, ...compare(pairs), pairs})
    }
    await end()
  }
  const machine = {
    ...{date: new Date().toISOString(), processors: cpus().length, model: cpus()[0]?.model ?? 'unknown'},
    ...{kernel: release(), node: process.version, loadBefore: before, loadAfter: loadavg()},
  }
  console.log(tableOf(results, machine))
  // Where that is near to 100 %, nothing is gained by another order of the work
  console.log(
    '\nMost memory of the process that gets the image, and its share of all processors (median of both links):',
  )
  for (const [name, most] of memory) {
    const share = (median(shares.get(name) ?? []) * 100).toFixed(0)
    console.log(`  ${name}: ${(most / mib).toFixed(0)} MiB, ${share} %`)
  }
} finally {
  await children.endAll()
  rmSync(root, {recursive: true, force: true})
}
