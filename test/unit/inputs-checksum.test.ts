import {expect, test} from 'vitest'
import {checksum} from '../../src/inputs/checksum.ts'

const [sha256, sha512] = ['0a'.repeat(32), '0A'.repeat(64)]
const parse = (text: string) => checksum(text, {workspace: '/w', look: () => 'absent'})

test.each([
  [`sha256:${sha256}`, {digest: {algorithm: 'sha256', hex: sha256}}],
  [`SHA512:${sha512}`, {digest: {algorithm: 'sha512', hex: sha512.toLowerCase()}}],
  [sha256, {digest: {algorithm: 'sha256', hex: sha256}}],
  [sha512, {digest: {algorithm: 'sha512', hex: sha512.toLowerCase()}}],
  ['https://example.org/SHA256SUMS', {sums: 'https://example.org/SHA256SUMS'}],
])('a checksum may be %s', (text, value) => {
  expect(parse(text)).toEqual({value})
})

test.each([
  ['sha256:0a', /sha256: with 64 hex digits; there are 2/],
  [`sha512:${sha256}`, /sha512: with 128 hex digits; there are 64/],
  [`md5:${'0'.repeat(32)}`, /sha256:… or sha512:…/],
  ['SHA256SUMS', /the https URL of a file of sums/],
  ['ftp://example.org/SHA256SUMS', /the https URL of a file of sums/],
  ['http://example.org/SHA256SUMS', /the https URL of a file of sums/],
  [sha256.slice(1), /with all hex digits/],
])('a checksum is not %s', (text, why) => {
  expect(parse(text)).toEqual({refusals: [{expected: expect.stringMatching(why) as unknown}]})
})
