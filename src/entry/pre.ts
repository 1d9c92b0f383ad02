import {nodeHost} from '../host/node-host.ts'
import {messageOf} from '../errors.ts'
import {newLedger} from './ledgers.ts'
import {readRunner, stepLog, surviveBrokenOutput} from './runner.ts'

/** Chooses the VM's id and opens its ledger. Never fails the job, and main can do without (law L15). */
export async function pre(): Promise<void> {
  surviveBrokenOutput()
  try {
    const runner = readRunner()
    newLedger(runner, nodeHost(runner.childEnvironment, stepLog))
  } catch (error) {
    stepLog.info(`Nothing could be prepared; main will try again: ${messageOf(error)}`)
  }
  return Promise.resolve()
}
