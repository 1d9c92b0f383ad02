import {execFile} from 'node:child_process'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {describe, expect, test} from 'vitest'
import type {CommandResult, Host} from '../../src/host/host.ts'
import {byHand, changeAsRoot, runAsRoot} from '../../src/host/privilege.ts'
import {millis} from '../../src/units.ts'
import {asUser, nobody} from '../support/child.ts'
import {ManualClock} from '../support/manual-clock.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, type Scratch} from '../support/scratch.ts'

const source = join(import.meta.dirname, '../../src')

describe('a privileged command', () => {
  test('runs as it is for root, wherever its program is', async () => {
    const host = realHost({PATH: '/usr/bin:/bin'})
    expect(host.commands.which('losetup')).toBeUndefined()
    expect(await runAsRoot(['losetup', '--version'], host)).toMatchObject({code: 0, timedOut: false})
    expect(await runAsRoot(['false'], host)).toMatchObject({code: 1})
  })

  test('that fails tells what it was and what it said', async () => {
    const change = changeAsRoot(['ls', '--', '/no such place'], realHost())
    await expect(change).rejects.toThrow(/^ls -- '\/no such place' failed with status 2: .*No such file/)
    await expect(runAsRoot(['no-such-tool', 'x'], realHost())).rejects.toMatchObject({
      ...{code: 'missing-program', hint: 'Run as root: no-such-tool x'},
    })
  })

  test('is bounded by the machine', async () => {
    expect(await runAsRoot(['sleep', '30'], realHost(), millis(200))).toMatchObject({timedOut: true})
  })

  test('is given up on when it cannot even be killed', async () => {
    const clock = new ManualClock()
    const never = (): Promise<CommandResult> => new Promise(() => undefined)
    const host: Host = {...realHost(), clock, commands: {...realHost().commands, run: never}}
    const result = runAsRoot(['umount', '/x'], host)
    await clock.advance(20_000)
    expect(await result).toMatchObject({timedOut: true})
    expect(clock.pending).toBe(0)
  })

  test('leaves no timer behind', async () => {
    const clock = new ManualClock()
    await runAsRoot(['true'], {...realHost(), clock})
    expect(clock.pending).toBe(0)
  })

  test('is quoted where a person may have to type it', () => {
    expect(byHand(['/usr/sbin/umount', '/a b', "it's", 'x=1'])).toBe("umount '/a b' 'it'\\''s' x=1")
  })
})

describe('for a user who is not root', () => {
  test('it goes through sudo, which never asks', async () => {
    using place = withSudo('shift 2; [ "$1" = timeout ] || exit 9; shift 4; echo "as root: $*"')
    const told = await asNobody(place)
    expect(told.code).toBe(0)
    expect(told.stdout).toMatch(/as root: \/\S+\/ip link show/)
  })

  test('a refusal says what to run by hand, at once', async () => {
    using place = withSudo('echo "sudo: a password is required" >&2; exit 1')
    expect(await asNobody(place)).toEqual({
      code: 'resource',
      message: 'Only root may use ip, and sudo does not let us (sudo: a password is required).',
      hint: 'Run as root: ip link show',
    })
  })

  test('the failure of the command is not taken for a refusal', async () => {
    using place = withSudo('echo "RTNETLINK answers: Device or resource busy" >&2; exit 2')
    const told = await asNobody(place)
    expect(told.code).toBe(2)
    expect(told.stderr).toContain('busy')
  })

  test('a sudo that waits for a password all the same is not waited for', async () => {
    using place = withSudo('exec sleep 30')
    expect(await asNobody(place)).toMatchObject({timedOut: true})
  })

  test('without sudo it says so', async () => {
    using place = scratch()
    chmodSync(place.directory, 0o755)
    expect(await asNobody(place)).toMatchObject({
      code: 'resource',
      message: 'Only root may use ip, and there is no sudo.',
    })
  })
})

/** A directory with a program `sudo`, as a stand-in for one that is set up in a certain way. */
function withSudo(script: string): Scratch {
  const place = scratch()
  chmodSync(place.directory, 0o755)
  mkdirSync(place.path('bin'))
  writeFileSync(place.path('bin', 'sudo'), `#!/bin/sh\n[ "$1 $2" = "-n --" ] || exit 8\n${script}\n`, {mode: 0o755})
  return place
}

/** runAsRoot() in a process of the user `nobody`. The real sudo, should there be one, is not on its PATH. */
async function asNobody(place: Scratch): Promise<Partial<CommandResult>> {
  const bin = place.path('bin')
  mkdirSync(bin, {recursive: true})
  for (const name of ['sh', 'timeout', 'sleep', 'ip']) {
    const path = realHost({PATH: '/usr/sbin:/usr/bin:/sbin:/bin'}).commands.which(name) ?? name
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${path} "$@"\n`, {mode: 0o755})
  }
  const script = `
    import {nodeHost} from '${source}/host/node-host.ts'
    import {runAsRoot} from '${source}/host/privilege.ts'
    const host = nodeHost({PATH: '${bin}'}, {debug() {}, info() {}, group: (_, body) => body()})
    const told = await runAsRoot(['ip', 'link', 'show'], host, 500).catch(({code, message, hint}) => ({code, message, hint}))
    console.log(JSON.stringify(told))`
  const [command, ...words] = [...asUser(nobody), process.execPath]
  const run = promisify(execFile)(command, [...words, '--input-type=module', '-e', script], {
    cwd: '/',
    env: {PATH: '/usr/bin:/bin'},
  })
  return JSON.parse((await run).stdout) as Partial<CommandResult>
}
