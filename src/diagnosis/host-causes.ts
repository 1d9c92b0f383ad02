import {told, type CauseRow, type Clues} from './clues.ts'

const ioError = ({events}: Clues, isFull: boolean): string | undefined => {
  const found = events.find(({event, data}) => event === 'BLOCK_IO_ERROR' && (data['nospace'] === true) === isFull)
  return found === undefined ? undefined : `BLOCK_IO_ERROR ${JSON.stringify(found.data)}`
}

/** Bytes. With less than this left, what was to be written was lost: a block of the largest size that file systems use. */
export const asGoodAsNone = 64 * 1024

const crashes: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGSYS', 'SIGTRAP'])

/** What QEMU says when it is ended in an orderly way by a signal; util/qemu-thread and softmmu/runstate.c, qemu_kill_report(). */
const terminating = /terminating on signal \d+/

/**
 * What the host or QEMU did, the deepest first: whatever a guest prints, it comes after these, for these are told by the
 * kernel, by QEMU and by ssh.
 */
export const hostCauses = {
  'host-oom': {
    what: 'the host ran out of memory, and its OOM killer ended QEMU',
    title: 'QEMU was ended by the OOM killer',
    remedy: 'Lower memory:, run fewer things beside the VM, or use a larger machine.',
    signs: [
      told(
        'QEMU ended by SIGKILL while the kernel counted an OOM kill',
        ({exit}) =>
          exit?.killer !== undefined && `QEMU was ended by ${exit.signal ?? 'a signal'}, sent by ${exit.killer}`,
      ),
    ],
  },
  'host-memory': {
    what: 'the host has not the memory that QEMU asked for',
    title: 'QEMU got no memory',
    remedy: 'Lower memory:, or raise the limit (ulimit -v, the memory of the container) under which the runner lives.',
    signs: [
      {
        in: 'qemu',
        line: /cannot set up guest memory|cannot allocate memory|allocate \d+ bytes for jit buffer|failed to allocate/i,
      },
    ],
  },
  'host-disk-full': {
    what: "the disk of the host that holds the VM's files is full",
    title: 'The disk of the host is full',
    remedy: 'Free space there, or set state-dir to a directory on a larger disk.',
    signs: [
      told('QMP: BLOCK_IO_ERROR for want of space', (clues) => ioError(clues, true)),
      {in: 'qemu', line: /no space left on device/i},
      told(
        'main failed with ENOSPC',
        ({failure}) =>
          /ENOSPC|no space left on device/i.test(failure?.message ?? '') && failure?.message.split('\n')[0],
      ),
      told(
        'less than 64 KiB are free',
        ({diskFree}) => diskFree !== undefined && diskFree < asGoodAsNone && `${diskFree} bytes are free`,
      ),
    ],
  },
  'host-io-error': {
    what: 'a disk of the VM could not be read or written on the host',
    title: 'I/O error on the host',
    remedy: "Look at the host's storage (dmesg), and whether the image is complete: qemu-img check IMAGE.",
    signs: [
      told('QMP: BLOCK_IO_ERROR', (clues) => ioError(clues, false)),
      {in: 'qemu', line: /input\/output error/i},
      told('the run state io-error', ({status}) => status === 'io-error' && 'QEMU has paused the guest: io-error'),
    ],
  },
  'accelerator-lost': {
    what: 'the accelerator failed',
    title: 'The accelerator failed',
    remedy:
      'Set accelerator: tcg to emulate the processor. Virtualization within a virtual machine is often unreliable.',
    signs: [
      {
        in: 'qemu',
        line: /kvm run failed|KVM internal error|failed to initialize kvm|could not access KVM|kvm_init_vcpu|KVM_(?:CREATE|SET|GET)_\w+ failed|hvf.{0,40}(?:error|failed)/i,
      },
      told(
        'the run state internal-error',
        ({status}) => status === 'internal-error' && 'QEMU has stopped the guest: internal-error',
      ),
    ],
  },
  'qemu-option': {
    what: 'this QEMU does not know an option or a device that it was given',
    title: 'QEMU does not know an option',
    remedy:
      'See qemu-args, machine and cpu: what is right for another version of QEMU, or another machine, may be unknown to this one.',
    signs: [
      {
        in: 'qemu',
        line: /invalid option|is not a valid device model name|property '[^']*' not found|invalid parameter|unsupported machine type|unable to find CPU model|invalid accelerator|no such device|unknown driver|requires an argument|parameter '[^']*' (?:expects|is missing)|bus '[^']*' not found|no '[^']*' bus found|duplicate ID/i,
      },
    ],
  },
  'port-taken': {
    what: 'a port of the host that was to lead to the guest is taken',
    title: 'A port is taken',
    remedy: 'Let QEMU choose a free one (port 0), or end what listens there: ss -ltnp.',
    signs: [{in: 'qemu', line: /could not set up host forwarding rule|address already in use/i}],
  },
  'qemu-file': {
    what: 'QEMU could not use a file that it was given',
    title: 'QEMU could not open a file',
    remedy: 'See whether the file is there, readable, of the right format, and not in use by another QEMU.',
    signs: [
      {
        in: 'qemu',
        line: /could not open|could not load|failed to get "[a-z ]+" lock|image is not in \w+ format|could not read|does not exist|permission denied|too many open files/i,
      },
    ],
  },
  'qemu-crashed': {
    what: 'QEMU itself crashed',
    title: 'QEMU crashed',
    remedy: "Try another version of QEMU, or accelerator: tcg. What it said is in QEMU's output.",
    signs: [
      told(
        'QEMU ended by SIGSEGV, SIGABRT or the like',
        ({exit}) => exit?.signal !== undefined && crashes.has(exit.signal) && `QEMU was ended by ${exit.signal}`,
      ),
    ],
  },
  'qemu-killed': {
    what: 'somebody ended QEMU by a signal',
    title: 'QEMU was killed',
    remedy: 'See what else runs on the machine: a step that kills by name, a clean-up job, a limit of the container.',
    signs: [
      told(
        'QEMU said that it was told to end, and by which process',
        ({exit, qemu}) => exit !== undefined && qemu.findLast((line) => terminating.test(line)),
      ),
      told(
        'QEMU ended by another signal',
        ({exit}) => exit?.signal !== undefined && `QEMU was ended by ${exit.signal}`,
      ),
    ],
  },
  'keeper-lost': {
    what: 'the process that looks after the VM was ended',
    title: 'The keeper was ended',
    remedy: 'See what else runs on the machine: a step that kills by name, a clean-up job, a limit of the container.',
    signs: [
      told(
        'main failed for want of it',
        ({failure}) => failure?.code === 'keeper-lost' && failure.message.split('\n')[0],
      ),
    ],
  },
  'host-key-changed': {
    what: "the guest's host key is not the one it had shown before",
    title: "The guest's host key changed",
    remedy: 'A guest must not make new host keys once sshd has answered: let sshd start after they are made.',
    signs: [{in: 'ssh', line: /remote host identification has changed|host key verification failed/i}],
  },
  'password-refused': {
    what: "the guest's sshd refused the password, three times",
    title: 'sshd refused the password',
    remedy:
      'Check password: and user:, and that sshd takes passwords (PasswordAuthentication, for root PermitRootLogin yes).',
    signs: [
      told('main failed for that', ({failure, ssh}) => failure?.code === 'password-refused' && (ssh.at(-1) ?? '')),
    ],
  },
  'key-refused': {
    what: "the guest's sshd refused the key",
    title: 'sshd refused the key',
    remedy:
      'Put the key in its place, see "Access" in the README; check user:, and that the home directory and authorized_keys are not writable by others.',
    signs: [
      {in: 'ssh', line: /permission denied|too many authentication failures|no supported authentication methods/i},
    ],
  },
} as const satisfies Readonly<Record<string, CauseRow>>
