import {nodeHost} from '../host/node-host.ts'
import {messageOf} from '../errors.ts'
import {newLedger} from './ledgers.ts'
import {sweepFirst} from './sweep.ts'
import {readRunner, stepLog, surviveBrokenOutput} from './runner.ts'

/** Sweeps, chooses the VM's id and opens its ledger. Never fails the job, and main can do without (law L15). */
export async function pre(): Promise<void> {
  surviveBrokenOutput()
  try {
    const runner = readRunner()
    const host = nodeHost(runner.childEnvironment, stepLog)
    await sweepFirst(runner, host)
    await newLedger(runner, host)
  } catch (error) {
    stepLog.info(`Nothing could be prepared; main will try again: ${messageOf(error)}`)
  }
  // A child that hangs in the kernel would be waited for as long as that
  process.exit()
}
