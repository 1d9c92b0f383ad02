export const id = 759;
export const ids = [759];
export const modules = {

/***/ 20940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ makeTerminal)
/* harmony export */ });
/* harmony import */ var _report_guest_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63742);

/** Our own stdout and stderr, for what runs in the guest. @param signal its reason is the name of a signal. */
const makeTerminal = (env, signal) => ({
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    trouble: (message) => process.stderr.write(`${(0,_report_guest_text_js__WEBPACK_IMPORTED_MODULE_0__/* .forLog */ .Ig)([(0,_report_guest_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(message)]).join(' ')}\n`),
    isStep: env['GITHUB_ACTIONS'] === 'true',
    env,
    directory: process.cwd(),
    signal,
});


/***/ }),

/***/ 20753:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ agentAnswer),
/* harmony export */   i: () => (/* binding */ sshGreeting)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);
/* harmony import */ var _agent_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68715);
/* harmony import */ var _banner_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63890);
/* harmony import */ var _ready_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36025);
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
 * While the guest has no network QEMU's user network loses the SYN, and repeats it only after seconds: short attempts
 * find the server sooner. A guest that boots slowly may also greet slowly, so an attempt lasts as long as it may without
 * costing more than a tenth of the boot.
 */
const bannerLimit = (sofar) => (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(Math.max(200, sofar / 10));
const bannerPause = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(50);
const agentPause = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(100);
const agentLimit = () => (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .YA)(2);
/** An SSH server greets on this port of the host. */
const sshGreeting = (port, clock) => ({
    name: 'the greeting of an SSH server',
    hint: 'Does the guest start sshd, and does it bring up its network by DHCP or as 10.0.2.15/24?',
    met: (signal) => (0,_ready_js__WEBPACK_IMPORTED_MODULE_3__/* .untilItSucceeds */ .h)((one) => (0,_banner_js__WEBPACK_IMPORTED_MODULE_2__/* .awaitBanner */ .x)(port, one), { limit: bannerLimit, pause: bannerPause, clock, signal }),
});
/** The agent answers as soon as it is greeted; until then what it is sent waits in the guest's port. */
const agentAnswer = (socket, clock) => ({
    name: 'an answer of the guest agent',
    hint: 'Is qemu-guest-agent installed and started, and is there a port org.qemu.guest_agent.0 in /dev/virtio-ports?',
    met: (signal) => (0,_ready_js__WEBPACK_IMPORTED_MODULE_3__/* .untilItSucceeds */ .h)(async (one) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_1, await (0,_agent_js__WEBPACK_IMPORTED_MODULE_1__/* .connectAgent */ .Kt)(socket, one), true);
            await session.execute('guest-ping', { signal: one });
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
    }, { limit: agentLimit, pause: agentPause, clock, signal }),
});


/***/ }),

/***/ 63890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ awaitBanner)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);


/**
 * Resolves when an SSH server greets on the port. That the connection opens proves nothing: QEMU's user network takes
 * it before the guest has a network at all (V20). RFC 4253, section 4.2: the server sends `SSH-` first.
 * @throws QemuVmError when it closes or breaks before, or when `signal` aborts.
 */
function awaitBanner(port, signal) {
    return new Promise((resolve, reject) => {
        const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)({ host: '127.0.0.1', port });
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
            end(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('timeout', 'The connection opened, and no SSH server greeted.', { cause: signal.reason }));
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
                end(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', 'Something that is no SSH server answered.'));
        });
        socket.on('error', (cause) => {
            end(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', 'The guest refused the connection.', { cause }));
        });
        socket.on('close', () => {
            end(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('protocol', 'The guest closed the connection before it greeted.'));
        });
    });
}


/***/ }),

/***/ 36025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ waitUntilReady),
/* harmony export */   h: () => (/* binding */ untilItSucceeds)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16986);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50938);


const progressPause = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .seconds */ .YA)(10);
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn('boot-timeout', `The guest was not ready within ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(budget)}; what was missing: ${current?.name ?? ''}.`, {
            hint: `${current?.hint ?? ''} Emulation (TCG) is about 8 times slower than KVM; boot-timeout can be raised.`,
        });
    });
    const tell = async () => {
        for (;;) {
            await clock.sleep(progressPause, both);
            onProgress(current?.name ?? '', (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(clock.now() - began));
        }
    };
    const meetAll = async () => {
        for (current of requirements) {
            const from = clock.now();
            await current.met(both);
            spans.push({ name: current.name, took: (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(clock.now() - from) });
        }
    };
    try {
        await Promise.race([meetAll(), timeOut, tell(), trouble]);
        return spans;
    }
    catch (error) {
        if (signal.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn('cancelled', 'The job was cancelled.', { cause: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(signal.reason) });
        throw error;
    }
    finally {
        over.abort(new Error('readiness was decided'));
    }
}
/**
 * Repeats an attempt until it succeeds; rejects when `signal` aborts, or with an error that `isFinal`. Each attempt has a
 * limit of its own, which may depend on how long it has been tried so far.
 */
async function untilItSucceeds(attempt, { limit, pause, clock, signal, isFinal = () => false }) {
    const began = clock.now();
    for (;;) {
        signal.throwIfAborted();
        const one = new AbortController();
        const timer = clock.sleep(limit((0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(clock.now() - began)), one.signal).then(() => {
            one.abort();
        }, () => undefined);
        try {
            return await attempt(AbortSignal.any([signal, one.signal]));
        }
        catch (error) {
            if (isFinal(error))
                throw error;
            // why an attempt failed matters only for the last one, and the log of the console tells that better
        }
        finally {
            one.abort();
            await timer;
        }
        await clock.sleep(pause, signal);
    }
}


/***/ }),

/***/ 53724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V: () => (/* binding */ enter)
});

// EXTERNAL MODULE: ./src/guest/console.js
var console = __webpack_require__(10387);
// EXTERNAL MODULE: ./src/report/guest-text.js
var guest_text = __webpack_require__(63742);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./src/steps/guest-side.js
var guest_side = __webpack_require__(8561);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(16986);
// EXTERNAL MODULE: ./src/guest/banner.js
var banner = __webpack_require__(63890);
// EXTERNAL MODULE: ./src/guest/ssh.js
var ssh = __webpack_require__(99748);
// EXTERNAL MODULE: ./src/qemu/qmp.js
var qemu_qmp = __webpack_require__(26080);
// EXTERNAL MODULE: ./src/plan/budgets.js
var budgets = __webpack_require__(53619);
// EXTERNAL MODULE: ./src/report/wording.js
var wording = __webpack_require__(33836);
;// CONCATENATED MODULE: ./src/steps/resets.js

/** Whether the guest was reset since this command began: the launcher has become this process, and is as old. */
function wasReset({ ledger, host }) {
    const began = Date.now() - host.processes.age(host.processes.self);
    return ledger.read().events.some(({ event, at }) => event === 'RESET' && Date.parse(at) >= began);
}
/** Whether the guest was reset, and the keeper has not said since that it is ready again. */
function isRebooting({ plan, ledger }) {
    const { records } = ledger.read();
    const reset = records.findLastIndex((one) => one.type === 'event' && one.event === 'RESET');
    const ready = records.findLastIndex(({ type }) => type === 'ready');
    const { kind } = plan.spec.ready;
    return (kind === 'login' || kind === 'agent') && reset > ready;
}
const limit = (0,units/* seconds */.YA)(30);
const pause = (0,units/* millis */.ne)(100);
/**
 * Waits until the keeper has followed a reset, so that a guest that has just come up is not logged into by all at once, and has
 * its shares. Not for long: each step can log in by itself.
 */
async function awaitFollowed(context, signal) {
    const { clock } = context.host;
    const until = clock.now() + limit;
    while (isRebooting(context) && clock.now() < until)
        await clock.sleep(pause, signal);
}

// EXTERNAL MODULE: ./src/plan/intent.js
var intent = __webpack_require__(1147);
// EXTERNAL MODULE: ./src/resources/process.js
var process = __webpack_require__(18462);
;// CONCATENATED MODULE: ./src/steps/status.js



/** Tells how the VM is; 0 when it runs, 1 when it does not. */
const status_status = {
    usage: '',
    run(words, context) {
        if (words.length > 0)
            return Promise.resolve('usage');
        const { plan, terminal } = context;
        const { spec, accelerator, paths, id } = plan;
        const running = isRunning(context);
        const lines = [
            `${spec.name}: ${running ? 'running' : 'not running'} (${(0,units/* tagOf */.cO)(id)})`,
            `machine: ${spec.machine}, ${spec.cpus} CPUs, ${(0,units/* formatSize */.Xq)(spec.memory)}, ${accelerator}`,
            `ssh config: ${paths.sshConfig}`,
            `console: ${paths.consoleLog}`,
        ];
        terminal.out(`${lines.join('\n')}\n`);
        return Promise.resolve(running ? 0 : 1);
    },
};
/** Whether QEMU is there, as the kernel shows it. */
const isRunning = ({ held, ledger, host }) => held.some((one) => (0,intent/* isProcess */.k)(one, 'qemu') && (0,process/* livingOf */.ZS)(one, ledger.vm, host).length > 0);

;// CONCATENATED MODULE: ./src/steps/lost.js
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










/** sshd goes down some seconds before the guest has powered itself off. */
const patience = (0,units/* seconds */.YA)(15);
/** A guest that may restart is waited for as long as systemd gives a service to stop (DefaultTimeoutStopSec), and more. */
const goingDown = (0,units/* seconds */.YA)(100);
const lost_pause = (0,units/* millis */.ne)(250);
const bannerLimit = (0,units/* seconds */.YA)(3);
/**
 * Why the guest cannot be reached, in a sentence: looked at from outside, since from inside nothing comes. Takes 20 s at
 * most, and as long as a boot may take where the guest restarts. @returns undefined when it answers (again).
 */
async function whyLost(context) {
    const { plan, host, terminal } = context;
    const began = host.clock.now();
    const { allowsReboot, ready } = plan.spec;
    // The agent is asked over and over, and an answer that does not come is an error of its own
    if (ready.kind === 'agent' && isRunning(context))
        return undefined;
    let budget = allowsReboot ? goingDown : patience;
    let isAwaited = false;
    let refusal = '';
    do {
        if (!isAwaited && (isRebooting(context) || wasReset(context))) {
            isAwaited = true;
            budget = (0,budgets/* bootBudget */.gR)(plan.spec, plan.accelerator);
            terminal.err(`The guest restarts; waiting until it answers again, ${(0,units/* formatDuration */.a3)(budget)} at most.\n`);
        }
        if (!isRunning(context))
            return await howItEnded(context);
        const tail = consoleTail(context);
        if ((0,console/* panicEnds */.Kr)(tail))
            return panicked(tail);
        try {
            await (0,banner/* awaitBanner */.x)((0,ssh/* sshPortIn */.jf)(plan.paths.sshConfig), AbortSignal.timeout(bannerLimit));
            await awaitFollowed(context, terminal.signal);
            return undefined;
        }
        catch (error) {
            refusal = (0,errors/* messageOf */.bD)(error);
        }
        await host.clock.sleep(lost_pause);
    } while (host.clock.now() < began + budget && !terminal.signal.aborted);
    return await howItHangs(context, refusal);
}
const consoleTail = ({ plan }) => (0,console/* tailOf */.Cj)(plan.paths.consoleLog, console/* panicTail */.qB);
function panicked(tail) {
    const line = (0,wording/* crashLineOf */.$U)(tail);
    return line === undefined ? "The guest's kernel panicked." : `The guest's kernel panicked: ${line}`;
}
/** Whether the guest is to be asked after whyLost(): one that hangs would have to be waited for, one that is gone refuses at once. */
const mayAnswer = (why, context) => why === undefined || !isRunning(context);
/** How a QEMU that is gone ended. The keeper, its parent, may need a moment to write down what it saw. */
async function howItEnded(context) {
    const { ledger, host } = context;
    const deadline = host.clock.now() + (0,units/* seconds */.YA)(2);
    for (;;) {
        const { exit, events } = ledger.read();
        if (exit !== undefined || host.clock.now() >= deadline) {
            const cause = events.find(({ event }) => event === 'SHUTDOWN')?.data;
            const tail = consoleTail(context);
            const isReset = cause?.['reason'] === 'guest-reset';
            const hasPanicked = events.some(({ event }) => event === 'GUEST_PANICKED');
            if (hasPanicked || (isReset && console/* panicPattern */.Cz.test(tail)))
                return panicked(tail);
            if (isReset)
                return 'The guest rebooted, upon which QEMU ends; with allow-reboot: true it goes on.';
            if (cause?.['guest'] === true)
                return 'The guest powered itself off.';
            if (exit?.signal !== undefined)
                return `QEMU was ended by ${exit.signal}.`;
            return `QEMU ended${exit?.code === undefined ? '' : ` with status ${exit.code}`}.`;
        }
        await host.clock.sleep((0,units/* millis */.ne)(50));
    }
}
/** QEMU tells whether the guest runs, and whether its network takes connections: the state of those that we opened. */
async function howItHangs({ plan, host }, refusal) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const qmp = __addDisposableResource(env_1, await (0,qemu_qmp/* connectQmp */.J)(plan.paths.qmpSocket, host.clock, (0,units/* seconds */.YA)(2)), true);
            const status = (await qmp.execute('query-status', { signal: AbortSignal.timeout(2000) }));
            if (status.status !== 'running')
                return `The guest does not run (QEMU says: ${status.status ?? 'nothing'}).`;
            const trial = (0,banner/* awaitBanner */.x)((0,ssh/* sshPortIn */.jf)(plan.paths.sshConfig), AbortSignal.timeout(2500)).catch(() => undefined);
            await host.clock.sleep((0,units/* seconds */.YA)(1));
            const words = { arguments: { 'command-line': 'info usernet' }, signal: AbortSignal.timeout(2000) };
            const answer = await qmp.execute('human-monitor-command', words);
            const connections = typeof answer === 'string' ? answer : '';
            await trial;
            if (/TCP\[SYN_SENT\].* 22 /.test(connections))
                return "The guest's network does not answer; the guest itself runs.";
            if (/TCP\[ESTABLISHED\].* 22 /.test(connections)) {
                return "The guest's sshd takes connections and does not answer: it is stopped, or has no time.";
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
    catch {
        // the monitor is in use, or QEMU hangs: then what the port said has to do
    }
    return `The guest runs, and its sshd does not answer (${refusal}).`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/steps/channel.js
var steps_channel = __webpack_require__(35114);
;// CONCATENATED MODULE: ./src/steps/collected.js


/**
 * The answer of collect(): lines, each of a command file followed by its bytes. A guest may send anything: nothing is
 * believed that is not of this form. @throws QemuVmError `protocol`.
 */
function parseCollected(answer, limit = 10 * 1024 * 1024) {
    let hasBegun = false;
    let status;
    const files = [];
    for (let at = 0; at < answer.length;) {
        const lineEnd = answer.indexOf(10, at);
        const line = answer.subarray(at, lineEnd < 0 ? answer.length : lineEnd).toString('latin1');
        at = lineEnd < 0 ? answer.length : lineEnd + 1;
        const [, name = '', number = ''] = /^([a-z]+)(?: (\d{1,12}))?$/.exec(line) ?? [];
        const variable = Object.entries(guest_side/* commandFiles */.nt).find(([, file]) => file === name)?.[0];
        if (name === 'begun')
            hasBegun = true;
        else if (name === 'status' && Number(number) <= 255)
            status = Number(number);
        else if (variable !== undefined && number !== '') {
            const size = Number(number);
            const bytes = size > limit ? undefined : answer.subarray(at, at + size);
            if (bytes !== undefined && bytes.length < size)
                throw changed(variable);
            at += bytes?.length ?? 0;
            if (size > 0)
                files.push({ variable, size, ...(bytes === undefined ? {} : { bytes }) });
        }
        else
            throw changed(line.slice(0, 80));
    }
    return { hasBegun, files, ...(status === undefined ? {} : { status }) };
}
const changed = (what) => new errors/* QemuVmError */.Wn('protocol', `The step's files could not be carried back (${JSON.stringify(what)}).`, {
    hint: 'Does something that the step has started still write to them?',
});

;// CONCATENATED MODULE: ./src/steps/session.js





/** The most of one command file that is carried back; the runner itself takes 1 MiB of a summary. */
const largestFile = 10 * 1024 * 1024;
const deliverBudget = (0,units/* seconds */.YA)(30);
const collectBudget = (0,units/* seconds */.YA)(20);
/** The runner gives 7.5 s until SIGTERM and 10 s in all; end() takes 4 s, and what it takes to look. */
const endBudget = (0,units/* seconds */.YA)(7);
/** A name that no other step has had. */
const newToken = () => (0,external_node_crypto_.randomBytes)(16).toString('hex');
/** Opens nothing yet: each of its methods is a connection, or a channel of the one that is open. */
function openSession({ plan, host, user, signal, token = newToken() }) {
    const channel = (0,steps_channel/* channelOf */.t)(plan, host, user);
    return {
        token,
        mayBeLost: (status) => status === channel.lostStatus,
        async attach(script, stdin) {
            const gaveUp = new AbortController();
            let ending = Promise.resolve();
            // A signal to ssh would end the connection and leave the command: the command is ended, and ssh follows
            const onAbort = () => {
                const over = channel.ask((0,guest_side/* end */._N)(token), endBudget).catch(() => undefined);
                ending = over.then(() => {
                    gaveUp.abort();
                });
            };
            if (signal?.aborted === true)
                onAbort();
            else
                signal?.addEventListener('abort', onAbort, { once: true });
            try {
                return await channel.attach(script, stdin, gaveUp.signal);
            }
            finally {
                signal?.removeEventListener('abort', onAbort);
                await ending; // what the command has left behind may need SIGTERM, when the command itself is gone
            }
        },
        deliver: (settings, script) => channel.ask((0,guest_side/* deliver */.cK)(token, Buffer.byteLength(script)), deliverBudget, `${settings}${token}\n${script}`),
        end: () => channel.ask((0,guest_side/* end */._N)(token), endBudget),
        async collect() {
            const answer = await channel.answer((0,guest_side/* collect */.Fo)(token, largestFile), collectBudget);
            return answer === undefined ? undefined : parseCollected(answer);
        },
    };
}

// EXTERNAL MODULE: ./src/steps/verb.js
var steps_verb = __webpack_require__(98196);
;// CONCATENATED MODULE: ./src/steps/lost-command.js





/**
 * What became of a command whose connection ended without a word of it: ssh says 255 then, and so may the command. The
 * guest is asked; where it does not answer, its state as seen from outside is told.
 */
async function judgeLost(session, context) {
    const why = await whyLost(context);
    const known = mayAnswer(why, context) ? await session.collect().catch(() => undefined) : undefined;
    if (known?.status === 255)
        return 255;
    context.terminal.trouble(await lossOf(session, context, { why, status: known?.status }));
    return steps_verb/* guestLost */.J;
}
/** A sentence for people; the command is never run a second time, since nobody knows how far it came. */
async function lossOf(session, context, known) {
    const why = known.why ?? (await whyLost(context)); // it may have answered a last time
    const { status } = known;
    const lost = 'The connection to the guest was lost while the command ran, and how it fared is not known.';
    if (why !== undefined)
        return `${lost} ${why}`;
    if (status !== undefined) {
        return `The connection to the guest was lost; the command had ended with status ${status}, but its output may be cut off.`;
    }
    if (wasReset(context))
        return `${lost} The guest restarted, and answers again; the command is not run a second time.`;
    await session.end().catch(() => undefined);
    return `${lost} The guest answers again; what was left of the command was ended, and it is not run a second time.`;
}
/**
 * Brings a step into the guest, and once more where the connection breaks: nothing of it runs yet, so that is no harm. A
 * guest that restarts is waited for. @returns why it cannot be done, in a sentence; undefined when it is.
 */
async function enterGuest(session, { settings, script = '' }, context) {
    const first = await session.deliver(settings, script);
    if (first.code === 0)
        return undefined;
    const why = await whyLost(context);
    if (why !== undefined)
        return `The guest could not be entered. ${why}`;
    const { code, stderr } = await session.deliver(settings, script);
    return code === 0 ? undefined : `The guest could not be entered: ${stderr.trim() || 'ssh said nothing'}`;
}
/** For the launcher, whose ssh has said 255: `guest lost TOKEN`. */
const lost = {
    usage: undefined,
    async run([token = ''], context) {
        if (!isToken(token))
            return 'usage';
        return await judgeLost(openSession({ ...context, token }), context);
    },
};
/** For the launcher, which was told to end: `guest end TOKEN`. */
const endCommand = {
    usage: undefined,
    async run([token = ''], context) {
        if (!isToken(token))
            return 'usage';
        return await openSession({ ...context, token })
            .end()
            .then(() => 0, () => guest_side/* guestTrouble */.wU);
    },
};
/** Of session.ts, or of the launcher: its process and when that started. */
const isToken = (text) => /^[0-9a-f]{32}$|^\d+-\d+$/.test(text);

;// CONCATENATED MODULE: ./src/steps/options.js
/**
 * The options in front of the words; `--` ends them and is not handed on. @returns undefined where one is not ours or
 * lacks its value.
 */
function takeOptions(words) {
    const found = new Map();
    const env = [];
    let at = 0;
    for (; words[at]?.startsWith('-') === true && words[at] !== '--'; at += 2) {
        const [option = '', value] = [words[at], words[at + 1]];
        if (value === undefined || value === '')
            return undefined;
        if (option === '--env')
            env.push(value);
        else if (option === '--user' || option === '--directory')
            found.set(option, value);
        else
            return undefined;
    }
    const rest = words.slice(words[at] === '--' ? at + 1 : at);
    return { options: { user: found.get('--user'), directory: found.get('--directory'), env }, rest };
}

// EXTERNAL MODULE: ./src/quote.js
var quote = __webpack_require__(27325);
;// CONCATENATED MODULE: ./src/steps/settings.js


/** The token of the job, and paths of the host that mean nothing in a guest: taken when named, by no `*`. */
const onlyByName = new Set([
    ...['GITHUB_TOKEN', 'GITHUB_WORKSPACE', 'GITHUB_EVENT_PATH', 'GITHUB_ACTION_PATH', 'GITHUB_PATH'],
]);
/** What the host's own programs need and the guest has its own of. */
const never = new Set([...Object.keys(guest_side/* commandFiles */.nt), 'QEMU_VM_TAG', 'QEMU_VM_STEP']);
/** The variables that the patterns select: names, with `*` for any part. */
function selectEnvironment(env, patterns) {
    const expressions = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll('*', '\\w*')}$`));
    return Object.entries(env).filter(([name]) => {
        if (never.has(name) || !/^[A-Za-z_]\w*$/.test(name))
            return false;
        return patterns.includes(name) || (!onlyByName.has(name) && expressions.some((one) => one.test(name)));
    });
}
/** What a step finds in the guest, as text for its shell to source: values are quoted, whatever is in them. */
function settingsText({ variables, directory }) {
    const place = directory === undefined ? 'cd "${HOME:-/}" || cd /' : `cd ${(0,quote/* quoteWord */.X)(directory)} || exit 125`;
    return [place, ...variables.map(([name, value]) => `export ${name}=${(0,quote/* quoteWord */.X)(value)}`), ''].join('\n');
}

// EXTERNAL MODULE: ./src/steps/workspace.js
var workspace = __webpack_require__(86492);
;// CONCATENATED MODULE: ./src/steps/exec.js








/**
 * Runs one command with our stdin. Each word arrives in the guest as it was given here, whatever is in it. Without options
 * the launcher does this by itself (phases/hand-over.ts).
 */
const exec = {
    usage: '[--user USER] [--env NAME] [--directory DIR] -- COMMAND [WORD ...]',
    async run(words, context) {
        const { options, rest: command } = takeOptions(words) ?? { rest: [] };
        if (options === undefined || command.length === 0)
            return 'usage';
        const { terminal } = context;
        const session = openSession({ ...context, user: options.user, signal: terminal.signal });
        const variables = selectEnvironment(terminal.env, options.env);
        const settings = settingsText({ variables, directory: (0,workspace/* startDirectory */.sq)(context, options.directory) });
        const whyNot = await enterGuest(session, { settings }, context);
        if (whyNot !== undefined) {
            terminal.trouble(whyNot);
            return steps_verb/* guestLost */.J;
        }
        const status = statusOf(await session.attach((0,guest_side/* execDelivered */.qY)(session.token, command), 'inherit'));
        if (terminal.signal.aborted)
            return cancelledBy(terminal.signal);
        if (session.mayBeLost(status))
            return await judgeLost(session, context);
        await session.collect();
        return status;
    },
};
/** 128 and the signal's number, as a shell has it. */
const statusOf = (exit) => ('code' in exit ? exit.code : 128 + external_node_os_.constants.signals[exit.signal]);
/** The status of a step that was cancelled by a signal: its name is the reason. */
const cancelledBy = ({ reason }) => 128 + external_node_os_.constants.signals[reason];

;// CONCATENATED MODULE: ./src/steps/console.js





/** A boot prints some 60 KB. Of a guest that prints without end the last part is shown; the file has more. */
const mostBytes = 16 * 1024 * 1024;
const longestLine = 8 * 1024;
const console_pause = (0,units/* millis */.ne)(250);
/**
 * Prints what the guest has printed on its console, and with `--follow` goes on until the VM has ended. It is to be read
 * only: a job has no terminal, and the console of a guest is a file from the beginning.
 */
const consoleVerb = {
    usage: '[--follow]',
    async run([option, ...more], context) {
        if (more.length > 0 || (option !== undefined && option !== '--follow'))
            return 'usage';
        if (option === '--follow')
            return await follow(context);
        printConsole(context, Infinity);
        return 0;
    },
};
/** Prints the last lines of the console, without anything that a terminal or the runner would act on (law L16). */
function printConsole({ plan, terminal }, most) {
    const { consoleLog } = plan.paths;
    const { lines, cut } = (0,guest_text/* plainLines */.y1)((0,console/* tailOf */.Cj)(consoleLog, mostBytes), { lines: most, columns: longestLine });
    if (cut.lines > 0)
        terminal.out(`… ${cut.lines} older lines are in ${consoleLog}\n`);
    for (const line of (0,guest_text/* forLog */.Ig)(lines))
        terminal.out(`${line}\n`);
}
async function follow(context) {
    const { plan, host, terminal } = context;
    const over = new AbortController();
    let seen = 0;
    let unfinished = '';
    const print = (text) => {
        for (const line of (0,guest_text/* forLog */.Ig)((0,guest_text/* plainLines */.y1)(text, { lines: Infinity, columns: longestLine }).lines))
            terminal.out(`${line}\n`);
    };
    const take = (line, isWhole) => {
        seen++;
        unfinished = isWhole ? '' : line;
        if (isWhole)
            print(line);
    };
    const following = (0,console/* followConsole */.Ri)(plan.paths.consoleLog, take, host.clock, over.signal);
    try {
        while (isRunning(context))
            await host.clock.sleep(console_pause, terminal.signal);
        // What it printed last may not have been read yet
        for (let before = -1; before !== seen;) {
            before = seen;
            await host.clock.sleep(console_pause, terminal.signal);
        }
        return 0;
    }
    catch (error) {
        if (terminal.signal.aborted)
            return cancelledBy(terminal.signal);
        throw error;
    }
    finally {
        over.abort();
        await following;
        print(unfinished);
    }
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/guest/copy.js + 8 modules
var copy = __webpack_require__(11598);
// EXTERNAL MODULE: ./src/host/room.js
var room = __webpack_require__(6133);
;// CONCATENATED MODULE: ./src/steps/copy.js





/** Marks a path of the guest, as scp marks those of other machines. */
const guestPrefix = 'guest:';
/** As scp has it, nothing is where the login begins. */
const inGuest = (path) => path.slice(guestPrefix.length) || '.';
/** A step has its own time limit, and the runner ends it. */
const unending = new AbortController().signal;
/** Copies a file or a tree into the guest or out of it, as `cp -a` would. */
const copy_copy = {
    usage: '[--trust] SRC guest:DST | guest:SRC DST',
    async run(words, context) {
        const trusting = words[0] === '--trust';
        const [from = '', to = '', ...more] = trusting ? words.slice(1) : words;
        const [isFromGuest, isToGuest] = [from, to].map((path) => path.startsWith(guestPrefix));
        if (more.length > 0 || isFromGuest === isToGuest || from === '' || to === '')
            return 'usage';
        if (isToGuest === true && trusting)
            return 'usage';
        const say = (text) => {
            // The names of files, and what tar says of them, are the guest's (law L16)
            for (const line of (0,guest_text/* forLog */.Ig)([(0,guest_text/* oneLine */.TN)(text)]))
                context.terminal.err(`${line}\n`);
        };
        try {
            const { remarks, isWhole } = isToGuest === true ? await intoGuest(from, to, context) : await outOfGuest(from, to, trusting, context);
            remarks.forEach(say);
            return isWhole ? 0 : 1;
        }
        catch (error) {
            say((0,errors/* messageOf */.bD)(error));
            return 1;
        }
    },
};
async function intoGuest(from, to, context) {
    const { remarks } = await (0,copy/* copyIn */.DE)({ from, to: inGuest(to) }, { ...context, signal: unending });
    return { remarks, isWhole: true };
}
async function outOfGuest(from, to, trusting, context) {
    const limit = (0,room/* roomIn */.Lp)((0,external_node_path_.resolve)(to));
    const { remarks, leftOut } = await (0,copy/* copyOut */.ew)(inGuest(from), to, { ...context, signal: unending }, { limit, trusting });
    return { remarks, isWhole: leftOut.length === 0 };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./src/steps/logs.js


/** Lines of the console that are shown. */
const consoleLines = 40;
/** Tells where everything stands that is written down about the VM, and shows the end of the guest's console. */
const logs = {
    usage: '',
    run(words, context) {
        if (words.length > 0)
            return Promise.resolve('usage');
        const { plan, ledger, terminal } = context;
        const { consoleLog, firmwareLog, qemuLog, sshLog, keeperLog } = plan.paths;
        const files = {
            "the guest's console": consoleLog,
            'its firmware': firmwareLog,
            QEMU: qemuLog,
            'the connection over ssh': sshLog,
            'the keeper': keeperLog,
            'the ledger': ledger.path,
        };
        for (const [what, path] of Object.entries(files)) {
            const size = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.size;
            if (size !== undefined)
                terminal.out(`${what}: ${path} (${size} bytes)\n`);
        }
        terminal.out('\n');
        printConsole(context, consoleLines);
        return Promise.resolve(0);
    },
};

;// CONCATENATED MODULE: ./src/steps/monitor.js





/** QEMU greets within milliseconds, where nobody else is being served. */
const connectBudget = (0,units/* seconds */.YA)(5);
/** QEMU's monitor for users, which serves one client at a time. @throws QemuVmError that says why it cannot be used. */
async function openMonitor(context) {
    const { plan, host } = context;
    try {
        return await (0,qemu_qmp/* connectQmp */.J)(plan.paths.qmpSocket, host.clock, connectBudget);
    }
    catch (error) {
        if (!isRunning(context))
            throw new errors/* QemuVmError */.Wn('qemu-exited', await howItEnded(context));
        const hint = 'Is there a client of yours at qmp-socket, which serves one at a time?';
        throw new errors/* QemuVmError */.Wn('protocol', (0,errors/* messageOf */.bD)(error), { hint });
    }
}

// EXTERNAL MODULE: ./src/guest/answers.js
var answers = __webpack_require__(20753);
// EXTERNAL MODULE: ./src/guest/ready.js
var ready = __webpack_require__(36025);
;// CONCATENATED MODULE: ./src/steps/wait.js











/** How often it is looked whether QEMU is still there, and whether a command can be run. */
const wait_pause = (0,units/* millis */.ne)(250);
const commandLimit = (0,units/* seconds */.YA)(15);
/** Waits until the guest answers; 0 when it does, 1 when its time is over, 125 when the VM has ended. */
const wait = {
    usage: '[--timeout DURATION] [ssh | agent]',
    async run(words, context) {
        const { limit, rest } = takeLimit(words, context);
        const [way = usualWay(context), ...more] = rest;
        const ways = waysIn(context);
        const requirements = Object.hasOwn(ways, way) ? ways[way] : undefined;
        if (limit === undefined || requirements === undefined || more.length > 0)
            return 'usage';
        return await waitFor(requirements, limit, context);
    },
};
/** The way in that main had seen open. */
const usualWay = ({ plan }) => (plan.spec.ready.kind === 'agent' ? 'agent' : 'ssh');
/** `--timeout DURATION`, by default what a boot may take; undefined where it is none. */
function takeLimit(words, { plan }) {
    const at = words.indexOf('--timeout');
    if (at < 0)
        return { limit: (0,budgets/* bootBudget */.gR)(plan.spec, plan.accelerator), rest: words };
    return { limit: (0,units/* parseDuration */.E9)(words[at + 1] ?? ''), rest: words.toSpliced(at, 2) };
}
/** What tells that a guest can be entered, by the names of the ways in. */
function waysIn(context) {
    const { plan, host: { clock, commands }, } = context;
    const command = {
        name: `a command over ssh as ${plan.spec.access.user}`,
        hint: 'Does the guest take the key? See "Access" in the README.',
        met: async (signal) => {
            await awaitFollowed(context, signal);
            await (0,ready/* untilItSucceeds */.h)(async () => {
                const words = (0,ssh/* sshWords */.y$)(plan.paths.sshConfig, 'guest', 'true');
                const { code, stderr } = await commands.run(words, { limit: commandLimit, tag: plan.tag });
                if (code !== 0)
                    throw new errors/* QemuVmError */.Wn('protocol', stderr);
            }, { limit: () => commandLimit, pause: wait_pause, clock, signal });
        },
    };
    return {
        ssh: [(0,answers/* sshGreeting */.i)((0,ssh/* sshPortIn */.jf)(plan.paths.sshConfig), clock), command],
        agent: [(0,answers/* agentAnswer */.E)(plan.paths.agentSocket, clock)],
    };
}
/** Waits, and tells what for: at the beginning, every ten seconds, and at the end. @returns as `guest wait` does. */
async function waitFor(requirements, limit, context) {
    const { terminal, host } = context;
    const began = host.clock.now();
    const over = new AbortController();
    terminal.err(`Waiting for ${requirements.map(({ name }) => name).join(', then ')}: ${(0,units/* formatDuration */.a3)(limit)} at most\n`);
    try {
        await (0,ready/* waitUntilReady */.b)(requirements, {
            trouble: endOfQemu(context, over.signal),
            budget: limit,
            clock: host.clock,
            onProgress: (waitingFor, sofar) => {
                terminal.err(`Waiting for ${waitingFor} (${(0,units/* formatDuration */.a3)(sofar)})\n`);
            },
            signal: terminal.signal,
        });
        terminal.err(`The guest answers, after ${(0,units/* formatDuration */.a3)((0,units/* millis */.ne)(host.clock.now() - began))}.\n`);
        return 0;
    }
    catch (error) {
        if (terminal.signal.aborted)
            return cancelledBy(terminal.signal);
        if (!(error instanceof errors/* QemuVmError */.Wn))
            throw error;
        terminal.trouble(error.message);
        return error.code === 'boot-timeout' ? 1 : steps_verb/* guestLost */.J;
    }
    finally {
        over.abort();
    }
}
/** Rejects when QEMU has ended, with the reason; settles in no other way but that `signal` aborts. */
async function endOfQemu(context, signal) {
    while (isRunning(context))
        await context.host.clock.sleep(wait_pause, signal);
    throw new errors/* QemuVmError */.Wn('qemu-exited', await howItEnded(context));
}

;// CONCATENATED MODULE: ./src/steps/reboot.js
var reboot_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var reboot_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









const askLimit = (0,units/* seconds */.YA)(5);
const lookPause = (0,units/* millis */.ne)(100);
/** An ask is a session over ssh, a look at the ledger is a read of a file. */
const looksPerAsk = 20;
/**
 * Orders the guest to restart, waits until it answers, and proves that it is another boot. Where `allow-reboot` says nothing QEMU
 * ends at a reset: it is told that it shall not at this one.
 */
const reboot = {
    usage: '[--timeout DURATION]',
    async run(words, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { limit, rest } = takeLimit(words, context);
            if (limit === undefined || rest.length > 0)
                return 'usage';
            const { plan, host, terminal } = context;
            const channel = (0,steps_channel/* channelOf */.t)(plan, host, undefined);
            const before = await bootOf(channel);
            if (before === undefined) {
                terminal.trouble(isRunning(context) ? 'The guest does not answer: see guest wait.' : await howItEnded(context));
                return steps_verb/* guestLost */.J;
            }
            const monitor = reboot_addDisposableResource(env_1, plan.spec.allowsReboot ? undefined : await openMonitor(context), true);
            const atReset = async (reboot) => {
                await monitor?.execute('set-action', { arguments: { reboot }, signal: AbortSignal.timeout(askLimit) });
            };
            await atReset('reset');
            const down = reboot_goingDown(channel, before, context);
            // How the order fares is no evidence: the connection may well go down with the guest
            await channel.ask(guest_side/* restart */.S8, askLimit).catch(() => undefined);
            const up = [...(waysIn(context)[usualWay(context)] ?? []), anotherBoot(channel, before, context)];
            const status = await waitFor([down, ...up], limit, context);
            // The reset of a guest that is late is still the one that was ordered
            if (status === 0)
                await atReset('shutdown');
            return status;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = reboot_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    },
};
/** What no two boots have in common; undefined where the guest does not answer. */
const bootOf = async (channel) => (await channel.answer(guest_side/* bootId */.aW, askLimit).catch(() => undefined))?.toString().trim();
/** The keeper hears of a reset from QEMU. A guest that goes on by kexec resets nothing: it is asked now and then. */
function reboot_goingDown(channel, boot, { ledger, host: { clock } }) {
    const resets = () => ledger.read().events.filter(({ event }) => event === 'RESET').length;
    const before = resets();
    return {
        name: 'the guest to go down',
        hint: '',
        async met(signal) {
            for (let looks = 1; resets() === before; looks++) {
                await clock.sleep(lookPause, signal);
                if (looks % looksPerAsk === 0 && (await isOther(channel, boot)))
                    return;
            }
        },
    };
}
const anotherBoot = (channel, boot, context) => ({
    name: 'another boot of the guest',
    hint: '',
    async met(signal) {
        while (!(await isOther(channel, boot)))
            await context.host.clock.sleep(lookPause, signal);
        await awaitFollowed(context, signal);
    },
});
async function isOther(channel, boot) {
    const now = await bootOf(channel);
    return now !== undefined && now !== boot;
}

// EXTERNAL MODULE: ./src/qemu/screenshot.js
var screenshot = __webpack_require__(49964);
;// CONCATENATED MODULE: ./src/steps/screenshot.js
var screenshot_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var screenshot_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



/** A screen of 4K takes QEMU half a second to write as PNG. In milliseconds. */
const screenshot_limit = 20_000;
/** Writes what is on the guest's first display into a file, and says which. */
const screenshot_screenshot = {
    usage: '[FILE.png | FILE.ppm]',
    async run([name, ...more], context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            if (more.length > 0)
                return 'usage';
            const path = (0,external_node_path_.resolve)(name ?? `${context.plan.spec.name}.png`);
            const monitor = screenshot_addDisposableResource(env_1, await openMonitor(context), true);
            await (0,screenshot/* drawScreen */.r)(monitor, path, AbortSignal.timeout(screenshot_limit));
            context.terminal.out(`${path}\n`);
            return 0;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = screenshot_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    },
};

;// CONCATENATED MODULE: ./src/steps/script.js











/**
 * Runs a step's script (`shell: guest {0}`). What a guest prints is data (law L16): meanwhile the runner takes no commands
 * from its output. The runner handles stderr before stdout (ProcessInvoker.cs:398), so that is where it is told first,
 * and last on stdout. Command files are the way to set outputs and environment.
 */
async function runScript(input, context) {
    const { terminal } = context;
    const token = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    const troubles = [];
    if (terminal.isStep)
        terminal.err(`::stop-commands::${token}\n`);
    try {
        return await runQuietly(input, { ...context, terminal: { ...terminal, trouble: (text) => troubles.push(text) } });
    }
    catch (error) {
        troubles.push((0,errors/* messageOf */.bD)(error));
        return steps_verb/* guestLost */.J;
    }
    finally {
        if (terminal.isStep)
            terminal.out(`\n::${token}::\n`);
        for (const trouble of troubles) {
            if (terminal.isStep)
                terminal.out(`::error title=The step in the guest::${escaped(trouble)}\n`);
            else
                terminal.trouble(trouble);
        }
    }
}
/** The value of a workflow command: actions/toolkit, packages/core/src/command.ts, escapeData. */
const escaped = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
async function runQuietly({ options, interpreter, path }, context) {
    const { plan, terminal } = context;
    const session = openSession({ ...context, user: options.user, signal: terminal.signal });
    const selected = selectEnvironment(terminal.env, [...plan.spec.env, ...options.env]);
    const directory = (0,workspace/* startDirectory */.sq)(context, options.directory);
    const settings = settingsText({ variables: [...(0,workspace/* workspaceVariables */.F$)(context), ...selected], directory });
    const script = (0,external_node_fs_.readFileSync)(path, 'utf8');
    const whyNot = await enterGuest(session, { settings, script }, context);
    if (whyNot !== undefined) {
        terminal.trouble(whyNot);
        return steps_verb/* guestLost */.J;
    }
    const status = statusOf(await session.attach((0,guest_side/* runDelivered */.Gh)(session.token, interpreter), 'ignore'));
    const isDoubtful = session.mayBeLost(status);
    const why = isDoubtful ? await whyLost(context) : undefined;
    const known = mayAnswer(why, context) ? await collected(session, terminal) : undefined;
    const failure = carryBack(known, terminal);
    if (terminal.signal.aborted)
        return cancelledBy(terminal.signal);
    if (known?.status === undefined || (isDoubtful && known.status !== status)) {
        terminal.trouble(await lossOf(session, context, { why, status: known?.status }));
        return steps_verb/* guestLost */.J;
    }
    return known.status === 0 && failure ? steps_verb/* guestLost */.J : known.status;
}
async function collected(session, { trouble }) {
    try {
        return await session.collect();
    }
    catch (error) {
        trouble((0,errors/* messageOf */.bD)(error));
        return undefined;
    }
}
/** Appends what the script wrote to the runner's own command files, byte by byte. @returns whether something is missing. */
function carryBack(known, { env, trouble }) {
    let isMissing = false;
    for (const { variable, size, bytes } of known?.files ?? []) {
        const target = env[variable] ?? '';
        if (bytes !== undefined && target !== '')
            (0,external_node_fs_.appendFileSync)(target, bytes);
        if (bytes !== undefined)
            continue;
        isMissing = true;
        trouble(`${variable} of this step has ${size} bytes; ${largestFile} is the most that is carried back.`);
    }
    return isMissing;
}

;// CONCATENATED MODULE: ./src/phases/enter.js












/** Of BSD's sysexits.h: the command was used wrongly. */
const usageError = 64;
/** Every verb of the `guest` command, in the order of its usage. To add one, add a file to steps/ and a row here. */
const verbs = {
    ...{ exec: exec, copy: copy_copy, status: status_status, wait: wait },
    ...{ console: consoleVerb, logs: logs, screenshot: screenshot_screenshot, reboot: reboot },
    ...{ lost: lost, end: endCommand },
};
/** The `guest` command: words → exit status. `guest … FILE` runs a step's script (`shell: guest {0}`). */
async function enter(words, ledger, host, terminal) {
    const { plan, held } = ledger.read();
    if (plan === undefined) {
        terminal.trouble('This VM was never started, or it is stopped already.');
        return steps_verb/* guestLost */.J;
    }
    const context = { plan, held, ledger, host, terminal };
    const [first = '', ...rest] = words;
    const verb = Object.hasOwn(verbs, first) ? verbs[first] : undefined;
    const script = verb === undefined ? scriptOf(words) : undefined;
    if (script !== undefined)
        return await runScript(script, context);
    const result = await verb?.run(rest, context);
    if (result !== undefined && result !== 'usage')
        return result;
    terminal.err(usage(plan.spec.name));
    return usageError;
}
/** Options of ours, the words of an interpreter, and the file that the runner puts in the place of {0}. */
function scriptOf(words) {
    const taken = takeOptions(words);
    const path = taken?.rest.at(-1);
    if (taken === undefined || path?.includes('/') !== true)
        return undefined;
    const interpreter = taken.rest.slice(0, -1);
    return { options: taken.options, interpreter: interpreter.length === 0 ? ['sh', '-e'] : interpreter, path };
}
function usage(name) {
    const known = Object.entries(verbs).flatMap(([verb, { usage: words }]) => words === undefined ? [] : [`${verb} ${words}`.trimEnd()]);
    const forms = [...known, '[--user USER] [--env NAME] [--directory DIR] [INTERPRETER [WORD ...]] FILE'];
    return forms.map((form, index) => `${index === 0 ? 'usage:' : '      '} ${name} ${form}\n`).join('');
}


/***/ }),

/***/ 53619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ST: () => (/* binding */ longestLifetime),
/* harmony export */   gR: () => (/* binding */ bootBudget),
/* harmony export */   yT: () => (/* binding */ usualLifetime)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);

/**
 * How long a guest may take to become ready. Emulation takes about 8 times as long, of which most guests need a fraction:
 * a cloud image that is ready after 20 s under KVM has been seen to need 2 to 3 minutes.
 */
const bootBudget = ({ budgets }, accelerator) => budgets.boot ?? (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .YA)(accelerator === 'tcg' ? 900 : 300);
/** How long a VM may live where nobody says otherwise: what the input max-lifetime is by default. */
const usualLifetime = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .YA)(24 * 3600);
/** The most that max-lifetime may be. */
const longestLifetime = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .YA)(168 * 3600);


/***/ }),

/***/ 49964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ drawScreen)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16986);

/** What QEMU says of the two reasons that a user can do something about: ui/console.c, and QMP of an older version. */
const remedies = [
    [/no console to take a screendump/, 'The guest has no display.', 'Give it one with qemu-args: -device VGA.'],
    [/'format' is unexpected/, 'QEMU writes PNG from version 7.1 on.', 'Let the name of the file end in .ppm.'],
];
/**
 * Has QEMU draw the guest's first display into a file: as PPM where its name ends so, else as PNG.
 * @param filename absolute: QEMU's own directory is /. @throws QemuVmError where there is no display, or no such file can be.
 */
async function drawScreen(qmp, filename, signal) {
    const format = filename.endsWith('.ppm') ? {} : { format: 'png' };
    try {
        await qmp.execute('screendump', { arguments: { filename, ...format }, signal });
    }
    catch (error) {
        const remedy = remedies.find(([said]) => said.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)));
        throw remedy === undefined ? error : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn('protocol', remedy[1], { hint: remedy[2] });
    }
}


/***/ }),

/***/ 98196:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ guestLost)
/* harmony export */ });
/**
 * Our own failure: the guest is gone or does not answer, so that nobody knows how the command fared. As env(1), timeout(1)
 * and docker(1) have it; a command may exit with it too, but then no message of ours comes with it.
 */
const guestLost = 125;


/***/ }),

/***/ 86492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F$: () => (/* binding */ workspaceVariables),
/* harmony export */   sq: () => (/* binding */ startDirectory),
/* harmony export */   yA: () => (/* binding */ realOr)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/**
 * Where a step starts in the guest; undefined: in the home of its user. With the workspace in the guest a step runs in it as
 * on the runner, in its `working-directory` where that is a part of the workspace.
 * @param asked by `--directory`; relative to where the step would start.
 */
function startDirectory({ plan, terminal }, asked) {
    const { workspace } = plan.spec.transfers;
    if (workspace === undefined)
        return asked;
    const inside = partOf(workspace, terminal.directory) ?? partOf(realOr(workspace), terminal.directory) ?? '';
    const start = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(workspace, inside);
    return asked === undefined ? start : node_path__WEBPACK_IMPORTED_MODULE_1__.posix.resolve(start, asked);
}
/**
 * What a script finds set because the workspace is in the guest. Git refuses a directory of another owner's, which one of the
 * host's mostly is, unless it is told; variables count as its command line: git-config(1), safe.directory.
 */
function workspaceVariables({ plan }) {
    const { workspace, shares } = plan.spec.transfers;
    if (workspace === undefined)
        return [];
    const isShared = shares.some(({ from, to }) => from === workspace && to === workspace);
    const git = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: workspace };
    return Object.entries({ GITHUB_WORKSPACE: workspace, ...(isShared ? git : {}) });
}
function partOf(directory, path) {
    const part = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(directory, path);
    return part === '..' || part.startsWith('../') ? undefined : part;
}
/** The path without links, such as a step's own directory has; as it is where there is nothing. */
function realOr(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        return path;
    }
}


/***/ })

};
