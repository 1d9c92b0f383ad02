import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {textOf} from './read.ts'

export interface Bystander {
  /** Of the QEMU and of the decoy. */
  readonly pids: readonly [qemu: number, decoy: number]
  /** Both run, and neither is stopped. */
  alive(): boolean
  [Symbol.asyncDispose](): Promise<void>
}

/** C12: a real QEMU of somebody else and a `sleep`, same user, that must survive whatever is done to our own. */
export async function bystander(): Promise<Bystander> {
  const options = {detached: true, stdio: 'ignore', env: {PATH: process.env['PATH']}} as const
  const uuid = 'b57a4de5-0000-4000-8000-000000000000'
  const words = ['-nodefaults', '-display', 'none', '-S', '-m', '16', '-name', 'guest=bystander', '-uuid', uuid]
  const children = [spawn('qemu-system-x86_64', words, options), spawn('sleep', ['3600'], options)] as const
  await Promise.all(children.map((child) => once(child, 'spawn')))
  return {
    pids: [children[0].pid ?? 0, children[1].pid ?? 0],
    alive: () => children.every(isAlive),
    async [Symbol.asyncDispose]() {
      await Promise.all(children.map(end))
    },
  }
}

function isAlive({pid, exitCode, signalCode}: ChildProcess): boolean {
  const state = /\) (\S) /.exec(textOf(`/proc/${String(pid)}/stat`))?.[1] ?? 'X'
  return exitCode === null && signalCode === null && 'RSD'.includes(state)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
