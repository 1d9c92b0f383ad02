import {cpSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import type {MicroGuest} from '../guest/build.ts'
import {listLedgers} from '../../src/ledger/file-ledger.ts'
import type {Ledger} from '../../src/ledger/ledger.ts'
import {startJob, type JobOptions, type JobResult, type RunningJob} from './runner/play-job.ts'
import {expectSameWorld, lookAtWorld} from './world/world.ts'

const repository = resolve(import.meta.dirname, '../..')

/** A copy of the action as the runner would download it: action.yml and dist/, nothing else. @returns its directory. */
export function actionCopy(directory: string): string {
  mkdirSync(directory, {recursive: true})
  for (const name of ['action.yml', 'dist']) cpSync(join(repository, name), join(directory, name), {recursive: true})
  return directory
}

/** `with:` that boots the micro guest; `words` go to the kernel (see test/guest/README.md). */
export const microInputs = (guest: MicroGuest, words = ''): Record<string, string> => ({
  kernel: guest.kernel,
  initrd: guest.initrd,
  'kernel-args': `console=ttyS0 ${words}`.trim(),
  memory: '256M',
  accelerator: 'tcg',
})

/** A machine with a runner of its own: the directories that jobs on it share, and how they were before. */
export interface VmMachine extends Disposable {
  readonly root: string
  readonly action: string
  /** Where the ledgers are. */
  readonly stateDirectory: string
  play(options: Omit<JobOptions, 'root'>): Promise<JobResult>
  /** As play(), for a test that has something to do meanwhile. */
  start(options: Omit<JobOptions, 'root'>): RunningJob
  ledgers(): readonly Ledger[]
  /** Processes, locks, ports, sockets, files, links and mounts are as before the first job. @throws with what is not. */
  expectUnchanged(): Promise<void>
}

export interface MachineOptions {
  /** $XDG_STATE_HOME, to let two machines share a state directory as two runners of one user do. */
  readonly stateHome?: string
  /** What jobs find in their environment beside the usual. */
  readonly env?: JobOptions['env']
}

/** A line of a step's script that waits until the machine's ledger has these words. */
export const untilInLedger = ({stateDirectory}: VmMachine, words: string): string =>
  `until grep -qF '${words}' ${stateDirectory}/*.jsonl; do sleep 0.05; done\n`

/** Makes a machine below the directory for temporary files; disposing removes it. */
export function vmMachine({stateHome, env}: MachineOptions = {}): VmMachine {
  const root = mkdtempSync(join(tmpdir(), 'qemu-vm-test-'))
  const action = actionCopy(join(root, 'action'))
  const stateDirectory = join(stateHome ?? join(root, 'home', '.local', 'state'), 'qemu-vm')
  // The state directory itself stays on a machine: it is no trace of a job
  mkdirSync(stateDirectory, {recursive: true, mode: 0o700})
  const roots = [stateDirectory, join(root, '_work', '_temp')]
  mkdirSync(join(root, '_work', '_temp'), {recursive: true})
  const before = lookAtWorld({roots})
  const tags = new Set<string>()
  const start: VmMachine['start'] = (options) => {
    const own = {...env, ...(stateHome === undefined ? {} : {XDG_STATE_HOME: stateHome}), ...options.env}
    const job = startJob({...options, env: own, root})
    const result = job.result.then((done) => {
      for (const [tag] of done.log.matchAll(/qemu-vm-[0-9a-f]{8}/g)) tags.add(tag)
      return done
    })
    return {...job, result}
  }
  return {
    root,
    action,
    stateDirectory,
    play: (options) => start(options).result,
    start,
    ledgers: () => listLedgers(stateDirectory),
    expectUnchanged: () => expectSameWorld(before, {roots, tags: [...tags]}),
    [Symbol.dispose]() {
      rmSync(root, {recursive: true, force: true, maxRetries: 5})
    },
  }
}
