import type {Host} from '../host/host.ts'
import {findVirtiofsd} from '../host/platform.ts'
import type {Share, ShareWay} from '../plan/shares.ts'
import {seconds} from '../units.ts'

/** What this host has to show directories to a guest with. */
export interface ShareMeans {
  readonly has9p: boolean
  /** Undefined: there is none, or QEMU cannot use it. */
  readonly virtiofsd?: Virtiofsd
}

/** virtiofsd is a program in Rust today; the older one in C came with QEMU up to 7.2, and takes other words. */
export interface Virtiofsd {
  readonly path: string
  readonly dialect: 'rust' | 'c'
  readonly canBeReadOnly: boolean
}

/** Asks QEMU and virtiofsd what they can do. */
export async function askShareMeans(binary: string, host: Host): Promise<ShareMeans> {
  const path = findVirtiofsd(host)
  const [devices, help] = await Promise.all([
    host.commands.run([binary, '-device', 'help'], {limit: seconds(10)}),
    path === undefined ? undefined : host.commands.run([path, '--help'], {limit: seconds(10)}),
  ])
  const has = (device: string): boolean => devices.stdout.includes(`name "${device}"`)
  const words = `${help?.stdout ?? ''}${help?.stderr ?? ''}`
  return {
    has9p: has('virtio-9p-pci'),
    ...(path === undefined || !has('vhost-user-fs-pci')
      ? {}
      : {
          virtiofsd: {
            path,
            dialect: words.includes('--shared-dir') ? 'rust' : 'c',
            canBeReadOnly: words.includes('--readonly'),
          },
        }),
  }
}

/** The ways in which the host can offer a share. QEMU sees to it that nobody writes; virtiofsd only where it knows how to. */
export function waysFor({access}: Share, {has9p, virtiofsd}: ShareMeans): readonly ShareWay[] {
  const byVirtiofs = virtiofsd !== undefined && (access === 'writable' || virtiofsd.canBeReadOnly)
  return [...(has9p ? (['9p'] as const) : []), ...(byVirtiofs ? (['virtiofs'] as const) : [])]
}

/** virtiofsd's command line. In its sandbox it sees the directory and nothing else, and it ends with QEMU's connection. */
export function virtiofsdWords(
  {path, dialect}: Virtiofsd,
  {from, access, socket}: Pick<Share, 'from' | 'access'> & {readonly socket: string},
): readonly [string, ...string[]] {
  if (dialect === 'c') {
    // A list of options, in which fuse_opt.c takes the character behind a backslash as it is
    const source = from.replaceAll(/[\\,]/g, '\\$&')
    return [path, `--socket-path=${socket}`, '-o', `sandbox=namespace,source=${source}`]
  }
  const readOnly = access === 'read-only' ? ['--readonly'] : []
  return [path, `--socket-path=${socket}`, `--shared-dir=${from}`, '--sandbox=namespace', ...readOnly]
}
