import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {heldBy, notInjectable, rows} from './catalogue.ts'

const tests = join(import.meta.dirname, '..')

/** The names that tests and their groups are given in a file. Its own words are none: they are no names of tests. */
function namesIn(text: string): readonly string[] {
  const names = /\b(?:test|describe)(?:\.\w+)*\s*\(\s*(?:\n\s*)?(['"`])((?:\\.|(?!\1).)*)\1/g
  const each = /\)\s*\(\s*(['"`])((?:\\.|(?!\1).)*)\1\s*,\s*async/g
  return [...text.matchAll(names), ...text.matchAll(each)].map(([, , name = '']) => name)
}

test('every row of the fault catalogue has a test, or a reason why it has none', () => {
  const files = globSync('{e2e,crash,process}/**/*.test.ts', {cwd: tests}).filter(
    (file) => !file.endsWith('catalogue.test.ts'),
  )
  const names = files.flatMap((file) => namesIn(readFileSync(join(tests, file), 'utf8')))
  const isHeld = (row: string): boolean => {
    const [file, name] = heldBy[row] ?? []
    return file !== undefined && readFileSync(join(tests, file), 'utf8').includes(name ?? '')
  }
  const isNamed = (row: string): boolean => names.some((name) => new RegExp(`\\b${row}\\b`).test(name))
  const tested = rows.filter((row) => isNamed(row) || isHeld(row))
  const excused = rows.filter((row) => notInjectable[row] !== undefined && !tested.includes(row))
  const reasons = excused.map((row) => `  ${row}: ${notInjectable[row] ?? ''}`)
  console.log(
    [`fault catalogue: ${tested.length} rows tested, ${excused.length} not injectable here`, ...reasons].join('\n'),
  )
  expect(rows.filter((row) => !tested.includes(row) && notInjectable[row] === undefined)).toEqual([])
  // A reader of the docs sees every gap, with the same reason
  const docs = readFileSync(join(tests, '../docs/reliability.md'), 'utf8').replaceAll(/ +/g, ' ')
  const told = Object.entries(notInjectable).filter(([row, reason]) => !docs.includes(`| ${row} | ${reason} |`))
  expect(told.map(([row]) => row)).toEqual([])
  // An excuse for what is tested, or for what is no row, is out of date
  expect(Object.keys(notInjectable).filter((row) => tested.includes(row) || !rows.includes(row))).toEqual([])
})
