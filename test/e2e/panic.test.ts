import {linkSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {outcomeOf, saidIn} from '../support/fake-vm.ts'
import {until} from '../support/fake-machine.ts'
import type {JobResult, JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine, type VmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/** The promise itself: from the line on the console to the annotation, in milliseconds. */
const promised = 5000

/**
 * A moment at which the console did not have the kernel's last words yet, shortly before it had; milliseconds since the
 * epoch. The file is removed with the VM: a link to it is looked at.
 */
async function beforePanic({root, stateDirectory}: VmMachine): Promise<number> {
  const link = join(root, 'console')
  let before = Date.now()
  await until('a console', 60_000, () =>
    readdirSync(stateDirectory).some((name) => tryLink(join(stateDirectory, name), link)),
  )
  for (;;) {
    const now = Date.now()
    if (readFileSync(link, 'latin1').includes('Kernel panic - not syncing')) return before
    before = now
    await sleep(20)
  }
}

function tryLink(run: string, link: string): boolean {
  try {
    linkSync(join(run, 'console.log'), link)
    return true
  } catch {
    return false
  }
}

/** Plays a job with a real guest that panics, and sees that the machine is as before. */
async function panicking(
  words: string,
  steps: readonly JobStep[] = [],
): Promise<JobResult & {readonly before: number}> {
  using machine = vmMachine()
  const inputs = {...microInputs(guest, `quiet cryptomgr.notests ${words}`.trim()), cpus: '1', memory: '128M'}
  const vm = {kind: 'uses', id: 'vm', action: machine.action, with: {...inputs, 'boot-attempts': '1'}} as const
  const [job, before] = await Promise.all([machine.play({steps: [vm, ...steps]}), beforePanic(machine)])
  await machine.expectUnchanged()
  return {...job, before}
}

describe.concurrent('a kernel that panics', () => {
  test.each([
    ['G5', 'while main waits for it', 'guest.boot=panic', 'Kernel panic in the guest'],
    ['G20', 'before it can tell QEMU', 'rdinit=/nowhere root=/dev/nothing panic=0', 'Root file system not found'],
  ])('%s %s is told of within 5 s of its line on the console', async (_, __, words, title) => {
    const {before, ...job} = await panicking(words)
    const main = job.stage('vm', 'main')
    const told = main.lines.find(({text}) => text.startsWith('##[error]'))
    expect((told?.at ?? Infinity) - before).toBeLessThan(promised)
    expect(main.annotations.find(({level}) => level === 'error')?.title).toBe(`VM guest failed: ${title}`)
    expect(saidIn(job, 'main', 'error')).toContain("The guest's kernel panicked")
    expect(main.log).toContain("The guest's console")
  })

  const crash = 'echo c >/proc/sysrq-trigger'
  test.each<readonly [string, string, JobStep]>([
    ['a command', 'and QEMU ends of it', {kind: 'run', id: 'crash', script: `guest exec -- sh -c '${crash}'`}],
    [
      "a step's script",
      'and QEMU is not told',
      {kind: 'run', id: 'crash', shell: 'guest {0}', script: `rmmod pvpanic_pci; ${crash}`},
    ],
  ])('in the middle of %s, %s: the step ends by itself and says so, and post says why', async (_, __, step) => {
    const job = await panicking('', [step])
    const {log, exitCode, ms} = job.stage('crash', 'run')
    expect(log).toMatch(/how it fared is not known\. The guest's kernel panicked: .*sysrq triggered crash/)
    expect(exitCode).toBe(125)
    expect(ms).toBeLessThan(60_000) // ssh itself takes 20 s to miss a guest that is silent
    expect(outcomeOf(job)).toBe('guest-crashed')
    expect(saidIn(job, 'post', 'warning')).toContain("The console says that the guest's kernel panicked.")
    expect(saidIn(job, 'post', 'warning')).toMatch(/Console: .* Kernel panic - not syncing: sysrq triggered crash$/m)
  })
})
