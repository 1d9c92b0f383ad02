import {existsSync, writeFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {rebootFollower} from '../../src/phases/follow.ts'
import {runVm} from '../support/running-vm.ts'

test.each([
  ['a guest that was ready: its connection is nobody’s any more when the reset is told', {}, false],
  ['a guest that was not: main may be making the first one', {after: []}, true],
])('at a reset of %s', async (_, options, isThere) => {
  await using vm = await runVm({}, options)
  writeFileSync(vm.plan.paths.sshSocket, '')
  const whenTold: boolean[] = []
  rebootFollower(
    vm.plan,
    vm.ledger,
    AbortSignal.abort(),
    vm.host,
  )(() => {
    whenTold.push(existsSync(vm.plan.paths.sshSocket))
  })
  expect(whenTold).toEqual([isThere])
})
