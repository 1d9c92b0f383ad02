import {accept, matching, refuse, type Parser} from './parsers.ts'

/**
 * Commands that steps and the actions between ours take for granted. `name` becomes a command in front of PATH, so one
 * of these would run in the guest what was meant for the host.
 */
const taken: ReadonlySet<string> = new Set(
  [
    'ash bash cmd csh dash fish ksh powershell pwsh sh tcsh zsh',
    'bun cargo cmake deno docker gcc gh git go helm java kubectl make node npm npx perl php pip podman python ruby',
    'apt brew bzip2 curl gzip rsync scp sftp ssh sudo tar unzip wget xz zip zstd',
    'awk cat chmod chown cp cut date df dirname du env false find grep head id install kill ln ls mkdir mktemp mv ps',
    'printf pwd readlink rm sed sleep sort tail tee test touch tr true uname wc which xargs',
  ].flatMap((line) => line.split(' ')),
)

/** The name of the VM and of the command that enters it. 32 characters keep it usable as a host name (63 at most). */
export const commandName: Parser<string> = (text) => {
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(text)) {
    return refuse('a name of 1 to 32 lower-case letters, digits and hyphens that starts with a letter')
  }
  return taken.has(text) ? refuse('free: later steps use the command of this name; choose another') : accept(text)
}

/**
 * POSIX.1-2024, 3.412 User Name: the portable file name characters, no hyphen first. Linux keeps 32 of them at most and
 * takes digits alone for a user id (useradd(8)).
 */
export const userName: Parser<string> = matching(
  /^(?!\d+$|\.{1,2}$)[A-Za-z0-9._][A-Za-z0-9._-]{0,31}$/,
  'a user name: 1 to 32 letters, digits, dots, underscores and hyphens, no hyphen first and not digits alone',
)
