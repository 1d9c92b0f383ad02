import {createHash} from 'node:crypto'
import {chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {cacheServer} from '../support/cache-server.ts'
import {outcomeOf, saidIn} from '../support/fake-vm.ts'
import {fileServer, serve, type FileServer} from '../support/file-server.ts'
import type {JobResult, JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine, type VmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
let packed: Buffer
beforeAll(async () => {
  guest = await buildMicroGuest()
  packed = gzipSync(readFileSync(guest.disk), {level: 1})
})

const name = 'micro-amd64.qcow2.gz'

/** Publishes the micro guest as an image of a catalogue. @returns the catalogue's URL. */
function publish(server: FileServer): string {
  const url = server.put(`/${name}`, serve(packed))
  const sum = createHash('sha256').update(packed).digest('hex')
  server.put('/SHA256SUMS', serve(Buffer.from(`${sum} *${name}\n`)))
  const source = {kind: 'fixed', url: url.replace('amd64', '{arch}'), sums: {name: 'SHA256SUMS', format: 'gnu'}}
  // It takes its key from fw_cfg, and no host key from anybody
  const facts = {user: 'root', firmware: 'bios', seed: 'nocloud', seedReader: 'tiny-cloud', console: 'serial'}
  const images = [
    {
      ...{name: 'micro', title: 'The test guest', arch: {x86_64: 'amd64'}, sources: [source]},
      guest: {...facts, agent: 'absent'},
    },
  ]
  return server.put('/catalogue.json', serve(Buffer.from(JSON.stringify({images}))))
}

const inGuest = (script: string): JobStep => ({kind: 'run', id: 'in', shell: 'guest {0}', script})

describe('an image of a catalogue', () => {
  test('is downloaded, verified, unpacked, grown and told of its first boot; the next job has it from the tool cache', async () => {
    await using server = await fileServer()
    using machine = vmMachine()
    const store = join(machine.root, '_work', '_tool', 'qemu-vm', 'images')
    const inputs = {
      ...{image: 'micro', 'catalogue-url': publish(server), 'disk-size': '1G', memory: '256M', accelerator: 'tcg'},
      'user-data': '#cloud-config\npackages: [git]',
    }
    const play = (steps: readonly JobStep[]): Promise<JobResult> =>
      machine.play({steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}, ...steps]})

    // Its kernel has no FAT at hand; the files are near the beginning
    const look = "cat /sys/block/vda/size\nhead -c 4194304 /dev/vdb | grep -E 'packages|datasource_list|instance-id'\n"
    const first = await play([inGuest(look)])
    const log = first.stage('in', 'run').log
    expect(log).toContain(String(2 * 1024 ** 2))
    expect(log).toContain('packages: [git]')
    expect(log).toContain('datasource_list:')
    expect(log).toMatch(/instance-id: "qemu-vm-[0-9a-f]{8}"/)
    expect(first.stage('vm', 'main').outputs).toMatchObject({'image-cache-hit': 'none', 'ssh-user': 'root'})
    expect([outcomeOf(first), first.annotations('warning'), first.annotations('error')]).toEqual(['graceful', [], []])
    await machine.expectUnchanged()
    const kept = readdirSync(store)
    expect(kept).toEqual([expect.stringMatching(/^sha256-[0-9a-f]{64}\.[0-9a-f]{64}\.qcow2$/)])

    const asked = server.asked.length
    const second = await play([inGuest('true\n')])
    expect(second.stage('vm', 'main').outputs).toMatchObject({'image-cache-hit': 'machine'})
    expect(server.asked.slice(asked)).toEqual(['/catalogue.json', '/SHA256SUMS'])
    expect(outcomeOf(second)).toBe('graceful')
    await machine.expectUnchanged()
    expect(readdirSync(store)).toEqual(kept)
  })

  test('that is not what its sums say is looked up once more, and then refused with both digests; nothing is booted', async () => {
    await using server = await fileServer()
    using machine = vmMachine()
    const inputs = {image: 'micro', 'catalogue-url': publish(server), memory: '256M', accelerator: 'tcg'}
    const sum = 'f'.repeat(64)
    server.put('/SHA256SUMS', serve(Buffer.from(`${sum} *${name}\n`)))
    const job = await machine.play({steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}]})
    const said = saidIn(job, 'main', 'error')
    expect(said).toContain(sum)
    expect(said).toContain(createHash('sha256').update(packed).digest('hex'))
    expect(server.asked.filter((path) => path === '/SHA256SUMS')).toHaveLength(2)
    expect(job.stage('vm', 'main').summary).not.toContain('QEMU runs')
    await machine.expectUnchanged()
  })
})

test('a machine that has nothing yet takes an image from the cache of GitHub Actions, and replaces what is damaged there', async () => {
  await using server = await fileServer()
  await using cache = await cacheServer()
  using machine = vmMachine()
  const inputs = {image: 'micro', 'catalogue-url': publish(server), memory: '256M', accelerator: 'tcg'}
  const unattended = {ready: 'none', 'shutdown-timeout': '0s'}
  const actionsEnv = {...cache.actionsEnv, RUNNER_ENVIRONMENT: 'github-hosted'}
  const play = async (more: Readonly<Record<string, string>>) => {
    const asked = server.asked.length
    const vm: JobStep = {kind: 'uses', id: 'vm', action: machine.action, with: {...inputs, ...more}}
    const job = await machine.play({steps: [vm], actionsEnv})
    rmSync(join(machine.stateDirectory, 'images'), {recursive: true}) // GitHub's own machines are used once
    await machine.expectUnchanged()
    return {
      hit: job.stage('vm', 'main').outputs['image-cache-hit'],
      downloads: server.asked.slice(asked).filter((path) => path === `/${name}`).length,
      outcome: outcomeOf(job),
    }
  }
  expect(await play(unattended)).toMatchObject({hit: 'none', downloads: 1})
  expect(await play({})).toEqual({hit: 'actions', downloads: 0, outcome: 'graceful'})
  cache.change((archive) => archive.fill(0xaa, 20_000, 20_100))
  expect(await play(unattended)).toMatchObject({hit: 'none', downloads: 1})
  expect(await play(unattended)).toMatchObject({hit: 'actions', downloads: 0})
  expect(cache.keys.map((key) => key.split('.').at(-1))).toEqual(['1', '2'])
})

test('an image whose guest needs UEFI is booted by it, with variables of its own', async () => {
  using machine = vmMachine()
  // The test guest has no loader for UEFI, and the firmware says so on the console: that it runs is to be seen
  const inputs = {image: guest.disk, firmware: 'uefi', ready: 'console:BdsDxe', memory: '256M', accelerator: 'tcg'}
  const job = await machine.play({
    steps: [{kind: 'uses', id: 'vm', action: machine.action, with: {...inputs, 'shutdown-timeout': '0s'}}],
  })
  expect(job.status).toBe('success')
  await machine.expectUnchanged()
})

describe('a guest that panics at its first boot', () => {
  /** A QEMU that boots its first guest into a panic. Only a QEMU with a kernel counts: not one that is asked what it can do. */
  function panickingOnce(machine: VmMachine, real: string): string {
    const directory = join(machine.root, 'shim')
    mkdirSync(directory)
    const script = `#!/bin/bash
args=("$@")
for index in "\${!args[@]}"; do
  if [ "\${args[index]}" = -append ] && mkdir ${join(directory, 'first')} 2>/dev/null; then
    args[index + 1]+=' guest.boot=panic'
  fi
done
exec ${real} "\${args[@]}"
`
    writeFileSync(join(directory, 'qemu-system-x86_64'), script)
    chmodSync(join(directory, 'qemu-system-x86_64'), 0o755)
    return [directory, process.env['PATH']].join(delimiter)
  }

  test('and boots at its second is ready, with a warning that tells of the first', async () => {
    using machine = vmMachine()
    const PATH = panickingOnce(machine, '/usr/bin/qemu-system-x86_64')
    const inputs = {...microInputs(guest), 'boot-attempts': '2'}
    const job = await machine.play({
      steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}, inGuest('echo up\n')],
      env: {PATH},
    })
    expect(job.stage('in', 'run').log).toContain('up')
    expect(saidIn(job, 'main', 'warning')).toMatch(/booted again\n.*because attempt 1 of 2 failed: .*panicked/)
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })
})
