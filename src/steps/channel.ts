import {closeSync, mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {runByAgent, type AgentResult} from '../guest/agent.ts'
import {sshWords} from '../guest/ssh.ts'
import type {Exit, Host} from '../host/host.ts'
import type {VmPlan} from '../plan/plan.ts'
import type {Millis} from '../units.ts'
import {remoteCommand} from './guest-side.ts'

/** What a part of ours came to. */
export interface Asked {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A way into the guest: ssh, or the guest agent where the input `ready` says so. */
export interface Channel {
  /** The status of attach() that may mean a lost connection; another way in throws where it is lost. */
  readonly lostStatus?: number
  /** Runs a part of ours, at most `limit`. */
  ask(script: string, limit: Millis, input?: string): Promise<Asked>
  /** As ask(), for an answer in bytes. Undefined: the guest does not answer, or refuses. */
  answer(script: string, limit: Millis): Promise<Buffer | undefined>
  /** Runs what the user wants, on our own stdout and stderr. `signal`: nobody waits for its end any longer. */
  attach(script: string, stdin: 'inherit' | 'ignore', signal: AbortSignal): Promise<Exit>
}

/** The way into a guest for steps of `user`, by default whoever logs in; through the agent, root. */
export const channelOf = (plan: VmPlan, host: Host, user: string | undefined): Channel =>
  plan.spec.ready.kind === 'agent' ? agentChannel(plan, host, user) : sshChannel(plan, host, user)

function sshChannel({tag, paths, spec}: VmPlan, {commands}: Host, user: string | undefined): Channel {
  const words = (script: string): readonly [string, ...string[]] =>
    sshWords(paths.sshConfig, 'guest', remoteCommand(script, spec.access.user, user))
  return {
    lostStatus: 255,
    ask: (script, limit, input) => commands.run(words(script), {limit, tag, ...(input === undefined ? {} : {input})}),
    async answer(script, limit) {
      // Into a file, since what comes are bytes and not text
      const directory = mkdtempSync(join(tmpdir(), `${tag}-`))
      const path = join(directory, 'answer')
      const file = openSync(path, 'wx', 0o600)
      try {
        const bounded = ['timeout', '-k', '2', String(limit / 1000), ...words(script)] as const
        const exit = await commands.attach(bounded, {stdin: 'ignore', stdout: file, stderr: 'ignore', tag})
        return 'code' in exit && exit.code === 0 ? readFileSync(path) : undefined
      } finally {
        closeSync(file)
        rmSync(directory, {recursive: true})
      }
    },
    attach: (script, stdin, signal) => commands.attach(words(script), {stdin, tag, signal}),
  }
}

/** The agent hands the output on when the command has ended, and takes input before it begins: none of the user's. */
function agentChannel({paths}: VmPlan, {clock}: Host, user: string | undefined): Channel {
  const run = (script: string, signal: AbortSignal, input?: string): Promise<AgentResult> =>
    runByAgent(paths.agentSocket, ['/bin/sh', '-c', remoteCommand(script, 'root', user)], {
      ...{clock, signal},
      ...(input === undefined ? {} : {input: Buffer.from(input)}),
    })
  return {
    async ask(script, limit, input) {
      const {code, stdout, stderr} = await run(script, AbortSignal.timeout(limit), input)
      return {code, stdout: stdout.toString(), stderr: stderr.toString()}
    },
    async answer(script, limit) {
      const {code, stdout} = await run(script, AbortSignal.timeout(limit))
      return code === 0 ? stdout : undefined
    },
    async attach(script, _stdin, signal) {
      const {code, stdout, stderr, isTruncated} = await run(script, signal)
      process.stdout.write(stdout)
      process.stderr.write(stderr)
      if (isTruncated) process.stderr.write('The output was cut: the guest agent keeps 16 MiB of it.\n')
      return {code}
    },
  }
}
