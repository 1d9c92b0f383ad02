/**
 * Installs a program as main does, in a process of its own, through the cache of GitHub Actions: `node install.ts PROGRAM`.
 * PATH and RUNNER_TEMP are those of its environment.
 */
import {nodeHost} from '../../../src/host/node-host.ts'
import {ensurePrograms} from '../../../src/host/platform.ts'
import {actionsCache} from '../../../src/images/cache.ts'

const [program = ''] = process.argv.slice(2)
const {PATH = '', RUNNER_TEMP = ''} = process.env
const say = (line: string): void => {
  console.log(line)
}
const host = nodeHost({PATH}, {debug: say, info: say, group: (_, body) => body()})
const {packages} = actionsCache(RUNNER_TEMP, host)
await ensurePrograms([program], true, host, packages)
await packages.saved()
