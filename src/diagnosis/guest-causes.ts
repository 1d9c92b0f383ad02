import {told, type CauseRow, type Clues} from './clues.ts'

/** Of QMP, or of main, which has a session of its own and may know before the keeper has written it down. */
const shutdownFor = ({events, wasReady, failure}: Clues, reason: string): string | undefined => {
  const isIt = events.some(({event, data}) => event === 'SHUTDOWN' && data['reason'] === reason)
  const isSeen = isIt || (failure !== undefined && seenByMain[reason]?.(failure) === true)
  return isSeen && !wasReady ? `SHUTDOWN, reason ${reason}` : undefined
}

const seenByMain: Readonly<Record<string, (failure: NonNullable<Clues['failure']>) => boolean>> = {
  'guest-reset': ({code}) => code === 'guest-reset',
  'guest-shutdown': ({message}) => message.startsWith('The guest powered itself off'),
}

/** A guest that restarts on purpose says so; kernel/reboot.c of Linux, and the BSDs. */
const restarts = /reboot: Restarting system|Restarting system\.|reboot: machine restart|^rebooting\.\.\./i

const panics = /Kernel panic - not syncing|^panic: /

/** What happened within the guest, the deepest first: a file system that is not found ends in a panic, not the reverse. */
export const guestCauses = {
  'no-boot-disk': {
    what: 'the firmware found nothing to boot from',
    title: 'No boot disk',
    remedy:
      'See whether the image is a whole disk with a boot loader for this firmware: images for UEFI do not boot by BIOS, nor the other way round.',
    signs: [
      {in: 'firmware', line: /no bootable device/i},
      {
        in: 'console',
        line: /no bootable device|BdsDxe: No bootable option|boot failed: not a bootable disk|UEFI Interactive Shell/i,
      },
    ],
  },
  'guest-io-error': {
    what: 'a disk of the guest gave errors',
    title: 'I/O error in the guest',
    remedy: "See whether the image is complete (qemu-img check IMAGE), and the host's disk not full.",
    signs: [
      {
        in: 'console',
        line: /I\/O error,? (?:dev |on )|Buffer I\/O error|blk_update_request: |EXT4-fs error|XFS \([^)]+\): (?:metadata I\/O error|Corruption)|BTRFS (?:error|critical)/,
      },
    ],
  },
  'guest-oom': {
    what: 'the guest ran out of memory',
    title: 'The guest ran out of memory',
    remedy: 'Give it more by the input memory, or let it use less.',
    signs: [
      {
        in: 'console',
        line: /Out of memory: Kill|oom-kill:|invoked oom-killer|Out of memory and no killable|System is deadlocked on memory|memory cgroup out of memory|Initramfs unpacking failed: write error/i,
      },
    ],
  },
  'root-not-found': {
    what: 'the kernel did not find its root file system',
    title: 'Root file system not found',
    remedy:
      'Check root= in kernel-args, that the kernel or the initrd has the drivers of the disk (virtio_blk, virtio_pci) and of its file system, and that the image has that partition.',
    signs: [
      {
        in: 'console',
        line: /VFS: (?:Cannot open root device|Unable to mount root)|Unable to mount root fs|ALERT!\s+\S+ does not exist|Gave up waiting for (?:root|suspend\/resume)|dracut.{0,80}(?:does not exist|No root device)|Failed to mount \/sysroot|mounting .{0,80} on \/(?:root|sysroot|mnt) failed/,
      },
    ],
  },
  'no-init': {
    what: 'the guest has no init that can be run, or its init ended',
    title: 'No working init',
    remedy: 'See whether the root file system holds /sbin/init for this architecture, and what init= or rdinit= name.',
    signs: [
      {
        in: 'console',
        line: /No working init found|Requested init \S+ failed|Attempted to kill init|Failed to execute \/\S*init\b/,
      },
    ],
  },
  oops: {
    what: 'the kernel met a fault of its own (oops)',
    title: 'Kernel oops in the guest',
    remedy: 'The lines after it name the function and the module. Try another kernel, or without the module.',
    signs: [
      {
        in: 'console',
        line: /\bOops(?::| \S+ \[#\d+\])|BUG: unable to handle|BUG: kernel NULL pointer|general protection fault|kernel BUG at |Unable to handle kernel|Internal error: Oops/,
      },
    ],
  },
  'kernel-panic': {
    what: "the guest's kernel panicked",
    title: 'Kernel panic in the guest',
    remedy: 'The line says why; the lines before it say what led there.',
    signs: [
      {in: 'console', line: panics},
      told(
        'QMP: GUEST_PANICKED',
        ({events}) => events.some(({event}) => event === 'GUEST_PANICKED') && 'GUEST_PANICKED',
      ),
      told(
        'main heard of it from QEMU',
        ({failure}) => failure?.code === 'guest-panicked' && failure.message.split('\n')[0],
      ),
      told(
        'the run state guest-panicked',
        ({status}) => status === 'guest-panicked' && 'QEMU has stopped the guest: guest-panicked',
      ),
    ],
  },
  'soft-lockup': {
    what: 'a processor of the guest hung',
    title: 'Lockup in the guest',
    remedy:
      'The host may be too busy: lower cpus: to what it has, or run less beside. Otherwise the lines after it name the function that hangs.',
    signs: [
      {
        in: 'console',
        line: /soft lockup - CPU|hard LOCKUP|self-detected stall|rcu: INFO: \S+ (?:self-)?detected|NMI watchdog: BUG/i,
      },
    ],
  },
  'hung-task': {
    what: 'a task of the guest waited for minutes and got no further',
    title: 'Hung task in the guest',
    remedy: 'Mostly it waits for a disk or a share: see the calls after it, and how busy the host is.',
    signs: [{in: 'console', line: /INFO: task .{1,80} blocked for more than \d+ seconds/}],
  },
  'emergency-shell': {
    what: 'the guest stopped in an emergency shell',
    title: 'Emergency shell',
    remedy: 'The lines before it name what failed: often a file system in fstab that is not there (nofail helps).',
    signs: [
      {
        in: 'console',
        line: /You are in (?:emergency|rescue) mode|Entering emergency mode|^\(initramfs\)|Give root password for maintenance|Press Enter for maintenance|^dracut:\/#|Enter full pathname of shell|grub rescue>|Reached target .{0,20}Emergency Mode/i,
      },
    ],
  },
  'no-dhcp': {
    what: 'the guest got no address by DHCP',
    title: 'No DHCP in the guest',
    remedy:
      'QEMU answers DHCP on the first network device with 10.0.2.15. See whether the guest has the driver (virtio_net), and asks on the right interface name.',
    signs: [
      {
        in: 'console',
        line: /No DHCPOFFERS received|udhcpc: no lease|no lease, failing|IP-Config: No response|ipconfig: no response|IP-Config: Auto-configuration of network failed|Failed to start .{0,60}(?:Wait for Network|Raise network interfaces|network-?wait-online)|dhcp4? \([^)]+\): request timed out|DHCP(?:v4)?.{0,30}(?:timed out|timeout)|IP-Config: No network devices available/i,
      },
    ],
  },
  'cloud-init': {
    what: 'cloud-init failed',
    title: 'cloud-init failed',
    remedy:
      'Check user-data: it must begin with #cloud-config and be valid YAML; cloud-init schema --config-file FILE tells more.',
    signs: [
      {
        in: 'console',
        line: /Failed to start .{0,60}cloud-(?:init|config|final)|cloud-init\[\d+\]: .{0,200}(?:Traceback|ERROR|CRITICAL|failed|Invalid)|util\.py\[WARNING\]: (?:Fail|Running)|Failed loading yaml blob|Invalid cloud-config|DataSourceNone|cc_\w+\.py\[(?:ERROR|WARNING)\]/i,
      },
    ],
  },
  'failed-units': {
    what: 'a service of the guest failed to start',
    title: 'A service failed in the guest',
    remedy: 'In the guest, systemctl status and journalctl -u tell why.',
    signs: [
      {
        in: 'console',
        line: /\[ ?FAILED ?\]\s*Failed to start|: Failed with result '|\[ ?FAILED ?\]|Dependency failed for /,
      },
    ],
  },
  'guest-rebooted': {
    what: 'the guest restarted itself before it was ready',
    title: 'The guest restarted while it booted',
    remedy: 'QEMU ends at a reset. Set allow-reboot: true where the image restarts at its first boot, and is to go on.',
    signs: [
      told(
        'QMP: SHUTDOWN by a reset, and words of a restart on the console',
        (clues) =>
          shutdownFor(clues, 'guest-reset') !== undefined && clues.console.findLast((line) => restarts.test(line)),
      ),
    ],
  },
  'triple-fault': {
    what: 'the guest was reset, and its kernel said nothing of it: a triple fault, or a loop of resets',
    title: 'The guest was reset without a word',
    remedy:
      'Mostly a kernel, an initrd, a firmware or a machine type that do not fit each other, or a cpu: that lacks what the kernel was built for.',
    signs: [
      told('QMP: SHUTDOWN by a reset, and no last words on the console', (clues) => {
        const hasWords = clues.console.some((line) => restarts.test(line) || panics.test(line))
        return hasWords ? undefined : shutdownFor(clues, 'guest-reset')
      }),
      told('QMP: three times RESET', ({events, wasReady}) => {
        const resets = events.filter(({event}) => event === 'RESET').length
        return !wasReady && resets >= 3 && `RESET, ${resets} times`
      }),
    ],
  },
  'guest-powered-off': {
    what: 'the guest powered itself off before it was ready',
    title: 'The guest powered itself off',
    remedy: 'See the last lines of its console: something in it ran poweroff, or its init came to its end.',
    signs: [told('QMP: SHUTDOWN by the guest', (clues) => shutdownFor(clues, 'guest-shutdown'))],
  },
} as const satisfies Readonly<Record<string, CauseRow>>
