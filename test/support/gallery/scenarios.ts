import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {consoleText} from '../console-texts.ts'
import type {FakeBehavior} from '../fake-qemu/behavior.ts'
import {fakeVmMachine, type FakeVmMachine} from '../fake-vm.ts'
import type {JobResult, JobStep, StageName} from '../runner/play-job.ts'

/** One failure of the gallery, on a fake QEMU: what happens, and which cause has to be named. */
export interface Scenario {
  /** The name of the true cause. */
  readonly cause: string
  /** The phase that tells of it. */
  readonly stage: Extract<StageName, 'main' | 'post'>
  readonly behavior: FakeBehavior
  readonly inputs?: Readonly<Record<string, string>>
  readonly steps?: readonly JobStep[]
  /** What ssh does when it is to log in. */
  readonly ssh?: string
}

const soon = 100
const silent = {ssh: {after: 600_000}} as const
/** A guest that prints a text and never gets ready. */
const stays = (cause: string, text = consoleText(cause), more: FakeBehavior = {}): Scenario => ({
  cause,
  stage: 'main',
  behavior: {...silent, timeline: [{after: soon, console: text}], ...more},
  inputs: {'boot-timeout': '2s'},
})
/** A QEMU that ends before the guest is ready. */
const ends = (cause: string, ...timeline: NonNullable<FakeBehavior['timeline']>): Scenario => ({
  cause,
  stage: 'main',
  behavior: {...silent, timeline},
})
const refuses = (cause: string, stderr: string): Scenario => ({
  cause,
  stage: 'main',
  behavior: {start: {code: 1, stderr: `qemu-system-x86_64: ${stderr}\n`}},
})
const event = (name: string, data: Readonly<Record<string, unknown>>) => ({after: 3 * soon, event: {name, data}})
const shutdown = (reason: string) => event('SHUTDOWN', {guest: true, reason})
const refusedBy = (cause: string, words: string): Scenario => ({
  cause,
  stage: 'main',
  behavior: {},
  inputs: {ready: 'login', 'boot-timeout': '3s'},
  ssh: `echo "${words}" >&2; exit 255`,
})
const failing: JobStep = {kind: 'run', id: 'test', script: 'sleep 1; exit 1'}

/** At least twenty failures, each with the one cause that is the true one. */
export const scenarios: readonly Scenario[] = [
  stays('kernel-panic'),
  stays('root-not-found'),
  stays('no-init'),
  stays('oops'),
  stays('soft-lockup'),
  stays('hung-task'),
  stays('emergency-shell'),
  stays('cloud-init'),
  stays('failed-units'),
  stays('no-dhcp'),
  stays('guest-io-error'),
  stays(
    'no-boot-disk',
    '\u001b[2J\u001b[01;01HBdsDxe: No bootable option or device was found.\r\nBdsDxe: Press any key to enter the Boot Manager Menu.\r\n',
  ),
  stays('no-sshd', consoleText('healthy-debian')),
  {...stays('went-quiet', consoleText('healthy-micro')), inputs: {'boot-timeout': '7s'}},
  stays('no-console', ''),
  stays('host-disk-full', consoleText('healthy-micro'), {
    timeline: [
      event('BLOCK_IO_ERROR', {
        device: '',
        'node-name': 'root',
        nospace: true,
        action: 'stop',
        reason: 'No space left on device',
      }),
    ],
    status: 'io-error',
  }),
  stays('host-io-error', consoleText('healthy-micro'), {
    timeline: [
      event('BLOCK_IO_ERROR', {
        device: '',
        'node-name': 'root',
        nospace: false,
        action: 'stop',
        reason: 'Input/output error',
      }),
    ],
  }),
  stays('accelerator-lost', '', {
    timeline: [{after: soon, stderr: 'error: kvm run failed Bad address\n', status: 'internal-error'}],
  }),
  ends('triple-fault', shutdown('guest-reset'), {after: 4 * soon, exit: {}}),
  ends('guest-rebooted', {after: soon, console: consoleText('guest-rebooted')}, shutdown('guest-reset'), {
    after: 4 * soon,
    exit: {},
  }),
  ends('guest-powered-off', shutdown('guest-shutdown'), {after: 4 * soon, exit: {}}),
  ends('qemu-crashed', {
    after: 3 * soon,
    exit: {signal: 'SIGABRT', stderr: 'qemu-system-x86_64: ../hw/core/loader.c:1: bug: Assertion failed.\n'},
  }),
  ends('qemu-killed', {after: 3 * soon, exit: {signal: 'SIGKILL'}}),
  refuses('qemu-option', "-device flux-capacitor: 'flux-capacitor' is not a valid device model name"),
  refuses('qemu-file', "could not load kernel '/boot/vmlinuz': Permission denied"),
  refuses(
    'port-taken',
    "-netdev user,id=n,hostfwd=tcp:127.0.0.1:8080-:80: Could not set up host forwarding rule 'tcp:127.0.0.1:8080-:80'",
  ),
  refuses('host-memory', "cannot set up guest memory 'pc.ram': Cannot allocate memory"),
  refusedBy('key-refused', 'root@127.0.0.1: Permission denied (publickey,password).'),
  {
    ...refusedBy('password-refused', 'root@127.0.0.1: Permission denied (publickey,password).'),
    inputs: {ready: 'login', password: 'not-the-one', 'boot-timeout': '60s'},
  },
  refusedBy('host-key-changed', 'Host key verification failed.'),
  {
    cause: 'guest-oom',
    stage: 'post',
    behavior: {timeline: [{after: soon, console: consoleText('guest-oom')}]},
    steps: [failing],
  },
]

/** Plays one on a machine of its own; the machine is as before afterwards. */
export async function playScenario({behavior, inputs, steps, ssh}: Scenario): Promise<JobResult> {
  using machine: FakeVmMachine = fakeVmMachine(behavior)
  if (ssh !== undefined) writeFileSync(join(machine.root, 'ssh', 'ssh'), `#!/bin/sh\n${ssh}\n`, {mode: 0o755})
  const job = await machine.job(steps, {'boot-attempts': '1', ...inputs})
  await machine.expectUnchanged()
  return job
}
