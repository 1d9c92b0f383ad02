import {rmSync} from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import type {VmPaths} from '../plan/paths.ts'
import {millis, seconds} from '../units.ts'
import {tailOf} from './console.ts'
import {offerPassword} from './password.ts'
import {hasMaster, sshWords} from './ssh.ts'

/** How often it is looked whether ssh has logged in. */
const pause = millis(10)

/**
 * Logs in and keeps the connection as a master, over which every later command goes without logging in again. ssh
 * makes its control socket only after the login, so the socket tells of it; a command proves it.
 * @param password for a guest that does not take the key.
 * @returns the process of the master. @throws QemuVmError with ssh's own words when this one attempt fails;
 * `password-refused` when it failed for that.
 */
export async function openMaster(
  paths: VmPaths,
  tag: string,
  host: Host,
  signal: AbortSignal,
  password?: string,
): Promise<ProcessIdentity> {
  rmSync(paths.sshSocket, {force: true})
  using offer = password === undefined ? undefined : offerPassword(password, paths)
  const words = sshWords(paths.sshConfig, ...(offer?.options ?? []), '-o', 'ControlMaster=yes', '-N', 'guest')
  const master = await host.processes.spawn(words, {log: paths.sshLog, tag, ...(offer && {env: offer.env})})
  try {
    while (!hasMaster(paths)) {
      signal.throwIfAborted()
      if (host.processes.state(master.identity) === 'gone')
        throw refused(tailOf(paths.sshLog, 2000), password !== undefined)
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

/** @param said what ssh has printed so far, in earlier attempts as well: its last line is about this one. */
function refused(said: string, hadPassword = false): QemuVmError {
  const last = said.trim().split('\n').at(-1) ?? ''
  const isPassword = hadPassword && /permission denied/i.test(last)
  const told = (isPassword ? last : said.trim()) || 'ssh said nothing'
  return new QemuVmError(
    isPassword ? 'password-refused' : 'protocol',
    `The guest greeted, and ssh could not log in: ${told}`,
  )
}
