import {chmodSync, writeFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {sshWay} from '../../src/guest/ssh-way.ts'
import type {Way} from '../../src/guest/way.ts'
import {somePlan} from '../support/ledger-entries.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm, type Scratch} from '../support/scratch.ts'

/** A way to this machine, by an ssh that runs what it is given. @param path what else is on PATH. */
function wayHere(place: Scratch, path: string): Way {
  writeFileSync(place.path('ssh'), '#!/bin/sh\nfor last do :; done\nexec /bin/sh -c "$last"\n')
  chmodSync(place.path('ssh'), 0o755)
  const host = realHost({PATH: `${place.path('')}:${path}`})
  const plan = somePlan(someVm(), place.path(''))
  return sshWay({plan, host, signal: AbortSignal.timeout(30_000)}, 'echo found')
}

test('the packets of a guest are put together, and none waits for another when it has ended', async () => {
  using place = scratch('ssh-way')
  const packet = `head -c 4096 /dev/zero; sleep 0.01`
  const script = `for i in $(seq 40); do ${packet}; done; echo "$1" >&2; exit 3`
  const {answer, output, ended} = wayHere(place, '/usr/bin:/bin').take(script, ['a word'])
  expect(await answer).toBe('found')
  const portions: number[] = []
  for await (const portion of output) portions.push(portion.length)
  expect(portions.reduce((sum, size) => sum + size, 0)).toBe(40 * 4096)
  expect(portions.length).toBeLessThanOrEqual(4)
  expect(await ended).toEqual({code: 3, stderr: 'a word'})
})

test('a host without the program that puts them together is told so', async () => {
  using place = scratch('ssh-way')
  const {answer, ended} = wayHere(place, place.path('')).take('true', [])
  expect(await answer).toBe('')
  await expect(ended).rejects.toThrow(/\bdd\b/)
})
