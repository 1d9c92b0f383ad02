import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {namesIn} from '../../src/catalogue/pattern.ts'

describe('namesIn', () => {
  const version = fc.array(fc.nat(99), {minLength: 1, maxLength: 4}).map((numbers) => numbers.join('.'))
  const listings: Readonly<Record<string, (names: readonly string[]) => string>> = {
    apache: (names) =>
      names.map((name) => `<a href="${name}">${name.slice(0, 20)}..&gt;</a> 2026-07-12 03:31  335M\n`).join(''),
    nginx: (names) => names.map((name) => `<a href="${name}">${name}</a>   12-Jul-2026 03:31   -\r\n`).join(''),
    s3: (names) => names.map((name) => `<Contents><Key>a/b/${name}</Key><Size>1.2</Size></Contents>`).join(''),
    text: (names) => names.map((name) => `./1.5/${name}\n`).join(''),
  }

  test.each(Object.entries(listings))('finds all, each once and the newest first, in any order (%s)', (_, listing) => {
    fc.assert(
      fc.property(fc.uniqueArray(version), (versions) => {
        const text =
          listing(versions.map((one) => `disk-${one}.img`)) +
          listing(['disk-latest.img', 'disk-1.img.asc', 'a-disk-1.img'])
        const found = namesIn(text, 'disk-*.img', 'file')
        expect(found.map((one) => one.version).toSorted()).toEqual(versions.toSorted())
        for (const [index, one] of found.slice(1).entries())
          expect(isNewer(found[index]?.version ?? '', one.version)).toBe(true)
      }),
    )
  })

  test('dates and sizes beside the names of directories are no directories', () => {
    const text = '<a href="1.2/">1.2/</a> 2026-07-12 03:31 1.5M\n<a href="1.3">1.3</a>'
    expect(namesIn(text, '*', 'directory')).toEqual([{name: '1.2', version: '1.2'}])
  })

  test('nothing of a pattern but * has a meaning of its own', () => {
    expect(namesIn('axb+1.img a.b+1.img', 'a.b+*.img', 'file').map(({name}) => name)).toEqual(['a.b+1.img'])
  })

  test('long numbers take no time', () => {
    expect(namesIn('1'.repeat(200_000) + ' ' + '1-'.repeat(100_000), '*-*-*.img', 'file')).toEqual([])
  })

  function isNewer(one: string, other: string): boolean {
    const [a, b] = [one, other].map((text) => text.split('.').map(Number))
    const at = a?.findIndex((number, index) => number !== b?.[index]) ?? -1
    return at < 0 ? false : (a?.[at] ?? -1) > (b?.[at] ?? -1)
  }
})
