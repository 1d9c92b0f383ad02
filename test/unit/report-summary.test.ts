import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {noDevices} from '../../src/plan/devices.ts'
import {noTransfers} from '../../src/plan/transfers.ts'
import {logGroups, logLines} from '../../src/report/log-lines.ts'
import type {Report} from '../../src/report/report.ts'
import {runnerSummaryLimit, summarize} from '../../src/report/summary.ts'
import {pathsOf} from '../../src/plan/paths.ts'
import type {VmPlan} from '../../src/plan/plan.ts'
import {mebibytes, millis, parseVmId, resourceId, seconds, tagOf, type VmId} from '../../src/units.ts'

const id = parseVmId('0123abcd') as VmId
const tag = tagOf(id)

const plan: VmPlan = {
  id,
  tag,
  failOn: 'leak',
  accelerator: 'kvm',
  qemuVersion: '9.2.0',
  paths: pathsOf(id, '/state'),
  qemu: ['/usr/bin/qemu-system-x86_64'],
  spec: {
    name: 'guest',
    arch: 'x86_64',
    machine: 'q35',
    cpu: 'host',
    cpus: 2,
    memory: mebibytes(2048),
    accelerator: 'auto',
    boot: {kind: 'disk', image: '/images/debian.qcow2', firmware: 'bios'},
    access: {user: 'root'},
    ready: {kind: 'login'},
    allowsReboot: false,
    budgets: {boot: seconds(60), shutdown: seconds(30), lifetime: seconds(3600)},
    devices: noDevices,
    transfers: noTransfers,
    env: [],
    extraArguments: [],
  },
}

const clean: Report = {
  phase: 'post',
  vm: id,
  plan,
  timeline: [{name: 'ladder', took: seconds(2.4)}],
  shutdown: {
    outcome: 'graceful',
    attempts: [
      {ask: 'poweroff', result: 'unavailable', detail: 'no ssh', took: millis(3)},
      {ask: 'powerdown', result: 'exited', took: seconds(2.4)},
    ],
    took: seconds(2.4),
    notes: ['QEMU was found stopped.'],
  },
  releases: [
    {
      held: {
        id: resourceId('qemu'),
        kind: 'process',
        description: {tag, role: 'qemu'},
        evidence: {pid: 4711, startTicks: 1, bootId: 'b'},
      },
      outcome: 'absent',
      leftovers: [],
      took: millis(1),
    },
    {
      held: {id: resourceId('run-directory'), kind: 'directory', description: {path: `/state/${tag}`}},
      outcome: 'released',
      leftovers: [],
      took: millis(12),
    },
  ],
  leftovers: [],
  findings: [],
  consoleTail: 'login:\n',
}

const failed: Report = {
  ...clean,
  phase: 'main',
  failure: {message: 'The guest did not boot.\nIt printed nothing for 60 s.', hint: 'Raise boot-timeout.'},
  consoleTail: Array.from({length: 900}, (_, line) => `console ${line} ${'x'.repeat(40)}`).join('\n'),
  qemuLog: 'qemu: could not load PC BIOS\n',
}

const text = (report: Report, most = runnerSummaryLimit): string => summarize(report, most)

describe('the summary', () => {
  it('tells the whole story of a clean end', () => {
    expect(text(clean)).toMatch(/^### ✅ VM guest: clean\n/)
    for (const words of [
      'Outcome `graceful`: The guest shut itself down in 2.4 s.',
      '- QEMU was found stopped.',
      '| Power off, asked within the guest | no way to ask | no ssh | 3 ms |',
      '| Power button (ACPI) | QEMU ended |  | 2.4 s |',
      `| \`qemu\` | \`pid 4711, tag ${tag}, role qemu\` | was not there | gone | 1 ms |`,
      `| \`run-directory\` | \`/state/${tag}\` | released | gone | 12 ms |`,
      '| ladder | 2.4 s |',
      '| Accelerator | `kvm` |',
      '| CPUs | <code>2 × host</code> |',
      '| Memory | `2 GiB` |',
      '| Image | `/images/debian.qcow2` |',
      '9.2.0',
    ]) {
      expect(text(clean)).toContain(words)
    }
    // The outcome is what is seen; the rest is folded
    expect(text(clean)).toMatch(
      /^### ✅ VM guest: clean\n\nOutcome `graceful`[^#]*<details><summary>Details<\/summary>[^]*<\/details>\n$/,
    )
  })

  it('draws a picture in which no character can be anything but a letter of a label', () => {
    const evil = 'a:b;c,d#e%%f```\n::error::x <b>"é😀"'
    const report = text({
      ...failed,
      timeline: [{name: evil, took: millis(1500)}, ...clean.timeline],
      bootTook: millis(3400),
    })
    const [, picture = ''] = /```mermaid\n([^]*?)\n```/.exec(report) ?? []
    expect(picture).toContain('a b c d e f error x b 1.5 s :0, 1500')
    expect(picture).toMatch(/Power button \(ACPI\) 2\.4 s :\d+, \d+/)
    for (const line of picture.split('\n')) {
      expect(line).toMatch(
        /^(?:gantt|dateFormat x|axisFormat %S\.%L s|section [A-Z][a-z ]+|[\w .()-]+ :(?:crit, )?\d+, \d+)$/,
      )
    }
  })

  it('puts the error first and the evidence last', () => {
    const order = [
      'VM guest: failed · cleanup clean',
      '**The guest did not boot.**',
      'It printed nothing for 60 s.',
      '**What to do:** Raise boot-timeout.',
      'Outcome `graceful`',
      'How it went down',
      'Released and verified',
      'Timeline',
      "<details><summary>The guest's console (900 lines)</summary>",
      'console 899',
      "<details><summary>QEMU's output (1 line)</summary>",
      'could not load PC BIOS',
    ]
    const found = order.map((words) => text(failed).indexOf(words))
    expect(found).not.toContain(-1)
    expect(found).toEqual(found.toSorted((a, b) => a - b))
  })

  it('finds words for an error that begins with blank lines or has none', () => {
    expect(text({...failed, failure: {message: '\n \nbad\n'}})).toContain('**bad**')
    expect(text({...failed, failure: {message: ' '}})).toContain('**Failed without a message.**')
  })

  it('says what is left in a table of its own', () => {
    const leftover = {what: 'process', where: 'pid 4711', remedy: 'kill -9 4711'}
    const report = text({...clean, leftovers: [leftover]})
    expect(report).toMatch(/^### ❌ VM guest: leaked\n/)
    expect(report).toContain('| process | `pid 4711` | kill -9 4711 |')
    expect(report).toContain('<details><summary>The guest')
  })

  it('of a main that went well says that the VM is ready', () => {
    const running: Report = {phase: 'main', plan, timeline: clean.timeline, releases: [], leftovers: [], findings: []}
    expect(text(running)).toMatch(/^### 🟢 VM guest: ready\n/)
  })

  it('cuts the oldest evidence and says so', () => {
    const report = text(failed, 10_000)
    expect(report).toMatch(/console \(the last \d+ lines; \d+ older left out\)/)
    expect(report).toContain('console 899')
    expect(report).not.toContain('console 1 ')
    expect(report).toContain('could not load PC BIOS')
    const [, kept, left] = /the last (\d+) lines; (\d+) older/.exec(report) ?? []
    expect(Number(kept) + Number(left)).toBe(900)
  })

  it('then leaves out whole sections and names them', () => {
    const report = text(failed, 1200)
    expect(report).toContain('**The guest did not boot.**')
    expect(report).toMatch(/_Left out for want of room: .*the console/)
  })

  it('keeps room to say what is missing, whatever the limit', () => {
    for (let most = 600; most < 1600; most++)
      expect(text(clean, most)).toMatch(/VM guest[^]*(?:Left out|Run directory)/)
    expect(text(clean, 10)).toBe('')
  })

  it('is never longer than allowed, nor cut within a block', () => {
    const size = fc.integer({min: 0, max: 12_000})
    const tail = fc.array(fc.constantFrom('`'.repeat(50), 'é', '😀', '\n', '\r', 'word ', '|'), {maxLength: 2000})
    fc.assert(
      fc.property(size, tail, tail, (most, console, log) => {
        const report = text({...failed, consoleTail: console.join(''), qemuLog: log.join('')}, most)
        expect(Buffer.byteLength(report)).toBeLessThanOrEqual(most)
        expect(report.match(/<details>/g)?.length).toBe(report.match(/<\/details>/g)?.length)
      }),
    )
    const huge = {...failed, consoleTail: '😀'.repeat(3_000_000), qemuLog: 'é\n'.repeat(1_000_000)}
    expect(Buffer.byteLength(text(huge))).toBeLessThanOrEqual(runnerSummaryLimit)
  })
})

describe('the log', () => {
  it('has the same facts, short', () => {
    const lines = logLines(clean)
    expect(lines.length).toBeLessThan(25)
    for (const words of ['VM guest: clean', 'graceful', 'Power button (ACPI): QEMU ended, 2.4 s', 'gone', 'kvm']) {
      expect(lines.join('\n')).toContain(words)
    }
  })

  it('has the evidence in groups of its own, capped and said to be', () => {
    expect(logGroups(clean).map(({title}) => title)).not.toContain("The guest's console")
    const shown = logGroups(failed).find(({title}) => title === "The guest's console")
    expect(shown?.lines[0]).toBe('… 700 older lines left out')
    expect(shown?.lines).toHaveLength(201)
  })
})
