import {lstatSync, mkdirSync, readdirSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {QemuVmError} from '../errors.ts'
import type {Exit} from '../host/host.ts'
import type {Transfer} from '../plan/transfers.ts'
import {agentWay} from './agent-way.ts'
import {meterOf} from './meter.ts'
import {sshWay} from './ssh-way.ts'
import {unpack, type Unpacked, type UnpackOptions} from './unpack.ts'
import type {Ended, Sending, Way, WayInput} from './way.ts'

/** What ssh itself ends with when it could not enter, or lost the guest. */
const lostConnection = 255

/** How a copy came out: what there is to say of it is for people. */
export interface Copied {
  readonly remarks: readonly string[]
}

type Tar = 'gtar' | 'gnu' | 'bsd' | 'busybox'

type Kind = 'directory' | 'other' | 'absent'

/**
 * Said in one round trip: which tar there is, and what each path of the guest is. GNU tar is called gtar beside another one,
 * and busybox's shell runs its own tar whatever is on PATH.
 */
const lookScript = `command -v gtar >/dev/null && echo gtar || case $(tar --version 2>&1 </dev/null) in
*GNU*) echo gnu ;; *bsdtar*) echo bsd ;; *) command -v tar >/dev/null && echo busybox || echo none ;; esac
for p do
  if [ -d "$p" ]; then echo directory; elif [ -e "$p" ] || [ -L "$p" ]; then echo other; else echo absent; fi
done`

/**
 * GNU's words for times to the nanosecond, which are in pax headers alone, without those that say nothing here; and for
 * records of 64 KiB instead of 10, since each is a write into a pipe and mostly a packet.
 */
const exactly = '--format=posix --pax-option=delete=atime,delete=ctime --blocking-factor=128'

/** With the words of each tar that keep names, holes and numeric owners. Holes as our reader knows them. */
const packWords: Readonly<Record<Tar, string>> = {
  gtar: `gtar ${exactly} --sparse-version=0.1 --sparse --numeric-owner`,
  gnu: `tar ${exactly} --sparse-version=0.1 --sparse --numeric-owner`,
  bsd: 'tar --format=gnutar --numeric-owner',
  busybox: 'tar',
}
const unpackWords: Readonly<Record<Tar, string>> = {
  gtar: 'gtar --numeric-owner -xpf -',
  gnu: 'tar --numeric-owner -xpf -',
  bsd: 'tar --numeric-owner -xpf -',
  busybox: 'tar -xpf -',
}

/** A file goes beside its place first, under a name of its own, and is moved there when it is whole. */
const receiveFile = (tar: Tar): string =>
  `d=$(dirname -- "$1") && t=$(mktemp -d "$d/.copy.XXXXXX") || exit; cd "$t" && ${unpackWords[tar]} && cd - >/dev/null && mv -f -- "$t/$2" "$1"; s=$?; rm -rf -- "$t"; exit $s`
const receiveDirectory = (tar: Tar, isOwn: boolean): string =>
  `mkdir -p -- "$1" && cd "$1" && ${unpackWords[tar]}${isOwn ? ' -o' : ''}`
const sendFile = (tar: Tar): string => `cd "$(dirname -- "$1")" && ${packWords[tar]} -cf - -- "./$(basename -- "$1")"`
const sendDirectory = (tar: Tar): string => `cd "$1" && ${packWords[tar]} -cf - .`

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
  const way = wayOf({plan, host, signal})
  const {tar, kinds} = await look([to], way)
  const isTree = stat.isDirectory()
  const isContents = /(?:^|\/)\.?$/.test(from) && isTree
  const target = kinds[0] === 'directory' && !(isTree && isContents) ? `${to}/${basename(source)}` : to
  const script = isTree ? receiveDirectory(tar, isOwn) : receiveFile(tar)
  const what = isTree ? ['-C', source, '-cf', '-', '.'] : ['-C', dirname(source), '-cf', '-', `./${basename(source)}`]
  const keepsHoles = tar !== 'busybox' // and knows no pax headers either
  const words = keepsHoles ? [...exactly.split(' '), '--sparse'] : ['--format=gnu']
  const options = [...words, '--numeric-owner', ...excludes.map((pattern) => `--exclude=${pattern}`)]
  const sender = host.commands.filter(['tar', ...options, ...what], {tag: plan.tag, signal})
  sender.input.end()
  const putting = way.put(script, [target, basename(source)], meter.pass(sender.output as AsyncIterable<Buffer>))
  const [{exit, stderr}, received] = await Promise.all([sender.exited, putting]).catch((error: unknown) => {
    throw (meter.signal.reason as Error | undefined) ?? error
  })
  meter.signal.throwIfAborted()
  refuse(received, 'the guest')
  refuse({code: codeOf(exit), stderr}, 'the host')
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
  const way = wayOf(context)
  const {tar, kinds} = await look([from], way)
  if (kinds[0] === 'absent') throw failed(`${from} does not exist in the guest`)
  const isTree = kinds[0] === 'directory'
  const target = resolve(to)
  const isIntoDirectory =
    lstatSync(target, {throwIfNoEntry: false})?.isDirectory() === true && !/(?:^|\/)\.$/.test(from)
  const place = isIntoDirectory ? join(target, basename(from)) : target
  mkdirSync(isTree ? place : dirname(place), {recursive: true})
  const sender = way.take(isTree ? sendDirectory(tar) : sendFile(tar), [from])
  const unpacked = await unpackFrom(sender, isTree ? place : dirname(place), context, {
    ...options,
    ...(isTree ? {} : {renamed: basename(place)}),
  })
  return {...unpacked, remarks: unpacked.leftOut.map((one) => `Left out: ${one}`)}
}

/** Absolute paths of the guest, each to the same place below `to`. Those that are not there are told. */
export async function copyOutAll(
  paths: readonly string[],
  to: string,
  context: CopyContext,
  limit: number,
): Promise<Unpacked & {readonly missing: readonly string[]}> {
  const way = wayOf(context)
  const {tar, kinds} = await look(paths, way)
  const missing = paths.filter((_, index) => kinds[index] === 'absent')
  const there = paths.filter((path) => !missing.includes(path))
  if (there.length === 0) return {entries: 0, bytes: 0, leftOut: [], missing}
  mkdirSync(to, {recursive: true})
  const sender = way.take(
    `cd / && ${packWords[tar]} -cf - -- "$@"`,
    there.map((path) => `.${path}`),
  )
  return {...(await unpackFrom(sender, to, context, {limit, trusting: false})), missing}
}

async function unpackFrom(
  sender: Sending,
  to: string,
  {host}: CopyContext,
  options: Omit<UnpackOptions, 'withOwners'>,
): Promise<Unpacked> {
  const withOwners = process.getuid?.() === 0
  using meter = meterOf(`guest → ${to}`, host)
  meter.signal.addEventListener('abort', sender.cancel, {once: true})
  const unpacked = await unpack(meter.pass(sender.output), to, {...options, withOwners}).catch(
    async (error: unknown): Promise<never> => {
      sender.cancel()
      meter.signal.throwIfAborted()
      const ended = await sender.ended
      // Where the sender failed by itself, its words are the reason; that the archive ends too early follows from it
      if (ended.code === lostConnection) refuse(ended, 'the guest')
      throw error
    },
  )
  refuse(await sender.ended, 'the guest')
  return unpacked
}

async function look(paths: readonly string[], way: Way): Promise<{readonly tar: Tar; readonly kinds: readonly Kind[]}> {
  const {code, stdout, stderr} = await way.ask(lookScript, paths)
  const [tar, ...kinds] = stdout.trim().split('\n')
  if (code !== 0) throw failed(`the guest could not be asked: ${stderr.trim() || `status ${code}`}`)
  if (tar === 'none' || kinds.length !== paths.length) throw failed('the guest has no tar')
  return {tar: tar as Tar, kinds: kinds as readonly Kind[]}
}

const codeOf = (exit: Exit): number | string => ('code' in exit ? exit.code : exit.signal)

function refuse({code, stderr}: Pick<Ended, 'stderr'> & {readonly code: number | string}, where: string): void {
  if (code === 0) return
  const how = typeof code === 'number' ? `status ${code}` : code
  throw failed(`tar on ${where} failed (${how}): ${stderr.trim() || 'it said nothing'}`)
}

const failed = (why: string): QemuVmError => new QemuVmError('command-failed', `Nothing or not all was copied: ${why}.`)

/** Files with less on the disk than their size says; blocks of stat(2) are of 512 bytes. */
function countSparse(path: string): number {
  const stat = lstatSync(path)
  if (stat.isDirectory()) return readdirSync(path).reduce((sum, name) => sum + countSparse(join(path, name)), 0)
  return stat.isFile() && stat.blocks * 512 < stat.size ? 1 : 0
}
