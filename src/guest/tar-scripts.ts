import {quoteWord} from '../quote.ts'

/** What the look says of the guest. */
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

/** A test of the shell: also for a link that leads nowhere. */
const isThere = (word: string): string => `[ -e "${word}" ] || [ -L "${word}" ]`

/**
 * For the beginning of each of these scripts: says in one line which tar there is, and what each path is. GNU tar is called gtar beside another one, and busybox's shell runs its own tar
 * whatever is on PATH. Sets `pack` and `unpack`, with the words of each that keep names, holes (as our reader knows them)
 * and numeric owners.
 */
export const look = lines(
  't=tar',
  'if command -v gtar >/dev/null; then t=gtar tar=gnu',
  'else case $(tar --version 2>&1 </dev/null) in *GNU*) tar=gnu ;; *bsdtar*) tar=bsd ;; *) tar=none; command -v tar >/dev/null && tar=busybox ;; esac',
  'fi',
  `case $tar in gnu) pack="$t ${exactly.join(' ')} --sparse-version=0.1 --sparse --numeric-owner" unpack="$t --numeric-owner" ;; bsd) pack="tar --format=gnutar --numeric-owner" unpack="tar --numeric-owner" ;; *) pack=tar unpack=tar ;; esac`,
  'found=$tar',
  `for p do if [ -d "$p" ]; then k=directory; elif ${isThere('$p')}; then k=other; else k=absent; fi; found="$found $k"; done`,
  'echo "$found"',
)

/** A file goes beside its place first, under a name of its own, and is moved there when it is whole. */
export const receiveFile = (name: string): string =>
  lines(
    `n=${quoteWord(name)}`,
    '[ ! -d "$1" ] || set -- "$1/$n"',
    'd=$(dirname -- "$1") && t=$(mktemp -d "$d/.copy.XXXXXX") || exit',
    '(cd "$t" && $unpack -xpf -) && mv -f -- "$t/$n" "$1"',
    's=$?',
    'rm -rf -- "$t"',
    'exit $s',
  )

/** A directory goes into one that is there, under its name; its contents go straight in. */
export const receiveDirectory = (
  name: string,
  {isContents, isOwn}: {readonly isContents: boolean; readonly isOwn: boolean},
): string =>
  lines(
    ...(isContents ? [] : [`[ ! -d "$1" ] || set -- "$1"/${quoteWord(name)}`]),
    `mkdir -p -- "$1" && cd "$1" && $unpack -xpf -${isOwn ? ' -o' : ''}`,
  )

/** Sends what one path is: the contents of a directory, or a file. */
export const sendOne = lines(
  'if [ -d "$1" ]; then cd "$1" && $pack -cf - .',
  `elif ${isThere('$1')}; then cd "$(dirname -- "$1")" && $pack -cf - -- "./$(basename -- "$1")"`,
  'fi',
)

/** Sends what is there of absolute paths, each with its directories. */
export const sendAll = lines(
  'n=$#',
  `for p do if ${isThere('$p')}; then set -- "$@" ".$p"; fi; done`,
  'shift $n',
  '[ $# -eq 0 ] || { cd / && $pack -cf - -- "$@"; }',
)
