export const id = 509;
export const ids = [509];
export const modules = {

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


/***/ })

};
