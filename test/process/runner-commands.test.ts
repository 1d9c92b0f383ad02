/** The stand-in reads workflow commands, masks and annotations as actions/runner does. */
import {resolve} from 'node:path'

import {expect, onTestFinished, test} from 'vitest'

import {keyValuePairs} from '../support/runner/file-commands.ts'
import {evaluate, interpolate, stepCondition} from '../support/runner/expressions.ts'
import {Masks} from '../support/runner/masks.ts'
import {LineCutter} from '../support/runner/pipes.ts'
import {type JobResult, parseRunnerCommands, playJob} from '../support/runner/play-job.ts'

const TOY = resolve(import.meta.dirname, '../fixtures/actions/toy')

async function playMain(script: string): Promise<JobResult> {
  const steps = [{kind: 'uses', id: 'toy', action: TOY, with: {script}}] as const
  const result = await playJob({steps, giveUpMs: 20_000})
  onTestFinished(() => result[Symbol.asyncDispose]())
  return result
}

const parsed = (text: string) =>
  parseRunnerCommands(text).map(({command, properties, data}) => [command, properties, data])

test('the first syntax: at the start of a line, after white space', () => {
  expect(parsed('  ::ERROR file=a%2Cb%3A,line=1,title=::x%0Ay%250A')).toEqual([
    ['ERROR', {file: 'a,b:', line: '1'}, 'x\ny%0A'],
  ])
  expect(parsed('text ::error::x\n::unknown::x\n::error:x\n:: error::x')).toEqual([])
})

test('the second syntax: anywhere in a line', () => {
  expect(parsed('kernel: ##[error file=a%3Bb;line=2]x%5D%0Ay')).toEqual([['error', {file: 'a;b', line: '2'}, 'x]\ny']])
  expect(parsed('##[nonsense]##[error]x')).toEqual([])
})

test('stopped commands are none, in either syntax, on every kind of line end', () => {
  const text = '::stop-commands::tok\r::error::a\r\n##[add-mask]b\n::warning::c\n::TOK::\n::notice::d'
  expect(parsed(text).map(([command]) => command)).toEqual(['stop-commands', 'notice'])
})

test('commands come from both streams; ten annotations per level and step; messages of 4096 characters', async () => {
  const result =
    await playMain(`for (let i = 0; i < 12; i++) { console.log('::error::e' + i); console.error('##[warning]w' + i) }
    console.log('::notice title=T,file=' + process.cwd() + '/a.c,line=3,endLine=3,col=1::' + 'n'.repeat(5000))
    console.log('::debug::hidden')`)
  const main = result.stage('toy', 'main')
  expect(main.annotations.map(({level}) => level).toSorted()).toEqual([
    ...Array<string>(10).fill('error'),
    'notice',
    ...Array<string>(10).fill('warning'),
  ])
  expect(main.droppedAnnotations).toBe(4)
  expect(main.log).toContain('##[error]e11')
  expect(main.log).not.toContain('hidden')
  const notice = main.annotations.find(({level}) => level === 'notice')
  expect(notice).toMatchObject({title: 'T', file: 'a.c', line: '3', endLine: '3', col: '1', message: 'n'.repeat(4096)})
  expect(result.status).toBe('success')
})

test('a stop token guards raw output; an invalid one fails the step while its process lives on', async () => {
  const guarded = await playMain(`console.log('::stop-commands::0123456789'); console.log('::save-state name=evil::1')
    console.log('x ##[add-mask]oops'); console.log('::0123456789::'); console.log('::save-state name=good::2'); console.log('oops')`)
  expect(guarded.stage('toy', 'main').state).toEqual({good: '2'})
  expect(guarded.stage('toy', 'main').commands.map(({command}) => command)).toEqual(['stop-commands', 'save-state'])
  expect(guarded.stage('toy', 'main').log).toContain('\noops')
  expect(guarded.stage('toy', 'main').log).toContain('::stop-commands::***')
  const invalid = await playMain(`console.log('::stop-commands::'); setTimeout(() => {}, 300)`)
  expect(invalid.stage('toy', 'main')).toMatchObject({result: 'failure', exitCode: null})
  expect(invalid.stage('toy', 'post').result).toBe('success')
})

test('set-env is refused, save-state and set-output are not', async () => {
  const result = await playMain(
    `console.log('::set-env name=A::1'); console.log('##[set-output name=o]2'); console.log('::save-state::x')`,
  )
  const main = result.stage('toy', 'main')
  expect(main).toMatchObject({result: 'failure', exitCode: 0, outputs: {o: '2'}})
  expect(main.annotations.map(({message}) => message)).toEqual([
    "Unable to process command '::set-env name=A::1' successfully.",
    expect.stringContaining('is disabled') as string,
    "Unable to process command '::save-state::x' successfully.",
    "Required field 'name' is missing in ##[save-state] command.",
  ])
})

test('masks hold from then on, in logs, annotations and summaries, but not in outputs', async () => {
  const result = await playMain(`console.log('::add-mask::topsecret%0Asecond line'); console.log('::error::topsecret')
    console.log('a second line; ' + Buffer.from('topsecret').toString('base64'))
    append('GITHUB_STEP_SUMMARY', 'is topsecret\\n'); append('GITHUB_OUTPUT', 'o=topsecret\\n')`)
  const main = result.stage('toy', 'main')
  expect(main.log).toContain('##[error]***\na ***; ***')
  expect(main.summary).toBe('is ***\n')
  expect(main.outputs).toEqual({o: 'topsecret'})
})

test('a summary above 1 MiB is an error and not uploaded, and the step still succeeds', async () => {
  const result = await playMain(`append('GITHUB_STEP_SUMMARY', 'x'.repeat(1024 * 1024 + 1))`)
  expect(result.stage('toy', 'main')).toMatchObject({result: 'success', summary: ''})
  expect(result.annotations('error')[0]?.message).toContain('supports content up to a size of 1024k, got 1024k')
})

test('file entries: both forms; the pairs before a torn one are yielded first', () => {
  expect([...keyValuePairs('a=1<<2\n\nb<<E\r\nx\r\n\r\ny\r\nE\r\nc<<F\nF')]).toEqual([['a', '1<<2'], ['b', 'x\r\n\r\ny'], ['c', '']]) // prettier-ignore
  const pairs = keyValuePairs('a=1\nb<<E\nhalf')
  expect(pairs.next().value).toEqual(['a', '1'])
  expect(() => pairs.next()).toThrow('EOF marker missing new line')
  expect(() => [...keyValuePairs('b<<E\nx\n')]).toThrow("Matching delimiter not found 'E'")
  expect(() => [...keyValuePairs('nonsense')]).toThrow("Invalid format 'nonsense'")
})

test('lines end at \\n, \\r and \\r\\n, also when the pair is cut apart', () => {
  const cutter = new LineCutter()
  const lines = ['a\r', '\nb\rc', '\n', 'd'].flatMap((chunk) => cutter.push(Buffer.from(chunk)))
  expect([...lines, ...cutter.end()]).toEqual(['a', 'b', 'c', 'd'])
})

test('masked stretches that overlap become one', () => {
  const masks = new Masks()
  masks.add('abc')
  masks.add('cde')
  expect(masks.hide('xabcdex abc')).toBe('x***x ***')
})

test('expressions: operands of && and ||, loose equality, contexts, failures', () => {
  const context = {status: 'failure', values: {steps: {a: {outputs: {'my-port': '22'}}}, env: {E: ''}}} as const
  expect(interpolate("p=${{ steps.a.outputs.my-port }} ${{ env.E || 'none' }} ${{ steps.b.c }}", context)).toBe(
    'p=22 none ',
  )
  expect(evaluate("!(success() || cancelled()) && 'X' == 'x'", context)).toBe(true)
  expect(evaluate("format('{0}-{1}', 1, steps['a'].outputs['my-port'])", context)).toBe('1-22')
  expect(() => evaluate('nonsense.x', context)).toThrow("Unrecognized named-value: 'nonsense'")
  expect(stepCondition("runner.os == 'failure()'")).toBe("success() && (runner.os == 'failure()')")
  expect(stepCondition('${{ always() }}').trim()).toBe('always()')
})
