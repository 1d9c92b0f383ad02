export const id = 331;
export const ids = [331];
export const modules = {

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
        ...(0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .leftoversOf */ .Kz)(report).map(({ what, where, remedy }) => {
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
    const crash = outcome === 'guest-crashed' ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .crashLineOf */ .$U)(report.consoleTail) : undefined;
    const remedy = report.failure === undefined || outcome === 'stuck' ? (0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .outcomeRemedy */ .dB)(shutdown) : undefined;
    const level = outcome === 'stuck' || (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .failsAsForced */ .Tg)(report)
        ? 'error'
        : outcome === 'graceful' || outcome === 'already-gone'
            ? 'notice'
            : 'warning';
    const lines = [
        `${label}: ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_3__/* .outcomeSentence */ .yz)(shutdown)}`,
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

/***/ 3143:
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
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8186);

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

/***/ 8186:
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
/** An error has a first line for the eye and may have many more, such as one for each wrong input. */
function failureOf({ failure }) {
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
        failure.hint === undefined ? undefined : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .markup */ .PT) `**What to do:** ${text(failure.hint)}`,
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


/***/ }),

/***/ 9439:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $U: () => (/* binding */ crashLineOf),
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   OX: () => (/* binding */ idleSentence),
/* harmony export */   Wy: () => (/* binding */ labelOf),
/* harmony export */   Xb: () => (/* binding */ resultWords),
/* harmony export */   dB: () => (/* binding */ outcomeRemedy),
/* harmony export */   de: () => (/* binding */ whereOf),
/* harmony export */   rA: () => (/* binding */ askWords),
/* harmony export */   yC: () => (/* binding */ outcomeTitles),
/* harmony export */   yz: () => (/* binding */ outcomeSentence)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9335);
/* harmony import */ var _guest_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3143);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6605);



/** The words of the report, the same in annotations, summary and log. Plain text, in part hostile: escape before use. */
/** What the report is about: `VM guest`, or the tag when no plan is known, or the program itself. */
function labelOf({ plan, vm, phase }) {
    const label = plan !== undefined ? `VM ${plan.spec.name}` : vm !== undefined ? `VM ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .tagOf */ .cO)(vm)}` : 'qemu-vm';
    return phase === 'sweep' ? `${label} of an earlier job` : label;
}
/** One word for the state of affairs; work and cleanup have separate words. */
function stateOf(report) {
    const verdict = (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictOf */ .Vj)(report);
    if (report.failure !== undefined) {
        return { word: report.shutdown === undefined ? 'failed' : `failed · cleanup ${verdict}`, icon: '❌' };
    }
    if (report.phase === 'main' && report.shutdown === undefined)
        return { word: 'ready', icon: '🟢' };
    return { word: verdict, icon: (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .failsAsForced */ .Tg)(report) ? icons.leaked : icons[verdict] };
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
    const took = (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(shutdown.took);
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
            return [`ignored ${request} for ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(took)}`];
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
    const lines = (0,_guest_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLines */ .y1)(consoleTail, { lines: 10_000, columns: 500 }).lines.filter((line) => lastWords.test(line));
    return (lines.findLast((line) => /panic/i.test(line)) ?? lines.at(-1))?.trim();
}


/***/ })

};
