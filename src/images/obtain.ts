import {createReadStream, rmSync} from 'node:fs'
import {formatDigest, type Digest} from '../catalogue/digest.ts'
import {messageOf} from '../errors.ts'
import {shownUrl, tooSlow} from '../host/http.ts'
import type {Host} from '../host/host.ts'
import {progressLog} from '../host/progress.ts'
import {retry} from '../host/retry.ts'
import {watchdog} from '../host/watchdog.ts'
import type {Finding} from '../report/report.ts'
import {millis, seconds} from '../units.ts'
import {arrive, empty, type Arrived, type ObtainOptions, type Task, type WantedImage} from './arrive.ts'
import type {UsableImage} from './convert.ts'
import {download, Restart} from './download.ts'
import {inspectImage} from './inspect.ts'
import {claimLease, evict, findEntry, leaseOf, removeStaleLeases, takeEntry} from './store.ts'

export type {ObtainOptions, WantedImage} from './arrive.ts'

/** Where an image was found: on this machine, in the cache of GitHub Actions, or not at all before it was downloaded. */
export type ImageHit = 'machine' | 'actions' | 'none'

/** An image that QEMU may open, for as long as the VM is not stopped: it lies in the lease. */
export interface ObtainedImage extends UsableImage {
  /** Of the file as published. */
  readonly digest: Digest
  readonly hit: ImageHit
  readonly findings: readonly Finding[]
  /** Puts the image into the cache of GitHub Actions where it is not there yet. While the guest boots there is time for it. Never rejects. */
  readonly save: () => Promise<void>
}

/** What the cache of a machine may take: some thirty images of a server. */
const cacheLimit = 20 * 1024 ** 3
/**
 * Gets an image from this machine's cache, from that of GitHub Actions or from the network, in this order; verifies,
 * unpacks and inspects it. An image without a digest is in no cache, for nothing says that it is still the same.
 * @throws QemuVmError `digest-mismatch`, `download`, `bad-image`, `resource` or `missing-program`; the signal's reason.
 */
export async function obtainImage(wanted: WantedImage, options: ObtainOptions, host: Host): Promise<ObtainedImage> {
  const {cacheDirectory, actionsCache} = options
  const lease = leaseOf(cacheDirectory, options.vm)
  claimLease(lease, host)
  removeStaleLeases(cacheDirectory, host)
  const task = {wanted, options, lease, host}
  const found = wanted.digest === undefined ? undefined : await fromCaches(wanted.digest, task)
  if (found !== undefined) return found

  const {image, digest, published} = await fromNetwork(task)
  evict(cacheDirectory, cacheLimit)
  const save = async (): Promise<void> => {
    if (published !== undefined) await actionsCache?.save(digest, published)
    if (published !== image.path && published !== undefined) rmSync(published, {force: true})
  }
  const findings = wanted.digest === undefined ? [unverified(wanted, digest)] : []
  return {...image, digest, hit: 'none', findings, save}
}

async function fromCaches(digest: Digest, task: Task): Promise<ObtainedImage | undefined> {
  const {wanted, options, lease, host} = task
  const rest = {digest, findings: [], save: () => Promise.resolve()}
  const image = await fromMachine(digest, task)
  if (image !== undefined) return {...image, ...rest, hit: 'machine'}

  const restored = await options.actionsCache?.restore(digest)
  if (restored === undefined) return undefined
  try {
    const arrived = await arrive(createReadStream(restored, {highWaterMark: 256 * 1024}), {...task, keep: false})
    return {...arrived.image, ...rest, hit: 'actions'}
  } catch (error) {
    options.signal.throwIfAborted()
    host.log.info(`What the cache of GitHub Actions has for ${shownUrl(wanted.url)} is of no use: ${messageOf(error)}`)
    empty(lease)
    return undefined
  } finally {
    rmSync(restored, {force: true})
  }
}

async function fromMachine(
  digest: Digest,
  {wanted: {url, format}, options, lease}: Task,
): Promise<UsableImage | undefined> {
  // What was converted is there as qcow2
  const stored = format === 'raw' ? 'raw' : format === undefined ? undefined : 'qcow2'
  const entry = findEntry(options.cacheDirectory, digest, stored)
  const path = entry === undefined ? undefined : await takeEntry(entry, lease)
  if (entry === undefined || path === undefined) return undefined
  const facts = inspectImage(path, stored, shownUrl(url))
  if (facts.format === entry.format) return {path, format: entry.format, virtualSize: facts.virtualSize}
  rmSync(path) // it had been declared to be something else
  return undefined
}

async function fromNetwork(task: Task): Promise<Arrived> {
  const {
    wanted: {url},
    options,
    lease,
    host,
  } = task
  const {signal, idle, budget = seconds(3600)} = options
  using limit = watchdog(budget, host.clock, () => tooSlow(url, budget))
  const bounded = AbortSignal.any([signal, limit.signal])
  const once = (): Promise<Arrived> => {
    empty(lease)
    const onProgress = progressLog(shownUrl(url), host)
    const source = download(url, {signal: bounded, onProgress, ...(idle === undefined ? {} : {idle})}, host)
    return arrive(source, {...task, keep: options.actionsCache !== undefined})
  }
  host.log.info(`Downloading ${shownUrl(url)}`)
  const isRestart = (error: Error): boolean => error instanceof Restart
  return await retry(once, {tries: 3, pause: millis(500), signal: bounded, worthwhile: isRestart})
}

function unverified({url}: WantedImage, digest: Digest): Finding {
  const risk = 'Whoever can change what is at this URL, or on the way, decides what runs in the VM'
  const pin = `To have just this image, and to have it cached, set checksum: ${formatDigest(digest)}`
  return {level: 'warning', title: 'The image is not verified', message: `${shownUrl(url)}: ${risk}. ${pin}.`}
}
