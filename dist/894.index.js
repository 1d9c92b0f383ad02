export const id = 894;
export const ids = [894];
export const modules = {

/***/ 8657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EZ: () => (/* binding */ newLedger),
/* harmony export */   gq: () => (/* binding */ ledgerForMain),
/* harmony export */   iT: () => (/* binding */ ledgersForPost)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8645);
/* harmony import */ var _ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7696);
/* harmony import */ var _plan_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6502);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9335);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5916);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2682);








/** Chooses an id and opens its ledger; the runner remembers the path before anything else exists. */
function newLedger(runner, host) {
    const vm = newId();
    const path = (0,_plan_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .ledgerPath */ .tf)(usableDirectory(runner.stateDirectories), vm);
    runner.saveLedger(path);
    host.log.info(`The ledger of this VM is ${path}`);
    const ledger = (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .createLedger */ .M5)(path);
    const { self } = host.processes;
    ledger.append({ type: 'opened', vm, owner: runner.owner(host.processes), bootId: self.bootId });
    return ledger;
}
/** The first place that can be used. @throws QemuVmError of the first one, when none can. */
function usableDirectory([first, ...others]) {
    try {
        return (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .prepareStateDirectory */ .qo)(first ?? '');
    }
    catch (error) {
        if (others.length === 0)
            throw error;
        return usableDirectory(others);
    }
}
/** The ledger that pre has opened for this main, or a new one. */
function ledgerForMain(runner, host) {
    const saved = savedLedger(runner, host);
    return saved !== undefined && saved.read().mains.length === 0 ? saved : newLedger(runner, host);
}
/** The saved ledger; where that leads nowhere, every ledger of this very step. */
function ledgersForPost(runner, host) {
    const saved = savedLedger(runner, host);
    if (saved !== undefined)
        return { ledgers: [saved], wasLost: false };
    const owner = runner.owner(host.processes);
    const places = new Set([...runner.stateDirectories, ...(0,_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .stateDirectories */ .Tj)((0,_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .environment */ .cA)())]);
    const ledgers = [...places].flatMap(_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .listLedgers */ .Vc).filter((ledger) => {
        const state = ledger.read();
        return state.owner !== undefined && (0,_owner_js__WEBPACK_IMPORTED_MODULE_7__/* .isSameStep */ .l)(state.owner, owner);
    });
    const refused = ledgers.length > 0 ? undefined : whyRefused(runner.savedLedger);
    return { ledgers, wasLost: ledgers.length > 0, ...(refused === undefined ? {} : { refused }) };
}
/** Why a ledger that is there cannot be opened: main ran as root, and post as another user. Undefined where there is none. */
function whyRefused(path) {
    if ((0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .vmOfLedger */ .K0)(path) === undefined)
        return undefined;
    try {
        (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .openLedger */ .au)(path);
        return undefined;
    }
    catch (error) {
        const isGone = lstatCode(path) === 'ENOENT';
        return isGone ? undefined : (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
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
    const ledger = runner.savedLedger === '' ? undefined : (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_3__/* .tryOpenLedger */ .dd)(runner.savedLedger);
    const owner = ledger?.read().owner;
    const isOthers = owner !== undefined && !(0,_owner_js__WEBPACK_IMPORTED_MODULE_7__/* .isSameStep */ .l)(owner, runner.owner(host.processes));
    return isOthers && owner.runId !== '' ? undefined : ledger;
}
function newId() {
    const id = (0,_units_js__WEBPACK_IMPORTED_MODULE_5__/* .parseVmId */ ._O)((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex'));
    if (id === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('ledger', 'No id could be made.');
    return id;
}


/***/ }),

/***/ 5916:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ ownerOf),
/* harmony export */   l: () => (/* binding */ isSameStep)
/* harmony export */ });
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
    (one.worker === undefined || other.worker === undefined || isSameProcess(one.worker, other.worker));
const isSameProcess = (one, other) => one.pid === other.pid && one.startTicks === other.startTicks && one.bootId === other.bootId;


/***/ }),

/***/ 7042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ publish)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(1604);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(7971);
// EXTERNAL MODULE: ./report/findings.js
var findings = __webpack_require__(893);
// EXTERNAL MODULE: ./report/log-lines.js
var log_lines = __webpack_require__(3331);
// EXTERNAL MODULE: ./report/guest-text.js
var guest_text = __webpack_require__(3143);
// EXTERNAL MODULE: ./report/markdown.js
var markdown = __webpack_require__(8186);
;// CONCATENATED MODULE: ./report/evidence.js


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

// EXTERNAL MODULE: ./report/report.js
var report_report = __webpack_require__(6605);
// EXTERNAL MODULE: ./report/sections.js
var sections = __webpack_require__(2331);
// EXTERNAL MODULE: ./report/wording.js
var wording = __webpack_require__(9439);
;// CONCATENATED MODULE: ./report/summary.js






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
    for (const { name, text } of (0,sections/* sectionsOf */.Ks)(report))
        keep(name, text);
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
    if (report.failure === undefined && (0,report_report/* verdictOf */.Vj)(report) === 'clean')
        return [];
    const { consoleTail = '', qemuLog = '' } = report;
    return [
        { name: 'the console', title: "The guest's console", text: (0,guest_text/* plainLines */.y1)(consoleTail, evidenceLimits) },
        { name: "QEMU's output", title: "QEMU's output", text: (0,guest_text/* plainLines */.y1)(qemuLog, evidenceLimits) },
    ].filter(({ text }) => text.lines.some((line) => line.trim() !== ''));
}
const needOf = (evidence) => (0,markdown/* byteLength */.dp)(fittedEvidence(evidence, Infinity) ?? '') + 300;
const bounded = (text, maxBytes) => text !== '' && (0,markdown/* byteLength */.dp)(text) + 1 <= maxBytes ? `${text}\n` : '';

;// CONCATENATED MODULE: ./entry/publish.js




/** A step's summary may have 1 MiB, or none of it is shown: FileCommandManager.cs, AttachmentSizeLimit. */
const summaryLimit = 1024 * 1024;
const annotate = { notice: core/* notice */.lm, warning: core/* warning */.$e, error: core/* error */.z3 };
/** Report → log, annotations, step summary, exit code. */
async function publish(report) {
    for (const { title, lines } of (0,log_lines/* logGroups */.D)(report)) {
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

/***/ 1261:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FS: () => (/* binding */ surviveBrokenOutput),
/* harmony export */   fY: () => (/* binding */ readRunner),
/* harmony export */   tV: () => (/* binding */ stepLog)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1604);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5916);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2682);



const inputPrefix = 'INPUT_';
const ledgerState = 'ledger';
/** Reads everything that the runner has put into the environment. */
function readRunner() {
    const env = (0,_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .environment */ .cA)();
    const inputs = new Map(Object.entries(env)
        .filter(([name]) => name.startsWith(inputPrefix))
        .map(([name, value]) => [name.slice(inputPrefix.length).toLowerCase(), value]));
    const asked = inputs.get('state-dir')?.trim() ?? '';
    const places = asked === '' ? (0,_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .stateDirectories */ .Tj)(env) : [asked];
    return {
        inputs,
        workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
        stateDirectories: places,
        imageStores: places.flatMap((place) => (0,_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .imageDirectories */ .jH)(env, place)),
        actionsCacheDirectory: (0,_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheServiceDirectory */ .zU)(env),
        isCancelled: inputs.get('job-status') === 'cancelled',
        hasFailed: inputs.get('job-status') === 'failure',
        childEnvironment: (0,_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .childEnvironment */ .Qc)(env),
        savedLedger: _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .getState */ .Gu(ledgerState),
        owner: (processes) => (0,_owner_js__WEBPACK_IMPORTED_MODULE_2__/* .ownerOf */ .b)(env, processes),
        saveLedger(path) {
            _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .saveState */ .LZ(ledgerState, path);
        },
    };
}
/** The step's log. */
const stepLog = {
    debug: _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .debug */ .Yz,
    info: _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq,
    group: _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .group */ .Os,
};
/** A worker that dies takes the other end of our pipes with it; the next write must not end us half way. */
function surviveBrokenOutput() {
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => undefined);
}


/***/ }),

/***/ 893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D3: () => (/* binding */ incidentsOf),
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   WX: () => (/* binding */ findingsOf)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9335);
/* harmony import */ var _guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3143);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6605);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9439);




/** Per level and step: actions/runner, Runner.Worker/ExecutionContext.cs:144. More become log lines only. */
const mostPerLevel = 10;
/** UTF-16 units of a message: the same, :146. The runner cuts without a word. */
const longestMessage = 4096;
const longestTitle = 200;
/**
 * What becomes annotations, errors first: at most ten of each level, of messages of at most 4096 UTF-16 units, cuts
 * said. Titles and messages hold no control characters and are safe in a log even when printed as they are. A sweep
 * is about the VM of another job and raises no errors.
 */
function findingsOf(report) {
    const all = allFindings(report).map((finding) => report.phase === 'sweep' && finding.level === 'error' ? { ...finding, level: 'warning' } : finding);
    return ['error', 'warning', 'notice'].flatMap((level) => limited(all.filter((one) => one.level === level)));
}
/**
 * The exit code of the phase: 1 when something is left, when `main` failed, or when `fail-on: forced-shutdown` says so.
 * A sweep is about the VM of another job and never fails this one.
 */
function exitCodeOf(report) {
    if (report.phase === 'sweep')
        return 0;
    return (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictOf */ .Vj)(report) === 'leaked' || report.failure !== undefined || (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .failsAsForced */ .Tg)(report) ? 1 : 0;
}
/** What the cleanup itself met, beside the outcome and the leftovers. Text as it came: escape before use. */
function incidentsOf(report) {
    const failed = report.releases.filter(({ outcome, leftovers }) => outcome === 'failed' && leftovers.length === 0);
    return [
        ...failed.map(({ held, error }) => {
            const why = error === undefined ? '' : ` ${error}`;
            const message = `Nothing of it is left, but releasing it did not work as intended: ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .whereOf */ .de)(held)}.${why}`;
            return { level: 'warning', title: `Releasing ${held.id} failed`, message };
        }),
        ...report.findings,
    ];
}
function allFindings(report) {
    if ((0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .isIdle */ .xB)(report))
        return report.findings;
    const label = (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .labelOf */ .Wy)(report);
    return [
        ...failureFinding(report, label),
        ...outcomeFinding(report, label),
        ...causeFinding(report, label),
        ...(0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .leftoversOf */ .Kz)(report).map(({ what, where, remedy }) => {
            return { level: 'error', title: `Left over: ${what}`, message: `${label} left this behind: ${where}\n${remedy}` };
        }),
        ...incidentsOf(report).map((finding) => ({ ...finding, message: `${label}: ${finding.message}` })),
    ];
}
/** The cause comes first, and then what main met: with a known cause its hint is only one of many. */
function failureFinding({ failure, causes = [] }, label) {
    if (failure === undefined)
        return [];
    const [cause] = causes;
    const hint = failure.hint === undefined || cause !== undefined ? [] : [failure.hint];
    const message = [...(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .causeLines */ .t1)(causes), failure.message, ...hint].join('\n');
    return [{ level: 'error', title: cause === undefined ? `${label} failed` : `${label} failed: ${cause.title}`, message }];
}
/** The VM ended as it should, and a step of the job did not: what the guest tells may be why. */
function causeFinding({ failure, causes = [], shutdown }, label) {
    const [cause] = causes;
    if (cause === undefined || failure !== undefined || shutdown === undefined || !isGood(shutdown))
        return [];
    return [{ level: 'warning', title: `${label}: ${cause.title}`, message: (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .causeLines */ .t1)(causes).join('\n') }];
}
const isGood = ({ outcome, crashed }) => outcome === 'graceful' || (outcome === 'already-gone' && crashed !== true);
function outcomeFinding(report, label) {
    const { shutdown } = report;
    if (shutdown === undefined || shutdown.outcome === 'never-started')
        return [];
    if (report.failure !== undefined && isGood(shutdown))
        return []; // the error is what matters
    const { outcome, took, notes } = shutdown;
    const crash = outcome === 'guest-crashed' ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .crashLineOf */ .$U)(report.consoleTail) : undefined;
    const remedy = report.failure === undefined || outcome === 'stuck' ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .outcomeRemedy */ .dB)(shutdown) : undefined;
    const level = outcome === 'stuck' || (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .failsAsForced */ .Tg)(report) ? 'error' : isGood(shutdown) ? 'notice' : 'warning';
    const lines = [
        `${label}: ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .outcomeSentence */ .yz)(shutdown)}`,
        ...(report.failure === undefined && !isGood(shutdown) ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .causeLines */ .t1)(report.causes) : []),
        ...(crash === undefined ? [] : [`Console: ${crash}`]),
        ...notes,
        ...(remedy === undefined ? [] : [remedy]),
        ...((0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .failsAsForced */ .Tg)(report) ? ['This is an error because of fail-on: forced-shutdown.'] : []),
    ];
    const title = _wording_js__WEBPACK_IMPORTED_MODULE_3__/* .outcomeTitles */ .yC[outcome] + (outcome === 'graceful' ? ` (${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(took)})` : '');
    return [{ level, title, message: lines.join('\n') }];
}
/** The first ten of one level; the tenth says how many there are beside. */
function limited(findings) {
    const left = findings.length - mostPerLevel;
    return findings.slice(0, mostPerLevel).map(({ level, title, message }, index) => {
        const more = left > 0 && index === mostPerLevel - 1 ? `\n… and ${left} more, see the summary` : '';
        return { level, title: safeTitle(title), message: safeMessage(message, longestMessage - more.length) + more };
    });
}
const safeTitle = (title) => (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .headOf */ .Uo)((0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)([(0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(title, longestTitle - 10)]).join(' '), longestTitle);
function safeMessage(message, longest) {
    const { lines } = (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLines */ .y1)(message, { lines: Infinity, columns: Infinity });
    const text = (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(lines).join('\n');
    if (text.length <= longest)
        return text;
    const room = longest - 40;
    return `${(0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .headOf */ .Uo)(text, room)}… [${text.length - room} more characters]`;
}


/***/ }),

/***/ 3331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ logGroups),
/* harmony export */   O: () => (/* binding */ logLines)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9335);
/* harmony import */ var _guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3143);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(893);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6605);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2331);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9439);






/** The facts of the summary for the step's log, without evidence. Safe to print as they are. */
const logLines = (report) => factGroups(report).flatMap(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)]);
/**
 * The same as groups; when the VM failed or did not end cleanly, also the last lines of the guest's console and of
 * QEMU's output. Safe to print as they are; a title is one line. Groups with nothing to say are absent.
 */
function logGroups(report) {
    if (report.failure === undefined && (0,_report_js__WEBPACK_IMPORTED_MODULE_3__/* .verdictOf */ .Vj)(report) === 'clean')
        return factGroups(report);
    const { consoleTail = '', qemuLog = '' } = report;
    return [...factGroups(report), ...evidence("The guest's console", consoleTail), ...evidence("QEMU's output", qemuLog)];
}
function factGroups(report) {
    const { failure, shutdown, releases, timeline } = report;
    if ((0,_report_js__WEBPACK_IMPORTED_MODULE_3__/* .isIdle */ .xB)(report))
        return safe([{ title: `${(0,_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .labelOf */ .Wy)(report)}: ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .idleSentence */ .OX)(report)}`, lines: [] }]);
    const { word, icon } = (0,_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .stateOf */ .L4)(report);
    const opening = [
        ...(0,_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .causeLines */ .t1)(report.causes),
        ...(failure === undefined ? [] : [...failure.message.split('\n'), ...(failure.hint?.split('\n') ?? [])]),
        ...(shutdown === undefined ? [] : [`${shutdown.outcome}: ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .outcomeSentence */ .yz)(shutdown)}`, ...shutdown.notes]),
        ...(0,_report_js__WEBPACK_IMPORTED_MODULE_3__/* .leftoversOf */ .Kz)(report).map(({ what, where, remedy }) => `left over: ${what}: ${where} (${remedy})`),
        ...(0,_findings_js__WEBPACK_IMPORTED_MODULE_2__/* .incidentsOf */ .D3)(report).map(({ level, title, message }) => `${level}: ${title}: ${message}`),
    ];
    const asked = (shutdown?.attempts ?? []).map(({ ask, result, detail, took }) => {
        return `${_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .askWords */ .rA[ask]}: ${_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .resultWords */ .Xb[result]}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(took)}${detail === undefined ? '' : ` (${detail})`}`;
    });
    const released = releases.map(({ held, outcome, leftovers, error, took }) => {
        const world = leftovers.length === 0 ? 'gone' : `${leftovers.length} left`;
        const why = error === undefined ? '' : ` (${error})`;
        return `${held.id}: ${_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .releaseWords */ .Vl[outcome]}, ${world}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(took)}: ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .whereOf */ .de)(held)}${why}`;
    });
    const groups = [
        { title: 'How it went down', lines: asked },
        { title: 'Released and verified', lines: released },
        { title: 'Timeline', lines: timeline.map(({ name, took }) => `${name}: ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(took)}`) },
        { title: 'The machine', lines: (0,_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .factsOf */ .xS)(report).map(([name, value]) => `${name}: ${value}`) },
    ];
    const heading = { title: `${icon} ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .labelOf */ .Wy)(report)}: ${word}`, lines: opening };
    return safe([heading, ...groups.filter(({ lines }) => lines.length > 0)]);
}
/** One line stays one line: a line end within a value must not look like a line of ours. */
const safe = (groups) => groups.map(({ title, lines }) => {
    const kept = lines.slice(0, _guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .logLimits */ .vX.lines);
    const left = lines.length - kept.length;
    const all = [...kept.map((line) => (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(line, _guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .logLimits */ .vX.columns)), ...(left > 0 ? [`… and ${left} more`] : [])];
    return { title: (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)([(0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(title)]).join(' '), lines: (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)(all) };
});
function evidence(title, text) {
    const { lines, cut } = (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLines */ .y1)(text, _guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .logLimits */ .vX);
    const missing = cut.lines === 0 ? [] : [`… ${cut.lines} older lines left out`];
    return lines.length === 0 ? [] : [{ title, lines: (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)([...missing, ...lines]) }];
}


/***/ }),

/***/ 2331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ks: () => (/* binding */ sectionsOf),
/* harmony export */   Vl: () => (/* binding */ releaseWords),
/* harmony export */   xS: () => (/* binding */ factsOf)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9335);
/* harmony import */ var _guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3143);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8186);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(893);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6605);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9439);






/** The sections of the summary in the order of their weight, without the evidence. Those with nothing to say are absent. */
function sectionsOf(report) {
    const sections = [
        ['the heading', headingOf(report)],
        ['the cause', causeOf(report)],
        ['the error', failureOf(report)],
        ['the outcome', outcomeOf(report)],
        ['what is left', leftOf(report)],
        ['what else was found', incidentList(report)],
        ['how it went down', titled('How it went down', ladderTable(report))],
        ['what was released and verified', titled('Released and verified', releaseTable(report))],
        ['the timeline', titled('Timeline', timelineTable(report))],
        ['the facts', titled('The machine', factTable(report))],
    ];
    return sections.flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
}
const titled = (title, text) => text && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `#### ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownOf */ .RQ)(title)}\n\n${text}`;
const duration = (took) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownOf */ .RQ)((0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(took));
const code = _guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inlineCode */ .ti;
const text = _guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .markdownText */ .p7;
function headingOf(report) {
    const { word, icon } = (0,_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .stateOf */ .L4)(report);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `### ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownOf */ .RQ)(icon)} ${text((0,_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .labelOf */ .Wy)(report))}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownOf */ .RQ)(word)}`;
}
function causeOf({ causes = [] }) {
    const [cause, ...others] = causes;
    if (cause === undefined)
        return undefined;
    return joined([
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `**${text(cause.title)}.** ${text(cause.sentence)}`,
        (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)([cause.evidence.line]),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `**What to do:** ${text(cause.remedy)}`,
        aroundOf(cause),
        ...others.map((other) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .details */ .zH)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `Seen as well: ${text(other.title)}`, lineOf(other))),
    ]);
}
const aroundOf = ({ evidence: { where, around } }) => around.length <= 1 ? undefined : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .details */ .zH)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `Around it in ${text(where)}`, (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)(around));
const lineOf = (cause) => joined([text(cause.sentence), (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)([cause.evidence.line]), text(cause.remedy)]);
/** An error has a first line for the eye and may have many more, such as one for each wrong input. */
function failureOf({ failure, causes = [] }) {
    if (failure === undefined)
        return undefined;
    const { lines } = (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLines */ .y1)(failure.message, { lines: Infinity, columns: 500 });
    const [first = 'Failed without a message.', ...others] = lines.filter((line) => line.trim() !== '');
    const rest = others.slice(0, 50);
    const left = others.length - rest.length;
    return joined([
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `**${text(first)}**`,
        rest.length === 0 ? undefined : (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)(rest),
        left === 0 ? undefined : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `… and ${left} more lines`,
        failure.hint === undefined || causes.length > 0 ? undefined : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `**What to do:** ${text(failure.hint)}`,
    ]);
}
function outcomeOf(report) {
    const { shutdown } = report;
    if (shutdown === undefined)
        return undefined;
    const remedy = report.failure === undefined ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .outcomeRemedy */ .dB)(shutdown) : undefined;
    const crash = shutdown.outcome === 'guest-crashed' ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .crashLineOf */ .$U)(report.consoleTail) : undefined;
    return joined([
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `Outcome ${code(shutdown.outcome)}: ${text((0,_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .outcomeSentence */ .yz)(shutdown))}`,
        crash === undefined ? undefined : (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forMarkdown */ .Bm)([crash]),
        remedy === undefined ? undefined : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `**What to do:** ${text(remedy)}`,
        (0,_report_js__WEBPACK_IMPORTED_MODULE_3__/* .failsAsForced */ .Tg)(report) ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `This is an error because of ${code('fail-on: forced-shutdown')}.` : undefined,
        list(shutdown.notes.map(text)),
    ]);
}
function leftOf(report) {
    const rows = (0,_report_js__WEBPACK_IMPORTED_MODULE_3__/* .leftoversOf */ .Kz)(report).map(({ what, where, remedy }) => [text(what), code(where), text(remedy)]);
    return titled('Left over', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .table */ .tp)(['What', 'Where', 'What to do'], rows));
}
function incidentList(report) {
    const icons = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
    const items = (0,_findings_js__WEBPACK_IMPORTED_MODULE_2__/* .incidentsOf */ .D3)(report).map(({ level, title, message }) => {
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownOf */ .RQ)(icons[level])} **${text(title)}**: ${text(message)}`;
    });
    return list(items);
}
function ladderTable({ shutdown }) {
    const rows = (shutdown?.attempts ?? []).map(({ ask, result, detail = '', took }) => {
        return [text(_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .askWords */ .rA[ask]), text(_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .resultWords */ .Xb[result]), text(detail), duration(took)];
    });
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .table */ .tp)(['Asked', 'Result', 'Detail', 'Took'], rows);
}
function releaseTable({ releases }) {
    const rows = releases.map(({ held, outcome, error, leftovers, took }) => {
        const released = error === undefined ? text(releaseWords[outcome]) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `${text(releaseWords[outcome])}: ${text(error)}`;
        return [code(held.id), code((0,_wording_js__WEBPACK_IMPORTED_MODULE_4__/* .whereOf */ .de)(held)), released, verified(leftovers), duration(took)];
    });
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .table */ .tp)(['Resource', 'Where', 'Outcome', 'Verified', 'Took'], rows);
}
const releaseWords = {
    released: 'released',
    absent: 'was not there',
    failed: 'failed',
};
function verified(leftovers) {
    if (leftovers.length === 0)
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownOf */ .RQ)('gone');
    const named = leftovers.slice(0, 5).map(({ what, where }) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `${text(what)} ${code(where)}`);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `**left:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownOf */ .RQ)(named.join(', '))}`;
}
function timelineTable({ timeline }) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .table */ .tp)(['Step', 'Took'], timeline.map(({ name, took }) => [text(name), duration(took)]));
}
/** The VM as planned: name of the fact and its value. Hostile text in part: it comes from inputs. */
function factsOf({ plan }) {
    if (plan === undefined)
        return [];
    const { spec, accelerator, qemuVersion, paths, qemu } = plan;
    const { boot } = spec;
    return [
        ['Accelerator', accelerator],
        ['Machine', `${spec.machine} (${spec.arch})`],
        ['CPUs', spec.cpu === undefined ? `${spec.cpus}` : `${spec.cpus} × ${spec.cpu}`],
        ['Memory', (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatSize */ .Xq)(spec.memory)],
        ...(boot.kind === 'disk'
            ? [['Image', boot.image]]
            : [
                ['Kernel', boot.kernel],
                ...(boot.initrd === undefined ? [] : [['Initrd', boot.initrd]]),
            ]),
        ['QEMU', `${qemuVersion} (${qemu[0]})`],
        ['Run directory', paths.run],
    ];
}
function factTable(report) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .table */ .tp)(['What', 'Value'], factsOf(report).map(([name, value]) => [text(name), code(value)]));
}
function list(items) {
    if (items.length === 0)
        return undefined;
    const left = items.length - mostItems;
    const shown = left > 0 ? [...items.slice(0, mostItems), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `… and ${left} more`] : items;
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownOf */ .RQ)(shown.map((item) => `- ${item}`).join('\n'));
}
const mostItems = 100;
const joined = (parts) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownOf */ .RQ)(parts.filter((part) => part !== undefined).join('\n\n'));


/***/ })

};
