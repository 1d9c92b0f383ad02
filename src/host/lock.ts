import * as fs from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {digestOf, randomHex} from './digest.ts'
import type {Clock, Processes} from './host.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import {millis, type Millis} from '../units.ts'

/** How often a lock that is held is looked at again. */
const pause = millis(50)

export interface Lock {
  release(): void
}

type LockHost = {readonly clock: Clock; readonly processes: Pick<Processes, 'self' | 'state'>}

/**
 * Takes the lock at `path`, waiting at most `budget` while a living process holds it. A lock whose holder is dead is
 * taken over: by identity, never by age.
 *
 * A lock is a chain of files, and who is written in the last one holds it. No file of it is ever renamed or replaced,
 * for between a look at it and the deed it may have become another's. Who finds the last holder dead adds a file under
 * the one name that follows from that very file, and the kernel's link() lets only one do so.
 * @returns the lock, or who holds it. @throws when the directory cannot be written to.
 */
export async function takeLock(
  path: string,
  host: LockHost,
  budget: Millis,
): Promise<Lock | {readonly heldBy: ProcessIdentity}> {
  const deadline = host.clock.now() + budget
  for (;;) {
    const last = chainOf(path).at(-1)
    if (last?.holder === undefined || host.processes.state(last.holder) === 'gone') {
      const own = tryAdd(path, last?.next ?? path, host.processes.self)
      if (own === undefined) continue // another was quicker, and is seen at the next look
      removeStale(path, host)
      return {
        release: () => {
          release(path, own)
        },
      }
    }
    if (host.clock.now() >= deadline) return {heldBy: last.holder}
    await host.clock.sleep(pause)
  }
}

/** Who is written in the lock at `path`, alive or not; undefined when there is none. */
export const lockHolder = (path: string): ProcessIdentity | undefined => chainOf(path).at(-1)?.holder

/** One file of the chain. */
interface Part {
  readonly path: string
  readonly text: string
  readonly holder: ProcessIdentity | undefined
  /** The name of the one that follows, if there is one. */
  readonly next: string
}

function chainOf(head: string): readonly Part[] {
  const chain: Part[] = []
  for (let part = readPart(head, head); part !== undefined; part = readPart(head, part.next)) chain.push(part)
  return chain
}

function readPart(head: string, path: string): Part | undefined {
  const text = readText(path)
  if (text === undefined) return undefined
  const name = digestOf(`${path}\0${text}`).slice(0, 16)
  return {path, text, holder: holderOf(text), next: `${head}.after.${name}`}
}

/** Undefined where there is nothing. What cannot be read is there all the same, and nobody's. */
function readText(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : ''
  }
}

/** Undefined for what we have not written, or what a crash of the machine has left of it: nobody's. */
function holderOf(text: string): ProcessIdentity | undefined {
  try {
    const {pid, startTicks, bootId, pidNamespace} = JSON.parse(text) as Partial<ProcessIdentity>
    if (pid === undefined || startTicks === undefined || bootId === undefined) return undefined
    return {pid, startTicks, bootId, ...(pidNamespace === undefined ? {} : {pidNamespace})}
  } catch {
    return undefined
  }
}

/** Adds a file to the chain, whole or not at all: it is written under another name and linked. @returns its text. */
function tryAdd(head: string, path: string, self: ProcessIdentity): string | undefined {
  const nonce = randomHex(8)
  const text = JSON.stringify({...self, nonce})
  const draft = `${head}.draft.${process.pid}.${nonce}`
  try {
    fs.writeFileSync(draft, text, {mode: 0o600, flag: 'wx'})
    fs.linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  } finally {
    fs.rmSync(draft, {force: true})
  }
  if (chainOf(head).at(-1)?.text === text) return text
  // Since our look the chain was released as a whole: this is the end of none
  fs.rmSync(path, {force: true})
  return undefined
}

/** The first file goes first: from then on no other of them is found. */
function release(head: string, own: string): void {
  const chain = chainOf(head)
  if (chain.at(-1)?.text !== own) return
  try {
    for (const {path} of chain) fs.rmSync(path, {force: true, recursive: true})
  } catch {
    // The disk takes no changes any more: it is free when this process is gone
  }
}

/** What processes left behind that were killed while they took or released the lock. */
function removeStale(head: string, {processes}: LockHost): void {
  const inUse = new Set(chainOf(head).map(({path}) => path))
  const ours = /^\.(draft\.\d+|after)\.[0-9a-f]{16}$/
  const isOurs = (name: string): boolean =>
    name.startsWith(basename(head)) && ours.test(name.slice(basename(head).length))
  const names = fs.readdirSync(dirname(head)).filter(isOurs)
  for (const path of names.map((name) => join(dirname(head), name)).filter((one) => !inUse.has(one))) {
    const holder = readPart(head, path)?.holder
    const pid = /\.draft\.(\d+)\./.exec(path)?.[1]
    // A draft is empty for a moment: its name tells whose it is
    const isLeft = holder === undefined ? !fs.existsSync(`/proc/${pid ?? 'none'}`) : processes.state(holder) === 'gone'
    if (isLeft) fs.rmSync(path, {force: true})
  }
}
