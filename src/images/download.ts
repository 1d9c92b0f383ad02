import {QemuVmError} from '../errors.ts'
import {DownloadError, patientTries, refusalOf, shownUrl} from '../host/http.ts'
import type {Answer, Host} from '../host/host.ts'
import {retry} from '../host/retry.ts'
import {watchdog, type Watchdog} from '../host/watchdog.ts'
import {formatDuration, millis, seconds, type Millis} from '../units.ts'

export interface DownloadOptions {
  readonly signal: AbortSignal
  /** How long the server may be silent; 30 s unless given. */
  readonly idle?: Millis
  /** Told how much has come, and how much there will be where the server says so. In bytes. */
  readonly onProgress?: (got: number, total: number | undefined) => void
}

/** Requests that bring nothing, one after the other, before it is given up. */
const barrenTries = 5

/**
 * The bytes of a URL, once and in order, however often the connection breaks on the way: what is missing is asked for with
 * the validator of what was got. Reads no further ahead than it is read.
 * @throws DownloadError; Restart when what was got so far is of no use any more; the signal's reason.
 */
export async function* download(url: string, options: DownloadOptions, host: Host): AsyncGenerator<Buffer, void> {
  const {signal, onProgress = () => undefined} = options
  let known: Known | undefined
  let got = 0
  let barren = 0
  for (;;) {
    const before = got
    const part = {url, from: got, known, options}
    const {answer, dog} = await retry(() => ask(part, host), {...patientTries(host, signal), tries: barrenTries})
    known ??= knownOf(answer)
    try {
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        got += chunk.length
        onProgress(got, known.total)
        dog.rest()
        yield chunk
        dog.heard()
      }
      if (known.total === undefined || got === known.total) return
      throw new DownloadError(`${shownUrl(url)} ended after ${got} of ${known.total} bytes.`)
    } catch (thrown) {
      signal.throwIfAborted()
      const error = brokenOff(dog.signal.aborted ? dog.signal.reason : thrown, url, got)
      if (known.validator === undefined) throw new Restart(error)
      barren = got > before ? 0 : barren + 1
      if (barren >= barrenTries) throw error
      host.log.info(`${error.message} Going on from there.`)
      if (barren > 0) await host.clock.sleep(millis(250 * 2 ** barren), signal)
    } finally {
      dog[Symbol.dispose]()
    }
  }
}

/** The download has to begin anew: what is there now is not what was begun with, or there is no way to know. */
export class Restart extends QemuVmError {
  constructor(cause: DownloadError) {
    super('download', cause.message, {cause})
  }
}

/** What the first answer has said of the whole. */
interface Known {
  readonly total: number | undefined
  /** That it is still the same. Weak ones do not count for parts: RFC 9110, section 13.1.5. */
  readonly validator: string | undefined
}

function knownOf({headers}: Answer): Known {
  const {etag, 'last-modified': modified, 'content-length': length} = headers
  return {
    total: length === undefined ? undefined : Number(length),
    validator: etag !== undefined && !etag.startsWith('W/') ? etag : modified,
  }
}

interface Part {
  readonly url: string
  readonly from: number
  readonly known: Known | undefined
  readonly options: DownloadOptions
}

/** Asks for the rest, or for all. @throws DownloadError where the server refuses; Restart where it has something else now. */
async function ask(
  {url, from, known, options: {signal, idle = seconds(30)}}: Part,
  host: Host,
): Promise<{readonly answer: Answer; readonly dog: Watchdog}> {
  const silent = `${shownUrl(url)}: the server was silent for ${formatDuration(idle)}.`
  const dog = watchdog(idle, host.clock, () => new DownloadError(silent))
  const isRest = from > 0 && known?.validator !== undefined
  try {
    const headers = isRest ? {range: `bytes=${from}-`, 'if-range': known.validator} : {}
    const answer = await host.http.get(url, {headers, signal: AbortSignal.any([signal, dog.signal])})
    dog.heard()
    const starts = /^bytes (\d+)-/.exec(answer.headers['content-range'] ?? '')?.[1]
    if (isRest ? answer.status === 206 && Number(starts) === from : answer.status === 200) return {answer, dog}
    answer.body.destroy()
    if (!isRest || ![200, 206, 416].includes(answer.status)) throw refusalOf(answer)
    throw new Restart(new DownloadError(`${shownUrl(url)} was changed on the way, or cannot be had in parts.`))
  } catch (error) {
    dog[Symbol.dispose]()
    throw error
  }
}

function brokenOff(thrown: unknown, url: string, got: number): DownloadError {
  if (thrown instanceof DownloadError) return thrown
  return new DownloadError(`${shownUrl(url)} broke off after ${got} bytes.`, {cause: thrown})
}
