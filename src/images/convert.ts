import {join} from 'node:path'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {seconds} from '../units.ts'
import {inspectImage, type ImageFormat} from './inspect.ts'

/** A disk of some 100 GiB on a slow machine; it is cancelled with the job all the same. */
const limit = seconds(3600)

/** An image that an overlay can be put over. */
export interface UsableImage {
  readonly path: string
  readonly format: 'qcow2' | 'raw'
  /** Of the disk that the guest sees, in bytes. */
  readonly virtualSize: number
}

export interface UsableOptions {
  /** Where a converted image may lie: a directory of the VM. */
  readonly directory: string
  /** Of the VM. */
  readonly tag: string
  readonly declared?: ImageFormat
  /** What the image is called in errors, where that is not its path. */
  readonly name?: string
}

/**
 * Inspects an image and converts it where QEMU had better not run from it: it knows VMDK and VHDX for the sake of
 * conversion (some distributions build it so that it only reads them), and they are slow. A file in the cache is
 * converted once, and what QEMU reads while the guest runs is one of two formats.
 * @throws QemuVmError `bad-image` for what must not be opened or cannot be converted.
 */
export async function makeUsable(path: string, options: UsableOptions, host: Host): Promise<UsableImage> {
  const {directory, tag, declared, name = path} = options
  const {format, virtualSize} = inspectImage(path, declared, name)
  if (format === 'qcow2' || format === 'raw') return {path, format, virtualSize}
  const converted = join(directory, 'converted.qcow2')
  // A JSON filename has the format in it, and no character of the path has a meaning
  const source = `json:${JSON.stringify({driver: format, file: {driver: 'file', filename: path}})}`
  host.log.info(`Converting ${name} from ${format} to qcow2`)
  const words = ['convert', '-q', '-O', 'qcow2', '--', source, converted] as const
  const {code, stderr} = await host.commands.run(['qemu-img', ...words], {limit, tag})
  if (code !== 0) {
    throw new QemuVmError('bad-image', `The image ${name} could not be converted from ${format}: ${stderr.trim()}`)
  }
  return {path: converted, format: 'qcow2', virtualSize}
}
