import {createHash} from 'node:crypto'
import * as fs from 'node:fs'
import {join} from 'node:path'

/**
 * Makes a tree of `count` files with all that a copy can lose: odd names, modes, links, hard links, an empty directory, a
 * directory without the right to write, and a sparse file of `sparse` bytes with something in its middle and at its end.
 */
export function makeOddTree(root: string, count: number, sparse: number): void {
  fs.mkdirSync(root)
  const odd = ['with space', 'new\nline', "quote'", 'dquote"', '-dash', 'ümlaut 🐧', '$HOME', '*', 'back\\slash', '...']
  for (const name of odd) fs.writeFileSync(join(root, name), name)
  fs.writeFileSync(Buffer.concat([Buffer.from(`${root}/not UTF-8 `), Buffer.from([0xff, 0xfe])]), 'bytes')
  fs.writeFileSync(join(root, 'n'.repeat(255)), 'long')
  const deep = join(root, ...Array.from({length: 12}, (_, level) => `level ${level} ${'x'.repeat(20)}`))
  fs.mkdirSync(deep, {recursive: true})
  fs.symlinkSync(join('..', '..'), join(deep, 'up'))
  fs.symlinkSync('with space', join(root, 'link'))
  fs.symlinkSync('nothing', join(root, 'dangling'))
  fs.writeFileSync(join(deep, 'first'), 'shared')
  fs.linkSync(join(deep, 'first'), join(root, 'second'))
  fs.mkdirSync(join(root, 'empty'))
  for (let number = fs.readdirSync(root).length; number < count; number++) {
    const directory = join(root, `directory ${number % 20}`)
    fs.mkdirSync(directory, {recursive: true})
    const path = join(directory, `file ${number}`)
    fs.writeFileSync(path, `${number}\n`.repeat(number % 100))
    fs.chmodSync(path, [0o644, 0o600, 0o755, 0o400, 0o777][number % 5] ?? 0)
  }
  const file = fs.openSync(join(root, 'sparse'), 'w')
  fs.writeSync(file, 'middle', sparse / 2)
  fs.writeSync(file, 'end', sparse - 3)
  fs.closeSync(file)
  fs.mkdirSync(join(root, 'read-only'))
  fs.writeFileSync(join(root, 'read-only', 'inside'), '')
  fs.chmodSync(join(root, 'read-only'), 0o555)
  fs.utimesSync(join(root, 'with space'), 1, 1_000_000_000)
}

/** All that a copy has to keep, by path: two trees that are equal give equal lists. Times in seconds. */
export function treeOf(root: string): readonly string[] {
  const inodes = new Map<number, string>()
  const walk = (path: Buffer, name: string): string[] => {
    const stat = fs.lstatSync(path)
    const kind = stat.isSymbolicLink() ? 'link' : stat.isDirectory() ? 'directory' : 'file'
    const same = kind === 'file' && stat.nlink > 1 ? inodes.get(stat.ino) : undefined
    if (kind === 'file') inodes.set(stat.ino, inodes.get(stat.ino) ?? name)
    const facts = [
      ...[JSON.stringify(name), kind, kind === 'link' ? '' : (stat.mode & 0o7777).toString(8), stat.uid, stat.gid],
      kind === 'link' ? '' : Math.floor(stat.mtimeMs / 1000),
      kind === 'file' ? `${stat.size} ${sumOf(path, stat.size)} ${isSparse(stat) ? 'sparse' : ''}` : '',
      kind === 'link' ? fs.readlinkSync(path, 'latin1') : '',
      same === undefined ? '' : `as ${same}`,
    ].join(' ')
    if (kind !== 'directory') return [facts]
    const names = fs.readdirSync(path, {encoding: 'buffer'}).toSorted((one, other) => one.compare(other))
    const inside = names.map(
      (each) => [Buffer.concat([path, Buffer.from('/'), each]), each.toString('latin1')] as const,
    )
    return [facts, ...inside.flatMap(([one, each]) => walk(one, `${name}/${each}`))]
  }
  return walk(Buffer.from(root), '.')
}

const isSparse = ({blocks, size}: fs.Stats): boolean => size > 1024 * 1024 && blocks * 512 < size / 2

/** Of a huge file, of its parts that are no hole; it would take seconds to read. */
function sumOf(path: Buffer, size: number): string {
  const hash = createHash('sha256')
  const file = fs.openSync(path, 'r')
  const buffer = Buffer.alloc(64 * 1024)
  const parts = size > 64 * 1024 * 1024 ? [0, size / 2, size - 65_536] : undefined
  if (parts !== undefined)
    for (const at of parts) hash.update(buffer.subarray(0, fs.readSync(file, buffer, 0, 65_536, at)))
  else hash.update(fs.readFileSync(file))
  fs.closeSync(file)
  return hash.digest('hex').slice(0, 16)
}
