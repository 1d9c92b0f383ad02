export const id = 563;
export const ids = [563,509];
export const modules = {

/***/ 35584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EZ: () => (/* binding */ newLedger),
/* harmony export */   Wf: () => (/* binding */ othersOfJob),
/* harmony export */   gq: () => (/* binding */ ledgerForMain),
/* harmony export */   iT: () => (/* binding */ ledgersForPost)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16986);
/* harmony import */ var _host_frozen_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50072);
/* harmony import */ var _ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24799);
/* harmony import */ var _plan_paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89861);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(50938);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(60065);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(61483);










/** Chooses an id and opens its ledger; the runner remembers the path before anything else exists. */
async function newLedger(runner, host) {
    const vm = newId();
    const path = (0,_plan_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .ledgerPath */ .tf)(await usableDirectory(runner.stateDirectories, host), vm);
    runner.saveLedger(path);
    host.log.info(`The ledger of this VM is ${path}`);
    const ledger = (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .createLedger */ .M5)(path);
    const { self } = host.processes;
    ledger.append({ type: 'opened', vm, owner: runner.owner(host.processes), bootId: self.bootId });
    return ledger;
}
/**
 * The first place that can be used; one that takes no writes would hold us up for as long as that, beyond any time limit.
 * @throws QemuVmError of the last one, when none can.
 */
async function usableDirectory([first = '', ...others], host) {
    try {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(first) && (await (0,_host_frozen_js__WEBPACK_IMPORTED_MODULE_4__/* .isFrozen */ .Z)(first, host))) {
            const hint = 'Set state-dir to a directory on another disk.';
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .QemuVmError */ .Wn('ledger', `${first} takes no writes: it is frozen, or its disk hangs.`, { hint });
        }
        return (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .prepareStateDirectory */ .qo)(first);
    }
    catch (error) {
        if (others.length === 0)
            throw error;
        return await usableDirectory(others, host);
    }
}
/** The ledger that pre has opened for this main; or a new one, also where its disk hangs by now. */
async function ledgerForMain(runner, host) {
    const saved = savedLedger(runner, host);
    const isUsable = saved !== undefined && saved.read().mains.length === 0 && !(await (0,_host_frozen_js__WEBPACK_IMPORTED_MODULE_4__/* .isFrozen */ .Z)(saved.path, host));
    return isUsable ? saved : await newLedger(runner, host);
}
/** The saved ledger; where that leads nowhere, every ledger of this very step. */
function ledgersForPost(runner, host) {
    const saved = savedLedger(runner, host);
    if (saved !== undefined)
        return { ledgers: [saved], wasLost: false };
    const owner = runner.owner(host.processes);
    const places = new Set([...runner.stateDirectories, ...(0,_environment_js__WEBPACK_IMPORTED_MODULE_8__/* .stateDirectories */ .Tj)((0,_environment_js__WEBPACK_IMPORTED_MODULE_8__/* .environment */ .cA)())]);
    const ledgers = [...places].flatMap(_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .listLedgers */ .Vc).filter((ledger) => {
        const state = ledger.read();
        return state.owner !== undefined && (0,_owner_js__WEBPACK_IMPORTED_MODULE_9__/* .isSameStep */ .lO)(state.owner, owner);
    });
    const refused = ledgers.length > 0 ? undefined : whyRefused(runner.savedLedger);
    return { ledgers, wasLost: ledgers.length > 0, ...(refused === undefined ? {} : { refused }) };
}
/** The ledgers of the other VMs of this very job that lie in the same places. */
function othersOfJob(own, runner, host) {
    const owner = runner.owner(host.processes);
    const known = new Set(own.map(({ path }) => path));
    const places = new Set([...own.map(({ path }) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path)), ...runner.stateDirectories]);
    return [...places].flatMap(_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .listLedgers */ .Vc).filter((ledger) => {
        const other = known.has(ledger.path) ? undefined : ledger.read().owner;
        return other !== undefined && (0,_owner_js__WEBPACK_IMPORTED_MODULE_9__/* .isSameJob */ .c_)(owner, other);
    });
}
/** Why a ledger that is there cannot be opened: main ran as root, and post as another user. Undefined where there is none. */
function whyRefused(path) {
    if ((0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .vmOfLedger */ .K0)(path) === undefined)
        return undefined;
    try {
        (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .openLedger */ .au)(path);
        return undefined;
    }
    catch (error) {
        const isGone = lstatCode(path) === 'ENOENT';
        return isGone ? undefined : (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error);
    }
}
function lstatCode(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(path);
        return undefined;
    }
    catch (error) {
        return error.code;
    }
}
/** The ledger that an earlier phase saved, if it is one, and if it is this step's own. */
function savedLedger(runner, host) {
    const ledger = runner.savedLedger === '' ? undefined : (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_5__/* .tryOpenLedger */ .dd)(runner.savedLedger);
    const owner = ledger?.read().owner;
    const isOthers = owner !== undefined && !(0,_owner_js__WEBPACK_IMPORTED_MODULE_9__/* .isSameStep */ .lO)(owner, runner.owner(host.processes));
    return isOthers && owner.runId !== '' ? undefined : ledger;
}
function newId() {
    const id = (0,_units_js__WEBPACK_IMPORTED_MODULE_7__/* .parseVmId */ ._O)((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex'));
    if (id === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .QemuVmError */ .Wn('ledger', 'No id could be made.');
    return id;
}


/***/ }),

/***/ 60065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bf: () => (/* binding */ ownerOf),
/* harmony export */   c_: () => (/* binding */ isSameJob),
/* harmony export */   lO: () => (/* binding */ isSameStep)
/* harmony export */ });
/* harmony import */ var _plan_intent_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1147);

/** Whose VM this phase works on. GITHUB_* name the step; the worker is the ancestor that dies with the job. */
function ownerOf(env, processes) {
    const worker = processes.ancestor('Runner.Worker');
    return {
        repository: env['GITHUB_REPOSITORY'] ?? '',
        runId: env['GITHUB_RUN_ID'] ?? '',
        attempt: env['GITHUB_RUN_ATTEMPT'] ?? '',
        job: env['GITHUB_JOB'] ?? '',
        step: env['GITHUB_ACTION'] ?? '',
        ...(worker === undefined ? {} : { worker }),
    };
}
/**
 * Whether two are the same step of the same job. Without a run id there is no job to compare. The jobs of a matrix have
 * all of these in common, and may run on one machine: only the worker tells them apart, where it is known.
 */
const isSameStep = (one, other) => one.runId !== '' &&
    ['repository', 'runId', 'attempt', 'job', 'step'].every((key) => one[key] === other[key]) &&
    (one.worker === undefined || other.worker === undefined || (0,_plan_intent_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameProcess */ .S)(one.worker, other.worker));
/** Whether two are of one job, whichever step. Only the worker tells: nothing else is a job's own (act, job containers). */
const isSameJob = (one, other) => one.worker !== undefined && other.worker !== undefined && (0,_plan_intent_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameProcess */ .S)(one.worker, other.worker);


/***/ }),

/***/ 87563:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pre: () => (/* binding */ pre)
/* harmony export */ });
/* harmony import */ var _host_node_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4300);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16986);
/* harmony import */ var _ledgers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35584);
/* harmony import */ var _sweep_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59622);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60090);





/** Sweeps, chooses the VM's id and opens its ledger. Never fails the job, and main can do without (law L15). */
async function pre() {
    (0,_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .surviveBrokenOutput */ .FS)();
    try {
        const runner = (0,_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .readRunner */ .fY)();
        const host = (0,_host_node_host_js__WEBPACK_IMPORTED_MODULE_0__/* .nodeHost */ .P)(runner.childEnvironment, _runner_js__WEBPACK_IMPORTED_MODULE_4__/* .stepLog */ .tV);
        await (0,_sweep_js__WEBPACK_IMPORTED_MODULE_3__/* .sweepFirst */ .L)(runner, host);
        await (0,_ledgers_js__WEBPACK_IMPORTED_MODULE_2__/* .newLedger */ .EZ)(runner, host);
    }
    catch (error) {
        _runner_js__WEBPACK_IMPORTED_MODULE_4__/* .stepLog */ .tV.info(`Nothing could be prepared; main will try again: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
    // A child that hangs in the kernel would be waited for as long as that
    process.exit();
}


/***/ }),

/***/ 64018:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ publish)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(11604);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(97971);
// EXTERNAL MODULE: ./src/report/findings.js
var findings = __webpack_require__(26400);
// EXTERNAL MODULE: ./src/report/log-lines.js
var log_lines = __webpack_require__(96240);
// EXTERNAL MODULE: ./src/report/guest-text.js
var guest_text = __webpack_require__(63742);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(80231);
;// CONCATENATED MODULE: ./src/report/evidence.js


/** The HTML around the block, its title with two numbers, and the line ends: fewer bytes than this. */
const evidence_frame = 200;
/**
 * The evidence in at most `budget` UTF-8 bytes: the newest lines that fit. Undefined when none does. The title says
 * what was cut.
 */
function fittedEvidence({ title, text }, budget) {
    let room = budget - evidence_frame - (0,markdown/* byteLength */.dp)(title) - 2 * (0,markdown/* byteLength */.dp)((0,markdown/* fenceOf */.xn)(text.lines));
    let first = text.lines.length;
    while (first > 0) {
        room -= (0,markdown/* byteLength */.dp)(text.lines[first - 1] ?? '') + 1;
        if (room < 0)
            break;
        first -= 1;
    }
    if (first === text.lines.length)
        return undefined;
    const kept = text.lines.slice(first);
    const left = text.cut.lines + first;
    const count = kept.length === 1 ? '1 line' : `${kept.length} lines`;
    const extent = left === 0 ? count : `the last ${count}; ${left} older left out`;
    return (0,markdown/* details */.zH)((0,markdown/* markup */.PT) `${(0,markdown/* markdownOf */.RQ)(title)} (${(0,markdown/* markdownOf */.RQ)(extent)})`, (0,guest_text/* forMarkdown */.Bm)(kept));
}

// EXTERNAL MODULE: ./src/report/report.js
var report_report = __webpack_require__(32388);
// EXTERNAL MODULE: ./src/report/sections.js + 1 modules
var report_sections = __webpack_require__(41140);
// EXTERNAL MODULE: ./src/report/wording.js
var wording = __webpack_require__(33836);
;// CONCATENATED MODULE: ./src/report/summary.js






/** What the runner takes of one step, actions/runner FileCommandManager.cs:223-293: of a longer summary it shows nothing. */
const runnerSummaryLimit = (/* unused pure expression or super */ null && (1024 * 1024));
/** More lines than anybody reads; what a line may have is the limit of reliability.markup, `Console to log`. */
const evidenceLimits = { lines: 1000, columns: 2048 };
/** Room for the sentence that says what was left out. */
const reserve = 500;
/** Between two blocks, and after the last. */
const gap = 2;
/**
 * The step summary in Markdown, at most `maxBytes` UTF-8 bytes: heading, error, outcome, tables, and, when something
 * went wrong, what the guest and QEMU printed. When it would be longer, the oldest evidence goes first, then whole
 * sections, the lightest first; either is said. Empty when there is no room for a heading. Hostile text cannot be
 * more than text in it.
 */
function summarize(report, maxBytes) {
    if ((0,report_report/* isIdle */.xB)(report))
        return bounded(idleLine(report), maxBytes);
    let room = maxBytes - reserve;
    const kept = [];
    const missing = [];
    const keep = (name, text) => {
        const size = text === undefined ? Infinity : (0,markdown/* byteLength */.dp)(text) + gap;
        if (text === undefined || size > room)
            missing.push(name);
        else {
            kept.push(text);
            room -= size;
        }
    };
    const sections = (0,report_sections/* sectionsOf */.Ks)(report);
    const folds = (0,report_report/* isUneventful */.dm)(report) ? sections.filter(({ isDetail }) => isDetail) : [];
    for (const { name, text } of sections.filter((section) => !folds.includes(section)))
        keep(name, text);
    if (folds.length > 0) {
        const shown = kept.splice(0);
        for (const { name, text } of folds)
            keep(name, text);
        if (kept.length > 0)
            shown.push((0,markdown/* details */.zH)((0,markdown/* markup */.PT) `Details`, (0,markdown/* markdownOf */.RQ)(kept.splice(0).join('\n\n'))));
        kept.push(...shown);
    }
    const evidence = evidenceOf(report);
    evidence.forEach((item, index) => {
        // What comes later has a right to its share of the room, but only as far as it needs it.
        const later = evidence.slice(index + 1).reduce((sum, other) => sum + needOf(other), 0);
        const share = Math.floor(room / (evidence.length - index));
        keep(item.name, fittedEvidence(item, Math.max(share, room - later) - gap));
    });
    if (missing.length > 0 && kept.length > 0)
        kept.push((0,markdown/* markup */.PT) `_Left out for want of room: ${(0,markdown/* markdownOf */.RQ)(missing.join(', '))}._`);
    return bounded(kept.join('\n\n'), maxBytes);
}
const idleLine = (report) => (0,markdown/* markup */.PT) `✅ ${(0,guest_text/* markdownText */.p7)((0,wording/* labelOf */.Wy)(report))}: ${(0,guest_text/* markdownText */.p7)((0,wording/* idleSentence */.OX)(report))}`;
/** What the guest and QEMU printed, when somebody will want to see it. */
function evidenceOf(report) {
    if ((0,report_report/* isUneventful */.dm)(report))
        return [];
    const { consoleTail = '', qemuLog = '' } = report;
    return [
        { name: 'the console', title: "The guest's console", text: (0,guest_text/* plainLines */.y1)(consoleTail, evidenceLimits) },
        { name: "QEMU's output", title: "QEMU's output", text: (0,guest_text/* plainLines */.y1)(qemuLog, evidenceLimits) },
    ].filter(({ text }) => text.lines.some((line) => line.trim() !== ''));
}
const needOf = (evidence) => (0,markdown/* byteLength */.dp)(fittedEvidence(evidence, Infinity) ?? '') + 300;
const bounded = (text, maxBytes) => text !== '' && (0,markdown/* byteLength */.dp)(text) + 1 <= maxBytes ? `${text}\n` : '';

;// CONCATENATED MODULE: ./src/entry/publish.js




/** A step's summary may have 1 MiB, or none of it is shown: FileCommandManager.cs, AttachmentSizeLimit. */
const summaryLimit = 1024 * 1024;
const annotate = { notice: core/* notice */.lm, warning: core/* warning */.$e, error: core/* error */.z3 };
/** Report → log, annotations, step summary, exit code. */
async function publish(report) {
    for (const { title, lines } of (0,log_lines.logGroups)(report, core/* isDebug */._o())) {
        core/* startGroup */.Oh(title);
        for (const line of lines)
            core/* info */.pq(line);
        core/* endGroup */.N4();
    }
    for (const { level, title, message } of (0,findings/* findingsOf */.WX)(report))
        annotate[level](message, { title });
    process.exitCode = Math.max(Number(process.exitCode ?? 0), (0,findings/* exitCodeOf */.FO)(report));
    try {
        await summary/* summary */.z.addRaw(summarize(report, summaryLimit), true).write();
    }
    catch (error) {
        core/* info */.pq(`The step summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
}


/***/ }),

/***/ 60090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FS: () => (/* binding */ surviveBrokenOutput),
/* harmony export */   Ln: () => (/* binding */ unheeded),
/* harmony export */   fY: () => (/* binding */ readRunner),
/* harmony export */   tV: () => (/* binding */ stepLog)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11604);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60065);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61483);




const inputPrefix = 'INPUT_';
const ledgerState = 'ledger';
/** Reads everything that the runner has put into the environment. */
function readRunner() {
    const env = (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .environment */ .cA)();
    const inputs = new Map(Object.entries(env)
        .filter(([name]) => name.startsWith(inputPrefix))
        .map(([name, value]) => [name.slice(inputPrefix.length).toLowerCase(), value]));
    const asked = inputs.get('state-dir')?.trim() ?? '';
    const places = asked === '' ? (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .stateDirectories */ .Tj)(env) : [asked];
    return {
        inputs,
        workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
        temporary: env['RUNNER_TEMP'] ?? '',
        stateDirectories: places,
        imageStores: (stateDirectory) => (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .imageDirectories */ .jH)(env, stateDirectory),
        actionsCacheDirectory: (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .cacheServiceDirectory */ .zU)(env),
        isCancelled: inputs.get('job-status') === 'cancelled',
        hasFailed: inputs.get('job-status') === 'failure',
        childEnvironment: (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .childEnvironment */ .Qc)(env),
        savedLedger: _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .getState */ .Gu(ledgerState),
        owner: (processes) => (0,_owner_js__WEBPACK_IMPORTED_MODULE_3__/* .ownerOf */ .bf)(env, processes),
        saveLedger(path) {
            _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .saveState */ .LZ(ledgerState, path);
        },
    };
}
/** The step's log. */
const stepLog = {
    debug: _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .debug */ .Yz,
    info: _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .info */ .pq,
    group: _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .group */ .Os,
};
/** While it runs, nothing that is printed is a command to the runner: what a guest prints is data (law L16). */
async function unheeded(body) {
    const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(16).toString('hex');
    _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .info */ .pq(`::stop-commands::${token}`);
    try {
        return await body();
    }
    finally {
        _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .info */ .pq(`::${token}::`);
    }
}
/** A worker that dies takes the other end of our pipes with it; the next write must not end us half way. */
function surviveBrokenOutput() {
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => undefined);
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


/***/ })

};
