import {describe, expect, test} from 'vitest'
import {builtInImages} from '../../src/catalogue/catalogue.ts'
import {QemuVmError, type ErrorCode} from '../../src/errors.ts'
import {readOwnImages} from '../../src/images/own-images.ts'
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

  const mismatch = 'digest-mismatch' as ErrorCode
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

describe('readOwnImages', () => {
  const read = (text: string) => readOwnImages('https://h/c.json', builtInImages, () => Promise.resolve(text))

  test('puts own images first', async () => {
    const own = {...builtInImages[0], name: 'ours', aliases: []}
    expect(await read(JSON.stringify({images: [own]}))).toEqual([own, ...builtInImages])
  })

  test('a wrong catalogue is one error with its first problems, and the number of the others', async () => {
    const images = Array.from({length: 30}, (_, index) => ({...builtInImages[0], aliases: [], name: `Number ${index}`}))
    const error: unknown = await read(JSON.stringify({images})).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({code: 'bad-input', hint: 'docs/images.md has an example.'})
    const [first, ...lines] = (error as Error).message.split('\n')
    expect(first).toBe('catalogue-url: https://h/c.json is no catalogue.')
    expect(lines).toHaveLength(21)
    expect(lines[0]).toMatch(/^images\[0\]\.name: "Number 0" is not a name/)
    expect(lines[20]).toBe('… and 10 more')
  })

  test('a text that could not be read is an error of its own', async () => {
    const lost = new QemuVmError('timeout', 'lost')
    await expect(readOwnImages('https://h/', builtInImages, () => Promise.reject(lost))).rejects.toBe(lost)
  })
})
