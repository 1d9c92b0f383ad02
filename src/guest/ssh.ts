import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import type {VmPaths} from '../plan/paths.ts'
import type {Access} from '../plan/spec.ts'
import {seconds} from '../units.ts'

/** What a config for ssh is made of. */
export interface SshConfigInput {
  readonly tag: string
  readonly port: number
  readonly access: Access
  readonly paths: VmPaths
}

/**
 * A complete config file for OpenSSH, used with `-F`, upon which ssh reads no other: nothing of the user's own set-up
 * is read, and nothing of it is changed. Any host name means the guest. ssh_config(5).
 */
export function sshConfig({tag, port, access, paths}: SshConfigInput): string {
  const file = (path: string): string => `"${path.replaceAll('%', '%%').replaceAll(/["\\]/g, '\\$&')}"`
  const options: readonly (readonly [string, string | number])[] = [
    ['HostName', '127.0.0.1'],
    ['Port', port],
    ['User', access.user],
    ['IdentityFile', file(access.keyFile ?? paths.keyFile)],
    ['IdentitiesOnly', 'yes'],
    ['IdentityAgent', 'none'],
    ['UserKnownHostsFile', file(paths.knownHosts)],
    ['GlobalKnownHostsFile', '/dev/null'],
    ['StrictHostKeyChecking', access.isHostKeyPinned === true ? 'yes' : 'accept-new'],
    ['UpdateHostKeys', 'no'],
    ['HostKeyAlias', tag],
    ['ControlPath', file(paths.sshSocket)],
    ['ControlMaster', 'no'],
    ['BatchMode', 'yes'],
    ['PreferredAuthentications', 'publickey'],
    ['ConnectTimeout', 10],
    ['ServerAliveInterval', 5],
    ['ServerAliveCountMax', 3],
    ['LogLevel', 'ERROR'],
  ]
  return ['Host *', ...options.map(([name, value]) => `  ${name} ${value}`), ''].join('\n')
}

/** Makes an ed25519 key pair of the VM's own at `path`. @returns the public key, one line. @throws QemuVmError */
export async function makeKeyPair(path: string, tag: string, host: Host): Promise<string> {
  rmSync(path, {force: true})
  const words = ['-q', '-t', 'ed25519', '-N', '', '-C', tag, '-f', path]
  const {code, stderr} = await host.commands.run(['ssh-keygen', ...words], {limit: seconds(20), tag})
  if (code !== 0) throw new QemuVmError('command-failed', `ssh-keygen failed: ${stderr.trim()}`)
  return readFileSync(`${path}.pub`, 'utf8').trim()
}

/** Writes sshConfig() to its file, for our user alone. */
export const writeSshConfig = (input: SshConfigInput): void => {
  writeFileSync(input.paths.sshConfig, sshConfig(input), {mode: 0o600})
}

/** The public half of a private key of the user's, one line; undefined where it cannot be told, as behind a passphrase. */
export async function publicKeyOf(keyFile: string, host: Host): Promise<string | undefined> {
  const {code, stdout} = await host.commands.run(['ssh-keygen', '-y', '-P', '', '-f', keyFile], {limit: seconds(20)})
  return code === 0 ? stdout.trim() : undefined
}

/** Writes down the only host key that the guest may show. sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
export const pinHostKey = (publicKey: string, {knownHosts}: VmPaths, tag: string): void => {
  writeFileSync(knownHosts, `${tag} ${publicKey}\n`, {mode: 0o600})
}

/** The port in a config that writeSshConfig() wrote: QEMU chose it. @throws QemuVmError when there is none. */
export function sshPortIn(configFile: string): number {
  const port = /^ *Port (\d+)$/m.exec(readFileSync(configFile, 'utf8'))?.[1]
  if (port === undefined) throw new QemuVmError('protocol', `${configFile} has no port.`)
  return Number(port)
}

/** The words that start ssh with the VM's config. */
export const sshWords = (configFile: string, ...words: readonly string[]): readonly [string, ...string[]] => [
  'ssh',
  ...['-F', configFile],
  ...words,
]

/** Whether a master connection seems to be up. Only a login over it proves it. */
export const hasMaster = (paths: VmPaths): boolean => existsSync(paths.sshSocket)
