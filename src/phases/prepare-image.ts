import type {Digest} from '../catalogue/digest.ts'
import type {GuestFacts} from '../catalogue/guest-facts.ts'
import {QemuVmError} from '../errors.ts'
import {readText} from '../host/http.ts'
import type {Host} from '../host/host.ts'
import type {ActionsCache} from '../images/cache.ts'
import {useLocalImage} from '../images/local-image.ts'
import type {ImageHit, WantedImage} from '../images/obtain.ts'
import {makeOverlay} from '../images/overlay.ts'
import {resolveNamedImage} from '../images/named-image.ts'
import {readSum} from '../images/resolve.ts'
import {freshHeaders, withSecondLook, type Look} from '../images/second-look.ts'
import type {ImageInputs} from '../inputs/inputs.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {VmPaths} from '../plan/paths.ts'
import type {Arch} from '../plan/spec.ts'
import type {Finding} from '../report/report.ts'
import {formatSize, mebibytes, tagOf} from '../units.ts'
import {openStore} from './image.ts'

/** The disk of a VM, as far as an image decides on it. */
export interface PreparedImage {
  /** What the catalogue knows of the guest. */
  readonly guest?: GuestFacts
  /** Of the file as published. */
  readonly digest?: Digest
  readonly hit: ImageHit
  readonly findings: readonly Finding[]
  /** Fills the cache of GitHub Actions; there is time for it while the guest boots. Never rejects. */
  readonly save: () => Promise<void>
}

/** What an image is prepared with. */
export interface ImageOptions {
  readonly image: ImageInputs
  readonly arch: Arch
  readonly paths: VmPaths
  readonly ledger: Ledger
  /** Where images may be kept on this machine, the best place first. */
  readonly imageStores: readonly string[]
  readonly actionsCache?: ActionsCache
  readonly useCaches: boolean
  readonly mayInstall: boolean
  readonly signal: AbortSignal
}

/**
 * Finds the image, gets it, verifies and inspects it, and puts the guest's overlay over it.
 * @throws QemuVmError that says what is wrong with the image, or why it could not be had.
 */
export async function prepareImage(options: ImageOptions, host: Host): Promise<PreparedImage> {
  const {image, paths} = options
  const {path, format, virtualSize, ...prepared} =
    image.source.kind === 'path' ? await local(image.source.path, options, host) : await fromNetwork(options, host)
  const least = mebibytes(Math.ceil(virtualSize / 1024 ** 2))
  const {diskSize} = image
  if (diskSize !== undefined && diskSize < least) {
    const message = `disk-size: ${formatSize(diskSize)} is less than the disk of the image has, which is ${formatSize(least)}.`
    throw new QemuVmError('bad-input', message, {hint: 'Give at least that, or leave disk-size out.'})
  }
  const size = diskSize === undefined ? {} : {size: diskSize}
  await makeOverlay({image: path, format, overlay: paths.overlay, ...size}, host)
  return prepared
}

type Usable = PreparedImage & {
  readonly path: string
  readonly format: 'qcow2' | 'raw'
  readonly virtualSize: number
}

async function local(path: string, options: ImageOptions, host: Host): Promise<Usable> {
  const {image, paths, ledger, mayInstall, signal} = options
  const {checksum} = image
  const known = checksum !== undefined && 'digest' in checksum ? {digest: checksum.digest} : {}
  const place = {directory: paths.run, tag: tagOf(ledger.vm), mayInstall, signal}
  const usable = await useLocalImage(path, {...place, ...known}, host)
  return {...usable, ...known, hit: 'none', findings: [], save: () => Promise.resolve()}
}

interface Resolved extends WantedImage {
  readonly guest?: GuestFacts
}

async function fromNetwork(options: ImageOptions, host: Host): Promise<Usable> {
  const {ledger, imageStores, actionsCache, useCaches, paths, mayInstall, signal} = options
  // An image that is not to be kept lies in a store that goes with the VM
  const cacheDirectories = useCaches ? imageStores : [paths.images]
  const cache = useCaches && actionsCache !== undefined ? {actionsCache} : {}
  const obtain = await openStore({ledger, cacheDirectories, mayInstall, signal, ...cache}, host)
  return await withSecondLook(
    (look) => resolve(options, look, host),
    async ({guest, ...wanted}) => ({...(await obtain(wanted)), ...(guest === undefined ? {} : {guest})}),
  )
}

/** What to download, and what it must hash to. */
async function resolve({image, arch, signal}: ImageOptions, look: Look, host: Host): Promise<Resolved> {
  const {source, checksum, mirrors, catalogueUrl} = image
  const headers = look === 'fresh' ? freshHeaders : {}
  const read = (url: string): Promise<string> => readText(url, {signal, headers}, host)
  if (source.kind !== 'name') {
    const url = source.kind === 'url' ? source.url : ''
    if (checksum === undefined) return {url}
    return {url, digest: 'digest' in checksum ? checksum.digest : await readSum(checksum.sums, url, read)}
  }
  const named = {name: source.name, arch, mirrors, ...(catalogueUrl === undefined ? {} : {catalogueUrl})}
  const resolved = await resolveNamedImage(named, read)
  host.log.info(`${source.name} is ${resolved.url}`)
  for (const why of resolved.passedOver) host.log.info(`Another source was passed over: ${why}`)
  const {url, digest, format, compression, guest} = resolved
  return {
    ...{url, format, guest},
    ...(digest === undefined ? {} : {digest}),
    ...(compression === undefined ? {} : {compression}),
  }
}
