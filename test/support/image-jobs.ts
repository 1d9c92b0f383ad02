import {createHash} from 'node:crypto'
import * as fs from 'node:fs'
import type {Digest} from '../../src/catalogue/digest.ts'
import type {Host} from '../../src/host/host.ts'
import {obtainImage, type ObtainedImage, type ObtainOptions, type WantedImage} from '../../src/images/obtain.ts'
import {leaseOf, prepareStore} from '../../src/images/store.ts'
import {expect} from 'vitest'
import {millis, type VmId} from '../../src/units.ts'
import {fileServer, type Answer} from './file-server.ts'
import {keptLog, realHost} from './real-host.ts'
import {scratch, someVm, type Scratch} from './scratch.ts'

/** A machine with a cache of images, on which VMs obtain some. */
export interface ImageMachine extends Disposable {
  readonly place: Scratch
  readonly cacheDirectory: string
  readonly host: Host
  /** As main does for one VM. */
  obtain(wanted: WantedImage, options?: Partial<ObtainOptions>): Promise<ObtainedImage & {readonly vm: VmId}>
  /** As stop() does. */
  release(vm: VmId): void
  /** What is in the cache and in the leases, by name. */
  files(): readonly string[]
}

/** Makes one below the directory for temporary files; disposing removes it. */
export function imageMachine(host: Host = realHost()): ImageMachine {
  const place = scratch('images')
  const cacheDirectory = place.path('tools', 'qemu-vm', 'images')
  const release = (vm: VmId): void => {
    fs.rmSync(leaseOf(cacheDirectory, vm), {recursive: true, force: true})
  }
  return {
    place,
    cacheDirectory,
    host,
    async obtain(wanted, options = {}) {
      const vm = options.vm ?? someVm()
      prepareStore(cacheDirectory)
      fs.mkdirSync(leaseOf(cacheDirectory, vm))
      try {
        const {signal = AbortSignal.timeout(30_000), idle = millis(5000)} = options
        const image = await obtainImage(wanted, {cacheDirectory, mayInstall: false, ...options, vm, signal, idle}, host)
        return {...image, vm}
      } catch (error) {
        release(vm)
        throw error
      }
    },
    release,
    files: () => fs.readdirSync(cacheDirectory, {recursive: true, encoding: 'utf8'}).sort(),
    [Symbol.dispose]: () => {
      place[Symbol.dispose]()
    },
  }
}

export const digestOf = (content: Buffer | string, algorithm: Digest['algorithm'] = 'sha256'): Digest => ({
  algorithm,
  hex: createHash(algorithm).update(content).digest('hex'),
})

/** A disk of 3 MiB: some code, noise that does not pack, and zeros. */
export function someDisk(): Buffer {
  const disk = Buffer.alloc(3 * 1024 ** 2)
  disk.write('\xeb\x63\x90 boot code', 'latin1')
  for (let at = 4096, seed = 'noise'; at < 1_200_000; at += 64) {
    const noise = createHash('sha512').update(seed).digest()
    noise.copy(disk, at)
    seed = noise.toString('hex')
  }
  return disk
}

/** What comes of an answer: it arrives, after what was asked, and nothing else is left; or it is an error, and nothing is. `idle`: how
 * long the server may be silent. */
export async function playDownload(
  answer: Answer,
  {path = '/disk.raw', ...wanted}: {path?: string; digest?: Digest} = {digest: digestOf(someDisk())},
  idle = millis(10_000),
) {
  const log = keptLog()
  using machine = imageMachine({...realHost(), log})
  await using server = await fileServer()
  const url = server.put(path, answer)
  const began = performance.now()
  const result = await machine.obtain({url, ...wanted}, {idle}).then(
    (image) => {
      const isDisk = fs.readFileSync(image.path).equals(someDisk())
      machine.release(image.vm)
      return {image, isDisk, error: undefined}
    },
    (error: unknown) => ({image: undefined, isDisk: false, error}),
  )
  const took = performance.now() - began
  return {...result, asked: server.asked, headers: server.headers, files: machine.files(), log: log.lines, url, took}
}

/** A QemuVmError, in an expectation. */
export const thrownWith = (code: string, message: RegExp) =>
  expect.objectContaining({code, message: expect.stringMatching(message) as unknown}) as unknown
