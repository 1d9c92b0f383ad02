import * as fs from 'node:fs'

/** What a text may take of the disk to which the guest can write without end, in bytes: the boot of a thousand guests. */
export const largestLog = 64 * 1024 * 1024
/** What stays of its beginning, where the boot is, and of its end, where trouble is. */
export const keptHead = 1024 * 1024
const keptTail = 1024 * 1024

/** The event of the ledger by which the keeper tells that it was done; `path` names the file. */
export const logCut = 'LOG_CUT'

/**
 * Makes a text small again that has grown too large: what is between its first and its last MiB is taken out, and a line says
 * so in its place. QEMU has opened it for appending, and goes on at its new end; what it writes in this very moment may be
 * lost. Needs memory for the last MiB only.
 * @returns whether something was taken out. Never throws: a text that cannot be cut stays as it is.
 */
export function capLog(path: string, limit = largestLog): boolean {
  let file: number | undefined
  try {
    file = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_APPEND | fs.constants.O_NOFOLLOW)
    const {size} = fs.fstatSync(file)
    if (size <= limit) return false
    const tail = Buffer.alloc(keptTail)
    const length = fs.readSync(file, tail, 0, keptTail, size - keptTail)
    fs.ftruncateSync(file, keptHead)
    fs.writeSync(file, `\n[qemu-vm: ${size - keptHead - length} bytes were taken out here]\n`)
    fs.writeSync(file, tail, 0, length)
    return true
  } catch {
    return false // it is not there yet, or no more
  } finally {
    if (file !== undefined) fs.closeSync(file)
  }
}
