import {join} from 'node:path'
import {quoteWord} from '../../src/quote.ts'
import type {RunStep} from './runner/play-job.ts'
import type {FakeVmMachine} from './fake-vm.ts'

/** Where it runs, with the inputs of a VM. */
export type LooseMachine = Pick<FakeVmMachine, 'action' | 'stateDirectory' | 'inputs'>

/** A phase that a script starts, so that it can be another user's, in another namespace or under other limits. */
export interface LoosePhase {
  readonly more?: Readonly<Record<string, string>>
  /** Words before node, such as `setpriv --reuid 65534`. */
  readonly under?: string
  /** Shell commands before. */
  readonly first?: string
  readonly id?: string
  /** The action's own id, which makes the VM that of a step. */
  readonly step?: string
}

/** A step that runs main.js with the machine's inputs, without a runner between. Its exit status is in the log. */
export function looseMain(machine: LooseMachine, phase: LoosePhase = {}): RunStep {
  const {more = {}, under = '', first = ':', id = 'main', step = 'vm'} = phase
  const inputs = Object.entries({name: 'guest', 'state-dir': machine.stateDirectory, ...machine.inputs, ...more})
  const variables = inputs.map(([name, value]) => quoteWord(`INPUT_${name.toUpperCase()}=${value}`)).join(' ')
  const command = `env GITHUB_ACTION=${step} ${variables} ${node(machine, 'main')}`
  return {kind: 'run', id, script: `${first}\n${under} ${command} && echo main: 0 || echo main: $?\n`}
}

/** A step that runs post.js for what a loose main has left; the ledger's path stands for the saved state. */
export function loosePost(machine: LooseMachine, phase: LoosePhase = {}): RunStep {
  const {more = {}, under = '', first = ':', id = 'post', step = 'vm'} = phase
  const directory = more['state-dir'] ?? machine.stateDirectory
  const command = `env GITHUB_ACTION=${step} STATE_ledger="$ledger" ${node(machine, 'post')}`
  const ledger = `ledger=$(ls ${quoteWord(directory)}/*.jsonl | head -n 1)`
  return {kind: 'run', id, script: `${first}\n${ledger}\n${under} ${command} && echo post: 0 || echo post: $?\n`}
}

const node = ({action}: LooseMachine, phase: string): string =>
  `${quoteWord(process.execPath)} ${quoteWord(join(action, 'dist', `${phase}.js`))}`
