import {spawnSync} from 'node:child_process'
import fc from 'fast-check'
import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import {makeKeyPair, sshConfig, sshWords, writeSshConfig, type SshConfigInput} from '../../src/guest/ssh.ts'
import {quoteWord} from '../../src/quote.ts'
import {pathsOf} from '../../src/plan/paths.ts'
import {tagOf} from '../../src/units.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

const vm = someVm()

function inputOf(state: string, access: SshConfigInput['access'] = {user: 'root'}): SshConfigInput {
  return {tag: tagOf(vm), port: 43_911, access, paths: pathsOf(vm, state)}
}

/** What the real ssh makes of a config: lower-case keyword → value. */
function understood(file: string, env: Record<string, string>): Map<string, string> {
  const [ssh, ...words] = sshWords(file, '-G', 'guest')
  const {stdout, stderr, status} = spawnSync(ssh, words, {
    encoding: 'utf8',
    env: {PATH: process.env['PATH'] ?? '', ...env},
  })
  expect({stderr, status}).toEqual({stderr: '', status: 0})
  return new Map(stdout.split('\n').map((line) => [line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1)]))
}

describe('the config for ssh', () => {
  test.each([
    'plain',
    'my state',
    '100%d',
    '%h%%',
    'ü',
    "it's",
    'a=b,c',
    'tab\there',
    '#x',
    '$HOME',
    '~',
    'back\\slash',
    'a\\\\b',
    'say "x"',
    'x\\',
  ])('is understood by ssh as it was meant, below a directory named %j', (name) => {
    using place = scratch('s')
    const state = place.path(name)
    const input = inputOf(state)
    fs.mkdirSync(input.paths.run, {recursive: true})
    writeSshConfig(input)
    const seen = understood(input.paths.sshConfig, {HOME: place.directory})
    expect(Object.fromEntries(seen)).toMatchObject({
      ...{hostname: '127.0.0.1', port: '43911', user: 'root', identitiesonly: 'yes', batchmode: 'yes'},
      ...{stricthostkeychecking: 'accept-new', hostkeyalias: tagOf(vm), identityagent: 'none', updatehostkeys: 'false'},
      ...{globalknownhostsfile: '/dev/null', controlmaster: 'false', forwardagent: 'no', forwardx11: 'no'},
    })
    // Some are expanded (%% is one %) by -G already, others when they are used
    const either = (keyword: string): readonly unknown[] => [
      seen.get(keyword),
      seen.get(keyword)?.replaceAll('%%', '%'),
    ]
    expect(either('identityfile')).toContain(input.paths.keyFile)
    expect(either('userknownhostsfile')).toContain(input.paths.knownHosts)
    expect(either('controlpath')).toContain(input.paths.sshSocket)
  })

  test('is for us alone', () => {
    using place = scratch('s')
    const input = inputOf(place.directory)
    fs.mkdirSync(input.paths.run)
    writeSshConfig(input)
    expect(fs.statSync(input.paths.sshConfig).mode & 0o777).toBe(0o600)
  })

  test('lets nothing of the user’s own set-up in', () => {
    using place = scratch('s')
    fs.mkdirSync(place.path('.ssh'))
    fs.writeFileSync(
      place.path('.ssh', 'config'),
      'Host *\n  Port 1\n  User other\n  ProxyCommand touch x\n  IdentityFile ~/mine\n',
      {mode: 0o600},
    )
    const input = inputOf(place.path('state'), {user: 'ci', keyFile: '/keys/my key'})
    fs.mkdirSync(input.paths.run, {recursive: true})
    writeSshConfig(input)
    const seen = understood(input.paths.sshConfig, {HOME: place.directory, SSH_AUTH_SOCK: '/tmp/agent'})
    expect([seen.get('port'), seen.get('user'), seen.get('proxycommand'), seen.get('identityfile')]).toEqual([
      ...['43911', 'ci', undefined, '/keys/my key'],
    ])
    expect(sshConfig(input).match(/IdentityFile/g)).toHaveLength(1)
  })
})

describe('the key pair', () => {
  test('is made anew, without a passphrase, for us alone', async () => {
    using place = scratch('s')
    const paths = pathsOf(vm, place.directory)
    fs.mkdirSync(paths.run)
    const host = realHost()
    const first = await makeKeyPair(paths.keyFile, tagOf(vm), host)
    const second = await makeKeyPair(paths.keyFile, tagOf(vm), host)
    expect(first).toMatch(new RegExp(`^ssh-ed25519 \\S+ ${tagOf(vm)}$`))
    expect(second).not.toBe(first)
    expect(fs.statSync(paths.keyFile).mode & 0o777).toBe(0o600)
    const again = spawnSync('ssh-keygen', ['-y', '-P', '', '-f', paths.keyFile], {encoding: 'utf8'})
    expect(second.startsWith(again.stdout.trim().split(' ').slice(0, 2).join(' '))).toBe(true)
  })

  test('that cannot be made says why', async () => {
    await expect(makeKeyPair(pathsOf(vm, '/nonexistent').keyFile, 'x', realHost())).rejects.toMatchObject({
      code: 'command-failed',
    })
  })
})

describe('quoteWord', () => {
  const echoed = (words: readonly string[], shell: string): readonly string[] => {
    const script = `printf '%s\\0' ${words.map(quoteWord).join(' ')}`
    return spawnSync(shell, ['-c', script], {encoding: 'buffer'}).stdout.toString('utf8').split('\0').slice(0, -1)
  }

  test.each(['sh', 'bash'])('gives %s each word as it is', (shell) => {
    const words = [
      '',
      "'",
      "''",
      `'"'`,
      '\\',
      "\\'",
      '$HOME',
      '`id`',
      '*',
      '~',
      '!',
      '\n',
      'a\n',
      '-n',
      ' a  b ',
      '#',
      'ü🐧',
    ]
    expect(echoed(words, shell)).toEqual(words)
    // A thousand shells would take too long: a thousand words in ten
    const anyWord = fc.string({unit: fc.constantFrom(...Array.from(`ab '"\\$\`!*?[]{}()<>|&;#~=%\n\t\r-ü`))})
    fc.assert(
      fc.property(fc.array(anyWord, {minLength: 100, maxLength: 100}), (many) => {
        expect(echoed(many, shell)).toEqual(many)
      }),
      {numRuns: 10},
    )
  })
})
