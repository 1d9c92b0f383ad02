import {messageOf, QemuVmError} from '../errors.ts'
import type {QmpClient} from './qmp.ts'

/** What QEMU says of the two reasons that a user can do something about: ui/console.c, and QMP of an older version. */
const remedies: readonly (readonly [said: RegExp, message: string, hint: string])[] = [
  [/no console to take a screendump/, 'The guest has no display.', 'Give it one with qemu-args: -device VGA.'],
  [/'format' is unexpected/, 'QEMU writes PNG from version 7.1 on.', 'Let the name of the file end in .ppm.'],
]

/**
 * Has QEMU draw the guest's first display into a file: as PPM where its name ends so, else as PNG.
 * @param filename absolute: QEMU's own directory is /. @throws QemuVmError where there is no display, or no such file can be.
 */
export async function drawScreen(qmp: QmpClient, filename: string, signal: AbortSignal): Promise<void> {
  const format = filename.endsWith('.ppm') ? {} : {format: 'png'}
  try {
    await qmp.execute('screendump', {arguments: {filename, ...format}, signal})
  } catch (error) {
    const remedy = remedies.find(([said]) => said.test(messageOf(error)))
    throw remedy === undefined ? error : new QemuVmError('protocol', remedy[1], {hint: remedy[2]})
  }
}
