import * as core from '@actions/core'
import {writeFileSync} from 'node:fs'
import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {enter} from '../phases/enter.ts'
import type {Started} from '../phases/start.ts'
import {environment} from './environment.ts'
import {makeTerminal} from './terminal.ts'

/**
 * Runs the script of the input `run` as the guest command runs that of a step. It is the job's work: when it fails main fails,
 * and the VM stays as it is for later steps and for post (adr/0026). It lasts as long as the step may.
 */
export async function runScript(
  script: string,
  {plan, ledger}: Started & {readonly ledger: Ledger},
  canceled: AbortSignal,
  host: Host,
): Promise<void> {
  const path = plan.paths.script
  writeFileSync(path, `${script}\n`, {mode: 0o600})
  const ended = new AbortController()
  const end = (): void => {
    ended.abort('SIGINT')
  }
  if (canceled.aborted) end()
  else canceled.addEventListener('abort', end, {once: true})
  // A step has no post of its own; what is in this file is what main tells post
  const env = Object.fromEntries(Object.entries(environment()).filter(([name]) => name !== 'GITHUB_STATE'))
  const status = await enter([path], ledger, host, makeTerminal(env, ended.signal))
  if (status === 0) return
  process.exitCode = 1
  if (canceled.aborted) core.info('The job was cancelled; post takes down what was made.')
  else core.error(`It ended with exit status ${status}.`, {title: `The script of run failed in ${plan.spec.name}`})
}
