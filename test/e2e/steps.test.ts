import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {
  expectCanceledStep,
  expectExactSteps,
  fifteenSteps,
  fifteenStepsJob,
  guestVariables,
  inGuest,
} from '../support/fifteen-steps.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

const users = {login: {name: 'root', home: '/root'}, other: {name: 'user', home: '/home/user'}}

test('fifteen steps in the guest are as exact as on the runner, and a cancelled one leaves nothing running', async () => {
  using machine = vmMachine()
  const inputs = {...microInputs(guest), env: guestVariables}
  const vm: JobStep = {kind: 'uses', id: 'vm', action: machine.action, with: inputs}
  const job = await machine.play({...fifteenStepsJob, steps: [vm, ...fifteenSteps(users)], giveUpMs: 300_000})
  expectExactSteps(job, users)
  expectCanceledStep(job)
  expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')
  await machine.expectUnchanged()
})

describe.concurrent('a guest that is lost during a step', () => {
  test.each([
    [
      'its sshd is stopped',
      'echo $$; kill -STOP $(pidof dropbear); sleep 1000',
      /sshd takes connections and does not answer/,
      'graceful',
    ],
    ['its network is down', 'ifconfig eth0 down; sleep 1000', /network does not answer/, 'graceful'],
    ['it powers itself off', 'poweroff; sleep 1000', /powered itself off/, 'already-gone'],
  ])('because %s is told by an error of its own, and post goes on', async (_, script, why, outcome) => {
    using machine = vmMachine()
    const job = await machine.play({
      giveUpMs: 200_000,
      steps: [
        {kind: 'uses', id: 'vm', action: machine.action, with: microInputs(guest)},
        // What it prints is on its way before the network is down
        inGuest('lost', `echo begun\nsleep 1\n${script}\n`),
      ],
    })
    const {exitCode, annotations, log, ms} = job.stage('lost', 'run')
    expect(log).toContain('begun')
    expect(exitCode).toBe(125)
    expect(annotations[0]?.message).toMatch(why)
    expect(annotations[0]?.message).toContain('The connection to the guest was lost')
    expect(ms).toBeLessThan(90_000)
    expect(job.stage('vm', 'post').summary).toContain(`Outcome \`${outcome}\``)
    await machine.expectUnchanged()
  })
})

test('a guest without sshd is ready, runs steps, restarts and powers off by the guest agent alone', async () => {
  using machine = vmMachine()
  const job = await machine.play({
    steps: [
      {
        kind: 'uses',
        id: 'vm',
        action: machine.action,
        with: {
          ...microInputs(guest, 'guest.qga=1 guest.ssh=off guest.acpi=ignore'),
          ready: 'agent',
          env: 'MY_*',
          collect: '/root/one',
        },
      },
      inGuest('script', 'echo "<$MY_TEXT>"; echo ü >&2; echo out=1 >>"$GITHUB_OUTPUT"; exit 255', {
        env: {MY_TEXT: 'x'},
      }),
      {kind: 'run', id: 'exec', script: 'guest exec -- sh -c "echo hi; kill -9 \\$\\$" || echo $?'},
      {kind: 'run', id: 'reboot', script: 'guest exec -- touch /tmp/mark; guest reboot; guest exec -- ls /tmp'},
      {
        kind: 'run',
        id: 'copy',
        script: [
          'mkdir tree; head -c 3000000 /dev/urandom >"tree/a b"; ln -s "a b" tree/link; chmod 711 "tree/a b"',
          'guest copy tree guest:/root/tree && guest copy guest:/root/tree back && diff -r tree back && stat -c %a back/a*',
          'guest copy "tree/a b" guest:/root/one && guest copy guest:/root/one . && cmp one "tree/a b"',
          'guest copy guest:/root/nothing x || echo "refused: $?"',
          'guest exec -- ls /tmp',
        ].join('\n'),
      },
    ],
  })
  expect(job.stage('reboot', 'run').log).toMatch(/The guest answers, after/)
  expect(job.stage('reboot', 'run').log).not.toContain('mark')
  expect(job.stage('script', 'run').exitCode).toBe(255)
  expect(job.stage('script', 'run').log).toContain('<x>')
  expect(job.stage('script', 'run').outputs).toEqual({out: '1'})
  expect(job.stage('exec', 'run').log).toBe('hi\n137')
  expect(job.stage('copy', 'run').log).toMatch(/^711\n(?:.*\n)*.*nothing does not exist in the guest.*\nrefused: 1$/m)
  expect(job.stage('copy', 'run').log).not.toContain('qemu-vm-copy')
  expect(job.stage('vm', 'post').log).toMatch(/Collected from the guest\n1 files/)
  expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')
  await machine.expectUnchanged()
})
