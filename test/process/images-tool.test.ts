import {execFile} from 'node:child_process'
import {createHash} from 'node:crypto'
import {writeFileSync} from 'node:fs'
import {createServer, type RequestListener} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {expect, test} from 'vitest'
import {scratch} from '../support/scratch.ts'

const tool = join(import.meta.dirname, '../../tools/images.ts')
const qcow2 = Buffer.from('514649fb00000003', 'hex')
const sumOf = (name: string): string => `${createHash('sha256').update(name).digest('hex')}  ${name}.qcow2\n`

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function images(...words: readonly string[]): Promise<Ran> {
  try {
    return {code: 0, ...(await promisify(execFile)(process.execPath, [tool, ...words]))}
  } catch (error) {
    return error as Ran
  }
}

/** A publisher, as the mirror of images.example: by path, what it does. */
async function publisher(
  answers: Readonly<Record<string, RequestListener>>,
): Promise<AsyncDisposable & {readonly url: string}> {
  const server = createServer((request, response) => {
    const answer = answers[request.url?.replace('/images.example/', '') ?? '']
    if (answer === undefined) response.writeHead(404).end('<html>')
    else answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const says =
  (body: string | Buffer): RequestListener =>
  (_, response) =>
    response.end(body)

const guest = {user: 'root', firmware: 'either', seed: 'nocloud', console: 'serial', agent: 'absent'}
const base = 'https://images.example'
const moving = (name: string): object => ({
  kind: 'moving',
  url: `${base}/${name}.qcow2`,
  sums: {name: `${name}.sum`, format: 'gnu'},
})
const entry = (name: string, ...sources: readonly object[]): object => ({
  ...{name, title: name, arch: {x86_64: 'x86_64'}, guest},
  sources: sources.length > 0 ? sources : [moving(name)],
})

test('check tells which images are alive, and why others are not, each within its limit', async () => {
  using place = scratch()
  const catalogue = place.path('catalogue.json')
  const names = ['good', 'page', 'gone', 'sumless', 'stalled', 'endless']
  const listed = {kind: 'listed', url: `${base}/releases/*/spare.qcow2`}
  const own = [
    ...names.map((name) => entry(name)),
    entry('spare', listed, moving('spare')),
    entry('raw', {
      kind: 'fixed',
      url: `${base}/disk.raw.xz`,
      digest: `sha256:${'0'.repeat(64)}`,
      format: 'raw',
    }),
  ]
  writeFileSync(catalogue, JSON.stringify({images: own}))
  let ended = 0
  await using server = await publisher({
    ...Object.fromEntries([...names, 'spare'].map((name) => [`${name}.sum`, says(sumOf(name))])),
    'sumless.sum': says('d41d8cd98f00b204e9800998ecf8427e  sumless.qcow2\n'),
    'good.qcow2': (request, response) => response.writeHead(request.headers.range === undefined ? 400 : 206).end(qcow2),
    'page.qcow2': says('<!doctype html>'),
    'sumless.qcow2': says(qcow2),
    'stalled.qcow2': () => undefined,
    'endless.qcow2': (_, response) => {
      const write = (): boolean => response.write(qcow2, () => setImmediate(write))
      response.on('close', () => ended++)
      write()
    },
    'spare.qcow2': (_, response) => response.writeHead(302, {location: '/images.example/good.qcow2'}).end(),
    'disk.raw.xz': says(Buffer.from('fd377a585a000004', 'hex')),
  })
  const words = ['--catalogue', catalogue, '--mirror', server.url, '--limit', '3']
  const all = await images('check', ...names, 'spare', 'raw', ...words)
  const at = `${server.url}images.example`
  expect(all).toMatchObject({code: 1, stderr: ''})
  const lines = all.stdout.trimEnd().split('\n')
  expect(lines).toContain(`good x86_64: alive: ${at}/good.qcow2`)
  expect(lines).toContain(`endless x86_64: alive: ${at}/endless.qcow2`)
  expect(lines).toContain(`raw x86_64: alive: ${at}/disk.raw.xz`)
  expect(lines).toContain(`spare x86_64: alive, by a later source: ${at}/spare.qcow2`)
  for (const name of ['page', 'gone', 'sumless', 'stalled']) expect(lines).toContain(`${name} x86_64: dead`)
  expect(all.stdout).toContain(`${at}/page.qcow2 begins with 3c21646f6374 and is no qcow2.`)
  expect(all.stdout).toContain(`${at}/gone.qcow2 could not be got: the server answered 404.`)
  expect(all.stdout).toContain(`${at}/sumless.sum has no SHA-256 or SHA-512 of sumless.qcow2.`)
  expect(all.stdout).toContain('moving: The operation was aborted due to timeout')
  expect(all.stdout).toContain(`${at}/releases/ could not be got: the server answered 404.`)
  expect(lines.at(-1)).toBe('4 alive, 4 dead')
  expect(ended).toBeGreaterThan(0)

  expect(await images('check', 'good', 'spare', ...words)).toMatchObject({code: 0})
})

test('what it is told wrongly, it tells clearly', async () => {
  using place = scratch()
  const catalogue = place.path('catalogue.json')
  writeFileSync(catalogue, JSON.stringify({images: [{name: 'ours'}]}))
  const wrong = await Promise.all([
    images('check', 'debian-31'),
    images('check', '--mirror', 'ftp://m.example'),
    images('list', '--catalogue', catalogue),
    images('list', '--catalogue', place.path('none.json')),
    images('show'),
  ])
  expect(wrong.map(({code, stdout}) => [code, stdout])).toEqual(wrong.map(() => [2, '']))
  expect(wrong.map(({stderr}) => stderr)).toEqual([
    expect.stringMatching(/^There is no image "debian-31" in the catalogue; did you mean debian-13\?/),
    expect.stringContaining('ftp://m.example is not the https URL of a mirror'),
    expect.stringContaining('images[0]: the field title is missing\n'),
    expect.stringContaining('ENOENT'),
    expect.stringContaining('list | check'),
  ])
})
