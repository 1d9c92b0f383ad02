export const id = 523;
export const ids = [523];
export const modules = {

/***/ 61483:
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

/***/ 16986:
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

/***/ 68715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kt: () => (/* binding */ connectAgent),
/* harmony export */   Qj: () => (/* binding */ runByAgent),
/* harmony export */   XM: () => (/* binding */ askAgent)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);
/* harmony import */ var _qemu_qmp_lines_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39778);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50938);
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

/***/ 10387:
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16986);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50938);
/* harmony import */ var _log_cap_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48953);






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

/***/ 11598:
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
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(16986);
// EXTERNAL MODULE: ./src/host/digest.js
var digest = __webpack_require__(26350);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
// EXTERNAL MODULE: ./src/guest/agent.js
var agent = __webpack_require__(68715);
;// CONCATENATED MODULE: ./src/guest/way.js

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

;// CONCATENATED MODULE: ./src/guest/agent-way.js





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

// EXTERNAL MODULE: ./src/host/progress.js
var progress = __webpack_require__(92665);
// EXTERNAL MODULE: ./src/host/watchdog.js
var watchdog = __webpack_require__(79005);
;// CONCATENATED MODULE: ./src/guest/meter.js




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

// EXTERNAL MODULE: ./src/quote.js
var quote = __webpack_require__(27325);
// EXTERNAL MODULE: ./src/guest/ssh.js
var guest_ssh = __webpack_require__(99748);
;// CONCATENATED MODULE: ./src/guest/ssh-way.js



/**
 * Puts the packets of a guest together, which may be of 16 KiB: each would wake us, for longer than it takes to copy it, and
 * an emulated guest wants the same processors. Of 64 KiB at once 16 MiB took 5 % longer.
 */
const gather = ['dd', 'ibs=64k', 'obs=256k', 'status=none'];
/** Streams over the connection that is open. `look`: what each script begins with. */
function sshWay({ plan: { paths, tag }, host: { commands }, signal }, look) {
    const start = (script, words, through) => {
        const remote = `exec sh -c ${[`${look}; ${script}`, 'sh', ...words].map(quote/* quoteWord */.X).join(' ')}`;
        const options = { tag, signal, ...(through && { into: through.input }) };
        const ssh = commands.filter((0,guest_ssh/* sshWords */.y$)(paths.sshConfig, 'guest', remote), options);
        const [{ input, exited }, { output }] = [ssh, through ?? ssh];
        // Both, so that nothing is left of it, and a gatherer that cannot be started is told of
        const ended = Promise.all([exited, through?.exited]).then(([{ exit, stderr }]) => {
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
            const { input, divided, ended, cancel } = start(script, words, commands.filter(gather, { tag, signal }));
            input.end();
            async function* output() {
                yield* (await divided).rest;
            }
            return { answer: divided.then(({ line }) => line), output: output(), ended, cancel };
        },
    };
}

;// CONCATENATED MODULE: ./src/guest/tar-scripts.js

/** GNU's word for records of 64 KiB instead of 10, since each is a read or a write of a pipe and mostly a packet. */
const inPackets = '--blocking-factor=128';
/** GNU's words for times to the nanosecond, which are in pax headers alone, without those that say nothing here. */
const exactly = ['--format=posix', '--pax-option=delete=atime,delete=ctime', inPackets];
/** One line, since the login shell that takes it may be any (adr/0018). */
const lines = (...parts) => parts.join('; ');
/** A test of the shell: also for a link that leads nowhere. */
const isThere = (word) => `[ -e "${word}" ] || [ -L "${word}" ]`;
/**
 * For the beginning of each of these scripts: says in one line which tar there is, and what each path is. GNU tar is called
 * gtar beside another one, and busybox's shell runs its own tar whatever is on PATH. Sets `pack` and `unpack`, with the words of each that keep names, holes (as our reader knows them)
 * and numeric owners.
 */
const look = lines('t=tar', 'if command -v gtar >/dev/null; then t=gtar tar=gnu', 'else case $(tar --version 2>&1 </dev/null) in *GNU*) tar=gnu ;; *bsdtar*) tar=bsd ;; *) tar=none; command -v tar >/dev/null && tar=busybox ;; esac', 'fi', `case $tar in gnu) pack="$t ${exactly.join(' ')} --sparse-version=0.1 --sparse --numeric-owner" unpack="$t ${inPackets} --numeric-owner" ;; bsd) pack="tar --format=gnutar --numeric-owner" unpack="tar --numeric-owner" ;; *) pack=tar unpack=tar ;; esac`, 'found=$tar', `for p do if [ -d "$p" ]; then k=directory; elif ${isThere('$p')}; then k=other; else k=absent; fi; found="$found $k"; done`, 'echo "$found"');
/**
 * Where the path $1 lies, into `d`: parameter expansion, for a program takes 35 ms in an emulated guest, and `$(dirname)` loses
 * a newline at the end. What follows gives `d` to tar, since `cd` knows words and variables of its own (`-`, CDPATH).
 */
const directoryOf = 'case $1 in */*) d=${1%/*}/ ;; *) d=./ ;; esac';
/** @param sentAs the name under which the file comes: it lies beside its place first, and is moved there when it is whole. */
const receiveFile = (name, sentAs) => lines(`[ ! -d "$1" ] || set -- "$1"/${(0,quote/* quoteWord */.X)(name)}`, 'if [ -d "$1" ]; then printf "%s is a directory\\n" "$1" >&2; exit 1; fi', directoryOf, `t=$d${(0,quote/* quoteWord */.X)(sentAs)}`, '$unpack -xpf - -C "$d" && mv -f -- "$t" "$1" && exit', 's=$?', 'rm -f -- "$t"', 'exit $s');
/** A directory goes into one that is there, under its name; its contents go straight in. */
const receiveDirectory = (name, { isContents, isOwn }) => lines(...(isContents ? [] : [`[ ! -d "$1" ] || set -- "$1"/${(0,quote/* quoteWord */.X)(name)}`]), `{ [ -d "$1" ] || mkdir -p -- "$1"; } && $unpack -xpf - -C "$1"${isOwn ? ' -o' : ''}`);
/** Sends what one path is: the contents of a directory, or a file. */
const sendOne = lines('if [ -d "$1" ]; then $pack -cf - -C "$1" .', `elif ${isThere('$1')}; then ${directoryOf}; $pack -cf - -C "$d" -- "./\${1##*/}"`, 'fi');
/** Sends what is there of absolute paths, each with its directories. */
const sendAll = lines('n=$#', `for p do if ${isThere('$p')}; then set -- "$@" ".$p"; fi; done`, 'shift $n', '[ $# -eq 0 ] || $pack -cf - -C / -- "$@"');

;// CONCATENATED MODULE: ./src/guest/tar-bytes.js

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

;// CONCATENATED MODULE: ./src/guest/tar-reader.js


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

;// CONCATENATED MODULE: ./src/guest/unpack.js



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

;// CONCATENATED MODULE: ./src/guest/copy.js
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
        const sentAs = `.copy.${(0,digest/* randomHex */.n)(8)}`; // in a directory that others may write to, it must not be guessed
        const renaming = `--transform=s,.*,./${sentAs},SH`; // but for what a link leads to
        const what = isTree ? ['-C', source, '-cf', '-', '.'] : ['-C', (0,external_node_path_.dirname)(source), renaming, '-cf', '-', `./${name}`];
        const script = isTree ? receiveDirectory(name, { isContents, isOwn }) : receiveFile(name, sentAs);
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

/***/ 48953:
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

/***/ 78919:
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

/***/ 99748:
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50938);



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

/***/ 24976:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ machineCommands),
/* harmony export */   H: () => (/* binding */ loadCommands)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16986);
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69842);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(12029);







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
    await __webpack_require__.e(/* import() */ 520).then(__webpack_require__.bind(__webpack_require__, 62520));
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
            const { getExecOutput } = await __webpack_require__.e(/* import() */ 520).then(__webpack_require__.bind(__webpack_require__, 62520));
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
            if (typeof into === 'object')
                into.destroy(); // the program has its own, and whoever reads shall see the end when it closes that
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

/***/ 26350:
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

/***/ 43798:
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16986);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50938);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93178);
/* harmony import */ var _watchdog_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79005);
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
 * A client for one request, loaded when used. It has no way to end a request, but lets a handler write to the options of
 * Node's, which have one.
 */
async function clientWith(signal) {
    const { HttpClient: Client } = await __webpack_require__.e(/* import() */ 736).then(__webpack_require__.bind(__webpack_require__, 40736));
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

/***/ 4300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ nodeHost),
  j: () => (/* binding */ quiet)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
;// CONCATENATED MODULE: ./src/host/clock.js


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

// EXTERNAL MODULE: ./src/host/commands.js
var commands = __webpack_require__(24976);
// EXTERNAL MODULE: ./src/host/http.js
var http = __webpack_require__(43798);
// EXTERNAL MODULE: ./src/host/processes.js
var processes = __webpack_require__(12029);
;// CONCATENATED MODULE: ./src/host/node-host.js




/** The real machine. `env` is the environment that commands and spawned processes start from. */
function nodeHost(env, log) {
    return { clock: systemClock, processes: (0,processes/* linuxProcesses */.qb)(env), commands: (0,commands/* machineCommands */.C)(env), http: http/* webHttp */.Vo, log };
}
/** The log of what is done beside something else, or for somebody who wants the results only. */
const quiet = { debug: () => undefined, info: () => undefined, group: (_title, body) => body() };


/***/ }),

/***/ 69842:
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

/***/ 12029:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PU: () => (/* binding */ tagVariable),
/* harmony export */   qb: () => (/* binding */ linuxProcesses),
/* harmony export */   rl: () => (/* binding */ revealTracking)
/* harmony export */ });
/* unused harmony export hideTracking */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16986);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50938);
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69842);





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

/***/ 92665:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ progressLog)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);

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

/***/ 93178:
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

/***/ 6133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Br: () => (/* binding */ availableMemory),
/* harmony export */   FP: () => (/* binding */ freeSpace),
/* harmony export */   Lp: () => (/* binding */ roomIn)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69842);



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

/***/ 79005:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ watchdog)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);

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

/***/ 71915:
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

/***/ 24799:
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16986);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50938);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71915);
/* harmony import */ var _replay_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95932);






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

/***/ 95932:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ replay)
/* harmony export */ });
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71915);

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

/***/ 1147:
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

/***/ 22339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ keyed)
/* harmony export */ });
/** QEMU's key=value options end a value at a comma; two commas stand for one (V18). */
const keyed = (value) => value.replaceAll(',', ',,');


/***/ }),

/***/ 1341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bm: () => (/* binding */ shareSocket),
/* harmony export */   Yb: () => (/* binding */ needsSharedMemory),
/* harmony export */   e2: () => (/* binding */ shareTag),
/* harmony export */   gn: () => (/* binding */ shareArguments),
/* harmony export */   u: () => (/* binding */ shareWays)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _keyed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22339);


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

/***/ 39778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ qmpLines)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16986);

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

/***/ 26080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ connectQmp)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50938);
/* harmony import */ var _qmp_lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39778);




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

/***/ 27325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ quoteWord)
/* harmony export */ });
/** One word for a POSIX shell, whatever is in it. */
const quoteWord = (word) => `'${word.replaceAll("'", "'\\''")}'`;


/***/ }),

/***/ 63742:
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
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80231);

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

/***/ 80231:
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

/***/ 32388:
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

/***/ 33836:
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
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);
/* harmony import */ var _guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63742);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32388);



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

/***/ 18462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hk: () => (/* binding */ endProcesses),
/* harmony export */   ZS: () => (/* binding */ livingOf),
/* harmony export */   gW: () => (/* binding */ processResource),
/* harmony export */   nE: () => (/* binding */ leftoverOf)
/* harmony export */ });
/* unused harmony export areGone */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50938);


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
/**
 * Waits for the processes to be gone, and tells whether they are. The `budget` is counted in pauses and not by the clock: while
 * the machine stood still (a paused VM, a starved processor) they had no time to end either.
 */
async function areGone(processes, budget, host) {
    for (let waited = 0;; waited += pause) {
        if (processes.every((one) => host.processes.state(one) === 'gone'))
            return true;
        if (waited >= budget)
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

/***/ 35114:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ channelOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _guest_agent_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68715);
/* harmony import */ var _guest_ssh_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99748);
/* harmony import */ var _guest_side_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8561);






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

/***/ 8561:
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
/* harmony import */ var _guest_power_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78919);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27325);
/* harmony import */ var _plan_shares_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1341);



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

/***/ 50938:
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
