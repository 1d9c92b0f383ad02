import {copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {tailOf} from '../guest/console.ts'
import {hostFigures} from '../host/figures.ts'
import type {Shutdown} from '../ledger/entry.ts'
import type {LedgerState} from '../ledger/replay.ts'
import type {VmPlan} from '../plan/plan.ts'
import {jsonReport, withoutSecrets} from '../report/json-report.ts'
import {endedWell, isUneventful, type Report} from '../report/report.ts'
import type {JsonObject} from '../units.ts'

/** Of a text that is larger, the last part is kept: an artifact is for people. */
const largestText = 8 * 1024 * 1024

/** The evidence on one VM in a folder, for when somebody will want to know what happened. */
export interface Dossier {
  /** Copies the texts while they are there: stop() calls it when QEMU has ended and nothing is removed yet. Never throws. */
  readonly collect: (state: LedgerState, shutdown: Shutdown) => void
  /** Writes the rest. @returns the folder and its files; undefined where nobody wants one. Never throws. */
  readonly complete: (
    report: Report,
    monitor?: string,
  ) => {readonly directory: string; readonly files: readonly string[]} | undefined
}

export interface DossierInput {
  /** Where it goes; undefined where there is no place that is emptied after the job. */
  readonly directory: string | undefined
  /** Something of the job or of main has failed. */
  readonly isSuspect: boolean
  /** Texts that are blotted out, the longest first. */
  readonly secrets: readonly string[]
}

/** A dossier of nothing yet. */
export function makeDossier({directory, isSuspect, secrets}: DossierInput): Dossier {
  let collected: LedgerState | undefined
  const hide = (text: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
  return {
    collect(state, shutdown) {
      const {plan} = state
      const mode = plan?.diagnostics ?? 'on-failure'
      if (directory === undefined || plan === undefined || mode === 'never') return
      if (mode === 'on-failure' && endedWell(shutdown) && !isSuspect) return
      quietly(() => {
        mkdirSync(directory, {recursive: true, mode: 0o700})
        collected = state
        copyTexts(plan, directory, hide)
      })
    },
    complete(report, monitor = '') {
      if (directory === undefined) return undefined
      if (collected !== undefined) {
        if (collected.plan?.diagnostics !== 'always' && isUneventful(report) && !isSuspect) return undefined
        const state = collected
        quietly(() => {
          writeTexts({directory, report, state, monitor}, hide)
        })
      }
      // Another post may have stopped this VM together with its own, and have collected this
      if (!existsSync(directory)) return undefined
      return {directory, files: readdirSync(directory).map((name) => join(directory, name))}
    },
  }
}

/** The disk may be full: that is told elsewhere. */
function quietly(body: () => void): void {
  try {
    body()
  } catch {
    // what could be written is there
  }
}

type Hide = (text: string) => string

function copyTexts({paths, qemu}: VmPlan, directory: string, hide: Hide): void {
  const {consoleLog, firmwareLog, qemuLog, sshLog, keeperLog, screenshot} = paths
  for (const path of [consoleLog, firmwareLog, qemuLog, sshLog, keeperLog]) {
    if (!existsSync(path)) continue
    const to = join(directory, basename(path))
    const text = tailOf(path, largestText)
    const shown = hide(text)
    if (shown !== text || Buffer.byteLength(text) >= largestText) writeFileSync(to, shown, {mode: 0o600})
    else copyFileSync(path, to)
  }
  if (existsSync(screenshot)) copyFileSync(screenshot, join(directory, basename(screenshot)))
  writeFileSync(join(directory, 'command-line.txt'), hide(`${withoutSecrets(qemu).join('\n')}\n`), {mode: 0o600})
}

interface Told {
  readonly directory: string
  readonly report: Report
  readonly state: LedgerState
  readonly monitor: string
}

function writeTexts({directory, report, state, monitor}: Told, hide: Hide): void {
  const put = (name: string, text: string): void => {
    writeFileSync(join(directory, name), hide(text), {mode: 0o600})
  }
  const host = {...hostFigures(directory)} as unknown as JsonObject
  put('report.json', `${JSON.stringify(jsonReport({report, state, host}), undefined, 2)}\n`)
  if (monitor !== '') put('monitor.txt', monitor)
}
