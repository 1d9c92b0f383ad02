import {expect} from 'vitest'
import type {JobEvent, JobResult, JobStep} from './runner/play-job.ts'

/** A step whose script runs in the guest, whatever becomes of it. */
export const inGuest = (id: string, script: string, more: Partial<Extract<JobStep, {kind: 'run'}>> = {}): JobStep => ({
  ...{kind: 'run', id, script, shell: 'guest {0}', continueOnError: true},
  ...more,
})

/** Who logs in to a guest, and somebody else there. */
export interface GuestUsers {
  readonly login: {readonly name: string; readonly home: string}
  readonly other: {readonly name: string; readonly home: string}
}

const statuses: Readonly<Record<string, number>> = {
  'exit 0': 0,
  'exit 1': 1,
  'exit 42': 42,
  'no-such-program': 127,
  'exit 255': 255,
  'kill -9 $$': 137,
}
const byStatus = Object.keys(statuses).map((command, index) => inGuest(`status ${index}`, `echo ran\n${command}\n`))
const text = 'line 1\nü 🙂 "quoted" ${not} \\n\n\nEOF?'

const write = `
printf '%s\\n' "ref $GITHUB_REF, mine <$MY_TEXT>, not <$OTHER> <$GITHUB_TOKEN>, as $(id -un) in $PWD"
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
const looks = 'grep -ls 424[2] /proc/[0-9]*/cmdline || echo nothing runs; ls -d /tmp/qemu-vm-* 2>/dev/null'

/** Of the VM `vm`, whose input `env` is to be `guestVariables`. */
export const exactSteps = ({other}: GuestUsers): readonly JobStep[] => [
  ...byStatus,
  inGuest('write', write, {env: {MY_TEXT: text, OTHER: 'x', GITHUB_TOKEN: 't'}}),
  {kind: 'run', id: 'host', script: 'echo "$PATH"; printf "%s|" "$MY_ENV" "${{ steps.write.outputs.text }}"'},
  inGuest('env', 'printf "%s|" "$MY_ENV"'),
  inGuest('user', 'echo "$(id -un) in $PWD: $-"', {shell: `guest --user ${other.name} sh -eu {0}`}),
  inGuest('awk', 'BEGIN { print 6 * 7 }', {shell: 'guest awk -f {0}'}),
  {kind: 'run', id: 'sums', script: sums},
  {
    kind: 'run',
    id: 'exec',
    script: 'guest exec -- sh -c "exit 255" || echo $?; guest exec -- sh -c "kill -9 \\$\\$" || echo $?',
  },
]

const sleeper = 'sleep 4242 & echo sleeping; sleep 4242'
/** For a job that is to go on: the `guest` of a step gets the signal by which the runner begins to cancel. */
export const interruptedSteps: readonly JobStep[] = [
  {
    kind: 'run',
    id: 'long',
    script: `set -m; echo '${sleeper}' >long.sh; guest "$PWD/long.sh" >long.log & pid=$!
timeout 120 sh -c 'until grep -q sleeping long.log; do sleep 0.1; done'; kill -INT $pid; wait $pid || echo "status $?"`,
  },
  {kind: 'run', id: 'after', script: `guest exec -- sh -c '${looks}' || true`},
]

/** The exact ones, and one that is canceled, with the job. */
export const fifteenSteps = (users: GuestUsers): readonly JobStep[] => [
  ...exactSteps(users),
  inGuest('long', sleeper),
  {kind: 'run', id: 'after', if: 'always()', script: `guest exec -- sh -c '${looks}' || true`},
]

export const guestVariables = 'GITHUB_*\nMY_*'
/** What the job of these steps is played with. */
export const fifteenStepsJob = {
  github: {ref: 'refs/heads/x', token: 'github-token'},
  events: [{at: {stage: 'run', step: 'long', whenLog: /sleeping/}, do: 'cancel'}] satisfies readonly JobEvent[],
}

/** That the exact ones were as exact as on the runner. */
export function expectExactSteps(job: JobResult, {login, other}: GuestUsers): void {
  const run = (id: string) => job.stage(id, 'run')
  expect(byStatus.map((_, index) => run(`status ${index}`).exitCode)).toEqual(Object.values(statuses))
  expect(run('status 0').lines.map(({text: line}) => line)).toContain('ran')
  expect(run('write').exitCode).toBe(3)
  expect(run('write').log).toContain(`ref refs/heads/x, mine <${text}>, not <> <>, as ${login.name} in ${login.home}`)
  expect(run('write').outputs).toEqual({text})
  expect(run('write').summary).toBe('# From the guest ü')
  expect(run('host').log).toMatch(/^\/from\/the\/guest:/)
  expect(run('env').log).toContain(`${text}|`)
  expect(run('user').log).toMatch(new RegExp(`^${other.name} in ${other.home}: \\S*u`, 'm'))
  expect(run('awk').log).toContain('42')
  const [out, outHere, here, inThere] = run('sums').log.split('\n')
  expect([outHere, inThere]).toEqual([out, here])
  expect(run('exec').log).toBe('255\n137')
}

/** That the interrupted one ended, and has left nothing running. */
export function expectInterruptedStep(job: JobResult): void {
  expect(job.stage('long', 'run').log).toMatch(/status \d+/)
  expect(job.stage('after', 'run').log).toBe('nothing runs')
}

/** That the canceled one has left nothing running. */
export function expectCanceledStep(job: JobResult): void {
  expect(job.stage('long', 'run').result).toBe('cancelled')
  expect(job.stage('long', 'run').ms).toBeLessThan(60_000)
  expect(job.stage('after', 'run').log).toBe('nothing runs')
}
