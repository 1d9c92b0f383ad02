import type {Arch} from '../src/arch.ts'
import type {Compression, ImageEntry} from '../src/catalogue/entry.ts'
import type {Mirror} from '../src/catalogue/mirror.ts'
import {messageOf, QemuVmError} from '../src/errors.ts'
import {systemClock} from '../src/host/clock.ts'
import {readText, refusalOf, webHttp} from '../src/host/http.ts'
import {resolveImage, type ResolvedImage} from '../src/images/resolve.ts'
import type {Millis} from '../src/units.ts'

const host = {http: webHttp, clock: systemClock}
const forever = new AbortController().signal

/** What was found out about an image for one architecture. */
export interface Finding {
  readonly name: string
  readonly arch: string
  /** The first source that is alive. */
  readonly image?: ResolvedImage
  /** Why sources before it, or all, are dead. */
  readonly dead: readonly string[]
}

/** Where to look, and how long one request may take with all its tries. */
export interface Way {
  readonly mirrors: readonly Mirror[]
  readonly limit: Millis
}

/** Tries the sources of an image, in their order, until one is alive: its digest is told and its file begins as it should. */
export async function checkImage(entry: ImageEntry, arch: Arch, {mirrors, limit}: Way): Promise<Finding> {
  const dead: string[] = []
  const ask = (url: string): Promise<string> => readText(url, {signal: forever, budget: limit}, host)
  for (const source of entry.sources.filter(({arches}) => arches?.includes(arch) !== false)) {
    try {
      const image = await resolveImage({entry: {...entry, sources: [source]}, arch, mirrors}, ask)
      await refuseWrongFile(image, limit)
      return {name: entry.name, arch, image, dead}
    } catch (error) {
      // Without the hint, which is for users
      dead.push(`${source.kind}: ${error instanceof QemuVmError ? error.message : messageOf(error)}`)
    }
  }
  return {name: entry.name, arch, dead}
}

/** How files begin: qcow2 and the compressions by their magic numbers; a raw disk may begin with anything. */
const beginnings: Readonly<Record<Compression | 'qcow2', string>> = {
  ...{qcow2: '514649fb', xz: 'fd377a585a00', gz: '1f8b', zst: '28b52ffd', bz2: '425a68'},
}

async function refuseWrongFile({url, format, compression}: ResolvedImage, limit: Millis): Promise<void> {
  const signal = AbortSignal.timeout(limit)
  const answer = await webHttp.get(url, {headers: {range: 'bytes=0-511'}, signal})
  let start = ''
  try {
    if (answer.status !== 200 && answer.status !== 206) throw refusalOf(answer)
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      start += chunk.toString('hex')
      if (start.length >= 12) break
    }
  } finally {
    // A server that knows no ranges sends all of it
    answer.body.destroy()
  }
  const kind = compression ?? format
  if (kind === 'raw' ? start !== '' : start.startsWith(beginnings[kind])) return
  throw new QemuVmError('image-not-found', `${url} begins with ${start.slice(0, 12) || 'nothing'} and is no ${kind}.`)
}

/** One line, or more where sources are dead. */
export function findingText({name, arch, image, dead}: Finding): string {
  const what = image === undefined ? 'dead' : dead.length > 0 ? 'alive, by a later source' : 'alive'
  return [
    `${name} ${arch}: ${what}${image === undefined ? '' : `: ${image.url}`}`,
    ...dead.map((why) => `    ${why}`),
  ].join('\n')
}

/** Does the work of each item, `most` at a time, in order. */
export async function atMost<T, R>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  const open = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of open) results[index] = await work(item)
  }
  await Promise.all(Array.from({length: most}, worker))
  return results
}
