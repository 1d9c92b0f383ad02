import {forLog, logLimits, plainLines} from '../report/guest-text.ts'

/** A boot has some 500 lines; a guest that prints without end must not fill the log of a job. */
const mostLines = 2000

/**
 * For a person to read along: prints whole lines of a guest's console, without anything that a runner or a terminal would
 * act on, and at most 2000 of them; then says where the rest is. Keeps nothing.
 */
export function consolePrinter(path: string, print: (line: string) => void): (line: string, isWhole: boolean) => void {
  let printed = 0
  return (line, isWhole) => {
    if (!isWhole || printed > mostLines) return
    printed += 1
    if (printed > mostLines) print(`… the guest has printed ${mostLines} lines; the rest is in ${path} only`)
    else for (const one of forLog(plainLines(line, logLimits).lines)) print(one)
  }
}
