export const id = 670;
export const ids = [670];
export const modules = {

/***/ 48524:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ told)
/* harmony export */ });
/* unused harmony export noClues */
/** Clues of nothing at all. */
const noClues = {
    console: [],
    firmware: [],
    qemu: [],
    ssh: [],
    events: [],
    wasReady: false,
};
/** A sign that a function concludes. `false` is as good as undefined: there is none. */
const told = (as, find) => ({
    as,
    told: (clues) => find(clues) || undefined,
});


/***/ }),

/***/ 61102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ diagnose)
});

// UNUSED EXPORTS: causes

// EXTERNAL MODULE: ./diagnosis/clues.js
var clues = __webpack_require__(48524);
;// CONCATENATED MODULE: ./diagnosis/guest-causes.js

/** Of QMP, or of main, which has a session of its own and may know before the keeper has written it down. */
const shutdownFor = ({ events, wasReady, failure }, reason) => {
    const isIt = events.some(({ event, data }) => event === 'SHUTDOWN' && data['reason'] === reason);
    const isSeen = isIt || (failure !== undefined && seenByMain[reason]?.(failure) === true);
    return isSeen && !wasReady ? `SHUTDOWN, reason ${reason}` : undefined;
};
const seenByMain = {
    'guest-reset': ({ code }) => code === 'guest-reset',
    'guest-shutdown': ({ message }) => message.startsWith('The guest powered itself off'),
};
/** A guest that restarts on purpose says so; kernel/reboot.c of Linux, and the BSDs. */
const restarts = /reboot: Restarting system|Restarting system\.|reboot: machine restart|^rebooting\.\.\./i;
const panics = /Kernel panic - not syncing|^panic: /;
/** What happened within the guest, the deepest first: a file system that is not found ends in a panic, not the reverse. */
const guestCauses = {
    'no-boot-disk': {
        what: 'the firmware found nothing to boot from',
        title: 'No boot disk',
        remedy: 'See whether the image is a whole disk with a boot loader for this firmware: images for UEFI do not boot by BIOS, nor the other way round.',
        signs: [
            { in: 'firmware', line: /no bootable device/i },
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
        remedy: 'Check root= in kernel-args, that the kernel or the initrd has the drivers of the disk (virtio_blk, virtio_pci) and of its file system, and that the image has that partition.',
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
            { in: 'console', line: panics },
            (0,clues/* told */.E)('QMP: GUEST_PANICKED', ({ events }) => events.some(({ event }) => event === 'GUEST_PANICKED') && 'GUEST_PANICKED'),
            (0,clues/* told */.E)('main heard of it from QEMU', ({ failure }) => failure?.code === 'guest-panicked' && failure.message.split('\n')[0]),
            (0,clues/* told */.E)('the run state guest-panicked', ({ status }) => status === 'guest-panicked' && 'QEMU has stopped the guest: guest-panicked'),
        ],
    },
    'soft-lockup': {
        what: 'a processor of the guest hung',
        title: 'Lockup in the guest',
        remedy: 'The host may be too busy: lower cpus: to what it has, or run less beside. Otherwise the lines after it name the function that hangs.',
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
        signs: [{ in: 'console', line: /INFO: task .{1,80} blocked for more than \d+ seconds/ }],
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
        remedy: 'QEMU answers DHCP on the first network device with 10.0.2.15. See whether the guest has the driver (virtio_net), and asks on the right interface name.',
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
        remedy: 'Check user-data: it must begin with #cloud-config and be valid YAML; cloud-init schema --config-file FILE tells more.',
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
            (0,clues/* told */.E)('QMP: SHUTDOWN by a reset, and words of a restart on the console', (clues) => shutdownFor(clues, 'guest-reset') !== undefined && clues.console.findLast((line) => restarts.test(line))),
        ],
    },
    'triple-fault': {
        what: 'the guest was reset, and its kernel said nothing of it: a triple fault, or a loop of resets',
        title: 'The guest was reset without a word',
        remedy: 'Mostly a kernel, an initrd, a firmware or a machine type that do not fit each other, or a cpu: that lacks what the kernel was built for.',
        signs: [
            (0,clues/* told */.E)('QMP: SHUTDOWN by a reset, and no last words on the console', (clues) => {
                const hasWords = clues.console.some((line) => restarts.test(line) || panics.test(line));
                return hasWords ? undefined : shutdownFor(clues, 'guest-reset');
            }),
            (0,clues/* told */.E)('QMP: three times RESET', ({ events, wasReady }) => {
                const resets = events.filter(({ event }) => event === 'RESET').length;
                return !wasReady && resets >= 3 && `RESET, ${resets} times`;
            }),
        ],
    },
    'guest-powered-off': {
        what: 'the guest powered itself off before it was ready',
        title: 'The guest powered itself off',
        remedy: 'See the last lines of its console: something in it ran poweroff, or its init came to its end.',
        signs: [(0,clues/* told */.E)('QMP: SHUTDOWN by the guest', (clues) => shutdownFor(clues, 'guest-shutdown'))],
    },
};

// EXTERNAL MODULE: ./diagnosis/host-causes.js
var host_causes = __webpack_require__(73259);
// EXTERNAL MODULE: ./units.js
var units = __webpack_require__(99335);
;// CONCATENATED MODULE: ./diagnosis/timeout-causes.js


const timedOut = ({ failure }) => failure?.code === 'boot-timeout';
/** An emulated guest that boots prints something more often than this. */
const rest = (0,units/* seconds */.YA)(5);
/** The login prompt of a guest that was not ready for want of an SSH server. */
function promptWithoutSshd(clues) {
    const lacksSshd = timedOut(clues) && /greeting of an SSH server/.test(clues.failure?.message ?? '');
    return lacksSshd ? clues.console.findLast((line) => /\blogin: ?$/.test(line)) : undefined;
}
/** Why a guest may not have been ready in time, where nothing deeper is known. */
const timeoutCauses = {
    'no-console': {
        what: 'the guest printed nothing to its console',
        title: 'No console output',
        remedy: 'Let its kernel print to the serial port: console=ttyS0, on virt console=ttyAMA0. If it does, it never started: see kernel:, image: and machine:.',
        signs: [
            (0,clues/* told */.E)('not ready in time, and an empty console', (clues) => timedOut(clues) && clues.console.length === 0 && 'The console is empty.'),
        ],
    },
    'no-sshd': {
        what: 'the guest is up and asks for a login, and no SSH server answers',
        title: 'No SSH server in the guest',
        remedy: 'Install and enable sshd in the image; see that it listens on port 22 and that no firewall closes it.',
        signs: [(0,clues/* told */.E)('no greeting in time, and a login prompt on the console', promptWithoutSshd)],
    },
    'slow-boot': {
        what: 'the guest was still booting when its time was over',
        title: 'The boot takes longer than boot-timeout',
        remedy: 'Raise boot-timeout. Emulation (TCG) is about 8 times slower than KVM.',
        signs: [
            (0,clues/* told */.E)('not ready in time, and the console went on', (clues) => {
                const { quietFor } = clues;
                return timedOut(clues) && quietFor !== undefined && quietFor < rest && clues.console.at(-1);
            }),
        ],
    },
    'went-quiet': {
        what: 'the guest had printed its last line long before its time was over',
        title: 'The guest says no more, and is not ready',
        remedy: 'If it is up: see that its sshd, or what else ready: asks for, is installed, enabled and behind no firewall. If it hangs: the last lines of its console tell where; a kernel says more without quiet.',
        signs: [
            (0,clues/* told */.E)('not ready in time, and the console at rest', (clues) => {
                const isAtRest = timedOut(clues) && (clues.quietFor ?? 0) >= rest && promptWithoutSshd(clues) === undefined;
                return isAtRest && clues.console.at(-1);
            }),
        ],
    },
};

;// CONCATENATED MODULE: ./diagnosis/diagnose.js



/** Every cause that can be recognized, the deepest first: of several, the first is the cause, and the rest is evidence. */
const causes = { ...host_causes/* hostCauses */.B, ...guestCauses, ...timeoutCauses };
/** A person reads the first one or two; a guest may print whatever looks like all of them. */
const mostCauses = 5;
/** What is shown around a line: what led there, and what it led to. */
const linesBefore = 5;
const linesAfter = 15;
const longestLine = 500;
/** Clues → the causes that they tell of, the deepest first, at most five. Pure, and linear in the clues. */
function diagnose(clues) {
    const found = Object.entries(causes).flatMap(([name, row]) => {
        const evidence = firstSign(row.signs, clues);
        return evidence === undefined ? [] : [causeOf(name, row, evidence)];
    });
    return found.slice(0, mostCauses);
}
function firstSign(signs, clues) {
    for (const sign of signs) {
        const found = 'told' in sign ? conclusion(sign.told(clues)) : quoted(sign.in, sign.line, clues);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
const conclusion = (line) => line === undefined ? undefined : { source: 'told', where: '', line, around: [] };
/** The first line that matches: later ones are mostly its consequences. */
function quoted(source, pattern, clues) {
    const lines = clues[source];
    const index = lines.findIndex((line) => pattern.test(line.slice(0, longestLine)));
    if (index < 0)
        return undefined;
    const around = lines.slice(Math.max(0, index - linesBefore), index + 1 + linesAfter);
    return { source, where: places[source], line: (lines[index] ?? '').trim(), around };
}
const places = {
    console: "the guest's console",
    firmware: "the firmware's log",
    qemu: "QEMU's output",
    ssh: "ssh's output",
};
/** What stands on the console is the guest's word, and no more: it can print what it likes. */
function causeOf(name, { what, title, remedy }, { source, ...evidence }) {
    const sentence = source === 'console' ? `The console says that ${what}.` : `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
    return { name, title, sentence, remedy, evidence };
}


/***/ }),

/***/ 73259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ hostCauses),
/* harmony export */   m: () => (/* binding */ asGoodAsNone)
/* harmony export */ });
/* harmony import */ var _clues_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48524);

const ioError = ({ events }, isFull) => {
    const found = events.find(({ event, data }) => event === 'BLOCK_IO_ERROR' && (data['nospace'] === true) === isFull);
    return found === undefined ? undefined : `BLOCK_IO_ERROR ${JSON.stringify(found.data)}`;
};
/** Bytes. With less than this left, what was to be written was lost: a block of the largest size that file systems use. */
const asGoodAsNone = 64 * 1024;
const crashes = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGSYS', 'SIGTRAP']);
/** What QEMU says when it is ended in an orderly way by a signal; util/qemu-thread and softmmu/runstate.c, qemu_kill_report(). */
const terminating = /terminating on signal \d+/;
/**
 * What the host or QEMU did, the deepest first: whatever a guest prints, it comes after these, for these are told by the
 * kernel, by QEMU and by ssh.
 */
const hostCauses = {
    'host-oom': {
        what: 'the host ran out of memory, and its OOM killer ended QEMU',
        title: 'QEMU was ended by the OOM killer',
        remedy: 'Lower memory:, run fewer things beside the VM, or use a larger machine.',
        signs: [
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('QEMU ended by SIGKILL while the kernel counted an OOM kill', ({ exit }) => exit?.killer !== undefined && `QEMU was ended by ${exit.signal ?? 'a signal'}, sent by ${exit.killer}`),
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
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('QMP: BLOCK_IO_ERROR for want of space', (clues) => ioError(clues, true)),
            { in: 'qemu', line: /no space left on device/i },
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('main failed with ENOSPC', ({ failure }) => /ENOSPC|no space left on device/i.test(failure?.message ?? '') && failure?.message.split('\n')[0]),
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('less than 64 KiB are free', ({ diskFree }) => diskFree !== undefined && diskFree < asGoodAsNone && `${diskFree} bytes are free`),
        ],
    },
    'host-io-error': {
        what: 'a disk of the VM could not be read or written on the host',
        title: 'I/O error on the host',
        remedy: "Look at the host's storage (dmesg), and whether the image is complete: qemu-img check IMAGE.",
        signs: [
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('QMP: BLOCK_IO_ERROR', (clues) => ioError(clues, false)),
            { in: 'qemu', line: /input\/output error/i },
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('the run state io-error', ({ status }) => status === 'io-error' && 'QEMU has paused the guest: io-error'),
        ],
    },
    'accelerator-lost': {
        what: 'the accelerator failed',
        title: 'The accelerator failed',
        remedy: 'Set accelerator: tcg to emulate the processor. Virtualization within a virtual machine is often unreliable.',
        signs: [
            {
                in: 'qemu',
                line: /kvm run failed|KVM internal error|failed to initialize kvm|could not access KVM|kvm_init_vcpu|KVM_(?:CREATE|SET|GET)_\w+ failed|hvf.{0,40}(?:error|failed)/i,
            },
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('the run state internal-error', ({ status }) => status === 'internal-error' && 'QEMU has stopped the guest: internal-error'),
        ],
    },
    'qemu-option': {
        what: 'this QEMU does not know an option or a device that it was given',
        title: 'QEMU does not know an option',
        remedy: 'See qemu-args, machine and cpu: what is right for another version of QEMU, or another machine, may be unknown to this one.',
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
        signs: [{ in: 'qemu', line: /could not set up host forwarding rule|address already in use/i }],
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
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('QEMU ended by SIGSEGV, SIGABRT or the like', ({ exit }) => exit?.signal !== undefined && crashes.has(exit.signal) && `QEMU was ended by ${exit.signal}`),
        ],
    },
    'qemu-killed': {
        what: 'somebody ended QEMU by a signal',
        title: 'QEMU was killed',
        remedy: 'See what else runs on the machine: a step that kills by name, a clean-up job, a limit of the container.',
        signs: [
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('QEMU said that it was told to end, and by which process', ({ exit, qemu }) => exit !== undefined && qemu.findLast((line) => terminating.test(line))),
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('QEMU ended by another signal', ({ exit }) => exit?.signal !== undefined && `QEMU was ended by ${exit.signal}`),
        ],
    },
    'keeper-lost': {
        what: 'the process that looks after the VM was ended',
        title: 'The keeper was ended',
        remedy: 'See what else runs on the machine: a step that kills by name, a clean-up job, a limit of the container.',
        signs: [
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('main failed for want of it', ({ failure }) => failure?.code === 'keeper-lost' && failure.message.split('\n')[0]),
        ],
    },
    'host-key-changed': {
        what: "the guest's host key is not the one it had shown before",
        title: "The guest's host key changed",
        remedy: 'A guest must not make new host keys once sshd has answered: let sshd start after they are made.',
        signs: [{ in: 'ssh', line: /remote host identification has changed|host key verification failed/i }],
    },
    'password-refused': {
        what: "the guest's sshd refused the password, three times",
        title: 'sshd refused the password',
        remedy: 'Check password: and user:, and that sshd takes passwords (PasswordAuthentication, for root PermitRootLogin yes).',
        signs: [
            (0,_clues_js__WEBPACK_IMPORTED_MODULE_0__/* .told */ .E)('main failed for that', ({ failure, ssh }) => failure?.code === 'password-refused' && (ssh.at(-1) ?? '')),
        ],
    },
    'key-refused': {
        what: "the guest's sshd refused the key",
        title: 'sshd refused the key',
        remedy: 'Put the key in its place, see "Access" in the README; check user:, and that the home directory and authorized_keys are not writable by others.',
        signs: [
            { in: 'ssh', line: /permission denied|too many authentication failures|no supported authentication methods/i },
        ],
    },
};


/***/ }),

/***/ 82682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qc: () => (/* binding */ childEnvironment),
/* harmony export */   Tj: () => (/* binding */ stateDirectories),
/* harmony export */   VX: () => (/* binding */ secretValues),
/* harmony export */   cA: () => (/* binding */ environment),
/* harmony export */   jH: () => (/* binding */ imageDirectories),
/* harmony export */   zU: () => (/* binding */ cacheServiceDirectory)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/** This process's environment without what is not set. The only reader of process.env is this folder. */
const environment = () => Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
/** What the processes that we start may see: what programs need to work, and nothing that may hold a secret (law L12). */
const passedOn = /^(PATH|QEMU_VM_TRACKING_ID|HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ|TMPDIR|XDG_.*|RUNNER_TRACKING_ID|(https?|no|all|ftp)_proxy|LD_LIBRARY_PATH)$/i;
/** The environment for commands, QEMU and helpers. RUNNER_TRACKING_ID stays: by it the runner finds orphans (R7). */
const childEnvironment = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => passedOn.test(name)));
const secretName = /(^|_)(token|secret|password|passwd|passphrase|credentials?|key)(_|$)/i;
/** What is shorter stands in too many texts for other reasons. */
const shortestSecret = 6;
/**
 * The values that their variables' names call secret, and each of their lines, the longest first. The runner masks secrets
 * in logs and summaries, and not in artifacts. Inputs are no variables of the user's, but for `password`.
 */
const secretValues = (env) => Object.entries(env)
    .filter(([name]) => secretName.test(name) && (name === 'INPUT_PASSWORD' || !name.startsWith('INPUT_')))
    .flatMap(([, value]) => [value, ...value.split('\n')])
    .map((value) => value.trim())
    .filter((value) => value.length >= shortestSecret)
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]) // as it stands in report.json
    .toSorted((one, other) => other.length - one.length);
/**
 * Where ledgers and run directories may live, the best place first: not in RUNNER_TEMP, which is emptied at the end of
 * every job (R8). XDG Base Directory Specification: $XDG_STATE_HOME, else ~/.local/state. In /var/tmp where there is no
 * home, or none that can be written.
 */
function stateDirectories(env) {
    const xdg = env['XDG_STATE_HOME'] ?? '';
    const home = env['HOME'] ?? '';
    return [
        ...((0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(xdg) ? [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(xdg, 'qemu-vm')] : []),
        ...((0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(home) && home !== '/' ? [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, '.local', 'state', 'qemu-vm')] : []),
        `/var/tmp/qemu-vm-${process.getuid?.() ?? 0}`,
    ];
}
/**
 * Where images may be kept on this machine, the best place first: in the tool cache, which a self-hosted runner keeps
 * from job to job and its owner may clear at any time; else with the state. RUNNER_TOOL_CACHE: HostContext.cs:409-419.
 */
function imageDirectories(env, stateDirectory) {
    const tools = env['RUNNER_TOOL_CACHE'] ?? '';
    const isKept = env['RUNNER_ENVIRONMENT'] === 'self-hosted' && (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(tools);
    return [...(isKept ? [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(tools, 'qemu-vm', 'images')] : []), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDirectory, 'images')];
}
/**
 * Where files for the cache service may lie: in the job's own directory for temporary files. Undefined where there is no
 * service, or where the runner itself keeps images from job to job.
 */
function cacheServiceDirectory(env) {
    const hasService = (env['ACTIONS_RESULTS_URL'] ?? env['ACTIONS_CACHE_URL'] ?? '') !== '';
    return hasService && env['RUNNER_ENVIRONMENT'] !== 'self-hosted' ? env['RUNNER_TEMP'] : undefined;
}


/***/ }),

/***/ 78645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wn: () => (/* binding */ QemuVmError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dz: () => (/* binding */ InputError)
/* harmony export */ });
/** An error that a person is to read: what happened, in `message`; what to do about it, in `hint`. */
class QemuVmError extends Error {
    name = 'QemuVmError';
    code;
    hint;
    constructor(code, message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.code = code;
        this.hint = options.hint;
    }
}
/** Every problem of the inputs at once: nobody likes to fix them one push at a time. */
class InputError extends QemuVmError {
    name = 'InputError';
    problems;
    constructor(problems) {
        const lines = problems.map(({ input, value, expected }) => `${input}: ${JSON.stringify(value)} is not ${expected}`);
        const count = problems.length === 1 ? 'One input is' : `${problems.length} inputs are`;
        super('bad-input', `${count} wrong; nothing was started.\n${lines.join('\n')}`);
        this.problems = problems;
    }
}
/** An error may be among its own causes. */
const deepestCause = 8;
/** The message of anything that was thrown, with its causes, on one line. */
const messageOf = (thrown) => withCauses(thrown, 0);
function withCauses(thrown, depth) {
    if (!(thrown instanceof Error))
        return String(thrown);
    const hint = thrown instanceof QemuVmError && thrown.hint !== undefined ? ` ${thrown.hint}` : '';
    const hasCause = thrown.cause !== undefined && depth < deepestCause;
    return thrown.message + hint + (hasCause ? ` (cause: ${withCauses(thrown.cause, depth + 1)})` : '');
}


/***/ }),

/***/ 1586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kt: () => (/* binding */ connectAgent),
/* harmony export */   Qj: () => (/* binding */ runByAgent),
/* harmony export */   XM: () => (/* binding */ askAgent)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78645);
/* harmony import */ var _qemu_qmp_lines_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43065);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99335);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




/** A reply takes a millisecond, and a guest that boots may be slow. */
const replyBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .seconds */ .YA)(10);
const firstPause = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(10);
const longestPause = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(200);
/**
 * Opens a session. What an earlier client had asked may still be answered: the reply to guest-sync-delimited begins with
 * 0xFF, which no JSON has, and all before it is dropped (qga/qapi-schema.json). QEMU takes the connection whether or not an
 * agent is there, so only the reply tells. @throws QemuVmError when there is none before `signal` aborts.
 */
async function connectAgent(path, signal) {
    const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)(path);
    const replies = (0,_qemu_qmp_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .qmpLines */ .g)();
    const id = Math.floor(Math.random() * 2 ** 31);
    let isSynced = false;
    let waiting;
    const fail = (error) => {
        waiting?.reject(error);
        waiting = undefined;
        socket.destroy();
    };
    const take = (message) => {
        const { resolve, reject } = waiting ?? {};
        waiting = undefined;
        const error = message['error'];
        if (error === undefined)
            resolve?.(message['return'] ?? null);
        else
            reject?.(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', `The guest agent refused: ${JSON.stringify(error['desc'] ?? error)}`));
    };
    socket.on('data', (portion) => {
        try {
            const mark = isSynced ? -1 : portion.lastIndexOf(0xff);
            if (!isSynced && mark < 0)
                return;
            isSynced = true;
            for (const message of replies(portion.subarray(mark + 1)))
                take(message);
        }
        catch (error) {
            fail(error);
        }
    });
    socket.on('error', (cause) => {
        fail(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', 'The session with the guest agent broke.', { cause }));
    });
    socket.on('close', () => {
        fail(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', 'QEMU closed the session with the guest agent.'));
    });
    const send = (bytes, what, until) => new Promise((resolve, reject) => {
        const abort = () => {
            fail(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('timeout', `The guest agent did not answer ${what} in time.`, { cause: until.reason }));
        };
        const settled = () => {
            until.removeEventListener('abort', abort);
        };
        waiting = {
            resolve(value) {
                settled();
                resolve(value);
            },
            reject(error) {
                settled();
                reject(error);
            },
        };
        if (until.aborted || socket.destroyed)
            abort();
        else {
            until.addEventListener('abort', abort, { once: true });
            socket.write(bytes);
        }
    });
    const agent = {
        execute: (command, { arguments: words, signal: until }) => send(`${JSON.stringify({ execute: command, ...(words === undefined ? {} : { arguments: words }) })}\n`, command, until),
        [Symbol.asyncDispose]: () => {
            socket.destroy();
            return Promise.resolve();
        },
    };
    const sync = JSON.stringify({ execute: 'guest-sync-delimited', arguments: { id } });
    // The first 0xFF ends whatever half a command an earlier client has left in the agent's parser
    const answer = await send(Buffer.concat([Buffer.from([0xff]), Buffer.from(`${sync}\n`)]), 'the greeting', signal);
    if (answer === id)
        return agent;
    socket.destroy();
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', 'The guest agent answered somebody else.');
}
/** One command in a session of its own, so that others can use the agent meanwhile. @throws QemuVmError */
async function askAgent(socket, command, words, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const soon = AbortSignal.any([signal, AbortSignal.timeout(replyBudget)]);
        const agent = __addDisposableResource(env_1, await connectAgent(socket, soon), true);
        return await agent.execute(command, { arguments: words, signal: soon });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * Runs a program to its end: guest-exec, then guest-exec-status again and again, each in a session of its own, so that
 * others can use the agent meanwhile. @throws QemuVmError
 */
async function runByAgent(socket, [path, ...arg], { input, clock, signal }) {
    const once = (command, words) => askAgent(socket, command, words, signal);
    const data = input === undefined ? {} : { 'input-data': input.toString('base64') };
    const started = await once('guest-exec', { path, arg, 'capture-output': true, ...data });
    const pid = started?.pid ?? -1;
    for (let pause = firstPause;; pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(Math.min(pause * 1.5, longestPause))) {
        const status = (await once('guest-exec-status', { pid }));
        if (status.exited === true)
            return resultOf(status);
        await clock.sleep(pause, signal);
    }
}
const resultOf = (status) => ({
    code: status.exitcode ?? 128 + (status.signal ?? 0),
    stdout: Buffer.from(status['out-data'] ?? '', 'base64'),
    stderr: Buffer.from(status['err-data'] ?? '', 'base64'),
    isTruncated: status['out-truncated'] === true || status['err-truncated'] === true,
});


/***/ }),

/***/ 66178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ tailOf),
/* harmony export */   Cz: () => (/* binding */ panicPattern),
/* harmony export */   Kr: () => (/* binding */ panicEnds),
/* harmony export */   Qf: () => (/* binding */ boundedMatcher),
/* harmony export */   Ri: () => (/* binding */ followConsole),
/* harmony export */   qB: () => (/* binding */ panicTail)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46193);
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30714);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78645);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99335);
/* harmony import */ var _log_cap_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35712);






/** How often the console's file is looked at, and how much of it is taken at once. */
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .millis */ .ne)(50);
const portionSize = 256 * 1024;
/** A guest may print for hours without an end of line; no more of a line than this is looked at. */
const longestLine = 8 * 1024;
/** The kernel's last words; it prints them with any log level. linux kernel/panic.c. */
const panicPattern = /Kernel panic - not syncing/;
/** How much of a console is looked at for a panic at its end, in bytes: the kernel's trace of calls is within it. */
const panicTail = 4096;
/** Whether a console ends in a panic: the kernel's closing line, and after it nothing but its own time stamps. */
function panicEnds(tail) {
    const lines = tail.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    return /---\[ end Kernel panic - not syncing/.test(lines.at(-1) ?? '');
}
/**
 * Follows the file to which QEMU writes the guest's console, from its beginning, and hands on each line, and the
 * unfinished last one whenever it has grown (a prompt has no end). Hostile text: memory is bounded, nothing is
 * interpreted. Returns when `signal` aborts.
 */
async function followConsole(path, onLine, clock, signal) {
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_1__.StringDecoder('utf8');
    const buffer = Buffer.alloc(portionSize);
    let offset = 0;
    let rest = '';
    while (!signal.aborted) {
        const count = readAt(path, buffer, offset);
        if (count === 0) {
            if (sizeOf(path) < offset)
                offset = _log_cap_js__WEBPACK_IMPORTED_MODULE_5__/* .keptHead */ .bw; // it has become too large, and was cut
            await clock.sleep(pause, signal).catch(() => undefined);
            continue;
        }
        offset += count;
        const lines = (rest + decoder.write(buffer.subarray(0, count))).split(/\r\n|\r|\n/);
        rest = (lines.pop() ?? '').slice(-longestLine);
        for (const line of lines)
            onLine(line.slice(0, longestLine), true);
        if (rest !== '')
            onLine(rest, false);
        await clock.sleep((0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .millis */ .ne)(0)); // a guest that prints without end must not keep the rest of the program waiting
    }
}
/** The last `size` bytes of a file that may not exist. */
function tailOf(path, size) {
    const length = sizeOf(path);
    const buffer = Buffer.alloc(Math.min(size, length));
    return buffer.subarray(0, readAt(path, buffer, length - buffer.length)).toString('utf8');
}
/** None also where a step has closed the directory to us: evidence is never worth an error. */
function sizeOf(path) {
    try {
        return node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync(path).size;
    }
    catch {
        return 0;
    }
}
function readAt(path, buffer, offset) {
    let file;
    try {
        file = node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
        return node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync(file, buffer, 0, buffer.length, offset);
    }
    catch {
        return 0; // QEMU has not made it yet, or it is gone with the run directory
    }
    finally {
        if (file !== undefined)
            node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(file);
    }
}
/** What a look may take, in milliseconds: a pattern of the user's can need exponential time on hostile text. */
const matchLimit = 500;
/**
 * A test for a pattern of the user's that cannot hang, for a portion of lines at once: each look starts a watchdog, which
 * takes half a millisecond, and a guest can print ten thousand lines a second.
 * @returns whether a line matches. @throws QemuVmError when it takes longer than any sane pattern does.
 */
function boundedMatcher(pattern) {
    const context = (0,node_vm__WEBPACK_IMPORTED_MODULE_2__.createContext)({ pattern, lines: [] });
    const script = new node_vm__WEBPACK_IMPORTED_MODULE_2__.Script('lines.some((line) => pattern.test(line))');
    return (lines) => {
        context['lines'] = lines;
        try {
            return script.runInContext(context, { timeout: matchLimit });
        }
        catch (cause) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .QemuVmError */ .Wn('bad-input', `The pattern ${String(pattern)} takes too long on what the guest prints.`, {
                hint: 'Nested repetitions such as (a+)+ can take exponential time.',
                cause,
            });
        }
    };
}


/***/ }),

/***/ 26423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  DE: () => (/* binding */ copyIn),
  ew: () => (/* binding */ copyOut),
  n_: () => (/* binding */ copyOutAll)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(78645);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./units.js
var units = __webpack_require__(99335);
// EXTERNAL MODULE: ./guest/agent.js
var agent = __webpack_require__(1586);
;// CONCATENATED MODULE: ./guest/way.js

/** A guest that answers at all answers at once; one that is busy may need a while. */
const askLimit = (0,units/* seconds */.YA)(20);
/** A first line that a guest makes longer than this is none. */
const longestLine = 1024 ** 2;
/** Divides a script's output behind its first line, which is empty where the output ends or goes on without one. */
async function firstLine(output) {
    const portions = output[Symbol.asyncIterator]();
    let head = Buffer.alloc(0);
    let end = -1;
    while (end < 0 && head.length < longestLine) {
        const next = await portions.next();
        if (next.done === true)
            break;
        head = Buffer.concat([head, next.value]);
        end = head.indexOf('\n');
    }
    async function* rest() {
        if (end + 1 < head.length)
            yield head.subarray(end + 1);
        yield* { [Symbol.asyncIterator]: () => portions };
    }
    return { line: head.subarray(0, Math.max(end, 0)).toString(), rest: rest() };
}

;// CONCATENATED MODULE: ./guest/agent-way.js





/** Bytes in one message, which is a third longer as base64, and is kept whole in the guest and here. */
const portion = 512 * 1024;
/** For a tar in the guest, of which nothing is seen meanwhile. */
const runLimit = (0,units/* seconds */.YA)(120);
/**
 * The guest agent moves files and no streams: what goes either way lies in a file of the guest's for so long, in a directory
 * that only root can enter. guest-file-open, -read, -write and -close of qga/qapi-schema.json.
 */
function agentWay({ plan: { paths }, host: { clock }, signal }, look) {
    const run = (script, words, limit = runLimit) => {
        const inHome = `cd "\${HOME:-/root}" 2>/dev/null || cd /; ${script}`;
        const bounded = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
        return (0,agent/* runByAgent */.Qj)(paths.agentSocket, ['/bin/sh', '-c', inHome, 'sh', ...words], { clock, signal: bounded });
    };
    const ask = (command, words) => (0,agent/* askAgent */.XM)(paths.agentSocket, command, words, signal);
    const write = async (path, bytes) => {
        const handle = await ask('guest-file-open', { path, mode: 'w' });
        for await (const part of bytes) {
            for (let at = 0; at < part.length; at += portion) {
                await ask('guest-file-write', { handle, 'buf-b64': part.subarray(at, at + portion).toString('base64') });
            }
        }
        await ask('guest-file-close', { handle });
    };
    async function* read(path) {
        const handle = await ask('guest-file-open', { path, mode: 'r' });
        try {
            for (let isOver = false; !isOver;) {
                const answer = (await ask('guest-file-read', { handle, count: portion }));
                yield Buffer.from(answer['buf-b64'] ?? '', 'base64');
                isOver = answer.eof !== false;
            }
        }
        finally {
            await ask('guest-file-close', { handle });
        }
    }
    const makePlace = async () => {
        const place = `/tmp/qemu-vm-copy-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`;
        const { code, stderr } = await run('mkdir -m 700 -- "$1"', [place], askLimit);
        if (code !== 0)
            throw new errors/* QemuVmError */.Wn('command-failed', `The guest agent: ${stderr.toString().trim()}`);
        return place;
    };
    const removePlace = (place) => run('rm -rf -- "$1"', [place], askLimit).catch(() => undefined);
    return {
        async put(script, words, pack) {
            const found = await run(look, words, askLimit);
            const [answer = ''] = found.stdout.toString().split('\n', 1);
            if (found.code !== 0 || answer === '')
                return endOf(found);
            const place = await makePlace();
            try {
                await write(`${place}/stream`, pack(answer));
                const again = `f=$1; shift; exec <"$f"; { ${look}; } >/dev/null; ${script}`;
                return endOf(await run(again, [`${place}/stream`, ...words]));
            }
            finally {
                await removePlace(place);
            }
        },
        take(script, words) {
            const ended = Promise.withResolvers();
            ended.promise.catch(() => undefined); // whoever reads the output looks at it later
            async function* printed() {
                const place = await makePlace();
                try {
                    const whole = `f=$1; shift; exec >"$f"; ${look}; ${script}`;
                    ended.resolve(endOf(await run(whole, [`${place}/stream`, ...words])));
                    yield* read(`${place}/stream`);
                }
                catch (error) {
                    ended.reject(error);
                    throw error;
                }
                finally {
                    await removePlace(place);
                }
            }
            const stream = printed();
            const divided = firstLine(stream);
            divided.catch(() => undefined); // so too
            async function* output() {
                yield* (await divided).rest;
            }
            const cancel = async () => {
                await stream.return(undefined);
            };
            return { answer: divided.then(({ line }) => line), output: output(), ended: ended.promise, cancel };
        },
    };
}
const endOf = ({ code, stderr }) => ({ code, stderr: stderr.toString().trim() });

// EXTERNAL MODULE: ./host/progress.js
var progress = __webpack_require__(16156);
// EXTERNAL MODULE: ./host/watchdog.js
var watchdog = __webpack_require__(56588);
;// CONCATENATED MODULE: ./guest/meter.js




/** A tar that searches a huge file for holes, or waits for a disk, says nothing for as long. */
const patience = (0,units/* seconds */.YA)(120);
/** Between two looks at how far another program is. */
const interval = (0,units/* seconds */.YA)(1);
/** @param what is copied, for people. */
function meterOf(what, host) {
    const watch = (0,watchdog/* watchdog */.u)(patience, host.clock, () => {
        const message = `${what}: nothing has come or gone for ${(0,units/* formatDuration */.a3)(patience)}.`;
        return new errors/* QemuVmError */.Wn('timeout', message, { hint: "Does the guest's disk, or that of the host, still answer?" });
    });
    const onProgress = (0,progress/* progressLog */.m)(what, host);
    const over = new AbortController();
    let passed = 0;
    const look = async (count) => {
        for (;;) {
            await host.clock.sleep(interval, over.signal);
            const now = count();
            if (now !== passed)
                watch.heard();
            if (now !== undefined)
                onProgress((passed = now), undefined);
        }
    };
    return {
        signal: watch.signal,
        async during(work) {
            const [done] = await Promise.allSettled([work]);
            watch.signal.throwIfAborted();
            if (done.status === 'rejected')
                throw done.reason;
            return done.value;
        },
        async *pass(bytes) {
            for await (const part of bytes) {
                watch.heard();
                onProgress((passed += part.length), undefined);
                yield part;
            }
            watch.heard();
        },
        follow(count) {
            look(count).catch(() => {
                watch.rest(); // it is over; or it cannot be counted, and what is not seen is not to be ended for that
            });
        },
        [Symbol.dispose]: () => {
            over.abort();
            watch[Symbol.dispose]();
        },
    };
}

// EXTERNAL MODULE: ./quote.js
var quote = __webpack_require__(50952);
// EXTERNAL MODULE: ./guest/ssh.js
var ssh = __webpack_require__(83405);
;// CONCATENATED MODULE: ./guest/ssh-way.js



/** Streams over the connection that is open. `look`: what each script begins with. */
function sshWay({ plan: { paths, tag }, host: { commands }, signal }, look) {
    const start = (script, words) => {
        const remote = `exec sh -c ${[`${look}; ${script}`, 'sh', ...words].map(quote/* quoteWord */.X).join(' ')}`;
        const { input, output, exited } = commands.filter((0,ssh/* sshWords */.y$)(paths.sshConfig, 'guest', remote), { tag, signal });
        const ended = exited.then(({ exit, stderr }) => {
            return 'code' in exit ? { code: exit.code, stderr } : { code: 255, stderr: stderr || `ssh: ${exit.signal}` };
        });
        ended.catch(() => undefined); // whoever reads the output looks at it later
        const divided = firstLine(output);
        divided.catch(() => undefined); // so too
        const cancel = () => {
            output.destroy();
            return Promise.resolve();
        };
        return { input, divided, ended, cancel };
    };
    return {
        async put(script, words, pack) {
            const { input, divided, ended, cancel } = start(script, words);
            try {
                const { line, rest } = await divided;
                // ssh may be gone again. With its stdin in the hands of the packer, no byte goes through this process
                if (line !== '' && !input.destroyed)
                    pack(line, input);
                while ((await rest.next()).done !== true)
                    ; // what tar prints is for nobody, and would hold it up
            }
            finally {
                input.destroy();
                await cancel();
            }
            return await ended;
        },
        take(script, words) {
            const { input, divided, ended, cancel } = start(script, words);
            input.end();
            async function* output() {
                yield* (await divided).rest;
            }
            return { answer: divided.then(({ line }) => line), output: output(), ended, cancel };
        },
    };
}

;// CONCATENATED MODULE: ./guest/tar-scripts.js

/**
 * GNU's words for times to the nanosecond, which are in pax headers alone, without those that say nothing here; and for
 * records of 64 KiB instead of 10, since each is a write into a pipe and mostly a packet.
 */
const exactly = ['--format=posix', '--pax-option=delete=atime,delete=ctime', '--blocking-factor=128'];
/** One line, since the login shell that takes it may be any (adr/0018). */
const lines = (...parts) => parts.join('; ');
/** A test of the shell: also for a link that leads nowhere. */
const isThere = (word) => `[ -e "${word}" ] || [ -L "${word}" ]`;
/**
 * For the beginning of each of these scripts: says in one line which tar there is, and what each path is. GNU tar is called gtar beside another one, and busybox's shell runs its own tar
 * whatever is on PATH. Sets `pack` and `unpack`, with the words of each that keep names, holes (as our reader knows them)
 * and numeric owners.
 */
const look = lines('t=tar', 'if command -v gtar >/dev/null; then t=gtar tar=gnu', 'else case $(tar --version 2>&1 </dev/null) in *GNU*) tar=gnu ;; *bsdtar*) tar=bsd ;; *) tar=none; command -v tar >/dev/null && tar=busybox ;; esac', 'fi', `case $tar in gnu) pack="$t ${exactly.join(' ')} --sparse-version=0.1 --sparse --numeric-owner" unpack="$t --numeric-owner" ;; bsd) pack="tar --format=gnutar --numeric-owner" unpack="tar --numeric-owner" ;; *) pack=tar unpack=tar ;; esac`, 'found=$tar', `for p do if [ -d "$p" ]; then k=directory; elif ${isThere('$p')}; then k=other; else k=absent; fi; found="$found $k"; done`, 'echo "$found"');
/** A file goes beside its place first, under a name of its own, and is moved there when it is whole. */
const receiveFile = (name) => lines(`n=${(0,quote/* quoteWord */.X)(name)}`, '[ ! -d "$1" ] || set -- "$1/$n"', 'd=$(dirname -- "$1") && t=$(mktemp -d "$d/.copy.XXXXXX") || exit', '(cd "$t" && $unpack -xpf -) && mv -f -- "$t/$n" "$1"', 's=$?', 'rm -rf -- "$t"', 'exit $s');
/** A directory goes into one that is there, under its name; its contents go straight in. */
const receiveDirectory = (name, { isContents, isOwn }) => lines(...(isContents ? [] : [`[ ! -d "$1" ] || set -- "$1"/${(0,quote/* quoteWord */.X)(name)}`]), `mkdir -p -- "$1" && cd "$1" && $unpack -xpf -${isOwn ? ' -o' : ''}`);
/** Sends what one path is: the contents of a directory, or a file. */
const sendOne = lines('if [ -d "$1" ]; then cd "$1" && $pack -cf - .', `elif ${isThere('$1')}; then cd "$(dirname -- "$1")" && $pack -cf - -- "./$(basename -- "$1")"`, 'fi');
/** Sends what is there of absolute paths, each with its directories. */
const sendAll = lines('n=$#', `for p do if ${isThere('$p')}; then set -- "$@" ".$p"; fi; done`, 'shift $n', '[ $# -eq 0 ] || { cd / && $pack -cf - -- "$@"; }');

;// CONCATENATED MODULE: ./guest/tar-bytes.js

/** Bytes of a stream by number, whatever portions they arrive in. */
class TarBytes {
    #portions;
    #rest = Buffer.alloc(0);
    constructor(portions) {
        this.#portions = portions[Symbol.asyncIterator]();
    }
    /** From one byte to `most` of them. @throws QemuVmError at the end of the stream. */
    async some(most) {
        if (this.#rest.length === 0 && !(await this.#next()))
            throw cut();
        const taken = this.#rest.subarray(0, most);
        this.#rest = this.#rest.subarray(taken.length);
        return taken;
    }
    /** Undefined at the end of the stream. @throws QemuVmError when it ends within. */
    async exactly(count) {
        if (this.#rest.length === 0 && !(await this.#next()))
            return undefined;
        while (this.#rest.length < count)
            if (!(await this.#next()))
                throw cut();
        return await this.some(count);
    }
    /** Reads the stream to its end: whoever writes it may not have ended before. */
    async drain() {
        this.#rest = Buffer.alloc(0);
        while (await this.#next())
            this.#rest = Buffer.alloc(0);
    }
    async #next() {
        const next = await this.#portions.next();
        if (next.done === true)
            return false;
        this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
        return true;
    }
}
const cut = () => new errors/* QemuVmError */.Wn('protocol', 'The archive from the guest ends too early.');

;// CONCATENATED MODULE: ./guest/tar-reader.js


const blockSize = 512;
/** A name may have 4096 bytes with its end (PATH_MAX); what is longer would only fill our memory. */
const longestName = 64 * 1024;
/** A pax header has the map of a file with holes in it, up to 40 characters for each part. */
const longestHeader = 16 * 1024 * 1024;
/** An extent takes 24 bytes of the archive: a file of 16 TiB that is cut into a million parts is no accident. */
const mostExtents = 1_000_000;
const types = {
    '\0': 'file',
    '0': 'file',
    '7': 'file',
    S: 'file',
    '1': 'hardlink',
    '2': 'symlink',
    '3': 'device',
    '4': 'device',
    '5': 'directory',
    '6': 'fifo',
};
/**
 * The entries of a tar stream as GNU tar (also with --sparse), busybox and bsdtar write it: ustar, long names of GNU (`L`,
 * `K`), holes of GNU (`S`), and of pax headers what says the same in other words. tar(5) of libarchive, "GNU Tar Archives".
 * Hostile: memory is bounded, each header's sum is checked, and nothing is guessed.
 * @throws QemuVmError `protocol` for what is no such archive, or ends too early.
 */
async function* readTar(portions) {
    const bytes = new TarBytes(portions);
    let longer = {};
    for (;;) {
        const header = await bytes.exactly(blockSize);
        if (header === undefined)
            throw new errors/* QemuVmError */.Wn('protocol', 'The archive from the guest has no end.');
        if (header.every((byte) => byte === 0))
            break;
        checkSum(header);
        const type = header.toString('latin1', 156, 157);
        const size = numberIn(header, 124, 12);
        if ('LKxg'.includes(type)) {
            const text = await textOf(bytes, size, type === 'x' ? longestHeader : longestName);
            if (type === 'x')
                longer = { ...longer, ...paxOverrides(text) };
            else if (type !== 'g')
                longer = { ...longer, [type === 'L' ? 'name' : 'target']: text.replace(/\0[^]*$/, '') };
            continue;
        }
        const known = types[type];
        if (known === undefined)
            throw new errors/* QemuVmError */.Wn('protocol', `The archive has an entry of type ${JSON.stringify(type)}.`);
        yield* entryOf({ bytes, header, longer, type: known, isSparse: type === 'S' });
        longer = {};
    }
    await bytes.drain();
}
async function* entryOf({ bytes, header, longer, type, isSparse }) {
    const isFile = type === 'file';
    const stored = isFile ? (longer.size ?? numberIn(header, 124, 12)) : 0;
    const { map, realSize = 0 } = longer;
    const extents = isSparse
        ? await sparseExtents(bytes, header, stored)
        : map === undefined
            ? [{ offset: 0, length: stored }]
            : checked(map, stored, realSize);
    let left = stored;
    yield {
        ...{ type, name: longer.name ?? nameIn(header), target: longer.target ?? stringIn(header, 157, 100) },
        ...{ mode: numberIn(header, 100, 8), uid: numberIn(header, 108, 8), gid: numberIn(header, 116, 8) },
        modified: longer.modified ?? numberIn(header, 136, 12),
        size: isSparse ? numberIn(header, 483, 12) : map === undefined ? stored : realSize,
        extents,
        async *content() {
            while (left > 0) {
                const portion = await bytes.some(left);
                left -= portion.length;
                yield portion;
            }
        },
    };
    while (left > 0)
        left -= (await bytes.some(left)).length;
    const padding = (blockSize - (stored % blockSize)) % blockSize;
    if (padding > 0)
        await bytes.exactly(padding);
}
/** Four extents in the header, 21 in each block after it. They have to be in order and to add up. */
async function sparseExtents(bytes, header, stored) {
    const extents = [];
    const take = (block, from, count) => {
        for (let at = from; at < from + count * 24; at += 24) {
            if (block[at] !== 0)
                extents.push({ offset: numberIn(block, at, 12), length: numberIn(block, at + 12, 12) });
        }
    };
    take(header, 386, 4);
    for (let more = header[482] !== 0, blocks = 0; more; blocks++) {
        const block = await bytes.exactly(blockSize);
        if (block === undefined || blocks > mostExtents / 21)
            throw damaged('holes without an end');
        take(block, 0, 21);
        more = block[504] !== 0;
    }
    return checked(extents, stored, numberIn(header, 483, 12));
}
/** @throws QemuVmError for parts that are not in order, or do not add up to what is stored, or lead out of the file. */
function checked(extents, stored, size) {
    let end = 0;
    for (const { offset, length } of extents) {
        if (offset < end)
            throw damaged('holes that overlap');
        end = offset + length;
    }
    const sum = extents.reduce((total, { length }) => total + length, 0);
    if (sum !== stored || end > size)
        throw damaged('holes that do not add up');
    return extents;
}
async function textOf(bytes, size, longest) {
    if (size > longest)
        throw damaged('a name that is too long');
    const padded = Math.ceil(size / blockSize) * blockSize;
    const block = padded === 0 ? Buffer.alloc(0) : await bytes.exactly(padded);
    return (block ?? Buffer.alloc(0)).toString('latin1', 0, size);
}
/** Records `length key=value\n`. What changes where bytes go is taken or refused; times and owners of the header serve. */
function paxOverrides(text) {
    const found = {};
    let sparseName;
    for (let rest = text; rest !== '';) {
        const length = Number(/^(\d{1,6}) /.exec(rest)?.[1] ?? NaN);
        const [, key = '', value = ''] = /^\d+ ([^=]+)=([^]*)\n$/.exec(rest.slice(0, length)) ?? [];
        if (!(length > 0) || length > rest.length || key === '')
            throw damaged('a pax header that is none');
        if (key === 'GNU.sparse.map')
            found.map = mapOf(value);
        else if (key === 'GNU.sparse.size')
            found.realSize = wholeNumber(Number(value));
        else if (/^GNU\.sparse\.(?!name$|numblocks$)/.test(key))
            throw damaged('holes of a kind that is not read');
        if (key === 'GNU.sparse.name')
            sparseName = value;
        if (key === 'path')
            found.name = value;
        if (key === 'mtime')
            found.modified = secondsOf(value);
        if (key === 'linkpath')
            found.target = value;
        if (key === 'size')
            found.size = wholeNumber(Number(value));
        rest = rest.slice(length);
    }
    return sparseName === undefined ? found : { ...found, name: sparseName };
}
/** `offset,length,offset,length`: version 0.1 of GNU's format for holes. */
function mapOf(text) {
    const numbers = text === '' ? [] : text.split(',').map((word) => wholeNumber(/^\d+$/.test(word) ? Number(word) : NaN));
    if (numbers.length % 2 !== 0 || numbers.length / 2 > mostExtents)
        throw damaged('holes that do not add up');
    return numbers.flatMap((offset, index) => (index % 2 === 0 ? [{ offset, length: numbers[index + 1] ?? 0 }] : []));
}
function secondsOf(text) {
    if (!/^-?\d{1,15}(\.\d+)?$/.test(text))
        throw damaged('a time that is none');
    return Number(text);
}
/** The sum of all bytes, those of the sum itself counting as blanks. */
function checkSum(header) {
    const own = header.subarray(148, 156).reduce((sum, byte) => sum + byte, 0);
    const sum = header.reduce((total, byte) => total + byte, 0) - own + 8 * 32;
    if (sum !== numberIn(header, 148, 8))
        throw damaged('a header whose sum is wrong');
}
function nameIn(header) {
    const name = stringIn(header, 0, 100);
    // POSIX has a prefix there; GNU, whose magic ends in blanks, has other things
    const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? stringIn(header, 345, 155) : '';
    return prefix === '' ? name : `${prefix}/${name}`;
}
const stringIn = (block, at, length) => block.toString('latin1', at, at + length).replace(/\0[^]*$/, '');
/** Octal digits, or with the first bit set a number to base 256. */
function numberIn(block, at, length) {
    if (((block[at] ?? 0) & 0x80) !== 0) {
        const bytes = [...block.subarray(at, at + length)];
        return wholeNumber(bytes.reduce((sum, byte, index) => sum * 256 + (index === 0 ? byte & 0x7f : byte), 0));
    }
    const digits = stringIn(block, at, length).trim();
    if (!/^[0-7]*$/.test(digits))
        throw damaged('a number that is none');
    return parseInt(digits === '' ? '0' : digits, 8);
}
function wholeNumber(value) {
    if (!Number.isSafeInteger(value) || value < 0)
        throw damaged('a number that cannot be');
    return value;
}
const damaged = (what) => new errors/* QemuVmError */.Wn('protocol', `The archive from the guest has ${what}.`);

;// CONCATENATED MODULE: ./guest/unpack.js



/** So that a guest cannot fill a disk with the names of empty files. */
const mostEntries = 2_000_000;
/** What is told; a guest could name millions. */
const mostLeftOut = 1000;
const permissions = 0o777;
const allBits = 0o7777;
/**
 * Makes on the host what a guest's archive holds, below `destination`, which has to be there. Whatever the archive says,
 * nothing is made, changed or followed outside: names are relative and without `..`, no directory on the way is a link,
 * what is there already is replaced and not written through, and links lead to what lies below. Devices, pipes and
 * set-user-id bits are not made.
 * @throws QemuVmError for an archive that is damaged or larger than the limit, and what the file system reports.
 */
async function unpack(archive, destination, options) {
    const place = new Place(destination);
    const leftOut = [];
    const directories = [];
    let [entries, bytes] = [0, 0];
    for await (const entry of readTar(archive)) {
        if (++entries > mostEntries)
            throw new errors/* QemuVmError */.Wn('resource', `The guest sends more than ${mostEntries} files.`);
        const path = place.pathOf(options.renamed ?? entry.name);
        const why = path === undefined ? 'its name leads out of the destination' : refusalOf(entry, path, options);
        if (path === undefined || why !== undefined) {
            if (leftOut.length < mostLeftOut)
                leftOut.push(`${readable(entry.name)}: ${why ?? ''}`);
            continue;
        }
        bytes += entry.extents.reduce((sum, { length }) => sum + length, 0);
        if (bytes > options.limit)
            throw tooMuch(options.limit);
        await place.make(entry, path);
        // What a directory may do is set at the end: one that is read-only would take nothing
        const settle = () => {
            place.settle(entry, path, options);
        };
        if (entry.type === 'directory')
            directories.push(settle);
        else if (entry.type !== 'hardlink')
            settle();
    }
    for (const settle of directories.toReversed())
        settle();
    return { entries, bytes, leftOut };
}
const tooMuch = (limit) => new errors/* QemuVmError */.Wn('resource', `The guest sends more than ${Math.floor(limit / 1024 / 1024)} MiB.`);
/** A name from the guest as text: `é` in UTF-8 arrives as two letters of Latin-1. */
const readable = (name) => Buffer.from(name, 'latin1').toString('utf8');
function refusalOf(entry, path, { trusting, renamed }) {
    if (entry.type === 'device' || entry.type === 'fifo')
        return `a ${entry.type} is not made on the host`;
    if (entry.type === 'directory' && renamed !== undefined)
        return 'a directory, where a file was asked for';
    if (entry.type === 'symlink' && !trusting && !staysBelow(entry.target, path)) {
        return `it is a link that may lead out of the destination, to ${readable(entry.target)}`;
    }
    return undefined;
}
/**
 * Whether a link leads to something below the destination, whatever other links there are: it goes up no further than it
 * lies deep, and then only down. A `..` after a name could be the `..` of where another link leads.
 */
function staysBelow(target, path) {
    const depth = path === '' ? 0 : path.split('/').length - 1;
    const [, up = '', down = ''] = /^((?:\.\.?(?:\/+|$))*)([^]*)$/.exec(target) ?? [];
    const ups = up.split('/').filter((part) => part === '..').length;
    return !target.startsWith('/') && ups <= depth && !down.split('/').includes('..');
}
/** The destination. Paths within are Latin-1 as the entries' names are, and bytes again where they reach the kernel. */
class Place {
    #root;
    /** Directories that were seen to be no links. */
    #known = new Set(['']);
    constructor(destination) {
        this.#root = Buffer.from(destination).toString('latin1');
    }
    /** `./a//b/` → `a/b`; undefined when the name leads elsewhere. */
    pathOf(name) {
        const parts = name.split('/').filter((part) => part !== '' && part !== '.');
        return name.startsWith('/') || parts.includes('..') ? undefined : parts.join('/');
    }
    async make(entry, path) {
        this.#makeParents(path);
        if (entry.type === 'directory') {
            this.#makeDirectory(path);
            return;
        }
        const at = this.#at(path);
        this.#known.delete(path);
        if (external_node_fs_.lstatSync(at, { throwIfNoEntry: false }) !== undefined)
            external_node_fs_.unlinkSync(at);
        if (entry.type === 'symlink')
            external_node_fs_.symlinkSync(Buffer.from(entry.target, 'latin1'), at);
        else if (entry.type === 'hardlink')
            this.#link(entry.target, at);
        else
            await writeContent(at, entry);
    }
    /** Owner, mode and time, none of them through a link. */
    settle({ type, mode, uid, gid, modified }, path, { withOwners, trusting }) {
        const at = this.#at(path);
        if (withOwners)
            external_node_fs_.lchownSync(at, uid, gid);
        if (type !== 'symlink')
            external_node_fs_.chmodSync(at, mode & (trusting ? allBits : permissions));
        external_node_fs_.lutimesSync(at, modified, modified);
    }
    #link(target, at) {
        const from = this.pathOf(target);
        if (from === undefined)
            throw new errors/* QemuVmError */.Wn('protocol', 'The archive has a hard link out of the destination.');
        this.#makeParents(from);
        external_node_fs_.linkSync(this.#at(from), at);
    }
    #makeParents(path) {
        const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
        if (this.#known.has(parent))
            return;
        this.#makeParents(parent);
        this.#makeDirectory(parent);
    }
    #makeDirectory(path) {
        if (this.#known.has(path))
            return;
        const at = this.#at(path);
        const stat = external_node_fs_.lstatSync(at, { throwIfNoEntry: false });
        if (stat === undefined)
            external_node_fs_.mkdirSync(at, { mode: 0o700 });
        else if (!stat.isDirectory()) {
            throw new errors/* QemuVmError */.Wn('resource', `${readable(path)} is there already, and is no directory.`);
        }
        this.#known.add(path);
    }
    #at(path) {
        return Buffer.from(path === '' ? this.#root : `${this.#root}/${path}`, 'latin1');
    }
}
/** Portions that are nothing but zeros are left as holes, of whatever kind the archive is. */
async function writeContent(at, entry) {
    const file = external_node_fs_.openSync(at, 'wx', 0o600);
    try {
        const extents = [...entry.extents];
        let { offset, length } = extents.shift() ?? { offset: 0, length: 0 };
        for await (const portion of entry.content()) {
            for (let rest = portion; rest.length > 0;) {
                while (length === 0)
                    ({ offset, length } = extents.shift() ?? { offset, length: rest.length });
                const part = rest.subarray(0, length);
                if (!isZero(part))
                    writeAll(file, part, offset);
                offset += part.length;
                length -= part.length;
                rest = rest.subarray(part.length);
            }
        }
        external_node_fs_.ftruncateSync(file, entry.size);
    }
    finally {
        external_node_fs_.closeSync(file);
    }
}
function writeAll(file, bytes, offset) {
    for (let done = 0; done < bytes.length;)
        done += external_node_fs_.writeSync(file, bytes, done, bytes.length - done, offset + done);
}
const zeros = Buffer.alloc(64 * 1024);
/** A short portion is quicker written than thought about, and no file system keeps holes so small. */
const isZero = (bytes) => bytes.length >= 4096 && bytes.length <= zeros.length && bytes.equals(zeros.subarray(0, bytes.length));

;// CONCATENATED MODULE: ./guest/copy.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});








/** What ssh itself ends with when it could not enter, or lost the guest. */
const lostConnection = 255;
/** ssh, or the guest agent where that is the way in. */
const wayOf = (input) => (input.plan.spec.ready.kind === 'agent' ? agentWay : sshWay)(input, look);
/**
 * Copies a file or a tree into the guest as `cp -a` would: into `to` where that is a directory of the guest, else as
 * `to`. `from` with `/.` at its end means what is in it. @throws QemuVmError with the words of whatever failed.
 */
async function copyIn({ from, to, excludes = [], isOwn = false }, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const source = (0,external_node_path_.resolve)(from);
        const stat = (0,external_node_fs_.lstatSync)(source, { throwIfNoEntry: false });
        if (stat === undefined)
            throw failed(`${from} does not exist on the host`);
        const { plan, host } = context;
        const { tag } = plan;
        const meter = __addDisposableResource(env_1, meterOf(`${from} → ${to}`, host), false);
        const signal = AbortSignal.any([context.signal, meter.signal]);
        const isTree = stat.isDirectory();
        const isContents = isTree && /(?:^|\/)\.?$/.test(from);
        const name = (0,external_node_path_.basename)(source);
        const what = isTree ? ['-C', source, '-cf', '-', '.'] : ['-C', (0,external_node_path_.dirname)(source), '-cf', '-', `./${name}`];
        const script = isTree ? receiveDirectory(name, { isContents, isOwn }) : receiveFile(name);
        let sending = undefined; // made in a callback
        const putting = wayOf({ plan, host, signal }).put(script, [to], (answer, into) => {
            const keepsHoles = understand(answer, 1).tar !== 'busybox'; // which knows no pax headers either
            const words = keepsHoles ? [...exactly, '--sparse'] : ['--format=gnu'];
            const options = [...words, '--numeric-owner', ...excludes.map((pattern) => `--exclude=${pattern}`)];
            const sender = host.commands.filter(['tar', ...options, ...what], { tag, signal, ...(into && { into }) });
            sender.input.end();
            meter.follow(sender.written);
            sending = { sender, keepsHoles };
            return sender.output;
        });
        const received = await meter.during(putting);
        if (sending === undefined)
            throw notAsked(received);
        const { exit, stderr } = await meter.during(sending.sender.exited);
        const sent = { code: 'code' in exit ? exit.code : exit.signal, stderr };
        // Where the guest has failed, the signal that ended tar here is SIGPIPE and says nothing
        refuse({ 'the guest': received, ...(received.code !== 0 && 'signal' in exit ? {} : { 'the host': sent }) });
        const holes = sending.keepsHoles ? 0 : countSparse(source);
        const remark = `${holes} sparse ${holes === 1 ? 'file takes its' : 'files take their'} whole size in the guest, whose tar knows no holes.`;
        return { remarks: holes > 0 ? [remark] : [] };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/**
 * Copies a file or a tree from the guest as `cp -a` would. What comes is hostile: see unpack().
 * @throws QemuVmError with the words of whatever failed, after what could be made was made.
 */
async function copyOut(from, to, context, options) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const reading = __addDisposableResource(env_2, read(sendOne, [from], context), true);
        const { kinds } = await reading.found;
        if (kinds[0] === 'absent')
            throw failed(`${from} does not exist in the guest`);
        const isTree = kinds[0] === 'directory';
        const target = (0,external_node_path_.resolve)(to);
        const isIntoDirectory = (0,external_node_fs_.lstatSync)(target, { throwIfNoEntry: false })?.isDirectory() === true && !/(?:^|\/)\.$/.test(from);
        const place = isIntoDirectory ? (0,external_node_path_.join)(target, (0,external_node_path_.basename)(from)) : target;
        (0,external_node_fs_.mkdirSync)(isTree ? place : (0,external_node_path_.dirname)(place), { recursive: true });
        const renamed = isTree ? {} : { renamed: (0,external_node_path_.basename)(place) };
        const unpacked = await reading.into(isTree ? place : (0,external_node_path_.dirname)(place), { ...options, ...renamed });
        return { ...unpacked, remarks: unpacked.leftOut.map((one) => `Left out: ${one}`) };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_2);
        if (result_1)
            await result_1;
    }
}
/** Absolute paths of the guest, each to the same place below `to`. Those that are not there are told. */
async function copyOutAll(paths, to, context, limit) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const reading = __addDisposableResource(env_3, read(sendAll, paths, context), true);
        const { kinds } = await reading.found;
        const missing = paths.filter((_, index) => kinds[index] === 'absent');
        if (missing.length === paths.length)
            return { entries: 0, bytes: 0, leftOut: [], missing };
        (0,external_node_fs_.mkdirSync)(to, { recursive: true });
        return { ...(await reading.into(to, { limit, trusting: false })), missing };
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_3);
        if (result_2)
            await result_2;
    }
}
/** Runs a script that sends an archive. Disposing gives up what was not read. */
function read(script, paths, { plan, host, signal }) {
    const meter = meterOf(`${paths.join(', ')} of the guest`, host);
    const sender = wayOf({ plan, host, signal: AbortSignal.any([signal, meter.signal]) }).take(script, paths);
    const find = async () => {
        const answer = await sender.answer;
        if (answer === '')
            throw notAsked(await sender.ended);
        return understand(answer, paths.length);
    };
    const receive = async (place, options) => {
        const unpacked = await unpack(meter.pass(sender.output), place, options).catch(async (error) => {
            await sender.cancel();
            const ended = await sender.ended;
            // Where the sender failed by itself, its words are the reason; that the archive ends too early follows from it
            if (ended.code === lostConnection)
                refuse({ 'the guest': ended });
            throw error;
        });
        refuse({ 'the guest': await sender.ended });
        return unpacked;
    };
    return {
        found: meter.during(find()),
        into: (place, options) => meter.during(receive(place, { ...options, withOwners: process.getuid?.() === 0 })),
        async [Symbol.asyncDispose]() {
            meter[Symbol.dispose]();
            await sender.cancel();
        },
    };
}
/** @throws QemuVmError when the guest has no tar, or says something else: as scp, this cannot work where a login file talks. */
function understand(answer, paths) {
    const [tar, ...kinds] = answer.split(' ');
    if (tar === 'none')
        throw failed('the guest has no tar');
    if (!['gnu', 'bsd', 'busybox'].includes(tar ?? '') || kinds.length !== paths)
        throw failed(`a login file of the guest's shell prints “${answer.slice(0, 100)}” where nothing but tar may print`);
    return { tar: tar, kinds: kinds };
}
const failed = (why) => new errors/* QemuVmError */.Wn('command-failed', `Nothing or not all was copied: ${why}.`);
const notAsked = ({ code, stderr }) => failed(`the guest could not be asked: ${stderr.trim() || `status ${code}`}`);
/** @throws QemuVmError with the words of each that failed. */
function refuse(ends) {
    const failures = Object.entries(ends).flatMap(([where, { code, stderr }]) => {
        const how = typeof code === 'number' ? `status ${code}` : code;
        return code === 0 ? [] : [`tar on ${where} failed (${how}): ${stderr.trim() || 'it said nothing'}`];
    });
    if (failures.length > 0)
        throw failed(failures.join('; '));
}
/** Files with less on the disk than their size says; blocks of stat(2) are of 512 bytes. */
function countSparse(path) {
    const stat = (0,external_node_fs_.lstatSync)(path);
    if (stat.isDirectory())
        return (0,external_node_fs_.readdirSync)(path).reduce((sum, name) => sum + countSparse((0,external_node_path_.join)(path, name)), 0);
    return stat.isFile() && stat.blocks * 512 < stat.size ? 1 : 0;
}


/***/ }),

/***/ 35712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JZ: () => (/* binding */ logCut),
/* harmony export */   L6: () => (/* binding */ capLog),
/* harmony export */   bw: () => (/* binding */ keptHead),
/* harmony export */   tr: () => (/* binding */ largestLog)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

/** What a text may take of the disk to which the guest can write without end, in bytes: the boot of a thousand guests. */
const largestLog = 64 * 1024 * 1024;
/** What stays of its beginning, where the boot is, and of its end, where trouble is. */
const keptHead = 1024 * 1024;
const keptTail = 1024 * 1024;
/** The event of the ledger by which the keeper tells that it was done; `path` names the file. */
const logCut = 'LOG_CUT';
/**
 * Makes a text small again that has grown too large: what is between its first and its last MiB is taken out, and a line says
 * so in its place. QEMU has opened it for appending, and goes on at its new end; what it writes in this very moment may be
 * lost. Needs memory for the last MiB only.
 * @returns whether something was taken out. Never throws: a text that cannot be cut stays as it is.
 */
function capLog(path, limit = largestLog) {
    let file;
    try {
        file = node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDWR | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
        const { size } = node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync(file);
        if (size <= limit)
            return false;
        const tail = Buffer.alloc(keptTail);
        const length = node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync(file, tail, 0, keptTail, size - keptTail);
        node_fs__WEBPACK_IMPORTED_MODULE_0__.ftruncateSync(file, keptHead);
        node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync(file, `\n[qemu-vm: ${size - keptHead - length} bytes were taken out here]\n`);
        node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync(file, tail, 0, length);
        return true;
    }
    catch {
        return false; // it is not there yet, or no more
    }
    finally {
        if (file !== undefined)
            node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(file);
    }
}


/***/ }),

/***/ 82914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ powerScript)
/* harmony export */ });
/** For any guest: BSDs know `shutdown -p` and not `poweroff`. */
const commands = {
    poweroff: ['systemctl poweroff', 'poweroff', 'shutdown -p now'],
    reboot: ['systemctl reboot', 'reboot', 'shutdown -r now'],
};
/**
 * A script for sh, without single quotes, that gives the order and ends at once. Small systems have no nohup, and an ordinary
 * user's PATH may be without the system's programs. It goes on when the session ends, and says nothing.
 */
const powerScript = (order) => 'PATH=$PATH:/usr/sbin:/sbin; S=; [ "$(id -u)" = 0 ] || S="sudo -n"; sync; ' +
    `(trap "" HUP; ${commands[order].map((one) => `$S ${one}`).join(' || ')}) </dev/null >/dev/null 2>&1 &`;


/***/ }),

/***/ 83405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Z: () => (/* binding */ pinHostKey),
/* harmony export */   Q5: () => (/* binding */ writeSshConfig),
/* harmony export */   Vo: () => (/* binding */ hasMaster),
/* harmony export */   iV: () => (/* binding */ makeKeyPair),
/* harmony export */   jf: () => (/* binding */ sshPortIn),
/* harmony export */   kc: () => (/* binding */ publicKeyOf),
/* harmony export */   y$: () => (/* binding */ sshWords)
/* harmony export */ });
/* unused harmony export sshConfig */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78645);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99335);



/**
 * A complete config file for OpenSSH, used with `-F`, upon which ssh reads no other: nothing of the user's own set-up
 * is read, and nothing of it is changed. Any host name means the guest. ssh_config(5).
 */
function sshConfig({ tag, port, access, paths }) {
    const file = (path) => `"${path.replaceAll('%', '%%').replaceAll(/["\\]/g, '\\$&')}"`;
    const options = [
        ['HostName', '127.0.0.1'],
        ['Port', port],
        ['User', access.user],
        ['IdentityFile', file(access.keyFile ?? paths.keyFile)],
        ['IdentitiesOnly', 'yes'],
        ['IdentityAgent', 'none'],
        ['UserKnownHostsFile', file(paths.knownHosts)],
        ['GlobalKnownHostsFile', '/dev/null'],
        ['StrictHostKeyChecking', access.isHostKeyPinned === true ? 'yes' : 'accept-new'],
        ['UpdateHostKeys', 'no'],
        ['HostKeyAlias', tag],
        ['ControlPath', file(paths.sshSocket)],
        ['ControlMaster', 'no'],
        ['BatchMode', 'yes'],
        ['PreferredAuthentications', 'publickey'],
        ['ConnectTimeout', 10],
        ['ServerAliveInterval', 5],
        ['ServerAliveCountMax', 3],
        ['LogLevel', 'ERROR'],
    ];
    return ['Host *', ...options.map(([name, value]) => `  ${name} ${value}`), ''].join('\n');
}
/** Makes an ed25519 key pair of the VM's own at `path`. @returns the public key, one line. @throws QemuVmError */
async function makeKeyPair(path, tag, host) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(path, { force: true });
    const words = ['-q', '-t', 'ed25519', '-N', '', '-C', tag, '-f', path];
    const { code, stderr } = await host.commands.run(['ssh-keygen', ...words], { limit: (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .seconds */ .YA)(20), tag });
    if (code !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('command-failed', `ssh-keygen failed: ${stderr.trim()}`);
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`${path}.pub`, 'utf8').trim();
}
/** Writes sshConfig() to its file, for our user alone. */
const writeSshConfig = (input) => {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(input.paths.sshConfig, sshConfig(input), { mode: 0o600 });
};
/** The public half of a private key of the user's, one line; undefined where it cannot be told, as behind a passphrase. */
async function publicKeyOf(keyFile, host) {
    const { code, stdout } = await host.commands.run(['ssh-keygen', '-y', '-P', '', '-f', keyFile], { limit: (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .seconds */ .YA)(20) });
    return code === 0 ? stdout.trim() : undefined;
}
/** Writes down the only host key that the guest may show. sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
const pinHostKey = (publicKey, { knownHosts }, tag) => {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(knownHosts, `${tag} ${publicKey}\n`, { mode: 0o600 });
};
/** The port in a config that writeSshConfig() wrote: QEMU chose it. @throws QemuVmError when there is none. */
function sshPortIn(configFile) {
    const port = /^ *Port (\d+)$/m.exec((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(configFile, 'utf8'))?.[1];
    if (port === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', `${configFile} has no port.`);
    return Number(port);
}
/** The words that start ssh with the VM's config. */
const sshWords = (configFile, ...words) => [
    'ssh',
    ...['-F', configFile],
    ...words,
];
/** Whether a master connection seems to be up. Only a login over it proves it. */
const hasMaster = (paths) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(paths.sshSocket);


/***/ }),

/***/ 36372:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ ageOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99335);


/** How long ago a file or directory was written to; undefined where there is none. */
function ageOf(path) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
    return stat === undefined ? undefined : (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(Date.now() - stat.mtimeMs);
}


/***/ }),

/***/ 16877:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ machineCommands),
/* harmony export */   H: () => (/* binding */ loadCommands)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(78645);
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33259);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(83054);







/** What coreutils' timeout(1) exits with when it ended the command: by SIGTERM, by SIGKILL. A command may do so too. */
const timedOutCodes = new Set([124, 137]);
/** Characters of stderr that are kept of a program in a stream: the first ones say what is wrong. */
const mostSaid = 1000;
/** What a shell would add the signal's number to. */
const bySignal = 128;
/**
 * Node itself writes the input into a pipe, and where the program has ended by then, EPIPE ends us: @actions/exec does
 * not listen for it. So without input nothing is written, and with input somebody reads it to its end.
 */
const withoutInput = 'exec "$@" </dev/null';
const withInput = '"$@"; status=$?; cat >/dev/null; exit $status';
/**
 * Loads now what is else loaded at the first command. For a process that outlives its job: the runner removes the files of
 * an action when the next job begins (ActionManager.cs:93).
 */
async function loadCommands() {
    await __webpack_require__.e(/* import() */ 775).then(__webpack_require__.bind(__webpack_require__, 64775));
}
/** Short commands of the machine. `env` is what they start from. */
function machineCommands(env) {
    const which = (program) => {
        const places = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(program) ? [''] : (env['PATH'] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter).filter(node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute);
        return places.map((place) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, program)).find(isProgram);
    };
    return {
        which,
        async run([program, ...words], { limit, tag, input = '', onLine }) {
            const path = which(program);
            if (path === undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .QemuVmError */ .Wn('missing-program', `There is no program ${program} on PATH.`);
            // By its path: @actions/exec looks in the PATH of this process, and prints about every place that it may not see
            const timeout = which('timeout');
            if (timeout === undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .QemuVmError */ .Wn('missing-program', 'There is no program timeout (coreutils) on PATH.');
            // @actions/exec has no time limit of its own, and ours would die with us: timeout(1) lives on
            // Loaded when used: the guest command and a post with nothing to do run nothing this way
            const { getExecOutput } = await __webpack_require__.e(/* import() */ 775).then(__webpack_require__.bind(__webpack_require__, 64775));
            const shell = ['sh', '-c', input === '' ? withoutInput : withInput, 'sh'];
            const bounded = ['-k', '2', String(Math.max(limit, 1) / 1000), ...shell, path, ...words]; // its 0 means no limit
            const began = performance.now();
            const result = await getExecOutput(`"${timeout}"`, bounded, {
                silent: true,
                ignoreReturnCode: true,
                env: tag === undefined ? { ...env } : { ...env, [_processes_js__WEBPACK_IMPORTED_MODULE_6__/* .tagVariable */ .PU]: tag },
                ...(input === '' ? {} : { input: Buffer.from(input) }),
                ...(onLine === undefined ? {} : { listeners: { stdline: onLine, errline: onLine } }),
            });
            // There is none when timeout(1) killed its group and so itself, or ended itself by the signal of the command
            const exitCode = result.exitCode;
            return {
                code: exitCode ?? bySignal,
                timedOut: performance.now() - began >= limit && (exitCode === null || timedOutCodes.has(exitCode)),
                stdout: result.stdout,
                stderr: result.stderr,
            };
        },
        filter([program, ...words], { tag, signal, into }) {
            const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(which(program) ?? program, words, {
                stdio: ['pipe', into ?? 'pipe', 'pipe'],
                env: { ...env, [_processes_js__WEBPACK_IMPORTED_MODULE_6__/* .tagVariable */ .PU]: tag },
                signal,
                killSignal: 'SIGKILL', // it holds nothing that has to be put in order
            });
            into?.destroy(); // the program has its own, and whoever reads shall see the end when it closes that
            let stderr = '';
            child.stderr.on('data', (chunk) => (stderr = (stderr + chunk.toString()).slice(0, mostSaid)));
            const exited = new Promise((resolve, reject) => {
                child.once('error', reject);
                child.once('close', (code, name) => {
                    resolve({ exit: name === null ? { code: code ?? -1 } : { signal: name }, stderr: stderr.trim() });
                });
            });
            exited.catch(() => undefined); // whoever reads the output looks at it later
            let written = (0,_proc_js__WEBPACK_IMPORTED_MODULE_5__/* .bytesWrittenBy */ .ki)(child.pid);
            return {
                input: child.stdin,
                output: child.stdout ?? node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from([]),
                exited,
                written: () => (written = (0,_proc_js__WEBPACK_IMPORTED_MODULE_5__/* .bytesWrittenBy */ .ki)(child.pid) ?? written),
            };
        },
        attach: ([program, ...words], { stdin, stdout = 'inherit', stderr = 'inherit', tag, signal: stop }) => new Promise((resolve, reject) => {
            const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, words, {
                stdio: [stdin, stdout, stderr],
                env: { ...env, [_processes_js__WEBPACK_IMPORTED_MODULE_6__/* .tagVariable */ .PU]: tag },
            });
            const end = () => void child.kill();
            if (stop?.aborted === true)
                end();
            else
                stop?.addEventListener('abort', end, { once: true });
            child.once('error', (cause) => {
                reject(new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .QemuVmError */ .Wn('missing-program', `${program} could not be started.`, { cause }));
            });
            child.once('exit', (code, signal) => {
                stop?.removeEventListener('abort', end);
                resolve(signal === null ? { code: code ?? -1 } : { signal });
            });
        }),
    };
}
function isProgram(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.accessSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.X_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 13403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ randomHex),
/* harmony export */   o: () => (/* binding */ digestOf)
/* harmony export */ });
/** Node's own, loaded when it is used: it takes 2 MB, which a keeper at rest does without. */
const crypto = () => process.getBuiltinModule('node:crypto');
/** The SHA-256 of a text or of bytes, in hex. */
const digestOf = (content) => crypto().createHash('sha256').update(content).digest('hex');
/** So many bytes that nobody can guess, in hex. */
const randomHex = (bytes) => crypto().randomBytes(bytes).toString('hex');


/***/ }),

/***/ 8145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ isFrozen)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99335);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13403);


/** A write to a healthy disk takes milliseconds, and to one that is busy hardly a second. */
const patience = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .YA)(3);
/** How long a machine may take that is too busy to run the child at all. */
const mostPatience = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .YA)(15);
/**
 * Whether the file system of a file or a directory of ours takes writes at all. One that is frozen, or whose device hangs, lets whoever
 * writes to it wait within the kernel, where no time limit and no SIGKILL reaches (V11): so a child tries, and is left
 * behind if it has to be. Reading goes on all the same. That the child is late proves nothing on a busy machine: it must
 * be seen to wait in the kernel.
 */
async function isFrozen(path, host) {
    const tag = `write-probe-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .randomHex */ .n)(4)}`;
    const over = new AbortController();
    const late = async () => {
        for (let waited = 0; waited < mostPatience; waited += patience) {
            await host.clock.sleep(patience, over.signal);
            if (host.processes.find(tag).some((one) => / D( |$|,)/.test(host.processes.describe(one))))
                return true;
        }
        return true;
    };
    const written = host.commands.run(['touch', '-c', '--', path], { limit: mostPatience, tag }).then(() => false, () => false);
    try {
        return await Promise.race([written, late().catch(() => false)]);
    }
    finally {
        over.abort();
    }
}


/***/ }),

/***/ 60851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Of: () => (/* binding */ refusalOf),
/* harmony export */   Vo: () => (/* binding */ webHttp),
/* harmony export */   Zp: () => (/* binding */ patientTries),
/* harmony export */   gn: () => (/* binding */ tooSlow),
/* harmony export */   nV: () => (/* binding */ DownloadError),
/* harmony export */   yR: () => (/* binding */ readText),
/* harmony export */   zA: () => (/* binding */ shownUrl)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78645);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99335);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(74841);
/* harmony import */ var _watchdog_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56588);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




/** As many as browsers and curl take for a loop, roughly; mirror networks need two or three. */
const mostRedirects = 10;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Statuses that another try may cure: too many requests, and what is wrong with a server for a while. RFC 9110, RFC 6585. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);
/** A server may ask for any pause; who has to wait for longer than this is better told. */
const longestPause = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .seconds */ .YA)(120);
/** What belongs to one origin and must not be shown to another. */
const credentials = /^(authorization|cookie|proxy-authorization)$/i;
/** Something that could not be got from the network. */
class DownloadError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn {
    name = 'DownloadError';
    /** Trying again will not help. */
    isFinal;
    /** What the server has asked to wait for. */
    pause;
    constructor(message, options = {}) {
        super('download', message, options);
        this.isFinal = options.isFinal ?? false;
        this.pause = options.pause ?? (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(0);
    }
}
/** The network, over @actions/http-client: it finds the proxy in the environment as other actions do. */
const webHttp = {
    async get(url, { headers = {}, signal }) {
        const origin = parse(url, url).origin;
        let at = parse(url, url);
        for (let count = 0; count <= mostRedirects; count++) {
            const answer = await ask(at, at.origin === origin ? headers : withoutCredentials(headers), signal);
            const { location } = answer.headers;
            if (!redirects.has(answer.status) || location === undefined)
                return answer;
            answer.body.destroy();
            const next = parse(location, at.href);
            if (at.protocol === 'https:' && next.protocol !== 'https:') {
                throw new DownloadError(`${shownUrl(at.href)} redirects to ${shownUrl(next.href)}, away from https.`, {
                    isFinal: true,
                });
            }
            at = next;
        }
        throw new DownloadError(`${shownUrl(url)} redirects more than ${mostRedirects} times.`, { isFinal: true });
    },
};
/**
 * Gets a small text, such as sums or a list of files, with up to five tries.
 * @throws DownloadError, or the signal's reason.
 */
async function readText(url, options, host) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { signal, headers = {}, most = 16 * 1024 * 1024, budget = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .seconds */ .YA)(60) } = options;
        const limit = __addDisposableResource(env_1, (0,_watchdog_js__WEBPACK_IMPORTED_MODULE_2__/* .watchdog */ .u)(budget, host.clock, () => tooSlow(url, budget)), false);
        const bounded = AbortSignal.any([signal, limit.signal]);
        return await (0,_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(() => readOnce(url, { headers, signal: bounded, most }, host), {
            ...patientTries(host, bounded),
            tries: 5,
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
async function readOnce(url, { headers, signal, most }, { http }) {
    const answer = await http.get(url, { headers, signal });
    if (answer.status !== 200) {
        answer.body.destroy();
        throw refusalOf(answer);
    }
    const chunks = [];
    let size = 0;
    try {
        for await (const chunk of answer.body) {
            size += chunk.length;
            if (size > most)
                throw new DownloadError(`${shownUrl(url)} has more than ${most} bytes.`, { isFinal: true });
            chunks.push(chunk);
        }
    }
    catch (error) {
        signal.throwIfAborted();
        throw error instanceof DownloadError ? error : new DownloadError(`${shownUrl(url)} broke off.`, { cause: error });
    }
    return Buffer.concat(chunks).toString('utf8');
}
/** How all requests are tried again: what may pass, after a growing pause, and after the one that the server asked for. */
function patientTries({ clock }, signal) {
    return {
        pause: (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(500),
        factor: 2,
        longestPause: (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .seconds */ .YA)(10),
        signal,
        worthwhile: (error) => error instanceof DownloadError && !error.isFinal,
        firstPause: (error) => clock.sleep(error instanceof DownloadError ? error.pause : (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(0), signal),
    };
}
/** That the time for something has run out. */
const tooSlow = (url, budget) => new DownloadError(`${shownUrl(url)} was not got within ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(budget)}.`, { isFinal: true });
/** A URL as it may be told: without user, password and query, which may hold a signature (law L12). */
function shownUrl(url) {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
}
/** Why an answer is no success, for whoever asks and wants none other. */
function refusalOf({ status, headers, url }) {
    const hint = status === 404 || status === 410 ? 'Is the URL right? Images of a moving name are removed by and by.' : undefined;
    return new DownloadError(`${shownUrl(url)} could not be got: the server answered ${status}.`, {
        isFinal: !passing.has(status),
        pause: pauseOf(headers),
        ...(hint === undefined ? {} : { hint }),
    });
}
/** Retry-After is a number of seconds or a date. RFC 9110, section 10.2.3. */
function pauseOf({ 'retry-after': asked }) {
    if (asked === undefined)
        return (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(0);
    const wait = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
    return (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(Math.min(Math.max(wait || 0, 0), longestPause));
}
function parse(url, base) {
    const parsed = URL.parse(url, base);
    if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
        throw new DownloadError(`${JSON.stringify(url)} is no http or https URL.`, { isFinal: true });
    }
    return parsed;
}
const withoutCredentials = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => !credentials.test(name)));
async function ask(url, headers, signal) {
    signal.throwIfAborted();
    try {
        const client = await clientWith(signal);
        // An image is wanted as it was published: what was packed on the way would have another digest
        const { message } = await client.get(url.href, { ...basic(url), 'accept-encoding': 'identity', ...headers });
        return { status: message.statusCode ?? 0, headers: message.headers, url: url.href, body: message };
    }
    catch (cause) {
        signal.throwIfAborted();
        const isTls = /CERT|TLS|SSL|ISSUER|SIGNATURE|ALTNAME/.test(codeOf(cause));
        const hint = 'The certificate of this server is not trusted here; NODE_EXTRA_CA_CERTS names a file with further ones.';
        throw new DownloadError(`${shownUrl(url.href)} could not be got: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause)}`, {
            isFinal: isTls,
            cause,
            ...(isTls ? { hint } : {}),
        });
    }
}
/** Of the URL itself; the package leaves that to its user. */
const basic = ({ username, password }) => {
    if (username === '')
        return {};
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
};
const codeOf = (error) => error?.code ?? '';
/**
 * A client for one request. Loaded when used, since it brings undici: a megabyte that a VM from a local file does without.
 * It has no way to end a request, but lets a handler write to the options of Node's, which have one.
 */
async function clientWith(signal) {
    const { HttpClient: Client } = await __webpack_require__.e(/* import() */ 66).then(__webpack_require__.bind(__webpack_require__, 40066));
    const abortable = {
        prepareRequest(options) {
            options.signal = signal;
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error('not handled')),
    };
    return new Client('qemu-vm', [abortable], { allowRedirects: false });
}


/***/ }),

/***/ 5160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ takeLock),
/* harmony export */   m: () => (/* binding */ lockHolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13403);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99335);




/** How often a lock that is held is looked at again. */
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .millis */ .ne)(50);
/**
 * Takes the lock at `path`, waiting at most `budget` while a living process holds it. A lock whose holder is dead is
 * taken over: by identity, never by age.
 *
 * A lock is a chain of files, and who is written in the last one holds it. No file of it is ever renamed or replaced,
 * for between a look at it and the deed it may have become another's. Who finds the last holder dead adds a file under
 * the one name that follows from that very file, and the kernel's link() lets only one do so.
 * @returns the lock, or who holds it. @throws when the directory cannot be written to.
 */
async function takeLock(path, host, budget) {
    const deadline = host.clock.now() + budget;
    for (;;) {
        const last = chainOf(path).at(-1);
        if (last?.holder === undefined || host.processes.state(last.holder) === 'gone') {
            const own = tryAdd(path, last?.next ?? path, host.processes.self);
            if (own === undefined)
                continue; // another was quicker, and is seen at the next look
            removeStale(path, host);
            return {
                release: () => {
                    release(path, own);
                },
            };
        }
        if (host.clock.now() >= deadline)
            return { heldBy: last.holder };
        await host.clock.sleep(pause);
    }
}
/** Who is written in the lock at `path`, alive or not; undefined when there is none. */
const lockHolder = (path) => chainOf(path).at(-1)?.holder;
function chainOf(head) {
    const chain = [];
    for (let part = readPart(head, head); part !== undefined; part = readPart(head, part.next))
        chain.push(part);
    return chain;
}
function readPart(head, path) {
    const text = readText(path);
    if (text === undefined)
        return undefined;
    const name = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestOf */ .o)(`${path}\0${text}`).slice(0, 16);
    return { path, text, holder: holderOf(text), next: `${head}.after.${name}` };
}
/** Undefined where there is nothing. What cannot be read is there all the same, and nobody's. */
function readText(path) {
    try {
        return node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync(path, 'utf8');
    }
    catch (error) {
        return error.code === 'ENOENT' ? undefined : '';
    }
}
/** Undefined for what we have not written, or what a crash of the machine has left of it: nobody's. */
function holderOf(text) {
    try {
        const { pid, startTicks, bootId, pidNamespace } = JSON.parse(text);
        if (pid === undefined || startTicks === undefined || bootId === undefined)
            return undefined;
        return { pid, startTicks, bootId, ...(pidNamespace === undefined ? {} : { pidNamespace }) };
    }
    catch {
        return undefined;
    }
}
/** Adds a file to the chain, whole or not at all: it is written under another name and linked. @returns its text. */
function tryAdd(head, path, self) {
    const nonce = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .randomHex */ .n)(8);
    const text = JSON.stringify({ ...self, nonce });
    const draft = `${head}.draft.${process.pid}.${nonce}`;
    try {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
        node_fs__WEBPACK_IMPORTED_MODULE_0__.linkSync(draft, path);
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return undefined;
        throw error;
    }
    finally {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync(draft, { force: true });
    }
    if (chainOf(head).at(-1)?.text === text)
        return text;
    // Since our look the chain was released as a whole: this is the end of none
    node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync(path, { force: true });
    return undefined;
}
/** The first file goes first: from then on no other of them is found. */
function release(head, own) {
    const chain = chainOf(head);
    if (chain.at(-1)?.text !== own)
        return;
    try {
        for (const { path } of chain)
            node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync(path, { force: true, recursive: true });
    }
    catch {
        // The disk takes no changes any more: it is free when this process is gone
    }
}
/** What processes left behind that were killed while they took or released the lock. */
function removeStale(head, { processes }) {
    const inUse = new Set(chainOf(head).map(({ path }) => path));
    const ours = /^\.(draft\.\d+|after)\.[0-9a-f]{16}$/;
    const isOurs = (name) => name.startsWith((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(head)) && ours.test(name.slice((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(head).length));
    const names = node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(head)).filter(isOurs);
    for (const path of names.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(head), name)).filter((one) => !inUse.has(one))) {
        const holder = readPart(head, path)?.holder;
        const pid = /\.draft\.(\d+)\./.exec(path)?.[1];
        // A draft is empty for a moment: its name tells whose it is
        const isLeft = holder === undefined ? !node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync(`/proc/${pid ?? 'none'}`) : processes.state(holder) === 'gone';
        if (isLeft)
            node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync(path, { force: true });
    }
}


/***/ }),

/***/ 50529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   bq: () => (/* binding */ readMounts),
/* harmony export */   vI: () => (/* binding */ mountOf)
/* harmony export */ });
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33259);

/** The mounts of this process's namespace, in the kernel's order. None where /proc does not tell. */
function readMounts() {
    const lines = ((0,_proc_js__WEBPACK_IMPORTED_MODULE_0__/* .readProc */ .lK)('self/mountinfo') ?? '').split('\n');
    return lines.flatMap((line) => {
        // "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw": any number of fields before the hyphen
        const [before = '', after] = line.split(' - ');
        const [id, parent, device = '', root = '', point = ''] = before.split(' ');
        const [filesystem = '', source = ''] = after?.split(' ') ?? [];
        if (after === undefined)
            return [];
        const texts = { device, root: plain(root), point: plain(point), filesystem: plain(filesystem), source: plain(source) };
        return [{ id: Number(id), parent: Number(parent), ...texts }];
    });
}
/** Where a file lies: the last mount that its path goes through. The path must be real: links are not looked for. */
function mountOf(path, mounts) {
    const through = mounts.filter(({ point }) => isWithin(path, point));
    const longest = Math.max(...through.map(({ point }) => point.length));
    return through.findLast(({ point }) => point.length === longest);
}
/** Is `path` this directory, or in it? Both real and absolute. */
const isWithin = (path, directory) => path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
/** The kernel writes space, tab, newline, backslash and # as octal, and all other bytes as they are. */
function plain(text) {
    const bytes = text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8)));
    return Buffer.from(bytes, 'latin1').toString('utf8');
}


/***/ }),

/***/ 23930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ nodeHost),
  j: () => (/* binding */ quiet)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./units.js
var units = __webpack_require__(99335);
;// CONCATENATED MODULE: ./host/clock.js


/** The machine's monotonic clock: a corrected wall clock moves no deadline (law L7). */
const systemClock = {
    now: () => (0,units/* millis */.ne)(performance.now()),
    async sleep(duration, signal) {
        try {
            await (0,promises_.setTimeout)(duration, undefined, signal === undefined ? {} : { signal });
        }
        catch (error) {
            throw signal?.aborted === true ? signal.reason : error; // Node's own error has the reason as its cause only
        }
    },
};

// EXTERNAL MODULE: ./host/commands.js
var commands = __webpack_require__(16877);
// EXTERNAL MODULE: ./host/http.js
var http = __webpack_require__(60851);
// EXTERNAL MODULE: ./host/processes.js
var processes = __webpack_require__(83054);
;// CONCATENATED MODULE: ./host/node-host.js




/** The real machine. `env` is the environment that commands and spawned processes start from. */
function nodeHost(env, log) {
    return { clock: systemClock, processes: (0,processes/* linuxProcesses */.qb)(env), commands: (0,commands/* machineCommands */.C)(env), http: http/* webHttp */.Vo, log };
}
/** The log of what is done beside something else, or for somebody who wants the results only. */
const quiet = { debug: () => undefined, info: () => undefined, group: (_title, body) => body() };


/***/ }),

/***/ 72156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XL: () => (/* binding */ byHand),
/* harmony export */   xu: () => (/* binding */ changeAsRoot),
/* harmony export */   yf: () => (/* binding */ runAsRoot)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78645);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50952);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99335);




/** A tool of the kernel's answers at once; one that does not waits for a device or a server that is gone. */
const commandLimit = (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .seconds */ .YA)(5);
/** Beyond the limit: timeout(1) sends SIGKILL 2 s after SIGTERM, and sudo(8) may take its time before it starts. */
const grace = (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .seconds */ .YA)(4);
/** Not on the PATH of every user, and there on every distribution. */
const systemPlaces = ['/usr/sbin', '/sbin'];
/**
 * Runs a tool that only root may use: as it is when we are root, else through `sudo -n`, which never asks. Bounded by
 * `limit`, even where the tool hangs in the kernel and cannot be killed: it is then reported as timed out and left.
 * @returns its result, whatever its status. @throws QemuVmError with the command to run by hand, when it is not there
 * (`missing-program`) or sudo refuses (`resource`).
 */
async function runAsRoot(words, host, limit = commandLimit) {
    const [program, ...rest] = words;
    const paths = [program, ...systemPlaces.map((place) => `${place}/${program}`)];
    const path = paths.map((one) => host.commands.which(one)).find((one) => one !== undefined);
    const hint = `Run as root: ${byHand(words)}`;
    if (path === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('missing-program', `There is no program ${program}.`, { hint });
    if (process.getuid?.() === 0)
        return bounded([path, ...rest], limit, host);
    if (host.commands.which('sudo') === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('resource', `Only root may use ${program}, and there is no sudo.`, { hint });
    }
    // Our own timeout(1) may not signal what sudo runs; one that is root may
    const inner = ['timeout', '-k', '2', String(limit / 1000), path, ...rest];
    const result = await bounded(['sudo', '-n', '--', ...inner], limit, host);
    // What sudo itself says begins with its name, in every language; the tools begin with theirs
    const refusal = /^sudo: .*/m.exec(result.stderr)?.[0];
    if (result.code !== 0 && refusal !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('resource', `Only root may use ${program}, and sudo does not let us (${refusal}).`, { hint });
    }
    return result;
}
/** runAsRoot(), for when it must succeed. @throws QemuVmError `command-failed` with what the tool said, too. */
async function changeAsRoot(words, host) {
    const { code, timedOut, stdout, stderr } = await runAsRoot(words, host);
    if (code === 0)
        return;
    const how = timedOut ? 'did not end in time' : `failed with status ${code}`;
    const said = [stderr.trim(), stdout.trim()].find((text) => text !== '') ?? 'It said nothing.';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('command-failed', `${byHand(words)} ${how}: ${said}`);
}
/** A command line as a person may type it; words that a shell would take apart are quoted. */
const byHand = ([program, ...rest]) => [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(program), ...rest.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : (0,_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .quoteWord */ .X)(word)))].join(' ');
/** timeout(1) itself waits for as long as what it has killed hangs in the kernel (V11). */
async function bounded(words, limit, host) {
    const over = new AbortController();
    const late = host.clock.sleep((0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .millis */ .ne)(limit + grace), over.signal).then(() => ({ code: 124, timedOut: true, stdout: '', stderr: '' }), () => new Promise(() => undefined));
    try {
        return await Promise.race([host.commands.run(words, { limit }), late]);
    }
    finally {
        over.abort();
    }
}


/***/ }),

/***/ 33259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dm: () => (/* binding */ threadsOf),
/* harmony export */   IJ: () => (/* binding */ linkOf),
/* harmony export */   PU: () => (/* binding */ isOver),
/* harmony export */   Uj: () => (/* binding */ processIds),
/* harmony export */   _N: () => (/* binding */ statOf),
/* harmony export */   hC: () => (/* binding */ listProc),
/* harmony export */   ki: () => (/* binding */ bytesWrittenBy),
/* harmony export */   lK: () => (/* binding */ readProc)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

/** A file of /proc, or undefined where it is gone or we may not read it. @throws when there are no more open files. */
function readProc(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${path}`, 'latin1');
    }
    catch (error) {
        throwWhenLacking(error);
        return undefined; // a process may end between two looks at it: that is an answer, not an error
    }
}
/** The names in a directory of /proc; none where it is gone. */
function listProc(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(`/proc/${path}`);
    }
    catch (error) {
        throwWhenLacking(error);
        return [];
    }
}
/** Where a link of /proc leads; undefined where it is gone or we may not look. */
function linkOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(`/proc/${path}`);
    }
    catch (error) {
        throwWhenLacking(error);
        return undefined;
    }
}
/** What this process lacks says nothing of the one that it looks at: it must not be taken for gone. */
function throwWhenLacking(error) {
    if (['EMFILE', 'ENFILE', 'ENOMEM'].includes(error.code ?? ''))
        throw error;
}
/** Every process there is now. */
const processIds = () => listProc('').map(Number).filter(Number.isInteger);
/** `path` is `PID` or `PID/task/TID`. The name may hold spaces and parentheses, hence the last closing one. */
function statOf(path) {
    const text = readProc(`${path}/stat`);
    if (text === undefined)
        return undefined;
    const close = text.lastIndexOf(')');
    const fields = text.slice(close + 2).split(' ');
    return {
        name: text.slice(text.indexOf('(') + 1, close),
        state: fields[0] ?? '?',
        parent: Number(fields[1]),
        startTicks: Number(fields[19]),
    };
}
/** What a process has written so far, into whatever; undefined where it is gone, or nobody counts. proc_pid_io(5). */
function bytesWrittenBy(pid) {
    const written = pid === undefined ? undefined : /^wchar: (\d+)$/m.exec(readProc(`${pid}/io`) ?? '')?.[1];
    return written === undefined ? undefined : Number(written);
}
/** A zombie or dead thread does nothing any more; it only waits to be reaped, which in a job container nobody does. */
const isOver = (state) => state === 'Z' || state === 'X' || state === 'x';
/** The states of every thread of a process; none when the process is gone. */
function threadsOf(pid) {
    return listProc(`${pid}/task`).flatMap((id) => {
        const stat = statOf(`${pid}/task/${id}`);
        return stat === undefined ? [] : [{ id, stat }];
    });
}


/***/ }),

/***/ 83054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PU: () => (/* binding */ tagVariable),
/* harmony export */   qb: () => (/* binding */ linuxProcesses),
/* harmony export */   rl: () => (/* binding */ revealTracking)
/* harmony export */ });
/* unused harmony export hideTracking */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78645);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99335);
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33259);





/** The variable by which every process of a VM, and whatever it starts, is known. */
const tagVariable = 'QEMU_VM_TAG';
const trackingVariable = 'RUNNER_TRACKING_ID';
const hiddenVariable = 'QEMU_VM_TRACKING_ID';
/**
 * The environment of the keeper: the runner ends every process that has RUNNER_TRACKING_ID when the job is over (R7), and
 * the keeper is for when the runner is not there to do so. It has the id under another name, to give it to QEMU.
 */
function hideTracking({ [trackingVariable]: id, ...rest }) {
    return id === undefined ? rest : { ...rest, [hiddenVariable]: id };
}
/** The environment that hideTracking() was given, but for what the keeper itself has no use for. */
function revealTracking({ [hiddenVariable]: id, ...rest }) {
    return id === undefined ? rest : { ...rest, [trackingVariable]: id };
}
/** Processes of Linux, as /proc and signals show them. `env` is what spawned processes start from. */
function linuxProcesses(env) {
    const bootId = ((0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .readProc */ .lK)('sys/kernel/random/boot_id') ?? '').trim();
    const pidNamespace = (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .linkOf */ .IJ)('self/ns/pid'); // as `pid:[4026531836]`, pid_namespaces(7)
    const here = pidNamespace === undefined ? { bootId } : { bootId, pidNamespace };
    const identify = (pid) => {
        const stat = (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .statOf */ ._N)(String(pid));
        return stat === undefined ? undefined : { pid, startTicks: stat.startTicks, ...here };
    };
    const self = identify(process.pid);
    if (self === undefined || bootId === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('missing-program', 'This machine has no readable /proc; qemu-vm runs on Linux only.');
    }
    const isElsewhere = (one) => (one.pidNamespace ?? pidNamespace) !== pidNamespace;
    const isSame = (one) => one.bootId === bootId && !isElsewhere(one) && (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .statOf */ ._N)(String(one.pid))?.startTicks === one.startTicks;
    const state = (one) => {
        if (one.bootId === bootId && isElsewhere(one))
            return 'unseen';
        if (!isSame(one))
            return 'gone';
        // The leader may be a zombie while a thread hangs in the kernel and holds every file and lock (V11)
        const living = (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .threadsOf */ .Dm)(one.pid).filter(({ stat }) => !(0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .isOver */ .PU)(stat.state));
        if (living.length === 0)
            return 'gone';
        return living.every(({ stat }) => stat.state === 'T' || stat.state === 't') ? 'stopped' : 'running';
    };
    const findLiving = (isWanted) => (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .processIds */ .Uj)().flatMap((pid) => {
        const found = pid === self.pid || !isWanted(pid) ? undefined : identify(pid);
        return found === undefined || state(found) === 'gone' ? [] : [found];
    });
    return {
        self,
        identify,
        state,
        find: (tag) => findLiving((pid) => inheritsTag(pid, tag) || isQemuNamed(pid, tag)),
        findQemu: (tag) => findLiving((pid) => isQemuNamed(pid, tag)),
        named: (name) => findLiving((pid) => (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .statOf */ ._N)(String(pid))?.name === name),
        age({ startTicks }) {
            // The first number is seconds since boot, as startTicks are ticks since boot; USER_HZ is 100 on every Linux
            return (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .seconds */ .YA)(Number(((0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .readProc */ .lK)('uptime') ?? '0').split(' ')[0]) - startTicks / 100);
        },
        ancestor(name) {
            for (let pid = (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .statOf */ ._N)('self')?.parent ?? 0; pid > 1;) {
                const stat = (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .statOf */ ._N)(String(pid));
                if (stat?.name === name)
                    return identify(pid);
                pid = stat?.parent ?? 0;
            }
            return undefined;
        },
        signal(one, name) {
            if (!isSame(one))
                return 'gone';
            try {
                process.kill(one.pid, name);
                return 'sent';
            }
            catch (error) {
                return error.code === 'EPERM' ? 'denied' : 'gone';
            }
        },
        spawn: (argv, options) => spawnDetached(argv, options, env, identify),
        describe(one) {
            const threads = (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .threadsOf */ .Dm)(one.pid).filter(({ stat }) => !(0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .isOver */ .PU)(stat.state));
            const where = threads.map(({ id, stat }) => {
                const waits = (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .readProc */ .lK)(`${one.pid}/task/${id}/wchan`);
                return `${id} ${stat.state}${waits === undefined || waits === '0' ? '' : ` in ${waits}`}`;
            });
            return `${(0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .statOf */ ._N)(String(one.pid))?.name ?? 'process'} (pid ${one.pid}), threads: ${where.join(', ') || 'none'}`;
        },
        locksOn({ dev, ino }) {
            // "1: POSIX  ADVISORY  WRITE 1234 fd:00:5678 0 EOF": major and minor in hex. The split of dev is glibc's makedev.
            const major = Math.floor(dev / 256) & 0xfff;
            const minor = (dev & 0xff) | (Math.floor(dev / 4096) & 0xfff00);
            const hex = (value) => value.toString(16).padStart(2, '0');
            const wanted = `${hex(major)}:${hex(minor)}:${ino}`;
            const fields = ((0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .readProc */ .lK)('locks') ?? '').split('\n').map((line) => line.split(/\s+/));
            return fields.filter((words) => words.includes(wanted)).map((words) => Number(words[words.indexOf(wanted) - 1]));
        },
    };
}
const inheritsTag = (pid, tag) => (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .readProc */ .lK)(`${pid}/environ`)?.split('\0').includes(`${tagVariable}=${tag}`) === true;
/** Seen even where the environment is not: a process of another user, or one that changed its credentials. */
function isQemuNamed(pid, tag) {
    const words = (0,_proc_js__WEBPACK_IMPORTED_MODULE_4__/* .readProc */ .lK)(`${pid}/cmdline`)?.split('\0') ?? [];
    const flag = words.indexOf('-name');
    return flag > 0 && words[flag + 1]?.split(',')[0] === `guest=${tag}`;
}
/** Stdio goes to files: an inherited pipe would hold up the end of the step by 5 s (ProcessInvoker.cs:485). */
async function spawnDetached([program, ...words], options, env, identify) {
    const log = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(options.log, 'a', 0o600);
    try {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, words, {
            detached: true,
            cwd: '/',
            stdio: ['ignore', log, log],
            env: { ...(options.outlivesJob === true ? hideTracking(env) : env), ...options.env, [tagVariable]: options.tag },
        });
        const exited = new Promise((resolve) => {
            child.once('exit', (code, signal) => {
                resolve(signal === null ? { code: code ?? -1 } : { signal });
            });
        });
        const failed = new Promise((_, reject) => child.once('error', reject));
        if (child.pid === undefined)
            await failed;
        failed.catch(() => undefined); // a later error of this child can only be about signals, which we send ourselves
        const identity = child.pid === undefined ? undefined : identify(child.pid);
        if (identity === undefined)
            throw new Error('it was gone before it could be looked at');
        return {
            identity,
            exited,
            release: () => {
                child.unref();
            },
        };
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('missing-program', `${program} could not be started.`, { cause });
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(log);
    }
}


/***/ }),

/***/ 16156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ progressLog)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99335);

/** Often enough to be seen to live, and seldom enough for a log. */
const interval = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .YA)(5);
/**
 * Tells every few seconds how far something is that moves bytes, how fast it goes, and how long the rest will take where that
 * is known. `what`: for people, and for a log as it is.
 */
function progressLog(what, { clock, log }) {
    const began = clock.now();
    let told = began;
    return (got, total) => {
        const now = clock.now();
        if (now - told < interval)
            return;
        told = now;
        const rate = got / (now - began);
        const speed = `${inMib(rate * 1000)} MiB/s`;
        const [share, rest] = total === undefined ? ['', ''] : [` of ${inMib(total)}`, `, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)((0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)((total - got) / rate))} left`];
        const percent = total === undefined ? '' : ` (${Math.floor((got / total) * 100)} %)`;
        log.info(`${what}: ${inMib(got)}${share} MiB${percent}, ${speed}${rest}`);
    };
}
const inMib = (bytes) => {
    const size = bytes / 1024 ** 2;
    return size < 10 ? size.toFixed(1) : size.toFixed(0);
};


/***/ }),

/***/ 74841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var p_retry__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58367);

/**
 * Tries `attempt` again while it throws. The attempt must itself give up when `signal` aborts: p-retry looks at the
 * signal between attempts only (p-retry index.js:174-187).
 * @throws the last attempt's error, or the signal's reason.
 */
function retry(attempt, options) {
    const { tries, pause, factor = 1, longestPause = pause, signal, worthwhile = () => true, firstPause } = options;
    const guarded = async (count) => {
        try {
            return await attempt(count);
        }
        catch (thrown) {
            const error = thrown instanceof Error ? thrown : new Error(String(thrown));
            // p-retry never tries again after a TypeError, and unwraps AbortError
            throw worthwhile(error) ? error : new p_retry__WEBPACK_IMPORTED_MODULE_0__/* .AbortError */ .lc(error);
        }
    };
    return (0,p_retry__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .Ay)(guarded, {
        retries: tries - 1,
        minTimeout: pause,
        maxTimeout: longestPause,
        factor,
        ...(firstPause === undefined
            ? {}
            : { onFailedAttempt: ({ error, retriesLeft }) => (retriesLeft > 0 ? firstPause(error) : undefined) }),
        ...(signal === undefined ? {} : { signal }),
    });
}


/***/ }),

/***/ 87964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Br: () => (/* binding */ availableMemory),
/* harmony export */   FP: () => (/* binding */ freeSpace),
/* harmony export */   Lp: () => (/* binding */ roomIn)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33259);



/** Bytes that this user can still write below a directory; undefined where it cannot be told. */
function freeSpace(directory) {
    try {
        const { bavail, bsize } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync)(directory);
        return bavail * bsize;
    }
    catch {
        return undefined;
    }
}
/** What is left free of a disk, in bytes: guest, logs and job need some of it. */
const reserve = 256 * 1024 ** 2;
/** Bytes that may be written to `path`, which need not be there yet, so that something is left of its disk. */
function roomIn(path) {
    const free = freeSpace(path);
    if (free !== undefined)
        return Math.max(free - reserve, 0);
    const above = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    return above === path ? Infinity : roomIn(above);
}
/** Bytes of memory that can still be used without ending anybody, swap included; undefined where it cannot be told. */
function availableMemory() {
    const text = (0,_proc_js__WEBPACK_IMPORTED_MODULE_2__/* .readProc */ .lK)('meminfo') ?? '';
    const kib = (name) => {
        const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
        return found === undefined ? undefined : Number(found);
    };
    const available = kib('MemAvailable');
    return available === undefined ? undefined : (available + (kib('SwapFree') ?? 0)) * 1024;
}


/***/ }),

/***/ 56588:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ watchdog)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99335);

/** Watches for silence of `patience`. @param why makes the error. */
function watchdog(patience, clock, why) {
    const bark = new AbortController();
    const over = new AbortController();
    let last = clock.now();
    const watch = async () => {
        for (;;) {
            const left = last === undefined ? patience : last + patience - clock.now();
            if (left <= 0)
                break;
            await clock.sleep((0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(left), over.signal);
        }
        bark.abort(why());
    };
    watch().catch(() => undefined); // the watch was ended
    return {
        signal: bark.signal,
        heard() {
            last = clock.now();
        },
        rest() {
            last = undefined;
        },
        [Symbol.dispose]() {
            over.abort();
        },
    };
}


/***/ }),

/***/ 18664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ parseRecord),
/* harmony export */   b: () => (/* binding */ formatRecord)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);

/** What a record of each type must have for its readers to be safe, whichever version or hand wrote it. */
const shapes = {
    opened: { vm: 'string', owner: 'object', bootId: 'string' },
    started: { main: 'object' },
    planned: { 'plan.tag': 'string', 'plan.paths': 'object', 'plan.spec.budgets': 'object' },
    intent: { 'intent.id': 'string', 'intent.kind': 'string', 'intent.description': 'object' },
    acquired: { id: 'string', evidence: 'object' },
    ready: { took: 'number' },
    'handed-over': {},
    cancelled: { signal: 'string' },
    failed: { message: 'string' },
    event: { event: 'string', data: 'object' },
    exited: { id: 'string', exit: 'object' },
    closing: { by: 'object', phase: 'string' },
    shutdown: { 'shutdown.outcome': 'string', 'shutdown.attempts': 'object', 'shutdown.notes': 'object' },
    releasing: { id: 'string' },
    released: { id: 'string', outcome: 'string' },
    closed: { verdict: 'string' },
};
/**
 * One record as one line: CRC-32 of the JSON text in eight hex digits, a space, the JSON text, a newline. The sum tells
 * a torn or damaged line from a whole one; it protects against accidents, not against malice.
 */
function formatRecord(record) {
    const text = JSON.stringify(record);
    return `${sumOf(text)} ${text}\n`;
}
/** The record of a line, or undefined when the line is torn, damaged, of another version, unknown or not complete. */
function parseRecord(line) {
    const text = line.slice(9);
    if (line[8] !== ' ' || line.slice(0, 8) !== sumOf(text))
        return undefined;
    const value = JSON.parse(text);
    return value?.v === 1 && hasShape(value) ? value : undefined;
}
function hasShape(value) {
    if (typeof value.type !== 'string' || !Object.hasOwn(shapes, value.type))
        return false;
    return Object.entries(shapes[value.type]).every(([path, kind]) => {
        const part = path.split('.').reduce((from, name) => from?.[name], value);
        return typeof part === kind && part !== null;
    });
}
const sumOf = (text) => (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.crc32)(text).toString(16).padStart(8, '0');


/***/ }),

/***/ 97696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K0: () => (/* binding */ vmOfLedger),
/* harmony export */   M5: () => (/* binding */ createLedger),
/* harmony export */   So: () => (/* binding */ restoreLedger),
/* harmony export */   Vc: () => (/* binding */ listLedgers),
/* harmony export */   _e: () => (/* binding */ removeLedger),
/* harmony export */   au: () => (/* binding */ openLedger),
/* harmony export */   dd: () => (/* binding */ tryOpenLedger),
/* harmony export */   qo: () => (/* binding */ prepareStateDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78645);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99335);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(18664);
/* harmony import */ var _replay_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(54965);






/** A ledger has a few dozen lines; one that is larger than this was not written by us, and is not read further. */
const largestLedger = 16 * 1024 * 1024;
/**
 * The directory of the ledgers: made with 0700 where missing, and never changed where it is there already, for it may
 * be as dear to others as /tmp is. @throws QemuVmError when others could put things into it.
 */
function prepareStateDirectory(path) {
    const advice = { hint: 'Set state-dir to a directory of your own, or remove this one.' };
    try {
        makeWithParents(path);
        const stat = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path);
        if (!stat.isDirectory())
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `${path} is not a directory.`, advice);
        if (stat.uid !== process.getuid?.())
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `${path} belongs to user ${stat.uid}.`, advice);
        if ((stat.mode & 0o022) !== 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `${path} can be written to by others.`, advice);
        node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK);
        return path;
    }
    catch (cause) {
        if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn)
            throw cause;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `The state directory ${path} cannot be used.`, { ...advice, cause });
    }
}
/** Not mkdir's own `recursive`: in Node 24 that never returns where mkdir itself says ENOENT, as below /proc. */
function makeWithParents(path) {
    if (node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path, { throwIfNoEntry: false }) !== undefined)
        return;
    makeWithParents((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    try {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync(path, { mode: 0o700 });
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw error; // another job of this user was quicker
    }
}
/** Makes the ledger of a new VM. The file's name is durable before the first entry is. */
function createLedger(path) {
    node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(path, 'wx', 0o600));
    syncDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    return openLedger(path);
}
/** Writes a ledger anew that was deleted while its VM lives. @throws when it is there, or cannot be written. */
function restoreLedger(path, records) {
    makeWithParents((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync(path, records.map(_entry_js__WEBPACK_IMPORTED_MODULE_4__/* .formatRecord */ .b).join(''), { mode: 0o600, flag: 'wx', flush: true });
}
/**
 * The ledger at `path`, which may come from anywhere: a forged STATE variable, another user's file, a link.
 * @throws QemuVmError when it is no regular file of ours with a ledger's name.
 */
function openLedger(path) {
    const vm = vmOfLedger(path);
    if (vm === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `${JSON.stringify(path)} is not the name of a ledger.`);
    const stat = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `There is no ledger ${path}.`);
    if (!stat.isFile() || stat.uid !== process.getuid?.() || stat.size > largestLedger) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `${path} is not a ledger of ours: a link, another user's file, or far too large.`);
    }
    return {
        path,
        vm,
        append(entry) {
            appendDurably(path, (0,_entry_js__WEBPACK_IMPORTED_MODULE_4__/* .formatRecord */ .b)({ ...entry, v: 1, at: new Date().toISOString() }));
        },
        read() {
            const state = (0,_replay_js__WEBPACK_IMPORTED_MODULE_5__/* .replay */ .e)(node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync(path, 'utf8'));
            // A ledger that tells of another VM than its name does is believed in nothing
            return state.vm === undefined || state.vm === vm ? state : { ...(0,_replay_js__WEBPACK_IMPORTED_MODULE_5__/* .replay */ .e)(''), unreadable: state.records.length };
        },
    };
}
/** The ledgers in a state directory; none where there is no such directory. */
function listLedgers(stateDirectory) {
    let names;
    try {
        names = node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync(stateDirectory);
    }
    catch {
        return [];
    }
    return names.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDirectory, name)).flatMap((path) => tryOpenLedger(path) ?? []);
}
/** openLedger(), or undefined where it throws. */
function tryOpenLedger(path) {
    try {
        return openLedger(path);
    }
    catch {
        return undefined; // a stranger's file among the ledgers is none of our business
    }
}
/** The last word on a VM was said: forget it. */
function removeLedger(ledger) {
    node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync(ledger.path, { force: true });
}
/** The VM whose ledger a path would be, by its name alone; undefined for any other path. */
function vmOfLedger(path) {
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path);
    if (!path.startsWith('/') || !name.endsWith('.jsonl') || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path).split('/').includes('..'))
        return undefined;
    return (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .idOfTag */ .$y)(name.slice(0, -'.jsonl'.length));
}
/** A write that was cut off by a crash has no newline: it is completed first, or it would swallow this line too (F20). */
function appendDurably(path, line) {
    const file = node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDWR | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
    try {
        const { size } = node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync(file);
        const last = Buffer.alloc(1);
        const torn = size > 0 && node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
        const bytes = Buffer.from(torn ? `\n${line}` : line);
        if (node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync(file, bytes) !== bytes.length)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `${path}: the disk is full.`);
        node_fs__WEBPACK_IMPORTED_MODULE_0__.fdatasyncSync(file);
    }
    finally {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(file);
    }
}
function syncDirectory(path) {
    const directory = node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(path, 'r');
    try {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync(directory);
    }
    finally {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(directory);
    }
}


/***/ }),

/***/ 87179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ tryAppend)
/* harmony export */ });
/** Appends where that is possible: what stops a VM goes on without it, and looks at the world anyway. @returns why it was not. */
function tryAppend(ledger, entry) {
    try {
        ledger.append(entry);
        return undefined;
    }
    catch (error) {
        return error;
    }
}


/***/ }),

/***/ 54965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ replay)
/* harmony export */ });
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18664);

/** The text of a ledger → its state. Never throws: what cannot be read is counted. */
function replay(text) {
    const lines = text.split('\n').filter((line) => line !== '');
    const records = lines.map(readLine).filter((record) => record !== undefined);
    const state = {
        mains: [],
        held: [],
        handedOver: false,
        cancelled: false,
        closing: false,
        closers: [],
        events: [],
        records,
        unreadable: lines.length - records.length,
    };
    const held = new Map();
    for (const record of records) {
        switch (record.type) {
            case 'opened':
                state.vm ??= record.vm;
                state.owner ??= record.owner;
                state.bootId ??= record.bootId;
                break;
            case 'started':
                state.mains = [...state.mains, record.main];
                break;
            case 'planned':
                state.plan = record.plan;
                break;
            case 'intent':
                held.set(record.intent.id, record.intent);
                break;
            case 'acquired':
                learn(held, record.id, record.evidence);
                break;
            case 'ready':
                state.bootTook ??= record.took; // a guest that restarts is ready again
                break;
            case 'handed-over':
                state.handedOver = true;
                break;
            case 'cancelled':
                state.cancelled = true;
                break;
            case 'failed':
                state.failure ??= record.message;
                break;
            case 'event':
                state.events = [...state.events, record];
                break;
            case 'exited':
                state.exit ??= record.exit;
                break;
            case 'closing':
                state.closing = true;
                state.closers = [...state.closers, record];
                break;
            case 'shutdown':
                state.shutdown = record.shutdown;
                break;
            case 'releasing':
                break;
            case 'released':
                held.delete(record.id);
                break;
            case 'closed':
                state.closed = record.verdict;
                break;
        }
    }
    state.held = [...held.values()];
    return state;
}
function learn(held, id, evidence) {
    const intent = held.get(id);
    if (intent !== undefined)
        held.set(id, { ...intent, evidence });
}
function readLine(line) {
    try {
        return (0,_entry_js__WEBPACK_IMPORTED_MODULE_0__/* .parseRecord */ .H)(line);
    }
    catch {
        return undefined; // a line whose sum is right and whose text is no JSON was written by no version of ours
    }
}


/***/ }),

/***/ 87188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C0: () => (/* binding */ lossOfKeeper),
/* harmony export */   FA: () => (/* binding */ startKeeper),
/* harmony export */   jD: () => (/* binding */ awaitQemu),
/* harmony export */   sX: () => (/* binding */ exitOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78645);
/* harmony import */ var _guest_console_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66178);
/* harmony import */ var _plan_intent_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2242);
/* harmony import */ var _plan_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46502);
/* harmony import */ var _qemu_exit_watch_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73255);
/* harmony import */ var _resources_acquire_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(65254);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99335);








/** How often the ledger is looked at for what the keeper has written. */
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_6__/* .millis */ .ne)(5);
/** A keeper starts within a fraction of a second; on a machine that is out of memory it may not start at all. */
const keeperBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_6__/* .seconds */ .YA)(30);
/** From QEMU's end until its parent has written how it ended. */
const exitBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_6__/* .seconds */ .YA)(1);
/** The keeper looks at a file every other second: it needs no compiler, and what that takes in memory. */
const small = ['--jitless'];
/** Starts the keeper, who starts QEMU when the plan is in the ledger. @throws QemuVmError when it cannot be started. */
async function startKeeper({ node, keeper: script }, { tag, log }, ledger, host) {
    const intent = { id: (0,_units_js__WEBPACK_IMPORTED_MODULE_6__/* .resourceId */ .a)('keeper'), kind: 'process', description: { tag, role: 'keeper' } };
    return await (0,_resources_acquire_js__WEBPACK_IMPORTED_MODULE_5__/* .acquire */ .X)(intent, async () => {
        const keeper = await host.processes.spawn([node, ...small, script, ledger.path], { log, tag, outlivesJob: true });
        keeper.release();
        return keeper.identity;
    }, ledger);
}
/** QEMU's process, when the keeper has started it. @throws QemuVmError when it has not, with the reason. */
async function awaitQemu(keeper, ledger, host) {
    const deadline = host.clock.now() + keeperBudget;
    for (;;) {
        const { held, failure, closing } = ledger.read();
        const qemu = held.find((one) => (0,_plan_intent_js__WEBPACK_IMPORTED_MODULE_7__/* .isProcess */ .k)(one, 'qemu'));
        if (qemu?.evidence !== undefined)
            return qemu.evidence;
        if (failure !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('qemu-exited', failure);
        if (closing)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('cancelled', 'This VM is being stopped by another process.');
        if (host.processes.state(keeper) === 'gone')
            throw keeperLost('before QEMU was started', ledger);
        if (host.clock.now() >= deadline)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('timeout', 'The keeper did not start QEMU in time.');
        await host.clock.sleep(pause);
    }
}
/**
 * Rejects when the keeper has ended: a VM without one would be nobody's if the job's worker died. May never settle.
 */
async function lossOfKeeper(keeper, { ledger, signal }, host) {
    await (0,_qemu_exit_watch_js__WEBPACK_IMPORTED_MODULE_4__/* .watchExit */ .s)([keeper], host).exited(signal);
    throw keeperLost('before the guest was ready', ledger);
}
function keeperLost(when, ledger) {
    const said = (0,_guest_console_js__WEBPACK_IMPORTED_MODULE_2__/* .tailOf */ .Cj)((0,_plan_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .pathsOf */ .wG)(ledger.vm, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(ledger.path)).keeperLog, 4000).trim();
    const what = `The keeper, the process that looks after this VM, ended ${when}. `;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('keeper-lost', what + (said === '' ? 'It said nothing.' : `It said: ${said}`));
}
/** How QEMU ended, as its parent has written it; empty when it does not in time. */
async function exitOf(ledger, host, budget = exitBudget) {
    const deadline = host.clock.now() + budget;
    for (;;) {
        const { exit } = ledger.read();
        if (exit !== undefined)
            return exit;
        if (host.clock.now() >= deadline)
            return {};
        await host.clock.sleep(pause);
    }
}


/***/ }),

/***/ 37135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ cluesOf)
/* harmony export */ });
/* harmony import */ var _guest_console_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66178);
/* harmony import */ var _host_age_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36372);
/* harmony import */ var _host_room_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87964);
/* harmony import */ var _report_guest_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33143);




/** How much of each text is looked at: a boot prints some 60 KB, and what matters is near the end. */
const consoleSize = 1024 * 1024;
const otherSize = 64 * 1024;
const limits = { lines: 20_000, columns: 500 };
/**
 * What the files of a VM and its ledger tell of it at this moment. Never throws: a file that is not there says nothing.
 * @param more what only the caller knows.
 */
function cluesOf({ plan, events, exit, handedOver }, more = {}) {
    const known = { events, wasReady: handedOver, ...(exit === undefined ? {} : { exit }), ...more };
    if (plan === undefined)
        return { console: [], firmware: [], qemu: [], ssh: [], ...known };
    const { consoleLog, firmwareLog, qemuLog, sshLog, run } = plan.paths;
    const lines = (path, size = otherSize) => (0,_report_guest_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plainLines */ .y1)((0,_guest_console_js__WEBPACK_IMPORTED_MODULE_0__/* .tailOf */ .Cj)(path, size), limits).lines;
    const [quietFor, diskFree] = [(0,_host_age_js__WEBPACK_IMPORTED_MODULE_1__/* .ageOf */ .h)(consoleLog), (0,_host_room_js__WEBPACK_IMPORTED_MODULE_2__/* .freeSpace */ .FP)(run)];
    return {
        ...known,
        console: lines(consoleLog, consoleSize),
        firmware: lines(firmwareLog),
        qemu: lines(qemuLog),
        ssh: lines(sshLog),
        accelerator: plan.accelerator,
        ...(quietFor === undefined ? {} : { quietFor }),
        ...(diskFree === undefined ? {} : { diskFree }),
    };
}


/***/ }),

/***/ 72615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ collect),
/* harmony export */   m: () => (/* binding */ fillGuest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78645);
/* harmony import */ var _guest_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26423);
/* harmony import */ var _guest_ssh_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83405);
/* harmony import */ var _host_room_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87964);
/* harmony import */ var _plan_intent_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2242);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99335);
/* harmony import */ var _waiting_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98934);







/** Of the five minutes that a canceled job has for all its posts, the way down may need 75 seconds. */
const collectBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .seconds */ .YA)(30);
/** Copies what the inputs name into the guest, in order. @throws QemuVmError for the first that fails. */
async function fillGuest(plan, signal, host) {
    const { copies } = plan.spec.transfers;
    if (copies.length === 0)
        return;
    await host.log.group(`Copy files into ${plan.spec.name}`, async () => {
        for (const transfer of copies) {
            const began = host.clock.now();
            const copying = (0,_guest_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .copyIn */ .DE)(transfer, { plan, host, signal });
            const { remarks } = await (0,_waiting_js__WEBPACK_IMPORTED_MODULE_5__/* .telling */ .g)(`the copy of ${transfer.from}`, copying, host, plan);
            host.log.info(`${transfer.from} → ${transfer.to}: ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)((0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .millis */ .ne)(host.clock.now() - began))}`);
            for (const remark of remarks)
                host.log.info(remark);
        }
    });
}
/**
 * Fetches what the input `collect` names, before the guest is asked to go. It needs nothing but the ledger, never throws
 * and ends within its budget: a guest that is gone costs nothing, one that hangs the budget.
 */
async function collect({ plan, held, bootTook }, host) {
    // A ledger of an older version has none
    const { collect: paths, collectTo } = plan?.spec?.transfers ?? {
        collect: [],
        collectTo: '',
    };
    if (plan === undefined || paths.length === 0)
        return undefined;
    const nothing = { to: collectTo, entries: 0, bytes: 0, missing: [], leftOut: [] };
    const hasLogin = held.some((one) => (0,_plan_intent_js__WEBPACK_IMPORTED_MODULE_6__/* .isProcess */ .k)(one, 'ssh-master')) && (0,_guest_ssh_js__WEBPACK_IMPORTED_MODULE_2__/* .hasMaster */ .Vo)(plan.paths);
    const hasAgent = plan.spec.ready.kind === 'agent' && bootTook !== undefined;
    if (!hasLogin && !hasAgent)
        return { ...nothing, failure: 'there is no connection to the guest' };
    const over = new AbortController();
    const limit = (0,_host_room_js__WEBPACK_IMPORTED_MODULE_3__/* .roomIn */ .Lp)(collectTo);
    const late = host.clock.sleep(collectBudget, over.signal).then(() => {
        return { ...nothing, failure: `it was not done within ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(collectBudget)}` };
    });
    try {
        const copied = (0,_guest_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .copyOutAll */ .n_)(paths, collectTo, { plan, host, signal: over.signal }, limit);
        copied.catch(() => undefined); // when it is late nobody listens any more
        const done = Promise.race([copied.then((all) => ({ to: collectTo, ...all })), late]);
        return await (0,_waiting_js__WEBPACK_IMPORTED_MODULE_5__/* .telling */ .g)('the files to collect', done, host, plan);
    }
    catch (error) {
        return { ...nothing, failure: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
    }
    finally {
        over.abort();
        await late.catch(() => undefined);
    }
}


/***/ }),

/***/ 95174:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CW: () => (/* binding */ refuseWithoutRoom),
/* harmony export */   RS: () => (/* binding */ fullDisk),
/* harmony export */   UB: () => (/* binding */ cutLogs),
/* harmony export */   lX: () => (/* binding */ diskTrouble)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _diagnosis_host_causes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73259);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78645);
/* harmony import */ var _guest_log_cap_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35712);
/* harmony import */ var _host_room_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(87964);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99335);






/** With less than this an overlay, the logs and the ledger of a VM do not even last for a boot. */
const leastSpace = (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .mebibytes */ .jh)(64);
const inMib = (bytes) => (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .mebibytes */ .jh)(Math.floor(bytes / 1024 / 1024));
/** Before anything is made. @throws QemuVmError `resource` when the host has not the memory or the space for a VM. */
function refuseWithoutRoom({ memory }, stateDirectory) {
    const available = (0,_host_room_js__WEBPACK_IMPORTED_MODULE_4__/* .availableMemory */ .Br)();
    if (available !== undefined && memory > inMib(available)) {
        const [asked, there] = [(0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .formatSize */ .Xq)(memory), (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .formatSize */ .Xq)(inMib(available))];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `memory: ${asked} is more than this machine has left, which is ${there}.`, {
            hint: 'Lower memory:, or use a larger machine: a guest that uses all of it would be ended by the OOM killer.',
        });
    }
    const free = (0,_host_room_js__WEBPACK_IMPORTED_MODULE_4__/* .freeSpace */ .FP)(stateDirectory);
    if (free === undefined || free >= leastSpace * 1024 * 1024)
        return;
    const there = (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .formatSize */ .Xq)(inMib(free));
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `The disk of ${stateDirectory} is full: ${there} are free, a VM needs more.`, {
        hint: `Free at least ${(0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .formatSize */ .Xq)(leastSpace)} there, or set state-dir to a directory on another disk.`,
    });
}
/** QEMU drops what does not fit into the console's log without a word (V15), and pauses a guest whose disk is full. */
function fullDisk({ plan }) {
    const free = plan === undefined ? undefined : (0,_host_room_js__WEBPACK_IMPORTED_MODULE_4__/* .freeSpace */ .FP)(plan.paths.run);
    if (plan === undefined || free === undefined || free >= _diagnosis_host_causes_js__WEBPACK_IMPORTED_MODULE_1__/* .asGoodAsNone */ .m)
        return [];
    const message = `The disk of ${plan.paths.run} is full: the console's log was cut off, and so may be the guest's disk.`;
    return [{ level: 'warning', title: 'The disk is full', message }];
}
/** What the keeper took out of texts that had grown too large. */
const cutLogs = ({ events }) => events
    .filter(({ event }) => event === _guest_log_cap_js__WEBPACK_IMPORTED_MODULE_3__/* .logCut */ .JZ)
    .map(({ data }) => {
    const name = typeof data['path'] === 'string' ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(data['path']) : 'a log';
    const size = (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .formatSize */ .Xq)(inMib(_guest_log_cap_js__WEBPACK_IMPORTED_MODULE_3__/* .largestLog */ .tr));
    const message = `${name} had grown larger than ${size}: it has its first MiB and the newest, and what was between is gone.`;
    return { level: 'notice', title: 'The guest printed too much to keep it all', message };
});
/** What to say of a guest that QEMU has paused because its disk failed; nothing of any other. */
function diskTrouble(status, { plan }) {
    if (status !== 'io-error')
        return [];
    const free = plan === undefined ? undefined : (0,_host_room_js__WEBPACK_IMPORTED_MODULE_4__/* .freeSpace */ .FP)(plan.paths.run);
    const left = free === undefined ? '' : ` The disk of ${plan?.paths.run ?? ''} has ${(0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .formatSize */ .Xq)(inMib(free))} free.`;
    return [`QEMU had paused the guest, because writing to its disk had failed.${left}`];
}


/***/ }),

/***/ 24453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qe: () => (/* binding */ mountShares),
/* harmony export */   q0: () => (/* binding */ leaveShares)
/* harmony export */ });
/* unused harmony export readMounted */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78645);
/* harmony import */ var _plan_shares_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12120);
/* harmony import */ var _report_guest_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33143);
/* harmony import */ var _steps_channel_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33963);
/* harmony import */ var _steps_guest_side_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47282);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99335);






/** A guest loads a module or two; one that is emulated takes its time. */
const mountBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .seconds */ .YA)(60);
const modulesBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .seconds */ .YA)(10);
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .millis */ .ne)(250);
/** What hangs in the guest, hangs with it: the way down does not wait for a share whose file system is frozen. */
const unmountBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .seconds */ .YA)(3);
/** Mounts the shares in the guest, which is ready, as root. @throws QemuVmError that says what is missing where. */
async function mountShares(plan, host) {
    const { shares = [], spec } = plan;
    if (shares.length === 0)
        return;
    await host.log.group(`Mount directories in ${spec.name}`, async () => {
        const channel = (0,_steps_channel_js__WEBPACK_IMPORTED_MODULE_3__/* .channelOf */ .t)(plan, host, 'root');
        for (const share of shares) {
            const { way, remarks } = readMounted(share, await askPatiently(share, spec.access.user, channel, host));
            host.log.info(`${share.from} → ${share.to}: by ${way}${share.access === 'read-only' ? ', read-only' : ''}`);
            for (const remark of remarks)
                host.log.info(remark);
        }
    });
}
/** sshd may serve before a guest that boots has loaded all its modules. */
async function askPatiently(share, user, channel, { clock }) {
    const deadline = clock.now() + modulesBudget;
    for (;;) {
        const answer = await channel.ask((0,_steps_guest_side_js__WEBPACK_IMPORTED_MODULE_4__/* .mountShare */ .hI)(share, user), mountBudget);
        if (answer.code === 0 || !/^no /m.test(answer.stdout) || clock.now() >= deadline)
            return answer;
        await clock.sleep(pause);
    }
}
/** Has the guest write what it still keeps for the shares. Never throws; a guest that does not answer is not waited for. */
async function leaveShares({ plan, handedOver }, host) {
    const { shares = [] } = plan ?? {};
    if (plan === undefined || shares.length === 0 || !handedOver)
        return;
    const paths = shares.map(({ to }) => to).toReversed();
    await (0,_steps_channel_js__WEBPACK_IMPORTED_MODULE_3__/* .channelOf */ .t)(plan, host, 'root')
        .ask((0,_steps_guest_side_js__WEBPACK_IMPORTED_MODULE_4__/* .unmountShares */ .n6)(paths), unmountBudget)
        .catch(() => undefined);
}
/**
 * Judges what mountShare() has printed: for each file system `no`, `has` (the guest knows it, and the host does not offer it),
 * `failed` with what mount(8) said, or `mounted`; then `owner` with the owner of the directory and of the user who logs in.
 * @throws QemuVmError `command-failed`: what is missing, on which side, and the remedy.
 */
function readMounted({ from, to, ways, access }, { code, stdout, stderr }) {
    const lines = stdout.split('\n').map((line) => /^(no|has|failed|mounted|owner) (\S+) ?(.*)$/.exec(line) ?? []);
    const saying = (word) => lines.flatMap(([, said, subject = '', rest = '']) => (said === word ? [[subject, rest]] : []));
    const way = _plan_shares_js__WEBPACK_IMPORTED_MODULE_1__/* .shareWays */ .u.find((one) => saying('mounted').some(([subject]) => subject === one));
    if (way !== undefined) {
        const [owner, user] = saying('owner')[0] ?? [];
        const isForeign = access === 'writable' && owner !== undefined && user !== '0' && owner !== user;
        const remark = `In the guest ${to} belongs to user ${owner ?? ''}, and not to the one who logs in (${user ?? ''}): whether that one may write there is up to the modes.`;
        return { way, remarks: isForeign ? [remark] : [] };
    }
    const known = saying('has').map(([subject]) => subject);
    const failures = saying('failed').map(([subject, said]) => `${subject}: ${said}`);
    const unknown = ways.filter((one) => saying('no').some(([subject]) => subject === one));
    const reasons = [
        ...(unknown.length > 0 ? [`the guest's kernel has no ${unknown.join(' and no ')}`] : []),
        ...failures,
        ...(unknown.length + failures.length === 0 ? [stderr.trim() || `status ${code}`] : []),
    ];
    const [said = ''] = (0,_report_guest_text_js__WEBPACK_IMPORTED_MODULE_2__/* .forLog */ .Ig)([(0,_report_guest_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(reasons.join('; '))]);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn('command-failed', `share: ${from} was not mounted on ${to} in the guest: ${said}.`, {
        hint: hintFor(known, unknown.length === ways.length),
    });
}
function hintFor(known, isUnknown) {
    if (known.includes('virtiofs'))
        return 'The guest knows virtiofs: install virtiofsd on this host, one that it can start.';
    if (known.includes('9p'))
        return 'The guest knows 9p: install a QEMU with 9p on this host.';
    if (isUnknown)
        return 'Use a guest whose kernel has 9p or virtiofs, or copy.';
    return 'Mounting needs root in the guest: log in as root, or as a user whose sudo asks for no password.';
}


/***/ }),

/***/ 87145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ stop)
});

// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(78645);
// EXTERNAL MODULE: ./host/frozen.js
var frozen = __webpack_require__(8145);
// EXTERNAL MODULE: ./ledger/ledger.js
var ledger_ledger = __webpack_require__(87179);
// EXTERNAL MODULE: ./host/lock.js
var lock = __webpack_require__(5160);
// EXTERNAL MODULE: ./plan/intent.js
var intent = __webpack_require__(2242);
// EXTERNAL MODULE: ./plan/paths.js
var paths = __webpack_require__(46502);
// EXTERNAL MODULE: ./report/report.js
var report_report = __webpack_require__(16605);
// EXTERNAL MODULE: ./resources/process.js
var resources_process = __webpack_require__(49135);
// EXTERNAL MODULE: ./units.js
var units = __webpack_require__(99335);
// EXTERNAL MODULE: ./resources/bridge-port.js
var bridge_port = __webpack_require__(38281);
// EXTERNAL MODULE: ./resources/directory.js
var resources_directory = __webpack_require__(79965);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./quote.js
var quote = __webpack_require__(50952);
;// CONCATENATED MODULE: ./resources/block-text.js
/** The text of a marked block, and of files without it. Pure. Texts are bytes, one character each (latin1). */


const anyBegin = /^# BEGIN qemu-vm-[0-9a-f]{8}$/;
const beginOf = (vm) => `# BEGIN ${(0,units/* tagOf */.cO)(vm)}`;
const endOf = (vm) => `# END ${(0,units/* tagOf */.cO)(vm)}`;
/**
 * The text with the VM's block at its beginning, and nowhere else. There, every byte of the text stays as it is, whether
 * or not it ends with a newline; and to OpenSSH, which takes the first value it finds, it is heard.
 * @throws QemuVmError when a line of the block is not one line, or is a marker itself.
 */
function block_text_withBlock(text, lines, vm) {
    const odd = lines.find((line) => /[\r\n\0]|^\s*# (BEGIN|END) qemu-vm-/.test(line));
    if (odd !== undefined)
        throw new QemuVmError('resource', `A block cannot have the line ${JSON.stringify(odd)}.`);
    return [beginOf(vm), ...lines.map(bytesOf), endOf(vm), withoutBlock(text, lines, vm)].join('\n');
}
/**
 * The text without the VM's blocks, every other byte as it was. Where a marker is missing, because somebody has edited
 * the file, of what is next to the other one those lines go that are known to be the block's.
 */
function withoutBlock(text, lines, vm) {
    const known = lines.map(bytesOf);
    const kept = [];
    let block;
    const giveBack = () => {
        const rows = block?.rows ?? [];
        kept.push(...rows.slice(commonLength(rows, known)));
        block = undefined;
    };
    for (const row of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
        const word = row.trim();
        if (anyBegin.test(word))
            giveBack();
        if (word === beginOf(vm))
            block = { rows: [] };
        else if (word !== endOf(vm))
            (block?.rows ?? kept).push(row);
        else if (block !== undefined)
            block = undefined;
        else
            kept.splice(kept.length - commonLength(kept.toReversed(), known.toReversed()));
    }
    giveBack();
    return kept.join('');
}
/** Is anything of the block's markers left, be it within another line? */
const hasMarker = (text, vm) => text.includes(beginOf(vm)) || text.includes(endOf(vm));
/** How many of the first rows are the first lines. An editor may have changed the line ends. */
function commonLength(rows, lines) {
    const differs = lines.findIndex((line, index) => rows[index]?.replace(/\r?\n$/, '') !== line);
    return differs < 0 ? lines.length : differs;
}
const bytesOf = (line) => Buffer.from(line, 'utf8').toString('latin1');

;// CONCATENATED MODULE: ./resources/foreign-text.js



/** A configuration file is a few kB; what is larger than this is none. */
const largest = 4 * 1024 * 1024;
/** How often a file may change under our hands before we give up. */
const tries = 5;
/**
 * Changes a file of somebody else's in one step: the new text is written beside it, with its owner and mode, and put in
 * its place. When it was changed meanwhile, it is read again.
 * @param mark goes into the name of the file beside it, by which a crash's leftovers are found: removeDraft().
 * @throws QemuVmError when it is no plain file with one name, or cannot be replaced without a change of owner.
 */
function foreign_text_editText(target, mark, { mayCreate = false, mayRemove = false }, change) {
    try {
        for (let count = 0; count < tries; count++) {
            const before = readText(target);
            if (before === undefined && !(mayCreate && !exists(target)))
                throw new Error('it is not there as a plain file');
            const text = change(before?.text ?? '');
            const goes = mayRemove && text === '';
            if (text === before?.text && !goes)
                return;
            if (replace(target, mark, before, goes ? undefined : text))
                return;
        }
        throw new Error('it kept changing');
    }
    catch (cause) {
        throw new errors/* QemuVmError */.Wn('resource', `The file ${target} could not be edited.`, { cause });
    }
    finally {
        removeDraft(target, mark);
    }
}
/** The file as it is; undefined when there is none, or something that is no plain file of a sensible size. */
function readText(target) {
    const stat = external_node_fs_.lstatSync(target, { throwIfNoEntry: false, bigint: true });
    if (stat === undefined || !stat.isFile() || stat.size > largest)
        return undefined;
    return { text: external_node_fs_.readFileSync(target, 'latin1'), stat };
}
/** What a crash in the middle of editText() left; undefined when there is nothing. */
function findDraft(target, mark) {
    const draft = draftOf(target, mark);
    return external_node_fs_.lstatSync(draft, { throwIfNoEntry: false })?.isFile() === true ? draft : undefined;
}
/** Removes what findDraft() finds. @returns whether there was anything. */
function removeDraft(target, mark) {
    const draft = findDraft(target, mark);
    if (draft !== undefined)
        external_node_fs_.rmSync(draft);
    return draft !== undefined;
}
/** @returns false, having done nothing, when the file is no longer as it was before. */
function replace(target, mark, before, text) {
    const draft = draftOf(target, mark);
    removeDraft(target, mark);
    if (text !== undefined)
        writeDraft(draft, text, before?.stat);
    const now = external_node_fs_.lstatSync(target, { throwIfNoEntry: false, bigint: true });
    if (!isUnchanged(before?.stat, now))
        return false;
    if (text === undefined)
        external_node_fs_.rmSync(target);
    else if (before === undefined)
        external_node_fs_.linkSync(draft, target);
    else
        external_node_fs_.renameSync(draft, target);
    syncDirectory((0,external_node_path_.dirname)(target));
    return true;
}
function writeDraft(draft, text, like) {
    if (like !== undefined && like.nlink > 1n)
        throw new Error('it has more than one name, and would lose them');
    const file = external_node_fs_.openSync(draft, 'wx', 0o600);
    try {
        external_node_fs_.writeFileSync(file, text, 'latin1');
        const own = external_node_fs_.fstatSync(file, { bigint: true });
        if (like !== undefined && (own.uid !== like.uid || own.gid !== like.gid)) {
            external_node_fs_.fchownSync(file, Number(like.uid), Number(like.gid));
        }
        // After the owner: a change of owner takes the setuid bits away
        if (like !== undefined)
            external_node_fs_.fchmodSync(file, Number(like.mode & 4095n));
        external_node_fs_.fsyncSync(file);
    }
    finally {
        external_node_fs_.closeSync(file);
    }
}
const isUnchanged = (before, now) => before?.dev === now?.dev &&
    before?.ino === now?.ino &&
    before?.size === now?.size &&
    before?.mtimeNs === now?.mtimeNs &&
    before?.ctimeNs === now?.ctimeNs;
/** Beside the file, for a rename does not leave a file system. Only one process at a time works on a VM. */
const draftOf = (target, mark) => `${target}.${mark}.draft`;
const exists = (path) => external_node_fs_.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
function syncDirectory(path) {
    const directory = external_node_fs_.openSync(path, 'r');
    try {
        external_node_fs_.fsyncSync(directory);
    }
    finally {
        external_node_fs_.closeSync(directory);
    }
}

// EXTERNAL MODULE: ./resources/resource.js
var resource = __webpack_require__(99884);
;// CONCATENATED MODULE: ./resources/file-block.js








/** A block of these lines for the file at `path`, which need not be there. Its directory must be. */
function describeFileBlock(path, lines) {
    if (!isAbsolute(path))
        throw new QemuVmError('resource', `${JSON.stringify(path)} is not an absolute path.`);
    return { path, lines, created: fs.lstatSync(path, { throwIfNoEntry: false }) === undefined };
}
/**
 * Puts the block at the beginning of the file, in one step: readers see the file as it was or as it is to be. Where
 * `path` is a link, the file that it leads to is changed and the link stays. Twice is as good as once.
 * @throws QemuVmError when it is no plain text file, or not ours to change.
 */
function makeFileBlock({ path, lines, created }, vm) {
    return promised(() => {
        refuseForeignLink(path);
        const target = targetOf(path) ?? path;
        editText(target, tagOf(vm), { mayCreate: created }, (text) => withBlock(text, lines, vm));
        return { target };
    });
}
/**
 * Lines between the markers `# BEGIN <tag>` and `# END <tag>` in a file of somebody else's; all other bytes of it stay,
 * whatever was done to them since. A file that is empty without the block goes when it was made for the block.
 */
const fileBlockResource = {
    release: (held, vm) => (0,resource/* promised */.C)(() => {
        const { lines, created } = held.description;
        const found = targetsOf(held).filter((target) => isLeftIn(target, held, vm));
        for (const target of found) {
            foreign_text_editText(target, (0,units/* tagOf */.cO)(vm), { mayRemove: created }, (text) => withoutBlock(text, lines, vm));
        }
        const drafts = targetsOf(held).filter((target) => removeDraft(target, (0,units/* tagOf */.cO)(vm)));
        return found.length + drafts.length > 0 ? 'released' : 'absent';
    }),
    verify: (held, vm) => (0,resource/* promised */.C)(() => {
        const tag = (0,units/* tagOf */.cO)(vm);
        const remedy = (target) => `sed -i '/^# BEGIN ${tag}$/,/^# END ${tag}$/d' ${(0,quote/* quoteWord */.X)(target)}`;
        const left = targetsOf(held).filter((target) => isLeftIn(target, held, vm));
        const drafts = targetsOf(held).flatMap((target) => findDraft(target, tag) ?? []);
        return [
            ...left.map((where) => ({ what: 'lines in a file', where, remedy: remedy(where) })),
            ...drafts.map((where) => ({ what: 'file', where, remedy: `rm ${(0,quote/* quoteWord */.X)(where)}` })),
        ];
    }),
};
/** Markers; or nothing at all, in a file that would not be there without us. */
function isLeftIn(target, { description, evidence }, vm) {
    const text = readText(target)?.text;
    if (text === undefined)
        return false;
    return hasMarker(text, vm) || (text === '' && description.created && evidence !== undefined);
}
/** In a directory that others can write to, a link may have been laid to lead us to a file that only we may change. */
function refuseForeignLink(path) {
    const stat = fs.lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink() !== true || stat.uid === 0 || stat.uid === process.getuid?.())
        return;
    throw new QemuVmError('resource', `${path} was left alone: it is a link that belongs to user ${stat.uid}.`);
}
/** The file that the path leads to now, and the one that it led to when the block was made. */
function targetsOf({ description: { path }, evidence }) {
    const targets = [targetOf(path) ?? path, ...(evidence === undefined ? [] : [evidence.target])];
    return [...new Set(targets.filter(external_node_path_.isAbsolute))];
}
function targetOf(path) {
    try {
        return external_node_fs_.realpathSync(path);
    }
    catch {
        return undefined; // no such file, or a link that leads nowhere
    }
}

;// CONCATENATED MODULE: ./resources/lock-file.js








/** What the lock of host/lock.ts consists of beside the file at its path: what it was written as, what was added. */
const partSuffix = /^\.(?:draft\.\d+|after)\.[0-9a-f]{16}$/;
/** A lock that this process is going to take: its identity is in the description, before the lock exists. */
const describeLockFile = (path, host) => ({
    path,
    owner: host.processes.self,
});
/** Takes the lock. @throws QemuVmError `resource` when a living process holds it for longer than `budget`. */
async function makeLockFile({ path }, budget, host) {
    const taken = await takeLock(path, host, budget);
    if (!('heldBy' in taken))
        return host.processes.self;
    throw new QemuVmError('resource', `The lock ${path} is held by ${host.processes.describe(taken.heldBy)}.`);
}
/** A lock with its owner in it. Released by the owner, or by anybody when the owner is dead; another's lock stays. */
const lockFileResource = {
    async release(held, _vm, host) {
        const { path, owner } = held.description;
        const parts = looseParts(held);
        if (!isHeld(held) && parts.length === 0)
            return 'absent';
        if (!(0,intent/* isSameProcess */.S)(owner, host.processes.self) && host.processes.state(owner) !== 'gone') {
            throw new errors/* QemuVmError */.Wn('resource', `The lock ${path} was left: its owner lives, ${host.processes.describe(owner)}.`);
        }
        if (isHeld(held))
            await takeOver(path, owner, host);
        for (const part of parts)
            external_node_fs_.rmSync(part, { force: true });
        return 'released';
    },
    verify: (held) => (0,resource/* promised */.C)(() => {
        const left = [...(isHeld(held) ? [held.description.path] : []), ...looseParts(held)];
        return left.map((where) => ({ what: 'lock file', where, remedy: `rm ${(0,quote/* quoteWord */.X)(where)}` }));
    }),
};
/** What takeLock() does with a dead holder's lock is free of races; our own is as good as a dead one's by now. */
async function takeOver(path, owner, { clock, processes }) {
    const state = (one) => (0,intent/* isSameProcess */.S)(one, owner) ? 'gone' : processes.state(one);
    const taken = await (0,lock/* takeLock */.H)(path, { clock, processes: { self: processes.self, state } }, (0,units/* millis */.ne)(0));
    if ('release' in taken)
        taken.release();
}
function isHeld({ description: { path, owner } }) {
    if (!(0,external_node_path_.isAbsolute)(path))
        throw new errors/* QemuVmError */.Wn('resource', `${JSON.stringify(path)} is not the path of a lock.`);
    return isFile(path) && (0,intent/* isSameProcess */.S)((0,lock/* lockHolder */.m)(path), owner);
}
/** What is left of a lock whose owner was killed while taking or releasing it. With a file at `path` it may be in use. */
function looseParts({ description: { path, owner } }) {
    if (external_node_fs_.existsSync(path))
        return [];
    const suffixed = namesIn((0,external_node_path_.dirname)(path)).filter((name) => name.startsWith((0,external_node_path_.basename)(path)));
    const parts = suffixed.filter((name) => partSuffix.test(name.slice((0,external_node_path_.basename)(path).length)));
    return parts.map((name) => (0,external_node_path_.join)((0,external_node_path_.dirname)(path), name)).filter((part) => isFile(part) && isOf(part, owner));
}
/** A draft is empty for a moment: its name tells whose it is. */
function isOf(part, owner) {
    const text = external_node_fs_.readFileSync(part, 'utf8');
    if (text === '')
        return part.includes(`.draft.${owner.pid}.`);
    try {
        return (0,intent/* isSameProcess */.S)(JSON.parse(text), owner);
    }
    catch {
        return false;
    }
}
/** Reading anything else, such as a pipe, may never end. */
const isFile = (path) => external_node_fs_.lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
function namesIn(directory) {
    try {
        return external_node_fs_.readdirSync(directory);
    }
    catch {
        return [];
    }
}

// EXTERNAL MODULE: ./resources/loop.js
var loop = __webpack_require__(64402);
// EXTERNAL MODULE: ./host/mounts.js
var host_mounts = __webpack_require__(50529);
// EXTERNAL MODULE: ./host/privilege.js
var privilege = __webpack_require__(72156);
// EXTERNAL MODULE: ./resources/tagged-place.js
var tagged_place = __webpack_require__(26918);
;// CONCATENATED MODULE: ./resources/mount.js








/** Whoever is just leaving a mount is gone within this time, or stays. */
const busyBudget = (0,units/* seconds */.YA)(2);
const pause = (0,units/* millis */.ne)(100);
/** A tmpfs at `path`, which must be below a directory of the VM's; its source is the tag. */
const describeTmpfs = (path, vm) => ({
    path,
    source: tagOf(vm),
    filesystem: 'tmpfs',
});
/** A bind mount of a directory of the user's at `path`. @throws when there is no such directory. */
const describeBind = (path, source) => ({
    path,
    source: realpathSync(source),
    filesystem: 'bind',
});
/**
 * Mounts what is described; `options` are mount(8)'s, such as `size=64M` or `ro`.
 * @throws QemuVmError when the place is not there or not the VM's, or root's rights are not to be had.
 */
async function makeMount(description, options, vm, host) {
    const { path, source, filesystem } = description;
    const place = placeOf(path, vm);
    if (place === undefined)
        throw new QemuVmError('resource', `There is no directory ${path} to mount at.`);
    const what = filesystem === 'bind' ? ['--bind'] : ['-t', filesystem];
    const how = options.length === 0 ? [] : ['-o', options.join(',')];
    await changeAsRoot(['mount', ...what, ...how, source, place], host);
    const made = readMounts().findLast(({ point }) => point === place);
    if (made === undefined)
        throw new QemuVmError('resource', `The mount at ${place} was gone as soon as it was made.`);
    return { mountId: made.id, source: made.source, device: made.device };
}
/**
 * A mount in a directory of the VM's. A stranger's mount in its place stays, and so does ours where a stranger's lies
 * on it. The mount point itself is never looked at: a dead server behind it would never answer.
 */
const mountResource = {
    async release(held, vm, host) {
        if (ownMount(held, vm) === undefined)
            return 'absent';
        const deadline = host.clock.now() + busyBudget;
        let said = '';
        for (;;) {
            const mount = ownMount(held, vm);
            if (mount === undefined)
                return 'released';
            refuseWhenCovered(mount);
            if (host.clock.now() >= deadline)
                return detach(mount, said, host);
            said = (await (0,privilege/* runAsRoot */.yf)(['umount', mount.point], host)).stderr.trim();
            if (ownMount(held, vm) !== undefined)
                await host.clock.sleep(pause);
        }
    },
    verify: (held, vm) => (0,resource/* promised */.C)(() => {
        const mount = ownMount(held, vm);
        if (mount === undefined)
            return [];
        const where = `${mount.source} on ${mount.point}`;
        return [{ what: 'mount', where, remedy: `sudo ${(0,privilege/* byHand */.XL)(['umount', mount.point])}` }];
    }),
};
/** Nobody new gets in, and the file system goes when the last one is out. It is told of as what it is: an error. */
async function detach({ point }, said, host) {
    await (0,privilege/* changeAsRoot */.xu)(['umount', '-l', point], host);
    const hint = 'It lives on, without a name, for as long as a process has something of it open.';
    throw new errors/* QemuVmError */.Wn('resource', `${point} was busy, and was detached only (umount -l): ${said}`, { hint });
}
/** umount(8) takes the mount on top, and with -l everything below, whosever it is. */
function refuseWhenCovered({ id, point }) {
    const other = (0,host_mounts/* readMounts */.bq)().find(({ parent }) => parent === id);
    if (other === undefined)
        return;
    const message = `${point} was not unmounted: another mount lies on it, ${other.source} on ${other.point}.`;
    throw new errors/* QemuVmError */.Wn('resource', message, { hint: `Unmount that first: sudo ${(0,privilege/* byHand */.XL)(['umount', other.point])}` });
}
function ownMount(held, vm) {
    const place = (0,tagged_place/* placeOf */.$)(held.description.path, vm);
    const mounts = (0,host_mounts/* readMounts */.bq)();
    // The last one lies on top of the others: main may have died and mounted twice
    return mounts.filter(({ point }) => point === place).findLast((mount) => isOurs(mount, held, mounts));
}
function isOurs(mount, { description, evidence }, mounts) {
    const { source, filesystem } = description;
    if (evidence !== undefined) {
        const { mountId, device } = evidence;
        return mount.id === mountId && mount.device === device && mount.source === evidence.source;
    }
    if (filesystem !== 'bind')
        return mount.source === source && mount.filesystem === filesystem;
    // A bind mount has the source of the file system that it shows a part of: the part is what we know it by
    const from = (0,host_mounts/* mountOf */.vI)(source, mounts.filter(({ point }) => !(0,host_mounts/* isWithin */.UO)(point, mount.point)));
    if (from === undefined)
        return false;
    return mount.device === from.device && mount.root === (0,external_node_path_.join)(from.root, (0,external_node_path_.relative)(from.point, source));
}

// EXTERNAL MODULE: ./resources/tap.js
var tap = __webpack_require__(55179);
// EXTERNAL MODULE: ./resources/unix-socket.js
var unix_socket = __webpack_require__(41258);
;// CONCATENATED MODULE: ./resources/catalogue.js









/** Every kind of resource that a ledger may tell of. To add a kind: ResourceTypes in plan/intent.ts, a file, a row. */
const catalogue = {
    directory: resources_directory/* directoryResource */.wn,
    process: resources_process/* processResource */.gW,
    'unix-socket': unix_socket/* unixSocketResource */.E,
    tap: tap/* tapResource */.GL,
    'bridge-port': bridge_port/* bridgePortResource */.r,
    mount: mountResource,
    loop: loop/* loopResource */.Pc,
    'lock-file': lockFileResource,
    'file-block': fileBlockResource,
};

;// CONCATENATED MODULE: ./resources/release.js




/**
 * Unmakes everything that is held, last acquired first. One failure never stops the next (anchor A8). What a process
 * that would not go may still use is kept (law L17). Called by stop() alone (law L5).
 */
async function releaseAll(held, ledger, host) {
    const releases = [];
    for (const one of held.toReversed()) {
        const inUse = releases.some((done) => done.held.kind === 'process' && done.leftovers.length > 0);
        releases.push(inUse && one.kind !== 'process' ? kept(one) : await release(one, ledger, host));
    }
    return releases;
}
async function release(held, ledger, host) {
    const began = host.clock.now();
    const resource = catalogue[held.kind];
    if (resource === undefined)
        return unknown(held);
    let outcome;
    let error;
    try {
        (0,ledger_ledger/* tryAppend */.y)(ledger, { type: 'releasing', id: held.id });
        outcome = await resource.release(held, ledger.vm, host);
    }
    catch (thrown) {
        outcome = 'failed';
        error = (0,errors/* messageOf */.bD)(thrown);
    }
    const leftovers = await verify(resource, held, ledger, host);
    if (outcome !== 'failed' && leftovers.length === 0)
        (0,ledger_ledger/* tryAppend */.y)(ledger, { type: 'released', id: held.id, outcome });
    return { held, outcome, leftovers, ...(error === undefined ? {} : { error }), took: (0,units/* millis */.ne)(host.clock.now() - began) };
}
async function verify(resource, held, ledger, host) {
    try {
        return await resource.verify(held, ledger.vm, host);
    }
    catch (error) {
        return [{ what: held.kind, where: held.id, remedy: `It could not be looked at: ${(0,errors/* messageOf */.bD)(error)}` }];
    }
}
const kept = (held) => ({
    held,
    outcome: 'failed',
    leftovers: [
        { what: held.kind, where: held.id, remedy: 'Kept, because a process that would not end may still use it.' },
    ],
    took: (0,units/* millis */.ne)(0),
});
/** A kind of a later version of this action, or of a forged ledger: left alone, told of, never guessed at. */
const unknown = (held) => ({
    held,
    outcome: 'failed',
    leftovers: [
        { what: held.kind, where: held.id, remedy: 'This version of qemu-vm does not know this kind of resource.' },
    ],
    took: (0,units/* millis */.ne)(0),
});

// EXTERNAL MODULE: ./report/wording.js
var wording = __webpack_require__(49439);
// EXTERNAL MODULE: ./ledger/replay.js
var replay = __webpack_require__(54965);
;// CONCATENATED MODULE: ./phases/belongings.js







/** A ledger that is gone was removed by whoever had the last word on its VM, unless something of that is still there. */
function tryRead(ledger, host) {
    try {
        return ledger.read();
    }
    catch (error) {
        const nothing = (0,replay/* replay */.e)('');
        const isThere = host.processes.find((0,units/* tagOf */.cO)(ledger.vm)).length > 0 || namedDirectories(ledger).length > 0;
        const isRemoved = error.code === 'ENOENT' && !isThere;
        return isRemoved ? { ...nothing, closed: 'clean' } : { ...nothing, unreadable: 1 };
    }
}
/** Everything of the VM: what the ledger holds, and what bears its name, should the ledger not be readable. */
function heldBy(state, ledger, host) {
    const known = new Set(state.held.flatMap((held) => (held.kind === 'directory' ? [held.description.path] : [])));
    const directories = namedDirectories(ledger).filter((path) => !known.has(path));
    const found = directories.map((path) => ({
        id: (0,units/* resourceId */.a)(`directory ${path}`),
        kind: 'directory',
        description: { path },
    }));
    const tag = (0,units/* tagOf */.cO)(ledger.vm);
    // One that would not end still uses its files, whether or not the ledger knows of it (law L17)
    const isUnknown = !state.held.some((one) => (0,intent/* isProcess */.k)(one, 'qemu')) && host.processes.findQemu(tag).length > 0;
    const qemu = { id: (0,units/* resourceId */.a)('qemu'), kind: 'process', description: { tag, role: 'qemu' } };
    return [...found, ...state.held, ...(isUnknown ? [qemu] : [])];
}
const namedDirectories = (ledger) => Object.values((0,paths/* directoriesOf */.Pv)(ledger.vm, (0,external_node_path_.dirname)(ledger.path))).filter((path) => (0,external_node_fs_.existsSync)(path));
/** Lets us into the VM's directories again where a step has closed them: the evidence and the sockets lie there. */
function reopen({ vm, path }) {
    for (const directory of Object.values((0,paths/* directoriesOf */.Pv)(vm, (0,external_node_path_.dirname)(path))))
        (0,resources_directory/* restoreAccess */.rI)(directory, vm);
}

// EXTERNAL MODULE: ./guest/console.js
var console = __webpack_require__(66178);
// EXTERNAL MODULE: ./qemu/exit-watch.js
var exit_watch = __webpack_require__(73255);
;// CONCATENATED MODULE: ./shutdown/ladder.js

/**
 * Goes down the ladder until QEMU is gone. Every rung's deadline is fixed at entry, before the first ask, so that a
 * slow ask can take time from no later rung (law L7; crosvm's wrapper showed the opposite). Never rejects (law L6).
 * @param onRung called with each rung that is stepped on.
 */
async function descend(rungs, watch, clock, onRung = () => undefined) {
    const began = clock.now();
    const attempts = [];
    const end = (endedBy, stillRunning, found = true) => ({
        found,
        endedBy,
        stillRunning,
        attempts,
        took: (0,units/* millis */.ne)(clock.now() - began),
    });
    if (await watch.gone())
        return end([], false, false);
    let latest = began;
    for (const rung of rungs) {
        onRung(rung);
        latest = (0,units/* millis */.ne)(latest + rung.budget);
        const limit = (0,units/* millis */.ne)(Math.max(0, Math.min(rung.budget, latest - clock.now())));
        const { exited, made } = await standOn(rung, limit, watch, clock);
        attempts.push(...made);
        if (exited)
            return end(made.filter(({ result }) => result !== 'unavailable').map(({ ask }) => ask), false);
    }
    return end([], !(await watch.gone()));
}
/** Makes the rung's asks and waits for the exit, at most `limit`, or until no ask of it has hope left. */
async function standOn(rung, limit, watch, clock) {
    const began = clock.now();
    const over = new AbortController();
    const took = () => (0,units/* millis */.ne)(clock.now() - began);
    const hopeless = Promise.withResolvers();
    const settled = new Map();
    const asking = rung.asks.map(async (ask) => {
        const given = await answerOf(ask, over.signal);
        if (given.result !== 'requested') {
            settled.set(ask.name, { ask: ask.name, result: given.result, detail: given.why, took: took() });
        }
        if (given.result === 'refused')
            hopeless.resolve('no-hope');
        else if (given.result === 'requested')
            await aborted(over.signal);
    });
    await Promise.race([
        watch.exited(over.signal).catch(() => undefined),
        clock.sleep(limit, over.signal).catch(() => undefined),
        Promise.all(asking),
        hopeless.promise,
    ]);
    // Whoever gave up may have done so because QEMU went away under its hands: the world decides, not the ask.
    const exited = await watch.gone();
    over.abort();
    const made = rung.asks.map(({ name }) => settled.get(name) ?? { ask: name, result: exited ? 'exited' : 'timed-out', took: took() });
    return { exited, made };
}
async function answerOf(ask, signal) {
    try {
        const answer = await ask.request(signal);
        return answer.kind === 'requested' ? { result: 'requested' } : { result: answer.kind, why: answer.why };
    }
    catch (error) {
        return { result: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
}
const aborted = (signal) => new Promise((resolve) => {
    if (signal.aborted)
        resolve();
    else
        signal.addEventListener('abort', () => {
            resolve();
        }, { once: true });
});

// EXTERNAL MODULE: ./host/retry.js
var retry = __webpack_require__(74841);
// EXTERNAL MODULE: ./qemu/qmp.js
var qmp = __webpack_require__(54787);
;// CONCATENATED MODULE: ./shutdown/monitor.js




/** Connecting takes 1 ms, and QEMU's main loop may be held up by a slow disk. */
const connectBudget = (0,units/* millis */.ne)(3000);
const replyBudget = (0,units/* millis */.ne)(1000);
/** A signal that aborts after `budget`; for requests that are short by nature. */
const within = (budget, signal) => signal === undefined ? AbortSignal.timeout(budget) : AbortSignal.any([signal, AbortSignal.timeout(budget)]);
/** QEMU makes its sockets within milliseconds of its start; a busy machine is given this, for as long as it is young. */
const birthBudget = (0,units/* millis */.ne)(2000);
const birthPause = (0,units/* millis */.ne)(50);
/**
 * Connects to the reserved socket. Never rejects: a QEMU that does not answer is the ladder's daily bread.
 * @param isYoung QEMU may not have made its sockets yet: where nobody listens, that is tried again for a while.
 */
async function openMonitor(socket, host, isYoung = false) {
    if (socket === undefined)
        return silent('QEMU was never asked to open one');
    const until = host.clock.now() + (isYoung ? birthBudget : 0);
    try {
        const client = await (0,retry/* retry */.L)(() => (0,qmp/* connectQmp */.J)(socket, host.clock, connectBudget), {
            tries: birthBudget / birthPause,
            pause: birthPause,
            worthwhile: (error) => host.clock.now() < until && isNobodyThere(error),
        });
        return await listening(client, host);
    }
    catch (error) {
        return silent((0,errors/* messageOf */.bD)(error));
    }
}
const isNobodyThere = ({ cause }) => ['ENOENT', 'ECONNREFUSED'].includes(cause?.code ?? '');
async function listening(client, { clock }) {
    const events = [];
    const waiting = [];
    client.onEvent((event) => {
        events.push(event);
        for (const tell of waiting)
            tell(event);
    });
    const [reply] = await Promise.all([
        client.execute('query-status', { signal: within(replyBudget) }).catch(() => ({})),
        // From here on a reset is an end, as -no-reboot has it, whatever allow-reboot or `guest reboot` had let the guest do
        client.execute('set-action', { arguments: { reboot: 'shutdown' }, signal: within(replyBudget) }).catch(() => undefined),
    ]);
    const status = reply?.['status'];
    return {
        client,
        whyNone: '',
        status: typeof status === 'string' ? status : 'unknown',
        evidence: () => evidenceOf(events, status === 'guest-panicked'),
        async ended(budget) {
            const over = new AbortController();
            await Promise.race([client.closed, clock.sleep(budget, over.signal).catch(() => undefined)]);
            over.abort();
        },
        seen: (wanted) => new Promise((resolve) => {
            const early = events.find(wanted);
            if (early !== undefined)
                resolve(early);
            waiting.push((event) => {
                if (wanted(event))
                    resolve(event);
            });
        }),
        [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
}
const silent = (whyNone) => ({
    client: undefined,
    whyNone,
    status: 'unknown',
    evidence: () => ({ panicked: false }),
    ended: () => Promise.resolve(),
    seen: () => new Promise(() => undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
});
function evidenceOf(events, wasPanicked) {
    const first = events.find(({ event }) => event === 'SHUTDOWN')?.data;
    const panicked = wasPanicked || events.some(({ event }) => event === 'GUEST_PANICKED');
    if (first === undefined)
        return { panicked };
    const reason = first['reason'];
    return { panicked, shutdown: { guest: first['guest'] === true, reason: typeof reason === 'string' ? reason : 'unknown' } };
}

;// CONCATENATED MODULE: ./shutdown/outcome.js
const forced = {
    quit: 'quit',
    terminate: 'terminated',
    kill: 'killed',
};
/**
 * Descent and evidence → outcome. `graceful` is claimed only when the guest itself caused the shutdown, or when QEMU
 * ended while nothing but the guest had been asked and nothing tells of another cause, such as a signal, which no guest
 * sends; how the asking command fared is never looked at (law L13).
 */
function outcomeOf(descent, evidence) {
    if (descent.stillRunning)
        return 'stuck';
    if (evidence.panicked || evidence.shutdown?.reason === 'guest-panic')
        return 'guest-crashed';
    if (evidence.shutdown?.reason === 'guest-reset')
        return 'guest-rebooted';
    if (!descent.found)
        return 'already-gone';
    const last = descent.endedBy.at(-1);
    const isAskedOnly = last === 'poweroff' || last === 'powerdown';
    if (isAskedOnly && evidence.signal !== undefined)
        return 'killed';
    if (evidence.shutdown?.guest === true)
        return 'graceful';
    if (last === undefined)
        return 'already-gone';
    if (!isAskedOnly)
        return forced[last];
    if (evidence.shutdown === undefined)
        return 'graceful';
    // Not the guest's doing: somebody else ended QEMU while the guest was being asked
    return evidence.shutdown.reason === 'host-signal' ? 'terminated' : 'quit';
}

// EXTERNAL MODULE: ./guest/agent.js
var guest_agent = __webpack_require__(1586);
// EXTERNAL MODULE: ./guest/power.js
var power = __webpack_require__(82914);
// EXTERNAL MODULE: ./guest/ssh.js
var ssh = __webpack_require__(83405);
;// CONCATENATED MODULE: ./shutdown/rungs.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






/** The reasoning behind the figures: reliability notes, section 4. All together stay below 75 s with 30 s of courtesy. */
const quitBudget = (0,units/* seconds */.YA)(5);
const terminateBudget = (0,units/* seconds */.YA)(5);
const killBudget = (0,units/* seconds */.YA)(10);
/** A press can be lost while the guest boots (V2); Windows wants two (LXD). */
const secondPress = (0,units/* millis */.ne)(500);
const nextPress = (0,units/* seconds */.YA)(5);
/** After the guest is down QEMU may still have to write its buffers out (libvirt, commit 96fc4784). */
const flushBudget = (0,units/* seconds */.YA)(15);
const requested = { kind: 'requested' };
/** The ladder: ask the guest on both ways at once, ask QEMU, then insist. */
function makeRungs(input) {
    const { courtesy, qemu, host } = input;
    return [
        ...(courtesy > 0 ? [{ budget: courtesy, asks: [poweroff(input), powerdown(input)] }] : []),
        { budget: quitBudget, asks: [quit(input)] },
        // A stopped process takes SIGTERM only when it goes on (V6)
        { budget: terminateBudget, asks: [signalling('terminate', ['SIGTERM', 'SIGCONT'], qemu, host)] },
        { budget: killBudget, asks: [signalling('kill', ['SIGKILL'], qemu, host)] },
    ];
}
/**
 * From inside the guest. How the command fares is never looked at: the connection may well go down before its exit
 * status arrives, and that is what success looks like (spdk/spdk#3648).
 */
function poweroff({ sshConfig, agentSocket, tag, host }) {
    return {
        name: 'poweroff',
        async request(signal) {
            if (agentSocket !== undefined)
                return await poweroffByAgent(agentSocket, within((0,units/* seconds */.YA)(5), signal));
            if (sshConfig === undefined)
                return { kind: 'unavailable', why: 'nobody had logged in over ssh' };
            const words = (0,ssh/* sshWords */.y$)(sshConfig, '-o', 'ConnectTimeout=3', 'guest', `exec sh -c '${(0,power/* powerScript */.x)('poweroff')}'`);
            await host.commands.run(words, { limit: (0,units/* seconds */.YA)(5), tag });
            return requested;
        },
    };
}
/** The agent answers to this only where it refuses (qga/qapi-schema.json): nobody waits for it longer than for ssh. */
async function poweroffByAgent(socket, signal) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const agent = __addDisposableResource(env_1, await (0,guest_agent/* connectAgent */.Kt)(socket, signal), true);
            await agent.execute('guest-shutdown', { arguments: { mode: 'powerdown' }, signal });
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        if (error instanceof errors/* QemuVmError */.Wn && error.code === 'protocol' && error.message.includes('refused'))
            throw error;
    }
    return requested;
}
/** Run states in which a guest can hear the power button, and those from which it has to be woken first. */
const hearing = new Set(['running', 'unknown']);
const asleep = { paused: 'cont', prelaunch: 'cont', suspended: 'system_wakeup' };
/** The ACPI power button. */
function powerdown({ monitor, host }) {
    return {
        name: 'powerdown',
        async request(signal) {
            const { client, status } = monitor;
            if (client === undefined)
                return { kind: 'unavailable', why: monitor.whyNone };
            const wake = asleep[status];
            if (wake !== undefined)
                await client.execute(wake, { signal: within((0,units/* seconds */.YA)(1), signal) });
            else if (!hearing.has(status))
                return { kind: 'refused', why: `the guest is not running (${status})` };
            return await Promise.race([
                pressAgainAndAgain(),
                shutdownSeen(),
                cannotObey(),
                client.closed.then(() => requested),
            ]);
            async function pressAgainAndAgain() {
                for (let pause = secondPress;; pause = nextPress) {
                    // No answer says nothing: the press may have been heard, and the next one may be
                    await client?.execute('system_powerdown', { signal: within((0,units/* seconds */.YA)(2), signal) }).catch(() => undefined);
                    await host.clock.sleep(pause, signal);
                }
            }
            async function shutdownSeen() {
                await monitor.seen(({ event }) => event === 'SHUTDOWN');
                await host.clock.sleep(flushBudget, signal);
                return { kind: 'refused', why: 'the guest was down, and QEMU did not end' };
            }
            async function cannotObey() {
                const { event } = await monitor.seen((one) => stops(one.event) && monitor.evidence().shutdown === undefined);
                return { kind: 'refused', why: `the guest cannot obey any more (${event})` };
            }
        },
    };
}
const stops = (event) => event === 'STOP' || event === 'GUEST_PANICKED';
/** The reply, the end of the connection, a reset: all mean that it was sent (V4). */
function quit({ monitor }) {
    return {
        name: 'quit',
        async request(signal) {
            const { client } = monitor;
            if (client === undefined)
                return { kind: 'unavailable', why: monitor.whyNone };
            const isOver = await Promise.race([client.closed.then(() => true), Promise.resolve(false)]);
            if (isOver)
                return { kind: 'unavailable', why: 'QEMU had closed its monitor before' };
            await client.execute('quit', { signal }).catch(() => undefined);
            return requested;
        },
    };
}
function signalling(name, signals, qemu, host) {
    return {
        name,
        request() {
            const answers = signals.flatMap((one) => qemu.map((process) => host.processes.signal(process, one)));
            const denied = { kind: 'refused', why: 'this user may not signal it; it was started as another one' };
            return Promise.resolve(answers.includes('denied') ? denied : requested);
        },
    };
}

// EXTERNAL MODULE: ./phases/await-qemu.js
var await_qemu = __webpack_require__(87188);
// EXTERNAL MODULE: ./phases/room.js
var room = __webpack_require__(95174);
// EXTERNAL MODULE: ./phases/waiting.js
var waiting = __webpack_require__(98934);
;// CONCATENATED MODULE: ./phases/bring-down.js
var bring_down_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var bring_down_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});














/** A cancelled job has 5 minutes for all its posts, and nobody waits for a guest that has nothing to save. */
const courtesyWhenCancelled = (0,units/* seconds */.YA)(10);
const courtesyWhenNeverReady = (0,units/* seconds */.YA)(5);
/** An order to power off whose guest is gone fails at once, unless it is only just being sent. */
const orderBudget = (0,units/* seconds */.YA)(3);
/** The kernel closes the monitor of a QEMU that is gone; what was in it is read within milliseconds. */
const lastWordsBudget = (0,units/* seconds */.YA)(1);
/** So old is a QEMU that certainly has made its sockets, also on a machine with ten times as much to do as it can. */
const youth = (0,units/* seconds */.YA)(15);
/** How many restarts are told with their times; and resets that are so close are one: SeaBIOS adds one of its own (resume.c). */
const mostTimes = 10;
const closeResets = (0,units/* seconds */.YA)(3);
/** Identifies QEMU and goes down the ladder. @returns how it ended; what was done about it is in the notes. */
async function bringDown(state, ledger, host, limit) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { vm } = ledger;
        const began = host.clock.now();
        const held = state.held.find((one) => (0,intent/* isProcess */.k)(one, 'qemu'));
        const qemu = held === undefined ? host.processes.findQemu((0,units/* tagOf */.cO)(vm)) : (0,resources_process/* livingOf */.ZS)(held, vm, host);
        if (held === undefined && qemu.length === 0)
            return { outcome: 'never-started', attempts: [], took: (0,units/* millis */.ne)(0), notes: [] };
        const notes = [...wake(qemu, host), ...rebootsTold(state)];
        const { courtesy, why } = courtesyFor(state, limit);
        const panicked = hasPanicked(state);
        if (why !== undefined && qemu.length > 0 && !panicked)
            notes.push(why);
        const isYoung = qemu.some((one) => host.processes.age(one) < youth);
        const monitor = bring_down_addDisposableResource(env_1, await openMonitor(qemu.length === 0 ? undefined : state.plan?.paths.stopSocket, host, isYoung), true);
        notes.push(...(0,room/* diskTrouble */.lX)(monitor.status, state));
        const watch = (0,exit_watch/* watchExit */.s)(qemu, host);
        void monitor.client?.closed.then(watch.nudge);
        const sshConfig = state.held.some((one) => (0,intent/* isProcess */.k)(one, 'ssh-master')) ? state.plan?.paths.sshConfig : undefined;
        const hadAgent = state.plan?.spec.ready.kind === 'agent' && state.bootTook !== undefined;
        const agentSocket = hadAgent ? state.plan.paths.agentSocket : undefined;
        const orders = trackedCommands(host);
        const rungs = makeRungs({
            qemu,
            monitor,
            courtesy: panicked ? (0,units/* millis */.ne)(0) : courtesy,
            ...(sshConfig === undefined ? {} : { sshConfig }),
            ...(agentSocket === undefined ? {} : { agentSocket }),
            tag: (0,units/* tagOf */.cO)(vm),
            host: { ...host, commands: orders.commands },
        });
        let asked = '';
        const onRung = ({ asks }) => {
            asked = asks.map(({ name }) => wording/* askWords */.rA[name]).join(', ');
        };
        const down = descend(rungs, watch, host.clock, onRung);
        const descent = await (0,waiting/* telling */.g)(() => `the end of QEMU; asked for by: ${asked}`, down, host, state.plan);
        await orders.over(orderBudget);
        // What QEMU said last may still lie in the socket of one that is gone
        if (!descent.stillRunning)
            await monitor.ended(lastWordsBudget);
        const exit = descent.stillRunning ? undefined : await exitSeen(state, ledger, host);
        const evidence = monitor.evidence();
        const signal = exit?.signal === undefined ? {} : { signal: exit.signal };
        const before = descent.found ? {} : resetBefore(state);
        const outcome = outcomeOf(descent, { ...before, ...evidence, ...signal, panicked: evidence.panicked || panicked });
        const isAskedOnly = descent.attempts.every(({ ask }) => ask === 'poweroff' || ask === 'powerdown');
        if (outcome === 'already-gone' || (outcome === 'killed' && isAskedOnly))
            notes.push(...howItWent({ ...state, ...(exit === undefined ? {} : { exit }) }, held));
        const crashed = outcome === 'already-gone' && (exit?.signal !== undefined || (exit?.code ?? 0) !== 0);
        const took = (0,units/* millis */.ne)(host.clock.now() - began);
        return { outcome, attempts: descent.attempts, took, notes, ...(crashed ? { crashed } : {}) };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = bring_down_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * The ladder leaves an ask when QEMU is gone, and the ssh of the order to power off may start only then. It bears the
 * VM's tag: found while the rest is released, it would look like a process of the VM that does not end.
 */
function trackedCommands(host) {
    const running = [];
    const run = (argv, options) => {
        const result = host.commands.run(argv, options);
        running.push(result.catch(() => undefined));
        return result;
    };
    return {
        commands: { ...host.commands, run },
        async over(budget) {
            const settled = new AbortController();
            const all = Promise.all(running).then(() => {
                settled.abort();
            });
            await Promise.race([all, host.clock.sleep(budget, settled.signal).catch(() => undefined)]);
        },
    };
}
/** How QEMU ended, as the keeper, its parent, has recorded it or is about to. Undefined where there is none to tell. */
async function exitSeen(state, ledger, host) {
    if (state.exit !== undefined)
        return state.exit;
    const keeper = state.held.find((one) => (0,intent/* isProcess */.k)(one, 'keeper'))?.evidence;
    const isKept = keeper !== undefined && host.processes.state(keeper) === 'running';
    return isKept ? await (0,await_qemu/* exitOf */.sX)(ledger, host).catch(() => undefined) : undefined;
}
/** QMP told the keeper, or the console ends in the kernel's last words: no asking helps any more. */
const hasPanicked = ({ events, plan }) => events.some(({ event }) => event === 'GUEST_PANICKED') ||
    (plan !== undefined && (0,console/* panicEnds */.Kr)((0,console/* tailOf */.Cj)(plan.paths.consoleLog, console/* panicTail */.qB)));
/** A guest that was ready and then reset, where that ends QEMU; before that it is main's failure. */
function resetBefore({ events, bootTook }) {
    const wasReset = events.some(({ event, data }) => event === 'SHUTDOWN' && data['reason'] === 'guest-reset');
    return wasReset && bootTook !== undefined ? { shutdown: { guest: true, reason: 'guest-reset' } } : {};
}
/** Restarts of the guest that QEMU went on after. */
function rebootsTold({ events }) {
    const resets = events.filter(({ event }) => event === 'RESET').map(({ at }) => at);
    const times = resets
        .filter((at, index) => index === 0 || Date.parse(at) - Date.parse(resets[index - 1] ?? '') >= closeResets)
        .map((at) => at.slice(11, 19));
    if (times.length === 0)
        return [];
    const shown = times.length > mostTimes ? [...times.slice(0, mostTimes), '…'] : times;
    return [`The guest restarted ${times.length === 1 ? 'once' : `${times.length} times`}, at ${shown.join(', ')} UTC.`];
}
/** A process stopped by a signal neither answers nor takes SIGTERM (V6). */
function wake(qemu, host) {
    const stopped = qemu.filter((one) => host.processes.state(one) === 'stopped');
    for (const one of stopped)
        host.processes.signal(one, 'SIGCONT');
    return stopped.map(({ pid }) => `QEMU (pid ${pid}) had been stopped by a signal, and was continued.`);
}
function courtesyFor({ plan, cancelled, handedOver }, most) {
    const asked = plan?.spec.budgets.shutdown ?? courtesyWhenNeverReady;
    const limit = !handedOver ? courtesyWhenNeverReady : cancelled ? courtesyWhenCancelled : asked;
    if (most !== undefined && most < limit)
        return { courtesy: most };
    if (limit >= asked)
        return { courtesy: asked };
    const because = handedOver ? 'the job was cancelled' : 'the guest was never ready';
    return { courtesy: limit, why: `The guest was given ${(0,units/* formatDuration */.a3)(limit)} only, because ${because}.` };
}
/** The keeper was QEMU's parent and knows; without it the pidfile tells: QEMU removes it when it ends in order (V4). */
function howItWent({ exit, events }, held) {
    if (exit?.signal !== undefined)
        return [`QEMU was ended by ${exit.signal}${by(exit.killer)}.`];
    if (exit?.code === 0)
        return [orderlyEnd(events)];
    if (exit?.code !== undefined)
        return [`QEMU had ended by itself with status ${exit.code}.`];
    const { pidFile } = held?.description ?? {};
    if (held?.evidence === undefined || pidFile === undefined || !external_node_fs_.existsSync(pidFile))
        return [];
    return ['QEMU had not ended in an orderly way: it was killed, or it crashed.'];
}
function orderlyEnd(events) {
    const cause = events.find(({ event }) => event === 'SHUTDOWN')?.data;
    if (cause?.['reason'] === 'guest-reset')
        return 'The guest had been reset, upon which QEMU ends.';
    return cause?.['guest'] === true ? 'The guest had powered itself off.' : 'QEMU had been ended in an orderly way.';
}
const by = (killer) => (killer === undefined ? '' : `, sent by ${killer}`);

// EXTERNAL MODULE: ./phases/collect.js
var collect = __webpack_require__(72615);
;// CONCATENATED MODULE: ./phases/done-before.js
const alreadyStopped = {
    level: 'notice',
    title: 'Nothing to do',
    message: 'This VM was already stopped, and nothing of it was left.',
};
/**
 * Another one was here before. What it has recorded is told, as it saw it, where it could not tell that itself: the keeper
 * speaks to nobody, and a post may die between its last record and its report.
 */
function whatWasDone(state, phase, host) {
    const closer = state.closers.at(-1);
    const isUntold = phase !== 'sweep' && closer !== undefined && host.processes.state(closer.by) === 'gone';
    if (state.shutdown === undefined || closer === undefined || (closer.phase !== 'keeper' && !isUntold)) {
        return { findings: [alreadyStopped, ...damageTo(state)] };
    }
    const byKeeper = `The keeper stopped this VM, because ${closer.why ?? 'nobody else would'}.`;
    const because = closer.why === undefined ? '' : `, because ${closer.why}`;
    const byPost = `This VM was stopped before the post of its step could tell of it${because}.`;
    const first = closer.phase === 'keeper'
        ? { level: 'warning', title: 'Stopped by the keeper', message: byKeeper }
        : { level: 'notice', title: 'Stopped before', message: byPost };
    return {
        ...(state.plan === undefined ? {} : { plan: state.plan }),
        shutdown: state.shutdown,
        findings: [first, ...damageTo(state)],
    };
}
/** What of the ledger could not be read, as a finding (law L14). */
function damageTo({ unreadable }) {
    if (unreadable === 0)
        return [];
    const message = `${unreadable} of its lines could not be read. The VM was looked for by its name as well.`;
    return [{ level: 'warning', title: 'The ledger was damaged', message }];
}

// EXTERNAL MODULE: ./diagnosis/diagnose.js + 2 modules
var diagnose = __webpack_require__(61102);
// EXTERNAL MODULE: ./phases/clues.js
var clues = __webpack_require__(37135);
;// CONCATENATED MODULE: ./phases/evidence.js




/** How much of the console and of QEMU's log is kept as evidence when they are removed. */
const evidenceSize = 64 * 1024;
/**
 * What a VM has told, before its files are removed; and, where it did not end well or a step of the job had failed
 * (`isSuspect`), the causes that can be seen in it.
 * @param state that from before the ladder: how QEMU ended by our own hand is no cause of anything.
 */
function evidence_evidenceOf(state, shutdown, isSuspect) {
    if (state.plan === undefined || shutdown.outcome === 'never-started')
        return {};
    const { consoleLog, qemuLog } = state.plan.paths;
    return {
        consoleTail: (0,console/* tailOf */.Cj)(consoleLog, evidenceSize),
        qemuLog: (0,console/* tailOf */.Cj)(qemuLog, evidenceSize),
        ...((0,report_report/* endedWell */.Jr)(shutdown) && !isSuspect ? {} : { causes: (0,diagnose/* diagnose */.h)((0,clues/* cluesOf */.u)(state)) }),
    };
}

// EXTERNAL MODULE: ./phases/shares.js
var shares = __webpack_require__(24453);
;// CONCATENATED MODULE: ./phases/stopwatch.js

/** Measures from one call to the next: each names what has just been done. */
function stopwatch(host) {
    let from = host.clock.now();
    const all = [];
    const span = (name) => {
        all.push({ name, took: (0,units/* millis */.ne)(host.clock.now() - from) });
        from = host.clock.now();
    };
    return Object.assign(span, { all });
}

;// CONCATENATED MODULE: ./phases/stop.js




















/** A second one waits for the first as long as the first may take, and then has its evidence instead of a guess. */
const lockBudget = (0,units/* seconds */.YA)(110);
/** A process that is just being forked is in no snapshot of /proc; it is in the next (actions/runner#4601). */
const rescanPause = (0,units/* seconds */.YA)(1);
/**
 * The one way down: fence, identify, ladder, release in reverse, verify in the world, scan by tag, report (law L5). It
 * needs nothing but the ledger (law L4), may be run any number of times and by several processes at once, and never
 * rejects (law L6): what goes wrong becomes a finding.
 */
async function stop(ledger, host, phase, options = {}) {
    const empty = { phase, vm: ledger.vm, timeline: [], releases: [], leftovers: [], findings: [] };
    const failed = (message) => ({
        ...empty,
        findings: [{ level: 'error', title: 'The VM could not be stopped', message }],
    });
    let lock;
    try {
        const isFixed = await (0,frozen/* isFrozen */.Z)(ledger.path, host);
        if (isFixed)
            return await stopLocked(unwritten(ledger), host, empty, { ...options, isFixed });
        const taken = await lockOrNone(ledger, host, options);
        if ('heldBy' in taken)
            return failed(`Process ${taken.heldBy.pid} has been stopping it for too long.`);
        lock = taken;
        return await stopLocked(ledger, host, empty, options);
    }
    catch (error) {
        return failed((0,errors/* messageOf */.bD)(error));
    }
    finally {
        lock?.release();
    }
}
/** On a disk that is full or read-only there can be no lock: it goes without, for stopping twice does no harm. */
async function lockOrNone(ledger, host, { patience = lockBudget }) {
    try {
        const taken = (0,lock/* takeLock */.H)((0,paths/* lockPath */.HZ)(ledger.path), host, patience);
        return await (0,waiting/* telling */.g)('the process that is stopping this VM already', taken, host);
    }
    catch {
        return { release: () => undefined };
    }
}
/** Whoever writes to a frozen file system does not return before it is thawed: it is only read from. */
const unwritten = (ledger) => ({
    ...ledger,
    append() {
        throw new errors/* QemuVmError */.Wn('ledger', `The file system of ${ledger.path} takes no writes: it is frozen, or its disk hangs.`);
    },
});
async function stopLocked(ledger, host, empty, { why, courtesy, isFixed = false, isCancelled = false, isSuspect = false, beforeRelease }) {
    const before = tryRead(ledger, host);
    const fixedLedger = isFixed ? { leftovers: [fixed('ledger', ledger.path)] } : {};
    if (before.closed !== undefined)
        return { ...empty, ...whatWasDone(before, empty.phase, host), ...fixedLedger };
    const span = stopwatch(host);
    const findings = [];
    record(ledger, { type: 'closing', by: host.processes.self, phase: empty.phase, ...(why === undefined ? {} : { why }) }, findings);
    await endLivingMain(before, host);
    if (!isFixed)
        reopen(ledger);
    const recorded = tryRead(ledger, host);
    const state = { ...recorded, cancelled: recorded.cancelled || isCancelled };
    findings.push(...damageTo(state));
    span('fence');
    const collected = empty.phase === 'post' && !isFixed ? await (0,collect/* collect */.F)(state, host) : undefined;
    if (collected !== undefined)
        span('collect');
    if (!isFixed)
        await (0,shares/* leaveShares */.q0)(state, host);
    const shutdown = rememberedOr(await bringDown(state, ledger, host, courtesy), state);
    record(ledger, { type: 'shutdown', shutdown }, findings);
    span('ladder');
    const evidence = evidence_evidenceOf(state, shutdown, isSuspect);
    beforeRelease?.(state, shutdown);
    findings.push(...(0,room/* fullDisk */.RS)(state), ...(0,room/* cutLogs */.UB)(state)); // what is released makes room
    // A keeper is needed for as long as there is a QEMU that would not end: it finishes what cannot be finished now
    const isStuck = shutdown.outcome === 'stuck' || isFixed;
    const isKept = (held) => isSelf(held, host) || (isStuck && (0,intent/* isProcess */.k)(held, 'keeper')) || (isFixed && held.kind !== 'process');
    const held = heldBy(state, ledger, host);
    const gone = held.filter((one) => !isKept(one));
    const releases = await (0,waiting/* telling */.g)('the release of what it held', releaseAll(gone, ledger, host), host);
    const kept = held.filter(isKept);
    const strays = isStuck ? [] : await endStrays(ledger.vm, kept, host);
    const keptFiles = isFixed ? kept.filter(({ kind }) => kind !== 'process') : [];
    const leftovers = [
        ...(fixedLedger.leftovers ?? []),
        ...keptFiles.map((one) => fixed(one.kind, (0,wording/* whereOf */.de)(one))),
        ...strays,
    ];
    span('release and verify');
    const report = {
        ...empty,
        ...(state.plan === undefined ? {} : { plan: state.plan }),
        ...(state.bootTook === undefined ? {} : { bootTook: state.bootTook }),
        timeline: span.all,
        shutdown,
        releases,
        leftovers,
        findings,
        ...(collected === undefined ? {} : { collected }),
        ...evidence,
    };
    const verdict = (0,report_report/* verdictOf */.Vj)(report);
    // A ledger with something left stays open: whoever comes next goes on with it
    if (verdict !== 'leaked')
        record(ledger, { type: 'closed', verdict }, findings);
    return report;
}
const fixed = (what, where) => ({
    what,
    where,
    remedy: 'Kept, because its file system takes no writes. The keeper removes it when it does again.',
});
/** The keeper stops a VM whose resource it is itself; it is gone when it has. */
const isSelf = (held, host) => held.kind === 'process' && (0,intent/* isSameProcess */.S)(held.evidence, host.processes.self);
/**
 * Whoever was here before and died after the ladder knew how QEMU had ended; now it can only be seen that it is gone. A
 * guest that had to be forced must not become one that went by itself.
 */
function rememberedOr(seen, { shutdown: recorded }) {
    const isGone = seen.outcome === 'already-gone' || seen.outcome === 'never-started';
    return isGone && recorded !== undefined && recorded.outcome !== 'stuck' ? recorded : seen;
}
/** In a job container a cancelled main goes on while post runs (R10): it must make nothing more. */
async function endLivingMain(state, host) {
    const others = state.mains.filter((one) => !(0,intent/* isSameProcess */.S)(one, host.processes.self));
    const living = others.filter((one) => host.processes.state(one) !== 'gone');
    if (living.length > 0)
        await (0,resources_process/* endProcesses */.Hk)(living, host);
}
/** Whatever still carries the VM's tag when all was released, is ended too; what then lives is left over. */
async function endStrays(vm, kept, host) {
    const keptPids = new Set(kept.map(({ evidence }) => evidence?.pid));
    const findStrays = () => host.processes.find((0,units/* tagOf */.cO)(vm)).filter(({ pid }) => !keptPids.has(pid));
    for (let scan = 0; scan < 3; scan++) {
        const strays = findStrays();
        if (strays.length === 0)
            return [];
        await (0,resources_process/* endProcesses */.Hk)(strays, host);
        await host.clock.sleep(rescanPause);
    }
    return findStrays().map((one) => (0,resources_process/* leftoverOf */.nE)(one, host));
}
/** On a full disk nothing can be written any more; the VM goes down all the same, and the report says so. */
function record(ledger, entry, findings) {
    const error = (0,ledger_ledger/* tryAppend */.y)(ledger, entry);
    if (error === undefined || findings.some(({ title }) => title === unwritable))
        return;
    findings.push({ level: 'warning', title: unwritable, message: (0,errors/* messageOf */.bD)(error) });
}
const unwritable = 'The ledger could not be written';


/***/ }),

/***/ 98934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ waitingLine),
/* harmony export */   g: () => (/* binding */ telling)
/* harmony export */ });
/* harmony import */ var _guest_console_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66178);
/* harmony import */ var _report_guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33143);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99335);



/** Often enough to be seen to live, and seldom enough for a log. */
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .seconds */ .YA)(10);
/**
 * Until a promise settles, says every ten seconds in the log what is waited for, how long it has been, and what the guest
 * of `plan` has printed last. A wait that is short leaves no line.
 */
async function telling(what, wait, host, plan) {
    const over = new AbortController();
    const began = host.clock.now();
    const tell = async () => {
        for (;;) {
            await host.clock.sleep(pause, over.signal);
            const sofar = (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .millis */ .ne)(host.clock.now() - began);
            host.log.info(waitingLine(typeof what === 'string' ? what : what(), sofar, plan));
        }
    };
    tell().catch(() => undefined); // the wait is over
    try {
        return await wait;
    }
    finally {
        over.abort();
    }
}
/** One line of a log, and safe there. @param plan of the guest whose last line may tell how far it is. */
function waitingLine(what, sofar, plan) {
    const tail = plan === undefined ? '' : (0,_guest_console_js__WEBPACK_IMPORTED_MODULE_0__/* .tailOf */ .Cj)(plan.paths.consoleLog, 1024);
    const [last = ''] = (0,_report_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLines */ .y1)(tail, { lines: 1, columns: 200 }).lines;
    const said = last.trim() === '' ? '' : `; the console's last line: ${last}`;
    return (0,_report_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)([(0,_report_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(`Waiting for ${what} (${(0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(sofar)})${said}`)]).join(' ');
}


/***/ }),

/***/ 2242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isSameProcess),
/* harmony export */   k: () => (/* binding */ isProcess)
/* harmony export */ });
/** Whether two identities are of one process. One of an old ledger tells no namespace: it was made in that of its reader. */
const isSameProcess = (one, other) => one?.pid === other.pid &&
    one.startTicks === other.startTicks &&
    one.bootId === other.bootId &&
    (one.pidNamespace ?? other.pidNamespace) === (other.pidNamespace ?? one.pidNamespace);
/** Whether it is the VM's process of that role. */
const isProcess = (held, role) => held.kind === 'process' && held.description.role === role;


/***/ }),

/***/ 36416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ keyed)
/* harmony export */ });
/** QEMU's key=value options end a value at a comma; two commas stand for one (V18). */
const keyed = (value) => value.replaceAll(',', ',,');


/***/ }),

/***/ 46502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HZ: () => (/* binding */ lockPath),
/* harmony export */   OA: () => (/* binding */ tapNameOf),
/* harmony export */   Pv: () => (/* binding */ directoriesOf),
/* harmony export */   tf: () => (/* binding */ ledgerPath),
/* harmony export */   wG: () => (/* binding */ pathsOf),
/* harmony export */   zq: () => (/* binding */ diskPath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99335);


/**
 * The longest path a unix socket can have, in bytes. sun_path holds 108 including the final NUL; QEMU refuses 109 and
 * Node silently cuts, so we check ourselves. unix(7).
 */
const longestSocketPath = 107;
/** OpenSSH binds its control socket under a temporary name first: a dot and 16 random characters, mux.c. */
const sshSocketSuffix = 17;
/** The ledger of a VM: it outlives the run directory, so it lies beside it. */
const ledgerPath = (stateDirectory, id) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDirectory, `${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(id)}.jsonl`);
/** The lock of a ledger lies beside it, so that it can be found when only the ledger's path is known. */
const lockPath = (ledger) => ledger.replace(/\.jsonl$/, '.lock');
/** Where a VM's directories may be, by name alone: they are found again even when no ledger can be read. */
const directoriesOf = (id, stateDirectory) => ({
    run: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDirectory, (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(id)),
    short: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)('/tmp', (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(id)),
});
/** Where what the guest writes to its further disk of that number goes. */
const diskPath = ({ run }, index, format) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, `disk-${index}.${format}`);
/** The VM's tap: `qv` and the id, ten bytes of the fifteen that a link's name may have (IFNAMSIZ, linux/if.h). */
const tapNameOf = (vm) => `qv${vm}`;
/** The paths of one VM. Sockets lie in the run directory when its path is short enough for them. */
function pathsOf(id, stateDirectory) {
    const { run, short } = directoriesOf(id, stateDirectory);
    const sockets = socketsFit(run) ? run : short;
    return {
        run,
        overlay: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'overlay.qcow2'),
        firmwareVariables: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'uefi-variables.fd'),
        seed: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'seed'),
        ignition: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'config.ign'),
        images: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'images'),
        hostKey: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'host_ed25519'),
        keyFile: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'id_ed25519'),
        knownHosts: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'known_hosts'),
        sshConfig: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'ssh_config'),
        sshLog: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'ssh.log'),
        pidFile: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'qemu.pid'),
        consoleLog: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'console.log'),
        firmwareLog: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'firmware.log'),
        qemuLog: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'qemu.log'),
        keeperLog: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'keeper.log'),
        screenshot: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'screenshot.png'),
        probeRom: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'probe.rom'),
        script: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'script'),
        bin: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'bin'),
        sockets,
        qmpSocket: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, 'qmp.sock'),
        keeperSocket: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, 'keeper.sock'),
        stopSocket: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, 'stop.sock'),
        agentSocket: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, 'agent.sock'),
        sshSocket: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, 'ssh.sock'),
    };
}
const socketsFit = (directory) => Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, 'keeper.sock')) <= longestSocketPath &&
    Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, 'ssh.sock')) + sshSocketSuffix <= longestSocketPath;


/***/ }),

/***/ 12120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bm: () => (/* binding */ shareSocket),
/* harmony export */   Yb: () => (/* binding */ needsSharedMemory),
/* harmony export */   e2: () => (/* binding */ shareTag),
/* harmony export */   gn: () => (/* binding */ shareArguments),
/* harmony export */   u: () => (/* binding */ shareWays)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _keyed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36416);


/** The file systems by which a guest of QEMU may see a directory, the preferred one first (adr/0027). */
const shareWays = ['9p', 'virtiofs'];
/** The mount tag of the share with that number. */
const shareTag = (index) => `share${index}`;
/** Where the virtiofsd of a share listens. */
const shareSocket = ({ sockets }, tag) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, `${tag}.sock`);
/** virtiofsd reads and writes the guest's memory itself, which then has to be a file that it can map. */
const needsSharedMemory = (shares) => shares.some(({ ways }) => ways.includes('virtiofs'));
/**
 * The words for the shares. `security_model=none`: files have the owner that QEMU runs as and the modes that the guest gives
 * them, and what is linked is a link on both sides; `multidevs=remap`: files of other file systems below keep numbers of
 * their own. QEMU's docs, "9pfs".
 */
const shareArguments = (shares, paths) => shares.flatMap(({ from, access, tag, ways }) => [
    ...(ways.includes('9p') ? by9p(tag, from, access) : []),
    ...(ways.includes('virtiofs') ? byVirtiofs(tag, shareSocket(paths, tag)) : []),
]);
const by9p = (tag, from, access) => [
    '-fsdev',
    `local,id=${tag},path=${(0,_keyed_js__WEBPACK_IMPORTED_MODULE_1__/* .keyed */ .D)(from)},security_model=none,multidevs=remap,readonly=${access === 'read-only' ? 'on' : 'off'}`,
    ...['-device', `virtio-9p-pci,fsdev=${tag},mount_tag=${tag}`],
];
const byVirtiofs = (tag, socket) => [
    ...['-chardev', `socket,id=${tag},path=${(0,_keyed_js__WEBPACK_IMPORTED_MODULE_1__/* .keyed */ .D)(socket)}`],
    ...['-device', `vhost-user-fs-pci,chardev=${tag},tag=${tag}`],
];


/***/ }),

/***/ 73255:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ watchExit)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99335);

/** Without any sign, the kernel is asked this often whether QEMU is gone; after a sign of its end, that often. */
const calmPause = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(50);
const eagerPause = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(2);
/** Watches processes as the kernel shows them: gone means that no thread of any of them lives (law L8). */
function watchExit(processes, host) {
    let pause = calmPause;
    let wake;
    const areGone = () => processes.every((one) => host.processes.state(one) === 'gone');
    return {
        gone: () => Promise.resolve(areGone()),
        nudge() {
            pause = eagerPause;
            wake?.();
        },
        async exited(signal) {
            while (!areGone()) {
                const nudged = new Promise((resolve) => (wake = resolve));
                await Promise.race([host.clock.sleep(pause, signal), nudged]);
                signal.throwIfAborted();
            }
        },
    };
}


/***/ }),

/***/ 43065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ qmpLines)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78645);

/** The longest message believed. QEMU's own longest, query-qmp-schema, is 207 KB; a hostile peer may send any. */
const longestLine = 16 * 1024 * 1024;
/**
 * Bytes in any portions → whole QMP messages: one JSON object a line, ended by CRLF (docs/interop/qmp-spec.rst).
 * @returns a function to be fed with each portion. It throws QemuVmError `protocol` on what is no QMP.
 */
function qmpLines(limit = longestLine) {
    let parts = [];
    let size = 0;
    return (portion) => {
        const messages = [];
        let rest = portion;
        for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
            const line = Buffer.concat([...parts, rest.subarray(0, end)])
                .toString('utf8')
                .trim();
            parts = [];
            size = 0;
            rest = rest.subarray(end + 1);
            if (line !== '')
                messages.push(parseMessage(line));
        }
        size += rest.length;
        if (size > limit)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn('protocol', `QMP sent ${size} bytes without an end of line.`);
        if (rest.length > 0)
            parts.push(rest);
        return messages;
    };
}
function parseMessage(line) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn('protocol', `QMP sent what is not JSON: ${JSON.stringify(line.slice(0, 80))}`, { cause });
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn('protocol', `QMP sent what is no object: ${JSON.stringify(line.slice(0, 80))}`);
    }
    return value;
}


/***/ }),

/***/ 54787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ connectQmp)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78645);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99335);
/* harmony import */ var _qmp_lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(43065);




/** Into how many parts a budget is cut: time in which we were not running ourselves counts as one of them at most. */
const slices = 10;
/**
 * Opens a session on a QMP socket. The budget covers connecting, the greeting and the negotiation: a second client of
 * a socket is accepted by the kernel but not greeted (V6, V7). On a machine that is so busy that nothing runs for seconds,
 * an answer may have been there all the time: that is no silence of QEMU's.
 * @throws QemuVmError `protocol` or `timeout`.
 */
async function connectQmp(path, clock, budget) {
    const session = openSession(path);
    const late = new AbortController();
    const silence = async () => {
        for (let slice = 0; slice < slices; slice++)
            await clock.sleep((0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .millis */ .ne)(budget / slices), late.signal);
        session.fail(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('timeout', `QMP on ${path} did not greet within ${budget} ms.`));
    };
    const timer = silence().catch(() => undefined); // it greeted
    try {
        await session.greeted;
        await session.client.execute('qmp_capabilities', { signal: late.signal });
        return session.client;
    }
    catch (error) {
        await session.client[Symbol.asyncDispose]();
        throw error;
    }
    finally {
        late.abort();
        await timer;
    }
}
function openSession(path) {
    const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)(path);
    const frame = (0,_qmp_lines_js__WEBPACK_IMPORTED_MODULE_3__/* .qmpLines */ .g)();
    const waiting = new Map();
    const listeners = [];
    const greeting = Promise.withResolvers();
    const closed = Promise.withResolvers();
    let counter = 0;
    let ended;
    const fail = (error) => {
        ended ??= error;
        greeting.reject(ended);
        for (const { reject } of waiting.values())
            reject(ended);
        waiting.clear();
        socket.destroy();
    };
    greeting.promise.catch(() => undefined); // it may fail before anyone waits for it
    const take = (message) => {
        if ('QMP' in message)
            greeting.resolve(undefined);
        else if (typeof message['event'] === 'string') {
            const event = { event: message['event'], data: (message['data'] ?? {}) };
            for (const listener of listeners)
                listener(event);
        }
        else {
            const asked = waiting.get(Number(message['id']));
            waiting.delete(Number(message['id']));
            const error = message['error'];
            if (error === undefined)
                asked?.resolve(message['return'] ?? null);
            else
                asked?.reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', `QMP refused: ${reasonOf(error)}`));
        }
    };
    socket.on('data', (portion) => {
        try {
            for (const message of frame(portion))
                take(message);
        }
        catch (error) {
            fail(error);
        }
    });
    socket.on('error', (cause) => {
        fail(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', `The QMP session on ${path} broke.`, { cause }));
    });
    socket.on('close', () => {
        fail(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', `QEMU closed the QMP session on ${path}.`));
        closed.resolve(undefined);
    });
    const client = {
        closed: closed.promise,
        onEvent(listener) {
            listeners.push(listener);
        },
        execute: (command, { arguments: words, signal }) => new Promise((resolve, reject) => {
            if (ended !== undefined)
                throw ended;
            const id = ++counter;
            waiting.set(id, { resolve, reject });
            const abort = () => {
                waiting.delete(id);
                reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('timeout', `QMP did not answer ${command} in time.`, { cause: signal.reason }));
            };
            if (signal.aborted) {
                abort();
                return;
            }
            signal.addEventListener('abort', abort, { once: true });
            socket.write(`${JSON.stringify({ execute: command, ...(words === undefined ? {} : { arguments: words }), id })}\r\n`);
        }),
        async [Symbol.asyncDispose]() {
            socket.destroy();
            await closed.promise;
        },
    };
    return { client, greeted: greeting.promise, fail };
}
/** Of an error as QMP has them, or of whatever else a peer puts in its place: nothing here may throw. */
function reasonOf(error) {
    const { desc } = (error ?? {});
    return typeof desc === 'string' ? desc : JSON.stringify(error);
}


/***/ }),

/***/ 50952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ quoteWord)
/* harmony export */ });
/** One word for a POSIX shell, whatever is in it. */
const quoteWord = (word) => `'${word.replaceAll("'", "'\\''")}'`;


/***/ }),

/***/ 33143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bm: () => (/* binding */ forMarkdown),
/* harmony export */   Ig: () => (/* binding */ forLog),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   Uo: () => (/* binding */ headOf),
/* harmony export */   p7: () => (/* binding */ markdownText),
/* harmony export */   ti: () => (/* binding */ inlineCode),
/* harmony export */   vX: () => (/* binding */ logLimits),
/* harmony export */   y1: () => (/* binding */ plainLines)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68186);

/** For a step's log: 200 lines of 2 KB, reliability.md section 6 (`Console to log`). */
const logLimits = { lines: 200, columns: 2048 };
/**
 * Everything with which a text can steer a terminal or hide from a reader, ECMA-48: a control string (OSC, DCS, SOS,
 * PM, APC) when it ends on its line, or else only its introducer, so that nobody can hide the rest; CSI and the other
 * escape sequences; C0, DEL and C1 except the tab; format characters (bidi controls, tags, zero width), except those
 * that join letters. Adjacent parts never accept the same character, so that no text makes the search quadratic.
 */
const steering = new RegExp([
    /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)/,
    /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?/,
    /\u001b[ -/]*[0-~]?/,
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/,
    /(?![\u200c\u200d])\p{Cf}/u,
]
    .map(({ source }) => source)
    .join('|'), 'gu');
/** Two carriage returns before a line feed are what a serial console makes of one line end; a lone one ends a line too. */
const lineEnd = /\r{0,2}\n|\r/;
/**
 * Bytes or text → lines without any control or escape sequence. Invalid UTF-8 becomes U+FFFD. When there are more lines
 * than the limits allow the oldest are left out; a line that is too long ends in a mark that says how much is missing.
 */
function plainLines(text, limits) {
    const whole = typeof text === 'string' ? text.toWellFormed() : new TextDecoder().decode(text);
    const all = whole.split(lineEnd);
    if (all.at(-1) === '')
        all.pop();
    const cut = { lines: Math.max(0, all.length - limits.lines), characters: 0 };
    const lines = all.slice(cut.lines).map((line) => {
        const plain = line.replace(/[\u2028\u2029]/g, ' ').replace(steering, '');
        const kept = headOf(plain, limits.columns);
        cut.characters += plain.length - kept.length;
        return kept.length === plain.length ? plain : `${kept} … [${plain.length - kept.length} more characters]`;
    });
    return { lines, cut };
}
/** Hostile text on one line, for a value within a sentence, at most about `longest` UTF-16 units. */
function oneLine(text, longest = 1000) {
    const { lines } = plainLines(text, { lines: Infinity, columns: longest });
    const joined = lines
        .map((line) => line.trim())
        .join(' ')
        .trim();
    const kept = headOf(joined, longest);
    return kept.length === joined.length ? joined : `${kept} …`;
}
/** The beginning of a text, at most `longest` UTF-16 units, never half a character. */
function headOf(text, longest) {
    return text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
const breaker = '\u200b';
/**
 * Lines that the runner takes for nothing but text: `::name::data` at the start of a line, after white space of any
 * kind, and `##[name]data` anywhere. actions/runner, Runner.Common/ActionCommand.cs. A line that holds line ends (CR,
 * LF, CRLF as .NET's ReadLine has them) becomes several lines.
 *
 * The break goes inside the mark, never before it: the runner compares by the rules of a culture, which ignore
 * U+200B. It finds a mark that was broken, but then looks for the name at a fixed distance and meets the mark's own end.
 */
function forLog(lines) {
    return lines
        .flatMap((line) => line.split(/\r\n|[\r\n]/))
        .map((line) => line.replace(/^([\s\p{C}]*:)(?=:)/u, `$1${breaker}`).replaceAll('##[', `##${breaker}[`));
}
/** A code block that shows the lines as they are and that nothing in them can end. */
function forMarkdown(lines) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .fence */ .EU)(lines.flatMap((line) => line.split(/\r\n|[\r\n]/)));
}
/** What needs no escape in a code span, nor in one within a table: so that paths stay readable in the source. */
const harmlessCode = /^[\w./:@=+,%()-]+(?: [\w./:@=+,%()-]+)*$/;
/** A value, such as a path, as code on one line; for a sentence, a table's cell or HTML alike. */
function inlineCode(text) {
    const line = oneLine(text);
    if (line === '')
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownOf */ .RQ)('(empty)');
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownOf */ .RQ)(harmlessCode.test(line) ? `\`${line}\`` : `<code>${escaped(line)}</code>`);
}
/** Hostile text as text on one line; for a sentence, a heading, a table's cell or HTML alike. */
const markdownText = (text) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownOf */ .RQ)(escaped(oneLine(text)));
/** What GitHub turns into links, mentions and emoji, even where it is spelled in entities. */
const magic = /@|#(?=\d)|GH-(?=\d)|:(?=\/\/|[\w+-]+:)|(?<=mailto|xmpp):|www(?=\.)/gi;
/** Active everywhere, or at the start of a text, or (underscore) beside anything but a letter or digit. */
const active = /[&<>`*[\]\\|~$#]|(?<![a-z0-9])_|_(?![a-z0-9])|^[+=-]|(?<=^\d{1,9})[.)]/gi;
/** Entities are no structure in Markdown (CommonMark 0.31 section 2.5) and mean the same within HTML. */
const escaped = (line) => line
    .replace(magic, (found) => found + breaker)
    .replace(active, (character) => named[character] ?? `&#${character.charCodeAt(0)};`);
const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };


/***/ }),

/***/ 68186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   PT: () => (/* binding */ markup),
/* harmony export */   RQ: () => (/* binding */ markdownOf),
/* harmony export */   dp: () => (/* binding */ byteLength),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   xn: () => (/* binding */ fenceOf),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/** Declares that a text holds nothing that was not meant as Markdown. */
const markdownOf = (text) => text;
/** A template whose own words are Markdown; the compiler refuses a value that was not escaped. */
const markup = (words, ...values) => markdownOf(words.reduce((text, word, index) => `${text}${values[index - 1] ?? ''}${word}`));
/** Bytes as they count towards the runner's limit. */
function byteLength(text) {
    return new TextEncoder().encode(text).byteLength;
}
/** The fence that no run of backticks within the lines can end: a closing fence is never shorter than the opening one. */
function fenceOf(lines) {
    const longest = lines.reduce((most, line) => (line.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), most), 2);
    return '`'.repeat(longest + 1);
}
/** A fenced code block. The lines hold no line end. */
function fence(lines) {
    const mark = fenceOf(lines);
    return markdownOf([`${mark}text`, ...lines, mark].join('\n'));
}
/** Something folded away. The blank lines make GitHub read the body as Markdown again after the HTML. */
const details = (title, body) => markup `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
/** More rows than this tell nobody anything. */
const mostRows = 100;
/** A table, or undefined when there are no rows. Rows beyond the hundredth are left out, which the last row says. */
function table(head, rows) {
    if (rows.length === 0)
        return undefined;
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const left = rows.length - mostRows;
    return markdownOf([
        line(head),
        line(head.map(() => '---')),
        ...rows.slice(0, mostRows).map(line),
        ...(left > 0 ? [line([`… and ${left} more`, ...head.slice(1).map(() => '')])] : []),
    ].join('\n'));
}


/***/ }),

/***/ 16605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jr: () => (/* binding */ endedWell),
/* harmony export */   Kz: () => (/* binding */ leftoversOf),
/* harmony export */   Tg: () => (/* binding */ failsAsForced),
/* harmony export */   Vj: () => (/* binding */ verdictOf),
/* harmony export */   dm: () => (/* binding */ isUneventful),
/* harmony export */   xB: () => (/* binding */ isIdle)
/* harmony export */ });
const unforced = new Set(['graceful', 'already-gone', 'never-started']);
const forced = new Set(['quit', 'terminated', 'killed']);
/**
 * `leaked`: something is left, or an error keeps us from knowing that nothing is (law L3) · `degraded`: nothing is left,
 * and the guest did not go by its own will or something went wrong on the way · `clean`: neither. It is about the VM's
 * end only: `failure` has no part in it.
 */
function verdictOf(report) {
    const found = new Set(report.findings.map(({ level }) => level));
    if (leftoversOf(report).length > 0 || report.shutdown?.outcome === 'stuck' || found.has('error'))
        return 'leaked';
    const unwilling = report.shutdown !== undefined && !unforced.has(report.shutdown.outcome);
    const failed = report.releases.some(({ outcome }) => outcome === 'failed');
    return unwilling || failed || found.has('warning') ? 'degraded' : 'clean';
}
/** Nobody had to end QEMU, and nothing says that the guest did not end in order. It is about the VM alone, not its files. */
const endedWell = ({ outcome, crashed }) => unforced.has(outcome) && crashed !== true;
/** Nothing in it needs anybody's attention: it is told in a few lines, and several VMs of one job do not fill a page. */
const isUneventful = ({ failure, causes = [], ...report }) => failure === undefined && causes.length === 0 && verdictOf(report) === 'clean';
/** Everything that is left, once each: a resource's own check and the scan at the end may see the same thing. */
function leftoversOf(report) {
    const all = [...report.releases.flatMap(({ leftovers }) => leftovers), ...report.leftovers];
    return [...new Map(all.map((leftover) => [JSON.stringify([leftover.what, leftover.where]), leftover])).values()];
}
/** The guest was asked and QEMU had to be ended without it, and the user wants to fail in that case. */
function failsAsForced({ shutdown, plan }) {
    return plan?.failOn === 'forced-shutdown' && shutdown !== undefined && forced.has(shutdown.outcome);
}
/** There was no VM to take down: `post` without `main`, or `post` after somebody else had done the work. */
function isIdle(report) {
    const { shutdown, releases, failure, plan, phase } = report;
    if (phase === 'main' && plan !== undefined)
        return false;
    const untouched = shutdown === undefined || shutdown.outcome === 'never-started';
    return untouched && releases.length === 0 && failure === undefined && verdictOf(report) === 'clean';
}


/***/ }),

/***/ 49439:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $U: () => (/* binding */ crashLineOf),
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   OX: () => (/* binding */ idleSentence),
/* harmony export */   Wy: () => (/* binding */ labelOf),
/* harmony export */   Xb: () => (/* binding */ resultWords),
/* harmony export */   dB: () => (/* binding */ outcomeRemedy),
/* harmony export */   de: () => (/* binding */ whereOf),
/* harmony export */   jO: () => (/* binding */ collectedLines),
/* harmony export */   o1: () => (/* binding */ bootSentence),
/* harmony export */   rA: () => (/* binding */ askWords),
/* harmony export */   t1: () => (/* binding */ causeLines),
/* harmony export */   yC: () => (/* binding */ outcomeTitles),
/* harmony export */   yz: () => (/* binding */ outcomeSentence)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99335);
/* harmony import */ var _guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33143);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16605);



/** The words of the report, the same in annotations, summary and log. Plain text, in part hostile: escape before use. */
/** What the report is about: `VM guest`, or the tag when no plan is known, or the program itself. */
function labelOf({ plan, vm, phase }) {
    const label = plan !== undefined ? `VM ${plan.spec.name}` : vm !== undefined ? `VM ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .tagOf */ .cO)(vm)}` : 'qemu-vm';
    return phase === 'sweep' ? `${label} of an earlier job` : label;
}
/** One word for the state of affairs; work and cleanup have separate words. */
function stateOf(report) {
    const verdict = (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictOf */ .Vj)(report);
    if (report.failure !== undefined) {
        return { word: report.shutdown === undefined ? 'failed' : `failed · cleanup ${verdict}`, icon: '❌' };
    }
    if (report.phase === 'main' && report.shutdown === undefined)
        return { word: 'ready', icon: '🟢' };
    return { word: verdict, icon: (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .failsAsForced */ .Tg)(report) ? icons.leaked : icons[verdict] };
}
/** Red for whatever fails the step. */
const icons = { clean: '✅', degraded: '⚠️', leaked: '❌' };
const outcomeTitles = {
    graceful: 'Guest shut down gracefully',
    'already-gone': 'VM was already gone',
    'never-started': 'VM was never started',
    'guest-rebooted': 'Guest rebooted, upon which QEMU ends',
    'guest-crashed': 'Guest crashed',
    quit: 'Guest did not shut down; QEMU was told to quit',
    terminated: 'Guest did not shut down; QEMU was terminated',
    killed: 'Guest did not shut down; QEMU was killed',
    stuck: 'QEMU is stuck and still there',
};
/** How the VM ended, in one sentence. */
function outcomeSentence(shutdown) {
    const took = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(shutdown.took);
    const courtesy = courtesyOf(shutdown.attempts);
    switch (shutdown.outcome) {
        case 'graceful':
            return `The guest shut itself down in ${took}.`;
        case 'already-gone':
            return 'QEMU had ended before anybody asked the guest to shut down.';
        case 'never-started':
            return 'QEMU was never started.';
        case 'guest-rebooted':
            if (shutdown.attempts.length === 0)
                return 'The guest had rebooted by itself before anybody asked it to shut down; QEMU ends at a reset.';
            return `The guest was asked to power off and reset instead, after ${took}; QEMU ends at a reset.`;
        case 'guest-crashed':
            return 'The guest crashed: a kernel panic was seen, so nothing says that its disks were written out.';
        case 'quit':
            if (isByOthers(shutdown))
                return `Somebody else told QEMU to quit while the guest was being asked, after ${took}.`;
            return `${courtesy}; QEMU was told to quit and did, after ${took} in all.`;
        case 'terminated':
            if (isByOthers(shutdown))
                return `Somebody else ended QEMU by a signal while the guest was being asked, after ${took}.`;
            return `${courtesy}; QEMU did not quit either and ended at SIGTERM, after ${took} in all.`;
        case 'killed':
            if (isByOthers(shutdown))
                return `QEMU was killed, or crashed, while the guest was being asked, after ${took}.`;
            return `${courtesy}; QEMU answered to nothing and was killed (SIGKILL), after ${took} in all.`;
        case 'stuck':
            return `QEMU is still there after SIGKILL and ${took} in all: a thread of it waits within the kernel.`;
    }
}
/** What booted, how, and in what time: what a person wants to know of a VM with which nothing was wrong. */
function bootSentence({ plan, bootTook }) {
    if (plan === undefined || bootTook === undefined)
        return undefined;
    const { boot } = plan.spec;
    return `It was ready ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(bootTook)} after QEMU started, under ${plan.accelerator}, from ${boot.kind === 'disk' ? boot.image : boot.kernel}.`;
}
/** Only the guest was asked, and yet QEMU was ended otherwise. */
const isByOthers = ({ attempts }) => attempts.length > 0 && attempts.every(({ ask }) => ask === 'poweroff' || ask === 'powerdown');
/** What there is to say about a phase that had nothing to do. */
const idleSentence = ({ findings }) => findings[0]?.message ?? 'Nothing to do: no VM was left to take down.';
/** What to do so that it goes better the next time; undefined when it went well. */
function outcomeRemedy({ outcome, attempts }) {
    switch (outcome) {
        case 'graceful':
        case 'already-gone':
        case 'never-started':
            return undefined;
        case 'guest-rebooted':
            if (attempts.length === 0)
                return 'Reboot it with guest reboot, or set allow-reboot: true. Did it not mean to? See what its console says before that.';
            return 'Make the guest power off at the power button: see HandlePowerKey in logind.conf, or the events of acpid.';
        case 'guest-crashed':
            return "See what the guest's console says before that.";
        case 'stuck':
            return "What it holds was left in place. The next job on this machine tries again; if that fails too, look at the machine's storage and reboot it.";
        case 'quit':
        case 'terminated':
        case 'killed':
            return attempts.some(({ ask, result }) => ask === 'powerdown' && result === 'timed-out')
                ? 'Install acpid or qemu-guest-agent in the guest, or raise shutdown-timeout.'
                : 'The step summary tells under "How it went down" why the guest could not be asked.';
    }
}
/** What became of asking the guest itself, before it was forced. */
function courtesyOf(attempts) {
    const said = attempts.flatMap(({ ask, result, detail, took }) => {
        if (ask !== 'poweroff' && ask !== 'powerdown')
            return [];
        const request = ask === 'powerdown' ? 'the power button' : 'the order to power off';
        if (result === 'timed-out')
            return [`ignored ${request} for ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(took)}`];
        if (result === 'exited' || (result === 'unavailable' && ask === 'poweroff'))
            return [];
        return [`could not be reached by ${request} (${detail ?? resultWords[result]})`];
    });
    return said.length === 0 ? 'The guest was not asked' : `The guest ${said.join(' and ')}`;
}
const askWords = {
    poweroff: 'Power off, asked within the guest',
    powerdown: 'Power button (ACPI)',
    quit: 'QEMU told to quit',
    terminate: 'SIGTERM to QEMU',
    kill: 'SIGKILL to QEMU',
};
const resultWords = {
    exited: 'QEMU ended',
    'timed-out': 'no effect in time',
    refused: 'cannot be obeyed',
    unavailable: 'no way to ask',
    failed: 'asking failed',
};
/** Where a resource is, from whatever its description and evidence say: works for kinds that are yet to come. */
function whereOf({ description, evidence }) {
    const facts = { ...description };
    if (typeof facts['path'] === 'string')
        return facts['path'];
    const pid = evidence !== undefined && 'pid' in evidence ? [['pid', evidence.pid]] : [];
    return [...pid, ...Object.entries(facts)]
        .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', ');
}
/** The cause, what tells of it, what to do, and what else was seen; nothing where there is none. */
function causeLines(causes = []) {
    const [cause, ...others] = causes;
    if (cause === undefined)
        return [];
    const { where, line } = cause.evidence;
    return [
        cause.sentence,
        `${where === '' ? 'Told by' : `In ${where}`}: ${line}`,
        `What to do: ${cause.remedy}`,
        ...(others.length === 0 ? [] : [`Seen as well: ${others.map(({ title }) => title).join('; ')}.`]),
    ];
}
/** What a kernel or its init says at the end; Linux's panic.c, traps.c and the BSDs' `panic:`. */
const lastWords = /kernel panic|\bpanic:|\bOops\b|\bBUG: |general protection fault|unable to (?:handle|mount)/i;
/** The kernel's own words for a panic, but those that end its report of one: `---[ end Kernel panic … ]---`. */
const panicWords = /^(?!.*---\[ end).*panic/i;
/** The console line that tells of the crash: where the last panic begins, or else the last other complaint. Hostile text. */
function crashLineOf(consoleTail = '') {
    const lines = (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLines */ .y1)(consoleTail, { lines: 10_000, columns: 500 }).lines.filter((line) => lastWords.test(line));
    return (lines.findLast((line) => panicWords.test(line)) ?? lines.at(-1))?.trim();
}
/** What there is to tell of files that were collected, a line each. Names are the guest's: escape before use. */
function collectedLines({ to, entries, bytes, missing, leftOut, failure }) {
    const mib = (bytes / 1024 / 1024).toFixed(1);
    return [
        ...(failure === undefined
            ? [`${entries} files and directories, ${mib} MiB, in ${to}`]
            : [`Not collected: ${failure}`]),
        ...missing.map((path) => `Not in the guest: ${path}`),
        ...leftOut.map((one) => `Left out: ${one}`),
    ];
}


/***/ }),

/***/ 65254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ acquire)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78645);

/**
 * Makes a resource: the intent is durable before `make` starts (law L1), the evidence is recorded when it returns.
 * @throws QemuVmError `cancelled`, making nothing or telling of it, when the ledger is being closed by another process.
 */
async function acquire(intent, make, ledger) {
    ledger.append({ type: 'intent', intent });
    refuseWhenClosing(ledger);
    const evidence = await make();
    ledger.append({ type: 'acquired', id: intent.id, evidence });
    refuseWhenClosing(ledger);
    return evidence;
}
function refuseWhenClosing(ledger) {
    if (ledger.read().closing)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn('cancelled', 'This VM is being stopped by another process.');
}


/***/ }),

/***/ 38281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ makeBridgePort),
/* harmony export */   r: () => (/* binding */ bridgePortResource)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78645);
/* harmony import */ var _host_privilege_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72156);
/* harmony import */ var _plan_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46502);
/* harmony import */ var _resource_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99884);
/* harmony import */ var _tap_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(55179);







/** IFNAMSIZ without the final NUL, and the characters that make a path of a name. linux/if.h, dev_valid_name(). */
const linkName = /^(?!\.\.?$)[^\s/:]{1,15}$/;
/**
 * Makes the VM's tap, which must be there, a port of a bridge of the user's.
 * @returns the identity of the tap. @throws QemuVmError when there is no such tap or bridge.
 */
async function makeBridgePort(bridge, vm, host) {
    const name = (0,_plan_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .tapNameOf */ .OA)(vm);
    if (!linkName.test(bridge) || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(`/sys/class/net/${bridge}/bridge`)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `There is no bridge ${JSON.stringify(bridge)}.`);
    }
    const tap = (0,_tap_js__WEBPACK_IMPORTED_MODULE_5__/* .tapOf */ .b8)(name, undefined, vm);
    if (tap === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `There is no tap ${name} for the bridge ${bridge}.`);
    await (0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_3__/* .changeAsRoot */ .xu)(['ip', 'link', 'set', 'dev', name, 'master', bridge], host);
    return tap;
}
/** The tap leaves the bridge, which stays as it is. A tap that was put into another bridge since, stays there. */
const bridgePortResource = {
    async release(held, vm, host) {
        if (!isPort(held, vm))
            return 'absent';
        await (0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_3__/* .changeAsRoot */ .xu)(removal(held), host);
        return 'released';
    },
    verify: (held, vm) => (0,_resource_js__WEBPACK_IMPORTED_MODULE_6__/* .promised */ .C)(() => {
        const { name, bridge } = held.description;
        const remedy = `sudo ${(0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_3__/* .byHand */ .XL)(removal(held))}`;
        return isPort(held, vm) ? [{ what: 'bridge port', where: `${name} in ${bridge}`, remedy }] : [];
    }),
};
function isPort({ description: { name, bridge }, evidence }, vm) {
    if ((0,_tap_js__WEBPACK_IMPORTED_MODULE_5__/* .tapOf */ .b8)(name, evidence, vm) === undefined)
        return false;
    try {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(`/sys/class/net/${name}/master`)) === bridge;
    }
    catch {
        return false; // a link that is no port has no master
    }
}
const removal = ({ description: { name } }) => [
    'ip',
    'link',
    'set',
    'dev',
    name,
    'nomaster',
];


/***/ }),

/***/ 79965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   rI: () => (/* binding */ restoreAccess),
/* harmony export */   wn: () => (/* binding */ directoryResource)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78645);
/* harmony import */ var _host_mounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50529);
/* harmony import */ var _host_privilege_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72156);
/* harmony import */ var _host_retry_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(74841);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(50952);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99335);
/* harmony import */ var _loop_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64402);









/** Makes a directory of our own. @throws QemuVmError when it is there already: we never share one. */
function makeDirectory(path) {
    try {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync(path, { mode: 0o700 });
        const { dev, ino } = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path);
        return Promise.resolve({ dev, ino });
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `The directory ${path} could not be made.`, { cause });
    }
}
/** A directory named after the VM's tag, with all that is in it. Links in it are removed, never followed. */
const directoryResource = {
    async release({ description }, vm) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(description.path); // with a slash at its end a link would be followed
        const stat = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path, { throwIfNoEntry: false });
        if (stat === undefined)
            return 'absent';
        const isOurs = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path) === (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .tagOf */ .cO)(vm) && stat.isDirectory() && stat.uid === process.getuid?.();
        if (!isOurs)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `${path} was not removed: it is not a directory of this VM.`);
        refuseWhenInUse(path);
        const remove = async () => {
            try {
                await node_fs__WEBPACK_IMPORTED_MODULE_0__.promises.rm(path, { recursive: true, force: true }); // rmSync() tells of errors without their names
            }
            catch (error) {
                if (error.code === 'EACCES')
                    openUp(path);
                throw error;
            }
        };
        await (0,_host_retry_js__WEBPACK_IMPORTED_MODULE_7__/* .retry */ .L)(remove, { tries: 5, pause: (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .millis */ .ne)(200) });
        return 'released';
    },
    verify({ description: { path } }) {
        const isLeft = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
        return Promise.resolve(isLeft ? [{ what: 'directory', where: path, remedy: `rm -rf ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteWord */ .X)(path)}` }] : []);
    },
};
/**
 * What is mounted in it is another's file system, be it a directory of the user's: emptying it would destroy that. And a
 * loop device that would not go still writes to its file, by which alone it is found again (law L17).
 */
function refuseWhenInUse(path) {
    const real = node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync(path);
    const mount = (0,_host_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .readMounts */ .bq)().find(({ point }) => (0,_host_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(point, real));
    if (mount !== undefined) {
        const hint = `Unmount it first: sudo ${(0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_4__/* .byHand */ .XL)(['umount', mount.point])}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `${path} was not removed: ${mount.source} is mounted on ${mount.point}.`, { hint });
    }
    const loop = (0,_loop_js__WEBPACK_IMPORTED_MODULE_6__/* .loopDevices */ .wA)().find(({ file }) => (0,_host_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(file, real));
    if (loop === undefined)
        return;
    const hint = `Detach it first: sudo ${(0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_4__/* .byHand */ .XL)(['losetup', '-d', `/dev/${loop.device}`])}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `${path} was not removed: /dev/${loop.device} uses ${loop.file}.`, { hint });
}
/** Undoes a chmod of a directory of this VM, so that what lies in it can be used. Never throws: it may be gone. */
function restoreAccess(path, vm) {
    try {
        const stat = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path);
        const isOurs = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path) === (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .tagOf */ .cO)(vm) && stat.isDirectory() && stat.uid === process.getuid?.();
        if (isOurs && (stat.mode & 0o700) !== 0o700)
            node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync(path, 0o700);
    }
    catch {
        // whoever needs what is in it will say so
    }
}
/** Undoes a chmod that a step did in our directory, so that its owner can empty it. */
function openUp(path) {
    node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync(path, 0o700);
    for (const entry of node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync(path, { withFileTypes: true })) {
        if (entry.isDirectory())
            openUp((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, entry.name));
    }
}


/***/ }),

/***/ 64402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pc: () => (/* binding */ loopResource),
/* harmony export */   wA: () => (/* binding */ loopDevices)
/* harmony export */ });
/* unused harmony exports describeLoop, makeLoop */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78645);
/* harmony import */ var _host_privilege_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72156);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99335);
/* harmony import */ var _resource_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99884);
/* harmony import */ var _tagged_place_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26918);






/** A device that is detached while open, be it by udev's blkid, goes when it is closed (autoclear, loop.c). */
const clearBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .seconds */ .YA)(2);
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(50);
/** The loop device of a file in a directory of the VM's. @throws when the file is not there. */
function describeLoop(path, vm) {
    const place = placeOf(path, vm);
    if (place === undefined)
        throw new QemuVmError('resource', `There is no file ${path} for a loop device.`);
    return { path: place };
}
/** Attaches a free loop device. @throws QemuVmError when there is none, or root's rights are not to be had. */
async function makeLoop({ path }, host) {
    await changeAsRoot(['losetup', '--find', path], host);
    const device = loopDevices().find(({ file }) => file === path)?.device;
    const stat = fs.lstatSync(path, { throwIfNoEntry: false });
    if (device === undefined || stat === undefined) {
        throw new QemuVmError('resource', `The loop device of ${path} was gone as soon as it was made.`);
    }
    return { device, dev: stat.dev, ino: stat.ino };
}
/** Every loop device of a file in a directory of the VM's. Known by the file, never by the device's number. */
const loopResource = {
    async release(held, vm, host) {
        const found = ownDevices(held, vm);
        if (found.length === 0)
            return 'absent';
        for (const device of found)
            await (0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_2__/* .runAsRoot */ .yf)(removal(device), host);
        const deadline = host.clock.now() + clearBudget;
        while (ownDevices(held, vm).length > 0 && host.clock.now() < deadline)
            await host.clock.sleep(pause);
        return 'released';
    },
    verify: (held, vm) => (0,_resource_js__WEBPACK_IMPORTED_MODULE_5__/* .promised */ .C)(() => ownDevices(held, vm).map((device) => ({
        what: 'loop device',
        where: `/dev/${device} on ${held.description.path}`,
        remedy: `sudo ${(0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_2__/* .byHand */ .XL)(removal(device))}`,
    }))),
};
/** A file that was removed is told of with a mark, and can no longer be looked at. */
function ownDevices({ description: { path }, evidence }, vm) {
    (0,_tagged_place_js__WEBPACK_IMPORTED_MODULE_4__/* .tagDirectoryOf */ .P)(path, vm);
    const stat = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path, { throwIfNoEntry: false });
    const isRecorded = evidence === undefined || (stat?.dev === evidence.dev && stat.ino === evidence.ino);
    const found = loopDevices().filter(({ file }) => file === `${path} (deleted)` || (file === path && isRecorded));
    return found.map(({ device }) => device);
}
/** The loop devices of this machine that have a file, and its path as the kernel knows it. */
function loopDevices() {
    return blockDevices().flatMap((device) => {
        try {
            const file = node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync(`/sys/block/${device}/loop/backing_file`, 'utf8');
            return [{ device, file: file.replace(/\n$/, '') }];
        }
        catch {
            return []; // no loop device, or one without a file
        }
    });
}
function blockDevices() {
    try {
        return node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync('/sys/block');
    }
    catch {
        return []; // a container without /sys has no loop devices either
    }
}
const removal = (device) => ['losetup', '-d', `/dev/${device}`];


/***/ }),

/***/ 49135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hk: () => (/* binding */ endProcesses),
/* harmony export */   ZS: () => (/* binding */ livingOf),
/* harmony export */   gW: () => (/* binding */ processResource),
/* harmony export */   nE: () => (/* binding */ leftoverOf)
/* harmony export */ });
/* unused harmony export areGone */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99335);


/** How long a helper has after SIGTERM, and after SIGKILL. The ladder has its own budgets for QEMU itself. */
const termBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .seconds */ .YA)(2);
/** How long one that serves QEMU has to end by itself: it mostly does when QEMU has closed the connection (V26). */
const voluntaryBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .seconds */ .YA)(2);
const killBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .seconds */ .YA)(2);
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(10);
/** A process of the VM. QEMU is brought down by the ladder; what is left of it, and every helper, by signals. */
const processResource = {
    async release(held, vm, host) {
        const living = livingOf(held, vm, host);
        if (living.length === 0)
            return 'absent';
        if (isServer(held) && (await areGone(living, voluntaryBudget, host)))
            return 'released';
        await endProcesses(livingOf(held, vm, host), host);
        return 'released';
    },
    verify(held, vm, host) {
        const living = livingOf(held, vm, host).map((one) => leftoverOf(one, host));
        return Promise.resolve([...living, ...lockLeftovers(held, host)]);
    },
};
/**
 * What lives of an intent's process: the recorded one, and, since its maker may have died before it could record, every
 * QEMU that has the VM's name, and every swtpm or virtiofsd that carries its tag; for another helper without evidence,
 * every process that carries the tag.
 */
function livingOf(held, vm, host) {
    const { evidence, description } = held;
    const recorded = evidence === undefined || host.processes.state(evidence) === 'gone' ? [] : [evidence];
    if (description.role === 'qemu') {
        const named = host.processes.findQemu((0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(vm)).filter(({ pid }) => pid !== evidence?.pid);
        return [...recorded, ...named];
    }
    if (isServer(held)) {
        // virtiofsd forks into a sandbox, and the one that was recorded may end before the other
        const marked = new Set(host.processes.find((0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(vm)).map(({ pid }) => pid));
        const others = host.processes.named(description.role).filter(({ pid }) => marked.has(pid) && pid !== evidence?.pid);
        return [...recorded, ...others];
    }
    return evidence === undefined ? host.processes.find((0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(vm)) : recorded;
}
/** Does it serve QEMU, under the name of its role? */
const isServer = ({ description: { role } }) => role === 'swtpm' || role === 'virtiofsd';
/** SIGTERM (and SIGCONT: a stopped process would not see it), then SIGKILL. Identities are checked at each signal. */
async function endProcesses(processes, host) {
    for (const name of ['SIGTERM', 'SIGCONT'])
        for (const one of processes)
            host.processes.signal(one, name);
    if (await areGone(processes, termBudget, host))
        return;
    for (const one of processes)
        host.processes.signal(one, 'SIGKILL');
    await areGone(processes, killBudget, host);
}
/** Waits at most `budget` for the processes to be gone, and tells whether they are. */
async function areGone(processes, budget, host) {
    const deadline = host.clock.now() + budget;
    for (;;) {
        if (processes.every((one) => host.processes.state(one) === 'gone'))
            return true;
        if (host.clock.now() >= deadline)
            return false;
        await host.clock.sleep(pause);
    }
}
/** What to tell of a process that should be gone. */
const leftoverOf = (one, host) => ({
    what: 'process',
    where: host.processes.describe(one),
    remedy: `kill -9 ${one.pid}`,
});
/** The kernel's own word: QEMU holds a lock on its pidfile for as long as any thread of it lives (V9, V11). */
function lockLeftovers({ description: { pidFile } }, host) {
    const stat = pidFile === undefined ? undefined : node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(pidFile, { throwIfNoEntry: false });
    if (pidFile === undefined || stat === undefined)
        return [];
    return host.processes.locksOn(stat).map((pid) => {
        // A lock of an open file, or of a process in another container, has no pid; `kill -9 -1` would end everything
        const [holder, remedy] = pid > 0 ? [`pid ${pid}`, `kill -9 ${pid}`] : ['an unknown process', `fuser -v '${pidFile}'`];
        return { what: 'lock', where: `${pidFile}, held by ${holder}`, remedy };
    });
}


/***/ }),

/***/ 99884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ promised)
/* harmony export */ });
/** What does not wait, as a promise: what `body` throws becomes its rejection, and never meets a caller unprepared. */
const promised = (body) => new Promise((resolve) => {
    resolve(body());
});


/***/ }),

/***/ 26918:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ placeOf),
/* harmony export */   P: () => (/* binding */ tagDirectoryOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78645);
/* harmony import */ var _host_mounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50529);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99335);





/**
 * The directory named with the VM's tag that `path` lies in, by name alone.
 * @throws QemuVmError when there is none: a ledger found on disk may be forged, and such a path is nothing of ours.
 */
function tagDirectoryOf(path, vm) {
    const above = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path).split('/');
    const at = above.indexOf((0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .tagOf */ .cO)(vm));
    const isPlain = path.startsWith('/') && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.normalize)(path) === path && !path.endsWith('/') && !path.includes('\0');
    if (!isPlain || at < 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `${JSON.stringify(path)} was left alone: it is not in a directory of this VM.`);
    }
    return above.slice(0, at + 1).join('/');
}
/**
 * `path` without links above its last name, which itself is not looked at: what is there may be a link of a stranger's
 * or hang. Undefined when the directory that it should lie in is gone, and with it all that could be there.
 * @throws QemuVmError when links lead out of the VM's directory, or that is not ours.
 */
function placeOf(path, vm) {
    const tagDirectory = tagDirectoryOf(path, vm);
    const stat = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(tagDirectory, { throwIfNoEntry: false });
    if (stat === undefined)
        return undefined;
    const parent = realOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    if (parent === undefined)
        return undefined;
    const isOurs = stat.isDirectory() && stat.uid === process.getuid?.();
    if (!isOurs || !(0,_host_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(parent, node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync(tagDirectory))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `${path} was left alone: links lead to it, or its directory is not ours.`);
    }
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
}
function realOf(path) {
    try {
        return node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync(path);
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 55179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GL: () => (/* binding */ tapResource),
/* harmony export */   In: () => (/* binding */ makeTap),
/* harmony export */   b8: () => (/* binding */ tapOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78645);
/* harmony import */ var _host_privilege_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72156);
/* harmony import */ var _host_retry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(74841);
/* harmony import */ var _plan_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46502);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99335);
/* harmony import */ var _resource_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99884);







/** IFF_TAP of linux/if_tun.h, as /sys/class/net/NAME/tun_flags shows it. */
const tapFlag = 0x0002;
/** A QEMU that is just ending still holds its tap for a moment (V25). */
const tries = 5;
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .millis */ .ne)(200);
/**
 * Makes the VM's tap for the user who runs QEMU, marks it with the tag and sets it up. It lasts until it is removed.
 * @throws QemuVmError when there is a link of this name already, or root's rights are not to be had.
 */
async function makeTap(vm, host) {
    const name = (0,_plan_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .tapNameOf */ .OA)(vm);
    const user = String(process.getuid?.() ?? 0);
    if (linkText(name, 'ifindex') !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('resource', `There is a link ${name} already.`);
    await (0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_2__/* .changeAsRoot */ .xu)(['ip', 'tuntap', 'add', 'dev', name, 'mode', 'tap', 'user', user], host);
    await (0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_2__/* .changeAsRoot */ .xu)(['ip', 'link', 'set', 'dev', name, 'alias', (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .tagOf */ .cO)(vm), 'up'], host);
    const made = tapOf(name, undefined, vm);
    if (made === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('resource', `The tap ${name} was gone as soon as it was made.`);
    return made;
}
/** A tap of the VM's. Its name is the VM's id; a link of that name which is no tap, or has another's alias, stays. */
const tapResource = {
    async release({ description: { name }, evidence }, vm, host) {
        if (tapOf(name, evidence, vm) === undefined)
            return 'absent';
        const remove = async () => {
            // Unlike `ip link del` it fails with EBUSY while a process has the tap open, and takes it away from none
            if (tapOf(name, evidence, vm) !== undefined)
                await (0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_2__/* .changeAsRoot */ .xu)(removal(name), host);
        };
        await (0,_host_retry_js__WEBPACK_IMPORTED_MODULE_5__/* .retry */ .L)(remove, { tries, pause, worthwhile: isWorthRetrying });
        return 'released';
    },
    verify: ({ description: { name }, evidence }, vm) => (0,_resource_js__WEBPACK_IMPORTED_MODULE_6__/* .promised */ .C)(() => {
        const isLeft = tapOf(name, evidence, vm) !== undefined;
        const remedy = `sudo ${(0,_host_privilege_js__WEBPACK_IMPORTED_MODULE_2__/* .byHand */ .XL)(removal(name))}`;
        return isLeft ? [{ what: 'tap', where: `/sys/class/net/${name}`, remedy }] : [];
    }),
};
/**
 * The VM's tap as it is now; undefined when there is none. Its maker may have died before it could set the alias.
 * @throws QemuVmError when the name is not that of the VM's tap: a ledger found on disk may be forged.
 */
function tapOf(name, evidence, vm) {
    if (name !== (0,_plan_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .tapNameOf */ .OA)(vm)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('resource', `The link ${JSON.stringify(name)} was left alone: it is not this VM's tap.`);
    }
    const ifindex = Number(linkText(name, 'ifindex') ?? NaN);
    const alias = linkText(name, 'ifalias') ?? '';
    const isTap = (Number(linkText(name, 'tun_flags') ?? 0) & tapFlag) !== 0;
    const isMarked = alias === (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .tagOf */ .cO)(vm) || alias === '';
    const isRecorded = evidence === undefined || evidence.ifindex === ifindex;
    return isTap && isMarked && isRecorded ? { ifindex, alias } : undefined;
}
/** Trying again gets us no rights and no tools. */
const isWorthRetrying = (error) => error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn && error.code === 'command-failed';
const removal = (name) => ['ip', 'tuntap', 'del', 'dev', name, 'mode', 'tap'];
function linkText(name, file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/sys/class/net/${name}/${file}`, 'utf8').trim();
    }
    catch {
        return undefined; // no such link, or one without this: both are answers
    }
}


/***/ }),

/***/ 41258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ unixSocketResource),
/* harmony export */   w: () => (/* binding */ makeUnixSocket)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78645);
/* harmony import */ var _host_proc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33259);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(50952);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99335);
/* harmony import */ var _tagged_place_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26918);
/* harmony import */ var _resource_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(99884);







const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(10);
/**
 * Waits until the program that was told to has made its socket at `path`. unix(7). To be acquired around the program,
 * so that the intent is there before the socket (law L1) and the program is gone before the socket goes.
 * @returns its identity. @throws QemuVmError `timeout` when it is not there after `limit`; what `signal` says when it aborts.
 */
async function makeUnixSocket(path, limit, { clock }, signal) {
    const deadline = clock.now() + limit;
    for (;;) {
        const found = socketAt(path);
        if (found !== undefined)
            return found;
        if (clock.now() >= deadline) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('timeout', `There was no socket ${path} after ${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(limit)}.`);
        }
        await clock.sleep(pause, signal);
    }
}
/** A socket in a directory of the VM's. Whatever else is in its place, or a socket other than the recorded one, stays. */
const unixSocketResource = {
    release: (held, vm) => (0,_resource_js__WEBPACK_IMPORTED_MODULE_5__/* .promised */ .C)(() => {
        const path = ownSocket(held, vm);
        if (path === undefined)
            return 'absent';
        node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync(path, { force: true });
        return 'released';
    }),
    verify: (held, vm) => (0,_resource_js__WEBPACK_IMPORTED_MODULE_5__/* .promised */ .C)(() => {
        const path = ownSocket(held, vm);
        const inFiles = path === undefined ? [] : [leftover(path, `rm ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_6__/* .quoteWord */ .X)(path)}`)];
        return [...inFiles, ...stillBound(held, vm)];
    }),
};
function ownSocket({ description, evidence }, vm) {
    const path = (0,_tagged_place_js__WEBPACK_IMPORTED_MODULE_4__/* .placeOf */ .$)(description.path, vm);
    const found = path === undefined ? undefined : socketAt(path);
    if (found === undefined)
        return undefined;
    const isOurs = evidence === undefined || (evidence.dev === found.dev && evidence.ino === found.ino);
    return isOurs ? path : undefined;
}
/** A process that has a socket bound goes on serving it when its name is gone. The kernel tells of the name as bound. */
function stillBound({ description: { path } }, vm) {
    const names = [path, (0,_tagged_place_js__WEBPACK_IMPORTED_MODULE_4__/* .placeOf */ .$)(path, vm) ?? path].map((name) => Buffer.from(name).toString('latin1'));
    const lines = ((0,_host_proc_js__WEBPACK_IMPORTED_MODULE_2__/* .readProc */ .lK)('net/unix') ?? '').split('\n');
    // "Num RefCount Protocol Flags Type St Inode Path", proc(5)
    const bound = lines.some((line) => names.includes(/^\S+: (?:\S+ +){5}\d+ (.+)$/.exec(line)?.[1] ?? ''));
    return bound ? [leftover(`${path}, which a process still serves`, `ss -xlp | grep -F ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_6__/* .quoteWord */ .X)(path)}`)] : [];
}
function socketAt(path) {
    const stat = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path, { throwIfNoEntry: false });
    return stat?.isSocket() === true ? { dev: stat.dev, ino: stat.ino } : undefined;
}
const leftover = (where, remedy) => ({ what: 'unix socket', where, remedy });


/***/ }),

/***/ 33963:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ channelOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _guest_agent_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1586);
/* harmony import */ var _guest_ssh_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83405);
/* harmony import */ var _guest_side_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(47282);






/** The way into a guest for steps of `user`, by default whoever logs in; through the agent, root. */
const channelOf = (plan, host, user) => plan.spec.ready.kind === 'agent' ? agentChannel(plan, host, user) : sshChannel(plan, host, user);
function sshChannel({ tag, paths, spec }, { commands }, user) {
    const words = (script) => (0,_guest_ssh_js__WEBPACK_IMPORTED_MODULE_4__/* .sshWords */ .y$)(paths.sshConfig, 'guest', (0,_guest_side_js__WEBPACK_IMPORTED_MODULE_5__/* .remoteCommand */ .S2)(script, spec.access.user, user));
    return {
        lostStatus: 255,
        ask: (script, limit, input) => commands.run(words(script), { limit, tag, ...(input === undefined ? {} : { input }) }),
        async answer(script, limit) {
            // Into a file, since what comes are bytes and not text
            const directory = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), `${tag}-`));
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'answer');
            const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'wx', 0o600);
            try {
                const bounded = ['timeout', '-k', '2', String(limit / 1000), ...words(script)];
                const exit = await commands.attach(bounded, { stdin: 'ignore', stdout: file, stderr: 'ignore', tag });
                return 'code' in exit && exit.code === 0 ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path) : undefined;
            }
            finally {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(directory, { recursive: true });
            }
        },
        attach: (script, stdin, signal) => commands.attach(words(script), { stdin, tag, signal }),
    };
}
/** The agent hands the output on when the command has ended, and takes input before it begins: none of the user's. */
function agentChannel({ paths }, { clock }, user) {
    const run = (script, signal, input) => (0,_guest_agent_js__WEBPACK_IMPORTED_MODULE_3__/* .runByAgent */ .Qj)(paths.agentSocket, ['/bin/sh', '-c', (0,_guest_side_js__WEBPACK_IMPORTED_MODULE_5__/* .remoteCommand */ .S2)(script, 'root', user)], {
        ...{ clock, signal },
        ...(input === undefined ? {} : { input: Buffer.from(input) }),
    });
    return {
        async ask(script, limit, input) {
            const { code, stdout, stderr } = await run(script, AbortSignal.timeout(limit), input);
            return { code, stdout: stdout.toString(), stderr: stderr.toString() };
        },
        async answer(script, limit) {
            const { code, stdout } = await run(script, AbortSignal.timeout(limit));
            return code === 0 ? stdout : undefined;
        },
        async attach(script, _stdin, signal) {
            const { code, stdout, stderr, isTruncated } = await run(script, signal);
            process.stdout.write(stdout);
            process.stderr.write(stderr);
            if (isTruncated)
                process.stderr.write('The output was cut: the guest agent keeps 16 MiB of it.\n');
            return { code };
        },
    };
}


/***/ }),

/***/ 47282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fo: () => (/* binding */ collect),
/* harmony export */   GU: () => (/* binding */ execQuickly),
/* harmony export */   Gh: () => (/* binding */ runDelivered),
/* harmony export */   S2: () => (/* binding */ remoteCommand),
/* harmony export */   S8: () => (/* binding */ restart),
/* harmony export */   _N: () => (/* binding */ end),
/* harmony export */   aW: () => (/* binding */ bootId),
/* harmony export */   cK: () => (/* binding */ deliver),
/* harmony export */   hI: () => (/* binding */ mountShare),
/* harmony export */   n6: () => (/* binding */ unmountShares),
/* harmony export */   nt: () => (/* binding */ commandFiles),
/* harmony export */   qY: () => (/* binding */ execDelivered),
/* harmony export */   wU: () => (/* binding */ guestTrouble)
/* harmony export */ });
/* unused harmony export stepVariable */
/* harmony import */ var _guest_power_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82914);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50952);
/* harmony import */ var _plan_shares_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12120);



/**
 * The parts of a step that run in the guest, in POSIX sh alone (adr/0018). Each is one line, since the login shell that
 * takes it may be any. A step has a directory `qemu-vm-step-<token>`, which only its user can enter; all that is to be
 * known of a step afterwards lies there, so that a second connection can ask when the first one is lost.
 */
/** What the step's own processes are known by: every one inherits it, also those that leave the session. */
const stepVariable = 'QEMU_VM_STEP';
/** The runner's command files that a script may write, by their variable and their name in the step's directory. */
const commandFiles = {
    GITHUB_ENV: 'env',
    GITHUB_OUTPUT: 'output',
    GITHUB_PATH: 'path',
    GITHUB_STATE: 'state',
    GITHUB_STEP_SUMMARY: 'summary',
};
/** What the parts in the guest exit with when the guest itself is at fault; docker(1) and env(1) have the same. */
const guestTrouble = 125;
const directory = 'd=${TMPDIR:-/tmp}/qemu-vm-step-$t';
/**
 * stdin: `settings` to be sourced, the token on a line, then the script to its end. `size`: of the script, since a
 * connection that breaks ends stdin as well. Nothing runs yet: it may be done again.
 */
const deliver = (token, size) => sh([
    `t=$1; ${directory}; rm -rf "$d"; mkdir -m 700 "$d" && cd "$d" || exit ${guestTrouble}`,
    'while IFS= read -r l && [ "$l" != "$t" ]; do printf "%s\\n" "$l"; done >settings',
    `cat >script; [ "$(wc -c <script)" -eq "$2" ] || exit ${guestTrouble}`,
    ...Object.values(commandFiles).map((name) => `: >${name}`),
], [token, String(size)]);
const offered = Object.entries(commandFiles).map(([variable, name]) => `${variable}=$d/${name}`);
/**
 * Runs what was delivered. `begun` and `status` tell a second connection how far it came: a step that has begun is never
 * run again. A process that a signal ended counts as 128 and its number, as the shell has it; what the shell itself says
 * of that (`Killed`) is no output of the step, so its own stderr is closed.
 */
const runDelivered = (token, interpreter) => sh([
    `t=$1; shift; ${directory}; mkdir "$d/begun" || exit ${guestTrouble}`,
    '. "$d/settings"; rm "$d/settings"',
    `export ${stepVariable}=$t ${offered.join(' ')}`,
    'exec 3>&2 2>/dev/null; ("$@" "$d/script" </dev/null 2>&3 3>&-); s=$?; echo $s >"$d/status"; exit $s',
], [token, ...interpreter]);
/** Runs a command with the settings that were delivered, and with our stdin. */
const execDelivered = (token, command) => sh([
    `t=$1; shift; ${directory}; mkdir "$d/begun" || exit ${guestTrouble}`,
    '. "$d/settings"; rm "$d/settings"',
    `export ${stepVariable}=$t`,
    'exec 3>&2 2>/dev/null; ("$@" 2>&3 3>&-); s=$?; echo $s >"$d/status"; exit $s',
], [token, ...command]);
/**
 * The quick form, for a command without settings: it writes something down only where ssh's own 255, by which it tells of
 * a lost connection, is the status of the command. `inDirectory`: the first word is where it starts.
 */
const execQuickly = (inDirectory) => [
    `t=$1; shift; export ${stepVariable}=$t`,
    ...(inDirectory ? [`cd -- "$1" || exit ${guestTrouble}; shift`] : []),
    `exec 3>&2 2>/dev/null; ("$@" 2>&3 3>&-); s=$?; [ $s != 255 ] || { ${directory}; mkdir -m 700 "$d" && echo 255 >"$d/status"; }; exit $s`,
].join('; ');
/**
 * Prints what there is to know of a step and removes it: a line `begun` if it had, `status N` if it has ended, and for each
 * command file `NAME SIZE` and its bytes; of a file above `limit` bytes only the line.
 */
const collect = (token, limit) => sh([
    `t=$1; ${directory}; cd "$d" 2>/dev/null || exit 0`,
    '[ ! -d begun ] || echo begun; [ ! -s status ] || echo "status $(cat status)"',
    `for f in ${Object.values(commandFiles).join(' ')}; do [ -f $f ] || continue; n=$(($(wc -c <$f)))`,
    'echo "$f $n"; [ $n -gt "$2" ] || cat $f; done',
    'cd /; rm -rf "$d"',
], [token, String(limit)]);
/**
 * Ends the processes of a step: SIGINT, after 1 to 2 s SIGTERM, after as long again SIGKILL, the order in which the runner
 * does it. By the clock, since looking for them takes seconds itself in a guest that is emulated and busy. They are known by
 * their environment, as the runner knows orphans: for that the guest needs a /proc as Linux has it.
 */
const end = (token) => sh([
    't=$1; p() { for f in $(grep -ls "QEMU_VM_STEP=$t" /proc/[0-9]*/environ); do f=${f#/proc/}; echo ${f%/environ}; done; }',
    'for s in INT TERM KILL; do kill -s $s $(p) 2>/dev/null; e=$(($(date +%s) + 2))',
    'while [ -n "$(p)" ] && [ "$(date +%s)" -lt $e ]; do sleep 0.1 2>/dev/null || sleep 1; done',
    '[ -n "$(p)" ] || break; done',
], [token]);
/** Prints what is another at every boot: of Linux random(4), of the BSDs sysctl(3). */
const bootId = sh(['cat /proc/sys/kernel/random/boot_id 2>/dev/null || sysctl -n kern.boottime'], []);
/** Orders the guest to restart, and ends at once. */
const restart = sh([(0,_guest_power_js__WEBPACK_IMPORTED_MODULE_0__/* .powerScript */ .x)('reboot')], []);
/**
 * As root: mounts a share in the first way that the kernel knows and the host offers, and prints what readMounted() reads.
 * cache=mmap: without it programs could not map files to write to them, as linkers do; Linux, filesystems/9p.rst.
 */
const mountShare = ({ to, tag, access, ways }, user) => sh([
    'p=$1; t=$2; o=$3; u=$4; shift 4; mkdir -p -- "$p" || exit',
    'k() { grep -qw "$1" /proc/filesystems 2>/dev/null; }; h() { k $1 || { modprobe $1 2>/dev/null; k $1; }; }',
    `for f in ${_plan_shares_js__WEBPACK_IMPORTED_MODULE_1__/* .shareWays */ .u.join(' ')}; do h $f || { echo "no $f"; continue; }; case " $* " in *" $f "*) ;; *) echo "has $f"; continue ;; esac`,
    `m=$o; if [ $f = 9p ]; then modprobe 9pnet_virtio 2>/dev/null; m=$o,trans=virtio,version=9p2000.L,msize=${messageSize},cache=mmap; fi`,
    'if e=$(mount -t $f -o $m "$t" "$p" 2>&1); then echo "mounted $f"; set -- $(ls -nd -- "$p"); echo "owner $3 $(id -u "$u")"; exit 0; fi',
    'echo "failed $f" $e; done; exit 1',
], [to, tag, access === 'read-only' ? 'ro' : 'rw', user, ...ways]);
/** Of 9p: larger messages take fewer round trips; the kernel's own default is 128 KiB, and its most with virtio 500 KiB. */
const messageSize = 256 * 1024;
/** As root: what the guest keeps back for the shares reaches the host, also where a program still uses one. */
const unmountShares = (paths) => sh(['for p do umount -- "$p" 2>/dev/null || s=1; done; [ -z "$s" ] || sync'], paths);
/**
 * A remote command for sshd, run as `user`: sshd hands it to the login shell of whoever logs in, which may be none of
 * POSIX. As root by su(1), else by sudo(8) without a password.
 */
function remoteCommand(script, login, user = login) {
    if (user === login)
        return `exec ${script}`;
    const change = `if [ "$(id -u)" = 0 ]; then exec su "$1" -c "$2"; else exec sudo -n -H -u "$1" sh -c "$2"; fi`;
    return `exec ${sh([change], [user, script])}`;
}
function sh(parts, words) {
    return ['sh', '-c', (0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteWord */ .X)(parts.join('; ')), 'sh', ...words.map(_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteWord */ .X)].join(' ');
}


/***/ }),

/***/ 99335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $y: () => (/* binding */ idOfTag),
/* harmony export */   DB: () => (/* binding */ parseSize),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   Xq: () => (/* binding */ formatSize),
/* harmony export */   YA: () => (/* binding */ seconds),
/* harmony export */   _O: () => (/* binding */ parseVmId),
/* harmony export */   a: () => (/* binding */ resourceId),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   cO: () => (/* binding */ tagOf),
/* harmony export */   jh: () => (/* binding */ mebibytes),
/* harmony export */   ne: () => (/* binding */ millis)
/* harmony export */ });
/**
 * The units of the program, as branded types: a duration cannot be passed where a size is wanted.
 * Everything here is pure.
 */
/** A number of milliseconds, as such. */
const millis = (value) => value;
/** A number of seconds, in milliseconds. */
const seconds = (value) => (value * 1000);
/** A number of MiB, as such. */
const mebibytes = (value) => value;
/** The name of a resource, as such. */
const resourceId = (value) => value;
const tagPrefix = 'qemu-vm-';
/** `qemu-vm-<id>`: carried by the VM's directories, by QEMU's argv and by every process of the VM. */
const tagOf = (id) => tagPrefix + id;
/** The id within a tag, or undefined when the text is no tag. A tag found on disk is hostile until it passed here. */
function idOfTag(tag) {
    return tag.startsWith(tagPrefix) ? parseVmId(tag.slice(tagPrefix.length)) : undefined;
}
/** The id, or undefined when the text is not exactly eight lower-case hex digits. */
const parseVmId = (text) => (/^[0-9a-f]{8}$/.test(text) ? text : undefined);
const sizeUnits = { M: 1, MB: 1, MIB: 1, G: 1024, GB: 1024, GIB: 1024, T: 1024 ** 2 };
/** `512M`, `4G`, `1.5G` → MiB. Undefined when the text is no size or no whole number of MiB. */
function parseSize(text) {
    const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim());
    const factor = sizeUnits[match?.[2]?.toUpperCase() ?? ''];
    if (match === null || factor === undefined)
        return undefined;
    const value = Number(match[1]) * factor;
    return Number.isSafeInteger(value) && value > 0 ? mebibytes(value) : undefined;
}
const durationUnits = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** `90s`, `5m`, `1h`, `1m30s`, `500ms` → milliseconds. Undefined when the text is no duration. */
function parseDuration(text) {
    const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/gy)];
    if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text.trim())
        return undefined;
    const sum = parts.reduce((total, [, amount, name]) => total + Number(amount) * (durationUnits[name ?? ''] ?? NaN), 0);
    // Decimal fractions are not exact in binary: 1.001 s is a hair less than 1001 ms
    const whole = Math.round(sum);
    return Number.isSafeInteger(whole) && Math.abs(sum - whole) < 1e-6 ? millis(whole) : undefined;
}
/** For people: `340 ms`, `2.4 s`, `1 min 30 s`. */
function formatDuration(duration) {
    // The limits are those of what rounds up to the next unit
    if (duration < 999.5)
        return `${Math.round(duration)} ms`;
    if (duration < 59_950)
        return `${(duration / 1000).toFixed(1)} s`;
    const whole = Math.round(duration / 1000);
    return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
/** For people: `512 MiB`, `4 GiB`. */
const formatSize = (size) => (size > 0 && size % 1024 === 0 ? `${size / 1024} GiB` : `${size} MiB`);


/***/ })

};
