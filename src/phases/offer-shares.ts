import {join} from 'node:path'
import {InputError, messageOf, QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {isWithin} from '../host/mounts.ts'
import {ensurePrograms} from '../host/platform.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {VmPaths} from '../plan/paths.ts'
import {shareSocket, shareTag, type OfferedShare, type Share} from '../plan/shares.ts'
import {askShareMeans, virtiofsdWords, waysFor, type Virtiofsd} from '../qemu/share-means.ts'
import {acquire} from '../resources/acquire.ts'
import {makeServer} from '../resources/server-process.ts'
import {makeUnixSocket} from '../resources/unix-socket.ts'
import {realOr} from '../steps/workspace.ts'
import {resourceId, seconds, tagOf} from '../units.ts'

const socketBudget = seconds(10)

/** Before anything is made. @throws InputError for a share in which the guest would find this VM's key and ledger. */
export function refuseOwnDirectory(shares: readonly Share[], stateDirectory: string): void {
  const ours = realOr(stateDirectory)
  const problems = shares.flatMap(({from, to}) => {
    const isOurs = isWithin(ours, realOr(from)) || isWithin(realOr(from), ours)
    const expected = `a share without the action's own files (${stateDirectory}): share less, or set state-dir`
    return isOurs ? [{input: 'share', value: `${from} -> ${to}`, expected}] : []
  })
  if (problems.length > 0) throw new InputError(problems)
}

export interface OfferInput {
  readonly shares: readonly Share[]
  readonly binary: string
  readonly paths: VmPaths
  readonly ledger: Ledger
  readonly mayInstall: boolean
}

/**
 * Sees what this host can offer each share by, and starts the servers for it: what the guest knows is not known yet, so it
 * is offered all. @throws QemuVmError `missing-program` with the remedy, for a share that cannot be offered at all.
 */
export async function offerShares(input: OfferInput, host: Host): Promise<readonly OfferedShare[]> {
  const {shares, binary} = input
  if (shares.length === 0) return []
  await installVirtiofsd(input, host)
  const means = await askShareMeans(binary, host)
  const offered: OfferedShare[] = []
  for (const [index, share] of shares.entries()) {
    const tag = shareTag(index)
    const ways = waysFor(share, means)
    const {virtiofsd} = means
    let why = means.has9p ? '' : `${binary} has no virtio-9p; `
    if (ways.includes('virtiofs') && virtiofsd !== undefined) {
      const refusal = await serve({...share, tag}, virtiofsd, input, host)
      if (refusal === undefined) {
        offered.push({...share, tag, ways})
        continue
      }
      host.log.info(`${share.from} is not offered by virtiofs: ${refusal}`)
      why += refusal
    } else why += virtiofsd === undefined ? 'there is no virtiofsd' : 'this virtiofsd cannot keep a guest from writing'
    if (!means.has9p) throw cannotOffer(share, why)
    offered.push({...share, tag, ways: ['9p']})
  }
  return offered
}

const cannotOffer = ({from}: Share, why: string): QemuVmError =>
  new QemuVmError('missing-program', `share: this host cannot share ${from}: ${why}.`, {
    hint: 'Install virtiofsd (1.13 or newer for read-only; with newuidmap, where this is not root), or a QEMU with 9p; or use copy.',
  })

/** Where there is 9p it is an offer more, so that it may fail. An ordinary user's needs newuidmap to make its sandbox. */
async function installVirtiofsd({mayInstall}: OfferInput, host: Host): Promise<void> {
  const programs = ['virtiofsd', ...(process.getuid?.() === 0 ? [] : ['newuidmap'])]
  await ensurePrograms(programs, mayInstall, host).catch((error: unknown) => {
    host.log.info(`Shares may have to do without virtiofs: ${messageOf(error)}`)
  })
}

/**
 * Both virtiofsd print it. The one in Rust makes its socket first and then its sandbox, which an ordinary user is often
 * refused: without newuidmap, or by AppArmor (Ubuntu 24.04). QEMU would be refused in turn, and not start.
 */
const says = 'Waiting for vhost-user socket connection'

/** Starts the virtiofsd of one share. @returns why it cannot be used. */
async function serve(
  share: Share & {readonly tag: string},
  virtiofsd: Virtiofsd,
  {paths, ledger}: OfferInput,
  host: Host,
): Promise<string | undefined> {
  const {tag} = share
  const socket = shareSocket(paths, tag)
  const log = join(paths.run, `${tag}.log`)
  const description = {tag: tagOf(ledger.vm), role: 'virtiofsd'} as const
  const process = {id: resourceId(`virtiofsd ${tag}`), kind: 'process', description} as const
  const bound = {id: resourceId(`socket ${tag}`), kind: 'unix-socket', description: {path: socket}} as const
  const start = () => makeServer(virtiofsdWords(virtiofsd, {...share, socket}), {socket, log, says}, ledger.vm, host)
  try {
    await acquire(
      bound,
      async () => {
        await acquire(process, start, ledger)
        return await makeUnixSocket(socket, socketBudget, host)
      },
      ledger,
    )
    return undefined
  } catch (error) {
    if (error instanceof QemuVmError && error.code === 'cancelled') throw error
    return messageOf(error)
  }
}
