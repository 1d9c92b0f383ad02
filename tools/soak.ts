/**
 * `npm run soak -- N`: N jobs with this action on the micro guest, several at a time, each with the machine compared before
 * and after. Ends with status 1 when one was not clean, left anything, or cried wolf.
 */
import {availableParallelism} from 'node:os'
import {buildMicroGuest} from '../test/guest/build.ts'
import {guestPrograms, installMissing} from '../test/support/packages.ts'
import {microInputs, vmMachine, type VmMachine} from '../test/support/vm-job.ts'

const cycles = Number(process.argv[2] ?? 20)
if (!Number.isSafeInteger(cycles) || cycles < 1) throw new Error('usage: npm run soak -- N')
installMissing(guestPrograms)
const guest = await buildMicroGuest()
const boots: number[] = []
const stops: number[] = []
const outcomes = new Map<string, number>()
const alarms: string[] = []
let left = cycles

async function cycle(machine: VmMachine): Promise<void> {
  const inputs = {...microInputs(guest, 'quiet cryptomgr.notests'), cpus: '1', memory: '128M'}
  const job = await machine.play({steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}]})
  const main = job.stage('vm', 'main')
  const post = job.stage('vm', 'post')
  const [, outcome = 'none'] = /Outcome `([a-z-]+)`/.exec(post.summary) ?? []
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  boots.push(Number(main.outputs['boot-seconds']))
  stops.push(post.ms / 1000)
  for (const {level, message} of job.annotations()) if (level !== 'notice') alarms.push(`${level}: ${message}`)
  if (job.status !== 'success') alarms.push(`a job ended with ${job.status}`)
  if (job.sweep.length > 0) alarms.push(`the runner had to end ${job.sweep.length} processes`)
}

/** Jobs one after the other on a machine of their own; after each, nothing may be left. */
async function runner(): Promise<void> {
  using machine = vmMachine()
  while (left-- > 0) {
    await cycle(machine)
    await machine.expectUnchanged().catch((error: unknown) => alarms.push(`leak: ${String(error)}`))
    if (boots.length % 10 === 0) console.log(`${boots.length} of ${cycles}, ${alarms.length} alarms`)
  }
}

const median = (values: readonly number[]): string =>
  (values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN).toFixed(1)

await Promise.all(Array.from({length: availableParallelism()}, runner))
const counts = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
for (const alarm of alarms) console.log(alarm)
console.log(`${cycles} jobs: ${counts}; ${alarms.length} leaks and false alarms`)
console.log(`median boot ${median(boots)} s, median post ${median(stops)} s`)
process.exitCode = alarms.length === 0 && outcomes.get('graceful') === cycles ? 0 : 1
