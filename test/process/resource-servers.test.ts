import {spawn} from 'node:child_process'
import * as fs from 'node:fs'
import {beforeAll, describe, expect, test} from 'vitest'
import type {HeldOf, ProcessIdentity, ProcessRole} from '../../src/plan/intent.ts'
import {findVirtiofsd} from '../../src/host/platform.ts'
import {processResource} from '../../src/resources/process.ts'
import {makeServer} from '../../src/resources/server-process.ts'
import {resourceId, tagOf, type VmId} from '../../src/units.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'
import {bystander} from '../support/world/bystander.ts'
import {expectSameWorld, lookAtWorld} from '../support/world/world.ts'

const host = realHost()
const release = (...words: Parameters<typeof processResource.release>) => processResource.release(...words)
const verify = (...words: Parameters<typeof processResource.verify>) => processResource.verify(...words)
type Server = 'swtpm' | 'virtiofsd'

const virtiofsd = findVirtiofsd(host)

beforeAll(() => {
  if (host.commands.which('swtpm') === undefined) throw new Error('This test needs swtpm: apt-get install -y swtpm')
  if (virtiofsd === undefined)
    throw new Error('This test needs virtiofsd: apt-get install -y virtiofsd, or qemu-system-common')
})

function stage() {
  const place = scratch()
  const vm = someVm()
  const run = place.path(tagOf(vm))
  fs.mkdirSync(run)
  return {
    vm,
    run,
    socket: `${run}/server.sock`,
    log: `${run}/server.log`,
    place,
    [Symbol.dispose]: () => {
      place[Symbol.dispose]()
    },
  }
}
type Stage = ReturnType<typeof stage>

function argvOf(role: Server, {run, socket}: Stage): [string, ...string[]] {
  if (role === 'virtiofsd') return [virtiofsd ?? '', `--socket-path=${socket}`, '-o', `source=${run}`]
  return [
    'swtpm',
    'socket',
    '--tpm2',
    '--tpmstate',
    `dir=${run}`,
    '--ctrl',
    `type=unixio,path=${socket}`,
    '--terminate',
  ]
}

const make = (role: Server, here: Stage): Promise<ProcessIdentity> =>
  makeServer(argvOf(role, here), here, here.vm, host)
const held = (role: ProcessRole, vm: VmId, evidence?: ProcessIdentity): HeldOf<'process'> => ({
  ...{id: resourceId(role), kind: 'process', description: {tag: tagOf(vm), role}},
  ...(evidence === undefined ? {} : {evidence}),
})

describe.each(['swtpm', 'virtiofsd'] as const)('%s', (role) => {
  test.each(['with', 'without'])('that QEMU never used is given its time and goes, %s evidence', async (kind) => {
    using here = stage()
    await using stranger = await bystander()
    const scope = {roots: [], tags: [tagOf(here.vm)]}
    const before = lookAtWorld(scope)
    const evidence = await make(role, here)
    const one = kind === 'with' ? held(role, here.vm, evidence) : held(role, here.vm)
    expect((await verify(one, here.vm, host)).length).toBeGreaterThan(0)
    const began = performance.now()
    expect(await release(one, here.vm, host)).toBe('released')
    expect(performance.now() - began).toBeGreaterThan(1900)
    expect(performance.now() - began).toBeLessThan(6500)
    expect(await verify(one, here.vm, host)).toEqual([])
    expect(await release(one, here.vm, host)).toBe('absent')
    expect(stranger.alive()).toBe(true)
    fs.rmSync(here.run, {recursive: true})
    await expectSameWorld(before, scope)
  })

  test('that is stopped by a signal goes', async () => {
    using here = stage()
    const evidence = await make(role, here)
    process.kill(evidence.pid, 'SIGSTOP')
    const one = held(role, here.vm, evidence)
    expect(await release(one, here.vm, host)).toBe('released')
    expect(await verify(one, here.vm, host)).toEqual([])
  })

  test("without evidence is not another process of the VM, nor another VM's", async () => {
    using here = stage()
    using there = stage()
    const other = await make(role, there)
    const sleeper = await host.processes.spawn(['sleep', '60'], {log: here.log, tag: tagOf(here.vm)})
    expect(await release(held(role, here.vm), here.vm, host)).toBe('absent')
    expect([other, sleeper.identity].map((one) => host.processes.state(one))).toEqual(['running', 'running'])
    host.processes.signal(sleeper.identity, 'SIGKILL')
    expect(await release(held(role, there.vm, other), there.vm, host)).toBe('released')
    expect(await verify(held(role, there.vm, other), there.vm, host)).toEqual([])
  })

  test('that cannot start says why', async () => {
    using here = stage()
    fs.mkdirSync(here.socket)
    await expect(make(role, here)).rejects.toThrow(new RegExp(`${role} ended with status \\d+\\. It said: `))
  })
})

/** As virtiofsd in Rust does without newuidmap, or where AppArmor forbids its sandbox. */
test.each([
  [
    'ends when its socket is there already',
    'setTimeout(() => { console.log("no sandbox"); process.exit(1) }, 300)',
    false,
  ],
  ['serves, and says so', 'setTimeout(() => console.log("serving"), 300); setTimeout(() => {}, 60_000)', true],
])('a server that %s', async (_, script, serves) => {
  using here = stage()
  const argv = [
    process.execPath,
    '-e',
    `require('node:net').createServer().listen('${here.socket}'); ${script}`,
  ] as const
  const made = makeServer([...argv], {...here, says: 'serving'}, here.vm, host)
  if (!serves) {
    await expect(made).rejects.toThrow('ended with status 1. It said: no sandbox')
    return
  }
  const identity = await made
  expect(fs.readFileSync(here.log, 'utf8')).toBe('serving\n')
  host.processes.signal(identity, 'SIGKILL')
})

test('a swtpm that ends with its QEMU is not signalled', async () => {
  using here = stage()
  const evidence = await make('swtpm', here)
  const tpm = [
    '-chardev',
    `socket,id=c,path=${here.socket}`,
    '-tpmdev',
    'emulator,id=t,chardev=c',
    '-device',
    'tpm-tis,tpmdev=t',
  ]
  const qemu = spawn(
    'qemu-system-x86_64',
    ['-nodefaults', '-display', 'none', '-S', '-m', '16', '-monitor', 'stdio', ...tpm],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  await new Promise((resolve) => qemu.stdout.once('data', resolve))
  const ended = host.processes.state(evidence)
  setTimeout(() => qemu.kill('SIGKILL'), 300)
  const signals: string[] = []
  const watched = {
    ...host,
    processes: {
      ...host.processes,
      signal: (...[one, name]: Parameters<typeof host.processes.signal>) => {
        signals.push(name)
        return host.processes.signal(one, name)
      },
    },
  }
  const one = held('swtpm', here.vm, evidence)
  expect(await release(one, here.vm, watched)).toBe('released')
  expect({ended, signals}).toEqual({ended: 'running', signals: []})
  expect(await verify(one, here.vm, host)).toEqual([])
})
