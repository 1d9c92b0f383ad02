import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {quoteWord} from '../../src/quote.ts'
import type {Ledger} from '../../src/ledger/ledger.ts'
import {makeLauncher} from '../../src/phases/hand-over.ts'
import type {VmPlan} from '../../src/plan/plan.ts'
import {noTransfers} from '../../src/plan/transfers.ts'

const root = mkdtempSync(join(tmpdir(), "launcher it's "))
afterAll(() => {
  rmSync(root, {recursive: true})
})

/** A program that tells its name, the tag and its words, each ended by NUL. */
const echo = (name: string): string => {
  const path = join(root, 'path', name)
  mkdirSync(join(root, 'path'), {recursive: true})
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\0' ${name} "$QEMU_VM_TAG" "$@"\n`, {mode: 0o700})
  return path
}
echo('ssh')
const node = echo('node')
const spec = {name: 'guest', ready: {kind: 'login'}, transfers: noTransfers}
const sshSocket = join(root, 'socket')
const plan = {tag: 'qemu-vm-0', spec, paths: {bin: join(root, 'bin'), sshConfig: join(root, 'config'), sshSocket}}
const master = createServer().listen(sshSocket)
afterAll(() => void master.close())
makeLauncher(plan as VmPlan, {path: '/state/ledger'} as Ledger, {
  node,
  keeper: '/dist/keeper.js',
  guest: '/dist/guest.js',
})

/** What a launcher started by this shell starts. */
function started(shell: readonly string[], ...words: readonly string[]): readonly string[] {
  return startedIn(join(root, 'bin'), shell, words)
}

function startedIn(bin: string, shell: readonly string[], words: readonly string[]): readonly string[] {
  const argv = [...shell, join(bin, 'guest'), ...words]
  const env = {PATH: `${join(root, 'path')}:/usr/bin:/bin`}
  return execFileSync('env', argv, {env, encoding: 'utf8'}).split('\0').slice(0, -1)
}

const words = ['a b', "it's", "''", "'", '', '$HOME `id` "x" \\', '-o', 'two\nlines\n', '*', '~', 'ü\u{1f642}']

/** What of the guest's command line are the user's words; the rest are the wrapper and the token. */
const remoteWords = (line = ''): string => / sh \d+-\d+ ([^]*)$/.exec(line)?.[1] ?? ''

test.each([[['sh']], [['bash', '--posix']], [[]]])('exec starts ssh with every word as it was given (%s)', (shell) => {
  const argv = started(shell, 'exec', '--', ...words)
  expect(argv.slice(0, -1)).toEqual(['ssh', 'qemu-vm-0', '-F', join(root, 'config'), 'guest'])
  expect(remoteWords(argv.at(-1))).toBe(words.map(quoteWord).join(' '))
  expect(remoteWords(started(shell, 'exec', ...words).at(-1))).toBe(words.map(quoteWord).join(' '))
  expect(remoteWords(started(shell, 'exec', '--', '--', 'x').at(-1))).toBe("'--' 'x'")
})

test('where no connection is open node sees to exec too: it can wait for a guest that restarts', () => {
  const closed = {...plan, paths: {...plan.paths, bin: join(root, 'closed'), sshSocket: join(root, 'no socket')}}
  makeLauncher(closed as VmPlan, {path: '/state/ledger'} as Ledger, {node, keeper: '', guest: '/dist/guest.js'})
  const given = ['exec', '--', 'true']
  expect(startedIn(join(root, 'closed'), [], given)).toEqual(['node', '', '/dist/guest.js', '/state/ledger', ...given])
})

test.each([
  [['exec']],
  [['exec', '--']],
  [['exec', '--user', 'me', '--', 'id']],
  [['status']],
  [['/a script.sh']],
  [[]],
])('node sees to %s', (given) => {
  expect(started([], ...given)).toEqual(['node', '', '/dist/guest.js', '/state/ledger', ...given])
})
