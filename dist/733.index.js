export const id = 733;
export const ids = [733];
export const modules = {

/***/ 1733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7264);
/* harmony import */ var _host_node_host_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1222);
/* harmony import */ var _ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2024);
/* harmony import */ var _phases_stop_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8999);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9685);
/* harmony import */ var _ledgers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(681);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4790);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(917);








/** Stops the VM of this step and proves that nothing of it is left. It believes no input (law L4). */
async function post() {
    (0,_runner_js__WEBPACK_IMPORTED_MODULE_7__/* .surviveBrokenOutput */ .FS)();
    const runner = (0,_runner_js__WEBPACK_IMPORTED_MODULE_7__/* .readRunner */ .fY)();
    const host = (0,_host_node_host_js__WEBPACK_IMPORTED_MODULE_1__/* .nodeHost */ .P)(runner.childEnvironment, _runner_js__WEBPACK_IMPORTED_MODULE_7__/* .stepLog */ .tV);
    const { ledgers, wasLost } = (0,_ledgers_js__WEBPACK_IMPORTED_MODULE_5__/* .ledgersForPost */ .iT)(runner, host);
    if (ledgers.length === 0)
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq('Nothing to do: no VM of this step is left.');
    for (const ledger of ledgers) {
        const report = await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os(`Stop the VM ${ledger.vm}`, () => (0,_phases_stop_js__WEBPACK_IMPORTED_MODULE_3__/* .stop */ .d)(ledger, host, 'post'));
        await (0,_publish_js__WEBPACK_IMPORTED_MODULE_6__/* .publish */ .m)({ ...report, findings: [...report.findings, ...(wasLost ? [lost] : [])] });
        if ((0,_report_report_js__WEBPACK_IMPORTED_MODULE_4__/* .verdictOf */ .Vj)(report) !== 'leaked')
            (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_2__/* .removeLedger */ ._e)(ledger);
    }
}
const lost = {
    level: 'warning',
    title: 'The state of this step was lost',
    message: 'What main had saved for post led to no VM of this step. The VM was found by its owner instead.',
};


/***/ })

};
