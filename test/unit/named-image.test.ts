import {describe, expect, test} from 'vitest'
import {builtInImages} from '../../src/catalogue/catalogue.ts'
import {QemuVmError} from '../../src/errors.ts'
import {readOwnImages, resolveNamedImage} from '../../src/images/named-image.ts'
import {debian, debianFile, debianWeb, web} from '../support/publishers.ts'

describe('resolveNamedImage', () => {
  const arch = 'x86_64'

  test('finds an image by any of its names', async () => {
    const {readText} = web(debianWeb)
    const url = `${debian}/20260712-2537/${debianFile}`
    expect(await resolveNamedImage({name: 'debian', arch}, readText)).toMatchObject({name: 'debian-13', url})
  })

  test('finds own images first, behind the mirror as well', async () => {
    const own = {...builtInImages[0], name: 'ubuntu', aliases: []}
    const catalogueUrl = 'https://h/c.json'
    const texts = Object.entries(debianWeb).map(([url, text]) => [url.replace('https://', 'https://m/'), text] as const)
    const {asked, readText} = web({...Object.fromEntries(texts), [catalogueUrl]: JSON.stringify({images: [own]})})
    const image = await resolveNamedImage({name: 'ubuntu', arch, catalogueUrl, mirrors: [{to: 'https://m/'}]}, readText)
    expect(image).toMatchObject({name: 'ubuntu', guest: {user: 'debian'}})
    expect(asked).toEqual([catalogueUrl, ...texts.map(([url]) => url)])
  })

  test('asks nobody for a name that there is not, and says what was probably meant', async () => {
    const {asked, readText} = web({})
    await expect(resolveNamedImage({name: 'debain-13', arch}, readText)).rejects.toMatchObject({
      code: 'image-not-found',
      message: 'There is no image "debain-13" in the catalogue; did you mean debian-13?',
      hint: expect.stringContaining('docs/images.md') as unknown,
    })
    expect(asked).toEqual([])
  })
})

describe('catalogue-url', () => {
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
