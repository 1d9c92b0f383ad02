import {accessSync, chmodSync, constants, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {sshWords} from '../guest/ssh.ts'
import {quoteWord} from '../quote.ts'
import {tagVariable} from '../host/processes.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {Finding} from '../report/report.ts'
import {execQuickly} from '../steps/guest-side.ts'
import {realOr} from '../steps/workspace.ts'

/** Our own programs that others start: the node that runs us, and our entries for the keeper and the guest command. */
export interface Programs {
  readonly node: string
  readonly keeper: string
  readonly guest: string
}

/**
 * Puts the command of this VM, named by the input `name`, into a directory of its own that goes on PATH. `exec`, the
 * one that scripts call again and again, goes without node: node alone takes as long to start as ssh takes in all.
 * @returns what is wrong with it, when it cannot be executed where it is.
 */
export function makeLauncher(plan: VmPlan, ledger: Ledger, {node, guest}: Programs): Finding | undefined {
  const path = join(plan.paths.bin, plan.spec.name)
  mkdirSync(plan.paths.bin, {recursive: true, mode: 0o700})
  const ssh = sshWords(plan.paths.sshConfig, 'guest').map(quoteWord).join(' ')
  const program = [node, guest, ledger.path].map(quoteWord).join(' ')
  const {ready, transfers} = plan.spec
  const tag = `${tagVariable}=${quoteWord(plan.tag)}`
  const master = ready.kind === 'login' ? plan.paths.sshSocket : undefined
  const isQuick = ready.kind !== 'agent' // for the agent's protocol a shell is not enough
  const text = isQuick
    ? launcher({tag, ssh, program, master, workspace: transfers.workspace})
    : `#!/bin/sh\nexec ${program} "$@"\n`
  writeFileSync(path, text)
  chmodSync(path, 0o700)
  try {
    accessSync(path, constants.X_OK)
    return undefined
  } catch {
    const message = `${path} may not be executed: its file system is mounted noexec. Set state-dir to a directory elsewhere, or use ssh -F ${plan.paths.sshConfig} guest.`
    return {level: 'warning', title: `The command ${plan.spec.name} cannot be used`, message}
  }
}

interface LauncherInput {
  /** An assignment, for the environment. */
  readonly tag: string
  /** Words for a shell, as `program` is. */
  readonly ssh: string
  readonly program: string
  /** The socket of the connection that is open; undefined where none is kept. */
  readonly master: string | undefined
  readonly workspace: string | undefined
}

/** As startDirectory() of steps/workspace.ts: the first word says where the command starts. */
function startIn(workspace: string): string {
  const [place, real] = [workspace, realOr(workspace)].map(quoteWord)
  return `
    case $PWD/ in ${place}/*) at=$PWD ;; ${real}/*) at=${place}\${PWD#${real}} ;; *) at=${place} ;; esac
    set -- "$at" "$@"`
}

/**
 * In POSIX shell alone, no other program: each word is quoted as quoteWord() does it, whatever is in it. The token is this
 * process for good (proc(5): its number, and field 22, when it started). ssh runs beside the shell, so that a signal to the
 * shell ends the command in the guest; it would be without stdin otherwise, POSIX.1-2024 2.9.3.1. What ssh's 255 means,
 * the guest is asked (adr/0018). Where the connection is not open the guest may be restarting: our program can wait for it
 * before anything is run, a shell cannot.
 */
const launcher = ({tag, ssh, program, master, workspace}: LauncherInput): string => `#!/bin/sh
if [ "$1" = exec ]${master === undefined ? '' : ` && [ -S ${quoteWord(master)} ]`}; then
  case $2 in --) first=2 ;; -*) first=$# ;; *) first=1 ;; esac
  if [ $# -gt $first ]; then
    shift $first${workspace === undefined ? '' : startIn(workspace)}
    q="'" remote=
    for word do
      quoted=
      while case $word in *$q*) ;; *) false ;; esac do
        quoted=$quoted\${word%%$q*}$q\\\\$q$q
        word=\${word#*$q}
      done
      remote="$remote $q$quoted$word$q"
    done
    export ${tag}
    read -r stat </proc/$$/stat
    set -- \${stat##*) }
    token=$$-\${20}
    run=${quoteWord(`exec sh -c ${quoteWord(execQuickly(workspace !== undefined))} sh`)}
    exec 3<&0
    ${ssh} "$run $token$remote" <&3 3<&- &
    ssh=$!
    trap 'trap "" INT TERM HUP; ${program.replaceAll("'", "'\\''")} end $token; kill $ssh; wait $ssh; exit 130' INT TERM HUP
    wait $ssh
    status=$?
    [ $status = 255 ] || exit $status
    exec ${program} lost $token
  fi
fi
exec ${program} "$@"
`
