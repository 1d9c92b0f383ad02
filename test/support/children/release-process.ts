/** `release-process PID VM`: signals and releases the process as a helper of this VM; prints what came of it. */
import {processResource} from '../../../src/resources/process.ts'
import {parseVmId, resourceId, tagOf, type VmId} from '../../../src/units.ts'
import {realHost} from '../real-host.ts'

const [pid = '', id = ''] = process.argv.slice(2)
const host = realHost()
const vm = parseVmId(id) as VmId
const evidence = host.processes.identify(Number(pid))
if (evidence === undefined) throw new Error('it is gone')
const description = {tag: tagOf(vm), role: 'ssh-master'} as const
const held = {id: resourceId('helper'), kind: 'process', description, evidence} as const
const sent = host.processes.signal(evidence, 'SIGTERM')
const outcome = await processResource.release(held, vm, host)
const left = await processResource.verify(held, vm, host)
process.stdout.write(JSON.stringify({sent, state: host.processes.state(evidence), outcome, left}))
