import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {beforeAll, expect, test} from 'vitest'
import {ledgerPath} from '../../src/plan/paths.ts'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {fakeVmMachine, inRun, outcomeOf, saidIn} from '../support/fake-vm.ts'
import {deadProcess, linesOf, someOwner} from '../support/ledger-entries.ts'
import {loopDisk} from '../support/loop-disk.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {someVm} from '../support/scratch.ts'
import {vmMachine} from '../support/vm-job.ts'
import {bystander} from '../support/world/bystander.ts'
import {expectSameWorld, lookAtWorld} from '../support/world/world.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/** From the thaw: the keeper's patience of 15 s, its pauses, and a stop of what is gone already. */
const patience = 40_000

/**
 * The overlay, the console, the sockets, the ledger, all lie on a file system that takes no writes any more. QEMU cannot
 * even be killed; post must neither hang in the kernel itself nor remove what QEMU may still write to.
 */
test('B2 QEMU in uninterruptible sleep: post ends within 90 s with the thread and where it waits, and the keeper ends it after the thaw', async () => {
  await using other = await bystander()
  using machine = vmMachine()
  using disk = loopDisk(machine.root, 128)
  const state = join(disk.mount, 'state')
  mkdirSync(state, {mode: 0o700})
  const before = lookAtWorld({roots: [state]})
  const writer =
    'while :; do dd if=/dev/zero of=/dev/vda bs=64k count=16 seek=64 conv=fsync; done >/dev/null 2>&1 </dev/null &'
  const inputs = {image: guest.disk, accelerator: 'tcg', memory: '256M', cpus: '1'}
  const job = await machine.play({
    steps: [
      {kind: 'uses', id: 'vm', action: machine.action, with: {...inputs, 'state-dir': state}},
      inRun(`guest exec -- sh -c '${writer}'; fsfreeze -f ${disk.mount}
until cut -d ')' -f 2 /proc/$pid/task/*/stat | grep -q '^ D'; do sleep 0.1; done`),
    ],
    giveUpMs: 110_000,
  })
  try {
    const post = job.stage('vm', 'post')
    expect(outcomeOf(job)).toBe('stuck')
    expect(post.ms).toBeLessThan(90_000)
    expect(job.status).toBe('failure')
    const said = saidIn(job, 'post', 'error')
    expect(said).toContain('QEMU is still there after SIGKILL')
    expect(said).toMatch(/qemu-system-x86 \(pid \d+\), threads: .*\d+ D in \w+/)
    const tag = readdirSync(state).find((name) => /^qemu-vm-[0-9a-f]{8}$/.test(name)) ?? ''
    expect(existsSync(join(state, tag, 'overlay.qcow2'))).toBe(true)
    expect(existsSync(join(state, `${tag}.jsonl`))).toBe(true)
    expect(other.alive()).toBe(true)
  } finally {
    disk.thaw()
  }
  const limit = performance.now() + patience
  while (performance.now() < limit && !readdirSync(state).every((name) => name.endsWith('.jsonl'))) await sleep(200)
  // The keeper keeps its word on paper for the next job's sweep
  for (const name of readdirSync(state)) expect(name).toMatch(/\.jsonl$/)
  for (const name of readdirSync(state)) rmSync(join(state, name))
  const tags = [...job.log.matchAll(/qemu-vm-[0-9a-f]{8}/g)].map(([tag]) => tag)
  await expectSameWorld(before, {roots: [state], tags: [...new Set(tags)]})
  expect(other.alive()).toBe(true)
  await machine.expectUnchanged()
})

test('a state directory that takes no writes is refused by main, and swept by nobody, within the limits', async () => {
  using machine = fakeVmMachine()
  using disk = loopDisk(machine.root, 32)
  const state = join(disk.mount, 'state')
  mkdirSync(state, {mode: 0o700})
  // A ledger that an earlier pre has left, for the sweep
  const vm = someVm()
  writeFileSync(
    ledgerPath(state, vm),
    linesOf([{type: 'opened', vm, owner: {...someOwner, worker: deadProcess}, bootId: ''}]).join('\n'),
  )
  execFileSync('fsfreeze', ['-f', disk.mount])
  try {
    const job = await machine.job([], {'state-dir': state})
    expect(job.stage('vm', 'pre').log).toContain('Nothing could be prepared')
    expect(job.stage('vm', 'pre').result).toBe('success')
    expect(saidIn(job, 'main', 'error')).toMatch(/takes no writes[^]*Set state-dir to a directory on another disk/)
    for (const phase of ['pre', 'main'] as const) expect(job.stage('vm', phase).ms).toBeLessThan(60_000)
  } finally {
    disk.thaw()
  }
  rmSync(ledgerPath(state, vm), {force: true})
  await machine.expectUnchanged()
})

test('a state directory that takes no writes from the end of pre on is left for another one, and swept when it does again', async () => {
  using machine = fakeVmMachine()
  using disk = loopDisk(machine.root, 128)
  const env = {PATH: machine.path, XDG_STATE_HOME: disk.mount}
  const left = (): readonly string[] => readdirSync(join(disk.mount, 'qemu-vm'))
  const freeze: JobStep = {kind: 'run', id: 'freeze', script: `fsfreeze -f ${disk.mount}`}
  const job = await machine.play({steps: [freeze, machine.use()], env})
  disk.thaw()
  expect(outcomeOf(job)).toBe('graceful')
  expect(job.stage('vm', 'main').ms).toBeLessThan(30_000)
  expect(job.stage('vm', 'main').log).toContain(machine.stateDirectory)
  expect(left()).toHaveLength(1)
  expect(outcomeOf(await machine.play({steps: [machine.use()], env}))).toBe('graceful')
  expect(left()).toEqual([])
  await machine.expectUnchanged()
})
