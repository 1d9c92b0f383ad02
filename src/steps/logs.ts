import {statSync} from 'node:fs'
import {printConsole} from './console.ts'
import type {Verb} from './verb.ts'

/** Lines of the console that are shown. */
const consoleLines = 40

/** Tells where everything stands that is written down about the VM, and shows the end of the guest's console. */
export const logs: Verb = {
  usage: '',
  run(words, context) {
    if (words.length > 0) return Promise.resolve('usage')
    const {plan, ledger, terminal} = context
    const {consoleLog, firmwareLog, qemuLog, sshLog, keeperLog} = plan.paths
    const files = {
      "the guest's console": consoleLog,
      'its firmware': firmwareLog,
      QEMU: qemuLog,
      'the connection over ssh': sshLog,
      'the keeper': keeperLog,
      'the ledger': ledger.path,
    }
    for (const [what, path] of Object.entries(files)) {
      const size = statSync(path, {throwIfNoEntry: false})?.size
      if (size !== undefined) terminal.out(`${what}: ${path} (${size} bytes)\n`)
    }
    terminal.out('\n')
    printConsole(context, consoleLines)
    return Promise.resolve(0)
  },
}
