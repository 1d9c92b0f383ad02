import {execFile} from 'node:child_process'
import * as fs from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {describe, expect, test} from 'vitest'
import {formatRecord, type Entry} from '../../src/ledger/entry.ts'
import {ledgerPath} from '../../src/plan/paths.ts'
import {millis, tagOf, type VmId} from '../../src/units.ts'
import {Bystanders, identityOf} from '../support/bystanders.ts'
import {fakeMachine, idle, pidOf, untilHandedOver, type FakeMachine} from '../support/fake-machine.ts'
import {forge, hour, linesOf, livesOf, makeOld, makeRunDirectory, owner} from '../support/forged-ledgers.ts'
import {deadProcess, somePlan} from '../support/ledger-entries.ts'
import {realHost} from '../support/real-host.ts'
import {emptyDirectory} from '../support/runner/directories.ts'
import {scratch, someVm} from '../support/scratch.ts'
import type {VmMachine} from '../support/vm-job.ts'
import {bystander} from '../support/world/bystander.ts'

const host = realHost()

/** Lets a job die with its worker and its keeper: nobody is left to stop the VM. @returns QEMU's pid. */
async function abandon(machine: FakeMachine, runId = '71'): Promise<number> {
  const job = machine.start({steps: [machine.use(), idle], runId, job: 'doomed'})
  const state = await untilHandedOver(machine, runId)
  process.kill(pidOf(state, 'keeper'), 'SIGKILL')
  job.killWorker()
  await job.result
  return pidOf(state, 'qemu')
}

const isAlive = (pid: number): boolean => {
  const identity = host.processes.identify(pid)
  return identity !== undefined && host.processes.state(identity) !== 'gone' // a zombie is nobody's any more
}

interface Swept {
  readonly code: number
  readonly out: string
}

/** `node dist/guest.js sweep`, as a hook of the runner or a person starts it. */
async function sweepByHand(machine: VmMachine, env: Record<string, string> = {}): Promise<Swept> {
  const command = [join(machine.action, 'dist', 'guest.js'), 'sweep']
  const own = {PATH: process.env['PATH'] ?? '', HOME: join(machine.root, 'home'), ...env}
  try {
    const {stdout, stderr} = await promisify(execFile)(process.execPath, command, {env: own})
    return {code: 0, out: stdout + stderr}
  } catch (error) {
    const {code, stdout, stderr} = error as {code: number; stdout: string; stderr: string}
    return {code, out: stdout + stderr}
  }
}

/** As the runner does when the next job begins. */
const emptyTemp = (machine: VmMachine): unknown => emptyDirectory(join(machine.root, '_work', '_temp'))

describe('the next job', () => {
  test.each([
    ['pre', false],
    ['main, of a local action', true],
  ] as const)('sweeps in %s what a job left whose worker and keeper were killed [A2, A14, A16]', async (_, local) => {
    await using other = await bystander()
    using home = scratch('shared-state')
    // Two runners of one user: their jobs share the state directory, and the second one's lives
    using machine = fakeMachine({}, {stateHome: home.directory})
    using neighbor = fakeMachine({}, {stateHome: home.directory})
    const script = `while test ! -e ${neighbor.root}/go; do sleep 0.1; done`
    const living = neighbor.start({steps: [neighbor.use(), {kind: 'run', script}], runId: '72'})
    const ours = pidOf(await untilHandedOver(neighbor, '72'), 'qemu')
    const left = await abandon(machine)
    expect(isAlive(left)).toBe(true)

    const step = {...machine.use(), ...(local ? {local: true} : {})}
    const job = await machine.play({steps: [step, {kind: 'run', script: 'guest status'}], runId: '73'})
    expect(job.status).toBe('success')
    expect(isAlive(left)).toBe(false)
    const told = job.stage('vm', local ? 'main' : 'pre').annotations.map(({message}) => message)
    expect(told).toContainEqual(expect.stringContaining('Cleaned up a VM left by run 71, job doomed, of octo/repo'))
    expect(job.annotations('error')).toEqual([])
    expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')

    expect(isAlive(ours)).toBe(true)
    expect(other.alive()).toBe(true)
    fs.writeFileSync(join(neighbor.root, 'go'), '')
    const lived = await living.result
    expect(lived.status).toBe('success')
    expect(lived.stage('vm', 'post').summary).toContain('Outcome `graceful`')
    await machine.expectUnchanged()
    await neighbor.expectUnchanged()
  })

  test('tells of the VM that the keeper had stopped meanwhile', async () => {
    using machine = fakeMachine()
    const vm = someVm()
    const entries: readonly Entry[] = [
      {type: 'opened', vm, owner: {...owner, worker: deadProcess}, bootId: host.processes.self.bootId},
      {type: 'planned', plan: somePlan(vm, machine.stateDirectory)},
      {type: 'closing', by: deadProcess, phase: 'keeper', why: "the job's worker is gone, and post did not run"},
      {type: 'shutdown', shutdown: {outcome: 'graceful', attempts: [], took: millis(900), notes: []}},
      {type: 'closed', verdict: 'clean'},
    ]
    forge(machine, vm, linesOf(entries))
    const job = await machine.play({steps: [machine.use()]})
    expect(job.status).toBe('success')
    const told = job.annotations('warning').map(({message}) => message)
    expect(told).toContainEqual(expect.stringContaining('Cleaned up a VM left by run 4711, job build, of o/r'))
    expect(told).toContainEqual(expect.stringContaining("because the job's worker is gone, and post did not run"))
    await machine.expectUnchanged()
  })

  test('goes on with a state directory full of garbage, and with one that it cannot use [A11]', async () => {
    using machine = fakeMachine()
    using elsewhere = scratch()
    const left = await abandon(machine)
    const {bootId} = host.processes.self
    const named = (change: (whole: string) => string): string => {
      const vm = someVm()
      makeRunDirectory(vm, machine)
      return forge(machine, vm, change(livesOf(vm, machine, bootId, [deadProcess])))
    }
    const newer = formatRecord({type: 'handed-over', v: 2 as 1, at: ''})
    const gone = [
      ['torn in its last line', named((whole) => whole.slice(0, -7))],
      ['of no length', named(() => '')],
      ['with a flipped byte in the middle', named((whole) => whole.slice(0, 100) + '~' + whole.slice(101))],
      ['of a newer version', named(() => newer)],
      ['of binary garbage', named(() => '\0\u00ff'.repeat(5000))],
    ] as const
    const text = linesOf([{type: 'handed-over'}])
    const secret = elsewhere.path('secret')
    fs.writeFileSync(secret, text)
    const link = ledgerPath(machine.stateDirectory, someVm())
    fs.symlinkSync(secret, link)
    const foreign = forge(machine, someVm(), text)
    fs.chownSync(foreign, 65_534, 65_534)
    const kept = [
      link,
      foreign,
      join(machine.stateDirectory, 'qemu-vm-nothex00.jsonl'),
      join(machine.stateDirectory, 'README'),
    ]
    for (const path of kept.slice(2)) fs.writeFileSync(path, text)
    fs.mkdirSync(join(machine.stateDirectory, `${tagOf(someVm())}.jsonl`))

    const job = await machine.play({steps: [machine.use()]})
    expect(job.status).toBe('success')
    expect(job.annotations('error')).toEqual([])
    expect(isAlive(left)).toBe(false)
    for (const [what, path] of gone) {
      expect(fs.existsSync(path), what).toBe(false)
      expect(fs.existsSync(path.replace('.jsonl', '')), what).toBe(false)
    }
    for (const path of kept) expect(fs.lstatSync(path)).toBeDefined()
    expect(fs.readFileSync(secret, 'utf8')).toBe(text)
    for (const path of fs.readdirSync(machine.stateDirectory)) {
      fs.rmSync(join(machine.stateDirectory, path), {recursive: true})
    }

    // Others may write to it: nothing new is put there, and the job goes on elsewhere
    fs.chmodSync(machine.stateDirectory, 0o777)
    const second = await machine.play({steps: [machine.use()], env: {TMPDIR: elsewhere.directory}})
    expect(second.status).toBe('success')
    expect(second.log).toMatch(/The ledger of this VM is \/var\/tmp\/qemu-vm-0\//)
    fs.chmodSync(machine.stateDirectory, 0o700)
    await machine.expectUnchanged()
  })
})

describe('a sweep by hand', () => {
  test('does nothing where there is nothing, and where nothing can be read', async () => {
    using machine = fakeMachine()
    using place = scratch()
    const none = {code: 0, out: 'No VM of a dead job was found.\n'}
    expect(await sweepByHand(machine)).toEqual(none)
    expect(await sweepByHand(machine, {XDG_STATE_HOME: '/proc/1/nothing'})).toEqual(none)
    expect(await sweepByHand(machine, {HOME: '', XDG_STATE_HOME: ''})).toEqual(none)
    fs.writeFileSync(place.path('qemu-vm'), 'a file, no directory')
    expect(await sweepByHand(machine, {XDG_STATE_HOME: place.directory})).toEqual(none)
    await machine.expectUnchanged()
  })

  test('leaves the VM of a living job alone; of two at once one stops that of a dead one, and both are content', async () => {
    using machine = fakeMachine({guest: {presses: 'never'}, monitors: {stop: {answers: {quit: {after: 1000}}}}})
    const left = await abandon(machine)
    expect(isAlive(left)).toBe(true)
    const both = await Promise.all([sweepByHand(machine), sweepByHand(machine)])
    expect(both.map(({code}) => code)).toEqual([0, 0])
    const told = both.map(({out}) => out.match(/Cleaned up a VM left by run 71, job doomed/g)?.length ?? 0)
    expect(told.toSorted()).toEqual([0, 1])
    expect(isAlive(left)).toBe(false)
    emptyTemp(machine)
    await machine.expectUnchanged()

    const job = machine.start({steps: [machine.use(), idle], timeScale: 0.1})
    const living = pidOf(await untilHandedOver(machine), 'qemu')
    expect((await sweepByHand(machine)).out).toBe('No VM of a dead job was found.\n')
    expect(isAlive(living)).toBe(true)
    job.cancel()
    expect((await job.result).status).toBe('cancelled')
    await machine.expectUnchanged()
  })

  test('signals nothing on another boot of the machine, nor whose pid was given again [A18, A12]', async () => {
    using machine = fakeMachine()
    await using bystanders = new Bystanders()
    const decoys = [await bystanders.start(), await bystanders.start(), await bystanders.start()]
    const identities = decoys.map((child) => identityOf(child, host.processes))
    const isUnharmed = (): boolean => decoys.every(({exitCode, signalCode}) => exitCode === null && signalCode === null)

    const vms = [someVm(), someVm()]
    const another = 'fedcba98-0000-4000-8000-000000000000'
    const [rebooted, reused] = vms as [VmId, VmId]
    const runs = vms.map((vm) => makeRunDirectory(vm, machine))
    forge(machine, rebooted, livesOf(rebooted, machine, another, identities.map((one) => ({...one, bootId: another})))) // prettier-ignore
    const older = identities.map((one) => ({...one, startTicks: one.startTicks - 1}))
    forge(machine, reused, livesOf(reused, machine, host.processes.self.bootId, older))
    const {code, out} = await sweepByHand(machine)
    expect(code).toBe(0)
    expect(out.match(/Cleaned up a VM left by run 4711, job build, of o\/r/g)).toHaveLength(2)
    expect(isUnharmed()).toBe(true)
    for (const run of runs) expect(fs.existsSync(run)).toBe(false)
    await machine.expectUnchanged()
  })

  test('finds the QEMU of a ledger in which nothing can be read by its name', async () => {
    using machine = fakeMachine()
    const left = await abandon(machine)
    const path = machine.ledgers()[0]?.path ?? ''
    fs.writeFileSync(path, 'not a line of it\n')
    // It may belong to any worker that lived when it was made: not yet
    expect((await sweepByHand(machine)).out).toBe('No VM of a dead job was found.\n')
    makeOld(path, 30 * 24 * hour)
    const {out} = await sweepByHand(machine)
    expect(out).toContain('Cleaned up a VM left by a job that is not known')
    expect(isAlive(left)).toBe(false)
    emptyTemp(machine)
    await machine.expectUnchanged()
  })
})
