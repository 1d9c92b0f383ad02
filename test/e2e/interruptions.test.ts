import {execFile} from 'node:child_process'
import * as fs from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {ledgerPath} from '../../src/plan/paths.ts'
import {
  fakeMachine,
  idle,
  pidOf,
  putProgram,
  statesOf,
  until,
  untilHandedOver,
  untilLedger,
  type FakeMachine,
} from '../support/fake-machine.ts'
import {realHost} from '../support/real-host.ts'
import {mountTmpfs, scratch} from '../support/scratch.ts'
import {tagOf} from '../../src/units.ts'

const {processes} = realHost()
const isAlive = (pid: number): boolean => {
  const identity = processes.identify(pid)
  return identity !== undefined && processes.state(identity) !== 'gone' // a zombie is nobody's any more
}

const hasQemu = ({held}: ReturnType<typeof statesOf>[number]): boolean =>
  held.some(({id, evidence}) => id === 'qemu' && evidence !== undefined)

interface Ended {
  readonly code: number
  readonly out: string
}

/** Runs a program of the action as no runner does: straight from this process, which has no Runner.Worker above it. */
function runPhase(machine: FakeMachine, phase: string, env: Record<string, string>): Promise<Ended> {
  const names = ['output', 'path', 'env', 'state', 'step_summary']
  const files = names.map((name) => [`GITHUB_${name.toUpperCase()}`, join(machine.root, name)] as const)
  for (const [, file] of files) fs.writeFileSync(file, '', {flag: 'a'})
  const own = {PATH: `${machine.fake.directory}:${process.env['PATH'] ?? ''}`, HOME: join(machine.root, 'home'), ...env}
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(machine.action, 'dist', `${phase}.js`)],
      {env: {...Object.fromEntries(files), ...own}, cwd: machine.root},
      (error, stdout, stderr) => { resolve({code: error === null ? 0 : 1, out: stdout + stderr}) }, // prettier-ignore
    )
  })
}

describe.concurrent('main', () => {
  test('that neither SIGINT nor SIGTERM reaches is killed by the runner, and post cleans up [A5]', async () => {
    using machine = fakeMachine()
    const job = machine.start({steps: [machine.use({ready: 'banner'})], timeScale: 0.2})
    const {mains} = await untilLedger(machine, 'QEMU', hasQemu)
    process.kill(mains[0]?.pid ?? 0, 'SIGSTOP')
    job.cancel()
    const result = await job.result
    expect(result.stage('vm', 'main').signals.map(({signal}) => signal)).toEqual(['SIGINT', 'SIGTERM', 'SIGKILL'])
    expect(result.stage('vm', 'post').result).toBe('success')
    expect([result.status, result.sweep]).toEqual(['cancelled', []])
    await machine.expectUnchanged()
  })

  test('records one cancellation, however often it is told [A6]', async () => {
    using machine = fakeMachine()
    const job = machine.start({steps: [machine.use({ready: 'banner'})]})
    const {mains} = await untilLedger(machine, 'QEMU', hasQemu)
    const [ledger] = machine.ledgers()
    const main = mains[0]?.pid ?? 0
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) {
      if (isAlive(main)) process.kill(main, signal)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    // Post removes the ledger: it is read for as long as it is there
    let most = 0
    await until('main to end', 6000, () => {
      most = Math.max(most, statesOf(machine)[0]?.records.filter(({type}) => type === 'cancelled').length ?? 0)
      return !isAlive(main)
    })
    expect(ledger).toBeDefined()
    expect(most).toBe(1)
    const result = await job.result
    expect(result.stage('vm', 'main').result).toBe('failure')
    expect(result.stage('vm', 'post').result).toBe('success')
    await machine.expectUnchanged()
  })

  test.each([
    ['before QEMU was started', 'keeper'],
    ['after QEMU was started', 'qemu'],
  ] as const)('paused %s makes nothing more when post has run [A21]', async (_, last) => {
    using machine = fakeMachine()
    if (last === 'keeper') putProgram(machine, 'ssh-keygen', 'exec sleep 60')
    const job = machine.start({steps: [machine.use({ready: 'banner'})], timeScale: 0.1})
    const state = await untilLedger(machine, last, ({held}) => held.some(({id, evidence}) => id === last && evidence !== undefined)) // prettier-ignore
    const main = state.mains[0]?.pid ?? 0
    const [ledger] = machine.ledgers()
    process.kill(main, 'SIGSTOP')
    const post = await runPhase(machine, 'post', {STATE_ledger: ledger?.path ?? '', GITHUB_RUN_ID: '1', GITHUB_RUN_ATTEMPT: '1', GITHUB_JOB: 'test', GITHUB_ACTION: 'vm', GITHUB_REPOSITORY: 'octo/repo'}) // prettier-ignore
    expect(post).toMatchObject({code: 0})
    expect(isAlive(main)).toBe(false)
    if (isAlive(main)) process.kill(main, 'SIGCONT')
    expect(machine.ledgers()).toEqual([])
    expect((await job.result).stage('vm', 'post').log).toMatch(/already stopped|Nothing to do/)
    await machine.expectUnchanged()
  })
})

describe.concurrent('a cancelled job', () => {
  test('with five VMs that ignore everything is over within 90 s, and each post tells of its own [A26]', async () => {
    const quit = {reply: 'none', effect: false} as const
    using machine = fakeMachine({guest: {presses: 'never'}, terminate: 'ignore', monitors: {stop: {answers: {quit}}}})
    const names = ['one', 'two', 'three', 'four', 'five']
    const job = machine.start({steps: [...names.map((name) => machine.use({name}, name)), idle]})
    await until('five VMs', 60_000, () => statesOf(machine).filter(({handedOver}) => handedOver).length === 5)
    const began = performance.now()
    job.cancel()
    const result = await job.result
    expect(performance.now() - began).toBeLessThan(90_000)
    const told = result.annotations('notice').filter(({message}) => message.includes('stopped at the same time'))
    expect(told).toHaveLength(4)
    for (const name of names) {
      expect(result.stage(name, 'post').summary).toContain('Outcome `killed`')
      expect(result.stage(name, 'post').log).toContain('because the job was cancelled')
    }
    expect(result.status).toBe('cancelled')
    await machine.expectUnchanged()
  }, 120_000)
})

describe.concurrent('without', () => {
  test.each([
    ['HOME', {HOME: undefined}],
    ['a HOME that can be written to', {HOME: 'read-only'}],
  ])('%s the state goes to /var/tmp [A30]', async (_, env) => {
    using place = scratch()
    using readOnly = mountTmpfs(place.directory, 'ro,size=64k')
    expect(readOnly).toBeDefined()
    using machine = fakeMachine()
    const job = await machine.play({
      steps: [machine.use()],
      env: {HOME: env.HOME === undefined ? undefined : place.directory},
    })
    expect(job.status).toBe('success')
    const [, path = ''] = /The ledger of this VM is (\/var\/tmp\/qemu-vm-0\/\S+\.jsonl)/.exec(job.log) ?? []
    expect(path).not.toBe('')
    for (const one of [path, path.replace('.jsonl', ''), path.replace('.jsonl', '.lock')]) {
      expect(fs.existsSync(one), one).toBe(false)
    }
    await machine.expectUnchanged()
  })

  test('any place for the state main says so before anything is made [A30]', async () => {
    using machine = fakeMachine()
    const job = await machine.play({steps: [machine.use({'state-dir': '/proc/nowhere'})]})
    expect(job.status).toBe('failure')
    const errors = job.annotations('error').map(({message}) => message)
    expect(errors).toEqual([expect.stringMatching(/\/proc\/nowhere cannot be used[^]*Set state-dir/)])
    await machine.expectUnchanged()
  })

  test('a worker among its ancestors the VM lives until post, or as long as it may [A31]', async () => {
    using machine = fakeMachine()
    const inputs = {INPUT_KERNEL: join(machine.root, 'kernel'), INPUT_MEMORY: '64M', INPUT_ACCELERATOR: 'tcg', INPUT_READY: 'none'} // prettier-ignore
    const act = {...inputs, GITHUB_ACTIONS: 'true'}
    expect(await runPhase(machine, 'main', act)).toMatchObject({code: 0})
    const first = await untilHandedOver(machine)
    expect(first.owner?.worker).toBeUndefined()
    const [ledger] = machine.ledgers()
    // Another job on this machine leaves it alone
    await machine.play({steps: [machine.use({name: 'other'})]})
    expect(isAlive(pidOf(first, 'qemu'))).toBe(true)
    const post = await runPhase(machine, 'post', {...act, STATE_ledger: ledger?.path ?? ''})
    expect(post.out).toContain('graceful')
    expect(machine.ledgers()).toEqual([])

    expect(await runPhase(machine, 'main', {...act, 'INPUT_MAX-LIFETIME': '10s'})).toMatchObject({code: 0})
    const second = await untilHandedOver(machine)
    const closed = await untilLedger(machine, 'the end of its life', ({closed: verdict}) => verdict !== undefined, 20_000) // prettier-ignore
    expect(closed.closers).toMatchObject([{phase: 'keeper', why: 'max-lifetime has passed'}])
    expect(isAlive(pidOf(second, 'qemu'))).toBe(false)
    if (second.vm !== undefined) fs.rmSync(ledgerPath(machine.stateDirectory, second.vm))
    expect(fs.existsSync(join(machine.stateDirectory, tagOf(second.vm ?? ('' as never))))).toBe(false)
    await machine.expectUnchanged()
  })
})

describe.concurrent('a job of a matrix', () => {
  test('whose main failed does not take the VM of another one on this machine for its own', async () => {
    using home = scratch('shared-state')
    using machine = fakeMachine({start: {code: 1, stderr: 'no such thing'}}, {stateHome: home.directory})
    using neighbor = fakeMachine({}, {stateHome: home.directory})
    const living = neighbor.start({steps: [neighbor.use(), idle], timeScale: 0.1})
    const qemu = pidOf(await untilHandedOver(neighbor), 'qemu')
    const job = await machine.play({steps: [machine.use()]})
    expect(job.stage('vm', 'main').result).toBe('failure')
    expect(job.stage('vm', 'post').log).toContain('Nothing to do')
    expect(isAlive(qemu)).toBe(true)
    living.cancel()
    expect((await living.result).stage('vm', 'post').summary).toContain('Outcome `graceful`')
    await machine.expectUnchanged()
    await neighbor.expectUnchanged()
  })
})
