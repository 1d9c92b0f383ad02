import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {seconds, type MiB} from '../units.ts'

/** What an overlay is put over. */
export interface OverlayInput {
  readonly image: string
  readonly format: 'qcow2' | 'raw'
  readonly overlay: string
  /** Of the guest's disk; that of the image where it is not given. */
  readonly size?: MiB
}

/**
 * Makes the file that the guest writes to; the image beneath is never written. The backing format is explicit:
 * probing would let a guest turn a raw disk into a qcow2 of its own design. @throws QemuVmError
 */
export async function makeOverlay({image, format, overlay, size}: OverlayInput, host: Host): Promise<void> {
  // The backing name is a JSON filename: no character of a path has a meaning in it
  const backing = `json:${JSON.stringify({driver: format, file: {driver: 'file', filename: image}})}`
  const words = [
    'create',
    '-q',
    '-f',
    'qcow2',
    '-b',
    backing,
    '-F',
    format,
    overlay,
    ...(size === undefined ? [] : [`${size}M`]),
  ]
  const {code, stderr} = await host.commands.run(['qemu-img', ...words], {limit: seconds(60)})
  if (code !== 0)
    throw new QemuVmError('command-failed', `qemu-img could not make an overlay of ${image}: ${stderr.trim()}`)
}
