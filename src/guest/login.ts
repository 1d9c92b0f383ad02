import {rmSync} from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import type {VmPaths} from '../plan/paths.ts'
import {millis, seconds} from '../units.ts'
import {tailOf} from './console.ts'
import {hasMaster, sshWords} from './ssh.ts'

/** How often it is looked whether ssh has logged in. */
const pause = millis(10)

/**
 * Logs in and keeps the connection as a master, over which every later command goes without logging in again. ssh
 * makes its control socket only after the login, so the socket tells of it; a command proves it.
 * @returns the process of the master. @throws QemuVmError with ssh's own words when this one attempt fails.
 */
export async function openMaster(
  paths: VmPaths,
  tag: string,
  host: Host,
  signal: AbortSignal,
): Promise<ProcessIdentity> {
  rmSync(paths.sshSocket, {force: true})
  const words = sshWords(paths.sshConfig, '-o', 'ControlMaster=yes', '-N', 'guest')
  const master = await host.processes.spawn(words, {log: paths.sshLog, tag})
  try {
    while (!hasMaster(paths)) {
      signal.throwIfAborted()
      if (host.processes.state(master.identity) === 'gone') throw refused(tailOf(paths.sshLog, 2000))
      await Promise.race([host.clock.sleep(pause, signal), master.exited])
    }
    const proof = await host.commands.run(sshWords(paths.sshConfig, 'guest', 'true'), {limit: seconds(15), tag})
    if (proof.code !== 0) throw refused(proof.stderr)
    master.release()
    return master.identity
  } catch (error) {
    host.processes.signal(master.identity, 'SIGTERM')
    throw error
  }
}

const refused = (said: string): QemuVmError =>
  new QemuVmError('protocol', `The guest greeted, and ssh could not log in: ${said.trim() || 'ssh said nothing'}`)
