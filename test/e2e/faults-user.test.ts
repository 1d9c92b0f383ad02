import {spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {fakeVmMachine, outcomeOf, type FakeVmMachine} from '../support/fake-vm.ts'
import {quoteWord} from '../../src/quote.ts'
import {looseMain, loosePost} from '../support/loose-phase.ts'
import {bystander} from '../support/world/bystander.ts'

const asNobody = 'setpriv --reuid 65534 --regid 65534 --clear-groups'

/** A directory of the user `nobody`, who may get there. */
function nobodysDirectory(machine: FakeVmMachine): string {
  const own = join(machine.root, 'own')
  for (const path of [machine.root, join(machine.root, 'home')]) chmodSync(path, 0o755)
  mkdirSync(own, {mode: 0o700})
  spawnSync('chown', ['65534:65534', own])
  return own
}

/** So that another user's phase may write to the runner's files. */
const openFiles =
  'chmod 666 $GITHUB_OUTPUT $GITHUB_PATH $GITHUB_STEP_SUMMARY $GITHUB_STATE; chmod 755 $(dirname $GITHUB_STATE)'

describe.concurrent('another user', () => {
  test('E11 whose sudo waits for a password: given up after 5 s, with what to install by hand', async () => {
    using machine = fakeVmMachine()
    const own = nobodysDirectory(machine)
    const bare = join(machine.root, 'bare')
    mkdirSync(bare)
    for (const name of ['sh', 'timeout', 'ssh', 'touch', 'env', 'apt-get', 'sleep']) {
      symlinkSync(`/usr/bin/${name}`, join(bare, name))
    }
    writeFileSync(join(bare, 'sudo'), '#!/bin/sh\nexec sleep 3600\n', {mode: 0o755})
    const more = {'state-dir': own, 'install-qemu': 'true'}
    const main = looseMain(machine, {under: `PATH=${bare} /usr/bin/${asNobody}`, more, first: openFiles})
    const job = await machine.play({steps: [main], env: {PATH: machine.path}})
    const stage = job.stage('main', 'run')
    expect(stage.annotations.map(({message}) => message).join()).toContain('sudo does not let us (it does not answer)')
    expect(stage.log).toContain('Install by hand: sudo apt-get')
    expect(stage.ms).toBeLessThan(12_000)
    expect(readdirSync(own)).toEqual([])
    await machine.expectUnchanged()
  })

  test('E12 runs post, and main was root: an error with what to do, and no silence', async () => {
    using machine = fakeVmMachine()
    nobodysDirectory(machine)
    const theirs = loosePost(machine, {under: asNobody, first: openFiles, id: 'theirs'})
    const job = await machine.play({steps: [looseMain(machine), theirs, loosePost(machine)], env: {PATH: machine.path}})
    const [error] = job.stage('theirs', 'run').annotations
    expect(error).toMatchObject({level: 'error', title: 'The VM of this step was not stopped'})
    expect(error?.message).toContain('Run post as the user who ran main')
    expect(job.stage('theirs', 'run').log).toContain('post: 1')
    expect(job.stage('post', 'run').summary).toContain('Outcome `graceful`')
    await machine.expectUnchanged()
  })

  test('E16 whose steps delete the workspace: post needs none', async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([{kind: 'run', script: 'rm -rf "$GITHUB_WORKSPACE"; mkdir "$GITHUB_WORKSPACE"'}])
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })

  test('E16 whose steps chmod 000 the run directory: post restores what it needs', async () => {
    using machine = fakeVmMachine()
    const own = nobodysDirectory(machine)
    const phase = {under: asNobody, more: {'state-dir': own}, first: openFiles}
    const job = await machine.play({
      steps: [
        looseMain(machine, phase),
        {kind: 'run', id: 'spoil', script: `chmod 000 ${quoteWord(own)}/qemu-vm-*[0-9a-f]`},
        loosePost(machine, phase),
      ],
      env: {PATH: machine.path},
    })
    expect(job.stage('post', 'run').log).toContain('post: 0')
    expect(readdirSync(own)).toEqual([])
    await machine.expectUnchanged()
  })
})

test('E14 two uses of the action in one job: each post stops its own, the last first, and nobody else', async () => {
  await using other = await bystander()
  using machine = fakeVmMachine()
  const job = await machine.play({
    steps: [machine.use({name: 'one'}, 'one'), machine.use({name: 'two'}, 'two')],
    env: {PATH: machine.path},
  })
  expect(job.order.slice(-2)).toEqual(['two post', 'one post'])
  const tags = ['one', 'two'].map((id) => [
    ...new Set([...job.stage(id, 'post').log.matchAll(/Stop the VM [0-9a-f]{8}/g)].map(([title]) => title)),
  ])
  expect(tags.map(({length}) => length)).toEqual([1, 1])
  expect(tags[0]).not.toEqual(tags[1])
  expect(other.alive()).toBe(true)
  await machine.expectUnchanged()
})

test('E15 a local action, which has no pre, keeps its state', async () => {
  using machine = fakeVmMachine()
  const job = await machine.play({steps: [{...machine.use(), local: true}], env: {PATH: machine.path}})
  expect(job.order).toEqual(['vm main', 'vm post'])
  expect(outcomeOf(job)).toBe('graceful')
  await machine.expectUnchanged()
})
