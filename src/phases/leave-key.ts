import {readFileSync} from 'node:fs'
import {sshWords} from '../guest/ssh.ts'
import {quoteWord} from '../quote.ts'
import type {Host} from '../host/host.ts'
import type {VmPlan} from '../plan/plan.ts'
import {forLog, oneLine} from '../report/guest-text.ts'
import type {Finding} from '../report/report.ts'
import {channelOf} from '../steps/channel.ts'
import {seconds} from '../units.ts'

const limit = seconds(30)

/**
 * Puts the VM's own key into its place in a guest that was entered by password, so that later connections need none: those
 * of steps, of post, and after a restart. @returns a warning where the guest does not take it; the first connection goes on.
 */
export async function leaveKey(plan: VmPlan, host: Host): Promise<Finding | undefined> {
  const {tag, paths, spec} = plan
  const key = quoteWord(readFileSync(`${paths.keyFile}.pub`, 'utf8').trim())
  const steps = [
    'umask 077; cd && mkdir -p .ssh',
    `{ grep -qxF ${key} .ssh/authorized_keys 2>/dev/null || printf '\\n%s\\n' ${key} >>.ssh/authorized_keys; }`,
    '{ ! command -v restorecon >/dev/null || restorecon -R .ssh; }',
  ]
  const script = `sh -c ${quoteWord(steps.join(' && '))}`
  const put = await channelOf(plan, host, undefined).ask(script, limit)
  const alone = sshWords(paths.sshConfig, '-o', 'ControlPath=none', 'guest', 'true')
  const proof = put.code === 0 ? await host.commands.run(alone, {limit, tag}) : put
  if (proof.code === 0) return undefined
  const [said = ''] = forLog([oneLine(proof.stderr.trim() || `status ${proof.code}`)])
  return {
    level: 'warning',
    title: "The guest does not take the VM's key",
    message: `It let ${spec.access.user} in by password, and the key that was put into ~/.ssh/authorized_keys does not work (${said}): a connection that is lost cannot be made again.`,
  }
}
