import {arches} from '../arch.ts'
import {QemuVmError} from '../errors.ts'
import {keptArchives, noneKept, type PackageCache} from './apt.ts'
import {findFirmware} from './firmware.ts'
import type {Host} from './host.ts'
import {seconds} from '../units.ts'

/** The packages that hold a program, by package manager. Debian and Ubuntu; Fedora and relatives; Alpine; SUSE; Arch. */
type PackageManager = 'apt-get' | 'dnf' | 'apk' | 'zypper' | 'pacman'
const packages: Readonly<Record<string, Readonly<Record<PackageManager, string>>>> = {
  'qemu-system-x86_64': row(
    'qemu-system-x86',
    'qemu-system-x86-core',
    'qemu-system-x86_64',
    'qemu-x86',
    'qemu-system-x86',
  ),
  'qemu-system-aarch64': row(
    'qemu-system-arm',
    'qemu-system-aarch64-core',
    'qemu-system-aarch64',
    'qemu-arm',
    'qemu-system-aarch64',
  ),
  'qemu-system-riscv64': row(
    'qemu-system-misc',
    'qemu-system-riscv-core',
    'qemu-system-riscv64',
    'qemu-extra',
    'qemu-system-riscv',
  ),
  'qemu-img': row('qemu-utils', 'qemu-img', 'qemu-img', 'qemu-tools', 'qemu-img'),
  xz: row('xz-utils', 'xz', 'xz', 'xz', 'xz'),
  zstd: row('zstd', 'zstd', 'zstd', 'zstd', 'zstd'),
  bzip2: row('bzip2', 'bzip2', 'bzip2', 'bzip2', 'bzip2'),
  'uefi-x86_64': row('ovmf', 'edk2-ovmf', 'ovmf', 'qemu-ovmf-x86_64', 'edk2-ovmf'),
  'uefi-aarch64': row('qemu-efi-aarch64', 'edk2-aarch64', 'aavmf', 'qemu-uefi-aarch64', 'edk2-aarch64'),
  'uefi-riscv64': row('qemu-efi-riscv64', 'edk2-riscv64', 'edk2-riscv64', 'qemu-uefi-riscv64', 'edk2-riscv64'),
  virtiofsd: row('virtiofsd', 'virtiofsd', 'virtiofsd', 'virtiofsd', 'virtiofsd'),
  newuidmap: row('uidmap', 'shadow-utils', 'shadow-uidmap', 'shadow', 'shadow'),
  ssh: row('openssh-client', 'openssh-clients', 'openssh-client', 'openssh-clients', 'openssh'),
}

function row(apt: string, dnf: string, apk: string, zypper: string, pacman: string): Record<PackageManager, string> {
  return {'apt-get': apt, dnf, apk, zypper, pacman}
}

const installWords: Readonly<Record<PackageManager, readonly string[]>> = {
  'apt-get': ['-o', 'DPkg::Lock::Timeout=120', 'install', '-y', '--no-install-recommends'],
  dnf: ['install', '-y', '--setopt=install_weak_deps=False'],
  apk: ['add', '--no-cache'],
  zypper: ['--non-interactive', 'install', '--no-recommends'],
  pacman: ['-Sy', '--noconfirm', '--needed'],
}

/** A package manager may have to wait for another one to end, and for a mirror. */
const installLimit = seconds(600)
const sudoLimit = seconds(5)

/** virtiofsd is nobody's to start by hand, and on no PATH: Fedora, Debian 13; Debian 12, Ubuntu 22.04; Arch. */
const virtiofsdPlaces = ['virtiofsd', '/usr/libexec/virtiofsd', '/usr/lib/qemu/virtiofsd', '/usr/lib/virtiofsd']

/** The path of virtiofsd; undefined where there is none. */
export const findVirtiofsd = (host: Host): string | undefined =>
  virtiofsdPlaces.map((place) => host.commands.which(place)).find((path) => path !== undefined)

/** Firmware is a file of its own, and no program on PATH. */
function isInstalled(name: string, host: Host): boolean {
  if (name === 'virtiofsd') return findVirtiofsd(host) !== undefined
  const arch = arches.find((one) => name === `uefi-${one}`)
  return arch === undefined ? host.commands.which(name) !== undefined : findFirmware(arch) !== undefined
}

/**
 * Sees to it that programs, or firmware as `uefi-ARCH`, are there, with the distribution's own packages, without ever asking for a password.
 * @param cache where packages are looked for, and put for later jobs, by apt alone.
 * @throws QemuVmError `missing-program` that says what to install, when it may not or cannot install.
 */
export async function ensurePrograms(
  programs: readonly string[],
  mayInstall: boolean,
  host: Host,
  cache?: PackageCache,
): Promise<void> {
  const missing = programs.filter((program) => !isInstalled(program, host))
  if (missing.length === 0) return
  const manager = (Object.keys(installWords) as PackageManager[]).find(
    (name) => host.commands.which(name) !== undefined,
  )
  const wanted = manager === undefined ? [] : missing.map((program) => packages[program]?.[manager] ?? program)
  const advice = manager === undefined ? 'Install QEMU and OpenSSH.' : `Install them: ${manager} ${wanted.join(' ')}.`
  if (manager === undefined || !mayInstall) {
    throw new QemuVmError('missing-program', `Not installed: ${missing.join(', ')}.`, {hint: advice})
  }
  await host.log.group(`Install ${wanted.join(', ')}`, async () => {
    await installWith(manager, wanted, host, cache)
  })
  const still = programs.filter((program) => !isInstalled(program, host))
  if (still.length > 0) {
    throw new QemuVmError(
      'missing-program',
      `${manager} installed ${wanted.join(', ')}, and ${still.join(', ')} is still not to be found.`,
    )
  }
}

async function installWith(
  manager: PackageManager,
  wanted: readonly string[],
  host: Host,
  cache: PackageCache | undefined,
): Promise<void> {
  const words = [...installWords[manager], ...wanted]
  await refuseWithoutSudo(`${manager} ${words.join(' ')}`, host)
  const install = async (): ReturnType<typeof asRoot> => {
    const isCached = manager === 'apt-get' && cache !== undefined
    const {options, keep} = isCached ? await keptArchives(words, cache, host) : noneKept
    const result = await asRoot([manager, ...options, ...words], host)
    if (result.code === 0) keep()
    return result
  }
  const first = await install()
  if (first.code === 0) return
  // Package lists of a fresh machine are missing or old: get new ones, once
  const refreshed =
    manager === 'apt-get' ? await asRoot(['apt-get', '-o', 'Acquire::Retries=3', 'update'], host) : first
  const second = refreshed.code === 0 ? await install() : refreshed
  if (second.code === 0) return
  const said = (second.stderr.trim() || second.stdout.trim()).split('\n').slice(-3).join(' ')
  throw new QemuVmError('missing-program', `${wanted.join(', ')} could not be installed: ${said}`, {
    hint: `Install by hand: sudo ${manager} ${words.join(' ')}`,
  })
}

/** Asked first, because installing may take minutes: a sudo that waits for somebody is found out within seconds. */
async function refuseWithoutSudo(install: string, host: Host): Promise<void> {
  if (process.getuid?.() === 0) return
  const hint = `Install by hand: sudo ${install}`
  const {code, timedOut, stderr} = await host.commands.run(['sudo', '-n', 'true'], {limit: sudoLimit}).catch(() => {
    throw new QemuVmError('missing-program', 'Only root may install packages, and there is no sudo.', {hint})
  })
  if (code === 0) return
  const why = timedOut ? 'it does not answer' : stderr.trim().split('\n')[0]
  throw new QemuVmError('missing-program', `Only root may install packages, and sudo does not let us (${why}).`, {hint})
}

function asRoot(words: readonly [string, ...string[]], host: Host): ReturnType<Host['commands']['run']> {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const argv = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', ...words] as unknown as readonly [string, ...string[]]
  host.log.info(argv.join(' '))
  return host.commands.run(argv, {
    limit: installLimit,
    onLine: (line) => {
      host.log.info(line)
    },
  })
}
