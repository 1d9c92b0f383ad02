import {describe, expect, test} from 'vitest'
import {arches} from '../../src/arch.ts'
import {builtInImages} from '../../src/catalogue/catalogue.ts'
import {findImage, looksLikeName, namesOf, withOwnImages} from '../../src/catalogue/find.ts'
import {parseCatalogue, problemsOf} from '../../src/catalogue/validate.ts'
import {nearest} from '../../src/nearest.ts'
import {userName} from '../../src/inputs/names.ts'

/** What the action promises to have. */
const promised = [
  ...['debian-12', 'debian-13', 'ubuntu-22.04', 'ubuntu-22.04-minimal', 'ubuntu-24.04', 'ubuntu-24.04-minimal'],
  ...[
    'ubuntu-26.04',
    'ubuntu-26.04-minimal',
    'fedora-42',
    'fedora-43',
    'fedora-44',
    'centos-stream-9',
    'centos-stream-10',
  ],
  ...[
    'rocky-9',
    'rocky-10',
    'almalinux-9',
    'almalinux-10',
    'opensuse-leap-15.6',
    'opensuse-leap-16',
    'opensuse-tumbleweed',
  ],
  ...[
    'arch',
    'alpine-3.21',
    'alpine-3.22',
    'alpine-3.23',
    'alpine-3.24',
    'amazon-linux-2023',
    'freebsd-14',
    'freebsd-15',
  ],
  ...['openbsd', 'flatcar'],
]

describe('the images that come with the action', () => {
  test('are those that are promised', () => {
    expect(builtInImages.map(({name}) => name).toSorted()).toEqual(promised.toSorted())
  })

  test('are what a catalogue may have', () => {
    expect(problemsOf(builtInImages)).toEqual([])
    expect(parseCatalogue(JSON.stringify({images: builtInImages}))).toEqual({images: builtInImages})
  })

  test.each(builtInImages)('$name: the publisher tells a digest, by https', ({sources}) => {
    for (const {url, sums, digest} of sources) {
      expect(sums ?? digest).toBeDefined()
      expect(url).toMatch(/^https:/)
    }
  })

  test.each(builtInImages)('$name: no source comes after one that moves for the same architecture', ({sources}) => {
    for (const arch of arches) {
      const kinds = sources.filter(({arches: only = arches}) => only.includes(arch)).map(({kind}) => kind)
      expect(kinds.slice(0, -1)).not.toContain('moving')
    }
  })

  test.each(builtInImages)('$name: what is unverified are facts that it has, with a reason', ({sources, guest}) => {
    const facts = Object.keys({...guest, sources})
    for (const [fact, reason] of Object.entries(guest.unverified ?? {})) {
      expect(facts).toContain(fact)
      expect(reason.length).toBeGreaterThan(5)
    }
  })

  test.each(builtInImages)('$name: its user is one that the input takes', ({guest}) => {
    expect(userName(guest.user, {workspace: '/', look: () => 'absent'})).toEqual({value: guest.user})
  })

  test('have names that nobody takes for a file', () => {
    for (const name of namesOf(builtInImages)) expect(looksLikeName(name)).toBe(true)
    for (const path of ['disk.qcow2', './debian-13', 'a/b', 'https://h/i', 'image.img.xz', '', 'c:\\x', '-x']) {
      expect(looksLikeName(path)).toBe(false)
    }
  })
})

describe('findImage', () => {
  const found = (name: string): unknown => {
    const result = findImage(name, builtInImages)
    return 'entry' in result ? result.entry.name : result
  }

  test.each(builtInImages)('finds $name by each of its names', ({name, aliases = []}) => {
    for (const one of [name, ...aliases]) expect(found(one)).toBe(name)
  })

  test('takes the newest where no release is named', () => {
    expect(['debian', 'ubuntu', 'fedora', 'alpine', 'freebsd'].map(found)).toEqual([
      ...['debian-13', 'ubuntu-26.04', 'fedora-44', 'alpine-3.24', 'freebsd-15'],
    ])
  })

  test.each([
    ['debian-31', 'debian-13'],
    ['Debian-13', 'debian-13'],
    ['ubuntu_24.04', 'ubuntu-24.04'],
    ['ubuntu-24.10', 'ubuntu-24.04'],
    ['centos-stream10', 'centos-stream-10'],
    ['windows', undefined],
  ])('%s: suggests %s', (name, suggestion) => {
    expect(found(name)).toEqual({suggestion})
    expect(nearest(name, namesOf(builtInImages))).toBe(suggestion)
  })

  test('finds own images first', () => {
    const [debian, ubuntu] = builtInImages
    if (debian === undefined || ubuntu === undefined) throw new Error('The catalogue is empty.')
    const own = [
      {...debian, title: 'Ours'},
      {...ubuntu, name: 'ours', aliases: ['ubuntu']},
    ]
    const catalogue = withOwnImages(builtInImages, own)
    expect(findImage('debian-13', catalogue)).toEqual({entry: own[0]})
    expect(findImage('ubuntu', catalogue)).toEqual({entry: own[1]})
    expect(findImage('fedora', catalogue)).toEqual(findImage('fedora', builtInImages))
    expect(catalogue).toHaveLength(builtInImages.length + 1)
  })
})
