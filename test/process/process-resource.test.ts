import {readFileSync, writeFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Host} from '../../src/host/host.ts'
import type {HeldOf, ProcessIdentity} from '../../src/plan/intent.ts'
import {processResource} from '../../src/resources/process.ts'
import {millis, resourceId, tagOf, type VmId} from '../../src/units.ts'
import {Bystanders, endOf, identityOf, untilState} from '../support/bystanders.ts'
import {nobody, runChild} from '../support/child.ts'
import {deadProcess, qemuIntent} from '../support/ledger-entries.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

const host = realHost()
const stateOf = (one: ProcessIdentity): string => host.processes.state(one)
const qemuOf = (vm: VmId, evidence?: ProcessIdentity, pidFile?: string): HeldOf<'process'> => ({
  ...qemuIntent(vm, pidFile),
  ...(evidence === undefined ? {} : {evidence}),
})
const helperOf = (vm: VmId, evidence?: ProcessIdentity): HeldOf<'process'> => ({
  id: resourceId('ssh master'),
  kind: 'process',
  description: {tag: tagOf(vm), role: 'ssh-master'},
  ...(evidence === undefined ? {} : {evidence}),
})
const ignoring = 'import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)'
const slow = 'import os, signal, time\nsignal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.5), os._exit(7)))'

describe.concurrent('a process is released', () => {
  test('by SIGTERM, and then absent (law L2)', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    const child = await others.start({tag: tagOf(vm)})
    const held = helperOf(vm, identityOf(child, host.processes))
    expect(await processResource.verify(held, vm, host)).toMatchObject([
      {what: 'process', remedy: `kill -9 ${child.pid}`},
    ])
    expect(await processResource.release(held, vm, host)).toBe('released')
    expect(await processResource.verify(held, vm, host)).toEqual([])
    expect(await endOf(child)).toBe('SIGTERM')
    expect(await processResource.release(held, vm, host)).toBe('absent')
  })

  test('by SIGKILL when it ignores SIGTERM', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    const child = await others.start({python: ignoring})
    expect(await processResource.release(helperOf(vm, identityOf(child, host.processes)), vm, host)).toBe('released')
    expect(await endOf(child)).toBe('SIGKILL')
  })

  test('after the time it was given, in which a machine that stood still does not count', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    const child = await others.start({python: slow})
    let now = 0
    const clock = {...host.clock, now: () => millis((now += 60_000))}
    const held = helperOf(vm, identityOf(child, host.processes))
    expect(await processResource.release(held, vm, {...host, clock})).toBe('released')
    await endOf(child)
    expect(child.exitCode).toBe(7)
  })

  test('by SIGTERM also when it was stopped (V6)', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    const child = await others.start()
    child.kill('SIGSTOP')
    await untilState(child.pid, 'T')
    const identity = identityOf(child, host.processes)
    expect(stateOf(identity)).toBe('stopped')
    expect(await processResource.release(helperOf(vm, identity), vm, host)).toBe('released')
    expect(await endOf(child)).toBe('SIGTERM')
  })

  test('and gone as a zombie that nobody reaps (R10)', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    // A parent that never waits for its child
    const parent = await others.start({python: 'import os, time\nif os.fork() == 0: time.sleep(3600)'})
    const zombie = host.processes.identify(childOf(parent.pid))
    expect(zombie).toBeDefined()
    if (zombie === undefined) return
    expect(await processResource.release(helperOf(vm, zombie), vm, host)).toBe('released')
    await untilState(zombie.pid, 'Z')
    expect(stateOf(zombie)).toBe('gone')
    expect(await processResource.verify(helperOf(vm, zombie), vm, host)).toEqual([])
    expect(await processResource.release(helperOf(vm, zombie), vm, host)).toBe('absent')
  })

  test('found by its name when nobody recorded it, and so is what only carries the tag', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    const [qemu, helper, stranger] = [
      await others.start({qemuName: tagOf(vm)}),
      await others.start({tag: tagOf(vm)}),
      await others.start({tag: tagOf(someVm()), qemuName: `${tagOf(vm)}0`}),
    ]
    expect(await processResource.release(qemuOf(vm), vm, host)).toBe('released')
    expect([await endOf(qemu), helper.signalCode]).toEqual(['SIGTERM', null])
    expect(await processResource.release(helperOf(vm), vm, host)).toBe('released')
    expect([await endOf(helper), stranger.signalCode]).toEqual(['SIGTERM', null])
  })

  test('with every QEMU of its name, whatever was recorded', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    const [recorded, second] = [await others.start(), await others.start({qemuName: tagOf(vm)})]
    const held = qemuOf(vm, identityOf(recorded, host.processes))
    expect(await processResource.verify(held, vm, host)).toHaveLength(2)
    expect(await processResource.release(held, vm, host)).toBe('released')
    expect([await endOf(recorded), await endOf(second)]).toEqual(['SIGTERM', 'SIGTERM'])
  })
})

describe.concurrent('a process is left alone (law L9)', () => {
  test('that has only the pid of the recorded one', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    const decoy = await others.start()
    const identity = identityOf(decoy, host.processes)
    for (const other of [
      {...identity, startTicks: identity.startTicks - 1},
      {...identity, bootId: 'before'},
    ]) {
      expect(stateOf(other)).toBe('gone')
      expect(host.processes.signal(other, 'SIGKILL')).toBe('gone')
      expect(await processResource.release(helperOf(vm, other), vm, host)).toBe('absent')
      expect(await processResource.verify(helperOf(vm, other), vm, host)).toEqual([])
    }
    expect(stateOf(identity)).toBe('running')
  })

  test('that got the pid between the look and the signal', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    const decoy = await others.start()
    const stale = {...identityOf(decoy, host.processes), startTicks: 1}
    // The look still finds the old one alive; the signal must look again
    const late: Host = {...host, processes: {...host.processes, state: (one) => (one === stale ? 'running' : 'gone')}}
    await processResource.release(helperOf(vm, stale), vm, late)
    expect(stateOf(identityOf(decoy, host.processes))).toBe('running')
  })

  test('that is this process, which carries the tag too', async () => {
    const vm = someVm()
    expect(host.processes.find(tagOf(vm))).toEqual([])
    expect(await processResource.release(helperOf(vm), vm, host)).toBe('absent')
  })

  test('that may not be signalled; it is alive, and told of (L8: EPERM is alive)', async () => {
    await using others = new Bystanders()
    const vm = someVm()
    const theirs = await others.start()
    const identity = identityOf(theirs, host.processes)
    const {stdout, stderr} = await runChild('release-process', [`${identity.pid}`, vm], {uid: nobody})
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({
      ...{sent: 'denied', state: 'running', outcome: 'released'},
      left: [
        {
          what: 'process',
          where: expect.stringContaining(`pid ${identity.pid}`) as unknown,
          remedy: `kill -9 ${identity.pid}`,
        },
      ],
    })
    expect(stateOf(identity)).toBe('running')
  })
})

describe.concurrent('the lock on the pidfile (V9, V11)', () => {
  const locking = (path: string, kind: string): string => `
import fcntl, struct
f = open(${JSON.stringify(path)}, 'r+')
${kind}`
  const posix = 'fcntl.lockf(f, fcntl.LOCK_EX)'
  const openFile = "fcntl.fcntl(f, 37, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 0, 0, 0))"

  test('tells that QEMU is not gone, even if nothing else does', async () => {
    using place = scratch()
    await using others = new Bystanders()
    const vm = someVm()
    const pidFile = place.path('qemu.pid')
    writeFileSync(pidFile, '')
    const held = qemuOf(vm, deadProcess, pidFile)
    expect(await processResource.verify(held, vm, host)).toEqual([])
    const holder = await others.start({python: locking(pidFile, posix)})
    expect(await processResource.verify(held, vm, host)).toMatchObject([
      {what: 'lock', remedy: `kill -9 ${holder.pid}`},
    ])
  })

  test('of an open file has no pid, and the remedy kills nobody', async () => {
    using place = scratch()
    await using others = new Bystanders()
    const vm = someVm()
    const pidFile = place.path('qemu.pid')
    writeFileSync(pidFile, '')
    await others.start({python: locking(pidFile, openFile)})
    const [leftover] = await processResource.verify(qemuOf(vm, deadProcess, pidFile), vm, host)
    expect(leftover).toMatchObject({what: 'lock'})
    expect(leftover?.remedy).not.toMatch(/kill/)
  })
})

/** The one child of a process. */
const childOf = (pid = 0): number => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'))
