import {open, type FileHandle} from 'node:fs/promises'
import {dirname} from 'node:path'
import {QemuVmError} from '../errors.ts'
import {roomIn} from '../host/room.ts'

/** What a file may become. In bytes. */
export interface Limits {
  /** With its holes: what is read of it. */
  readonly size: number
  /** Without them: what is taken of the disk. */
  readonly space: number
}

/** What an image in a directory may become. @param most bytes; 64 GiB unless given. */
export const limitsIn = (directory: string, most = 64 * 1024 ** 3): Limits => ({
  size: most,
  space: roomIn(directory),
})

/** What is looked at for zeros: a multiple of the blocks of every file system in use. */
const block = 64 * 1024
const zeros = Buffer.alloc(block)

/**
 * Writes a new file, with holes where there is nothing but zeros: raw images are mostly that. The source goes on while it is
 * written. Nobody waits for the disk: whoever takes an image later hashes it first. @returns its size, with the holes.
 * @throws QemuVmError `bad-image` when it becomes larger than it may, `resource` when the disk is full; what the source throws.
 */
export async function writeSparse(path: string, source: AsyncIterable<Buffer>, limits: Limits): Promise<number> {
  try {
    await using file = await open(path, 'wx', 0o600) // closed within: some network file systems tell of a full disk then
    let [size, space] = [0, 0]
    let pending: Promise<unknown> = Promise.resolve()
    for await (const chunk of source) {
      const at = size
      size += chunk.length
      refuseMore(path, {size, space}, limits)
      const begun = writeBlocks(file, chunk, at)
      begun.done.catch(() => undefined) // thrown at the next turn
      space += begun.bytes
      await pending
      pending = begun.done
      refuseMore(path, {size, space}, limits)
    }
    await pending
    await file.truncate(size)
    return size
  } catch (error) {
    const isFull = ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException).code))
    throw isFull ? diskFull(path) : error
  }
}

/** Begins to write what is not zeros, in as few pieces as there are stretches of it. */
function writeBlocks(
  file: FileHandle,
  chunk: Buffer,
  at: number,
): {readonly bytes: number; readonly done: Promise<unknown>} {
  const writes: Promise<unknown>[] = []
  let bytes = 0
  for (let start = 0; start < chunk.length;) {
    let end = start
    while (end < chunk.length && !isZero(chunk, end, at)) end = nextBlock(end, at, chunk.length)
    if (end > start) {
      writes.push(writeAll(file, chunk.subarray(start, end), at + start))
      bytes += end - start
    }
    start = end < chunk.length ? nextBlock(end, at, chunk.length) : end
  }
  return {bytes, done: Promise.all(writes)}
}

/** Where the block ends that `from` lies in; blocks are counted from the beginning of the file. */
const nextBlock = (from: number, at: number, length: number): number =>
  Math.min(from + block - ((at + from) % block), length)

function isZero(chunk: Buffer, from: number, at: number): boolean {
  const end = nextBlock(from, at, chunk.length)
  return chunk[from] === 0 && zeros.compare(chunk, from, end, 0, end - from) === 0
}

/** write(2) may take less than it was given. */
async function writeAll(file: FileHandle, part: Buffer, at: number): Promise<void> {
  for (let done = 0; done < part.length;) {
    done += (await file.write(part, done, part.length - done, at + done)).bytesWritten
  }
}

/** @throws QemuVmError `bad-image` or `resource` where the file is more than it may be. */
export function refuseMore(path: string, {size, space}: Limits, limits: Limits): void {
  if (size > limits.size) throw tooLarge(limits.size)
  if (space > limits.space) throw diskFull(path)
}

const tooLarge = (limit: number): QemuVmError =>
  new QemuVmError('bad-image', `The image has more than ${limit} bytes when it is unpacked.`, {
    hint: 'Is it a decompression bomb? An image may have 64 GiB.',
  })

/** Of the directory in which an image was to be written. */
export const diskFull = (path: string): QemuVmError =>
  new QemuVmError('resource', `The disk of ${dirname(path)} is too full for the image.`, {
    hint: 'Free some space there, or set state-dir to a directory on another disk.',
  })
