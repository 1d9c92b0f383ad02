import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import type {LedgerState} from '../ledger/replay.ts'
import type {VmPlan} from '../plan/plan.ts'
import {shareWays, type OfferedShare, type ShareWay} from '../plan/shares.ts'
import {forLog, oneLine} from '../report/guest-text.ts'
import {channelOf, type Asked, type Channel} from '../steps/channel.ts'
import {mountShare, unmountShares} from '../steps/guest-side.ts'
import {millis, seconds} from '../units.ts'

/** A guest loads a module or two; one that is emulated takes its time. */
const mountBudget = seconds(60)
const modulesBudget = seconds(10)
const pause = millis(250)
/** What hangs in the guest, hangs with it: the way down does not wait for a share whose file system is frozen. */
const unmountBudget = seconds(3)

/** Mounts the shares in the guest, which is ready, as root. @throws QemuVmError that says what is missing where. */
export async function mountShares(plan: VmPlan, host: Host): Promise<void> {
  const {shares = [], spec} = plan
  if (shares.length === 0) return
  await host.log.group(`Mount directories in ${spec.name}`, async () => {
    const channel = channelOf(plan, host, 'root')
    for (const share of shares) {
      const {way, remarks} = readMounted(share, await askPatiently(share, spec.access.user, channel, host))
      host.log.info(`${share.from} → ${share.to}: by ${way}${share.access === 'read-only' ? ', read-only' : ''}`)
      for (const remark of remarks) host.log.info(remark)
    }
  })
}

/** sshd may serve before a guest that boots has loaded all its modules. */
async function askPatiently(share: OfferedShare, user: string, channel: Channel, {clock}: Host): Promise<Asked> {
  const deadline = clock.now() + modulesBudget
  for (;;) {
    const answer = await channel.ask(mountShare(share, user), mountBudget)
    if (answer.code === 0 || !/^no /m.test(answer.stdout) || clock.now() >= deadline) return answer
    await clock.sleep(pause)
  }
}

/** Has the guest write what it still keeps for the shares. Never throws; a guest that does not answer is not waited for. */
export async function leaveShares({plan, handedOver}: LedgerState, host: Host): Promise<void> {
  const {shares = []} = plan ?? {}
  if (plan === undefined || shares.length === 0 || !handedOver) return
  const paths = shares.map(({to}) => to).toReversed()
  await channelOf(plan, host, 'root')
    .ask(unmountShares(paths), unmountBudget)
    .catch(() => undefined)
}

/** How a guest sees a share. */
export interface Mounted {
  readonly way: ShareWay
  readonly remarks: readonly string[]
}

/**
 * Judges what mountShare() has printed: for each file system `no`, `has` (the guest knows it, and the host does not offer it),
 * `failed` with what mount(8) said, or `mounted`; then `owner` with the owner of the directory and of the user who logs in.
 * @throws QemuVmError `command-failed`: what is missing, on which side, and the remedy.
 */
export function readMounted({from, to, ways, access}: OfferedShare, {code, stdout, stderr}: Asked): Mounted {
  const lines = stdout.split('\n').map((line) => /^(no|has|failed|mounted|owner) (\S+) ?(.*)$/.exec(line) ?? [])
  const saying = (word: string): readonly (readonly [subject: string, rest: string])[] =>
    lines.flatMap(([, said, subject = '', rest = '']) => (said === word ? [[subject, rest] as const] : []))
  const way = shareWays.find((one) => saying('mounted').some(([subject]) => subject === one))
  if (way !== undefined) {
    const [owner, user] = saying('owner')[0] ?? []
    const isForeign = access === 'writable' && owner !== undefined && user !== '0' && owner !== user
    const remark = `In the guest ${to} belongs to user ${owner ?? ''}, and not to the one who logs in (${user ?? ''}): whether that one may write there is up to the modes.`
    return {way, remarks: isForeign ? [remark] : []}
  }
  const known = saying('has').map(([subject]) => subject)
  const failures = saying('failed').map(([subject, said]) => `${subject}: ${said}`)
  const unknown = ways.filter((one) => saying('no').some(([subject]) => subject === one))
  const reasons = [
    ...(unknown.length > 0 ? [`the guest's kernel has no ${unknown.join(' and no ')}`] : []),
    ...failures,
    ...(unknown.length + failures.length === 0 ? [stderr.trim() || `status ${code}`] : []),
  ]
  const [said = ''] = forLog([oneLine(reasons.join('; '))])
  throw new QemuVmError('command-failed', `share: ${from} was not mounted on ${to} in the guest: ${said}.`, {
    hint: hintFor(known, unknown.length === ways.length),
  })
}

function hintFor(known: readonly string[], isUnknown: boolean): string {
  if (known.includes('virtiofs'))
    return 'The guest knows virtiofs: install virtiofsd on this host, one that it can start.'
  if (known.includes('9p')) return 'The guest knows 9p: install a QEMU with 9p on this host.'
  if (isUnknown) return 'Use a guest whose kernel has 9p or virtiofs, or copy.'
  return 'Mounting needs root in the guest: log in as root, or as a user whose sudo asks for no password.'
}
