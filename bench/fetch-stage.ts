/**
 * One stage of getting an image, or all of them at once, in a process of its own:
 * `node fetch-stage.ts STAGE URL PUBLISHED CONTENT DIRECTORY`. Prints how long it took, without the start of node, the time
 * of processors that it and the programs it ran took, and the most memory that it had:
 * `{"took": milliseconds, "busy": milliseconds, "memory": bytes}`.
 */
import {createHash} from 'node:crypto'
import {createReadStream, createWriteStream, mkdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {webHttp} from '../src/host/http.ts'
import {compressionOfName, unpack} from '../src/images/compression.ts'
import {obtainImage} from '../src/images/obtain.ts'
import {leaseOf, prepareStore} from '../src/images/store.ts'
import {realHost} from '../test/support/real-host.ts'
import {someVm} from '../test/support/scratch.ts'

const [stage = '', url = '', published = '', content = '', directory = ''] = process.argv.slice(2)
const signal = AbortSignal.timeout(300_000)
const read = (path: string): AsyncIterable<Buffer> => createReadStream(path, {highWaterMark: 256 * 1024})
const drain = async (source: AsyncIterable<Buffer>): Promise<void> => {
  const chunks = source[Symbol.asyncIterator]()
  while ((await chunks.next()).done !== true);
}

const stages: Readonly<Record<string, () => Promise<unknown>>> = {
  async all() {
    const vm = someVm()
    prepareStore(directory)
    mkdirSync(leaseOf(directory, vm))
    await obtainImage({url}, {vm, cacheDirectory: directory, mayInstall: false, signal}, realHost())
  },
  async download() {
    await drain((await webHttp.get(url, {signal})).body as AsyncIterable<Buffer>)
  },
  async hash() {
    await pipeline(read(published), createHash('sha256'))
  },
  async unpack() {
    const compression = compressionOfName(published)
    if (compression !== undefined) await drain(unpack(read(published), compression, {tag: 'bench', signal}, realHost()))
  },
  async write() {
    await pipeline(read(content), createWriteStream(join(directory, 'copy')))
  },
}

/** Of this process and of those that have ended and were waited for; proc(5): in ticks of 10 ms. */
const busySoFar = (): number => {
  const [, after = ''] = readFileSync('/proc/self/stat', 'utf8').split(') ')
  const [user = 0, system = 0, userOfChildren = 0, systemOfChildren = 0] = after.split(' ').slice(11, 15).map(Number)
  return (user + system + userOfChildren + systemOfChildren) * 10
}

const [began, busyBefore] = [performance.now(), busySoFar()]
await stages[stage]?.()
const [took, busy] = [performance.now() - began, busySoFar() - busyBefore]
console.log(JSON.stringify({took, busy, memory: process.resourceUsage().maxRSS * 1024}))
