import {QemuVmError} from '../errors.ts'
import {quoteWord} from '../quote.ts'
import type {Script} from './way.ts'

/** What a script says of the guest in its first line. */
export interface Found {
  readonly tar: 'gnu' | 'bsd' | 'busybox'
  /** Of the paths that it was given, in order. */
  readonly kinds: readonly Kind[]
}

type Kind = 'directory' | 'other' | 'absent'

/**
 * GNU's words for times to the nanosecond, which are in pax headers alone, without those that say nothing here; and for
 * records of 64 KiB instead of 10, since each is a write into a pipe and mostly a packet.
 */
export const exactly = ['--format=posix', '--pax-option=delete=atime,delete=ctime', '--blocking-factor=128'] as const

/** One line, since the login shell that takes it may be any (adr/0018). */
const lines = (...parts: readonly string[]): string => parts.join('; ')

/**
 * Which tar there is, and what each path is. GNU tar is called gtar beside another one, and busybox's shell runs its own tar
 * whatever is on PATH. Sets `pack` and `unpack`, with the words of each that keep names, holes (as our reader knows them)
 * and numeric owners.
 */
const look = lines(
  't=tar',
  'if command -v gtar >/dev/null; then t=gtar tar=gnu',
  'else case $(tar --version 2>&1 </dev/null) in *GNU*) tar=gnu ;; *bsdtar*) tar=bsd ;; *) tar=none; command -v tar >/dev/null && tar=busybox ;; esac',
  'fi',
  `case $tar in gnu) pack="$t ${exactly.join(' ')} --sparse-version=0.1 --sparse --numeric-owner" unpack="$t --numeric-owner" ;; bsd) pack="tar --format=gnutar --numeric-owner" unpack="tar --numeric-owner" ;; *) pack=tar unpack=tar ;; esac`,
  'found=$tar',
  'for p do if [ -d "$p" ]; then k=directory; elif [ -e "$p" ] || [ -L "$p" ]; then k=other; else k=absent; fi; found="$found $k"; done',
  'echo "$found"',
)

/** A file goes beside its place first, under a name of its own, and is moved there when it is whole. */
export const receiveFile = (name: string): Script => ({
  look,
  move: lines(
    `n=${quoteWord(name)}`,
    '[ ! -d "$1" ] || set -- "$1/$n"',
    'd=$(dirname -- "$1") && t=$(mktemp -d "$d/.copy.XXXXXX") || exit',
    '(cd "$t" && $unpack -xpf -) && mv -f -- "$t/$n" "$1"',
    's=$?',
    'rm -rf -- "$t"',
    'exit $s',
  ),
})

/** A directory goes into one that is there, under its name; its contents go straight in. */
export const receiveDirectory = (
  name: string,
  {isContents, isOwn}: {readonly isContents: boolean; readonly isOwn: boolean},
): Script => ({
  look,
  move: lines(
    ...(isContents ? [] : [`[ ! -d "$1" ] || set -- "$1"/${quoteWord(name)}`]),
    `mkdir -p -- "$1" && cd "$1" && $unpack -xpf -${isOwn ? ' -o' : ''}`,
  ),
})

/** Sends what one path is: the contents of a directory, or a file. */
export const send: Script = {
  look,
  move: lines(
    'if [ -d "$1" ]; then cd "$1" && $pack -cf - .',
    'elif [ "$k" != absent ]; then cd "$(dirname -- "$1")" && $pack -cf - -- "./$(basename -- "$1")"',
    'fi',
  ),
}

/** Sends what is there of absolute paths, each with its directories. */
export const sendAll: Script = {
  look,
  move: lines(
    'n=$#',
    'for p do if [ -e "$p" ] || [ -L "$p" ]; then set -- "$@" ".$p"; fi; done',
    'shift $n',
    '[ $# -eq 0 ] || { cd / && $pack -cf - -- "$@"; }',
  ),
}

/** @throws QemuVmError when the guest has no tar, or says something else: as scp, this cannot work where a login file talks. */
export function understand(answer: string, paths: number): Found {
  const [tar, ...kinds] = answer.split(' ')
  if (tar === 'none') throw failed('the guest has no tar')
  if (!['gnu', 'bsd', 'busybox'].includes(tar ?? '') || kinds.length !== paths)
    throw failed(`a login file of the guest's shell prints “${answer.slice(0, 100)}” where nothing but tar may print`)
  return {tar: tar as Found['tar'], kinds: kinds as readonly Kind[]}
}

/** What is said of every copy that failed. */
export const failed = (why: string): QemuVmError =>
  new QemuVmError('command-failed', `Nothing or not all was copied: ${why}.`)
