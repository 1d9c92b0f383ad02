import {spawnSync} from 'node:child_process'
import * as fs from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import {tagVariable} from '../../src/host/processes.ts'
import type {SpawnedProcess} from '../../src/host/host.ts'
import {tagOf} from '../../src/units.ts'
import {Bystanders, endOf, identityOf} from '../support/bystanders.ts'
import {startChild} from '../support/child.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

const {processes} = realHost({MARK: 'from the host'})
const pidsOf = (found: readonly {readonly pid: number}[]): readonly number[] => found.map(({pid}) => pid).sort()

describe('finding', () => {
  test('by environment and by name, living ones, by the whole tag', async () => {
    await using others = new Bystanders()
    const tag = tagOf(someVm())
    const tagged = await others.start({tag})
    const named = await others.start({qemuName: tag})
    await others.start({tag: `${tag}0`, qemuName: `${tag}0`})
    await others.start({tag: tag.slice(0, -1), qemuName: tag.slice(0, -1)})
    await others.start({tag: `x${tag}`})
    expect(pidsOf(processes.find(tag))).toEqual([tagged.pid, named.pid].sort())
    expect(pidsOf(processes.findQemu(tag))).toEqual([named.pid])
    expect(processes.find(tag)[0]).toEqual(identityOf(tagged, processes))
    named.kill('SIGKILL')
    await endOf(named)
    expect(processes.findQemu(tag)).toEqual([])
  })

  test('children of what is tagged, also when their parent is gone', async () => {
    await using others = new Bystanders()
    const tag = tagOf(someVm())
    const parent = await others.start({tag, python: 'import os, time\nif os.fork() == 0: time.sleep(3600)'})
    expect(processes.find(tag)).toHaveLength(2)
    parent.kill('SIGKILL')
    await endOf(parent)
    const [orphan] = processes.find(tag)
    expect(processes.find(tag)).toHaveLength(1)
    if (orphan !== undefined) processes.signal(orphan, 'SIGKILL')
    while (processes.find(tag).length > 0) await sleep(5)
  })

  test('not this process, and not one that only speaks of the tag', async () => {
    await using others = new Bystanders()
    const tag = tagOf(someVm())
    await others.start({python: `text = '${tagVariable}=${tag} -name guest=${tag}'`})
    expect(processes.find(tag)).toEqual([])
    const child = startChild('find-self', [tag])
    expect(await child.over).toMatchObject({stdout: '[]', stderr: ''})
  })
})

describe('a process', () => {
  test('is identified, described, and gone when it is', async () => {
    await using others = new Bystanders()
    const child = await others.start()
    const identity = identityOf(child, processes)
    expect(processes.identify(child.pid ?? 0)).toEqual(identity)
    expect(identity.bootId).toBe(fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
    expect(processes.describe(identity)).toMatch(
      new RegExp(`^python3\\S* \\(pid ${child.pid}\\), threads: ${child.pid} [SR]`),
    )
    child.kill('SIGKILL')
    await endOf(child)
    expect(processes.state(identity)).toBe('gone')
    expect(processes.identify(child.pid ?? 0)).toBeUndefined()
    expect(processes.signal(identity, 'SIGTERM')).toBe('gone')
    expect(processes.describe(identity)).toBe(`process (pid ${child.pid}), threads: none`)
  })

  test('of another PID namespace is neither alive nor gone, and is sent nothing', async () => {
    await using others = new Bystanders()
    const child = await others.start()
    const identity = identityOf(child, processes)
    expect(identity.pidNamespace).toBe(fs.readlinkSync('/proc/self/ns/pid'))
    const elsewhere = {...identity, pidNamespace: 'pid:[1]'}
    expect(processes.state(elsewhere)).toBe('unseen')
    expect(processes.state({...elsewhere, bootId: 'before the reboot'})).toBe('gone')
    expect(processes.signal(elsewhere, 'SIGKILL')).toBe('gone')
    expect(processes.state(identity)).toBe('running')
  })

  test('whose name holds spaces, parentheses and newlines is read right', async () => {
    await using others = new Bystanders()
    const child = await others.start({python: "open('/proc/self/comm', 'w').write('a) R 1 (\\nb')"})
    const before = identityOf(child, processes)
    expect(processes.state(before)).toBe('running')
    expect(before.startTicks).toBeGreaterThan(0)
    expect(processes.describe(before)).toContain('a) R 1 (')
  })

  test('whose first thread has ended, but not the second, is not gone (V11)', async () => {
    await using others = new Bystanders()
    const child = await others.start({
      python: [
        'import ctypes, threading, time',
        'threading.Thread(target=lambda: time.sleep(3600)).start()',
        "print('up', flush=True)",
        'ctypes.CDLL(None).syscall(60, 0)', // exit(2) of this thread alone
      ].join('\n'),
    })
    const identity = identityOf(child, processes)
    while (fs.readFileSync(`/proc/${identity.pid}/stat`, 'utf8').split(' ')[2] !== 'Z') await sleep(5)
    expect(processes.state(identity)).toBe('running')
    expect(processes.signal(identity, 'SIGKILL')).toBe('sent')
    while (processes.state(identity) !== 'gone') await sleep(5)
  })

  test('has ancestors by name, the nearest one; this one is none of them', async () => {
    const child = startChild('ancestor', ['ancestor-name'])
    expect(await child.over).toMatchObject({stderr: '', stdout: JSON.stringify(true)})
    expect(processes.ancestor('no such name')).toBeUndefined()
  })
})

describe('spawn', () => {
  const spawned = async (
    words: readonly [string, ...string[]],
    log: string,
    tag = 'a tag',
  ): Promise<SpawnedProcess> => {
    const made = await processes.spawn(words, {log, tag})
    return made
  }

  test('gives a process of its own session, with files for stdio and the tag in its environment', async () => {
    using place = scratch()
    const log = place.path('log')
    const {identity, exited} = await spawned(['/bin/sh', '-c', 'echo out; echo err >&2; read x; sleep 60; :'], log)
    try {
      const link = (fd: number): string => fs.readlinkSync(`/proc/${identity.pid}/fd/${fd}`)
      expect([link(0), link(1), link(2)]).toEqual(['/dev/null', log, log])
      const [, , group, session] = fs
        .readFileSync(`/proc/${identity.pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      expect([Number(group), Number(session)]).toEqual([identity.pid, identity.pid])
      expect(fs.readlinkSync(`/proc/${identity.pid}/cwd`)).toBe('/')
      const env = fs.readFileSync(`/proc/${identity.pid}/environ`, 'utf8').split('\0')
      expect(env).toContain('MARK=from the host')
      expect(env).toContain(`${tagVariable}=a tag`)
      expect(env.some((one) => one.startsWith('VITEST'))).toBe(false)
      expect(fs.statSync(log).mode & 0o777).toBe(0o600)
      while (fs.readFileSync(log, 'utf8') !== 'out\nerr\n') await sleep(5)
    } finally {
      processes.signal(identity, 'SIGKILL')
    }
    expect(await exited).toEqual({signal: 'SIGKILL'})
    for (const one of processes.find('a tag')) processes.signal(one, 'SIGKILL')
  })

  test('adds to the log, and tells the status', async () => {
    using place = scratch()
    fs.writeFileSync(place.path('log'), 'before\n')
    const {identity, exited} = await spawned(['/bin/sh', '-c', 'echo after; exit 7'], place.path('log'))
    expect(await exited).toEqual({code: 7})
    expect(processes.state(identity)).toBe('gone')
    expect(fs.readFileSync(place.path('log'), 'utf8')).toBe('before\nafter\n')
  })

  test('of one that ends at once still has an identity', async () => {
    using place = scratch()
    for (let turn = 0; turn < 20; turn += 1) {
      const {identity, exited} = await spawned(['/bin/true'], place.path('log'))
      expect(identity.startTicks).toBeGreaterThan(0)
      expect(await exited).toEqual({code: 0})
    }
  })

  test.each(['/nonexistent/program', 'no-such-program', '/etc/passwd', '/'])(
    'of %s says that there is none',
    async (program) => {
      using place = scratch()
      await expect(spawned([program], place.path('log'))).rejects.toMatchObject({
        ...{code: 'missing-program', message: `${program} could not be started.`},
        cause: expect.anything() as unknown,
      })
    },
  )

  test('with a log that cannot be made starts nothing', async () => {
    const tag = tagOf(someVm())
    await expect(spawned(['/bin/sleep', '60'], '/nonexistent/log', tag)).rejects.toThrow()
    expect(processes.find(tag)).toEqual([])
  })
})

describe('locks of the kernel', () => {
  test('on a file: by fcntl with the pid, by flock too, none when they are gone', async () => {
    using place = scratch()
    await using others = new Bystanders()
    const path = place.path('file')
    fs.writeFileSync(path, '')
    fs.writeFileSync(place.path('other'), '')
    const locksOf = (name: string): readonly number[] => processes.locksOn(fs.statSync(place.path(name)))
    const lock = (call: string): string => `import fcntl\nf = open(${JSON.stringify(path)}, 'r+')\nfcntl.${call}`
    const posix = await others.start({python: lock('lockf(f, fcntl.LOCK_EX)')})
    expect(locksOf('file')).toEqual([posix.pid])
    expect(locksOf('other')).toEqual([])
    const bsd = await others.start({python: lock('flock(f, fcntl.LOCK_EX)')})
    expect(pidsOf(locksOf('file').map((pid) => ({pid})))).toEqual([posix.pid, bsd.pid].sort())
    for (const child of [posix, bsd]) child.kill('SIGKILL')
    for (const child of [posix, bsd]) await endOf(child)
    expect(locksOf('file')).toEqual([])
  })

  test('are those of a real QEMU on its pidfile', async () => {
    using place = scratch()
    const pidFile = place.path('qemu.pid')
    const words = ['-machine', 'none', '-display', 'none', '-nodefaults', '-pidfile', pidFile] as const
    const {identity, exited} = await processes.spawn(['qemu-system-x86_64', ...words], {
      log: place.path('log'),
      tag: 'x',
    })
    try {
      while (!fs.existsSync(pidFile) || fs.readFileSync(pidFile, 'utf8') === '') await sleep(10)
      expect(processes.locksOn(fs.statSync(pidFile))).toEqual([identity.pid])
      expect(spawnSync('kill', ['-0', String(identity.pid)]).status).toBe(0)
    } finally {
      processes.signal(identity, 'SIGKILL')
      await exited
    }
    expect(processes.locksOn(fs.statSync(pidFile))).toEqual([])
  })
})
