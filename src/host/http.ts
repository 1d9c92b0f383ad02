import type {IncomingHttpHeaders, RequestOptions} from 'node:http'
import type {HttpClient} from '@actions/http-client'
import {messageOf, QemuVmError} from '../errors.ts'
import {formatDuration, millis, seconds, type Millis} from '../units.ts'
import type {Answer, Host, Http} from './host.ts'
import {retry, type RetryOptions} from './retry.ts'
import {watchdog} from './watchdog.ts'

/** As many as browsers and curl take for a loop, roughly; mirror networks need two or three. */
const mostRedirects = 10
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
/** Statuses that another try may cure: too many requests, and what is wrong with a server for a while. RFC 9110, RFC 6585. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])
/** A server may ask for any pause; who has to wait for longer than this is better told. */
const longestPause = seconds(120)
/** What belongs to one origin and must not be shown to another. */
const credentials = /^(authorization|cookie|proxy-authorization)$/i

/** Something that could not be got from the network. */
export class DownloadError extends QemuVmError {
  override readonly name = 'DownloadError'
  /** Trying again will not help. */
  readonly isFinal: boolean
  /** What the server has asked to wait for. */
  readonly pause: Millis

  constructor(
    message: string,
    options: {
      readonly isFinal?: boolean
      readonly pause?: Millis
      readonly hint?: string
      readonly cause?: unknown
    } = {},
  ) {
    super('download', message, options)
    this.isFinal = options.isFinal ?? false
    this.pause = options.pause ?? millis(0)
  }
}

/** The network, over @actions/http-client: it finds the proxy in the environment as other actions do. */
export const webHttp: Http = {
  async get(url, {headers = {}, signal}) {
    const origin = parse(url, url).origin
    let at = parse(url, url)
    for (let count = 0; count <= mostRedirects; count++) {
      const answer = await ask(at, at.origin === origin ? headers : withoutCredentials(headers), signal)
      const {location} = answer.headers
      if (!redirects.has(answer.status) || location === undefined) return answer
      answer.body.destroy()
      const next = parse(location, at.href)
      if (at.protocol === 'https:' && next.protocol !== 'https:') {
        throw new DownloadError(`${shownUrl(at.href)} redirects to ${shownUrl(next.href)}, away from https.`, {
          isFinal: true,
        })
      }
      at = next
    }
    throw new DownloadError(`${shownUrl(url)} redirects more than ${mostRedirects} times.`, {isFinal: true})
  },
}

export interface ReadTextOptions {
  readonly signal: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
  /** The most bytes that are taken; 16 MiB unless given. The largest of the kind, an index of simplestreams, has 3. */
  readonly most?: number
  /** For all tries together; 60 s unless given. */
  readonly budget?: Millis
}

/**
 * Gets a small text, such as sums or a list of files, with up to five tries.
 * @throws DownloadError, or the signal's reason.
 */
export async function readText(
  url: string,
  options: ReadTextOptions,
  host: Pick<Host, 'http' | 'clock'>,
): Promise<string> {
  const {signal, headers = {}, most = 16 * 1024 * 1024, budget = seconds(60)} = options
  using limit = watchdog(budget, host.clock, () => tooSlow(url, budget))
  const bounded = AbortSignal.any([signal, limit.signal])
  return await retry(() => readOnce(url, {headers, signal: bounded, most}, host), {
    ...patientTries(host, bounded),
    tries: 5,
  })
}

async function readOnce(
  url: string,
  {headers, signal, most}: {headers: Readonly<Record<string, string>>; signal: AbortSignal; most: number},
  {http}: Pick<Host, 'http'>,
): Promise<string> {
  const answer = await http.get(url, {headers, signal})
  if (answer.status !== 200) {
    answer.body.destroy()
    throw refusalOf(answer)
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most) throw new DownloadError(`${shownUrl(url)} has more than ${most} bytes.`, {isFinal: true})
      chunks.push(chunk)
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof DownloadError ? error : new DownloadError(`${shownUrl(url)} broke off.`, {cause: error})
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** How all requests are tried again: what may pass, after a growing pause, and after the one that the server asked for. */
export function patientTries({clock}: Pick<Host, 'clock'>, signal: AbortSignal): Omit<RetryOptions, 'tries'> {
  return {
    pause: millis(500),
    factor: 2,
    longestPause: seconds(10),
    signal,
    worthwhile: (error) => error instanceof DownloadError && !error.isFinal,
    firstPause: (error) => clock.sleep(error instanceof DownloadError ? error.pause : millis(0), signal),
  }
}

/** That the time for something has run out. */
export const tooSlow = (url: string, budget: Millis): DownloadError =>
  new DownloadError(`${shownUrl(url)} was not got within ${formatDuration(budget)}.`, {isFinal: true})

/** A URL as it may be told: without user, password and query, which may hold a signature (law L12). */
export function shownUrl(url: string): string {
  const {protocol, host, pathname} = new URL(url)
  return `${protocol}//${host}${pathname}`
}

/** Why an answer is no success, for whoever asks and wants none other. */
export function refusalOf({status, headers, url}: Answer): DownloadError {
  const hint =
    status === 404 || status === 410 ? 'Is the URL right? Images of a moving name are removed by and by.' : undefined
  return new DownloadError(`${shownUrl(url)} could not be got: the server answered ${status}.`, {
    isFinal: !passing.has(status),
    pause: pauseOf(headers),
    ...(hint === undefined ? {} : {hint}),
  })
}

/** Retry-After is a number of seconds or a date. RFC 9110, section 10.2.3. */
function pauseOf({'retry-after': asked}: IncomingHttpHeaders): Millis {
  if (asked === undefined) return millis(0)
  const wait = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now()
  return millis(Math.min(Math.max(wait || 0, 0), longestPause))
}

function parse(url: string, base: string): URL {
  const parsed = URL.parse(url, base)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new DownloadError(`${JSON.stringify(url)} is no http or https URL.`, {isFinal: true})
  }
  return parsed
}

const withoutCredentials = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !credentials.test(name)))

async function ask(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted()
  try {
    const client = await clientWith(signal)
    // An image is wanted as it was published: what was packed on the way would have another digest
    const {message} = await client.get(url.href, {...basic(url), 'accept-encoding': 'identity', ...headers})
    return {status: message.statusCode ?? 0, headers: message.headers, url: url.href, body: message}
  } catch (cause) {
    signal.throwIfAborted()
    const isTls = /CERT|TLS|SSL|ISSUER|SIGNATURE|ALTNAME/.test(codeOf(cause))
    const hint =
      'The certificate of this server is not trusted here; NODE_EXTRA_CA_CERTS names a file with further ones.'
    throw new DownloadError(`${shownUrl(url.href)} could not be got: ${messageOf(cause)}`, {
      isFinal: isTls,
      cause,
      ...(isTls ? {hint} : {}),
    })
  }
}

/** Of the URL itself; the package leaves that to its user. */
const basic = ({username, password}: URL): Record<string, string> => {
  if (username === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {authorization: `Basic ${Buffer.from(pair).toString('base64')}`}
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? ''

/**
 * A client for one request, loaded when used. It has no way to end a request, but lets a handler write to the options of
 * Node's, which have one.
 */
async function clientWith(signal: AbortSignal): Promise<HttpClient> {
  const {HttpClient: Client} = await import('@actions/http-client')
  const abortable = {
    prepareRequest(options: RequestOptions) {
      options.signal = signal
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('not handled')),
  }
  return new Client('qemu-vm', [abortable], {allowRedirects: false})
}
