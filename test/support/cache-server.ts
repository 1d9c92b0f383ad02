import {randomUUID} from 'node:crypto'
import * as http from 'node:http'
import type {AddressInfo} from 'node:net'
import {buffer} from 'node:stream/consumers'

/** What goes wrong: how a method of the service or a blob is answered instead. Undefined: as it should be. */
export type CacheFault = (request: {readonly method: string; readonly count: number}) => CacheAnswer | undefined

export interface CacheAnswer {
  readonly status: number
  readonly body?: unknown
  /** Sends so many bytes of the answer and nothing more. */
  readonly stallAfter?: number
}

interface Blob {
  readonly key: string
  readonly version: string
  readonly blocks: Map<string, Buffer>
  content: Buffer
  isFinal: boolean
}

/** The cache service of GitHub Actions, version 2, as far as @actions/cache uses it; what it holds is in memory. */
export interface CacheServer extends AsyncDisposable {
  /** What the runner gives to actions, and not to the scripts of a job: `actionsEnv` of a job of the stand-in. */
  readonly actionsEnv: Readonly<Record<string, string>>
  /** Methods in the order in which they were called, such as `CreateCacheEntry key`, `PUT`, `GET`. */
  readonly called: readonly string[]
  /** The keys of all entries that were saved to their end, oldest first. */
  readonly keys: readonly string[]
  /** Changes the content of every entry. */
  change(by: (content: Buffer) => Buffer): void
  fault: CacheFault
}

const service = '/twirp/github.actions.results.api.v1.CacheService/'

/** Starts one on 127.0.0.1. Entries never change, and are found by their key or the beginning of it, the newest first. */
export async function cacheServer(): Promise<CacheServer> {
  const blobs = new Map<string, Blob>()
  const called: string[] = []
  const counts = new Map<string, number>()
  let fault: CacheFault = () => undefined
  const saved = (): readonly Blob[] => [...blobs.values()].filter(({isFinal}) => isFinal)
  let origin = ''
  // The path has to have the account in it, as with Azure's own emulator
  const urlOf = (id: string): string => `${origin}/devstoreaccount1/cache/${id}?sig=secret-signature`

  const methods: Record<string, (words: Record<string, string> & {restore_keys?: string[]}) => [number, unknown]> = {
    CreateCacheEntry({key = '', version = ''}) {
      const isThere = [...blobs.values()].some((blob) => blob.key === key && blob.version === version)
      if (isThere) return [409, {code: 'already_exists', msg: 'cache entry with the same key already exists'}]
      const id = randomUUID()
      blobs.set(id, {key, version, blocks: new Map(), content: Buffer.alloc(0), isFinal: false})
      return [200, {ok: true, signed_upload_url: urlOf(id)}]
    },
    FinalizeCacheEntryUpload({key, version, size_bytes: size}) {
      const blob = [...blobs.values()].find((one) => one.key === key && one.version === version)
      if (blob === undefined || blob.content.length !== Number(size)) return [200, {ok: false}]
      blob.isFinal = true
      return [200, {ok: true, entry_id: '1'}]
    },
    GetCacheEntryDownloadURL({key = '', version, restore_keys: others = []}) {
      const ours = saved()
        .filter((blob) => blob.version === version)
        .toReversed()
      const found =
        ours.find((blob) => blob.key === key) ?? ours.find((blob) => others.some((begin) => blob.key.startsWith(begin)))
      const id = [...blobs].find(([, blob]) => blob === found)?.[0]
      if (id === undefined || found === undefined) return [200, {ok: false}]
      return [200, {ok: true, signed_download_url: urlOf(id), matched_key: found.key}]
    },
  }

  const store = (blob: Blob, url: URL, body: Buffer): void => {
    const what = url.searchParams.get('comp')
    if (what === 'block') blob.blocks.set(url.searchParams.get('blockid') ?? '', body)
    else if (what !== 'blocklist') blob.content = body
    else {
      const ids = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id = '']) => id)
      blob.content = Buffer.concat(ids.map((id) => blob.blocks.get(id) ?? Buffer.alloc(0)))
    }
  }

  const server = http.createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', origin)
      const body = await buffer(request)
      const isCall = url.pathname.startsWith(service)
      const method = isCall ? url.pathname.slice(service.length) : (request.method ?? '')
      const words = isCall ? (JSON.parse(body.toString()) as Record<string, string>) : {}
      called.push(words['key'] === undefined ? method : `${method} ${words['key']}`)
      const count = counts.get(method) ?? 0
      counts.set(method, count + 1)
      const blob = blobs.get(url.pathname.split('/').at(-1) ?? '')
      const wrong = fault({method, count})
      const send = (status: number, content: Buffer | string): void => {
        response.writeHead(status, {'content-length': Buffer.byteLength(content)})
        if (wrong?.stallAfter === undefined) response.end(content)
        else response.write(content.slice(0, wrong.stallAfter))
      }
      if (wrong !== undefined && wrong.stallAfter === undefined) send(wrong.status, JSON.stringify(wrong.body ?? {}))
      else if (isCall && request.headers.authorization !== 'Bearer runtime-token') send(401, '{}')
      else if (isCall) {
        const [status, answer] = methods[method]?.(words) ?? [404, {}]
        send(status, JSON.stringify(answer))
      } else if (blob === undefined || url.searchParams.get('sig') !== 'secret-signature') send(403, '')
      else if (method === 'PUT') {
        store(blob, url, body)
        send(201, '')
      } else send(200, blob.content)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    actionsEnv: {
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ACTIONS_RESULTS_URL: `${origin}/`,
      ACTIONS_RUNTIME_TOKEN: 'runtime-token',
    },
    called,
    get keys() {
      return saved().map(({key}) => key)
    },
    change(by) {
      for (const blob of blobs.values()) blob.content = by(blob.content)
    },
    get fault() {
      return fault
    },
    set fault(next) {
      fault = next
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
