import * as core from '@actions/core'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {examine} from '../phases/examine.ts'
import {stop} from '../phases/stop.ts'
import type {Report} from '../report/report.ts'
import {dossierOf, handIn, type HandedIn} from './evidence.ts'
import type {Runner} from './runner.ts'

/** What is left of a VM that failed to start: what there is to tell of it, and its evidence. */
export interface Undone {
  readonly report: Report
  /** To be called last: it may take 30 s for the upload. */
  readonly handIn: () => Promise<HandedIn | undefined>
}

/** The one way down, on the way up: looks at the VM while it is there, and unmakes what was made of it. Never throws. */
export async function undo(error: unknown, ledger: Ledger, runner: Runner, host: Host): Promise<Undone> {
  const failure = failureOf(error)
  const code = error instanceof QemuVmError ? {code: error.code} : {}
  const dossier = dossierOf(ledger.vm, true, runner)
  const {causes, monitor} = await examine(ledger, host, {...code, message: failure.message})
  const stopped = await core.group('Take down what was made', () =>
    stop(ledger, host, 'main', {beforeRelease: dossier.collect}),
  )
  const report = {...stopped, failure, causes}
  return {report, handIn: () => handIn(dossier, report, monitor)}
}

/** What ended main, as a report has it. */
export const failureOf = (error: unknown): NonNullable<Report['failure']> => ({
  message: error instanceof Error ? error.message : String(error),
  ...(error instanceof QemuVmError && error.hint !== undefined ? {hint: error.hint} : {}),
})
