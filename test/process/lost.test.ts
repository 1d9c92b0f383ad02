import {existsSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {openLedger} from '../../src/ledger/file-ledger.ts'
import {localGuest} from '../support/local-guest.ts'

test('a command whose guest restarts says that it is waited for, and then why it is lost', async () => {
  using guest = localGuest()
  const state = join(guest.home, '../state')
  const ledger = readdirSync(state).find((name) => name.endsWith('.jsonl')) ?? ''
  const {ended} = guest.start(['exec', '--', 'sh', '-c', 'touch begun; until [ -e go ]; do sleep 0.05; done'])
  while (!existsSync(join(guest.home, 'begun'))) await sleep(20)
  openLedger(join(state, ledger)).append({type: 'event', event: 'RESET', data: {guest: true}})
  writeFileSync(guest.cut, '')
  writeFileSync(join(guest.home, 'go'), '')
  const {status, err} = await ended
  expect(status).toBe(125)
  expect(err).toMatch(
    /^The guest restarts; waiting until it answers again, .+ at most\.\n.*was lost while the command ran/,
  )
})
