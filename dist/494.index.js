export const id = 494;
export const ids = [494];
export const modules = {

/***/ 4494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  guest: () => (/* binding */ guest)
});

// EXTERNAL MODULE: ./build/4483/errors.js
var errors = __webpack_require__(2269);
// EXTERNAL MODULE: ./build/4483/host/node-host.js + 4 modules
var node_host = __webpack_require__(1222);
// EXTERNAL MODULE: ./build/4483/ledger/file-ledger.js
var file_ledger = __webpack_require__(2024);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/4483/guest/ssh.js
var ssh = __webpack_require__(1861);
// EXTERNAL MODULE: ./build/4483/resources/process.js
var resources_process = __webpack_require__(2007);
// EXTERNAL MODULE: ./build/4483/units.js
var units = __webpack_require__(5967);
;// CONCATENATED MODULE: ./build/4483/phases/enter.js






/** When the guest could not be entered at all; ssh's own word for it. */
const failedToEnter = 255;
/** Of BSD's sysexits.h: the command was used wrongly. */
const usageError = 64;
/**
 * The `guest` command: words → exit status. `guest exec -- cmd…` runs a command, `guest FILE` runs a step's script
 * (`shell: guest {0}`), `guest status` tells how the VM is.
 */
async function enter(words, ledger, host, terminal) {
    const { plan, held } = ledger.read();
    const [verb = '', ...rest] = words;
    const name = plan?.spec.name ?? 'guest';
    if (plan === undefined) {
        terminal.err(`${name}: this VM was never started, or it is stopped already.\n`);
        return failedToEnter;
    }
    switch (verb) {
        case 'exec':
            return await exec(rest[0] === '--' ? rest.slice(1) : rest, plan, host, terminal);
        case 'status': {
            const isRunning = held.some((one) => one.kind === 'process' && (0,resources_process/* livingOf */.ZS)(one, ledger.vm, host).length > 0);
            terminal.out(statusText(plan, isRunning));
            return isRunning ? 0 : 1;
        }
        default:
            if (rest.length === 0 && verb.includes('/'))
                return await runScript(verb, plan, host, terminal);
            terminal.err(usage(name));
            return usageError;
    }
}
const usage = (name) => [`usage: ${name} exec -- COMMAND [WORD ...]`, `       ${name} status`, `       ${name} FILE`, ''].join('\n');
/** Each word arrives in the guest as it was given here, whatever is in it. */
async function exec(command, plan, host, terminal) {
    if (command.length === 0) {
        terminal.err(usage(plan.spec.name));
        return usageError;
    }
    const remote = command.map(ssh/* quoteWord */.XW).join(' ');
    return statusOf(await host.commands.attach((0,ssh/* sshWords */.y$)(plan.paths.sshConfig, 'guest', remote), { stdin: 'inherit', tag: plan.tag }));
}
/** The script goes in by stdin into a file, so that commands in it cannot eat the rest of it; they read nothing. */
const receiveAndRun = 'f=$(mktemp) && cat >"$f" && { sh -e "$f" </dev/null; s=$?; rm -f "$f"; exit $s; }';
/**
 * What a guest prints is data (law L16): while a step's script runs, the runner takes no commands from its output. The
 * runner handles stderr before stdout (ProcessInvoker.cs:398), so that is where it is told first, and last on stdout.
 */
async function runScript(path, plan, host, terminal) {
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
/** 128 and the signal's number, as a shell has it: ssh itself was ended, for instance by the job's cancellation. */
const statusOf = (exit) => ('code' in exit ? exit.code : 128 + external_node_os_.constants.signals[exit.signal]);
function statusText({ spec, accelerator, paths, id }, isRunning) {
    return [
        `${spec.name}: ${isRunning ? 'running' : 'not running'} (${(0,units/* tagOf */.cO)(id)})`,
        `machine: ${spec.machine}, ${spec.cpus} CPUs, ${(0,units/* formatSize */.Xq)(spec.memory)}, ${accelerator}`,
        `ssh config: ${paths.sshConfig}`,
        `console: ${paths.consoleLog}`,
        '',
    ].join('\n');
}

// EXTERNAL MODULE: ./build/4483/entry/environment.js
var environment = __webpack_require__(5186);
;// CONCATENATED MODULE: ./build/4483/entry/guest.js





/** The command of a VM: its launcher puts the ledger's path before the user's words. */
async function guest() {
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
const quiet = { debug: () => undefined, info: () => undefined, group: (_title, body) => body() };


/***/ }),

/***/ 1861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q5: () => (/* binding */ writeSshConfig),
/* harmony export */   Vo: () => (/* binding */ hasMaster),
/* harmony export */   XW: () => (/* binding */ quoteWord),
/* harmony export */   iV: () => (/* binding */ makeKeyPair),
/* harmony export */   y$: () => (/* binding */ sshWords)
/* harmony export */ });
/* unused harmony export sshConfig */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2269);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5967);



/**
 * A complete config file for OpenSSH, used with `-F`, upon which ssh reads no other: nothing of the user's own set-up
 * is read, and nothing of it is changed. Any host name means the guest. ssh_config(5).
 */
function sshConfig({ tag, port, access, paths }) {
    const file = (path) => `"${path.replaceAll('%', '%%')}"`;
    const options = [
        ['HostName', '127.0.0.1'],
        ['Port', port],
        ['User', access.user],
        ['IdentityFile', file(access.keyFile ?? paths.keyFile)],
        ['IdentitiesOnly', 'yes'],
        ['IdentityAgent', 'none'],
        ['UserKnownHostsFile', file(paths.knownHosts)],
        ['GlobalKnownHostsFile', '/dev/null'],
        ['StrictHostKeyChecking', 'accept-new'],
        ['UpdateHostKeys', 'no'],
        ['HostKeyAlias', tag],
        ['ControlPath', file(paths.sshSocket)],
        ['ControlMaster', 'no'],
        ['BatchMode', 'yes'],
        ['PreferredAuthentications', 'publickey'],
        ['ConnectTimeout', 10],
        ['ServerAliveInterval', 5],
        ['ServerAliveCountMax', 3],
        ['LogLevel', 'ERROR'],
    ];
    return ['Host *', ...options.map(([name, value]) => `  ${name} ${value}`), ''].join('\n');
}
/** Makes the VM's own ed25519 key pair. @returns the public key, one line. @throws QemuVmError */
async function makeKeyPair(paths, comment, host) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(paths.keyFile, { force: true });
    const words = ['-q', '-t', 'ed25519', '-N', '', '-C', comment, '-f', paths.keyFile];
    const { code, stderr } = await host.commands.run(['ssh-keygen', ...words], { limit: (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .seconds */ .YA)(20) });
    if (code !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .QemuVmError */ .Wn('command-failed', `ssh-keygen failed: ${stderr.trim()}`);
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`${paths.keyFile}.pub`, 'utf8').trim();
}
const writeSshConfig = (input) => {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(input.paths.sshConfig, sshConfig(input), { mode: 0o600 });
};
/** The words that start ssh with the VM's config. */
const sshWords = (configFile, ...words) => [
    'ssh',
    ...['-F', configFile],
    ...words,
];
/** Whether a master connection seems to be up. Only a login over it proves it. */
const hasMaster = (paths) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(paths.sshSocket);
/** One word for a POSIX shell, whatever is in it. */
const quoteWord = (word) => `'${word.replaceAll("'", "'\\''")}'`;


/***/ }),

/***/ 2007:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hk: () => (/* binding */ endProcesses),
/* harmony export */   ZS: () => (/* binding */ livingOf),
/* harmony export */   gW: () => (/* binding */ processResource),
/* harmony export */   nE: () => (/* binding */ leftoverOf)
/* harmony export */ });
/* unused harmony export areGone */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5967);


/** How long a helper has after SIGTERM, and after SIGKILL. The ladder has its own budgets for QEMU itself. */
const termBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .seconds */ .YA)(2);
const killBudget = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .seconds */ .YA)(2);
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(10);
/** A process of the VM. QEMU is brought down by the ladder; what is left of it, and every helper, by signals. */
const processResource = {
    async release(held, vm, host) {
        const living = livingOf(held, vm, host);
        if (living.length === 0)
            return 'absent';
        await endProcesses(living, host);
        return 'released';
    },
    verify(held, vm, host) {
        const living = livingOf(held, vm, host).map((one) => leftoverOf(one, host));
        return Promise.resolve([...living, ...lockLeftovers(held, host)]);
    },
};
/**
 * What lives of an intent's process: the recorded one, and, since its maker may have died before it could record, every
 * QEMU that has the VM's name; for a helper without evidence, every process that carries the tag.
 */
function livingOf(held, vm, host) {
    const { evidence, description } = held;
    const recorded = evidence === undefined || host.processes.state(evidence) === 'gone' ? [] : [evidence];
    if (description.role === 'qemu') {
        const named = host.processes.findQemu((0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(vm)).filter(({ pid }) => pid !== evidence?.pid);
        return [...recorded, ...named];
    }
    return evidence === undefined ? host.processes.find((0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .tagOf */ .cO)(vm)) : recorded;
}
/** SIGTERM (and SIGCONT: a stopped process would not see it), then SIGKILL. Identities are checked at each signal. */
async function endProcesses(processes, host) {
    for (const name of ['SIGTERM', 'SIGCONT'])
        for (const one of processes)
            host.processes.signal(one, name);
    if (await areGone(processes, termBudget, host))
        return;
    for (const one of processes)
        host.processes.signal(one, 'SIGKILL');
    await areGone(processes, killBudget, host);
}
/** Waits at most `budget` for the processes to be gone, and tells whether they are. */
async function areGone(processes, budget, host) {
    const deadline = host.clock.now() + budget;
    for (;;) {
        if (processes.every((one) => host.processes.state(one) === 'gone'))
            return true;
        if (host.clock.now() >= deadline)
            return false;
        await host.clock.sleep(pause);
    }
}
/** What to tell of a process that should be gone. */
const leftoverOf = (one, host) => ({
    what: 'process',
    where: host.processes.describe(one),
    remedy: `kill -9 ${one.pid}`,
});
/** The kernel's own word: QEMU holds a lock on its pidfile for as long as any thread of it lives (V9, V11). */
function lockLeftovers({ description: { pidFile } }, host) {
    const stat = pidFile === undefined ? undefined : node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(pidFile, { throwIfNoEntry: false });
    if (stat === undefined)
        return [];
    return host.processes
        .locksOn(stat)
        .map((pid) => ({ what: 'lock', where: `${String(pidFile)}, held by pid ${pid}`, remedy: `kill -9 ${pid}` }));
}


/***/ })

};
