export const id = 240;
export const ids = [240];
export const modules = {

/***/ 26400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D3: () => (/* binding */ incidentsOf),
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   WX: () => (/* binding */ findingsOf)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);
/* harmony import */ var _guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63742);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32388);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33836);




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
        ...collectedFinding(report, label),
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
    if (cause === undefined || failure !== undefined || shutdown === undefined || !(0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .endedWell */ .Jr)(shutdown))
        return [];
    return [{ level: 'warning', title: `${label}: ${cause.title}`, message: (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .causeLines */ .t1)(causes).join('\n') }];
}
/** It is about the work and not about the VM's end: the verdict is another's. */
function collectedFinding({ collected }, label) {
    if (collected === undefined)
        return [];
    const isWhole = collected.failure === undefined && collected.missing.length === 0 && collected.leftOut.length === 0;
    if (isWhole)
        return [];
    const message = (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .collectedLines */ .jO)(collected).join('\n');
    return [{ level: 'warning', title: `${label}: not all files were collected`, message }];
}
function outcomeFinding(report, label) {
    const { shutdown } = report;
    if (shutdown === undefined || shutdown.outcome === 'never-started')
        return [];
    if (report.failure !== undefined && (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .endedWell */ .Jr)(shutdown))
        return []; // the error is what matters
    const { outcome, took, notes } = shutdown;
    const crash = outcome === 'guest-crashed' ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .crashLineOf */ .$U)(report.consoleTail) : undefined;
    const remedy = report.failure === undefined || outcome === 'stuck' ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .outcomeRemedy */ .dB)(shutdown) : undefined;
    const level = outcome === 'stuck' || (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .failsAsForced */ .Tg)(report) ? 'error' : (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .endedWell */ .Jr)(shutdown) ? 'notice' : 'warning';
    const lines = [
        `${label}: ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .outcomeSentence */ .yz)(shutdown)}`,
        ...(report.failure === undefined && !(0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .endedWell */ .Jr)(shutdown) ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .causeLines */ .t1)(report.causes) : []),
        ...(crash === undefined ? [] : [`Console: ${crash}`]),
        ...notes,
        ...(level === 'notice' ? [(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .bootSentence */ .o1)(report) ?? []].flat() : []),
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

/***/ 96240:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   logGroups: () => (/* binding */ logGroups),
/* harmony export */   logLines: () => (/* binding */ logLines)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50938);
/* harmony import */ var _guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63742);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26400);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(32388);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41140);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33836);






/** The facts of the summary for the step's log, without evidence. Safe to print as they are. */
const logLines = (report) => factGroups(report).flatMap(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)]);
/**
 * The same as groups, or only the gist of them where nothing was wrong, unless `isDetailed`; when the VM failed or did not
 * end cleanly, also the last lines of the guest's console and of QEMU's output. Safe to print as they are; a title is one
 * line. Groups with nothing to say are absent.
 */
function logGroups(report, isDetailed = false) {
    if ((0,_report_js__WEBPACK_IMPORTED_MODULE_3__/* .isUneventful */ .dm)(report))
        return isDetailed || (0,_report_js__WEBPACK_IMPORTED_MODULE_3__/* .isIdle */ .xB)(report) ? factGroups(report) : shortGroups(report);
    const { consoleTail = '', qemuLog = '' } = report;
    return [...factGroups(report), ...evidence("The guest's console", consoleTail), ...evidence("QEMU's output", qemuLog)];
}
/** One group: what a person may want to know of a VM with which nothing was wrong; and what came out of it. */
function shortGroups(report) {
    const [heading, ...groups] = factGroups(report);
    const { releases, phase } = report;
    const names = releases.map(({ held }) => held.id).join(', ');
    const released = releases.length === 0 ? [] : safeLines([`released, and seen to be gone: ${names}`]);
    const wanted = groups.filter(({ title }) => title !== releasedTitle && (phase === 'main' || title === downTitle));
    const lines = [...(heading?.lines ?? []), ...wanted.flatMap((group) => group.lines), ...released];
    const collected = groups.filter(({ title }) => title === collectedTitle);
    return heading === undefined ? [] : [{ title: heading.title, lines }, ...collected];
}
const downTitle = 'How it went down';
const releasedTitle = 'Released and verified';
const collectedTitle = 'Collected from the guest';
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
        { title: collectedTitle, lines: report.collected === undefined ? [] : (0,_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .collectedLines */ .jO)(report.collected) },
        { title: downTitle, lines: asked },
        { title: releasedTitle, lines: released },
        { title: 'Timeline', lines: timeline.map(({ name, took }) => `${name}: ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(took)}`) },
        { title: 'The machine', lines: (0,_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .factsOf */ .xS)(report).map(([name, value]) => `${name}: ${value}`) },
    ];
    const heading = { title: `${icon} ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_5__/* .labelOf */ .Wy)(report)}: ${word}`, lines: opening };
    return safe([heading, ...groups.filter(({ lines }) => lines.length > 0)]);
}
/** One line stays one line: a line end within a value must not look like a line of ours. */
const safe = (groups) => groups.map(({ title, lines }) => {
    return { title: (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)([(0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(title)]).join(' '), lines: safeLines(lines) };
});
function safeLines(lines) {
    const kept = lines.slice(0, _guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .logLimits */ .vX.lines);
    const left = lines.length - kept.length;
    return (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)([...kept.map((line) => (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(line, _guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .logLimits */ .vX.columns)), ...(left > 0 ? [`… and ${left} more`] : [])]);
}
function evidence(title, text) {
    const { lines, cut } = (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLines */ .y1)(text, _guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .logLimits */ .vX);
    const missing = cut.lines === 0 ? [] : [`… ${cut.lines} older lines left out`];
    return lines.length === 0 ? [] : [{ title, lines: (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .forLog */ .Ig)([...missing, ...lines]) }];
}


/***/ }),

/***/ 41140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xS: () => (/* binding */ factsOf),
  Vl: () => (/* binding */ releaseWords),
  Ks: () => (/* binding */ sectionsOf)
});

// EXTERNAL MODULE: ./src/units.js
var units = __webpack_require__(50938);
// EXTERNAL MODULE: ./src/report/guest-text.js
var guest_text = __webpack_require__(63742);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(80231);
// EXTERNAL MODULE: ./src/report/wording.js
var wording = __webpack_require__(33836);
;// CONCATENATED MODULE: ./src/report/gantt.js



const longestLabel = 50;
/** A picture of more bars than this tells nobody anything. */
const mostBars = 30;
/**
 * What was done and how long it took, as a picture that GitHub draws; undefined where there is nothing to draw. One
 * character that its grammar does not expect, and a reader sees an error instead: labels are letters, digits and blanks.
 */
function gantt(report) {
    const bars = barsOf(report).slice(0, mostBars);
    const total = Math.max(0, ...bars.map(({ from, took }) => from + took));
    if (total < 1)
        return undefined;
    const sections = [...new Set(bars.map(({ section }) => section))].flatMap((section) => [
        `section ${section}`,
        ...bars.filter((bar) => bar.section === section).map(lineOf),
    ]);
    const axis = total < 10_000 ? '%S.%L s' : total < 60_000 ? '%S s' : '%M min %S s';
    return (0,markdown/* markdownOf */.RQ)(['```mermaid', 'gantt', 'dateFormat x', `axisFormat ${axis}`, ...sections, '```'].join('\n'));
}
const lineOf = ({ name, from, took, isBad }) => {
    const tags = isBad ? 'crit, ' : '';
    // A bar of no length is drawn over its own label
    return `${labelOf(name)} ${labelOf((0,units/* formatDuration */.a3)(took))} :${tags}${Math.round(from)}, ${Math.round(from + Math.max(took, 1))}`;
};
const labelOf = (text) => {
    const plain = text
        .replaceAll(/[^A-Za-z0-9 .()-]+/g, ' ')
        .replaceAll(/ {2,}/g, ' ')
        .trim();
    return plain.slice(0, longestLabel) || 'unnamed';
};
/** Spans follow each other. The asks of the ladder are within its span; power off and power button go out together. */
function barsOf({ phase, timeline, shutdown, failure }) {
    const bars = [];
    let at = 0;
    const down = phase !== 'main' || failure !== undefined;
    for (const { name, took } of timeline) {
        const attempts = name === 'ladder' ? (shutdown?.attempts ?? []) : [];
        let within = at;
        for (const { ask, result, took: asked } of attempts) {
            bars.push({
                section: 'Ladder',
                name: wording/* askWords */.rA[ask],
                from: within,
                took: asked,
                isBad: result === 'timed-out' || result === 'failed',
            });
            if (ask !== 'poweroff')
                within += asked;
        }
        if (attempts.length === 0)
            bars.push({ section: down ? 'Way down' : 'Way up', name, from: at, took: (0,units/* millis */.ne)(took), isBad: false });
        at += took;
    }
    return bars;
}

// EXTERNAL MODULE: ./src/report/findings.js
var findings = __webpack_require__(26400);
// EXTERNAL MODULE: ./src/report/report.js
var report_report = __webpack_require__(32388);
;// CONCATENATED MODULE: ./src/report/sections.js







/** The last sections tell how, and not what. */
const detailed = 4;
/** The sections of the summary in the order of their weight, without the evidence. Those with nothing to say are absent. */
function sectionsOf(report) {
    const sections = [
        ['the heading', headingOf(report)],
        ['the cause', causeOf(report)],
        ['the error', failureOf(report)],
        ['the outcome', outcomeOf(report)],
        ['what is left', leftOf(report)],
        ['what else was found', incidentList(report)],
        ['what was collected', titled('Collected from the guest', collectedList(report))],
        ['how it went down', titled('How it went down', ladderTable(report))],
        ['what was released and verified', titled('Released and verified', releaseTable(report))],
        ['the timeline', titled('Timeline', joinedOrNone([gantt(report), timelineTable(report)]))],
        ['the facts', titled('The machine', factTable(report))],
    ];
    return sections.flatMap(([name, text], index) => text === undefined ? [] : [{ name, text, isDetail: index >= sections.length - detailed }]);
}
const titled = (title, text) => text && (0,markdown/* markup */.PT) `#### ${(0,markdown/* markdownOf */.RQ)(title)}\n\n${text}`;
const duration = (took) => (0,markdown/* markdownOf */.RQ)((0,units/* formatDuration */.a3)(took));
const code = guest_text/* inlineCode */.ti;
const sections_text = guest_text/* markdownText */.p7;
function headingOf(report) {
    const { word, icon } = (0,wording/* stateOf */.L4)(report);
    return (0,markdown/* markup */.PT) `### ${(0,markdown/* markdownOf */.RQ)(icon)} ${sections_text((0,wording/* labelOf */.Wy)(report))}: ${(0,markdown/* markdownOf */.RQ)(word)}`;
}
function causeOf({ causes = [] }) {
    const [cause, ...others] = causes;
    if (cause === undefined)
        return undefined;
    return joined([
        (0,markdown/* markup */.PT) `**${sections_text(cause.title)}.** ${sections_text(cause.sentence)}`,
        (0,guest_text/* forMarkdown */.Bm)([cause.evidence.line]),
        (0,markdown/* markup */.PT) `**What to do:** ${sections_text(cause.remedy)}`,
        aroundOf(cause),
        ...others.map((other) => (0,markdown/* details */.zH)((0,markdown/* markup */.PT) `Seen as well: ${sections_text(other.title)}`, sections_lineOf(other))),
    ]);
}
const aroundOf = ({ evidence: { where, around } }) => around.length <= 1 ? undefined : (0,markdown/* details */.zH)((0,markdown/* markup */.PT) `Around it in ${sections_text(where)}`, (0,guest_text/* forMarkdown */.Bm)(around));
const sections_lineOf = (cause) => joined([sections_text(cause.sentence), (0,guest_text/* forMarkdown */.Bm)([cause.evidence.line]), sections_text(cause.remedy)]);
/** An error has a first line for the eye and may have many more, such as one for each wrong input. */
function failureOf({ failure, causes = [] }) {
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
        failure.hint === undefined || causes.length > 0 ? undefined : (0,markdown/* markup */.PT) `**What to do:** ${sections_text(failure.hint)}`,
    ]);
}
function outcomeOf(report) {
    const { shutdown } = report;
    const booted = (0,wording/* bootSentence */.o1)(report);
    if (shutdown === undefined)
        return booted === undefined ? undefined : sections_text(booted);
    const remedy = report.failure === undefined ? (0,wording/* outcomeRemedy */.dB)(shutdown) : undefined;
    const crash = shutdown.outcome === 'guest-crashed' ? (0,wording/* crashLineOf */.$U)(report.consoleTail) : undefined;
    return joined([
        (0,markdown/* markup */.PT) `Outcome ${code(shutdown.outcome)}: ${sections_text((0,wording/* outcomeSentence */.yz)(shutdown))}`,
        crash === undefined ? undefined : (0,guest_text/* forMarkdown */.Bm)([crash]),
        booted === undefined ? undefined : sections_text(booted),
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
    const items = (0,findings/* incidentsOf */.D3)(report).map(({ level, title, message }) => {
        return (0,markdown/* markup */.PT) `${(0,markdown/* markdownOf */.RQ)(icons[level])} **${sections_text(title)}**: ${sections_text(message)}`;
    });
    return list(items);
}
function collectedList({ collected }) {
    return collected === undefined ? undefined : list((0,wording/* collectedLines */.jO)(collected).map(sections_text));
}
function ladderTable({ shutdown }) {
    const rows = (shutdown?.attempts ?? []).map(({ ask, result, detail = '', took }) => {
        return [sections_text(wording/* askWords */.rA[ask]), sections_text(wording/* resultWords */.Xb[result]), sections_text(detail), duration(took)];
    });
    return (0,markdown/* table */.tp)(['Asked', 'Result', 'Detail', 'Took'], rows);
}
function releaseTable({ releases }) {
    const rows = releases.map(({ held, outcome, error, leftovers, took }) => {
        const released = error === undefined ? sections_text(releaseWords[outcome]) : (0,markdown/* markup */.PT) `${sections_text(releaseWords[outcome])}: ${sections_text(error)}`;
        return [code(held.id), code((0,wording/* whereOf */.de)(held)), released, verified(leftovers), duration(took)];
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
const joinedOrNone = (parts) => parts.every((part) => part === undefined) ? undefined : joined(parts);
const joined = (parts) => (0,markdown/* markdownOf */.RQ)(parts.filter((part) => part !== undefined).join('\n\n'));


/***/ })

};
