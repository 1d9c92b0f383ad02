export const id = 201;
export const ids = [201];
export const modules = {

/***/ 78782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(11604);
/* harmony import */ var _host_node_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4300);
/* harmony import */ var _ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24799);
/* harmony import */ var _phases_examine_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45885);
/* harmony import */ var _phases_stop_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64385);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(32388);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15788);
/* harmony import */ var _ledgers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35584);
/* harmony import */ var _matchers_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58095);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(64018);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(60090);











/** Stops the VM of this step and proves that nothing of it is left. It believes no input (law L4). */
async function post() {
    (0,_runner_js__WEBPACK_IMPORTED_MODULE_9__/* .surviveBrokenOutput */ .FS)();
    const runner = (0,_runner_js__WEBPACK_IMPORTED_MODULE_9__/* .readRunner */ .fY)();
    const host = (0,_host_node_host_js__WEBPACK_IMPORTED_MODULE_0__/* .nodeHost */ .P)(runner.childEnvironment, _runner_js__WEBPACK_IMPORTED_MODULE_9__/* .stepLog */ .tV);
    if (runner.inputs.get('problem-matchers') === 'kernel')
        (0,_matchers_js__WEBPACK_IMPORTED_MODULE_7__/* .removeKernelMatchers */ .n)();
    const { ledgers, wasLost, refused } = (0,_ledgers_js__WEBPACK_IMPORTED_MODULE_6__/* .ledgersForPost */ .iT)(runner, host);
    if (refused !== undefined)
        await (0,_publish_js__WEBPACK_IMPORTED_MODULE_8__/* .publish */ .m)({ ...nothing, findings: [notOurs(refused, runner.savedLedger)] });
    else if (ledgers.length === 0)
        _actions_core__WEBPACK_IMPORTED_MODULE_10__/* .info */ .pq('Nothing to do: no VM of this step is left.');
    // Their posts come one after the other, and have 5 minutes in all (R6): what takes long happens at the same time
    const others = runner.isCancelled ? stopAll((0,_ledgers_js__WEBPACK_IMPORTED_MODULE_6__/* .othersOfJob */ .Wf)(ledgers, runner, host), runner, host) : undefined;
    for (const ledger of ledgers) {
        const dossier = (0,_evidence_js__WEBPACK_IMPORTED_MODULE_5__/* .dossierOf */ .NF)(ledger.vm, runner.hasFailed, runner);
        const monitor = runner.hasFailed ? (await (0,_phases_examine_js__WEBPACK_IMPORTED_MODULE_2__/* .examine */ .s)(ledger, host)).monitor : '';
        const report = await _actions_core__WEBPACK_IMPORTED_MODULE_10__/* .group */ .Os(`Stop the VM ${ledger.vm}`, () => (0,_phases_stop_js__WEBPACK_IMPORTED_MODULE_3__/* .stop */ .d)(ledger, host, 'post', {
            isCancelled: runner.isCancelled,
            isSuspect: runner.hasFailed,
            beforeRelease: dossier.collect,
        }));
        await (0,_publish_js__WEBPACK_IMPORTED_MODULE_8__/* .publish */ .m)({ ...report, findings: [...report.findings, ...(wasLost ? [lost] : [])] });
        if ((0,_report_report_js__WEBPACK_IMPORTED_MODULE_4__/* .verdictOf */ .Vj)(report) !== 'leaked')
            (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_1__/* .removeLedger */ ._e)(ledger);
        const evidence = await (0,_evidence_js__WEBPACK_IMPORTED_MODULE_5__/* .handIn */ .hr)(dossier, report, monitor);
        if (evidence !== undefined)
            await (0,_evidence_js__WEBPACK_IMPORTED_MODULE_5__/* .tellOfEvidence */ .yd)(evidence);
    }
    await others;
    // A child that hangs in the kernel would be waited for as long as that: there is nothing left to wait for
    process.exit();
}
/**
 * Stops the other VMs of a cancelled job. Each is reported by the post of its own step, from its ledger; there the evidence
 * is uploaded, too, which can be collected only now.
 */
async function stopAll(ledgers, runner, host) {
    const why = 'the job was cancelled, and all of its VMs were stopped at the same time';
    await Promise.all(ledgers.map(async (ledger) => {
        const dossier = (0,_evidence_js__WEBPACK_IMPORTED_MODULE_5__/* .dossierOf */ .NF)(ledger.vm, false, runner);
        const report = await (0,_phases_stop_js__WEBPACK_IMPORTED_MODULE_3__/* .stop */ .d)(ledger, { ...host, log: _host_node_host_js__WEBPACK_IMPORTED_MODULE_0__/* .quiet */ .j }, 'post', {
            why,
            isCancelled: true,
            beforeRelease: dossier.collect,
        });
        dossier.complete(report);
    }));
}
const nothing = { phase: 'post', timeline: [], releases: [], leftovers: [], findings: [] };
const notOurs = (why, ledger) => ({
    level: 'error',
    title: 'The VM of this step was not stopped',
    message: `${why}\nRun post as the user who ran main, or by hand as that user: STATE_ledger=${ledger} node dist/post.js`,
});
const lost = {
    level: 'warning',
    title: 'The state of this step was lost',
    message: 'What main had saved for post led to no VM of this step. The VM was found by its owner instead.',
};


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


/***/ })

};
