import {spawn} from 'node:child_process'
import {closeSync, openSync} from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {ProcessIdentity} from '../plan/intent.ts'
import type {Exit, Processes, ProcessState, SpawnedProcess, SpawnOptions} from './host.ts'
import {seconds} from '../units.ts'
import {isOver, linkOf, processIds, readProc, statOf, threadsOf} from './proc.ts'

/** The variable by which every process of a VM, and whatever it starts, is known. */
export const tagVariable = 'QEMU_VM_TAG'

type Environment = Readonly<Record<string, string>>
const trackingVariable = 'RUNNER_TRACKING_ID'
const hiddenVariable = 'QEMU_VM_TRACKING_ID'

/**
 * The environment of the keeper: the runner ends every process that has RUNNER_TRACKING_ID when the job is over (R7), and
 * the keeper is for when the runner is not there to do so. It has the id under another name, to give it to QEMU.
 */
export function hideTracking({[trackingVariable]: id, ...rest}: Environment): Environment {
  return id === undefined ? rest : {...rest, [hiddenVariable]: id}
}

/** The environment that hideTracking() was given, but for what the keeper itself has no use for. */
export function revealTracking({[hiddenVariable]: id, ...rest}: Environment): Environment {
  return id === undefined ? rest : {...rest, [trackingVariable]: id}
}

/** Processes of Linux, as /proc and signals show them. `env` is what spawned processes start from. */
export function linuxProcesses(env: Readonly<Record<string, string>>): Processes {
  const bootId = (readProc('sys/kernel/random/boot_id') ?? '').trim()
  const pidNamespace = linkOf('self/ns/pid') // as `pid:[4026531836]`, pid_namespaces(7)
  const here = pidNamespace === undefined ? {bootId} : {bootId, pidNamespace}

  const identify = (pid: number): ProcessIdentity | undefined => {
    const stat = statOf(String(pid))
    return stat === undefined ? undefined : {pid, startTicks: stat.startTicks, ...here}
  }
  const self = identify(process.pid)
  if (self === undefined || bootId === '') {
    throw new QemuVmError('missing-program', 'This machine has no readable /proc; qemu-vm runs on Linux only.')
  }
  const isElsewhere = (one: ProcessIdentity): boolean => (one.pidNamespace ?? pidNamespace) !== pidNamespace
  const isSame = (one: ProcessIdentity): boolean =>
    one.bootId === bootId && !isElsewhere(one) && statOf(String(one.pid))?.startTicks === one.startTicks

  const state = (one: ProcessIdentity): ProcessState => {
    if (one.bootId === bootId && isElsewhere(one)) return 'unseen'
    if (!isSame(one)) return 'gone'
    // The leader may be a zombie while a thread hangs in the kernel and holds every file and lock (V11)
    const living = threadsOf(one.pid).filter(({stat}) => !isOver(stat.state))
    if (living.length === 0) return 'gone'
    return living.every(({stat}) => stat.state === 'T' || stat.state === 't') ? 'stopped' : 'running'
  }

  const findLiving = (isWanted: (pid: number) => boolean): readonly ProcessIdentity[] =>
    processIds().flatMap((pid) => {
      const found = pid === self.pid || !isWanted(pid) ? undefined : identify(pid)
      return found === undefined || state(found) === 'gone' ? [] : [found]
    })

  return {
    self,
    identify,
    state,

    find: (tag) => findLiving((pid) => inheritsTag(pid, tag) || isQemuNamed(pid, tag)),
    findQemu: (tag) => findLiving((pid) => isQemuNamed(pid, tag)),

    named: (name) => findLiving((pid) => statOf(String(pid))?.name === name),

    age({startTicks}) {
      // The first number is seconds since boot, as startTicks are ticks since boot; USER_HZ is 100 on every Linux
      return seconds(Number((readProc('uptime') ?? '0').split(' ')[0]) - startTicks / 100)
    },

    ancestor(name) {
      for (let pid = statOf('self')?.parent ?? 0; pid > 1;) {
        const stat = statOf(String(pid))
        if (stat?.name === name) return identify(pid)
        pid = stat?.parent ?? 0
      }
      return undefined
    },

    signal(one, name) {
      if (!isSame(one)) return 'gone'
      try {
        process.kill(one.pid, name)
        return 'sent'
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'denied' : 'gone'
      }
    },

    spawn: (argv, options) => spawnDetached(argv, options, env, identify),

    describe(one) {
      const threads = threadsOf(one.pid).filter(({stat}) => !isOver(stat.state))
      const where = threads.map(({id, stat}) => {
        const waits = readProc(`${one.pid}/task/${id}/wchan`)
        return `${id} ${stat.state}${waits === undefined || waits === '0' ? '' : ` in ${waits}`}`
      })
      return `${statOf(String(one.pid))?.name ?? 'process'} (pid ${one.pid}), threads: ${where.join(', ') || 'none'}`
    },

    locksOn({dev, ino}) {
      // "1: POSIX  ADVISORY  WRITE 1234 fd:00:5678 0 EOF": major and minor in hex. The split of dev is glibc's makedev.
      const major = Math.floor(dev / 256) & 0xfff
      const minor = (dev & 0xff) | (Math.floor(dev / 4096) & 0xfff00)
      const hex = (value: number): string => value.toString(16).padStart(2, '0')
      const wanted = `${hex(major)}:${hex(minor)}:${ino}`
      const fields = (readProc('locks') ?? '').split('\n').map((line) => line.split(/\s+/))
      return fields.filter((words) => words.includes(wanted)).map((words) => Number(words[words.indexOf(wanted) - 1]))
    },
  }
}

const inheritsTag = (pid: number, tag: string): boolean =>
  readProc(`${pid}/environ`)?.split('\0').includes(`${tagVariable}=${tag}`) === true

/** Seen even where the environment is not: a process of another user, or one that changed its credentials. */
function isQemuNamed(pid: number, tag: string): boolean {
  const words = readProc(`${pid}/cmdline`)?.split('\0') ?? []
  const flag = words.indexOf('-name')
  return flag > 0 && words[flag + 1]?.split(',')[0] === `guest=${tag}`
}

/** Stdio goes to files: an inherited pipe would hold up the end of the step by 5 s (ProcessInvoker.cs:485). */
async function spawnDetached(
  [program, ...words]: readonly [string, ...string[]],
  options: SpawnOptions,
  env: Readonly<Record<string, string>>,
  identify: (pid: number) => ProcessIdentity | undefined,
): Promise<SpawnedProcess> {
  const log = openSync(options.log, 'a', 0o600)
  try {
    const child = spawn(program, words, {
      detached: true,
      cwd: '/',
      stdio: ['ignore', log, log],
      env: {...(options.outlivesJob === true ? hideTracking(env) : env), ...options.env, [tagVariable]: options.tag},
    })
    const exited = new Promise<Exit>((resolve) => {
      child.once('exit', (code, signal) => {
        resolve(signal === null ? {code: code ?? -1} : {signal})
      })
    })
    const failed = new Promise<never>((_, reject) => child.once('error', reject))
    if (child.pid === undefined) await failed
    failed.catch(() => undefined) // a later error of this child can only be about signals, which we send ourselves
    const identity = child.pid === undefined ? undefined : identify(child.pid)
    if (identity === undefined) throw new Error('it was gone before it could be looked at')
    return {
      identity,
      exited,
      release: () => {
        child.unref()
      },
    }
  } catch (cause) {
    throw new QemuVmError('missing-program', `${program} could not be started.`, {cause})
  } finally {
    closeSync(log)
  }
}
