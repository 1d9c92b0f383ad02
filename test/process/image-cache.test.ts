import {spawn} from 'node:child_process'
import {once} from 'node:events'
import * as fs from 'node:fs'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {cacheServer, type CacheFault, type CacheServer} from '../support/cache-server.ts'
import {fileServer, serve} from '../support/file-server.ts'
import {digestOf, imageMachine, someDisk} from '../support/image-jobs.ts'
import {someVm} from '../support/scratch.ts'
import {through} from '../support/through.ts'

const disk = someDisk()

interface Played {
  readonly hit: string
  readonly isDisk: boolean
  /** What was printed, commands of the runner included. */
  readonly out: string
}

/** A job on a machine that has never been used before, as the hosted ones are, of which the paths are the same each time. */
async function hosted(
  cache: CacheServer,
  url: string,
  content: Buffer,
  env: Record<string, string> = {},
): Promise<Played> {
  using machine = imageMachine()
  // Where it lies is in the version of an entry
  const home = join('/tmp', `hosted-${digestOf(cache.actionsEnv['ACTIONS_RESULTS_URL'] ?? '').hex.slice(0, 8)}`)
  const [temp, workspace] = [join(home, '_temp'), join(home, 'repo', 'repo')]
  for (const directory of [temp, workspace]) fs.mkdirSync(directory, {recursive: true})
  try {
    const vm = someVm()
    const words = JSON.stringify({url, digest: digestOf(content), cacheDirectory: machine.cacheDirectory, vm})
    const program = join(import.meta.dirname, '../support/children/obtain.ts')
    const child = spawn(process.execPath, [program, words], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: workspace,
      env: {
        PATH: process.env['PATH'] ?? '',
        ...{RUNNER_TEMP: temp, GITHUB_WORKSPACE: workspace, GITHUB_SERVER_URL: 'https://github.com'},
        ...{...cache.actionsEnv, ...env},
      },
    })
    const exited = once(child, 'exit')
    const out = await text(child.stdout)
    const [status] = (await exited) as [number | null]
    expect({status, out}).toEqual({status: 0, out: expect.stringMatching(/"hit"/) as unknown})
    const {path, hit} = JSON.parse(out.trim().split('\n').at(-1) ?? '') as {path: string; hit: string}
    const isDisk = fs.readFileSync(path).equals(disk)
    // No image stays in the job's directory: neither what was restored nor what was saved
    const left = fs.readdirSync(temp).filter((name) => name.startsWith('qemu-vm'))
    expect(left).toEqual([])
    machine.release(vm)
    expect(machine.files()).toHaveLength(1)
    return {hit, isDisk, out}
  } finally {
    fs.rmSync(home, {recursive: true, force: true})
  }
}

describe.concurrent('the cache of GitHub Actions', () => {
  test.each([
    ['as it is', disk, '/disk.raw'],
    ['packed', gzipSync(disk), '/disk.raw.gz'],
  ])('has for the second job what the first one got, %s', async (_, published, path) => {
    await using cache = await cacheServer()
    await using server = await fileServer()
    const url = server.put(path, serve(published))
    expect(await hosted(cache, url, published)).toMatchObject({hit: 'none', isDisk: true})
    expect(cache.keys).toEqual([`qemu-vm-image-1-sha256-${digestOf(published).hex}.1`])
    expect(await hosted(cache, url, published)).toMatchObject({hit: 'actions', isDisk: true})
    expect(server.asked).toEqual([path])
    expect(cache.keys).toHaveLength(1)
  })

  test('is not believed: what is damaged or forged in it is noticed and replaced', async () => {
    await using cache = await cacheServer()
    await using server = await fileServer()
    const url = server.put('/disk.raw', serve(disk))
    await hosted(cache, url, disk)
    cache.change((archive) => archive.fill(0xaa, 20_000, 20_100))
    expect(await hosted(cache, url, disk)).toMatchObject({hit: 'none', isDisk: true})
    cache.change((archive) => {
      const tar = Buffer.from(through(['zstd', '-dc'], archive))
      tar.write('evil', tar.indexOf('boot code'))
      return through(['zstd', '-c'], tar)
    })
    const forged = await hosted(cache, url, disk)
    expect(forged).toMatchObject({hit: 'none', isDisk: true})
    expect(forged.out).toMatch(/What the cache of GitHub Actions has for .* is of no use: .* expected sha256/)
    expect(cache.keys.map((key) => key.split('.').at(-1))).toEqual(['1', '2', '3'])
    expect(await hosted(cache, url, disk)).toMatchObject({hit: 'actions', isDisk: true})
    expect(server.asked).toHaveLength(3)
  })

  test.each<[string, CacheFault, Record<string, string>]>([
    ['refuses', () => ({status: 403, body: {msg: 'cache read denied: no'}}), {}],
    ['says nothing sensible', () => ({status: 200, body: {ok: 'perhaps'}}), {}],
    ['cannot be written to', ({method}) => (method === 'PUT' ? {status: 403} : undefined), {}],
    [
      'knows the key already',
      ({method}) =>
        method === 'CreateCacheEntry' ? {status: 409, body: {code: 'already_exists', msg: 'x'}} : undefined,
      {},
    ],
    ['is limited', () => ({status: 429, body: {msg: 'slow down'}}), {}],
    ['may not be used', () => undefined, {ACTIONS_CACHE_MODE: 'none'}],
    ['gives no token', () => undefined, {ACTIONS_RUNTIME_TOKEN: ''}],
    ['is not there', () => undefined, {ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/'}],
  ])('that %s costs nothing but the download', async (_, fault, env) => {
    await using cache = await cacheServer()
    await using server = await fileServer()
    cache.fault = fault
    const url = server.put('/disk.raw', serve(disk))
    expect(await hosted(cache, url, disk, env)).toMatchObject({hit: 'none', isDisk: true})
    expect(cache.keys).toEqual([])
  })

  test('that may only be read is read, and not written to', async () => {
    await using cache = await cacheServer()
    await using server = await fileServer()
    const url = server.put('/disk.raw', serve(disk))
    await hosted(cache, url, disk)
    const other = gzipSync(disk)
    const otherUrl = server.put('/other.gz', serve(other))
    const mode = {ACTIONS_CACHE_MODE: 'read'}
    expect(await hosted(cache, url, disk, mode)).toMatchObject({hit: 'actions', isDisk: true})
    expect(await hosted(cache, otherUrl, other, mode)).toMatchObject({hit: 'none', isDisk: true})
    expect(cache.keys).toHaveLength(1)
  })

  test('that stalls is not waited for', async () => {
    await using cache = await cacheServer()
    await using server = await fileServer()
    const url = server.put('/disk.raw', serve(disk))
    await hosted(cache, url, disk)
    cache.fault = ({method}) => (method === 'GET' ? {status: 200, stallAfter: 50_000} : undefined)
    expect(await hosted(cache, url, disk)).toMatchObject({hit: 'none', isDisk: true})
  })
})
