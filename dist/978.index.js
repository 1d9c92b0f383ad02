export const id = 978;
export const ids = [978];
export const modules = {

/***/ 681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EZ: () => (/* binding */ newLedger),
/* harmony export */   gq: () => (/* binding */ ledgerForMain),
/* harmony export */   iT: () => (/* binding */ ledgersForPost)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2269);
/* harmony import */ var _ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2024);
/* harmony import */ var _plan_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(414);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5967);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8676);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5186);







/** Chooses an id and opens its ledger; the runner remembers the path before anything else exists. */
function newLedger(runner, host) {
    const vm = newId();
    const path = (0,_plan_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .ledgerPath */ .tf)((0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_2__/* .prepareStateDirectory */ .qo)(runner.stateDirectory), vm);
    runner.saveLedger(path);
    host.log.info(`The ledger of this VM is ${path}`);
    const ledger = (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_2__/* .createLedger */ .M5)(path);
    const { self } = host.processes;
    ledger.append({ type: 'opened', vm, owner: runner.owner(host.processes), bootId: self.bootId });
    return ledger;
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
    const places = new Set([runner.stateDirectory, (0,_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .defaultStateDirectory */ ._Z)((0,_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .environment */ .cA)())]);
    const ledgers = [...places].flatMap(_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_2__/* .listLedgers */ .Vc).filter((ledger) => {
        const state = ledger.read();
        return state.owner !== undefined && (0,_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .isSameStep */ .l)(state.owner, owner);
    });
    return { ledgers, wasLost: ledgers.length > 0 };
}
/** The ledger that an earlier phase saved, if it is one, and if it is this step's own. */
function savedLedger(runner, host) {
    const ledger = runner.savedLedger === '' ? undefined : (0,_ledger_file_ledger_js__WEBPACK_IMPORTED_MODULE_2__/* .tryOpenLedger */ .dd)(runner.savedLedger);
    const owner = ledger?.read().owner;
    const isOthers = owner !== undefined && !(0,_owner_js__WEBPACK_IMPORTED_MODULE_6__/* .isSameStep */ .l)(owner, runner.owner(host.processes));
    return isOthers && owner.runId !== '' ? undefined : ledger;
}
function newId() {
    const id = (0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .parseVmId */ ._O)((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex'));
    if (id === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('ledger', 'No id could be made.');
    return id;
}


/***/ }),

/***/ 8676:
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
/** Whether two are the same step of the same job. Without a run id there is no job to compare. */
const isSameStep = (one, other) => one.runId !== '' &&
    ['repository', 'runId', 'attempt', 'job', 'step'].every((key) => one[key] === other[key]);


/***/ }),

/***/ 5978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pre: () => (/* binding */ pre)
/* harmony export */ });
/* harmony import */ var _host_node_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1222);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2269);
/* harmony import */ var _ledgers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(681);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(917);




/** Chooses the VM's id and opens its ledger. Never fails the job, and main can do without (law L15). */
async function pre() {
    (0,_runner_js__WEBPACK_IMPORTED_MODULE_3__/* .surviveBrokenOutput */ .FS)();
    try {
        const runner = (0,_runner_js__WEBPACK_IMPORTED_MODULE_3__/* .readRunner */ .fY)();
        (0,_ledgers_js__WEBPACK_IMPORTED_MODULE_2__/* .newLedger */ .EZ)(runner, (0,_host_node_host_js__WEBPACK_IMPORTED_MODULE_0__/* .nodeHost */ .P)(runner.childEnvironment, _runner_js__WEBPACK_IMPORTED_MODULE_3__/* .stepLog */ .tV));
    }
    catch (error) {
        _runner_js__WEBPACK_IMPORTED_MODULE_3__/* .stepLog */ .tV.info(`Nothing could be prepared; main will try again: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
    return Promise.resolve();
}


/***/ }),

/***/ 917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FS: () => (/* binding */ surviveBrokenOutput),
/* harmony export */   fY: () => (/* binding */ readRunner),
/* harmony export */   tV: () => (/* binding */ stepLog)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7264);
/* harmony import */ var _owner_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8676);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5186);



const inputPrefix = 'INPUT_';
const ledgerState = 'ledger';
/** Reads everything that the runner has put into the environment. */
function readRunner() {
    const env = (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .environment */ .cA)();
    const inputs = new Map(Object.entries(env)
        .filter(([name]) => name.startsWith(inputPrefix))
        .map(([name, value]) => [name.slice(inputPrefix.length).toLowerCase(), value]));
    return {
        inputs,
        workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
        stateDirectory: inputs.get('state-dir')?.trim() || (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .defaultStateDirectory */ ._Z)(env),
        childEnvironment: (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .childEnvironment */ .Qc)(env),
        savedLedger: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu(ledgerState),
        owner: (processes) => (0,_owner_js__WEBPACK_IMPORTED_MODULE_2__/* .ownerOf */ .b)(env, processes),
        saveLedger(path) {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ(ledgerState, path);
        },
    };
}
/** The step's log. */
const stepLog = {
    debug: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz,
    info: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq,
    group: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os,
};
/** A worker that dies takes the other end of our pipes with it; the next write must not end us half way. */
function surviveBrokenOutput() {
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => undefined);
}


/***/ }),

/***/ 414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HZ: () => (/* binding */ lockPath),
/* harmony export */   Pv: () => (/* binding */ directoriesOf),
/* harmony export */   tf: () => (/* binding */ ledgerPath),
/* harmony export */   wG: () => (/* binding */ pathsOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5967);


/**
 * The longest path a unix socket can have, in bytes. sun_path holds 108 including the final NUL; QEMU refuses 109 and
 * Node silently cuts, so we check ourselves. unix(7).
 */
const longestSocketPath = 107;
/** OpenSSH binds its control socket under a temporary name first: a dot and 16 random characters, mux.c. */
const sshSocketSuffix = 17;
const ledgerPath = (stateDirectory, id) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDirectory, `${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(id)}.jsonl`);
/** The lock of a ledger lies beside it, so that it can be found when only the ledger's path is known. */
const lockPath = (ledger) => ledger.replace(/\.jsonl$/, '.lock');
/** Where a VM's directories may be, by name alone: they are found again even when no ledger can be read. */
const directoriesOf = (id, stateDirectory) => ({
    run: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDirectory, (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(id)),
    short: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)('/tmp', (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(id)),
});
/** The paths of one VM. Sockets lie in the run directory when its path is short enough for them. */
function pathsOf(id, stateDirectory) {
    const { run, short } = directoriesOf(id, stateDirectory);
    const sockets = socketsFit(run) ? run : short;
    return {
        run,
        overlay: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'overlay.qcow2'),
        keyFile: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'id_ed25519'),
        knownHosts: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'known_hosts'),
        sshConfig: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'ssh_config'),
        sshLog: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'ssh.log'),
        pidFile: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'qemu.pid'),
        consoleLog: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'console.log'),
        qemuLog: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'qemu.log'),
        probeRom: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'probe.rom'),
        bin: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(run, 'bin'),
        sockets,
        qmpSocket: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, 'qmp.sock'),
        stopSocket: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, 'stop.sock'),
        agentSocket: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, 'agent.sock'),
        sshSocket: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(sockets, 'ssh.sock'),
    };
}
const socketsFit = (directory) => Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, 'agent.sock')) <= longestSocketPath &&
    Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, 'ssh.sock')) + sshSocketSuffix <= longestSocketPath;


/***/ })

};
