import type {Arch} from '../src/arch.ts'
import type {Compression, ImageEntry} from '../src/catalogue/entry.ts'
import type {Mirror} from '../src/catalogue/mirror.ts'
import {messageOf, QemuVmError} from '../src/errors.ts'
import {resolveImage, type ResolvedImage} from '../src/images/resolve.ts'

/** What was found out about an image for one architecture. */
export interface Finding {
  readonly name: string
  readonly arch: string
  /** The first source that is alive. */
  readonly image?: ResolvedImage
  /** Why sources before it, or all, are dead. */
  readonly dead: readonly string[]
}

/** Where to look, and for how many milliseconds a single request may take. */
export interface Way {
  readonly mirrors: readonly Mirror[]
  readonly limit: number
}

/** Tries the sources of an image, in their order, until one is alive: its digest is told and its file begins as it should. */
export async function checkImage(entry: ImageEntry, arch: Arch, way: Way): Promise<Finding> {
  const dead: string[] = []
  for (const source of entry.sources.filter(({arches}) => arches?.includes(arch) !== false)) {
    try {
      const image = await resolveImage({entry: {...entry, sources: [source]}, arch, mirrors: way.mirrors}, readText)
      await refuseWrongFile(image, way.limit)
      return {name: entry.name, arch, image, dead}
    } catch (error) {
      dead.push(`${source.kind}: ${messageOf(error)}`)
    }
  }
  return {name: entry.name, arch, dead}

  async function readText(url: string): Promise<string> {
    const answer = await ask(url, {}, way.limit)
    return await answer.text()
  }
}

/** How files begin: qcow2 and the compressions by their magic numbers; a raw disk may begin with anything. */
const beginnings: Readonly<Record<Compression | 'qcow2', string>> = {
  ...{qcow2: '514649fb', xz: 'fd377a585a00', gz: '1f8b', zst: '28b52ffd', bz2: '425a68'},
}

async function refuseWrongFile({url, format, compression}: ResolvedImage, limit: number): Promise<void> {
  const answer = await ask(url, {range: 'bytes=0-511'}, limit)
  const kind = compression ?? format
  let start = ''
  // A server that knows no ranges sends all of it: leaving the loop ends that
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    start += Buffer.from(chunk).toString('hex')
    if (start.length >= 12) break
  }
  if (kind === 'raw' ? start !== '' : start.startsWith(beginnings[kind])) return
  throw new QemuVmError('image-not-found', `${url} begins with ${start.slice(0, 12) || 'nothing'} and is no ${kind}.`)
}

async function ask(url: string, headers: Readonly<Record<string, string>>, limit: number): Promise<Response> {
  try {
    const answer = await fetch(url, {
      headers: {'user-agent': 'qemu-vm images check', ...headers},
      signal: AbortSignal.timeout(limit),
    })
    if (answer.ok) return answer
    await answer.body?.cancel()
    throw new QemuVmError('image-not-found', `${url} answers ${answer.status}.`)
  } catch (error) {
    if (error instanceof QemuVmError) throw error
    throw new QemuVmError('image-not-found', `${url} does not answer:`, {cause: error})
  }
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
