export const id = 726;
export const ids = [726,509];
export const modules = {

/***/ 49726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(11604);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/host/node-host.js + 1 modules
var node_host = __webpack_require__(4300);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(16986);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
;// CONCATENATED MODULE: ./src/images/cache.js




/** Counts what an entry consists of: 1 is the file as it was published, or a directory of packages. */
const layout = 1;
/** A hosted runner restores 100 MB in a second, and sometimes hangs for half an hour (actions/cache#810). */
const restoreLimit = (0,units/* seconds */.YA)(300);
const saveLimit = (0,units/* seconds */.YA)(600);
/** For each 128 MiB of a download. */
const segmentLimit = (0,units/* seconds */.YA)(60);
/**
 * @param directory the job's own directory for temporary files (RUNNER_TEMP): the service finds a file only under the very
 * path that it was saved from, and this one is the same on all hosted runners.
 */
function actionsCache(directory, host) {
    const nameOf = ({ algorithm, hex }) => `qemu-vm-image-${layout}-${algorithm}-${hex}`;
    const images = entries('The image was', host);
    return {
        async restore(digest) {
            const path = (0,external_node_path_.join)(directory, nameOf(digest));
            const isFound = await images.restore(nameOf(digest), path);
            if (isFound && external_node_fs_.lstatSync(path, { throwIfNoEntry: false })?.isFile() === true)
                return path;
            external_node_fs_.rmSync(path, { force: true, recursive: true });
            return undefined;
        },
        async save(digest, file) {
            const path = (0,external_node_path_.join)(directory, nameOf(digest));
            await images.save(nameOf(digest), path, () => {
                copyCheaply(file, path);
            });
        },
        packages: packageCache((0,external_node_path_.join)(directory, `qemu-vm-packages-${layout}`), host),
    };
}
function packageCache(directory, host) {
    const nameOf = (digest) => `qemu-vm-packages-${layout}-${digest}`;
    const packages = entries('The packages were', host);
    let saving = Promise.resolve();
    return {
        directory,
        async restore(digest) {
            await packages.restore(nameOf(digest), directory);
        },
        save(digest) {
            saving = packages.save(nameOf(digest), directory);
        },
        saved: () => saving,
    };
}
/**
 * Entries of the service never change: one that turns out to be damaged is replaced by one of the next number, and the newest
 * is taken. @param what begins the sentence that says what was not restored or saved.
 */
function entries(what, host) {
    const next = new Map();
    return {
        /** Brings a file or directory back to its path. @returns whether there was such an entry. */
        async restore(name, path) {
            const found = await tried(`${what} not restored`, restoreLimit, host, async (cache) => {
                // What is first is looked up as a whole; the others are beginnings, of which the newest entry counts
                const key = await cache.restoreCache([path], `${name}.newest`, [`${name}.`], { lookupOnly: true });
                next.set(name, Number(/\.(\d+)$/.exec(key ?? '')?.[1] ?? 0) + 1);
                return key === undefined
                    ? undefined
                    : await cache.restoreCache([path], key, [], { segmentTimeoutInMs: segmentLimit });
            });
            return found !== undefined;
        },
        /** `fill` makes what is to be saved, where it is not there yet; it is removed when it was saved. */
        async save(name, path, fill = () => undefined) {
            await tried(`${what} not saved`, saveLimit, host, async (cache) => {
                fill();
                try {
                    return await cache.saveCache([path], `${name}.${next.get(name) ?? 1}`);
                }
                finally {
                    external_node_fs_.rmSync(path, { force: true, recursive: true });
                }
            });
        },
    };
}
/** Loaded when used: it has four megabytes. */
const load = () => Promise.all(/* import() */[__webpack_require__.e(736), __webpack_require__.e(358), __webpack_require__.e(520), __webpack_require__.e(166)]).then(__webpack_require__.bind(__webpack_require__, 90166));
async function tried(what, limit, { clock, log }, work) {
    const over = new AbortController();
    try {
        const cache = await load();
        if (!cache.isFeatureAvailable())
            return undefined;
        const late = clock.sleep(limit, over.signal).then(() => {
            throw new Error(`it took longer than ${(0,units/* formatDuration */.a3)(limit)}`);
        });
        late.catch(() => undefined);
        return await Promise.race([work(cache), late]);
    }
    catch (error) {
        log.info(`${what} through the cache of GitHub Actions: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
    finally {
        over.abort();
    }
}
function copyCheaply(from, to) {
    external_node_fs_.rmSync(to, { force: true });
    try {
        external_node_fs_.linkSync(from, to);
    }
    catch {
        external_node_fs_.copyFileSync(from, to, external_node_fs_.constants.COPYFILE_FICLONE); // another disk
    }
}

// EXTERNAL MODULE: ./src/ledger/file-ledger.js
var file_ledger = __webpack_require__(24799);
;// CONCATENATED MODULE: ./src/arch.js
/** Architectures of guests that the action knows how to boot, by QEMU's names. */
const arches = ['x86_64', 'aarch64', 'riscv64'];

// EXTERNAL MODULE: ./src/host/digest.js
var host_digest = __webpack_require__(26350);
;// CONCATENATED MODULE: ./src/host/apt.js





const noneKept = { options: [], keep: () => undefined };
/** `'URL' NAME SIZE HASH`: apt-get(8), --print-uris. */
const printed = /^'[^']*' ([^\s/]+\.deb) \d+ SHA256:([0-9a-f]{64})$/;
/**
 * Lets apt-get take the archives that an earlier job has got, where they are those that it would get now. It looks at the
 * size alone of an archive that is there already (apt-pkg/acquire-item.cc, pkgAcqArchive; seen with 2.6.1): we hold each
 * against the SHA-256 of apt's signed lists. @param install the words of the installation.
 */
async function keptArchives(install, cache, host) {
    const giveUp = (error) => {
        host.log.info(`Packages are not cached: ${(0,errors/* messageOf */.bD)(error)}`);
    };
    try {
        const archives = await archivesFor(install, host);
        if (archives.length === 0)
            return noneKept;
        const digest = (0,host_digest/* digestOf */.o)(JSON.stringify(archives));
        await cache.restore(digest);
        const { directory } = cache;
        const partial = (0,external_node_path_.join)(directory, 'partial');
        external_node_fs_.mkdirSync(partial, { recursive: true });
        const isWhole = removeOthers(directory, archives) === archives.length;
        return {
            options: ['-o', `Dir::Cache::archives=${directory}`, '-o', 'APT::Keep-Downloaded-Packages=true'],
            keep() {
                try {
                    // What apt has made for itself, both empty: the first belongs to a user of its own, the second nobody else can read
                    external_node_fs_.rmdirSync(partial);
                    external_node_fs_.rmSync((0,external_node_path_.join)(directory, 'lock'), { force: true });
                    if (isWhole)
                        external_node_fs_.rmSync(directory, { recursive: true });
                    else
                        cache.save(digest);
                }
                catch (error) {
                    giveUp(error);
                }
            },
        };
    }
    catch (error) {
        giveUp(error);
        return noneKept;
    }
}
/** What apt-get would download for an installation, as its lists have it; nothing where it does not tell. */
async function archivesFor(install, host) {
    // As if there were no archives yet, and with a hash that is worth something, not with MD5
    const options = ['-o', 'Dir::Cache::archives=/nonexistent', '-o', 'Acquire::ForceHash=SHA256', '-qq', '--print-uris'];
    const { code, stdout } = await host.commands.run(['apt-get', ...options, ...install], { limit: (0,units/* seconds */.YA)(60) });
    const lines = stdout.split('\n').filter((line) => line !== '');
    const archives = lines.flatMap((line) => {
        const [, name, sha256] = printed.exec(line) ?? [];
        return name === undefined || sha256 === undefined ? [] : [{ name, sha256 }];
    });
    return code === 0 && archives.length === lines.length ? archives : [];
}
/** Leaves in a directory what is one of the archives, and what apt needs for itself. @returns how many archives there are. */
function removeOthers(directory, archives) {
    const hashes = new Map(archives.map(({ name, sha256 }) => [name, sha256]));
    let count = 0;
    for (const entry of external_node_fs_.readdirSync(directory, { withFileTypes: true })) {
        const path = (0,external_node_path_.join)(directory, entry.name);
        const isGood = entry.isFile() && hashes.has(entry.name) && (0,host_digest/* digestOf */.o)(external_node_fs_.readFileSync(path)) === hashes.get(entry.name);
        if (isGood)
            count++;
        else if (!(entry.isDirectory() && entry.name === 'partial'))
            external_node_fs_.rmSync(path, { recursive: true });
    }
    return count;
}

;// CONCATENATED MODULE: ./src/host/firmware.js

const pair = (directory, code, variables) => ({
    code: `${directory}/${code}`,
    variables: `${directory}/${variables}`,
});
/**
 * Where distributions put EDK II, raw images for pflash without Secure Boot, the best first. Debian and Ubuntu; Fedora and
 * relatives; SUSE; Arch; Alpine; and what QEMU's own `make install` brings.
 */
const places = {
    x86_64: [
        pair('/usr/share/OVMF', 'OVMF_CODE_4M.fd', 'OVMF_VARS_4M.fd'),
        pair('/usr/share/OVMF', 'OVMF_CODE.fd', 'OVMF_VARS.fd'),
        pair('/usr/share/edk2/ovmf', 'OVMF_CODE.fd', 'OVMF_VARS.fd'),
        pair('/usr/share/qemu', 'ovmf-x86_64-4m-code.bin', 'ovmf-x86_64-4m-vars.bin'),
        pair('/usr/share/edk2/x64', 'OVMF_CODE.4m.fd', 'OVMF_VARS.4m.fd'),
        pair('/usr/share/qemu', 'edk2-x86_64-code.fd', 'edk2-i386-vars.fd'),
    ],
    aarch64: [
        pair('/usr/share/AAVMF', 'AAVMF_CODE.no-secboot.fd', 'AAVMF_VARS.fd'),
        pair('/usr/share/AAVMF', 'AAVMF_CODE.fd', 'AAVMF_VARS.fd'),
        pair('/usr/share/edk2/aarch64', 'QEMU_EFI-pflash.raw', 'vars-template-pflash.raw'),
        pair('/usr/share/qemu', 'aavmf-aarch64-code.bin', 'aavmf-aarch64-vars.bin'),
        pair('/usr/share/edk2/aarch64', 'QEMU_CODE.fd', 'QEMU_VARS.fd'),
        pair('/usr/share/qemu', 'edk2-aarch64-code.fd', 'edk2-arm-vars.fd'),
    ],
    riscv64: [
        pair('/usr/share/qemu-efi-riscv64', 'RISCV_VIRT_CODE.fd', 'RISCV_VIRT_VARS.fd'),
        pair('/usr/share/edk2/riscv', 'RISCV_VIRT_CODE.fd', 'RISCV_VIRT_VARS.fd'),
        pair('/usr/share/qemu', 'edk2-riscv-code.fd', 'edk2-riscv-vars.fd'),
    ],
};
/** The firmware of this machine for guests of an architecture; undefined where none is installed. */
const findFirmware = (arch) => places[arch].find(({ code, variables }) => (0,external_node_fs_.existsSync)(code) && (0,external_node_fs_.existsSync)(variables));

;// CONCATENATED MODULE: ./src/host/platform.js





const platform_packages = {
    'qemu-system-x86_64': row('qemu-system-x86', 'qemu-system-x86-core', 'qemu-system-x86_64', 'qemu-x86', 'qemu-system-x86'),
    'qemu-system-aarch64': row('qemu-system-arm', 'qemu-system-aarch64-core', 'qemu-system-aarch64', 'qemu-arm', 'qemu-system-aarch64'),
    'qemu-system-riscv64': row('qemu-system-misc', 'qemu-system-riscv-core', 'qemu-system-riscv64', 'qemu-extra', 'qemu-system-riscv'),
    'qemu-img': row('qemu-utils', 'qemu-img', 'qemu-img', 'qemu-tools', 'qemu-img'),
    xz: row('xz-utils', 'xz', 'xz', 'xz', 'xz'),
    zstd: row('zstd', 'zstd', 'zstd', 'zstd', 'zstd'),
    bzip2: row('bzip2', 'bzip2', 'bzip2', 'bzip2', 'bzip2'),
    'uefi-x86_64': row('ovmf', 'edk2-ovmf', 'ovmf', 'qemu-ovmf-x86_64', 'edk2-ovmf'),
    'uefi-aarch64': row('qemu-efi-aarch64', 'edk2-aarch64', 'aavmf', 'qemu-uefi-aarch64', 'edk2-aarch64'),
    'uefi-riscv64': row('qemu-efi-riscv64', 'edk2-riscv64', 'edk2-riscv64', 'qemu-uefi-riscv64', 'edk2-riscv64'),
    virtiofsd: row('virtiofsd', 'virtiofsd', 'virtiofsd', 'virtiofsd', 'virtiofsd'),
    newuidmap: row('uidmap', 'shadow-utils', 'shadow-uidmap', 'shadow', 'shadow'),
    ssh: row('openssh-client', 'openssh-clients', 'openssh-client', 'openssh-clients', 'openssh'),
};
function row(apt, dnf, apk, zypper, pacman) {
    return { 'apt-get': apt, dnf, apk, zypper, pacman };
}
const installWords = {
    'apt-get': ['-o', 'DPkg::Lock::Timeout=120', 'install', '-y', '--no-install-recommends'],
    dnf: ['install', '-y', '--setopt=install_weak_deps=False'],
    apk: ['add', '--no-cache'],
    zypper: ['--non-interactive', 'install', '--no-recommends'],
    pacman: ['-Sy', '--noconfirm', '--needed'],
};
/** A package manager may have to wait for another one to end, and for a mirror. */
const installLimit = (0,units/* seconds */.YA)(600);
const sudoLimit = (0,units/* seconds */.YA)(5);
/** virtiofsd is nobody's to start by hand, and on no PATH: Fedora, Debian 13; Debian 12, Ubuntu 22.04; Arch. */
const virtiofsdPlaces = ['virtiofsd', '/usr/libexec/virtiofsd', '/usr/lib/qemu/virtiofsd', '/usr/lib/virtiofsd'];
/** The path of virtiofsd; undefined where there is none. */
const findVirtiofsd = (host) => virtiofsdPlaces.map((place) => host.commands.which(place)).find((path) => path !== undefined);
/** Firmware is a file of its own, and no program on PATH. */
function isInstalled(name, host) {
    if (name === 'virtiofsd')
        return findVirtiofsd(host) !== undefined;
    const arch = arches.find((one) => name === `uefi-${one}`);
    return arch === undefined ? host.commands.which(name) !== undefined : findFirmware(arch) !== undefined;
}
/**
 * Sees to it that programs, or firmware as `uefi-ARCH`, are there, with the distribution's own packages, without ever asking for a password.
 * @param cache where packages are looked for, and put for later jobs, by apt alone.
 * @throws QemuVmError `missing-program` that says what to install, when it may not or cannot install.
 */
async function ensurePrograms(programs, mayInstall, host, cache) {
    const missing = programs.filter((program) => !isInstalled(program, host));
    if (missing.length === 0)
        return;
    const manager = Object.keys(installWords).find((name) => host.commands.which(name) !== undefined);
    const wanted = manager === undefined ? [] : missing.map((program) => platform_packages[program]?.[manager] ?? program);
    const advice = manager === undefined ? 'Install QEMU and OpenSSH.' : `Install them: ${manager} ${wanted.join(' ')}.`;
    if (manager === undefined || !mayInstall) {
        throw new errors/* QemuVmError */.Wn('missing-program', `Not installed: ${missing.join(', ')}.`, { hint: advice });
    }
    await host.log.group(`Install ${wanted.join(', ')}`, async () => {
        await installWith(manager, wanted, host, cache);
    });
    const still = programs.filter((program) => !isInstalled(program, host));
    if (still.length > 0) {
        throw new errors/* QemuVmError */.Wn('missing-program', `${manager} installed ${wanted.join(', ')}, and ${still.join(', ')} is still not to be found.`);
    }
}
async function installWith(manager, wanted, host, cache) {
    const words = [...installWords[manager], ...wanted];
    await refuseWithoutSudo(`${manager} ${words.join(' ')}`, host);
    const install = async () => {
        const isCached = manager === 'apt-get' && cache !== undefined;
        const { options, keep } = isCached ? await keptArchives(words, cache, host) : noneKept;
        const result = await asRoot([manager, ...options, ...words], host);
        if (result.code === 0)
            keep();
        return result;
    };
    const first = await install();
    if (first.code === 0)
        return;
    // Package lists of a fresh machine are missing or old: get new ones, once
    const refreshed = manager === 'apt-get' ? await asRoot(['apt-get', '-o', 'Acquire::Retries=3', 'update'], host) : first;
    const second = refreshed.code === 0 ? await install() : refreshed;
    if (second.code === 0)
        return;
    const said = (second.stderr.trim() || second.stdout.trim()).split('\n').slice(-3).join(' ');
    throw new errors/* QemuVmError */.Wn('missing-program', `${wanted.join(', ')} could not be installed: ${said}`, {
        hint: `Install by hand: sudo ${manager} ${words.join(' ')}`,
    });
}
/** Asked first, because installing may take minutes: a sudo that waits for somebody is found out within seconds. */
async function refuseWithoutSudo(install, host) {
    if (process.getuid?.() === 0)
        return;
    const hint = `Install by hand: sudo ${install}`;
    const { code, timedOut, stderr } = await host.commands.run(['sudo', '-n', 'true'], { limit: sudoLimit }).catch(() => {
        throw new errors/* QemuVmError */.Wn('missing-program', 'Only root may install packages, and there is no sudo.', { hint });
    });
    if (code === 0)
        return;
    const why = timedOut ? 'it does not answer' : stderr.trim().split('\n')[0];
    throw new errors/* QemuVmError */.Wn('missing-program', `Only root may install packages, and sudo does not let us (${why}).`, { hint });
}
function asRoot(words, host) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const argv = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', ...words];
    host.log.info(argv.join(' '));
    return host.commands.run(argv, {
        limit: installLimit,
        onLine: (line) => {
            host.log.info(line);
        },
    });
}

;// CONCATENATED MODULE: ./src/plan/disk-arguments.js
/** The words for the disks: JSON where a path occurs; the rest is made of names that the parser has let through. */
function diskArguments(disks, files) {
    const controllers = controllersOf(disks);
    const hasScsi = disks.some(({ bus }) => bus === 'scsi');
    return [
        ...(hasScsi ? ['-device', 'virtio-scsi-pci,id=scsi'] : []),
        ...controllers.flatMap(controllerWords),
        ...disks.flatMap((disk, index) => {
            const file = files[index];
            return file === undefined ? [] : [...blockWords(disk, file, index), '-device', deviceOf(disk, index, controllers)];
        }),
    ];
}
const nodeOf = (index) => `disk${index}`;
function blockWords({ source }, { path, format }, index) {
    const isReadOnly = source.kind === 'file' && source.access === 'read-only';
    const node = {
        driver: format,
        'node-name': nodeOf(index),
        ...(isReadOnly ? { 'read-only': true } : { discard: 'unmap' }),
        file: { driver: 'file', filename: path, ...(isReadOnly ? {} : { discard: 'unmap' }) },
    };
    return ['-blockdev', JSON.stringify(node)];
}
function deviceOf({ bus, serial, nvme }, index, controllers) {
    const drive = `drive=${nodeOf(index)}`;
    const marked = serial === undefined ? drive : `${drive},serial=${serial}`;
    switch (bus) {
        case 'virtio':
            return `virtio-blk-pci,${marked}`;
        case 'scsi':
            return `scsi-hd,bus=scsi.0,${marked}`;
        case 'nvme': {
            const controller = controllers.find(({ disks }) => disks.includes(index));
            return ['nvme-ns', `bus=${controller?.id ?? ''}`, drive, ...optionsOf(nvme?.onNamespace ?? {})].join(',');
        }
    }
}
/** In the order of their first namespaces. What any line says about a controller counts. */
function controllersOf(disks) {
    const numbered = disks.flatMap((disk, index) => (disk.bus === 'nvme' ? [{ disk, index }] : []));
    const groups = Map.groupBy(numbered, ({ disk, index }) => disk.nvme?.controller ?? index);
    return [...groups.values()].map((group, number) => {
        const id = `nvme${number}`;
        return {
            id,
            serial: group.find(({ disk }) => disk.serial !== undefined)?.disk.serial ?? `qemu-vm-${id}`,
            options: Object.assign({}, ...group.map(({ disk }) => disk.nvme?.onController)),
            subsystem: Object.assign({}, ...group.map(({ disk }) => disk.nvme?.onSubsystem)),
            disks: group.map(({ index }) => index),
        };
    });
}
function controllerWords({ id, serial, options, subsystem }) {
    const inSubsystem = Object.keys(subsystem).length > 0;
    const own = [`id=${id}`, `serial=${serial}`, ...(inSubsystem ? [`subsys=${id}-subsys`] : []), ...optionsOf(options)];
    return [
        ...(inSubsystem ? ['-device', ['nvme-subsys', `id=${id}-subsys`, ...optionsOf(subsystem)].join(',')] : []),
        ...['-device', ['nvme', ...own].join(',')],
    ];
}
const optionsOf = (options) => Object.entries(options).map(([name, value]) => `${name}=${value}`);

// EXTERNAL MODULE: ./src/plan/keyed.js
var keyed = __webpack_require__(22339);
;// CONCATENATED MODULE: ./src/plan/link-arguments.js
/** The port of sshd; without a forward of the user's to it, there is one with a port of QEMU's choice. */
const sshForward = { protocol: 'tcp', host: 0, guest: 22 };
/** Every forward of a VM, the one to sshd included. */
const withSsh = (ports) => ports.some(({ protocol, guest }) => protocol === 'tcp' && guest === sshForward.guest) ? ports : [sshForward, ...ports];
/** QEMU's user network: a network of the guest's own, with forwards from the host's loopback alone (law L12). */
function userNetwork(ports) {
    const forwards = withSsh(ports).map(({ protocol, host, guest }) => `hostfwd=${protocol}:127.0.0.1:${host}-:${guest}`);
    return ['-netdev', ['user', 'id=net', ...forwards].join(','), '-device', 'virtio-net-pci,netdev=net'];
}
/** The private networks, by multicast on the loopback; and what a guest may look up to find its place in them. */
function privateNetworks(networks) {
    if (networks.length === 0)
        return [];
    const places = networks.map(({ name, mac, address }) => `${name} ${mac} ${address}\n`).join('');
    return [
        ...networks.flatMap(({ name, group, port, mac }) => [
            ...['-netdev', `socket,id=net-${name},mcast=${group}:${port},localaddr=127.0.0.1`],
            ...['-device', `virtio-net-pci,netdev=net-${name},mac=${mac}`],
        ]),
        ...['-fw_cfg', `name=opt/qemu-vm/networks,string=${places}`],
    ];
}
/** A tap that is there already, under its name: QEMU neither makes it nor runs scripts for it. */
const tapNetwork = (name) => [
    ...['-netdev', `tap,id=net-tap,ifname=${name},script=no,downscript=no`],
    ...['-device', 'virtio-net-pci,netdev=net-tap'],
];

;// CONCATENATED MODULE: ./src/plan/needs.js
/** Options of devices that came with a later QEMU than the oldest that is supported, with the version that has them. */
const since = [
    [/^fdp(\.|$)/, 8, 0], // hw/nvme: flexible data placement, commit 73064edfb8
    [/^zoned\.(numzrwa|zrwas|zrwafg)$/, 7, 0], // hw/nvme: zoned random write areas, commit 25872031e2
    [/^pif$/, 7, 0],
];
/**
 * Whether the machine takes -fw_cfg. QEMU 7.1 and 7.2 give riscv64's its device only when they have read all options, and
 * refuse them (hw/riscv/virt.c, create_fw_cfg() in virt_machine_done()).
 */
const takesFwCfg = (arch, version) => arch !== 'riscv64' || !/^7\.[12]\./.test(version);
/** What the VM asks for and this version of QEMU lacks, one sentence each. @param hasPassword whether it can do without a key. */
function lackingIn(version, { devices, arch, boot, access, ready }, hasPassword = false) {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const options = devices.disks.flatMap(({ nvme }) => [nvme?.onNamespace, nvme?.onController, nvme?.onSubsystem].flatMap((on) => Object.keys(on ?? {})));
    const needsKey = access.keyFile === undefined && !hasPassword && boot.kind === 'kernel' && ready.kind === 'login';
    const isKeyless = needsKey && !takesFwCfg(arch, version);
    const advice = `${arch} needs 8.0 or newer, or ssh-key, or password.`;
    const lacking = since.flatMap(([pattern, needed, minorNeeded]) => {
        const option = options.find((one) => pattern.test(one));
        const isThere = major > needed || (major === needed && minor >= minorNeeded);
        return option === undefined || isThere ? [] : [`disks: ${option} needs QEMU ${needed}.${minorNeeded} or newer.`];
    });
    return [...(isKeyless ? [`arch: this QEMU cannot tell the kernel's guest of its key; ${advice}`] : []), ...lacking];
}

// EXTERNAL MODULE: ./src/plan/paths.js
var plan_paths = __webpack_require__(89861);
// EXTERNAL MODULE: ./src/plan/shares.js
var plan_shares = __webpack_require__(1341);
;// CONCATENATED MODULE: ./src/plan/arguments.js







/** The program that emulates an architecture. */
const binaryOf = (arch) => `qemu-system-${arch}`;
/**
 * Under TCG. QEMU has `max` for riscv64 from 8.2 on only (commit b97e5a6b). On aarch64 the signing of pointers by the
 * architecture's own cipher costs half the speed (QEMU's docs/system/arm/cpu-features.rst, TCG VCPU Features).
 */
const mostCapable = { x86_64: 'max', aarch64: 'max,pauth-impdef=on', riscv64: 'rv64' };
/** The model of -cpu where nobody has asked for one. */
const usualCpu = (arch, accelerator) => accelerator === 'tcg' ? mostCapable[arch] : 'host';
/** FW_CFG_MAX_FILE_PATH of QEMU's hw/nvram/fw_cfg_keys.h is 56 with the final NUL. */
const longestFwCfgName = 55;
/**
 * The words of QEMU's command line: pure, and in the order a person would explain them. Paths stand in keyed or JSON
 * forms only, where no character of a path can end it. What stop() relies on is here: -name and -pidfile to find
 * QEMU, the `stop` socket, -no-reboot (which stop() makes up for where reboots are allowed), and neither -daemonize (it
 * hides start-up errors) nor -no-shutdown.
 */
function qemuArguments(input) {
    const { id, spec, paths, accelerator, features } = input;
    return [
        ...['-nodefaults', '-no-user-config'],
        ...['-name', `guest=${(0,units/* tagOf */.cO)(id)},debug-threads=on`],
        ...['-uuid', uuidOf(id)],
        ...machineArguments(input),
        ...['-accel', accelerator === 'tcg' ? 'tcg,thread=multi' : accelerator],
        ...['-cpu', spec.cpu ?? usualCpu(spec.arch, accelerator)],
        ...['-smp', `cpus=${spec.cpus}`],
        ...['-m', `size=${spec.memory}M`],
        ...['-display', 'none'],
        ...(spec.allowsReboot ? [] : ['-no-reboot']),
        ...(features.panicAction === undefined ? [] : ['-action', `panic=${features.panicAction}`]),
        ...(features.sandbox === undefined ? [] : ['-sandbox', features.sandbox]),
        ...['-pidfile', paths.pidFile],
        ...monitor('qmp', paths.qmpSocket),
        ...monitor('keeper', paths.keeperSocket),
        ...monitor('stop', paths.stopSocket),
        ...['-chardev', `file,id=console,path=${(0,keyed/* keyed */.D)(paths.consoleLog)},append=on`, '-serial', 'chardev:console'],
        ...['-device', 'virtio-serial-pci'],
        ...['-chardev', `socket,id=agent,path=${(0,keyed/* keyed */.D)(paths.agentSocket)},server=on,wait=off`],
        ...['-device', 'virtserialport,chardev=agent,name=org.qemu.guest_agent.0'],
        ...['-object', 'rng-random,id=rng,filename=/dev/urandom', '-device', 'virtio-rng-pci,rng=rng'],
        ...['-device', 'pvpanic-pci'],
        ...userNetwork(spec.devices.ports),
        ...privateNetworks(input.networks ?? []),
        ...(spec.devices.tap === undefined ? [] : tapNetwork((0,plan_paths/* tapNameOf */.OA)(id))),
        ...(input.publicKey === undefined ? [] : keyArguments(input.publicKey, spec, features.version)),
        ...(spec.arch === 'x86_64' ? firmwareArguments(paths) : []),
        ...bootArguments(input),
        ...diskArguments(spec.devices.disks, input.diskFiles ?? []),
        ...(0,plan_shares/* shareArguments */.gn)(input.shares ?? [], paths),
        ...firstBootArguments(input),
        ...spec.extraArguments,
    ];
}
/** Derived from the id, and another one for every VM: guests make their machine-id of it. RFC 9562, version 8 (custom). */
const uuidOf = (id) => `${id}-0000-8000-8000-0000${id}`;
const monitor = (id, path) => [
    ...['-chardev', `socket,id=${id},path=${(0,keyed/* keyed */.D)(path)},server=on,wait=off`],
    ...['-mon', `chardev=${id},mode=control`],
];
/** SeaBIOS and OVMF write here what they find to boot from; nowhere else, for there is no screen. Both: port 0x402. */
const firmwareArguments = ({ firmwareLog }) => [
    ...['-chardev', `file,id=firmware,path=${(0,keyed/* keyed */.D)(firmwareLog)},append=on`],
    ...['-device', 'isa-debugcon,iobase=0x402,chardev=firmware'],
];
/**
 * The public key in every place where a guest may look for it: our own fw_cfg file, and systemd's credential by fw_cfg
 * and by SMBIOS (systemd.system-credentials(7), `ssh.authorized_keys.*`, from systemd 252 and 254 on).
 */
function keyArguments(publicKey, spec, version) {
    const credential = `ssh.authorized_keys.${spec.access.user}`;
    const text = (0,keyed/* keyed */.D)(publicKey.trim());
    const hasSmbios = spec.arch !== 'riscv64';
    const credentialFile = `opt/io.systemd.credentials/${credential}`;
    const files = [
        ...['-fw_cfg', `name=opt/qemu-vm/authorized_keys,string=${text}`],
        ...(credentialFile.length <= longestFwCfgName ? ['-fw_cfg', `name=${credentialFile},string=${text}`] : []),
    ];
    return [
        ...(takesFwCfg(spec.arch, version) ? files : []),
        ...(hasSmbios ? ['-smbios', `type=11,value=io.systemd.credential:${credential}=${text}`] : []),
    ];
}
/** UEFI lies in two flash chips: its code, which is only read, and its variables, which are the guest's own. */
function machineArguments({ spec, paths, firmwareCode, shares = [] }) {
    const [memory, machine] = (0,plan_shares/* needsSharedMemory */.Yb)(shares)
        ? [
            ['-object', `memory-backend-memfd,id=ram,size=${spec.memory}M,share=on`],
            `type=${spec.machine},memory-backend=ram`,
        ]
        : [[], `type=${spec.machine}`];
    if (firmwareCode === undefined)
        return [...memory, '-machine', machine];
    const flash = (name, filename, isReadOnly) => {
        const chip = { driver: 'raw', 'node-name': name, 'read-only': isReadOnly, file: { driver: 'file', filename } };
        return ['-blockdev', JSON.stringify(chip)];
    };
    return [
        ...memory,
        ...flash('uefi-code', firmwareCode, true),
        ...flash('uefi-variables', paths.firmwareVariables, false),
        ...['-machine', `${machine},pflash0=uefi-code,pflash1=uefi-variables`],
    ];
}
/**
 * The seed is a disk that QEMU itself makes of a directory (vvfat): no program of the host has to be there for it. It comes
 * after all other disks, so that their names in the guest do not depend on it. By its label cloud-init knows it.
 */
function firstBootArguments({ paths, firstBoot }) {
    if (firstBoot === undefined)
        return [];
    if (firstBoot === 'ignition')
        return ['-fw_cfg', `name=opt/org.flatcar-linux/config,file=${(0,keyed/* keyed */.D)(paths.ignition)}`];
    const seed = { driver: 'vvfat', 'node-name': 'seed', dir: paths.seed, label: 'cidata', 'read-only': true };
    return [...['-blockdev', JSON.stringify(seed)], ...['-device', 'virtio-blk-pci,drive=seed,serial=seed']];
}
function bootArguments({ spec: { boot }, paths }) {
    if (boot.kind === 'kernel') {
        return [
            ...['-kernel', boot.kernel],
            ...(boot.initrd === undefined ? [] : ['-initrd', boot.initrd]),
            ...(boot.append === '' ? [] : ['-append', boot.append]),
        ];
    }
    const overlay = { driver: 'qcow2', 'node-name': 'root', file: { driver: 'file', filename: paths.overlay } };
    return [...['-blockdev', JSON.stringify(overlay)], ...['-device', 'virtio-blk-pci,drive=root,bootindex=1']];
}

// EXTERNAL MODULE: ./src/resources/directory.js
var directory = __webpack_require__(70872);
// EXTERNAL MODULE: ./src/resources/acquire.js
var acquire = __webpack_require__(539);
// EXTERNAL MODULE: ./src/phases/await-qemu.js
var await_qemu = __webpack_require__(913);
// EXTERNAL MODULE: ./src/guest/console.js
var console = __webpack_require__(10387);
// EXTERNAL MODULE: ./src/report/guest-text.js
var guest_text = __webpack_require__(63742);
;// CONCATENATED MODULE: ./src/guest/console-printer.js

/** A boot has some 500 lines; a guest that prints without end must not fill the log of a job. */
const mostLines = 2000;
/**
 * For a person to read along: prints whole lines of a guest's console, without anything that a runner or a terminal would
 * act on, and at most 2000 of them; then says where the rest is. Keeps nothing.
 */
function consolePrinter(path, print) {
    let printed = 0;
    return (line, isWhole) => {
        if (!isWhole || printed > mostLines)
            return;
        printed += 1;
        if (printed > mostLines)
            print(`… the guest has printed ${mostLines} lines; the rest is in ${path} only`);
        else
            for (const one of (0,guest_text/* forLog */.Ig)((0,guest_text/* plainLines */.y1)(line, guest_text/* logLimits */.vX).lines))
                print(one);
    };
}

// EXTERNAL MODULE: ./src/guest/ready.js
var ready = __webpack_require__(36025);
// EXTERNAL MODULE: ./src/guest/ssh.js
var guest_ssh = __webpack_require__(99748);
// EXTERNAL MODULE: ./src/host/retry.js
var retry = __webpack_require__(93178);
// EXTERNAL MODULE: ./src/plan/budgets.js
var budgets = __webpack_require__(53619);
// EXTERNAL MODULE: ./src/qemu/qmp.js
var qmp = __webpack_require__(26080);
;// CONCATENATED MODULE: ./src/qemu/usernet.js
/**
 * The forwards of the user network with their host ports, read from the answer to the HMP command `info usernet`. QEMU
 * chose a port itself where `hostfwd=` says 0, so no other process can take it first (V19). A line is
 *   `TCP[HOST_FORWARD]  14       127.0.0.1 43911       10.0.2.15    22     0     0`
 */
const forwardsIn = (infoUsernet) => infoUsernet.split('\n').flatMap((line) => {
    const match = /^\s*(TCP|UDP)\[HOST_FORWARD\]\s+\d+\s+\S+\s+(\d+)\s+\S+\s+(\d+)\s/.exec(line);
    if (match === null)
        return [];
    return [{ protocol: match[1] === 'TCP' ? 'tcp' : 'udp', host: Number(match[2]), guest: Number(match[3]) }];
});

// EXTERNAL MODULE: ./src/phases/requirements.js + 2 modules
var phases_requirements = __webpack_require__(29711);
// EXTERNAL MODULE: ./src/qemu/exit-watch.js
var exit_watch = __webpack_require__(82954);
;// CONCATENATED MODULE: ./src/phases/trouble.js




/** An installation restarts once or twice, which SeaBIOS makes two resets each; so many come of a loop (V22: 25 a second). */
const mostResets = 20;
/** A dead QEMU is not a slow one: its exit, a panic and a reset are known at once, each by its name. */
function watchForTrouble(qemu, { plan, ledger, signal }, host) {
    const { promise, reject } = Promise.withResolvers();
    promise.catch(() => undefined); // it may happen when nobody waits any more
    const watch = (0,exit_watch/* watchExit */.s)([qemu], host);
    let reason;
    let resets = 0;
    const tellOfExit = async () => {
        await watch.exited(signal);
        reject(exitError(await (0,await_qemu/* exitOf */.sX)(ledger, host), reason, (0,console/* tailOf */.Cj)(plan.paths.qemuLog, 4000)));
    };
    tellOfExit().catch(() => undefined); // the wait was ended, because nobody is interested any more
    return {
        happened: promise,
        onConsoleLine(line) {
            if (!console/* panicPattern */.Cz.test(line))
                return;
            reject(new errors/* QemuVmError */.Wn('guest-panicked', `The guest's kernel panicked: ${line.trim()}`));
        },
        listenTo(qmp) {
            void qmp.closed.then(watch.nudge);
            qmp.onEvent(({ event, data }) => {
                if (event === 'SHUTDOWN')
                    reason ??= typeof data['reason'] === 'string' ? data['reason'] : 'unknown';
                if (event === 'RESET' && ++resets > mostResets)
                    reject(resetError(`${resets} times before it was ready`));
                if (event === 'GUEST_PANICKED')
                    reject(new errors/* QemuVmError */.Wn('guest-panicked', "The guest's kernel panicked."));
            });
        },
    };
}
function exitError({ code, signal, killer }, reason, log) {
    const sender = killer === undefined ? '' : `, sent by ${killer}`;
    const how = signal === undefined ? `with status ${code ?? 'unknown'}` : `by ${signal}${sender}`;
    const said = log.trim() === '' ? 'It printed nothing.' : `It printed: ${log.trim()}`;
    if (reason === 'guest-reset')
        return resetError(`before it was ready (QEMU ended ${how})`);
    if (reason === 'guest-shutdown') {
        return new errors/* QemuVmError */.Wn('qemu-exited', `The guest powered itself off before it was ready (QEMU ended ${how}).`);
    }
    const hint = killer === undefined ? undefined : 'Lower memory:, or give the job more.';
    return new errors/* QemuVmError */.Wn(signal !== undefined && killer === undefined ? 'qemu-crashed' : 'qemu-exited', `QEMU ended ${how} before the guest was ready. ${said}`, hint === undefined ? {} : { hint });
}
function resetError(when) {
    const hint = 'A guest that resets while it boots mostly has a kernel, an initrd or a machine type that do not fit.';
    return new errors/* QemuVmError */.Wn('guest-reset', `The guest was reset ${when}.`, { hint });
}

// EXTERNAL MODULE: ./src/phases/waiting.js
var waiting = __webpack_require__(70533);
;// CONCATENATED MODULE: ./src/phases/boot.js
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















/**
 * Waits until QEMU runs and then until the guest is ready.
 * @throws QemuVmError that says what happened: QEMU ended, the guest was reset or panicked, or time ran out.
 */
async function boot(input, host) {
    const { plan, keeper, ledger, signal, password, streams = false } = input;
    const qemu = await (0,waiting/* telling */.g)('the keeper to start QEMU', (0,await_qemu/* awaitQemu */.jD)(keeper, ledger, host), host);
    host.log.info(`QEMU runs as process ${qemu.pid}`);
    const over = new AbortController();
    const trouble = watchForTrouble(qemu, { plan, ledger, signal: over.signal }, host);
    const happened = Promise.race([trouble.happened, (0,await_qemu/* lossOfKeeper */.C0)(keeper, { ledger, signal: over.signal }, host)]);
    happened.catch(() => undefined); // it may happen when nobody waits any more
    const consoleLines = [trouble.onConsoleLine];
    if (streams)
        consoleLines.push(consolePrinter(plan.paths.consoleLog, (line) => {
            host.log.info(line);
        }));
    const followed = (0,console/* followConsole */.Ri)(plan.paths.consoleLog, (line, isWhole) => {
        for (const take of consoleLines)
            take(line, isWhole);
    }, host.clock, over.signal);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const looking = AbortSignal.any([signal, over.signal]); // a QEMU that is gone is not looked for any longer
            const qmp = __addDisposableResource(env_1, await Promise.race([firstConnection(plan, looking, host), happened]), true);
            trouble.listenTo(qmp);
            const { port, forwards } = await Promise.race([askPorts(qmp), happened]);
            for (const { protocol, host: at, guest } of forwards) {
                host.log.info(`Port ${guest}/${protocol} of the guest is 127.0.0.1:${at}`);
            }
            (0,guest_ssh/* writeSshConfig */.Q5)({ tag: plan.tag, port, access: plan.spec.access, paths: plan.paths });
            const requirements = (0,phases_requirements/* requirementsFor */.e)({
                ...{ plan, ledger, port, host, ...(password === undefined ? {} : { password }) },
                onConsoleLine: (take) => consoleLines.push(take),
            });
            try {
                const timeline = await (0,ready/* waitUntilReady */.b)(requirements, {
                    trouble: happened,
                    budget: (0,budgets/* bootBudget */.gR)(plan.spec, plan.accelerator),
                    clock: host.clock,
                    onProgress: (what, sofar) => {
                        host.log.info((0,waiting/* waitingLine */.S)(what, sofar, plan));
                    },
                    signal,
                });
                return { port, forwards, timeline };
            }
            catch (error) {
                // The job is cancelled: nobody waits for the guest, so QEMU is only asked to end, and post sees to the rest
                if (signal.aborted)
                    await qmp.execute('quit', { signal: AbortSignal.timeout(3000) }).catch(() => undefined);
                throw silentOr(error, plan);
            }
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
    finally {
        over.abort();
        await followed;
    }
}
/** A guest that has printed nothing at all mostly prints elsewhere: that is where to look first. */
function silentOr(error, { paths }) {
    const isSilent = error instanceof errors/* QemuVmError */.Wn && error.code === 'boot-timeout' && (0,console/* tailOf */.Cj)(paths.consoleLog, 1) === '';
    if (!isSilent)
        return error;
    const hint = `Does its kernel print to the serial port (console=ttyS0, on virt console=ttyAMA0)? ${error.hint ?? ''}`;
    return new errors/* QemuVmError */.Wn('boot-timeout', `${error.message} It printed nothing to its console.`, { hint });
}
/** QEMU makes its sockets within milliseconds of its start, or ends and says why in its log. */
function firstConnection({ paths }, signal, host) {
    return (0,retry/* retry */.L)(() => (0,qmp/* connectQmp */.J)(paths.qmpSocket, host.clock, (0,units/* seconds */.YA)(10)), { tries: 1000, pause: (0,units/* millis */.ne)(10), signal });
}
async function askPorts(qmp) {
    const words = { arguments: { 'command-line': 'info usernet' }, signal: AbortSignal.timeout(5000) };
    const answer = await qmp.execute('human-monitor-command', words);
    const forwards = typeof answer === 'string' ? forwardsIn(answer) : [];
    const port = forwards.find(({ protocol, guest }) => protocol === 'tcp' && guest === sshForward.guest)?.host;
    if (port === undefined)
        throw new errors/* QemuVmError */.Wn('protocol', `QEMU forwards no port to the guest's ssh: ${JSON.stringify(answer)}`);
    return { port, forwards };
}

// EXTERNAL MODULE: ./src/phases/collect.js
var collect = __webpack_require__(76592);
// EXTERNAL MODULE: ./src/host/ports.js
var host_ports = __webpack_require__(33636);
;// CONCATENATED MODULE: ./src/images/image-file.js
/** What the readers of the formats have in common. */
/** An image that is refused. */
const refused = (why, hint) => ({ refused: why, hint });
/** An image that would read another file. */
const refersElsewhere = (what, format) => refused(`refers to another file (${what})`, `Make it whole first: qemu-img convert -f ${format} -O qcow2 …`);
/** A number that is larger than JavaScript's whole numbers is as good as the largest of them. */
const toNumber = (value) => value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);

;// CONCATENATED MODULE: ./src/images/qcow2.js

/** Offsets in the qcow2 header: QEMU's docs/interop/qcow2.txt. All numbers are big-endian. */
const magic = 0x514649fb;
const at = {
    version: 4,
    backingFile: 8,
    clusterBits: 20,
    virtualSize: 24,
    encryption: 32,
    l1Entries: 36,
    l1Table: 40,
    refcountTable: 48,
    incompatible: 72,
    headerLength: 100,
};
/** Dirty, corrupt, external data file, compression type, extended L2 entries: what QEMU 11 knows. */
const externalDataFile = 1n << 2n;
const knownFeatures = 31n;
/** QEMU's own limits: block/qcow2.h, MIN_CLUSTER_BITS and MAX_CLUSTER_BITS. */
const [leastClusterBits, mostClusterBits] = [9, 21];
/** By its first four bytes. */
const isQcow2 = (head) => head.length >= 4 && head.readUInt32BE(0) === magic;
/** Reads the header of a qcow2, and only that. */
function readQcow2({ head, size }) {
    if (head.length < 72)
        return cut;
    const version = head.readUInt32BE(at.version);
    if (version !== 2 && version !== 3)
        return refused(`is a qcow2 of version ${version}; there are 2 and 3`);
    if (head.readBigUInt64BE(at.backingFile) !== 0n)
        return refersElsewhere('its backing file', 'qcow2');
    if (version === 3) {
        if (head.length < 104 || size < head.readUInt32BE(at.headerLength))
            return cut;
        const features = head.readBigUInt64BE(at.incompatible);
        if ((features & externalDataFile) !== 0n)
            return refersElsewhere('its data file', 'qcow2');
        if ((features & ~knownFeatures) !== 0n)
            return refused('needs a feature of qcow2 that is not known here');
    }
    if (head.readUInt32BE(at.encryption) !== 0)
        return refused('is encrypted', 'Decrypt it first: qemu-img convert …');
    const clusterBits = head.readUInt32BE(at.clusterBits);
    if (clusterBits < leastClusterBits || clusterBits > mostClusterBits) {
        return refused(`is a damaged qcow2: its clusters have 2^${clusterBits} bytes`);
    }
    const endOfL1 = head.readBigUInt64BE(at.l1Table) + BigInt(head.readUInt32BE(at.l1Entries)) * 8n;
    const isWhole = endOfL1 <= BigInt(size) && head.readBigUInt64BE(at.refcountTable) < BigInt(size);
    return isWhole ? { virtualSize: toNumber(head.readBigUInt64BE(at.virtualSize)) } : cut;
}
const cut = refused('is a qcow2 that was cut off', 'Get it again; it was damaged where it was published or on the way.');

;// CONCATENATED MODULE: ./src/images/vhdx.js

/** MS-VHDX. All numbers are little-endian; so is the beginning of a GUID, of which the bytes are compared here. */
const vhdx_magic = 'vhdxfile';
const [regionTable, regionMagic, entrySize] = [192 * 1024, 'regi', 32];
const metadataRegion = '06a27c8b90479a4bb8fe575f050f886e';
const fileParameters = '3767a1ca36fa434db3b633f0aa44e76b';
const diskSize = '2442a52f1bcd7648b2115dbed83bf4b8';
const parentLocator = '2d5fd3a80bb34d45abf7d3d84834ab0c';
const hasParent = 0b10;
/** MS-VHDX 2.2.3: there are at most 2047 entries; those of a file are six. */
const mostEntries = 64;
/** By its first eight bytes. */
const isVhdx = (head) => head.toString('latin1', 0, 8) === vhdx_magic;
/** Reads the metadata, which tell whether the disk is the difference to another one. */
function readVhdx({ read }) {
    const regions = read(regionTable, 16 + mostEntries * entrySize);
    if (regions.toString('latin1', 0, 4) !== regionMagic)
        return damaged;
    const metadata = entriesIn(regions, 16, regions.length < 12 ? 0 : regions.readUInt32LE(8)).get(metadataRegion);
    if (metadata === undefined)
        return damaged;
    const start = toNumber(metadata.readBigUInt64LE(16));
    const table = read(start, entrySize + mostEntries * entrySize);
    const items = entriesIn(table, entrySize, table.length < 12 ? 0 : table.readUInt16LE(10));
    const valueOf = (guid, length) => {
        const item = items.get(guid);
        const value = item === undefined ? undefined : read(start + item.readUInt32LE(16), length);
        return value?.length === length ? value : undefined;
    };
    const parameters = valueOf(fileParameters, 8);
    const size = valueOf(diskSize, 8);
    if (parameters === undefined || size === undefined)
        return damaged;
    if ((parameters.readUInt32LE(4) & hasParent) !== 0 || items.has(parentLocator)) {
        return refersElsewhere('its parent', 'vhdx');
    }
    return { virtualSize: toNumber(size.readBigUInt64LE(0)) };
}
const damaged = refused('is a VHDX that is damaged or was cut off');
/** Entries of 32 bytes by the GUID that they begin with. */
function entriesIn(table, from, count) {
    const starts = Array.from({ length: Math.min(count, mostEntries) }, (_, index) => from + index * entrySize);
    const entries = starts.filter((start) => start + entrySize <= table.length);
    return new Map(entries.map((start) => [table.toString('hex', start, start + 16), table.subarray(start, start + entrySize)]));
}

;// CONCATENATED MODULE: ./src/images/vmdk.js

/** VMware's Virtual Disk Format 5.0: a sparse extent begins with a header; all numbers are little-endian. */
const vmdk_magic = 'KDMV';
const vmdk_at = { capacity: 12, descriptorOffset: 28, descriptorSize: 36 };
const sector = 512;
/** QEMU reads the descriptor from the second sector, wherever the header says that it is: block/vmdk.c, DESC_SIZE. */
const [descriptorInQemu, descriptorSize] = [0x200, 20 * sector];
const noParent = 'ffffffff';
/** A sparse extent, or a text that names extents. */
const isVmdk = (head) => head.toString('latin1', 0, 4) === vmdk_magic || isDescriptor(head.toString('latin1'));
const isDescriptor = (text) => /^\s*(?:#[^\n]*\n\s*)*# Disk DescriptorFile/i.test(text);
/**
 * Of the VMDKs those that are one file: monolithicSparse and streamOptimized. A descriptor names other files by itself,
 * and QEMU takes the descriptor within an extent for one when the capacity of the extent is 0.
 */
function readVmdk({ head, read, size }) {
    if (head.toString('latin1', 0, 4) !== vmdk_magic)
        return refersElsewhere('its extents', 'vmdk');
    if (head.length < 79)
        return refused('is a VMDK that was cut off');
    const capacity = head.readBigUInt64LE(vmdk_at.capacity);
    if (capacity === 0n)
        return refersElsewhere('its extents', 'vmdk');
    const offset = toNumber(head.readBigUInt64LE(vmdk_at.descriptorOffset)) * sector;
    const length = Math.min(toNumber(head.readBigUInt64LE(vmdk_at.descriptorSize)) * sector, descriptorSize);
    const places = [read(descriptorInQemu, descriptorSize), ...(offset < size ? [read(offset, length)] : [])];
    const texts = places.map((place) => place.toString('latin1'));
    const hasParent = texts.some((text) => {
        const parent = /^\s*parentCID\s*=\s*"?([0-9a-f]+)/im.exec(text)?.[1] ?? noParent;
        return parent.toLowerCase() !== noParent || /parentFileNameHint/i.test(text);
    });
    return hasParent ? refersElsewhere('its parent', 'vmdk') : { virtualSize: toNumber(capacity) * sector };
}

;// CONCATENATED MODULE: ./src/images/inspect.js






/** The largest file of ext4, 16 TiB: a header that says more is wrong or hostile. */
const largest = 16 * 1024 ** 4;
/** Of all headers that are looked at, the end of a tar archive's is the furthest from the beginning. */
const headSize = 1024;
const formats = [
    ['qcow2', isQcow2, readQcow2],
    ['vmdk', isVmdk, readVmdk],
    ['vhdx', isVhdx, readVhdx],
];
/** What is no disk that is taken, by its first bytes, and what to do with it. */
const others = [
    [0, 'PK\x03\x04', 'is a zip archive', 'Unpack it in an earlier step.'],
    [0, '7z\xbc\xaf', 'is a 7z archive', 'Unpack it in an earlier step.'],
    [257, 'ustar', 'is a tar archive', 'Unpack it in an earlier step.'],
    [0, 'COWD', 'is a VMDK of an old kind', 'Convert it first: qemu-img convert -f vmdk -O qcow2 …'],
    [0, 'conectix', 'is a VHD', 'Convert it first: qemu-img convert -f vpc -O qcow2 …'],
    [64, '\x7f\x10\xda\xbe', 'is a VDI', 'Convert it first: qemu-img convert -f vdi -O qcow2 …'],
];
/**
 * Looks at an image before any program of QEMU's does: it may name another file of the host as its backing or data
 * file, whose content the guest would then read (V29, CVE-2024-32498). Nothing but the file itself is opened.
 * @param declared what it is said to be; the content has to agree, but for `raw`, which any content is.
 * @param name what it is called in errors, where that is not its path.
 * @throws QemuVmError `bad-image` for such an image, and for what is clearly no image.
 */
function inspectImage(path, declared, name = path) {
    // A pipe that nobody writes to would otherwise keep us here
    const file = external_node_fs_.openSync(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
    try {
        const stat = external_node_fs_.fstatSync(file);
        if (!stat.isFile() && !stat.isBlockDevice())
            throw badImage(name, refused('is no file'));
        const read = readerOf(file);
        // Of a device the size is not known here, and what its header says is believed
        const size = stat.isFile() ? stat.size : Number.MAX_SAFE_INTEGER;
        return inspect(name, { head: read(0, headSize), read, size }, declared);
    }
    finally {
        external_node_fs_.closeSync(file);
    }
}
/** A web page, or an answer in XML: what a server says instead of the file. */
const looksLikePage = (head) => /^\s*<(!doctype|html|\?xml)/i.test(head.toString('utf8', 0, 64));
function inspect(name, file, declared) {
    const { head, size } = file;
    if (head.length === 0)
        throw badImage(name, refused('is empty'));
    if (looksLikePage(head))
        throw badImage(name, refused('is a web page, perhaps that of a failed download'));
    const [format, , readHeader] = formats.find(([, isIt]) => isIt(head)) ?? [];
    if (declared !== undefined && declared !== 'raw' && declared !== format) {
        throw badImage(name, refused(`is no ${declared}${format === undefined ? '' : ` but a ${format}`}`));
    }
    if (format === undefined || readHeader === undefined || declared === 'raw') {
        const other = others.find(([offset, magic]) => head.toString('latin1', offset, offset + magic.length) === magic);
        if (other !== undefined && declared === undefined)
            throw badImage(name, refused(other[2], other[3]));
        return { format: 'raw', virtualSize: size };
    }
    const verdict = readHeader(file);
    if ('refused' in verdict)
        throw badImage(name, verdict);
    if (verdict.virtualSize === 0 || verdict.virtualSize > largest) {
        throw badImage(name, refused(`is a ${format} of a disk of ${verdict.virtualSize} bytes, which cannot be`));
    }
    return { format, virtualSize: verdict.virtualSize };
}
function readerOf(file) {
    return (offset, length) => {
        const buffer = Buffer.alloc(length);
        let done = 0;
        while (done < length && offset + done <= Number.MAX_SAFE_INTEGER) {
            const count = external_node_fs_.readSync(file, buffer, done, length - done, offset + done);
            if (count === 0)
                break;
            done += count;
        }
        return buffer.subarray(0, done);
    };
}
const badImage = (name, { refused: why, hint }) => new errors/* QemuVmError */.Wn('bad-image', `The image ${name} ${why}.`, hint === undefined ? {} : { hint });

;// CONCATENATED MODULE: ./src/images/overlay.js


/**
 * Makes the file that the guest writes to; the image beneath is never written. The backing format is explicit:
 * probing would let a guest turn a raw disk into a qcow2 of its own design. @throws QemuVmError
 */
async function makeOverlay({ image, format, overlay, size }, host) {
    // The backing name is a JSON filename: no character of a path has a meaning in it
    const backing = `json:${JSON.stringify({ driver: format, file: { driver: 'file', filename: image } })}`;
    const words = [
        'create',
        '-q',
        '-f',
        'qcow2',
        '-b',
        backing,
        '-F',
        format,
        overlay,
        ...(size === undefined ? [] : [`${size}M`]),
    ];
    const { code, stderr } = await host.commands.run(['qemu-img', ...words], { limit: (0,units/* seconds */.YA)(60) });
    if (code !== 0)
        throw new errors/* QemuVmError */.Wn('command-failed', `qemu-img could not make an overlay of ${image}: ${stderr.trim()}`);
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./src/plan/networks.js

/**
 * The places of a VM in its networks. Nothing is handed out, so VMs may come and go in any order: the group and port
 * follow from the job and the network's name, and are another job's as well with a chance of one to a thousand million; MAC
 * and address follow from the names of network and VM, and are the same in every run.
 * @param job whatever tells this job from all others of the machine.
 */
const planNetworks = (networks, vm, job) => networks.map(({ name, address }) => ({
    name,
    ...linkOf((0,external_node_zlib_.crc32)(`${job}\0${name}`)),
    mac: macOf((0,external_node_zlib_.crc32)(`${name}\0${vm}`)),
    address: address ?? addressOf(name, vm),
}));
/** RFC 2365, section 6.1: 239.255.0.0/16 is for use within a site. Ports below 1024 are root's, above 32767 the kernel's. */
const linkOf = (hash) => ({
    group: `239.255.${(hash >>> 24) & 0xff}.${(hash >>> 16) & 0xff}`,
    port: 1024 + (hash & 0x3fff),
});
/** 52:54 has the bit of a locally administered address. */
const macOf = (hash) => ['52', '54', ...(hash.toString(16).padStart(8, '0').match(/../g) ?? [])].join(':');
/** One of the 128 networks 10.128.0.0/16 to 10.255.0.0/16, and one of its 65 534 hosts. QEMU's own is 10.0.2.0/24. */
function addressOf(network, vm) {
    const host = 1 + ((0,external_node_zlib_.crc32)(vm) % 65_534);
    return `10.${128 + ((0,external_node_zlib_.crc32)(network) % 128)}.${host >>> 8}.${host & 0xff}/16`;
}

// EXTERNAL MODULE: ./src/resources/bridge-port.js
var bridge_port = __webpack_require__(19112);
// EXTERNAL MODULE: ./src/resources/tap.js
var resources_tap = __webpack_require__(32334);
;// CONCATENATED MODULE: ./src/phases/devices.js













/** Before anything is made. @throws InputError for a port of the host that is not free, naming who has it. */
async function refuseTakenPorts(ports) {
    const judged = await Promise.all(ports.map(async (port) => ({ port, trouble: await (0,host_ports/* portTrouble */.d)(port) })));
    const problems = judged.flatMap(({ port: { protocol, host, guest }, trouble }) => {
        if (trouble === undefined)
            return [];
        return [
            { input: 'ports', value: `${protocol === 'tcp' ? '' : 'udp:'}${host}:${guest}`, expected: `free: ${trouble}` },
        ];
    });
    if (problems.length > 0)
        throw new errors/* InputError */.dz(problems);
}
/** The files of the disks: new ones, overlays, and the user's own where these are not written to or may be. */
async function prepareDisks(disks, paths, host) {
    const files = [];
    for (const [index, disk] of disks.entries())
        files.push(await prepareDisk(disk, index, paths, host));
    return files;
}
async function prepareDisk({ source }, index, paths, host) {
    if (source.kind === 'new') {
        const path = (0,plan_paths/* diskPath */.zq)(paths, index, 'raw');
        (0,external_node_fs_.writeFileSync)(path, '', { mode: 0o600, flag: 'wx' });
        (0,external_node_fs_.truncateSync)(path, source.size * 1024 * 1024);
        return { path, format: 'raw' };
    }
    const { path: image } = source;
    const { format } = inspectImage(image, source.format === 'detect' ? undefined : source.format);
    if (format !== 'raw' && format !== 'qcow2') {
        const hint = 'Convert it first: qemu-img convert -O qcow2 …';
        throw new errors/* QemuVmError */.Wn('bad-image', `disks: ${image} is a ${format} and not raw or qcow2.`, { hint });
    }
    if (source.access !== 'overlay')
        return { path: image, format };
    const overlay = (0,plan_paths/* diskPath */.zq)(paths, index, 'qcow2');
    await makeOverlay({ image, format, overlay }, host);
    return { path: overlay, format: 'qcow2' };
}
/** The VM's places in its networks. @throws InputError when another VM of the job has one of the addresses. */
function planPlaces({ networks }, vm, ledger) {
    if (networks.length === 0)
        return [];
    const { repository, runId, attempt, job, worker } = ledger.read().owner ?? {};
    const places = planNetworks(networks, vm, JSON.stringify([repository, runId, attempt, job, worker]));
    const others = (0,file_ledger/* listLedgers */.Vc)((0,external_node_path_.dirname)(ledger.path)).filter((other) => other.vm !== ledger.vm);
    const problems = others.flatMap((other) => {
        const { plan, closed } = tryRead(other) ?? {};
        if (plan === undefined || closed !== undefined)
            return [];
        const isTaken = (mine) => plan.networks?.some((one) => one.group === mine.group && one.port === mine.port && hostOf(one) === hostOf(mine)) === true;
        return places.filter(isTaken).map(({ name, address }) => {
            const expected = `free in ${name}: the VM ${plan.spec.name} has it; give each an address, as in ${name}=10.9.0.1/24`;
            return { input: 'networks', value: address, expected };
        });
    });
    if (problems.length > 0)
        throw new errors/* InputError */.dz(problems);
    return places;
}
const hostOf = ({ address }) => address.replace(/\/.*/, '');
/** Another job's may be removed at any moment. */
function tryRead(ledger) {
    try {
        return ledger.read();
    }
    catch {
        return undefined;
    }
}
/** Makes the tap that was asked for, before the QEMU that opens it. @throws QemuVmError when root's rights are not to be had. */
async function makeTaps({ tap }, ledger, host) {
    if (tap === undefined)
        return;
    const name = (0,plan_paths/* tapNameOf */.OA)(ledger.vm);
    await (0,acquire/* acquire */.X)({ id: (0,units/* resourceId */.a)('tap'), kind: 'tap', description: { name } }, () => (0,resources_tap/* makeTap */.In)(ledger.vm, host), ledger);
    const { bridge } = tap;
    if (bridge === undefined)
        return;
    const port = { id: (0,units/* resourceId */.a)('bridge port'), kind: 'bridge-port', description: { name, bridge } };
    await (0,acquire/* acquire */.X)(port, () => (0,bridge_port/* makeBridgePort */.J)(bridge, ledger.vm, host), ledger);
}

// EXTERNAL MODULE: ./src/quote.js
var quote = __webpack_require__(27325);
// EXTERNAL MODULE: ./src/host/processes.js
var processes = __webpack_require__(12029);
// EXTERNAL MODULE: ./src/steps/guest-side.js
var guest_side = __webpack_require__(8561);
// EXTERNAL MODULE: ./src/steps/workspace.js
var steps_workspace = __webpack_require__(86492);
;// CONCATENATED MODULE: ./src/phases/hand-over.js







/**
 * Puts the command of this VM, named by the input `name`, into a directory of its own that goes on PATH. `exec`, the
 * one that scripts call again and again, goes without node: node alone takes as long to start as ssh takes in all.
 * @returns what is wrong with it, when it cannot be executed where it is.
 */
function makeLauncher(plan, ledger, { node, guest }) {
    const path = (0,external_node_path_.join)(plan.paths.bin, plan.spec.name);
    (0,external_node_fs_.mkdirSync)(plan.paths.bin, { recursive: true, mode: 0o700 });
    const ssh = (0,guest_ssh/* sshWords */.y$)(plan.paths.sshConfig, 'guest').map(quote/* quoteWord */.X).join(' ');
    const program = [node, guest, ledger.path].map(quote/* quoteWord */.X).join(' ');
    const { ready, transfers } = plan.spec;
    const tag = `${processes/* tagVariable */.PU}=${(0,quote/* quoteWord */.X)(plan.tag)}`;
    const master = ready.kind === 'login' ? plan.paths.sshSocket : undefined;
    const isQuick = ready.kind !== 'agent'; // for the agent's protocol a shell is not enough
    const text = isQuick
        ? launcher({ tag, ssh, program, master, workspace: transfers.workspace })
        : `#!/bin/sh\nexec ${program} "$@"\n`;
    (0,external_node_fs_.writeFileSync)(path, text);
    (0,external_node_fs_.chmodSync)(path, 0o700);
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return undefined;
    }
    catch {
        const message = `${path} may not be executed: its file system is mounted noexec. Set state-dir to a directory elsewhere, or use ssh -F ${plan.paths.sshConfig} guest.`;
        return { level: 'warning', title: `The command ${plan.spec.name} cannot be used`, message };
    }
}
/** As startDirectory() of steps/workspace.ts: the first word says where the command starts. */
function startIn(workspace) {
    const [place, real] = [workspace, (0,steps_workspace/* realOr */.yA)(workspace)].map(quote/* quoteWord */.X);
    return `
    case $PWD/ in ${place}/*) at=$PWD ;; ${real}/*) at=${place}\${PWD#${real}} ;; *) at=${place} ;; esac
    set -- "$at" "$@"`;
}
/**
 * In POSIX shell alone, no other program: each word is quoted as quoteWord() does it, whatever is in it. The token is this
 * process for good (proc(5): its number, and field 22, when it started). ssh runs beside the shell, so that a signal to the
 * shell ends the command in the guest; it would be without stdin otherwise, POSIX.1-2024 2.9.3.1. What ssh's 255 means,
 * the guest is asked (adr/0018). Where the connection is not open the guest may be restarting: our program can wait for it
 * before anything is run, a shell cannot.
 */
const launcher = ({ tag, ssh, program, master, workspace }) => `#!/bin/sh
if [ "$1" = exec ]${master === undefined ? '' : ` && [ -S ${(0,quote/* quoteWord */.X)(master)} ]`}; then
  case $2 in --) first=2 ;; -*) first=$# ;; *) first=1 ;; esac
  if [ $# -gt $first ]; then
    shift $first${workspace === undefined ? '' : startIn(workspace)}
    q="'" remote=
    for word do
      quoted=
      while case $word in *$q*) ;; *) false ;; esac do
        quoted=$quoted\${word%%$q*}$q\\\\$q$q
        word=\${word#*$q}
      done
      remote="$remote $q$quoted$word$q"
    done
    export ${tag}
    read -r stat </proc/$$/stat
    set -- \${stat##*) }
    token=$$-\${20}
    run=${(0,quote/* quoteWord */.X)(`exec sh -c ${(0,quote/* quoteWord */.X)((0,guest_side/* execQuickly */.GU)(workspace !== undefined))} sh`)}
    exec 3<&0
    ${ssh} "$run $token$remote" <&3 3<&- &
    ssh=$!
    trap 'trap "" INT TERM HUP; ${program.replaceAll("'", "'\\''")} end $token; kill $ssh; wait $ssh; exit 130' INT TERM HUP
    wait $ssh
    status=$?
    [ $status = 255 ] || exit $status
    exec ${program} lost $token
  fi
fi
exec ${program} "$@"
`;

// EXTERNAL MODULE: ./src/steps/channel.js
var channel = __webpack_require__(35114);
;// CONCATENATED MODULE: ./src/phases/leave-key.js






const limit = (0,units/* seconds */.YA)(30);
/**
 * Puts the VM's own key into its place in a guest that was entered by password, so that later connections need none: those
 * of steps, of post, and after a restart. @returns a warning where the guest does not take it; the first connection goes on.
 */
async function leaveKey(plan, host) {
    const { tag, paths, spec } = plan;
    const key = (0,quote/* quoteWord */.X)((0,external_node_fs_.readFileSync)(`${paths.keyFile}.pub`, 'utf8').trim());
    const steps = [
        'umask 077; cd && mkdir -p .ssh',
        `{ grep -qxF ${key} .ssh/authorized_keys 2>/dev/null || printf '\\n%s\\n' ${key} >>.ssh/authorized_keys; }`,
        '{ ! command -v restorecon >/dev/null || restorecon -R .ssh; }',
    ];
    const script = `sh -c ${(0,quote/* quoteWord */.X)(steps.join(' && '))}`;
    const put = await (0,channel/* channelOf */.t)(plan, host, undefined).ask(script, limit);
    const alone = (0,guest_ssh/* sshWords */.y$)(paths.sshConfig, '-o', 'ControlPath=none', 'guest', 'true');
    const proof = put.code === 0 ? await host.commands.run(alone, { limit, tag }) : put;
    if (proof.code === 0)
        return undefined;
    const [said = ''] = (0,guest_text/* forLog */.Ig)([(0,guest_text/* oneLine */.TN)(proof.stderr.trim() || `status ${proof.code}`)]);
    return {
        level: 'warning',
        title: "The guest does not take the VM's key",
        message: `It let ${spec.access.user} in by password, and the key that was put into ~/.ssh/authorized_keys does not work (${said}): a connection that is lost cannot be made again.`,
    };
}

;// CONCATENATED MODULE: ./src/plan/host-facts.js

const archs = { x64: 'x86_64', arm64: 'aarch64', riscv64: 'riscv64' };
/** The host's architecture in QEMU's words. @throws QemuVmError where there is none of those we boot. */
function hostArch() {
    const arch = archs[process.arch];
    if (arch === undefined)
        throw new errors/* QemuVmError */.Wn('bad-input', `qemu-vm does not run on ${process.arch}.`);
    return arch;
}

;// CONCATENATED MODULE: ./src/qemu/probe-rom.js
/**
 * A program of 15 bytes that an x86 processor runs from reset: it counts down from 20 million and then writes to
 * isa-debug-exit, upon which QEMU exits with (0x10 << 1) | 1 = 33. 0.1 s under TCG or a KVM that works; 8.6 s or never
 * under a KVM that opens and does not work (V23). The rest is HLT, the reset vector jumps to the beginning.
 */
function probeRom() {
    const rom = Buffer.alloc(65536, 0xf4);
    const countDown = [0x66, 0xb9, 0x00, 0x2d, 0x31, 0x01, 0x66, 0x49, 0x75, 0xfc];
    const debugExit = [0xba, 0xf4, 0x00, 0xb0, 0x10, 0xee, 0xf4, 0xeb, 0xfd];
    rom.set([...countDown, ...debugExit], 0);
    rom.set([0xea, 0x00, 0x00, 0x00, 0xf0], 0xfff0);
    return rom;
}
const probeRomExitCode = 33;

;// CONCATENATED MODULE: ./src/qemu/accelerator.js




/** A working KVM needs 0.1 s for the probe; with starting QEMU and ending it, all stays below 2 s. */
const probeLimit = (0,units/* millis */.ne)(1500);
/**
 * Chooses by trying: `auto` takes KVM only when a program ran to its end under it, else TCG.
 * @throws QemuVmError `accelerator-unusable` when KVM was asked for by name and does not work.
 */
async function chooseAccelerator(question, host) {
    const { choice } = question;
    if (choice === 'tcg')
        return { accelerator: 'tcg', why: 'accelerator: tcg was asked for' };
    if (choice === 'hvf') {
        throw new errors/* QemuVmError */.Wn('accelerator-unusable', 'accelerator: hvf needs macOS, and this machine runs Linux.', {
            hint: 'Set accelerator: auto.',
        });
    }
    const unusable = await whyKvmIsUnusable(question, host);
    if (unusable === undefined)
        return { accelerator: 'kvm', why: 'a program ran to its end under KVM' };
    if (choice === 'auto') {
        const { reason, remedy } = unusable;
        return { accelerator: 'tcg', why: `KVM is not usable: ${reason}`, ...(remedy === undefined ? {} : { remedy }) };
    }
    throw new errors/* QemuVmError */.Wn('accelerator-unusable', `accelerator: kvm was asked for, and ${unusable.reason}.`, {
        hint: unusable.remedy ?? 'Set accelerator: auto to emulate the processor (TCG) where KVM does not work.',
    });
}
async function whyKvmIsUnusable(question, host) {
    const { arch, hostArch } = question;
    if (arch !== hostArch)
        return { reason: `the guest is ${arch} and the host ${hostArch}` };
    return whyDeviceIsClosed('/dev/kvm') ?? (arch === 'x86_64' ? await whyProbeFails(question, host) : undefined);
}
function whyDeviceIsClosed(device) {
    try {
        (0,external_node_fs_.accessSync)(device, external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK);
        return undefined;
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return { reason: `this machine has no ${device}` };
        return {
            reason: `${device} may not be opened by this user`,
            remedy: `Let the user open it: add it to the group of ${device}, or a udev rule KERNEL=="kvm", MODE="0666".`,
        };
    }
}
/** That /dev/kvm opens proves little: virtual machines without working nesting have it too. */
async function whyProbeFails(question, host) {
    (0,external_node_fs_.writeFileSync)(question.rom, probeRom(), { mode: 0o600 });
    const words = [
        ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
        ...['-machine', 'pc', '-accel', 'kvm', '-cpu', 'host', '-m', '16', '-bios', question.rom],
        ...['-device', 'isa-debug-exit,iobase=0xf4,iosize=1'],
    ];
    const began = host.clock.now();
    const result = await host.commands.run([question.binary, ...words], { limit: probeLimit, tag: question.tag });
    const took = (0,units/* formatDuration */.a3)((0,units/* millis */.ne)(host.clock.now() - began));
    if (result.code === probeRomExitCode)
        return undefined;
    if (result.timedOut)
        return { reason: `/dev/kvm opens, but a program of a tenth of a second had not ended after ${took}` };
    const said = result.stderr.trim().split('\n').at(-1) ?? '';
    return { reason: `QEMU exits with ${result.code} under it${said === '' ? '' : ` (${said})`}` };
}

;// CONCATENATED MODULE: ./src/qemu/features.js


/** The oldest QEMU with all that we rely on: `-action`, `pvpanic-pci` (both 6.0), of the distributions we support. */
const oldestMajor = 6;
const sandbox = 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny';
/**
 * What the installed QEMU is and accepts, found by asking it: its version, and by starting it without a machine,
 * whether it takes the options that not every build has.
 * @throws QemuVmError `missing-program` when it does not start or is too old.
 */
async function askQemu(binary, host) {
    const sandboxed = ['-sandbox', sandbox];
    const panicking = ['-action', 'panic=exit-failure'];
    // Mostly one start answers everything, in its monitor's first line; QEMU takes 20 ms for each
    const greeting = await startIdle(binary, [...sandboxed, ...panicking], host);
    const known = greeting.code === 0 ? /^QEMU (\d+)\.\d+\S* monitor/.exec(greeting.stdout) : null;
    if (known !== null && Number(known[1]) >= oldestMajor) {
        return { version: known[0].split(' ')[1] ?? '', sandbox, panicAction: 'exit-failure' };
    }
    const [version, hasSandbox, hasPanicExit] = await Promise.all([
        askVersion(binary, host),
        startIdle(binary, sandboxed, host).then(({ code }) => code === 0),
        startIdle(binary, panicking, host).then(({ code }) => code === 0),
    ]);
    return {
        version,
        ...(hasSandbox ? { sandbox } : {}),
        ...(hasPanicExit ? { panicAction: 'exit-failure' } : {}),
    };
}
async function askVersion(binary, host) {
    const { code, stdout, stderr } = await host.commands.run([binary, '--version'], { limit: (0,units/* seconds */.YA)(10) });
    const version = /version (\d+)\.(\d+)\.?(\d*)/.exec(stdout);
    if (code !== 0 || version === null) {
        const said = (stderr || stdout).trim().split('\n')[0] ?? '';
        throw new errors/* QemuVmError */.Wn('missing-program', `${binary} does not work: --version exits with ${code} (${said}).`, {
            hint: 'Install QEMU anew with the package manager of your distribution.',
        });
    }
    if (Number(version[1]) < oldestMajor) {
        throw new errors/* QemuVmError */.Wn('missing-program', `${binary} is version ${version[0].slice(8)}, which is too old.`, {
            hint: `qemu-vm needs QEMU ${oldestMajor}.0 or newer.`,
        });
    }
    return version[0].slice('version '.length);
}
/** Starts QEMU without a machine and has it quit at once. Status 0: it takes the options. */
function startIdle(binary, words, host) {
    const idle = ['-nodefaults', '-no-user-config', '-machine', 'none', '-display', 'none', '-monitor', 'stdio'];
    return host.commands.run([binary, ...idle, ...words], { limit: (0,units/* seconds */.YA)(10), input: 'quit\n' });
}

;// CONCATENATED MODULE: ./src/guest/seed.js

/** A guest that cannot end a service waits for this long, and not for systemd's 90 s (DefaultTimeoutStopSec). */
const stopSeconds = 15;
/**
 * The manager reads its configuration again with the units; systemd, main.c, MANAGER_RELOAD. Nobody waits for that: its answer
 * comes when all is read, --no-block or not, which takes seconds where the guest is emulated.
 */
const boundStops = [
    'test -d /run/systemd/system || exit 0',
    'mkdir -p /run/systemd/system.conf.d',
    `printf '[Manager]\\nDefaultTimeoutStopSec=${stopSeconds}s\\n' >/run/systemd/system.conf.d/qemu-vm.conf`,
    'systemctl daemon-reload &',
].join('; ');
/**
 * The files of a NoCloud seed by name (cloud-init, datasources, NoCloud). Ours are the user data where the user has none,
 * for every reader knows these; else they are vendor data, over which cloud-init puts the user's, key by key.
 */
function seedFiles(first) {
    const { id, name, publicKey, guest, userData } = first;
    const ours = `#cloud-config\n${yaml(cloudConfig(first))}`;
    const metaData = {
        'instance-id': (0,units/* tagOf */.cO)(id),
        'local-hostname': name,
        ...(publicKey === undefined ? {} : { 'public-keys': [publicKey] }),
    };
    return {
        'meta-data': yaml(metaData),
        ...(userData === undefined ? { 'user-data': ours } : { 'user-data': userData, 'vendor-data': ours }),
        ...(guest?.quirks?.includes('wait-online') === true ? { 'network-config': yaml(optionalNetwork) } : {}),
    };
}
function cloudConfig({ user, publicKey, hostKey, guest }) {
    const keys = publicKey === undefined ? [] : [publicKey];
    const isDefaultUser = guest === undefined ? user === 'root' : user === guest.user;
    const isRoot = user === 'root';
    const unlocked = guest?.quirks?.includes('locked-user') === true ? { lock_passwd: false, passwd: '*' } : {};
    const hasUsers = (!isDefaultUser && !isRoot) || 'passwd' in unlocked;
    const who = { name: user, ...(isRoot ? {} : { sudo: 'ALL=(ALL) NOPASSWD:ALL' }), ssh_authorized_keys: keys, ...unlocked };
    return {
        datasource_list: ['NoCloud'],
        ssh_authorized_keys: keys,
        ...(isRoot ? { disable_root: false } : {}),
        ...(hasUsers ? { users: isDefaultUser ? [who] : ['default', who] } : {}),
        // An RSA key alone takes an emulated guest longer than all else that it does for ssh
        ...(hostKey === undefined
            ? { ssh_genkeytypes: ['ed25519'] }
            : { ssh_keys: { ed25519_private: hostKey.private, ed25519_public: hostKey.public } }),
        // sudo looks up the name of the host, and where nothing knows it asks the network
        manage_etc_hosts: 'localhost',
        ...((guest?.seedReader ?? 'cloud-init') === 'cloud-init' ? { bootcmd: [['sh', '-c', boundStops]] } : {}),
    };
}
/** Of netplan and networkd: nobody waits for a network that is optional. */
const optionalNetwork = {
    version: 2,
    ethernets: { all: { match: { name: 'e*' }, dhcp4: true, optional: true } },
};
/** Ignition's configuration, version 3: Flatcar and Fedora CoreOS. Where the user has one it is given as it is. */
function ignitionConfig({ user, publicKey, hostKey, userData }) {
    if (userData !== undefined)
        return userData;
    const file = (path, mode, text) => ({
        ...{ path, mode, overwrite: true },
        contents: { source: `data:,${encodeURIComponent(text)}` },
    });
    const [place, [secret, open]] = ['/etc/ssh/ssh_host_ed25519_key', [0o600, 0o644]];
    const files = hostKey === undefined ? [] : [file(place, secret, hostKey.private), file(`${place}.pub`, open, hostKey.public)];
    return JSON.stringify({
        ignition: { version: '3.3.0' },
        passwd: { users: [{ name: user, sshAuthorizedKeys: publicKey === undefined ? [] : [publicKey] }] },
        storage: { files },
    });
}
/** Block style with quoted scalars, which the small readers of YAML know as well; a JSON string is one of YAML 1.2. */
function yaml(value) {
    return Object.entries(value)
        .map(([key, one]) => `${key}:${node(one, '')}`)
        .join('');
}
function node(value, indent) {
    if (typeof value !== 'object' || value === null)
        return ` ${JSON.stringify(value)}\n`;
    const inner = `${indent}  `;
    if (Array.isArray(value)) {
        if (value.length === 0)
            return ' []\n';
        return `\n${value.map((one) => `${inner}-${item(one, inner)}`).join('')}`;
    }
    const lines = Object.entries(value).map(([key, one]) => `${inner}${key}:${node(one, inner)}`);
    return lines.length === 0 ? ' {}\n' : `\n${lines.join('')}`;
}
/** The first key of a mapping stands on the line of its hyphen. */
const item = (value, indent) => {
    const text = node(value, indent);
    return text.startsWith('\n') ? ` ${text.trimStart()}` : text;
};

;// CONCATENATED MODULE: ./src/phases/first-boot.js







/**
 * Writes what a guest is told at its first boot. It gets a host key where it is certain that it will take it: then it must
 * show it, and nobody else can be taken for the guest.
 */
async function prepareFirstBoot(first, { userData: given }, { paths, tag }, host) {
    const { guest } = first;
    const how = guest?.seed ?? 'nocloud';
    if (how === 'none')
        return { isHostKeyPinned: false };
    const userData = given === undefined ? undefined : 'text' in given ? given.text : (0,external_node_fs_.readFileSync)(given.path, 'utf8');
    const isHostKeyPinned = guest !== undefined && takesHostKey(guest, userData);
    const all = {
        ...first,
        ...(userData === undefined ? {} : { userData }),
        ...(isHostKeyPinned ? { hostKey: await makeHostKey(paths, tag, host) } : {}),
    };
    if (how === 'ignition') {
        (0,external_node_fs_.writeFileSync)(paths.ignition, ignitionConfig(all), { mode: 0o600 });
        return { kind: 'ignition', isHostKeyPinned };
    }
    (0,external_node_fs_.mkdirSync)(paths.seed, { mode: 0o700 });
    for (const [name, text] of Object.entries(seedFiles(all)))
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(paths.seed, name), text, { mode: 0o600 });
    return { kind: 'seed', isHostKeyPinned };
}
/** The user's own data come first, and may say something else; and the small readers do not know host keys. */
function takesHostKey({ seed, seedReader = 'cloud-init' }, userData) {
    if (seed === 'ignition')
        return userData === undefined;
    return seedReader === 'cloud-init' && userData?.includes('ssh_keys') !== true;
}
async function makeHostKey(paths, tag, host) {
    const open = await (0,guest_ssh/* makeKeyPair */.iV)(paths.hostKey, tag, host);
    (0,guest_ssh/* pinHostKey */.$Z)(open, paths, tag);
    return { private: (0,external_node_fs_.readFileSync)(paths.hostKey, 'utf8'), public: open };
}
/**
 * Gives the VM its own copy of the variables of UEFI, where it boots by that, and installs the firmware where it may.
 * @returns the path of the firmware's code. @throws QemuVmError `missing-program`
 */
async function prepareFirmware({ arch, boot }, { paths, mayInstall }, host) {
    if (boot.kind !== 'disk' || boot.firmware !== 'uefi')
        return undefined;
    await ensurePrograms([`uefi-${arch}`], mayInstall, host);
    const found = findFirmware(arch);
    if (found === undefined)
        throw new errors/* QemuVmError */.Wn('missing-program', `There is no UEFI for ${arch}.`);
    (0,external_node_fs_.copyFileSync)(found.variables, paths.firmwareVariables);
    (0,external_node_fs_.chmodSync)(paths.firmwareVariables, 0o600);
    return found.code;
}

// EXTERNAL MODULE: ./src/host/mounts.js
var mounts = __webpack_require__(9896);
;// CONCATENATED MODULE: ./src/qemu/share-means.js


/** Asks QEMU and virtiofsd what they can do. */
async function askShareMeans(binary, host) {
    const path = findVirtiofsd(host);
    const [devices, help] = await Promise.all([
        host.commands.run([binary, '-device', 'help'], { limit: (0,units/* seconds */.YA)(10) }),
        path === undefined ? undefined : host.commands.run([path, '--help'], { limit: (0,units/* seconds */.YA)(10) }),
    ]);
    const has = (device) => devices.stdout.includes(`name "${device}"`);
    const words = `${help?.stdout ?? ''}${help?.stderr ?? ''}`;
    return {
        has9p: has('virtio-9p-pci'),
        ...(path === undefined || !has('vhost-user-fs-pci')
            ? {}
            : {
                virtiofsd: {
                    path,
                    dialect: words.includes('--shared-dir') ? 'rust' : 'c',
                    canBeReadOnly: words.includes('--readonly'),
                },
            }),
    };
}
/** The ways in which the host can offer a share. QEMU sees to it that nobody writes; virtiofsd only where it knows how to. */
function waysFor({ access }, { has9p, virtiofsd }) {
    const byVirtiofs = virtiofsd !== undefined && (access === 'writable' || virtiofsd.canBeReadOnly);
    return [...(has9p ? ['9p'] : []), ...(byVirtiofs ? ['virtiofs'] : [])];
}
/** virtiofsd's command line. In its sandbox it sees the directory and nothing else, and it ends with QEMU's connection. */
function virtiofsdWords({ path, dialect }, { from, access, socket }) {
    if (dialect === 'c') {
        // A list of options, in which fuse_opt.c takes the character behind a backslash as it is
        const source = from.replaceAll(/[\\,]/g, '\\$&');
        return [path, `--socket-path=${socket}`, '-o', `sandbox=namespace,source=${source}`];
    }
    const readOnly = access === 'read-only' ? ['--readonly'] : [];
    return [path, `--socket-path=${socket}`, `--shared-dir=${from}`, '--sandbox=namespace', ...readOnly];
}

// EXTERNAL MODULE: ./src/resources/unix-socket.js
var unix_socket = __webpack_require__(62731);
;// CONCATENATED MODULE: ./src/resources/server-process.js




/** swtpm and virtiofsd bind their socket within a few milliseconds; on a machine under load it may take a while. */
const socketLimit = (0,units/* seconds */.YA)(10);
/** For a version that does not say what others do. */
const wordsLimit = (0,units/* seconds */.YA)(2);
const pause = (0,units/* millis */.ne)(10);
/**
 * Starts a process that serves QEMU on a unix socket (swtpm, virtiofsd), and waits until the socket is there and it says that it serves. It must
 * not put itself into the background: its identity is that of the process that was started.
 * @throws QemuVmError with what it said, when it ends before; `timeout` when it lives and makes no socket.
 */
async function makeServer(argv, { socket, log, says = '' }, vm, host) {
    const server = await host.processes.spawn(argv, { log, tag: (0,units/* tagOf */.cO)(vm) });
    const failed = server.exited.then((exit) => {
        throw new errors/* QemuVmError */.Wn('command-failed', `${argv[0]} ended ${wordsFor(exit)}. ${lastWordsIn(log)}`);
    });
    const over = new AbortController();
    const serves = async () => {
        await (0,unix_socket/* makeUnixSocket */.w)(socket, socketLimit, host, over.signal);
        const latest = host.clock.now() + wordsLimit;
        while (!(0,external_node_fs_.readFileSync)(log, 'utf8').includes(says) && host.clock.now() < latest) {
            await host.clock.sleep(pause, over.signal);
        }
    };
    try {
        await Promise.race([serves(), failed]);
    }
    finally {
        over.abort(); // from here on its end is for whoever stops the VM to see
        server.release();
    }
    return server.identity;
}
const wordsFor = (exit) => ('code' in exit ? `with status ${exit.code}` : `by ${exit.signal}`);
function lastWordsIn(log) {
    const text = (0,external_node_fs_.readFileSync)(log, 'utf8').slice(-2000).trim();
    return text === '' ? 'It said nothing.' : `It said: ${text}`;
}

;// CONCATENATED MODULE: ./src/phases/offer-shares.js











const socketBudget = (0,units/* seconds */.YA)(10);
/** Before anything is made. @throws InputError for a share in which the guest would find this VM's key and ledger. */
function refuseOwnDirectory(shares, stateDirectory) {
    const ours = (0,steps_workspace/* realOr */.yA)(stateDirectory);
    const problems = shares.flatMap(({ from, to }) => {
        const isOurs = (0,mounts/* isWithin */.UO)(ours, (0,steps_workspace/* realOr */.yA)(from)) || (0,mounts/* isWithin */.UO)((0,steps_workspace/* realOr */.yA)(from), ours);
        const expected = `a share without the action's own files (${stateDirectory}): share less, or set state-dir`;
        return isOurs ? [{ input: 'share', value: `${from} -> ${to}`, expected }] : [];
    });
    if (problems.length > 0)
        throw new errors/* InputError */.dz(problems);
}
/**
 * Sees what this host can offer each share by, and starts the servers for it: what the guest knows is not known yet, so it
 * is offered all. @throws QemuVmError `missing-program` with the remedy, for a share that cannot be offered at all.
 */
async function offerShares(input, host) {
    const { shares, binary } = input;
    if (shares.length === 0)
        return [];
    await installVirtiofsd(input, host);
    const means = await askShareMeans(binary, host);
    const offered = [];
    for (const [index, share] of shares.entries()) {
        const tag = (0,plan_shares/* shareTag */.e2)(index);
        const ways = waysFor(share, means);
        const { virtiofsd } = means;
        let why = means.has9p ? '' : `${binary} has no virtio-9p; `;
        if (ways.includes('virtiofs') && virtiofsd !== undefined) {
            const refusal = await serve({ ...share, tag }, virtiofsd, input, host);
            if (refusal === undefined) {
                offered.push({ ...share, tag, ways });
                continue;
            }
            host.log.info(`${share.from} is not offered by virtiofs: ${refusal}`);
            why += refusal;
        }
        else
            why += virtiofsd === undefined ? 'there is no virtiofsd' : 'this virtiofsd cannot keep a guest from writing';
        if (!means.has9p)
            throw cannotOffer(share, why);
        offered.push({ ...share, tag, ways: ['9p'] });
    }
    return offered;
}
const cannotOffer = ({ from }, why) => new errors/* QemuVmError */.Wn('missing-program', `share: this host cannot share ${from}: ${why}.`, {
    hint: 'Install virtiofsd (1.13 or newer for read-only; with newuidmap, where this is not root), or a QEMU with 9p; or use copy.',
});
/** Where there is 9p it is an offer more, so that it may fail. An ordinary user's needs newuidmap to make its sandbox. */
async function installVirtiofsd({ mayInstall }, host) {
    const programs = ['virtiofsd', ...(process.getuid?.() === 0 ? [] : ['newuidmap'])];
    await ensurePrograms(programs, mayInstall, host).catch((error) => {
        host.log.info(`Shares may have to do without virtiofs: ${(0,errors/* messageOf */.bD)(error)}`);
    });
}
/**
 * Both virtiofsd print it. The one in Rust makes its socket first and then its sandbox, which an ordinary user is often
 * refused: without newuidmap, or by AppArmor (Ubuntu 24.04). QEMU would be refused in turn, and not start.
 */
const says = 'Waiting for vhost-user socket connection';
/** Starts the virtiofsd of one share. @returns why it cannot be used. */
async function serve(share, virtiofsd, { paths, ledger }, host) {
    const { tag } = share;
    const socket = (0,plan_shares/* shareSocket */.Bm)(paths, tag);
    const log = (0,external_node_path_.join)(paths.run, `${tag}.log`);
    const description = { tag: (0,units/* tagOf */.cO)(ledger.vm), role: 'virtiofsd' };
    const process = { id: (0,units/* resourceId */.a)(`virtiofsd ${tag}`), kind: 'process', description };
    const bound = { id: (0,units/* resourceId */.a)(`socket ${tag}`), kind: 'unix-socket', description: { path: socket } };
    const start = () => makeServer(virtiofsdWords(virtiofsd, { ...share, socket }), { socket, log, says }, ledger.vm, host);
    try {
        await (0,acquire/* acquire */.X)(bound, async () => {
            await (0,acquire/* acquire */.X)(process, start, ledger);
            return await (0,unix_socket/* makeUnixSocket */.w)(socket, socketBudget, host);
        }, ledger);
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* QemuVmError */.Wn && error.code === 'cancelled')
            throw error;
        return (0,errors/* messageOf */.bD)(error);
    }
}

;// CONCATENATED MODULE: ./src/phases/settle.js

/** What the user asked for, with what the image says where the user has said nothing. */
function settle(spec, { accelerator, guest, isUserGiven, isHostKeyPinned }) {
    const user = isUserGiven || guest === undefined ? spec.access.user : guest.user;
    const cpu = spec.cpu ?? cpuFor(spec, accelerator, guest?.cpu);
    const { boot } = spec;
    return {
        ...spec,
        ...(cpu === undefined ? {} : { cpu }),
        ...(boot.kind === 'disk' && boot.firmware === 'auto'
            ? { boot: { ...boot, firmware: spec.arch !== 'x86_64' || guest?.firmware === 'uefi' ? 'uefi' : 'bios' } }
            : {}),
        access: { ...spec.access, user, ...(isHostKeyPinned ? { isHostKeyPinned } : {}) },
    };
}
/** Undefined where the usual one will do. */
function cpuFor({ arch }, accelerator, { emulated, without = [] } = {}) {
    const odd = accelerator === 'tcg' ? emulated?.[arch] : undefined;
    if (odd === undefined && without.length === 0)
        return undefined;
    return [odd ?? usualCpu(arch, accelerator), ...without.map((one) => `-${one}`)].join();
}

;// CONCATENATED MODULE: ./src/phases/make-plan.js












/** Asks the host all that the plan depends on, at the same time, and prepares the files that go into it. */
async function makePlan({ inputs, ledger, paths, image }, host) {
    const { spec: asked, failOn, diagnostics, isUserGiven, installQemu: mayInstall } = inputs;
    const id = ledger.vm;
    const tag = (0,units/* tagOf */.cO)(id);
    const binary = binaryOf(asked.arch);
    const networks = planPlaces(asked.devices, asked.name, ledger);
    const question = { choice: asked.accelerator, arch: asked.arch, hostArch: hostArch(), binary, rom: paths.probeRom, tag };
    const [features, { accelerator, why, remedy }, publicKey, diskFiles] = await Promise.all([
        askQemu(binary, host),
        chooseAccelerator(question, host),
        keyFor(inputs, paths, tag, host),
        prepareDisks(asked.devices.disks, paths, host),
    ]);
    refuseLacking(lackingIn(features.version, asked, inputs.password !== undefined));
    host.log.info(`QEMU ${features.version}, accelerator ${accelerator}: ${why}`);
    const guest = image?.guest;
    const known = { accelerator, isUserGiven, ...(guest === undefined ? {} : { guest }) };
    const { user } = settle(asked, { ...known, isHostKeyPinned: false }).access;
    const first = { ...{ id, name: asked.name, user }, ...(publicKey === undefined ? {} : { publicKey }), ...known };
    const { kind: firstBoot, isHostKeyPinned } = inputs.image === undefined
        ? { isHostKeyPinned: false }
        : await prepareFirstBoot(first, inputs.image, { paths, tag }, host);
    const spec = settle(asked, { ...known, isHostKeyPinned });
    const firmwareCode = await prepareFirmware(spec, { paths, mayInstall }, host);
    const shares = await offerShares({ shares: spec.transfers.shares, binary, paths, ledger, mayInstall }, host);
    const words = qemuArguments({
        ...{ id, spec, paths, accelerator, features, diskFiles, networks, shares },
        ...(publicKey === undefined ? {} : { publicKey }),
        ...(firmwareCode === undefined ? {} : { firmwareCode }),
        ...(firstBoot === undefined ? {} : { firstBoot }),
    });
    const qemu = [binary, ...words];
    return {
        plan: {
            ...{
                id,
                tag,
                spec,
                failOn,
                diagnostics,
                accelerator,
                acceleratorWhy: why,
                qemuVersion: features.version,
                paths,
                networks,
                shares,
                qemu,
            },
            ...(image?.digest === undefined ? {} : { imageDigest: image.digest }),
        },
        findings: [...(remedy === undefined ? [] : [emulated(`${why}. ${remedy}`)]), ...tooLittle(spec, image)],
    };
}
/** The public key that the guest is offered: one of this VM alone, or, to a guest that is told at its first boot, the user's. */
function keyFor({ spec: { access }, image }, { keyFile }, tag, host) {
    if (access.keyFile === undefined)
        return (0,guest_ssh/* makeKeyPair */.iV)(keyFile, tag, host);
    return image === undefined ? Promise.resolve(undefined) : (0,guest_ssh/* publicKeyOf */.kc)(access.keyFile, host);
}
function refuseLacking(lacking) {
    if (lacking.length === 0)
        return;
    throw new errors/* QemuVmError */.Wn('missing-program', lacking.join(' '), { hint: 'Install a newer QEMU, or leave that out.' });
}
const emulated = (message) => ({ level: 'warning', title: 'The VM is emulated, which is slow', message });
function tooLittle({ memory }, image) {
    const least = image?.guest?.leastMemory ?? 0;
    if (memory >= least)
        return [];
    const message = `memory: ${(0,units/* formatSize */.Xq)(memory)} is less than this image is known to boot with, ${(0,units/* formatSize */.Xq)((0,units/* mebibytes */.jh)(least))}.`;
    return [{ level: 'warning', title: 'The VM has little memory', message }];
}

// EXTERNAL MODULE: ./src/host/http.js
var http = __webpack_require__(43798);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
;// CONCATENATED MODULE: ./src/catalogue/digest.js
/** `sha256:…` or `sha512:…` with all its hex digits, upper or lower case. Undefined for anything else. */
function parseDigest(text) {
    const [, algorithm, hex = ''] = /^(sha256|sha512):([0-9a-f]+)$/i.exec(text.trim()) ?? [];
    const digest = digestOfHex(hex);
    return digest?.algorithm === algorithm?.toLowerCase() ? digest : undefined;
}
/** Hex digits alone; their number tells the algorithm. Undefined unless they are 64 or 128. */
function digestOfHex(text) {
    if (!/^(?:[0-9a-f]{64}|[0-9a-f]{128})$/i.test(text))
        return undefined;
    return { algorithm: text.length === 64 ? 'sha256' : 'sha512', hex: text.toLowerCase() };
}
/** As parseDigest() reads it. */
const formatDigest = ({ algorithm, hex }) => `${algorithm}:${hex}`;

// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./src/images/compression.js



/** RFC 1952; the .xz file format 2.1.1; RFC 8878; the source of bzip2. */
const magics = {
    gz: [0x1f, 0x8b],
    xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    zst: [0x28, 0xb5, 0x2f, 0xfd],
    bz2: [0x42, 0x5a, 0x68],
};
const names = { gz: 'gz', xz: 'xz', zst: 'zst', zstd: 'zst', bz2: 'bz2' };
/**
 * What Node cannot do. Of zst it can the first frame, and drops the others without a word (24.19); parallel packers write
 * several.
 */
const programs = {
    xz: ['xz', '-dc', '-T0'], // from xz 5.4 on, all processors for files of several blocks
    zst: ['zstd', '-dcq'],
    bz2: ['bzip2', '-dc'],
};
/** What those are told that can leave holes, instead of zeros, in a file; zstd fails with it elsewhere, xz does it unasked. */
const sparing = { xz: [], zst: ['--sparse'] };
/** Node's own default of 16 KiB has four times as many turns through the event loop. */
const chunkSize = 64 * 1024;
/** By the end of the name in a URL or path; undefined for any other. */
function compressionOfName(name) {
    const path = URL.parse(name)?.pathname ?? name;
    const end = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
    return Object.hasOwn(names, end) ? names[end] : undefined;
}
/** By the first bytes. No disk begins like this: its first bytes are code, a label or zeros. */
const compressionOfHead = (head) => Object.keys(magics).find((one) => magics[one].every((byte, at) => head[at] === byte));
/** The program that has to be there to unpack it, if there is one. */
const programFor = (compression) => compression === undefined ? undefined : programs[compression]?.[0];
/** Whether it is unpacked by a program that leaves holes in the file which it writes. */
const leavesHoles = (compression) => sparing[compression] !== undefined;
/** What was packed, as it comes. @throws QemuVmError `bad-image` when it is damaged or cut off; what the source throws. */
async function* unpack(packed, compression, options, host) {
    const program = programs[compression];
    const more = options.into === undefined ? [] : (sparing[compression] ?? []);
    const stage = program === undefined ? gunzip() : byProgram(host.commands.filter([...program, ...more], options));
    let fault;
    const source = async function* () {
        try {
            yield* packed;
        }
        catch (error) {
            fault = { error };
            throw error;
        }
    };
    const fed = (0,promises_.pipeline)(source, stage.input).catch(() => undefined); // what else goes wrong, the output tells
    try {
        for await (const chunk of stage.output)
            yield chunk;
        await stage.finished();
    }
    catch (error) {
        options.signal.throwIfAborted();
        stage.input.destroy();
        await fed;
        throw fault === undefined ? compression_damaged(compression, error) : fault.error;
    }
    finally {
        stage.input.destroy();
        stage.output.destroy();
    }
}
function gunzip() {
    const stream = (0,external_node_zlib_.createGunzip)({ chunkSize });
    return { input: stream, output: stream, finished: () => Promise.resolve() };
}
function byProgram({ input, output, exited }) {
    return {
        input,
        output,
        async finished() {
            const { exit, stderr } = await exited;
            if (!('code' in exit) || exit.code !== 0)
                throw new Error(stderr === '' ? JSON.stringify(exit) : stderr);
        },
    };
}
const compression_damaged = (compression, error) => new errors/* QemuVmError */.Wn('bad-image', `The image cannot be unpacked as ${compression}: ${(0,errors/* messageOf */.bD)(error)}`, {
    hint: 'The file is damaged or was cut off where it was published or on the way.',
    cause: error,
});

;// CONCATENATED MODULE: ./src/images/convert.js




/** A disk of some 100 GiB on a slow machine; it is cancelled with the job all the same. */
const convert_limit = (0,units/* seconds */.YA)(3600);
/**
 * Inspects an image and converts it where QEMU had better not run from it: it knows VMDK and VHDX for the sake of
 * conversion (some distributions build it so that it only reads them), and they are slow. A file in the cache is
 * converted once, and what QEMU reads while the guest runs is one of two formats.
 * @throws QemuVmError `bad-image` for what must not be opened or cannot be converted.
 */
async function makeUsable(path, options, host) {
    const { directory, tag, declared, name = path } = options;
    const { format, virtualSize } = inspectImage(path, declared, name);
    if (format === 'qcow2' || format === 'raw')
        return { path, format, virtualSize };
    const converted = (0,external_node_path_.join)(directory, 'converted.qcow2');
    // A JSON filename has the format in it, and no character of the path has a meaning
    const source = `json:${JSON.stringify({ driver: format, file: { driver: 'file', filename: path } })}`;
    host.log.info(`Converting ${name} from ${format} to qcow2`);
    const words = ['convert', '-q', '-O', 'qcow2', '--', source, converted];
    const { code, stderr } = await host.commands.run(['qemu-img', ...words], { limit: convert_limit, tag });
    if (code !== 0) {
        throw new errors/* QemuVmError */.Wn('bad-image', `The image ${name} could not be converted from ${format}: ${stderr.trim()}`);
    }
    return { path: converted, format: 'qcow2', virtualSize };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./src/images/file-digest.js


/** Bytes of one read. A disk reads further ahead by itself. */
const portion = 1024 ** 2;
/**
 * The digest of a file's content, in hex; of one that grows, when it has ended. One portion is read while the other is hashed,
 * into the same memory all the time: a stream takes new memory for each, and twice as long as the hash alone.
 * @throws what the file system reports; the reason of the signal.
 */
async function digestOfFile(path, algorithm = 'sha256', growing) {
    const hash = (0,external_node_crypto_.createHash)(algorithm);
    const file = await (0,external_node_fs_promises_.open)(path);
    try {
        let [one, other] = [Buffer.allocUnsafeSlow(portion), Buffer.allocUnsafeSlow(portion)];
        let reading = file.read(one);
        for (;;) {
            const { bytesRead } = await reading;
            growing?.signal.throwIfAborted(); // while nothing is being read
            if (bytesRead === 0 && (await growing?.more()) !== true)
                return hash.digest('hex');
            reading = file.read(other);
            hash.update(one.subarray(0, bytesRead));
            [one, other] = [other, one];
        }
    }
    finally {
        await file.close();
    }
}

// EXTERNAL MODULE: ./src/host/room.js
var room = __webpack_require__(6133);
;// CONCATENATED MODULE: ./src/images/sparse-file.js
var sparse_file_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var sparse_file_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** What an image in a directory may become. @param most bytes; 64 GiB unless given. */
const limitsIn = (directory, most = 64 * 1024 ** 3) => ({
    size: most,
    space: (0,room/* roomIn */.Lp)(directory),
});
/** What is looked at for zeros: a multiple of the blocks of every file system in use. */
const block = 64 * 1024;
const zeros = Buffer.alloc(block);
/**
 * Writes a new file, with holes where there is nothing but zeros: raw images are mostly that. The source goes on while it is
 * written. Nobody waits for the disk: whoever takes an image later hashes it first. @returns its size, with the holes.
 * @throws QemuVmError `bad-image` when it becomes larger than it may, `resource` when the disk is full; what the source throws.
 */
async function writeSparse(path, source, limits) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = sparse_file_addDisposableResource(env_1, await (0,external_node_fs_promises_.open)(path, 'wx', 0o600), true); // closed within: some network file systems tell of a full disk then
            let [size, space] = [0, 0];
            let pending = Promise.resolve();
            for await (const chunk of source) {
                const at = size;
                size += chunk.length;
                refuseMore(path, { size, space }, limits);
                const begun = writeBlocks(file, chunk, at);
                begun.done.catch(() => undefined); // thrown at the next turn
                space += begun.bytes;
                await pending;
                pending = begun.done;
                refuseMore(path, { size, space }, limits);
            }
            await pending;
            await file.truncate(size);
            return size;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = sparse_file_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        const isFull = ['ENOSPC', 'EDQUOT'].includes(String(error.code));
        throw isFull ? diskFull(path) : error;
    }
}
/** Begins to write what is not zeros, in as few pieces as there are stretches of it. */
function writeBlocks(file, chunk, at) {
    const writes = [];
    let bytes = 0;
    for (let start = 0; start < chunk.length;) {
        let end = start;
        while (end < chunk.length && !isZero(chunk, end, at))
            end = nextBlock(end, at, chunk.length);
        if (end > start) {
            writes.push(writeAll(file, chunk.subarray(start, end), at + start));
            bytes += end - start;
        }
        start = end < chunk.length ? nextBlock(end, at, chunk.length) : end;
    }
    return { bytes, done: Promise.all(writes) };
}
/** Where the block ends that `from` lies in; blocks are counted from the beginning of the file. */
const nextBlock = (from, at, length) => Math.min(from + block - ((at + from) % block), length);
function isZero(chunk, from, at) {
    const end = nextBlock(from, at, chunk.length);
    return chunk[from] === 0 && zeros.compare(chunk, from, end, 0, end - from) === 0;
}
/** write(2) may take less than it was given. */
async function writeAll(file, part, at) {
    for (let done = 0; done < part.length;) {
        done += (await file.write(part, done, part.length - done, at + done)).bytesWritten;
    }
}
/** @throws QemuVmError `bad-image` or `resource` where the file is more than it may be. */
function refuseMore(path, { size, space }, limits) {
    if (size > limits.size)
        throw tooLarge(limits.size);
    if (space > limits.space)
        throw diskFull(path);
}
const tooLarge = (limit) => new errors/* QemuVmError */.Wn('bad-image', `The image has more than ${limit} bytes when it is unpacked.`, {
    hint: 'Is it a decompression bomb? An image may have 64 GiB.',
});
/** Of the directory in which an image was to be written. */
const diskFull = (path) => new errors/* QemuVmError */.Wn('resource', `The disk of ${(0,external_node_path_.dirname)(path)} is too full for the image.`, {
    hint: 'Free some space there, or set state-dir to a directory on another disk.',
});

;// CONCATENATED MODULE: ./src/images/unpack-into.js







/** Between two looks at a file that grows: a disk writes 10 MB meanwhile, and a look takes 0.05 ms. */
const interval = (0,units/* millis */.ne)(10);
/**
 * A hole is seen only when something follows it, and a bomb may be one hole without end. The largest that an image may have,
 * of 64 GiB, takes a program a minute, or a few on a slow machine.
 */
const patience = (0,units/* seconds */.YA)(300);
/** Bytes that are as good as none: programs write more at once, and say of a full disk only what people understand. */
const nothing = 1024 ** 2;
/**
 * Lets the program that unpacks write a new file by itself, with holes, and hashes the file behind it: what is unpacked, four
 * times as much as what comes, does not pass the one thread that takes the download. As with writeSparse(), nobody waits for
 * the disk. @returns its SHA-256, in hex. @throws QemuVmError as writeSparse() and unpack() do.
 */
async function unpackInto(path, packed, compression, { limits, tag, signal }, host) {
    const file = await (0,external_node_fs_promises_.open)(path, 'wx', 0o600);
    const [stop, over] = [new AbortController(), new AbortController()];
    const ends = AbortSignal.any([signal, stop.signal]);
    const pause = () => host.clock.sleep(interval, over.signal).catch(() => undefined);
    // The time in which the program had something to do; a server that makes us wait has bounds of its own
    let [isStarved, countedAt, idle] = [true, host.clock.now(), 0];
    const count = () => {
        const now = host.clock.now();
        if (!isStarved)
            idle += now - countedAt;
        countedAt = now;
    };
    const source = async function* () {
        for await (const chunk of packed) {
            count();
            isStarved = false;
            yield chunk;
            count();
            isStarved = true;
        }
        count();
        isStarved = false;
    };
    let last = 0;
    const look = async () => {
        const { size, blocks } = await file.stat();
        const space = blocks * 512; // whatever the blocks of the file system are: stat(2)
        refuseMore(path, { size, space }, limits);
        count();
        if (size > last)
            idle = 0;
        last = size;
        if (idle >= patience)
            throw endless();
    };
    const watch = async () => {
        while (!over.signal.aborted) {
            await look();
            await pause();
        }
    };
    let isLast = false;
    const more = async () => {
        if (isLast)
            return false;
        await pause();
        isLast = over.signal.aborted; // before the next look, which so sees all there is
        return true;
    };
    try {
        const hashing = digestOfFile(path, 'sha256', { more, signal: ends });
        const watching = watch();
        for (const one of [hashing, watching])
            one.catch((error) => {
                stop.abort(error);
            });
        try {
            // Nothing comes out, so that this is the end
            await unpack(source(), compression, { tag, signal: ends, into: file.fd }, host).next();
        }
        catch (error) {
            const isFull = !ends.aborted && ((0,room/* freeSpace */.FP)(path) ?? Infinity) < nothing;
            stop.abort(error);
            throw isFull ? diskFull(path) : error;
        }
        finally {
            over.abort();
            await Promise.allSettled([hashing, watching]);
        }
        await watching;
        await look();
        return await hashing;
    }
    finally {
        await file.close();
    }
}
const endless = () => new errors/* QemuVmError */.Wn('bad-image', `Unpacking the image has brought nothing, or nothing but zeros, for ${(0,units/* formatDuration */.a3)(patience)}.`, {
    hint: 'Is it a decompression bomb?',
});

;// CONCATENATED MODULE: ./src/images/receive.js










/** The first bytes of a source: enough for a magic, or a web page, to be known by. */
const receive_headSize = 64;
/**
 * Hashes, unpacks and writes in one go, with as many bytes in memory whatever the size of the image.
 * @throws QemuVmError `digest-mismatch`, `bad-image`, `resource`, `missing-program`; what the source throws.
 */
async function receive(source, options, host) {
    const { url, published, mayInstall } = options;
    const algorithm = options.digest?.algorithm ?? 'sha256';
    const hash = (0,external_node_crypto_.createHash)(algorithm);
    const bytes = hashed(source, hash);
    try {
        const { head, all } = await peek(bytes);
        const compression = compressionOf(head, options);
        const program = programFor(compression);
        if (program !== undefined)
            await ensurePrograms([program], mayInstall, host);
        const kept = compression === undefined || published === undefined ? all : keep(all, published);
        const sha256 = await write(kept, compression, options, host);
        // What follows the end of what was packed belongs to the file as published
        while ((await bytes.next()).done !== true)
            ;
        const digest = { algorithm, hex: hash.digest('hex') };
        refuseOther(digest, options.digest, url);
        return { sha256: sha256 ?? digest.hex, digest, compression };
    }
    finally {
        await bytes.return();
    }
}
/** Writes what comes, unpacked. @returns its SHA-256, in hex; undefined where that is known already, as that of what comes. */
async function write(source, compression, { path, limits, tag, signal, digest }, host) {
    if (compression !== undefined && leavesHoles(compression))
        return await unpackInto(path, source, compression, { limits, tag, signal }, host);
    if (compression === undefined && (digest?.algorithm ?? 'sha256') === 'sha256') {
        await writeSparse(path, source, limits);
        return undefined;
    }
    const content = compression === undefined ? source : unpack(source, compression, { tag, signal }, host);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await writeSparse(path, hashed(content, hash), limits);
    return hash.digest('hex');
}
/** The same bytes, hashed as they pass. */
async function* hashed(source, hash) {
    for await (const chunk of source) {
        hash.update(chunk);
        yield chunk;
    }
}
function refuseOther(actual, expected, url) {
    if (expected === undefined || expected.hex === actual.hex)
        return;
    const message = `${(0,http/* shownUrl */.zA)(url)} is not what was asked for: expected ${formatDigest(expected)}, got ${formatDigest(actual)}.`;
    throw new errors/* QemuVmError */.Wn('digest-mismatch', message, {
        hint: 'It was replaced, or damaged on the way. Look up the digest where the image is published before you change it.',
    });
}
/** @throws QemuVmError `bad-image` when the content is not what it is said to be. */
function compressionOf(head, { url, compression }) {
    if (looksLikePage(head)) {
        throw new errors/* QemuVmError */.Wn('bad-image', `${(0,http/* shownUrl */.zA)(url)} is a web page, not an image.`, {
            hint: 'Use the URL that the page leads to, of the file itself.',
        });
    }
    const found = compressionOfHead(head);
    const said = compression ?? compressionOfName(url);
    if (said === undefined || said === found)
        return found;
    throw new errors/* QemuVmError */.Wn('bad-image', `${(0,http/* shownUrl */.zA)(url)} is said to be packed as ${said}, and is not.`);
}
/** The first bytes, and all of them. What was not read to its end can be read on. */
async function peek(source) {
    let head = Buffer.alloc(0);
    while (head.length < receive_headSize) {
        const next = await source.next();
        if (next.done === true)
            break;
        head = Buffer.concat([head, next.value]);
    }
    let isFirst = true;
    const all = {
        [Symbol.asyncIterator]: () => ({
            next: async () => {
                if (!isFirst || head.length === 0)
                    return await source.next();
                isFirst = false;
                return { value: head, done: false };
            },
        }),
    };
    return { head, all };
}
/** The same bytes, written to a file as they pass. */
async function* keep(source, path) {
    const file = await (0,external_node_fs_promises_.open)(path, 'wx', 0o600);
    try {
        for await (const chunk of source) {
            await file.appendFile(chunk);
            yield chunk;
        }
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./src/images/local-image.js










/**
 * An image of this machine, where it lies, or unpacked where its name says that it is packed.
 * @throws QemuVmError as receive() and makeUsable() do.
 */
async function useLocalImage(path, options, host) {
    const { digest, directory, ...rest } = options;
    const { tag } = rest;
    if (compressionOfName(path) === undefined) {
        const usable = await makeUsable(path, { directory, tag }, host);
        if (digest !== undefined)
            await local_image_refuseOther(path, digest);
        return usable;
    }
    const unpacked = (0,external_node_path_.join)(directory, 'unpacked');
    const source = (0,external_node_fs_.createReadStream)(path, { highWaterMark: 256 * 1024 });
    const expected = digest === undefined ? {} : { digest };
    const place = { url: (0,external_node_url_.pathToFileURL)(path).href, path: unpacked, limits: limitsIn(directory) };
    await receive(source, { ...rest, ...place, ...expected }, host);
    return await makeUsable(unpacked, { directory, tag, name: path }, host);
}
async function local_image_refuseOther(path, digest) {
    const hex = await digestOfFile(path, digest.algorithm);
    if (hex === digest.hex)
        return;
    const found = formatDigest({ ...digest, hex });
    throw new errors/* QemuVmError */.Wn('digest-mismatch', `The image ${path} is ${found}, and not ${formatDigest(digest)}.`, {
        hint: 'It is not what checksum says; nothing was booted from it.',
    });
}

;// CONCATENATED MODULE: ./src/catalogue/bsd.js
const freebsdGuest = {
    user: 'freebsd',
    firmware: 'either',
    seed: 'nocloud',
    seedReader: 'nuageinit',
    console: 'serial',
    agent: 'absent',
    leastMemory: 512,
    quirks: ['update-at-first-boot', 'no-sudo', 'no-9p', 'no-virtiofs'],
    unverified: {
        console: 'as believed for images with BASIC-CLOUDINIT in their names',
        agent: 'not in the base system',
        quirks: '9p and virtiofs were not tried',
    },
};
/** A release stays in its directory until its end of life. Only x86_64 boots everywhere: under TCG aarch64 hangs at usbus0. */
const freebsd = (release, ...aliases) => ({
    name: `freebsd-${release}`,
    ...(aliases.length > 0 && { aliases }),
    title: `FreeBSD ${release}`,
    arch: { x86_64: 'amd64', aarch64: 'arm64-aarch64' },
    sources: ['x86_64', 'aarch64'].map((one) => ({
        kind: 'listed',
        url: `https://download.freebsd.org/releases/VM-IMAGES/${release}.*-RELEASE/${one === 'x86_64' ? 'amd64' : one}/Latest/FreeBSD-${release}.*-RELEASE-{arch}-BASIC-CLOUDINIT-ufs.qcow2.xz`,
        arches: [one],
        sums: { name: 'CHECKSUM.SHA256', format: 'bsd' },
    })),
    guest: freebsdGuest,
});
const openbsdReleases = 'https://github.com/hcartiaux/openbsd-cloud-image/releases/download';
/** The project publishes no such image; this one, by a single person, is the one that others use as well. */
const openbsd = {
    name: 'openbsd',
    aliases: ['openbsd-7.9'],
    title: 'OpenBSD 7.9 (by H. Cartiaux)',
    arch: { x86_64: 'amd64' },
    sources: [
        {
            kind: 'fixed',
            url: `${openbsdReleases}/v7.9_2026-06-03-20-46/openbsd-generic.qcow2`,
            sums: { name: '{file}.sha256', format: 'gnu' },
        },
    ],
    guest: {
        user: 'openbsd',
        firmware: 'bios',
        seed: 'nocloud',
        console: 'serial',
        agent: 'absent',
        cpu: { without: ['pdpe1gb'] },
        quirks: ['no-sudo', 'no-9p', 'no-virtiofs'],
        unverified: {
            user: 'the default of cloud-init for OpenBSD',
            firmware: 'not seen',
            console: 'not seen',
            agent: 'not seen',
            quirks: 'what OpenBSD has by itself',
            sources: 'that the sums are published beside the image: its build makes them',
        },
    },
};
const bsd = [freebsd(15, 'freebsd'), freebsd(14), openbsd];

;// CONCATENATED MODULE: ./src/catalogue/debian.js
const guest = {
    user: 'debian',
    firmware: 'either',
    seed: 'nocloud',
    // By console=ttyS0 alone: nothing of it on the screen
    console: 'serial',
    agent: 'absent',
    quirks: ['no-9p'],
};
const sums = { name: 'SHA512SUMS', format: 'gnu' };
/** Dated directories stay for some months, so the newest is looked up each time. */
const sources = (codename, image, arches) => {
    const only = arches === undefined ? {} : { arches };
    const base = `https://cloud.debian.org/images/cloud/${codename}`;
    return [
        { kind: 'listed', url: `${base}/*-*/${image}-{arch}-*-*.qcow2`, sums, ...only },
        { kind: 'moving', url: `${base}/latest/${image}-{arch}.qcow2`, sums, ...only },
    ];
};
/** genericcloud has the smaller kernel; where it is not built (riscv64), generic. `nocloud` has neither cloud-init nor sshd. */
const debian = [
    {
        name: 'debian-13',
        aliases: ['debian', 'debian-trixie'],
        title: 'Debian 13 (trixie)',
        arch: { x86_64: 'amd64', aarch64: 'arm64', riscv64: 'riscv64' },
        sources: [
            ...sources('trixie', 'debian-13-genericcloud', ['x86_64', 'aarch64']),
            ...sources('trixie', 'debian-13-generic', ['riscv64']),
        ],
        guest,
    },
    {
        name: 'debian-12',
        aliases: ['debian-bookworm'],
        title: 'Debian 12 (bookworm)',
        arch: { x86_64: 'amd64', aarch64: 'arm64' },
        sources: sources('bookworm', 'debian-12-genericcloud'),
        guest,
    },
];

;// CONCATENATED MODULE: ./src/catalogue/fedora-and-rhel.js
const arch = { x86_64: 'x86_64', aarch64: 'aarch64' };
const fedoraGuest = {
    user: 'fedora',
    firmware: 'either',
    seed: 'nocloud',
    console: 'serial',
    agent: 'installed',
};
const fedora = (release, ...aliases) => ({
    name: `fedora-${release}`,
    ...(aliases.length > 0 && { aliases }),
    title: `Fedora ${release}`,
    arch,
    sources: [
        {
            kind: 'listed',
            url: `https://download.fedoraproject.org/pub/fedora/linux/releases/${release}/Cloud/{arch}/images/Fedora-Cloud-Base-Generic-${release}-*.{arch}.qcow2`,
            // No name without the number of the compose; the index names every image there is
            index: 'https://dl.fedoraproject.org/pub/fedora/imagelist-fedora',
            sums: { name: `Fedora-Cloud-${release}-*-{arch}-CHECKSUM`, format: 'clearsigned' },
        },
        {
            // Where releases go after their end of life, about 13 months after they came
            kind: 'listed',
            url: `https://archives.fedoraproject.org/pub/archive/fedora/linux/releases/${release}/Cloud/{arch}/images/Fedora-Cloud-Base-Generic-${release}-*.{arch}.qcow2`,
            sums: { name: `Fedora-Cloud-${release}-*-{arch}-CHECKSUM`, format: 'clearsigned' },
        },
    ],
    guest: fedoraGuest,
});
/** All of Enterprise Linux: no 9p in the kernel; the tenth generation is built for x86-64-v3. */
const elGuest = (user, generation) => ({
    user,
    firmware: 'either',
    seed: 'nocloud',
    console: 'serial',
    agent: 'installed',
    ...(generation === 10 && { cpu: { floor: 'x86-64-v3' } }),
    quirks: ['no-9p'],
});
const centos = (release, ...aliases) => {
    const base = `https://cloud.centos.org/centos/${release}-stream/{arch}/images/CentOS-Stream-GenericCloud-${release}`;
    const sums = { name: '{file}.SHA256SUM', format: 'bsd' };
    return {
        name: `centos-stream-${release}`,
        ...(aliases.length > 0 && { aliases }),
        title: `CentOS Stream ${release}`,
        arch,
        sources: [
            { kind: 'listed', url: `${base}-*.{arch}.qcow2`, sums },
            { kind: 'moving', url: `${base}-latest.{arch}.qcow2`, sums },
        ],
        guest: {
            ...elGuest('cloud-user', release),
            // CS-2672: does not boot with UEFI
            firmware: 'bios',
            unverified: {
                user: 'by other lists of images; it was centos up to 8',
                agent: 'reported for images of 2021',
                console: 'as for the rest of Enterprise Linux',
            },
        },
    };
};
const rocky = (release, ...aliases) => {
    const sums = { name: '{file}.CHECKSUM', format: 'bsd' };
    const base = 'https://dl.rockylinux.org/pub/rocky';
    return {
        name: `rocky-${release}`,
        ...(aliases.length > 0 && { aliases }),
        title: `Rocky Linux ${release}`,
        arch,
        sources: [
            // The directory of the minor release: that of the major one lags behind at times
            {
                kind: 'listed',
                url: `${base}/${release}.*/images/{arch}/Rocky-${release}-GenericCloud-Base-*-*.{arch}.qcow2`,
                sums,
            },
            {
                kind: 'moving',
                url: `${base}/${release}/images/{arch}/Rocky-${release}-GenericCloud-Base.latest.{arch}.qcow2`,
                sums,
            },
        ],
        guest: elGuest('rocky', release),
    };
};
const almalinux = (release, ...aliases) => {
    const sums = { name: 'CHECKSUM', format: 'gnu' };
    const base = `https://repo.almalinux.org/almalinux/${release}/cloud/{arch}/images/AlmaLinux-${release}-GenericCloud`;
    return {
        name: `almalinux-${release}`,
        ...(aliases.length > 0 && { aliases }),
        title: `AlmaLinux ${release}`,
        arch,
        sources: [
            { kind: 'listed', url: `${base}-*-*.{arch}.qcow2`, sums },
            { kind: 'moving', url: `${base}-latest.{arch}.qcow2`, sums },
        ],
        guest: elGuest('almalinux', release),
    };
};
const fedoraAndRhel = [
    fedora(44, 'fedora'),
    fedora(43),
    fedora(42),
    centos(10, 'centos-stream'),
    centos(9),
    rocky(10, 'rocky'),
    rocky(9),
    almalinux(10, 'almalinux'),
    almalinux(9),
];

;// CONCATENATED MODULE: ./src/catalogue/other-linux.js
const other_linux_arch = { x86_64: 'x86_64', aarch64: 'aarch64' };
const opensuse = 'https://download.opensuse.org';
const suseSums = { name: '{file}.sha256', format: 'gnu' };
const suse = {
    user: 'opensuse',
    firmware: 'either',
    seed: 'nocloud',
    console: 'serial',
    agent: 'unknown',
    unverified: {
        user: 'the default of cloud-init for SUSE; not seen for these images',
        firmware: 'not seen; the images have both boot loaders as far as is known',
        console: 'not seen',
        agent: 'reported as installed for Leap 15.3',
    },
};
/** The files are replaced under their names, and no dated ones are kept. */
const suseImages = [
    {
        name: 'opensuse-leap-16',
        aliases: ['opensuse-leap-16.0', 'opensuse-leap'],
        title: 'openSUSE Leap 16.0',
        arch: other_linux_arch,
        sources: [
            {
                kind: 'moving',
                url: `${opensuse}/distribution/leap/16.0/appliances/Leap-16.0-Minimal-VM.{arch}-Cloud.qcow2`,
                sums: suseSums,
            },
        ],
        guest: suse,
    },
    {
        name: 'opensuse-leap-15.6',
        title: 'openSUSE Leap 15.6',
        arch: other_linux_arch,
        sources: [
            {
                kind: 'moving',
                url: `${opensuse}/distribution/leap/15.6/appliances/openSUSE-Leap-15.6-Minimal-VM.{arch}-Cloud.qcow2`,
                sums: suseSums,
            },
        ],
        // kernel-default-base
        guest: { ...suse, quirks: ['no-9p', 'no-virtiofs'] },
    },
    {
        name: 'opensuse-tumbleweed',
        aliases: ['tumbleweed'],
        title: 'openSUSE Tumbleweed',
        arch: other_linux_arch,
        sources: [
            {
                kind: 'moving',
                url: `${opensuse}/tumbleweed/appliances/openSUSE-Tumbleweed-Minimal-VM.{arch}-Cloud.qcow2`,
                arches: ['x86_64'],
                sums: suseSums,
            },
            {
                kind: 'moving',
                url: `${opensuse}/ports/aarch64/tumbleweed/appliances/openSUSE-Tumbleweed-Minimal-VM.{arch}-Cloud.qcow2`,
                arches: ['aarch64'],
                sums: suseSums,
            },
        ],
        guest: suse,
    },
];
const archLinux = {
    name: 'arch',
    aliases: ['archlinux'],
    title: 'Arch Linux',
    arch: { x86_64: 'x86_64' },
    sources: [
        {
            kind: 'listed',
            url: 'https://geo.mirror.pkgbuild.com/images/v*/Arch-Linux-{arch}-cloudimg-*.qcow2',
            sums: { name: '{file}.SHA256', format: 'gnu' },
        },
        {
            kind: 'moving',
            url: 'https://geo.mirror.pkgbuild.com/images/latest/Arch-Linux-{arch}-cloudimg.qcow2',
            sums: { name: '{file}.SHA256', format: 'gnu' },
        },
    ],
    guest: {
        user: 'arch',
        // It has both loaders, but a stale one for UEFI was reported
        firmware: 'bios',
        seed: 'nocloud',
        console: 'serial',
        agent: 'installed',
        quirks: ['waits-for-time'],
    },
};
/** The releases of a branch are in one directory. `tiny` images know too little of user-data. */
const alpine = (branch, ...aliases) => {
    const base = `https://dl-cdn.alpinelinux.org/alpine/v${branch}/releases/cloud/nocloud_alpine-${branch}.*-{arch}`;
    const sums = { name: '{file}.sha512', format: 'hex' };
    return {
        name: `alpine-${branch}`,
        ...(aliases.length > 0 && { aliases }),
        title: `Alpine Linux ${branch}`,
        arch: other_linux_arch,
        sources: [
            { kind: 'listed', url: `${base}-bios-cloudinit-r*.qcow2`, arches: ['x86_64'], sums },
            { kind: 'listed', url: `${base}-uefi-cloudinit-r*.qcow2`, arches: ['aarch64'], sums },
        ],
        guest: {
            user: 'alpine',
            firmware: 'bios',
            seed: 'nocloud',
            console: 'serial',
            agent: 'absent',
            quirks: ['locked-user', 'no-sudo'],
        },
    };
};
const amazonLinux = {
    name: 'amazon-linux-2023',
    aliases: ['amazon-linux', 'al2023'],
    title: 'Amazon Linux 2023',
    arch: { x86_64: 'x86_64', aarch64: 'arm64' },
    sources: ['x86_64', 'aarch64'].map((one) => ({
        kind: 'listed',
        url: `https://cdn.amazonlinux.com/al2023/os-images/latest/${one === 'x86_64' ? 'kvm' : 'kvm-arm64'}/al2023-kvm-*-kernel-*-{arch}.xfs.gpt.qcow2`,
        arches: [one],
        // The directory has no listing; its sums name the one image
        index: 'SHA256SUMS',
        sums: { name: 'SHA256SUMS', format: 'gnu' },
    })),
    guest: {
        user: 'ec2-user',
        // Not with keys of Microsoft's enrolled: Secure Boot refuses it
        firmware: 'either',
        seed: 'nocloud',
        console: 'serial',
        agent: 'unknown',
        unverified: { console: 'not seen', agent: 'not seen' },
    },
};
const flatcarBase = 'https://stable.release.flatcar-linux.net/{arch}-usr';
const flatcarSums = { name: '{file}.DIGESTS', format: 'gnu' };
/** arm64 has an image for UEFI alone. */
const flatcar = {
    name: 'flatcar',
    aliases: ['flatcar-stable'],
    title: 'Flatcar Container Linux (stable)',
    arch: { x86_64: 'amd64', aarch64: 'arm64' },
    sources: ['x86_64', 'aarch64'].flatMap((one) => {
        const image = one === 'x86_64' ? 'flatcar_production_qemu_image' : 'flatcar_production_qemu_uefi_image';
        return [
            { kind: 'listed', url: `${flatcarBase}/*/${image}.img.bz2`, arches: [one], sums: flatcarSums },
            { kind: 'moving', url: `${flatcarBase}/current/${image}.img.bz2`, arches: [one], sums: flatcarSums },
        ];
    }),
    guest: {
        user: 'core',
        firmware: 'bios',
        seed: 'ignition',
        console: 'serial',
        agent: 'unknown',
        unverified: { console: 'not seen', agent: 'not seen', sources: 'that there is a listing, and the form of the sums' },
    },
};
const otherLinux = [
    ...suseImages,
    archLinux,
    alpine('3.24', 'alpine'),
    alpine('3.23'),
    alpine('3.22'),
    alpine('3.21'),
    amazonLinux,
    flatcar,
];

;// CONCATENATED MODULE: ./src/catalogue/ubuntu.js
const ubuntu_guest = {
    user: 'ubuntu',
    firmware: 'either',
    seed: 'nocloud',
    console: 'serial',
    agent: 'absent',
    unverified: { agent: 'seen for releases before 24.04 only' },
};
/** The one for which the absence of the agent was seen. */
const jammy = { ...ubuntu_guest, unverified: {} };
const resolute = {
    ...ubuntu_guest,
    // `-cpu max` hangs in shim and GRUB under TCG; riscv64 is built for RVA23 and needs QEMU 9.1
    cpu: { emulated: { aarch64: 'cortex-a72', riscv64: 'rva23s64' } },
    // LP#2136392: when the interface is not renamed
    quirks: ['wait-online'],
};
const ubuntu_sums = { name: 'SHA256SUMS', format: 'gnu' };
const ubuntu_all = { x86_64: 'amd64', aarch64: 'arm64', riscv64: 'riscv64' };
const both = { x86_64: 'amd64', aarch64: 'arm64' };
/** The suffix .img hides a qcow2. */
const ubuntu_sources = (directory, image) => {
    const base = `https://cloud-images.ubuntu.com/${directory}`;
    return [
        { kind: 'listed', url: `${base}/release-*/${image}-cloudimg-{arch}.img`, sums: ubuntu_sums },
        { kind: 'moving', url: `${base}/release/${image}-cloudimg-{arch}.img`, sums: ubuntu_sums },
    ];
};
const ubuntu = [
    {
        name: 'ubuntu-26.04',
        aliases: ['ubuntu', 'ubuntu-resolute'],
        title: 'Ubuntu 26.04 (resolute)',
        arch: ubuntu_all,
        sources: ubuntu_sources('releases/resolute', 'ubuntu-26.04-server'),
        guest: resolute,
    },
    {
        name: 'ubuntu-26.04-minimal',
        title: 'Ubuntu 26.04 minimal',
        arch: both,
        sources: ubuntu_sources('minimal/releases/resolute', 'ubuntu-26.04-minimal'),
        guest: resolute,
    },
    {
        name: 'ubuntu-24.04',
        aliases: ['ubuntu-noble'],
        title: 'Ubuntu 24.04 (noble)',
        arch: ubuntu_all,
        sources: ubuntu_sources('releases/noble', 'ubuntu-24.04-server'),
        guest: ubuntu_guest,
    },
    {
        name: 'ubuntu-24.04-minimal',
        title: 'Ubuntu 24.04 minimal',
        arch: both,
        sources: ubuntu_sources('minimal/releases/noble', 'ubuntu-24.04-minimal'),
        guest: ubuntu_guest,
    },
    {
        name: 'ubuntu-22.04',
        aliases: ['ubuntu-jammy'],
        title: 'Ubuntu 22.04 (jammy)',
        // riscv64 is published, but needs a U-Boot of 2024
        arch: both,
        sources: ubuntu_sources('releases/jammy', 'ubuntu-22.04-server'),
        guest: jammy,
    },
    {
        name: 'ubuntu-22.04-minimal',
        title: 'Ubuntu 22.04 minimal',
        arch: { x86_64: 'amd64' },
        sources: ubuntu_sources('minimal/releases/jammy', 'ubuntu-22.04-minimal'),
        guest: jammy,
    },
];

;// CONCATENATED MODULE: ./src/catalogue/catalogue.js





/** The images that come with the action. `npm run images -- check` looks which of them are there. */
const builtInImages = [...debian, ...ubuntu, ...fedoraAndRhel, ...otherLinux, ...bsd];

// EXTERNAL MODULE: ./src/nearest.js
var nearest = __webpack_require__(76655);
;// CONCATENATED MODULE: ./src/catalogue/find.js

/** The entry of a name or alias, exactly as written, or the name that was probably meant. */
function findImage(name, catalogue) {
    const entry = catalogue.find((one) => one.name === name) ?? catalogue.find((one) => one.aliases?.includes(name));
    return entry === undefined ? { suggestion: (0,nearest/* nearest */.p)(name, namesOf(catalogue)) } : { entry };
}
/** Every name and alias, in the order of the catalogue. */
const namesOf = (catalogue) => catalogue.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
/** A catalogue with own entries: they come first, and take the place of those of the same name. */
function withOwnImages(catalogue, own) {
    const names = new Set(own.map(({ name }) => name));
    return [...own, ...catalogue.filter(({ name }) => !names.has(name))];
}
/**
 * Whether a text can be nothing but a name of the catalogue: what has a slash, or a suffix of files of images, is a
 * path or URL.
 */
const looksLikeName = (text) => /^[a-z0-9][a-z0-9.-]{0,63}$/i.test(text) && !/\.(?:qcow2|raw|img|iso|vmdk|vhdx?|xz|gz|zst|bz2|json)$/i.test(text);

;// CONCATENATED MODULE: ./src/catalogue/check.js

/** Text that matches; the pattern says by ^ and $ that nothing else is in it. */
const check_text = (pattern, expected) => (value, at) => typeof value === 'string' && pattern.test(value) ? [] : [`${at}: ${shown(value)} is not ${expected}`];
/** One of the words. */
const word = (words) => (value, at) => words.some((one) => one === value) ? [] : [`${at}: ${shown(value)} is not one of ${words.join(', ')}`];
/** A whole number that is not negative. */
const count = (value, at) => Number.isSafeInteger(value) && Number(value) >= 0 ? [] : [`${at}: ${shown(value)} is not a whole number`];
/** A list whose items all pass; not empty where `least` says so. */
const list = (item, least = 0) => (value, at) => {
    if (!Array.isArray(value))
        return [`${at}: ${shown(value)} is not a list`];
    if (value.length < least)
        return [`${at}: the list is empty`];
    return value.flatMap((one, index) => item(one, `${at}[${index}]`));
};
/** An object with any of the keys and values that pass. */
const record = (keys, values, least = 0) => (value, at) => {
    if (!isObject(value))
        return [`${at}: ${shown(value)} is not an object`];
    const entries = Object.entries(value);
    if (entries.length < least)
        return [`${at}: the object is empty`];
    return entries.flatMap(([key, one]) => [...keys(key, at), ...values(one, `${at}.${key}`)]);
};
/** An object with all of the required fields, perhaps some of the optional ones, and no other. */
const object = (required, optional = {}) => (value, at) => {
    if (!isObject(value))
        return [`${at}: ${shown(value)} is not an object`];
    const fields = { ...required, ...optional };
    const known = Object.keys(fields);
    const unknown = Object.keys(value).filter((key) => !known.includes(key));
    return [
        ...unknown.map((key) => `${at}: there is no field ${JSON.stringify(key)}${meant(key, known)}`),
        ...known.flatMap((key) => {
            if (Object.hasOwn(value, key))
                return fields[key]?.(value[key], `${at}.${key}`) ?? [];
            return Object.hasOwn(required, key) ? [`${at}: the field ${key} is missing`] : [];
        }),
    ];
};
/** The checks, one after the other, the later ones only for what has passed those before. */
const inTurn = (...checks) => (value, at) => checks.reduce((problems, check) => (problems.length > 0 ? problems : check(value, at)), []);
function meant(key, known) {
    const suggestion = (0,nearest/* nearest */.p)(key, known);
    return suggestion === undefined ? `; there are ${known.join(', ')}` : `; did you mean ${suggestion}?`;
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A value as JSON, cut where it would fill the log. */
function shown(value) {
    const json = value === undefined ? 'nothing' : JSON.stringify(value);
    return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}

;// CONCATENATED MODULE: ./src/catalogue/guest-facts.js
/** What is odd about a guest, in words that are tested; and what that means for whoever boots it. */
const quirks = {
    'wait-online': 'systemd-networkd-wait-online can hold the boot for 120 s; it is to be masked',
    'waits-for-time': 'sshd starts only after the clock was set over the network',
    'locked-user': 'sshd refuses a user whose password is locked: the seed has to unlock it with a password that none matches',
    'no-sudo': 'there is no sudo',
    'no-9p': 'the kernel has no 9p',
    'no-virtiofs': 'the kernel has no virtiofs',
    'update-at-first-boot': 'updates itself before the first login unless the seed forbids it',
};

;// CONCATENATED MODULE: ./src/catalogue/safe-url.js
/** https, or http where nobody is in between. */
function isSafeUrl(text) {
    const { protocol, hostname } = URL.parse(text) ?? {};
    return (protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname ?? '')));
}

;// CONCATENATED MODULE: ./src/catalogue/validate.js




/**
 * A catalogue as JSON: `{"images": [entry, …]}`.
 * @returns the entries, or everything that is wrong, one line each.
 */
function parseCatalogue(json) {
    let value;
    try {
        value = JSON.parse(json);
    }
    catch (error) {
        return { problems: [`it is no JSON: ${error instanceof Error ? error.message : String(error)}`] };
    }
    const problems = object({ images: validate_entries })(value, 'the catalogue').map((line) => line.replace('the catalogue.images', 'images'));
    // No problem means that it is one
    return problems.length > 0 ? { problems } : value;
}
/** Everything that is wrong with a list of entries, whatever it is. */
const problemsOf = (value) => validate_entries(value, 'images');
const validate_name = check_text(/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/, 'a name of lower-case letters, digits, dots and hyphens that starts with a letter');
const sentence = check_text(/^[^\p{Cc}]{1,200}$/u, 'a line of text');
const validate_arch = word(arches);
const url = check_text(/^https?:\/\/[\w.:[\]-]+\/[\w./:~+%@*{}-]*[^/]$/, 'the http(s) URL of a file, without query; {arch} may stand in it, and * if it is listed');
const inDirectory = check_text(/^[\w.+~*{}-]+$/, 'the name of a file');
const source = inTurn(object({ kind: word(['listed', 'fixed', 'moving']), url }, {
    arches: list(validate_arch, 1),
    index: check_text(/^(?:https:\/\/\S+|[\w./+~-]+)$/, 'the name of a file or an https URL'),
    sums: object({ name: inDirectory, format: word(['gnu', 'bsd', 'clearsigned', 'hex', 'json']) }),
    digest: check_text(/^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/i, 'sha256: or sha512: with all its hex digits'),
    format: word(['qcow2', 'raw']),
}), (value, at) => contradictionsOf(value).map((what) => `${at}: ${what}`));
/** What fields of a source say against each other. */
function contradictionsOf({ kind, url: address, index, sums, digest }) {
    const rules = [
        [kind === 'listed' && !address.includes('*'), 'the URL of a listed file has a * where its date or version is'],
        [kind !== 'listed' && address.includes('*'), `a ${kind} file has no * in its URL`],
        [kind !== 'listed' && index !== undefined, `a ${kind} file needs no index`],
        [/\/\/[^/]*[*{]/.test(address), 'the host has neither * nor {arch}'],
        [/\{(?!arch\})|(?<!\{arch)\}/.test(address), '{arch} is all that can stand in braces'],
        [kind !== 'fixed' && digest !== undefined, `a ${kind} file has no digest that stays; give sums`],
        [digest !== undefined && sums !== undefined, 'it has either sums or a digest'],
        [
            digest === undefined && !isSafeUrl(address.replaceAll(/[*{}]/g, '')),
            'http is for files with a digest, and for this machine',
        ],
    ];
    return rules.filter(([isBroken]) => isBroken).map(([, what]) => what);
}
const validate_guest = object({
    user: check_text(/^[A-Za-z_][A-Za-z0-9._-]{0,31}$/, 'a user name'),
    firmware: word(['bios', 'uefi', 'either']),
    seed: word(['nocloud', 'ignition', 'none']),
    console: word(['serial', 'screen']),
    agent: word(['installed', 'absent', 'unknown']),
}, {
    seedReader: word(['cloud-init', 'tiny-cloud', 'nuageinit']),
    cpu: object({}, {
        floor: word(['x86-64-v2', 'x86-64-v3']),
        without: list(check_text(/^[a-z0-9._-]+$/, 'a feature of a CPU')),
        emulated: record(validate_arch, check_text(/^[\w.,=-]+$/, 'a CPU model of QEMU')),
    }),
    leastMemory: count,
    quirks: list(word(Object.keys(quirks))),
    unverified: record(sentence, sentence),
});
const entry = inTurn(object({
    name: validate_name,
    title: sentence,
    arch: record(validate_arch, check_text(/^[\w-]+$/, 'a word for an architecture'), 1),
    sources: list(source, 1),
    guest: validate_guest,
}, { aliases: list(validate_name) }), (value, at) => {
    const { arch: words, sources } = value;
    const without = arches.filter((one) => one in words && !sources.some(({ arches: only = arches }) => only.includes(one)));
    return without.map((one) => `${at}.sources: there is none for ${one}`);
});
const validate_entries = inTurn(list(entry, 1), (value, at) => {
    const names = value.flatMap(({ name: one, aliases = [] }) => [one, ...aliases]);
    const twice = new Set(names.filter((one, index) => names.indexOf(one) !== index));
    return [...twice].map((one) => `${at}: ${one} is there twice`);
});

;// CONCATENATED MODULE: ./src/catalogue/mirror.js

/**
 * The mirrors of a text, one a line: `TO` puts everything beneath TO, with the publisher's host as the first directory;
 * `FROM TO` replaces the beginning FROM by TO. Undefined when a line is neither.
 */
function parseMirrors(text) {
    const lines = text.split('\n').map((line) => line.trim());
    const mirrors = lines.filter((line) => line !== '').map(mirrorOf);
    return mirrors.every((mirror) => mirror !== undefined) ? mirrors : undefined;
}
/** What parseMirrors() accepts, to complete `X is not …`. */
const mirrorSyntax = 'the https URL of a mirror, or two URLs, the beginning to be replaced and its replacement, on a line each (http only on this machine)';
function mirrorOf(line) {
    const [to, from, ...rest] = line.split(/\s+/).map(baseOf).reverse();
    if (to === undefined || rest.length > 0)
        return undefined;
    if (/\s/.test(line) !== (from !== undefined))
        return undefined;
    return isSafeUrl(to) ? { to, ...(from !== undefined && { from }) } : undefined;
}
/** A URL that other paths can be put after. */
function baseOf(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.search + url.hash !== '')
        return undefined;
    return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
/** A URL as the mirrors have it: the longest FROM that it begins with decides. One that is beneath a mirror stays. */
function mirrored(url, mirrors) {
    if (mirrors.some(({ to }) => url.startsWith(to)))
        return url;
    const fitting = mirrors
        .map((mirror) => ({ to: mirror.to, from: mirror.from ?? schemeOf(url) }))
        .filter(({ from }) => url.startsWith(from))
        .sort((a, b) => b.from.length - a.from.length);
    const [best] = fitting;
    return best === undefined ? url : best.to + url.slice(best.from.length);
}
const schemeOf = (url) => url.slice(0, url.indexOf('://') + 3);

;// CONCATENATED MODULE: ./src/catalogue/pattern.js
/** Starts with a digit, so that `latest`, `daily` and release candidates are no versions. No date or version is longer. */
const version = String.raw `(\d[\d.]{0,31})`;
/**
 * The names in a text that a pattern describes, newest first. Any text that holds whole names will do: the listing of
 * a directory by any web server or object store, a sums file, an index.
 * @param pattern one segment of a path; each `*` is a number with dots.
 * @param kind directories are told by the slash that follows them, which dates and sizes beside them do not have.
 */
function namesIn(text, pattern, kind) {
    const name = pattern.replaceAll(/[^\w*]/g, String.raw `\$&`).replaceAll('*', version);
    const end = kind === 'directory' ? '(?=/)' : String.raw `(?![\w.+-])`;
    const matches = text.matchAll(new RegExp(String.raw `(?<![\w.+-])${name}${end}`, 'g'));
    const found = new Map([...matches].map(([whole, ...versions]) => [whole, versions]));
    return [...found]
        .sort(([, a], [, b]) => compareNumbers(numbersOf(b), numbersOf(a)))
        .map(([whole, [first = '']]) => ({ name: whole, version: first }));
}
/** Each version with an end that is less than any number: 1.7 comes before 1.7.1. */
const numbersOf = (versions) => versions.flatMap((one) => [...one.split('.').map(Number), -1]);
function compareNumbers(a, b) {
    const at = a.findIndex((number, index) => number !== b[index]);
    return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

;// CONCATENATED MODULE: ./src/catalogue/sums.js

/**
 * The digest of a file in a sums file of any usual form: GNU (`hex  name`, `hex *name`), BSD (`SHA256 (name) = hex`),
 * either within a PGP clear signature (which is not verified), bare hex, and JSON with `path` or `location` beside
 * `sha256` or `sha512` (simplestreams, stream metadata of CoreOS).
 * @param file a name, or a path or URL, whose directories then choose among files of one name.
 * @returns the strongest digest of the best match. Undefined when the file is not there, or twice with different digests.
 */
function findSum(text, file) {
    const bare = digestOfHex(text.trim());
    if (bare !== undefined)
        return bare;
    const sums = /^\s*[{[]/.test(text) ? sumsOfJson(text) : signedPart(text).split(/\r?\n/).flatMap(sumOfLine);
    const ranked = sums
        .map((sum) => ({ ...sum, near: sharedTail(sum.path, file) }))
        .filter(({ near }) => near > 0)
        .sort((a, b) => b.near - a.near || strength(b) - strength(a) || byNumbers.compare(b.path, a.path));
    const [best] = ranked;
    const same = ranked.filter((one) => one.path === best?.path && strength(one) === strength(best));
    return same.every(({ digest }) => digest.hex === best?.digest.hex) ? best?.digest : undefined;
}
/** 2 before 10, as in versions and dates. */
const byNumbers = new Intl.Collator('en', { numeric: true });
const strength = ({ digest }) => digest.hex.length;
/** How many segments two paths share from their end: none, unless the names are the same. */
function sharedTail(path, file) {
    const [ours, theirs] = [segmentsOf(file), segmentsOf(path)];
    const different = ours.findIndex((segment, index) => segment !== theirs[index]);
    return different < 0 ? ours.length : different;
}
const segmentsOf = (path) => path
    .replace(/[?#].*$/, '')
    .split('/')
    .reverse();
/** Without what encloses the text of a clear signature (RFC 9580, section 7): headers, signature, dash escapes. */
function signedPart(text) {
    const begin = /^-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:[^\r\n]+\r?\n)*\r?\n/m.exec(text);
    if (begin === null)
        return text;
    const [signed = ''] = text.slice(begin.index + begin[0].length).split(/^-----BEGIN PGP SIGNATURE-----/m);
    return signed.replace(/^- /gm, '');
}
const sums_forms = [
    /^(?<hex>[0-9a-f]+)[ \t]+\*?(?<path>\S.*)$/i,
    /^SHA(?:2-)?(?:256|512) ?\((?<path>.+)\) ?= ?(?<hex>[0-9a-f]+)$/i,
];
function sumOfLine(line) {
    const { hex = '', path = '' } = sums_forms.map((form) => form.exec(line.trim())).find((match) => match !== null)?.groups ?? {};
    const digest = digestOfHex(hex);
    return digest === undefined ? [] : [{ path, digest }];
}
/** Every object of a JSON text that has a place and a digest. A text that is no JSON has none. */
function sumsOfJson(text) {
    const open = [];
    const sums = [];
    try {
        open.push(JSON.parse(text));
    }
    catch {
        return [];
    }
    while (open.length > 0) {
        const value = open.pop();
        if (typeof value !== 'object' || value === null)
            continue;
        for (const one of Object.values(value))
            open.push(one);
        const { path, location = path, sha256, sha512 } = value;
        for (const hex of [sha256, sha512]) {
            const digest = typeof hex === 'string' ? digestOfHex(hex) : undefined;
            if (digest !== undefined && typeof location === 'string')
                sums.push({ path: location, digest });
        }
    }
    return sums;
}

;// CONCATENATED MODULE: ./src/images/resolve.js





/** A directory that was made before its files were is passed over for the one before it. */
const directoriesTried = 3;
/**
 * The file that an entry of the catalogue stands for today, with the digest that its publisher tells.
 * @throws QemuVmError `image-not-found` when the entry has no such architecture, or no source of it can be resolved.
 */
async function resolveImage({ entry, arch, mirrors = [] }, readText) {
    const { name, title, sources, guest } = entry;
    const word = entry.arch[arch];
    if (word === undefined) {
        const others = Object.keys(entry.arch).join(', ');
        throw new errors/* QemuVmError */.Wn('image-not-found', `${title} is not published for ${arch}, only for ${others}.`);
    }
    const passedOver = [];
    for (const source of sources.filter(({ arches }) => arches === undefined || arches.includes(arch))) {
        try {
            const located = await locate(localized(source, word, mirrors), readText);
            const { format = 'qcow2', kind } = source;
            const compression = resolve_compressionOf(located.url);
            return {
                ...{ name, format, ...located, isDated: kind !== 'moving', passedOver },
                ...(compression !== undefined && { compression }),
                guest: arch === 'x86_64' ? guest : { ...guest, firmware: 'uefi' },
            };
        }
        catch (error) {
            passedOver.push(passing(error).message);
        }
    }
    throw new errors/* QemuVmError */.Wn('image-not-found', `${title} for ${arch} could not be found. ${passedOver.join(' ')}`, {
        hint: 'Publishers move their files at times: give the URL of the image instead, or a mirror.',
    });
}
/**
 * The digest of a file in a sums file.
 * @param image the URL of the file that the sums are of.
 * @throws QemuVmError `image-not-found` when the file is not in it, and what readText throws.
 */
async function readSum(sums, image, readText) {
    const digest = findSum(await readText(sums), new URL(image).pathname);
    if (digest !== undefined)
        return digest;
    const what = `${sums} has no SHA-256 or SHA-512 of ${fileOf(image)}.`;
    throw new errors/* QemuVmError */.Wn('image-not-found', what);
}
/** A source for one architecture, behind its mirror. */
function localized(source, word, mirrors) {
    const fill = (text) => text.replaceAll('{arch}', word);
    const { url, index, sums } = source;
    return {
        ...source,
        url: mirrored(fill(url), mirrors),
        ...withIndex(index?.includes('://') === true ? mirrored(fill(index), mirrors) : index),
        ...(sums !== undefined && { sums: { ...sums, name: fill(sums.name) } }),
    };
}
/** What another source may cure; anything else, a cancelled job above all, is thrown on. */
function passing(error) {
    if (error instanceof errors/* QemuVmError */.Wn && error.code !== 'cancelled')
        return error;
    throw error;
}
async function locate(source, readText) {
    const { url, sums, digest: known } = source;
    if (known !== undefined)
        return { url, ...withDigest(parseDigest(known)) };
    const file = await newest(source, readText);
    if (sums === undefined)
        return { url: file.url };
    return { url: file.url, digest: await readSum(sumsOf(sums, file), file.url, readText) };
}
const withIndex = (index) => (index === undefined ? {} : { index });
const withDigest = (digest) => (digest === undefined ? {} : { digest });
function sumsOf({ name }, { url, version }) {
    return new URL(name.replaceAll('{file}', fileOf(url)).replaceAll('*', version), url).href;
}
/** Fills the `*` of a URL from left to right, each path segment from the listing of the directory that it is in. */
async function newest({ url, index }, readText) {
    const segments = url.split('/');
    const at = segments.findIndex((segment) => segment.includes('*'));
    if (at < 0)
        return { url, version: '' };
    const directory = segments.slice(0, at).join('/') + '/';
    const [pattern = '', ...rest] = segments.slice(at);
    const kind = rest.length === 0 ? 'file' : 'directory';
    const listing = kind === 'file' && index !== undefined ? new URL(index, directory).href : directory;
    const names = namesIn(await readText(listing), pattern, kind);
    if (names.length === 0)
        throw new errors/* QemuVmError */.Wn('image-not-found', `${listing} names no ${pattern}.`);
    let failure;
    for (const { name, version } of names.slice(0, directoriesTried)) {
        if (kind === 'file')
            return { url: directory + name, version };
        try {
            return await newest({ kind: 'listed', url: [directory + name, ...rest].join('/'), ...withIndex(index) }, readText);
        }
        catch (error) {
            failure = passing(error);
        }
    }
    throw failure;
}
const suffixes = { xz: 'xz', gz: 'gz', zst: 'zst', bz2: 'bz2' };
const resolve_compressionOf = (url) => suffixes[url.slice(url.lastIndexOf('.') + 1)];
const fileOf = (url) => url.slice(url.lastIndexOf('/') + 1);

;// CONCATENATED MODULE: ./src/images/named-image.js





/**
 * The file that a name stands for today.
 * @throws QemuVmError `image-not-found`, `bad-input` for a wrong catalogue, and what readText throws.
 */
async function resolveNamedImage({ name, arch, catalogueUrl, mirrors = [] }, readText) {
    const catalogue = catalogueUrl === undefined ? builtInImages : await readOwnImages(catalogueUrl, builtInImages, readText);
    return await resolveImage({ entry: entryNamed(name, catalogue), arch, mirrors }, readText);
}
/** The entry of a name or alias. @throws QemuVmError `image-not-found` with the name that was probably meant. */
function entryNamed(name, catalogue) {
    const found = findImage(name, catalogue);
    if ('entry' in found)
        return found.entry;
    const meant = found.suggestion === undefined ? '' : `; did you mean ${found.suggestion}?`;
    throw new errors/* QemuVmError */.Wn('image-not-found', `There is no image ${JSON.stringify(name)} in the catalogue${meant}`, {
        hint: 'docs/images.md has all names; the path of a file has a slash or a suffix in it.',
    });
}
/** More would hide the others in the log. */
const problemsShown = 20;
/**
 * The catalogue with the images of a `catalogue-url` before its own.
 * @throws QemuVmError `bad-input` with every problem of the text, and what readText throws.
 */
async function readOwnImages(url, catalogue, readText) {
    const parsed = parseCatalogue(await readText(url));
    if ('images' in parsed)
        return withOwnImages(catalogue, parsed.images);
    const more = parsed.problems.length - problemsShown;
    const lines = [...parsed.problems.slice(0, problemsShown), ...(more > 0 ? [`… and ${more} more`] : [])];
    throw new errors/* QemuVmError */.Wn('bad-input', `catalogue-url: ${url} is no catalogue.\n${lines.join('\n')}`, {
        hint: 'docs/images.md has an example.',
    });
}

;// CONCATENATED MODULE: ./src/images/second-look.js

/** As a request header, makes every cache on the way ask the publisher (RFC 9111, section 5.2.1.4). */
const freshHeaders = { 'cache-control': 'no-cache', pragma: 'no-cache' };
/**
 * Resolves an image and obtains it; where image and sums disagree, both are looked up once more, past all caches. They
 * do when the publisher has replaced them between our two requests, or a mirror has replaced one of them only.
 * @param resolve sends freshHeaders when the look is `fresh`.
 * @throws what either throws, `digest-mismatch` from the second look only.
 */
async function withSecondLook(resolve, obtain) {
    const image = await resolve('first');
    try {
        return await obtain(image);
    }
    catch (error) {
        if (!disagrees(error))
            throw error;
    }
    return await obtain(await resolve('fresh'));
}
const disagrees = (error) => error instanceof errors/* QemuVmError */.Wn && error.code === 'digest-mismatch';

// EXTERNAL MODULE: ./src/host/progress.js
var progress = __webpack_require__(92665);
// EXTERNAL MODULE: ./src/host/watchdog.js
var watchdog = __webpack_require__(79005);
// EXTERNAL MODULE: ./src/host/age.js
var age = __webpack_require__(39163);
;// CONCATENATED MODULE: ./src/images/store.js







/** The directory of a VM among the images. It is in the VM's ledger, and what is in it goes with it. */
const leaseOf = (cacheDirectory, vm) => (0,external_node_path_.join)(cacheDirectory, (0,units/* tagOf */.cO)(vm));
const ownerFile = 'owner.json';
/** Makes the directory of the images, for this user alone. @throws QemuVmError `resource` when it cannot be used. */
function prepareStore(cacheDirectory) {
    const hint = 'Remove it, or give the runner a tool cache of its own (RUNNER_TOOL_CACHE).';
    try {
        external_node_fs_.mkdirSync(cacheDirectory, { recursive: true, mode: 0o700 });
        const stat = external_node_fs_.lstatSync(cacheDirectory);
        const isOurs = stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
        if (!isOurs)
            throw new Error('it is no directory that only this user may write to');
        external_node_fs_.accessSync(cacheDirectory, external_node_fs_.constants.W_OK);
    }
    catch (cause) {
        throw new errors/* QemuVmError */.Wn('resource', `Images cannot be kept in ${cacheDirectory}.`, { hint, cause });
    }
}
/** Writes down whose a lease is: with its ledger lost, it is by this that others know that it is nobody's any more. */
function claimLease(lease, { processes }) {
    external_node_fs_.writeFileSync((0,external_node_path_.join)(lease, ownerFile), JSON.stringify(processes.self), { mode: 0o600 });
}
/**
 * Removes what VMs have left that were never stopped: no process of theirs is there, and whoever made them is gone. The tool
 * cache is shared with job containers, into which nobody can look: theirs stay for as long as a VM may live.
 */
function removeStaleLeases(cacheDirectory, { processes }) {
    for (const name of external_node_fs_.readdirSync(cacheDirectory).filter((one) => (0,units/* idOfTag */.$y)(one) !== undefined)) {
        const lease = (0,external_node_path_.join)(cacheDirectory, name);
        const owner = ownerOf(lease);
        const state = owner === undefined ? 'running' : processes.state(owner);
        const isOver = state === 'gone' || (state === 'unseen' && ((0,age/* ageOf */.h)(lease) ?? 0) > budgets/* longestLifetime */.ST);
        if (isOver && processes.find(name).length === 0)
            external_node_fs_.rmSync(lease, { recursive: true, force: true });
    }
}
function ownerOf(lease) {
    try {
        return JSON.parse(external_node_fs_.readFileSync((0,external_node_path_.join)(lease, ownerFile), 'utf8'));
    }
    catch {
        return undefined; // its VM's ledger knows more
    }
}
const entryName = /^(?:sha256|sha512)-[0-9a-f]{64,128}\.([0-9a-f]{64})\.(qcow2|raw)$/;
/** The entry of an image that was published with this digest, in a format that is wanted. */
function findEntry(cacheDirectory, digest, format) {
    const begin = `${digest.algorithm}-${digest.hex}.`;
    return entriesOf(cacheDirectory).find((entry) => entry.name.startsWith(begin) && (format === undefined || entry.format === format));
}
/**
 * Links an entry into the lease and hashes it: a disk forgets, and others may have written to it. One that is not what it
 * was is removed. @returns the path of the link; undefined where there is no such entry any more.
 */
async function takeEntry({ path, sha256, format }, lease) {
    const own = (0,external_node_path_.join)(lease, `image.${format}`);
    try {
        external_node_fs_.linkSync(path, own);
    }
    catch {
        return undefined; // another job has removed it, or the disk has no links
    }
    if ((await digestOfFile(own)) === sha256) {
        touch(own);
        return own;
    }
    external_node_fs_.rmSync(own);
    external_node_fs_.rmSync(path, { force: true });
    return undefined;
}
/** Makes an entry of an image in a lease. Where there is one already, or none can be made, nothing is done. */
function addEntry(image, digest, { sha256, format }, cacheDirectory) {
    try {
        external_node_fs_.linkSync(image, (0,external_node_path_.join)(cacheDirectory, `${digest.algorithm}-${digest.hex}.${sha256}.${format}`));
    }
    catch {
        // the VM has its image all the same
    }
}
/** Removes the entries that were not used for the longest time, until the others take no more than `most` bytes. */
function evict(cacheDirectory, most) {
    const entries = entriesOf(cacheDirectory)
        .map(({ path }) => ({ path, stat: external_node_fs_.lstatSync(path, { throwIfNoEntry: false }) }))
        .flatMap(({ path, stat }) => (stat === undefined ? [] : [{ path, stat }]))
        .sort((one, other) => other.stat.atimeMs - one.stat.atimeMs);
    let taken = 0;
    for (const { path, stat } of entries) {
        taken += stat.blocks * 512;
        // What a VM has linked stays on the disk in any case
        if (taken > most && stat.nlink === 1)
            external_node_fs_.rmSync(path, { force: true });
    }
}
/** When an entry was last used is its time of access, which we set ourselves: many disks are mounted without. */
function touch(path) {
    try {
        external_node_fs_.utimesSync(path, new Date(), external_node_fs_.statSync(path).mtime);
    }
    catch {
        // it only is evicted the sooner
    }
}
function entriesOf(cacheDirectory) {
    return external_node_fs_.readdirSync(cacheDirectory).flatMap((name) => {
        const [, sha256, format] = entryName.exec(name) ?? [];
        if (sha256 === undefined)
            return [];
        return [{ name, path: (0,external_node_path_.join)(cacheDirectory, name), sha256, format: format }];
    });
}

;// CONCATENATED MODULE: ./src/images/arrive.js









/** Takes what comes into the lease, and makes an entry of it. @throws QemuVmError of receive() and makeUsable(). */
async function arrive(source, { keep, ...task }) {
    const { wanted, options, lease, host } = task;
    const { vm, cacheDirectory, mayInstall, signal, most } = options;
    const [tag, name] = [(0,units/* tagOf */.cO)(vm), (0,http/* shownUrl */.zA)(wanted.url)];
    const [part, packed] = [(0,external_node_path_.join)(lease, 'part'), (0,external_node_path_.join)(lease, 'published')];
    const received = await receive(source, {
        ...{ url: wanted.url, path: part, limits: limitsIn(lease, most), tag, mayInstall, signal },
        ...(keep ? { published: packed } : {}),
        ...(wanted.digest === undefined ? {} : { digest: wanted.digest }),
        ...(wanted.compression === undefined ? {} : { compression: wanted.compression }),
    }, host);
    const declared = wanted.format === undefined ? {} : { declared: wanted.format };
    const usable = await makeUsable(part, { directory: lease, tag, name, ...declared }, host);
    const path = (0,external_node_path_.join)(lease, `image.${usable.format}`);
    (0,external_node_fs_.chmodSync)(usable.path, 0o400);
    (0,external_node_fs_.renameSync)(usable.path, path);
    const sha256 = usable.path === part ? received.sha256 : await digestOfFile(path);
    addEntry(path, received.digest, { sha256, format: usable.format }, cacheDirectory);
    return {
        image: { ...usable, path },
        digest: received.digest,
        published: publishedAs(received, path, { part, packed, keep }),
    };
}
/** Where the file as published lies: it may have been packed, or converted, or be the image itself. */
function publishedAs({ compression }, image, { part, packed, keep }) {
    const isConverted = (0,external_node_fs_.existsSync)(part);
    if (!keep) {
        (0,external_node_fs_.rmSync)(part, { force: true });
        return undefined;
    }
    if (compression === undefined)
        return isConverted ? part : image;
    (0,external_node_fs_.rmSync)(part, { force: true });
    return packed;
}
/** Removes what an attempt has left in a lease. */
function empty(lease) {
    for (const name of ['part', 'published', 'converted.qcow2'])
        (0,external_node_fs_.rmSync)((0,external_node_path_.join)(lease, name), { force: true });
}

;// CONCATENATED MODULE: ./src/images/download.js





/** Requests that bring nothing, one after the other, before it is given up. */
const barrenTries = 5;
/**
 * The bytes of a URL, once and in order, however often the connection breaks on the way: what is missing is asked for with
 * the validator of what was got. Reads no further ahead than it is read.
 * @throws DownloadError; Restart when what was got so far is of no use any more; the signal's reason.
 */
async function* download(url, options, host) {
    const { signal, onProgress = () => undefined } = options;
    let known;
    let got = 0;
    let barren = 0;
    for (;;) {
        const before = got;
        const part = { url, from: got, known, options };
        const { answer, dog } = await (0,retry/* retry */.L)(() => ask(part, host), { ...(0,http/* patientTries */.Zp)(host, signal), tries: barrenTries });
        known ??= knownOf(answer);
        try {
            for await (const chunk of answer.body) {
                got += chunk.length;
                onProgress(got, known.total);
                dog.rest();
                yield chunk;
                dog.heard();
            }
            if (known.total === undefined || got === known.total)
                return;
            throw new http/* DownloadError */.nV(`${(0,http/* shownUrl */.zA)(url)} ended after ${got} of ${known.total} bytes.`);
        }
        catch (thrown) {
            signal.throwIfAborted();
            const error = brokenOff(dog.signal.aborted ? dog.signal.reason : thrown, url, got);
            if (known.validator === undefined)
                throw new Restart(error);
            barren = got > before ? 0 : barren + 1;
            if (barren >= barrenTries)
                throw error;
            host.log.info(`${error.message} Going on from there.`);
            if (barren > 0)
                await host.clock.sleep((0,units/* millis */.ne)(250 * 2 ** barren), signal);
        }
        finally {
            dog[Symbol.dispose]();
        }
    }
}
/** The download has to begin anew: what is there now is not what was begun with, or there is no way to know. */
class Restart extends errors/* QemuVmError */.Wn {
    constructor(cause) {
        super('download', cause.message, { cause });
    }
}
function knownOf({ headers }) {
    const { etag, 'last-modified': modified, 'content-length': length } = headers;
    return {
        total: length === undefined ? undefined : Number(length),
        validator: etag !== undefined && !etag.startsWith('W/') ? etag : modified,
    };
}
/** Asks for the rest, or for all. @throws DownloadError where the server refuses; Restart where it has something else now. */
async function ask({ url, from, known, options: { signal, idle = (0,units/* seconds */.YA)(30) } }, host) {
    const silent = `${(0,http/* shownUrl */.zA)(url)}: the server was silent for ${(0,units/* formatDuration */.a3)(idle)}.`;
    const dog = (0,watchdog/* watchdog */.u)(idle, host.clock, () => new http/* DownloadError */.nV(silent));
    const isRest = from > 0 && known?.validator !== undefined;
    try {
        const headers = isRest ? { range: `bytes=${from}-`, 'if-range': known.validator } : {};
        const answer = await host.http.get(url, { headers, signal: AbortSignal.any([signal, dog.signal]) });
        dog.heard();
        const starts = /^bytes (\d+)-/.exec(answer.headers['content-range'] ?? '')?.[1];
        if (isRest ? answer.status === 206 && Number(starts) === from : answer.status === 200)
            return { answer, dog };
        answer.body.destroy();
        if (!isRest || ![200, 206, 416].includes(answer.status))
            throw (0,http/* refusalOf */.Of)(answer);
        throw new Restart(new http/* DownloadError */.nV(`${(0,http/* shownUrl */.zA)(url)} was changed on the way, or cannot be had in parts.`));
    }
    catch (error) {
        dog[Symbol.dispose]();
        throw error;
    }
}
function brokenOff(thrown, url, got) {
    if (thrown instanceof http/* DownloadError */.nV)
        return thrown;
    return new http/* DownloadError */.nV(`${(0,http/* shownUrl */.zA)(url)} broke off after ${got} bytes.`, { cause: thrown });
}

;// CONCATENATED MODULE: ./src/images/obtain.js
var obtain_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var obtain_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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












/** What the cache of a machine may take: some thirty images of a server. */
const cacheLimit = 20 * 1024 ** 3;
/**
 * Gets an image from this machine's cache, from that of GitHub Actions or from the network, in this order; verifies,
 * unpacks and inspects it. An image without a digest is in no cache, for nothing says that it is still the same.
 * @throws QemuVmError `digest-mismatch`, `download`, `bad-image`, `resource` or `missing-program`; the signal's reason.
 */
async function obtainImage(wanted, options, host) {
    const { cacheDirectory, actionsCache } = options;
    const lease = leaseOf(cacheDirectory, options.vm);
    claimLease(lease, host);
    removeStaleLeases(cacheDirectory, host);
    const task = { wanted, options, lease, host };
    const found = wanted.digest === undefined ? undefined : await fromCaches(wanted.digest, task);
    if (found !== undefined)
        return found;
    const { image, digest, published } = await fromNetwork(task);
    evict(cacheDirectory, cacheLimit);
    const save = async () => {
        if (published !== undefined)
            await actionsCache?.save(digest, published);
        if (published !== image.path && published !== undefined)
            (0,external_node_fs_.rmSync)(published, { force: true });
    };
    const findings = wanted.digest === undefined ? [unverified(wanted, digest)] : [];
    return { ...image, digest, hit: 'none', findings, save };
}
async function fromCaches(digest, task) {
    const { wanted, options, lease, host } = task;
    const rest = { digest, findings: [], save: () => Promise.resolve() };
    const image = await fromMachine(digest, task);
    if (image !== undefined)
        return { ...image, ...rest, hit: 'machine' };
    const restored = await options.actionsCache?.restore(digest);
    if (restored === undefined)
        return undefined;
    try {
        const arrived = await arrive((0,external_node_fs_.createReadStream)(restored, { highWaterMark: 256 * 1024 }), { ...task, keep: false });
        return { ...arrived.image, ...rest, hit: 'actions' };
    }
    catch (error) {
        options.signal.throwIfAborted();
        host.log.info(`What the cache of GitHub Actions has for ${(0,http/* shownUrl */.zA)(wanted.url)} is of no use: ${(0,errors/* messageOf */.bD)(error)}`);
        empty(lease);
        return undefined;
    }
    finally {
        (0,external_node_fs_.rmSync)(restored, { force: true });
    }
}
async function fromMachine(digest, { wanted: { url, format }, options, lease }) {
    // What was converted is there as qcow2
    const stored = format === 'raw' ? 'raw' : format === undefined ? undefined : 'qcow2';
    const entry = findEntry(options.cacheDirectory, digest, stored);
    const path = entry === undefined ? undefined : await takeEntry(entry, lease);
    if (entry === undefined || path === undefined)
        return undefined;
    const facts = inspectImage(path, stored, (0,http/* shownUrl */.zA)(url));
    if (facts.format === entry.format)
        return { path, format: entry.format, virtualSize: facts.virtualSize };
    (0,external_node_fs_.rmSync)(path); // it had been declared to be something else
    return undefined;
}
async function fromNetwork(task) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { wanted: { url }, options, lease, host, } = task;
        const { signal, idle, budget = (0,units/* seconds */.YA)(3600) } = options;
        const limit = obtain_addDisposableResource(env_1, (0,watchdog/* watchdog */.u)(budget, host.clock, () => (0,http/* tooSlow */.gn)(url, budget)), false);
        const bounded = AbortSignal.any([signal, limit.signal]);
        const once = () => {
            empty(lease);
            const onProgress = (0,progress/* progressLog */.m)((0,http/* shownUrl */.zA)(url), host);
            const source = download(url, { signal: bounded, onProgress, ...(idle === undefined ? {} : { idle }) }, host);
            return arrive(source, { ...task, keep: options.actionsCache !== undefined });
        };
        host.log.info(`Downloading ${(0,http/* shownUrl */.zA)(url)}`);
        const isRestart = (error) => error instanceof Restart;
        return await (0,retry/* retry */.L)(once, { tries: 3, pause: (0,units/* millis */.ne)(500), signal: bounded, worthwhile: isRestart });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        obtain_disposeResources(env_1);
    }
}
function unverified({ url }, digest) {
    const risk = 'Whoever can change what is at this URL, or on the way, decides what runs in the VM';
    const pin = `To have just this image, and to have it cached, set checksum: ${formatDigest(digest)}`;
    return { level: 'warning', title: 'The image is not verified', message: `${(0,http/* shownUrl */.zA)(url)}: ${risk}. ${pin}.` };
}

;// CONCATENATED MODULE: ./src/phases/image.js





/**
 * Opens the store of images for a VM. What the VM has of it is in its ledger, and goes when the VM is stopped.
 * @throws QemuVmError `resource` where no directory can be used for images.
 */
async function openStore({ ledger, cacheDirectories, ...rest }, host) {
    const cacheDirectory = usableStore(cacheDirectories);
    const path = leaseOf(cacheDirectory, ledger.vm);
    const intent = { id: (0,units/* resourceId */.a)('image'), kind: 'directory', description: { path } };
    await (0,acquire/* acquire */.X)(intent, () => (0,directory/* makeDirectory */.Oh)(path), ledger);
    return (wanted) => obtainImage(wanted, { ...rest, cacheDirectory, vm: ledger.vm }, host);
}
/** The first that can be used. @throws QemuVmError of the last one, when none can. */
function usableStore([first = '', ...others]) {
    try {
        prepareStore(first);
        return first;
    }
    catch (error) {
        if (others.length === 0)
            throw error;
        return usableStore(others);
    }
}

;// CONCATENATED MODULE: ./src/phases/prepare-image.js









/**
 * Finds the image, gets it, verifies and inspects it, and puts the guest's overlay over it.
 * @throws QemuVmError that says what is wrong with the image, or why it could not be had.
 */
async function prepareImage(options, host) {
    const { image, paths } = options;
    const { path, format, virtualSize, ...prepared } = image.source.kind === 'path' ? await local(image.source.path, options, host) : await prepare_image_fromNetwork(options, host);
    const least = (0,units/* mebibytes */.jh)(Math.ceil(virtualSize / 1024 ** 2));
    const { diskSize } = image;
    if (diskSize !== undefined && diskSize < least) {
        const message = `disk-size: ${(0,units/* formatSize */.Xq)(diskSize)} is less than the disk of the image has, which is ${(0,units/* formatSize */.Xq)(least)}.`;
        throw new errors/* QemuVmError */.Wn('bad-input', message, { hint: 'Give at least that, or leave disk-size out.' });
    }
    const size = diskSize === undefined ? {} : { size: diskSize };
    await makeOverlay({ image: path, format, overlay: paths.overlay, ...size }, host);
    return prepared;
}
async function local(path, options, host) {
    const { image, paths, ledger, mayInstall, signal } = options;
    const { checksum } = image;
    const known = checksum !== undefined && 'digest' in checksum ? { digest: checksum.digest } : {};
    const place = { directory: paths.run, tag: (0,units/* tagOf */.cO)(ledger.vm), mayInstall, signal };
    const usable = await useLocalImage(path, { ...place, ...known }, host);
    return { ...usable, ...known, hit: 'none', findings: [], save: () => Promise.resolve() };
}
async function prepare_image_fromNetwork(options, host) {
    const { ledger, imageStores, actionsCache, useCaches, paths, mayInstall, signal } = options;
    // An image that is not to be kept lies in a store that goes with the VM
    const cacheDirectories = useCaches ? imageStores : [paths.images];
    const cache = useCaches && actionsCache !== undefined ? { actionsCache } : {};
    const obtain = await openStore({ ledger, cacheDirectories, mayInstall, signal, ...cache }, host);
    return await withSecondLook((look) => resolve(options, look, host), async ({ guest, ...wanted }) => ({ ...(await obtain(wanted)), ...(guest === undefined ? {} : { guest }) }));
}
/** What to download, and what it must hash to. */
async function resolve({ image, arch, signal }, look, host) {
    const { source, checksum, mirrors, catalogueUrl } = image;
    const headers = look === 'fresh' ? freshHeaders : {};
    const read = (url) => (0,http/* readText */.yR)(url, { signal, headers }, host);
    if (source.kind !== 'name') {
        const url = source.kind === 'url' ? source.url : '';
        if (checksum === undefined)
            return { url };
        return { url, digest: 'digest' in checksum ? checksum.digest : await readSum(checksum.sums, url, read) };
    }
    const named = { name: source.name, arch, mirrors, ...(catalogueUrl === undefined ? {} : { catalogueUrl }) };
    const resolved = await resolveNamedImage(named, read);
    host.log.info(`${source.name} is ${resolved.url}`);
    for (const why of resolved.passedOver)
        host.log.info(`Another source was passed over: ${why}`);
    const { url, digest, format, compression, guest } = resolved;
    return {
        ...{ url, format, guest },
        ...(digest === undefined ? {} : { digest }),
        ...(compression === undefined ? {} : { compression }),
    };
}

// EXTERNAL MODULE: ./src/phases/room.js
var phases_room = __webpack_require__(88383);
// EXTERNAL MODULE: ./src/phases/shares.js
var shares = __webpack_require__(86212);
;// CONCATENATED MODULE: ./src/phases/start.js




















/**
 * Inputs → a VM that is ready and handed over to later steps. Everything it makes is in the ledger before it exists.
 * @throws QemuVmError; what was made until then is for stop() to unmake.
 */
async function start(options, host) {
    const { inputs, ledger, signal, actionsCache } = options;
    const { spec } = inputs;
    const { log } = host;
    refuseTakenName(spec.name, host);
    (0,phases_room/* refuseWithoutRoom */.CW)(spec, (0,external_node_path_.dirname)(ledger.path));
    refuseOwnDirectory(spec.transfers.shares, (0,external_node_path_.dirname)(ledger.path));
    await refuseTakenPorts(spec.devices.ports);
    ledger.append({ type: 'started', main: host.processes.self });
    const packages = inputs.useCaches ? actionsCache?.packages : undefined;
    await ensurePrograms(programsFor(inputs), inputs.installQemu, host, packages);
    const paths = (0,plan_paths/* pathsOf */.wG)(ledger.vm, (0,external_node_path_.dirname)(ledger.path));
    await makeDirectories(paths, ledger);
    const image = await imageFor(options, paths, host);
    const { plan, keeper, findings } = await log.group('Plan', async () => {
        // It takes as long to start as the plan takes to be made, and waits for the plan
        const started = await (0,await_qemu/* startKeeper */.FA)(options.programs, { tag: (0,units/* tagOf */.cO)(ledger.vm), log: paths.keeperLog }, ledger, host);
        const { plan: made, findings: slow } = await makePlan({ inputs, ledger, paths, ...(image === undefined ? {} : { image }) }, host);
        signal.throwIfAborted();
        await makeTaps(spec.devices, ledger, host);
        ledger.append({ type: 'planned', plan: made });
        return { plan: made, keeper: started, findings: [...(image?.findings ?? []), ...slow] };
    });
    const began = host.clock.now();
    const saving = Promise.all([packages?.saved(), image?.save()]);
    const { streams, password } = inputs;
    const up = () => boot({ plan, keeper, ledger, signal, streams, ...(password === undefined ? {} : { password }) }, host);
    const { port, forwards, timeline } = await log.group(`Boot ${spec.name}`, () => (streams ? options.unheeded(up) : up()));
    const bootTook = (0,units/* millis */.ne)(host.clock.now() - began);
    await (0,waiting/* telling */.g)('the cache to be filled', saving, host);
    const keyless = password === undefined ? undefined : await leaveKey(plan, host);
    ledger.append({ type: 'ready', took: bootTook });
    const useless = makeLauncher(plan, ledger, options.programs);
    await (0,shares/* mountShares */.Qe)(plan, host);
    await (0,collect/* fillGuest */.m)(plan, signal, host);
    signal.throwIfAborted();
    ledger.append({ type: 'handed-over' });
    return {
        plan,
        port,
        forwards,
        bootTook,
        timeline,
        imageHit: image?.hit ?? 'none',
        findings: [...findings, ...[keyless, useless].filter((one) => one !== undefined)],
    };
}
/** The launcher goes first on PATH: under the name of another command it would hide that one. */
function refuseTakenName(name, host) {
    const path = host.commands.which(name);
    if (path === undefined)
        return;
    throw new errors/* InputError */.dz([{ input: 'name', value: name, expected: `a name that is free: there is a command ${path}` }]);
}
function programsFor({ spec }) {
    const overlays = spec.devices.disks.some(({ source }) => source.kind === 'file' && source.access === 'overlay');
    return [binaryOf(spec.arch), ...(spec.boot.kind === 'disk' || overlays ? ['qemu-img'] : []), 'ssh'];
}
async function makeDirectories({ run, sockets }, ledger) {
    const places = { 'run directory': run, ...(sockets === run ? {} : { 'socket directory': sockets }) };
    for (const [id, path] of Object.entries(places)) {
        const intent = { id: (0,units/* resourceId */.a)(id), kind: 'directory', description: { path } };
        await (0,acquire/* acquire */.X)(intent, () => (0,directory/* makeDirectory */.Oh)(path), ledger);
    }
}
/** The image of the VM, under the overlay that the guest writes to; undefined where a kernel is booted. */
async function imageFor({ inputs, imageStores, actionsCache, ledger, signal }, paths, host) {
    const { image, installQemu: mayInstall, useCaches, spec } = inputs;
    if (image === undefined || spec.boot.kind !== 'disk')
        return undefined;
    const caches = { imageStores, ...(actionsCache === undefined ? {} : { actionsCache }) };
    const options = { image, arch: spec.arch, paths, ledger, mayInstall, signal, useCaches, ...caches };
    return await host.log.group(`Image ${spec.boot.image}`, () => prepareImage(options, host));
}

// EXTERNAL MODULE: ./src/report/report.js
var report_report = __webpack_require__(32388);
// EXTERNAL MODULE: ./src/report/wording.js
var wording = __webpack_require__(33836);
// EXTERNAL MODULE: ./src/entry/evidence.js + 4 modules
var entry_evidence = __webpack_require__(15788);
;// CONCATENATED MODULE: ./src/entry/attempts.js






/** What another try may mend: it happens to guests that boot well the next time. Bad input and a lost keeper stay what they are. */
const attempts_passing = new Set(['guest-panicked', 'guest-reset', 'boot-timeout', 'qemu-crashed']);
/**
 * Boots a VM, and once more where it failed in a way that may pass. What failed was stopped in the one way down and is
 * gone before the next is begun.
 * @returns the VM, and what was wrong with those before it. @throws what the last attempt throws.
 */
async function bootPatiently({ most, open, start, undo, signal, }) {
    const failed = [];
    for (let attempt = 1;; attempt++) {
        const ledger = await open();
        try {
            const started = await start(ledger);
            return { ...started, ledger, findings: [...failed, ...started.findings] };
        }
        catch (error) {
            const mayPass = error instanceof errors/* QemuVmError */.Wn && attempts_passing.has(error.code);
            if (!mayPass || attempt >= most || signal.aborted)
                throw error;
            core/* info */.pq(`Attempt ${attempt} of ${most} failed: ${(0,errors/* messageOf */.bD)(error)}`);
            const { report, handIn } = await undo(error, ledger);
            if ((0,report_report/* verdictOf */.Vj)(report) === 'leaked')
                throw error;
            (0,file_ledger/* removeLedger */._e)(ledger);
            failed.push(failedAttempt(`attempt ${attempt} of ${most}`, report, await handIn()));
        }
    }
}
/** It is the only one who tells of that VM: the report is about the one that works. */
function failedAttempt(which, { failure, causes }, evidence) {
    const message = [
        `A VM was taken down and a new one booted, because ${which} failed: ${failure?.message ?? ''}`,
        ...(0,wording/* causeLines */.t1)(causes),
        ...(evidence === undefined ? [] : [`Evidence: ${(0,entry_evidence/* placeOf */.$t)(evidence)}.`]),
    ];
    return { level: 'warning', title: 'The guest had to be booted again', message: message.join('\n') };
}

;// CONCATENATED MODULE: ./src/entry/cancel.js
/** A step that is cancelled gets SIGINT, SIGTERM 7.5 s later, SIGKILL 2.5 s after that (ProcessInvoker.cs:32-33). */
const exitBy = 4500;
/** Listens for the job's cancellation; the first signal is recorded, the process is over within 5 s. */
function onCancel(ledger) {
    const controller = new AbortController();
    const listen = (name) => {
        if (controller.signal.aborted)
            return;
        controller.abort(new Error(`the runner sent ${name}`));
        setTimeout(() => process.exit(1), exitBy).unref();
        try {
            ledger()?.append({ type: 'cancelled', signal: name });
        }
        catch {
            // post gives the guest its full courtesy then: no harm
        }
    };
    process.on('SIGINT', listen);
    process.on('SIGTERM', listen);
    return {
        signal: controller.signal,
        dispose() {
            process.off('SIGINT', listen);
            process.off('SIGTERM', listen);
        },
    };
}

;// CONCATENATED MODULE: ./src/inputs/conflicts.js


const machinesOf = {
    x86_64: ['q35', 'pc'],
    aarch64: ['virt'],
    riscv64: ['virt'],
};
/**
 * What is wrong between inputs that may be right one by one.
 * @param texts trimmed, '' where not given.
 * @param values of the inputs that are right in themselves: no problem is told that follows from another one.
 */
function conflictsOf(texts, values, hostArch) {
    const problems = [];
    const judge = (input, isWrong, expected) => {
        const value = input === 'password' ? '(hidden)' : (texts.get(input) ?? '');
        if (isWrong)
            problems.push({ input, value, expected });
    };
    const given = (input) => texts.get(input) !== '';
    judge('image', !given('image') && !given('kernel'), 'given, and neither is kernel: exactly one of the two says what to boot');
    judge('kernel', given('image') && given('kernel'), 'possible beside image: give exactly one of image and kernel');
    for (const input of ['initrd', 'kernel-args']) {
        judge(input, given(input) && !given('kernel'), 'possible without kernel: give kernel, or remove this');
    }
    for (const input of imageOnly)
        judge(input, given(input) && !given('image'), 'possible without image: remove this');
    problems.push(...imageConflicts(values, texts));
    const { ready, workspace } = values;
    const isEntered = ready === undefined || ready.kind === 'login' || ready.kind === 'agent';
    const withoutWay = 'possible without a way into the guest: leave ready at login, or set it to agent';
    for (const input of ['copy', 'share', 'workspace', 'run']) {
        const isNothing = input === 'workspace' && workspace === 'none';
        judge(input, given(input) && !isNothing && !isEntered, withoutWay);
    }
    const isByLogin = ready === undefined || ready.kind === 'login';
    judge('password', given('password') && !isByLogin, 'possible without a login over ssh: leave ready at login');
    judge('password', given('password') && given('ssh-key'), 'possible beside ssh-key: give one of the two');
    judge('workspace-exclude', given('workspace-exclude') && workspace !== undefined && workspace !== 'copy', 'possible without workspace: copy');
    judge('collect-to', given('collect-to') && !given('collect'), 'possible without collect: give collect, or remove this');
    // With a wrong arch nobody knows which machine or accelerator would be right.
    if (given('arch') && values.arch === undefined)
        return problems;
    const { arch = hostArch, machine, accelerator, cpu, firmware } = values;
    const machines = machinesOf[arch];
    judge('machine', machine !== undefined && !machines.includes(machine), `a machine of ${arch}: ${machines.join(', ')}`);
    judge('firmware', firmware === 'bios' && arch !== 'x86_64', `possible with ${arch}, which boots images by UEFI: uefi or auto`);
    judge('accelerator', (accelerator === 'kvm' || accelerator === 'hvf') && arch !== hostArch, `able to run ${arch} on this ${hostArch} host: use auto or tcg`);
    judge('cpu', /^host(?:,|$)/.test(cpu ?? '') && (accelerator === 'tcg' || arch !== hostArch), 'possible under emulation: use max, or leave it to the default');
    return problems;
}
const imageOnly = ['checksum', 'disk-size', 'user-data', 'catalogue-url', 'mirror'];
function imageConflicts({ image, checksum }, texts) {
    const problems = [];
    const text = (input) => texts.get(input) ?? '';
    if (image?.kind === 'name' && text('catalogue-url') === '') {
        const found = findImage(image.name, builtInImages);
        const meant = 'entry' in found || found.suggestion === undefined ? '' : `; did you mean ${found.suggestion}?`;
        const expected = `an image of the catalogue (docs/images.md has the list), nor is there such a file${meant}`;
        if (!('entry' in found))
            problems.push({ input: 'image', value: image.name, expected });
    }
    if (image?.kind === 'name' && checksum !== undefined) {
        const expected = 'possible with an image of the catalogue, which has its own: remove this, or give a URL as image';
        problems.push({ input: 'checksum', value: text('checksum'), expected });
    }
    if (image?.kind === 'path' && checksum !== undefined && 'sums' in checksum) {
        const expected = 'possible with a local image: give its sha256: or sha512: itself';
        problems.push({ input: 'checksum', value: text('checksum'), expected });
    }
    return problems;
}

// EXTERNAL MODULE: ./src/inputs/parsers.js
var parsers = __webpack_require__(79399);
;// CONCATENATED MODULE: ./src/inputs/checksum.js



/**
 * `sha256:…`, `sha512:…`, as many hex digits alone, or the URL of a file of sums in which the image's name is looked up.
 */
const checksum = (text) => {
    const digest = parseDigest(text) ?? digestOfHex(text);
    if (digest !== undefined)
        return (0,parsers/* accept */.Ju)({ digest });
    if (isSafeUrl(text))
        return (0,parsers/* accept */.Ju)({ sums: text });
    return (0,parsers/* refuse */.TR)(expected(text));
};
function expected(text) {
    const [, algorithm = '', hex = ''] = /^(\w+):([0-9a-f]*)$/i.exec(text) ?? [];
    const digits = { sha256: 64, sha512: 128 }[algorithm.toLowerCase()];
    if (digits !== undefined)
        return `${algorithm.toLowerCase()}: with ${digits} hex digits; there are ${hex.length}`;
    return 'sha256:… or sha512:… with all hex digits, or the https URL of a file of sums';
}

;// CONCATENATED MODULE: ./src/inputs/lines.js
/** A list with one item a line; blank lines are none. Everything that is wrong with any of them is told. */
const lines = (parse) => (text, surroundings) => {
    const items = text.split(/\r?\n/).map((line) => line.trim());
    return lines_all(items.filter((line) => line !== ''), parse, surroundings);
};
function lines_all(items, parse, surroundings) {
    const values = [];
    const refusals = [];
    for (const item of items) {
        const parsed = parse(item, surroundings);
        if ('value' in parsed)
            values.push(parsed.value);
        else
            refusals.push(...parsed.refusals.map((refusal) => ({ value: item, ...refusal })));
    }
    return refusals.length > 0 ? { refusals } : { value: values };
}
/** The list, unless two of its items have the same key: the second is refused with `expected`. */
const distinct = (parse, keyOf, expected) => (text, surroundings) => {
    const parsed = parse(text, surroundings);
    if (!('value' in parsed))
        return parsed;
    const keys = parsed.value.map(keyOf);
    const twice = keys.filter((key, index) => key !== '' && keys.indexOf(key) < index);
    return twice.length === 0 ? parsed : { refusals: twice.map((value) => ({ value, expected })) };
};

;// CONCATENATED MODULE: ./src/inputs/path-parsers.js


/**
 * A file that is there, as an absolute path.
 * @param what names it for the user, such as `the path of a kernel`.
 */
function existingFile(what) {
    return (text, { workspace, look }) => {
        const unusable = unusableAsPath(text);
        if (unusable !== undefined)
            return (0,parsers/* refuse */.TR)(`${what} (${unusable})`);
        const path = (0,external_node_path_.resolve)(workspace, text);
        switch (look(path)) {
            case 'file':
                return (0,parsers/* accept */.Ju)(path);
            case 'directory':
                return (0,parsers/* refuse */.TR)(`${what} (${path} is a directory)`);
            case 'unreadable':
                return (0,parsers/* refuse */.TR)(`${what} (${path} cannot be read by this user)`);
            case 'absent':
                return (0,parsers/* refuse */.TR)(`${what} (${path} does not exist${text.startsWith('~') ? '; ~ is not expanded' : ''})`);
        }
    };
}
/** The file of a private key. A key itself is refused without being repeated: errors are public (law L12). */
const privateKeyFile = (text, surroundings) => {
    const what = 'the path of a private key';
    if (text.includes('-----BEGIN'))
        return (0,parsers/* refuse */.TR)(`${what} but a key; write it to a file in an earlier step`, '(hidden)');
    if (text.endsWith('.pub'))
        return (0,parsers/* refuse */.TR)(`${what} but of a public one; remove .pub`);
    return existingFile(what)(text, surroundings);
};
/** A directory that is there or can still be made, as an absolute path without `..` and a final slash. */
const absoluteDirectory = (text, { look }) => {
    const what = 'the absolute path of a directory';
    const unusable = unusableAsPath(text);
    if (unusable !== undefined)
        return (0,parsers/* refuse */.TR)(`${what} (${unusable})`);
    if (!(0,external_node_path_.isAbsolute)(text))
        return (0,parsers/* refuse */.TR)(`${what}, such as /var/tmp/qemu-vm`);
    const path = (0,external_node_path_.resolve)(text);
    const found = look(path);
    if (found === 'file')
        return (0,parsers/* refuse */.TR)(`${what} (${path} is a file)`);
    if (found === 'unreadable')
        return (0,parsers/* refuse */.TR)(`${what} (${path} cannot be read by this user)`);
    return (0,parsers/* accept */.Ju)(path);
};
/** Why the text can be no path of ours, or undefined. Line breaks would forge lines of ledger, argv and ssh_config. */
function unusableAsPath(text) {
    if (/[\n\r\0]/.test(text))
        return 'a path has no line break and no NUL';
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
        return 'a URL: download it in an earlier step';
    return undefined;
}

;// CONCATENATED MODULE: ./src/inputs/qemu-arguments.js

/**
 * Options that would break what the action promises: that QEMU is found, asked, ended and seen to end. What merely
 * makes QEMU fail (a second chardev of the same id, say) is left to QEMU, whose message is shown.
 */
const qemu_arguments_refused = [
    { options: ['daemonize'], expected: 'allowed: QEMU would leave its parent, and its end could not be seen' },
    { options: ['no-shutdown'], expected: 'allowed: QEMU would stay after the guest has powered off' },
    {
        options: ['action'],
        when: /(?:^|,)(?:shutdown|reboot)=/,
        expected: 'allowed with shutdown= or reboot=: QEMU has to end when the guest does',
    },
    { options: ['S', 'preconfig', 'incoming'], expected: 'allowed: the guest would never start' },
    { options: ['pidfile', 'name', 'uuid'], expected: 'allowed: QEMU is found again by the one that the action sets' },
    {
        options: ['qmp', 'qmp-pretty', 'mon', 'monitor'],
        expected: 'allowed: a second monitor could undo the settings that end QEMU; use the output qmp-socket',
    },
    {
        options: ['serial', 'parallel', 'debugcon'],
        when: /^mon:/,
        expected: 'allowed with mon: since that is a second monitor; use the output qmp-socket',
    },
    {
        options: ['runas', 'chroot', 'run-with', 'async-teardown'],
        expected: 'allowed: QEMU could become another user, leave its directories or leave a process behind',
    },
    { options: ['sandbox'], expected: 'allowed: the action sets it, lest QEMU start processes that outlive it' },
    { options: ['readconfig'], expected: 'allowed: what the file sets cannot be checked; write it as options' },
    // QEMU takes a second -accel for a fallback: the job would be emulated while the log says KVM.
    { options: ['accel', 'enable-kvm'], expected: 'allowed: use the input accelerator' },
];
/** QEMU arguments as words, none of which breaks the guarantee. Every refused word is told. */
const qemu_arguments_qemuArguments = (text) => {
    const words = splitWords(text);
    if (words === undefined)
        return (0,parsers/* refuse */.TR)('split into words as in a POSIX shell: a quote or a backslash is left open');
    const [first] = words;
    // QEMU takes a word that is no option for a disk, and would write to it.
    if (first !== undefined && !first.startsWith('-')) {
        return (0,parsers/* refuse */.TR)('an option of QEMU, such as -device virtio-balloon-pci', first);
    }
    const refusals = words.flatMap((word, index) => refusalOf(word, words[index + 1] ?? ''));
    return refusals.length > 0 ? { refusals } : (0,parsers/* accept */.Ju)(words);
};
/** QEMU takes `-x` and `--x` for the same; it knows neither `-x=value` nor abbreviations (softmmu/vl.c, lookup_opt). */
function refusalOf(word, next) {
    const option = /^--?(.+)$/.exec(word)?.[1];
    const found = qemu_arguments_refused.find(({ options, when }) => options.includes(option ?? '') && (when?.test(next) ?? true));
    if (found === undefined)
        return [];
    return [{ value: found.when === undefined ? word : `${word} ${next}`, expected: found.expected }];
}
/** A model and its features. `help` would make QEMU print a list and end. */
const cpuModel = (0,parsers/* matching */.wC)(/^(?!help$)[A-Za-z0-9][^\p{Cc}]*$/u, 'a CPU model of QEMU with its features, such as max or host,-vmx');
/** A kernel's command line. Kernels take a line break for a blank; a log and a boot loader would not. */
const kernelArguments = (text) => text.includes('\0') ? (0,parsers/* refuse */.TR)('a command line without NUL') : (0,parsers/* accept */.Ju)(text.replace(/\s*[\r\n]+\s*/g, ' '));
const piece = /([ \t\r\n]+)|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^ \t\r\n'"\\]+)/gy;
/**
 * Splits as a POSIX shell does (Shell Command Language, section 2.2 Quoting), without expansions, operators and
 * comments: `$`, `*`, `|` and `#` are ordinary. Own, since shlex 3.0.0 reads `'\\'"x"` as `\x` and keeps `\$` in `"`.
 * @returns undefined when a quote is not closed, or when the text ends in a lone backslash.
 */
function splitWords(text) {
    const words = [];
    let word;
    let end = 0;
    for (const [whole, blank, single, double, escaped, plain] of text.matchAll(piece)) {
        end += whole.length;
        if (blank !== undefined) {
            if (word !== undefined)
                words.push(word);
            word = undefined;
        }
        else if (escaped !== '\n') {
            // An escaped line break is nothing at all, not even an empty word.
            word = (word ?? '') + (single ?? escaped ?? plain ?? qemu_arguments_unescape(double ?? ''));
        }
    }
    if (word !== undefined)
        words.push(word);
    return end === text.length ? words : undefined;
}
/** Within double quotes a backslash is special only before these five. */
const qemu_arguments_unescape = (text) => text.replace(/\\([$`"\\\n])/g, (_, escaped) => (escaped === '\n' ? '' : escaped));

;// CONCATENATED MODULE: ./src/inputs/disks.js






const ownKeys = ['size', 'file', 'format', 'bus', 'serial', 'read-only', 'writable', 'controller'];
/** QEMU's options for NVMe, as of version 9, by the device that has them. What a guest cannot see is left out. */
const nvmeKeys = {
    onNamespace: [
        ...['nsid', 'uuid', 'eui64', 'logical_block_size', 'physical_block_size', 'ms', 'mset', 'pi', 'pil', 'pif'],
        ...['zoned', 'zoned.zone_size', 'zoned.zone_capacity', 'zoned.max_open', 'zoned.max_active', 'zoned.cross_read'],
        ...['zoned.descr_ext_size', 'zoned.numzrwa', 'zoned.zrwas', 'zoned.zrwafg', 'mssrl', 'mcl', 'msrc', 'fdp.ruhs'],
    ],
    onController: [
        ...['mdts', 'vsl', 'aerl', 'max_ioqpairs', 'msix_qsize', 'cmb_size_mb', 'ioeventfd', 'use-intel-id'],
        ...['zoned.zasl', 'zoned.auto_transition'],
    ],
    onSubsystem: ['fdp', 'fdp.runs', 'fdp.nrg', 'fdp.nruh'],
};
const allKeys = [...ownKeys, ...Object.values(nvmeKeys).flat()];
const buses = ['virtio', 'scsi', 'nvme'];
/** A line of `key=value` words, as a shell splits them; a key alone stands for `key=on`. */
const disk = (text, surroundings) => {
    const words = splitWords(text);
    if (words === undefined)
        return (0,parsers/* refuse */.TR)('split into words as in a POSIX shell: a quote or a backslash is left open');
    const keys = new Map(words.map((word) => keyOf(word)));
    if (keys.size < words.length)
        return (0,parsers/* refuse */.TR)('a disk with each key once');
    const unknown = [...keys.keys()].find((key) => !allKeys.includes(key));
    if (unknown !== undefined) {
        const meant = (0,nearest/* nearest */.p)(unknown, allKeys);
        const hint = unknown.includes(',') || text.includes(',') ? '; separate keys by blanks, not by commas' : '';
        return (0,parsers/* refuse */.TR)(`a disk: there is no key ${JSON.stringify(unknown)}${meant === undefined ? hint : `; did you mean ${meant}?`}`);
    }
    const source = sourceOf(keys, surroundings);
    return 'value' in source ? withBus(source.value, keys) : source;
};
const keyOf = (word) => {
    const [, key = word, value = 'on'] = /^([^=]*)=([^]*)$/.exec(word) ?? [];
    return [key, value === 'true' ? 'on' : value === 'false' ? 'off' : value];
};
/** The disks beside the one that boots, in the order in which the guest finds them. */
const disks = lines(disk);
function sourceOf(keys, surroundings) {
    const [size, file, format = 'detect'] = ['size', 'file', 'format'].map((key) => keys.get(key));
    if ((size === undefined) === (file === undefined))
        return (0,parsers/* refuse */.TR)('a disk with exactly one of size= and file=');
    if (format !== 'detect' && format !== 'raw' && format !== 'qcow2')
        return (0,parsers/* refuse */.TR)('a disk with format=raw or qcow2');
    const [isReadOnly, isWritable] = ['read-only', 'writable'].map((key) => keys.get(key) === 'on');
    if (file === undefined) {
        const parsed = (0,units/* parseSize */.DB)(size ?? '');
        if (parsed === undefined)
            return (0,parsers/* refuse */.TR)('a disk with a size such as size=512M or size=8G');
        const given = ['format', 'read-only', 'writable'].find((key) => keys.has(key));
        if (given !== undefined)
            return (0,parsers/* refuse */.TR)(`a disk: ${given} is for those with file=`);
        return (0,parsers/* accept */.Ju)({ kind: 'new', size: parsed });
    }
    if (isReadOnly === true && isWritable === true)
        return (0,parsers/* refuse */.TR)('a disk: it is read-only or writable, not both');
    const path = existingFile('a disk: file= is not the path of an image')(file, surroundings);
    if (!('value' in path))
        return path;
    const access = isReadOnly === true ? 'read-only' : isWritable === true ? 'writable' : 'overlay';
    return (0,parsers/* accept */.Ju)({ kind: 'file', path: path.value, format, access });
}
function withBus(source, keys) {
    const [serial, controller, name = 'virtio'] = ['serial', 'controller', 'bus'].map((key) => keys.get(key));
    const bus = buses.find((one) => one === name);
    if (bus === undefined)
        return (0,parsers/* refuse */.TR)(`a disk with one of bus=${buses.join(', bus=')}`);
    // virtio-blk and NVMe have 20 bytes for it: VIRTIO_BLK_ID_BYTES; NVM Express Base, Identify Controller
    if (serial !== undefined && !/^[\w.-]{1,20}$/.test(serial)) {
        return (0,parsers/* refuse */.TR)('a disk with a serial of 1 to 20 letters, digits, dots, underscores and hyphens');
    }
    const others = [...keys.keys()].filter((key) => !ownKeys.some((own) => own === key && own !== 'controller'));
    if (bus !== 'nvme') {
        if (others[0] !== undefined)
            return (0,parsers/* refuse */.TR)(`a disk: ${others[0]} is for those with bus=nvme`);
        return (0,parsers/* accept */.Ju)({ source, bus, ...(serial !== undefined && { serial }) });
    }
    if (controller !== undefined && !/^[a-z][\w-]{0,30}$/i.test(controller)) {
        return (0,parsers/* refuse */.TR)('a disk with a controller whose name is made of letters, digits and hyphens');
    }
    const odd = others.find((key) => !/^[\w.:;-]+$/.test(keys.get(key) ?? ''));
    if (odd !== undefined)
        return (0,parsers/* refuse */.TR)(`a disk with a value for ${odd} such as on, 7 or 64M`);
    const ofDevice = (device) => Object.fromEntries(nvmeKeys[device].flatMap((key) => (keys.has(key) ? [[key, keys.get(key) ?? '']] : [])));
    const nvme = {
        ...(controller !== undefined && { controller }),
        onNamespace: ofDevice('onNamespace'),
        onController: ofDevice('onController'),
        onSubsystem: ofDevice('onSubsystem'),
    };
    return (0,parsers/* accept */.Ju)({ source, bus, ...(serial !== undefined && { serial }), nvme });
}

;// CONCATENATED MODULE: ./src/inputs/env-patterns.js

/** Names of variables, one per line, `*` for any part: those of the step that a script in the guest sees. */
const envPatterns = (text) => {
    const patterns = text.split(/\s+/).filter((pattern) => pattern !== '');
    const wrong = patterns.find((pattern) => !/^[A-Za-z_*][A-Za-z0-9_*]*$/.test(pattern));
    return wrong === undefined
        ? (0,parsers/* accept */.Ju)(patterns)
        : (0,parsers/* refuse */.TR)('a name of a variable, with * for any part: CI, GITHUB_* or MY_*', wrong);
};

;// CONCATENATED MODULE: ./src/inputs/links.js


const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
/** `80`, `8080:80`, `udp:5353:53`: the guest's port last, before it the host's; without that, or with 0, QEMU chooses. */
const forward = (text) => {
    const [, protocol = 'tcp', host = '0', guest = ''] = /^(?:(tcp|udp):)?(?:(\d+):)?(\d+)$/.exec(text) ?? [];
    if (!isPort(host) || !isPort(guest) || Number(guest) === 0) {
        return (0,parsers/* refuse */.TR)('a forward such as 80, 8080:80 or udp:5353:53: the port of the guest last, before it that of the host');
    }
    return (0,parsers/* accept */.Ju)({ protocol: protocol, host: Number(host), guest: Number(guest) });
};
const named = ({ protocol }, port) => `${protocol === 'tcp' ? '' : 'udp:'}${port}`;
/** Forwards from the host's loopback into the guest. No port of either side may occur twice. */
const forwards = distinct(distinct(lines(forward), (one) => named(one, one.guest), 'free: a port of the guest can be forwarded once only'), (one) => (one.host === 0 ? '' : named(one, one.host)), 'free: a port of the host can be forwarded once only');
/** IPv4 with a prefix length that leaves room for two hosts at least. */
function isAddress(text) {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
    const [prefix = 0, ...bytes] = (match ?? []).slice(1).map(Number).reverse();
    return match !== null && bytes.every((byte) => byte < 256) && prefix >= 8 && prefix <= 30;
}
/** `lan` or `lan=10.9.0.1/24`. The name is part of ids of QEMU, and has to differ from those that the action gives. */
const network = (text) => {
    const [, name, , address] = /^([a-z][a-z0-9-]{0,14})(=(.*))?$/.exec(text) ?? [];
    if (name === undefined || name === 'tap') {
        return (0,parsers/* refuse */.TR)('a network: a name of 1 to 15 lower-case letters, digits and hyphens other than tap');
    }
    if (address === undefined)
        return (0,parsers/* accept */.Ju)({ name });
    return isAddress(address)
        ? (0,parsers/* accept */.Ju)({ name, address })
        : (0,parsers/* refuse */.TR)(`a network with an address and its prefix length, such as ${name}=10.9.0.1/24`);
};
/** Private networks of the job. */
const networks = distinct(lines(network), ({ name }) => name, 'another network: a VM is in each of them once');
/** `true` or the name of a bridge. IFNAMSIZ without the final NUL: linux/if.h, dev_valid_name(). */
const tap = (text, surroundings) => {
    const parsed = (0,parsers/* flag */.Jt)(text, surroundings);
    if ('value' in parsed)
        return (0,parsers/* accept */.Ju)(parsed.value ? {} : undefined);
    return /^(?!\.\.?$)[^\s/:,]{1,15}$/.test(text)
        ? (0,parsers/* accept */.Ju)({ bridge: text })
        : (0,parsers/* refuse */.TR)('true, false or the name of a bridge of the host');
};

;// CONCATENATED MODULE: ./src/inputs/image-parsers.js







const isUrl = (text) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
const isInCatalogue = (name) => 'entry' in findImage(name, builtInImages);
/** Without user, password and query: errors are public, and these may be secrets (law L12). */
function image_parsers_shown(text) {
    const url = URL.parse(text);
    return url === null ? '(no URL)' : `${url.protocol}//${url.host}${url.pathname}`;
}
/** An https URL, or one of this machine. What else may be at it is judged when it was downloaded. */
const safeUrl = (what) => (text) => {
    if (!URL.canParse(text) || /[\s\0]/.test(text))
        return (0,parsers/* refuse */.TR)(`${what}: it is no URL`, image_parsers_shown(text));
    return isSafeUrl(text) ? (0,parsers/* accept */.Ju)(text) : (0,parsers/* refuse */.TR)(`${what}: http is for this machine only`, image_parsers_shown(text));
};
const anImage = 'an image of the catalogue, the https URL of an image or the path of a local one';
/** Files that QEMU would take for a raw disk: it would boot the wrapping. */
const archive = /\.(?:zip|tar|ova)$/i;
/**
 * A name of the catalogue, a URL or a path. What could be both is a name if the catalogue has it, and a path if there is
 * such a file; any other may be a name of the user's own catalogue.
 */
const imageSource = (text, surroundings) => {
    if (isUrl(text)) {
        const url = safeUrl(anImage)(text, surroundings);
        return 'value' in url ? (0,parsers/* accept */.Ju)({ kind: 'url', url: url.value }) : url;
    }
    const isName = looksLikeName(text) && (isInCatalogue(text) || isNothing(text, surroundings));
    if (isName)
        return (0,parsers/* accept */.Ju)({ kind: 'name', name: text });
    if (archive.test(text))
        return (0,parsers/* refuse */.TR)(`${anImage}, not an archive: unpack it in an earlier step`);
    const path = existingFile(anImage)(text, surroundings);
    return 'value' in path ? (0,parsers/* accept */.Ju)({ kind: 'path', path: path.value }) : path;
};
const isNothing = (text, { workspace, look }) => look((0,external_node_path_.resolve)(workspace, text)) === 'absent';
/** URL of a catalogue. */
const catalogueUrl = safeUrl('the https URL of a catalogue in JSON');
/** Where the catalogue's URLs are to be found instead. */
const mirrors = (text) => {
    const parsed = parseMirrors(text);
    return parsed === undefined ? (0,parsers/* refuse */.TR)(mirrorSyntax) : (0,parsers/* accept */.Ju)(parsed);
};
/** The first lines by which cloud-init tells its formats apart; cloudinit/handlers. Ignition is JSON. */
const userDataStart = /^(?:#cloud-config|#cloud-boothook|#cloud-config-archive|#include|#!|## template:|#part-handler|content-type:|mime-version:|\{)/i;
/** User data itself, or the file that has it. */
const userData = (text, surroundings) => {
    if (userDataStart.test(text))
        return (0,parsers/* accept */.Ju)({ text: `${text}\n` });
    const what = 'user data that begins with #cloud-config, #! or the like, or the path of a file with it';
    const path = existingFile(what)(text, surroundings);
    return 'value' in path ? (0,parsers/* accept */.Ju)({ path: path.value }) : (0,parsers/* refuse */.TR)(what, text.includes('\n') ? '(hidden)' : undefined);
};

;// CONCATENATED MODULE: ./src/inputs/names.js

/**
 * Commands that steps and the actions between ours take for granted. `name` becomes a command in front of PATH, so one
 * of these would run in the guest what was meant for the host.
 */
const taken = new Set([
    'ash bash cmd csh dash fish ksh powershell pwsh sh tcsh zsh',
    'bun cargo cmake deno docker gcc gh git go helm java kubectl make node npm npx perl php pip podman python ruby',
    'apt brew bzip2 curl gzip rsync scp sftp ssh sudo tar unzip wget xz zip zstd',
    'awk cat chmod chown cp cut date df dirname du env false find grep head id install kill ln ls mkdir mktemp mv ps',
    'printf pwd readlink rm sed sleep sort tail tee test touch tr true uname wc which xargs',
].flatMap((line) => line.split(' ')));
/** The name of the VM and of the command that enters it. 32 characters keep it usable as a host name (63 at most). */
const commandName = (text) => {
    if (!/^[a-z][a-z0-9-]{0,31}$/.test(text)) {
        return (0,parsers/* refuse */.TR)('a name of 1 to 32 lower-case letters, digits and hyphens that starts with a letter');
    }
    return taken.has(text) ? (0,parsers/* refuse */.TR)('free: later steps use the command of this name; choose another') : (0,parsers/* accept */.Ju)(text);
};
/**
 * POSIX.1-2024, 3.412 User Name: the portable file name characters, no hyphen first. Linux keeps 32 of them at most and
 * takes digits alone for a user id (useradd(8)).
 */
const userName = (0,parsers/* matching */.wC)(/^(?!\d+$|\.{1,2}$)[A-Za-z0-9._][A-Za-z0-9._-]{0,31}$/, 'a user name: 1 to 32 letters, digits, dots, underscores and hyphens, no hyphen first and not digits alone');

// EXTERNAL MODULE: ./src/inputs/readiness.js
var readiness = __webpack_require__(39435);
;// CONCATENATED MODULE: ./src/inputs/transfers.js



/** `SRC -> DST`: a path of the host, relative to the workspace, and one of the guest, relative to the user's home. */
const transfer = (text, { workspace, look }) => {
    const [from, to, ...more] = text.split(/\s+->\s+/);
    if (from === undefined || to === undefined || more.length > 0 || from === '' || to === '' || text.includes('\0')) {
        return (0,parsers/* refuse */.TR)('a copy such as build/app -> /usr/local/bin/app');
    }
    const path = (0,external_node_path_.resolve)(workspace, from);
    const found = look(path);
    if (found === 'absent' || found === 'unreadable') {
        const why = found === 'absent' ? 'does not exist' : 'cannot be read by this user';
        return (0,parsers/* refuse */.TR)(`a copy of something that is there (${path} ${why})`);
    }
    // What is in a directory, and not the directory itself: what resolve() takes away
    return (0,parsers/* accept */.Ju)({ from: /(?:^|\/)\.?$/.test(from) ? `${path}/.` : path, to });
};
/** Copies into the guest, in order. */
const transfers = lines(transfer);
/** `DIR -> DST` or `DIR -> DST read-only`: a directory of the host, relative to the workspace, and an absolute path of the guest. */
const share = (text, { workspace, look }) => {
    const [from = '', to = '', ...more] = text.split(/\s+->\s+/);
    const [, target = to, readOnly] = /^(.*\S)\s+(read-only)$/.exec(to) ?? [];
    const place = plainPath(target);
    if (from === '' || place === undefined || more.length > 0 || text.includes('\0')) {
        return (0,parsers/* refuse */.TR)('a share such as src -> /srv/src, or src -> /srv/src read-only');
    }
    const path = (0,external_node_path_.resolve)(workspace, from);
    if (look(path) !== 'directory')
        return (0,parsers/* refuse */.TR)(`a share of a directory that is there (${path} is none)`);
    return (0,parsers/* accept */.Ju)({ from: path, to: place, access: readOnly === undefined ? 'writable' : 'read-only' });
};
/** Directories of the host for the guest to mount. */
const transfers_shares = distinct(lines(share), ({ to }) => to, 'free: a directory of the guest can be one share only');
/** Absolute, without `..` and whatever means nothing; undefined where it is not, or is the root itself. */
function plainPath(text) {
    const parts = text.split('/').filter((part) => part !== '' && part !== '.');
    return text.startsWith('/') && parts.length > 0 && !parts.includes('..') && !text.includes('\0')
        ? `/${parts.join('/')}`
        : undefined;
}
/** Paths of the guest that are collected. They say where things go on the host, too: no `..`. */
const guestPaths = lines((text) => {
    const path = plainPath(text);
    return path === undefined ? (0,parsers/* refuse */.TR)('an absolute path of the guest without .., such as /var/log') : (0,parsers/* accept */.Ju)(path);
});
/** Patterns of tar's --exclude. */
const patterns = lines((text) => text.includes('\0') ? (0,parsers/* refuse */.TR)('a pattern such as node_modules or *.o') : (0,parsers/* accept */.Ju)(text));

;// CONCATENATED MODULE: ./src/inputs/table.js












const required = (parse, value, documentation) => ({
    default: value,
    parse,
    documentation,
});
const optional = (parse, documentation) => ({
    default: '',
    parse,
    documentation,
});
/** Every input, in the order of action.yml, README and error messages. To add an input, add a row. */
const table = {
    image: optional(imageSource, 'What to boot: an image of the catalogue (`debian-13`; see docs/images.md), the https URL of an image, or the path of a local one. It is never written to: the guest writes to an overlay that is deleted afterwards. Give either `image` or `kernel`.'),
    checksum: optional(checksum, 'What the image must hash to, `sha256:…` or `sha512:…`, or the https URL of the file of sums that names it. Images of the catalogue have theirs. Without one, an image of a URL is neither verified nor cached.'),
    'disk-size': optional((0,parsers/* sizeFrom */.OE)((0,units/* mebibytes */.jh)(1)), "Size of the guest's disk, such as `20G`: at least that of the image, which it has by default."),
    'user-data': optional(userData, 'For the first boot: cloud-init user data, Ignition for Flatcar, or the path of a file with it. The key and the host key of this VM are given to the guest beside it. See docs/images.md.'),
    firmware: required((0,parsers/* oneOf */.yL)(['auto', 'bios', 'uefi'], { efi: 'uefi', ovmf: 'uefi', seabios: 'bios', legacy: 'bios' }), 'auto', '`bios`, `uefi`, or `auto`: UEFI where the image needs it and for all images of aarch64 and riscv64, else BIOS.'),
    'catalogue-url': optional(catalogueUrl, 'URL (https) of a catalogue of your own, whose images come before those of the action. See docs/images.md.'),
    mirror: optional(mirrors, 'Where the files of the catalogue are to be found instead: a base URL, or `FROM TO`, one per line. See docs/images.md.'),
    cache: required(parsers/* flag */.Jt, 'true', "`true` keeps verified images in this machine's tool cache, and on GitHub's own runners in the cache of GitHub Actions, with the packages of QEMU that apt has installed."),
    kernel: optional(existingFile('the path of a kernel'), 'Path of a kernel to boot directly, without disk and firmware. Give either `image` or `kernel`.'),
    initrd: optional(existingFile('the path of an initial RAM disk'), 'Path of the initial RAM disk for `kernel`.'),
    'kernel-args': optional(kernelArguments, 'Command line for `kernel`. Line breaks count as spaces.'),
    arch: optional((0,parsers/* oneOf */.yL)(['x86_64', 'aarch64', 'riscv64'], { amd64: 'x86_64', x64: 'x86_64', x86: 'x86_64', arm64: 'aarch64' }), "Architecture of the guest: `x86_64`, `aarch64` or `riscv64`. By default the host's own; any other is emulated."),
    machine: optional((0,parsers/* oneOf */.yL)(['q35', 'pc', 'virt']), 'QEMU machine type: `q35` (default) or `pc` for x86_64, `virt` for aarch64 and riscv64.'),
    cpu: optional(cpuModel, 'QEMU CPU model with its features, such as `host,-vmx`. By default `host` where an accelerator virtualizes and `max` where it emulates.'),
    cpus: required((0,parsers/* wholeNumber */.rD)(1, 255), '2', 'Number of virtual CPUs, 1 to 255.'),
    memory: required((0,parsers/* sizeFrom */.OE)((0,units/* mebibytes */.jh)(64)), '2G', 'Memory of the guest, such as `512M` or `4G`; at least `64M`.'),
    accelerator: required((0,parsers/* oneOf */.yL)(['auto', 'kvm', 'hvf', 'tcg']), 'auto', '`kvm`, `hvf`, `tcg` (emulation: works everywhere, is slow) or `auto`, the fastest that proves to work on this host.'),
    ports: optional(forwards, 'Ports of the guest to be reached at 127.0.0.1, one per line: `80` (QEMU chooses the port of the host, see the output `ports`), `8080:80` (port 8080 of the host) or `udp:5353:53`.'),
    disks: optional(disks, 'Further disks, one per line, in words `key=value`: `size=8G` (new and empty) or `file=PATH` (written to only if `writable`), `bus=virtio|scsi|nvme`, `serial=`, `read-only`, `format=raw|qcow2`, and options of NVMe such as `zoned`. See docs/devices.md.'),
    networks: optional(networks, 'Private networks with other VMs of this job, one per line: a name, or a name with the address of this VM, as in `lan=10.9.0.1/24`. See docs/devices.md.'),
    tap: optional(tap, '`true` gives the VM a tap of the host, `qv` and the id of the VM; the name of a bridge also makes it a port of that bridge. Needs root or a sudo that does not ask.'),
    'qemu-args': optional(qemu_arguments_qemuArguments, 'Further QEMU arguments, split as in a POSIX shell: quotes, backslashes and line breaks work; variables and comments do not. Options that would keep QEMU from being found, ended or seen to end are refused.'),
    name: required(commandName, 'guest', 'Name of the VM and of the command that enters it in later steps, as in `shell: guest {0}`. Two VMs of one job need two names.'),
    user: optional(userName, 'User of the guest that logs in over ssh. By default that of the image where it is one of the catalogue, else `root`.'),
    'ssh-key': optional(privateKeyFile, 'Path of a private key that the guest already trusts. By default a key pair is made for this VM alone and offered to the guest.'),
    password: optional(parsers/* secretLine */.dT, 'Password of `user` in a guest that does not take the key, from a secret. At the first login the key is put into its place. See Access in the README.'),
    copy: optional(transfers, 'Files and directories to copy into the guest when it is ready, one per line: `SRC -> DST`, as `cp -a` would. See docs/files.md.'),
    share: optional(transfers_shares, 'Directories of the host that the guest sees as its own, one per line: `DIR -> DST`, or `DIR -> DST read-only`, by 9p or virtiofs. See docs/files.md.'),
    workspace: required((0,parsers/* oneOf */.yL)(['none', 'copy', 'share'], { mount: 'share', '9p': 'share', virtiofs: 'share', sync: 'copy', rsync: 'copy' }), 'none', 'The workspace in the guest, at the same path: `copy` copies it when the guest is ready, owned by the user who logs in; `share` mounts it, so that both sides see the same files. Steps in the guest then run in it.'),
    'workspace-exclude': optional(patterns, 'What of the workspace is not copied: patterns of tar, one per line, such as `node_modules` or `*.o`.'),
    collect: optional(guestPaths, 'Files and directories of the guest to be fetched at the end of the job, before the guest is shut down, also when the job failed or was canceled: absolute paths, one per line. See docs/files.md.'),
    'collect-to': optional(absoluteDirectory, 'Absolute path of the directory for what is collected. By default `collected/` and the name of the VM, in the workspace.'),
    env: required(envPatterns, 'CI GITHUB_* RUNNER_DEBUG', "Which variables of a step its script in the guest sees: names, with `*` for any part, one per line. `GITHUB_TOKEN` and the host's paths are taken by their full names only."),
    run: optional((0,parsers/* matching */.wC)(/^/, 'a script'), 'A script that runs in the guest as soon as it is ready, as in a step with `shell: guest {0}`: under `sh -e`, with the same variables and command files. When it fails, so does the step, and later steps with `if: always()` can still use the guest.'),
    ready: required(readiness/* readiness */.x, 'login', 'What must be seen before the next step starts: `login` (over ssh), `agent` (the QEMU guest agent answers; steps then need no sshd), `banner` (sshd answers), `console:<regular expression>` (the guest prints it) or `none`.'),
    'boot-timeout': optional((0,parsers/* durationBetween */.h9)('1s', '24h'), 'Time the guest has to become ready, such as `90s` or `5m`; `1s` to `24h`. By default 5 minutes, and 15 where it is emulated.'),
    'boot-attempts': optional((0,parsers/* wholeNumber */.rD)(1, 5), 'How often a guest may try to boot that panics, resets or does not become ready: `1` to `5`, each time as a new VM with a new overlay. By default `2` with `image` and `1` with `kernel`.'),
    'allow-reboot': required(parsers/* flag */.Jt, 'false', '`true` lets the guest restart itself, also while it boots, and follows it. Else QEMU ends at a reset; `guest reboot` works with either. See docs/steps.md.'),
    'shutdown-timeout': required((0,parsers/* durationBetween */.h9)('0s', '10m'), '30s', 'Time the guest has to power itself off before QEMU is made to end, `0s` to `10m`. Up to 45 s can follow, and a canceled job has less than 5 minutes for all that its steps do afterwards: stay below `3m` unless the guest has state to save.'),
    'max-lifetime': required((0,parsers/* durationBetween */.h9)('10s', '168h'), '24h', 'Time after which the VM is stopped even if nobody asks, such as `6h`; `10s` to `168h`. It is for runners that die without a trace: a VM whose job is seen to be gone is stopped within a minute.'),
    'fail-on': required((0,parsers/* oneOf */.yL)(['leak', 'forced-shutdown']), 'leak', 'What fails the job after the VM was stopped: `leak` (something of it is left) or `forced-shutdown` (also a guest that did not power itself off).'),
    diagnostics: required((0,parsers/* oneOf */.yL)(['on-failure', 'always', 'never']), 'on-failure', "When the evidence on the VM (console, QEMU's output and monitor, figures of the host, report.json) is kept in a folder and uploaded as an artifact: `on-failure` (the VM or a step of the job failed), `always` or `never`. An artifact is not masked: it holds whatever the guest printed."),
    console: required((0,parsers/* oneOf */.yL)(['file', 'stream']), 'file', 'What the guest prints on its console goes into a `file`, or is printed in the log of the step as well while the guest boots: `stream`.'),
    'problem-matchers': required((0,parsers/* oneOf */.yL)(['none', 'kernel']), 'none', '`kernel` makes annotations of what a kernel complains of (oops, BUG, WARNING, lockup, hung task, panic) in the output of this and of later steps of the job.'),
    'install-qemu': required(parsers/* flag */.Jt, 'true', "`true` installs the distribution's QEMU package where QEMU is missing; `false` makes that an error."),
    'job-status': required((0,parsers/* matching */.wC)(/^/, 'a status of a job'), '${{ job.status }}', 'Not for you to set: by its default the action learns at the end of the job that it was canceled, and gives the guest 10 s at most.'),
    'state-dir': optional(absoluteDirectory, 'Absolute path of the directory for what a VM needs while it lives. By default `$XDG_STATE_HOME/qemu-vm`, or `~/.local/state/qemu-vm`: it has to outlive the job, so that the next job can stop what a killed one has left.'),
};
const inputNames = Object.keys(table);

;// CONCATENATED MODULE: ./src/inputs/inputs.js





/**
 * The inputs as typed values.
 * @param raw texts by name as in action.yml. Blanks around a text are ignored; a blank text counts as not given.
 * @throws InputError with every problem of every input, in the order of the table, then those between inputs.
 */
function parseInputs(raw, look, defaults) {
    const texts = new Map(inputNames.map((name) => [name, (raw.get(name) ?? '').trim()]));
    const { values, problems } = parseRows(texts, { workspace: defaults.workspace, look });
    const all = [...problems, ...conflictsOf(texts, values, defaults.arch)];
    if (all.length > 0)
        throw new errors/* InputError */.dz(all);
    // No problem means that every row has given its value.
    return assemble(values, defaults);
}
/**
 * The names that are no inputs. GitHub itself only warns of them, and passes them on all the same.
 * @param names as in `with:`, or as in the environment without INPUT_: upper case there, with `_` for blanks.
 */
function unknownInputs(names) {
    const known = new Set(inputNames);
    const unknown = new Set(names.map((name) => name.toLowerCase()).filter((name) => !known.has(name)));
    return [...unknown].map((input) => {
        const suggestion = (0,nearest/* nearest */.p)(input, inputNames);
        return suggestion === undefined ? { input } : { input, suggestion };
    });
}
function parseRows(texts, surroundings) {
    const problems = [];
    const values = [];
    for (const [input, text] of texts) {
        const row = table[input];
        const value = text === '' ? row.default : text;
        if (value === '')
            continue;
        const parsed = row.parse(value, surroundings);
        if ('value' in parsed)
            values.push([input, parsed.value]);
        else
            problems.push(...parsed.refusals.map((refusal) => ({ input, value, ...refusal })));
    }
    return { values: Object.fromEntries(values), problems };
}
const defaultMachine = { x86_64: 'q35', aarch64: 'virt', riscv64: 'virt' };
function assemble(values, { arch: hostArch, workspace }) {
    const arch = values.arch ?? hostArch;
    const spec = {
        name: values.name,
        arch,
        machine: values.machine ?? defaultMachine[arch],
        ...(values.cpu !== undefined && { cpu: values.cpu }),
        cpus: values.cpus,
        memory: values.memory,
        accelerator: values.accelerator,
        boot: bootOf(values),
        access: { user: values.user ?? 'root', ...(values['ssh-key'] !== undefined && { keyFile: values['ssh-key'] }) },
        ready: values.ready,
        allowsReboot: values['allow-reboot'],
        budgets: {
            ...(values['boot-timeout'] !== undefined && { boot: values['boot-timeout'] }),
            shutdown: values['shutdown-timeout'],
            lifetime: values['max-lifetime'],
        },
        devices: {
            ports: values.ports ?? [],
            disks: values.disks ?? [],
            networks: values.networks ?? [],
            ...(values.tap !== undefined && { tap: values.tap }),
        },
        transfers: transfersOf(values, workspace),
        env: values.env,
        extraArguments: values['qemu-args'] ?? [],
    };
    const stateDirectory = values['state-dir'];
    return {
        spec,
        failOn: values['fail-on'],
        diagnostics: values.diagnostics,
        streams: values.console === 'stream',
        matchesKernel: values['problem-matchers'] === 'kernel',
        installQemu: values['install-qemu'],
        useCaches: values.cache,
        ...imageOf(values),
        isUserGiven: values.user !== undefined,
        ...(values.run !== undefined && { script: values.run }),
        ...(values.password !== undefined && { password: values.password }),
        bootAttempts: values['boot-attempts'] ?? (values.image === undefined ? 1 : 2),
        ...(stateDirectory !== undefined && { stateDirectory }),
    };
}
function bootOf({ image, kernel, initrd, 'kernel-args': append = '', firmware }) {
    if (image !== undefined)
        return { kind: 'disk', image: inWords(image), firmware };
    return { kind: 'kernel', kernel: kernel ?? '', ...(initrd !== undefined && { initrd }), append };
}
/** For people. A URL without what may be secret in it. */
function inWords(image) {
    if (image.kind === 'name')
        return image.name;
    if (image.kind === 'path')
        return image.path;
    const { origin, pathname } = new URL(image.url);
    return origin + pathname;
}
function imageOf(values) {
    const { image: source, checksum, mirror: mirrors = [] } = values;
    if (source === undefined)
        return {};
    const { 'disk-size': diskSize, 'user-data': userData, 'catalogue-url': catalogueUrl } = values;
    return {
        image: {
            ...{ source, mirrors },
            ...(checksum !== undefined && { checksum }),
            ...(diskSize !== undefined && { diskSize }),
            ...(userData !== undefined && { userData }),
            ...(catalogueUrl !== undefined && { catalogueUrl }),
        },
    };
}
function transfersOf(values, workspace) {
    const excludes = values['workspace-exclude'] ?? [];
    const whole = { from: `${workspace}/.`, to: workspace, excludes, isOwn: true };
    const shared = { from: workspace, to: workspace, access: 'writable' };
    return {
        copies: [...(values.workspace === 'copy' ? [whole] : []), ...(values.copy ?? [])],
        shares: [...(values.workspace === 'share' ? [shared] : []), ...(values.share ?? [])],
        collect: values.collect ?? [],
        collectTo: values['collect-to'] ?? (0,external_node_path_.join)(workspace, 'collected', values.name),
        ...(values.workspace !== 'none' && { workspace }),
    };
}

;// CONCATENATED MODULE: ./src/entry/inputs.js




/** `with:` → Inputs. An unknown name is warned of, as GitHub does. @throws InputError with every problem. */
function readInputs(runner) {
    for (const { input, suggestion } of unknownInputs([...runner.inputs.keys()])) {
        const meant = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
        core/* warning */.$e(`There is no input ${JSON.stringify(input)}; it is ignored.${meant}`, { title: 'Unknown input' });
    }
    const password = runner.inputs.get('password')?.trim() ?? '';
    if (password !== '')
        core/* setSecret */.Pq(password);
    return parseInputs(runner.inputs, look, { arch: hostArch(), workspace: runner.workspace });
}
const look = (path) => {
    const stat = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    if (stat === undefined)
        return 'absent';
    if (stat.isDirectory())
        return 'directory';
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.R_OK);
        return 'file';
    }
    catch {
        return 'unreadable';
    }
};

// EXTERNAL MODULE: ./src/entry/ledgers.js
var ledgers = __webpack_require__(35584);
// EXTERNAL MODULE: ./src/entry/matchers.js
var matchers = __webpack_require__(58095);
;// CONCATENATED MODULE: ./src/entry/outputs.js

/** Tells later steps where the VM is, and puts its command on their PATH. */
function setOutputs({ plan, port, forwards, bootTook, imageHit }) {
    const { spec, paths } = plan;
    core/* addPath */.fM(paths.bin);
    const outputs = {
        name: spec.name,
        'ssh-config': paths.sshConfig,
        'ssh-host': '127.0.0.1',
        'ssh-port': port,
        'ssh-user': spec.access.user,
        ports: JSON.stringify(portsOf(forwards)),
        networks: JSON.stringify(placesOf(plan)),
        'qmp-socket': paths.qmpSocket,
        'console-log': paths.consoleLog,
        'run-dir': paths.run,
        accelerator: plan.accelerator,
        'image-cache-hit': imageHit,
        'boot-seconds': (bootTook / 1000).toFixed(1),
    };
    for (const [name, value] of Object.entries(outputs))
        core/* setOutput */.uH(name, value);
}
/** `{"80": 43211, "udp:53": 5353}`: the guest's ports, as the input has them, and those of the host. */
const portsOf = (forwards) => Object.fromEntries(forwards.map(({ protocol, host, guest }) => [protocol === 'tcp' ? guest : `udp:${guest}`, host]));
/** `{"lan": {"mac": "52:54:…", "address": "10.9.0.1/24"}}`. */
const placesOf = ({ networks = [] }) => Object.fromEntries(networks.map(({ name, mac, address }) => [name, { mac, address }]));

// EXTERNAL MODULE: ./src/entry/publish.js + 2 modules
var publish = __webpack_require__(64018);
// EXTERNAL MODULE: ./src/phases/enter.js + 17 modules
var enter = __webpack_require__(53724);
// EXTERNAL MODULE: ./src/entry/environment.js
var environment = __webpack_require__(61483);
// EXTERNAL MODULE: ./src/entry/terminal.js
var terminal = __webpack_require__(20940);
;// CONCATENATED MODULE: ./src/entry/run-script.js





/**
 * Runs the script of the input `run` as the guest command runs that of a step. It is the job's work: when it fails main fails,
 * and the VM stays as it is for later steps and for post (adr/0026). It lasts as long as the step may.
 */
async function runScript(script, { plan, ledger }, canceled, host) {
    const path = plan.paths.script;
    (0,external_node_fs_.writeFileSync)(path, `${script}\n`, { mode: 0o600 });
    const ended = new AbortController();
    const end = () => {
        ended.abort('SIGINT');
    };
    if (canceled.aborted)
        end();
    else
        canceled.addEventListener('abort', end, { once: true });
    // A step has no post of its own; what is in this file is what main tells post
    const env = Object.fromEntries(Object.entries((0,environment/* environment */.cA)()).filter(([name]) => name !== 'GITHUB_STATE'));
    const status = await (0,enter/* enter */.V)([path], ledger, host, (0,terminal/* makeTerminal */.z)(env, ended.signal));
    if (status === 0)
        return;
    process.exitCode = 1;
    if (canceled.aborted)
        core/* info */.pq('The job was cancelled; post takes down what was made.');
    else
        core/* error */.z3(`It ended with exit status ${status}.`, { title: `The script of run failed in ${plan.spec.name}` });
}

// EXTERNAL MODULE: ./src/entry/sweep.js
var sweep = __webpack_require__(59622);
// EXTERNAL MODULE: ./src/phases/examine.js
var examine = __webpack_require__(45885);
// EXTERNAL MODULE: ./src/phases/stop.js + 16 modules
var stop = __webpack_require__(64385);
;// CONCATENATED MODULE: ./src/entry/undo.js





/** The one way down, on the way up: looks at the VM while it is there, and unmakes what was made of it. Never throws. */
async function undo(error, ledger, runner, host) {
    const failure = failureOf(error);
    const code = error instanceof errors/* QemuVmError */.Wn ? { code: error.code } : {};
    const dossier = (0,entry_evidence/* dossierOf */.NF)(ledger.vm, true, runner);
    const { causes, monitor } = await (0,examine/* examine */.s)(ledger, host, { ...code, message: failure.message });
    const stopped = await core/* group */.Os('Take down what was made', () => (0,stop/* stop */.d)(ledger, host, 'main', { beforeRelease: dossier.collect }));
    const report = { ...stopped, failure, causes };
    return { report, handIn: () => (0,entry_evidence/* handIn */.hr)(dossier, report, monitor) };
}
/** What ended main, as a report has it. */
const failureOf = (error) => ({
    message: error instanceof Error ? error.message : String(error),
    ...(error instanceof errors/* QemuVmError */.Wn && error.hint !== undefined ? { hint: error.hint } : {}),
});

// EXTERNAL MODULE: ./src/entry/runner.js
var entry_runner = __webpack_require__(60090);
;// CONCATENATED MODULE: ./src/entry/main.js



















/** Boots the VM that the inputs describe; where it cannot, takes down what was made and says why. */
async function main() {
    (0,entry_runner/* surviveBrokenOutput */.FS)();
    const runner = (0,entry_runner/* readRunner */.fY)();
    const host = (0,node_host/* nodeHost */.P)(runner.childEnvironment, entry_runner/* stepLog */.tV);
    let ledger;
    const cancel = onCancel(() => ledger);
    try {
        const inputs = readInputs(runner);
        if (runner.savedLedger === '')
            await (0,sweep/* sweepFirst */.L)(runner, host); // pre has not run: a local action, or another runner
        if (inputs.matchesKernel)
            (0,matchers/* addKernelMatchers */.w)(import.meta.dirname);
        const ours = (name) => (0,external_node_path_.join)(import.meta.dirname, name);
        const programs = { node: process.execPath, keeper: ours('keeper.js'), guest: ours('guest.js') };
        const { signal } = cancel;
        const always = { inputs, signal, programs, unheeded: entry_runner/* unheeded */.Ln, ...cacheOf(runner, host) };
        const started = await bootPatiently({
            most: inputs.bootAttempts,
            open: async () => (ledger = await (ledger === undefined ? ledgers/* ledgerForMain */.gq : ledgers/* newLedger */.EZ)(runner, host)),
            start: (one) => start({ ...always, ledger: one, imageStores: runner.imageStores((0,external_node_path_.dirname)(one.path)) }, host),
            undo: (error, one) => undo(error, one, runner, host),
            signal,
        });
        setOutputs(started);
        await (0,publish/* publish */.m)({
            ...main_nothing,
            vm: started.ledger.vm,
            plan: started.plan,
            timeline: started.timeline,
            bootTook: started.bootTook,
            findings: started.findings,
        });
        if (inputs.script !== undefined)
            await runScript(inputs.script, started, signal, host);
    }
    catch (error) {
        if (cancel.signal.aborted)
            core/* info */.pq('The job was cancelled; post takes down what was made.');
        else
            await fail(error, ledger, runner, host);
        process.exitCode = 1;
        process.exit(); // a connection of an upload may still be open
    }
    finally {
        cancel.dispose();
    }
    // A child that hangs in the kernel would be waited for as long as that
    process.exit();
}
/** The tool cache of a self-hosted runner is there for the next job; a hosted one has only the cache service. */
const cacheOf = ({ actionsCacheDirectory: place }, host) => place === undefined ? {} : { actionsCache: actionsCache(place, host) };
const main_nothing = { phase: 'main', timeline: [], releases: [], leftovers: [], findings: [] };
/** The one way down, on the way up: what was made is unmade now, and post finds nothing left to do. */
async function fail(error, ledger, runner, host) {
    if (error instanceof Error)
        core/* debug */.Yz(error.stack ?? '');
    if (ledger === undefined) {
        await (0,publish/* publish */.m)({ ...main_nothing, failure: failureOf(error) });
        return;
    }
    const { report, handIn } = await undo(error, ledger, runner, host);
    await (0,publish/* publish */.m)(report);
    if ((0,report_report/* verdictOf */.Vj)(report) !== 'leaked')
        (0,file_ledger/* removeLedger */._e)(ledger);
    const evidence = await handIn();
    if (evidence !== undefined)
        await (0,entry_evidence/* tellOfEvidence */.yd)(evidence);
}


/***/ }),

/***/ 59622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ sweepFirst)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16986);
/* harmony import */ var _phases_sweep_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72509);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61483);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64018);




/** Cleans up after dead jobs of this machine before the own work begins. Never fails the job. */
async function sweepFirst(runner, host) {
    try {
        const places = [...runner.stateDirectories, ...(0,_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .stateDirectories */ .Tj)((0,_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .environment */ .cA)())];
        for (const report of await (0,_phases_sweep_js__WEBPACK_IMPORTED_MODULE_1__.sweep)(places, host))
            await (0,_publish_js__WEBPACK_IMPORTED_MODULE_3__/* .publish */ .m)(report);
    }
    catch (error) {
        host.log.info(`What earlier jobs may have left could not be looked for: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    }
}


/***/ }),

/***/ 33636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isServed),
/* harmony export */   d: () => (/* binding */ portTrouble)
/* harmony export */ });
/* harmony import */ var node_dgram__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41314);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69842);



const loopback = '127.0.0.1';
/** Why a port of the loopback cannot be had, with its owner where the kernel tells; undefined when it can, or is 0. */
async function portTrouble({ protocol, host: port, }) {
    if (port === 0)
        return undefined;
    const code = await (protocol === 'tcp' ? bindTcp(port) : bindUdp(port));
    if (code === undefined)
        return undefined;
    if (code === 'EACCES')
        return `only root may have port ${port}; take one from 1024 on`;
    if (code !== 'EADDRINUSE')
        return `port ${port} cannot be had (${code})`;
    return `port ${port} of ${loopback} is used by ${ownerOf(protocol, port) ?? 'another process'}`;
}
/** @returns the code of the error; undefined when it worked. */
function bindTcp(port) {
    return new Promise((resolve) => {
        const server = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.createServer)();
        server.once('error', (error) => {
            resolve(error.code ?? error.message);
        });
        server.listen({ host: loopback, port, exclusive: true }, () => {
            server.close(() => {
                resolve(undefined);
            });
        });
    });
}
function bindUdp(port) {
    return new Promise((resolve) => {
        const socket = (0,node_dgram__WEBPACK_IMPORTED_MODULE_0__.createSocket)('udp4');
        socket.once('error', (error) => {
            socket.close();
            resolve(error.code ?? error.message);
        });
        socket.bind({ address: loopback, port, exclusive: true }, () => {
            socket.close(() => {
                resolve(undefined);
            });
        });
    });
}
/**
 * Whether a process listens on the unix socket at `path`. The kernel tells also where that process itself cannot be seen,
 * in another PID namespace; what keeps us from asking is no proof that there is none. It answers at once, also for one
 * that hangs: connecting takes a place in its queue, or EAGAIN. unix(7).
 */
const isServed = (path) => new Promise((resolve) => {
    const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)(path, () => {
        socket.destroy();
        resolve(true);
    });
    socket.once('error', ({ code }) => {
        resolve(code !== 'ENOENT' && code !== 'ECONNREFUSED');
    });
});
/** For people: the process that has the port, or at least its user. */
function ownerOf(protocol, port) {
    const [socket] = [...socketsOf(protocol), ...socketsOf(`${protocol}6`)].filter((one) => one.port === port);
    if (socket === undefined)
        return undefined;
    const link = `socket:[${socket.inode}]`;
    const pid = (0,_proc_js__WEBPACK_IMPORTED_MODULE_2__/* .processIds */ .Uj)().find((one) => (0,_proc_js__WEBPACK_IMPORTED_MODULE_2__/* .listProc */ .hC)(`${one}/fd`).some((fd) => (0,_proc_js__WEBPACK_IMPORTED_MODULE_2__/* .linkOf */ .IJ)(`${one}/fd/${fd}`) === link));
    return pid === undefined
        ? `a process of user ${socket.uid}`
        : `${(0,_proc_js__WEBPACK_IMPORTED_MODULE_2__/* .statOf */ ._N)(String(pid))?.name ?? 'a process'} (pid ${pid}${vmOf(pid)})`;
}
/** The VM, if it is one of ours: two that want the same port are the likeliest case. */
function vmOf(pid) {
    const tag = /\0guest=(qemu-vm-[0-9a-f]{8}),/.exec((0,_proc_js__WEBPACK_IMPORTED_MODULE_2__/* .readProc */ .lK)(`${pid}/cmdline`) ?? '')?.[1];
    return tag === undefined ? '' : `, the VM ${tag}`;
}
/** Those that listen (TCP_LISTEN is 0A) or are bound (07): proc_net_tcp(5), proc_net_udp(5). */
function socketsOf(table) {
    const rows = ((0,_proc_js__WEBPACK_IMPORTED_MODULE_2__/* .readProc */ .lK)(`net/${table}`) ?? '').split('\n').slice(1);
    return rows.flatMap((row) => {
        const [, local = '', , state = '', , , , uid = '', , inode = ''] = row.trim().split(/\s+/);
        return state === '0A' || state === '07' ? [{ port: parseInt(local.split(':')[1] ?? '', 16), uid, inode }] : [];
    });
}


/***/ }),

/***/ 79399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Ju: () => (/* binding */ accept),
/* harmony export */   OE: () => (/* binding */ sizeFrom),
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   dT: () => (/* binding */ secretLine),
/* harmony export */   h9: () => (/* binding */ durationBetween),
/* harmony export */   rD: () => (/* binding */ wholeNumber),
/* harmony export */   wC: () => (/* binding */ matching),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76655);


/** The value of a text that is right. */
const accept = (value) => ({ value });
/** What is wrong with a text: what is accepted, and the value to show where the text itself must not be shown. */
const refuse = (expected, value) => ({
    refusals: [value === undefined ? { expected } : { expected, value }],
});
/** Exactly one of the words. `meant` maps words of other programs to ours, for the hint only: nothing is guessed. */
function oneOf(words, meant = {}) {
    return (text) => {
        const found = words.find((word) => word === text);
        if (found !== undefined)
            return accept(found);
        const hint = meant[text.toLowerCase()] ?? (0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .p)(text, words);
        return refuse(`one of ${words.join(', ')}${hint === undefined ? '' : `; did you mean ${hint}?`}`);
    };
}
/** `true` or `false` in the spellings of YAML 1.2's core schema, as core.getBooleanInput of @actions/core takes them. */
const flag = (text) => /^(?:true|True|TRUE|false|False|FALSE)$/.test(text) ? accept(/^t/i.test(text)) : refuse('true or false');
/** Text in which `pattern` is found; the pattern says by ^ and $ that nothing else is. */
const matching = (pattern, expected) => (text) => pattern.test(text) ? accept(text) : refuse(expected);
/** A secret that ssh can be told: what its askpass program prints, up to the first line break (readpass.c, ssh_askpass()). */
const secretLine = (text) => /[\r\n\0]/.test(text) || Buffer.byteLength(text) > 1023
    ? refuse('a password of one line, at most 1023 bytes', '(hidden)')
    : accept(text);
/** A whole decimal number from `least` to `most`, both included. */
const wholeNumber = (least, most) => (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? accept(value) : refuse(`a whole number from ${least} to ${most}`);
};
/** A size of at least `least`. */
function sizeFrom(least) {
    const inRange = (text) => {
        const value = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSize */ .DB)(text);
        return value !== undefined && value >= least ? value : undefined;
    };
    return (text) => {
        const value = inRange(text);
        if (value !== undefined)
            return accept(value);
        // A bare number too small for MiB can only have been meant in GiB. With a unit already there, neither parses.
        const meant = [`${text}M`, `${text}G`].find((guess) => inRange(guess) !== undefined);
        return refuse(meant === undefined
            ? `a size of at least ${least}M, such as 512M or 4G`
            : `a size with its unit, such as ${meant}`);
    };
}
/** A duration from `least` to `most`, both included and written as a user would. */
function durationBetween(least, most) {
    const [lower, upper] = [(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E9)(least) ?? NaN, (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E9)(most) ?? NaN];
    const inRange = (text) => {
        const value = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E9)(text);
        return value !== undefined && value >= lower && value <= upper ? value : undefined;
    };
    return (text) => {
        const value = inRange(text);
        if (value !== undefined)
            return accept(value);
        const isBare = inRange(`${text}s`) !== undefined && /^[\d.]+$/.test(text);
        return refuse(isBare ? `a duration with its unit, such as ${text}s` : `a duration from ${least} to ${most}, such as 90s or 5m`);
    };
}


/***/ }),

/***/ 39435:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ consoleExpression),
/* harmony export */   x: () => (/* binding */ readiness)
/* harmony export */ });
/* harmony import */ var _parsers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79399);

const consolePrefix = 'console:';
/**
 * The expression as readiness is judged by it: `^` and `$` stand for the ends of a line, since a console prints many.
 * @throws SyntaxError when the pattern is no regular expression of JavaScript.
 */
const consoleExpression = (pattern) => new RegExp(pattern, 'm');
/** `login`, `agent`, `banner`, `none` or `console:<regular expression>`. */
const readiness = (text) => {
    if (text.startsWith(consolePrefix))
        return consoleReadiness(text.slice(consolePrefix.length));
    if (text === 'login' || text === 'agent' || text === 'banner' || text === 'none')
        return (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .accept */ .Ju)({ kind: text });
    const hint = text.toLowerCase() === 'ssh' ? '; for a login over ssh write login' : '';
    return (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`login, agent, banner, none or console:<regular expression>${hint}`);
};
function consoleReadiness(pattern) {
    try {
        // Such an expression would call the guest ready before it has printed a single character.
        if (consoleExpression(pattern).test('')) {
            return (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)('console: with a regular expression that needs at least one character');
        }
        return (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .accept */ .Ju)({ kind: 'console', pattern });
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .refuse */ .TR)(`console: with a regular expression of JavaScript (${reason})`);
    }
}


/***/ }),

/***/ 76655:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/**
 * The candidate that was probably meant, for a "did you mean". Undefined when none is near: at most a third of the
 * text's characters may be wrong, one at least. Case and `_` for `-` cost nothing.
 */
function nearest(text, candidates) {
    const meant = plain(text);
    const limit = Math.max(1, Math.floor(meant.length / 3));
    const near = candidates
        .map((candidate) => ({ candidate, distance: distanceOf(meant, plain(candidate)) }))
        .filter(({ distance }) => distance <= limit);
    return near.sort((a, b) => a.distance - b.distance)[0]?.candidate;
}
const plain = (text) => text.toLowerCase().replaceAll('_', '-');
/** Insertions, deletions, replacements and swaps of neighbors that turn `from` into `to` (optimal string alignment). */
function distanceOf(from, to) {
    let twoBack = [];
    let last = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row++) {
        const current = [row];
        for (let column = 1; column <= to.length; column++) {
            const same = from[row - 1] === to[column - 1];
            const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
            current[column] = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1), swapped ? (twoBack[column - 2] ?? 0) + 1 : Infinity);
        }
        twoBack = last;
        last = current;
    }
    return last[to.length] ?? 0;
}


/***/ }),

/***/ 29711:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ requirementsFor)
});

// EXTERNAL MODULE: ./src/guest/answers.js
var answers = __webpack_require__(20753);
// EXTERNAL MODULE: ./src/guest/console.js
var console = __webpack_require__(10387);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(16986);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/quote.js
var quote = __webpack_require__(27325);
;// CONCATENATED MODULE: ./src/guest/password.js



/**
 * Lays a password ready for ssh, which takes none from a command line or its input: it runs a program that prints it. The
 * program and the file with the password are this user's alone, and are in the run directory while a login lasts.
 * SSH_ASKPASS_REQUIRE is of OpenSSH 8.4; one before asks the program where there is DISPLAY and no terminal. ssh(1).
 */
function offerPassword(password, { run }) {
    const [program, secret] = [(0,external_node_path_.join)(run, 'askpass'), (0,external_node_path_.join)(run, 'password')];
    (0,external_node_fs_.writeFileSync)(secret, `${password}\n`, { mode: 0o600 });
    (0,external_node_fs_.writeFileSync)(program, `#!/bin/sh\nexec cat ${(0,quote/* quoteWord */.X)(secret)}\n`, { mode: 0o700 });
    const options = [
        ...['BatchMode=no', 'NumberOfPasswordPrompts=1'],
        'PreferredAuthentications=publickey,keyboard-interactive,password',
    ];
    return {
        options: options.flatMap((option) => ['-o', option]),
        env: { SSH_ASKPASS: program, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':' },
        [Symbol.dispose]() {
            for (const path of [program, secret])
                (0,external_node_fs_.rmSync)(path, { force: true });
        },
    };
}

// EXTERNAL MODULE: ./src/guest/ssh.js
var ssh = __webpack_require__(99748);
;// CONCATENATED MODULE: ./src/guest/login.js
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






/** How often it is looked whether ssh has logged in. */
const pause = (0,units/* millis */.ne)(10);
/**
 * Logs in and keeps the connection as a master, over which every later command goes without logging in again. ssh
 * makes its control socket only after the login, so the socket tells of it; a command proves it.
 * @param password for a guest that does not take the key.
 * @returns the process of the master. @throws QemuVmError with ssh's own words when this one attempt fails;
 * `password-refused` when it failed for that.
 */
async function openMaster(paths, tag, host, signal, password) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        (0,external_node_fs_.rmSync)(paths.sshSocket, { force: true });
        const offer = __addDisposableResource(env_1, password === undefined ? undefined : offerPassword(password, paths), false);
        const words = (0,ssh/* sshWords */.y$)(paths.sshConfig, ...(offer?.options ?? []), '-o', 'ControlMaster=yes', '-N', 'guest');
        const master = await host.processes.spawn(words, { log: paths.sshLog, tag, ...(offer && { env: offer.env }) });
        try {
            while (!(0,ssh/* hasMaster */.Vo)(paths)) {
                signal.throwIfAborted();
                if (host.processes.state(master.identity) === 'gone')
                    throw refused((0,console/* tailOf */.Cj)(paths.sshLog, 2000), password !== undefined);
                await Promise.race([host.clock.sleep(pause, signal), master.exited]);
            }
            const proof = await host.commands.run((0,ssh/* sshWords */.y$)(paths.sshConfig, 'guest', 'true'), { limit: (0,units/* seconds */.YA)(15), tag });
            if (proof.code !== 0)
                throw refused(proof.stderr);
            master.release();
            return master.identity;
        }
        catch (error) {
            host.processes.signal(master.identity, 'SIGTERM');
            throw error;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** @param said what ssh has printed so far, in earlier attempts as well: its last line is about this one. */
function refused(said, hadPassword = false) {
    const last = said.trim().split('\n').at(-1) ?? '';
    const isPassword = hadPassword && /permission denied/i.test(last);
    const told = (isPassword ? last : said.trim()) || 'ssh said nothing';
    return new errors/* QemuVmError */.Wn(isPassword ? 'password-refused' : 'protocol', `The guest greeted, and ssh could not log in: ${told}`);
}

// EXTERNAL MODULE: ./src/guest/ready.js
var ready = __webpack_require__(36025);
// EXTERNAL MODULE: ./src/inputs/readiness.js
var readiness = __webpack_require__(39435);
// EXTERNAL MODULE: ./src/resources/acquire.js
var acquire = __webpack_require__(539);
;// CONCATENATED MODULE: ./src/phases/requirements.js








const loginLimit = () => (0,units/* seconds */.YA)(30);
const loginPause = (0,units/* millis */.ne)(250);
/** A guest may set a password late in its boot; and it may lock out who fails too often. An attempt may count twice there, by PAM and by itself. */
const passwordPause = (0,units/* seconds */.YA)(5);
const mostRefusals = 3;
/** What the input `ready` asks for, in order. */
function requirementsFor(input) {
    const { plan, port, host } = input;
    const { ready } = plan.spec;
    const banner = (0,answers/* sshGreeting */.i)(port, host.clock);
    switch (ready.kind) {
        case 'none':
            return [];
        case 'console':
            return [consoleText(ready.pattern, input)];
        case 'banner':
            return [banner];
        case 'agent':
            return [(0,answers/* agentAnswer */.E)(plan.paths.agentSocket, host.clock)];
        case 'login':
            return [banner, login(input)];
    }
}
/** The connection that logs in is kept as the master for all later commands, and is a resource of its own. */
const login = ({ plan, ledger, host, password }) => ({
    name: `a login over ssh as ${plan.spec.access.user}`,
    hint: 'Does the guest take the public key from one of the places where it was offered? See "Access" in the README.',
    async met(signal) {
        const { tag, paths } = plan;
        const intent = { id: (0,units/* resourceId */.a)('ssh master'), kind: 'process', description: { tag, role: 'ssh-master' } };
        let refusals = 0;
        const isFinal = (error) => error instanceof errors/* QemuVmError */.Wn && error.code === 'password-refused' && ++refusals >= mostRefusals;
        const pause = password === undefined ? loginPause : passwordPause;
        const bounds = { limit: loginLimit, pause, clock: host.clock, signal, isFinal };
        await (0,acquire/* acquire */.X)(intent, () => (0,ready/* untilItSucceeds */.h)((one) => openMaster(paths, tag, host, one, password), bounds), ledger);
    },
});
function consoleText(pattern, { onConsoleLine }) {
    const seen = Promise.withResolvers();
    const isMatch = (0,console/* boundedMatcher */.Qf)((0,readiness/* consoleExpression */.U)(pattern));
    let portion = [];
    const look = () => {
        const lines = portion;
        portion = [];
        try {
            if (isMatch(lines))
                seen.resolve(undefined);
        }
        catch (error) {
            seen.reject(error);
        }
    };
    onConsoleLine((line) => {
        if (portion.push(line) === 1)
            queueMicrotask(look); // runs when the console's portion is handed on as a whole
    });
    seen.promise.catch(() => undefined);
    return {
        name: `a line of the console that matches /${pattern}/`,
        hint: 'Does the guest print to the serial console (console=ttyS0 on q35, console=ttyAMA0 on virt)?',
        met: () => seen.promise,
    };
}


/***/ }),

/***/ 72509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sweep: () => (/* binding */ sweep)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/ledger/file-ledger.js
var file_ledger = __webpack_require__(24799);
// EXTERNAL MODULE: ./src/host/lock.js
var lock = __webpack_require__(7621);
// EXTERNAL MODULE: ./src/host/ports.js
var ports = __webpack_require__(33636);
// EXTERNAL MODULE: ./src/plan/paths.js
var paths = __webpack_require__(89861);
// EXTERNAL MODULE: ./src/report/report.js
var report_report = __webpack_require__(32388);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
// EXTERNAL MODULE: ./src/plan/budgets.js
var budgets = __webpack_require__(53619);
;// CONCATENATED MODULE: ./src/phases/orphan.js


/** Between making the file of a ledger and writing its first line lies next to no time; a slow disk is given this. */
const youngest = (0,units/* seconds */.YA)(60);
/**
 * Whether the job of a VM is gone for good. Its worker is dead, or the machine was started anew: then it is. Where no
 * worker is known (act, job containers), a living `main` or a lifetime that has not passed speaks against it. Of a VM of
 * another PID namespace (isElsewhere) only its lifetime tells: its own keeper sees to it until then.
 * @param age how long ago the ledger was made.
 */
function isOrphan(state, age, host) {
    const { owner, bootId, mains, plan } = state;
    if (bootId !== undefined && bootId !== host.processes.self.bootId)
        return true;
    if (isElsewhere(state, host))
        return age > (plan?.spec.budgets.lifetime ?? budgets/* usualLifetime */.yT);
    if (owner?.worker !== undefined)
        return host.processes.state(owner.worker) === 'gone';
    if (mains.some((main) => host.processes.state(main) !== 'gone'))
        return false;
    if (owner === undefined)
        return age > youngest && !mayBelongToLivingWorker(age, host);
    return age > (plan?.spec.budgets.lifetime ?? budgets/* usualLifetime */.yT);
}
/** Whether a VM is of another PID namespace: of its processes nothing can be seen from here. */
const isElsewhere = ({ owner, mains }, host) => [...mains, ...(owner?.worker === undefined ? [] : [owner.worker])].some((one) => host.processes.state(one) === 'unseen');
/** A ledger whose owner cannot be read may belong to any worker that lived when it was made. */
const mayBelongToLivingWorker = (age, host) => host.processes.named('Runner.Worker').some((worker) => host.processes.age(worker) >= age);

// EXTERNAL MODULE: ./src/phases/stop.js + 16 modules
var stop = __webpack_require__(64385);
;// CONCATENATED MODULE: ./src/phases/sweep.js










/** A sweep comes before the job's own work: what is not done in this time is left to the next one. */
const sweepBudget = (0,units/* seconds */.YA)(30);
/** The last thing that is begun needs time to be finished: a look at the disk, quit, SIGTERM and SIGKILL have 23 s together. */
const latestStart = (0,units/* seconds */.YA)(5);
/** Somebody else may be quicker at the last moment: then the VM is theirs. */
const lockBudget = (0,units/* seconds */.YA)(2);
/**
 * Stops the VMs of jobs that are dead, in these state directories, and forgets those that the keeper has stopped
 * meanwhile. Living owners are not touched. Nobody's courtesy: the job of these guests is over.
 * @returns one report for each, which says whose it was. Never rejects.
 */
async function sweep(stateDirectories, host) {
    const began = host.clock.now();
    const reports = [];
    for (const ledger of [...new Set(stateDirectories)].flatMap(file_ledger/* listLedgers */.Vc)) {
        if (host.clock.now() - began > latestStart)
            break;
        const report = await sweepOne(ledger, host);
        if (report !== undefined)
            reports.push(report);
        if (host.clock.now() - began > sweepBudget)
            break;
    }
    return reports;
}
async function sweepOne(ledger, host) {
    const state = tryRead(ledger);
    if (state === undefined || !isOrphan(state, ledgerAge(ledger), host))
        return undefined;
    const isForeign = isElsewhere(state, host);
    if (isForeign && (await (0,ports/* isServed */.S)((0,paths/* pathsOf */.wG)(ledger.vm, (0,external_node_path_.dirname)(ledger.path)).qmpSocket)))
        return undefined;
    const view = isForeign ? withoutUnseen(host) : host;
    if (isLocked(ledger, view))
        return undefined;
    const report = await (0,stop/* stop */.d)(ledger, view, 'sweep', {
        why: 'the job it belonged to is gone',
        courtesy: (0,units/* millis */.ne)(0),
        patience: lockBudget,
    });
    if ((0,report_report/* verdictOf */.Vj)(report) !== 'leaked')
        tryRemove(ledger);
    const wasTaken = report.timeline.length === 0 && isLocked(ledger, view);
    if (wasTaken || didNothing(report))
        return undefined;
    return { ...report, findings: [...(hadVm(report) ? [cleanedUp(state)] : []), ...report.findings] };
}
/** For a VM of another PID namespace whose life is over, and whose QEMU is gone: what cannot be seen is not there. */
const withoutUnseen = (host) => {
    const state = (one) => {
        const seen = host.processes.state(one);
        return seen === 'unseen' ? 'gone' : seen;
    };
    return { ...host, processes: { ...host.processes, state } };
};
/** Another sweep was quicker, or post had said the last word on it and was killed before it could remove the ledger. */
const didNothing = (report) => !hadVm(report) && report.findings.every(({ level }) => level === 'notice') && (0,report_report/* verdictOf */.Vj)(report) === 'clean';
const hadVm = ({ shutdown, releases }) => releases.length > 0 || (shutdown !== undefined && shutdown.outcome !== 'never-started');
const isLocked = (ledger, host) => {
    const holder = (0,lock/* lockHolder */.m)((0,paths/* lockPath */.HZ)(ledger.path));
    return holder !== undefined && host.processes.state(holder) !== 'gone';
};
function cleanedUp({ owner, plan }) {
    const name = plan === undefined ? '' : ` (${plan.tag})`;
    const whose = owner === undefined ? 'a job that is not known' : `run ${owner.runId}, job ${owner.job}, of ${owner.repository}`;
    return {
        level: 'warning',
        title: 'Cleaned up after an earlier job',
        message: `Cleaned up a VM left by ${whose}${name}.`,
    };
}
/** How long ago the ledger was made. */
function ledgerAge(ledger) {
    const stat = (0,external_node_fs_.statSync)(ledger.path, { throwIfNoEntry: false });
    return (0,units/* millis */.ne)(stat === undefined ? 0 : Date.now() - Math.min(stat.birthtimeMs || stat.mtimeMs, stat.mtimeMs));
}
function tryRead(ledger) {
    try {
        return ledger.read();
    }
    catch {
        return undefined; // another sweep was quicker
    }
}
function tryRemove(ledger) {
    try {
        (0,file_ledger/* removeLedger */._e)(ledger);
    }
    catch {
        // a directory that cannot be written to any more: the ledger is closed, and does no harm
    }
}


/***/ })

};
