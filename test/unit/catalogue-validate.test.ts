import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseCatalogue} from '../../src/catalogue/validate.ts'

const good = {
  name: 'ours',
  title: 'Our image',
  arch: {x86_64: 'amd64'},
  sources: [
    {kind: 'moving', url: 'https://images.example.org/ours-{arch}.qcow2', sums: {name: 'SHA256SUMS', format: 'gnu'}},
  ],
  guest: {user: 'admin', firmware: 'either', seed: 'nocloud', console: 'serial', agent: 'absent'},
}
const fixed = {kind: 'fixed', url: 'https://h/a.img', digest: `sha256:${'a'.repeat(64)}`}

const problems = (value: unknown): readonly string[] => {
  const parsed = parseCatalogue(JSON.stringify(value))
  return 'problems' in parsed ? parsed.problems : []
}
const entry = (changes: object): unknown => ({images: [{...good, ...changes}]})
const source = (changes: object): unknown => entry({sources: [{...good.sources[0], ...changes}]})
const guest = (changes: object): unknown => entry({guest: {...good.guest, ...changes}})

describe('a right catalogue', () => {
  test.each([
    [{images: [good]}],
    [entry({aliases: ['our-own']})],
    [entry({sources: [fixed]})],
    [entry({sources: [{...fixed, url: 'http://h:8080/a.img'}]})],
    [source({url: 'http://127.0.0.1:8080/{arch}.img'})],
    [source({kind: 'listed', url: 'https://h/v*/{arch}.img'})],
    [source({kind: 'listed', url: 'https://h/a-*.img', index: 'https://h/list.txt'})],
    [source({sums: undefined})],
    [guest({cpu: {floor: 'x86-64-v3', without: ['pdpe1gb'], emulated: {aarch64: 'cortex-a72'}}, leastMemory: 512})],
    [guest({quirks: ['no-9p'], unverified: {user: 'a guess'}, seedReader: 'nuageinit'})],
  ])('%j', (value) => {
    expect(problems(value)).toEqual([])
  })
})

describe('a wrong catalogue', () => {
  test.each<readonly [value: unknown, ...problems: string[]]>([
    [[good], `the catalogue: ${JSON.stringify([good]).slice(0, 79)}… is not an object`],
    [{}, 'the catalogue: the field images is missing'],
    [
      {image: [good]},
      'the catalogue: there is no field "image"; did you mean images?',
      'the catalogue: the field images is missing',
    ],
    [{images: []}, 'images: the list is empty'],
    [{images: good}, `images: ${JSON.stringify(good).slice(0, 79)}… is not a list`],
    [{images: [good, 7]}, 'images[1]: 7 is not an object'],
    [{images: [good, good]}, 'images: ours is there twice'],
    [{images: [good, {...good, name: 'other', aliases: ['ours']}]}, 'images: ours is there twice'],
    [
      entry({name: 'Our Image'}),
      'images[0].name: "Our Image" is not a name of lower-case letters, digits, dots and hyphens that starts with a letter',
    ],
    [entry({title: 'a\nb'}), 'images[0].title: "a\\nb" is not a line of text'],
    [entry({arch: {}}), 'images[0].arch: the object is empty'],
    [entry({arch: {amd64: 'amd64'}}), 'images[0].arch: "amd64" is not one of x86_64, aarch64, riscv64'],
    [
      entry({colour: 'red'}),
      'images[0]: there is no field "colour"; there are name, title, arch, sources, guest, aliases',
    ],
    [entry({sources: []}), 'images[0].sources: the list is empty'],
    [
      entry({arch: {x86_64: 'a', aarch64: 'b'}, sources: [{...fixed, arches: ['x86_64']}]}),
      'images[0].sources: there is none for aarch64',
    ],
    [source({kind: 'newest'}), 'images[0].sources[0].kind: "newest" is not one of listed, fixed, moving'],
    [
      source({url: 'ftp://h/a.img'}),
      'images[0].sources[0].url: "ftp://h/a.img" is not the http(s) URL of a file, without query; {arch} may stand in it, and * if it is listed',
    ],
    [source({url: 'http://h/a.img'}), 'images[0].sources[0]: http is for files with a digest, and for this machine'],
    [source({url: 'https://{arch}.h/a.img'}), expect.stringContaining('images[0].sources[0].url: ') as string],
    [source({url: 'https://h/{version}.img'}), 'images[0].sources[0]: {arch} is all that can stand in braces'],
    [source({url: 'https://h/a-*.img'}), 'images[0].sources[0]: a moving file has no * in its URL'],
    [source({kind: 'listed'}), 'images[0].sources[0]: the URL of a listed file has a * where its date or version is'],
    [source({index: 'list.txt'}), 'images[0].sources[0]: a moving file needs no index'],
    [
      source({digest: fixed.digest}),
      'images[0].sources[0]: a moving file has no digest that stays; give sums',
      'images[0].sources[0]: it has either sums or a digest',
    ],
    [
      source({digest: 'sha256:abc'}),
      'images[0].sources[0].digest: "sha256:abc" is not sha256: or sha512: with all its hex digits',
    ],
    [
      source({sums: {name: '../SUMS', format: 'gnu'}}),
      'images[0].sources[0].sums.name: "../SUMS" is not the name of a file',
    ],
    [source({arches: []}), 'images[0].sources[0].arches: the list is empty'],
    [guest({user: 'root; reboot'}), 'images[0].guest.user: "root; reboot" is not a user name'],
    [guest({seed: undefined}), 'images[0].guest: the field seed is missing'],
    [guest({leastMemory: '1G'}), 'images[0].guest.leastMemory: "1G" is not a whole number'],
    [
      guest({quirks: ['no-9P']}),
      expect.stringMatching(/^images\[0\]\.guest\.quirks\[0\]: "no-9P" is not one of .*no-9p/) as string,
    ],
    [
      guest({seed: 'cloud', agent: 'no'}),
      expect.stringContaining('seed') as string,
      expect.stringContaining('agent') as string,
    ],
  ])('%j', (value, ...expected) => {
    expect(problems(value)).toEqual(expected)
  })

  test('that is no JSON is told as such', () => {
    expect(parseCatalogue('<html>')).toEqual({problems: [expect.stringMatching(/^it is no JSON: /)]})
  })

  test('is never taken, and never throws', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(parseCatalogue(json)).toHaveProperty('problems')
      }),
    )
  })
})
