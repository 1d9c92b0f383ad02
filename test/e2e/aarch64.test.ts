import {beforeAll, expect, test} from 'vitest'
import {buildAarch64Guest, type Aarch64Guest} from '../guest/aarch64.ts'
import {outcomeOf} from '../support/fake-vm.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {vmMachine} from '../support/vm-job.ts'

let guest: Aarch64Guest
beforeAll(async () => {
  guest = await buildAarch64Guest()
}, 600_000)

test('a guest for aarch64 is emulated: from its disk by UEFI, and from a kernel, to a login and in good order down', async () => {
  using machine = vmMachine()
  const boots = {
    uefi: {image: guest.disk},
    none: {kernel: guest.kernel, initrd: guest.initrd, 'kernel-args': 'console=ttyAMA0 panic=-1 quiet'},
  }
  const script = 'uname -m; test -d /sys/firmware/efi && echo uefi || echo none\n'
  const look: JobStep = {kind: 'run', id: 'look', shell: 'guest {0}', script}
  for (const [firmware, boot] of Object.entries(boots)) {
    const inputs = {...boot, arch: 'aarch64', memory: '512M'}
    const job = await machine.play({
      steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}, look],
      giveUpMs: 280_000,
    })
    expect(job.stage('look', 'run').log).toMatch(new RegExp(`aarch64\\s+${firmware}`))
    expect(job.stage('vm', 'main').outputs).toMatchObject({accelerator: 'tcg'})
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  }
})
