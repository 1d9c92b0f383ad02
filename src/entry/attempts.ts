import * as core from '@actions/core'
import {messageOf, QemuVmError, type ErrorCode} from '../errors.ts'
import {removeLedger} from '../ledger/file-ledger.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {Started} from '../phases/start.ts'
import {verdictOf, type Finding, type Report} from '../report/report.ts'
import {causeLines} from '../report/wording.ts'
import {placeOf, type HandedIn} from './evidence.ts'
import type {Undone} from './undo.ts'

/** What another try may mend: it happens to guests that boot well the next time. Bad input and a lost keeper stay what they are. */
const passing: ReadonlySet<ErrorCode> = new Set(['guest-panicked', 'guest-reset', 'boot-timeout', 'qemu-crashed'])

/** What the attempts are made with. */
export interface Attempts {
  /** How many there are, 1 or more. */
  readonly most: number
  /** The ledger of the next VM: each attempt is a VM of its own, with a ledger, an overlay and a keeper of its own. */
  readonly open: () => Promise<Ledger>
  readonly start: (ledger: Ledger) => Promise<Started>
  /** Takes down what was made of one that failed. */
  readonly undo: (error: unknown, ledger: Ledger) => Promise<Undone>
  readonly signal: AbortSignal
}

/**
 * Boots a VM, and once more where it failed in a way that may pass. What failed was stopped in the one way down and is
 * gone before the next is begun.
 * @returns the VM, and what was wrong with those before it. @throws what the last attempt throws.
 */
export async function bootPatiently({
  most,
  open,
  start,
  undo,
  signal,
}: Attempts): Promise<Started & {readonly ledger: Ledger}> {
  const failed: Finding[] = []
  for (let attempt = 1; ; attempt++) {
    const ledger = await open()
    try {
      const started = await start(ledger)
      return {...started, ledger, findings: [...failed, ...started.findings]}
    } catch (error) {
      const mayPass = error instanceof QemuVmError && passing.has(error.code)
      if (!mayPass || attempt >= most || signal.aborted) throw error
      core.info(`Attempt ${attempt} of ${most} failed: ${messageOf(error)}`)
      const {report, handIn} = await undo(error, ledger)
      if (verdictOf(report) === 'leaked') throw error
      removeLedger(ledger)
      failed.push(failedAttempt(`attempt ${attempt} of ${most}`, report, await handIn()))
    }
  }
}

/** It is the only one who tells of that VM: the report is about the one that works. */
function failedAttempt(which: string, {failure, causes}: Report, evidence: HandedIn | undefined): Finding {
  const message = [
    `A VM was taken down and a new one booted, because ${which} failed: ${failure?.message ?? ''}`,
    ...causeLines(causes),
    ...(evidence === undefined ? [] : [`Evidence: ${placeOf(evidence)}.`]),
  ]
  return {level: 'warning', title: 'The guest had to be booted again', message: message.join('\n')}
}
