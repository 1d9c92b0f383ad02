import * as fs from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {localGuest, textOf, type LocalGuest} from '../support/local-guest.ts'
import {scratch} from '../support/scratch.ts'

const shells = ['/bin/dash', '/bin/bash']
const oddName = `a 'b' $HOME "c"\\ ü\n-x`

/** Every path below one, with what is in its files. */
const treeOf = (path: string): readonly string[] =>
  (fs.readdirSync(path, {recursive: true}) as string[])
    .map((name) => (fs.statSync(join(path, name)).isFile() ? `${name}: ${textOf(join(path, name))}` : `${name}/`))
    .sort()

const copy = (guest: LocalGuest, from: string, to: string) => guest.run(['copy', from, to])

test.each(shells)('under %s files and trees go where cp -a would put them, both ways', async (shell) => {
  using guest = localGuest(shell)
  using place = scratch('copy')
  const tree = place.path('tree')
  fs.mkdirSync(join(tree, 'sub'), {recursive: true})
  fs.writeFileSync(join(tree, 'sub', oddName), 'odd')
  fs.writeFileSync(place.path(oddName), 'one')
  fs.writeFileSync(place.path('line\n'), 'two')
  fs.symlinkSync(`./no/${oddName}`, place.path('link'))
  fs.mkdirSync(join(guest.home, 'there'))
  const whole = ['sub/', `sub/${oddName}: odd`]
  const said = []
  for (const [from, to] of [
    [place.path(oddName), 'guest:'],
    [place.path(oddName), 'guest:there'],
    [place.path(oddName), 'guest:other name'],
    [place.path('link'), 'guest:'],
    [place.path('line\n'), 'guest:-'],
    ['guest:-', place.path('line back\n')],
    ['guest:link', place.path('link back')],
    [tree, 'guest:there'],
    [tree, 'guest:new/place'],
    [`${tree}/.`, 'guest:there/contents'],
    [`${tree}/.`, 'guest:there'],
    [`guest:${oddName}`, place.path('back')],
    ['guest:there/tree', place.path('back-tree')],
    ['guest:there/tree', place.path('')],
  ] as const)
    said.push(await copy(guest, from, to).then(({status, err}) => `${from} → ${to}: ${status} ${err}`))
  expect(said.filter((line) => !line.endsWith(': 0 '))).toEqual([])
  const inThere = [`${oddName}: one`, ...whole, 'tree/', ...whole.map((line) => `tree/${line}`)]
  const contents = ['contents/', ...whole.map((line) => `contents/${line}`)]
  expect(treeOf(join(guest.home, 'there'))).toEqual([...inThere, ...contents].sort())
  expect(treeOf(join(guest.home, 'new/place'))).toEqual(whole)
  expect([textOf(join(guest.home, oddName)), textOf(join(guest.home, 'other name'))]).toEqual(['one', 'one'])
  expect([textOf(place.path('back')), treeOf(place.path('back-tree'))]).toEqual(['one', whole])
  expect([textOf(join(guest.home, '-')), textOf(place.path('line back\n'))]).toEqual(['two', 'two'])
  const links = [join(guest.home, 'link'), place.path('link back')]
  expect(links.map((link) => fs.readlinkSync(link))).toEqual([`./no/${oddName}`, `./no/${oddName}`])
  const names = ['-', 'link', 'new', 'other name', 'there', oddName] // and nothing that was there under way
  expect(fs.readdirSync(guest.home).sort()).toEqual(names.sort())
})

test('what cannot be copied is said, and leaves nothing', async () => {
  using guest = localGuest()
  using place = scratch('copy')
  fs.writeFileSync(place.path('file'), 'one')
  fs.mkdirSync(join(guest.home, 'there/file'), {recursive: true})
  const [nowhere, directory, missing, unknown] = await Promise.all([
    copy(guest, place.path('file'), 'guest:no/such/place/file'),
    copy(guest, place.path('file'), 'guest:there'),
    copy(guest, 'guest:missing', place.path('back')),
    copy(guest, place.path('missing'), 'guest:'),
  ])
  expect([nowhere.status, directory.status, missing.status, unknown.status]).toEqual([1, 1, 1, 1])
  expect(nowhere.err).toMatch(/^Nothing or not all was copied: tar on the guest failed .*no\/such\/place/)
  expect(directory.err).toMatch(/tar on the guest failed .*there\/file is a directory/)
  expect(missing.err).toBe('Nothing or not all was copied: missing does not exist in the guest.\n')
  expect(unknown.err).toMatch(/missing does not exist on the host\.\n$/)
  expect([treeOf(guest.home), fs.readdirSync(place.path(''))]).toEqual([['there/', 'there/file/'], ['file']])
})

test('a sender that fails is told by its words', async () => {
  using guest = localGuest()
  using place = scratch('copy')
  fs.writeFileSync(place.path('file'), 'one')
  const tar =
    '#!/bin/sh\ncase "$*" in *--transform*) echo the disk is broken >&2; exit 2 ;; esac\nexec /usr/bin/tar "$@"\n'
  fs.writeFileSync(join(guest.home, '../path/tar'), tar, {mode: 0o755}) // only the host's renames
  const {status, err} = await copy(guest, place.path('file'), 'guest:')
  expect([status, fs.readdirSync(guest.home)]).toEqual([1, []])
  expect(err).toMatch(/tar on the host failed \(status 2\): the disk is broken/)
})

test.each([
  ['ssh cannot enter', 'echo connection refused >&2; exit 255', 'could not be asked: connection refused'],
  ['ssh says nothing', 'exit 255', 'could not be asked: status 255'],
  ['the guest has no tar', 'cat >/dev/null & echo none absent; wait', 'the guest has no tar'],
  ['a login script talks', 'cat >/dev/null & echo Welcome to; echo gnu absent; wait', 'prints “Welcome to” where'],
])('when %s nothing is copied, either way', async (_, script, why) => {
  using guest = localGuest()
  using place = scratch('copy')
  fs.writeFileSync(place.path('file'), 'one')
  fs.writeFileSync(join(guest.home, '../path/ssh'), `#!/bin/sh\n${script}\n`)
  const both = await Promise.all([
    copy(guest, place.path('file'), 'guest:'),
    copy(guest, 'guest:file', place.path('back')),
  ])
  for (const {status, err} of both) expect([status, err]).toEqual([1, expect.stringContaining(why)])
  expect(fs.readdirSync(place.path(''))).toEqual(['file'])
})
