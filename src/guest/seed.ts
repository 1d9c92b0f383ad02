import type {GuestFacts} from '../catalogue/guest-facts.ts'
import {tagOf, type Json, type JsonObject, type VmId} from '../units.ts'

/** What a guest is told at its first boot. */
export interface FirstBoot {
  readonly id: VmId
  /** Of the VM; the guest's host name too. */
  readonly name: string
  /** Who logs in. */
  readonly user: string
  /** One line in the form of authorized_keys; undefined where the guest trusts the user's own key already. */
  readonly publicKey?: string
  /** The guest's own, so that it can be known again. Undefined: it makes one itself. */
  readonly hostKey?: HostKey
  /** What is known of the image; undefined: nothing is. */
  readonly guest?: GuestFacts
  /** The user's own, given as it is. */
  readonly userData?: string
}

/** An ed25519 key pair as ssh-keygen writes it. */
export interface HostKey {
  readonly private: string
  readonly public: string
}

/** A guest that cannot end a service waits for this long, and not for systemd's 90 s (DefaultTimeoutStopSec). */
const stopSeconds = 15

/**
 * The manager reads its configuration again with the units; systemd, main.c, MANAGER_RELOAD. Nobody waits for that: its answer
 * comes when all is read, --no-block or not, which takes seconds where the guest is emulated.
 */
const boundStops = [
  'test -d /run/systemd/system || exit 0',
  'mkdir -p /run/systemd/system.conf.d',
  `printf '[Manager]\\nDefaultTimeoutStopSec=${stopSeconds}s\\n' >/run/systemd/system.conf.d/qemu-vm.conf`,
  'systemctl daemon-reload &',
].join('; ')

/**
 * The files of a NoCloud seed by name (cloud-init, datasources, NoCloud). Ours are the user data where the user has none,
 * for every reader knows these; else they are vendor data, over which cloud-init puts the user's, key by key.
 */
export function seedFiles(first: FirstBoot): Readonly<Record<string, string>> {
  const {id, name, publicKey, guest, userData} = first
  const ours = `#cloud-config\n${yaml(cloudConfig(first))}`
  const metaData = {
    'instance-id': tagOf(id),
    'local-hostname': name,
    ...(publicKey === undefined ? {} : {'public-keys': [publicKey]}),
  }
  return {
    'meta-data': yaml(metaData),
    ...(userData === undefined ? {'user-data': ours} : {'user-data': userData, 'vendor-data': ours}),
    ...(guest?.quirks?.includes('wait-online') === true ? {'network-config': yaml(optionalNetwork)} : {}),
  }
}

function cloudConfig({user, publicKey, hostKey, guest}: FirstBoot): JsonObject {
  const keys = publicKey === undefined ? [] : [publicKey]
  const isDefaultUser = guest === undefined ? user === 'root' : user === guest.user
  const isRoot = user === 'root'
  const unlocked = guest?.quirks?.includes('locked-user') === true ? {lock_passwd: false, passwd: '*'} : {}
  const hasUsers = (!isDefaultUser && !isRoot) || 'passwd' in unlocked
  const who = {name: user, ...(isRoot ? {} : {sudo: 'ALL=(ALL) NOPASSWD:ALL'}), ssh_authorized_keys: keys, ...unlocked}
  return {
    datasource_list: ['NoCloud'],
    ssh_authorized_keys: keys,
    ...(isRoot ? {disable_root: false} : {}),
    ...(hasUsers ? {users: isDefaultUser ? [who] : ['default', who]} : {}),
    // An RSA key alone takes an emulated guest longer than all else that it does for ssh
    ...(hostKey === undefined
      ? {ssh_genkeytypes: ['ed25519']}
      : {ssh_keys: {ed25519_private: hostKey.private, ed25519_public: hostKey.public}}),
    // sudo looks up the name of the host, and where nothing knows it asks the network
    manage_etc_hosts: 'localhost',
    ...((guest?.seedReader ?? 'cloud-init') === 'cloud-init' ? {bootcmd: [['sh', '-c', boundStops]]} : {}),
  }
}

/** Of netplan and networkd: nobody waits for a network that is optional. */
const optionalNetwork: JsonObject = {
  version: 2,
  ethernets: {all: {match: {name: 'e*'}, dhcp4: true, optional: true}},
}

/** Ignition's configuration, version 3: Flatcar and Fedora CoreOS. Where the user has one it is given as it is. */
export function ignitionConfig({user, publicKey, hostKey, userData}: FirstBoot): string {
  if (userData !== undefined) return userData
  const file = (path: string, mode: number, text: string): JsonObject => ({
    ...{path, mode, overwrite: true},
    contents: {source: `data:,${encodeURIComponent(text)}`},
  })
  const [place, [secret, open]] = ['/etc/ssh/ssh_host_ed25519_key', [0o600, 0o644]] as const
  const files =
    hostKey === undefined ? [] : [file(place, secret, hostKey.private), file(`${place}.pub`, open, hostKey.public)]
  return JSON.stringify({
    ignition: {version: '3.3.0'},
    passwd: {users: [{name: user, sshAuthorizedKeys: publicKey === undefined ? [] : [publicKey]}]},
    storage: {files},
  })
}

/** Block style with quoted scalars, which the small readers of YAML know as well; a JSON string is one of YAML 1.2. */
function yaml(value: JsonObject): string {
  return Object.entries(value)
    .map(([key, one]) => `${key}:${node(one, '')}`)
    .join('')
}

function node(value: Json, indent: string): string {
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}\n`
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n'
    return `\n${(value as readonly Json[]).map((one) => `${inner}-${item(one, inner)}`).join('')}`
  }
  const lines = Object.entries(value).map(([key, one]) => `${inner}${key}:${node(one, inner)}`)
  return lines.length === 0 ? ' {}\n' : `\n${lines.join('')}`
}

/** The first key of a mapping stands on the line of its hyphen. */
const item = (value: Json, indent: string): string => {
  const text = node(value, indent)
  return text.startsWith('\n') ? ` ${text.trimStart()}` : text
}
