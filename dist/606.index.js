export const id = 606;
export const ids = [606];
export const modules = {

/***/ 26106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keeper: () => (/* binding */ keeper)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(16986);
// EXTERNAL MODULE: ./src/host/commands.js
var commands = __webpack_require__(24976);
// EXTERNAL MODULE: ./src/host/node-host.js + 1 modules
var node_host = __webpack_require__(4300);
// EXTERNAL MODULE: ./src/host/processes.js
var processes = __webpack_require__(12029);
// EXTERNAL MODULE: ./src/ledger/file-ledger.js
var file_ledger = __webpack_require__(24799);
// EXTERNAL MODULE: ./src/guest/log-cap.js
var log_cap = __webpack_require__(48953);
// EXTERNAL MODULE: ./src/host/oom.js
var oom = __webpack_require__(75757);
// EXTERNAL MODULE: ./src/host/retry.js
var retry = __webpack_require__(93178);
// EXTERNAL MODULE: ./src/ledger/ledger.js
var ledger_ledger = __webpack_require__(16962);
// EXTERNAL MODULE: ./src/host/lock.js
var lock = __webpack_require__(7621);
// EXTERNAL MODULE: ./src/ledger/replay.js
var replay = __webpack_require__(95932);
// EXTERNAL MODULE: ./src/plan/budgets.js
var budgets = __webpack_require__(53619);
// EXTERNAL MODULE: ./src/plan/paths.js
var paths = __webpack_require__(89861);
// EXTERNAL MODULE: ./src/qemu/qmp.js
var qemu_qmp = __webpack_require__(26080);
// EXTERNAL MODULE: ./src/resources/acquire.js
var acquire = __webpack_require__(539);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
;// CONCATENATED MODULE: ./src/phases/keep-or-stop.js
/** post may still be starting when its worker dies; and a post that dies while stopping may be run again. */
const patience = 15_000;
/** A first look right after QEMU's end may come before whoever stops has taken the lock. */
const shortPatience = 3_000;
/**
 * What a look means. The keeper stops the VM when nobody else will: the worker is dead and nobody is at it; its time is
 * over; or somebody had begun to stop it, could not finish (QEMU hung in the kernel, or the stopper died), and QEMU does
 * not run by now or no worker is known who would see to it. It leaves when the last word was said. Without a ledger nobody
 * would find the VM: it is written anew. Pure.
 */
function keepOrStop(watch) {
    // The last word is said when QEMU is gone, not before: a step has emptied the directory
    if (watch.ledger === 'gone' && watch.qemu === 'running')
        return { do: 'restore' };
    if (watch.ledger === 'closed' || watch.ledger === 'gone')
        return { do: 'leave' };
    if (watch.locked)
        return { do: 'wait' };
    if (watch.worker === 'dead' && watch.unchangedFor >= patience) {
        return { do: 'stop', why: "the job's worker is gone, and post did not run" };
    }
    if (watch.ledger === 'closing' && watch.qemu !== 'running' && watch.unchangedFor >= shortPatience) {
        return { do: 'stop', why: 'whoever was stopping it did not finish, and QEMU does not run by now' };
    }
    // A worker that lives will run post, or die; of one that is not known nobody comes after a post that was killed
    if (watch.ledger === 'closing' && watch.worker === 'unknown' && watch.unchangedFor >= patience) {
        return { do: 'stop', why: 'whoever was stopping it did not finish' };
    }
    // Where somebody has begun already, the keeper itself included, the next try is not at once
    if (watch.lifetimePassed && (watch.ledger === 'open' || watch.unchangedFor >= patience)) {
        return { do: 'stop', why: 'max-lifetime has passed' };
    }
    return { do: 'wait' };
}

// EXTERNAL MODULE: ./src/guest/ssh.js
var ssh = __webpack_require__(99748);
// EXTERNAL MODULE: ./src/resources/process.js
var resources_process = __webpack_require__(18462);
// EXTERNAL MODULE: ./src/phases/requirements.js + 2 modules
var requirements = __webpack_require__(29711);
// EXTERNAL MODULE: ./src/phases/shares.js
var shares = __webpack_require__(86212);
;// CONCATENATED MODULE: ./src/phases/follow.js








/**
 * For the keeper, to be called at each reset of the guest, with what tells of it in the ledger: whoever works in the guest over
 * the shared connection learns at once that it is lost, whoever has heard of the reset does not find it any more, and there is
 * a new one as soon as somebody can log in again. It is made here and not in a step, since what outlives its maker belongs in
 * the ledger, to which steps do not write.
 * @param over aborts when QEMU has ended.
 */
function rebootFollower(plan, ledger, over, host) {
    let latest = new AbortController();
    let before = Promise.resolve();
    return (tell) => {
        hideConnection(plan, ledger);
        tell();
        latest.abort();
        const mine = (latest = new AbortController());
        const late = AbortSignal.timeout((0,budgets/* bootBudget */.gR)(plan.spec, plan.accelerator));
        const signal = AbortSignal.any([over, mine.signal, late]);
        before = before
            .then(() => follow(plan, ledger, signal, host))
            .catch((error) => {
            // Then each step logs in by itself. A guest that resets without end must not fill the keeper's log
            if (!mine.signal.aborted)
                host.log.info(`The reset was not followed: ${(0,errors/* messageOf */.bD)(error)}`);
        });
    };
}
/** What is left of the last boot's connection must not be taken for one that is open: a command sent there would be lost. */
function hideConnection({ paths }, ledger) {
    try {
        if (ledger.read().bootTook !== undefined)
            (0,external_node_fs_.rmSync)(paths.sshSocket, { force: true }); // else main is making it
    }
    catch {
        // Then a step may take it, and says that it is lost; what cannot be read or removed is told of by post
    }
}
async function follow(plan, ledger, signal, host) {
    signal.throwIfAborted();
    const { spec, paths } = plan;
    const began = host.clock.now();
    // A guest that lives in memory has new host keys at each boot: it is believed as it was at the first connection
    if (spec.access.isHostKeyPinned !== true)
        (0,external_node_fs_.rmSync)(paths.knownHosts, { force: true });
    const { held, closing, bootTook } = ledger.read();
    const canBeEntered = spec.ready.kind === 'login' || spec.ready.kind === 'agent';
    if (closing || bootTook === undefined || !canBeEntered)
        return; // or main still waits for the guest
    const master = held.find(({ id }) => id === 'ssh master');
    // It removes its socket when it ends, by name: the next one is made when it has
    if (master?.kind === 'process' && master.evidence !== undefined)
        await (0,resources_process/* endProcesses */.Hk)([master.evidence], host);
    const port = (0,ssh/* sshPortIn */.jf)(paths.sshConfig);
    for (const one of (0,requirements/* requirementsFor */.e)({ plan, ledger, port, host, onConsoleLine: () => undefined }))
        await one.met(signal);
    // What was mounted went with the boot
    await (0,shares/* mountShares */.Qe)(plan, host).catch((error) => {
        host.log.info((0,errors/* messageOf */.bD)(error));
    });
    ledger.append({ type: 'ready', took: (0,units/* millis */.ne)(host.clock.now() - began) });
}

// EXTERNAL MODULE: ./src/phases/stop.js + 16 modules
var stop = __webpack_require__(64385);
;// CONCATENATED MODULE: ./src/phases/keep.js

















/** How often the keeper looks: while main is about to need QEMU, and at rest. */
const eagerPause = (0,units/* millis */.ne)(10);
const calmPause = (0,units/* seconds */.YA)(2);
/** A guest that resets without end tells of it 25 times a second (V22): the first ones are enough. */
const mostEvents = 200;
const tellingEvents = new Set([
    ...['SHUTDOWN', 'RESET', 'STOP', 'RESUME', 'SUSPEND', 'WAKEUP', 'POWERDOWN'],
    ...['GUEST_PANICKED', 'GUEST_CRASHLOADED', 'BLOCK_IO_ERROR', 'WATCHDOG', 'MEMORY_FAILURE'],
]);
/**
 * The keeper's whole life: it starts QEMU when main has planned it, is QEMU's parent and records how it ends and what QMP
 * told meanwhile; stops the VM by stop() when nobody else will; and leaves when the ledger is closed. What main has made
 * before it died without a plan is guarded just so.
 */
async function keep(ledger, host) {
    const began = host.clock.now();
    const child = { state: 'unborn', over: new AbortController() };
    const plan = await awaitPlan(ledger, host);
    if (plan !== undefined)
        await bear(plan, child, ledger, host);
    const lifetime = plan?.spec.budgets.lifetime ?? budgets/* usualLifetime */.yT;
    await guard({ ledger, began, child, lifetime, capLogs: logCapper(plan, ledger) }, host);
}
/** The plan, when main has made it; undefined when it never will, or when nobody is there for whom QEMU should run. */
async function awaitPlan(ledger, host) {
    for (;;) {
        const plan = planIn(ledger, host);
        if (plan !== 'not yet')
            return plan;
        await host.clock.sleep(eagerPause);
    }
}
function planIn(ledger, host) {
    try {
        const state = ledger.read();
        const isMainThere = state.mains.some((main) => host.processes.state(main) !== 'gone');
        if (state.closing || state.closed !== undefined || state.failure !== undefined || !isMainThere)
            return undefined;
        if (workerOf(state, host) === 'dead')
            return undefined; // main may be stopped by a signal, and never be there again
        return state.plan ?? 'not yet';
    }
    catch (error) {
        return error.code === 'ENOENT' ? undefined : 'not yet';
    }
}
/** Starts QEMU; says in the ledger why not, where it cannot. */
async function bear(plan, child, ledger, host) {
    try {
        const kills = (0,oom/* oomKills */.b)();
        const qemu = await spawnQemu(plan, ledger, host);
        child.state = 'running';
        void recordEvents(plan, rebootFollower(plan, ledger, child.over.signal, host), ledger, host);
        void qemu.exited.then((exit) => {
            child.state = 'gone';
            (0,ledger_ledger/* tryAppend */.y)(ledger, { type: 'exited', id: (0,units/* resourceId */.a)('qemu'), exit: exitRecord(exit, kills) });
            child.over.abort();
        });
    }
    catch (error) {
        child.state = 'gone';
        (0,ledger_ledger/* tryAppend */.y)(ledger, { type: 'failed', message: (0,errors/* messageOf */.bD)(error) });
    }
}
async function spawnQemu(plan, ledger, host) {
    const { tag, paths } = plan;
    let spawned;
    const description = { tag, role: 'qemu', pidFile: paths.pidFile };
    await (0,acquire/* acquire */.X)({ id: (0,units/* resourceId */.a)('qemu'), kind: 'process', description }, async () => {
        spawned = await host.processes.spawn(plan.qemu, { log: paths.qemuLog, tag });
        return spawned.identity;
    }, ledger);
    if (spawned === undefined)
        throw new errors/* QemuVmError */.Wn('qemu-exited', 'QEMU was not started.');
    return spawned;
}
/** SIGKILL has no sender that one could ask; but the kernel counts those that its OOM killer sends. */
function exitRecord(exit, killsBefore) {
    if ('code' in exit)
        return { code: exit.code };
    const kills = (0,oom/* oomKills */.b)();
    const isOom = exit.signal === 'SIGKILL' && kills !== undefined && killsBefore !== undefined && kills > killsBefore;
    return { signal: exit.signal, ...(isOom ? { killer: "the kernel's OOM killer" } : {}) };
}
async function recordEvents({ paths }, onReset, ledger, host) {
    try {
        const connect = () => (0,qemu_qmp/* connectQmp */.J)(paths.keeperSocket, host.clock, (0,units/* seconds */.YA)(10));
        const qmp = await (0,retry/* retry */.L)(connect, { tries: 500, pause: (0,units/* millis */.ne)(20) });
        let count = 0;
        qmp.onEvent(({ event, data }) => {
            const tell = () => {
                if (tellingEvents.has(event) && count++ < mostEvents)
                    (0,ledger_ledger/* tryAppend */.y)(ledger, { type: 'event', event, data: data });
            };
            if (event === 'RESET')
                onReset(tell);
            else
                tell();
        });
    }
    catch {
        // QEMU ended before it had a socket, or answers nobody: its exit says more
    }
}
async function guard({ ledger, child, began, lifetime, capLogs }, host) {
    let last = '';
    let since = began;
    let known = [];
    for (;;) {
        capLogs();
        const now = host.clock.now();
        const { records, ...seen } = look(ledger, child.state, host);
        if (records.length > 0)
            known = records;
        if (JSON.stringify(seen) !== last)
            since = now;
        last = JSON.stringify(seen);
        const decision = keepOrStop({ ...seen, unchangedFor: (0,units/* millis */.ne)(now - since), lifetimePassed: now - began >= lifetime });
        if (decision.do === 'leave')
            return;
        if (decision.do === 'restore')
            tryRestore(ledger, known);
        if (decision.do === 'stop') {
            await (0,stop/* stop */.d)(ledger, host, 'keeper', { why: decision.why });
            since = host.clock.now();
        }
        const woken = child.state === 'gone' ? undefined : child.over.signal;
        await host.clock.sleep(calmPause, woken).catch(() => undefined);
    }
}
/** Keeps the texts small to which a guest can write without end. The first time is told in the ledger. */
function logCapper(plan, ledger) {
    const paths = plan === undefined ? [] : [plan.paths.consoleLog, plan.paths.firmwareLog, plan.paths.qemuLog];
    const told = new Set();
    return () => {
        for (const path of paths) {
            if (!(0,log_cap/* capLog */.L6)(path) || told.has(path))
                continue;
            told.add(path);
            (0,ledger_ledger/* tryAppend */.y)(ledger, { type: 'event', event: log_cap/* logCut */.JZ, data: { path } });
        }
    };
}
/** What cannot be read for now (EIO, no more open files) is not closed: the keeper must not leave a QEMU alone for that. */
function look(ledger, qemu, host) {
    try {
        const isThere = (0,external_node_fs_.statSync)(ledger.path, { throwIfNoEntry: false }) !== undefined;
        const state = isThere ? ledger.read() : (0,replay/* replay */.e)('');
        const holder = (0,lock/* lockHolder */.m)((0,paths/* lockPath */.HZ)(ledger.path));
        const open = state.closed !== undefined ? 'closed' : state.closing ? 'closing' : 'open';
        return {
            records: state.records,
            ledger: isThere ? open : 'gone',
            qemu,
            worker: workerOf(state, host),
            locked: holder !== undefined && host.processes.state(holder) !== 'gone',
        };
    }
    catch {
        return { records: [], ledger: 'open', qemu, worker: 'unknown', locked: false };
    }
}
function workerOf({ owner }, host) {
    if (owner?.worker === undefined)
        return 'unknown';
    return host.processes.state(owner.worker) === 'gone' ? 'dead' : 'alive';
}
function tryRestore(ledger, records) {
    try {
        (0,file_ledger/* restoreLedger */.So)(ledger.path, records);
    }
    catch {
        // at the next look
    }
}

// EXTERNAL MODULE: ./src/entry/environment.js
var environment = __webpack_require__(61483);
;// CONCATENATED MODULE: ./src/entry/keeper.js








/** The process beside a VM that is QEMU's parent and outlives the job's worker. Its stdout is a file of the VM. */
async function keeper() {
    // What ends a terminal or a group of processes is not meant for it; SIGTERM is how stop() ends it
    for (const name of ['SIGHUP', 'SIGINT'])
        process.on(name, () => undefined);
    const host = (0,node_host/* nodeHost */.P)((0,processes/* revealTracking */.rl)((0,environment/* childEnvironment */.Qc)((0,environment/* environment */.cA)())), fileLog);
    try {
        await (0,commands/* loadCommands */.H)();
        await keep((0,file_ledger/* openLedger */.au)(process.argv[2] ?? ''), host);
    }
    catch (error) {
        fileLog.info((0,errors/* messageOf */.bD)(error));
        process.exitCode = 1;
    }
    // A connection to QEMU's monitor may still be open; there is nothing left to wait for
    process.exit();
}
const fileLog = {
    debug: () => undefined,
    info: (message) => {
        try {
            (0,external_node_fs_.writeSync)(1, `${message}\n`); // process.stdout is a stream, and takes 2 MB
        }
        catch {
            // a full disk must not end the keeper
        }
    },
    group: (_title, body) => body(),
};


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

/***/ 75757:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ oomKills)
/* harmony export */ });
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69842);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);



/**
 * How many processes of this process's memory cgroup the OOM killer has ended so far; undefined where the kernel does
 * not tell. QEMU is in the same cgroup as its parent. cgroup v2: memory.events; v1: memory.oom_control.
 */
function oomKills() {
    const lines = ((0,_proc_js__WEBPACK_IMPORTED_MODULE_0__/* .readProc */ .lK)('self/cgroup') ?? '').split('\n').map((line) => line.split(':'));
    const unified = lines.find(([, controllers]) => controllers === '')?.[2];
    const memory = lines.find(([, controllers]) => controllers?.split(',').includes('memory') === true)?.[2];
    const texts = [
        memory === undefined ? undefined : read((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)('/sys/fs/cgroup/memory', memory, 'memory.oom_control')),
        unified === undefined ? undefined : read((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)('/sys/fs/cgroup', unified, 'memory.events')),
        unified === undefined ? undefined : read((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)('/sys/fs/cgroup/unified', unified, 'memory.events')),
    ];
    const count = texts.map((text) => /^oom_kill (\d+)$/m.exec(text ?? '')?.[1]).find((found) => found !== undefined);
    return count === undefined ? undefined : Number(count);
}
function read(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8');
    }
    catch {
        return undefined; // another version of cgroups, or none
    }
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

/***/ 58367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lc: () => (/* binding */ AbortError),
  Ay: () => (/* binding */ pRetry)
});

// UNUSED EXPORTS: makeRetriable

;// CONCATENATED MODULE: ../../node_modules/is-network-error/index.js
const objectToString = Object.prototype.toString;

const isError = value => objectToString.call(value) === '[object Error]';

const errorMessages = new Set([
	'network error', // Chrome
	'NetworkError when attempting to fetch resource.', // Firefox
	'The Internet connection appears to be offline.', // Safari 16
	'Network request failed', // `cross-fetch`
	'fetch failed', // Undici (Node.js)
	'terminated', // Undici (Node.js)
	' A network error occurred.', // Bun (WebKit)
	'Network connection lost', // Cloudflare Workers (fetch)
]);

function isNetworkError(error) {
	const isValid = error
		&& isError(error)
		&& error.name === 'TypeError'
		&& typeof error.message === 'string';

	if (!isValid) {
		return false;
	}

	const {message, stack} = error;

	// Safari 17+ has generic message but no stack for network errors
	if (message === 'Load failed' || (message.startsWith('Load failed (') && message.endsWith(')'))) {
		return stack === undefined
			// Sentry adds its own stack trace to the fetch error, so also check for that
			|| '__sentry_captured__' in error;
	}

	// Deno network errors start with specific text
	if (message.startsWith('error sending request for url')) {
		return true;
	}

	// Chrome: exact "Failed to fetch" or with hostname: "Failed to fetch (example.com)"
	if (message === 'Failed to fetch' || (message.startsWith('Failed to fetch (') && message.endsWith(')'))) {
		return true;
	}

	// Standard network error messages
	return errorMessages.has(message);
}

;// CONCATENATED MODULE: ../../node_modules/p-retry/index.js


function validateRetries(retries) {
	if (typeof retries === 'number') {
		if (retries < 0) {
			throw new TypeError('Expected `retries` to be a non-negative number.');
		}

		if (Number.isNaN(retries)) {
			throw new TypeError('Expected `retries` to be a valid number or Infinity, got NaN.');
		}

		// Not `Number.isSafeInteger`, which would reject a huge `retries`. That is accepted on purpose and behaves as effectively forever.
		// eslint-disable-next-line unicorn/prefer-number-is-safe-integer
		if (Number.isFinite(retries) && !Number.isInteger(retries)) {
			throw new TypeError('Expected `retries` to be a non-negative integer or Infinity.');
		}
	} else if (retries !== undefined) {
		throw new TypeError('Expected `retries` to be a number or Infinity.');
	}
}

function validateNumberOption(name, value, {allowInfinity = false} = {}) {
	if (typeof value !== 'number' || Number.isNaN(value)) {
		throw new TypeError(`Expected \`${name}\` to be a number${allowInfinity ? ' or Infinity' : ''}.`);
	}

	if (!allowInfinity && !Number.isFinite(value)) {
		throw new TypeError(`Expected \`${name}\` to be a finite number.`);
	}

	if (value < 0) {
		throw new TypeError(`Expected \`${name}\` to be \u{2265} 0.`);
	}
}

function validateOption(name, value, type) {
	// `null` means "not provided", as it does for the other options. `unref` needs this because it is the one option with no default of its own.
	if (value === undefined || value === null) {
		return;
	}

	if (typeof value !== type) {
		throw new TypeError(`Expected \`${name}\` to be a ${type}.`);
	}
}

function validateSignal(value) {
	// `null` means "not provided", as it does for the other options.
	if (value === undefined || value === null) {
		return;
	}

	// Duck typed rather than `instanceof`, so a signal from another realm still works. All three methods are checked because `removeEventListener` is called from inside a timer callback, where a `TypeError` would be an uncaught exception rather than a rejection the caller could catch.
	if (typeof value.throwIfAborted !== 'function'
		|| typeof value.addEventListener !== 'function'
		|| typeof value.removeEventListener !== 'function') {
		throw new TypeError('Expected `signal` to be an AbortSignal.');
	}
}

class AbortError extends Error {
	constructor(message) {
		super(typeof message === 'string' ? message : undefined);

		this.name = 'AbortError';

		if (message instanceof Error) {
			this.originalError = message;
			({message} = message);
		} else {
			// Created here, so it already captures every caller frame. Copying `this.stack` instead would only rewrite the header, which is rendered lazily from `name` and `message` at read time. It also stringifies a non-string message, so reuse its result below.
			this.originalError = new Error(message);
			({message} = this.originalError);

			// The caller sees this error, so the frame for this constructor is dropped where the runtime supports it. Left in, the top frame blames p-retry for an error the caller threw. An error the caller passed keeps its own stack, which points at their throw site already. V8-only, hence the lint exception, and the optional call leaves the stack as it is where it is missing.
			// eslint-disable-next-line unicorn/no-nonstandard-builtin-properties
			Error.captureStackTrace?.(this.originalError, AbortError);
		}

		this.message = message;
	}
}

// `setTimeout` cannot represent a longer delay and fires it right away instead, which turns a long backoff into a tight retry loop. Cap at the largest value it can still hold.
const maximumDelay = (2 ** 31) - 1;

function calculateDelay(retriesConsumed, options) {
	// Nothing to wait for, and multiplying by a factor that has grown to `Infinity` would give `NaN`.
	if (options.minTimeout === 0) {
		return 0;
	}

	// `retriesConsumed` starts at 0 and only ever counts up, so the first retry is already attempt 1.
	const attempt = retriesConsumed + 1;
	const random = options.randomize ? (Math.random() + 1) : 1;

	const timeout = Math.round(random * options.minTimeout * (options.factor ** (attempt - 1)));

	// `maxTimeout` rounds up, so a fractional cap still gives a whole number of milliseconds. Rounding down would turn a cap below 1 into no timer at all, which never yields to the event loop. `Math.ceil(Infinity)` is `Infinity`.
	return Math.min(timeout, Math.ceil(options.maxTimeout), maximumDelay);
}

function calculateRemainingTime(start, max) {
	return Number.isFinite(max) ? max - (performance.now() - start) : max;
}

async function delayForRetry(delay, options) {
	if (delay <= 0) {
		return;
	}

	await new Promise((resolve, reject) => {
		// Registered with `once`, so it removes itself when it fires.
		const onAbort = () => {
			clearTimeout(timeoutToken);
			reject(options.signal.reason);
		};

		const timeoutToken = setTimeout(() => {
			options.signal?.removeEventListener('abort', onAbort);
			resolve();
		}, delay);

		if (options.unref) {
			timeoutToken.unref?.();
		}

		options.signal?.addEventListener('abort', onAbort, {once: true});
	});
}

// Stringifying a thrown value can itself throw, for an object with no usable `toString`. That must never be allowed to replace the failure the caller is actually dealing with.
//
// A thrown value whose own accessors or proxy traps throw is not supported, here or anywhere else. It comes from the caller's own code, so it is not something to defend against.
function stringifyThrownValue(value) {
	try {
		return String(value);
	} catch {
		return Object.prototype.toString.call(value);
	}
}

// `AbortError` wraps the error the caller actually wants, and the wrappers can be nested, so keep unwrapping until the cause is reached. Otherwise an `AbortError` would escape `pRetry` and a `catch` doing `error instanceof AbortError` would read a real failure as a cancellation.
//
// Two wrappers whose `originalError` points at each other are not supported, like the thrown values above.
function unwrapAbortError(error) {
	let cause = error;

	// A wrapper with no error to unwrap to is the cause as far as it goes.
	while (cause instanceof AbortError && cause.originalError instanceof Error) {
		cause = cause.originalError;
	}

	return cause;
}

async function onAttemptFailure({error, attemptNumber, retriesConsumed, startTime, options}) {
	// The signal is checked after the operation and after every callback, so a cancellation is never reported as an operation failure or a callback's decision, and no callback runs after it. The last check also guards the delay, whose abort listener never fires on a signal that is already aborted.
	const abortIfNeeded = () => {
		options.signal?.throwIfAborted();
	};

	const normalizedError = error instanceof Error
		? error
		: new TypeError(`Non-error was thrown: "${stringifyThrownValue(error)}". You should only throw errors.`);

	// Checked before unwrapping an `AbortError`, because the reason a caller aborted with is final. Unwrapping it would replace the reason they chose with whatever is inside it, and it would also let an `AbortError` from the operation outrank a cancellation the caller asked for.
	abortIfNeeded();

	if (normalizedError instanceof AbortError) {
		throw unwrapAbortError(normalizedError);
	}

	// `retriesConsumed` only ever advances while `retriesLeft` is above 0, so this is never negative. `Infinity` minus a finite count is `Infinity`, so an unlimited budget needs no special case.
	const retriesLeft = options.retries - retriesConsumed;

	// A `TypeError` normally means the operation itself is broken rather than the thing it was trying to reach, so retrying it does not help. A network `TypeError` is the exception, and its message differs per runtime, so it has to be recognised rather than assumed.
	const isRetriableError = !(normalizedError instanceof TypeError) || isNetworkError(normalizedError);

	// Out of time already, out of retries, or a failure that is never retried, so the delay is 0 and the callbacks are told that no retry follows. Only computed when a retry can still follow, so a randomized delay does not draw from `Math.random` for a wait that is never taken.
	const timeLeft = calculateRemainingTime(startTime, options.maxRetryTime);
	const delayTime = isRetriableError && timeLeft > 0 && retriesLeft > 0 ? calculateDelay(retriesConsumed, options) : 0;

	const consumeRetryContext = Object.freeze({
		error: normalizedError,
		attemptNumber,
		retriesLeft,
		retriesConsumed,
		retryDelay: delayTime,
	});

	// No answer means no opinion, so fall back to the default. Treating it as `false` instead would leave `retries` uncounted and let the loop run forever.
	const consumeRetry = (await options.shouldConsumeRetry(consumeRetryContext)) ?? true;

	abortIfNeeded();

	const effectiveDelay = consumeRetry ? delayTime : 0;
	const context = Object.freeze({
		error: normalizedError,
		attemptNumber,
		retriesLeft,
		retriesConsumed,
		retryDelay: effectiveDelay,
	});

	await options.onFailedAttempt(context);

	abortIfNeeded();

	const remainingTime = calculateRemainingTime(startTime, options.maxRetryTime);

	// No time or budget left, or a failure that retrying cannot help with.
	if (
		!isRetriableError
		|| remainingTime <= 0
		|| retriesLeft <= 0
	) {
		throw normalizedError;
	}

	const shouldRetry = await options.shouldRetry(context);

	abortIfNeeded();

	if (!shouldRetry) {
		throw normalizedError;
	}

	const remainingTimeAfterShouldRetry = calculateRemainingTime(startTime, options.maxRetryTime);

	if (remainingTimeAfterShouldRetry <= 0) {
		throw normalizedError;
	}

	if (!consumeRetry) {
		return false;
	}

	await delayForRetry(Math.min(effectiveDelay, remainingTimeAfterShouldRetry), options);

	return true;
}

async function pRetry(input, options = {}) {
	options = {...options};

	// Applied before validating, so that `null` means "not provided" here as it does for every other option.
	options.retries ??= 10;

	validateRetries(options.retries);

	if (Object.hasOwn(options, 'forever')) {
		throw new Error('The `forever` option is no longer supported. For many use-cases, you can set `retries: Infinity` instead.');
	}

	options.factor ??= 2;
	options.minTimeout ??= 1000;
	options.maxTimeout ??= Infinity;
	options.maxRetryTime ??= Infinity;
	options.randomize ??= false;
	options.onFailedAttempt ??= () => {};
	options.shouldRetry ??= () => true;
	options.shouldConsumeRetry ??= () => true;

	// Validate the options that have a runtime type to check.
	validateOption('onFailedAttempt', options.onFailedAttempt, 'function');
	validateOption('shouldRetry', options.shouldRetry, 'function');
	validateOption('shouldConsumeRetry', options.shouldConsumeRetry, 'function');
	validateOption('randomize', options.randomize, 'boolean');
	validateOption('unref', options.unref, 'boolean');
	validateSignal(options.signal);
	validateNumberOption('factor', options.factor);
	validateNumberOption('minTimeout', options.minTimeout);
	validateNumberOption('maxTimeout', options.maxTimeout, {allowInfinity: true});
	validateNumberOption('maxRetryTime', options.maxRetryTime, {allowInfinity: true});

	// A negative factor is rejected above, so this only catches `0`. Treat it as `1` to keep the delay constant instead of dropping to zero after the first retry.
	if (options.factor === 0) {
		options.factor = 1;
	}

	options.signal?.throwIfAborted();

	let attemptNumber = 0;
	let retriesConsumed = 0;
	const startTime = performance.now();

	// A consumed count is always finite, so `Infinity` keeps this true and needs no special case.
	while (retriesConsumed <= options.retries) {
		attemptNumber++;

		try {
			options.signal?.throwIfAborted();

			const result = await input(attemptNumber);

			options.signal?.throwIfAborted();

			return result;
		} catch (error) {
			if (await onAttemptFailure({
				error,
				attemptNumber,
				retriesConsumed,
				startTime,
				options,
			})) {
				retriesConsumed++;
			}
		}
	}

	// Unreachable: `onAttemptFailure` throws once `retriesLeft` reaches 0, which is the same state the loop condition tests, so the loop is always left by a throw. Kept as a guard against a future change to either side breaking that pairing.
	throw new Error('Retry attempts exhausted without throwing an error.');
}

function makeRetriable(function_, options) {
	return function (...arguments_) {
		return pRetry(() => function_.apply(this, arguments_), options);
	};
}


/***/ })

};
