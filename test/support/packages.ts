import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {delimiter, isAbsolute, join} from 'node:path'

/** A program, or the path of a file, that a machine may lack, and the package of Debian and Ubuntu that has it. */
export type Wanted = Readonly<Record<string, string>>

/** What building the test guest needs. Not QEMU itself: to install that is the action's own work. */
export const guestPrograms: Wanted = {'qemu-img': 'qemu-utils', xz: 'xz-utils'}

/** What all the tests need together. */
export const testPrograms: Wanted = {
  ...guestPrograms,
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-system-aarch64': 'qemu-system-arm',
  'qemu-system-riscv64': 'qemu-system-misc',
  '/usr/share/qemu/opensbi-riscv64-generic-fw_dynamic.bin': 'opensbi',
  pgrep: 'procps',
  mmdebstrap: 'mmdebstrap',
  gpg: 'gpg', // without it mmdebstrap does not find the keys of another distribution than its own
  '/usr/share/keyrings/debian-archive-keyring.gpg': 'debian-archive-keyring',
  mformat: 'mtools',
  ssh: 'openssh-client',
  ip: 'iproute2',
  losetup: 'mount',
  'mkfs.ext4': 'e2fsprogs',
  fsfreeze: 'util-linux',
  setpriv: 'util-linux',
  python3: 'python3-minimal',
  swtpm: 'swtpm',
  zstd: 'zstd',
  bzip2: 'bzip2',
  openssl: 'openssl',
  strace: 'strace',
}

/** System programs are on the PATH of root alone on some machines. */
const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']

/** Installs the packages of the programs that are not there. Throws when apt fails, with what it printed. */
export function installMissing(wanted: Wanted): void {
  const isThere = (name: string): boolean =>
    isAbsolute(name) ? existsSync(name) : places.some((place) => existsSync(join(place, name)))
  const packages = [...new Set(Object.entries(wanted).flatMap(([program, name]) => (isThere(program) ? [] : [name])))]
  if (packages.length === 0) return
  console.log(`Installing ${packages.join(', ')}`)
  const apt = (...words: readonly string[]): void => {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
    const all = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300']
    execFileSync(all[0] ?? 'env', [...all.slice(1), ...words], {stdio: ['ignore', 'ignore', 'inherit']})
  }
  apt('update')
  apt('install', '-y', '--no-install-recommends', ...packages)
}
