import {spawn} from 'node:child_process'
import * as fs from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {fakeMachine, idle, pidOf, until, untilHandedOver} from '../support/fake-machine.ts'
import {outcomeOf} from '../support/fake-vm.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, untilInLedger, vmMachine, type VmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

const vm = (machine: VmMachine, more: Record<string, string> = {}): JobStep => ({
  kind: 'uses',
  id: 'vm',
  action: machine.action,
  with: {...microInputs(guest), ...more},
})

describe('a VM that ends between main and post', () => {
  test.each([
    ['SIGKILL', 'KILL'],
    ['SIGSEGV', 'SEGV'],
  ])('by %s: the keeper records it, and post says so', async (signal, name) => {
    using machine = fakeMachine()
    const job = machine.start({
      steps: [
        machine.use(),
        {
          kind: 'run',
          script:
            `kill -${name} $(cat '$` +
            `{{ steps.vm.outputs.run-dir }}/qemu.pid')\n${untilInLedger(machine, `"exit":{"signal":"${signal}"}`)}`,
        },
      ],
    })
    const result = await job.result
    expect(outcomeOf(result)).toBe('already-gone')
    expect(result.stage('vm', 'post').summary).toContain(`QEMU was ended by ${signal}.`)
    expect(result.stage('vm', 'post').ms).toBeLessThan(10_000)
    await machine.expectUnchanged()
  })

  test('by SIGKILL while it is asked to power off: that is not its own doing', async () => {
    using machine = fakeMachine({guest: {does: 'die'}})
    const job = await machine.play({steps: [machine.use()]})
    expect(outcomeOf(job)).toBe('killed')
    const [warning, ...others] = job.annotations('warning')
    expect(warning?.message).toContain('QEMU was killed, or crashed, while the guest was being asked')
    expect(others).toEqual([])
    expect(job.stage('vm', 'post').summary).toContain('QEMU was ended by SIGKILL.')
    await machine.expectUnchanged()
  })

  test('because a step powered it off is no fault', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [
        vm(machine),
        {
          kind: 'run',
          script: 'guest exec -- poweroff || true; for n in $(seq 50); do guest status || break; sleep 0.2; done',
        },
      ],
    })
    expect(outcomeOf(job)).toBe('already-gone')
    expect(job.stage('vm', 'post').summary).toContain('The guest had powered itself off.')
    expect(job.status).toBe('success')
    expect(job.annotations().map(({level}) => level)).toEqual(['notice'])
    await machine.expectUnchanged()
  })

  test('because its kernel panicked is a crash, known by an event of QMP', async () => {
    using machine = vmMachine()
    const panic = `timeout 5 guest exec -- sh -c "echo c >/proc/sysrq-trigger" || true\n${untilInLedger(machine, 'GUEST_PANICKED')}`
    const job = machine.start({steps: [vm(machine), {kind: 'run', script: panic}]})
    const told = await until('an event', 60_000, () =>
      machine
        .ledgers()[0]
        ?.read()
        .events.find(({event}) => event === 'GUEST_PANICKED'),
    )
    expect(told.at).toMatch(/^\d{4}-\d\d-\d\dT/)
    const result = await job.result
    expect(outcomeOf(result)).toBe('guest-crashed')
    expect(result.annotations('warning').map(({message}) => message)).toEqual([expect.stringMatching(/panic/i)])
    await machine.expectUnchanged()
  })

  test.runIf(memoryGroups() !== undefined)('by the OOM killer of its cgroup: post names it [B5]', async () => {
    using machine = vmMachine()
    using group = memoryGroup(`qemu-vm-test-${process.pid}`)
    let isIdle = false
    const onLine = ({step}: {readonly step: string}): unknown => (isIdle ||= step === 'idle')
    const job = machine.start({steps: [vm(machine, {memory: '768M'}), idle], timeScale: 0.1, onLine})
    group.add(job.worker.pid)
    const state = await untilHandedOver(machine)
    const qemu = pidOf(state, 'qemu')
    await until('main to end', 60_000, () => isIdle)
    group.limitTo(group.usage() + 64 * 1024 * 1024)
    // The guest takes its memory, which QEMU has to get from the host
    const ssh = ['-F', state.plan?.paths.sshConfig ?? '', 'guest', 'dd if=/dev/zero of=/tmp/all bs=1M count=300']
    spawn('ssh', ssh, {stdio: 'ignore'})
    const exit = await until('how it ended', 30_000, () => machine.ledgers()[0]?.read().exit)
    group.limitTo(2 ** 40)
    expect(exit).toEqual({signal: 'SIGKILL', killer: "the kernel's OOM killer"})
    expect(fs.existsSync(`/proc/${qemu}`)).toBe(false)
    job.cancel()
    const result = await job.result
    expect(result.stage('vm', 'post').summary).toContain("QEMU was ended by SIGKILL, sent by the kernel's OOM killer.")
    await machine.expectUnchanged()
  })
})

/** Where memory cgroups are made, and the names of their files; undefined where there are none. */
function memoryGroups(): {readonly root: string; readonly limit: string; readonly usage: string} | undefined {
  const old = '/sys/fs/cgroup/memory'
  if (fs.existsSync(`${old}/memory.limit_in_bytes`)) {
    return {root: old, limit: 'memory.limit_in_bytes', usage: 'memory.usage_in_bytes'}
  }
  const root = '/sys/fs/cgroup'
  const controllers = fs.existsSync(`${root}/cgroup.subtree_control`)
    ? fs.readFileSync(`${root}/cgroup.subtree_control`, 'utf8')
    : ''
  return controllers.includes('memory') ? {root, limit: 'memory.max', usage: 'memory.current'} : undefined
}

function memoryGroup(name: string) {
  const files = memoryGroups()
  const path = join(files?.root ?? '', name)
  fs.mkdirSync(path)
  return {
    add(pid: number): void {
      fs.writeFileSync(join(path, 'cgroup.procs'), String(pid))
    },
    usage: (): number => Number(fs.readFileSync(join(path, files?.usage ?? ''), 'utf8')),
    limitTo(bytes: number): void {
      fs.writeFileSync(join(path, files?.limit ?? ''), String(bytes))
    },
    [Symbol.dispose]() {
      try {
        fs.rmdirSync(path)
      } catch {
        // a process of a test that failed is still in it
      }
    },
  }
}
