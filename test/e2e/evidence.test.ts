import {execFileSync} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {Ajv, type ValidateFunction} from 'ajv'
import {describe, expect, test} from 'vitest'
import {consoleText} from '../support/console-texts.ts'
import {fakeArtifacts, type FakeArtifacts} from '../support/fake-artifacts.ts'
import {fakeVmMachine, inRun, saidIn, type FakeVmMachine} from '../support/fake-vm.ts'
import type {JobStep} from '../support/runner/play-job.ts'

const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8')) as object
const isReport: ValidateFunction = new Ajv({strict: true, allowUnionTypes: true, formats: {'date-time': true}}).compile(
  schema,
)

/** The files of an artifact, by name: of the only one, where no VM is named. */
function unpacked(machine: FakeVmMachine, {artifacts}: FakeArtifacts, vm = 'guest'): ReadonlyMap<string, string> {
  const names = [...artifacts.keys()].filter((name) => new RegExp(`^qemu-vm-${vm}-[0-9a-f]{8}$`).test(name))
  expect(names).toHaveLength(1)
  const place = join(machine.root, `unpacked-${vm}`)
  mkdirSync(place)
  writeFileSync(join(place, 'a.zip'), artifacts.get(names[0] ?? '') ?? '')
  const script =
    'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2]); print(chr(10).join(zipfile.ZipFile(sys.argv[1]).namelist()))'
  const files = execFileSync('python3', ['-c', script, join(place, 'a.zip'), place], {encoding: 'utf8'})
    .trim()
    .split('\n')
  return new Map(files.map((one) => [one, readFileSync(join(place, one), 'utf8')]))
}

const reportIn = (files: ReadonlyMap<string, string>): unknown => {
  const report = JSON.parse(files.get('report.json') ?? 'null') as unknown
  expect([isReport(report), isReport.errors]).toEqual([true, null])
  return report
}

describe.concurrent('the evidence', () => {
  test('of a main that failed is an artifact, with a report that its schema describes', async () => {
    await using service = await fakeArtifacts()
    const timeline = [{after: 100, console: `login with s3cret"word or line-two\n${consoleText('kernel-panic')}`}]
    using machine = fakeVmMachine({ssh: {after: 600_000}, timeline})
    const more = {'qemu-args': '-object secret,id=s,data=hunter2', 'boot-attempts': '1'}
    const jobEnv = {
      MY_PASSWORD: 's3cret"word',
      DEPLOY_KEY: 'line-one\nline-two',
      PIN_TOKEN: '1234',
      BUILD: 'sysrq triggered',
    }
    const job = await machine.job([], more, {actionsEnv: service.env, jobEnv})
    const main = job.stage('vm', 'main')
    expect(main.annotations).toMatchObject([{level: 'error', title: 'VM guest failed: Kernel panic in the guest'}])
    const files = unpacked(machine, service)
    expect([...files.keys()].toSorted()).toEqual(
      expect.arrayContaining(['command-line.txt', 'console.log', 'monitor.txt', 'report.json']),
    )
    expect(files.get('console.log')).toContain('sysrq triggered crash')
    expect([...files.values()].join()).not.toMatch(/hunter2|s3cret|line-two/)
    expect(files.get('console.log')).toContain('login with *** or ***')
    expect(reportIn(files)).toMatchObject({
      phase: 'main',
      causes: [{name: 'kernel-panic'}],
      machine: {accelerator: 'tcg'},
    })
    expect(main.summary).toMatch(/Evidence \([^)]*report\.json[^)]*\): the artifact `qemu-vm-guest-/)
    expect(main.outputs['evidence']).toMatch(/_temp\/qemu-vm-[0-9a-f]{8}-evidence$/)
    await machine.expectUnchanged()
  })

  test('of a VM whose job failed is kept by post, who was asked for nothing', async () => {
    await using service = await fakeArtifacts()
    using machine = fakeVmMachine({timeline: [{after: 100, console: consoleText('guest-oom')}]})
    const job = await machine.job([{kind: 'run', id: 'test', script: 'exit 1'}], {}, {actionsEnv: service.env})
    expect(saidIn(job, 'post', 'warning')).toContain('The console says that the guest ran out of memory.')
    expect(reportIn(unpacked(machine, service))).toMatchObject({
      phase: 'post',
      verdict: 'clean',
      causes: [{name: 'guest-oom'}],
    })
    await machine.expectUnchanged()
  })

  test('of a VM with which nothing was wrong is nobody’s wish, unless it is always wanted', async () => {
    await using service = await fakeArtifacts()
    using machine = fakeVmMachine()
    const usual = await machine.job([], {}, {actionsEnv: service.env})
    expect([service.artifacts.size, usual.stage('vm', 'post').log.includes('Evidence')]).toEqual([0, false])
    await machine.job([], {diagnostics: 'always'}, {actionsEnv: service.env})
    expect(reportIn(unpacked(machine, service))).toMatchObject({phase: 'post', outcome: 'graceful', causes: []})
    await machine.expectUnchanged()
  })

  test('stays away where it is not wanted, and fails nobody where it cannot be uploaded', async () => {
    using machine = fakeVmMachine({ssh: {after: 600_000}, timeline: [{after: 100, exit: {code: 1}}]})
    const never = await machine.job([], {diagnostics: 'never'})
    expect(never.stage('vm', 'main').log).not.toContain('Evidence')
    const away = {ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/', ACTIONS_RUNTIME_TOKEN: 'no token'}
    const job = await machine.job([], {}, {actionsEnv: away})
    expect(job.stage('vm', 'main').log).toContain('The evidence could not be uploaded')
    expect(job.stage('vm', 'main').summary).toMatch(/Evidence .*until the job ends/)
    await machine.expectUnchanged()
  })

  test('of an attempt that failed is kept although the next one worked, and the warning names cause and place', async () => {
    const becomeHealthy = (): void => {
      machine.fake.become({ssh: {after: 0}})
    }
    await using service = await fakeArtifacts(becomeHealthy)
    const timeline = [{after: 100, console: consoleText('no-init')}]
    using machine = fakeVmMachine({ssh: {after: 600_000}, timeline})
    const job = await machine.job([], {'boot-attempts': '2'}, {actionsEnv: service.env})
    const said = saidIn(job, 'main', 'warning')
    expect(said).toMatch(
      /^The guest had to be booted again\n.*because attempt 1 of 2 failed: The guest's kernel panicked/,
    )
    expect(said).toContain('The console says that the guest has no init that can be run')
    expect(said).toMatch(/Evidence: the artifact qemu-vm-guest-[0-9a-f]{8}\.$/)
    expect(reportIn(unpacked(machine, service))).toMatchObject({phase: 'main', causes: [{name: 'no-init'}, {}]})
    expect(job.status).toBe('success')
    await machine.expectUnchanged()
  })

  test('of the other VMs of a cancelled job is uploaded by the posts of their own steps', async () => {
    await using service = await fakeArtifacts()
    using machine = fakeVmMachine()
    const end = '---[ end Kernel panic - not syncing: sysrq triggered crash ]---\r\n'
    writeFileSync(join(machine.root, 'panic'), consoleText('kernel-panic') + end)
    const panic = `for log in ${machine.stateDirectory}/*/console.log; do cat ${machine.root}/panic >>$log; done`
    const script = `trap 'exit 130' INT; ${panic}; echo now; while sleep 0.2; do :; done`
    const panics: JobStep = {kind: 'run', id: 'panics', script}
    const job = await machine.play({
      steps: [machine.use({name: 'one'}, 'one'), machine.use({name: 'two'}, 'two'), panics],
      events: [{at: {stage: 'run', step: 'panics', whenLog: /now/}, do: 'cancel'}],
      actionsEnv: service.env,
      env: {PATH: machine.path},
    })
    for (const name of ['one', 'two']) {
      expect(job.stage(name, 'post').summary).toMatch(/Outcome `guest-crashed`[^]*Evidence .*: the artifact `qemu-vm-/)
      expect(reportIn(unpacked(machine, service, name))).toMatchObject({name, causes: [{name: 'kernel-panic'}]})
    }
    await machine.expectUnchanged()
  })

  test('is there for a later step, until the job ends', async () => {
    using machine = fakeVmMachine({ssh: {after: 600_000}, timeline: [{after: 100, exit: {code: 1}}]})
    const later = {kind: 'run', id: 'later', if: 'always()', script: 'ls "${{ steps.vm.outputs.evidence }}"'} as const
    const job = await machine.job([later])
    expect(job.stage('later', 'run').log).toContain('report.json')
    await machine.expectUnchanged()
  })
})

test('a VM with which nothing is wrong takes fewer than 40 lines of the log, and one notice', async () => {
  using machine = fakeVmMachine()
  const job = await machine.job()
  expect(job.annotations().map(({level}) => level)).toEqual(['notice'])
  expect(job.annotations()[0]?.message).toMatch(/It was ready .* after QEMU started, under tcg, from /)
  expect(job.stages.flatMap(({lines}) => lines).length).toBeLessThan(40)
  await machine.expectUnchanged()
})

test('a guest that powers itself off in a step is told of in one notice', async () => {
  using machine = fakeVmMachine({timeline: [{after: 3000, exit: {}}]})
  const job = await machine.job([inRun('while kill -0 $pid 2>/dev/null; do sleep 0.2; done')])
  expect(job.annotations().map(({level}) => level)).toEqual(['notice'])
  await machine.expectUnchanged()
})
