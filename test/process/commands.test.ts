import {once} from 'node:events'
import * as fs from 'node:fs'
import {text} from 'node:stream/consumers'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import {systemClock} from '../../src/host/clock.ts'
import {machineCommands} from '../../src/host/commands.ts'
import {tagVariable} from '../../src/host/processes.ts'
import {millis, seconds, tagOf} from '../../src/units.ts'
import {startChild} from '../support/child.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

const {commands, processes} = realHost({MARK: 'from the host'})
const sh = (script: string, ...words: string[]): [string, ...string[]] => ['sh', '-c', script, 'sh', ...words]
const limit = seconds(20)

describe.concurrent('run', () => {
  test.each([0, 1, 7, 125, 126, 127, 255])('gives status %d, which is no error', async (code) => {
    expect(await commands.run(sh(`echo out; echo err >&2; exit ${code}`), {limit})).toEqual({
      ...{code, timedOut: false, stdout: 'out\n', stderr: 'err\n'},
    })
  })

  test('gives each word to the program as it is', async () => {
    const words = ['', ' ', 'a b', '$HOME', '"', "'", '\\', '*', ';', 'ü', '-x', 'a\nb', '%s', '\\"']
    const {stdout} = await commands.run(sh('for word; do printf "%s\\0" "$word"; done', ...words), {limit})
    expect(stdout.split('\0').slice(0, -1)).toEqual(words)
  })

  test('gives the host’s environment and the tag, and nothing of this process’s', async () => {
    const {stdout} = await commands.run(['env'], {limit, tag: 'a tag'})
    const env = stdout.split('\n')
    expect(env).toContain('MARK=from the host')
    expect(env).toContain(`${tagVariable}=a tag`)
    expect(env.some((line) => line.startsWith('VITEST'))).toBe(false)
    expect((await commands.run(['env'], {limit})).stdout).not.toContain(tagVariable)
  })

  test('keeps the limit: SIGTERM, and SIGKILL for what ignores it', async () => {
    const began = performance.now()
    expect(await commands.run(['sleep', '60'], {limit: millis(200)})).toMatchObject({timedOut: true})
    expect(performance.now() - began).toBeLessThan(10_000)
    const stubborn = await commands.run(sh("trap '' TERM; echo up; while :; do sleep 0.1; done"), {limit: millis(200)})
    expect(stubborn).toMatchObject({timedOut: true, stdout: 'up\n'})
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  test('tells a time-out from a command that only exits like one, or is killed by another', async () => {
    for (const code of [124, 137])
      expect(await commands.run(sh(`exit ${code}`), {limit})).toMatchObject({code, timedOut: false})
    for (const signal of ['KILL', 'SEGV', 'TERM']) {
      const {code, timedOut} = await commands.run(sh(`kill -${signal} $$`), {limit})
      expect({timedOut, isFailure: code >= 128}).toEqual({timedOut: false, isFailure: true})
    }
  })

  test.each([0, 0.4, -5])('knows no limit of %d that means none', async (none) => {
    expect(await commands.run(['sleep', '30'], {limit: millis(none)})).toMatchObject({timedOut: true})
  })

  test('keeps the limit even when this process dies', async () => {
    const tag = tagOf(someVm())
    const child = startChild('run-and-die', [tag, '1500'])
    await child.over
    expect(processes.find(tag).length).toBeGreaterThan(0)
    while (processes.find(tag).length > 0) await sleep(20)
  })

  test('says which program is not there', async () => {
    await expect(commands.run(['no-such-program', 'x'], {limit})).rejects.toMatchObject({
      ...{code: 'missing-program', message: 'There is no program no-such-program on PATH.'},
    })
  })

  test('gives input, all of it', async () => {
    const input = 'ü\n'.repeat(100_000)
    expect((await commands.run(['wc', '-c'], {limit, input})).stdout.trim()).toBe(String(Buffer.byteLength(input)))
  })

  test.each([undefined, ''])('without input (%j) gives none, instead of waiting for some', async (input) => {
    const options = input === undefined ? {limit: seconds(5)} : {limit: seconds(5), input}
    expect(await commands.run(['cat'], options)).toEqual({code: 0, timedOut: false, stdout: '', stderr: ''})
  })

  test('is not broken by a program that does not read its input', async () => {
    expect(await commands.run(['true'], {limit, input: 'quit\n'})).toMatchObject({code: 0})
  })

  test('tells of lines while it runs, of both streams', async () => {
    using place = scratch()
    const lines: string[] = []
    // It ends only when somebody has heard of its first line
    const script = 'echo one; echo two >&2; while [ ! -e "$1" ]; do sleep 0.02; done; echo three'
    const onLine = (line: string): void => {
      lines.push(line)
      if (line === 'one') fs.writeFileSync(place.path('heard'), '')
    }
    expect(await commands.run(sh(script, place.path('heard')), {limit, onLine})).toMatchObject({code: 0})
    expect([...lines].sort()).toEqual(['one', 'three', 'two'])
  })

  test('keeps characters whole that come in parts, and much output', async () => {
    const script = "printf '\\303'; sleep 0.1; printf '\\274'; head -c 3000000 /dev/zero | tr '\\0' x"
    const {stdout} = await commands.run(sh(script), {limit})
    expect(stdout.length).toBe(3_000_001)
    expect(stdout.startsWith('üx')).toBe(true)
  })

  test('of 20 at once', async () => {
    const all = Array.from({length: 20}, (_, index) => commands.run(sh(`exit ${index}`), {limit}))
    expect((await Promise.all(all)).map(({code}) => code)).toEqual(Array.from({length: 20}, (_, index) => index))
  })
})

describe.concurrent('which', () => {
  test('finds executable files on PATH only, the first one', () => {
    using place = scratch()
    for (const name of ['one', 'two']) fs.mkdirSync(place.path(name))
    const make = (path: string, mode: number): string => (fs.writeFileSync(path, ''), fs.chmodSync(path, mode), path)
    const host = machineCommands({PATH: [place.path('one'), 'relative', '', place.path('two')].join(':')})
    make(place.path('one', 'plain'), 0o644)
    fs.mkdirSync(place.path('one', 'directory'))
    const both = make(place.path('one', 'both'), 0o755)
    make(place.path('two', 'both'), 0o755)
    const second = make(place.path('two', 'plain'), 0o755)
    expect(['both', 'plain', 'directory', 'none', both, '/nonexistent'].map((name) => host.which(name))).toEqual([
      ...[both, second, undefined, undefined, both, undefined],
    ])
    expect(machineCommands({}).which('sh')).toBeUndefined()
  })
})

describe.concurrent('attach', () => {
  test('gives statuses and signals, and reads from an open file', async () => {
    using place = scratch()
    fs.writeFileSync(place.path('in'), 'exit 9\n')
    const stdin = fs.openSync(place.path('in'), 'r')
    expect(await commands.attach(['sh'], {stdin, tag: 'a tag'})).toEqual({code: 9})
    fs.closeSync(stdin)
    expect(await commands.attach(sh('kill -9 $$'), {stdin: 'inherit', tag: 'a tag'})).toEqual({signal: 'SIGKILL'})
    expect(await commands.attach(sh(`[ "$${tagVariable}" = tag ]`), {stdin: 'inherit', tag: 'tag'})).toEqual({code: 0})
    await expect(commands.attach(['no-such-program'], {stdin: 'inherit', tag: ''})).rejects.toMatchObject({
      code: 'missing-program',
    })
  })
})

describe.concurrent('the system’s clock', () => {
  test('sleeps as long as it was told, and rejects with the signal’s reason', async () => {
    const began = systemClock.now()
    await systemClock.sleep(millis(50))
    expect(systemClock.now() - began).toBeGreaterThanOrEqual(49)
    const reason = new Error('why')
    await expect(systemClock.sleep(seconds(60), AbortSignal.abort(reason))).rejects.toBe(reason)
    const later = new AbortController()
    const asleep = systemClock.sleep(seconds(60), later.signal)
    later.abort(reason)
    await expect(asleep).rejects.toBe(reason)
  })
})

describe.concurrent('filter', () => {
  test('stands in a stream, with the tag, and says how it ended', async () => {
    const filter = commands.filter(sh('tr a-z A-Z; echo $QEMU_VM_TAG; echo why >&2; exit 3'), {
      tag: 'the tag',
      signal: AbortSignal.timeout(20_000),
    })
    filter.input.end('quiet ')
    expect(await text(filter.output)).toBe('QUIET the tag\n')
    expect(await filter.exited).toEqual({exit: {code: 3}, stderr: 'why'})
  })

  test('writes into another without us between, and is counted', async () => {
    const options = {tag: 'x', signal: AbortSignal.timeout(20_000)}
    const counter = commands.filter(['wc', '-c'], options)
    const writer = commands.filter(sh('head -c 300000 /dev/zero; read -r _; head -c 5 /dev/zero'), {
      ...options,
      into: counter.input,
    })
    await expect.poll(() => writer.written(), {timeout: 10_000}).toBeGreaterThanOrEqual(300_000)
    writer.input.end('\n')
    expect(await text(counter.output)).toBe('300005\n')
    expect([await text(writer.output), await writer.exited]).toEqual(['', {exit: {code: 0}, stderr: ''}])
    expect(writer.written()).toBeLessThan(400_000)
  })

  test('is ended with the job, though it does not listen', async () => {
    const job = new AbortController()
    const tag = tagOf(someVm())
    const filter = commands.filter(sh('trap "" TERM; echo up; cat'), {tag, signal: job.signal})
    await once(filter.output, 'data')
    job.abort()
    await expect(filter.exited).rejects.toThrow(/aborted/)
    await expect.poll(() => processes.find(tag), {timeout: 10_000}).toEqual([])
  })

  test('that is not there is an error', async () => {
    const filter = commands.filter(['no-such-program'], {tag: 'x', signal: AbortSignal.timeout(20_000)})
    await expect(filter.exited).rejects.toThrow(/ENOENT/)
  })
})
