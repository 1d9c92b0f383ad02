/** Serves the files of a directory at so many bytes a second: `node fetch-server.ts DIRECTORY RATE`. Its port is in the file `port`. */
import {createReadStream, renameSync, statSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {basename, join} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {setTimeout as sleep} from 'node:timers/promises'

const [directory = '', rate = ''] = process.argv.slice(2)

async function* paced(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  const began = performance.now()
  let sent = 0
  for await (const chunk of source) {
    yield chunk
    sent += chunk.length
    const early = (sent / Number(rate)) * 1000 - (performance.now() - began)
    if (early > 1) await sleep(early)
  }
}

const server = createServer((request, response) => {
  const path = join(directory, basename(request.url ?? ''))
  response.writeHead(200, {etag: '"bench"', 'content-length': statSync(path).size})
  pipeline(createReadStream(path, {highWaterMark: 256 * 1024}), paced, response).catch(() => undefined)
})
server.listen(0, '127.0.0.1', () => {
  writeFileSync(join(directory, 'port.new'), String((server.address() as AddressInfo).port))
  renameSync(join(directory, 'port.new'), join(directory, 'port'))
})
