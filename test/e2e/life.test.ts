import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

const onHost = (id: string, script: string): JobStep => ({kind: 'run', id, script, continueOnError: true})

/** Quicker, and with one CPU less to compete for. */
const quick = (words = ''): Record<string, string> => ({
  ...microInputs(guest, `quiet cryptomgr.notests ${words}`.trim()),
  ...{cpus: '1', memory: '128M', 'qemu-args': '-device VGA'},
})
const inGuest = (id: string, script: string): JobStep => ({
  ...{kind: 'run', id, script, shell: 'guest {0}', continueOnError: true},
})
const readBoot = 'cat /proc/sys/kernel/random/boot_id'

const follow = `guest console --follow >follow & follower=$!
guest exec -- sh -c 'echo marker $((40+2)) >/dev/console'
until grep -q 'marker 42' follow; do sleep 0.1; done
kill -INT $follower; wait $follower`

test('a guest can be waited for, read, looked at and restarted; by itself it restarts only where that is allowed', async () => {
  using machine = vmMachine()
  const masters = `grep -h '"acquired","id":"ssh master"' ${machine.stateDirectory}/*.jsonl | grep -o '"pid":[0-9]*' |
while IFS=: read -r _ pid; do cat /proc/$pid/comm 2>/dev/null || echo gone; done`
  const job = await machine.play({
    giveUpMs: 300_000,
    steps: [
      {kind: 'uses', id: 'vm', action: machine.action, with: quick()},
      onHost('wait', 'guest wait --timeout 60s'),
      onHost('late', 'guest wait --timeout 300ms agent'),
      onHost('wrong', 'guest wait telnet'),
      onHost('ready', 'until guest console | grep -q "guest: ready"; do sleep 0.1; done'),
      onHost('hostile', "guest exec -- sh -c 'hostile >/dev/console'; guest console; guest logs"),
      onHost('follow', follow),
      onHost('screen', 'guest screenshot; guest screenshot a/b.png || echo $?'),
      inGuest('boot', readBoot),
      onHost('reboot', 'guest reboot && guest reboot'),
      inGuest('other', `${readBoot}; echo out=1 >>"$GITHUB_OUTPUT"; exit 7`),
      onHost('masters', masters),
      inGuest('self', 'reboot; sleep 1000'),
      onHost('gone', 'guest wait'),
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
  const boots = ['boot', 'other'].map((id) => /[0-9a-f-]{36}/.exec(run(id).log)?.[0])
  expect(new Set([undefined, ...boots]).size).toBe(3)
  expect(run('reboot').exitCode).toBe(0)
  expect([run('other').exitCode, run('other').outputs]).toEqual([7, {out: '1'}])
  expect(run('masters').log).toBe('gone\ngone\nssh')
  const ended = 'The guest rebooted, upon which QEMU ends; with allow-reboot: true it goes on.'
  expect([run('self').exitCode, run('self').annotations[0]?.message]).toEqual([125, expect.stringContaining(ended)])
  expect([run('gone').exitCode, run('gone').log]).toEqual([125, expect.stringContaining(ended)])
  expect(job.stage('vm', 'post').summary).toContain('Outcome `guest-rebooted`')
  expect(job.stage('vm', 'post').summary).toContain('The guest restarted 2 times, at')
  await machine.expectUnchanged()
})

test('a guest that may restart is followed: the step says so, and the next one waits', async () => {
  using machine = vmMachine()
  const data = join(machine.root, 'data')
  mkdirSync(data)
  writeFileSync(join(data, 'file'), 'still shared')
  const again = `resets() { grep -ch '"event":"RESET"' ${machine.stateDirectory}/*.jsonl; }; before=$(resets)
guest exec -- sh -c '(reboot -f) >/dev/null 2>&1 </dev/null &'
for i in $(seq 600); do test "$(resets)" -gt "$before" && break; sleep 0.1; done`
  const job = await machine.play({
    giveUpMs: 300_000,
    steps: [
      {
        ...{kind: 'uses', id: 'vm', action: machine.action},
        with: {...quick(), 'allow-reboot': 'true', share: `${data} -> /srv/data`},
      },
      inGuest('self', 'reboot; sleep 1000'),
      inGuest('next', 'echo here'),
      onHost('again', again),
      onHost('quick', 'guest exec -- echo not lost'),
      inGuest('late', 'cat /srv/data/file'),
      {kind: 'run', id: 'fails', script: 'exit 1'},
    ],
  })
  const run = (id: string) => job.stage(id, 'run')
  expect([run('self').exitCode, run('self').annotations[0]?.message]).toEqual([
    125,
    expect.stringMatching(/was lost while the command ran.*The guest restarted, and answers again/),
  ])
  expect([run('next').log, run('quick').log, run('late').log]).toEqual([
    expect.stringContaining('here'),
    expect.stringMatching(/^(?:The guest restarts; waiting until it answers again, .*\n)?not lost$/), // ssh may wait as long
    expect.stringContaining('still shared'),
  ])
  const {summary} = job.stage('vm', 'post')
  expect(summary).toContain('Outcome `graceful`')
  expect(summary).toContain('The guest restarted 2 times, at')
  expect(summary).toMatch(/Evidence .*screenshot\.png/)
  await machine.expectUnchanged()
})

describe.concurrent('the input run', () => {
  test('fails its step with the status of the script, and the VM is there for later steps and for post', async () => {
    using machine = vmMachine()
    const script = `echo '::error::from the guest'
echo "in $(cat /proc/sys/kernel/hostname), $MY_TEXT"
echo out=1 >>"$GITHUB_OUTPUT"
echo "ledger=/forged" >>"$GITHUB_STATE"
exit 3`
    const job = await machine.play({
      giveUpMs: 200_000,
      steps: [
        {
          ...{kind: 'uses', id: 'vm', action: machine.action, env: {MY_TEXT: 'mine'}},
          with: {...quick(), env: 'GITHUB_*\nMY_*', run: script},
        },
        {kind: 'run', id: 'skipped', script: 'true'},
        {...onHost('look', 'guest status; echo "${{ steps.vm.outputs.out }}"'), if: 'always()'},
      ],
    })
    const main = job.stage('vm', 'main')
    expect(main.exitCode).toBe(1)
    expect(main.annotations.filter(({level}) => level === 'error')).toMatchObject([
      {title: 'The script of run failed in guest', message: 'It ended with exit status 3.'},
    ])
    expect(main.log).toContain(', mine')
    expect(job.stage('skipped', 'run').result).toBe('skipped')
    expect(job.stage('look', 'run').log).toMatch(/guest: running[^]*\n1$/)
    const post = job.stage('vm', 'post')
    expect([post.exitCode, post.summary]).toEqual([0, expect.stringContaining('Outcome `graceful`')])
    expect(post.annotations.map(({level}) => level)).toEqual(['notice'])
    await machine.expectUnchanged()
  })

  test('is ended in the guest when the job is canceled, and main is over within 5 s', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      giveUpMs: 200_000,
      events: [{at: {stage: 'main', step: 'vm', whenLog: /sleeping/}, do: 'cancel'}],
      steps: [
        {
          ...{kind: 'uses', id: 'vm', action: machine.action},
          with: {...quick(), run: 'sleep 4242 & echo sleeping; sleep 4242'},
        },
        {
          ...onHost('look', "while guest exec -- sh -c 'ps | grep [s]leep'; do sleep 0.2; done; echo done"),
          if: 'always()',
        },
      ],
    })
    expect(job.stage('vm', 'main').result).toBe('cancelled')
    expect(job.stage('vm', 'main').signals.map(({signal}) => signal)).toEqual(['SIGINT'])
    expect(job.stage('look', 'run').log).toMatch(/^done$/m)
    expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')
    await machine.expectUnchanged()
  })
})
