/**
 * `contend LOCK SECONDS`: takes the lock again and again, each time as another process, and often dies as its holder;
 * as far as anyone can tell, for the lock knows processes by their identity only. Prints how often it held the lock,
 * and how often somebody else held it too.
 */
import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {takeLock} from '../../../src/host/lock.ts'
import type {Processes} from '../../../src/host/host.ts'
import type {ProcessIdentity} from '../../../src/plan/intent.ts'
import {millis} from '../../../src/units.ts'

const [path = '', duration = '1'] = process.argv.slice(2)
const graveOf = ({pid, startTicks}: ProcessIdentity): string => `${path}-grave-${pid}-${startTicks}`
const clock = {
  now: () => millis(performance.now()),
  // Far more impatient than the real one, so that the races happen at all
  sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
}
const end = performance.now() + Number(duration) * 1000
let [held, shared, starved] = [0, 0, 0]
for (let life = 0; performance.now() < end; life += 1) {
  const self: ProcessIdentity = {pid: process.pid, startTicks: life, bootId: 'boot'}
  const state: Processes['state'] = (one) => (existsSync(graveOf(one)) ? 'gone' : 'running')
  const lock = await takeLock(path, {clock, processes: {self, state}}, millis(8_000))
  if ('heldBy' in lock) {
    starved += 1
    break
  }
  held += 1
  const name = JSON.stringify(self)
  try {
    writeFileSync(`${path}-inside`, name, {flag: 'wx'})
  } catch {
    shared += 1
  }
  // Long enough for the others to look, to think that the one before is still the holder, and to act on it
  for (let turn = life % 4; turn > 0; turn -= 1) await clock.sleep()
  if (readFileSync(`${path}-inside`, 'utf8') !== name) shared += 1
  rmSync(`${path}-inside`, {force: true})
  if (life % 3 === 0) writeFileSync(graveOf(self), '')
  else lock.release()
}
process.stdout.write(JSON.stringify({held, shared, starved}))
