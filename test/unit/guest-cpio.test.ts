import {describe, expect, test} from 'vitest'
import {CpioWriter} from '../guest/cpio.ts'

interface Entry {
  readonly name: string
  readonly mode: number
  readonly uid: number
  readonly device: readonly [number, number]
  readonly content: string
}

/** Reads a newc archive back, independently of the writer: 13 fields of 8 hexadecimal digits after the magic. */
function parse(archive: Buffer): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; ;) {
    expect(archive.toString('latin1', at, at + 6)).toBe('070701')
    const field = (index: number) => parseInt(archive.toString('latin1', at + 6 + index * 8, at + 14 + index * 8), 16)
    const nameEnd = at + 110 + field(11)
    const start = (nameEnd + 3) & ~3
    const end = start + field(6)
    const name = archive.toString('utf8', at + 110, nameEnd - 1)
    if (name === 'TRAILER!!!') return entries
    const device = [field(9), field(10)] as const
    entries.push({name, mode: field(1), uid: field(2), device, content: archive.toString('utf8', start, end)})
    at = (end + 3) & ~3
  }
}

describe('CpioWriter', () => {
  test('writes files of any length, aligned', () => {
    const cpio = new CpioWriter()
    const contents = ['', 'a', 'ab', 'abc', 'abcd', 'ünï']
    contents.forEach((content, index) => {
      cpio.file('f'.repeat(index + 1), content)
    })
    expect(parse(cpio.end()).map((entry) => entry.content)).toEqual(contents)
  })

  test('adds each parent directory once, before what is in it', () => {
    const cpio = new CpioWriter()
    cpio.file('/a/b/one', '1')
    cpio.file('a/b/two', '2')
    cpio.directory('a')
    expect(parse(cpio.end()).map((entry) => entry.name)).toEqual(['a', 'a/b', 'a/b/one', 'a/b/two'])
  })

  test('keeps modes, owners, link targets and device numbers', () => {
    const cpio = new CpioWriter()
    cpio.directory('home', 0o700, {uid: 1000, gid: 1000})
    cpio.file('run', '#!', 0o755)
    cpio.symlink('sh', 'busybox')
    cpio.characterDevice('console', 0o600, 5, 1)
    expect(parse(cpio.end())).toMatchObject([
      {name: 'home', mode: 0o040700, uid: 1000},
      {name: 'run', mode: 0o100755, uid: 0},
      {name: 'sh', mode: 0o120777, content: 'busybox'},
      {name: 'console', mode: 0o020600, device: [5, 1]},
    ])
  })

  test('ends in whole blocks and is the same every time', () => {
    const archive = () => {
      const cpio = new CpioWriter()
      cpio.file('file', 'content')
      return cpio.end()
    }
    expect(archive().length % 512).toBe(0)
    expect(archive()).toEqual(archive())
  })
})
