import {expect, test} from 'vitest'
import {buildForeignGuest} from '../guest/foreign.ts'
import {outcomeOf} from '../support/fake-vm.ts'
import {guestPassword, passwordWord} from '../support/guest-password.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {vmMachine} from '../support/vm-job.ts'

/** QEMU 7.2 cannot tell a guest of riscv64 of its key. */
const password = {words: ` ${passwordWord}`, password: guestPassword}

test.each([
  ['aarch64', {words: ''}],
  ['riscv64', password],
] as const)(
  'a guest for %s is emulated, to a login and in good order down: from a kernel, and by UEFI where it can be',
  async (arch, {words, ...more}) => {
    const guest = await buildForeignGuest(arch)
    using machine = vmMachine()
    const boots = {
      none: {
        ...{kernel: guest.kernel, initrd: guest.initrd, cpus: '1'},
        'kernel-args': `console=${guest.console} panic=-1 quiet${words}`,
      },
      ...(guest.disk === undefined ? {} : {uefi: {image: guest.disk}}),
    }
    const script = 'uname -m; test -d /sys/firmware/efi && echo uefi || echo none\n'
    const look: JobStep = {kind: 'run', id: 'look', shell: 'guest {0}', script}
    for (const [firmware, boot] of Object.entries(boots)) {
      const inputs = {...boot, ...more, arch, memory: '512M'}
      const job = await machine.play({
        steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}, look],
        giveUpMs: 280_000,
      })
      expect(job.stage('look', 'run').log).toMatch(new RegExp(`${arch}\\s+${firmware}`))
      expect(job.stage('vm', 'main').outputs).toMatchObject({accelerator: 'tcg'})
      expect(outcomeOf(job)).toBe('graceful')
      await machine.expectUnchanged()
    }
  },
  900_000,
)
