import * as core from '@actions/core'
import type {Started} from '../phases/start.ts'
import type {Forward} from '../plan/devices.ts'
import type {VmPlan} from '../plan/plan.ts'

/** Tells later steps where the VM is, and puts its command on their PATH. */
export function setOutputs({plan, port, forwards, bootTook, imageHit}: Started): void {
  const {spec, paths} = plan
  core.addPath(paths.bin)
  const outputs = {
    name: spec.name,
    'ssh-config': paths.sshConfig,
    'ssh-host': '127.0.0.1',
    'ssh-port': port,
    'ssh-user': spec.access.user,
    ports: JSON.stringify(portsOf(forwards)),
    networks: JSON.stringify(placesOf(plan)),
    'qmp-socket': paths.qmpSocket,
    'console-log': paths.consoleLog,
    'run-dir': paths.run,
    accelerator: plan.accelerator,
    'image-cache-hit': imageHit,
    'boot-seconds': (bootTook / 1000).toFixed(1),
  }
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
}

/** `{"80": 43211, "udp:53": 5353}`: the guest's ports, as the input has them, and those of the host. */
const portsOf = (forwards: readonly Forward[]): Readonly<Record<string, number>> =>
  Object.fromEntries(forwards.map(({protocol, host, guest}) => [protocol === 'tcp' ? guest : `udp:${guest}`, host]))

/** `{"lan": {"mac": "52:54:…", "address": "10.9.0.1/24"}}`. */
const placesOf = ({networks = []}: VmPlan): Readonly<Record<string, {mac: string; address: string}>> =>
  Object.fromEntries(networks.map(({name, mac, address}) => [name, {mac, address}]))
