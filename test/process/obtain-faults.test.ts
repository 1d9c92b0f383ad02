import * as tls from 'node:tls'
import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {millis} from '../../src/units.ts'
import {etagOf, fileServer, inTurn, redirect, serve, status, type Answer} from '../support/file-server.ts'
import {digestOf, imageMachine, playDownload, someDisk, thrownWith as error} from '../support/image-jobs.ts'
import {keptLog, realHost} from '../support/real-host.ts'

const disk = someDisk()
const digest = digestOf(disk)
const half = 1_500_000
/** A silence that is noticed soon. */
const soon = millis(400)

describe.concurrent('a download', () => {
  test('D11: that stalls, and one that breaks off, go on where they were', async () => {
    const stalled = await playDownload(inTurn(serve(disk, {stallAfter: half}), serve(disk)), {digest}, millis(3000))
    expect(stalled.isDisk).toBe(true)
    expect(stalled.asked[1]).toBe(`/disk.raw bytes=${half}-`)
    expect(stalled.headers[1]?.['if-range']).toBe(etagOf(disk))
    expect(stalled.log.join('\n')).toMatch(/the server was silent for 3\.0 s\. Going on from there/)
    const cut = await playDownload(serve(disk, {cutAfter: 1_000_000}))
    expect(cut.isDisk).toBe(true)
    expect(cut.asked.length).toBeGreaterThan(3)
    const modified = 'Wed, 25 Nov 2026 10:00:00 GMT'
    const dated = await playDownload(
      inTurn(serve(disk, {etag: '', modified, cutAfter: half}), serve(disk, {etag: '', modified})),
    )
    expect(dated.isDisk).toBe(true)
    expect(dated.headers[1]?.['if-range']).toBe(modified)
  })

  test('D11: goes on within what is packed, too', async () => {
    const packed = gzipSync(disk)
    const broken = await playDownload(serve(packed, {cutAfter: 300_000}), {path: '/disk.gz', digest: digestOf(packed)})
    expect(broken.isDisk).toBe(true)
    expect(broken.asked.length).toBeGreaterThan(3)
  })

  test.each<[string, Answer]>([
    ['of which the ETag has changed meanwhile', serve(disk, {etag: '"new"'})],
    [
      'in parts of which the server gives the wrong one',
      (request, response) => {
        if (request.headers.range === undefined) serve(disk)(request, response)
        else response.writeHead(206, {'content-range': `bytes 0-9/${disk.length}`}).end(disk.subarray(0, 10))
      },
    ],
    ['of a server without ranges', serve(disk, {ranges: false})],
  ])('D11: %s begins anew', async (_, second) => {
    const other = Buffer.from(disk.map((byte) => byte ^ 1))
    const {isDisk, asked, files} = await playDownload(inTurn(serve(other, {cutAfter: half}), second))
    expect(isDisk).toBe(true)
    // What a connection still held when it broke may be lost with it
    const rest: unknown = expect.stringMatching(/^\/disk\.raw bytes=[1-9]\d*-$/)
    expect(asked.slice(0, 3)).toEqual(['/disk.raw', rest, '/disk.raw'])
    expect(files).toHaveLength(1)
  })

  test('D11: without a validator begins anew', async () => {
    const {isDisk, asked} = await playDownload(inTurn(serve(disk, {etag: 'W/"weak"', cutAfter: half}), serve(disk)))
    expect(isDisk).toBe(true)
    expect(asked).toEqual(['/disk.raw', '/disk.raw'])
  })

  test('D11: of a server that stays silent is given up, and so is one that takes too long', async () => {
    const silent = await playDownload(serve(disk, {stallAfter: 0}), {digest}, soon)
    expect(silent.error).toEqual(error('download', /the server was silent for 400 ms/))
    using machine = imageMachine()
    await using server = await fileServer()
    const slow: Answer = (_, response) => {
      const drip = setInterval(() => response.write('x'), 50)
      response.on('close', () => {
        clearInterval(drip)
      })
    }
    const url = server.put('/slow', slow)
    await expect(machine.obtain({url, digest}, {budget: millis(500)})).rejects.toEqual(
      error('download', /was not got within 500 ms/),
    )
    expect(machine.files()).toEqual([])
  })

  test('D11: ends with the job', async () => {
    using machine = imageMachine()
    await using server = await fileServer()
    const url = server.put('/disk.raw', serve(disk, {stallAfter: half}))
    const job = new AbortController()
    const obtained = machine.obtain({url, digest}, {signal: job.signal, idle: millis(60_000)})
    const ended = expect(obtained).rejects.toThrow('the job was canceled')
    const isHalf = (): boolean => machine.files().some((name) => name.endsWith('part'))
    await expect.poll(isHalf, {timeout: 10_000}).toBe(true)
    job.abort(new Error('the job was canceled'))
    await ended
    expect(machine.files()).toEqual([])
  })

  test('D12: is tried again after 500, and after 429 when the server says so', async () => {
    const failing = await playDownload(inTurn(status(500), serve(disk)))
    expect(failing).toMatchObject({isDisk: true, asked: ['/disk.raw', '/disk.raw']})
    const busy = await playDownload(inTurn(status(429, {'retry-after': '1'}), serve(disk)))
    expect(busy.isDisk).toBe(true)
    expect(busy.took).toBeGreaterThan(1000)
  })

  test.each<[string, Answer, RegExp, number]>([
    ['404', status(404), /the server answered 404/, 1],
    ['403', status(403), /the server answered 403/, 1],
    ['a redirect to itself', redirect('/disk.raw'), /redirects more than 10 times/, 11],
    ['a redirect to a file of the machine', redirect('file:///etc/passwd'), /is no http or https URL/, 1],
  ])('D12: is not tried again after %s', async (_, answer, why, count) => {
    const {error: thrown, asked, files} = await playDownload(answer)
    expect(thrown).toEqual(error('download', why))
    expect(asked).toHaveLength(count)
    expect(files).toEqual([])
  })

  test('D12: of which Content-Length lies is no image', async () => {
    const short = await playDownload(serve(disk, {length: 1_000_000}))
    expect(short.error).toEqual(
      error('digest-mismatch', /is not what was asked for: expected sha256:\w{64}, got sha256:\w{64}/),
    )
    const none = await playDownload(serve(disk, {length: 'none'}))
    expect(none.isDisk).toBe(true)
    const long = await playDownload(serve(disk, {length: disk.length + 1, cutAfter: disk.length - 1}))
    expect(long.error).toMatchObject({code: 'download'})
  })

  test('D12: over TLS is only made from who is known, and never leads back to http', async () => {
    using machine = imageMachine()
    await using server = await fileServer({tls: true})
    await using plain = await fileServer()
    const url = server.put('/disk.raw', serve(disk))
    await expect(machine.obtain({url, digest})).rejects.toMatchObject({
      code: 'download',
      message: expect.stringMatching(/certificate/) as unknown,
      hint: expect.stringMatching(/NODE_EXTRA_CA_CERTS/) as unknown,
    })
    const known = tls.getCACertificates()
    tls.setDefaultCACertificates([...known, server.certificate])
    try {
      expect((await machine.obtain({url, digest})).hit).toBe('none')
      const down = server.put('/down', redirect(plain.put('/disk.raw', serve(disk))))
      await expect(machine.obtain({url: down, digest: digestOf('another')})).rejects.toEqual(
        error('download', /away from https/),
      )
      expect(plain.asked).toEqual([])
    } finally {
      tls.setDefaultCACertificates(known)
    }
  })

  test('D12: tells its credentials to the server of the URL alone, and no log', async () => {
    const log = keptLog()
    using machine = imageMachine({...realHost(), log})
    await using server = await fileServer()
    await using other = await fileServer()
    const url = server.put('/disk.raw', redirect(other.put('/mirrored', serve(disk))))
    const withPassword = url.replace('http://', 'http://me:open%20sesame@') + '?sig=secret'
    expect((await machine.obtain({url: withPassword, digest})).hit).toBe('none')
    expect(server.headers[0]?.authorization).toBe(`Basic ${Buffer.from('me:open sesame').toString('base64')}`)
    expect(other.headers[0]?.authorization).toBeUndefined()
    expect(log.lines.join('\n')).not.toMatch(/sesame|sig=/)
  })
})
