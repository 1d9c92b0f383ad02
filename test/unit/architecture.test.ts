import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {rankOf} from '../support/architecture/layers.ts'
import {rules} from '../support/architecture/rules.ts'
import {readSource} from '../support/architecture/source.ts'

const repository = join(import.meta.dirname, '../..')
const paths = globSync('{src,test,tools,bench}/**/*.ts', {cwd: repository}).map((path) => path.replaceAll('\\', '/'))
const sources = paths.map((path) => readSource(path, readFileSync(join(repository, path), 'utf8')))

describe('the house', () => {
  test('has files to look at', () => {
    expect(paths).toContain('src/phases/stop.ts')
    expect(paths).toContain('test/unit/architecture.test.ts')
    expect(sources.flatMap(({imports}) => imports).length).toBeGreaterThan(100)
  })

  test.each(Object.entries(rules))('%s', (_, rule) => {
    expect(rule(sources)).toEqual([])
  })
})

type Case = readonly [rule: string, files: Readonly<Record<string, string>>, found: readonly (string | RegExp)[]]

const documented = '/** Does it. */\n'
const long = '\n'.repeat(251)

/** Each rule on sources made to break it, and beside them on what it must let pass. */
const cases: readonly Case[] = [
  ['imports go down the layers', {'src/units.ts': "import {x} from './errors.ts'"}, []],
  ['imports go down the layers', {'src/units.ts': "import {x} from './plan/plan.ts'"}, [/rank 0.*rank 1/]],
  [
    'imports go down the layers',
    {'src/plan/a.ts': "import type {X} from '../shutdown/outcome.ts'"},
    [/rank 1.*rank 1/],
  ],
  ['imports go down the layers', {'src/shutdown/outcome.ts': "import '../plan/a.ts'"}, [/imports src\/plan\/a\.ts/]],
  ['imports go down the layers', {'src/resources/a.ts': "import '../guest/ssh.ts'"}, [/rank 5.*rank 5/]],
  ['imports go down the layers', {'src/shutdown/ladder.ts': "import './rungs.ts'"}, [/rank 1.*rank 6/]],
  ['imports go down the layers', {'src/shutdown/rungs.ts': "import './ladder.ts'\nimport '../qemu/qmp-lines.ts'"}, []],
  ['imports go down the layers', {'src/plan/plan.ts': "import './host-facts.ts'"}, [/rank 5/]],
  ['imports go down the layers', {'src/host/host.ts': "const x = await import('../phases/stop.ts')"}, [/rank 8/]],
  ['imports go down the layers', {'src/report/a.ts': "export {x} from '../host/host.ts'"}, [/rank 4/]],
  ['imports go down the layers', {'src/report/a.ts': "type X = import('../host/host.ts').Host"}, [/rank 4/]],
  ['imports go down the layers', {'src/index.ts': "await import('./entry/main.ts')"}, []],
  ['imports go down the layers', {'src/attic/a.ts': ''}, [/no place/]],
  [
    'no import cycles',
    {'src/a.ts': "import './b.ts'", 'src/b.ts': "import type {X} from './a.ts'"},
    [/a\.ts → src\/b\.ts → src\/a/],
  ],
  [
    'no import cycles',
    {'src/a.ts': "import './b.ts'; import './c.ts'", 'src/b.ts': "import './c.ts'", 'src/c.ts': ''},
    [],
  ],
  ['the inner ranks are pure', {'src/inputs/a.ts': "import {readFileSync} from 'node:fs'"}, [/node:fs/]],
  ['the inner ranks are pure', {'src/inputs/a.ts': "import {join} from 'node:path'"}, []],
  ['the inner ranks are pure', {'src/ledger/entry.ts': "import {crc32} from 'node:zlib'"}, []],
  ['the inner ranks are pure', {'src/ledger/entry.ts': "import {crc32, gzipSync} from 'node:zlib'"}, [/node:zlib/]],
  ['the inner ranks are pure', {'src/report/a.ts': 'const a = Date.now()'}, [/Date\.now/]],
  ['the inner ranks are pure', {'src/report/a.ts': 'setTimeout(f, 1)'}, [/setTimeout/]],
  ['the inner ranks are pure', {'src/plan/a.ts': 'const a = process.arch'}, [/process\.arch/]],
  ['the inner ranks are pure', {'src/plan/host-facts.ts': 'const a = process.arch'}, []],
  [
    'no file is longer than 250 lines',
    {'bench/a.ts': long, 'src/b.ts': long.slice(1)},
    ['bench/a.ts has 251 lines, more than 250'],
  ],
  [
    'no empty names',
    {'src/utils/a.ts': '', 'test/vm-manager.ts': '', 'src/uncommon.ts': ''},
    [/says utils/, /says manager/],
  ],
  [
    'packages stay in their homes',
    {'src/phases/a.ts': "import * as core from '@actions/core'"},
    [/belongs in src\/entry/],
  ],
  ['packages stay in their homes', {'src/guest/a.ts': "import {exec} from '@actions/exec'"}, [/belongs in src\/host/]],
  [
    'packages stay in their homes',
    {'src/images/a.ts': "await import('@actions/cache')"},
    [/belongs in src\/images\/cache/],
  ],
  ['packages stay in their homes', {'src/images/cache.ts': "import '@actions/cache'"}, [/before it is used/]],
  ['packages stay in their homes', {'src/images/cache.ts': "await import('@actions/cache')"}, []],
  ['packages stay in their homes', {'src/qemu/a.ts': "import {spawn} from 'node:child_process'"}, [/child_process/]],
  ['packages stay in their homes', {'src/host/commands.ts': "import pRetry from 'p-retry'"}, [/p-retry/]],
  ['packages stay in their homes', {'src/host/retry.ts': "import 'p-retry'; import 'node:child_process'"}, []],
  ['only the entries know the environment', {'src/host/a.ts': "f(process.env['HOME'])"}, [/process\.env/]],
  ['only the entries know the environment', {'src/host/a.ts': "f(process['env'])"}, [/process\.env/]],
  ['only the entries know the environment', {'src/host/a.ts': 'const {env} = process'}, [/uses process$/]],
  [
    'only the entries know the environment',
    {'src/phases/a.ts': "process.exit(1); process.once('SIGINT', f)"},
    [/exit/, /SIGINT/],
  ],
  ['only the entries know the environment', {'src/entry/a.ts': "process.exit(1); process.on('SIGTERM', f)"}, []],
  [
    'only the entries know the environment',
    {'src/host/a.ts': "// process.env\nprocess.kill(1, 0); process.on('exit', f)"},
    [],
  ],
  ['one way down', {'src/phases/start.ts': "import {descend} from '../shutdown/ladder.ts'"}, [/descend/]],
  ['one way down', {'src/phases/start.ts': "import {releaseAll as f} from '../resources/release.ts'"}, [/releaseAll/]],
  ['one way down', {'src/entry/a.ts': "const r = await import('../resources/release.ts')"}, [/releaseAll/]],
  ['one way down', {'src/phases/stop.ts': "import {descend} from '../shutdown/ladder.ts'"}, []],
  ['one way down', withPart("import {descend} from '../shutdown/ladder.ts'"), []],
  [
    'one way down',
    {...withPart("import {descend} from '../shutdown/ladder.ts'"), 'src/entry/a.ts': "import '../phases/part.ts'"},
    [/part\.ts/],
  ],
  ['the stop socket is reserved', {'src/qemu/qmp.ts': 'connect(paths.stopSocket)'}, [/qmp\.ts/]],
  [
    'the stop socket is reserved',
    {'src/guest/a.ts': 'const {stopSocket: s} = p', 'src/guest/b.ts': 'f(`${d}/stop.sock`)'},
    [/a\.ts/, /b\.ts/],
  ],
  ['the stop socket is reserved', {'src/plan/paths.ts': 'f(p.stopSocket)', ...withPart('f(p.stopSocket)')}, []],
  [
    'nothing is killed by name',
    {'src/host/a.ts': "run('pkill', 'qemu')", 'src/host/b.ts': 'run(`sudo killall ${x}`)'},
    [/a\.ts/, /b\.ts/],
  ],
  ['nothing is killed by name', {'src/host/a.ts': '// never pkill\nconst skillall = 1'}, []],
  ['exported functions have docstrings', {'src/a.ts': 'export function f() {}'}, [/f\(\)/]],
  ['exported functions have docstrings', {'src/a.ts': '// no\nexport const f = () => 1'}, [/f\(\)/]],
  ['exported functions have docstrings', {'src/a.ts': `${documented}\nexport function f() {}`}, [/f\(\)/]],
  ['exported functions have docstrings', {'src/a.ts': 'async function f() {}\nexport {f as g}'}, [/f\(\)/]],
  [
    'exported functions have docstrings',
    {'src/a.ts': `${documented}export async function f() {}\nfunction g() {}`},
    [],
  ],
  ['exported functions have docstrings', {'src/a.ts': `${documented}export const f = () => 1\nexport const n = 1`}, []],
  [
    'no module mocks',
    {'test/a.ts': "vi.mock('./x'); vi.spyOn(a, 'b'); vi.doMock('y')"},
    [/vi\.mock/, /vi\.spyOn/, /vi\.doMock/],
  ],
  ['no module mocks', {'test/a.ts': "// vi.mock('x')\nvi.setConfig({}); f('vi.mock(')"}, []],
  ['no test is left out', {'test/a.ts': 'test.only(f); it.skip(f); describe.todo(f)'}, [/only/, /skip/, /todo/]],
  [
    'no test is left out',
    {'test/a.ts': 'test.concurrent.only(f); test.each([1]).skip(f)'},
    [/concurrent\.only/, /each\.skip/],
  ],
  ['no test is left out', {'test/a.ts': 'test.each([1])(f); options.only(f); buffer.skip(1)'}, []],
]

function withPart(text: string): Readonly<Record<string, string>> {
  return {'src/phases/stop.ts': "import {f} from './part.ts'", 'src/phases/part.ts': text}
}

describe('each rule can fail', () => {
  test.each(cases)('%s (case %#)', (rule, files, expected) => {
    const found = rules[rule]?.(Object.entries(files).map(([path, text]) => readSource(path, text)))
    const matching = (text: string | RegExp): unknown => (typeof text === 'string' ? text : expect.stringMatching(text))
    expect(found).toEqual(expected.map(matching))
  })

  test('and every rule has a case in which it does', () => {
    const failing = new Set(cases.filter(([, , found]) => found.length > 0).map(([rule]) => rule))
    expect([...failing].toSorted()).toEqual(Object.keys(rules).toSorted())
  })
})

test('ranks', () => {
  const ranks = ['src/units.ts', 'src/ledger/entry.ts', 'src/host/lock.ts', 'src/index.ts'].map(rankOf)
  expect(ranks).toEqual([0, 2, 4, 9])
})
