import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {fakeVmMachine, outcomeOf, type FakeVmMachine} from '../support/fake-vm.ts'
import {looseMain, loosePost} from '../support/loose-phase.ts'
import type {JobResult, RunStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/**
 * A job container as far as processes know: namespaces of its own, a first process that reaps nobody, and phases that come
 * from outside, as `docker exec` has it. Nobody in it sees a Runner.Worker.
 */
const container: RunStep = {
  kind: 'run',
  id: 'container',
  script: `setsid unshare --pid --fork --mount --mount-proc --net --kill-child sleep 3600 </dev/null >/dev/null 2>&1 &
echo $! >outside
for i in $(seq 300); do pgrep -P $! sleep >inside && break; sleep 0.1; done
nsenter -t $(cat inside) -n ip link set lo up`,
}
const under = 'nsenter -t $(cat inside) -p -m -n'
const another = 'unshare --pid --fork --mount --mount-proc'

const sweep = ({action}: FakeVmMachine, where = ''): string =>
  `${where} '${process.execPath}' '${join(action, 'dist', 'guest.js')}' sweep; echo sweep: $?\n`
const status = ({stateDirectory}: FakeVmMachine): string =>
  `${under} ${stateDirectory}/qemu-vm-*/bin/guest status; echo status: $?\n`
/** The life of a VM is over after 24 hours by default. */
const aged = ({stateDirectory}: FakeVmMachine): string => `touch -d '25 hours ago' ${stateDirectory}/*.jsonl\n`
const run = (id: string, script: string): RunStep => ({kind: 'run', id, script})

/** A job that boots a VM in a container. */
const played = (
  machine: FakeVmMachine,
  steps: readonly RunStep[],
  more?: Readonly<Record<string, string>>,
): Promise<JobResult> =>
  machine.play({
    env: {PATH: machine.path},
    steps: [container, looseMain(machine, {under, ...(more && {more})}), ...steps],
  })
const end = run('end', 'kill -9 $(cat outside)')

describe.concurrent('in a job container', () => {
  test('a guest is booted, entered and shut down, and no zombie is waited for', async () => {
    using machine = vmMachine()
    const inputs = {...microInputs(guest, 'quiet'), cpus: '1', memory: '128M'}
    const command = `${under} ${machine.stateDirectory}/qemu-vm-*/bin/guest`
    const steps = `${command} exec -- sh -c 'echo "in $(uname -m)"; exit 7' || echo exec: $?
echo 'echo "script in $PWD"' >script; ${command} "$PWD/script"; echo script: $?`
    const job = await machine.play({
      steps: [
        container,
        looseMain({...machine, inputs}, {under}),
        run('work', steps),
        loosePost({...machine, inputs}, {under}),
        run('end', `${under} sh -c 'grep -h ^State /proc/[0-9]*/status' | sort | uniq -c; kill -9 $(cat outside)`),
      ],
    })
    expect(job.stage('main', 'run').log).toContain('main: 0')
    expect(job.stage('work', 'run').log).toMatch(/^in x86_64\nexec: 7\n[^]*^script in \/root\n[^]*^script: 0$/m)
    expect(job.stage('post', 'run').summary).toContain('Outcome `graceful`')
    expect(job.stage('post', 'run').log).toContain('post: 0')
    expect(job.stage('end', 'run').log).toContain('Z (zombie)')
    await machine.expectUnchanged()
  })

  test('a VM is none of the business of other containers and of the host, and goes down gracefully', async () => {
    using machine = fakeVmMachine()
    const sweeps = [sweep(machine), sweep(machine, another), aged(machine), sweep(machine, another), status(machine)]
    const job = await played(machine, [run('sweeps', sweeps.join('')), loosePost(machine, {under}), end])
    expect(job.stage('main', 'run').log).toContain('main: 0')
    expect(job.stage('sweeps', 'run').log).toMatch(/^(No VM .* was found\.\nsweep: 0\n){3}[^]*\nstatus: 0$/)
    expect(job.stage('post', 'run').log).toContain('post: 0')
    expect(job.stage('post', 'run').summary).toContain('Outcome `graceful`')
    await machine.expectUnchanged()
  })

  test('a VM of the host, whose worker cannot be seen from there, is left alone', async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([run('sweep', `${sweep(machine, another)}guest status`)])
    expect(job.stage('sweep', 'run').log).toMatch(/^No VM .* was found\.\nsweep: 0\nguest: running/)
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })

  test('that dies with all that is in it, files are left, and go when the life of the VM would be over', async () => {
    using machine = fakeVmMachine()
    const job = await played(machine, [
      run('dies', `${end.script}\nfor i in $(seq 300); do test -e /proc/$(cat inside) || break; sleep 0.1; done`),
      run('early', `${sweep(machine)}ls ${machine.stateDirectory}`),
      run('late', aged(machine) + sweep(machine)),
    ])
    expect(job.stage('early', 'run').log).toMatch(/was found\.\nsweep: 0\nqemu-vm-.{8}\nqemu-vm-.{8}\.jsonl$/)
    expect(job.stage('late', 'run').log).toContain('Cleaned up a VM left by')
    await machine.expectUnchanged()
  })

  test('the keeper finishes what a post began that was killed', async () => {
    using machine = fakeVmMachine({guest: {presses: 'never'}})
    const closed = `for i in $(seq 600); do grep -q '"type":"closed"' ${machine.stateDirectory}/*.jsonl && break; sleep 0.1; done\n`
    const killed = loosePost(machine, {under: `${under} timeout -s KILL 2`})
    const keeper = run('keeper', `${closed}cat ${machine.stateDirectory}/*.jsonl\n${aged(machine)}${sweep(machine)}`)
    const job = await played(machine, [killed, keeper, end], {'shutdown-timeout': '5s'})
    expect(job.stage('post', 'run').log).toContain('post: 137')
    expect(job.stage('keeper', 'run').log).toMatch(/"phase":"keeper","why":"whoever was stopping it did not finish"/)
    await machine.expectUnchanged()
  })
})
