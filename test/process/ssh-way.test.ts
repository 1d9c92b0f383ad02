import {chmodSync, writeFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {sshWay} from '../../src/guest/ssh-way.ts'
import {somePlan} from '../support/ledger-entries.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

test('the packets of a guest are put together, and none waits for another when it has ended', async () => {
  using place = scratch('ssh-way')
  writeFileSync(place.path('ssh'), '#!/bin/sh\nfor last do :; done\nexec sh -c "$last"\n')
  chmodSync(place.path('ssh'), 0o755)
  const host = realHost({PATH: `${place.path('')}:/usr/bin:/bin`})
  const way = sshWay(
    {plan: somePlan(someVm(), place.path('')), host, signal: AbortSignal.timeout(30_000)},
    'echo found',
  )
  const packet = `head -c 4096 /dev/zero; sleep 0.01`
  const {answer, output, ended} = way.take(`for i in $(seq 40); do ${packet}; done; echo "$1" >&2; exit 3`, ['a word'])
  expect(await answer).toBe('found')
  const portions: number[] = []
  for await (const portion of output) portions.push(portion.length)
  expect(portions.reduce((sum, size) => sum + size, 0)).toBe(40 * 4096)
  expect(portions.length).toBeLessThanOrEqual(4)
  expect(await ended).toEqual({code: 3, stderr: 'a word'})
})
