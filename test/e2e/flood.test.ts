import {spawn} from 'node:child_process'
import {appendFileSync, existsSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {largestLog} from '../../src/guest/log-cap.ts'
import {pidOf, until, untilLedger} from '../support/fake-machine.ts'
import {fakeVmMachine} from '../support/fake-vm.ts'

/** Bytes of memory that are a process's own; 0 when it is gone. */
function memoryOf(pid: number): number {
  try {
    return Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

const mib = 1024 * 1024
/** What a process may need more than before: a portion of 256 KiB, its lines, and what V8 has not collected yet. */
const flat = 100 * mib

test('1 GiB of hostile noise on the console: memory flat, disk and log capped, nothing of it a command', async () => {
  using machine = fakeVmMachine({ssh: {after: 600_000}})
  const more = {console: 'stream', 'problem-matchers': 'kernel', 'boot-attempts': '1', 'boot-timeout': '100s'}
  const running = machine.start({steps: [machine.use(more)], env: {PATH: machine.path}})
  const state = await untilLedger(machine, 'QEMU', ({held}) => held.some(({id, evidence}) => id === 'qemu' && evidence))
  const log = state.plan?.paths.consoleLog ?? ''
  await until('a console', 20_000, () => existsSync(log))
  const pids = [state.mains[0]?.pid ?? 0, pidOf(state, 'keeper')]
  const before = pids.map(memoryOf)
  const most = [...before]
  const flood = spawn(process.execPath, [join(import.meta.dirname, '../support/children/flood.ts'), log])
  const over = new Promise<number | null>((resolve) => flood.once('exit', resolve))
  const isSmall = (): boolean => flood.exitCode !== null && statSync(log).size <= largestLog
  while (!isSmall()) {
    pids.forEach((pid, index) => (most[index] = Math.max(most[index] ?? 0, memoryOf(pid))))
    await sleep(20)
  }
  expect(await over).toBe(0)
  appendFileSync(log, '\nKernel panic - not syncing: the end\n')
  const job = await running.result
  for (const [index, size] of most.entries()) expect(size - (before[index] ?? 0)).toBeLessThan(flat)

  const main = job.stage('vm', 'main')
  expect(main.annotations).toMatchObject([{level: 'error', title: 'VM guest failed: Kernel panic in the guest'}, {}])
  expect(main.log).toContain('before a lone carriage return')
  expect(main.log).toMatch(/… the guest has printed 2000 lines; the rest is in .*console\.log only/)
  expect(main.log).toContain('notice: The guest printed too much to keep it all: console.log had grown larger than 64')
  expect(main.lines.length).toBeLessThan(3_000)
  const ours = new Set(['group', 'endgroup', 'error', 'warning', 'notice', 'debug', 'stop-commands', 'add-matcher'])
  expect(main.commands.filter(({command}) => !ours.has(command))).toEqual([])
  expect(main.commands.filter(({data}) => /^forged/.test(data))).toEqual([])
  expect(main.commands.filter(({command}) => command === 'stop-commands')).toHaveLength(1)
  expect([Object.keys(main.outputs), main.state['name']]).toEqual([['evidence'], undefined])
  expect(main.lines.filter(({text}) => /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text))).toEqual([])
  // In the summary what the guest printed is in blocks of code that it cannot end, and nowhere else
  expect(Buffer.byteLength(main.summary)).toBeLessThanOrEqual(mib)
  expect(main.summary.replaceAll(/^(`{3,})(?:text|mermaid)\n[^]*?\n\1$/gm, '')).not.toMatch(/<script|noise|forged/)
  const removed = job.stage('vm', 'post').commands.filter(({command}) => command === 'remove-matcher')
  expect(removed).toHaveLength(2)
  await machine.expectUnchanged()
})
