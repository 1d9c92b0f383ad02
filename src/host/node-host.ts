import {systemClock} from './clock.ts'
import {machineCommands} from './commands.ts'
import type {Host, Log} from './host.ts'
import {webHttp} from './http.ts'
import {linuxProcesses} from './processes.ts'

/** The real machine. `env` is the environment that commands and spawned processes start from. */
export function nodeHost(env: Readonly<Record<string, string>>, log: Log): Host {
  return {clock: systemClock, processes: linuxProcesses(env), commands: machineCommands(env), http: webHttp, log}
}

/** The log of what is done beside something else, or for somebody who wants the results only. */
export const quiet: Log = {debug: () => undefined, info: () => undefined, group: (_title, body) => body()}
