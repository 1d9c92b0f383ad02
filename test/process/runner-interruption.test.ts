/** The stand-in interrupts jobs as actions/runner does: cancel, time-out, shutdown, and violent ends. */
import {existsSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'

import {expect, onTestFinished, test} from 'vitest'

import {type JobOptions, type JobResult, type JobStep, playJob, startJob} from '../support/runner/play-job.ts'

const TOY = resolve(import.meta.dirname, '../fixtures/actions/toy')

/** The runner's 7.5 s, 2.5 s and 5 s become 300, 100 and 200 ms. */
const SCALE = 0.04

async function play(options: JobOptions): Promise<JobResult> {
  const result = await playJob({timeScale: SCALE, giveUpMs: 20_000, ...options})
  onTestFinished(() => result[Symbol.asyncDispose]())
  return result
}

function uses(id: string, inputs: Record<string, string> = {}, rest: Partial<JobStep> = {}): JobStep {
  return {kind: 'uses', id, action: TOY, with: inputs, ...rest} as JobStep
}

const WAIT = `console.log('ready'); await new Promise((r) => setTimeout(r, 30_000))`
const DEAF = `process.on('SIGINT', () => console.log('got SIGINT')); process.on('SIGTERM', () => console.log('got SIGTERM')); ${WAIT}`
const READY = {stage: 'main', step: 'toy', whenLog: /^ready$/} as const

/** Starts `sleep` as a daemon and prints its pid; every test that uses it kills it. */
const daemon = (options: string) =>
  `const child = spawn('sleep', ['60'], ${options}); child.unref(); console.log('pid ' + child.pid)`
const DETACHED = `{detached: true, stdio: 'ignore'}`

function daemonOf(result: JobResult): number {
  const pid = Number(/^pid (\d+)$/m.exec(result.log)?.[1])
  expect(pid).toBeGreaterThan(1)
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  })
  return pid
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

async function eventually(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5000
  while (!condition()) {
    expect(Date.now()).toBeLessThan(end)
    await sleep(10)
  }
}

test('a cancel sends SIGINT, SIGTERM and SIGKILL to the node alone, and post still runs', async () => {
  const script = `const child = spawn('sleep', ['60'], {stdio: 'ignore'}); child.unref(); console.log('pid ' + child.pid); ${DEAF}`
  const scale = 0.1
  const result = await play({timeScale: scale, steps: [uses('toy', {script})], events: [{at: READY, do: 'cancel'}]})
  const main = result.stage('toy', 'main')
  expect(main.signals.map(({signal}) => signal)).toEqual(['SIGINT', 'SIGTERM', 'SIGKILL'])
  const [first = 0, second = 0, third = 0] = main.signals.map(({at}) => at)
  expect(second - first).toBeGreaterThanOrEqual(7500 * scale - 5)
  expect(third - second).toBeGreaterThanOrEqual(2500 * scale - 5)
  expect(main).toMatchObject({result: 'cancelled', signal: 'SIGKILL'})
  expect(main.log).toContain('got SIGINT\ngot SIGTERM')
  expect(main.annotations.at(-1)?.message).toBe('The operation was canceled.')
  expect(result.status).toBe('cancelled')
  expect(result.stage('toy', 'post').log).toContain('"INPUT_JOB-STATUS":"cancelled"')
  const orphan = daemonOf(result)
  expect(result.sweep).toMatchObject([{pid: orphan, name: 'sleep', commandLine: 'sleep 60'}])
  await eventually(() => !isAlive(orphan))
})

test('a step whose condition still holds is not signalled by a cancel; later steps are skipped', async () => {
  const steps: JobStep[] = [
    uses('toy', {script: `console.log('ready'); await new Promise((r) => setTimeout(r, 300))`}, {if: 'always()'}),
    {kind: 'run', id: 'skipped', script: 'true'},
    {kind: 'run', id: 'told', if: 'cancelled()', script: 'true'},
  ]
  const result = await play({steps, events: [{at: READY, do: 'cancel'}]})
  expect(result.stage('toy', 'main')).toMatchObject({result: 'success', signals: []})
  expect(result.order).toEqual(['toy pre', 'toy main', 'told run', 'toy post'])
  expect(result.status).toBe('cancelled')
})

test('a cancelled job stays cancelled when its post fails', async () => {
  const steps = [uses('toy', {script: WAIT, 'post-script': 'process.exitCode = 1'})]
  const result = await play({steps, events: [{at: READY, do: 'cancel'}]})
  expect([result.stage('toy', 'post').result, result.status]).toEqual(['failure', 'cancelled'])
})

test('state written before a SIGKILL of the node reaches post', async () => {
  const script = `append('GITHUB_STATE', 'pid=7\\n'); ${WAIT}`
  const result = await play({steps: [uses('toy', {script})], events: [{at: READY, do: 'kill-node'}]})
  expect(result.stage('toy', 'main')).toMatchObject({result: 'failure', exitCode: null, signal: 'SIGKILL'})
  expect(result.stage('toy', 'post').log).toContain('"STATE_pid":"7"')
})

test('a torn state entry fails the step, and the pairs before it stand', async () => {
  const script = `append('GITHUB_STATE', 'pid=7\\n'); console.log('ready'); await new Promise((r) => setTimeout(r, 1000))`
  const result = await play({steps: [uses('toy', {script})], events: [{at: READY, do: 'corrupt-state'}]})
  expect(result.stage('toy', 'main')).toMatchObject({result: 'failure', exitCode: 0, state: {pid: '7'}})
  expect(result.annotations('error')[0]?.message).toBe("Unable to process file command 'state' successfully.")
  expect(result.stage('toy', 'post').log).toContain('"STATE_pid":"7"')
})

test('a state value of 128 KiB keeps post from starting', async () => {
  const result = await play({
    steps: [uses('toy', {script: `append('GITHUB_STATE', 'big=' + 'x'.repeat(131072) + '\\n')`})],
  })
  expect(result.stage('toy', 'main').result).toBe('success')
  expect(result.stage('toy', 'post')).toMatchObject({result: 'failure', pid: undefined})
  expect(result.stage('toy', 'post').log).toContain('E2BIG')
})

test('an inherited stdout delays the end of the step by 5 s (scaled), a detached child does not', async () => {
  const steps = [
    uses('held', {script: daemon(`{detached: true, stdio: 'inherit'}`)}),
    uses('free', {script: daemon(DETACHED)}),
  ]
  const result = await play({steps, timeScale: 0.4})
  const delay = 5000 * 0.4
  expect(result.stage('held', 'main').ms).toBeGreaterThanOrEqual(delay - 5)
  expect(result.stage('free', 'main').ms).toBeLessThan(delay)
  expect(result.status).toBe('success')
  expect(result.sweep.map(({name}) => name)).toEqual(['sleep', 'sleep'])
})

test('a shutdown skips the posts; the sweep kills the orphan that carries the tracking id, and no other', async () => {
  const hidden = `{detached: true, stdio: 'ignore', env: {PATH: process.env.PATH}}`
  const script = `{${daemon(hidden)}} {const tracked = spawn('sleep', ['61'], ${DETACHED}); tracked.unref()} ${WAIT}`
  const result = await play({steps: [uses('toy', {script}, {if: 'always()'})], events: [{at: READY, do: 'shutdown'}]})
  expect(result.stage('toy', 'main').result).toBe('cancelled')
  expect(result.stage('toy', 'post').result).toBe('skipped')
  expect(result.status).toBe('failure')
  expect(result.sweep.map(({commandLine}) => commandLine)).toEqual(['sleep 61'])
  expect(isAlive(daemonOf(result))).toBe(true)
})

test('a killed worker does nothing more: no post, no sweep, no wipe; the result holds what was seen', async () => {
  const script = `writeFileSync(process.env.RUNNER_TEMP + '/kept', ''); ${daemon(DETACHED)}; ${WAIT}`
  const result = await play({steps: [uses('toy', {script})], events: [{at: READY, do: 'kill-worker'}]})
  expect(result).toMatchObject({status: 'unfinished', workerKilled: true, sweep: []})
  expect(result.stages.map(({result: one}) => one)).toEqual(['success', 'unfinished'])
  const orphan = daemonOf(result)
  const node = result.stage('toy', 'main').pid ?? 0
  expect([isAlive(orphan), isAlive(node)]).toEqual([true, true])
  process.kill(node, 'SIGKILL')
  expect(existsSync(join(result.directories.temp, 'kept'))).toBe(true)
  const leaks = await result.findLeaks({afterMs: 100})
  expect(leaks.processes.map(({pid}) => pid)).toContain(orphan)
  expect(leaks.files).toContain('kept')
})

test('the node left by a killed worker dies of EPIPE at its next write', async () => {
  const script = `console.log('ready'); setInterval(() => console.log('still here'), 50); await new Promise(() => {})`
  const result = await play({steps: [uses('toy', {script})], events: [{at: READY, do: 'kill-worker'}]})
  const node = result.stage('toy', 'main').pid ?? 0
  await eventually(() => !isAlive(node))
})

test('posts that outlast the time after a cancel are cut off with the worker', async () => {
  const steps = [uses('toy', {script: WAIT, 'post-script': WAIT})]
  const result = await play({steps, events: [{at: READY, do: 'cancel'}], cancelBudgetMs: 30_000})
  expect(result).toMatchObject({status: 'unfinished', workerKilled: true})
  expect(result.stage('toy', 'post')).toMatchObject({result: 'unfinished', signals: []})
  process.kill(result.stage('toy', 'post').pid ?? 0, 'SIGKILL')
})

test('the worker is the parent of the node, is named Runner.Worker, and leaves the node in its group', async () => {
  const script = `const id = (f) => readFileSync('/proc/' + f, 'utf8')
    console.log('parent', process.ppid, id(process.ppid + '/comm').trim(), id('self/stat').split(' ')[4], id('self/oom_score_adj').trim())
    console.log('stdin', readFileSync(0, 'utf8').length)`
  const result = await play({steps: [uses('toy', {script})]})
  expect(result.stage('toy', 'main').log).toContain(
    `parent ${result.workerPid} Runner.Worker ${result.workerPid} 500\nstdin 0`,
  )
})

test('a job can be stopped from outside as well', async () => {
  for (const [how, status] of [
    ['cancel', 'cancelled'],
    ['shutdown', 'failure'],
  ] as const) {
    // prettier-ignore
    const ready = Promise.withResolvers<undefined>()
    const onLine = ({text}: {text: string}) => {
      if (text === 'ready') ready.resolve(undefined)
    }
    const job = startJob({steps: [uses('toy', {script: WAIT})], timeScale: SCALE, giveUpMs: 20_000, onLine})
    await ready.promise
    job[how]()
    const result = await job.result
    onTestFinished(() => result[Symbol.asyncDispose]())
    expect(result.status).toBe(status)
    expect(result.stage('toy', 'main').result).toBe('cancelled')
  }
})
