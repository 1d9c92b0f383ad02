export const id = 119;
export const ids = [119];
export const modules = {

/***/ 40737:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  guest: () => (/* binding */ guest)
});

// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(78645);
// EXTERNAL MODULE: ./host/node-host.js + 1 modules
var node_host = __webpack_require__(23930);
// EXTERNAL MODULE: ./ledger/file-ledger.js
var file_ledger = __webpack_require__(97696);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./guest/copy.js + 3 modules
var copy = __webpack_require__(6122);
// EXTERNAL MODULE: ./host/room.js
var room = __webpack_require__(87964);
// EXTERNAL MODULE: ./report/guest-text.js
var guest_text = __webpack_require__(33143);
;// CONCATENATED MODULE: ./steps/copy.js





/** Marks a path of the guest, as scp marks those of other machines. */
const guestPrefix = 'guest:';
/** What a guest may not take of the disk, in bytes. */
const reserve = 256 * 1024 * 1024;
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
    const { remarks } = await (0,copy/* copyIn */.DE)({ from, to: to.slice(guestPrefix.length) }, { ...context, signal: unending });
    return { remarks, isWhole: true };
}
async function outOfGuest(from, to, trusting, context) {
    const limit = Math.max(0, ((0,room/* freeSpace */.F)((0,external_node_path_.resolve)(to)) ?? (0,room/* freeSpace */.F)((0,external_node_path_.resolve)('.')) ?? Infinity) - reserve);
    const { remarks, leftOut } = await (0,copy/* copyOut */.ew)(from.slice(guestPrefix.length), to, { ...context, signal: unending }, { limit, trusting });
    return { remarks, isWhole: leftOut.length === 0 };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./guest/ssh.js
var ssh = __webpack_require__(83405);
;// CONCATENATED MODULE: ./steps/exec.js


/** Runs one command. Each word arrives in the guest as it was given here, whatever is in it. */
const exec = {
    usage: '-- COMMAND [WORD ...]',
    async run(words, { plan, host }) {
        const command = words[0] === '--' ? words.slice(1) : words;
        if (command.length === 0)
            return 'usage';
        const remote = command.map(ssh/* quoteWord */.XW).join(' ');
        return statusOf(await host.commands.attach((0,ssh/* sshWords */.y$)(plan.paths.sshConfig, 'guest', remote), { stdin: 'inherit', tag: plan.tag }));
    },
};
/** 128 and the signal's number, as a shell has it: ssh itself was ended, for instance by the job's cancellation. */
const statusOf = (exit) => ('code' in exit ? exit.code : 128 + external_node_os_.constants.signals[exit.signal]);

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./steps/script.js




/** The script goes in by stdin into a file, so that commands in it cannot eat the rest of it; they read nothing. */
const receiveAndRun = 'f=$(mktemp) && cat >"$f" && { sh -e "$f" </dev/null; s=$?; rm -f "$f"; exit $s; }';
/**
 * Runs a step's script (`shell: guest {0}`). What a guest prints is data (law L16): meanwhile the runner takes no commands
 * from its output. The runner handles stderr before stdout (ProcessInvoker.cs:398), so that is where it is told first,
 * and last on stdout.
 */
async function runScript(path, { plan, host, terminal }) {
    const token = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    const script = (0,external_node_fs_.openSync)(path, 'r');
    try {
        if (terminal.isStep)
            terminal.err(`::stop-commands::${token}\n`);
        const words = (0,ssh/* sshWords */.y$)(plan.paths.sshConfig, 'guest', `exec sh -c ${(0,ssh/* quoteWord */.XW)(receiveAndRun)}`);
        return statusOf(await host.commands.attach(words, { stdin: script, tag: plan.tag }));
    }
    finally {
        (0,external_node_fs_.closeSync)(script);
        if (terminal.isStep)
            terminal.out(`\n::${token}::\n`);
    }
}

// EXTERNAL MODULE: ./resources/process.js
var resources_process = __webpack_require__(49135);
// EXTERNAL MODULE: ./units.js
var units = __webpack_require__(99335);
;// CONCATENATED MODULE: ./steps/status.js


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
const isRunning = ({ held, ledger, host }) => held.some((one) => isQemu(one) && (0,resources_process/* livingOf */.ZS)(one, ledger.vm, host).length > 0);
const isQemu = (held) => held.kind === 'process' && held.description.role === 'qemu';

;// CONCATENATED MODULE: ./phases/enter.js




/** When the guest could not be entered at all; ssh's own word for it. */
const failedToEnter = 255;
/** Of BSD's sysexits.h: the command was used wrongly. */
const usageError = 64;
/** Every verb of the `guest` command, in the order of its usage. To add one, add a file to steps/ and a row here. */
const verbs = { exec: exec, copy: copy_copy, status: status_status };
/** The `guest` command: words → exit status. `guest FILE` runs a step's script (`shell: guest {0}`). */
async function enter(words, ledger, host, terminal) {
    const { plan, held } = ledger.read();
    if (plan === undefined) {
        terminal.err('This VM was never started, or it is stopped already.\n');
        return failedToEnter;
    }
    const context = { plan, held, ledger, host, terminal };
    const [first = '', ...rest] = words;
    if (rest.length === 0 && first.includes('/'))
        return await runScript(first, context);
    const verb = Object.hasOwn(verbs, first) ? verbs[first] : undefined;
    const result = await verb?.run(rest, context);
    if (result !== undefined && result !== 'usage')
        return result;
    terminal.err(usage(plan.spec.name));
    return usageError;
}
function usage(name) {
    const forms = [...Object.entries(verbs).map(([verb, { usage: words }]) => `${verb} ${words}`.trimEnd()), 'FILE'];
    return forms.map((form, index) => `${index === 0 ? 'usage:' : '      '} ${name} ${form}\n`).join('');
}

// EXTERNAL MODULE: ./phases/sweep.js + 1 modules
var sweep = __webpack_require__(43154);
// EXTERNAL MODULE: ./report/log-lines.js
var log_lines = __webpack_require__(73331);
// EXTERNAL MODULE: ./entry/environment.js
var environment = __webpack_require__(82682);
;// CONCATENATED MODULE: ./entry/guest.js







/** The command of a VM: its launcher puts the ledger's path before the user's words. */
async function guest() {
    if (process.argv[2] === 'sweep') {
        await sweepByHand();
        return;
    }
    const [ledger = '', ...words] = process.argv.slice(2);
    const env = (0,environment/* environment */.cA)();
    try {
        const host = (0,node_host/* nodeHost */.P)((0,environment/* childEnvironment */.Qc)(env), quiet);
        process.exitCode = await enter(words, (0,file_ledger/* openLedger */.au)(ledger), host, {
            out: (text) => process.stdout.write(text),
            err: (text) => process.stderr.write(text),
            isStep: env['GITHUB_ACTIONS'] === 'true',
        });
    }
    catch (error) {
        process.stderr.write(`${(0,errors/* messageOf */.bD)(error)}\n`);
        process.exitCode = failedToEnter;
    }
}
/** `node dist/guest.js sweep`: for a hook of the runner that is run before each job, or for a person. */
async function sweepByHand() {
    const env = (0,environment/* environment */.cA)();
    const reports = await (0,sweep/* sweep */.X)((0,environment/* stateDirectories */.Tj)(env), (0,node_host/* nodeHost */.P)((0,environment/* childEnvironment */.Qc)(env), quiet));
    for (const line of reports.flatMap(log_lines/* logLines */.O))
        process.stdout.write(`${line}\n`);
    if (reports.length === 0)
        process.stdout.write('No VM of a dead job was found.\n');
}
const quiet = { debug: () => undefined, info: () => undefined, group: (_title, body) => body() };


/***/ }),

/***/ 43154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ sweep)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./ledger/file-ledger.js
var file_ledger = __webpack_require__(97696);
// EXTERNAL MODULE: ./host/lock.js
var lock = __webpack_require__(5160);
// EXTERNAL MODULE: ./plan/paths.js
var paths = __webpack_require__(46502);
// EXTERNAL MODULE: ./report/report.js
var report_report = __webpack_require__(16605);
// EXTERNAL MODULE: ./units.js
var units = __webpack_require__(99335);
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

// EXTERNAL MODULE: ./phases/stop.js + 17 modules
var stop = __webpack_require__(1898);
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
