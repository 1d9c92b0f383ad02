import {writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {installFakeSsh} from '../crash/fake-ssh.ts'
import type {FakeBehavior} from './fake-qemu/behavior.ts'
import {installFakeQemu, type FakeQemu} from './fake-qemu/install.ts'
import type {JobOptions, JobResult, JobStep, RunStep, UsesStep} from './runner/play-job.ts'
import {vmMachine, type VmMachine} from './vm-job.ts'

/** A machine on which QEMU and ssh are fakes: a boot takes a fraction of a second, and QEMU does what it is told to. */
export interface FakeVmMachine extends VmMachine {
  readonly fake: FakeQemu
  /** The PATH with the fakes first. */
  readonly path: string
  readonly inputs: Readonly<Record<string, string>>
  /** The step `vm`, with `more` inputs. */
  use(more?: Readonly<Record<string, string>>, id?: string): UsesStep
  /** A job of the step `vm` and those after it. */
  job(
    steps?: readonly JobStep[],
    more?: Readonly<Record<string, string>>,
    options?: Partial<JobOptions>,
  ): Promise<JobResult>
}

/** Makes a machine with fakes; they greet as a server of ssh does unless `behavior` says otherwise. */
export function fakeVmMachine(behavior: FakeBehavior = {}): FakeVmMachine {
  const machine = vmMachine()
  const [ssh, kernel] = [join(machine.root, 'ssh'), join(machine.root, 'kernel')]
  const fake = installFakeQemu(join(machine.root, 'fake'), {ssh: {after: 0}, ...behavior})
  installFakeSsh(ssh)
  writeFileSync(kernel, '')
  const path = [fake.directory, ssh, process.env['PATH']].join(delimiter)
  const inputs = {
    ...{kernel, accelerator: 'tcg', ready: 'banner', memory: '64M', 'install-qemu': 'false'},
    ...{'boot-timeout': '60s', 'shutdown-timeout': '2s'},
  }
  const use = (more: Readonly<Record<string, string>> = {}, id = 'vm'): UsesStep => ({
    kind: 'uses',
    id,
    action: machine.action,
    with: {...inputs, ...more},
  })
  return {
    ...machine,
    fake,
    path,
    inputs,
    use,
    job: (steps = [], more = {}, options = {}) =>
      machine.play({steps: [use(more), ...steps], ...options, env: {PATH: path, ...options.env}}),
  }
}

/** A step's script that has the run directory of `vm` in $run, and QEMU's pid in $pid. */
export const inRun = (script: string, id = 'then'): RunStep => ({
  kind: 'run',
  id,
  script: `run='\${{ steps.vm.outputs.run-dir }}'; pid=$(cat "$run/qemu.pid")\n${script}`,
})

/** The outcome word in a stage's summary. */
export const outcomeOf = (job: JobResult, stage: 'main' | 'post' = 'post', step = 'vm'): string | undefined =>
  /Outcome `([a-z-]+)`/.exec(job.stage(step, stage).summary)?.[1]

/** The text of a stage's annotations of one level, a line break between title and message. */
export const saidIn = (job: JobResult, stage: 'main' | 'post', level: 'notice' | 'warning' | 'error'): string =>
  job
    .stage('vm', stage)
    .annotations.filter((one) => one.level === level)
    .map(({title, message}) => `${title ?? ''}\n${message}`)
    .join('\n')
