import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {bystander} from '../support/world/bystander.ts'

/** A VM of this very program that belongs to a job that lives: nobody but that job may touch it. */
const neighborTag = 'qemu-vm-5afe5afe'

/** What must survive whatever is done to our own VM. */
export interface Onlookers extends AsyncDisposable {
  alive(): boolean
  /** Puts the files of the neighbor's VM into a state directory; comparing the world tells whether they survive. */
  moveInto(stateDirectory: string): void
}

/** A stranger's real QEMU and sleep, and a process of another VM of ours, by its tag. */
export async function onlookers(): Promise<Onlookers> {
  const strangers = await bystander()
  const env = {PATH: process.env['PATH'], QEMU_VM_TAG: neighborTag}
  const neighbor = spawn('sleep', ['3600'], {detached: true, stdio: 'ignore', env})
  await once(neighbor, 'spawn')
  const ownState = (): string => readFileSync(`/proc/${neighbor.pid ?? 0}/stat`, 'latin1').split(') ')[1]?.[0] ?? 'X'
  return {
    alive: () =>
      strangers.alive() && neighbor.exitCode === null && neighbor.signalCode === null && 'RSD'.includes(ownState()),
    moveInto(stateDirectory) {
      const run = join(stateDirectory, neighborTag)
      mkdirSync(run, {mode: 0o700})
      writeFileSync(join(run, 'overlay.qcow2'), 'precious')
      writeFileSync(join(stateDirectory, `${neighborTag}.jsonl`), '')
    },
    async [Symbol.asyncDispose]() {
      await strangers[Symbol.asyncDispose]()
      if (neighbor.exitCode !== null || neighbor.signalCode !== null) return
      const exited = once(neighbor, 'exit')
      neighbor.kill('SIGKILL')
      await exited
    },
  }
}
