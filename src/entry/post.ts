import * as core from '@actions/core'
import type {Host} from '../host/host.ts'
import {nodeHost, quiet} from '../host/node-host.ts'
import {removeLedger} from '../ledger/file-ledger.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {examine} from '../phases/examine.ts'
import {stop} from '../phases/stop.ts'
import {verdictOf, type Finding, type Report} from '../report/report.ts'
import {dossierOf, handIn, tellOfEvidence} from './evidence.ts'
import {ledgersForPost, othersOfJob} from './ledgers.ts'
import {removeKernelMatchers} from './matchers.ts'
import {publish} from './publish.ts'
import {readRunner, stepLog, surviveBrokenOutput, type Runner} from './runner.ts'

/** Stops the VM of this step and proves that nothing of it is left. It believes no input (law L4). */
export async function post(): Promise<void> {
  surviveBrokenOutput()
  const runner = readRunner()
  const host = nodeHost(runner.childEnvironment, stepLog)
  if (runner.inputs.get('problem-matchers') === 'kernel') removeKernelMatchers()
  const {ledgers, wasLost, refused} = ledgersForPost(runner, host)
  if (refused !== undefined) await publish({...nothing, findings: [notOurs(refused, runner.savedLedger)]})
  else if (ledgers.length === 0) core.info('Nothing to do: no VM of this step is left.')
  // Their posts come one after the other, and have 5 minutes in all (R6): what takes long happens at the same time
  const others = runner.isCancelled ? stopAll(othersOfJob(ledgers, runner, host), runner, host) : undefined
  for (const ledger of ledgers) {
    const dossier = dossierOf(ledger.vm, runner.hasFailed, runner)
    const monitor = runner.hasFailed ? (await examine(ledger, host)).monitor : ''
    const report = await core.group(`Stop the VM ${ledger.vm}`, () =>
      stop(ledger, host, 'post', {
        isCancelled: runner.isCancelled,
        isSuspect: runner.hasFailed,
        beforeRelease: dossier.collect,
      }),
    )
    await publish({...report, findings: [...report.findings, ...(wasLost ? [lost] : [])]})
    if (verdictOf(report) !== 'leaked') removeLedger(ledger)
    const evidence = await handIn(dossier, report, monitor)
    if (evidence !== undefined) await tellOfEvidence(evidence)
  }
  await others
  // A child that hangs in the kernel would be waited for as long as that: there is nothing left to wait for
  process.exit()
}

/**
 * Stops the other VMs of a cancelled job. Each is reported by the post of its own step, from its ledger; there the evidence
 * is uploaded, too, which can be collected only now.
 */
async function stopAll(ledgers: readonly Ledger[], runner: Runner, host: Host): Promise<void> {
  const why = 'the job was cancelled, and all of its VMs were stopped at the same time'
  await Promise.all(
    ledgers.map(async (ledger) => {
      const dossier = dossierOf(ledger.vm, false, runner)
      const report = await stop(ledger, {...host, log: quiet}, 'post', {
        why,
        isCancelled: true,
        beforeRelease: dossier.collect,
      })
      dossier.complete(report)
    }),
  )
}

const nothing: Report = {phase: 'post', timeline: [], releases: [], leftovers: [], findings: []}

const notOurs = (why: string, ledger: string): Finding => ({
  level: 'error',
  title: 'The VM of this step was not stopped',
  message: `${why}\nRun post as the user who ran main, or by hand as that user: STATE_ledger=${ledger} node dist/post.js`,
})

const lost: Finding = {
  level: 'warning',
  title: 'The state of this step was lost',
  message: 'What main had saved for post led to no VM of this step. The VM was found by its owner instead.',
}
