import * as core from '@actions/core'
import type {Started} from '../phases/start.ts'

/** Tells later steps where the VM is, and puts its command on their PATH. */
export function setOutputs({plan, port, bootTook}: Started): void {
  const {spec, paths} = plan
  core.addPath(paths.bin)
  const outputs = {
    name: spec.name,
    'ssh-config': paths.sshConfig,
    'ssh-host': '127.0.0.1',
    'ssh-port': port,
    'ssh-user': spec.access.user,
    'qmp-socket': paths.qmpSocket,
    'console-log': paths.consoleLog,
    'run-dir': paths.run,
    accelerator: plan.accelerator,
    'boot-seconds': (bootTook / 1000).toFixed(1),
  }
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
}
