import {describe, expect, test} from 'vitest'
import {InputError, messageOf, QemuVmError} from '../../src/errors.ts'

describe('QemuVmError', () => {
  test('keeps code, hint and cause', () => {
    const cause = new Error('why')
    const error = new QemuVmError('timeout', 'what', {hint: 'do this', cause})
    expect(error).toMatchObject({name: 'QemuVmError', code: 'timeout', message: 'what', hint: 'do this', cause})
    expect(error).toBeInstanceOf(Error)
  })

  test('has no cause where none was given', () => {
    const error = new QemuVmError('timeout', 'what')
    expect('cause' in error).toBe(false)
    expect(error.hint).toBeUndefined()
  })
})

describe('InputError', () => {
  test('tells every problem with input, value and what is accepted', () => {
    const error = new InputError([
      {input: 'memory', value: '4\n::error::x', expected: 'a size'},
      {input: 'cpus', value: '0', expected: 'a number'},
    ])
    expect(error.message).toBe(
      '2 inputs are wrong; nothing was started.\nmemory: "4\\n::error::x" is not a size\ncpus: "0" is not a number',
    )
    expect(error).toMatchObject({code: 'bad-input', name: 'InputError'})
    expect(error.problems).toHaveLength(2)
    expect(new InputError([{input: 'a', value: '', expected: 'b'}]).message).toMatch(/^One input is wrong;/)
  })
})

describe('messageOf', () => {
  test('tells hint and causes on one line', () => {
    const inner = new QemuVmError('protocol', 'inner.', {hint: 'mend it.'})
    const outer = new QemuVmError('resource', 'outer.', {cause: new Error('middle', {cause: inner})})
    expect(messageOf(outer)).toBe('outer. (cause: middle (cause: inner. mend it.))')
  })

  test.each([
    ['text', 'text'],
    [undefined, 'undefined'],
    [null, 'null'],
    [7, '7'],
    [new Error(''), ''],
  ])('of %j is %j', (thrown, expected) => {
    expect(messageOf(thrown)).toBe(expected)
  })

  test('ends for an error that is its own cause', () => {
    const error = new Error('round')
    error.cause = new Error('and round', {cause: error})
    expect(messageOf(error)).toContain('round')
  })
})
