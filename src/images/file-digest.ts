import {createHash} from 'node:crypto'
import {open} from 'node:fs/promises'
import type {Digest} from '../catalogue/digest.ts'

/** Bytes of one read. A disk reads further ahead by itself. */
const portion = 1024 ** 2

/** At what looks like the end of a file: waits until there may be more, and tells whether to look again. */
export type More = () => Promise<boolean>

/**
 * The digest of a file's content, in hex; with `more`, also of one that grows. One portion is read while the other is hashed, into the same memory all the time:
 * a stream takes new memory for each, and twice as long as the hash alone. @throws what the file system reports.
 */
export async function digestOfFile(
  path: string,
  algorithm: Digest['algorithm'] = 'sha256',
  more: More = () => Promise.resolve(false),
): Promise<string> {
  const hash = createHash(algorithm)
  const file = await open(path)
  try {
    let [one, other] = [Buffer.allocUnsafeSlow(portion), Buffer.allocUnsafeSlow(portion)]
    let reading = file.read(one)
    for (;;) {
      const {bytesRead} = await reading
      if (bytesRead === 0 && !(await more())) return hash.digest('hex')
      reading = file.read(other)
      hash.update(one.subarray(0, bytesRead))
      ;[one, other] = [other, one]
    }
  } finally {
    await file.close()
  }
}
