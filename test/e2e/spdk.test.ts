import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {buildMicroGuest} from '../guest/build.ts'
import {initrdWith} from '../guest/programs.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

interface Workflow {
  readonly jobs: Readonly<
    Record<string, {readonly steps: readonly {readonly uses?: string; readonly with?: Record<string, string>}[]}>
  >
}

const example = parse(readFileSync(new URL('../../examples/spdk.yml', import.meta.url), 'utf8')) as Workflow

/** The example's own machine and devices, as far as this QEMU has them, with the test guest in place of Fedora. */
function exampleInputs(): Record<string, string> {
  const steps = Object.values(example.jobs).flatMap((job) => job.steps)
  const inputs = steps.find(({uses = ''}) => uses.includes('/qemu-vm@'))?.with ?? {}
  // The test machine's QEMU may be older than 8.0, and its memory is less than 12 GiB
  const disks = (inputs['disks'] ?? '')
    .split('\n')
    .filter((line) => !line.includes('fdp'))
    .join('\n')
  const others = Object.entries(inputs).filter(([name]) => name !== 'image' && name !== 'workspace')
  return {...Object.fromEntries(others), disks, memory: '512M', cpus: '2'}
}

test('the example for SPDK: its NVMe namespaces are there, output comes back after a failure, and the guest goes down', async () => {
  const guest = await buildMicroGuest()
  const initrd = await initrdWith(guest, {nvme: 'nvme-cli', gtar: 'tar/tar'})
  using machine = vmMachine()
  const inGuest = (id: string, script: string): JobStep => ({kind: 'run', id, shell: 'guest {0}', script})
  const job = await machine.play({
    steps: [
      {kind: 'uses', id: 'vm', action: machine.action, with: {...microInputs(guest), ...exampleInputs(), initrd}},
      // The kernel looks for namespaces while ssh answers already
      inGuest(
        'namespaces',
        'for i in $(seq 300); do test "$(ls -d /dev/nvme?n? | wc -l)" = 5 && break; sleep 0.1; done',
      ),
      inGuest('provision', 'nvme list; dmesg | grep -c DMAR; cat /sys/block/nvme*/queue/zoned | sort | uniq -c\n'),
      inGuest('run', 'mkdir output; nvme id-ns -n 2 /dev/nvme0 >output/log; exit 1\n'),
      {kind: 'run', if: 'always()', script: `guest copy guest:output '${machine.root}/output'`},
    ],
  })
  const {log} = job.stage('provision', 'run')
  for (const serial of ['deadbeef', 'adcdbeef', 'beefcace', 'feebdaed']) expect(log).toContain(serial)
  expect(log.match(/^\/dev\/nvme\dn\d /gm)).toHaveLength(5)
  expect(log).toMatch(/^ +1 host-managed$/m)
  expect(existsSync(join(machine.root, 'output/log'))).toBe(true)
  expect(job.status).toBe('failure')
  expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')
  await machine.expectUnchanged()
})
