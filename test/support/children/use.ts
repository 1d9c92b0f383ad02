/** Makes an overlay of an image, as main does, or says why not: `node use.ts IMAGE DIRECTORY [FORMAT]`. */
import {join} from 'node:path'
import {QemuVmError} from '../../../src/errors.ts'
import {makeUsable} from '../../../src/images/convert.ts'
import type {ImageFormat} from '../../../src/images/inspect.ts'
import {makeOverlay} from '../../../src/images/overlay.ts'
import {realHost} from '../real-host.ts'

const [image = '', directory = '', declared] = process.argv.slice(2)
const host = realHost()
try {
  const options = {
    directory,
    tag: 'qemu-vm-00000000',
    ...(declared === undefined ? {} : {declared: declared as ImageFormat}),
  }
  const {path, format} = await makeUsable(image, options, host)
  await makeOverlay({image: path, format, overlay: join(directory, 'overlay.qcow2')}, host)
  console.log(`overlay over ${format}`)
} catch (error) {
  console.log(error instanceof QemuVmError ? `${error.code} ${error.message}` : String(error))
}
