/** `hold LOCK`: takes the lock, says so, and keeps it for as long as it lives. */
import {takeLock} from '../../../src/host/lock.ts'
import {millis} from '../../../src/units.ts'
import {realHost} from '../real-host.ts'

await takeLock(process.argv[2] ?? '', realHost(), millis(1000))
process.stdout.write('held')
setInterval(() => undefined, 60_000)
