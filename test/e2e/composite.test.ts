import {expect, test} from 'vitest'
import {fakeVmMachine, outcomeOf} from '../support/fake-vm.ts'
import type {UsesStep} from '../support/runner/play-job.ts'

test('two VMs of one composite action share GITHUB_ACTION; each post takes down its own', async () => {
  using machine = fakeVmMachine()
  const nested = (name: string): UsesStep => ({...machine.use({name}, name), within: 'setup'})
  const job = await machine.play({
    env: {PATH: machine.path},
    steps: [
      nested('one'),
      nested('two'),
      {kind: 'run', id: 'inner', within: 'setup', script: 'one status; two status; echo "$GITHUB_ACTION"'},
      {kind: 'run', id: 'outer', script: 'one status; two status; echo "$GITHUB_ACTION"'},
    ],
  })
  const run = (id: string) => job.stage(id, 'run').log
  expect(run('inner')).toMatch(/one: running \(.*\n[^]*two: running \(.*\n[^]*\nsetup$/)
  expect(run('outer')).toMatch(/one: running \(.*\n[^]*two: running \(.*\n[^]*\nouter$/)
  const tags = ['one', 'two'].map((name) => {
    const post = job.stage(name, 'post')
    expect([outcomeOf(job, 'post', name), post.exitCode]).toEqual(['graceful', 0])
    return post.log.match(/Stop the VM ([0-9a-f]{8})/g)
  })
  expect(tags.map((found) => found?.length)).toEqual([1, 1])
  expect(tags[0]).not.toEqual(tags[1])
  await machine.expectUnchanged()
})
