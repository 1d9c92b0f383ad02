import {writeSync} from 'node:fs'
import {messageOf} from '../errors.ts'
import type {Log} from '../host/host.ts'
import {loadCommands} from '../host/commands.ts'
import {nodeHost} from '../host/node-host.ts'
import {revealTracking} from '../host/processes.ts'
import {openLedger} from '../ledger/file-ledger.ts'
import {keep} from '../phases/keep.ts'
import {childEnvironment, environment} from './environment.ts'

/** The process beside a VM that is QEMU's parent and outlives the job's worker. Its stdout is a file of the VM. */
export async function keeper(): Promise<void> {
  // What ends a terminal or a group of processes is not meant for it; SIGTERM is how stop() ends it
  for (const name of ['SIGHUP', 'SIGINT'] as const) process.on(name, () => undefined)
  const host = nodeHost(revealTracking(childEnvironment(environment())), fileLog)
  try {
    await loadCommands()
    await keep(openLedger(process.argv[2] ?? ''), host)
  } catch (error) {
    fileLog.info(messageOf(error))
    process.exitCode = 1
  }
  // A connection to QEMU's monitor may still be open; there is nothing left to wait for
  process.exit()
}

const fileLog: Log = {
  debug: () => undefined,
  info: (message) => {
    try {
      writeSync(1, `${message}\n`) // process.stdout is a stream, and takes 2 MB
    } catch {
      // a full disk must not end the keeper
    }
  },
  group: (_title, body) => body(),
}
