import {statSync} from 'node:fs'
import {dirname} from 'node:path'
import type {Host, ProcessState} from '../host/host.ts'
import {listLedgers, removeLedger} from '../ledger/file-ledger.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {lockHolder} from '../host/lock.ts'
import {isServed} from '../host/ports.ts'
import type {LedgerState} from '../ledger/replay.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import {lockPath, pathsOf} from '../plan/paths.ts'
import {verdictOf, type Finding, type Report} from '../report/report.ts'
import {millis, seconds, type Millis} from '../units.ts'
import {isElsewhere, isOrphan} from './orphan.ts'
import {stop} from './stop.ts'

/** A sweep comes before the job's own work: what is not done in this time is left to the next one. */
const sweepBudget = seconds(30)
/** The last thing that is begun needs time to be finished: a look at the disk, quit, SIGTERM and SIGKILL have 23 s together. */
const latestStart = seconds(5)
/** Somebody else may be quicker at the last moment: then the VM is theirs. */
const lockBudget = seconds(2)

/**
 * Stops the VMs of jobs that are dead, in these state directories, and forgets those that the keeper has stopped
 * meanwhile. Living owners are not touched. Nobody's courtesy: the job of these guests is over.
 * @returns one report for each, which says whose it was. Never rejects.
 */
export async function sweep(stateDirectories: readonly string[], host: Host): Promise<readonly Report[]> {
  const began = host.clock.now()
  const reports: Report[] = []
  for (const ledger of [...new Set(stateDirectories)].flatMap(listLedgers)) {
    if (host.clock.now() - began > latestStart) break
    const report = await sweepOne(ledger, host)
    if (report !== undefined) reports.push(report)
    if (host.clock.now() - began > sweepBudget) break
  }
  return reports
}

async function sweepOne(ledger: Ledger, host: Host): Promise<Report | undefined> {
  const state = tryRead(ledger)
  if (state === undefined || !isOrphan(state, ledgerAge(ledger), host)) return undefined
  const isForeign = isElsewhere(state, host)
  if (isForeign && (await isServed(pathsOf(ledger.vm, dirname(ledger.path)).qmpSocket))) return undefined
  const view = isForeign ? withoutUnseen(host) : host
  if (isLocked(ledger, view)) return undefined
  const report = await stop(ledger, view, 'sweep', {
    why: 'the job it belonged to is gone',
    courtesy: millis(0),
    patience: lockBudget,
  })
  if (verdictOf(report) !== 'leaked') tryRemove(ledger)
  const wasTaken = report.timeline.length === 0 && isLocked(ledger, view)
  if (wasTaken || didNothing(report)) return undefined
  return {...report, findings: [...(hadVm(report) ? [cleanedUp(state)] : []), ...report.findings]}
}

/** For a VM of another PID namespace whose life is over, and whose QEMU is gone: what cannot be seen is not there. */
const withoutUnseen = (host: Host): Host => {
  const state = (one: ProcessIdentity): ProcessState => {
    const seen = host.processes.state(one)
    return seen === 'unseen' ? 'gone' : seen
  }
  return {...host, processes: {...host.processes, state}}
}

/** Another sweep was quicker, or post had said the last word on it and was killed before it could remove the ledger. */
const didNothing = (report: Report): boolean =>
  !hadVm(report) && report.findings.every(({level}) => level === 'notice') && verdictOf(report) === 'clean'

const hadVm = ({shutdown, releases}: Report): boolean =>
  releases.length > 0 || (shutdown !== undefined && shutdown.outcome !== 'never-started')

const isLocked = (ledger: Ledger, host: Host): boolean => {
  const holder = lockHolder(lockPath(ledger.path))
  return holder !== undefined && host.processes.state(holder) !== 'gone'
}

function cleanedUp({owner, plan}: LedgerState): Finding {
  const name = plan === undefined ? '' : ` (${plan.tag})`
  const whose =
    owner === undefined ? 'a job that is not known' : `run ${owner.runId}, job ${owner.job}, of ${owner.repository}`
  return {
    level: 'warning',
    title: 'Cleaned up after an earlier job',
    message: `Cleaned up a VM left by ${whose}${name}.`,
  }
}

/** How long ago the ledger was made. */
function ledgerAge(ledger: Ledger): Millis {
  const stat = statSync(ledger.path, {throwIfNoEntry: false})
  return millis(stat === undefined ? 0 : Date.now() - Math.min(stat.birthtimeMs || stat.mtimeMs, stat.mtimeMs))
}

function tryRead(ledger: Ledger): LedgerState | undefined {
  try {
    return ledger.read()
  } catch {
    return undefined // another sweep was quicker
  }
}

function tryRemove(ledger: Ledger): void {
  try {
    removeLedger(ledger)
  } catch {
    // a directory that cannot be written to any more: the ledger is closed, and does no harm
  }
}
