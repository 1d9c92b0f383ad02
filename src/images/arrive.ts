import {chmodSync, existsSync, renameSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {Digest} from '../catalogue/digest.ts'
import {shownUrl} from '../host/http.ts'
import type {Host} from '../host/host.ts'
import {tagOf, type Millis, type VmId} from '../units.ts'
import type {ActionsCache} from './cache.ts'
import type {Compression} from './compression.ts'
import {makeUsable, type UsableImage} from './convert.ts'
import {digestOfFile} from './file-digest.ts'
import type {ImageFormat} from './inspect.ts'
import {receive, type Received} from './receive.ts'
import {limitsIn} from './sparse-file.ts'
import {addEntry} from './store.ts'

/** An image of the network. */
export interface WantedImage {
  /** http or https. */
  readonly url: string
  /** Of the file as published. */
  readonly digest?: Digest
  /** Of the disk within; by its content where it is not given. */
  readonly format?: ImageFormat
  /** By name and content where it is not given. */
  readonly compression?: Compression
}

export interface ObtainOptions {
  readonly vm: VmId
  /** Of this machine; see prepareStore(). The directory leaseOf() in it is there, and in the VM's ledger. */
  readonly cacheDirectory: string
  /** Undefined: the cache of GitHub Actions is not used. */
  readonly actionsCache?: ActionsCache
  /** Whether a program that unpacks may be installed. */
  readonly mayInstall: boolean
  readonly signal: AbortSignal
  /** The most bytes of an image; 64 GiB unless given. */
  readonly most?: number
  /** How long a server may be silent; 30 s unless given. */
  readonly idle?: Millis
  /** For the whole download; one hour unless given. */
  readonly budget?: Millis
}

/** What all the steps share. */
export interface Task {
  readonly wanted: WantedImage
  readonly options: ObtainOptions
  readonly lease: string
  readonly host: Host
}

/** An image that lies in the lease, for good. */
export interface Arrived {
  readonly image: UsableImage
  readonly digest: Digest
  /** The file as published, where it is there still. */
  readonly published: string | undefined
}

/** Takes what comes into the lease, and makes an entry of it. @throws QemuVmError of receive() and makeUsable(). */
export async function arrive(
  source: AsyncIterable<Buffer>,
  {keep, ...task}: Task & {readonly keep: boolean},
): Promise<Arrived> {
  const {wanted, options, lease, host} = task
  const {vm, cacheDirectory, mayInstall, signal, most} = options
  const [tag, name] = [tagOf(vm), shownUrl(wanted.url)]
  const [part, packed] = [join(lease, 'part'), join(lease, 'published')]
  const received = await receive(
    source,
    {
      ...{url: wanted.url, path: part, limits: limitsIn(lease, most), tag, mayInstall, signal},
      ...(keep ? {published: packed} : {}),
      ...(wanted.digest === undefined ? {} : {digest: wanted.digest}),
      ...(wanted.compression === undefined ? {} : {compression: wanted.compression}),
    },
    host,
  )
  const declared = wanted.format === undefined ? {} : {declared: wanted.format}
  const usable = await makeUsable(part, {directory: lease, tag, name, ...declared}, host)
  const path = join(lease, `image.${usable.format}`)
  chmodSync(usable.path, 0o400)
  renameSync(usable.path, path)
  const sha256 = usable.path === part ? received.sha256 : await digestOfFile(path)
  addEntry(path, received.digest, {sha256, format: usable.format}, cacheDirectory)
  return {
    image: {...usable, path},
    digest: received.digest,
    published: publishedAs(received, path, {part, packed, keep}),
  }
}

/** Where the file as published lies: it may have been packed, or converted, or be the image itself. */
function publishedAs(
  {compression}: Received,
  image: string,
  {part, packed, keep}: {readonly part: string; readonly packed: string; readonly keep: boolean},
): string | undefined {
  const isConverted = existsSync(part)
  if (!keep) {
    rmSync(part, {force: true})
    return undefined
  }
  if (compression === undefined) return isConverted ? part : image
  rmSync(part, {force: true})
  return packed
}

/** Removes what an attempt has left in a lease. */
export function empty(lease: string): void {
  for (const name of ['part', 'published', 'converted.qcow2']) rmSync(join(lease, name), {force: true})
}
