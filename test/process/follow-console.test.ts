import * as fs from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import {followConsole, tailOf} from '../../src/guest/console.ts'
import {systemClock} from '../../src/host/clock.ts'
import {scratch} from '../support/scratch.ts'

interface Following {
  readonly lines: string[]
  /** Waits until a line fits. */
  until(isWanted: (line: string) => boolean): Promise<void>
  end(): Promise<void>
}

function follow(path: string): Following {
  const lines: string[] = []
  const over = new AbortController()
  const followed = followConsole(path, (line) => lines.push(line), systemClock, over.signal)
  return {
    lines,
    until: async (isWanted) => {
      while (!lines.some(isWanted)) await sleep(10)
    },
    end: async () => {
      over.abort()
      await followed
    },
  }
}

describe.concurrent('following the console', () => {
  test('gives lines of a file that comes later and grows, whatever ends them', async () => {
    using place = scratch()
    const path = place.path('console.log')
    const seen = follow(path)
    await sleep(120)
    for (const text of ['one\ntwo\r\nthr', 'ee\rfour\r\n', '\n']) {
      fs.appendFileSync(path, text)
      await sleep(120)
    }
    await seen.end()
    expect(seen.lines.filter((line) => line !== '')).toEqual(['one', 'two', 'thr', 'three', 'four'])
  })

  test('gives the unfinished last line whenever it has grown: a prompt has no end', async () => {
    using place = scratch()
    const path = place.path('console.log')
    fs.writeFileSync(path, 'boot\nlog')
    const seen = follow(path)
    await seen.until((line) => line === 'log')
    fs.appendFileSync(path, 'in: ')
    await seen.until((line) => line === 'login: ')
    await seen.end()
    expect(seen.lines).toEqual(['boot', 'log', 'login: '])
  })

  test('keeps characters whole that come in parts', async () => {
    using place = scratch()
    const path = place.path('console.log')
    const seen = follow(path)
    for (const byte of Buffer.from('grüße 🐧\n')) {
      fs.appendFileSync(path, Buffer.from([byte]))
      await sleep(55)
    }
    await seen.until((line) => line === 'grüße 🐧')
    await seen.end()
    expect(seen.lines.join('')).not.toContain('\ufffd')
  })

  test('needs no more memory for a line without end, and still sees its end', async () => {
    using place = scratch()
    const path = place.path('console.log')
    fs.writeFileSync(path, Buffer.alloc(30_000_000, 'x'))
    fs.appendFileSync(path, 'login: ')
    const seen = follow(path)
    await seen.until((line) => line.endsWith('login: '))
    await seen.end()
    expect(Math.max(...seen.lines.map((line) => line.length))).toBeLessThanOrEqual(8192)
  })

  test('does not keep the rest of the program waiting while a guest floods it', async () => {
    using place = scratch()
    const path = place.path('console.log')
    fs.writeFileSync(path, 'a short line\n'.repeat(1_000_000))
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    fs.appendFileSync(path, 'end\n')
    const seen = follow(path)
    await seen.until((line) => line === 'end')
    clearInterval(timer)
    await seen.end()
    expect(seen.lines).toHaveLength(seen.lines.indexOf('end') + 1)
    expect(longest).toBeLessThan(1000)
  })

  test('ends at once when it is told to, also when it had nothing to read', async () => {
    const began = performance.now()
    const seen = follow('/nonexistent/console.log')
    await seen.end()
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('follows no link', async () => {
    using place = scratch()
    fs.writeFileSync(place.path('secret'), 'secret\n')
    fs.symlinkSync(place.path('secret'), place.path('console.log'))
    const seen = follow(place.path('console.log'))
    await sleep(150)
    await seen.end()
    expect([seen.lines, tailOf(place.path('console.log'), 100)]).toEqual([[], ''])
  })
})

describe('the tail of a file', () => {
  test('is its last bytes, or all', () => {
    using place = scratch()
    const path = place.path('log')
    fs.writeFileSync(path, '0123456789')
    expect([0, 3, 10, 1000].map((size) => tailOf(path, size))).toEqual(['', '789', '0123456789', '0123456789'])
    expect(tailOf(place.path('none'), 10)).toBe('')
    expect(tailOf(place.directory, 10)).toBe('')
    expect(tailOf(place.path('log', 'below'), 10)).toBe('')
  })
})
