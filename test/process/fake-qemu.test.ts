import {spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {connect} from 'node:net'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import type {FakeBehavior} from '../support/fake-qemu/behavior.ts'
import {QmpClient, until} from '../support/fake-qemu/qmp-client.ts'
import {FakeStage} from '../support/fake-qemu/stage.ts'

describe('a healthy fake', () => {
  test('greets, tells status, name, uuid and port, and obeys the power button', async () => {
    using stage = new FakeStage()
    const {child, exited} = stage.start({ssh: {after: 0}})
    const qmp = await stage.client()
    expect(qmp.messages()[0]).toHaveProperty('QMP.version.qemu.major', 7)
    expect(await qmp.ask('query-status', 1)).toMatchObject({return: {status: 'running', running: true}})
    expect(await qmp.ask('query-name', 2)).toMatchObject({return: {name: 'qemu-vm-0badcafe'}})
    expect(await qmp.ask('query-uuid', 3)).toMatchObject({return: {UUID: '0badcafe-0000-8000-8000-00000badcafe'}})
    expect(await qmp.ask('nonsense', 4)).toMatchObject({error: {class: 'CommandNotFound'}})
    const table = String((await qmp.ask('human-monitor-command', 5, {'command-line': 'info usernet'}))['return'])
    // Captured from QEMU 7.2.22 and its port replaced.
    const row = /^ {2}TCP\[HOST_FORWARD\] {2,3}(?: 9|\d\d) {7}127\.0\.0\.1 +(\d+) {7}10\.0\.2\.15 {4}22 {5}0 {5}0\r\n$/m
    const ssh = connect(Number(row.exec(table)?.[1]), '127.0.0.1')
    expect(String((await once(ssh, 'data'))[0])).toBe('SSH-2.0-fake\r\n')
    ssh.destroy()
    expect(readFileSync(stage.path('qemu.pid'), 'utf8')).toBe(`${String(child.pid)}\n`)
    const pid = String(child.pid)
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('-name\0guest=qemu-vm-0badcafe,')
    expect(readFileSync(`/proc/${pid}/comm`, 'utf8')).toBe('fakeguest\n')
    await qmp.ask('system_powerdown', 6)
    expect(await exited).toEqual([0, null])
    expect(qmp.events()).toEqual(['POWERDOWN', 'SHUTDOWN'])
    expect(qmp.messages().at(-1)).toMatchObject({data: {guest: true, reason: 'guest-shutdown'}})
    expect(stage.leftovers()).toEqual([])
  })

  test('ends on quit and on SIGTERM in order, and leaves all on SIGKILL', async () => {
    using stage = new FakeStage()
    const quitting = stage.start({})
    const qmp = await stage.client('stop.sock')
    expect(await qmp.ask('quit', 1)).toMatchObject({return: {}})
    expect(await quitting.exited).toEqual([0, null])
    expect(qmp.messages()).toContainEqual(expect.objectContaining({data: {guest: false, reason: 'host-qmp-quit'}}))
    expect(stage.leftovers()).toEqual([])

    const terminated = stage.start({})
    await stage.client()
    terminated.child.kill('SIGTERM')
    expect(await terminated.exited).toEqual([0, null])
    expect(stage.leftovers()).toEqual([])

    const killed = stage.start({})
    await stage.client()
    killed.child.kill('SIGKILL')
    expect(await killed.exited).toEqual([null, 'SIGKILL'])
    expect(stage.leftovers()).toEqual(['qemu.pid', 'qmp.sock', 'stop.sock'])
    const late = new QmpClient(stage.path('qmp.sock'))
    await until('refusal', () => late.ended)
    expect(late.ended).toBe('ECONNREFUSED')
  })

  test('serves one client at a time per socket, and the two sockets independently', async () => {
    using stage = new FakeStage()
    stage.start({})
    const first = await stage.client()
    const second = await stage.client('qmp.sock', false)
    await stage.client('stop.sock')
    await sleep(200)
    expect(second.text()).toBe('')
    first.socket.destroy()
    await second.sees('"QMP"')
  })

  test('paused: the press is heard when it goes on', async () => {
    using stage = new FakeStage()
    const {exited} = stage.start({}, [...stage.usual(), '-S'])
    const qmp = await stage.client()
    expect(await qmp.ask('query-status', 1)).toMatchObject({return: {status: 'prelaunch'}})
    await qmp.ask('system_powerdown', 2)
    await sleep(200)
    expect(qmp.events()).toEqual(['POWERDOWN'])
    await qmp.ask('cont', 3)
    expect(await exited).toEqual([0, null])
  })

  test('a taken port: status 1, QEMU’s words, the sockets stay and the pidfile goes (V19)', async () => {
    using stage = new FakeStage()
    const taken = stage.start({})
    const qmp = await stage.client()
    const table = await qmp.ask('human-monitor-command', 1, {'command-line': 'info usernet'})
    const port = / 127\.0\.0\.1 +(\d+)/.exec(String(table['return']))?.[1] ?? ''
    const words = ['-netdev', `user,id=n,hostfwd=tcp:127.0.0.1:${port}-:22`, '-pidfile', stage.path('other.pid')]
    const other = stage.start({}, [...words, '-chardev', `socket,id=a,path=${stage.keyed('agent.sock')},server=on`])
    expect(await other.exited).toEqual([1, null])
    expect(other.stderr()).toContain(`Could not set up host forwarding rule 'tcp:127.0.0.1:${port}-:22'`)
    expect([existsSync(stage.path('other.pid')), existsSync(stage.path('agent.sock'))]).toEqual([false, true])
    expect(taken.child.exitCode).toBe(null)
  })
})

describe('start', () => {
  test.each<[string, FakeBehavior, string[], readonly [number | null, string | null], string]>([
    ['at once', {start: {code: 3, stderr: 'boom\n'}}, [], [3, null], 'boom'],
    ['later', {timeline: [{after: 50, exit: {code: 4, stderr: 'bang\n'}}]}, [], [4, null], 'bang'],
    ['by a signal', {timeline: [{after: 50, exit: {signal: 'SIGSEGV'}}]}, [], [null, 'SIGSEGV'], ''],
    ['unknown option', {rejects: ['-action']}, ['-action', 'panic=exit'], [1, null], '-action: invalid option'],
    ['unknown value', {rejects: ['-accel hvf']}, ['-accel', 'hvf'], [1, null], '-accel: invalid option'],
    ['probe', {}, ['-device', 'isa-debug-exit,iobase=0xf4'], [33, null], ''],
    ['probe by accelerator', {probe: {kvm: {code: 1, after: 20}}}, probeWith('kvm'), [1, null], ''],
    ['probe of another', {probe: {kvm: {code: 1}}}, probeWith('tcg'), [33, null], ''],
  ])('exit %s', async (_, behavior, words, ended, stderr) => {
    using stage = new FakeStage()
    const running = stage.start(behavior, words)
    expect(await running.exited).toEqual(ended)
    await until(stderr, () => running.stderr().includes(stderr))
  })

  test('hangs: makes nothing and stays', async () => {
    using stage = new FakeStage()
    const running = stage.start({start: 'hang'})
    const probing = stage.start({start: 'hang', probe: {'*': 'hang'}}, probeWith('tcg'))
    await sleep(400)
    expect([running.child.exitCode, probing.child.exitCode, stage.leftovers()]).toEqual([null, null, []])
  })

  test('--version and the monitor on stdio', () => {
    using stage = new FakeStage()
    stage.fake.become({version: 'QEMU emulator version 4.2.0'})
    const run = (words: string[], input = ''): ReturnType<typeof spawnSync> =>
      spawnSync(join(stage.fake.directory, 'qemu-system-aarch64'), words, {input, encoding: 'utf8', timeout: 5000})
    expect(run(['--version']).stdout).toMatch(/^QEMU emulator version 4\.2\.0\n/)
    expect(run(['-machine', 'none', '-monitor', 'stdio'], 'quit\n').status).toBe(0)
  })

  test('qemu-img makes an overlay, tells its format, and misses a base', () => {
    using stage = new FakeStage()
    const image = (...words: string[]): ReturnType<typeof spawnSync> =>
      spawnSync(join(stage.fake.directory, 'qemu-img'), words, {encoding: 'utf8', timeout: 5000})
    const [base, overlay] = [stage.path('base "1".raw'), stage.path('overlay')]
    expect(image('create', '-f', 'qcow2', '-F', 'raw', '-b', base, overlay).status).toBe(1)
    writeFileSync(base, 'raw')
    expect(image('create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', base, overlay).status).toBe(0)
    const format = (path: string): unknown => JSON.parse(String(image('info', '--output=json', path).stdout))
    expect(format(overlay)).toMatchObject({format: 'qcow2', filename: overlay})
    expect(format(base)).toMatchObject({format: 'raw', filename: base})
    expect(image('info', stage.path('none')).status).toBe(1)
  })

  test('never makes the QMP socket, or only later', async () => {
    using stage = new FakeStage()
    stage.start({monitors: {qmp: {listen: 'never'}, 'stop.sock': {listen: 300}}})
    await until('pidfile', () => existsSync(stage.path('qemu.pid')))
    await sleep(100)
    expect(stage.leftovers()).toEqual(['qemu.pid'])
    await stage.client('stop.sock')
    expect(stage.leftovers()).toEqual(['qemu.pid', 'stop.sock'])
  })
})

function probeWith(accelerator: string): string[] {
  return ['-accel', accelerator, '-device', 'isa-debug-exit']
}
