import {expect, test} from 'vitest'
import {meterOf} from '../../src/guest/meter.ts'
import type {Host} from '../../src/host/host.ts'
import {watchdog} from '../../src/host/watchdog.ts'
import {shownUrl} from '../../src/host/http.ts'
import {progressLog} from '../../src/host/progress.ts'
import {seconds} from '../../src/units.ts'
import {ManualClock} from '../support/manual-clock.ts'

const tenSeconds = seconds(10)
const silence = new Error('silence')

test('a watchdog barks after so much silence, not before', async () => {
  const clock = new ManualClock()
  using dog = watchdog(tenSeconds, clock, () => silence)
  await clock.advance(9000)
  dog.heard()
  await clock.advance(9999)
  expect(dog.signal.aborted).toBe(false)
  await clock.advance(1)
  expect(dog.signal.reason).toBe(silence)
  expect(clock.pending).toBe(0)
})

test('a watchdog at rest does not bark, and does again after the next word', async () => {
  const clock = new ManualClock()
  using dog = watchdog(tenSeconds, clock, () => silence)
  dog.rest()
  await clock.advance(60_000)
  expect(dog.signal.aborted).toBe(false)
  dog.heard()
  await clock.advance(20_000)
  expect(dog.signal.aborted).toBe(true)
})

test('a watchdog that is sent away is gone', async () => {
  const clock = new ManualClock()
  const dog = watchdog(tenSeconds, clock, () => silence)
  dog[Symbol.dispose]()
  await clock.advance(60_000)
  expect(dog.signal.aborted).toBe(false)
  expect(clock.pending).toBe(0)
})

test('progress is told every five seconds: how far, how fast, and how long still', async () => {
  const clock = new ManualClock()
  const lines: string[] = []
  const log = {info: (line: string) => void lines.push(line)}
  const [known, unknown] = [200 * 1024 ** 2, undefined]
  const tell = progressLog(shownUrl('https://example.org/disk.raw?sig=secret'), {clock, log} as unknown as Host)
  for (let second = 0; second < 11; second++) {
    tell(second * 8 * 1024 ** 2, second > 6 ? unknown : known)
    await clock.advance(1000)
  }
  expect(lines).toEqual([
    'https://example.org/disk.raw: 40 of 200 MiB (20 %), 8.0 MiB/s, 20.0 s left',
    'https://example.org/disk.raw: 80 MiB, 8.0 MiB/s',
  ])
})

test('a meter that follows another program tells how far it is, and of two minutes in which it moves nothing', async () => {
  const clock = new ManualClock()
  const lines: string[] = []
  const host = {clock, log: {info: (line: string) => void lines.push(line)}} as unknown as Host
  let written = 0
  using meter = meterOf('here → there', host)
  meter.follow(() => written)
  for (let second = 0; second < 6; second++) {
    written += 1024 ** 2
    await clock.advance(1000)
  }
  expect(lines).toEqual(['here → there: 5.0 MiB, 1.0 MiB/s'])
  for (let second = 0; second < 119; second++) await clock.advance(1000)
  expect(meter.signal.aborted).toBe(false)
  for (let second = 0; second < 2; second++) await clock.advance(1000)
  expect(String(meter.signal.reason)).toContain('nothing has come or gone for 2 min')
})

test('a meter does not watch what cannot be counted, and ends with its copy', async () => {
  const clock = new ManualClock()
  const meter = meterOf('here → there', {clock, log: {info: () => undefined}} as unknown as Host)
  meter.follow(() => undefined)
  for (let second = 0; second < 300; second++) await clock.advance(1000)
  expect(meter.signal.aborted).toBe(false)
  meter[Symbol.dispose]()
  await clock.advance(0)
  expect(clock.pending).toBe(0)
})

test('what a meter has ended fails for its reason, and not for what followed from it', async () => {
  const clock = new ManualClock()
  using meter = meterOf('here → there', {clock, log: {info: () => undefined}} as unknown as Host)
  expect(await meter.during(Promise.resolve('done'))).toBe('done')
  await expect(meter.during(Promise.reject(new Error('its own')))).rejects.toThrow('its own')
  const cut = new Promise((_, reject) => {
    meter.signal.addEventListener('abort', () => {
      reject(new Error('Premature close'))
    })
  })
  const waiting = expect(meter.during(cut)).rejects.toThrow(/nothing has come or gone/)
  await clock.advance(120_000)
  await waiting
})
