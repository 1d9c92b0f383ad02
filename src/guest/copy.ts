import {lstatSync, mkdirSync, readdirSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {QemuVmError} from '../errors.ts'
import type {Exit, Filter, Host} from '../host/host.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {Transfer} from '../plan/transfers.ts'
import {seconds} from '../units.ts'
import {quoteWord, sshWords} from './ssh.ts'
import {unpack, type Unpacked, type UnpackOptions} from './unpack.ts'

/** A guest that answers at all answers at once; one that is busy may need a while. */
const lookLimit = seconds(20)

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

/** With the words of each tar that keep names, holes and numeric owners. */
const packWords: Readonly<Record<Tar, string>> = {
  gtar: 'gtar --format=gnu --sparse --numeric-owner',
  gnu: 'tar --format=gnu --sparse --numeric-owner',
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
export interface CopyContext {
  readonly plan: VmPlan
  readonly host: Host
  readonly signal: AbortSignal
}

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
  const {tar, kinds} = await look([to], context)
  const isTree = stat.isDirectory()
  const isContents = /(?:^|\/)\.?$/.test(from) && isTree
  const target = kinds[0] === 'directory' && !(isTree && isContents) ? `${to}/${basename(source)}` : to
  const script = isTree ? receiveDirectory(tar, isOwn) : receiveFile(tar)
  const what = isTree ? ['-C', source, '-cf', '-', '.'] : ['-C', dirname(source), '-cf', '-', `./${basename(source)}`]
  const keepsHoles = tar !== 'busybox'
  const options = [...(keepsHoles ? ['--sparse'] : []), ...excludes.map((pattern) => `--exclude=${pattern}`)]
  const words = ['tar', '--format=gnu', '--numeric-owner', ...options, ...what] as const
  const {plan, host, signal} = context
  const sender = host.commands.filter(words, {tag: plan.tag, signal})
  sender.input.end()
  const receiver = inGuest(script, [target, basename(source)], context)
  receiver.output.resume()
  // Either end may break the stream; why, it says itself
  await pipeline(sender.output, receiver.input).catch(() => undefined)
  const [sent, received] = await Promise.all([sender.exited, receiver.exited])
  refuse(received, 'the guest')
  refuse(sent, 'the host')
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
  const {tar, kinds} = await look([from], context)
  if (kinds[0] === 'absent') throw failed(`${from} does not exist in the guest`)
  const isTree = kinds[0] === 'directory'
  const target = resolve(to)
  const isIntoDirectory =
    lstatSync(target, {throwIfNoEntry: false})?.isDirectory() === true && !/(?:^|\/)\.$/.test(from)
  const place = isIntoDirectory ? join(target, basename(from)) : target
  mkdirSync(isTree ? place : dirname(place), {recursive: true})
  const sender = inGuest(isTree ? sendDirectory(tar) : sendFile(tar), [from], context)
  const unpacked = await unpackFrom(sender, isTree ? place : dirname(place), {
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
  const {tar, kinds} = await look(paths, context)
  const missing = paths.filter((_, index) => kinds[index] === 'absent')
  const there = paths.filter((path) => !missing.includes(path))
  if (there.length === 0) return {entries: 0, bytes: 0, leftOut: [], missing}
  mkdirSync(to, {recursive: true})
  const sender = inGuest(
    `cd / && ${packWords[tar]} -cf - -- "$@"`,
    there.map((path) => `.${path}`),
    context,
  )
  return {...(await unpackFrom(sender, to, {limit, trusting: false})), missing}
}

async function unpackFrom(sender: Filter, to: string, options: Omit<UnpackOptions, 'withOwners'>): Promise<Unpacked> {
  sender.input.end()
  const withOwners = process.getuid?.() === 0
  const unpacked = await unpack(sender.output as AsyncIterable<Buffer>, to, {...options, withOwners}).catch(
    async (error: unknown): Promise<never> => {
      sender.output.destroy()
      const {exit, stderr} = await sender.exited
      // Where the sender failed by itself, its words are the reason; that the archive ends too early follows from it
      if ('code' in exit && exit.code === lostConnection) refuse({exit, stderr}, 'the guest')
      throw error
    },
  )
  refuse(await sender.exited, 'the guest')
  return unpacked
}

async function look(
  paths: readonly string[],
  {plan, host}: CopyContext,
): Promise<{readonly tar: Tar; readonly kinds: readonly Kind[]}> {
  const remote = `exec sh -c ${[lookScript, 'sh', ...paths].map(quoteWord).join(' ')}`
  const words = sshWords(plan.paths.sshConfig, 'guest', remote)
  const {code, stdout, stderr} = await host.commands.run(words, {limit: lookLimit, tag: plan.tag})
  const [tar, ...kinds] = stdout.trim().split('\n')
  if (code !== 0) throw failed(`the guest could not be asked: ${stderr.trim() || `status ${code}`}`)
  if (tar === 'none' || kinds.length !== paths.length) throw failed('the guest has no tar')
  return {tar: tar as Tar, kinds: kinds as readonly Kind[]}
}

function inGuest(script: string, words: readonly string[], {plan, host, signal}: CopyContext): Filter {
  const remote = `exec sh -c ${[script, 'sh', ...words].map(quoteWord).join(' ')}`
  return host.commands.filter(sshWords(plan.paths.sshConfig, 'guest', remote), {tag: plan.tag, signal})
}

function refuse({exit, stderr}: {readonly exit: Exit; readonly stderr: string}, where: string): void {
  if ('code' in exit && exit.code === 0) return
  const how = 'code' in exit ? `status ${exit.code}` : exit.signal
  throw failed(`tar on ${where} failed (${how}): ${stderr.trim() || 'it said nothing'}`)
}

const failed = (why: string): QemuVmError => new QemuVmError('command-failed', `Nothing or not all was copied: ${why}.`)

/** Files with less on the disk than their size says; blocks of stat(2) are of 512 bytes. */
function countSparse(path: string): number {
  const stat = lstatSync(path)
  if (stat.isDirectory()) return readdirSync(path).reduce((sum, name) => sum + countSparse(join(path, name)), 0)
  return stat.isFile() && stat.blocks * 512 < stat.size ? 1 : 0
}
