import {existsSync, readFileSync} from 'node:fs'
import {parseAction} from '@actions/workflow-parser/actions/action-parser'
import {convertActionTemplate} from '@actions/workflow-parser/actions/action-template'
import {NoOperationTraceWriter} from '@actions/workflow-parser/templates/trace-writer'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import {table} from '../../src/inputs/table.ts'
import {inputTable, withInputs} from '../../tools/readme.ts'

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
const text = read('action.yml')
const action = parse(text) as {
  readonly inputs: Readonly<Record<string, {readonly description: string; readonly default?: unknown}>>
  readonly outputs: Readonly<Record<string, {readonly description: string}>>
  readonly runs: Readonly<Record<string, string>>
}

/** The complaints of GitHub's own parser. */
function complaintsOf(content: string): readonly string[] {
  const {context, value} = parseAction({name: 'action.yml', content}, new NoOperationTraceWriter())
  if (value !== undefined) convertActionTemplate(context, value)
  return context.errors.getErrors().map(({message}) => message)
}

describe('action.yml', () => {
  test('is what GitHub accepts', () => {
    expect(complaintsOf(text)).toEqual([])
  })

  test('is really judged', () => {
    expect(complaintsOf(text.replace('node24', 'node99')).join()).toContain('node99')
    expect(complaintsOf(`${text}\nsurprise: true\n`).join()).toContain('surprise')
  })

  test('has the inputs of the table, in its order, with its defaults and sentences', () => {
    const declared = Object.entries(action.inputs).map(([name, input]) => [
      name,
      input.default ?? '',
      input.description,
    ])
    expect(declared).toEqual(Object.entries(table).map(([name, row]) => [name, row.default, row.documentation]))
  })

  test('ends every description as a sentence', () => {
    for (const {description} of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect(description).toMatch(/^[A-Z`].*\.$/)
    }
  })

  test('has the outputs of the design', () => {
    expect(Object.keys(action.outputs)).toEqual([
      ...['name', 'ssh-config', 'ssh-host', 'ssh-port', 'ssh-user', 'ports', 'networks', 'qmp-socket'],
      ...['console-log', 'run-dir', 'accelerator', 'image-cache-hit', 'boot-seconds', 'evidence'],
    ])
  })

  test('runs three phases, and post always: a post-if would let some end of the job go without it', () => {
    expect(action.runs).toEqual({using: 'node24', pre: 'dist/pre.js', main: 'dist/main.js', post: 'dist/post.js'})
  })
})

describe('README.md', () => {
  const readme = existsSync(new URL('../../README.md', import.meta.url)) ? read('README.md') : ''

  test.skipIf(!readme.includes('<!-- inputs -->'))('has the table that tools/readme.ts makes', async () => {
    expect(await withInputs(readme, text)).toBe(readme)
  })

  test('gets one row per input, with pipes escaped', () => {
    const made = inputTable('inputs: {a: {description: "One | two.", default: "1"}, b-c: {description: Three.}}')
    expect(made.split('\n').slice(2)).toEqual(['| `a` | `1` | One \\| two. |', '| `b-c` |  | Three. |'])
  })

  test('keeps what stands around the markers, and says when there are none', async () => {
    const around = '# Title\n\n<!-- inputs -->\n\nstale\n\n<!-- /inputs -->\n\nRest.\n'
    const fresh = await withInputs(around, 'inputs: {a: {description: One.}}')
    expect(fresh).toMatch(/^# Title\n\n<!-- inputs -->\n\n\| input[^]*`a`[^]*\|\n\n<!-- \/inputs -->\n\nRest\.\n$/)
    expect(fresh).not.toContain('stale')
    expect(await withInputs(fresh ?? '', 'inputs: {a: {description: One.}}')).toBe(fresh)
    expect(await withInputs('# Title\n', text)).toBeUndefined()
  })
})
