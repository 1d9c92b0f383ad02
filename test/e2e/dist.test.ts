import {execFileSync} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {afterAll, expect, test} from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const work = mkdtempSync(join(tmpdir(), 'qemu-vm-dist-'))
afterAll(() => {
  rmSync(work, {recursive: true})
})

function build(name: string): ReadonlyMap<string, string> {
  const target = join(work, name)
  execFileSync(process.execPath, [join(root, 'tools', 'build.ts'), target], {stdio: ['ignore', 'ignore', 'inherit']})
  return filesOf(target)
}

const filesOf = (directory: string): ReadonlyMap<string, string> =>
  new Map(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'base64')]))

test('a build gives the same bytes every time, and dist/ is a build of this source', () => {
  const first = build('first')
  const changed = (other: ReadonlyMap<string, string>): readonly string[] =>
    [...new Set([...first.keys(), ...other.keys()])].filter((name) => first.get(name) !== other.get(name))
  expect(changed(build('second'))).toEqual([])
  expect(changed(filesOf(join(root, 'dist'))), 'dist/ is stale: npm run build').toEqual([])
})
