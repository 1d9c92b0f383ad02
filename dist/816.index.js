export const id = 816;
export const ids = [816];
export const modules = {

/***/ 5186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qc: () => (/* binding */ childEnvironment),
/* harmony export */   _Z: () => (/* binding */ defaultStateDirectory),
/* harmony export */   cA: () => (/* binding */ environment)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** This process's environment without what is not set. The only reader of process.env is this folder. */
const environment = () => Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
/** What the processes that we start may see: what programs need to work, and nothing that may hold a secret (law L12). */
const passedOn = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ|TMPDIR|XDG_.*|RUNNER_TRACKING_ID|(https?|no|all|ftp)_proxy|LD_LIBRARY_PATH)$/i;
/** The environment for commands, QEMU and helpers. RUNNER_TRACKING_ID stays: by it the runner finds orphans (R7). */
const childEnvironment = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => passedOn.test(name)));
/**
 * Where ledgers and run directories live: not in RUNNER_TEMP, which is emptied at the end of every job (R8). XDG Base
 * Directory Specification: $XDG_STATE_HOME, else ~/.local/state.
 */
function defaultStateDirectory(env) {
    const xdg = env['XDG_STATE_HOME'];
    if (xdg?.startsWith('/') === true)
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(xdg, 'qemu-vm');
    const home = env['HOME'] ?? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)();
    if (home.startsWith('/') && home !== '/')
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, '.local', 'state', 'qemu-vm');
    return `/var/tmp/qemu-vm-${process.getuid?.() ?? 0}`;
}


/***/ }),

/***/ 2269:
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
/** The message of anything that was thrown, with its causes, on one line. */
function messageOf(thrown) {
    if (!(thrown instanceof Error))
        return String(thrown);
    const hint = thrown instanceof QemuVmError && thrown.hint !== undefined ? ` ${thrown.hint}` : '';
    return thrown.message + hint + (thrown.cause === undefined ? '' : ` (cause: ${messageOf(thrown.cause)})`);
}


/***/ }),

/***/ 1222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ nodeHost)
});

// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/4483/units.js
var units = __webpack_require__(5967);
;// CONCATENATED MODULE: ./build/4483/host/clock.js



/** The machine's monotonic clock: a corrected wall clock moves no deadline (law L7). */
const systemClock = {
    now: () => (0,units/* millis */.ne)(external_node_perf_hooks_.performance.now()),
    sleep: (duration, signal) => (0,promises_.setTimeout)(duration, undefined, signal === undefined ? {} : { signal }),
};

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(1260);
// EXTERNAL MODULE: ./build/4483/errors.js
var errors = __webpack_require__(2269);
;// CONCATENATED MODULE: ./build/4483/host/proc.js

/** A file of /proc, or undefined where it is gone or we may not read it. */
function readProc(path) {
    try {
        return (0,external_node_fs_.readFileSync)(`/proc/${path}`, 'latin1');
    }
    catch {
        return undefined; // a process may end between two looks at it: that is an answer, not an error
    }
}
/** The names in a directory of /proc; none where it is gone. */
function listProc(path) {
    try {
        return (0,external_node_fs_.readdirSync)(`/proc/${path}`);
    }
    catch {
        return [];
    }
}
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
/** A zombie or dead thread does nothing any more; it only waits to be reaped, which in a job container nobody does. */
const isOver = (state) => state === 'Z' || state === 'X' || state === 'x';
/** The states of every thread of a process; none when the process is gone. */
function threadsOf(pid) {
    return listProc(`${pid}/task`).flatMap((id) => {
        const stat = statOf(`${pid}/task/${id}`);
        return stat === undefined ? [] : [{ id, stat }];
    });
}

;// CONCATENATED MODULE: ./build/4483/host/processes.js




/** The variable by which every process of a VM, and whatever it starts, is known. */
const tagVariable = 'QEMU_VM_TAG';
/** Processes of Linux, as /proc and signals show them. `env` is what spawned processes start from. */
function linuxProcesses(env) {
    const bootId = (readProc('sys/kernel/random/boot_id') ?? '').trim();
    const identify = (pid) => {
        const stat = statOf(String(pid));
        return stat === undefined ? undefined : { pid, startTicks: stat.startTicks, bootId };
    };
    const self = identify(process.pid);
    if (self === undefined || bootId === '') {
        throw new errors/* QemuVmError */.Wn('missing-program', 'This machine has no readable /proc; qemu-vm runs on Linux only.');
    }
    const isSame = (one) => one.bootId === bootId && statOf(String(one.pid))?.startTicks === one.startTicks;
    const state = (one) => {
        if (!isSame(one))
            return 'gone';
        // The leader may be a zombie while a thread hangs in the kernel and holds every file and lock (V11)
        const living = threadsOf(one.pid).filter(({ stat }) => !isOver(stat.state));
        if (living.length === 0)
            return 'gone';
        return living.every(({ stat }) => stat.state === 'T' || stat.state === 't') ? 'stopped' : 'running';
    };
    const findLiving = (isWanted) => processIds().flatMap((pid) => {
        const found = pid === self.pid || !isWanted(pid) ? undefined : identify(pid);
        return found === undefined || state(found) === 'gone' ? [] : [found];
    });
    return {
        self,
        identify,
        state,
        find: (tag) => findLiving((pid) => inheritsTag(pid, tag) || isQemuNamed(pid, tag)),
        findQemu: (tag) => findLiving((pid) => isQemuNamed(pid, tag)),
        ancestor(name) {
            for (let pid = statOf('self')?.parent ?? 0; pid > 1;) {
                const stat = statOf(String(pid));
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
            const threads = threadsOf(one.pid).filter(({ stat }) => !isOver(stat.state));
            const where = threads.map(({ id, stat }) => {
                const waits = readProc(`${one.pid}/task/${id}/wchan`);
                return `${id} ${stat.state}${waits === undefined || waits === '0' ? '' : ` in ${waits}`}`;
            });
            return `${statOf(String(one.pid))?.name ?? 'process'} (pid ${one.pid}), threads: ${where.join(', ') || 'none'}`;
        },
        locksOn({ dev, ino }) {
            // "1: POSIX  ADVISORY  WRITE 1234 fd:00:5678 0 EOF": major and minor in hex. The split of dev is glibc's makedev.
            const major = Math.floor(dev / 256) & 0xfff;
            const minor = (dev & 0xff) | (Math.floor(dev / 4096) & 0xfff00);
            const hex = (value) => value.toString(16).padStart(2, '0');
            const wanted = `${hex(major)}:${hex(minor)}:${ino}`;
            const fields = (readProc('locks') ?? '').split('\n').map((line) => line.split(/\s+/));
            return fields.filter((words) => words.includes(wanted)).map((words) => Number(words[words.indexOf(wanted) - 1]));
        },
    };
}
const inheritsTag = (pid, tag) => readProc(`${pid}/environ`)?.split('\0').includes(`${tagVariable}=${tag}`) === true;
/** Seen even where the environment is not: a process of another user, or one that changed its credentials. */
function isQemuNamed(pid, tag) {
    const words = readProc(`${pid}/cmdline`)?.split('\0') ?? [];
    const flag = words.indexOf('-name');
    return flag > 0 && words[flag + 1]?.split(',')[0] === `guest=${tag}`;
}
/** Stdio goes to files: an inherited pipe would hold up the end of the step by 5 s (ProcessInvoker.cs:485). */
async function spawnDetached([program, ...words], options, env, identify) {
    const log = (0,external_node_fs_.openSync)(options.log, 'a', 0o600);
    try {
        const child = (0,external_node_child_process_.spawn)(program, words, {
            detached: true,
            cwd: '/',
            stdio: ['ignore', log, log],
            env: { ...env, [tagVariable]: options.tag },
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
        throw new errors/* QemuVmError */.Wn('missing-program', `${program} could not be started.`, { cause });
    }
    finally {
        (0,external_node_fs_.closeSync)(log);
    }
}

;// CONCATENATED MODULE: ./build/4483/host/commands.js






/** What coreutils' timeout(1) exits with when it ended the command: by SIGTERM, by SIGKILL. */
const timedOutCodes = new Set([124, 137]);
/** Short commands of the machine. `env` is what they start from. */
function machineCommands(env) {
    const which = (program) => {
        const places = (0,external_node_path_.isAbsolute)(program) ? [''] : (env['PATH'] ?? '').split(external_node_path_.delimiter).filter(external_node_path_.isAbsolute);
        return places.map((place) => (0,external_node_path_.join)(place, program)).find(isProgram);
    };
    return {
        which,
        async run([program, ...words], { limit, tag, input, onLine }) {
            const path = which(program);
            if (path === undefined)
                throw new errors/* QemuVmError */.Wn('missing-program', `There is no program ${program} on PATH.`);
            // @actions/exec has no time limit of its own, and ours would die with us: timeout(1) lives on
            const bounded = ['-k', '2', String(limit / 1000), path, ...words];
            const result = await (0,exec/* getExecOutput */.H)('timeout', bounded, {
                silent: true,
                ignoreReturnCode: true,
                env: tag === undefined ? { ...env } : { ...env, [tagVariable]: tag },
                ...(input === undefined ? {} : { input: Buffer.from(input) }),
                ...(onLine === undefined ? {} : { listeners: { stdline: onLine, errline: onLine } }),
            });
            return {
                code: result.exitCode,
                timedOut: timedOutCodes.has(result.exitCode),
                stdout: result.stdout,
                stderr: result.stderr,
            };
        },
        attach: ([program, ...words], { stdin, tag }) => new Promise((resolve, reject) => {
            const child = (0,external_node_child_process_.spawn)(program, words, {
                stdio: [stdin, 'inherit', 'inherit'],
                env: { ...env, [tagVariable]: tag },
            });
            child.once('error', (cause) => {
                reject(new errors/* QemuVmError */.Wn('missing-program', `${program} could not be started.`, { cause }));
            });
            child.once('exit', (code, signal) => {
                resolve(signal === null ? { code: code ?? -1 } : { signal });
            });
        }),
    };
}
function isProgram(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/4483/host/node-host.js



/** The real machine. `env` is the environment that commands and spawned processes start from. */
function nodeHost(env, log) {
    return { clock: systemClock, processes: linuxProcesses(env), commands: machineCommands(env), log };
}


/***/ }),

/***/ 1696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ parseRecord),
/* harmony export */   b: () => (/* binding */ formatRecord)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);

const entryTypes = new Set([
    ...['opened', 'started', 'planned', 'intent', 'acquired', 'ready', 'handed-over', 'cancelled', 'failed'],
    ...['closing', 'shutdown', 'releasing', 'released', 'closed'],
]);
/**
 * One record as one line: CRC-32 of the JSON text in eight hex digits, a space, the JSON text, a newline. The sum tells
 * a torn or damaged line from a whole one; it protects against accidents, not against malice.
 */
function formatRecord(record) {
    const text = JSON.stringify(record);
    return `${sumOf(text)} ${text}\n`;
}
/** The record of a line, or undefined when the line is torn, damaged, of another version or of an unknown type. */
function parseRecord(line) {
    const text = line.slice(9);
    if (line[8] !== ' ' || line.slice(0, 8) !== sumOf(text))
        return undefined;
    const value = JSON.parse(text);
    return value?.v === 1 && entryTypes.has(value.type ?? '') ? value : undefined;
}
const sumOf = (text) => (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.crc32)(text).toString(16).padStart(8, '0');


/***/ }),

/***/ 2024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M5: () => (/* binding */ createLedger),
/* harmony export */   Vc: () => (/* binding */ listLedgers),
/* harmony export */   _e: () => (/* binding */ removeLedger),
/* harmony export */   au: () => (/* binding */ openLedger),
/* harmony export */   dd: () => (/* binding */ tryOpenLedger),
/* harmony export */   qo: () => (/* binding */ prepareStateDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2269);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5967);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1696);
/* harmony import */ var _replay_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5741);






/** A ledger has a few dozen lines; one that is larger than this was not written by us, and is not read further. */
const largestLedger = 16 * 1024 * 1024;
/** The directory of the ledgers: made with 0700 where missing. @throws QemuVmError when it is not ours alone. */
function prepareStateDirectory(path) {
    const advice = { hint: 'Set state-dir to a directory of your own, or remove this one.' };
    try {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync(path, { recursive: true, mode: 0o700 });
        const stat = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path);
        if (!stat.isDirectory())
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `${path} is not a directory.`, advice);
        if (stat.uid !== process.getuid?.())
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `${path} belongs to user ${stat.uid}.`, advice);
        if ((stat.mode & 0o077) !== 0)
            node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync(path, 0o700);
        node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK);
        return path;
    }
    catch (cause) {
        if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn)
            throw cause;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', `The state directory ${path} cannot be used.`, { ...advice, cause });
    }
}
/** Makes the ledger of a new VM. The file's name is durable before the first entry is. */
function createLedger(path) {
    node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(path, 'wx', 0o600));
    syncDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    return openLedger(path);
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

/***/ 5741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ replay)
/* harmony export */ });
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1696);

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
                state.bootTook = record.took;
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
            case 'closing':
                state.closing = true;
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

/***/ 5967:
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
const millis = (value) => value;
const seconds = (value) => (value * 1000);
const mebibytes = (value) => value;
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
    return Number.isSafeInteger(sum) ? millis(sum) : undefined;
}
/** For people: `340 ms`, `2.4 s`, `1 min 30 s`. */
function formatDuration(duration) {
    if (duration < 1000)
        return `${Math.round(duration)} ms`;
    if (duration < 60_000)
        return `${(duration / 1000).toFixed(1)} s`;
    const whole = Math.round(duration / 1000);
    return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
/** For people: `512 MiB`, `4 GiB`. */
const formatSize = (size) => (size % 1024 === 0 ? `${size / 1024} GiB` : `${size} MiB`);


/***/ })

};
