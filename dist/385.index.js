export const id = 385;
export const ids = [385];
export const modules = {

/***/ 20853:
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

/***/ 14262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ diagnose)
});

// UNUSED EXPORTS: causes

// EXTERNAL MODULE: ./src/diagnosis/clues.js
var clues = __webpack_require__(20853);
;// CONCATENATED MODULE: ./src/diagnosis/guest-causes.js

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

// EXTERNAL MODULE: ./src/diagnosis/host-causes.js
var host_causes = __webpack_require__(20238);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
;// CONCATENATED MODULE: ./src/diagnosis/timeout-causes.js


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

;// CONCATENATED MODULE: ./src/diagnosis/diagnose.js



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

/***/ 20238:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ hostCauses),
/* harmony export */   m: () => (/* binding */ asGoodAsNone)
/* harmony export */ });
/* harmony import */ var _clues_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20853);

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

/***/ 39163:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ ageOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50938);


/** How long ago a file or directory was written to; undefined where there is none. */
function ageOf(path) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
    return stat === undefined ? undefined : (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(Date.now() - stat.mtimeMs);
}


/***/ }),

/***/ 50072:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ isFrozen)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26350);


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

/***/ 7621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ takeLock),
/* harmony export */   m: () => (/* binding */ lockHolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26350);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50938);




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

/***/ 9896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   bq: () => (/* binding */ readMounts),
/* harmony export */   vI: () => (/* binding */ mountOf)
/* harmony export */ });
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69842);

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

/***/ 94403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XL: () => (/* binding */ byHand),
/* harmony export */   xu: () => (/* binding */ changeAsRoot),
/* harmony export */   yf: () => (/* binding */ runAsRoot)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27325);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50938);




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

/***/ 16962:
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

/***/ 913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C0: () => (/* binding */ lossOfKeeper),
/* harmony export */   FA: () => (/* binding */ startKeeper),
/* harmony export */   jD: () => (/* binding */ awaitQemu),
/* harmony export */   sX: () => (/* binding */ exitOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);
/* harmony import */ var _guest_console_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10387);
/* harmony import */ var _plan_intent_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1147);
/* harmony import */ var _plan_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(89861);
/* harmony import */ var _qemu_exit_watch_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82954);
/* harmony import */ var _resources_acquire_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(539);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(50938);








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

/***/ 27164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ cluesOf)
/* harmony export */ });
/* harmony import */ var _guest_console_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10387);
/* harmony import */ var _host_age_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39163);
/* harmony import */ var _host_room_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6133);
/* harmony import */ var _report_guest_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63742);




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

/***/ 76592:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ collect),
/* harmony export */   m: () => (/* binding */ fillGuest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16986);
/* harmony import */ var _guest_copy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11598);
/* harmony import */ var _guest_ssh_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99748);
/* harmony import */ var _host_room_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6133);
/* harmony import */ var _plan_intent_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1147);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50938);
/* harmony import */ var _waiting_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70533);







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

/***/ 88383:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CW: () => (/* binding */ refuseWithoutRoom),
/* harmony export */   RS: () => (/* binding */ fullDisk),
/* harmony export */   UB: () => (/* binding */ cutLogs),
/* harmony export */   lX: () => (/* binding */ diskTrouble)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _diagnosis_host_causes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20238);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16986);
/* harmony import */ var _guest_log_cap_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48953);
/* harmony import */ var _host_room_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6133);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50938);






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

/***/ 86212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qe: () => (/* binding */ mountShares),
/* harmony export */   q0: () => (/* binding */ leaveShares)
/* harmony export */ });
/* unused harmony export readMounted */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16986);
/* harmony import */ var _plan_shares_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1341);
/* harmony import */ var _report_guest_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63742);
/* harmony import */ var _steps_channel_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35114);
/* harmony import */ var _steps_guest_side_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8561);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50938);






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

/***/ 64385:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ stop)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(16986);
// EXTERNAL MODULE: ./src/host/frozen.js
var frozen = __webpack_require__(50072);
// EXTERNAL MODULE: ./src/ledger/ledger.js
var ledger_ledger = __webpack_require__(16962);
// EXTERNAL MODULE: ./src/host/lock.js
var lock = __webpack_require__(7621);
// EXTERNAL MODULE: ./src/plan/intent.js
var intent = __webpack_require__(1147);
// EXTERNAL MODULE: ./src/plan/paths.js
var paths = __webpack_require__(89861);
// EXTERNAL MODULE: ./src/report/report.js
var report_report = __webpack_require__(32388);
// EXTERNAL MODULE: ./src/resources/process.js
var resources_process = __webpack_require__(18462);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
// EXTERNAL MODULE: ./src/resources/bridge-port.js
var bridge_port = __webpack_require__(19112);
// EXTERNAL MODULE: ./src/resources/directory.js
var resources_directory = __webpack_require__(70872);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/quote.js
var quote = __webpack_require__(27325);
;// CONCATENATED MODULE: ./src/resources/block-text.js
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

;// CONCATENATED MODULE: ./src/resources/foreign-text.js



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

// EXTERNAL MODULE: ./src/resources/resource.js
var resource = __webpack_require__(64179);
;// CONCATENATED MODULE: ./src/resources/file-block.js








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

;// CONCATENATED MODULE: ./src/resources/lock-file.js








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

// EXTERNAL MODULE: ./src/resources/loop.js
var loop = __webpack_require__(80489);
// EXTERNAL MODULE: ./src/host/mounts.js
var host_mounts = __webpack_require__(9896);
// EXTERNAL MODULE: ./src/host/privilege.js
var privilege = __webpack_require__(94403);
// EXTERNAL MODULE: ./src/resources/tagged-place.js
var tagged_place = __webpack_require__(15429);
;// CONCATENATED MODULE: ./src/resources/mount.js








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

// EXTERNAL MODULE: ./src/resources/tap.js
var tap = __webpack_require__(32334);
// EXTERNAL MODULE: ./src/resources/unix-socket.js
var unix_socket = __webpack_require__(62731);
;// CONCATENATED MODULE: ./src/resources/catalogue.js









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

;// CONCATENATED MODULE: ./src/resources/release.js




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

// EXTERNAL MODULE: ./src/report/wording.js
var wording = __webpack_require__(33836);
// EXTERNAL MODULE: ./src/ledger/replay.js
var replay = __webpack_require__(95932);
;// CONCATENATED MODULE: ./src/phases/belongings.js







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

// EXTERNAL MODULE: ./src/guest/console.js
var console = __webpack_require__(10387);
// EXTERNAL MODULE: ./src/qemu/exit-watch.js
var exit_watch = __webpack_require__(82954);
;// CONCATENATED MODULE: ./src/shutdown/ladder.js

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

// EXTERNAL MODULE: ./src/host/retry.js
var retry = __webpack_require__(93178);
// EXTERNAL MODULE: ./src/qemu/qmp.js
var qmp = __webpack_require__(26080);
;// CONCATENATED MODULE: ./src/shutdown/monitor.js




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

;// CONCATENATED MODULE: ./src/shutdown/outcome.js
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

// EXTERNAL MODULE: ./src/guest/agent.js
var guest_agent = __webpack_require__(68715);
// EXTERNAL MODULE: ./src/guest/power.js
var power = __webpack_require__(78919);
// EXTERNAL MODULE: ./src/guest/ssh.js
var ssh = __webpack_require__(99748);
;// CONCATENATED MODULE: ./src/shutdown/rungs.js
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

// EXTERNAL MODULE: ./src/phases/await-qemu.js
var await_qemu = __webpack_require__(913);
// EXTERNAL MODULE: ./src/phases/room.js
var room = __webpack_require__(88383);
// EXTERNAL MODULE: ./src/phases/waiting.js
var waiting = __webpack_require__(70533);
;// CONCATENATED MODULE: ./src/phases/bring-down.js
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

// EXTERNAL MODULE: ./src/phases/collect.js
var collect = __webpack_require__(76592);
;// CONCATENATED MODULE: ./src/phases/done-before.js
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

// EXTERNAL MODULE: ./src/diagnosis/diagnose.js + 2 modules
var diagnose = __webpack_require__(14262);
// EXTERNAL MODULE: ./src/phases/clues.js
var clues = __webpack_require__(27164);
;// CONCATENATED MODULE: ./src/phases/evidence.js




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

// EXTERNAL MODULE: ./src/phases/shares.js
var shares = __webpack_require__(86212);
;// CONCATENATED MODULE: ./src/phases/stopwatch.js

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

;// CONCATENATED MODULE: ./src/phases/stop.js




















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

/***/ 70533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ waitingLine),
/* harmony export */   g: () => (/* binding */ telling)
/* harmony export */ });
/* harmony import */ var _guest_console_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10387);
/* harmony import */ var _report_guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63742);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50938);



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

/***/ 89861:
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
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50938);


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

/***/ 82954:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ watchExit)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);

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

/***/ 539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ acquire)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16986);

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

/***/ 19112:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ makeBridgePort),
/* harmony export */   r: () => (/* binding */ bridgePortResource)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16986);
/* harmony import */ var _host_privilege_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94403);
/* harmony import */ var _plan_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(89861);
/* harmony import */ var _resource_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64179);
/* harmony import */ var _tap_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(32334);







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

/***/ 70872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   rI: () => (/* binding */ restoreAccess),
/* harmony export */   wn: () => (/* binding */ directoryResource)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16986);
/* harmony import */ var _host_mounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9896);
/* harmony import */ var _host_privilege_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94403);
/* harmony import */ var _host_retry_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(93178);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(27325);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50938);
/* harmony import */ var _loop_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80489);









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

/***/ 80489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pc: () => (/* binding */ loopResource),
/* harmony export */   wA: () => (/* binding */ loopDevices)
/* harmony export */ });
/* unused harmony exports describeLoop, makeLoop */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);
/* harmony import */ var _host_privilege_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94403);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50938);
/* harmony import */ var _resource_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(64179);
/* harmony import */ var _tagged_place_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15429);






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

/***/ 64179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ promised)
/* harmony export */ });
/** What does not wait, as a promise: what `body` throws becomes its rejection, and never meets a caller unprepared. */
const promised = (body) => new Promise((resolve) => {
    resolve(body());
});


/***/ }),

/***/ 15429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ placeOf),
/* harmony export */   P: () => (/* binding */ tagDirectoryOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16986);
/* harmony import */ var _host_mounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9896);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50938);





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

/***/ 32334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GL: () => (/* binding */ tapResource),
/* harmony export */   In: () => (/* binding */ makeTap),
/* harmony export */   b8: () => (/* binding */ tapOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);
/* harmony import */ var _host_privilege_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94403);
/* harmony import */ var _host_retry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(93178);
/* harmony import */ var _plan_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(89861);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50938);
/* harmony import */ var _resource_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64179);







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

/***/ 62731:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ unixSocketResource),
/* harmony export */   w: () => (/* binding */ makeUnixSocket)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);
/* harmony import */ var _host_proc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69842);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27325);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50938);
/* harmony import */ var _tagged_place_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15429);
/* harmony import */ var _resource_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(64179);







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


/***/ })

};
