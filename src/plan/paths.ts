import {join} from 'node:path'
import {tagOf, type VmId} from '../units.ts'

/** Every name on disk that a VM may have. Nothing else in the program puts a path together. */
export interface VmPaths {
  /** The one directory of the VM; everything below lives in it. */
  readonly run: string
  readonly overlay: string
  /** The guest's own copy of the variables of UEFI. */
  readonly firmwareVariables: string
  /** What the guest is told at its first boot, as the files of a small disk. */
  readonly seed: string
  readonly ignition: string
  /** Images that are not to be kept. */
  readonly images: string
  /** The host key that the guest is given. */
  readonly hostKey: string
  readonly keyFile: string
  readonly knownHosts: string
  readonly sshConfig: string
  readonly sshLog: string
  readonly pidFile: string
  readonly consoleLog: string
  /** What the firmware of x86 machines says, on a port of its own. */
  readonly firmwareLog: string
  readonly qemuLog: string
  readonly keeperLog: string
  /** What was on the guest's screen when something had failed. */
  readonly screenshot: string
  readonly probeRom: string
  /** The script of the input `run`. */
  readonly script: string
  /** Put on PATH; holds the launcher named by the input `name`. */
  readonly bin: string
  /** The directory of the sockets: `run`, or one in /tmp where the path of `run` is too long for sockets. */
  readonly sockets: string
  /** For the user. */
  readonly qmpSocket: string
  /** For the keeper, who listens. */
  readonly keeperSocket: string
  /** Reserved for stop(): no other part of the program ever connects to it (law L11). */
  readonly stopSocket: string
  readonly agentSocket: string
  readonly sshSocket: string
}

/**
 * The longest path a unix socket can have, in bytes. sun_path holds 108 including the final NUL; QEMU refuses 109 and
 * Node silently cuts, so we check ourselves. unix(7).
 */
const longestSocketPath = 107

/** OpenSSH binds its control socket under a temporary name first: a dot and 16 random characters, mux.c. */
const sshSocketSuffix = 17

/** The ledger of a VM: it outlives the run directory, so it lies beside it. */
export const ledgerPath = (stateDirectory: string, id: VmId): string => join(stateDirectory, `${tagOf(id)}.jsonl`)

/** The lock of a ledger lies beside it, so that it can be found when only the ledger's path is known. */
export const lockPath = (ledger: string): string => ledger.replace(/\.jsonl$/, '.lock')

/** Where a VM's directories may be, by name alone: they are found again even when no ledger can be read. */
export const directoriesOf = (id: VmId, stateDirectory: string): {readonly run: string; readonly short: string} => ({
  run: join(stateDirectory, tagOf(id)),
  short: join('/tmp', tagOf(id)),
})

/** Where what the guest writes to its further disk of that number goes. */
export const diskPath = ({run}: VmPaths, index: number, format: 'raw' | 'qcow2'): string =>
  join(run, `disk-${index}.${format}`)

/** The VM's tap: `qv` and the id, ten bytes of the fifteen that a link's name may have (IFNAMSIZ, linux/if.h). */
export const tapNameOf = (vm: VmId): string => `qv${vm}`

/** The paths of one VM. Sockets lie in the run directory when its path is short enough for them. */
export function pathsOf(id: VmId, stateDirectory: string): VmPaths {
  const {run, short} = directoriesOf(id, stateDirectory)
  const sockets = socketsFit(run) ? run : short
  return {
    run,
    overlay: join(run, 'overlay.qcow2'),
    firmwareVariables: join(run, 'uefi-variables.fd'),
    seed: join(run, 'seed'),
    ignition: join(run, 'config.ign'),
    images: join(run, 'images'),
    hostKey: join(run, 'host_ed25519'),
    keyFile: join(run, 'id_ed25519'),
    knownHosts: join(run, 'known_hosts'),
    sshConfig: join(run, 'ssh_config'),
    sshLog: join(run, 'ssh.log'),
    pidFile: join(run, 'qemu.pid'),
    consoleLog: join(run, 'console.log'),
    firmwareLog: join(run, 'firmware.log'),
    qemuLog: join(run, 'qemu.log'),
    keeperLog: join(run, 'keeper.log'),
    screenshot: join(run, 'screenshot.png'),
    probeRom: join(run, 'probe.rom'),
    script: join(run, 'script'),
    bin: join(run, 'bin'),
    sockets,
    qmpSocket: join(sockets, 'qmp.sock'),
    keeperSocket: join(sockets, 'keeper.sock'),
    stopSocket: join(sockets, 'stop.sock'),
    agentSocket: join(sockets, 'agent.sock'),
    sshSocket: join(sockets, 'ssh.sock'),
  }
}

const socketsFit = (directory: string): boolean =>
  Buffer.byteLength(join(directory, 'keeper.sock')) <= longestSocketPath &&
  Buffer.byteLength(join(directory, 'ssh.sock')) + sshSocketSuffix <= longestSocketPath
