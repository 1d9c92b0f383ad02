import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseAction} from '@actions/workflow-parser/actions/action-parser'
import {convertWorkflowTemplate} from '@actions/workflow-parser/model/convert'
import {NoOperationTraceWriter} from '@actions/workflow-parser/templates/trace-writer'
import {parseWorkflow} from '@actions/workflow-parser/workflows/workflow-parser'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import {unknownInputs} from '../../src/inputs/inputs.ts'

const repository = join(import.meta.dirname, '../..')
const read = (name: string): string => readFileSync(join(repository, name), 'utf8')

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly 'timeout-minutes'?: number
  readonly needs?: string | readonly string[]
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly permissions?: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

const names = globSync('.github/workflows/*.yml', {cwd: repository}).toSorted()
const workflows = names.map((name) => [name, read(name), parse(read(name)) as Workflow] as const)
const stepsOf = ({jobs}: Workflow): readonly Step[] => Object.values(jobs).flatMap(({steps}) => steps)

/** The workflows that README shows, each a block of YAML with `jobs:`. */
const examples = [...read('README.md').matchAll(/^```yaml\n(.*?)^```$/gms)]
  .map(([, text = '']) => text)
  .filter((text) => /^jobs:/m.test(text))

/** The workflows that people may begin with. */
const files = globSync('examples/*.yml', {cwd: repository})
  .toSorted()
  .map((name) => read(name))

/** The complaints of GitHub's own parser, about the YAML, the schema and the expressions. */
async function complaintsOf(content: string): Promise<readonly string[]> {
  const {context, value} = parseWorkflow({name: 'workflow.yml', content}, new NoOperationTraceWriter())
  if (value !== undefined) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(({message}) => message)
}

test('the workflows are those that are meant', () => {
  expect(names).toEqual(['ci', 'images', 'self-test'].map((name) => `.github/workflows/${name}.yml`))
})

describe.each(workflows)('%s', (_, text, workflow) => {
  test('is what GitHub accepts', async () => {
    expect(await complaintsOf(text)).toEqual([])
  })

  test('is really judged', async () => {
    expect((await complaintsOf(text.replace('runs-on:', 'runs-at:'))).join()).toContain('runs-at')
    expect((await complaintsOf(text.replace(/\$\{\{ .*? \}\}/, '${{ nothing.at.all }}'))).join()).toContain('nothing')
  })

  test('may only read, and says how long each job may take', () => {
    expect(workflow.permissions).toEqual({contents: 'read'})
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0)
  })

  test('pins every action of another repository by its commit, and names the version for people', () => {
    const foreign = [...text.matchAll(/uses: (?!\.\/)(.*)$/gm)].map(([, what]) => what)
    expect(foreign.length).toBeGreaterThan(0)
    for (const one of foreign) expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('leaves no token in the working tree', () => {
    const checkouts = stepsOf(workflow).filter(({uses = ''}) => uses.startsWith('actions/checkout@'))
    for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false)
  })

  test('uses inputs of the action that there are', () => {
    const ours = stepsOf(workflow).filter(({uses}) => uses === './')
    for (const step of ours) expect(unknownInputs(Object.keys(step.with ?? {}))).toEqual([])
  })
})

describe('ci.yml', () => {
  const {jobs} = parse(read('.github/workflows/ci.yml')) as Workflow

  test('is green only when every job is', () => {
    const {['all-green']: last, ...others} = jobs
    expect(last?.needs).toEqual(Object.keys(others))
  })

  test('passes the tests as README says', () => {
    expect(stepsOf({jobs}).map(({run}) => run)).toContain('sudo env "PATH=$PATH" .ci/run')
    expect(read('.ci/run').trimEnd().split('\n').at(-1)).toBe('npm ci && npm test')
    expect(read('README.md')).toContain('npm ci && npm test')
  })
})

describe('README.md and examples/', () => {
  test('show workflows', () => {
    expect([examples.length, files.length].every((count) => count > 0)).toBe(true)
  })

  test.each([...examples, ...files])(
    'show a workflow that GitHub accepts, with inputs that there are (%#)',
    async (text) => {
      expect(await complaintsOf(text)).toEqual([])
      const ours = stepsOf(parse(text) as Workflow).filter(({uses = ''}) => uses.includes('/qemu-vm@'))
      expect(ours.length).toBeGreaterThan(0)
      for (const step of ours) expect(unknownInputs(Object.keys(step.with ?? {}))).toEqual([])
    },
  )
})

test.each(globSync('.github/actions/*/action.yml', {cwd: repository}))('%s is what GitHub accepts', (name) => {
  const {context} = parseAction({name, content: read(name)}, new NoOperationTraceWriter())
  expect(context.errors.getErrors().map(({message}) => message)).toEqual([])
})

test('dependabot keeps the packages and the pinned actions fresh', () => {
  const {version, updates} = parse(read('.github/dependabot.yml')) as {
    readonly version: number
    readonly updates: readonly {readonly 'package-ecosystem': string}[]
  }
  expect(version).toBe(2)
  expect(updates.map((one) => one['package-ecosystem'])).toEqual(['npm', 'github-actions'])
})
