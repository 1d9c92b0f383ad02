import {createReadStream} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {formatDigest, type Digest} from '../catalogue/digest.ts'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {compressionOfName} from './compression.ts'
import {makeUsable, type UsableImage} from './convert.ts'
import {digestOfFile} from './file-digest.ts'
import {receive} from './receive.ts'
import {limitsIn} from './sparse-file.ts'

export interface LocalImageOptions {
  /** What the file must hash to, as it is. */
  readonly digest?: Digest
  /** Where it is unpacked and converted to: a directory of the VM. */
  readonly directory: string
  /** Of the VM. */
  readonly tag: string
  /** Whether a program that unpacks may be installed. */
  readonly mayInstall: boolean
  readonly signal: AbortSignal
}

/**
 * An image of this machine, where it lies, or unpacked where its name says that it is packed.
 * @throws QemuVmError as receive() and makeUsable() do.
 */
export async function useLocalImage(path: string, options: LocalImageOptions, host: Host): Promise<UsableImage> {
  const {digest, directory, ...rest} = options
  const {tag} = rest
  if (compressionOfName(path) === undefined) {
    const usable = await makeUsable(path, {directory, tag}, host)
    if (digest !== undefined) await refuseOther(path, digest)
    return usable
  }
  const unpacked = join(directory, 'unpacked')
  const source = createReadStream(path, {highWaterMark: 256 * 1024})
  const expected = digest === undefined ? {} : {digest}
  const place = {url: pathToFileURL(path).href, path: unpacked, limits: limitsIn(directory)}
  await receive(source, {...rest, ...place, ...expected}, host)
  return await makeUsable(unpacked, {directory, tag, name: path}, host)
}

async function refuseOther(path: string, digest: Digest): Promise<void> {
  const hex = await digestOfFile(path, digest.algorithm)
  if (hex === digest.hex) return
  const found = formatDigest({...digest, hex})
  throw new QemuVmError('digest-mismatch', `The image ${path} is ${found}, and not ${formatDigest(digest)}.`, {
    hint: 'It is not what checksum says; nothing was booted from it.',
  })
}
