import {describe, expect, test} from 'vitest'
import {retry} from '../../src/host/retry.ts'
import {millis} from '../../src/units.ts'

const pause = millis(1)

describe('retry', () => {
  test('tries again while it fails, and counts', async () => {
    const counts: number[] = []
    const attempt = (count: number): Promise<string> => {
      counts.push(count)
      return count < 3 ? Promise.reject(new Error(`no ${count}`)) : Promise.resolve('yes')
    }
    expect(await retry(attempt, {tries: 5, pause})).toBe('yes')
    expect(counts).toEqual([1, 2, 3])
  })

  test.each([1, 2, 5])('gives up after %d tries with the last error', async (tries) => {
    let count = 0
    await expect(retry(() => Promise.reject(new Error(`no ${++count}`)), {tries, pause})).rejects.toThrow(`no ${tries}`)
    expect(count).toBe(tries)
  })

  test('does not repeat what is not worthwhile, and gives its very error', async () => {
    const error = new Error('for good')
    let count = 0
    const attempt = (): Promise<never> => (count++, Promise.reject(error))
    await expect(retry(attempt, {tries: 5, pause, worthwhile: (one) => one.message !== 'for good'})).rejects.toBe(error)
    expect(count).toBe(1)
  })

  test('makes an error of what was thrown and is none', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    await expect(retry(() => Promise.reject('text'), {tries: 2, pause})).rejects.toThrow('text')
  })

  test('catches what is thrown at once', async () => {
    let count = 0
    const attempt = (): Promise<string> => {
      if (++count < 2) throw new Error('at once')
      return Promise.resolve('yes')
    }
    expect(await retry(attempt, {tries: 2, pause})).toBe('yes')
  })

  test('waits first for as long as an error asks for, unless there is no other try', async () => {
    const asked: string[] = []
    const firstPause = (error: Error): Promise<void> => Promise.resolve(void asked.push(error.message))
    const failing = (count: number): Promise<never> => Promise.reject(new Error(`no ${count}`))
    await expect(retry(failing, {tries: 3, pause, firstPause})).rejects.toThrow('no 3')
    expect(asked).toEqual(['no 1', 'no 2'])
  })

  test('ends with the signal’s reason, also in the middle of a pause', async () => {
    const reason = new Error('cancelled')
    await expect(retry(() => Promise.resolve(1), {tries: 3, pause, signal: AbortSignal.abort(reason)})).rejects.toBe(
      reason,
    )
    const later = new AbortController()
    const trying = retry(() => Promise.reject(new Error('no')), {tries: 3, pause: millis(60_000), signal: later.signal})
    setTimeout(() => {
      later.abort(reason)
    }, 20)
    await expect(trying).rejects.toBe(reason)
  })
})
