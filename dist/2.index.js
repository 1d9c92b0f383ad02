export const id = 2;
export const ids = [2];
export const modules = {

/***/ 60814:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keeper: () => (/* binding */ keeper)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(78645);
// EXTERNAL MODULE: ./host/commands.js
var commands = __webpack_require__(16877);
// EXTERNAL MODULE: ./host/node-host.js + 1 modules
var node_host = __webpack_require__(23930);
// EXTERNAL MODULE: ./host/processes.js
var processes = __webpack_require__(83054);
// EXTERNAL MODULE: ./ledger/file-ledger.js
var file_ledger = __webpack_require__(97696);
// EXTERNAL MODULE: ./host/oom.js
var oom = __webpack_require__(66062);
// EXTERNAL MODULE: ./host/retry.js
var retry = __webpack_require__(74841);
// EXTERNAL MODULE: ./ledger/ledger.js
var ledger_ledger = __webpack_require__(87179);
// EXTERNAL MODULE: ./host/lock.js
var lock = __webpack_require__(5160);
// EXTERNAL MODULE: ./ledger/replay.js
var replay = __webpack_require__(54965);
// EXTERNAL MODULE: ./plan/paths.js
var paths = __webpack_require__(46502);
// EXTERNAL MODULE: ./qemu/qmp.js
var qemu_qmp = __webpack_require__(54787);
// EXTERNAL MODULE: ./resources/acquire.js
var acquire = __webpack_require__(65254);
// EXTERNAL MODULE: ./units.js
var units = __webpack_require__(99335);
;// CONCATENATED MODULE: ./phases/keep-or-stop.js
/** post may still be starting when its worker dies; and a post that dies while stopping may be run again. */
const patience = 15_000;
/** A first look right after QEMU's end may come before whoever stops has taken the lock. */
const shortPatience = 3_000;
/**
 * What a look means. The keeper stops the VM when nobody else will: the worker is dead and nobody is at it; its time is
 * over; or somebody had begun to stop it, could not finish (QEMU hung in the kernel, or the stopper died), and QEMU does
 * not run by now. It leaves when the last word was said. Without a ledger nobody
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
    // Where somebody has begun already, the keeper itself included, the next try is not at once
    if (watch.lifetimePassed && (watch.ledger === 'open' || watch.unchangedFor >= patience)) {
        return { do: 'stop', why: 'max-lifetime has passed' };
    }
    return { do: 'wait' };
}

// EXTERNAL MODULE: ./phases/stop.js + 17 modules
var stop = __webpack_require__(22633);
;// CONCATENATED MODULE: ./phases/keep.js














/** How often the keeper looks: while main is about to need QEMU, and at rest. */
const eagerPause = (0,units/* millis */.ne)(10);
const calmPause = (0,units/* seconds */.YA)(2);
/** A guest that resets without end tells of it 25 times a second (V22): the first ones are enough. */
const mostEvents = 200;
const tellingEvents = new Set([
    ...['SHUTDOWN', 'RESET', 'STOP', 'RESUME', 'SUSPEND', 'WAKEUP', 'POWERDOWN'],
    ...['GUEST_PANICKED', 'GUEST_CRASHLOADED', 'BLOCK_IO_ERROR', 'WATCHDOG', 'MEMORY_FAILURE'],
]);
/** Where no plan says how long the VM may live: what the input max-lifetime is by default. */
const lifetimeWithoutPlan = (0,units/* seconds */.YA)(24 * 3600);
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
    await guard({ ledger, began, child, lifetime: plan?.spec.budgets.lifetime ?? lifetimeWithoutPlan }, host);
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
        void recordEvents(plan, ledger, host);
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
async function recordEvents({ paths }, ledger, host) {
    try {
        const connect = () => (0,qemu_qmp/* connectQmp */.J)(paths.keeperSocket, host.clock, (0,units/* seconds */.YA)(10));
        const qmp = await (0,retry/* retry */.L)(connect, { tries: 500, pause: (0,units/* millis */.ne)(20) });
        let count = 0;
        qmp.onEvent(({ event, data }) => {
            if (tellingEvents.has(event) && count++ < mostEvents)
                (0,ledger_ledger/* tryAppend */.y)(ledger, { type: 'event', event, data: data });
        });
    }
    catch {
        // QEMU ended before it had a socket, or answers nobody: its exit says more
    }
}
async function guard({ ledger, child, began, lifetime }, host) {
    let last = '';
    let since = began;
    let known = [];
    for (;;) {
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

// EXTERNAL MODULE: ./entry/environment.js
var environment = __webpack_require__(82682);
;// CONCATENATED MODULE: ./entry/keeper.js








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

/***/ 66062:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ oomKills)
/* harmony export */ });
/* harmony import */ var _proc_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33259);
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
