import {isProcess} from '../plan/intent.ts'
import {livingOf} from '../resources/process.ts'
import {formatSize, tagOf} from '../units.ts'
import type {StepContext, Verb} from './verb.ts'

/** Tells how the VM is; 0 when it runs, 1 when it does not. */
export const status: Verb = {
  usage: '',
  run(words, context) {
    if (words.length > 0) return Promise.resolve('usage')
    const {plan, terminal} = context
    const {spec, accelerator, paths, id} = plan
    const running = isRunning(context)
    const lines = [
      `${spec.name}: ${running ? 'running' : 'not running'} (${tagOf(id)})`,
      `machine: ${spec.machine}, ${spec.cpus} CPUs, ${formatSize(spec.memory)}, ${accelerator}`,
      `ssh config: ${paths.sshConfig}`,
      `console: ${paths.consoleLog}`,
    ]
    terminal.out(`${lines.join('\n')}\n`)
    return Promise.resolve(running ? 0 : 1)
  },
}

/** Whether QEMU is there, as the kernel shows it. */
export const isRunning = ({held, ledger, host}: StepContext): boolean =>
  held.some((one) => isProcess(one, 'qemu') && livingOf(one, ledger.vm, host).length > 0)
