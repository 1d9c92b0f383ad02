/** The stand-in plays the order, the conditions and the hand-over of stages as actions/runner does. */
import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'

import {expect, onTestFinished, test} from 'vitest'

import {type JobOptions, type JobResult, type JobStep, playJob, type StageName} from '../support/runner/play-job.ts'

const ACTIONS = resolve(import.meta.dirname, '../fixtures/actions')
const TOY = join(ACTIONS, 'toy')
const NO_PRE = join(ACTIONS, 'no-pre')

async function play(options: JobOptions): Promise<JobResult> {
  const result = await playJob({timeScale: 0.04, giveUpMs: 20_000, ...options})
  onTestFinished(() => result[Symbol.asyncDispose]())
  return result
}

function uses(id: string, inputs: Record<string, string> = {}, rest: Partial<JobStep> = {}): JobStep {
  return {kind: 'uses', id, action: TOY, with: inputs, ...rest} as JobStep
}

/** The variables that the toy action saw in a stage. */
function seen(result: JobResult, step: string, stage: StageName): Record<string, string> {
  const line = result.stage(step, stage).lines.find(({text}) => text.startsWith(`${stage} env `))
  return JSON.parse(line?.text.slice(`${stage} env `.length) ?? '{}') as Record<string, string>
}

test('all pre, then the mains, then the posts by registration: an action with pre has its post last', async () => {
  const result = await play({steps: [uses('a', {}, {action: NO_PRE}), uses('b'), uses('c', {}, {action: NO_PRE})]})
  expect(result.order).toEqual(['b pre', 'a main', 'b main', 'c main', 'c post', 'a post', 'b post'])
  expect(result.status).toBe('success')
  expect(result.sweep).toEqual([])
})

test('a local action is read from the workspace at each stage, and its pre never runs', async () => {
  const result = await play({steps: [uses('local', {}, {local: true})]})
  expect(result.order).toEqual(['local main', 'local post'])
  expect(result.annotations('warning')[0]?.message).toContain('`pre` execution is not supported for local action')
  expect(seen(result, 'local', 'main')).not.toHaveProperty('GITHUB_ACTION_REPOSITORY')
})

test('a local action whose workspace is gone cannot even start its post', async () => {
  const result = await play({
    steps: [uses('local', {}, {local: true}), {kind: 'run', script: 'rm -rf "$GITHUB_WORKSPACE"'}],
  })
  expect(result.stage('local', 'post')).toMatchObject({result: 'failure', pid: undefined})
  expect(result.stage('local', 'post').log).toContain('Did you forget to run actions/checkout')
  expect(result.status).toBe('failure')
})

test('a missing working directory keeps the process from starting', async () => {
  const steps = [uses('toy', {script: 'await new Promise((r) => setTimeout(r, 30_000))'}, {timeoutMs: 2000})]
  const result = await play({
    steps,
    events: [{at: {stage: 'main', step: 'toy', whenLog: /^main cwd/}, do: 'delete-workspace'}],
  })
  expect(result.stage('toy', 'main').result).toBe('timed-out')
  expect(result.stage('toy', 'post')).toMatchObject({result: 'failure', pid: undefined})
})

test('the environment: inputs keep hyphens, state and GITHUB_ENV are handed on, the job status is evaluated again', async () => {
  const script = `append('GITHUB_STATE', 'Key=1\\n'); append('GITHUB_ENV', 'MY_A=x\\nMY_A2<<E\\none\\ntwo\\nE\\n')
    append('GITHUB_ENV', 'NODE_OPTIONS=--bad\\n'); append('GITHUB_OUTPUT', 'port=22\\n'); process.exitCode = 1`
  const again = uses(
    'later',
    {say: 'port ${{ steps.toy.outputs.port }}\n'},
    {if: 'always()', env: {MY_B: '${{ env.MY_A }}y'}},
  )
  const actionsEnv = {ACTIONS_RUNTIME_TOKEN: 't'}
  const result = await play({steps: [uses('toy', {script}), again], jobEnv: {MY_JOB: 'j'}, actionsEnv, debug: true})
  expect(seen(result, 'toy', 'pre')).toMatchObject({
    'INPUT_JOB-STATUS': 'success',
    INPUT_WITH_BLANK: 'blank',
    MY_JOB: 'j',
  })
  const post = seen(result, 'toy', 'post')
  expect(post).toMatchObject({
    'INPUT_JOB-STATUS': 'failure',
    STATE_Key: '1',
    MY_A: 'x',
    MY_A2: 'one\ntwo',
    RUNNER_DEBUG: '1',
  })
  expect(post).toMatchObject({ACTIONS_RUNTIME_TOKEN: 't', GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_ACTION: 'toy'})
  for (const name of ['NODE_OPTIONS', 'GITHUB_TOKEN', 'GITHUB_ACTION_PATH']) expect(post).not.toHaveProperty(name)
  expect(existsSync(post['GITHUB_EVENT_PATH'] ?? '')).toBe(false)
  expect(result.annotations('error')[0]?.message).toContain("Can't store NODE_OPTIONS")
  expect(result.stage('later', 'main').log).toContain('port 22')
  expect(seen(result, 'later', 'main')).toMatchObject({MY_B: 'xy'})
  expect(seen(result, 'later', 'main')).not.toHaveProperty('STATE_Key')
})

test('outputs count in main only; the file commands of a post still reach later posts', async () => {
  const output = `append('GITHUB_OUTPUT', 'o=' + process.argv[1].split('/').at(-1) + '\\n')`
  const scripts = {'pre-script': output, script: output, 'post-script': output}
  const steps: JobStep[] = [
    uses('last'),
    uses('toy', {...scripts, 'post-script': `${output}; append('GITHUB_ENV', 'MY_P=1\\n')`}),
  ]
  const result = await play({steps})
  expect(result.stages.filter(({step}) => step === 'toy').map(({outputs}) => outputs)).toEqual([{}, {o: 'main.js'}, {}])
  expect(seen(result, 'last', 'post')).toMatchObject({MY_P: '1'})
})

test('a step after a failure is skipped, and so is the post of an action that never began', async () => {
  const steps: JobStep[] = [{kind: 'run', script: 'exit 3'}, uses('toy', {}, {action: NO_PRE}), uses('had-pre')]
  const result = await play({steps})
  expect(result.order).toEqual(['had-pre pre', '__run run', 'had-pre post'])
  expect(result.stage('__run', 'run')).toMatchObject({exitCode: 3, result: 'failure'})
  expect(result.annotations('error')[0]?.message).toBe('Process completed with exit code 3.')
})

test('continue-on-error and the time limit hold for main and post alike', async () => {
  const fail = {script: 'process.exitCode = 1', 'post-script': 'process.exitCode = 2'}
  const lenient = await play({steps: [uses('toy', fail, {continueOnError: true})]})
  expect(lenient.stages.map(({result, conclusion}) => `${result}/${conclusion}`).slice(1)).toEqual([
    'failure/success',
    'failure/success',
  ])
  expect(lenient.status).toBe('success')
  const wait = 'await new Promise((r) => setTimeout(r, 30_000))'
  const slow = await play({steps: [uses('toy', {script: wait, 'post-script': wait}, {timeoutMs: 1500})]})
  expect(slow.stages.map(({result}) => result)).toEqual(['success', 'timed-out', 'timed-out'])
  expect(slow.stage('toy', 'main').signals.map(({signal}) => signal)).toEqual(['SIGINT'])
  expect(slow.status).toBe('failure')
})

test('a failing post fails the job, and an expression that fails at post time keeps it from starting', async () => {
  expect((await play({steps: [uses('toy', {'post-script': 'process.exitCode = 1'})]})).status).toBe('failure')
  const steps = [
    uses('toy', {say: "${{ fromJSON(job.status == 'success' && '1' || 'torn') }}"}),
    {kind: 'run', script: 'false'} as const,
  ]
  const result = await play({steps})
  expect(result.stage('toy', 'main').result).toBe('success')
  expect(result.stage('toy', 'post')).toMatchObject({result: 'failure', pid: undefined})
})

test('a custom shell is found through GITHUB_PATH, newest first, and gets the script as a file', async () => {
  const shell = (name: string) => `#!/bin/sh\\necho "${name} $1 of $2: $(cat "$2")"`
  const script = ['one', 'two']
    .map(
      (name) => `mkdir -p "$RUNNER_TEMP/${name}"; printf '${shell(name)}' > "$RUNNER_TEMP/${name}/guest-shell"
      chmod +x "$RUNNER_TEMP/${name}/guest-shell"; echo "$RUNNER_TEMP/${name}" >> "$GITHUB_PATH"`,
    )
    .join('\n')
  const steps: JobStep[] = [
    {kind: 'run', id: 'install', script},
    {kind: 'run', id: 'use', shell: 'guest-shell --run {0}', script: 'say ${{ job.status }}'},
    {kind: 'run', id: 'missing', shell: 'no-such-shell {0}', script: 'x', continueOnError: true},
  ]
  const result = await play({steps})
  expect(result.stage('use', 'run').log).toMatch(/^two --run of \S+_temp\/[0-9a-f-]{36}: say success$/)
  expect(result.stage('missing', 'run').log).toContain('no-such-shell: command not found')
  expect(result.tempLeft.toSorted()).toEqual(['one', 'two'])
})

test('one root serves several jobs: tools stay, RUNNER_TEMP does not', async () => {
  const first = await play({steps: [{kind: 'run', script: 'touch "$RUNNER_TEMP/a" "$RUNNER_TOOL_CACHE/b" c'}]})
  const steps: JobStep[] = [
    {kind: 'run', script: 'ls "$RUNNER_TEMP" "$RUNNER_TOOL_CACHE" .; exec false', shell: 'bash'},
  ]
  const second = await play({steps, root: first.directories.root})
  expect(second.stage('__run', 'run').log).toMatch(/\nb\n/)
  expect(second.stage('__run', 'run').log).not.toMatch(/^a$/m)
  expect(second.status).toBe('failure')
})

test('a defect of the test or of the stand-in is loud', async () => {
  const root = mkdtempSync(join(tmpdir(), 'runner-'))
  onTestFinished(() => {
    rmSync(root, {recursive: true})
  })
  const never: JobOptions = {root, steps: [uses('toy')], events: [{at: {stage: 'main', step: 'other'}, do: 'cancel'}]}
  await expect(play(never)).rejects.toThrow('events that never came due')
  await expect(play({root, steps: [uses('toy', {}, {action: ACTIONS})]})).rejects.toThrow("Can't find 'action.yml'")
})
