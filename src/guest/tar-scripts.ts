import {quoteWord} from '../quote.ts'

/** What the look says of the guest. */
export interface Found {
  readonly tar: 'gnu' | 'bsd' | 'busybox'
  /** Of the paths that it was given, in order. */
  readonly kinds: readonly Kind[]
}

type Kind = 'directory' | 'other' | 'absent'

/** GNU's word for records of 64 KiB instead of 10, since each is a read or a write of a pipe and mostly a packet. */
const inPackets = '--blocking-factor=128'

/** GNU's words for times to the nanosecond, which are in pax headers alone, without those that say nothing here. */
export const exactly = ['--format=posix', '--pax-option=delete=atime,delete=ctime', inPackets] as const

/** One line, since the login shell that takes it may be any (adr/0018). */
const lines = (...parts: readonly string[]): string => parts.join('; ')

/** A test of the shell: also for a link that leads nowhere. */
const isThere = (word: string): string => `[ -e "${word}" ] || [ -L "${word}" ]`

/**
 * For the beginning of each of these scripts: says in one line which tar there is, and what each path is. GNU tar is called
 * gtar beside another one, and busybox's shell runs its own tar whatever is on PATH. Sets `pack` and `unpack`, with the words of each that keep names, holes (as our reader knows them)
 * and numeric owners.
 */
export const look = lines(
  't=tar',
  'if command -v gtar >/dev/null; then t=gtar tar=gnu',
  'else case $(tar --version 2>&1 </dev/null) in *GNU*) tar=gnu ;; *bsdtar*) tar=bsd ;; *) tar=none; command -v tar >/dev/null && tar=busybox ;; esac',
  'fi',
  `case $tar in gnu) pack="$t ${exactly.join(' ')} --sparse-version=0.1 --sparse --numeric-owner" unpack="$t ${inPackets} --numeric-owner" ;; bsd) pack="tar --format=gnutar --numeric-owner" unpack="tar --numeric-owner" ;; *) pack=tar unpack=tar ;; esac`,
  'found=$tar',
  `for p do if [ -d "$p" ]; then k=directory; elif ${isThere('$p')}; then k=other; else k=absent; fi; found="$found $k"; done`,
  'echo "$found"',
)

/**
 * Where the path $1 lies, into `d`: parameter expansion, for a program takes 35 ms in an emulated guest, and `$(dirname)` loses
 * a newline at the end. What follows gives `d` to tar, since `cd` knows words and variables of its own (`-`, CDPATH).
 */
const directoryOf = 'case $1 in */*) d=${1%/*}/ ;; *) d=./ ;; esac'

/** @param sentAs the name under which the file comes: it lies beside its place first, and is moved there when it is whole. */
export const receiveFile = (name: string, sentAs: string): string =>
  lines(
    `[ ! -d "$1" ] || set -- "$1"/${quoteWord(name)}`,
    'if [ -d "$1" ]; then printf "%s is a directory\\n" "$1" >&2; exit 1; fi',
    directoryOf,
    `t=$d${quoteWord(sentAs)}`,
    '$unpack -xpf - -C "$d" && mv -f -- "$t" "$1" && exit',
    's=$?',
    'rm -f -- "$t"',
    'exit $s',
  )

/** A directory goes into one that is there, under its name; its contents go straight in. */
export const receiveDirectory = (
  name: string,
  {isContents, isOwn}: {readonly isContents: boolean; readonly isOwn: boolean},
): string =>
  lines(
    ...(isContents ? [] : [`[ ! -d "$1" ] || set -- "$1"/${quoteWord(name)}`]),
    `{ [ -d "$1" ] || mkdir -p -- "$1"; } && $unpack -xpf - -C "$1"${isOwn ? ' -o' : ''}`,
  )

/** Sends what one path is: the contents of a directory, or a file. */
export const sendOne = lines(
  'if [ -d "$1" ]; then $pack -cf - -C "$1" .',
  `elif ${isThere('$1')}; then ${directoryOf}; $pack -cf - -C "$d" -- "./\${1##*/}"`,
  'fi',
)

/** Sends what is there of absolute paths, each with its directories. */
export const sendAll = lines(
  'n=$#',
  `for p do if ${isThere('$p')}; then set -- "$@" ".$p"; fi; done`,
  'shift $n',
  '[ $# -eq 0 ] || $pack -cf - -C / -- "$@"',
)
