import type {Kind} from '../plan/intent.ts'
import {bridgePortResource} from './bridge-port.ts'
import {directoryResource} from './directory.ts'
import {fileBlockResource} from './file-block.ts'
import {lockFileResource} from './lock-file.ts'
import {loopResource} from './loop.ts'
import {mountResource} from './mount.ts'
import {processResource} from './process.ts'
import type {Resource} from './resource.ts'
import {tapResource} from './tap.ts'
import {unixSocketResource} from './unix-socket.ts'

/** Every kind of resource that a ledger may tell of. To add a kind: ResourceTypes in plan/intent.ts, a file, a row. */
export const catalogue: {readonly [K in Kind]: Resource<K>} = {
  directory: directoryResource,
  process: processResource,
  'unix-socket': unixSocketResource,
  tap: tapResource,
  'bridge-port': bridgePortResource,
  mount: mountResource,
  loop: loopResource,
  'lock-file': lockFileResource,
  'file-block': fileBlockResource,
}
