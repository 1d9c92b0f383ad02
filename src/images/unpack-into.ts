import {open} from 'node:fs/promises'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import {freeSpace} from '../host/room.ts'
import {formatDuration, millis, seconds} from '../units.ts'
import {unpack, type Compression} from './compression.ts'
import {digestOfFile} from './file-digest.ts'
import {diskFull, refuseMore, type Limits} from './sparse-file.ts'

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
 * times as much as what comes, does not pass the one thread that takes the download. As with writeSparse(), nobody waits for
 * the disk. @returns its SHA-256, in hex. @throws QemuVmError as writeSparse() and unpack() do.
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
  const ends = AbortSignal.any([signal, stop.signal])
  const pause = (): Promise<void> => host.clock.sleep(interval, over.signal).catch(() => undefined)
  // The time in which the program had something to do; a server that makes us wait has bounds of its own
  let [isStarved, countedAt, idle] = [true, host.clock.now(), 0]
  const count = (): void => {
    const now = host.clock.now()
    if (!isStarved) idle += now - countedAt
    countedAt = now
  }
  const source = async function* (): AsyncGenerator<Buffer, void> {
    for await (const chunk of packed) {
      count()
      isStarved = false
      yield chunk
      count()
      isStarved = true
    }
    count()
    isStarved = false
  }
  let last = 0
  const look = async (): Promise<void> => {
    const {size, blocks} = await file.stat()
    const space = blocks * 512 // whatever the blocks of the file system are: stat(2)
    refuseMore(path, {size, space}, limits)
    count()
    if (size > last) idle = 0
    last = size
    if (idle >= patience) throw endless()
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
    const hashing = digestOfFile(path, 'sha256', {more, signal: ends})
    const watching = watch()
    for (const one of [hashing, watching])
      one.catch((error: unknown) => {
        stop.abort(error)
      })
    try {
      // Nothing comes out, so that this is the end
      await unpack(source(), compression, {tag, signal: ends, into: file.fd}, host).next()
    } catch (error) {
      const isFull = !ends.aborted && (freeSpace(path) ?? Infinity) < nothing
      stop.abort(error)
      throw isFull ? diskFull(path) : error
    } finally {
      over.abort()
      await Promise.allSettled([hashing, watching])
    }
    await watching
    await look()
    return await hashing
  } finally {
    await file.close()
  }
}

const endless = (): QemuVmError =>
  new QemuVmError(
    'bad-image',
    `Unpacking the image has brought nothing, or nothing but zeros, for ${formatDuration(patience)}.`,
    {
      hint: 'Is it a decompression bomb?',
    },
  )
