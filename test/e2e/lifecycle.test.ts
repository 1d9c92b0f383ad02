import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {outcomeOf} from '../support/fake-vm.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

const vm = (action: string, words = '', more: Record<string, string> = {}): JobStep => ({
  kind: 'uses',
  id: 'vm',
  action,
  with: {...microInputs(guest, words), ...more},
})

describe('a guest that obeys', () => {
  test('serves the steps between main and post, and goes down gracefully', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [
        vm(machine.action),
        {
          kind: 'run',
          id: 'exact',
          shell: 'guest {0}',
          script: 'echo in the guest: $(uname -r)\nexit 42\n',
          continueOnError: true,
        },
        {kind: 'run', id: 'words', script: `guest exec -- printf '%s|' 'a b' "it's" '$HOME'; guest status`},
        {
          kind: 'run',
          id: 'pipe',
          script: 'printf "1\\n2\\n" | guest exec -- wc -l; guest exec -- sh -c "exit 3" || echo "status $?"',
        },
        {
          kind: 'run',
          id: 'outputs',
          script:
            'ssh -F "${{ steps.vm.outputs.ssh-config }}" guest hostname && test -d "${{ steps.vm.outputs.run-dir }}"',
        },
      ],
    })
    expect(job.status).toBe('success')
    expect(job.order).toEqual(['vm pre', 'vm main', 'exact run', 'words run', 'pipe run', 'outputs run', 'vm post'])
    expect(job.stage('exact', 'run').exitCode).toBe(42)
    expect(job.stage('exact', 'run').log).toContain('in the guest: ')
    expect(job.stage('words', 'run').log).toContain(`a b|it's|$HOME|`)
    expect(job.stage('words', 'run').log).toContain('guest: running')
    expect(job.stage('pipe', 'run').lines.map(({text}) => text)).toEqual(['2', 'status 3'])
    expect(outcomeOf(job)).toBe('graceful')
    expect(job.stage('vm', 'main').annotations).toEqual([])
    expect(job.stage('vm', 'post').annotations.map(({level}) => level)).toEqual(['notice'])
    expect(job.sweep).toEqual([])
    await machine.expectUnchanged()
  })

  test('ends at once when QEMU was killed between main and post', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [vm(machine.action), {kind: 'run', script: `kill -9 $(cat '\${{ steps.vm.outputs.run-dir }}/qemu.pid')`}],
    })
    expect(outcomeOf(job)).toBe('already-gone')
    expect(job.stage('vm', 'post').log).toContain('QEMU was ended by SIGKILL')
    expect(job.status).toBe('success')
    await machine.expectUnchanged()
  })

  test('goes down although QEMU had been stopped by SIGSTOP', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [
        vm(machine.action),
        {kind: 'run', script: `kill -STOP $(cat '\${{ steps.vm.outputs.run-dir }}/qemu.pid')`},
      ],
    })
    expect(outcomeOf(job)).toBe('graceful')
    expect(job.stage('vm', 'post').summary).toContain('had been stopped by a signal')
    await machine.expectUnchanged()
  })

  test('boots from a disk that is not written to', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [
        {kind: 'uses', id: 'vm', action: machine.action, with: {image: guest.disk, memory: '256M', accelerator: 'tcg'}},
        {kind: 'run', id: 'in', shell: 'guest {0}', script: 'ls /dev/vda\n'},
      ],
    })
    expect(job.stage('in', 'run').log).toContain('/dev/vda')
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })

  test('two VMs of one job have names of their own, and each post stops its own', async () => {
    using machine = vmMachine()
    const use = (id: string): JobStep => ({
      kind: 'uses',
      id,
      action: machine.action,
      with: {...microInputs(guest), name: id},
    })
    const job = await machine.play({
      steps: [
        use('one'),
        use('two'),
        {kind: 'run', id: 'both', script: 'one exec -- hostname && two status && one status'},
      ],
    })
    expect(job.status).toBe('success')
    expect(job.order.slice(-2)).toEqual(['two post', 'one post'])
    expect(job.stage('two', 'post').summary).toContain('Outcome `graceful`')
    expect(job.stage('one', 'post').summary).toContain('Outcome `graceful`')
    await machine.expectUnchanged()
  })
})

describe('a guest that does not', () => {
  test('hear the power button and has no channel is made to quit, with a warning', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [vm(machine.action, 'guest.acpi=ignore', {ready: 'banner', 'shutdown-timeout': '6s'})],
    })
    expect(outcomeOf(job)).toBe('quit')
    expect(job.status).toBe('success')
    expect(job.annotations('warning')).toHaveLength(1)
    await machine.expectUnchanged()
  })

  test('obey is an error where fail-on says so', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [vm(machine.action, 'guest.poweroff=stuck', {'shutdown-timeout': '5s', 'fail-on': 'forced-shutdown'})],
    })
    expect(outcomeOf(job)).toBe('quit')
    expect(job.status).toBe('failure')
    expect(job.annotations('error')).toHaveLength(1)
    await machine.expectUnchanged()
  })

  test.each([
    ['panics', 'guest.boot=panic', {}, /kernel panicked/],
    ['resets in a loop', 'guest.boot=reset', {}, /was reset before it was ready/],
    [
      'never serves ssh',
      'guest.ssh=off',
      {'boot-timeout': '15s'},
      /not ready within 15\.0 s; what was missing: the greeting of an SSH server/,
    ],
  ])('get ready, because it %s, fails main with the reason; post has nothing to do', async (_, words, more, reason) => {
    using machine = vmMachine()
    const job = await machine.play({steps: [vm(machine.action, words, more)]})
    expect(job.status).toBe('failure')
    expect(job.annotations('error').map(({message}) => message)).toEqual([expect.stringMatching(reason)])
    expect(job.stage('vm', 'main').log).toContain('The machine')
    expect(job.stage('vm', 'post').log).toContain('Nothing to do')
    await machine.expectUnchanged()
  })

  test('stop printing is served all the same, and nothing that it prints is a command', async () => {
    using machine = vmMachine()
    const job = await machine.play({
      steps: [
        vm(machine.action, 'guest.boot=flood guest.hostile=1'),
        {kind: 'run', id: 'hostile', shell: 'guest {0}', script: 'hostile\necho done\n'},
      ],
    })
    // Our own first line is the one command: it tells the runner to take none until the script has ended
    expect(job.stage('hostile', 'run').commands.map(({command}) => command)).toEqual(['stop-commands'])
    expect(job.stage('hostile', 'run').log).toContain('done')
    expect(outcomeOf(job)).toBe('graceful')
    expect(job.annotations().map(({level}) => level)).toEqual(['notice'])
    await machine.expectUnchanged()
  })
})
