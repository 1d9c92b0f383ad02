import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import {takeLock, type Lock} from '../../src/host/lock.ts'
import type {ProcessIdentity} from '../../src/plan/intent.ts'
import {millis} from '../../src/units.ts'
import {startChild} from '../support/child.ts'
import {ManualClock} from '../support/manual-clock.ts'
import {realHost} from '../support/real-host.ts'
import {scratch} from '../support/scratch.ts'

const host = realHost()

async function take(path: string, budget = 0): Promise<Lock> {
  const taken = await takeLock(path, host, millis(budget))
  if ('heldBy' in taken) throw new Error(`held by ${taken.heldBy.pid}`)
  return taken
}

/** A lock as a process leaves it that dies as its holder. */
async function leaveLock(path: string, self: ProcessIdentity): Promise<void> {
  const taken = await takeLock(path, {...host, processes: {...host.processes, self}}, millis(0))
  expect(taken).not.toHaveProperty('heldBy')
}

describe('a lock', () => {
  test('is had by one at a time, who is known, and leaves nothing behind', async () => {
    using place = scratch()
    const path = place.path('a.lock')
    const lock = await take(path)
    expect(await takeLock(path, host, millis(0))).toEqual({heldBy: host.processes.self})
    lock.release()
    expect(readdirSync(place.directory)).toEqual([])
    lock.release()
    ;(await take(path)).release()
    expect(readdirSync(place.directory)).toEqual([])
  })

  test('is waited for, no longer than the budget', async () => {
    using place = scratch()
    const clock = new ManualClock()
    const lock = await take(place.path('a.lock'))
    const waiting = [70_000, 200_000].map((budget) => takeLock(place.path('a.lock'), {...host, clock}, millis(budget)))
    await clock.advance(80_000)
    expect(await waiting[0]).toEqual({heldBy: host.processes.self})
    lock.release()
    await clock.advance(60)
    expect(await waiting[1]).not.toHaveProperty('heldBy')
    expect(clock.pending).toBe(0)
  })

  test('of a holder in another PID namespace is held', async () => {
    using place = scratch()
    const holder = {...host.processes.self, pid: 4_194_303, pidNamespace: 'pid:[1]'}
    await leaveLock(place.path('a.lock'), holder)
    expect(await takeLock(place.path('a.lock'), host, millis(0))).toEqual({heldBy: holder})
  })

  test('of a dead holder is taken over, whatever the reason to call it dead', async () => {
    using place = scratch()
    const {self} = host.processes
    const dead: readonly ProcessIdentity[] = [
      {...self, startTicks: self.startTicks + 1}, // the pid was reused: another process has it by now
      {...self, bootId: 'before the reboot'},
      {...self, pid: 4_194_303},
    ]
    for (const [index, one] of dead.entries()) {
      const path = place.path(`${index}.lock`)
      await leaveLock(path, one)
      const lock = await take(path)
      expect(await takeLock(path, host, millis(0))).toEqual({heldBy: self})
      lock.release()
    }
    expect(readdirSync(place.directory)).toEqual([])
  })

  test('passes through many dead hands', async () => {
    using place = scratch()
    const path = place.path('a.lock')
    for (let startTicks = 0; startTicks < 5; startTicks += 1)
      await leaveLock(path, {...host.processes.self, startTicks})
    ;(await take(path)).release()
    expect(readdirSync(place.directory)).toEqual([])
  })

  test.each(['', '{', 'null', '7', '{"pid":"x"}', '[]'])('that says %j is nobody’s', async (text) => {
    using place = scratch()
    writeFileSync(place.path('a.lock'), text)
    const lock = await take(place.path('a.lock'))
    expect(await takeLock(place.path('a.lock'), host, millis(0))).toEqual({heldBy: host.processes.self})
    lock.release()
    expect(readdirSync(place.directory)).toEqual([])
  })

  test('is nobody’s where something else has its name', async () => {
    using place = scratch()
    mkdirSync(place.path('a.lock'))
    const lock = await take(place.path('a.lock'))
    expect(await takeLock(place.path('a.lock'), host, millis(0))).toEqual({heldBy: host.processes.self})
    lock.release()
    expect(readdirSync(place.directory)).toEqual([])
  })

  test('cannot be taken where nothing can be written, which is said', async () => {
    await expect(takeLock('/proc/a.lock', host, millis(1000))).rejects.toThrow(/ENOENT|EACCES/)
    await expect(takeLock('/nonexistent/a.lock', host, millis(1000))).rejects.toThrow(/ENOENT/)
  })

  test('is not released by one who has lost it', async () => {
    using place = scratch()
    const path = place.path('a.lock')
    const {self} = host.processes
    const other: ProcessIdentity = {...self, startTicks: 1}
    const mistaken = await takeLock(path, {...host, processes: {...host.processes, self: other}}, millis(0))
    const lock = await take(path) // believes the other one dead
    if ('release' in mistaken) mistaken.release()
    expect(await takeLock(path, host, millis(0))).toEqual({heldBy: self})
    lock.release()
    expect(readdirSync(place.directory)).toEqual([])
  })

  test('of a process that is killed is free at once', async () => {
    using place = scratch()
    const child = startChild('hold', [place.path('a.lock')])
    while (child.stdout() === '') await sleep(10)
    expect(await takeLock(place.path('a.lock'), host, millis(0))).toMatchObject({heldBy: {pid: child.pid}})
    child.process.kill('SIGKILL')
    await child.over
    ;(await take(place.path('a.lock'))).release()
    expect(readdirSync(place.directory)).toEqual([])
  })

  test('is never had by two, though four fight for it and one in three dies as its holder', async () => {
    using place = scratch()
    const path = place.path('a.lock')
    const children = Array.from({length: 4}, () => startChild('contend', [path, '2']))
    const results = await Promise.all(children.map(({over}) => over))
    const said = results.map(({stdout, stderr}) => {
      expect(stderr).toBe('')
      return JSON.parse(stdout) as {readonly held: number; readonly shared: number; readonly starved: number}
    })
    expect(said.map(({shared, starved}) => ({shared, starved}))).toEqual(Array(4).fill({shared: 0, starved: 0}))
    expect(said.reduce((sum, {held}) => sum + held, 0)).toBeGreaterThan(100)
    await leaveNothing(path)
  })

  async function leaveNothing(path: string): Promise<void> {
    // The last one may have died as its holder
    ;(await take(path)).release()
    const left = readdirSync(path.replace(/a\.lock$/, '')).filter((name) => !name.includes('-grave-'))
    expect(left).toEqual([])
  }
})

test('a draft of a process that was killed while it took the lock goes with the next holder', async () => {
  using place = scratch()
  const path = place.path('a.lock')
  const own = `${path}.draft.${process.pid}.0badcafe0badcafe`
  for (const name of [`${path}.draft.4194303.0badcafe0badcafe`, own]) writeFileSync(name, '')
  ;(await take(path)).release()
  expect(existsSync(`${path}.draft.4194303.0badcafe0badcafe`)).toBe(false)
  expect(readFileSync(own, 'utf8')).toBe('') // a living process may be about to use its own
})
