import type {Host} from '../host/host.ts'
import {messageOf} from '../errors.ts'
import {sweep} from '../phases/sweep.ts'
import {stateDirectories, environment} from './environment.ts'
import {publish} from './publish.ts'
import type {Runner} from './runner.ts'

/** Cleans up after dead jobs of this machine before the own work begins. Never fails the job. */
export async function sweepFirst(runner: Runner, host: Host): Promise<void> {
  try {
    const places = [...runner.stateDirectories, ...stateDirectories(environment())]
    for (const report of await sweep(places, host)) await publish(report)
  } catch (error) {
    host.log.info(`What earlier jobs may have left could not be looked for: ${messageOf(error)}`)
  }
}
