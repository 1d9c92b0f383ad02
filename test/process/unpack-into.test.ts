import {spawnSync} from 'node:child_process'
import {createHash, randomBytes} from 'node:crypto'
import * as fs from 'node:fs'
import {delimiter} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {Host} from '../../src/host/host.ts'
import type {Compression} from '../../src/images/compression.ts'
import type {Limits} from '../../src/images/sparse-file.ts'
import {unpackInto} from '../../src/images/unpack-into.ts'
import {thrownWith as error} from '../support/image-jobs.ts'
import {ManualClock} from '../support/manual-clock.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, tmpfsScratch, type Scratch} from '../support/scratch.ts'

const mib = 1024 ** 2
const noLimits = {size: 1024 * mib, space: 1024 * mib}
const both = [['xz', 'xz'], ['zst', 'zstd']] as const // prettier-ignore

const pack = (program: string, content: Buffer): Buffer =>
  spawnSync(program, ['-1c'], {input: content, maxBuffer: 64 * mib}).stdout

/** In portions as a network brings them. */
async function* asItComes(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += 50_000) yield await Promise.resolve(content.subarray(at, at + 50_000))
}

const run = (
  path: string,
  packed: AsyncIterable<Buffer>,
  compression: Compression,
  limits: Limits = noLimits,
  {host = realHost(), signal = AbortSignal.timeout(30_000), tag = 'unpack'}: Partial<Using> = {},
): Promise<string> => unpackInto(path, packed, compression, {limits, tag, signal}, host)

interface Using {
  readonly host: Host
  readonly signal: AbortSignal
  readonly tag: string
}

describe.each(both)('%s', (compression, program) => {
  test.each([
    ['data, holes and data', [randomBytes(3 * mib), Buffer.alloc(20 * mib), randomBytes(mib + 7)]],
    ['a hole at the end', [randomBytes(100), Buffer.alloc(8 * mib)]],
    ['nothing', []],
  ])('%s comes out as it was packed, with holes, and with its digest; so from several streams', async (_, parts) => {
    using place = scratch('unpack')
    const content = Buffer.concat(parts)
    const packed = Buffer.concat((parts.length === 0 ? [content] : parts).map((part) => pack(program, part)))
    const sha256 = await run(place.path('disk'), asItComes(packed), compression)
    expect(fs.readFileSync(place.path('disk')).equals(content)).toBe(true)
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'))
    const {blocks, mode} = fs.statSync(place.path('disk'))
    expect([blocks * 512 <= 5 * mib, mode & 0o777]).toEqual([true, 0o600])
  })

  test('takes neither more room nor more size than it may', async () => {
    using place = scratch('unpack')
    const packed = pack(program, Buffer.concat([randomBytes(8 * mib), Buffer.alloc(40 * mib)]))
    const tooLarge = run(place.path('large'), asItComes(packed), compression, {...noLimits, size: 40 * mib})
    await expect(tooLarge).rejects.toEqual(error('bad-image', /more than 41943040 bytes/))
    const tooWide = run(place.path('wide'), asItComes(packed), compression, {...noLimits, space: 2 * mib})
    await expect(tooWide).rejects.toEqual(error('resource', /is too full for the image/))
  })

  test('a disk that is full is said so, not taken for damage', async () => {
    using place = tmpfsScratch('size=4m,mode=700')
    const unpacking = run(place.path('disk'), asItComes(pack(program, randomBytes(8 * mib))), compression)
    await expect(unpacking).rejects.toEqual(error('resource', /is too full for the image/))
  })

  test('a source that fails, and a signal, end the program: their reason is the error', async () => {
    using place = scratch('unpack')
    const host = realHost()
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield await Promise.resolve(pack(program, randomBytes(mib)).subarray(0, 500_000))
      throw new Error('the network is gone')
    }
    const tag = `unpack-${program}`
    await expect(run(place.path('a'), broken(), compression, noLimits, {host, tag})).rejects.toThrow('network is gone')
    const stop = new AbortController()
    const silent = async function* (): AsyncGenerator<Buffer> {
      yield pack(program, randomBytes(mib)).subarray(0, 500_000)
      stop.abort(new Error('the job was canceled'))
      await new Promise((resolve) => setTimeout(resolve, 60_000).unref())
    }
    const canceled = run(place.path('b'), silent(), compression, noLimits, {host, tag, signal: stop.signal})
    await expect(canceled).rejects.toThrow('the job was canceled')
    await expect.poll(() => host.processes.find(tag)).toEqual([])
  })
})

describe('a program that brings nothing', () => {
  /** A machine with a clock of its own, where xz is this. */
  const machineWith = (place: Scratch, xz: string) => {
    fs.writeFileSync(place.path('xz'), `#!/bin/sh\n${xz}\n`, {mode: 0o755})
    const clock = new ManualClock()
    return {...realHost({PATH: [place.path(''), process.env['PATH']].join(delimiter)}), clock}
  }

  test('is given up after 5 min, and ended: a bomb may be one hole without end', async () => {
    using place = scratch('unpack')
    const host = machineWith(place, 'exec sleep 1000')
    const tag = 'unpack-endless'
    let isOver = false
    const bomb = async function* (): AsyncGenerator<Buffer> {
      while (!isOver) yield await Promise.resolve(Buffer.alloc(mib))
    }
    const unpacking = run(place.path('disk'), bomb(), 'xz', noLimits, {host, tag}).finally(() => (isOver = true))
    unpacking.catch(() => undefined)
    await expect.poll(() => host.processes.find(tag)).toHaveLength(1)
    await host.clock.advance(290_000)
    expect([isOver, host.processes.find(tag)]).toEqual([false, [expect.anything()]])
    await host.clock.advance(20_000)
    await expect(unpacking).rejects.toEqual(error('bad-image', /nothing but zeros, for 5 min/))
    await expect.poll(() => host.processes.find(tag)).toEqual([])
    expect(host.clock.pending).toBe(0)
  })

  test('is waited for while the server makes it wait', async () => {
    using place = scratch('unpack')
    const host = machineWith(place, 'exec cat')
    const content = randomBytes(mib)
    const [asked, answered] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const slow = async function* (): AsyncGenerator<Buffer> {
      asked.resolve(undefined)
      await answered.promise
      yield content
    }
    const over = new AbortController()
    const unpacking = run(place.path('disk'), slow(), 'xz', noLimits, {host}).finally(() => {
      over.abort()
    })
    unpacking.catch(() => undefined)
    await asked.promise
    await host.clock.advance(900_000)
    answered.resolve(undefined)
    while (!over.signal.aborted) await host.clock.advance(20)
    const sha256 = await unpacking
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'))
  })
})
