import {describe, expect, test} from 'vitest'
import {readText} from '../../src/host/http.ts'
import {millis} from '../../src/units.ts'
import {fileServer, inTurn, redirect, serve, status} from '../support/file-server.ts'
import {realHost} from '../support/real-host.ts'

const host = realHost()
const sums = Buffer.from('0a0a  disk.qcow2\n')
const {signal} = new AbortController()

describe('a small text of the network', () => {
  test('is read through redirects and past what passes', async () => {
    await using server = await fileServer()
    server.put('/SHA256SUMS', inTurn(status(503), serve(sums, {cutAfter: 5}), serve(sums)))
    const url = server.put('/latest', redirect('SHA256SUMS'))
    expect(await readText(url, {signal}, host)).toBe(sums.toString())
    expect(server.asked).toEqual(['/latest', '/SHA256SUMS', '/latest', '/SHA256SUMS', '/latest', '/SHA256SUMS'])
  })

  test('is no text that is there no more, is too large or comes too late', async () => {
    await using server = await fileServer()
    const gone = server.put('/gone', status(410))
    await expect(readText(gone, {signal}, host)).rejects.toMatchObject({
      code: 'download',
      message: expect.stringMatching(/answered 410/) as unknown,
    })
    expect(server.asked).toEqual(['/gone'])
    const large = server.put('/large', serve(Buffer.alloc(2000)))
    await expect(readText(large, {signal, most: 1000}, host)).rejects.toThrow(/has more than 1000 bytes/)
    const late = server.put('/late', serve(sums, {stallAfter: 3}))
    await expect(readText(late, {signal, budget: millis(300)}, host)).rejects.toThrow(/was not got within 300 ms/)
  })

  test('is not waited for when the job is canceled', async () => {
    await using server = await fileServer()
    const late = server.put('/late', serve(sums, {stallAfter: 3}))
    const job = new AbortController()
    const text = expect(readText(late, {signal: job.signal}, host)).rejects.toThrow('canceled')
    await expect.poll(() => server.asked.length, {timeout: 10_000}).toBe(1)
    job.abort(new Error('canceled'))
    await text
  })
})
