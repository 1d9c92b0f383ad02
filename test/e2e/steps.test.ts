import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

const inGuest = (id: string, script: string, more: Partial<Extract<JobStep, {kind: 'run'}>> = {}): JobStep => ({
  ...{kind: 'run', id, script, shell: 'guest {0}', continueOnError: true},
  ...more,
})
const statuses: Readonly<Record<string, number>> = {
  'exit 0': 0,
  'exit 1': 1,
  'exit 42': 42,
  'no-such-program': 127,
  'exit 255': 255,
  'kill -9 $$': 137,
}

test('fifteen steps in the guest are as exact as on the runner, and a cancelled one leaves nothing running', async () => {
  using machine = vmMachine()
  const byStatus = Object.keys(statuses).map((command, index) => inGuest(`status ${index}`, `echo ran\n${command}\n`))
  const text = 'line 1\nü 🙂 "quoted" ${not} \\n\n\nEOF?'
  const write = `
echo "ref $GITHUB_REF, mine <$MY_TEXT>, not <$OTHER> <$GITHUB_TOKEN>, as $(id -un) in $PWD"
cat >>"$GITHUB_OUTPUT" <<'END'
text<<ghadelimiter
${text}
ghadelimiter
END
printf 'MY_ENV<<D\\n%s\\nD\\n' "$MY_TEXT" >>"$GITHUB_ENV"
printf '# From the guest ü' >>"$GITHUB_STEP_SUMMARY"
echo /from/the/guest >>"$GITHUB_PATH"
exit 3
`
  const sums = `guest exec -- sh -c 'head -c 50000000 /dev/urandom >/tmp/big; sha256sum </tmp/big'
guest exec -- cat /tmp/big | sha256sum
guest exec -- rm /tmp/big
head -c 5000000 /dev/urandom >big; sha256sum <big; guest exec -- sha256sum <big`
  const job = await machine.play({
    giveUpMs: 300_000,
    github: {ref: 'refs/heads/x', token: 'github-token'},
    events: [{at: {stage: 'run', step: 'long', whenLog: /sleeping/}, do: 'cancel'}],
    steps: [
      {kind: 'uses', id: 'vm', action: machine.action, with: {...microInputs(guest), env: 'GITHUB_*\nMY_*'}},
      ...byStatus,
      inGuest('write', write, {env: {MY_TEXT: text, OTHER: 'x', GITHUB_TOKEN: 't'}}),
      {kind: 'run', id: 'host', script: 'echo "$PATH"; printf "%s|" "$MY_ENV" "${{ steps.write.outputs.text }}"'},
      inGuest('env', 'printf "%s|" "$MY_ENV"'),
      inGuest('user', 'echo "$(id -un) in $PWD: $-"', {shell: 'guest --user user sh -eu {0}'}),
      inGuest('awk', 'BEGIN { print 6 * 7 }', {shell: 'guest awk -f {0}'}),
      {kind: 'run', id: 'sums', script: sums},
      {
        kind: 'run',
        id: 'exec',
        script: 'guest exec -- sh -c "exit 255" || echo $?; guest exec -- sh -c "kill -9 \\$\\$" || echo $?',
      },
      inGuest('long', 'sleep 4242 & echo sleeping; sleep 4242'),
      {
        kind: 'run',
        id: 'after',
        if: 'always()',
        script: 'guest exec -- sh -c "ps | grep [s]leep || echo nothing runs; ls /tmp"',
      },
    ],
  })
  const run = (id: string) => job.stage(id, 'run')
  expect(byStatus.map((_, index) => run(`status ${index}`).exitCode)).toEqual(Object.values(statuses))
  expect(run('status 0').lines.map(({text: line}) => line)).toContain('ran')
  expect(run('write').exitCode).toBe(3)
  expect(run('write').log).toContain(`ref refs/heads/x, mine <${text}>, not <> <>, as root in /root`)
  expect(run('write').outputs).toEqual({text})
  expect(run('write').summary).toBe('# From the guest ü')
  expect(run('host').log).toMatch(/^\/from\/the\/guest:/)
  expect(run('env').log).toContain(`${text}|`)
  expect(run('user').log).toMatch(/user in \/home\/user: \S*u/)
  expect(run('awk').log).toContain('42')
  const [out, outHere, here, inThere] = run('sums').log.split('\n')
  expect([outHere, inThere]).toEqual([out, here])
  expect(run('exec').log).toBe('255\n137')
  expect(run('long').result).toBe('cancelled')
  expect(run('long').ms).toBeLessThan(60_000)
  expect(run('after').log).toBe('nothing runs')
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
        inGuest('lost', `echo begun\n${script}\n`),
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

test('a guest without sshd is ready, runs steps and powers off by the guest agent alone', async () => {
  using machine = vmMachine()
  const job = await machine.play({
    steps: [
      {
        kind: 'uses',
        id: 'vm',
        action: machine.action,
        with: {...microInputs(guest, 'guest.qga=1 guest.ssh=off guest.acpi=ignore'), ready: 'agent', env: 'MY_*'},
      },
      inGuest('script', 'echo "<$MY_TEXT>"; echo ü >&2; echo out=1 >>"$GITHUB_OUTPUT"; exit 255', {
        env: {MY_TEXT: 'x'},
      }),
      {kind: 'run', id: 'exec', script: 'guest exec -- sh -c "echo hi; kill -9 \\$\\$" || echo $?'},
    ],
  })
  expect(job.stage('script', 'run').exitCode).toBe(255)
  expect(job.stage('script', 'run').log).toContain('<x>')
  expect(job.stage('script', 'run').outputs).toEqual({out: '1'})
  expect(job.stage('exec', 'run').log).toBe('hi\n137')
  expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')
  await machine.expectUnchanged()
})
