import {describe, expect, test} from 'vitest'
import {boundedMatcher, panicEnds, panicPattern} from '../../src/guest/console.ts'

const panic = [
  '[    1.234567] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100',
  '[    1.234999] CPU: 0 PID: 1 Comm: init Not tainted 6.1.0-13-amd64 #1',
  '[    1.235111] ---[ end Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100 ]---',
]

describe('panicEnds', () => {
  test.each([
    ['as the kernel prints it', `${panic.join('\r\n')}\r\n`],
    ['without an end of line', panic.join('\n')],
    ['with empty lines after it', `${panic.join('\n')}\n\r\n  \r\n`],
    ['cut at the beginning', panic.join('\n').slice(40)],
  ])('sees a panic %s', (_, text) => {
    expect(panicEnds(text)).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['a guest that goes on after it (a nested one, a log that is shown)', `${panic.join('\n')}\nlogin: `],
    ['a panic that has not come to its end', panic.slice(0, 2).join('\n')],
    ['someone who speaks of it', 'echo "---[ end Kernel panic"\n'],
  ])('does not see one in %s', (_, text) => {
    expect(panicEnds(text)).toBe(false)
  })

  test('takes no long time on much hostile text', () => {
    const began = performance.now()
    for (const text of ['-'.repeat(1_000_000), '---['.repeat(250_000), '\n'.repeat(1_000_000)])
      expect(panicEnds(text)).toBe(false)
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('and the first line is known too', () => {
    expect(panic.map((line) => panicPattern.test(line))).toEqual([true, false, true])
  })
})

describe('boundedMatcher', () => {
  test('matches what the pattern matches, again and again', () => {
    const isMatch = boundedMatcher(/^ready \d+$/u)
    for (let turn = 0; turn < 3; turn += 1) {
      expect([['ready 1'], ['not', 'ready 22'], ['ready'], [], ['xready 1']].map(isMatch)).toEqual([
        true,
        true,
        false,
        false,
        false,
      ])
    }
  })

  test('ends a pattern that would run for ages, and says which', () => {
    const isMatch = boundedMatcher(/^(a+)+$/)
    const began = performance.now()
    expect(() => isMatch(['a'.repeat(50) + 'b'])).toThrow(
      expect.objectContaining({code: 'bad-input', message: expect.stringContaining('/^(a+)+$/') as unknown}),
    )
    expect(performance.now() - began).toBeLessThan(2000)
    expect(isMatch(['aaa'])).toBe(true)
  })

  test('keeps up with a guest that floods the console', () => {
    const isMatch = boundedMatcher(/login: $/)
    const lines = Array.from({length: 10_000}, (_, index) => `line ${index} of a guest that does not stop printing`)
    const began = performance.now()
    for (let turn = 0; turn < 10; turn += 1) expect(isMatch(lines)).toBe(false)
    expect(performance.now() - began).toBeLessThan(1500)
  })
})
