import {lstatSync, mkdirSync, readdirSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import type {QemuVmError} from '../errors.ts'
import type {Filter} from '../host/host.ts'
import type {Transfer} from '../plan/transfers.ts'
import {agentWay} from './agent-way.ts'
import {meterOf} from './meter.ts'
import {sshWay} from './ssh-way.ts'
import {exactly, receiveDirectory, receiveFile, failed, send, sendAll, understand, type Found} from './tar-scripts.ts'
import {unpack, type Unpacked, type UnpackOptions} from './unpack.ts'
import type {Ended, Script, Way, WayInput} from './way.ts'

/** What ssh itself ends with when it could not enter, or lost the guest. */
const lostConnection = 255

/** How a copy came out: what there is to say of it is for people. */
export interface Copied {
  readonly remarks: readonly string[]
}

/** What the two directions share. */
export type CopyContext = WayInput

/** ssh, or the guest agent where that is the way in. */
const wayOf = (input: WayInput): Way => (input.plan.spec.ready.kind === 'agent' ? agentWay : sshWay)(input)

/**
 * Copies a file or a tree into the guest as `cp -a` would: into `to` where that is a directory of the guest, else as
 * `to`. `from` with `/.` at its end means what is in it. @throws QemuVmError with the words of whatever failed.
 */
export async function copyIn(
  {from, to, excludes = [], isOwn = false}: Transfer,
  context: CopyContext,
): Promise<Copied> {
  const source = resolve(from)
  const stat = lstatSync(source, {throwIfNoEntry: false})
  if (stat === undefined) throw failed(`${from} does not exist on the host`)
  const {plan, host} = context
  using meter = meterOf(`${from} → ${to}`, host)
  const signal = AbortSignal.any([context.signal, meter.signal])
  const isTree = stat.isDirectory()
  const isContents = isTree && /(?:^|\/)\.?$/.test(from)
  const name = basename(source)
  const what = isTree ? ['-C', source, '-cf', '-', '.'] : ['-C', dirname(source), '-cf', '-', `./${name}`]
  let keepsHoles = true as boolean
  let sender = undefined as Filter | undefined // what a callback gives it, the compiler does not see
  const script = isTree ? receiveDirectory(name, {isContents, isOwn}) : receiveFile(name)
  const putting = wayOf({plan, host, signal}).put(script, [to], (answer, into) => {
    keepsHoles = understand(answer, 1).tar !== 'busybox' // which knows no pax headers either
    const words = keepsHoles ? [...exactly, '--sparse'] : ['--format=gnu']
    const options = [...words, '--numeric-owner', ...excludes.map((pattern) => `--exclude=${pattern}`)]
    sender = host.commands.filter(['tar', ...options, ...what], {
      tag: plan.tag,
      signal,
      ...(into === undefined ? {} : {into}),
    })
    sender.input.end()
    meter.follow(sender.written)
    return sender.output
  })
  const received = await putting.catch((error: unknown) => {
    throw (meter.signal.reason as Error | undefined) ?? error
  })
  meter.signal.throwIfAborted()
  if (sender === undefined) throw notAsked(received)
  const {exit, stderr} = await sender.exited
  const sent = {code: 'code' in exit ? exit.code : exit.signal, stderr}
  // Where the guest has failed, the signal that ended tar here is SIGPIPE and says nothing
  refuse({'the guest': received, ...(received.code !== 0 && 'signal' in exit ? {} : {'the host': sent})})
  const holes = keepsHoles ? 0 : countSparse(source)
  const remark = `${holes} sparse ${holes === 1 ? 'file takes its' : 'files take their'} whole size in the guest, whose tar knows no holes.`
  return {remarks: holes > 0 ? [remark] : []}
}

/**
 * Copies a file or a tree from the guest as `cp -a` would. What comes is hostile: see unpack().
 * @throws QemuVmError with the words of whatever failed, after what could be made was made.
 */
export async function copyOut(
  from: string,
  to: string,
  context: CopyContext,
  options: Pick<UnpackOptions, 'limit' | 'trusting'>,
): Promise<Copied & Unpacked> {
  using reading = read(send, [from], context)
  const {kinds} = await reading.found
  if (kinds[0] === 'absent') throw failed(`${from} does not exist in the guest`)
  const isTree = kinds[0] === 'directory'
  const target = resolve(to)
  const isIntoDirectory =
    lstatSync(target, {throwIfNoEntry: false})?.isDirectory() === true && !/(?:^|\/)\.$/.test(from)
  const place = isIntoDirectory ? join(target, basename(from)) : target
  mkdirSync(isTree ? place : dirname(place), {recursive: true})
  const renamed = isTree ? {} : {renamed: basename(place)}
  const unpacked = await reading.into(isTree ? place : dirname(place), {...options, ...renamed})
  return {...unpacked, remarks: unpacked.leftOut.map((one) => `Left out: ${one}`)}
}

/** Absolute paths of the guest, each to the same place below `to`. Those that are not there are told. */
export async function copyOutAll(
  paths: readonly string[],
  to: string,
  context: CopyContext,
  limit: number,
): Promise<Unpacked & {readonly missing: readonly string[]}> {
  using reading = read(sendAll, paths, context)
  const {kinds} = await reading.found
  const missing = paths.filter((_, index) => kinds[index] === 'absent')
  if (missing.length === paths.length) return {entries: 0, bytes: 0, leftOut: [], missing}
  mkdirSync(to, {recursive: true})
  return {...(await reading.into(to, {limit, trusting: false})), missing}
}

interface Reading extends Disposable {
  readonly found: Promise<Found>
  into(place: string, options: Omit<UnpackOptions, 'withOwners'>): Promise<Unpacked>
}

/** Runs a script that sends an archive. Disposing gives up what was not read. */
function read(script: Script, paths: readonly string[], context: CopyContext): Reading {
  const sender = wayOf(context).take(script, paths)
  const meter = meterOf(`${paths.join(', ')} of the guest`, context.host)
  meter.signal.addEventListener('abort', sender.cancel, {once: true})
  const find = async (): Promise<Found> => {
    const answer = await sender.answer
    meter.signal.throwIfAborted()
    if (answer === '') throw notAsked(await sender.ended)
    return understand(answer, paths.length)
  }
  return {
    found: find(),
    async into(place, options) {
      const withOwners = process.getuid?.() === 0
      const unpacked = await unpack(meter.pass(sender.output), place, {...options, withOwners}).catch(
        async (error: unknown): Promise<never> => {
          sender.cancel()
          meter.signal.throwIfAborted()
          const ended = await sender.ended
          // Where the sender failed by itself, its words are the reason; that the archive ends too early follows from it
          if (ended.code === lostConnection) refuse({'the guest': ended})
          throw error
        },
      )
      refuse({'the guest': await sender.ended})
      return unpacked
    },
    [Symbol.dispose]() {
      meter[Symbol.dispose]()
      sender.cancel()
    },
  }
}

const notAsked = ({code, stderr}: Ended): QemuVmError =>
  failed(`the guest could not be asked: ${stderr.trim() || `status ${code}`}`)

/** @throws QemuVmError with the words of each that failed. */
function refuse(ends: Readonly<Record<string, {readonly code: number | string; readonly stderr: string}>>): void {
  const failures = Object.entries(ends).flatMap(([where, {code, stderr}]) => {
    const how = typeof code === 'number' ? `status ${code}` : code
    return code === 0 ? [] : [`tar on ${where} failed (${how}): ${stderr.trim() || 'it said nothing'}`]
  })
  if (failures.length > 0) throw failed(failures.join('; '))
}

/** Files with less on the disk than their size says; blocks of stat(2) are of 512 bytes. */
function countSparse(path: string): number {
  const stat = lstatSync(path)
  if (stat.isDirectory()) return readdirSync(path).reduce((sum, name) => sum + countSparse(join(path, name)), 0)
  return stat.isFile() && stat.blocks * 512 < stat.size ? 1 : 0
}
