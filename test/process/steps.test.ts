import {createHash, randomBytes} from 'node:crypto'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {until} from '../support/fake-qemu/qmp-client.ts'
import {realHost} from '../support/real-host.ts'
import {localGuest, textOf, type LocalGuest} from '../support/local-guest.ts'

const shells = ['/bin/dash', '/bin/bash']
const statuses: readonly (readonly [command: string, status: number])[] = [
  ['exit 0', 0],
  ['exit 1', 1],
  ['exit 42', 42],
  ['no-such-program', 127],
  ['exit 125', 125],
  ['exit 255', 255],
  ['kill -9 $$', 137],
  ['kill -TERM $$', 143],
]

test.each(statuses)('of `%s` the exit status is %i, and nothing is left in the guest', async (command, status) => {
  using guest = localGuest()
  const [exec, script] = await Promise.all([
    guest.run(['exec', '--', 'sh', '-c', command]),
    guest.script(`echo out\n${command}\n`),
  ])
  expect([exec.status, script.status, script.out.toString()]).toEqual([status, status, 'out\n'])
  const said: unknown = status === 127 ? expect.stringContaining('not found') : ''
  expect([exec.err, script.err]).toEqual([said, said])
  expect(guest.left()).toEqual([])
})

test('a script runs under sh -e, or under the interpreter that is named, and reads nothing', async () => {
  using guest = localGuest()
  const [plain, bash, empty] = await Promise.all([
    guest.script('false\necho not reached\n'),
    guest.script('set -o | grep pipefail; echo ${BASH_VERSION:+bash}; cat', {words: ['bash', '-eo', 'pipefail']}),
    guest.script(''),
  ])
  expect([plain.status, plain.out.toString()]).toEqual([1, ''])
  expect(bash.out.toString()).toMatch(/^pipefail\s+on\nbash\n$/)
  expect(empty.status).toBe(0)
})

/** Host files as the runner makes them for each step: empty. */
function commandFiles(guest: LocalGuest): Record<string, string> {
  const names = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']
  return Object.fromEntries(
    names.map((name) => {
      const path = join(guest.home, `host ${name}`)
      writeFileSync(path, '')
      return [name, path]
    }),
  )
}

test.each(shells)('command files are carried back byte by byte, also when the step fails (%s)', async (shell) => {
  using guest = localGuest(shell)
  const env = commandFiles(guest)
  const bytes = Buffer.concat([randomBytes(2000), Buffer.from('\nstatus 7\nbegun\nenv 3\n\0\r\n'), randomBytes(10)])
  writeFileSync(join(guest.home, 'bytes'), bytes)
  const script = `
cat >>"$GITHUB_OUTPUT" <<'END'
text<<EOF
ü 🙂 "quoted" \${not} \\n
EOF
END
printf 'A=1\\nB=no end of line' >>"$GITHUB_ENV"
echo /opt/it\\'s/bin >>"$GITHUB_PATH"
echo a=b >>"$GITHUB_STATE"
cat bytes >>"$GITHUB_STEP_SUMMARY"
exit 3
`
  expect((await guest.script(script, {env})).status).toBe(3)
  expect(textOf(env['GITHUB_OUTPUT'] ?? '')).toBe('text<<EOF\nü 🙂 "quoted" ${not} \\n\nEOF\n')
  expect(textOf(env['GITHUB_ENV'] ?? '')).toBe('A=1\nB=no end of line')
  expect(textOf(env['GITHUB_PATH'] ?? '')).toBe("/opt/it's/bin\n")
  expect(textOf(env['GITHUB_STATE'] ?? '')).toBe('a=b\n')
  expect(readFileSync(env['GITHUB_STEP_SUMMARY'] ?? '').equals(bytes)).toBe(true)
  expect(guest.left()).toEqual([])
})

test('a command file that is too large fails the step and says which', async () => {
  using guest = localGuest()
  const env = commandFiles(guest)
  const ended = await guest.script('head -c 11000000 /dev/zero >>"$GITHUB_ENV"; echo x=y >>"$GITHUB_OUTPUT"\n', {env})
  expect([ended.status, ended.err]).toEqual([
    125,
    expect.stringContaining('GITHUB_ENV of this step has 11000000 bytes'),
  ])
  expect(textOf(env['GITHUB_OUTPUT'] ?? '')).toBe('x=y\n')
})

test.each(shells)(
  'a step sees the variables that were selected, whatever is in them, on no command line (%s)',
  async (shell) => {
    using guest = localGuest(shell, ['MY_*', 'GITHUB_*'])
    const secret = `it's a "secret"\n$(touch broken) \\ ü\n\n`
    const print = 'printf %s "$MY_SECRET"; echo "|$OTHER|$GITHUB_TOKEN|$GITHUB_REF|"'
    const look = 'cat /proc/[0-9]*/cmdline | grep -ac "touch brok[e]n" || true'
    const env = {MY_SECRET: secret, OTHER: 'o', GITHUB_TOKEN: 't', GITHUB_REF: 'r'}
    const ended = await guest.script(`${print}; ${look}\n`, {env})
    expect(ended.out.toString()).toBe(`${secret}|||r|\n0\n`)
    const asked = ['--env', 'MY_SECRET', '--env', 'GITHUB_TOKEN']
    const words = ['exec', ...asked, '--', 'sh', '-c', 'printf %s "$MY_SECRET$GITHUB_TOKEN$OTHER"; cat']
    const named = await guest.run(words, {env, input: 'in'})
    expect([named.status, named.out.toString()]).toEqual([0, `${secret}tin`])
    expect(guest.left()).toEqual([])
  },
)

test('50 MB pass byte by byte in both directions', async () => {
  using guest = localGuest()
  const bytes = randomBytes(50_000_000)
  const {status, out} = await guest.run(['exec', '--', 'cat'], {input: bytes})
  const sum = (data: Buffer): string => createHash('sha256').update(data).digest('hex')
  expect([status, sum(out)]).toEqual([0, sum(bytes)])
})

/** A process that leaves its parent, its session and its terminal behind, and ignores polite signals. */
const stubborn = `setsid sh -c 'echo $$ >>pids; trap "" INT TERM; while :; do sleep 1; done' </dev/null >/dev/null 2>&1 &
sleep 1000 & echo $! >>pids
echo ran=1 >>"\${GITHUB_OUTPUT:-/dev/null}"
wait
`

test.each(['script', 'exec'])('a cancelled %s leaves no process in the guest', async (kind) => {
  using guest = localGuest()
  const env = commandFiles(guest)
  writeFileSync(join(guest.home, 'step'), stubborn)
  const words = kind === 'script' ? [join(guest.home, 'step')] : ['exec', '--', 'sh', join(guest.home, 'step')]
  const running = guest.start(words, {env})
  const pids = (): readonly string[] =>
    textOf(join(guest.home, 'pids'))
      .split('\n')
      .filter((line) => line !== '')
  await until('the processes in the guest', () => pids().length === 2)
  running.child.kill('SIGINT')
  const {status} = await running.ended
  expect(status).toBe(130)
  const {processes} = realHost()
  const states = pids().map((pid) => processes.identify(Number(pid)))
  expect(states.filter((one) => one !== undefined && processes.state(one) !== 'gone')).toEqual([])
  if (kind === 'script') expect(textOf(env['GITHUB_OUTPUT'] ?? '')).toBe('ran=1\n')
})

test.each(['script', 'exec'])(
  'a lost connection of a %s is an error of its own, and nothing runs twice',
  async (kind) => {
    using guest = localGuest()
    const body = `echo run >>'${join(guest.home, 'runs')}'; : >'${guest.cut}'; exit 3`
    const ended = await (kind === 'script' ? guest.script(body) : guest.run(['exec', '--', 'sh', '-c', body]))
    expect(ended.status).toBe(125)
    expect(ended.err).toContain('The connection to the guest was lost while the command ran')
    expect(ended.err).toContain('QEMU ended')
    expect(textOf(join(guest.home, 'runs'))).toBe('run\n')
  },
)

test('what the guest prints in a step is no command, what we say of a lost one is', async () => {
  using guest = localGuest()
  const env = {GITHUB_ACTIONS: 'true'}
  const {out, err} = await guest.script(`echo '::error::from the guest'; : >'${guest.cut}'`, {env})
  const [, token = ''] = /^::stop-commands::([0-9a-f]{32})\n/.exec(err) ?? []
  const lines = out.toString().split('\n')
  expect(lines.indexOf(`::${token}::`)).toBeGreaterThan(lines.indexOf('::error::from the guest'))
  expect(lines.at(-2)).toMatch(/^::error title=The step in the guest::The connection .* was lost/)
})
