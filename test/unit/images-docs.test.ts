import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {builtInImages} from '../../src/catalogue/catalogue.ts'
import {parseMirrors} from '../../src/catalogue/mirror.ts'
import {parseCatalogue} from '../../src/catalogue/validate.ts'
import {imageRows, markdownTable, textTable} from '../../tools/image-table.ts'
import {withImages} from '../../tools/images.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/images.md'), 'utf8')

describe('docs/images.md', () => {
  test('has the table of the catalogue as it is', async () => {
    expect(await withImages(page, builtInImages)).toBe(page)
  })

  test('shows a catalogue that is right', () => {
    const [, json = ''] = /^```json\n(.*?)^```$/ms.exec(page) ?? []
    expect(parseCatalogue(json)).toMatchObject({images: [{name: 'build-host'}]})
  })

  test('shows mirrors that are right', () => {
    const [, lines = ''] = /^mirror: \|\n(.*?)^```$/ms.exec(page) ?? []
    expect(parseMirrors(lines)).toHaveLength(2)
  })
})

test('the list is as wide as its widest cells, and says what is not certain', () => {
  const [head = '', ...lines] = textTable(imageRows(builtInImages)).split('\n')
  expect(lines).toHaveLength(builtInImages.length)
  const user = head.indexOf('user')
  expect(lines.find((line) => line.startsWith('debian-13'))?.slice(user)).toMatch(/^debian +bios, uefi +cloud-init/)
  expect(lines.find((line) => line.startsWith('openbsd'))?.slice(user)).toMatch(/^openbsd \(\?\)/)
})

test('what has a meaning in Markdown is quoted', () => {
  expect(markdownTable([['a'], ['b*c|d']])).toBe('| a |\n| --- |\n| b\\*c\\|d |')
})
