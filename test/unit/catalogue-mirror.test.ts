import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {mirrored, parseMirrors} from '../../src/catalogue/mirror.ts'

const debian = 'https://cloud.debian.org/images/cloud/trixie/latest/a.qcow2'
const through = (text: string, url: string): string => mirrored(url, parseMirrors(text) ?? [])

describe('mirrors', () => {
  test.each([
    ['', debian, debian],
    ['https://m.example', debian, 'https://m.example/cloud.debian.org/images/cloud/trixie/latest/a.qcow2'],
    ['https://m.example/x/', debian, 'https://m.example/x/cloud.debian.org/images/cloud/trixie/latest/a.qcow2'],
    [
      'https://cloud.debian.org/images https://m.example/debian',
      debian,
      'https://m.example/debian/cloud/trixie/latest/a.qcow2',
    ],
    ['https://cloud.debian.org/image https://m.example', debian, debian],
    ['https://example.org https://m.example', debian, debian],
    [
      'https://m.example\nhttps://cloud.debian.org/ https://n.example\n\n  https://cloud.debian.org/images/ \t https://o.example ',
      debian,
      'https://o.example/cloud/trixie/latest/a.qcow2',
    ],
    ['http://127.0.0.1:8080/', debian, 'http://127.0.0.1:8080/cloud.debian.org/images/cloud/trixie/latest/a.qcow2'],
    ['https://m.example', 'http://h:81/a', 'https://m.example/h:81/a'],
    ['https://m.example', 'https://m.example/own/a.img', 'https://m.example/own/a.img'],
  ])('%j turns %s into %s', (text, url, expected) => {
    expect(through(text, url)).toBe(expected)
  })

  test.each([
    'm.example',
    'ftp://m.example/',
    'http://m.example/',
    'https://m.example/?token=1',
    'https://m.example/#x',
    'https://a.example https://b.example https://c.example',
    'https://a.example nonsense',
    'nonsense https://a.example',
    'https://a.example http://b.example',
    'https://ok.example\nnot-ok',
  ])('%j is none', (text) => {
    expect(parseMirrors(text)).toBeUndefined()
  })

  test('what is beneath a mirror stays where it is', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.webUrl({validSchemes: ['https']}), (url, mirror) => {
        const once = through(new URL('/', mirror).href, url)
        expect(through(new URL('/', mirror).href, once)).toBe(once)
      }),
    )
  })
})
