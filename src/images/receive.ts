import {createHash, type Hash} from 'node:crypto'
import {open} from 'node:fs/promises'
import type {Digest} from '../catalogue/digest.ts'
import {formatDigest} from '../catalogue/digest.ts'
import {QemuVmError} from '../errors.ts'
import {shownUrl} from '../host/http.ts'
import type {Host} from '../host/host.ts'
import {ensurePrograms} from '../host/platform.ts'
import {compressionOfHead, compressionOfName, leavesHoles, programFor, unpack, type Compression} from './compression.ts'
import {looksLikePage} from './inspect.ts'
import {writeSparse, type Limits} from './sparse-file.ts'
import {unpackInto} from './unpack-into.ts'

export interface ReceiveOptions {
  readonly url: string
  readonly digest?: Digest
  readonly compression?: Compression
  /** The new file. */
  readonly path: string
  /** Where the bytes as they were published are kept too, if they are packed. */
  readonly published?: string
  readonly limits: Limits
  readonly tag: string
  readonly mayInstall: boolean
  readonly signal: AbortSignal
}

export interface Received {
  /** Of the new file, in hex. */
  readonly sha256: string
  /** Of the bytes as published; SHA-256 where none was asked for. */
  readonly digest: Digest
  readonly compression: Compression | undefined
}

/** The first bytes of a source: enough for a magic, or a web page, to be known by. */
const headSize = 64

/**
 * Hashes, unpacks and writes in one go, with as many bytes in memory whatever the size of the image.
 * @throws QemuVmError `digest-mismatch`, `bad-image`, `resource`, `missing-program`; what the source throws.
 */
export async function receive(source: AsyncIterable<Buffer>, options: ReceiveOptions, host: Host): Promise<Received> {
  const {url, published, mayInstall} = options
  const algorithm = options.digest?.algorithm ?? 'sha256'
  const hash = createHash(algorithm)
  const bytes = hashed(source, hash)
  try {
    const {head, all} = await peek(bytes)
    const compression = compressionOf(head, options)
    const program = programFor(compression)
    if (program !== undefined) await ensurePrograms([program], mayInstall, host)
    const kept = compression === undefined || published === undefined ? all : keep(all, published)
    const sha256 = await write(kept, compression, options, host)
    // What follows the end of what was packed belongs to the file as published
    while ((await bytes.next()).done !== true);
    const digest: Digest = {algorithm, hex: hash.digest('hex')}
    refuseOther(digest, options.digest, url)
    return {sha256: sha256 ?? digest.hex, digest, compression}
  } finally {
    await bytes.return()
  }
}

/** Writes what comes, unpacked. @returns its SHA-256, in hex; undefined where that is known already, as that of what comes. */
async function write(
  source: AsyncIterable<Buffer>,
  compression: Compression | undefined,
  {path, limits, tag, signal, digest}: ReceiveOptions,
  host: Host,
): Promise<string | undefined> {
  if (compression !== undefined && leavesHoles(compression))
    return await unpackInto(path, source, compression, {limits, tag, signal}, host)
  if (compression === undefined && (digest?.algorithm ?? 'sha256') === 'sha256') {
    await writeSparse(path, source, limits)
    return undefined
  }
  const content = compression === undefined ? source : unpack(source, compression, {tag, signal}, host)
  const hash = createHash('sha256')
  await writeSparse(path, hashed(content, hash), limits)
  return hash.digest('hex')
}

/** The same bytes, hashed as they pass. */
async function* hashed(source: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer, void> {
  for await (const chunk of source) {
    hash.update(chunk)
    yield chunk
  }
}

function refuseOther(actual: Digest, expected: Digest | undefined, url: string): void {
  if (expected === undefined || expected.hex === actual.hex) return
  const message = `${shownUrl(url)} is not what was asked for: expected ${formatDigest(expected)}, got ${formatDigest(actual)}.`
  throw new QemuVmError('digest-mismatch', message, {
    hint: 'It was replaced, or damaged on the way. Look up the digest where the image is published before you change it.',
  })
}

/** @throws QemuVmError `bad-image` when the content is not what it is said to be. */
function compressionOf(head: Buffer, {url, compression}: ReceiveOptions): Compression | undefined {
  if (looksLikePage(head)) {
    throw new QemuVmError('bad-image', `${shownUrl(url)} is a web page, not an image.`, {
      hint: 'Use the URL that the page leads to, of the file itself.',
    })
  }
  const found = compressionOfHead(head)
  const said = compression ?? compressionOfName(url)
  if (said === undefined || said === found) return found
  throw new QemuVmError('bad-image', `${shownUrl(url)} is said to be packed as ${said}, and is not.`)
}

/** The first bytes, and all of them. What was not read to its end can be read on. */
async function peek(source: AsyncGenerator<Buffer, void>): Promise<{head: Buffer; all: AsyncIterable<Buffer>}> {
  let head = Buffer.alloc(0)
  while (head.length < headSize) {
    const next = await source.next()
    if (next.done === true) break
    head = Buffer.concat([head, next.value])
  }
  let isFirst = true
  const all = {
    [Symbol.asyncIterator]: () => ({
      next: async (): Promise<IteratorResult<Buffer, void>> => {
        if (!isFirst || head.length === 0) return await source.next()
        isFirst = false
        return {value: head, done: false}
      },
    }),
  }
  return {head, all}
}

/** The same bytes, written to a file as they pass. */
async function* keep(source: AsyncIterable<Buffer>, path: string): AsyncGenerator<Buffer, void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of source) {
      await file.appendFile(chunk)
      yield chunk
    }
  } finally {
    await file.close()
  }
}
