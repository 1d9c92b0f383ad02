import {describe, expect, it, test} from 'vitest'
import {noDevices} from '../../src/plan/devices.ts'
import {noTransfers} from '../../src/plan/transfers.ts'
import {exitCodeOf, findingsOf} from '../../src/report/findings.ts'
import {logGroups, logLines} from '../../src/report/log-lines.ts'
import {verdictOf, type Finding, type Leftover, type Release, type Report} from '../../src/report/report.ts'
import {runnerSummaryLimit, summarize} from '../../src/report/summary.ts'
import {pathsOf} from '../../src/plan/paths.ts'
import type {FailOn, VmPlan} from '../../src/plan/plan.ts'
import type {Attempt, Outcome} from '../../src/shutdown/outcome.ts'
import {mebibytes, millis, parseVmId, resourceId, seconds, tagOf, type VmId} from '../../src/units.ts'

const id = parseVmId('0123abcd') as VmId

const planOf = (failOn: FailOn = 'leak', word = ''): VmPlan => ({
  id,
  tag: tagOf(id),
  failOn,
  accelerator: 'tcg',
  qemuVersion: `9.2.0${word}`,
  paths: pathsOf(id, '/state'),
  qemu: [`/usr/bin/qemu-system-x86_64${word}`, '-nodefaults'],
  spec: {
    name: `guest${word}`,
    arch: 'x86_64',
    machine: 'q35',
    cpus: 2,
    memory: mebibytes(512),
    accelerator: 'auto',
    boot: {kind: 'kernel', kernel: `/boot/vmlinuz${word}`, initrd: `/boot/initrd${word}`, append: ''},
    access: {user: 'root'},
    ready: {kind: 'login'},
    allowsReboot: false,
    budgets: {boot: seconds(60), shutdown: seconds(30), lifetime: seconds(3600)},
    devices: noDevices,
    transfers: noTransfers,
    env: [],
    extraArguments: [],
  },
})

const attempt = (ask: Attempt['ask'], result: Attempt['result'], took: number, detail?: string): Attempt =>
  detail === undefined ? {ask, result, took: seconds(took)} : {ask, result, took: seconds(took), detail}

const ignored = [attempt('poweroff', 'unavailable', 0, 'no channel'), attempt('powerdown', 'timed-out', 30)]
const attempts: Readonly<Record<Outcome, readonly Attempt[]>> = {
  graceful: [attempt('powerdown', 'exited', 2.4)],
  'guest-rebooted': [attempt('powerdown', 'exited', 2)],
  'guest-crashed': [attempt('powerdown', 'refused', 0, 'the guest panicked'), attempt('quit', 'exited', 0.1)],
  'already-gone': [],
  'never-started': [],
  quit: [...ignored, attempt('quit', 'exited', 0.1)],
  terminated: [...ignored, attempt('quit', 'timed-out', 5), attempt('terminate', 'exited', 0.1)],
  killed: [...ignored, attempt('quit', 'timed-out', 5), attempt('kill', 'exited', 0.1)],
  stuck: [...ignored, attempt('kill', 'timed-out', 10)],
}

const released = (word = '', leftovers: readonly Leftover[] = []): Release => ({
  held: {id: resourceId(`run-directory${word}`), kind: 'directory', description: {path: `/state/run${word}`}},
  outcome: 'released',
  leftovers,
  took: millis(12),
})

/** A report of post about a VM that ended as said. */
const reportOf = (outcome: Outcome, more: Partial<Report> = {}): Report => ({
  phase: 'post',
  vm: id,
  plan: planOf(),
  timeline: [{name: 'Shut down', took: seconds(2.4)}],
  shutdown: {outcome, attempts: attempts[outcome], took: seconds(2.4), notes: []},
  releases: [released()],
  leftovers: [],
  findings: [],
  ...more,
})

const leftover = (number: number): Leftover => ({
  what: `process ${number}`,
  where: `pid ${number}`,
  remedy: 'End it by hand.',
})
const levels = (report: Report): string =>
  findingsOf(report)
    .map(({level}) => level)
    .join(' ')
const told = (findings: readonly Finding[]): string =>
  findings.map(({title, message}) => `${title}\n${message}`).join('\n')

describe('findings and exit code', () => {
  test.each<readonly [Outcome, FailOn, string, 0 | 1, readonly string[]]>([
    ['graceful', 'leak', 'notice', 0, ['Guest shut down gracefully (2.4 s)', 'VM guest']],
    ['graceful', 'forced-shutdown', 'notice', 0, ['gracefully']],
    ['already-gone', 'leak', 'notice', 0, ['already gone', 'QEMU had ended before']],
    ['already-gone', 'forced-shutdown', 'notice', 0, ['already gone']],
    ['never-started', 'leak', '', 0, []],
    ['never-started', 'forced-shutdown', '', 0, []],
    ['guest-rebooted', 'leak', 'warning', 0, ['rebooted', 'logind.conf']],
    ['guest-rebooted', 'forced-shutdown', 'warning', 0, ['rebooted']],
    ['guest-crashed', 'leak', 'warning', 0, ['Guest crashed', 'Console: [2.1] Kernel panic - not syncing: dead']],
    ['guest-crashed', 'forced-shutdown', 'warning', 0, ['Guest crashed']],
    ['quit', 'leak', 'warning', 0, ['ignored the power button for 30.0 s', 'Install acpid or qemu-guest-agent']],
    ['quit', 'forced-shutdown', 'error', 1, ['raise shutdown-timeout', 'fail-on: forced-shutdown']],
    ['terminated', 'leak', 'warning', 0, ['SIGTERM', 'acpid']],
    ['terminated', 'forced-shutdown', 'error', 1, ['SIGTERM']],
    ['killed', 'leak', 'warning', 0, ['SIGKILL', 'acpid']],
    ['killed', 'forced-shutdown', 'error', 1, ['SIGKILL']],
    ['stuck', 'leak', 'error', 1, ['still there after SIGKILL', 'next job']],
    ['stuck', 'forced-shutdown', 'error', 1, ['stuck']],
  ])('%s with fail-on %s: %s, exit %i', (outcome, failOn, expected, code, words) => {
    const consoleTail = '[2.0] BUG: x\n[2.1] Kernel panic - not syncing: dead\n[2.2] ---[ end ]---\n'
    const report = reportOf(outcome, {plan: planOf(failOn), consoleTail})
    expect(levels(report)).toBe(expected)
    expect(exitCodeOf(report)).toBe(code)
    for (const word of words) expect(told(findingsOf(report))).toContain(word)
  })

  it('tells of each leftover once, with the remedy, and fails', () => {
    const report = reportOf('graceful', {
      releases: [released('', [leftover(7)])],
      leftovers: [leftover(7), leftover(8)],
    })
    expect([levels(report), exitCodeOf(report), verdictOf(report)]).toEqual(['error error notice', 1, 'leaked'])
    expect(told(findingsOf(report))).toMatch(/process 7\n.*pid 7\nEnd it by hand\.\n.*process 8/)
  })

  it('puts the error of main first, with what to do, and gives no advice on a guest that never came up', () => {
    const failure = {message: 'The guest did not boot within 60 s.', hint: 'Raise boot-timeout.'}
    const report = reportOf('killed', {phase: 'main', failure})
    expect([levels(report), exitCodeOf(report)]).toEqual(['error warning', 1])
    expect(findingsOf(report)[0]?.message).toBe('The guest did not boot within 60 s.\nRaise boot-timeout.')
    expect(told(findingsOf(report))).not.toContain('acpid')
  })

  it('says why when the guest could not be asked', () => {
    const shutdown = {outcome: 'quit', took: seconds(1), notes: ['The courtesy was short: io-error.']} as const
    const message = told(findingsOf(reportOf('quit', {shutdown: {...shutdown, attempts: attempts['guest-crashed']}})))
    expect(message).toContain('could not be reached by the power button (the guest panicked)')
    expect(message).toContain('The courtesy was short')
    expect(message).not.toContain('acpid')
  })

  it('warns of a release that failed though nothing is left', () => {
    const report = reportOf('graceful', {releases: [{...released(), outcome: 'failed', error: 'EACCES'}]})
    expect([levels(report), exitCodeOf(report), verdictOf(report)]).toEqual(['warning notice', 0, 'degraded'])
    expect(told(findingsOf(report))).toContain('EACCES')
  })

  it('keeps to ten of a level and says how many there are beside', () => {
    const report = reportOf('graceful', {leftovers: Array.from({length: 17}, (_, index) => leftover(index))})
    const errors = findingsOf(report).filter(({level}) => level === 'error')
    expect(errors).toHaveLength(10)
    expect(errors.at(-1)?.message).toMatch(/… and 7 more, see the summary$/)
    expect(summarize(report, runnerSummaryLimit)).toContain('process 16')
  })

  it('keeps to 4096 characters a message and says what was cut', () => {
    const report = reportOf('graceful', {failure: {message: '😀'.repeat(5000)}})
    const message = findingsOf(report)[0]?.message ?? ''
    expect(message.length).toBeLessThanOrEqual(4096)
    expect(message).toMatch(/^(?:😀)+… \[\d+ more characters\]$/u)
  })

  it('never fails a job for the VM of another one', () => {
    const report = reportOf('stuck', {phase: 'sweep', plan: planOf('forced-shutdown'), leftovers: [leftover(1)]})
    expect([levels(report), exitCodeOf(report)]).toEqual(['warning warning', 0])
    expect(told(findingsOf(report))).toContain('of an earlier job')
  })

  it('takes an error on the way down for a leak: nobody knows that nothing is left', () => {
    const findings = [{level: 'error', title: 'The VM could not be stopped', message: 'EIO'}] as const
    const report: Report = {phase: 'post', vm: id, timeline: [], releases: [], leftovers: [], findings}
    expect([levels(report), exitCodeOf(report), verdictOf(report)]).toEqual(['error', 1, 'leaked'])
  })

  it('has nothing to say about nothing, and one line about a VM that somebody else took down', () => {
    const idle: Report = {phase: 'post', timeline: [], releases: [], leftovers: [], findings: []}
    expect([findingsOf(idle), exitCodeOf(idle), verdictOf(idle)]).toEqual([[], 0, 'clean'])
    const done: Report = {...idle, findings: [{level: 'notice', title: 'Nothing to do', message: 'It was stopped.'}]}
    expect([levels(done), exitCodeOf(done)]).toEqual(['notice', 0])
    for (const [report, words] of [
      [idle, 'Nothing to do'],
      [done, 'It was stopped.'],
    ] as const) {
      expect(summarize(report, runnerSummaryLimit)).toMatch(new RegExp(`^[^\\n]*${words}[^\\n]*\\n$`))
      expect(logLines(report)).toEqual([expect.stringContaining(words)])
    }
  })
})

describe('what the guest says stays text', () => {
  const evil = '\n::error::x\r::save-state name=a::b ##[set-output name=a]b\u001b[2J</details><script>|`\n````\n'
  const report = reportOf('guest-crashed', {
    plan: planOf('leak', evil),
    timeline: [{name: evil, took: millis(1)}],
    failure: {message: evil + evil, hint: evil},
    shutdown: {
      outcome: 'guest-crashed',
      attempts: [attempt('quit', 'failed', 1, evil)],
      took: millis(1),
      notes: [evil],
    },
    releases: [{...released(evil, [{what: evil, where: evil, remedy: evil}]), error: evil}, {...released(evil), outcome: 'failed', error: evil}], // prettier-ignore
    leftovers: [{what: `b${evil}`, where: evil, remedy: evil}],
    findings: [{level: 'warning', title: evil, message: evil}],
    consoleTail: `${evil}::error::Kernel panic${evil}`,
    qemuLog: evil,
  })
  // Stricter than the runner, whose parser guest-text.test.ts has: neither mark may be there at all.
  const command = /^\s*::|##\[|[\r\u001b]/m

  it('in annotations and in the log', () => {
    expect(findingsOf(report).length).toBeGreaterThan(5)
    expect(told(findingsOf(report))).not.toMatch(command)
    for (const {title} of findingsOf(report)) expect(title).not.toContain('\n')
    expect(logLines(report).join('\n')).not.toMatch(command)
    expect(logLines(report).every((line) => !line.includes('\n'))).toBe(true)
    const groups = logGroups(report).map(({title, lines}) => [title, ...lines].join('\n'))
    expect(groups.join('\n')).not.toMatch(command)
    expect(groups.join('\n')).toContain("QEMU's output")
  })

  it('in the summary', () => {
    // A fence ends at the first line of as many backticks; what is outside must be ours.
    const outside = summarize(report, runnerSummaryLimit).replaceAll(/^(`{3,})(?:text|mermaid)\n[^]*?\n\1`*$/gm, '')
    expect(outside).not.toMatch(/script>|^`|[\r\u001b]|^::/m)
    expect(outside.match(/<\/details>/g)).toHaveLength(2)
    const rows = outside.split('\n').filter((line) => line.startsWith('|'))
    const widths = new Set(rows.map((row) => row.split('|').length - 2))
    expect([...widths].sort()).toEqual([2, 3, 4, 5])
  })
})
