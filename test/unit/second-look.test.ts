import {describe, expect, test} from 'vitest'
import {QemuVmError, type ErrorCode} from '../../src/errors.ts'
import {withSecondLook, type Look} from '../../src/images/second-look.ts'

describe('withSecondLook', () => {
  /** Each image that is obtained ends as the next of `ends` says. */
  async function play(...ends: readonly (ErrorCode | 'obtained')[]): Promise<{looks: readonly Look[]; end: unknown}> {
    const looks: Look[] = []
    const resolve = (look: Look): Promise<Look> => Promise.resolve(look).finally(() => looks.push(look))
    const obtain = (look: Look): Promise<string> => {
      const end = ends[looks.length - 1] ?? 'obtained'
      return end === 'obtained' ? Promise.resolve(`obtained ${look}`) : Promise.reject(new QemuVmError(end, end))
    }
    const end: unknown = await withSecondLook(resolve, obtain).catch((error: unknown) => (error as QemuVmError).code)
    return {looks, end}
  }

  const mismatch = 'digest-mismatch'
  test.each([
    [['obtained'], ['first'], 'obtained first'],
    [[mismatch, 'obtained'], ['first', 'fresh'], 'obtained fresh'],
    [[mismatch, mismatch, 'obtained'], ['first', 'fresh'], mismatch],
    [[mismatch, 'timeout'], ['first', 'fresh'], 'timeout'],
    [['image-not-found'], ['first'], 'image-not-found'],
  ] as const)('%j: looks %j', async (ends, looks, end) => {
    expect(await play(...ends)).toEqual({looks, end})
  })
})
