import {powerScript} from '../guest/power.ts'
import {quoteWord} from '../quote.ts'
import {shareWays, type OfferedShare} from '../plan/shares.ts'

/**
 * The parts of a step that run in the guest, in POSIX sh alone (adr/0018). Each is one line, since the login shell that
 * takes it may be any. A step has a directory `qemu-vm-step-<token>`, which only its user can enter; all that is to be
 * known of a step afterwards lies there, so that a second connection can ask when the first one is lost.
 */

/** What the step's own processes are known by: every one inherits it, also those that leave the session. */
export const stepVariable = 'QEMU_VM_STEP'

/** The runner's command files that a script may write, by their variable and their name in the step's directory. */
export const commandFiles = {
  GITHUB_ENV: 'env',
  GITHUB_OUTPUT: 'output',
  GITHUB_PATH: 'path',
  GITHUB_STATE: 'state',
  GITHUB_STEP_SUMMARY: 'summary',
} as const

/** What the parts in the guest exit with when the guest itself is at fault; docker(1) and env(1) have the same. */
export const guestTrouble = 125

const directory = 'd=${TMPDIR:-/tmp}/qemu-vm-step-$t'

/**
 * stdin: `settings` to be sourced, the token on a line, then the script to its end. `size`: of the script, since a
 * connection that breaks ends stdin as well. Nothing runs yet: it may be done again.
 */
export const deliver = (token: string, size: number): string =>
  sh(
    [
      `t=$1; ${directory}; rm -rf "$d"; mkdir -m 700 "$d" && cd "$d" || exit ${guestTrouble}`,
      'while IFS= read -r l && [ "$l" != "$t" ]; do printf "%s\\n" "$l"; done >settings',
      `cat >script; [ "$(wc -c <script)" -eq "$2" ] || exit ${guestTrouble}`,
      ...Object.values(commandFiles).map((name) => `: >${name}`),
    ],
    [token, String(size)],
  )

const offered = Object.entries(commandFiles).map(([variable, name]) => `${variable}=$d/${name}`)

/**
 * Runs what was delivered. `begun` and `status` tell a second connection how far it came: a step that has begun is never
 * run again. A process that a signal ended counts as 128 and its number, as the shell has it; what the shell itself says
 * of that (`Killed`) is no output of the step, so its own stderr is closed.
 */
export const runDelivered = (token: string, interpreter: readonly string[]): string =>
  sh(
    [
      `t=$1; shift; ${directory}; mkdir "$d/begun" || exit ${guestTrouble}`,
      '. "$d/settings"; rm "$d/settings"',
      `export ${stepVariable}=$t ${offered.join(' ')}`,
      'exec 3>&2 2>/dev/null; ("$@" "$d/script" </dev/null 2>&3 3>&-); s=$?; echo $s >"$d/status"; exit $s',
    ],
    [token, ...interpreter],
  )

/** Runs a command with the settings that were delivered, and with our stdin. */
export const execDelivered = (token: string, command: readonly string[]): string =>
  sh(
    [
      `t=$1; shift; ${directory}; mkdir "$d/begun" || exit ${guestTrouble}`,
      '. "$d/settings"; rm "$d/settings"',
      `export ${stepVariable}=$t`,
      'exec 3>&2 2>/dev/null; ("$@" 2>&3 3>&-); s=$?; echo $s >"$d/status"; exit $s',
    ],
    [token, ...command],
  )

/**
 * The quick form, for a command without settings: it writes something down only where ssh's own 255, by which it tells of
 * a lost connection, is the status of the command. `inDirectory`: the first word is where it starts.
 */
export const execQuickly = (inDirectory: boolean): string =>
  [
    `t=$1; shift; export ${stepVariable}=$t`,
    ...(inDirectory ? [`cd -- "$1" || exit ${guestTrouble}; shift`] : []),
    `exec 3>&2 2>/dev/null; ("$@" 2>&3 3>&-); s=$?; [ $s != 255 ] || { ${directory}; mkdir -m 700 "$d" && echo 255 >"$d/status"; }; exit $s`,
  ].join('; ')

/**
 * Prints what there is to know of a step and removes it: a line `begun` if it had, `status N` if it has ended, and for each
 * command file `NAME SIZE` and its bytes; of a file above `limit` bytes only the line.
 */
export const collect = (token: string, limit: number): string =>
  sh(
    [
      `t=$1; ${directory}; cd "$d" 2>/dev/null || exit 0`,
      '[ ! -d begun ] || echo begun; [ ! -s status ] || echo "status $(cat status)"',
      `for f in ${Object.values(commandFiles).join(' ')}; do [ -f $f ] || continue; n=$(($(wc -c <$f)))`,
      'echo "$f $n"; [ $n -gt "$2" ] || cat $f; done',
      'cd /; rm -rf "$d"',
    ],
    [token, String(limit)],
  )

/**
 * Ends the processes of a step: SIGINT, after 1 to 2 s SIGTERM, after as long again SIGKILL, the order in which the runner
 * does it. By the clock, since looking for them takes seconds itself in a guest that is emulated and busy. They are known by
 * their environment, as the runner knows orphans: for that the guest needs a /proc as Linux has it.
 */
export const end = (token: string): string =>
  sh(
    [
      't=$1; p() { for f in $(grep -ls "QEMU_VM_STEP=$t" /proc/[0-9]*/environ); do f=${f#/proc/}; echo ${f%/environ}; done; }',
      'for s in INT TERM KILL; do kill -s $s $(p) 2>/dev/null; e=$(($(date +%s) + 2))',
      'while [ -n "$(p)" ] && [ "$(date +%s)" -lt $e ]; do sleep 0.1 2>/dev/null || sleep 1; done',
      '[ -n "$(p)" ] || break; done',
    ],
    [token],
  )

/** Prints what is another at every boot: of Linux random(4), of the BSDs sysctl(3). */
export const bootId = sh(['cat /proc/sys/kernel/random/boot_id 2>/dev/null || sysctl -n kern.boottime'], [])

/** Orders the guest to restart, and ends at once. */
export const restart = sh([powerScript('reboot')], [])

/**
 * As root: mounts a share in the first way that the kernel knows and the host offers, and prints what readMounted() reads.
 * cache=mmap: without it programs could not map files to write to them, as linkers do; Linux, filesystems/9p.rst.
 */
export const mountShare = ({to, tag, access, ways}: OfferedShare, user: string): string =>
  sh(
    [
      'p=$1; t=$2; o=$3; u=$4; shift 4; mkdir -p -- "$p" || exit',
      'k() { grep -qw "$1" /proc/filesystems 2>/dev/null; }; h() { k $1 || { modprobe $1 2>/dev/null; k $1; }; }',
      `for f in ${shareWays.join(' ')}; do h $f || { echo "no $f"; continue; }; case " $* " in *" $f "*) ;; *) echo "has $f"; continue ;; esac`,
      `m=$o; if [ $f = 9p ]; then modprobe 9pnet_virtio 2>/dev/null; m=$o,trans=virtio,version=9p2000.L,msize=${messageSize},cache=mmap; fi`,
      'if e=$(mount -t $f -o $m "$t" "$p" 2>&1); then echo "mounted $f"; set -- $(ls -nd -- "$p"); echo "owner $3 $(id -u "$u")"; exit 0; fi',
      'echo "failed $f" $e; done; exit 1',
    ],
    [to, tag, access === 'read-only' ? 'ro' : 'rw', user, ...ways],
  )

/** Of 9p: larger messages take fewer round trips; the kernel's own default is 128 KiB, and its most with virtio 500 KiB. */
const messageSize = 256 * 1024

/** As root: what the guest keeps back for the shares reaches the host, also where a program still uses one. */
export const unmountShares = (paths: readonly string[]): string =>
  sh(['for p do umount -- "$p" 2>/dev/null || s=1; done; [ -z "$s" ] || sync'], paths)

/**
 * A remote command for sshd, run as `user`: sshd hands it to the login shell of whoever logs in, which may be none of
 * POSIX. As root by su(1), else by sudo(8) without a password.
 */
export function remoteCommand(script: string, login: string, user = login): string {
  if (user === login) return `exec ${script}`
  const change = `if [ "$(id -u)" = 0 ]; then exec su "$1" -c "$2"; else exec sudo -n -H -u "$1" sh -c "$2"; fi`
  return `exec ${sh([change], [user, script])}`
}

function sh(parts: readonly string[], words: readonly string[]): string {
  return ['sh', '-c', quoteWord(parts.join('; ')), 'sh', ...words.map(quoteWord)].join(' ')
}
