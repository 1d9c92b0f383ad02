import {chmodSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {delimiter, join} from 'node:path'
import {spawnSync} from 'node:child_process'
import {beforeAll, describe, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {fakeVmMachine, inRun, outcomeOf, saidIn, type FakeVmMachine} from '../support/fake-vm.ts'
import {looseMain, loosePost} from '../support/loose-phase.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

/** Puts a program before all others of this name. */
function stub(machine: FakeVmMachine, name: string, script: string): void {
  const path = join(machine.fake.directory, name)
  writeFileSync(path, script)
  chmodSync(path, 0o755)
}

/** What matters is that nobody waits for the boot to end; a busy machine takes seconds for the start alone. */
const quick = 30_000

const realQemu = '/usr/bin/qemu-system-x86_64'

describe.concurrent('QEMU that ends', () => {
  test('B4 by SIGSEGV while it is used: said by its name, as a warning, and post succeeds', async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([inRun('ulimit -c 0; kill -SEGV $pid')])
    expect(outcomeOf(job)).toBe('already-gone')
    expect(saidIn(job, 'post', 'warning')).toContain('QEMU was ended by SIGSEGV')
    expect(job.status).toBe('success')
    await machine.expectUnchanged()
  })

  test('B4 by SIGABRT during boot: main says so', async () => {
    using machine = fakeVmMachine({ssh: {after: 60_000}, timeline: [{after: 500, exit: {signal: 'SIGABRT'}}]})
    const job = await machine.job()
    expect(saidIn(job, 'main', 'error')).toContain('QEMU ended by SIGABRT before the guest was ready')
    expect(job.stage('vm', 'main').ms).toBeLessThan(quick)
    await machine.expectUnchanged()
  })

  test('B13 before it has a monitor: its own words and its status, not those of a socket', async () => {
    using machine = fakeVmMachine({start: {code: 1, stderr: "qemu: could not load 'bios.bin'\n"}})
    // The start without a machine, which asks for features, fails as well: the version is asked then
    const job = await machine.job()
    const said = saidIn(job, 'main', 'error')
    expect(said).toContain('QEMU ended with status 1 before the guest was ready')
    expect(said).toContain("could not load 'bios.bin'")
    expect(said).not.toContain('ENOENT')
    expect(job.stage('vm', 'main').ms).toBeLessThan(quick)
    await machine.expectUnchanged()
  })

  test('B13 because a port is taken: its own words, and its sockets are removed', async () => {
    using machine = vmMachine()
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const {port} = server.address() as {port: number}
    const more = {'qemu-args': `-netdev user,id=second,hostfwd=tcp:127.0.0.1:${port}-:80`, cpus: '1'}
    const vm = {kind: 'uses', id: 'vm', action: machine.action, with: {...microInputs(guest), ...more}} as const
    const job = await machine.play({steps: [vm]})
    server.close()
    expect(saidIn(job, 'main', 'error')).toMatch(/Could not set up host forwarding rule|not an input|qemu-args/)
    expect(job.stage('vm', 'main').ms).toBeLessThan(quick)
    await machine.expectUnchanged()
  })

  test('B14 with status 0 within 2 s: it ended before the guest was ready', async () => {
    using machine = fakeVmMachine({ssh: {after: 60_000}, timeline: [{after: 300, exit: {}}]})
    const job = await machine.job()
    expect(saidIn(job, 'main', 'error')).toContain('QEMU ended with status 0 before the guest was ready')
    expect(job.stage('vm', 'main').ms).toBeLessThan(quick)
    await machine.expectUnchanged()
  })
})

describe.concurrent('KVM', () => {
  const noKvm = (machine: FakeVmMachine): string =>
    `d=${machine.root}/dev; mkdir -p $d; cp -a /dev/null /dev/zero /dev/random /dev/urandom /dev/fd $d; mount --bind $d /dev`

  test('B21 that does not exist: TCG, and said why', async () => {
    using machine = fakeVmMachine()
    const under = `unshare -m sh -c '${noKvm(machine)}; exec "$@"' sh`
    const auto = looseMain(machine, {under, more: {accelerator: 'auto'}})
    const asked = looseMain(machine, {under, id: 'asked', step: 'other', more: {accelerator: 'kvm'}})
    const job = await machine.play({steps: [asked, auto, loosePost(machine)], env: {PATH: machine.path}})
    expect(job.stage('asked', 'run').log).toContain('accelerator: kvm was asked for, and this machine has no /dev/kvm')
    expect(job.stage('asked', 'run').log).not.toContain('QEMU runs as')
    expect(job.stage('main', 'run').log).toContain('accelerator tcg: KVM is not usable: this machine has no /dev/kvm')
    expect(job.stage('post', 'run').summary).toContain('Outcome `graceful`')
    await machine.expectUnchanged()
  })

  test('B21 that may not be opened: TCG with a warning and the rule for udev; an error where it was asked for', async () => {
    using machine = fakeVmMachine()
    const own = join(machine.root, 'own')
    for (const path of [machine.root, join(machine.root, 'home')]) chmodSync(path, 0o755)
    mkdirSync(own)
    spawnSync('chown', ['65534', own])
    const under = 'setpriv --reuid 65534 --regid 65534 --clear-groups'
    const more = {'state-dir': own, accelerator: 'auto'}
    const phase = {under, more}
    const asked = looseMain(machine, {...phase, id: 'asked', step: 'other', more: {...more, accelerator: 'kvm'}})
    const files =
      'chmod 666 $GITHUB_OUTPUT $GITHUB_PATH $GITHUB_STEP_SUMMARY $GITHUB_STATE; chmod 755 $(dirname $GITHUB_STATE)'
    const job = await machine.play({
      steps: [
        {...asked, script: `${files}\n${asked.script}`},
        looseMain(machine, {...phase, first: files}),
        loosePost(machine, {...phase, first: files}),
      ],
      env: {PATH: machine.path},
    })
    const [asking] = job.stage('asked', 'run').annotations
    expect(asking?.message).toContain('/dev/kvm may not be opened by this user')
    expect(asking?.message).toContain('KERNEL=="kvm"')
    const [slow] = job.stage('main', 'run').annotations
    expect(slow).toMatchObject({level: 'warning'})
    expect(slow?.message).toContain('udev rule KERNEL=="kvm"')
    expect(job.stage('post', 'run').log).toContain('post: 0')
    await machine.expectUnchanged()
  })

  test('B21 whose device answers with an error: TCG, with the words of QEMU', async () => {
    using machine = fakeVmMachine({
      probe: {kvm: {code: 1, stderr: 'qemu: failed to initialize kvm: Device or resource busy\n'}},
    })
    const job = await machine.job([], {accelerator: 'auto'})
    expect(job.stage('vm', 'main').log).toContain('Device or resource busy')
    expect(job.stage('vm', 'main').outputs['accelerator']).toBe('tcg')
    await machine.expectUnchanged()
  })

  test('B22 that opens and does not work, as on this machine: found out within 2 s', async () => {
    using machine = fakeVmMachine({probe: {kvm: 'hang'}})
    const job = await machine.job([], {accelerator: 'auto'})
    expect(job.stage('vm', 'main').log).toMatch(/a program of a tenth of a second had not ended after [12]\.\d s/)
    expect(job.stage('vm', 'main').outputs['accelerator']).toBe('tcg')
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })
})

describe.concurrent('the program of QEMU', () => {
  /** The programs that a phase needs, without QEMU. */
  const bare = (machine: FakeVmMachine): string => {
    const directory = join(machine.root, 'bare')
    mkdirSync(directory)
    for (const name of ['sh', 'timeout', 'ssh', 'ssh-keygen', 'touch', 'env', 'apt-get', 'mkfifo', 'rm', 'cat']) {
      symlinkSync(`/usr/bin/${name}`, join(directory, name))
    }
    return directory
  }

  test('B23 is missing: the package to install, and nothing is made', async () => {
    using machine = fakeVmMachine()
    const job = await machine.play({steps: [machine.use()], env: {PATH: bare(machine)}})
    const said = saidIn(job, 'main', 'error')
    expect(said).toContain('Not installed: qemu-system-x86_64')
    expect(said).toContain('qemu-system-x86')
    await machine.expectUnchanged()
  })

  test('B23 may not be executed: as if it were missing', async () => {
    using machine = fakeVmMachine()
    chmodSync(join(machine.fake.directory, 'qemu-system-x86_64'), 0o644)
    const job = await machine.play({
      steps: [machine.use()],
      env: {PATH: [machine.fake.directory, bare(machine)].join(delimiter)},
    })
    expect(saidIn(job, 'main', 'error')).toContain('Not installed: qemu-system-x86_64')
    await machine.expectUnchanged()
  })

  test.each([
    [
      'lacks a library',
      '#!/bin/sh\necho "qemu: error while loading shared libraries: libfdt.so.1" >&2; exit 127\n',
      'libfdt.so.1',
    ],
    ['is of another architecture', '\x7fELF\x02\x01\x01 of no machine at all', 'xec format error'],
  ])('B23 %s: what the loader says, and to install it anew', async (_, script, words) => {
    using machine = fakeVmMachine()
    stub(machine, 'qemu-system-x86_64', script)
    const job = await machine.job()
    const said = saidIn(job, 'main', 'error')
    expect(said).toContain('qemu-system-x86_64 does not work')
    expect(said).toContain(words)
    expect(said).toContain('Install QEMU anew')
    await machine.expectUnchanged()
  })

  test.each([
    ['is too old', 'QEMU emulator version 4.2.0', 'is version 4.2.0, which is too old'],
    [
      'has a version that cannot be read',
      'a QEMU of my own',
      'does not work: --version exits with 0 (a QEMU of my own)',
    ],
  ])('B24 %s: the version found and the one needed', async (_, version, words) => {
    using machine = fakeVmMachine({version, rejects: ['-action', '-sandbox']})
    const job = await machine.job()
    expect(saidIn(job, 'main', 'error')).toContain(words)
    await machine.expectUnchanged()
  })

  test('B25 E13 knows no -action, and the kernel denies -sandbox: it goes without', async () => {
    using machine = fakeVmMachine({rejects: ['-action', '-sandbox']})
    const job = await machine.job()
    expect(outcomeOf(job)).toBe('graceful')
    await machine.expectUnchanged()
  })

  test('B25 does not know a device: its own words', async () => {
    using machine = fakeVmMachine({rejects: ['pvpanic-pci']})
    const job = await machine.job()
    expect(saidIn(job, 'main', 'error')).toContain('pvpanic-pci: invalid option')
    await machine.expectUnchanged()
  })

  test.each([
    ['open files', '--nofile=12', /Too many open files/],
    ['address space', `--as=${700 * 1024 * 1024}`, /allocate/i],
  ])('B26 has a limit of %s: the cause in its own words', async (_, limit, words) => {
    using machine = fakeVmMachine()
    stub(machine, 'qemu-system-x86_64', `#!/bin/sh\nexec prlimit ${limit} ${realQemu} "$@"\n`)
    const job = await machine.job([], {...microInputs(guest), memory: '512M'})
    expect(saidIn(job, 'main', 'error')).toMatch(words)
    await machine.expectUnchanged()
  })

  test('B27 is to have more memory than there is: refused before anything is made, with the figure', async () => {
    using machine = fakeVmMachine()
    const job = await machine.job([], {memory: '400G'})
    const said = saidIn(job, 'main', 'error')
    expect(said).toMatch(/memory: 400 GiB is more than this machine has left, which is \d+ [MG]iB/)
    expect(said).toContain('Lower memory:')
    expect(job.stage('vm', 'main').log).not.toContain('QEMU runs')
    await machine.expectUnchanged()
  })
})
