import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

const onHost = (id: string, script: string): JobStep => ({kind: 'run', id, script, continueOnError: true})

test('a guest can be waited for, read and looked at', async () => {
  using machine = vmMachine()
  const follow = `guest console --follow >follow & follower=$!
guest exec -- sh -c 'echo marker $((40+2)) >/dev/console'
until grep -q 'marker 42' follow; do sleep 0.1; done
kill -INT $follower; wait $follower`
  const job = await machine.play({
    giveUpMs: 200_000,
    steps: [
      {kind: 'uses', id: 'vm', action: machine.action, with: {...microInputs(guest), 'qemu-args': '-device VGA'}},
      onHost('wait', 'guest wait --timeout 60s'),
      onHost('late', 'guest wait --timeout 300ms agent'),
      onHost('wrong', 'guest wait telnet'),
      onHost('hostile', "guest exec -- sh -c 'hostile >/dev/console'; guest console; guest logs"),
      onHost('follow', follow),
      onHost('screen', 'guest screenshot; guest screenshot a/b.png || echo $?'),
      onHost('off', 'guest exec -- poweroff; guest wait'),
    ],
  })
  const run = (id: string) => job.stage(id, 'run')
  expect([run('wait').exitCode, run('wait').log]).toEqual([0, expect.stringMatching(/SSH server.*\n.*guest answers/)])
  expect([run('late').exitCode, run('late').log]).toEqual([
    1,
    expect.stringContaining('missing: an answer of the guest agent'),
  ])
  expect(run('wrong').exitCode).toBe(64)
  expect(run('hostile').annotations).toEqual([])
  expect(run('hostile').log).toContain('qemu-vm guest: ready')
  expect(run('hostile').log).toMatch(/the ledger: \/.*\.jsonl \(\d+ bytes\)/)
  expect(run('hostile').log).not.toContain('\u001b')
  expect(run('follow').exitCode).toBe(130)
  const picture = readFileSync(join(job.directories.workspace, 'guest.png'))
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect(run('screen').log).toMatch(/\/guest\.png\n.*No such file.*\n125/)
  expect([run('off').exitCode, run('off').log]).toEqual([125, expect.stringContaining('The guest powered itself off.')])
  await machine.expectUnchanged()
})
