import {forLog, oneLine} from '../report/guest-text.ts'
import type {Terminal} from '../steps/verb.ts'

/** Our own stdout and stderr, for what runs in the guest. @param signal its reason is the name of a signal. */
export const makeTerminal = (env: Readonly<Record<string, string>>, signal: AbortSignal): Terminal => ({
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  trouble: (message) => process.stderr.write(`${forLog([oneLine(message)]).join(' ')}\n`),
  isStep: env['GITHUB_ACTIONS'] === 'true',
  env,
  directory: process.cwd(),
  signal,
})
