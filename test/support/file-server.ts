import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import * as http from 'node:http'
import * as https from 'node:https'
import {readFileSync} from 'node:fs'
import type {AddressInfo} from 'node:net'
import {scratch} from './scratch.ts'

/** How a path is answered. */
export type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void

/** A server of files on 127.0.0.1 which does wrong whatever a server can do wrong. */
export interface FileServer extends AsyncDisposable {
  /** @returns the URL of the path from now on. */
  put(path: string, answer: Answer): string
  /** What was asked for, in order: path, and the range where there was one. */
  readonly asked: readonly string[]
  /** The headers of what was asked for. */
  readonly headers: readonly http.IncomingHttpHeaders[]
  /** In PEM; of a server with TLS. */
  readonly certificate: string
}

/** Starts one; with `tls` it has a certificate of its own for 127.0.0.1, which nobody trusts. */
export async function fileServer({tls = false} = {}): Promise<FileServer> {
  const answers = new Map<string, Answer>()
  const asked: string[] = []
  const headers: http.IncomingHttpHeaders[] = []
  const listen: http.RequestListener = (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    asked.push([path, ...(request.headers.range === undefined ? [] : [request.headers.range])].join(' '))
    headers.push(request.headers)
    const answer = answers.get(path) ?? status(404)
    answer(request, response)
  }
  const keys = tls ? selfSigned() : {key: '', cert: ''}
  const server = tls ? https.createServer(keys, listen) : http.createServer(listen)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo
  return {
    put(path, answer) {
      answers.set(path, answer)
      return `${tls ? 'https' : 'http'}://127.0.0.1:${port}${path}`
    },
    asked,
    headers,
    certificate: keys.cert,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with no more than a status. */
export const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}): Answer =>
  (_, response) => {
    response.writeHead(code, headers).end(`status ${code}`)
  }

export const redirect = (to: string): Answer => status(302, {location: to})

export interface ServeOptions {
  /** Strong unless it begins with `W/`; without one there is Last-Modified. */
  readonly etag?: string | undefined
  readonly modified?: string | undefined
  /** Closes the connection after so many bytes of each answer. */
  readonly cutAfter?: number
  /** Says nothing more after so many bytes of each answer, and keeps the connection. */
  readonly stallAfter?: number
  /** What Content-Length says; `none`: nothing. */
  readonly length?: number | 'none'
  readonly ranges?: boolean
  readonly type?: string
}

/** The ETag that serve() gives a content. */
export const etagOf = (content: Buffer): string =>
  `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`

/** A file as a server with ranges and validators serves it, RFC 9110; or with faults. */
export function serve(content: Buffer, options: ServeOptions = {}): Answer {
  const {etag = etagOf(content), modified, cutAfter, stallAfter, length, ranges = true, type} = options
  return (request, response) => {
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
    const condition = request.headers['if-range']
    const isPart = ranges && asked !== null && (condition === undefined || condition === etag || condition === modified)
    const start = isPart ? Number(asked[1]) : 0
    const body = content.subarray(start)
    response.writeHead(isPart ? 206 : 200, {
      ...(etag === '' ? {} : {etag}),
      ...(modified === undefined ? {} : {'last-modified': modified}),
      ...(type === undefined ? {} : {'content-type': type}),
      ...(length === 'none' ? {} : {'content-length': length ?? body.length}),
      ...(isPart ? {'content-range': `bytes ${start}-${content.length - 1}/${content.length}`} : {}),
    })
    const least = cutAfter ?? stallAfter
    if (least === undefined || least >= body.length) {
      response.end(body)
      return
    }
    response.write(body.subarray(0, least), () => {
      if (cutAfter !== undefined) setImmediate(() => request.socket.destroy())
    })
  }
}

/** The first request gets the first answer, and so on; the last one stays. */
export function inTurn(...answers: readonly Answer[]): Answer {
  let count = 0
  return (request, response) => {
    answers[Math.min(count++, answers.length - 1)]?.(request, response)
  }
}

function selfSigned(): {readonly key: string; readonly cert: string} {
  using place = scratch('tls')
  const files = ['-keyout', place.path('key'), '-out', place.path('cert')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const subject = ['-subj', '/CN=qemu-vm test', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...curve, ...files, ...subject], {stdio: ['ignore', 'ignore', 'pipe']})
  return {key: readFileSync(place.path('key'), 'utf8'), cert: readFileSync(place.path('cert'), 'utf8')}
}
