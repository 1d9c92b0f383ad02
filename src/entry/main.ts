import * as core from '@actions/core'
import {dirname, join} from 'node:path'
import type {Host} from '../host/host.ts'
import {nodeHost} from '../host/node-host.ts'
import {actionsCache, type ActionsCache} from '../images/cache.ts'
import {removeLedger} from '../ledger/file-ledger.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {start} from '../phases/start.ts'
import {verdictOf, type Report} from '../report/report.ts'
import {bootPatiently} from './attempts.ts'
import {onCancel} from './cancel.ts'
import {readInputs} from './inputs.ts'
import {tellOfEvidence} from './evidence.ts'
import {ledgerForMain, newLedger} from './ledgers.ts'
import {addKernelMatchers} from './matchers.ts'
import {setOutputs} from './outputs.ts'
import {publish} from './publish.ts'
import {runScript} from './run-script.ts'
import {sweepFirst} from './sweep.ts'
import {failureOf, undo} from './undo.ts'
import {readRunner, stepLog, surviveBrokenOutput, unheeded, type Runner} from './runner.ts'

/** Boots the VM that the inputs describe; where it cannot, takes down what was made and says why. */
export async function main(): Promise<void> {
  surviveBrokenOutput()
  const runner = readRunner()
  const host = nodeHost(runner.childEnvironment, stepLog)
  let ledger: Ledger | undefined
  const cancel = onCancel(() => ledger)
  try {
    const inputs = readInputs(runner)
    if (runner.savedLedger === '') await sweepFirst(runner, host) // pre has not run: a local action, or another runner
    if (inputs.matchesKernel) addKernelMatchers(import.meta.dirname)
    const ours = (name: string): string => join(import.meta.dirname, name)
    const programs = {node: process.execPath, keeper: ours('keeper.js'), guest: ours('guest.js')}
    const {signal} = cancel
    const always = {inputs, signal, programs, unheeded, ...cacheOf(runner, host)}
    const started = await bootPatiently({
      most: inputs.bootAttempts,
      open: async () => (ledger = await (ledger === undefined ? ledgerForMain : newLedger)(runner, host)),
      start: (one) => start({...always, ledger: one, imageStores: runner.imageStores(dirname(one.path))}, host),
      undo: (error, one) => undo(error, one, runner, host),
      signal,
    })
    setOutputs(started)
    await publish({
      ...nothing,
      vm: started.ledger.vm,
      plan: started.plan,
      timeline: started.timeline,
      bootTook: started.bootTook,
      findings: started.findings,
    })
    if (inputs.script !== undefined) await runScript(inputs.script, started, signal, host)
  } catch (error) {
    if (cancel.signal.aborted) core.info('The job was cancelled; post takes down what was made.')
    else await fail(error, ledger, runner, host)
    process.exitCode = 1
    process.exit() // a connection of an upload may still be open
  } finally {
    cancel.dispose()
  }
  // A child that hangs in the kernel would be waited for as long as that
  process.exit()
}

/** The tool cache of a self-hosted runner is there for the next job; a hosted one has only the cache service. */
const cacheOf = ({actionsCacheDirectory: place}: Runner, host: Host): {readonly actionsCache?: ActionsCache} =>
  place === undefined ? {} : {actionsCache: actionsCache(place, host)}

const nothing: Report = {phase: 'main', timeline: [], releases: [], leftovers: [], findings: []}

/** The one way down, on the way up: what was made is unmade now, and post finds nothing left to do. */
async function fail(error: unknown, ledger: Ledger | undefined, runner: Runner, host: Host): Promise<void> {
  if (error instanceof Error) core.debug(error.stack ?? '')
  if (ledger === undefined) {
    await publish({...nothing, failure: failureOf(error)})
    return
  }
  const {report, handIn} = await undo(error, ledger, runner, host)
  await publish(report)
  if (verdictOf(report) !== 'leaked') removeLedger(ledger)
  const evidence = await handIn()
  if (evidence !== undefined) await tellOfEvidence(evidence)
}
