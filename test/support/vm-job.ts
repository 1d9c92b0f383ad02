import {cpSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import type {MicroGuest} from '../guest/build.ts'
import {playJob, type JobOptions, type JobResult} from './runner/play-job.ts'
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
  /** Processes, locks, ports, sockets, files, links and mounts are as before the first job. @throws with what is not. */
  expectUnchanged(): Promise<void>
}

/** Makes a machine below the directory for temporary files; disposing removes it. */
export function vmMachine(): VmMachine {
  const root = mkdtempSync(join(tmpdir(), 'qemu-vm-test-'))
  const action = actionCopy(join(root, 'action'))
  const stateDirectory = join(root, 'home', '.local', 'state', 'qemu-vm')
  // The state directory itself stays on a machine: it is no trace of a job
  mkdirSync(stateDirectory, {recursive: true, mode: 0o700})
  const roots = [stateDirectory, join(root, '_work', '_temp')]
  mkdirSync(join(root, '_work', '_temp'), {recursive: true})
  const before = lookAtWorld({roots})
  const tags = new Set<string>()
  return {
    root,
    action,
    stateDirectory,
    async play(options) {
      const job = await playJob({...options, root})
      for (const [tag] of job.log.matchAll(/qemu-vm-[0-9a-f]{8}/g)) tags.add(tag)
      return job
    },
    expectUnchanged: () => expectSameWorld(before, {roots, tags: [...tags]}),
    [Symbol.dispose]() {
      rmSync(root, {recursive: true, force: true, maxRetries: 5})
    },
  }
}
