import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import {createLedger, listLedgers, openLedger, removeLedger, tryOpenLedger} from '../../src/ledger/file-ledger.ts'
import {ledgerPath} from '../../src/plan/paths.ts'
import {tagOf} from '../../src/units.ts'
import {nobody, startChild} from '../support/child.ts'
import {briefly, directoryIntent, linesOf, someOwner} from '../support/ledger-entries.ts'
import {scratch, someVm} from '../support/scratch.ts'

describe('a ledger', () => {
  test('is made with 0600, once, and remembers across processes', () => {
    using place = scratch()
    const vm = someVm()
    const path = ledgerPath(place.directory, vm)
    const ledger = createLedger(path)
    expect(fs.statSync(path).mode & 0o777).toBe(0o600)
    expect(() => createLedger(path)).toThrow(/EEXIST/)
    ledger.append({type: 'opened', vm, owner: someOwner, bootId: 'boot'})
    ledger.append({type: 'intent', intent: directoryIntent('a', '/a')})
    const again = openLedger(path)
    expect(again).toMatchObject({path, vm})
    expect(briefly(again.read().held)).toEqual(['a'])
    removeLedger(again)
    removeLedger(again)
    expect(fs.existsSync(path)).toBe(false)
    expect(() => again.read()).toThrow(/ENOENT/)
    expect(() => {
      again.append({type: 'handed-over'})
    }).toThrow(/ENOENT/)
  })

  test('is healed wherever a crash has cut its last line off', () => {
    using place = scratch()
    const vm = someVm()
    const path = ledgerPath(place.directory, vm)
    const [first = '', second = ''] = linesOf([
      {type: 'intent', intent: directoryIntent('a', '/ä')},
      {type: 'intent', intent: directoryIntent('b', '/b')},
    ])
    const bytes = Buffer.from(first + second)
    for (let size = 0; size <= bytes.length; size += 7) {
      fs.writeFileSync(path, bytes.subarray(0, size))
      const ledger = openLedger(path)
      ledger.append({type: 'intent', intent: directoryIntent('c', '/c')})
      ledger.append({type: 'handed-over'})
      const {held, handedOver, unreadable} = ledger.read()
      expect({size, last: briefly(held).at(-1), handedOver}).toEqual({size, last: 'c', handedOver: true})
      expect(unreadable).toBeLessThanOrEqual(1)
      expect(fs.readFileSync(path, 'utf8')).not.toContain('\n\n')
    }
  })

  test('is written by two processes at once without the loss of a line', async () => {
    using place = scratch()
    const ledger = createLedger(ledgerPath(place.directory, someVm()))
    const children = ['one', 'two', 'three'].map((name) => startChild('append', [ledger.path, '200', name]))
    for (const {over} of children) expect(await over).toMatchObject({code: 0, stderr: ''})
    const {records, unreadable} = ledger.read()
    expect(unreadable).toBe(0)
    expect(new Set(records.map((record) => (record.type === 'failed' ? record.message : ''))).size).toBe(600)
    const ones = records.flatMap((record) =>
      record.type === 'failed' && record.message.startsWith('one') ? [record.message] : [],
    )
    expect(ones).toEqual(Array.from({length: 200}, (_, index) => `one ${index}`))
  })

  test('that tells of another VM than its name does is believed in nothing', () => {
    using place = scratch()
    const path = ledgerPath(place.directory, someVm())
    const other = someVm()
    fs.writeFileSync(
      path,
      linesOf([
        {type: 'opened', vm: other, owner: someOwner, bootId: 'boot'},
        {type: 'intent', intent: directoryIntent('a', '/home')},
      ]).join(''),
    )
    expect(openLedger(path).read()).toMatchObject({held: [], unreadable: 2})
  })
})

describe('openLedger refuses', () => {
  const refusal = (path: string): string => {
    expect(tryOpenLedger(path)).toBeUndefined()
    try {
      openLedger(path)
    } catch (error) {
      return (error as Error).message
    }
    return 'opened'
  }

  test.each([
    ['', /not the name/],
    ['qemu-vm-0badcafe.jsonl', /not the name/],
    ['./qemu-vm-0badcafe.jsonl', /not the name/],
    ['/etc/passwd', /not the name/],
    ['/tmp/../etc/qemu-vm-0badcafe.jsonl', /not the name/],
    ['/../qemu-vm-0badcafe.jsonl', /not the name/],
    ['/tmp/qemu-vm-0badcafe.jsonl.bak', /not the name/],
    ['/tmp/qemu-vm-0badcafe.json', /not the name/],
    ['/tmp/qemu-vm-.jsonl', /not the name/],
    ['/tmp/qemu-vm-0BADCAFE.jsonl', /not the name/],
    ['/tmp/xqemu-vm-0badcafe.jsonl', /not the name/],
    ['/tmp/qemu-vm-0badcafe\n.jsonl', /not the name/],
    ['/nonexistent/qemu-vm-0badcafe.jsonl', /There is no ledger/],
    ['/dev/null/qemu-vm-0badcafe.jsonl', /./],
    ['/tmp/\0/qemu-vm-0badcafe.jsonl', /./],
  ])('%j', (path, why) => {
    expect(refusal(path)).toMatch(why)
  })

  test('a link, a directory, a pipe, what is too large, and what is another user’s', () => {
    using place = scratch()
    const [target, link, directory, large, foreign] = Array.from({length: 5}, () =>
      ledgerPath(place.directory, someVm()),
    ) as [string, string, string, string, string]
    fs.writeFileSync(target, '')
    fs.symlinkSync(target, link)
    fs.mkdirSync(directory)
    fs.writeFileSync(large, '')
    fs.truncateSync(large, 16 * 1024 * 1024 + 1)
    fs.writeFileSync(foreign, '')
    fs.chownSync(foreign, nobody, nobody)
    for (const path of [link, directory, large, foreign]) {
      expect(refusal(path)).toMatch(/not a ledger of ours/)
    }
    expect(listLedgers(place.directory).map(({path}) => path)).toEqual([target])
  })

  test('and does not follow a link that took the file’s place since', () => {
    using place = scratch()
    const ledger = createLedger(ledgerPath(place.directory, someVm()))
    fs.rmSync(ledger.path)
    fs.writeFileSync(place.path('victim'), '')
    fs.symlinkSync(place.path('victim'), ledger.path)
    expect(() => {
      ledger.append({type: 'handed-over'})
    }).toThrow(/ELOOP/)
    expect(fs.readFileSync(place.path('victim'), 'utf8')).toBe('')
  })
})

test('listLedgers overlooks what is none, and a directory that is not there', () => {
  using place = scratch()
  const vm = someVm()
  const {path} = createLedger(ledgerPath(place.directory, vm))
  for (const name of ['notes.txt', `${tagOf(vm)}.lock`, `${tagOf(vm)}.jsonl~`]) fs.writeFileSync(place.path(name), '')
  fs.mkdirSync(place.path(tagOf(vm)))
  expect(listLedgers(place.directory).map((ledger) => ledger.path)).toEqual([path])
  expect(listLedgers(place.path('none'))).toEqual([])
})
