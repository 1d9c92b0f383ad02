import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {inRun, outcomeOf, saidIn} from '../support/fake-vm.ts'
import {guestPassword, passwordWord} from '../support/guest-password.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine, type VmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/** A guest that knows this password and no key, and is given another or the same. */
const entered = ({action}: VmMachine, given: string): JobStep => {
  const inputs = microInputs(guest, `quiet ${passwordWord}`)
  return {kind: 'uses', id: 'vm', action, with: {...inputs, cpus: '1', memory: '128M', password: given}}
}

describe.concurrent('a guest that knows a password and no key', () => {
  test('is entered with it once, and with the key from then on; it is kept nowhere', async () => {
    using machine = vmMachine()
    const secret = join(machine.root, 'secret')
    writeFileSync(secret, guestPassword)
    const leaks = `grep -rlaF -f ${secret} ${machine.stateDirectory} && echo leaked
for file in $(grep -lsa QEMU_VM_TAG=\${run##*/} /proc/[0-9]*/environ); do
  echo seen; grep -qsaF -f ${secret} $file \${file%environ}cmdline && echo leaked
done; true`
    const anew = 'ssh -F "$run/ssh_config" -O exit guest; guest exec -- whoami'
    const told: JobStep = {kind: 'run', id: 'told', script: `cat ${secret}`}
    const steps = [entered(machine, guestPassword), inRun(leaks, 'leaks'), inRun(anew, 'anew'), told]
    const job = await machine.play({steps})
    expect(saidIn(job, 'main', 'warning')).toBe('')
    expect(job.stage('leaks', 'run').log).toMatch(/^(?:seen\n?){2,}$/)
    expect(job.stage('anew', 'run').log).toContain('root')
    expect(job.stage('told', 'run').log).toBe('***')
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })

  test('is not tried again and again with a wrong one', async () => {
    using machine = vmMachine()
    const job = await machine.play({steps: [entered(machine, 'open barley')]})
    expect(saidIn(job, 'main', 'error')).toMatch(/sshd refused the password\n[^]*Permission denied/)
    expect(job.log).not.toContain('Attempt 1 of 2')
    expect(job.log).not.toContain('open barley')
    await machine.expectUnchanged()
  })
})
