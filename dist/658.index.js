export const id = 658;
export const ids = [658];
export const modules = {

/***/ 5658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(1604);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(8645);
// EXTERNAL MODULE: ./host/node-host.js + 3 modules
var node_host = __webpack_require__(1541);
// EXTERNAL MODULE: ./ledger/file-ledger.js
var file_ledger = __webpack_require__(7696);
// EXTERNAL MODULE: ./diagnosis/diagnose.js + 2 modules
var diagnose = __webpack_require__(7593);
// EXTERNAL MODULE: ./qemu/qmp.js + 1 modules
var qemu_qmp = __webpack_require__(3302);
// EXTERNAL MODULE: ./units.js
var units = __webpack_require__(9335);
// EXTERNAL MODULE: ./phases/clues.js
var phases_clues = __webpack_require__(7135);
;// CONCATENATED MODULE: ./phases/examine.js
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




/** A QEMU that answers does so within milliseconds; the monitor may be in use by a step, or QEMU be stuck. */
const connectBudget = (0,units/* millis */.ne)(1500);
const replyBudget = (0,units/* millis */.ne)(1500);
/**
 * Looks at a VM before it is taken down: its files, its ledger, and, while QEMU lives, its run state and registers.
 * Takes 5 s at most, and never throws: a failure is not made worse by the wish to explain it.
 * @param screenshot a file to which QEMU draws the guest's screen, where it has one.
 */
async function examine(ledger, host, { failure, screenshot } = {}) {
    try {
        const state = ledger.read();
        const { status, text } = state.plan === undefined ? unanswered : await ask(state.plan.paths.qmpSocket, host, screenshot);
        const clues = (0,phases_clues/* cluesOf */.u)(ledger.read(), { ...(failure && { failure }), ...(status && { status }) });
        return { causes: (0,diagnose/* diagnose */.h)(clues), monitor: text };
    }
    catch {
        return { causes: [], monitor: '' };
    }
}
const unanswered = { status: undefined, text: '' };
async function ask(socket, host, screenshot) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const qmp = __addDisposableResource(env_1, await (0,qemu_qmp/* connectQmp */.J)(socket, host.clock, connectBudget), true);
            const signal = AbortSignal.timeout(replyBudget);
            const status = (await qmp.execute('query-status', { signal }));
            const registers = await words(qmp, 'info registers -a', signal);
            if (screenshot !== undefined)
                await draw(qmp, screenshot, signal);
            const state = status?.['status'];
            return {
                status: typeof state === 'string' ? state : undefined,
                text: `query-status\n${JSON.stringify(status)}\n\ninfo registers -a\n${registers}\n`,
            };
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
    catch {
        return unanswered;
    }
}
const words = async (qmp, line, signal) => examine_text(await qmp.execute('human-monitor-command', { arguments: { 'command-line': line }, signal }));
const examine_text = (answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer));
/** Refused where there is no screen, which is the rule. PNG: from QEMU 7.1 on. */
async function draw(qmp, filename, signal) {
    await qmp.execute('screendump', { arguments: { filename, format: 'png' }, signal }).catch(() => undefined);
}

// EXTERNAL MODULE: ./guest/ssh.js
var guest_ssh = __webpack_require__(3405);
;// CONCATENATED MODULE: ./host/platform.js


const platform_packages = {
    'qemu-system-x86_64': row('qemu-system-x86', 'qemu-system-x86-core', 'qemu-system-x86_64', 'qemu-x86', 'qemu-system-x86'),
    'qemu-system-aarch64': row('qemu-system-arm', 'qemu-system-aarch64-core', 'qemu-system-aarch64', 'qemu-arm', 'qemu-system-aarch64'),
    'qemu-system-riscv64': row('qemu-system-misc', 'qemu-system-riscv-core', 'qemu-system-riscv64', 'qemu-extra', 'qemu-system-riscv'),
    'qemu-img': row('qemu-utils', 'qemu-img', 'qemu-img', 'qemu-tools', 'qemu-img'),
    xz: row('xz-utils', 'xz', 'xz', 'xz', 'xz'),
    zstd: row('zstd', 'zstd', 'zstd', 'zstd', 'zstd'),
    bzip2: row('bzip2', 'bzip2', 'bzip2', 'bzip2', 'bzip2'),
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
/**
 * Sees to it that programs are there, with the distribution's own packages, without ever asking for a password.
 * @throws QemuVmError `missing-program` that says what to install, when it may not or cannot install.
 */
async function ensurePrograms(programs, mayInstall, host) {
    const missing = programs.filter((program) => host.commands.which(program) === undefined);
    if (missing.length === 0)
        return;
    const manager = Object.keys(installWords).find((name) => host.commands.which(name) !== undefined);
    const wanted = manager === undefined ? [] : missing.map((program) => platform_packages[program]?.[manager] ?? program);
    const advice = manager === undefined ? 'Install QEMU and OpenSSH.' : `Install them: ${manager} ${wanted.join(' ')}.`;
    if (manager === undefined || !mayInstall) {
        throw new errors/* QemuVmError */.Wn('missing-program', `Not installed: ${missing.join(', ')}.`, { hint: advice });
    }
    await host.log.group(`Install ${wanted.join(', ')}`, async () => {
        await installWith(manager, wanted, host);
    });
    const still = programs.filter((program) => host.commands.which(program) === undefined);
    if (still.length > 0) {
        throw new errors/* QemuVmError */.Wn('missing-program', `${manager} installed ${wanted.join(', ')}, and ${still.join(', ')} is still not on PATH.`);
    }
}
async function installWith(manager, wanted, host) {
    await refuseWithoutSudo(`${manager} ${installWords[manager].join(' ')} ${wanted.join(' ')}`, host);
    const first = await asRoot([manager, ...installWords[manager], ...wanted], host);
    if (first.code === 0)
        return;
    // Package lists of a fresh machine are missing or old: get new ones, once
    const refreshed = manager === 'apt-get' ? await asRoot(['apt-get', '-o', 'Acquire::Retries=3', 'update'], host) : first;
    const second = refreshed.code === 0 ? await asRoot([manager, ...installWords[manager], ...wanted], host) : refreshed;
    if (second.code === 0)
        return;
    const said = (second.stderr.trim() || second.stdout.trim()).split('\n').slice(-3).join(' ');
    throw new errors/* QemuVmError */.Wn('missing-program', `${wanted.join(', ')} could not be installed: ${said}`, {
        hint: `Install by hand: sudo ${manager} ${installWords[manager].join(' ')} ${wanted.join(' ')}`,
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./images/image-file.js
/** What the readers of the formats have in common. */
/** An image that is refused. */
const refused = (why, hint) => ({ refused: why, hint });
/** An image that would read another file. */
const refersElsewhere = (what, format) => refused(`refers to another file (${what})`, `Make it whole first: qemu-img convert -f ${format} -O qcow2 …`);
/** A number that is larger than JavaScript's whole numbers is as good as the largest of them. */
const toNumber = (value) => value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);

;// CONCATENATED MODULE: ./images/qcow2.js

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

;// CONCATENATED MODULE: ./images/vhdx.js

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

;// CONCATENATED MODULE: ./images/vmdk.js

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

;// CONCATENATED MODULE: ./images/inspect.js






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

;// CONCATENATED MODULE: ./images/convert.js




/** A disk of some 100 GiB on a slow machine; it is cancelled with the job all the same. */
const limit = (0,units/* seconds */.YA)(3600);
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
    const { code, stderr } = await host.commands.run(['qemu-img', ...words], { limit, tag });
    if (code !== 0) {
        throw new errors/* QemuVmError */.Wn('bad-image', `The image ${name} could not be converted from ${format}: ${stderr.trim()}`);
    }
    return { path: converted, format: 'qcow2', virtualSize };
}

;// CONCATENATED MODULE: ./images/overlay.js


/**
 * Makes the file that the guest writes to; the image beneath is never written. The backing format is explicit:
 * probing would let a guest turn a raw disk into a qcow2 of its own design. @throws QemuVmError
 */
async function makeOverlay({ image, format, overlay }, host) {
    // The backing name is a JSON filename: no character of a path has a meaning in it
    const backing = `json:${JSON.stringify({ driver: format, file: { driver: 'file', filename: image } })}`;
    const words = ['create', '-q', '-f', 'qcow2', '-b', backing, '-F', format, overlay];
    const { code, stderr } = await host.commands.run(['qemu-img', ...words], { limit: (0,units/* seconds */.YA)(60) });
    if (code !== 0)
        throw new errors/* QemuVmError */.Wn('command-failed', `qemu-img could not make an overlay of ${image}: ${stderr.trim()}`);
}

;// CONCATENATED MODULE: ./plan/disk-arguments.js
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

;// CONCATENATED MODULE: ./plan/link-arguments.js
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

// EXTERNAL MODULE: ./plan/paths.js
var plan_paths = __webpack_require__(6502);
;// CONCATENATED MODULE: ./plan/arguments.js




/** The program that emulates an architecture. */
const binaryOf = (arch) => `qemu-system-${arch}`;
/** Under TCG. QEMU has `max` for riscv64 from 8.2 on only (commit b97e5a6b). */
const mostCapable = { x86_64: 'max', aarch64: 'max', riscv64: 'rv64' };
/** FW_CFG_MAX_FILE_PATH of QEMU's hw/nvram/fw_cfg_keys.h is 56 with the final NUL. */
const longestFwCfgName = 55;
/** QEMU's key=value options end a value at a comma; two commas stand for one (V18). */
const keyed = (value) => value.replaceAll(',', ',,');
/**
 * The words of QEMU's command line: pure, and in the order a person would explain them. Paths stand in keyed or JSON
 * forms only, where no character of a path can end it. What stop() relies on is here: -name and -pidfile to find
 * QEMU, the `stop` socket, -no-reboot, and neither -daemonize (it hides start-up errors) nor -no-shutdown.
 */
function qemuArguments(input) {
    const { id, spec, paths, accelerator, features } = input;
    return [
        ...['-nodefaults', '-no-user-config'],
        ...['-name', `guest=${(0,units/* tagOf */.cO)(id)},debug-threads=on`],
        ...['-uuid', uuidOf(id)],
        ...['-machine', `type=${spec.machine}`],
        ...['-accel', accelerator === 'tcg' ? 'tcg,thread=multi' : accelerator],
        ...['-cpu', spec.cpu ?? (accelerator === 'tcg' ? mostCapable[spec.arch] : 'host')],
        ...['-smp', `cpus=${spec.cpus}`],
        ...['-m', `size=${spec.memory}M`],
        ...['-display', 'none'],
        ...['-no-reboot'],
        ...(features.panicAction === undefined ? [] : ['-action', `panic=${features.panicAction}`]),
        ...(features.sandbox === undefined ? [] : ['-sandbox', features.sandbox]),
        ...['-pidfile', paths.pidFile],
        ...monitor('qmp', paths.qmpSocket),
        ...monitor('keeper', paths.keeperSocket),
        ...monitor('stop', paths.stopSocket),
        ...['-chardev', `file,id=console,path=${keyed(paths.consoleLog)}`, '-serial', 'chardev:console'],
        ...['-device', 'virtio-serial-pci'],
        ...['-chardev', `socket,id=agent,path=${keyed(paths.agentSocket)},server=on,wait=off`],
        ...['-device', 'virtserialport,chardev=agent,name=org.qemu.guest_agent.0'],
        ...['-object', 'rng-random,id=rng,filename=/dev/urandom', '-device', 'virtio-rng-pci,rng=rng'],
        ...['-device', 'pvpanic-pci'],
        ...userNetwork(spec.devices.ports),
        ...privateNetworks(input.networks ?? []),
        ...(spec.devices.tap === undefined ? [] : tapNetwork((0,plan_paths/* tapNameOf */.OA)(id))),
        ...(input.publicKey === undefined ? [] : keyArguments(input.publicKey, spec)),
        ...(spec.arch === 'x86_64' ? firmwareArguments(paths) : []),
        ...bootArguments(input),
        ...diskArguments(spec.devices.disks, input.diskFiles ?? []),
        ...spec.extraArguments,
    ];
}
/** Derived from the id, and another one for every VM: guests make their machine-id of it. RFC 9562, version 8 (custom). */
const uuidOf = (id) => `${id}-0000-8000-8000-0000${id}`;
const monitor = (id, path) => [
    ...['-chardev', `socket,id=${id},path=${keyed(path)},server=on,wait=off`],
    ...['-mon', `chardev=${id},mode=control`],
];
/** SeaBIOS and OVMF write here what they find to boot from; nowhere else, for there is no screen. Both: port 0x402. */
const firmwareArguments = ({ firmwareLog }) => [
    ...['-chardev', `file,id=firmware,path=${keyed(firmwareLog)}`],
    ...['-device', 'isa-debugcon,iobase=0x402,chardev=firmware'],
];
/**
 * The public key in every place where a guest may look for it: our own fw_cfg file, and systemd's credential by fw_cfg
 * and by SMBIOS (systemd.system-credentials(7), `ssh.authorized_keys.*`, from systemd 252 and 254 on).
 */
function keyArguments(publicKey, spec) {
    const credential = `ssh.authorized_keys.${spec.access.user}`;
    const text = keyed(publicKey.trim());
    const hasSmbios = spec.arch !== 'riscv64';
    const credentialFile = `opt/io.systemd.credentials/${credential}`;
    return [
        ...['-fw_cfg', `name=opt/qemu-vm/authorized_keys,string=${text}`],
        ...(credentialFile.length <= longestFwCfgName ? ['-fw_cfg', `name=${credentialFile},string=${text}`] : []),
        ...(hasSmbios ? ['-smbios', `type=11,value=io.systemd.credential:${credential}=${text}`] : []),
    ];
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
    return [...['-blockdev', JSON.stringify(overlay)], ...['-device', 'virtio-blk-pci,drive=root']];
}

;// CONCATENATED MODULE: ./plan/host-facts.js

const archs = { x64: 'x86_64', arm64: 'aarch64', riscv64: 'riscv64' };
/** The host's architecture in QEMU's words. @throws QemuVmError where there is none of those we boot. */
function hostArch() {
    const arch = archs[process.arch];
    if (arch === undefined)
        throw new errors/* QemuVmError */.Wn('bad-input', `qemu-vm does not run on ${process.arch}.`);
    return arch;
}

;// CONCATENATED MODULE: ./plan/needs.js
/** Options of devices that came with a later QEMU than the oldest that is supported, with the version that has them. */
const since = [
    [/^fdp(\.|$)/, 8, 0], // hw/nvme: flexible data placement, commit 73064edfb8
    [/^zoned\.(numzrwa|zrwas|zrwafg)$/, 7, 0], // hw/nvme: zoned random write areas, commit 25872031e2
    [/^pif$/, 7, 0],
];
/** What the VM asks for and this version of QEMU lacks, one sentence each. */
function lackingIn(version, { devices }) {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const options = devices.disks.flatMap(({ nvme }) => [nvme?.onNamespace, nvme?.onController, nvme?.onSubsystem].flatMap((on) => Object.keys(on ?? {})));
    return since.flatMap(([pattern, needed, minorNeeded]) => {
        const option = options.find((one) => pattern.test(one));
        const isThere = major > needed || (major === needed && minor >= minorNeeded);
        return option === undefined || isThere ? [] : [`disks: ${option} needs QEMU ${needed}.${minorNeeded} or newer.`];
    });
}

;// CONCATENATED MODULE: ./qemu/probe-rom.js
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

;// CONCATENATED MODULE: ./qemu/accelerator.js




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

;// CONCATENATED MODULE: ./qemu/features.js


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

// EXTERNAL MODULE: ./resources/directory.js
var directory = __webpack_require__(9965);
// EXTERNAL MODULE: ./resources/acquire.js
var acquire = __webpack_require__(5254);
// EXTERNAL MODULE: ./guest/console.js
var console = __webpack_require__(6178);
// EXTERNAL MODULE: ./qemu/exit-watch.js
var exit_watch = __webpack_require__(3255);
;// CONCATENATED MODULE: ./phases/await-qemu.js







/** How often the ledger is looked at for what the keeper has written. */
const pause = (0,units/* millis */.ne)(5);
/** A keeper starts within a fraction of a second; on a machine that is out of memory it may not start at all. */
const keeperBudget = (0,units/* seconds */.YA)(30);
/** From QEMU's end until its parent has written how it ended. */
const exitBudget = (0,units/* seconds */.YA)(1);
/** The keeper looks at a file every other second: it needs no compiler, and what that takes in memory. */
const small = ['--jitless'];
/** Starts the keeper, who starts QEMU when the plan is in the ledger. @throws QemuVmError when it cannot be started. */
async function startKeeper({ node, keeper: script }, { tag, log }, ledger, host) {
    const intent = { id: (0,units/* resourceId */.a)('keeper'), kind: 'process', description: { tag, role: 'keeper' } };
    return await (0,acquire/* acquire */.X)(intent, async () => {
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
        const qemu = held.find((one) => one.id === 'qemu' && one.kind === 'process');
        if (qemu?.evidence !== undefined)
            return qemu.evidence;
        if (failure !== undefined)
            throw new errors/* QemuVmError */.Wn('qemu-exited', failure);
        if (closing)
            throw new errors/* QemuVmError */.Wn('cancelled', 'This VM is being stopped by another process.');
        if (host.processes.state(keeper) === 'gone')
            throw keeperLost('before QEMU was started', ledger);
        if (host.clock.now() >= deadline)
            throw new errors/* QemuVmError */.Wn('timeout', 'The keeper did not start QEMU in time.');
        await host.clock.sleep(pause);
    }
}
/**
 * Rejects when the keeper has ended: a VM without one would be nobody's if the job's worker died. May never settle.
 */
async function lossOfKeeper(keeper, { ledger, signal }, host) {
    await (0,exit_watch/* watchExit */.s)([keeper], host).exited(signal);
    throw keeperLost('before the guest was ready', ledger);
}
function keeperLost(when, ledger) {
    const said = (0,console/* tailOf */.Cj)((0,plan_paths/* pathsOf */.wG)(ledger.vm, (0,external_node_path_.dirname)(ledger.path)).keeperLog, 4000).trim();
    const what = `The keeper, the process that looks after this VM, ended ${when}. `;
    return new errors/* QemuVmError */.Wn('keeper-lost', what + (said === '' ? 'It said nothing.' : `It said: ${said}`));
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

;// CONCATENATED MODULE: ./guest/ready.js


const progressPause = (0,units/* seconds */.YA)(10);
/**
 * Waits for each requirement in turn. A dead QEMU is not a slow one: trouble ends the wait at once.
 * @returns how long each took. @throws the trouble; QemuVmError `boot-timeout`; the reason of `signal`.
 */
async function waitUntilReady(requirements, { trouble, budget, clock, onProgress, signal }) {
    const began = clock.now();
    const over = new AbortController();
    const both = AbortSignal.any([signal, over.signal]);
    const spans = [];
    let current = requirements[0];
    const timeOut = clock.sleep(budget, both).then(() => {
        throw new errors/* QemuVmError */.Wn('boot-timeout', `The guest was not ready within ${(0,units/* formatDuration */.a3)(budget)}: no ${current?.name ?? ''}.`, {
            hint: `${current?.hint ?? ''} Emulation (TCG) is about 8 times slower than KVM; boot-timeout can be raised.`,
        });
    });
    const tell = async () => {
        for (;;) {
            await clock.sleep(progressPause, both);
            onProgress(current?.name ?? '', (0,units/* millis */.ne)(clock.now() - began));
        }
    };
    const meetAll = async () => {
        for (current of requirements) {
            const from = clock.now();
            await current.met(both);
            spans.push({ name: current.name, took: (0,units/* millis */.ne)(clock.now() - from) });
        }
    };
    try {
        await Promise.race([meetAll(), timeOut, tell(), trouble]);
        return spans;
    }
    catch (error) {
        if (signal.aborted)
            throw new errors/* QemuVmError */.Wn('cancelled', 'The job was cancelled.', { cause: (0,errors/* messageOf */.bD)(signal.reason) });
        throw error;
    }
    finally {
        over.abort(new Error('readiness was decided'));
    }
}
/**
 * Repeats an attempt until it succeeds; rejects only when `signal` aborts. Each attempt has a limit of its own, which may
 * depend on how long it has been tried so far.
 */
async function untilItSucceeds(attempt, { limit, pause, clock, signal }) {
    const began = clock.now();
    for (;;) {
        signal.throwIfAborted();
        const one = new AbortController();
        const timer = clock.sleep(limit((0,units/* millis */.ne)(clock.now() - began)), one.signal).then(() => {
            one.abort();
        }, () => undefined);
        try {
            return await attempt(AbortSignal.any([signal, one.signal]));
        }
        catch {
            // why an attempt failed matters only for the last one, and the log of the console tells that better
        }
        finally {
            one.abort();
            await timer;
        }
        await clock.sleep(pause, signal);
    }
}

// EXTERNAL MODULE: ./host/retry.js
var retry = __webpack_require__(4841);
;// CONCATENATED MODULE: ./qemu/usernet.js
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

// EXTERNAL MODULE: ./report/guest-text.js
var guest_text = __webpack_require__(3143);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./guest/banner.js


/**
 * Resolves when an SSH server greets on the port. That the connection opens proves nothing: QEMU's user network takes
 * it before the guest has a network at all (V20). RFC 4253, section 4.2: the server sends `SSH-` first.
 * @throws QemuVmError when it closes or breaks before, or when `signal` aborts.
 */
function awaitBanner(port, signal) {
    return new Promise((resolve, reject) => {
        const socket = (0,external_node_net_.connect)({ host: '127.0.0.1', port });
        let seen = '';
        const end = (error) => {
            signal.removeEventListener('abort', abort);
            socket.destroy();
            if (error === undefined)
                resolve();
            else
                reject(error);
        };
        const abort = () => {
            end(new errors/* QemuVmError */.Wn('timeout', 'The connection opened, and no SSH server greeted.', { cause: signal.reason }));
        };
        if (signal.aborted)
            abort();
        else
            signal.addEventListener('abort', abort, { once: true });
        socket.on('data', (portion) => {
            seen += portion.toString('latin1');
            if (/^SSH-/m.test(seen))
                end();
            else if (seen.length > 4096)
                end(new errors/* QemuVmError */.Wn('protocol', 'Something that is no SSH server answered.'));
        });
        socket.on('error', (cause) => {
            end(new errors/* QemuVmError */.Wn('protocol', 'The guest refused the connection.', { cause }));
        });
        socket.on('close', () => {
            end(new errors/* QemuVmError */.Wn('protocol', 'The guest closed the connection before it greeted.'));
        });
    });
}

;// CONCATENATED MODULE: ./guest/login.js





/** How often it is looked whether ssh has logged in. */
const login_pause = (0,units/* millis */.ne)(10);
/**
 * Logs in and keeps the connection as a master, over which every later command goes without logging in again. ssh
 * makes its control socket only after the login, so the socket tells of it; a command proves it.
 * @returns the process of the master. @throws QemuVmError with ssh's own words when this one attempt fails.
 */
async function openMaster(paths, tag, host, signal) {
    (0,external_node_fs_.rmSync)(paths.sshSocket, { force: true });
    const words = (0,guest_ssh/* sshWords */.y$)(paths.sshConfig, '-o', 'ControlMaster=yes', '-N', 'guest');
    const master = await host.processes.spawn(words, { log: paths.sshLog, tag });
    try {
        while (!(0,guest_ssh/* hasMaster */.Vo)(paths)) {
            signal.throwIfAborted();
            if (host.processes.state(master.identity) === 'gone')
                throw login_refused((0,console/* tailOf */.Cj)(paths.sshLog, 2000));
            await Promise.race([host.clock.sleep(login_pause, signal), master.exited]);
        }
        const proof = await host.commands.run((0,guest_ssh/* sshWords */.y$)(paths.sshConfig, 'guest', 'true'), { limit: (0,units/* seconds */.YA)(15), tag });
        if (proof.code !== 0)
            throw login_refused(proof.stderr);
        master.release();
        return master.identity;
    }
    catch (error) {
        host.processes.signal(master.identity, 'SIGTERM');
        throw error;
    }
}
const login_refused = (said) => new errors/* QemuVmError */.Wn('protocol', `The guest greeted, and ssh could not log in: ${said.trim() || 'ssh said nothing'}`);

;// CONCATENATED MODULE: ./nearest.js
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

;// CONCATENATED MODULE: ./inputs/parsers.js


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
        const hint = meant[text.toLowerCase()] ?? nearest(text, words);
        return refuse(`one of ${words.join(', ')}${hint === undefined ? '' : `; did you mean ${hint}?`}`);
    };
}
/** `true` or `false` in the spellings of YAML 1.2's core schema, as core.getBooleanInput of @actions/core takes them. */
const flag = (text) => /^(?:true|True|TRUE|false|False|FALSE)$/.test(text) ? accept(/^t/i.test(text)) : refuse('true or false');
/** Text in which `pattern` is found; the pattern says by ^ and $ that nothing else is. */
const matching = (pattern, expected) => (text) => pattern.test(text) ? accept(text) : refuse(expected);
/** A whole decimal number from `least` to `most`, both included. */
const wholeNumber = (least, most) => (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? accept(value) : refuse(`a whole number from ${least} to ${most}`);
};
/** A size of at least `least`. */
function sizeFrom(least) {
    const inRange = (text) => {
        const value = (0,units/* parseSize */.DB)(text);
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
    const [lower, upper] = [(0,units/* parseDuration */.E9)(least) ?? NaN, (0,units/* parseDuration */.E9)(most) ?? NaN];
    const inRange = (text) => {
        const value = (0,units/* parseDuration */.E9)(text);
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

;// CONCATENATED MODULE: ./inputs/readiness.js

const consolePrefix = 'console:';
/**
 * The expression as readiness is judged by it: `^` and `$` stand for the ends of a line, since a console prints many.
 * @throws SyntaxError when the pattern is no regular expression of JavaScript.
 */
const consoleExpression = (pattern) => new RegExp(pattern, 'm');
/** `login`, `banner`, `none` or `console:<regular expression>`. */
const readiness = (text) => {
    if (text.startsWith(consolePrefix))
        return consoleReadiness(text.slice(consolePrefix.length));
    if (text === 'login' || text === 'banner' || text === 'none')
        return accept({ kind: text });
    const hint = text.toLowerCase() === 'ssh' ? '; for a login over ssh write login' : '';
    return refuse(`login, banner, none or console:<regular expression>${hint}`);
};
function consoleReadiness(pattern) {
    try {
        // Such an expression would call the guest ready before it has printed a single character.
        if (consoleExpression(pattern).test('')) {
            return refuse('console: with a regular expression that needs at least one character');
        }
        return accept({ kind: 'console', pattern });
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return refuse(`console: with a regular expression of JavaScript (${reason})`);
    }
}

;// CONCATENATED MODULE: ./phases/requirements.js







/**
 * While the guest has no network QEMU's user network loses the SYN, and repeats it only after seconds: short attempts
 * find the server sooner. A guest that boots slowly may also greet slowly, so an attempt lasts as long as it may without
 * costing more than a tenth of the boot.
 */
const bannerLimit = (sofar) => (0,units/* millis */.ne)(Math.max(200, sofar / 10));
const bannerPause = (0,units/* millis */.ne)(50);
const loginLimit = () => (0,units/* seconds */.YA)(30);
const loginPause = (0,units/* millis */.ne)(250);
/** What the input `ready` asks for, in order. */
function requirementsFor(input) {
    const { ready } = input.plan.spec;
    switch (ready.kind) {
        case 'none':
            return [];
        case 'console':
            return [consoleText(ready.pattern, input)];
        case 'banner':
            return [banner(input)];
        case 'login':
            return [banner(input), login(input)];
    }
}
const banner = ({ port, host: { clock } }) => ({
    name: 'the greeting of an SSH server',
    hint: 'Does the guest start sshd, and does it bring up its network by DHCP or as 10.0.2.15/24?',
    met: (signal) => untilItSucceeds((one) => awaitBanner(port, one), { limit: bannerLimit, pause: bannerPause, clock, signal }),
});
/** The connection that logs in is kept as the master for all later commands, and is a resource of its own. */
const login = ({ plan, ledger, host }) => ({
    name: `a login over ssh as ${plan.spec.access.user}`,
    hint: 'Does the guest take the public key from one of the places where it was offered? See "Access" in the README.',
    async met(signal) {
        const { tag, paths } = plan;
        const intent = { id: (0,units/* resourceId */.a)('ssh master'), kind: 'process', description: { tag, role: 'ssh-master' } };
        const bounds = { limit: loginLimit, pause: loginPause, clock: host.clock, signal };
        await (0,acquire/* acquire */.X)(intent, () => untilItSucceeds((one) => openMaster(paths, tag, host, one), bounds), ledger);
    },
});
function consoleText(pattern, { onConsoleLine }) {
    const seen = Promise.withResolvers();
    const isMatch = (0,console/* boundedMatcher */.Qf)(consoleExpression(pattern));
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

;// CONCATENATED MODULE: ./phases/trouble.js




/** A dead QEMU is not a slow one: its exit, a panic and a reset are known at once, each by its name. */
function watchForTrouble(qemu, { plan, ledger, signal }, host) {
    const { promise, reject } = Promise.withResolvers();
    promise.catch(() => undefined); // it may happen when nobody waits any more
    const watch = (0,exit_watch/* watchExit */.s)([qemu], host);
    let reason;
    const tellOfExit = async () => {
        await watch.exited(signal);
        reject(exitError(await exitOf(ledger, host), reason, (0,console/* tailOf */.Cj)(plan.paths.qemuLog, 4000)));
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
    if (reason === 'guest-reset') {
        const hint = 'A guest that resets while it boots mostly has a kernel, an initrd or a machine type that do not fit.';
        return new errors/* QemuVmError */.Wn('guest-reset', `The guest was reset before it was ready (QEMU ended ${how}).`, { hint });
    }
    if (reason === 'guest-shutdown') {
        return new errors/* QemuVmError */.Wn('qemu-exited', `The guest powered itself off before it was ready (QEMU ended ${how}).`);
    }
    const hint = killer === undefined ? undefined : 'Lower memory:, or give the job more.';
    return new errors/* QemuVmError */.Wn('qemu-exited', `QEMU ended ${how} before the guest was ready. ${said}`, hint === undefined ? {} : { hint });
}

;// CONCATENATED MODULE: ./phases/boot.js
var boot_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var boot_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
async function boot({ plan, keeper, ledger, signal }, host) {
    const qemu = await awaitQemu(keeper, ledger, host);
    host.log.info(`QEMU runs as process ${qemu.pid}`);
    const over = new AbortController();
    const trouble = watchForTrouble(qemu, { plan, ledger, signal: over.signal }, host);
    const happened = Promise.race([trouble.happened, lossOfKeeper(keeper, { ledger, signal: over.signal }, host)]);
    happened.catch(() => undefined); // it may happen when nobody waits any more
    const consoleLines = [trouble.onConsoleLine];
    const followed = (0,console/* followConsole */.Ri)(plan.paths.consoleLog, (line) => {
        for (const take of consoleLines)
            take(line);
    }, host.clock, over.signal);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const looking = AbortSignal.any([signal, over.signal]); // a QEMU that is gone is not looked for any longer
            const qmp = boot_addDisposableResource(env_1, await Promise.race([firstConnection(plan, looking, host), happened]), true);
            trouble.listenTo(qmp);
            const { port, forwards } = await Promise.race([askPorts(qmp), happened]);
            for (const { protocol, host: at, guest } of forwards) {
                host.log.info(`Port ${guest}/${protocol} of the guest is 127.0.0.1:${at}`);
            }
            (0,guest_ssh/* writeSshConfig */.Q5)({ tag: plan.tag, port, access: plan.spec.access, paths: plan.paths });
            const requirements = requirementsFor({ plan, ledger, port, host, onConsoleLine: (take) => consoleLines.push(take) });
            try {
                const timeline = await waitUntilReady(requirements, {
                    trouble: happened,
                    budget: plan.spec.budgets.boot,
                    clock: host.clock,
                    onProgress: (waitingFor, sofar) => {
                        const [last = ''] = (0,guest_text/* forLog */.Ig)((0,guest_text/* plainLines */.y1)((0,console/* tailOf */.Cj)(plan.paths.consoleLog, 1024), { lines: 1, columns: 200 }).lines);
                        host.log.info(`Waiting for ${waitingFor} (${(0,units/* formatDuration */.a3)(sofar)}); the console's last line: ${last}`);
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
            const result_1 = boot_disposeResources(env_1);
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
    return (0,retry/* retry */.L)(() => (0,qemu_qmp/* connectQmp */.J)(paths.qmpSocket, host.clock, (0,units/* seconds */.YA)(10)), { tries: 1000, pause: (0,units/* millis */.ne)(10), signal });
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

// EXTERNAL MODULE: external "node:dgram"
var external_node_dgram_ = __webpack_require__(1314);
// EXTERNAL MODULE: ./host/proc.js
var proc = __webpack_require__(3259);
;// CONCATENATED MODULE: ./host/ports.js




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
        const server = (0,external_node_net_.createServer)();
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
        const socket = (0,external_node_dgram_.createSocket)('udp4');
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
/** For people: the process that has the port, or at least its user. */
function ownerOf(protocol, port) {
    const [socket] = [...socketsOf(protocol), ...socketsOf(`${protocol}6`)].filter((one) => one.port === port);
    if (socket === undefined)
        return undefined;
    const link = `socket:[${socket.inode}]`;
    const pid = (0,proc/* processIds */.Uj)().find((one) => (0,proc/* listProc */.hC)(`${one}/fd`).some((fd) => linkOf(`/proc/${one}/fd/${fd}`) === link));
    return pid === undefined
        ? `a process of user ${socket.uid}`
        : `${(0,proc/* statOf */._N)(String(pid))?.name ?? 'a process'} (pid ${pid}${vmOf(pid)})`;
}
/** The VM, if it is one of ours: two that want the same port are the likeliest case. */
function vmOf(pid) {
    const tag = /\0guest=(qemu-vm-[0-9a-f]{8}),/.exec((0,proc/* readProc */.lK)(`${pid}/cmdline`) ?? '')?.[1];
    return tag === undefined ? '' : `, the VM ${tag}`;
}
/** Those that listen (TCP_LISTEN is 0A) or are bound (07): proc_net_tcp(5), proc_net_udp(5). */
function socketsOf(table) {
    const rows = ((0,proc/* readProc */.lK)(`net/${table}`) ?? '').split('\n').slice(1);
    return rows.flatMap((row) => {
        const [, local = '', , state = '', , , , uid = '', , inode = ''] = row.trim().split(/\s+/);
        return state === '0A' || state === '07' ? [{ port: parseInt(local.split(':')[1] ?? '', 16), uid, inode }] : [];
    });
}
function linkOf(path) {
    try {
        return (0,external_node_fs_.readlinkSync)(path);
    }
    catch {
        return undefined; // closed since, or a process of another user
    }
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./plan/networks.js

/**
 * The places of a VM in its networks. Nothing is handed out, so VMs may come and go in any order: the group and port
 * follow from the job and the network's name, and are another job's as well with a chance of one to a thousand million; MAC
 * and address follow from the names of network and VM, and are the same in every run.
 * @param job whatever tells this job from all others of the machine.
 */
const planNetworks = (networks, vm, job) => networks.map(({ name, address }) => ({
    name,
    ...networks_linkOf((0,external_node_zlib_.crc32)(`${job}\0${name}`)),
    mac: macOf((0,external_node_zlib_.crc32)(`${name}\0${vm}`)),
    address: address ?? addressOf(name, vm),
}));
/** RFC 2365, section 6.1: 239.255.0.0/16 is for use within a site. Ports below 1024 are root's, above 32767 the kernel's. */
const networks_linkOf = (hash) => ({
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

// EXTERNAL MODULE: ./resources/bridge-port.js
var bridge_port = __webpack_require__(8281);
// EXTERNAL MODULE: ./resources/tap.js
var resources_tap = __webpack_require__(5179);
;// CONCATENATED MODULE: ./phases/devices.js













/** Before anything is made. @throws InputError for a port of the host that is not free, naming who has it. */
async function refuseTakenPorts(ports) {
    const judged = await Promise.all(ports.map(async (port) => ({ port, trouble: await portTrouble(port) })));
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

// EXTERNAL MODULE: ./host/processes.js
var processes = __webpack_require__(3054);
;// CONCATENATED MODULE: ./phases/hand-over.js




/**
 * Puts the command of this VM, named by the input `name`, into a directory of its own that goes on PATH. `exec`, the
 * one that scripts call again and again, goes without node: node alone takes as long to start as ssh takes in all.
 * @returns what is wrong with it, when it cannot be executed where it is.
 */
function makeLauncher(plan, ledger, { node, guest }) {
    const path = (0,external_node_path_.join)(plan.paths.bin, plan.spec.name);
    (0,external_node_fs_.mkdirSync)(plan.paths.bin, { recursive: true, mode: 0o700 });
    const ssh = (0,guest_ssh/* sshWords */.y$)(plan.paths.sshConfig, 'guest').map(guest_ssh/* quoteWord */.XW).join(' ');
    const program = [node, guest, ledger.path].map(guest_ssh/* quoteWord */.XW).join(' ');
    (0,external_node_fs_.writeFileSync)(path, launcher(`${processes/* tagVariable */.PU}=${(0,guest_ssh/* quoteWord */.XW)(plan.tag)}`, ssh, program));
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
/** In POSIX shell alone, no other program: each word is quoted as quoteWord() does it, whatever is in it. */
const launcher = (tag, ssh, program) => `#!/bin/sh
if [ "$1" = exec ]; then
  [ "$2" = -- ] && first=2 || first=1
  if [ $# -gt $first ]; then
    shift $first
    q="'" remote=
    for word do
      quoted=
      while case $word in *$q*) ;; *) false ;; esac do
        quoted=$quoted\${word%%$q*}$q\\\\$q$q
        word=\${word#*$q}
      done
      remote="\${remote:+$remote }$q$quoted$word$q"
    done
    export ${tag}
    exec ${ssh} "$remote"
  fi
fi
exec ${program} "$@"
`;

// EXTERNAL MODULE: ./phases/room.js
var room = __webpack_require__(5174);
;// CONCATENATED MODULE: ./phases/start.js




















/**
 * Inputs → a VM that is ready and handed over to later steps. Everything it makes is in the ledger before it exists.
 * @throws QemuVmError; what was made until then is for stop() to unmake.
 */
async function start(options, host) {
    const { inputs, ledger, signal } = options;
    const { spec } = inputs;
    const { log } = host;
    refuseTakenName(spec.name, host);
    (0,room/* refuseWithoutRoom */.CW)(spec, (0,external_node_path_.dirname)(ledger.path));
    await refuseTakenPorts(spec.devices.ports);
    ledger.append({ type: 'started', main: host.processes.self });
    await ensurePrograms(programsFor(inputs), inputs.installQemu, host);
    const { plan, keeper, findings } = await log.group('Plan', async () => {
        const paths = (0,plan_paths/* pathsOf */.wG)(ledger.vm, (0,external_node_path_.dirname)(ledger.path));
        await makeDirectories(paths, ledger);
        // It takes as long to start as the plan takes to be made, and waits for the plan
        const started = await startKeeper(options.programs, { tag: (0,units/* tagOf */.cO)(ledger.vm), log: paths.keeperLog }, ledger, host);
        const { plan: made, slow } = await makePlan(options, paths, host);
        signal.throwIfAborted();
        await makeTaps(spec.devices, ledger, host);
        ledger.append({ type: 'planned', plan: made });
        return { plan: made, keeper: started, findings: slow === undefined ? [] : [slow] };
    });
    const began = host.clock.now();
    const { port, forwards, timeline } = await log.group(`Boot ${spec.name}`, () => boot({ plan, keeper, ledger, signal }, host));
    const bootTook = (0,units/* millis */.ne)(host.clock.now() - began);
    ledger.append({ type: 'ready', took: bootTook });
    const useless = makeLauncher(plan, ledger, options.programs);
    signal.throwIfAborted();
    ledger.append({ type: 'handed-over' });
    return {
        plan,
        port,
        forwards,
        bootTook,
        timeline,
        findings: [...findings, ...(useless === undefined ? [] : [useless])],
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
function refuseLacking(lacking) {
    if (lacking.length === 0)
        return;
    throw new errors/* QemuVmError */.Wn('missing-program', lacking.join(' '), { hint: 'Install a newer QEMU, or leave that out.' });
}
async function makeDirectories({ run, sockets }, ledger) {
    const places = { 'run directory': run, ...(sockets === run ? {} : { 'socket directory': sockets }) };
    for (const [id, path] of Object.entries(places)) {
        const intent = { id: (0,units/* resourceId */.a)(id), kind: 'directory', description: { path } };
        await (0,acquire/* acquire */.X)(intent, () => (0,directory/* makeDirectory */.Oh)(path), ledger);
    }
}
/** Asks the host all that the plan depends on, at the same time, and prepares the files that go into it. */
async function makePlan({ inputs, ledger }, paths, host) {
    const { spec, failOn } = inputs;
    const id = ledger.vm;
    const tag = (0,units/* tagOf */.cO)(id);
    const binary = binaryOf(spec.arch);
    const networks = planPlaces(spec.devices, spec.name, ledger);
    const question = { choice: spec.accelerator, arch: spec.arch, hostArch: hostArch(), binary, rom: paths.probeRom, tag };
    const [features, { accelerator, why, remedy }, publicKey, diskFiles] = await Promise.all([
        askQemu(binary, host),
        chooseAccelerator(question, host),
        spec.access.keyFile === undefined ? (0,guest_ssh/* makeKeyPair */.iV)(paths, tag, host) : undefined,
        prepareDisks(spec.devices.disks, paths, host),
        start_prepareDisk(inputs, paths, tag, host),
    ]);
    refuseLacking(lackingIn(features.version, spec));
    host.log.info(`QEMU ${features.version}, accelerator ${accelerator}: ${why}`);
    const words = qemuArguments({
        ...{ id, spec, paths, accelerator, features, diskFiles, networks },
        ...(publicKey === undefined ? {} : { publicKey }),
    });
    const slow = remedy === undefined ? undefined : emulated(`${why}. ${remedy}`);
    const qemu = [binary, ...words];
    return { plan: { id, tag, spec, failOn, accelerator, qemuVersion: features.version, paths, networks, qemu }, slow };
}
const emulated = (message) => ({ level: 'warning', title: 'The VM is emulated, which is slow', message });
async function start_prepareDisk({ spec: { boot: from } }, { run, overlay }, tag, host) {
    if (from.kind !== 'disk')
        return;
    const { path, format } = await makeUsable(from.image, { directory: run, tag }, host);
    await makeOverlay({ image: path, format, overlay }, host);
}

// EXTERNAL MODULE: ./phases/stop.js + 16 modules
var stop = __webpack_require__(4443);
// EXTERNAL MODULE: ./report/report.js
var report_report = __webpack_require__(6605);
;// CONCATENATED MODULE: ./entry/cancel.js
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

;// CONCATENATED MODULE: ./inputs/conflicts.js
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
        if (isWrong)
            problems.push({ input, value: texts.get(input) ?? '', expected });
    };
    const given = (input) => texts.get(input) !== '';
    judge('image', !given('image') && !given('kernel'), 'given, and neither is kernel: exactly one of the two says what to boot');
    judge('kernel', given('image') && given('kernel'), 'possible beside image: give exactly one of image and kernel');
    for (const input of ['initrd', 'kernel-args']) {
        judge(input, given(input) && !given('kernel'), 'possible without kernel: give kernel, or remove this');
    }
    // With a wrong arch nobody knows which machine or accelerator would be right.
    if (given('arch') && values.arch === undefined)
        return problems;
    const { arch = hostArch, machine, accelerator, cpu } = values;
    const machines = machinesOf[arch];
    judge('machine', machine !== undefined && !machines.includes(machine), `a machine of ${arch}: ${machines.join(', ')}`);
    judge('accelerator', (accelerator === 'kvm' || accelerator === 'hvf') && arch !== hostArch, `able to run ${arch} on this ${hostArch} host: use auto or tcg`);
    judge('cpu', /^host(?:,|$)/.test(cpu ?? '') && (accelerator === 'tcg' || arch !== hostArch), 'possible under emulation: use max, or leave it to the default');
    return problems;
}

;// CONCATENATED MODULE: ./inputs/lines.js
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

;// CONCATENATED MODULE: ./inputs/path-parsers.js


/** Files that QEMU would take for a raw disk, or that hold the image of which we would boot the wrapping. */
const wrapped = /\.(?:xz|gz|zst|bz2|zip|tar|ova|vmdk|vhdx?|vdi)$/i;
/**
 * A file that is there, as an absolute path.
 * @param what names it for the user, such as `the path of a kernel`.
 */
function existingFile(what) {
    return (text, { workspace, look }) => {
        const unusable = unusableAsPath(text);
        if (unusable !== undefined)
            return refuse(`${what} (${unusable})`);
        const path = (0,external_node_path_.resolve)(workspace, text);
        switch (look(path)) {
            case 'file':
                return accept(path);
            case 'directory':
                return refuse(`${what} (${path} is a directory)`);
            case 'unreadable':
                return refuse(`${what} (${path} cannot be read by this user)`);
            case 'absent':
                return refuse(`${what} (${path} does not exist${text.startsWith('~') ? '; ~ is not expanded' : ''})`);
        }
    };
}
/** The file of a disk image; its header is looked at elsewhere, before any QEMU program opens it. */
const imageFile = (text, surroundings) => {
    const what = 'the path of a local qcow2 or raw image';
    return wrapped.test(text)
        ? refuse(`${what} (unpack or convert it in an earlier step)`)
        : existingFile(what)(text, surroundings);
};
/** The file of a private key. A key itself is refused without being repeated: errors are public (law L12). */
const privateKeyFile = (text, surroundings) => {
    const what = 'the path of a private key';
    if (text.includes('-----BEGIN'))
        return refuse(`${what} but a key; write it to a file in an earlier step`, '(hidden)');
    if (text.endsWith('.pub'))
        return refuse(`${what} but of a public one; remove .pub`);
    return existingFile(what)(text, surroundings);
};
/** A directory that is there or can still be made, as an absolute path without `..` and a final slash. */
const absoluteDirectory = (text, { look }) => {
    const what = 'the absolute path of a directory';
    const unusable = unusableAsPath(text);
    if (unusable !== undefined)
        return refuse(`${what} (${unusable})`);
    if (!(0,external_node_path_.isAbsolute)(text))
        return refuse(`${what}, such as /var/tmp/qemu-vm`);
    const path = (0,external_node_path_.resolve)(text);
    const found = look(path);
    if (found === 'file')
        return refuse(`${what} (${path} is a file)`);
    if (found === 'unreadable')
        return refuse(`${what} (${path} cannot be read by this user)`);
    return accept(path);
};
/** Why the text can be no path of ours, or undefined. Line breaks would forge lines of ledger, argv and ssh_config. */
function unusableAsPath(text) {
    if (/[\n\r\0]/.test(text))
        return 'a path has no line break and no NUL';
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
        return 'a URL: download it in an earlier step';
    return undefined;
}

;// CONCATENATED MODULE: ./inputs/qemu-arguments.js

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
        return refuse('split into words as in a POSIX shell: a quote or a backslash is left open');
    const [first] = words;
    // QEMU takes a word that is no option for a disk, and would write to it.
    if (first !== undefined && !first.startsWith('-')) {
        return refuse('an option of QEMU, such as -device virtio-balloon-pci', first);
    }
    const refusals = words.flatMap((word, index) => refusalOf(word, words[index + 1] ?? ''));
    return refusals.length > 0 ? { refusals } : accept(words);
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
const cpuModel = matching(/^(?!help$)[A-Za-z0-9][^\p{Cc}]*$/u, 'a CPU model of QEMU with its features, such as max or host,-vmx');
/** A kernel's command line. Kernels take a line break for a blank; a log and a boot loader would not. */
const kernelArguments = (text) => text.includes('\0') ? refuse('a command line without NUL') : accept(text.replace(/\s*[\r\n]+\s*/g, ' '));
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

;// CONCATENATED MODULE: ./inputs/disks.js






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
        return refuse('split into words as in a POSIX shell: a quote or a backslash is left open');
    const keys = new Map(words.map((word) => keyOf(word)));
    if (keys.size < words.length)
        return refuse('a disk with each key once');
    const unknown = [...keys.keys()].find((key) => !allKeys.includes(key));
    if (unknown !== undefined) {
        const meant = nearest(unknown, allKeys);
        const hint = unknown.includes(',') || text.includes(',') ? '; separate keys by blanks, not by commas' : '';
        return refuse(`a disk: there is no key ${JSON.stringify(unknown)}${meant === undefined ? hint : `; did you mean ${meant}?`}`);
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
        return refuse('a disk with exactly one of size= and file=');
    if (format !== 'detect' && format !== 'raw' && format !== 'qcow2')
        return refuse('a disk with format=raw or qcow2');
    const [isReadOnly, isWritable] = ['read-only', 'writable'].map((key) => keys.get(key) === 'on');
    if (file === undefined) {
        const parsed = (0,units/* parseSize */.DB)(size ?? '');
        if (parsed === undefined)
            return refuse('a disk with a size such as size=512M or size=8G');
        const given = ['format', 'read-only', 'writable'].find((key) => keys.has(key));
        if (given !== undefined)
            return refuse(`a disk: ${given} is for those with file=`);
        return accept({ kind: 'new', size: parsed });
    }
    if (isReadOnly === true && isWritable === true)
        return refuse('a disk: it is read-only or writable, not both');
    const path = existingFile('a disk: file= is not the path of an image')(file, surroundings);
    if (!('value' in path))
        return path;
    const access = isReadOnly === true ? 'read-only' : isWritable === true ? 'writable' : 'overlay';
    return accept({ kind: 'file', path: path.value, format, access });
}
function withBus(source, keys) {
    const [serial, controller, name = 'virtio'] = ['serial', 'controller', 'bus'].map((key) => keys.get(key));
    const bus = buses.find((one) => one === name);
    if (bus === undefined)
        return refuse(`a disk with one of bus=${buses.join(', bus=')}`);
    // virtio-blk and NVMe have 20 bytes for it: VIRTIO_BLK_ID_BYTES; NVM Express Base, Identify Controller
    if (serial !== undefined && !/^[\w.-]{1,20}$/.test(serial)) {
        return refuse('a disk with a serial of 1 to 20 letters, digits, dots, underscores and hyphens');
    }
    const others = [...keys.keys()].filter((key) => !ownKeys.some((own) => own === key && own !== 'controller'));
    if (bus !== 'nvme') {
        if (others[0] !== undefined)
            return refuse(`a disk: ${others[0]} is for those with bus=nvme`);
        return accept({ source, bus, ...(serial !== undefined && { serial }) });
    }
    if (controller !== undefined && !/^[a-z][\w-]{0,30}$/i.test(controller)) {
        return refuse('a disk with a controller whose name is made of letters, digits and hyphens');
    }
    const odd = others.find((key) => !/^[\w.:;-]+$/.test(keys.get(key) ?? ''));
    if (odd !== undefined)
        return refuse(`a disk with a value for ${odd} such as on, 7 or 64M`);
    const ofDevice = (device) => Object.fromEntries(nvmeKeys[device].flatMap((key) => (keys.has(key) ? [[key, keys.get(key) ?? '']] : [])));
    const nvme = {
        ...(controller !== undefined && { controller }),
        onNamespace: ofDevice('onNamespace'),
        onController: ofDevice('onController'),
        onSubsystem: ofDevice('onSubsystem'),
    };
    return accept({ source, bus, ...(serial !== undefined && { serial }), nvme });
}

;// CONCATENATED MODULE: ./inputs/links.js


const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
/** `80`, `8080:80`, `udp:5353:53`: the guest's port last, before it the host's; without that, or with 0, QEMU chooses. */
const forward = (text) => {
    const [, protocol = 'tcp', host = '0', guest = ''] = /^(?:(tcp|udp):)?(?:(\d+):)?(\d+)$/.exec(text) ?? [];
    if (!isPort(host) || !isPort(guest) || Number(guest) === 0) {
        return refuse('a forward such as 80, 8080:80 or udp:5353:53: the port of the guest last, before it that of the host');
    }
    return accept({ protocol: protocol, host: Number(host), guest: Number(guest) });
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
        return refuse('a network: a name of 1 to 15 lower-case letters, digits and hyphens other than tap');
    }
    if (address === undefined)
        return accept({ name });
    return isAddress(address)
        ? accept({ name, address })
        : refuse(`a network with an address and its prefix length, such as ${name}=10.9.0.1/24`);
};
/** Private networks of the job. */
const networks = distinct(lines(network), ({ name }) => name, 'another network: a VM is in each of them once');
/** `true` or the name of a bridge. IFNAMSIZ without the final NUL: linux/if.h, dev_valid_name(). */
const tap = (text, surroundings) => {
    const parsed = flag(text, surroundings);
    if ('value' in parsed)
        return accept(parsed.value ? {} : undefined);
    return /^(?!\.\.?$)[^\s/:,]{1,15}$/.test(text)
        ? accept({ bridge: text })
        : refuse('true, false or the name of a bridge of the host');
};

;// CONCATENATED MODULE: ./inputs/names.js

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
        return refuse('a name of 1 to 32 lower-case letters, digits and hyphens that starts with a letter');
    }
    return taken.has(text) ? refuse('free: later steps use the command of this name; choose another') : accept(text);
};
/**
 * POSIX.1-2024, 3.412 User Name: the portable file name characters, no hyphen first. Linux keeps 32 of them at most and
 * takes digits alone for a user id (useradd(8)).
 */
const userName = matching(/^(?!\d+$|\.{1,2}$)[A-Za-z0-9._][A-Za-z0-9._-]{0,31}$/, 'a user name: 1 to 32 letters, digits, dots, underscores and hyphens, no hyphen first and not digits alone');

;// CONCATENATED MODULE: ./inputs/table.js








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
    image: optional(imageFile, 'Path of a local qcow2 or raw disk image. It is never written to: the guest writes to an overlay that is deleted afterwards. Give either `image` or `kernel`.'),
    kernel: optional(existingFile('the path of a kernel'), 'Path of a kernel to boot directly, without disk and firmware. Give either `image` or `kernel`.'),
    initrd: optional(existingFile('the path of an initial RAM disk'), 'Path of the initial RAM disk for `kernel`.'),
    'kernel-args': optional(kernelArguments, 'Command line for `kernel`. Line breaks count as spaces.'),
    arch: optional(oneOf(['x86_64', 'aarch64', 'riscv64'], { amd64: 'x86_64', x64: 'x86_64', x86: 'x86_64', arm64: 'aarch64' }), "Architecture of the guest: `x86_64`, `aarch64` or `riscv64`. By default the host's own; any other is emulated."),
    machine: optional(oneOf(['q35', 'pc', 'virt']), 'QEMU machine type: `q35` (default) or `pc` for x86_64, `virt` for aarch64 and riscv64.'),
    cpu: optional(cpuModel, 'QEMU CPU model with its features, such as `host,-vmx`. By default `host` where an accelerator virtualizes and `max` where it emulates.'),
    cpus: required(wholeNumber(1, 255), '2', 'Number of virtual CPUs, 1 to 255.'),
    memory: required(sizeFrom((0,units/* mebibytes */.jh)(64)), '2G', 'Memory of the guest, such as `512M` or `4G`; at least `64M`.'),
    accelerator: required(oneOf(['auto', 'kvm', 'hvf', 'tcg']), 'auto', '`kvm`, `hvf`, `tcg` (emulation: works everywhere, is slow) or `auto`, the fastest that proves to work on this host.'),
    ports: optional(forwards, 'Ports of the guest to be reached at 127.0.0.1, one per line: `80` (QEMU chooses the port of the host, see the output `ports`), `8080:80` (port 8080 of the host) or `udp:5353:53`.'),
    disks: optional(disks, 'Further disks, one per line, in words `key=value`: `size=8G` (new and empty) or `file=PATH` (written to only if `writable`), `bus=virtio|scsi|nvme`, `serial=`, `read-only`, `format=raw|qcow2`, and options of NVMe such as `zoned`. See docs/devices.md.'),
    networks: optional(networks, 'Private networks with other VMs of this job, one per line: a name, or a name with the address of this VM, as in `lan=10.9.0.1/24`. See docs/devices.md.'),
    tap: optional(tap, '`true` gives the VM a tap of the host, `qv` and the id of the VM; the name of a bridge also makes it a port of that bridge. Needs root or a sudo that does not ask.'),
    'qemu-args': optional(qemu_arguments_qemuArguments, 'Further QEMU arguments, split as in a POSIX shell: quotes, backslashes and line breaks work; variables and comments do not. Options that would keep QEMU from being found, ended or seen to end are refused.'),
    name: required(commandName, 'guest', 'Name of the VM and of the command that enters it in later steps, as in `shell: guest {0}`. Two VMs of one job need two names.'),
    user: required(userName, 'root', 'User of the guest that logs in over ssh.'),
    'ssh-key': optional(privateKeyFile, 'Path of a private key that the guest already trusts. By default a key pair is made for this VM alone and offered to the guest.'),
    ready: required(readiness, 'login', 'What must be seen before the next step starts: `login` (over ssh), `banner` (sshd answers), `console:<regular expression>` (the guest prints it) or `none`.'),
    'boot-timeout': required(durationBetween('1s', '24h'), '5m', 'Time the guest has to become ready, such as `90s` or `5m`; `1s` to `24h`.'),
    'shutdown-timeout': required(durationBetween('0s', '10m'), '30s', 'Time the guest has to power itself off before QEMU is made to end, `0s` to `10m`. Up to 45 s can follow, and a canceled job has less than 5 minutes for all that its steps do afterwards: stay below `3m` unless the guest has state to save.'),
    'max-lifetime': required(durationBetween('10s', '168h'), '24h', 'Time after which the VM is stopped even if nobody asks, such as `6h`; `10s` to `168h`. It is for runners that die without a trace: a VM whose job is seen to be gone is stopped within a minute.'),
    'fail-on': required(oneOf(['leak', 'forced-shutdown']), 'leak', 'What fails the job after the VM was stopped: `leak` (something of it is left) or `forced-shutdown` (also a guest that did not power itself off).'),
    'install-qemu': required(flag, 'true', "`true` installs the distribution's QEMU package where QEMU is missing; `false` makes that an error."),
    'job-status': required(matching(/^/, 'a status of a job'), '${{ job.status }}', 'Not for you to set: by its default the action learns at the end of the job that it was canceled, and gives the guest 10 s at most.'),
    'state-dir': optional(absoluteDirectory, 'Absolute path of the directory for what a VM needs while it lives. By default `$XDG_STATE_HOME/qemu-vm`, or `~/.local/state/qemu-vm`: it has to outlive the job, so that the next job can stop what a killed one has left.'),
};
const inputNames = Object.keys(table);

;// CONCATENATED MODULE: ./inputs/inputs.js




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
    return assemble(values, defaults.arch);
}
/**
 * The names that are no inputs. GitHub itself only warns of them, and passes them on all the same.
 * @param names as in `with:`, or as in the environment without INPUT_: upper case there, with `_` for blanks.
 */
function unknownInputs(names) {
    const known = new Set(inputNames);
    const unknown = new Set(names.map((name) => name.toLowerCase()).filter((name) => !known.has(name)));
    return [...unknown].map((input) => {
        const suggestion = nearest(input, inputNames);
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
function assemble(values, hostArch) {
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
        access: { user: values.user, ...(values['ssh-key'] !== undefined && { keyFile: values['ssh-key'] }) },
        ready: values.ready,
        budgets: { boot: values['boot-timeout'], shutdown: values['shutdown-timeout'], lifetime: values['max-lifetime'] },
        devices: {
            ports: values.ports ?? [],
            disks: values.disks ?? [],
            networks: values.networks ?? [],
            ...(values.tap !== undefined && { tap: values.tap }),
        },
        extraArguments: values['qemu-args'] ?? [],
    };
    const stateDirectory = values['state-dir'];
    return {
        spec,
        failOn: values['fail-on'],
        installQemu: values['install-qemu'],
        ...(stateDirectory !== undefined && { stateDirectory }),
    };
}
function bootOf({ image = '', kernel, initrd, 'kernel-args': append = '' }) {
    if (kernel !== undefined)
        return { kind: 'kernel', kernel, ...(initrd !== undefined && { initrd }), append };
    return { kind: 'disk', image, format: /\.qcow2$/i.test(image) ? 'qcow2' : 'detect' };
}

;// CONCATENATED MODULE: ./entry/inputs.js




/** `with:` → Inputs. An unknown name is warned of, as GitHub does. @throws InputError with every problem. */
function readInputs(runner) {
    for (const { input, suggestion } of unknownInputs([...runner.inputs.keys()])) {
        const meant = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
        core/* warning */.$e(`There is no input ${JSON.stringify(input)}; it is ignored.${meant}`, { title: 'Unknown input' });
    }
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

// EXTERNAL MODULE: ./entry/ledgers.js
var ledgers = __webpack_require__(8657);
;// CONCATENATED MODULE: ./entry/outputs.js

/** Tells later steps where the VM is, and puts its command on their PATH. */
function setOutputs({ plan, port, forwards, bootTook }) {
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
        'boot-seconds': (bootTook / 1000).toFixed(1),
    };
    for (const [name, value] of Object.entries(outputs))
        core/* setOutput */.uH(name, value);
}
/** `{"80": 43211, "udp:53": 5353}`: the guest's ports, as the input has them, and those of the host. */
const portsOf = (forwards) => Object.fromEntries(forwards.map(({ protocol, host, guest }) => [protocol === 'tcp' ? guest : `udp:${guest}`, host]));
/** `{"lan": {"mac": "52:54:…", "address": "10.9.0.1/24"}}`. */
const placesOf = ({ networks = [] }) => Object.fromEntries(networks.map(({ name, mac, address }) => [name, { mac, address }]));

// EXTERNAL MODULE: ./entry/publish.js + 2 modules
var publish = __webpack_require__(7042);
// EXTERNAL MODULE: ./entry/sweep.js
var sweep = __webpack_require__(4823);
// EXTERNAL MODULE: ./entry/runner.js
var entry_runner = __webpack_require__(1261);
;// CONCATENATED MODULE: ./entry/main.js
















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
        ledger = (0,ledgers/* ledgerForMain */.gq)(runner, host);
        const ours = (name) => (0,external_node_path_.join)(import.meta.dirname, name);
        const programs = { node: process.execPath, keeper: ours('keeper.js'), guest: ours('guest.js') };
        const started = await start({ inputs, ledger, signal: cancel.signal, programs }, host);
        setOutputs(started);
        await (0,publish/* publish */.m)({
            ...nothing,
            vm: ledger.vm,
            plan: started.plan,
            timeline: started.timeline,
            findings: started.findings,
        });
    }
    catch (error) {
        if (cancel.signal.aborted)
            core/* info */.pq('The job was cancelled; post takes down what was made.');
        else
            await fail(error, ledger, host);
        process.exitCode = 1;
    }
    finally {
        cancel.dispose();
    }
}
const nothing = { phase: 'main', timeline: [], releases: [], leftovers: [], findings: [] };
/** The one way down, on the way up: what was made is unmade now, and post finds nothing left to do. */
async function fail(error, ledger, host) {
    const failure = {
        message: error instanceof Error ? error.message : String(error),
        ...(error instanceof errors/* QemuVmError */.Wn && error.hint !== undefined ? { hint: error.hint } : {}),
    };
    if (error instanceof Error)
        core/* debug */.Yz(error.stack ?? '');
    if (ledger === undefined) {
        await (0,publish/* publish */.m)({ ...nothing, failure });
        return;
    }
    const made = ledger;
    const code = error instanceof errors/* QemuVmError */.Wn ? { code: error.code } : {};
    const { causes } = await examine(made, host, { failure: { ...code, message: failure.message } });
    const report = await core/* group */.Os('Take down what was made', () => (0,stop/* stop */.d)(made, host, 'main'));
    await (0,publish/* publish */.m)({ ...report, failure, causes });
    if ((0,report_report/* verdictOf */.Vj)(report) !== 'leaked')
        (0,file_ledger/* removeLedger */._e)(made);
}


/***/ }),

/***/ 4823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ sweepFirst)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8645);
/* harmony import */ var _phases_sweep_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3154);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2682);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7042);




/** Cleans up after dead jobs of this machine before the own work begins. Never fails the job. */
async function sweepFirst(runner, host) {
    try {
        const places = [...runner.stateDirectories, ...(0,_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .stateDirectories */ .Tj)((0,_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .environment */ .cA)())];
        for (const report of await (0,_phases_sweep_js__WEBPACK_IMPORTED_MODULE_1__/* .sweep */ .X)(places, host))
            await (0,_publish_js__WEBPACK_IMPORTED_MODULE_3__/* .publish */ .m)(report);
    }
    catch (error) {
        host.log.info(`What earlier jobs may have left could not be looked for: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    }
}


/***/ }),

/***/ 3154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ sweep)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./ledger/file-ledger.js
var file_ledger = __webpack_require__(7696);
// EXTERNAL MODULE: ./host/lock.js
var lock = __webpack_require__(5160);
// EXTERNAL MODULE: ./plan/paths.js
var paths = __webpack_require__(6502);
// EXTERNAL MODULE: ./report/report.js
var report_report = __webpack_require__(6605);
// EXTERNAL MODULE: ./units.js
var units = __webpack_require__(9335);
;// CONCATENATED MODULE: ./phases/orphan.js

/** Between making the file of a ledger and writing its first line lies next to no time; a slow disk is given this. */
const youngest = (0,units/* seconds */.YA)(60);
/** A ledger that names no worker, and no lifetime either, is believed to be in use for so long. */
const longestLife = (0,units/* seconds */.YA)(24 * 3600);
/**
 * Whether the job of a VM is gone for good. Its worker is dead, or the machine was started anew: then it is. Where no
 * worker is known (act, job containers), a living `main` or a lifetime that has not passed speaks against it.
 * @param age how long ago the ledger was made.
 */
function isOrphan(state, age, host) {
    const { owner, bootId, mains, plan } = state;
    if (bootId !== undefined && bootId !== host.processes.self.bootId)
        return true;
    if (owner?.worker !== undefined)
        return host.processes.state(owner.worker) === 'gone';
    if (mains.some((main) => host.processes.state(main) !== 'gone'))
        return false;
    if (owner === undefined)
        return age > youngest && !mayBelongToLivingWorker(age, host);
    return age > (plan?.spec.budgets.lifetime ?? longestLife);
}
/** A ledger whose owner cannot be read may belong to any worker that lived when it was made. */
const mayBelongToLivingWorker = (age, host) => host.processes.named('Runner.Worker').some((worker) => host.processes.age(worker) >= age);

// EXTERNAL MODULE: ./phases/stop.js + 16 modules
var stop = __webpack_require__(4443);
;// CONCATENATED MODULE: ./phases/sweep.js








/** A sweep comes before the job's own work: what is not done in this time is left to the next one. */
const sweepBudget = (0,units/* seconds */.YA)(30);
/** The last thing that is begun needs time to be finished: quit, SIGTERM and SIGKILL have 20 s together. */
const latestStart = (0,units/* seconds */.YA)(10);
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
    if (state === undefined || isLocked(ledger, host) || !isOrphan(state, ledgerAge(ledger), host))
        return undefined;
    const report = await (0,stop/* stop */.d)(ledger, host, 'sweep', {
        why: 'the job it belonged to is gone',
        courtesy: (0,units/* millis */.ne)(0),
        patience: lockBudget,
    });
    if ((0,report_report/* verdictOf */.Vj)(report) !== 'leaked')
        tryRemove(ledger);
    const wasTaken = report.timeline.length === 0 && isLocked(ledger, host);
    if (wasTaken || didNothing(report))
        return undefined;
    return { ...report, findings: [...(hadVm(report) ? [cleanedUp(state)] : []), ...report.findings] };
}
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


/***/ }),

/***/ 5254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ acquire)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8645);

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


/***/ })

};
