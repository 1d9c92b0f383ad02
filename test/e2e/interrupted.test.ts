import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine, type VmMachine} from '../support/vm-job.ts'

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

/** Runs dist/post.js as the step's own post would, from a step in between. */
const earlyPost = (machine: VmMachine): string =>
  `GITHUB_ACTION=vm STATE_ledger=$(ls ${machine.stateDirectory}/*.jsonl) '${process.execPath}' '${machine.action}/dist/post.js'`

describe('main', () => {
  test('is out within 5 s when the job is cancelled during boot, and post does the rest', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [vm(machine)],
      events: [{at: {stage: 'main', step: 'vm', whenLog: /QEMU runs as process/}, do: 'cancel'}],
    })
    const main = job.stage('vm', 'main')
    expect(main.result).toBe('cancelled')
    expect(main.signals.map(({signal}) => signal)).toEqual(['SIGINT'])
    expect(job.stage('vm', 'post').result).toBe('success')
    expect(job.status).toBe('cancelled')
    await machine.expectUnchanged()
  })

  test.each([
    ['just after its state was saved', /The ledger of this VM is/],
    ['just after QEMU was started', /QEMU runs as process/],
  ])('killed %s leaves nothing that post does not find', async (_, whenLog) => {
    using machine = vmMachine()
    const stage = whenLog.source.startsWith('The ledger') ? 'pre' : 'main'
    const job = await machine.play({
      steps: [vm(machine)],
      events: [{at: {stage, step: 'vm', whenLog}, do: 'kill-node'}],
    })
    expect(job.stage('vm', stage).signal).toBe('SIGKILL')
    expect(job.stage('vm', 'post').result).toBe('success')
    expect(job.sweep).toEqual([])
    await machine.expectUnchanged()
  })

  test('of a local action does without pre', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [{kind: 'uses', id: 'vm', action: machine.action, local: true, with: microInputs(guest)}],
      events: [{at: {stage: 'main', step: 'vm', whenLog: /The ledger of this VM is/}, do: 'kill-node', optional: true}],
    })
    expect(job.order).toEqual(['vm main', 'vm post'])
    await machine.expectUnchanged()
  })
})

describe('post', () => {
  test('run twice stops once', async () => {
    using machine = vmMachine()
    const job = await machine.play({steps: [vm(machine), {kind: 'run', id: 'first', script: earlyPost(machine)}]})
    expect(job.stage('first', 'run').log).toContain('graceful')
    expect(job.stage('vm', 'post').log).toContain('Nothing to do')
    expect(job.stage('vm', 'post').ms).toBeLessThan(10_000)
    expect(job.status).toBe('success')
    await machine.expectUnchanged()
  })

  test('run twice at the same time goes down the ladder once', async () => {
    using machine = vmMachine()
    const post = earlyPost(machine)
    const job = await machine.play({
      steps: [vm(machine), {kind: 'run', id: 'both', script: `${post} & ${post} & wait %1 && wait %2`}],
    })
    const {log, result} = job.stage('both', 'run')
    expect(result).toBe('success')
    expect(log.match(/graceful: The guest shut itself down/g)).toHaveLength(1)
    expect(log).toMatch(/already stopped|Nothing to do/)
    await machine.expectUnchanged()
  })

  test('alone has nothing to do', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [
        {kind: 'run', id: 'alone', script: `GITHUB_ACTION=vm '${process.execPath}' '${machine.action}/dist/post.js'`},
      ],
    })
    expect(job.stage('alone', 'run').log).toContain('Nothing to do')
    expect(job.status).toBe('success')
    await machine.expectUnchanged()
  })

  test.each([
    ['lost', {remove: ''}],
    ['garbled', '/../../etc/passwd'],
    ["forged to another's file", '/etc/passwd'],
    ['of one megabyte', 'x'.repeat(100_000)],
  ])('finds its VM by its owner when the state is %s', async (_, forged) => {
    using machine = vmMachine()
    const value = typeof forged === 'string' ? forged : ''
    const job = await machine.play({
      steps: [vm(machine)],
      // The runner takes state from the file when main has ended: a later line of the same name wins
      events: [
        {at: {stage: 'main', step: 'vm', whenLog: /QEMU runs as process/}, do: {appendState: `ledger=${value}\n`}},
      ],
    })
    expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')
    expect(job.annotations('warning').map(({title}) => title)).toContainEqual(
      expect.stringContaining('state of this step was lost'),
    )
    await machine.expectUnchanged()
  })
})
