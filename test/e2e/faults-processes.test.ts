import {describe, expect, test} from 'vitest'
import {Bystanders} from '../support/bystanders.ts'
import {fakeVmMachine, inRun, outcomeOf} from '../support/fake-vm.ts'

describe.concurrent('processes', () => {
  test('A17 of somebody else, a QEMU of the same name among them, live on', async () => {
    await using others = new Bystanders()
    const same = await others.start({qemuName: 'guest'})
    using machine = fakeVmMachine()
    const job = await machine.job()
    expect(outcomeOf(job)).toBe('graceful')
    expect([same.exitCode, same.signalCode]).toEqual([null, null])
    await machine.expectUnchanged()
  })

  test('A22 that QEMU leaves behind when it ends are found by the tag and ended', async () => {
    using machine = fakeVmMachine({orphan: 'terminate', monitors: {stop: {answers: {greeting: {reply: 'close'}}}}})
    const job = await machine.job()
    expect(outcomeOf(job)).toBe('terminated')
    expect(job.sweep).toEqual([])
    await machine.expectUnchanged()
  })

  test("A23 of ours hold none of the step's pipes", async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([inRun('readlink /proc/$pid/fd/0 /proc/$pid/fd/1 /proc/$pid/fd/2')])
    const links = job.stage('then', 'run').lines.map(({text}) => text)
    expect(links).toEqual(['/dev/null', expect.stringMatching(/qemu\.log$/), expect.stringMatching(/qemu\.log$/)])
    await machine.expectUnchanged()
  })
})
