/**
 * Obtains an image in a process of its own, as main does: `node obtain.ts '{"url", "digest", "cacheDirectory", "vm"}'`. With
 * RUNNER_TEMP, over the cache of GitHub Actions too. The last line of stdout is the result.
 */
import {mkdirSync} from 'node:fs'
import {actionsCache} from '../../../src/images/cache.ts'
import {obtainImage, type ObtainOptions, type WantedImage} from '../../../src/images/obtain.ts'
import {leaseOf, prepareStore} from '../../../src/images/store.ts'
import {nodeHost} from '../../../src/host/node-host.ts'

const {vm, cacheDirectory, ...wanted} = JSON.parse(process.argv[2] ?? '') as WantedImage & ObtainOptions
const say = (line: string): void => {
  console.log(line)
}
const host = nodeHost({PATH: process.env['PATH'] ?? ''}, {debug: say, info: say, group: (_, body) => body()})
prepareStore(cacheDirectory)
mkdirSync(leaseOf(cacheDirectory, vm))
const temp = process.env['RUNNER_TEMP']
const image = await obtainImage(
  wanted,
  {
    ...{vm, cacheDirectory, mayInstall: false, signal: AbortSignal.timeout(60_000)},
    ...(temp === undefined ? {} : {actionsCache: actionsCache(temp, host)}),
  },
  host,
)
await image.save()
say(JSON.stringify({path: image.path, format: image.format, hit: image.hit}))
