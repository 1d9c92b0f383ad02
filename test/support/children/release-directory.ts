/** `release-directory PATH VM`: releases the directory of this VM and prints what came of it. */
import {messageOf} from '../../../src/errors.ts'
import {directoryResource} from '../../../src/resources/directory.ts'
import {parseVmId, type VmId} from '../../../src/units.ts'
import {directoryIntent} from '../ledger-entries.ts'
import {realHost} from '../real-host.ts'

const [path = '', vm = ''] = process.argv.slice(2)
try {
  process.stdout.write(await directoryResource.release(directoryIntent('a', path), parseVmId(vm) as VmId, realHost()))
} catch (error) {
  process.stdout.write(`error: ${messageOf(error)}`)
}
