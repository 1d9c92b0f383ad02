export const id = 826;
export const ids = [826];
export const modules = {

/***/ 1826:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pre: () => (/* binding */ pre)
/* harmony export */ });
/* harmony import */ var _host_node_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3930);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8645);
/* harmony import */ var _ledgers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8657);
/* harmony import */ var _sweep_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4823);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1261);





/** Sweeps, chooses the VM's id and opens its ledger. Never fails the job, and main can do without (law L15). */
async function pre() {
    (0,_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .surviveBrokenOutput */ .FS)();
    try {
        const runner = (0,_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .readRunner */ .fY)();
        const host = (0,_host_node_host_js__WEBPACK_IMPORTED_MODULE_0__/* .nodeHost */ .P)(runner.childEnvironment, _runner_js__WEBPACK_IMPORTED_MODULE_4__/* .stepLog */ .tV);
        await (0,_sweep_js__WEBPACK_IMPORTED_MODULE_3__/* .sweepFirst */ .L)(runner, host);
        (0,_ledgers_js__WEBPACK_IMPORTED_MODULE_2__/* .newLedger */ .EZ)(runner, host);
    }
    catch (error) {
        _runner_js__WEBPACK_IMPORTED_MODULE_4__/* .stepLog */ .tV.info(`Nothing could be prepared; main will try again: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
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


/***/ })

};
