import {execFileSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {fakeVmMachine, inRun, outcomeOf, saidIn} from '../support/fake-vm.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {loopDisk} from '../support/loop-disk.ts'
import {mountTmpfs} from '../support/scratch.ts'
import {vmMachine} from '../support/vm-job.ts'
import {expectSameWorld, lookAtWorld} from '../support/world/world.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/** A state directory on a disk of its own. */
function smallDisk(
  root: string,
  options: string,
): {readonly state: string; readonly expectEmpty: () => Promise<void>} & Disposable {
  const state = join(root, 'small')
  mkdirSync(state)
  const mounted = mountTmpfs(state, `mode=0700,${options}`)
  const before = lookAtWorld({roots: [state]})
  return {
    state,
    expectEmpty: () => expectSameWorld(before, {roots: [state]}),
    [Symbol.dispose]() {
      mounted[Symbol.dispose]()
    },
  }
}

/** Fills the disk of the state directory but for `left` KiB. */
const fill = (state: string, left: number): string =>
  `free=$(df --output=avail -k '${state}' | tail -n 1); head -c $(( (free - ${left}) * 1024 )) /dev/zero >'${state}/filler'`

/** Asks QEMU on the monitor of the user until it has paused the guest. */
const untilPaused = `node -e "
  const socket = require('node:net').connect('$run/qmp.sock')
  const ask = (execute) => socket.write(JSON.stringify({execute}) + '\\n')
  ask('qmp_capabilities')
  setInterval(() => ask('query-status'), 100)
  socket.on('data', (data) => { if (String(data).includes('io-error')) process.exit() })
"\n`

describe.concurrent('a disk that is full', () => {
  test('D1 under the overlay: QEMU has paused the guest, which is said with the space that is left; post does not wait for it', async () => {
    using machine = vmMachine()
    using disk = smallDisk(machine.root, 'size=128m')
    const inputs = {image: guest.disk, accelerator: 'tcg', memory: '192M', cpus: '1', 'state-dir': disk.state}
    const writes = 'dd if=/dev/zero of=/dev/vda bs=64k count=64 conv=fsync </dev/null >/dev/null 2>&1 &'
    const steps: readonly JobStep[] = [
      {kind: 'uses', id: 'vm', action: machine.action, with: inputs},
      inRun(`${fill(disk.state, 256)}; guest exec -- sh -c '${writes}'\n${untilPaused}`),
    ]
    const job = await machine.play({steps})
    expect(outcomeOf(job)).toBe('quit')
    const said = saidIn(job, 'post', 'warning')
    expect(said).toContain('QEMU had paused the guest, because writing to its disk had failed.')
    expect(said).toMatch(/has \d+ MiB free/)
    expect(job.stage('vm', 'post').ms).toBeLessThan(20_000)
    expect(job.stage('vm', 'post').annotations.filter(({level}) => level === 'error')).toEqual([])
    execFileSync('rm', [join(disk.state, 'filler')])
    await disk.expectEmpty()
    await machine.expectUnchanged()
  })

  test('D4 under the overlay, of a device that fails to write: said so, and what cannot be removed', async () => {
    using machine = vmMachine()
    const place = join(machine.root, 'thin')
    mkdirSync(place)
    // A disk of 128 MiB of which 32 are there: what is written beyond is an error of the device
    using thin = mountTmpfs(place, 'mode=0700,size=32m')
    expect(thin).toBeDefined()
    using disk = loopDisk(place, 128)
    const state = join(disk.mount, 'state')
    mkdirSync(state, {mode: 0o700})
    const inputs = {
      image: guest.disk,
      accelerator: 'tcg',
      memory: '192M',
      cpus: '1',
      'disk-size': '256M',
      'state-dir': state,
    }
    const write = 'dd if=/dev/urandom of=/dev/vda bs=1M count=64 conv=fsync'
    const job = await machine.play({
      steps: [
        {kind: 'uses', id: 'vm', action: machine.action, with: inputs},
        {kind: 'run', id: 'write', script: `guest exec -- ${write} || echo "dd: $?"`},
      ],
    })
    expect(outcomeOf(job)).toBe('quit')
    expect(saidIn(job, 'post', 'warning')).toContain(
      'QEMU had paused the guest, because writing to its disk had failed.',
    )
    // The file system has made itself read-only: what is on it stays, and that is no success
    expect(saidIn(job, 'post', 'warning')).toContain('EROFS')
    expect(saidIn(job, 'post', 'error')).toMatch(/Left over: directory[^]*rm -rf/)
    expect(job.status).toBe('failure')
    expect(job.stage('vm', 'post').ms).toBeLessThan(20_000)
    await machine.expectUnchanged()
  })

  test('D2 under the console: what is lost is said', async () => {
    using machine = fakeVmMachine()
    using disk = smallDisk(machine.root, 'size=80m')
    const job = await machine.job([inRun(fill(disk.state, 0))], {'state-dir': disk.state})
    expect(outcomeOf(job)).toBe('graceful')
    expect(saidIn(job, 'post', 'warning')).toContain("is full: the console's log was cut off")
    expect(job.status).toBe('success')
    execFileSync('rm', [join(disk.state, 'filler')])
    await disk.expectEmpty()
    await machine.expectUnchanged()
  })

  test.each([
    ['of 4 KB', 'size=4k', /is full: 0 MiB are free|the disk is full/],
    ['without a free inode', 'size=80m,nr_inodes=1', /cannot be used|no space left/i],
    ['that is read-only', 'size=80m,ro', /cannot be used/],
  ])('D3 for the ledger, %s: refused before anything is made', async (_, options, words) => {
    using machine = fakeVmMachine()
    using disk = smallDisk(machine.root, options)
    const job = await machine.job([], {'state-dir': disk.state})
    expect(saidIn(job, 'main', 'error')).toMatch(words)
    expect(job.stage('vm', 'main').log).not.toContain('QEMU runs')
    expect(job.stage('vm', 'post').log).toContain('Nothing to do')
    await disk.expectEmpty()
    await machine.expectUnchanged()
  })

  test('D17 for a VM: refused before anything is made, with the figures and where to go', async () => {
    using machine = fakeVmMachine()
    using disk = smallDisk(machine.root, 'size=20m')
    const job = await machine.job([], {'state-dir': disk.state})
    const said = saidIn(job, 'main', 'error')
    expect(said).toMatch(/is full: (19|20) MiB are free/)
    expect(said).toContain('set state-dir to a directory on another disk')
    expect(job.stage('vm', 'main').log).not.toContain('QEMU runs')
    await disk.expectEmpty()
    await machine.expectUnchanged()
  })
})
