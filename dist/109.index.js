export const id = 109;
export const ids = [109];
export const modules = {

/***/ 15788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NF: () => (/* binding */ dossierOf),
  hr: () => (/* binding */ handIn),
  $t: () => (/* binding */ placeOf),
  yd: () => (/* binding */ tellOfEvidence)
});

// UNUSED EXPORTS: evidenceDirectory

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(11604);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(97971);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./src/guest/console.js
var console = __webpack_require__(10387);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./src/host/oom.js
var oom = __webpack_require__(75757);
// EXTERNAL MODULE: ./src/host/proc.js
var proc = __webpack_require__(69842);
// EXTERNAL MODULE: ./src/host/room.js
var room = __webpack_require__(6133);
;// CONCATENATED MODULE: ./src/host/figures.js




/** Looks at the machine, and at the disk of `directory`. Never throws. */
function hostFigures(directory) {
    const total = /^MemTotal:\s+(\d+) kB$/m.exec((0,proc/* readProc */.lK)('meminfo') ?? '')?.[1];
    const figures = {
        memoryTotal: total === undefined ? undefined : Number(total) * 1024,
        memoryAvailable: (0,room/* availableMemory */.Br)(),
        diskFree: (0,room/* freeSpace */.FP)(directory),
        oomKills: (0,oom/* oomKills */.b)(),
        kernel: (0,proc/* readProc */.lK)('version')?.trim(),
    };
    const known = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
    return { cpus: (0,external_node_os_.cpus)().length, load: (0,external_node_os_.loadavg)(), ...known };
}

// EXTERNAL MODULE: ./src/report/report.js
var report_report = __webpack_require__(32388);
// EXTERNAL MODULE: ./src/report/wording.js
var wording = __webpack_require__(33836);
;// CONCATENATED MODULE: ./src/report/json-report.js


/** What goes into report.json, for programs: docs/report.schema.json describes it. Texts are as they came. */
function jsonReport({ report, state, host }) {
    const { phase, vm, failure, causes = [], shutdown, releases, findings, bootTook } = report;
    const plan = report.plan ?? state.plan;
    const value = {
        version: 1,
        phase,
        vm: vm ?? null,
        name: plan?.spec.name ?? null,
        verdict: (0,report_report/* verdictOf */.Vj)(report),
        failure: failure ?? null,
        causes,
        outcome: shutdown?.outcome ?? null,
        attempts: shutdown?.attempts ?? [],
        notes: shutdown?.notes ?? [],
        bootMilliseconds: bootTook ?? state.bootTook ?? null,
        exit: state.exit ?? null,
        events: state.events.map(({ at, event, data }) => ({ at, event, data })),
        timeline: state.records.map(({ at, ...record }) => ({ at, what: wordsOf(record) })),
        machine: plan === undefined
            ? null
            : {
                accelerator: plan.accelerator,
                acceleratorWhy: plan.acceleratorWhy ?? null,
                qemuVersion: plan.qemuVersion,
                arch: plan.spec.arch,
                machine: plan.spec.machine,
                cpus: plan.spec.cpus,
                memoryMebibytes: plan.spec.memory,
                commandLine: withoutSecrets(plan.qemu),
            },
        released: releases.map(({ held, outcome, took, error }) => ({
            id: held.id,
            where: (0,wording/* whereOf */.de)(held),
            outcome,
            milliseconds: took,
            error: error ?? null,
        })),
        leftovers: (0,report_report/* leftoversOf */.Kz)(report),
        findings,
        host,
    };
    return JSON.parse(JSON.stringify(value));
}
/** A line of the ledger in a few words. */
function wordsOf(record) {
    const facts = record;
    const intent = facts['intent'];
    const shutdown = facts['shutdown'];
    const detail = intent?.id ??
        shutdown?.outcome ??
        facts['id'] ??
        facts['event'] ??
        facts['phase'] ??
        facts['verdict'] ??
        facts['signal'];
    return typeof detail === 'string' ? `${record.type} ${detail}` : record.type;
}
/** QEMU takes secrets in keys of its options (`-object secret,data=…`, `password=…`): an artifact is not masked. */
const withoutSecrets = (words) => words.map((word) => word.replaceAll(/\b((?:password|passwd|secret|key-secret|token)=|(?<=^secret[^ ]*,)data=)(?:,,|[^,])*/gi, '$1***'));

;// CONCATENATED MODULE: ./src/phases/dossier.js






/** Of a text that is larger, the last part is kept: an artifact is for people. */
const largestText = 8 * 1024 * 1024;
/** A dossier of nothing yet. */
function makeDossier({ directory, isSuspect, secrets }) {
    let collected;
    const hide = (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    return {
        collect(state, shutdown) {
            const { plan } = state;
            const mode = plan?.diagnostics ?? 'on-failure';
            if (directory === undefined || plan === undefined || mode === 'never')
                return;
            if (mode === 'on-failure' && (0,report_report/* endedWell */.Jr)(shutdown) && !isSuspect)
                return;
            quietly(() => {
                (0,external_node_fs_.mkdirSync)(directory, { recursive: true, mode: 0o700 });
                collected = state;
                copyTexts(plan, directory, hide);
            });
        },
        complete(report, monitor = '') {
            if (directory === undefined)
                return undefined;
            if (collected !== undefined) {
                if (collected.plan?.diagnostics !== 'always' && (0,report_report/* isUneventful */.dm)(report) && !isSuspect)
                    return undefined;
                const state = collected;
                quietly(() => {
                    writeTexts({ directory, report, state, monitor }, hide);
                });
            }
            // Another post may have stopped this VM together with its own, and have collected this
            if (!(0,external_node_fs_.existsSync)(directory))
                return undefined;
            return { directory, files: (0,external_node_fs_.readdirSync)(directory).map((name) => (0,external_node_path_.join)(directory, name)) };
        },
    };
}
/** The disk may be full: that is told elsewhere. */
function quietly(body) {
    try {
        body();
    }
    catch {
        // what could be written is there
    }
}
function copyTexts({ paths, qemu }, directory, hide) {
    const { consoleLog, firmwareLog, qemuLog, sshLog, keeperLog, screenshot } = paths;
    for (const path of [consoleLog, firmwareLog, qemuLog, sshLog, keeperLog]) {
        if (!(0,external_node_fs_.existsSync)(path))
            continue;
        const to = (0,external_node_path_.join)(directory, (0,external_node_path_.basename)(path));
        const text = (0,console/* tailOf */.Cj)(path, largestText);
        const shown = hide(text);
        if (shown !== text || Buffer.byteLength(text) >= largestText)
            (0,external_node_fs_.writeFileSync)(to, shown, { mode: 0o600 });
        else
            (0,external_node_fs_.copyFileSync)(path, to);
    }
    if ((0,external_node_fs_.existsSync)(screenshot))
        (0,external_node_fs_.copyFileSync)(screenshot, (0,external_node_path_.join)(directory, (0,external_node_path_.basename)(screenshot)));
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, 'command-line.txt'), hide(`${withoutSecrets(qemu).join('\n')}\n`), { mode: 0o600 });
}
function writeTexts({ directory, report, state, monitor }, hide) {
    const put = (name, text) => {
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, name), hide(text), { mode: 0o600 });
    };
    const host = { ...hostFigures(directory) };
    put('report.json', `${JSON.stringify(jsonReport({ report, state, host }), undefined, 2)}\n`);
    if (monitor !== '')
        put('monitor.txt', monitor);
}

// EXTERNAL MODULE: ./src/report/guest-text.js
var guest_text = __webpack_require__(63742);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(80231);
// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(16986);
// EXTERNAL MODULE: ./src/entry/environment.js
var environment = __webpack_require__(61483);
;// CONCATENATED MODULE: ./src/entry/artifact.js



/** A few megabytes take seconds; the phase must not wait longer for what is a courtesy. */
const uploadBudget = 30_000;
/** Whether this runner has a service for artifacts: act and others have none. */
const isOffered = () => {
    const env = (0,environment/* environment */.cA)();
    return (env['ACTIONS_RESULTS_URL'] ?? '') !== '' && (env['ACTIONS_RUNTIME_TOKEN'] ?? '') !== '';
};
/**
 * Uploads files as an artifact of the run: post comes after the user's own upload steps, so nobody else can. Takes 30 s at
 * most and never throws. The library is loaded only here: it is 5 MB, and most jobs never need it.
 * @returns whether it is there.
 */
async function uploadArtifact(name, files, root) {
    if (!isOffered())
        return false;
    const over = Promise.withResolvers();
    const timer = setTimeout(() => {
        over.reject(new Error(`it took longer than ${uploadBudget / 1000} s`));
    }, uploadBudget);
    try {
        const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(736), __webpack_require__.e(358), __webpack_require__.e(709)]).then(__webpack_require__.bind(__webpack_require__, 99709));
        const upload = new DefaultArtifactClient().uploadArtifact(name, [...files], root);
        upload.catch(() => undefined); // it may fail when nobody waits any more
        await Promise.race([upload, over.promise]);
        return true;
    }
    catch (error) {
        core/* info */.pq(`The evidence could not be uploaded as an artifact: ${(0,errors/* messageOf */.bD)(error)}`);
        return false;
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./src/entry/evidence.js








/**
 * The dossier of a VM. It lies in RUNNER_TEMP, which the runner empties when the job is over: it has to outlive the run
 * directory, so that later steps can read it, and must not outlive the job.
 */
function dossierOf(vm, isSuspect, { temporary }) {
    const directory = temporary === '' ? undefined : evidenceDirectory(vm, temporary);
    return makeDossier({ directory, isSuspect, secrets: (0,environment/* secretValues */.VX)((0,environment/* environment */.cA)()) });
}
/** Where the evidence on a VM is kept. */
const evidenceDirectory = (vm, temporary) => (0,external_node_path_.join)(temporary, `${(0,units/* tagOf */.cO)(vm)}-evidence`);
/** Completes a dossier, and uploads it where the runner offers that. Takes 30 s at most and never throws. */
async function handIn(dossier, report, monitor = '') {
    const made = dossier.complete(report, monitor);
    if (made === undefined)
        return undefined;
    const { directory, files } = made;
    const artifact = `qemu-vm-${report.plan?.spec.name ?? 'guest'}-${report.vm ?? ''}`;
    const isUploaded = await core/* group */.Os(`Evidence: ${files.length} files in ${directory}`, () => uploadArtifact(artifact, files, directory));
    if (report.phase === 'main')
        core/* setOutput */.uH('evidence', directory);
    return { ...made, ...(isUploaded ? { artifact } : {}) };
}
/** Where it is, in words. */
const placeOf = ({ directory, artifact }) => artifact === undefined ? `${directory}, until the job ends` : `the artifact ${artifact}`;
/** Says in the summary where evidence is. */
async function tellOfEvidence({ directory, files, artifact }) {
    const where = artifact === undefined
        ? (0,markdown/* markup */.PT) `${(0,guest_text/* inlineCode */.ti)(directory)}, until the job ends`
        : (0,markdown/* markup */.PT) `the artifact ${(0,guest_text/* inlineCode */.ti)(artifact)}`;
    const names = files.map((file) => (0,external_node_path_.basename)(file)).join(', ');
    try {
        await summary/* summary */.z.addRaw((0,markdown/* markup */.PT) `Evidence (${(0,guest_text/* inlineCode */.ti)(names)}): ${where}.`, true).write();
    }
    catch {
        // the log has told it
    }
}


/***/ }),

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

/***/ 58095:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ removeKernelMatchers),
/* harmony export */   w: () => (/* binding */ addKernelMatchers)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11604);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);


/** Beside the bundle: tools/build.ts puts it there. */
const file = 'kernel-matcher.json';
const owners = ['qemu-vm-kernel-error', 'qemu-vm-kernel-warning'];
/** From now on the runner looks in every line of the job's log for what a kernel complains of, W/Handlers/OutputManager.cs. */
function addKernelMatchers(directory) {
    _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq(`::add-matcher::${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, file)}`);
}
/** The runner has no idea that a matcher belongs to a step: without this it would be for the rest of the job. */
function removeKernelMatchers() {
    for (const owner of owners)
        _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq(`::remove-matcher owner=${owner}::`);
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

/***/ 45885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ examine)
/* harmony export */ });
/* harmony import */ var _diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14262);
/* harmony import */ var _qemu_qmp_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26080);
/* harmony import */ var _qemu_screenshot_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49964);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50938);
/* harmony import */ var _clues_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27164);
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
const connectBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(1500);
const replyBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(1500);
/**
 * Looks at a VM before it is taken down: its files, its ledger, and, while QEMU lives, its run state, its registers
 * and its screen, where it has one, which QEMU draws into the run directory for the dossier.
 * Takes 5 s at most, and never throws: a failure is not made worse by the wish to explain it.
 */
async function examine(ledger, host, failure) {
    try {
        const state = ledger.read();
        const { status, text } = state.plan === undefined ? unanswered : await ask(state.plan.paths, host);
        const clues = (0,_clues_js__WEBPACK_IMPORTED_MODULE_4__/* .cluesOf */ .u)(ledger.read(), { ...(failure && { failure }), ...(status && { status }) });
        return { causes: (0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_0__/* .diagnose */ .h)(clues), monitor: text };
    }
    catch {
        return { causes: [], monitor: '' };
    }
}
const unanswered = { status: undefined, text: '' };
async function ask({ qmpSocket, screenshot }, host) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const qmp = __addDisposableResource(env_1, await (0,_qemu_qmp_js__WEBPACK_IMPORTED_MODULE_1__/* .connectQmp */ .J)(qmpSocket, host.clock, connectBudget), true);
            const signal = AbortSignal.timeout(replyBudget);
            const status = (await qmp.execute('query-status', { signal }));
            const registers = await words(qmp, 'info registers -a', signal);
            await (0,_qemu_screenshot_js__WEBPACK_IMPORTED_MODULE_2__/* .drawScreen */ .r)(qmp, screenshot, signal).catch(() => undefined);
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
const words = async (qmp, line, signal) => text(await qmp.execute('human-monitor-command', { arguments: { 'command-line': line }, signal }));
const text = (answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer));


/***/ })

};
