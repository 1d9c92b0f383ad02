import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync, readlinkSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {beforeAll, describe, expect, test} from 'vitest'
import {removeLedger} from '../../src/ledger/file-ledger.ts'
import type {LedgerState} from '../../src/ledger/replay.ts'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {fakeMachine, idle, pidOf, putProgram, until, untilHandedOver, untilLedger} from '../support/fake-machine.ts'
import {emptyDirectory} from '../support/runner/directories.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, untilInLedger, vmMachine, type VmMachine} from '../support/vm-job.ts'
import {bystander} from '../support/world/bystander.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/** The worker is seen to be gone within 2 s, is waited for 15 s, and then the guest may take its time. */
const keeperBudget = 45_000

/** Waits until the keeper has closed the ledger and has left, and removes the ledger as a sweep would. */
async function untilKeeperIsDone(machine: VmMachine, limit = keeperBudget): Promise<LedgerState> {
  const keeper = pidOf(await untilLedger(machine, 'a ledger', () => true), 'keeper')
  const state = await untilLedger(machine, 'the keeper to close the ledger', ({closed}) => closed !== undefined, limit)
  await until('the keeper to leave', 5000, () => !existsSync(`/proc/${keeper}`))
  for (const ledger of machine.ledgers()) removeLedger(ledger)
  emptyDirectory(join(machine.root, '_work', '_temp')) // as the runner does when the next job begins
  return state
}

const vm = (machine: VmMachine, words = '', more: Record<string, string> = {}): JobStep => ({
  kind: 'uses',
  id: 'vm',
  action: machine.action,
  with: {...microInputs(guest, words), ...more},
})

/** A file of /proc/PID. */
const procOf = (pid: number, name: string): string => readFileSync(`/proc/${pid}/${name}`, 'utf8')
/** User and system time of a process, in clock ticks of 10 ms. */
function ticksOf(pid: number): number {
  const fields = procOf(pid, 'stat').split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}

/** Waits until the keeper has read the ledger as it is now: all that it reads besides is little. */
async function untilItHasLooked(keeper: number, machine: VmMachine): Promise<void> {
  const read = (): number => Number(/^rchar: (\d+)/m.exec(procOf(keeper, 'io'))?.[1])
  const wanted = read() + 2 * statSync(machine.ledgers()[0]?.path ?? '').size
  await until('the keeper to read the ledger', 30_000, () => read() > wanted)
}

describe('the keeper', () => {
  test('costs next to nothing at rest, and alone stops the VM of a worker that was killed [A13, A25]', async () => {
    await using other = await bystander()
    using machine = vmMachine()
    let isIdle = false
    const onLine = ({step}: {readonly step: string}): unknown => (isIdle ||= step === 'idle')
    const job = machine.start({steps: [vm(machine), idle], onLine})
    const state = await untilHandedOver(machine)
    const [keeper, qemu] = [pidOf(state, 'keeper'), pidOf(state, 'qemu')]
    await until('main to end', 60_000, () => isIdle)

    const before = ticksOf(keeper)
    await sleep(5000)
    expect(ticksOf(keeper) - before).toBeLessThanOrEqual(10)
    // Of what is resident 40 MB are the program of Node itself, which all of its processes share
    expect(Number(/RssAnon:\s+(\d+) kB/.exec(procOf(keeper, 'status'))?.[1])).toBeLessThan(20 * 1024)
    expect(Number(/^Pss:\s+(\d+) kB/m.exec(procOf(keeper, 'smaps_rollup'))?.[1])).toBeLessThan(50 * 1024)
    expect(procOf(keeper, 'environ')).not.toMatch(/(^|\0)RUNNER_TRACKING_ID=/)
    expect(procOf(qemu, 'environ')).toMatch(/(^|\0)RUNNER_TRACKING_ID=github_/)
    expect(procOf(qemu, 'stat').split(') ')[1]?.split(' ')[1], 'QEMU’s parent').toBe(String(keeper))
    for (const pid of [keeper, qemu]) {
      const [, , , session] = procOf(pid, 'stat').split(') ')[1]?.split(' ') ?? []
      expect(session).toBe(String(pid))
      expect(readlinkSync(`/proc/${pid}/cwd`)).toBe('/')
      for (const fd of [0, 1, 2]) expect(readlinkSync(`/proc/${pid}/fd/${fd}`)).toMatch(/^\/dev\/null$|\.log$/)
    }
    const log = state.plan?.paths.keeperLog ?? ''
    expect(readFileSync(log, 'utf8')).toBe('')

    job.killWorker()
    const killed = performance.now()
    expect((await job.result).workerKilled).toBe(true)
    const {closers, shutdown, closed} = await untilKeeperIsDone(machine)
    expect(performance.now() - killed).toBeLessThan(keeperBudget)
    expect(closers).toMatchObject([{phase: 'keeper', why: "the job's worker is gone, and post did not run"}])
    expect([shutdown?.outcome, closed]).toEqual(['graceful', 'clean'])
    expect(other.alive()).toBe(true)
    await machine.expectUnchanged()
  })

  describe.concurrent('alone cleans up', () => {
    test('when the runner was stopped: posts are skipped, and QEMU is swept by its tracking id [A13]', async () => {
      using machine = fakeMachine()
      const job = await machine.play({
        steps: [machine.use(), idle],
        events: [{at: {stage: 'run', step: 'idle', whenLog: /idle/}, do: 'shutdown'}],
        timeScale: 0.1,
      })
      expect(job.order).not.toContain('vm post')
      expect(job.sweep.map(({name}) => name)).toContain('qemu-system-x86')
      const {closers, shutdown, exit} = await untilKeeperIsDone(machine)
      expect(closers.map(({phase}) => phase)).toEqual(['keeper'])
      expect(exit).toEqual({signal: 'SIGKILL'})
      expect(shutdown).toMatchObject({outcome: 'already-gone', notes: ['QEMU was ended by SIGKILL.']})
      await machine.expectUnchanged()
    })

    test('when the worker is killed while main waits for the guest, and main with it', async () => {
      using machine = fakeMachine()
      const job = machine.start({steps: [machine.use({ready: 'banner'})]})
      const state = await untilLedger(machine, 'a QEMU', ({held}) => held.some(({id, evidence}) => id === 'qemu' && evidence !== undefined)) // prettier-ignore
      const main = state.mains[0]?.pid ?? 0
      job.killWorker()
      await job.result
      expect(existsSync(`/proc/${main}`), 'main lives on without its worker').toBe(true)
      const {closers} = await untilKeeperIsDone(machine)
      expect(closers.map(({phase}) => phase)).toEqual(['keeper'])
      expect(existsSync(`/proc/${main}`)).toBe(false)
      await machine.expectUnchanged()
    })

    test.each([
      ['before there is a plan', 'kill-main'],
      ['before there is a plan, and main hangs', 'stop-main'],
    ])('when the worker is killed %s', async (_, what) => {
      using machine = fakeMachine()
      putProgram(machine, 'ssh-keygen', 'exec sleep 60')
      const job = machine.start({steps: [machine.use()]})
      const {mains} = await untilLedger(machine, 'a keeper', ({held}) => held.some(({id, evidence}) => id === 'keeper' && evidence !== undefined)) // prettier-ignore
      job.killWorker()
      await job.result
      process.kill(mains[0]?.pid ?? 0, what === 'kill-main' ? 'SIGKILL' : 'SIGSTOP')
      const {closers, shutdown, plan} = await untilKeeperIsDone(machine)
      expect(plan).toBeUndefined()
      expect(closers.map(({phase}) => phase)).toEqual(['keeper'])
      expect(shutdown?.outcome).toBe('never-started')
      await machine.expectUnchanged()
    })

    test('when a step had deleted the workspace, without which the runner cannot start post [E16]', async () => {
      using machine = fakeMachine()
      const job = await machine.play({
        steps: [machine.use(), {kind: 'run', id: 'delete', script: 'rm -rf "$GITHUB_WORKSPACE"'}],
      })
      expect(job.status).toBe('failure')
      const {closers, shutdown} = await untilKeeperIsDone(machine)
      expect(closers.map(({phase}) => phase)).toEqual(['keeper'])
      expect(shutdown?.outcome).toBe('already-gone') // the runner ends what bears its tracking id
      await machine.expectUnchanged()
    })

    test('when a step had deleted the state directory, and the worker was killed then', async () => {
      using machine = fakeMachine()
      const job = machine.start({steps: [machine.use(), idle]})
      const state = await untilHandedOver(machine)
      await untilItHasLooked(pidOf(state, 'keeper'), machine)
      rmSync(machine.stateDirectory, {recursive: true})
      const again = await untilLedger(machine, 'the ledger to be written anew', ({handedOver}) => handedOver, 10_000)
      expect(again.held).toEqual(state.held)
      job.killWorker()
      await job.result
      const {closers, shutdown} = await untilKeeperIsDone(machine)
      expect(closers.map(({phase}) => phase)).toEqual(['keeper'])
      expect(shutdown?.outcome).toBe('terminated')
      await machine.expectUnchanged()
    })

    test('when for a while it could open no file, not even the ledger, and the worker was killed then', async () => {
      using machine = fakeMachine()
      const job = machine.start({steps: [machine.use(), idle]})
      const state = await untilHandedOver(machine)
      const keeper = pidOf(state, 'keeper')
      const limitFiles = (limit: string): unknown =>
        execFileSync('prlimit', ['--pid', String(keeper), `--nofile=${limit}:`])
      // Every look is a wait, and each of them a switch
      const switches = (): number => Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(procOf(keeper, 'status'))?.[1])
      limitFiles('3')
      const wanted = switches() + 5
      await until('the keeper to look', 60_000, () => switches() >= wanted)
      limitFiles('1024')
      expect(existsSync(`/proc/${keeper}`)).toBe(true)
      expect(existsSync(`/proc/${pidOf(state, 'qemu')}`)).toBe(true)
      job.killWorker()
      await job.result
      const {closers, shutdown} = await untilKeeperIsDone(machine)
      expect(closers.map(({phase}) => phase)).toEqual(['keeper'])
      expect(shutdown?.outcome).toBe('graceful')
      await machine.expectUnchanged()
    })

    test('when max-lifetime has passed, and post tells of it [A27]', async () => {
      using machine = fakeMachine()
      const job = await machine.play({
        steps: [
          machine.use({'max-lifetime': '10s'}),
          {kind: 'run', id: 'work', script: untilInLedger(machine, '"type":"closed"')},
        ],
      })
      const [warning] = job.annotations('warning')
      expect(warning?.message).toContain('The keeper stopped this VM, because max-lifetime has passed.')
      expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')
      expect(job.stage('vm', 'post').ms).toBeLessThan(10_000)
      expect(job.status).toBe('success')
      expect(machine.ledgers()).toEqual([])
      await machine.expectUnchanged()
    })
  })
})
