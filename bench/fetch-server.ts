/** Serves the files of a directory at so many bytes a second: `node fetch-server.ts DIRECTORY RATE`. Its port is in the file `port`. */
import {readdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {basename, join} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {setTimeout as sleep} from 'node:timers/promises'

const [directory = '', rate = ''] = process.argv.slice(2)

const portion = 256 * 1024

async function* paced(content: Buffer): AsyncGenerator<Buffer, void> {
  const began = performance.now()
  for (let sent = 0; sent < content.length;) {
    yield content.subarray(sent, (sent += portion))
    const early = (sent / Number(rate)) * 1000 - (performance.now() - began)
    if (early > 1) await sleep(early)
  }
}

/** Read beforehand: a server that reads takes time of the processors that are measured, which one elsewhere does not. */
const contents = new Map(
  readdirSync(directory, {withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({name}) => [name, readFileSync(join(directory, name))]),
)

const server = createServer((request, response) => {
  const content = contents.get(basename(request.url ?? ''))
  if (content === undefined) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, {etag: '"bench"', 'content-length': content.length})
  pipeline(paced(content), response).catch(() => undefined)
})
server.listen(0, '127.0.0.1', () => {
  writeFileSync(join(directory, 'port.new'), String((server.address() as AddressInfo).port))
  renameSync(join(directory, 'port.new'), join(directory, 'port'))
})
