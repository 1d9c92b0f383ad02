import {noClues, type Clues} from '../../src/diagnosis/clues.ts'
import {plainLines} from '../../src/report/guest-text.ts'
import {millis, seconds} from '../../src/units.ts'
import {consoleText} from './console-texts.ts'

/** As clues have them. */
export const plain = (text: string): readonly string[] => plainLines(text, {lines: 20_000, columns: 500}).lines
/** Clues of a guest that printed a text of test/fixtures/consoles/. */
export const printed = (name: string, more: Partial<Clues> = {}): Clues => ({
  ...noClues,
  console: plain(consoleText(name)),
  ...more,
})
/** Clues of a QEMU that said something. */
export const said = (qemu: string, more: Partial<Clues> = {}): Clues => ({
  ...noClues,
  qemu: [`qemu-system-x86_64: ${qemu}`],
  ...more,
})
const ssh = (text: string): Clues => ({...noClues, ssh: [text]})
/** Clues of one event of QMP. */
export const told = (event: string, data = {}): Clues => ({...noClues, events: [{event, data}]})
/** What main died of when time was over. */
export const late = (
  message = 'The guest was not ready within 5 min; what was missing: the greeting of an SSH server.',
): Partial<Clues> => ({
  failure: {code: 'boot-timeout', message},
})

/** For each cause what shows it, in the words of those who print them. */
export const examples: Readonly<Record<string, readonly Clues[]>> = {
  'host-oom': [{...noClues, exit: {signal: 'SIGKILL', killer: 'the OOM killer of the kernel'}}],
  'host-memory': [
    said("cannot set up guest memory 'pc.ram': Cannot allocate memory"),
    said('allocate 1073741824 bytes for jit buffer: Cannot allocate memory'),
  ],
  'host-disk-full': [
    told('BLOCK_IO_ERROR', {
      device: '',
      'node-name': 'root',
      nospace: true,
      action: 'stop',
      reason: 'No space left on device',
    }),
    {...noClues, failure: {message: 'ENOSPC: no space left on device, write'}},
    {...noClues, diskFree: 4096},
  ],
  'host-io-error': [told('BLOCK_IO_ERROR', {nospace: false, action: 'stop'}), {...noClues, status: 'io-error'}],
  'accelerator-lost': [
    said('Could not access KVM kernel module: No such file or directory'),
    {...noClues, qemu: ['error: kvm run failed Bad address']},
    {...noClues, qemu: ['KVM internal error. Suberror: 1']},
    said('failed to initialize kvm: Device or resource busy'),
  ],
  'qemu-option': [
    said('-frobnicate: invalid option'),
    said("-device flux-capacitor: 'flux-capacitor' is not a valid device model name"),
    said("unable to find CPU model 'epyc'"),
    said('-machine q36: unsupported machine type'),
    said("-device virtio-blk-pci,speed=9: Property 'virtio-blk-pci.speed' not found"),
  ],
  'port-taken': [
    said(
      "-netdev user,id=n,hostfwd=tcp:127.0.0.1:80-:80: Could not set up host forwarding rule 'tcp:127.0.0.1:80-:80'",
    ),
  ],
  'qemu-file': [
    said("could not load kernel '/boot/vmlinuz': Permission denied"),
    said("-drive file=x: Could not open 'x': No such file or directory"),
    said('-drive file=x: Failed to get "write" lock'),
  ],
  'qemu-crashed': [
    {...noClues, exit: {signal: 'SIGSEGV'}},
    {...noClues, exit: {signal: 'SIGABRT'}},
  ],
  'qemu-killed': [
    {...noClues, exit: {signal: 'SIGKILL'}},
    said('terminating on signal 15 from pid 4711 (pkill)', {exit: {code: 0}}),
  ],
  'keeper-lost': [{...noClues, failure: {code: 'keeper-lost', message: 'The keeper ended before QEMU was started.'}}],
  'host-key-changed': [
    ssh('@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @'),
    ssh('Host key verification failed.'),
  ],
  'password-refused': [
    {
      ...ssh('root@127.0.0.1: Permission denied (publickey,password).'),
      failure: {code: 'password-refused', message: 'ssh could not log in'},
    },
  ],
  'key-refused': [ssh('root@127.0.0.1: Permission denied (publickey,password).')],
  'no-boot-disk': [
    {...noClues, firmware: plain(consoleText('no-boot-disk.firmware'))},
    {...noClues, console: ['BdsDxe: No bootable option or device was found.']},
  ],
  'guest-io-error': [printed('guest-io-error')],
  'guest-oom': [printed('guest-oom')],
  'root-not-found': [
    printed('root-not-found'),
    {...noClues, console: ['ALERT!  UUID=9c1d does not exist.  Dropping to a shell!', '(initramfs) ']},
    {...noClues, console: ['dracut-initqueue[321]: Warning: /dev/disk/by-uuid/9c1d does not exist', 'dracut:/# ']},
  ],
  'no-init': [printed('no-init'), {...noClues, console: ['Kernel panic - not syncing: No working init found.']}],
  oops: [
    printed('oops'),
    {...noClues, console: ['Unable to handle kernel paging request at virtual address dead000000000108']},
  ],
  'kernel-panic': [
    printed('kernel-panic'),
    told('GUEST_PANICKED', {action: 'poweroff'}),
    {...noClues, status: 'guest-panicked'},
    {...noClues, console: ['panic: pmap_enter: no pv entries']},
  ],
  'soft-lockup': [
    printed('soft-lockup'),
    {...noClues, console: ['rcu: INFO: rcu_preempt detected stalls on CPUs/tasks: { 1-...!: }']},
  ],
  'hung-task': [printed('hung-task')],
  'emergency-shell': [
    printed('emergency-shell'),
    {...noClues, console: ['Entering emergency mode. Exit the shell to continue.']},
  ],
  'no-dhcp': [
    printed('no-dhcp'),
    {...noClues, console: ['No DHCPOFFERS received.']},
    {
      ...noClues,
      console: ['[FAILED] Failed to start systemd-networkd-wait-online.service - Wait for Network to be Configured.'],
    },
  ],
  'cloud-init': [
    printed('cloud-init'),
    {
      ...noClues,
      console: ['[FAILED] Failed to start cloud-init.service - Initial cloud-init job (metadata service crawler).'],
    },
  ],
  'failed-units': [printed('failed-units')],
  'guest-rebooted': [
    printed('guest-rebooted', {events: [{event: 'SHUTDOWN', data: {guest: true, reason: 'guest-reset'}}]}),
  ],
  'triple-fault': [
    told('SHUTDOWN', {guest: true, reason: 'guest-reset'}),
    {...noClues, events: Array.from({length: 3}, () => ({event: 'RESET', data: {guest: true, reason: 'guest-reset'}}))},
  ],
  'guest-powered-off': [told('SHUTDOWN', {guest: true, reason: 'guest-shutdown'})],
  'no-console': [{...noClues, ...late()}],
  'no-sshd': [printed('healthy-debian', late())],
  'slow-boot': [printed('healthy-micro', {...late(), quietFor: millis(200)})],
  'went-quiet': [
    printed('healthy-micro', {...late(), quietFor: seconds(9)}),
    printed('healthy-debian', {...late('What was missing: an answer of the guest agent.'), quietFor: seconds(9)}),
  ],
}
