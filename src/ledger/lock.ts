import {randomBytes} from 'node:crypto'
import * as fs from 'node:fs'
import type {Clock, Processes} from '../host/host.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import {millis, type Millis} from '../units.ts'

/** How often a lock that is held is looked at again. */
const pause = millis(50)

export interface Lock {
  release(): void
}

/**
 * Takes the lock at `path`, waiting at most `budget` while a living process holds it. A lock whose holder is dead is
 * taken over: by identity, never by age.
 * @returns the lock, or who holds it.
 */
export async function takeLock(
  path: string,
  host: {readonly clock: Clock; readonly processes: Processes},
  budget: Millis,
): Promise<Lock | {readonly heldBy: ProcessIdentity}> {
  const deadline = host.clock.now() + budget
  for (;;) {
    if (tryTake(path, host.processes.self))
      return {
        release: () => {
          release(path, host.processes.self)
        },
      }
    const holder = readHolder(path)
    if (holder === undefined || host.processes.state(holder) === 'gone') {
      setAside(path, holder)
    } else if (host.clock.now() >= deadline) {
      return {heldBy: holder}
    } else {
      await host.clock.sleep(pause)
    }
  }
}

/** The lock appears whole or not at all: it is written under another name and linked. */
function tryTake(path: string, self: ProcessIdentity): boolean {
  const draft = draftOf(path)
  fs.writeFileSync(draft, JSON.stringify(self), {mode: 0o600, flag: 'wx'})
  try {
    fs.linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    fs.rmSync(draft, {force: true})
  }
}

function readHolder(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8')) as ProcessIdentity
  } catch {
    return undefined // gone meanwhile, or no lock of ours: both are no holder
  }
}

/** Of two processes that want to take over, only the one whose rename meets the dead holder's lock removes it. */
function setAside(path: string, dead: ProcessIdentity | undefined): void {
  const aside = draftOf(path)
  try {
    fs.renameSync(path, aside)
  } catch {
    return // another was quicker
  }
  const taken = readHolder(aside)
  const isLiving = taken !== undefined && JSON.stringify(taken) !== JSON.stringify(dead)
  // It was replaced by a living holder's lock between our look and our rename: give it back
  if (isLiving) tryLink(aside, path)
  fs.rmSync(aside, {force: true})
}

function tryLink(from: string, to: string): void {
  try {
    fs.linkSync(from, to)
  } catch {
    // a third process holds it by now; its holder will find out when it releases
  }
}

function release(path: string, self: ProcessIdentity): void {
  if (JSON.stringify(readHolder(path)) === JSON.stringify(self)) fs.rmSync(path, {force: true})
}

const draftOf = (path: string): string => `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
