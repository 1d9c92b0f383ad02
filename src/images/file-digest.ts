import {createHash} from 'node:crypto'
import {open} from 'node:fs/promises'
import type {Digest} from '../catalogue/digest.ts'

/** Bytes of one read. A disk reads further ahead by itself. */
const portion = 1024 ** 2

/** A file that somebody still writes. */
export interface Growing {
  /** At what looks like the end: waits until there may be more, and tells whether to look again. */
  more(): Promise<boolean>
  readonly signal: AbortSignal
}

/**
 * The digest of a file's content, in hex; of one that grows, when it has ended. One portion is read while the other is hashed,
 * into the same memory all the time: a stream takes new memory for each, and twice as long as the hash alone.
 * @throws what the file system reports; the reason of the signal.
 */
export async function digestOfFile(
  path: string,
  algorithm: Digest['algorithm'] = 'sha256',
  growing?: Growing,
): Promise<string> {
  const hash = createHash(algorithm)
  const file = await open(path)
  try {
    let [one, other] = [Buffer.allocUnsafeSlow(portion), Buffer.allocUnsafeSlow(portion)]
    let reading = file.read(one)
    for (;;) {
      const {bytesRead} = await reading
      growing?.signal.throwIfAborted() // while nothing is being read
      if (bytesRead === 0 && (await growing?.more()) !== true) return hash.digest('hex')
      reading = file.read(other)
      hash.update(one.subarray(0, bytesRead))
      ;[one, other] = [other, one]
    }
  } finally {
    await file.close()
  }
}
