export const id = 936;
export const ids = [936];
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

/***/ 4790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ publish)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 10 modules
var core = __webpack_require__(7264);
// EXTERNAL MODULE: ./build/4483/units.js
var units = __webpack_require__(5967);
// EXTERNAL MODULE: ./build/4483/report/guest-text.js
var guest_text = __webpack_require__(3215);
// EXTERNAL MODULE: ./build/4483/report/report.js
var report_report = __webpack_require__(9685);
;// CONCATENATED MODULE: ./build/4483/report/wording.js



/** The words of the report, the same in annotations, summary and log. Plain text, in part hostile: escape before use. */
/** What the report is about: `VM guest`, or the tag when no plan is known, or the program itself. */
function labelOf({ plan, vm, phase }) {
    const label = plan !== undefined ? `VM ${plan.spec.name}` : vm !== undefined ? `VM ${(0,units/* tagOf */.cO)(vm)}` : 'qemu-vm';
    return phase === 'sweep' ? `${label} of an earlier job` : label;
}
/** One word for the state of affairs; work and cleanup have separate words. */
function stateOf(report) {
    const verdict = (0,report_report/* verdictOf */.Vj)(report);
    if (report.failure !== undefined) {
        return { word: report.shutdown === undefined ? 'failed' : `failed · cleanup ${verdict}`, icon: '❌' };
    }
    if (report.phase === 'main' && report.shutdown === undefined)
        return { word: 'ready', icon: '🟢' };
    return { word: verdict, icon: (0,report_report/* failsAsForced */.Tg)(report) ? icons.leaked : icons[verdict] };
}
/** Red for whatever fails the step. */
const icons = { clean: '✅', degraded: '⚠️', leaked: '❌' };
const outcomeTitles = {
    graceful: 'Guest shut down gracefully',
    'already-gone': 'VM was already gone',
    'never-started': 'VM was never started',
    'guest-rebooted': 'Guest rebooted instead of powering off',
    'guest-crashed': 'Guest crashed',
    quit: 'Guest did not shut down; QEMU was told to quit',
    terminated: 'Guest did not shut down; QEMU was terminated',
    killed: 'Guest did not shut down; QEMU was killed',
    stuck: 'QEMU is stuck and still there',
};
/** How the VM ended, in one sentence. */
function outcomeSentence(shutdown) {
    const took = (0,units/* formatDuration */.a3)(shutdown.took);
    const courtesy = courtesyOf(shutdown.attempts);
    switch (shutdown.outcome) {
        case 'graceful':
            return `The guest shut itself down in ${took}.`;
        case 'already-gone':
            return 'QEMU had ended before anybody asked the guest to shut down.';
        case 'never-started':
            return 'QEMU was never started.';
        case 'guest-rebooted':
            return `The guest was asked to power off and reset instead, after ${took}; QEMU ends at a reset.`;
        case 'guest-crashed':
            return 'The guest crashed: a kernel panic was seen, so nothing says that its disks were written out.';
        case 'quit':
            return `${courtesy}; QEMU was told to quit and did, after ${took} in all.`;
        case 'terminated':
            return `${courtesy}; QEMU did not quit either and ended at SIGTERM, after ${took} in all.`;
        case 'killed':
            return `${courtesy}; QEMU answered to nothing and was killed (SIGKILL), after ${took} in all.`;
        case 'stuck':
            return `QEMU is still there after SIGKILL and ${took} in all: a thread of it waits within the kernel.`;
    }
}
/** What there is to say about a phase that had nothing to do. */
const idleSentence = ({ findings }) => findings[0]?.message ?? 'Nothing to do: no VM was left to take down.';
/** What to do so that it goes better the next time; undefined when it went well. */
function outcomeRemedy({ outcome, attempts }) {
    switch (outcome) {
        case 'graceful':
        case 'already-gone':
        case 'never-started':
            return undefined;
        case 'guest-rebooted':
            return 'Make the guest power off at the power button: see HandlePowerKey in logind.conf, or the events of acpid.';
        case 'guest-crashed':
            return "See what the guest's console says before that.";
        case 'stuck':
            return "What it holds was left in place. The next job on this machine tries again; if that fails too, look at the machine's storage and reboot it.";
        case 'quit':
        case 'terminated':
        case 'killed':
            return attempts.some(({ ask, result }) => ask === 'powerdown' && result === 'timed-out')
                ? 'Install acpid or qemu-guest-agent in the guest, or raise shutdown-timeout.'
                : 'The step summary tells under "How it went down" why the guest could not be asked.';
    }
}
/** What became of asking the guest itself, before it was forced. */
function courtesyOf(attempts) {
    const said = attempts.flatMap(({ ask, result, detail, took }) => {
        if (ask !== 'poweroff' && ask !== 'powerdown')
            return [];
        const request = ask === 'powerdown' ? 'the power button' : 'the order to power off';
        if (result === 'timed-out')
            return [`ignored ${request} for ${(0,units/* formatDuration */.a3)(took)}`];
        if (result === 'exited' || (result === 'unavailable' && ask === 'poweroff'))
            return [];
        return [`could not be reached by ${request} (${detail ?? resultWords[result]})`];
    });
    return said.length === 0 ? 'The guest was not asked' : `The guest ${said.join(' and ')}`;
}
const askWords = {
    poweroff: 'Power off, asked within the guest',
    powerdown: 'Power button (ACPI)',
    quit: 'QEMU told to quit',
    terminate: 'SIGTERM to QEMU',
    kill: 'SIGKILL to QEMU',
};
const resultWords = {
    exited: 'QEMU ended',
    'timed-out': 'no effect in time',
    refused: 'cannot be obeyed',
    unavailable: 'no way to ask',
    failed: 'asking failed',
};
/** Where a resource is, from whatever its description and evidence say: works for kinds that are yet to come. */
function whereOf({ description, evidence }) {
    const facts = { ...description };
    if (typeof facts['path'] === 'string')
        return facts['path'];
    const pid = evidence !== undefined && 'pid' in evidence ? [['pid', evidence.pid]] : [];
    return [...pid, ...Object.entries(facts)]
        .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', ');
}
/** What a kernel or its init says at the end; Linux's panic.c, traps.c and the BSDs' `panic:`. */
const lastWords = /kernel panic|\bpanic:|\bOops\b|\bBUG: |general protection fault|unable to (?:handle|mount)/i;
/** The console line that tells of the crash: the last panic, or else the last other complaint. Hostile text. */
function crashLineOf(consoleTail = '') {
    const lines = (0,guest_text/* plainLines */.y1)(consoleTail, { lines: 10_000, columns: 500 }).lines.filter((line) => lastWords.test(line));
    return (lines.findLast((line) => /panic/i.test(line)) ?? lines.at(-1))?.trim();
}

;// CONCATENATED MODULE: ./build/4483/report/findings.js




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
    return (0,report_report/* verdictOf */.Vj)(report) === 'leaked' || report.failure !== undefined || (0,report_report/* failsAsForced */.Tg)(report) ? 1 : 0;
}
/** What the cleanup itself met, beside the outcome and the leftovers. Text as it came: escape before use. */
function incidentsOf(report) {
    const failed = report.releases.filter(({ outcome, leftovers }) => outcome === 'failed' && leftovers.length === 0);
    return [
        ...failed.map(({ held, error }) => {
            const why = error === undefined ? '' : ` ${error}`;
            const message = `Nothing of it is left, but releasing it did not work as intended: ${whereOf(held)}.${why}`;
            return { level: 'warning', title: `Releasing ${held.id} failed`, message };
        }),
        ...report.findings,
    ];
}
function allFindings(report) {
    if ((0,report_report/* isIdle */.xB)(report))
        return report.findings;
    const label = labelOf(report);
    return [
        ...failureFinding(report, label),
        ...outcomeFinding(report, label),
        ...(0,report_report/* leftoversOf */.Kz)(report).map(({ what, where, remedy }) => {
            return { level: 'error', title: `Left over: ${what}`, message: `${label} left this behind: ${where}\n${remedy}` };
        }),
        ...incidentsOf(report).map((finding) => ({ ...finding, message: `${label}: ${finding.message}` })),
    ];
}
function failureFinding({ failure }, label) {
    if (failure === undefined)
        return [];
    const message = failure.hint === undefined ? failure.message : `${failure.message}\n${failure.hint}`;
    return [{ level: 'error', title: `${label} failed`, message }];
}
function outcomeFinding(report, label) {
    const { shutdown } = report;
    if (shutdown === undefined || shutdown.outcome === 'never-started')
        return [];
    const { outcome, took, notes } = shutdown;
    const crash = outcome === 'guest-crashed' ? crashLineOf(report.consoleTail) : undefined;
    const remedy = report.failure === undefined || outcome === 'stuck' ? outcomeRemedy(shutdown) : undefined;
    const level = outcome === 'stuck' || (0,report_report/* failsAsForced */.Tg)(report)
        ? 'error'
        : outcome === 'graceful' || outcome === 'already-gone'
            ? 'notice'
            : 'warning';
    const lines = [
        `${label}: ${outcomeSentence(shutdown)}`,
        ...(crash === undefined ? [] : [`Console: ${crash}`]),
        ...notes,
        ...(remedy === undefined ? [] : [remedy]),
        ...((0,report_report/* failsAsForced */.Tg)(report) ? ['This is an error because of fail-on: forced-shutdown.'] : []),
    ];
    const title = outcomeTitles[outcome] + (outcome === 'graceful' ? ` (${(0,units/* formatDuration */.a3)(took)})` : '');
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
const safeTitle = (title) => (0,guest_text/* headOf */.Uo)((0,guest_text/* forLog */.Ig)([(0,guest_text/* oneLine */.TN)(title, longestTitle - 10)]).join(' '), longestTitle);
function safeMessage(message, longest) {
    const { lines } = (0,guest_text/* plainLines */.y1)(message, { lines: Infinity, columns: Infinity });
    const text = (0,guest_text/* forLog */.Ig)(lines).join('\n');
    if (text.length <= longest)
        return text;
    const room = longest - 40;
    return `${(0,guest_text/* headOf */.Uo)(text, room)}… [${text.length - room} more characters]`;
}

// EXTERNAL MODULE: ./build/4483/report/markdown.js
var markdown = __webpack_require__(7858);
;// CONCATENATED MODULE: ./build/4483/report/sections.js






/** The sections of the summary in the order of their weight, without the evidence. Those with nothing to say are absent. */
function sectionsOf(report) {
    const sections = [
        ['the heading', headingOf(report)],
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
const titled = (title, text) => text && (0,markdown/* markup */.PT) `#### ${(0,markdown/* markdownOf */.RQ)(title)}\n\n${text}`;
const duration = (took) => (0,markdown/* markdownOf */.RQ)((0,units/* formatDuration */.a3)(took));
const code = guest_text/* inlineCode */.ti;
const sections_text = guest_text/* markdownText */.p7;
function headingOf(report) {
    const { word, icon } = stateOf(report);
    return (0,markdown/* markup */.PT) `### ${(0,markdown/* markdownOf */.RQ)(icon)} ${sections_text(labelOf(report))}: ${(0,markdown/* markdownOf */.RQ)(word)}`;
}
/** An error has a first line for the eye and may have many more, such as one for each wrong input. */
function failureOf({ failure }) {
    if (failure === undefined)
        return undefined;
    const { lines } = (0,guest_text/* plainLines */.y1)(failure.message, { lines: Infinity, columns: 500 });
    const [first = 'Failed without a message.', ...others] = lines.filter((line) => line.trim() !== '');
    const rest = others.slice(0, 50);
    const left = others.length - rest.length;
    return joined([
        (0,markdown/* markup */.PT) `**${sections_text(first)}**`,
        rest.length === 0 ? undefined : (0,guest_text/* forMarkdown */.Bm)(rest),
        left === 0 ? undefined : (0,markdown/* markup */.PT) `… and ${left} more lines`,
        failure.hint === undefined ? undefined : (0,markdown/* markup */.PT) `**What to do:** ${sections_text(failure.hint)}`,
    ]);
}
function outcomeOf(report) {
    const { shutdown } = report;
    if (shutdown === undefined)
        return undefined;
    const remedy = report.failure === undefined ? outcomeRemedy(shutdown) : undefined;
    const crash = shutdown.outcome === 'guest-crashed' ? crashLineOf(report.consoleTail) : undefined;
    return joined([
        (0,markdown/* markup */.PT) `Outcome ${code(shutdown.outcome)}: ${sections_text(outcomeSentence(shutdown))}`,
        crash === undefined ? undefined : (0,guest_text/* forMarkdown */.Bm)([crash]),
        remedy === undefined ? undefined : (0,markdown/* markup */.PT) `**What to do:** ${sections_text(remedy)}`,
        (0,report_report/* failsAsForced */.Tg)(report) ? (0,markdown/* markup */.PT) `This is an error because of ${code('fail-on: forced-shutdown')}.` : undefined,
        list(shutdown.notes.map(sections_text)),
    ]);
}
function leftOf(report) {
    const rows = (0,report_report/* leftoversOf */.Kz)(report).map(({ what, where, remedy }) => [sections_text(what), code(where), sections_text(remedy)]);
    return titled('Left over', (0,markdown/* table */.tp)(['What', 'Where', 'What to do'], rows));
}
function incidentList(report) {
    const icons = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
    const items = incidentsOf(report).map(({ level, title, message }) => {
        return (0,markdown/* markup */.PT) `${(0,markdown/* markdownOf */.RQ)(icons[level])} **${sections_text(title)}**: ${sections_text(message)}`;
    });
    return list(items);
}
function ladderTable({ shutdown }) {
    const rows = (shutdown?.attempts ?? []).map(({ ask, result, detail = '', took }) => {
        return [sections_text(askWords[ask]), sections_text(resultWords[result]), sections_text(detail), duration(took)];
    });
    return (0,markdown/* table */.tp)(['Asked', 'Result', 'Detail', 'Took'], rows);
}
function releaseTable({ releases }) {
    const rows = releases.map(({ held, outcome, error, leftovers, took }) => {
        const released = error === undefined ? sections_text(releaseWords[outcome]) : (0,markdown/* markup */.PT) `${sections_text(releaseWords[outcome])}: ${sections_text(error)}`;
        return [code(held.id), code(whereOf(held)), released, verified(leftovers), duration(took)];
    });
    return (0,markdown/* table */.tp)(['Resource', 'Where', 'Outcome', 'Verified', 'Took'], rows);
}
const releaseWords = {
    released: 'released',
    absent: 'was not there',
    failed: 'failed',
};
function verified(leftovers) {
    if (leftovers.length === 0)
        return (0,markdown/* markdownOf */.RQ)('gone');
    const named = leftovers.slice(0, 5).map(({ what, where }) => (0,markdown/* markup */.PT) `${sections_text(what)} ${code(where)}`);
    return (0,markdown/* markup */.PT) `**left:** ${(0,markdown/* markdownOf */.RQ)(named.join(', '))}`;
}
function timelineTable({ timeline }) {
    return (0,markdown/* table */.tp)(['Step', 'Took'], timeline.map(({ name, took }) => [sections_text(name), duration(took)]));
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
        ['Memory', (0,units/* formatSize */.Xq)(spec.memory)],
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
    return (0,markdown/* table */.tp)(['What', 'Value'], factsOf(report).map(([name, value]) => [sections_text(name), code(value)]));
}
function list(items) {
    if (items.length === 0)
        return undefined;
    const left = items.length - mostItems;
    const shown = left > 0 ? [...items.slice(0, mostItems), (0,markdown/* markup */.PT) `… and ${left} more`] : items;
    return (0,markdown/* markdownOf */.RQ)(shown.map((item) => `- ${item}`).join('\n'));
}
const mostItems = 100;
const joined = (parts) => (0,markdown/* markdownOf */.RQ)(parts.filter((part) => part !== undefined).join('\n\n'));

;// CONCATENATED MODULE: ./build/4483/report/log-lines.js






/** The facts of the summary for the step's log, without evidence. Safe to print as they are. */
const logLines = (report) => factGroups(report).flatMap(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)]);
/**
 * The same as groups; when the VM failed or did not end cleanly, also the last lines of the guest's console and of
 * QEMU's output. Safe to print as they are; a title is one line. Groups with nothing to say are absent.
 */
function logGroups(report) {
    if (report.failure === undefined && (0,report_report/* verdictOf */.Vj)(report) === 'clean')
        return factGroups(report);
    const { consoleTail = '', qemuLog = '' } = report;
    return [...factGroups(report), ...evidence("The guest's console", consoleTail), ...evidence("QEMU's output", qemuLog)];
}
function factGroups(report) {
    const { failure, shutdown, releases, timeline } = report;
    if ((0,report_report/* isIdle */.xB)(report))
        return safe([{ title: `${labelOf(report)}: ${idleSentence(report)}`, lines: [] }]);
    const { word, icon } = stateOf(report);
    const opening = [
        ...(failure === undefined ? [] : [...failure.message.split('\n'), ...(failure.hint?.split('\n') ?? [])]),
        ...(shutdown === undefined ? [] : [`${shutdown.outcome}: ${outcomeSentence(shutdown)}`, ...shutdown.notes]),
        ...(0,report_report/* leftoversOf */.Kz)(report).map(({ what, where, remedy }) => `left over: ${what}: ${where} (${remedy})`),
        ...incidentsOf(report).map(({ level, title, message }) => `${level}: ${title}: ${message}`),
    ];
    const asked = (shutdown?.attempts ?? []).map(({ ask, result, detail, took }) => {
        return `${askWords[ask]}: ${resultWords[result]}, ${(0,units/* formatDuration */.a3)(took)}${detail === undefined ? '' : ` (${detail})`}`;
    });
    const released = releases.map(({ held, outcome, leftovers, error, took }) => {
        const world = leftovers.length === 0 ? 'gone' : `${leftovers.length} left`;
        const why = error === undefined ? '' : ` (${error})`;
        return `${held.id}: ${releaseWords[outcome]}, ${world}, ${(0,units/* formatDuration */.a3)(took)}: ${whereOf(held)}${why}`;
    });
    const groups = [
        { title: 'How it went down', lines: asked },
        { title: 'Released and verified', lines: released },
        { title: 'Timeline', lines: timeline.map(({ name, took }) => `${name}: ${(0,units/* formatDuration */.a3)(took)}`) },
        { title: 'The machine', lines: factsOf(report).map(([name, value]) => `${name}: ${value}`) },
    ];
    const heading = { title: `${icon} ${labelOf(report)}: ${word}`, lines: opening };
    return safe([heading, ...groups.filter(({ lines }) => lines.length > 0)]);
}
/** One line stays one line: a line end within a value must not look like a line of ours. */
const safe = (groups) => groups.map(({ title, lines }) => {
    const kept = lines.slice(0, guest_text/* logLimits */.vX.lines);
    const left = lines.length - kept.length;
    const all = [...kept.map((line) => (0,guest_text/* oneLine */.TN)(line, guest_text/* logLimits */.vX.columns)), ...(left > 0 ? [`… and ${left} more`] : [])];
    return { title: (0,guest_text/* forLog */.Ig)([(0,guest_text/* oneLine */.TN)(title)]).join(' '), lines: (0,guest_text/* forLog */.Ig)(all) };
});
function evidence(title, text) {
    const { lines, cut } = (0,guest_text/* plainLines */.y1)(text, guest_text/* logLimits */.vX);
    const missing = cut.lines === 0 ? [] : [`… ${cut.lines} older lines left out`];
    return lines.length === 0 ? [] : [{ title, lines: (0,guest_text/* forLog */.Ig)([...missing, ...lines]) }];
}

;// CONCATENATED MODULE: ./build/4483/report/evidence.js


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

;// CONCATENATED MODULE: ./build/4483/report/summary.js






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
    for (const { name, text } of sectionsOf(report))
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
const idleLine = (report) => (0,markdown/* markup */.PT) `✅ ${(0,guest_text/* markdownText */.p7)(labelOf(report))}: ${(0,guest_text/* markdownText */.p7)(idleSentence(report))}`;
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

;// CONCATENATED MODULE: ./build/4483/entry/publish.js




/** A step's summary may have 1 MiB, or none of it is shown: FileCommandManager.cs, AttachmentSizeLimit. */
const summaryLimit = 1024 * 1024;
const annotate = { notice: core/* notice */.lm, warning: core/* warning */.$e, error: core/* error */.z3 };
/** Report → log, annotations, step summary, exit code. */
async function publish(report) {
    for (const { title, lines } of logGroups(report)) {
        core/* startGroup */.Oh(title);
        for (const line of lines)
            core/* info */.pq(line);
        core/* endGroup */.N4();
    }
    for (const { level, title, message } of findingsOf(report))
        annotate[level](message, { title });
    process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodeOf(report));
    try {
        await core/* summary */.z.addRaw(summarize(report, summaryLimit), true).write();
    }
    catch (error) {
        core/* info */.pq(`The step summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
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

/***/ 4458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ tailOf),
/* harmony export */   Cz: () => (/* binding */ panicPattern),
/* harmony export */   Kr: () => (/* binding */ panicEnds),
/* harmony export */   Qf: () => (/* binding */ boundedMatcher),
/* harmony export */   Ri: () => (/* binding */ followConsole)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6193);
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(714);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5967);




/** How often the console's file is looked at, and how much of it is taken at once. */
const pause = (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(50);
const portionSize = 256 * 1024;
/** A guest may print for hours without an end of line; no more of a line than this is looked at. */
const longestLine = 8 * 1024;
/** The kernel's last words; it prints them with any log level. linux kernel/panic.c. */
const panicPattern = /Kernel panic - not syncing/;
/** Whether a console ends in a panic: the kernel's closing line, and after it nothing but its own time stamps. */
function panicEnds(tail) {
    const lines = tail.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    return /---\[ end Kernel panic - not syncing/.test(lines.at(-1) ?? '');
}
/**
 * Follows the file to which QEMU writes the guest's console, from its beginning, and hands on each line, and the
 * unfinished last one whenever it has grown (a prompt has no end). Hostile text: memory is bounded, nothing is
 * interpreted. Returns when `signal` aborts.
 */
async function followConsole(path, onLine, clock, signal) {
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_1__.StringDecoder('utf8');
    const buffer = Buffer.alloc(portionSize);
    let offset = 0;
    let rest = '';
    while (!signal.aborted) {
        const count = readAt(path, buffer, offset);
        if (count === 0) {
            await clock.sleep(pause, signal).catch(() => undefined);
            continue;
        }
        offset += count;
        const lines = (rest + decoder.write(buffer.subarray(0, count))).split(/\r\n|\r|\n/);
        rest = (lines.pop() ?? '').slice(-longestLine);
        for (const line of lines)
            onLine(line.slice(0, longestLine));
        if (rest !== '')
            onLine(rest);
        await clock.sleep((0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(0)); // a guest that prints without end must not keep the rest of the program waiting
    }
}
/** The last `size` bytes of a file that may not exist. */
function tailOf(path, size) {
    const length = node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const buffer = Buffer.alloc(Math.min(size, length));
    return buffer.subarray(0, readAt(path, buffer, length - buffer.length)).toString('utf8');
}
function readAt(path, buffer, offset) {
    let file;
    try {
        file = node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
        return node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync(file, buffer, 0, buffer.length, offset);
    }
    catch {
        return 0; // QEMU has not made it yet, or it is gone with the run directory
    }
    finally {
        if (file !== undefined)
            node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync(file);
    }
}
/** What matching one line may take, in milliseconds: a pattern of the user's can need exponential time on hostile text. */
const matchLimit = 200;
/** A test for a pattern of the user's that cannot hang. It throws where a line takes longer than any sane pattern does. */
function boundedMatcher(pattern) {
    const context = (0,node_vm__WEBPACK_IMPORTED_MODULE_2__.createContext)({ pattern, line: '' });
    const script = new node_vm__WEBPACK_IMPORTED_MODULE_2__.Script('pattern.test(line)');
    return (line) => {
        context['line'] = line;
        return script.runInContext(context, { timeout: matchLimit });
    };
}


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

/***/ 2703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ retry)
});

;// CONCATENATED MODULE: ./node_modules/is-network-error/index.js
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

;// CONCATENATED MODULE: ./node_modules/p-retry/index.js


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

;// CONCATENATED MODULE: ./build/4483/host/retry.js

/**
 * Tries `attempt` again while it throws. The attempt must itself give up when `signal` aborts: p-retry looks at the
 * signal between attempts only (p-retry index.js:174-187).
 * @throws the last attempt's error, or the signal's reason.
 */
function retry(attempt, options) {
    const { tries, pause, factor = 1, longestPause = pause, signal, worthwhile = () => true } = options;
    const guarded = async (count) => {
        try {
            return await attempt(count);
        }
        catch (thrown) {
            const error = thrown instanceof Error ? thrown : new Error(String(thrown));
            // p-retry never tries again after a TypeError, and unwraps AbortError
            throw worthwhile(error) ? error : new AbortError(error);
        }
    };
    return pRetry(guarded, {
        retries: tries - 1,
        minTimeout: pause,
        maxTimeout: longestPause,
        factor,
        ...(signal === undefined ? {} : { signal }),
    });
}


/***/ }),

/***/ 8999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ stop)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/4483/errors.js
var errors = __webpack_require__(2269);
// EXTERNAL MODULE: ./build/4483/guest/console.js
var console = __webpack_require__(4458);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/4483/units.js
var units = __webpack_require__(5967);
;// CONCATENATED MODULE: ./build/4483/ledger/lock.js



/** How often a lock that is held is looked at again. */
const pause = (0,units/* millis */.ne)(50);
/**
 * Takes the lock at `path`, waiting at most `budget` while a living process holds it. A lock whose holder is dead is
 * taken over: by identity, never by age.
 * @returns the lock, or who holds it.
 */
async function takeLock(path, host, budget) {
    const deadline = host.clock.now() + budget;
    for (;;) {
        if (tryTake(path, host.processes.self))
            return {
                release: () => {
                    release(path, host.processes.self);
                },
            };
        const holder = readHolder(path);
        if (holder === undefined || host.processes.state(holder) === 'gone') {
            setAside(path, holder);
        }
        else if (host.clock.now() >= deadline) {
            return { heldBy: holder };
        }
        else {
            await host.clock.sleep(pause);
        }
    }
}
/** The lock appears whole or not at all: it is written under another name and linked. */
function tryTake(path, self) {
    const draft = draftOf(path);
    external_node_fs_.writeFileSync(draft, JSON.stringify(self), { mode: 0o600, flag: 'wx' });
    try {
        external_node_fs_.linkSync(draft, path);
        return true;
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw error;
        return false;
    }
    finally {
        external_node_fs_.rmSync(draft, { force: true });
    }
}
function readHolder(path) {
    try {
        return JSON.parse(external_node_fs_.readFileSync(path, 'utf8'));
    }
    catch {
        return undefined; // gone meanwhile, or no lock of ours: both are no holder
    }
}
/** Of two processes that want to take over, only the one whose rename meets the dead holder's lock removes it. */
function setAside(path, dead) {
    const aside = draftOf(path);
    try {
        external_node_fs_.renameSync(path, aside);
    }
    catch {
        return; // another was quicker
    }
    const taken = readHolder(aside);
    const isLiving = taken !== undefined && JSON.stringify(taken) !== JSON.stringify(dead);
    // It was replaced by a living holder's lock between our look and our rename: give it back
    if (isLiving)
        tryLink(aside, path);
    external_node_fs_.rmSync(aside, { force: true });
}
function tryLink(from, to) {
    try {
        external_node_fs_.linkSync(from, to);
    }
    catch {
        // a third process holds it by now; its holder will find out when it releases
    }
}
function release(path, self) {
    if (JSON.stringify(readHolder(path)) === JSON.stringify(self))
        external_node_fs_.rmSync(path, { force: true });
}
const draftOf = (path) => `${path}.${process.pid}.${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`;

// EXTERNAL MODULE: ./build/4483/ledger/replay.js
var replay = __webpack_require__(5741);
// EXTERNAL MODULE: ./build/4483/plan/paths.js
var paths = __webpack_require__(414);
// EXTERNAL MODULE: ./build/4483/report/report.js
var report_report = __webpack_require__(9685);
// EXTERNAL MODULE: ./build/4483/resources/process.js
var resources_process = __webpack_require__(2007);
// EXTERNAL MODULE: ./build/4483/resources/resource.js
var resources_resource = __webpack_require__(6628);
;// CONCATENATED MODULE: ./build/4483/resources/release.js



/**
 * Unmakes everything that is held, last acquired first. One failure never stops the next (anchor A8). What a process
 * that would not go may still use is kept (law L17). Called by stop() alone (law L5).
 */
async function releaseAll(held, ledger, host) {
    const releases = [];
    for (const one of held.toReversed()) {
        const inUse = releases.some((done) => done.held.kind === 'process' && done.leftovers.length > 0);
        releases.push(inUse && one.kind !== 'process' ? kept(one) : await release_release(one, ledger, host));
    }
    return releases;
}
async function release_release(held, ledger, host) {
    const began = host.clock.now();
    const resource = resources_resource/* catalogue */.s[held.kind];
    if (resource === undefined)
        return unknown(held);
    let outcome;
    let error;
    try {
        tryAppend(ledger, { type: 'releasing', id: held.id });
        outcome = await resource.release(held, ledger.vm, host);
    }
    catch (thrown) {
        outcome = 'failed';
        error = (0,errors/* messageOf */.bD)(thrown);
    }
    const leftovers = await verify(resource, held, ledger, host);
    if (outcome !== 'failed' && leftovers.length === 0)
        tryAppend(ledger, { type: 'released', id: held.id, outcome });
    return { held, outcome, leftovers, ...(error === undefined ? {} : { error }), took: (0,units/* millis */.ne)(host.clock.now() - began) };
}
async function verify(resource, held, ledger, host) {
    try {
        return await resource.verify(held, ledger.vm, host);
    }
    catch (error) {
        return [{ what: held.kind, where: held.id, remedy: `It could not be looked at: ${(0,errors/* messageOf */.bD)(error)}` }];
    }
}
const kept = (held) => ({
    held,
    outcome: 'failed',
    leftovers: [
        { what: held.kind, where: held.id, remedy: 'Kept, because a process that would not end may still use it.' },
    ],
    took: (0,units/* millis */.ne)(0),
});
/** A kind of a later version of this action, or of a forged ledger: left alone, told of, never guessed at. */
const unknown = (held) => ({
    held,
    outcome: 'failed',
    leftovers: [
        { what: held.kind, where: held.id, remedy: 'This version of qemu-vm does not know this kind of resource.' },
    ],
    took: (0,units/* millis */.ne)(0),
});
/** On a full disk the ledger may not be writable any more; unmaking goes on, and the world is looked at anyway. */
function tryAppend(ledger, entry) {
    try {
        ledger.append(entry);
    }
    catch {
        // what the ledger cannot say, verify() and the scan by tag say
    }
}

;// CONCATENATED MODULE: ./build/4483/qemu/exit-watch.js

/** Without any sign, the kernel is asked this often whether QEMU is gone; after a sign of its end, that often. */
const calmPause = (0,units/* millis */.ne)(50);
const eagerPause = (0,units/* millis */.ne)(2);
/** Watches processes as the kernel shows them: gone means that no thread of any of them lives (law L8). */
function watchExit(processes, host) {
    let pause = calmPause;
    let wake;
    const areGone = () => processes.every((one) => host.processes.state(one) === 'gone');
    return {
        gone: () => Promise.resolve(areGone()),
        nudge() {
            pause = eagerPause;
            wake?.();
        },
        async exited(signal) {
            while (!areGone()) {
                const nudged = new Promise((resolve) => (wake = resolve));
                await Promise.race([host.clock.sleep(pause, signal), nudged]);
                signal.throwIfAborted();
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/4483/shutdown/ladder.js

/**
 * Goes down the ladder until QEMU is gone. Every rung's deadline is fixed at entry, before the first ask, so that a
 * slow ask can take time from no later rung (law L7; crosvm's wrapper showed the opposite). Never rejects (law L6).
 */
async function descend(rungs, watch, clock) {
    const began = clock.now();
    const attempts = [];
    const end = (endedBy, stillRunning, found = true) => ({
        found,
        endedBy,
        stillRunning,
        attempts,
        took: (0,units/* millis */.ne)(clock.now() - began),
    });
    if (await watch.gone())
        return end([], false, false);
    let latest = began;
    for (const rung of rungs) {
        latest = (0,units/* millis */.ne)(latest + rung.budget);
        const limit = (0,units/* millis */.ne)(Math.max(0, Math.min(rung.budget, latest - clock.now())));
        const { exited, made } = await standOn(rung, limit, watch, clock);
        attempts.push(...made);
        if (exited)
            return end(made.filter(({ result }) => result !== 'unavailable').map(({ ask }) => ask), false);
    }
    return end([], !(await watch.gone()));
}
/** Makes the rung's asks and waits for the exit, at most `limit`, or until no ask of it has hope left. */
async function standOn(rung, limit, watch, clock) {
    const began = clock.now();
    const over = new AbortController();
    const took = () => (0,units/* millis */.ne)(clock.now() - began);
    const hopeless = Promise.withResolvers();
    const settled = new Map();
    const asking = rung.asks.map(async (ask) => {
        const given = await answerOf(ask, over.signal);
        if (given.result !== 'requested') {
            settled.set(ask.name, { ask: ask.name, result: given.result, detail: given.why, took: took() });
        }
        if (given.result === 'refused')
            hopeless.resolve('no-hope');
        else if (given.result === 'requested')
            await aborted(over.signal);
    });
    await Promise.race([
        watch.exited(over.signal).catch(() => undefined),
        clock.sleep(limit, over.signal).catch(() => undefined),
        Promise.all(asking),
        hopeless.promise,
    ]);
    // Whoever gave up may have done so because QEMU went away under its hands: the world decides, not the ask.
    const exited = await watch.gone();
    over.abort();
    const made = rung.asks.map(({ name }) => settled.get(name) ?? { ask: name, result: exited ? 'exited' : 'timed-out', took: took() });
    return { exited, made };
}
async function answerOf(ask, signal) {
    try {
        const answer = await ask.request(signal);
        return answer.kind === 'requested' ? { result: 'requested' } : { result: answer.kind, why: answer.why };
    }
    catch (error) {
        return { result: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
}
const aborted = (signal) => new Promise((resolve) => {
    if (signal.aborted)
        resolve();
    else
        signal.addEventListener('abort', () => {
            resolve();
        }, { once: true });
});

// EXTERNAL MODULE: ./build/4483/qemu/qmp.js + 1 modules
var qmp = __webpack_require__(9774);
;// CONCATENATED MODULE: ./build/4483/shutdown/monitor.js



/** Connecting takes 1 ms, and QEMU's main loop may be held up by a slow disk. */
const connectBudget = (0,units/* millis */.ne)(3000);
const replyBudget = (0,units/* millis */.ne)(1000);
/** A signal that aborts after `budget`; for requests that are short by nature. */
const within = (budget, signal) => signal === undefined ? AbortSignal.timeout(budget) : AbortSignal.any([signal, AbortSignal.timeout(budget)]);
/** Connects to the reserved socket. Never rejects: a QEMU that does not answer is the ladder's daily bread. */
async function openMonitor(socket, host) {
    if (socket === undefined)
        return silent('QEMU was never asked to open one');
    try {
        const client = await (0,qmp/* connectQmp */.J)(socket, host.clock, connectBudget);
        return await listening(client);
    }
    catch (error) {
        return silent((0,errors/* messageOf */.bD)(error));
    }
}
async function listening(client) {
    const events = [];
    const waiting = [];
    client.onEvent((event) => {
        events.push(event);
        for (const tell of waiting)
            tell(event);
    });
    const reply = await client.execute('query-status', { signal: within(replyBudget) }).catch(() => ({}));
    const status = reply?.['status'];
    return {
        client,
        whyNone: '',
        status: typeof status === 'string' ? status : 'unknown',
        evidence: () => evidenceOf(events, status === 'guest-panicked'),
        seen: (wanted) => new Promise((resolve) => {
            const early = events.find(wanted);
            if (early !== undefined)
                resolve(early);
            waiting.push((event) => {
                if (wanted(event))
                    resolve(event);
            });
        }),
        [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    };
}
const silent = (whyNone) => ({
    client: undefined,
    whyNone,
    status: 'unknown',
    evidence: () => ({ panicked: false }),
    seen: () => new Promise(() => undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
});
function evidenceOf(events, wasPanicked) {
    const first = events.find(({ event }) => event === 'SHUTDOWN')?.data;
    const panicked = wasPanicked || events.some(({ event }) => event === 'GUEST_PANICKED');
    if (first === undefined)
        return { panicked };
    const reason = first['reason'];
    return { panicked, shutdown: { guest: first['guest'] === true, reason: typeof reason === 'string' ? reason : 'unknown' } };
}

;// CONCATENATED MODULE: ./build/4483/shutdown/outcome.js
const forced = {
    quit: 'quit',
    terminate: 'terminated',
    kill: 'killed',
};
/**
 * Descent and evidence → outcome. `graceful` is claimed only when the guest itself caused the shutdown, or when QEMU
 * ended while nothing but the guest had been asked; how the asking command fared is never looked at (law L13).
 */
function outcomeOf(descent, evidence) {
    if (descent.stillRunning)
        return 'stuck';
    if (evidence.panicked || evidence.shutdown?.reason === 'guest-panic')
        return 'guest-crashed';
    if (!descent.found)
        return 'already-gone';
    if (evidence.shutdown?.reason === 'guest-reset')
        return 'guest-rebooted';
    if (evidence.shutdown?.guest === true)
        return 'graceful';
    const last = descent.endedBy.at(-1);
    if (last === undefined)
        return 'already-gone';
    return last === 'poweroff' || last === 'powerdown' ? 'graceful' : forced[last];
}

// EXTERNAL MODULE: ./build/4483/guest/ssh.js
var ssh = __webpack_require__(1861);
;// CONCATENATED MODULE: ./build/4483/shutdown/rungs.js



/** The reasoning behind the figures: reliability notes, section 4. All together stay below 75 s with 30 s of courtesy. */
const quitBudget = (0,units/* seconds */.YA)(5);
const terminateBudget = (0,units/* seconds */.YA)(5);
const killBudget = (0,units/* seconds */.YA)(10);
/** A press can be lost while the guest boots (V2); Windows wants two (LXD). */
const secondPress = (0,units/* millis */.ne)(500);
const nextPress = (0,units/* seconds */.YA)(5);
/** After the guest is down QEMU may still have to write its buffers out (libvirt, commit 96fc4784). */
const flushBudget = (0,units/* seconds */.YA)(15);
const requested = { kind: 'requested' };
/** The ladder: ask the guest on both ways at once, ask QEMU, then insist. */
function makeRungs(input) {
    const { courtesy, qemu, host } = input;
    return [
        ...(courtesy > 0 ? [{ budget: courtesy, asks: [poweroff(input), powerdown(input)] }] : []),
        { budget: quitBudget, asks: [quit(input)] },
        // A stopped process takes SIGTERM only when it goes on (V6)
        { budget: terminateBudget, asks: [signalling('terminate', ['SIGTERM', 'SIGCONT'], qemu, host)] },
        { budget: killBudget, asks: [signalling('kill', ['SIGKILL'], qemu, host)] },
    ];
}
/** Whatever the guest's system, and whether it takes root: BSDs know `shutdown -p`, not `poweroff`. */
const poweroffScript = 'S=; [ "$(id -u)" = 0 ] || S="sudo -n"; sync; ' +
    '(nohup sh -c "$S systemctl poweroff || $S poweroff || $S shutdown -p now" >/dev/null 2>&1 &)';
/**
 * From inside the guest. How the command fares is never looked at: the connection may well go down before its exit
 * status arrives, and that is what success looks like (spdk/spdk#3648).
 */
function poweroff({ sshConfig, tag, host }) {
    return {
        name: 'poweroff',
        async request() {
            if (sshConfig === undefined)
                return { kind: 'unavailable', why: 'nobody had logged in over ssh' };
            const words = (0,ssh/* sshWords */.y$)(sshConfig, '-o', 'ConnectTimeout=3', 'guest', `exec sh -c '${poweroffScript}'`);
            await host.commands.run(words, { limit: (0,units/* seconds */.YA)(5), tag });
            return requested;
        },
    };
}
/** Run states in which a guest can hear the power button, and those from which it has to be woken first. */
const hearing = new Set(['running', 'unknown']);
const asleep = { paused: 'cont', prelaunch: 'cont', suspended: 'system_wakeup' };
/** The ACPI power button. */
function powerdown({ monitor, host }) {
    return {
        name: 'powerdown',
        async request(signal) {
            const { client, status } = monitor;
            if (client === undefined)
                return { kind: 'unavailable', why: monitor.whyNone };
            const wake = asleep[status];
            if (wake !== undefined)
                await client.execute(wake, { signal: within((0,units/* seconds */.YA)(1), signal) });
            else if (!hearing.has(status))
                return { kind: 'refused', why: `the guest is not running (${status})` };
            return await Promise.race([
                pressAgainAndAgain(),
                shutdownSeen(),
                cannotObey(),
                client.closed.then(() => requested),
            ]);
            async function pressAgainAndAgain() {
                for (let pause = secondPress;; pause = nextPress) {
                    await client?.execute('system_powerdown', { signal: within((0,units/* seconds */.YA)(2), signal) });
                    await host.clock.sleep(pause, signal);
                }
            }
            async function shutdownSeen() {
                await monitor.seen(({ event }) => event === 'SHUTDOWN');
                await host.clock.sleep(flushBudget, signal);
                return { kind: 'refused', why: 'the guest was down, and QEMU did not end' };
            }
            async function cannotObey() {
                const { event } = await monitor.seen((one) => stops(one.event) && monitor.evidence().shutdown === undefined);
                return { kind: 'refused', why: `the guest cannot obey any more (${event})` };
            }
        },
    };
}
const stops = (event) => event === 'STOP' || event === 'GUEST_PANICKED';
/** The reply, the end of the connection, a reset: all mean that it was sent (V4). */
function quit({ monitor }) {
    return {
        name: 'quit',
        async request(signal) {
            if (monitor.client === undefined)
                return { kind: 'unavailable', why: monitor.whyNone };
            await monitor.client.execute('quit', { signal }).catch(() => undefined);
            return requested;
        },
    };
}
function signalling(name, signals, qemu, host) {
    return {
        name,
        request() {
            const answers = signals.flatMap((one) => qemu.map((process) => host.processes.signal(process, one)));
            const denied = { kind: 'refused', why: 'this user may not signal it; it was started as another one' };
            return Promise.resolve(answers.includes('denied') ? denied : requested);
        },
    };
}

;// CONCATENATED MODULE: ./build/4483/phases/bring-down.js
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









/** A cancelled job has 5 minutes for all its posts, and nobody waits for a guest that has nothing to save. */
const courtesyWhenCancelled = (0,units/* seconds */.YA)(10);
const courtesyWhenNeverReady = (0,units/* seconds */.YA)(5);
/** How much of the console is looked at for a panic. */
const panicTail = 4096;
/** Identifies QEMU and goes down the ladder. @returns how it ended; what was done about it is in the notes. */
async function bringDown(state, vm, host) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const began = host.clock.now();
        const held = state.held.find(isQemu);
        const qemu = held === undefined ? host.processes.findQemu((0,units/* tagOf */.cO)(vm)) : (0,resources_process/* livingOf */.ZS)(held, vm, host);
        if (held === undefined && qemu.length === 0)
            return { outcome: 'never-started', attempts: [], took: (0,units/* millis */.ne)(0), notes: [] };
        const notes = wake(qemu, host);
        const { courtesy, why } = courtesyFor(state);
        if (why !== undefined && qemu.length > 0)
            notes.push(why);
        const panicked = state.plan !== undefined && (0,console/* panicEnds */.Kr)((0,console/* tailOf */.Cj)(state.plan.paths.consoleLog, panicTail));
        const monitor = __addDisposableResource(env_1, await openMonitor(qemu.length === 0 ? undefined : state.plan?.paths.stopSocket, host), true);
        const watch = watchExit(qemu, host);
        void monitor.client?.closed.then(watch.nudge);
        const sshConfig = state.held.some(isMaster) ? state.plan?.paths.sshConfig : undefined;
        const rungs = makeRungs({
            qemu,
            monitor,
            courtesy: panicked ? (0,units/* millis */.ne)(0) : courtesy,
            ...(sshConfig === undefined ? {} : { sshConfig }),
            tag: (0,units/* tagOf */.cO)(vm),
            host,
        });
        const descent = await descend(rungs, watch, host.clock);
        const evidence = monitor.evidence();
        const outcome = outcomeOf(descent, { ...evidence, panicked: evidence.panicked || panicked });
        if (outcome === 'already-gone')
            notes.push(...howItWent(held));
        return { outcome, attempts: descent.attempts, took: (0,units/* millis */.ne)(host.clock.now() - began), notes };
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
const isQemu = (held) => held.kind === 'process' && held.description.role === 'qemu';
const isMaster = (held) => held.kind === 'process' && held.description.role === 'ssh-master';
/** A process stopped by a signal neither answers nor takes SIGTERM (V6). */
function wake(qemu, host) {
    const stopped = qemu.filter((one) => host.processes.state(one) === 'stopped');
    for (const one of stopped)
        host.processes.signal(one, 'SIGCONT');
    return stopped.map(({ pid }) => `QEMU (pid ${pid}) had been stopped by a signal, and was continued.`);
}
function courtesyFor({ plan, cancelled, handedOver }) {
    const asked = plan?.spec.budgets.shutdown ?? courtesyWhenNeverReady;
    const limit = !handedOver ? courtesyWhenNeverReady : cancelled ? courtesyWhenCancelled : asked;
    if (limit >= asked)
        return { courtesy: asked };
    const because = handedOver ? 'the job was cancelled' : 'the guest was never ready';
    return { courtesy: limit, why: `The guest was given ${(0,units/* formatDuration */.a3)(limit)} only, because ${because}.` };
}
/** QEMU removes its pidfile when it ends in an orderly way, and only then (V4). */
function howItWent(held) {
    const { pidFile } = held?.description ?? {};
    if (held?.evidence === undefined || pidFile === undefined || !external_node_fs_.existsSync(pidFile))
        return [];
    return ['QEMU had not ended in an orderly way: it was killed, or it crashed.'];
}

;// CONCATENATED MODULE: ./build/4483/phases/stop.js












/** A second one waits for the first as long as the first may take, and then has its evidence instead of a guess. */
const lockBudget = (0,units/* seconds */.YA)(80);
/** How much of the console and of QEMU's log is kept as evidence when they are removed. */
const evidenceSize = 64 * 1024;
/** A process that is just being forked is in no snapshot of /proc; it is in the next (actions/runner#4601). */
const rescanPause = (0,units/* seconds */.YA)(1);
/**
 * The one way down: fence, identify, ladder, release in reverse, verify in the world, scan by tag, report (law L5). It
 * needs nothing but the ledger (law L4), may be run any number of times and by several processes at once, and never
 * rejects (law L6): what goes wrong becomes a finding.
 */
async function stop(ledger, host, phase) {
    const empty = { phase, vm: ledger.vm, timeline: [], releases: [], leftovers: [], findings: [] };
    const failed = (message) => ({
        ...empty,
        findings: [{ level: 'error', title: 'The VM could not be stopped', message }],
    });
    let lock;
    try {
        const taken = await takeLock((0,paths/* lockPath */.HZ)(ledger.path), host, lockBudget);
        if ('heldBy' in taken)
            return failed(`Process ${taken.heldBy.pid} has been stopping it for too long.`);
        lock = taken;
        return await stopLocked(ledger, host, empty);
    }
    catch (error) {
        return failed((0,errors/* messageOf */.bD)(error));
    }
    finally {
        lock?.release();
    }
}
async function stopLocked(ledger, host, empty) {
    const before = tryRead(ledger);
    if (before.closed !== undefined)
        return { ...empty, findings: [alreadyStopped] };
    const span = stopwatch(host);
    const findings = [];
    stop_tryAppend(ledger, { type: 'closing', by: host.processes.self, phase: empty.phase }, findings);
    await endLivingMain(before, host);
    const state = tryRead(ledger);
    if (state.unreadable > 0)
        findings.push(damaged(state.unreadable));
    span('fence');
    const shutdown = await bringDown(state, ledger.vm, host);
    stop_tryAppend(ledger, { type: 'shutdown', shutdown }, findings);
    span('ladder');
    const evidence = stop_evidenceOf(state, shutdown);
    const releases = await releaseAll(heldBy(state, ledger), ledger, host);
    const leftovers = await endStrays(ledger.vm, host);
    span('release and verify');
    const report = {
        ...empty,
        ...(state.plan === undefined ? {} : { plan: state.plan }),
        timeline: span.all,
        shutdown,
        releases,
        leftovers,
        findings,
        ...evidence,
    };
    const verdict = (0,report_report/* verdictOf */.Vj)(report);
    // A ledger with something left stays open: whoever comes next goes on with it
    if (verdict !== 'leaked')
        stop_tryAppend(ledger, { type: 'closed', verdict }, findings);
    return report;
}
/** Everything of the VM: what the ledger holds, and what bears its name, should the ledger not be readable. */
function heldBy(state, ledger) {
    const known = new Set(state.held.flatMap((held) => (held.kind === 'directory' ? [held.description.path] : [])));
    const named = Object.values((0,paths/* directoriesOf */.Pv)(ledger.vm, (0,external_node_path_.dirname)(ledger.path)));
    const unknown = named.filter((path) => !known.has(path) && (0,external_node_fs_.existsSync)(path));
    const found = unknown.map((path) => ({
        id: (0,units/* resourceId */.a)(`directory ${path}`),
        kind: 'directory',
        description: { path },
    }));
    return [...found, ...state.held];
}
/** In a job container a cancelled main goes on while post runs (R10): it must make nothing more. */
async function endLivingMain(state, host) {
    const others = state.mains.filter(({ pid }) => pid !== host.processes.self.pid);
    const living = others.filter((one) => host.processes.state(one) !== 'gone');
    if (living.length > 0)
        await (0,resources_process/* endProcesses */.Hk)(living, host);
}
/** Whatever still carries the VM's tag when all was released, is ended too; what then lives is left over. */
async function endStrays(vm, host) {
    for (let scan = 0; scan < 3; scan++) {
        const strays = host.processes.find((0,units/* tagOf */.cO)(vm));
        if (strays.length === 0)
            return [];
        await (0,resources_process/* endProcesses */.Hk)(strays, host);
        await host.clock.sleep(rescanPause);
    }
    return host.processes.find((0,units/* tagOf */.cO)(vm)).map((one) => (0,resources_process/* leftoverOf */.nE)(one, host));
}
function stop_evidenceOf(state, shutdown) {
    if (state.plan === undefined || shutdown.outcome === 'never-started')
        return {};
    const { consoleLog, qemuLog } = state.plan.paths;
    return { consoleTail: (0,console/* tailOf */.Cj)(consoleLog, evidenceSize), qemuLog: (0,console/* tailOf */.Cj)(qemuLog, evidenceSize) };
}
const alreadyStopped = {
    level: 'notice',
    title: 'Nothing to do',
    message: 'This VM was already stopped, and nothing of it was left.',
};
const damaged = (lines) => ({
    level: 'warning',
    title: 'The ledger was damaged',
    message: `${lines} of its lines could not be read. The VM was looked for by its name as well.`,
});
/** A ledger that is gone was removed by whoever had the last word on its VM. */
function tryRead(ledger) {
    try {
        return ledger.read();
    }
    catch {
        return { ...(0,replay/* replay */.e)(''), closed: 'clean' };
    }
}
/** On a full disk nothing can be written any more; the VM goes down all the same, and the report says so. */
function stop_tryAppend(ledger, entry, findings) {
    try {
        ledger.append(entry);
    }
    catch (error) {
        if (findings.some(({ title }) => title === unwritable))
            return;
        findings.push({ level: 'warning', title: unwritable, message: (0,errors/* messageOf */.bD)(error) });
    }
}
const unwritable = 'The ledger could not be written';
function stopwatch(host) {
    let from = host.clock.now();
    const all = [];
    const span = (name) => {
        all.push({ name, took: (0,units/* millis */.ne)(host.clock.now() - from) });
        from = host.clock.now();
    };
    return Object.assign(span, { all });
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


/***/ }),

/***/ 9774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ connectQmp)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./build/4483/errors.js
var errors = __webpack_require__(2269);
;// CONCATENATED MODULE: ./build/4483/qemu/qmp-lines.js

/** The longest message believed. QEMU's own longest, query-qmp-schema, is 207 KB; a hostile peer may send any. */
const longestLine = 16 * 1024 * 1024;
/**
 * Bytes in any portions → whole QMP messages: one JSON object a line, ended by CRLF (docs/interop/qmp-spec.rst).
 * @returns a function to be fed with each portion. It throws QemuVmError `protocol` on what is no QMP.
 */
function qmpLines(limit = longestLine) {
    let parts = [];
    let size = 0;
    return (portion) => {
        const messages = [];
        let rest = portion;
        for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
            const line = Buffer.concat([...parts, rest.subarray(0, end)])
                .toString('utf8')
                .trim();
            parts = [];
            size = 0;
            rest = rest.subarray(end + 1);
            if (line !== '')
                messages.push(parseMessage(line));
        }
        size += rest.length;
        if (size > limit)
            throw new errors/* QemuVmError */.Wn('protocol', `QMP sent ${size} bytes without an end of line.`);
        if (rest.length > 0)
            parts.push(rest);
        return messages;
    };
}
function parseMessage(line) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch (cause) {
        throw new errors/* QemuVmError */.Wn('protocol', `QMP sent what is not JSON: ${JSON.stringify(line.slice(0, 80))}`, { cause });
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new errors/* QemuVmError */.Wn('protocol', `QMP sent what is no object: ${JSON.stringify(line.slice(0, 80))}`);
    }
    return value;
}

;// CONCATENATED MODULE: ./build/4483/qemu/qmp.js



/**
 * Opens a session on a QMP socket. The budget covers connecting, the greeting and the negotiation: a second client of
 * a socket is accepted by the kernel but not greeted (V6, V7).
 * @throws QemuVmError `protocol` or `timeout`.
 */
async function connectQmp(path, clock, budget) {
    const session = openSession(path);
    const late = new AbortController();
    const timer = clock.sleep(budget, late.signal).then(() => {
        session.fail(new errors/* QemuVmError */.Wn('timeout', `QMP on ${path} did not greet within ${budget} ms.`));
    }, () => undefined);
    try {
        await session.greeted;
        await session.client.execute('qmp_capabilities', { signal: late.signal });
        return session.client;
    }
    catch (error) {
        await session.client[Symbol.asyncDispose]();
        throw error;
    }
    finally {
        late.abort();
        await timer;
    }
}
function openSession(path) {
    const socket = (0,external_node_net_.connect)(path);
    const frame = qmpLines();
    const waiting = new Map();
    const listeners = [];
    const greeting = Promise.withResolvers();
    const closed = Promise.withResolvers();
    let counter = 0;
    let ended;
    const fail = (error) => {
        ended ??= error;
        greeting.reject(ended);
        for (const { reject } of waiting.values())
            reject(ended);
        waiting.clear();
        socket.destroy();
    };
    greeting.promise.catch(() => undefined); // it may fail before anyone waits for it
    const take = (message) => {
        if ('QMP' in message)
            greeting.resolve(undefined);
        else if (typeof message['event'] === 'string') {
            const event = { event: message['event'], data: (message['data'] ?? {}) };
            for (const listener of listeners)
                listener(event);
        }
        else {
            const asked = waiting.get(Number(message['id']));
            waiting.delete(Number(message['id']));
            const error = message['error'];
            if (error === undefined)
                asked?.resolve(message['return'] ?? null);
            else
                asked?.reject(new errors/* QemuVmError */.Wn('protocol', `QMP refused: ${String(error['desc'] ?? error['class'])}`));
        }
    };
    socket.on('data', (portion) => {
        try {
            for (const message of frame(portion))
                take(message);
        }
        catch (error) {
            fail(error);
        }
    });
    socket.on('error', (cause) => {
        fail(new errors/* QemuVmError */.Wn('protocol', `The QMP session on ${path} broke.`, { cause }));
    });
    socket.on('close', () => {
        fail(new errors/* QemuVmError */.Wn('protocol', `QEMU closed the QMP session on ${path}.`));
        closed.resolve(undefined);
    });
    const client = {
        closed: closed.promise,
        onEvent(listener) {
            listeners.push(listener);
        },
        execute: (command, { arguments: words, signal }) => new Promise((resolve, reject) => {
            if (ended !== undefined)
                throw ended;
            const id = ++counter;
            waiting.set(id, { resolve, reject });
            const abort = () => {
                waiting.delete(id);
                reject(new errors/* QemuVmError */.Wn('timeout', `QMP did not answer ${command} in time.`, { cause: signal.reason }));
            };
            if (signal.aborted) {
                abort();
                return;
            }
            signal.addEventListener('abort', abort, { once: true });
            socket.write(`${JSON.stringify({ execute: command, ...(words === undefined ? {} : { arguments: words }), id })}\r\n`);
        }),
        async [Symbol.asyncDispose]() {
            socket.destroy();
            await closed.promise;
        },
    };
    return { client, greeted: greeting.promise, fail };
}


/***/ }),

/***/ 3215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bm: () => (/* binding */ forMarkdown),
/* harmony export */   Ig: () => (/* binding */ forLog),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   Uo: () => (/* binding */ headOf),
/* harmony export */   p7: () => (/* binding */ markdownText),
/* harmony export */   ti: () => (/* binding */ inlineCode),
/* harmony export */   vX: () => (/* binding */ logLimits),
/* harmony export */   y1: () => (/* binding */ plainLines)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7858);

/** For a step's log: 200 lines of 2 KB, reliability.md section 6 (`Console to log`). */
const logLimits = { lines: 200, columns: 2048 };
/**
 * Everything with which a text can steer a terminal or hide from a reader, ECMA-48: a control string (OSC, DCS, SOS,
 * PM, APC) when it ends on its line, or else only its introducer, so that nobody can hide the rest; CSI and the other
 * escape sequences; C0, DEL and C1 except the tab; format characters (bidi controls, tags, zero width), except those
 * that join letters. Adjacent parts never accept the same character, so that no text makes the search quadratic.
 */
const steering = new RegExp([
    /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)/,
    /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?/,
    /\u001b[ -/]*[0-~]?/,
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/,
    /(?![\u200c\u200d])\p{Cf}/u,
]
    .map(({ source }) => source)
    .join('|'), 'gu');
/** Two carriage returns before a line feed are what a serial console makes of one line end; a lone one ends a line too. */
const lineEnd = /\r{0,2}\n|\r/;
/**
 * Bytes or text → lines without any control or escape sequence. Invalid UTF-8 becomes U+FFFD. When there are more lines
 * than the limits allow the oldest are left out; a line that is too long ends in a mark that says how much is missing.
 */
function plainLines(text, limits) {
    const whole = typeof text === 'string' ? text.toWellFormed() : new TextDecoder().decode(text);
    const all = whole.split(lineEnd);
    if (all.at(-1) === '')
        all.pop();
    const cut = { lines: Math.max(0, all.length - limits.lines), characters: 0 };
    const lines = all.slice(cut.lines).map((line) => {
        const plain = line.replace(/[\u2028\u2029]/g, ' ').replace(steering, '');
        const kept = headOf(plain, limits.columns);
        cut.characters += plain.length - kept.length;
        return kept.length === plain.length ? plain : `${kept} … [${plain.length - kept.length} more characters]`;
    });
    return { lines, cut };
}
/** Hostile text on one line, for a value within a sentence, at most about `longest` UTF-16 units. */
function oneLine(text, longest = 1000) {
    const { lines } = plainLines(text, { lines: Infinity, columns: longest });
    const joined = lines
        .map((line) => line.trim())
        .join(' ')
        .trim();
    const kept = headOf(joined, longest);
    return kept.length === joined.length ? joined : `${kept} …`;
}
/** The beginning of a text, at most `longest` UTF-16 units, never half a character. */
function headOf(text, longest) {
    return text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
const breaker = '\u200b';
/**
 * Lines that the runner takes for nothing but text: `::name::data` at the start of a line, after white space of any
 * kind, and `##[name]data` anywhere. actions/runner, Runner.Common/ActionCommand.cs. A line that holds line ends (CR,
 * LF, CRLF as .NET's ReadLine has them) becomes several lines.
 *
 * The break goes inside the mark, never before it: the runner compares by the rules of a culture, which ignore
 * U+200B. It finds a mark that was broken, but then looks for the name at a fixed distance and meets the mark's own end.
 */
function forLog(lines) {
    return lines
        .flatMap((line) => line.split(/\r\n|[\r\n]/))
        .map((line) => line.replace(/^([\s\p{C}]*:)(?=:)/u, `$1${breaker}`).replaceAll('##[', `##${breaker}[`));
}
/** A code block that shows the lines as they are and that nothing in them can end. */
function forMarkdown(lines) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .fence */ .EU)(lines.flatMap((line) => line.split(/\r\n|[\r\n]/)));
}
/** What needs no escape in a code span, nor in one within a table: so that paths stay readable in the source. */
const harmlessCode = /^[\w./:@=+,%()-]+(?: [\w./:@=+,%()-]+)*$/;
/** A value, such as a path, as code on one line; for a sentence, a table's cell or HTML alike. */
function inlineCode(text) {
    const line = oneLine(text);
    if (line === '')
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownOf */ .RQ)('(empty)');
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownOf */ .RQ)(harmlessCode.test(line) ? `\`${line}\`` : `<code>${escaped(line)}</code>`);
}
/** Hostile text as text on one line; for a sentence, a heading, a table's cell or HTML alike. */
const markdownText = (text) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .markdownOf */ .RQ)(escaped(oneLine(text)));
/** What GitHub turns into links, mentions and emoji, even where it is spelled in entities. */
const magic = /@|#(?=\d)|GH-(?=\d)|:(?=\/\/|[\w+-]+:)|(?<=mailto|xmpp):|www(?=\.)/gi;
/** Active everywhere, or at the start of a text, or (underscore) beside anything but a letter or digit. */
const active = /[&<>`*[\]\\|~$#]|(?<![a-z0-9])_|_(?![a-z0-9])|^[+=-]|(?<=^\d{1,9})[.)]/gi;
/** Entities are no structure in Markdown (CommonMark 0.31 section 2.5) and mean the same within HTML. */
const escaped = (line) => line
    .replace(magic, (found) => found + breaker)
    .replace(active, (character) => named[character] ?? `&#${character.charCodeAt(0)};`);
const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };


/***/ }),

/***/ 7858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   PT: () => (/* binding */ markup),
/* harmony export */   RQ: () => (/* binding */ markdownOf),
/* harmony export */   dp: () => (/* binding */ byteLength),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   xn: () => (/* binding */ fenceOf),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/** Declares that a text holds nothing that was not meant as Markdown. */
const markdownOf = (text) => text;
/** A template whose own words are Markdown; the compiler refuses a value that was not escaped. */
const markup = (words, ...values) => markdownOf(words.reduce((text, word, index) => `${text}${values[index - 1] ?? ''}${word}`));
/** Bytes as they count towards the runner's limit. */
function byteLength(text) {
    return new TextEncoder().encode(text).byteLength;
}
/** The fence that no run of backticks within the lines can end: a closing fence is never shorter than the opening one. */
function fenceOf(lines) {
    const longest = lines.reduce((most, line) => (line.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), most), 2);
    return '`'.repeat(longest + 1);
}
/** A fenced code block. The lines hold no line end. */
function fence(lines) {
    const mark = fenceOf(lines);
    return markdownOf([`${mark}text`, ...lines, mark].join('\n'));
}
/** Something folded away. The blank lines make GitHub read the body as Markdown again after the HTML. */
const details = (title, body) => markup `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
/** More rows than this tell nobody anything. */
const mostRows = 100;
/** A table, or undefined when there are no rows. Rows beyond the hundredth are left out, which the last row says. */
function table(head, rows) {
    if (rows.length === 0)
        return undefined;
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const left = rows.length - mostRows;
    return markdownOf([
        line(head),
        line(head.map(() => '---')),
        ...rows.slice(0, mostRows).map(line),
        ...(left > 0 ? [line([`… and ${left} more`, ...head.slice(1).map(() => '')])] : []),
    ].join('\n'));
}


/***/ }),

/***/ 9685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kz: () => (/* binding */ leftoversOf),
/* harmony export */   Tg: () => (/* binding */ failsAsForced),
/* harmony export */   Vj: () => (/* binding */ verdictOf),
/* harmony export */   xB: () => (/* binding */ isIdle)
/* harmony export */ });
const unforced = new Set(['graceful', 'already-gone', 'never-started']);
const forced = new Set(['quit', 'terminated', 'killed']);
/**
 * `leaked`: something is left, or an error keeps us from knowing that nothing is (law L3) · `degraded`: nothing is left,
 * and the guest did not go by its own will or something went wrong on the way · `clean`: neither. It is about the VM's
 * end only: `failure` has no part in it.
 */
function verdictOf(report) {
    const found = new Set(report.findings.map(({ level }) => level));
    if (leftoversOf(report).length > 0 || report.shutdown?.outcome === 'stuck' || found.has('error'))
        return 'leaked';
    const unwilling = report.shutdown !== undefined && !unforced.has(report.shutdown.outcome);
    const failed = report.releases.some(({ outcome }) => outcome === 'failed');
    return unwilling || failed || found.has('warning') ? 'degraded' : 'clean';
}
/** Everything that is left, once each: a resource's own check and the scan at the end may see the same thing. */
function leftoversOf(report) {
    const all = [...report.releases.flatMap(({ leftovers }) => leftovers), ...report.leftovers];
    return [...new Map(all.map((leftover) => [JSON.stringify([leftover.what, leftover.where]), leftover])).values()];
}
/** The guest was asked and QEMU had to be ended without it, and the user wants to fail in that case. */
function failsAsForced({ shutdown, plan }) {
    return plan?.failOn === 'forced-shutdown' && shutdown !== undefined && forced.has(shutdown.outcome);
}
/** There was no VM to take down: `post` without `main`, or `post` after somebody else had done the work. */
function isIdle(report) {
    const { shutdown, releases, failure, plan, phase } = report;
    if (phase === 'main' && plan !== undefined)
        return false;
    const untouched = shutdown === undefined || shutdown.outcome === 'never-started';
    return untouched && releases.length === 0 && failure === undefined && verdictOf(report) === 'clean';
}


/***/ }),

/***/ 1141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ makeDirectory),
/* harmony export */   w: () => (/* binding */ directoryResource)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2269);
/* harmony import */ var _host_retry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2703);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5967);





/** Makes a directory of our own. @throws QemuVmError when it is there already: we never share one. */
function makeDirectory(path) {
    try {
        node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync(path, { mode: 0o700 });
        const { dev, ino } = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path);
        return Promise.resolve({ dev, ino });
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `The directory ${path} could not be made.`, { cause });
    }
}
/** A directory named after the VM's tag, with all that is in it. Links in it are removed, never followed. */
const directoryResource = {
    async release({ description: { path } }, vm) {
        const stat = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path, { throwIfNoEntry: false });
        if (stat === undefined)
            return 'absent';
        const isOurs = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path) === (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .tagOf */ .cO)(vm) && stat.isDirectory() && stat.uid === process.getuid?.();
        if (!isOurs)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .QemuVmError */ .Wn('resource', `${path} was not removed: it is not a directory of this VM.`);
        const remove = () => {
            try {
                node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync(path, { recursive: true, force: true });
            }
            catch (error) {
                if (error.code === 'EACCES')
                    openUp(path);
                throw error;
            }
            return Promise.resolve();
        };
        await (0,_host_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .retry */ .L)(remove, { tries: 5, pause: (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(200) });
        return 'released';
    },
    verify({ description: { path } }) {
        const isLeft = node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
        return Promise.resolve(isLeft ? [{ what: 'directory', where: path, remedy: `rm -rf '${path}'` }] : []);
    },
};
/** Undoes a chmod that a step did in our directory, so that its owner can empty it. */
function openUp(path) {
    node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync(path, 0o700);
    for (const entry of node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync(path, { withFileTypes: true })) {
        if (entry.isDirectory())
            openUp((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, entry.name));
    }
}


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


/***/ }),

/***/ 6628:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ acquire),
/* harmony export */   s: () => (/* binding */ catalogue)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2269);
/* harmony import */ var _directory_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1141);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2007);



const catalogue = {
    directory: _directory_js__WEBPACK_IMPORTED_MODULE_1__/* .directoryResource */ .w,
    process: _process_js__WEBPACK_IMPORTED_MODULE_2__/* .processResource */ .gW,
};
/**
 * Makes a resource: the intent is durable before `make` starts (law L1), the evidence is recorded when it returns.
 * @throws QemuVmError `cancelled`, making nothing or telling of it, when the ledger is being closed by another process.
 */
async function acquire(intent, make, ledger) {
    ledger.append({ type: 'intent', intent });
    refuseWhenClosing(ledger);
    const evidence = await make();
    ledger.append({ type: 'acquired', id: intent.id, evidence });
    refuseWhenClosing(ledger);
    return evidence;
}
function refuseWhenClosing(ledger) {
    if (ledger.read().closing)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .QemuVmError */ .Wn('cancelled', 'This VM is being stopped by another process.');
}


/***/ })

};
