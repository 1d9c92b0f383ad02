import {beforeAll, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {microInputs, vmMachine, type VmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/** A shutdown mostly waits, a boot mostly computes: this many at once keep two cores busy. */
const atOnce = 4
const shutdowns = 100

/**
 * The incident this project exists for (spdk/spdk#3648): the guest is asked over ssh, and the connection goes down before
 * the exit status of the asking command arrives. Here ssh is the only way to ask: the guest ignores the power button.
 */
test(`${shutdowns} guests that cut the connection by which they were asked to power off are all graceful`, async () => {
  const outcomes: string[] = []
  const shutDownOne = async (machine: VmMachine): Promise<void> => {
    const inputs = {...microInputs(guest, 'quiet cryptomgr.notests guest.acpi=ignore'), cpus: '1', memory: '128M'}
    const job = await machine.play({steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}]})
    const [, outcome = job.log] = /Outcome `([a-z-]+)`/.exec(job.stage('vm', 'post').summary) ?? []
    outcomes.push([outcome, job.status, ...job.annotations().map(({level}) => level)].join(' '))
  }
  let left = shutdowns
  const runnerOfOne = async (): Promise<void> => {
    using machine = vmMachine()
    while (left-- > 0) await shutDownOne(machine)
    await machine.expectUnchanged()
  }
  await Promise.all(Array.from({length: atOnce}, runnerOfOne))
  expect(outcomes).toEqual(Array.from({length: shutdowns}, () => 'graceful success notice'))
}, 1_800_000)
