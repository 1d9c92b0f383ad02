import type {Cause} from '../report/report.ts'
import type {CauseRow, Clues, Sign, Source} from './clues.ts'
import {guestCauses} from './guest-causes.ts'
import {hostCauses} from './host-causes.ts'
import {timeoutCauses} from './timeout-causes.ts'

/** Every cause that can be recognized, the deepest first: of several, the first is the cause, and the rest is evidence. */
export const causes: Readonly<Record<string, CauseRow>> = {...hostCauses, ...guestCauses, ...timeoutCauses}

/** A person reads the first one or two; a guest may print whatever looks like all of them. */
const mostCauses = 5
/** What is shown around a line: what led there, and what it led to. */
const linesBefore = 5
const linesAfter = 15
const longestLine = 500

/** Clues → the causes that they tell of, the deepest first, at most five. Pure, and linear in the clues. */
export function diagnose(clues: Clues): readonly Cause[] {
  const found = Object.entries(causes).flatMap(([name, row]) => {
    const evidence = firstSign(row.signs, clues)
    return evidence === undefined ? [] : [causeOf(name, row, evidence)]
  })
  return found.slice(0, mostCauses)
}

type Evidence = Cause['evidence'] & {readonly source: Source | 'told'}

function firstSign(signs: readonly Sign[], clues: Clues): Evidence | undefined {
  for (const sign of signs) {
    const found = 'told' in sign ? conclusion(sign.told(clues)) : quoted(sign.in, sign.line, clues)
    if (found !== undefined) return found
  }
  return undefined
}

const conclusion = (line: string | undefined): Evidence | undefined =>
  line === undefined ? undefined : {source: 'told', where: '', line, around: []}

/** The first line that matches: later ones are mostly its consequences. */
function quoted(source: Source, pattern: RegExp, clues: Clues): Evidence | undefined {
  const lines = clues[source]
  const index = lines.findIndex((line) => pattern.test(line.slice(0, longestLine)))
  if (index < 0) return undefined
  const around = lines.slice(Math.max(0, index - linesBefore), index + 1 + linesAfter)
  return {source, where: places[source], line: (lines[index] ?? '').trim(), around}
}

const places: Readonly<Record<Source, string>> = {
  console: "the guest's console",
  firmware: "the firmware's log",
  qemu: "QEMU's output",
  ssh: "ssh's output",
}

/** What stands on the console is the guest's word, and no more: it can print what it likes. */
function causeOf(name: string, {what, title, remedy}: CauseRow, {source, ...evidence}: Evidence): Cause {
  const sentence =
    source === 'console' ? `The console says that ${what}.` : `${what.charAt(0).toUpperCase()}${what.slice(1)}.`
  return {name, title, sentence, remedy, evidence}
}
