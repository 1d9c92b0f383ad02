import type {Kind} from '../plan/intent.ts'
import {directoryResource} from './directory.ts'
import {processResource} from './process.ts'
import type {Resource} from './resource.ts'

/** Every kind of resource that a ledger may tell of. To add a kind: ResourceTypes in plan/intent.ts, a file, a row. */
export const catalogue: {readonly [K in Kind]: Resource<K>} = {
  directory: directoryResource,
  process: processResource,
}
