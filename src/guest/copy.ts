import {lstatSync, mkdirSync, readdirSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {QemuVmError} from '../errors.ts'
import {randomHex} from '../host/digest.ts'
import type {Filter} from '../host/host.ts'
import type {Transfer} from '../plan/transfers.ts'
import {agentWay} from './agent-way.ts'
import {meterOf} from './meter.ts'
import {sshWay} from './ssh-way.ts'
import {exactly, look, receiveDirectory, receiveFile, sendAll, sendOne, type Found} from './tar-scripts.ts'
import {unpack, type Unpacked, type UnpackOptions} from './unpack.ts'
import type {Ended, Way, WayInput} from './way.ts'

/** What ssh itself ends with when it could not enter, or lost the guest. */
const lostConnection = 255

/** How a copy came out: what there is to say of it is for people. */
export interface Copied {
  readonly remarks: readonly string[]
}

/** What the two directions share. */
export type CopyContext = WayInput

/** ssh, or the guest agent where that is the way in. */
const wayOf = (input: WayInput): Way => (input.plan.spec.ready.kind === 'agent' ? agentWay : sshWay)(input, look)

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
  const {tag} = plan
  using meter = meterOf(`${from} → ${to}`, host)
  const signal = AbortSignal.any([context.signal, meter.signal])
  const isTree = stat.isDirectory()
  const isContents = isTree && /(?:^|\/)\.?$/.test(from)
  const name = basename(source)
  const sentAs = `.copy.${randomHex(8)}` // in a directory that others may write to, it must not be guessed
  const renaming = `--transform=s,.*,./${sentAs},SH` // but for what a link leads to
  const what = isTree ? ['-C', source, '-cf', '-', '.'] : ['-C', dirname(source), renaming, '-cf', '-', `./${name}`]
  const script = isTree ? receiveDirectory(name, {isContents, isOwn}) : receiveFile(name, sentAs)
  let sending = undefined as {readonly sender: Filter; readonly keepsHoles: boolean} | undefined // made in a callback
  const putting = wayOf({plan, host, signal}).put(script, [to], (answer, into) => {
    const keepsHoles = understand(answer, 1).tar !== 'busybox' // which knows no pax headers either
    const words = keepsHoles ? [...exactly, '--sparse'] : ['--format=gnu']
    const options = [...words, '--numeric-owner', ...excludes.map((pattern) => `--exclude=${pattern}`)]
    const sender = host.commands.filter(['tar', ...options, ...what], {tag, signal, ...(into && {into})})
    sender.input.end()
    meter.follow(sender.written)
    sending = {sender, keepsHoles}
    return sender.output
  })
  const received = await meter.during(putting)
  if (sending === undefined) throw notAsked(received)
  const {exit, stderr} = await meter.during(sending.sender.exited)
  const sent = {code: 'code' in exit ? exit.code : exit.signal, stderr}
  // Where the guest has failed, the signal that ended tar here is SIGPIPE and says nothing
  refuse({'the guest': received, ...(received.code !== 0 && 'signal' in exit ? {} : {'the host': sent})})
  const holes = sending.keepsHoles ? 0 : countSparse(source)
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
  await using reading = read(sendOne, [from], context)
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
  await using reading = read(sendAll, paths, context)
  const {kinds} = await reading.found
  const missing = paths.filter((_, index) => kinds[index] === 'absent')
  if (missing.length === paths.length) return {entries: 0, bytes: 0, leftOut: [], missing}
  mkdirSync(to, {recursive: true})
  return {...(await reading.into(to, {limit, trusting: false})), missing}
}

interface Reading extends AsyncDisposable {
  readonly found: Promise<Found>
  into(place: string, options: Omit<UnpackOptions, 'withOwners'>): Promise<Unpacked>
}

/** Runs a script that sends an archive. Disposing gives up what was not read. */
function read(script: string, paths: readonly string[], {plan, host, signal}: CopyContext): Reading {
  const meter = meterOf(`${paths.join(', ')} of the guest`, host)
  const sender = wayOf({plan, host, signal: AbortSignal.any([signal, meter.signal])}).take(script, paths)
  const find = async (): Promise<Found> => {
    const answer = await sender.answer
    if (answer === '') throw notAsked(await sender.ended)
    return understand(answer, paths.length)
  }
  const receive = async (place: string, options: UnpackOptions): Promise<Unpacked> => {
    const unpacked = await unpack(meter.pass(sender.output), place, options).catch(
      async (error: unknown): Promise<never> => {
        await sender.cancel()
        const ended = await sender.ended
        // Where the sender failed by itself, its words are the reason; that the archive ends too early follows from it
        if (ended.code === lostConnection) refuse({'the guest': ended})
        throw error
      },
    )
    refuse({'the guest': await sender.ended})
    return unpacked
  }
  return {
    found: meter.during(find()),
    into: (place, options) => meter.during(receive(place, {...options, withOwners: process.getuid?.() === 0})),
    async [Symbol.asyncDispose]() {
      meter[Symbol.dispose]()
      await sender.cancel()
    },
  }
}

/** @throws QemuVmError when the guest has no tar, or says something else: as scp, this cannot work where a login file talks. */
function understand(answer: string, paths: number): Found {
  const [tar, ...kinds] = answer.split(' ')
  if (tar === 'none') throw failed('the guest has no tar')
  if (!['gnu', 'bsd', 'busybox'].includes(tar ?? '') || kinds.length !== paths)
    throw failed(`a login file of the guest's shell prints “${answer.slice(0, 100)}” where nothing but tar may print`)
  return {tar: tar as Found['tar'], kinds: kinds as Found['kinds']}
}

const failed = (why: string): QemuVmError => new QemuVmError('command-failed', `Nothing or not all was copied: ${why}.`)

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
