import {resolve} from 'node:path'
import {drawScreen} from '../qemu/screenshot.ts'
import {openMonitor} from './monitor.ts'
import type {Verb} from './verb.ts'

/** A screen of 4K takes QEMU half a second to write as PNG. In milliseconds. */
const limit = 20_000

/** Writes what is on the guest's first display into a file, and says which. */
export const screenshot: Verb = {
  usage: '[FILE.png | FILE.ppm]',
  async run([name, ...more], context) {
    if (more.length > 0) return 'usage'
    const path = resolve(name ?? `${context.plan.spec.name}.png`)
    await using monitor = await openMonitor(context)
    await drawScreen(monitor, path, AbortSignal.timeout(limit))
    context.terminal.out(`${path}\n`)
    return 0
  },
}
