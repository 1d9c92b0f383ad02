import {open} from 'node:fs/promises'
import type {Host} from '../host/host.ts'
import {freeSpace} from '../host/room.ts'
import {watchdog} from '../host/watchdog.ts'
import {formatDuration, millis, seconds} from '../units.ts'
import {QemuVmError} from '../errors.ts'
import {unpack, type Compression} from './compression.ts'
import {digestOfFile} from './file-digest.ts'
import {diskFull, Flusher, refuseMore, type Limits} from './sparse-file.ts'

/** Between two looks at a file that grows: a disk writes 10 MB meanwhile, and a look takes 0.05 ms. */
const interval = millis(10)

/**
 * A hole is seen only when something follows it, and a bomb may be one hole without end. The largest that an image may have,
 * of 64 GiB, takes a program a minute, or a few on a slow machine.
 */
const patience = seconds(300)

/** Bytes that are as good as none: programs write more at once, and say of a full disk only what people understand. */
const nothing = 1024 ** 2

export interface UnpackIntoOptions {
  readonly limits: Limits
  readonly tag: string
  readonly signal: AbortSignal
}

/**
 * Lets the program that unpacks write a new file by itself, with holes, and hashes the file behind it: what is unpacked, four
 * times as much as what comes, does not pass the one thread that takes the download. The file is on the disk for good when
 * this returns. @returns its SHA-256, in hex. @throws QemuVmError as writeSparse() and unpack() do.
 */
export async function unpackInto(
  path: string,
  packed: AsyncIterable<Buffer>,
  compression: Compression,
  {limits, tag, signal}: UnpackIntoOptions,
  host: Host,
): Promise<string> {
  const file = await open(path, 'wx', 0o600)
  const [stop, over] = [new AbortController(), new AbortController()]
  const pause = (): Promise<void> => host.clock.sleep(interval, over.signal).catch(() => undefined)
  const flusher = new Flusher(file)
  using growth = watchdog(patience, host.clock, endless)
  let last = 0
  const look = async (): Promise<void> => {
    const {size, blocks} = await file.stat()
    const space = blocks * 512 // whatever the blocks of the file system are: stat(2)
    if (size > last) growth.heard()
    last = size
    refuseMore(path, {size, space}, limits)
    flusher.grown(space)
  }
  const watch = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await look()
      await pause()
    }
  }
  let isLast = false
  const more = async (): Promise<boolean> => {
    if (isLast) return false
    await pause()
    isLast = over.signal.aborted // before the next look, which so sees all there is
    return true
  }
  try {
    let sha256 = ''
    const hash = async (): Promise<void> => {
      sha256 = await digestOfFile(path, 'sha256', more)
    }
    const beside = [hash(), watch()].map((one) =>
      one.catch((error: unknown) => {
        stop.abort(error)
      }),
    )
    const options = {tag, signal: AbortSignal.any([signal, stop.signal, growth.signal]), into: file.fd}
    try {
      await unpack(packed, compression, options, host).next() // nothing comes out, so that this is the end
    } catch (error) {
      const isFull = !signal.aborted && (freeSpace(path) ?? Infinity) < nothing
      await file.truncate() // of no use now; and whoever hashes it is at its end
      throw isFull ? diskFull(path) : error
    } finally {
      over.abort()
      await Promise.all(beside)
    }
    stop.signal.throwIfAborted()
    await look()
    await flusher.end()
    return sha256
  } finally {
    await file.close()
  }
}

const endless = (): QemuVmError =>
  new QemuVmError('bad-image', `Unpacking the image has brought nothing but zeros for ${formatDuration(patience)}.`, {
    hint: 'Is it a decompression bomb?',
  })
