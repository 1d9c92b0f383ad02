import {describe, expect, test} from 'vitest'
import {QemuVmError} from '../../src/errors.ts'
import {resolveImage} from '../../src/images/resolve.ts'
import {debian, debianFile, debianWeb, entryOf, hashOf, resolve, web} from '../support/publishers.ts'

describe('when the newest is not as it should be', () => {
  const moving = 'debian-13-genericcloud-amd64.qcow2'
  const movingWeb = {[`${debian}/latest/SHA512SUMS`]: `${hashOf('x', 'sha512')}  ${moving}\n`}
  const fallback = {url: `${debian}/latest/${moving}`, isDated: false, digest: {hex: hashOf('x', 'sha512')}}

  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['the listing cannot be read', {}],
    ['the listing lists nothing of the kind', {[`${debian}/`]: '<html>Please enable JavaScript.</html>'}],
    ['no directory has the file', {...debianWeb, [`${debian}/20260712-2537/`]: ''}],
    ['the sums are missing', {...debianWeb, [`${debian}/20260712-2537/SHA512SUMS`]: undefined as never}],
    ['the sums lack the file', {...debianWeb, [`${debian}/20260712-2537/SHA512SUMS`]: 'abc'}],
  ])('%s: the moving name is taken, and said to be moving', async (_, texts) => {
    const image = await resolve('debian-13', {...texts, ...movingWeb})
    expect(image).toMatchObject(fallback)
    expect(image.passedOver).toEqual([expect.stringContaining(debian)])
  })

  test('a directory that is still empty is passed over for the one before it', async () => {
    const file = debianFile.replace('20260712-2537', '20260601-2496')
    const image = await resolve('debian-13', {
      ...{...debianWeb, [`${debian}/20260712-2537/`]: ''},
      [`${debian}/20260601-2496/`]: `<a href="${file}">`,
      [`${debian}/20260601-2496/SHA512SUMS`]: `${hashOf(file, 'sha512')}  ${file}\n`,
    })
    expect(image).toMatchObject({url: `${debian}/20260601-2496/${file}`, isDated: true})
  })

  test('no more than three directories are looked at', async () => {
    const dates = ['20260101-1', '20260201-1', '20260301-1', '20260401-1', '20260501-1']
    const {asked, readText} = web({[`${debian}/`]: dates.map((date) => `<a href="${date}/">`).join('')})
    await expect(resolveImage({entry: entryOf('debian-13'), arch: 'x86_64'}, readText)).rejects.toThrow()
    expect(asked.slice(1, 4)).toEqual(
      dates
        .slice(2)
        .toReversed()
        .map((date) => `${debian}/${date}/`),
    )
    expect(asked[4]).toBe(`${debian}/latest/SHA512SUMS`)
  })

  test('nothing found is an error that says what was tried', async () => {
    await expect(resolve('debian-13', {[`${debian}/`]: ''})).rejects.toMatchObject({
      code: 'image-not-found',
      message: `Debian 13 (trixie) for x86_64 could not be found. ${debian}/ names no *-*. ${debian}/latest/SHA512SUMS is not there (404).`,
      hint: expect.stringContaining('mirror') as unknown,
    })
  })

  test('sums that lack the file are an error that names both', async () => {
    const base =
      'https://download.opensuse.org/distribution/leap/16.0/appliances/Leap-16.0-Minimal-VM.x86_64-Cloud.qcow2'
    await expect(resolve('opensuse-leap-16', {[`${base}.sha256`]: 'moved'})).rejects.toThrow(
      `${base}.sha256 has no SHA-256 or SHA-512 of Leap-16.0-Minimal-VM.x86_64-Cloud.qcow2.`,
    )
  })

  test('an architecture that there is not is an error that names those that there are', async () => {
    await expect(resolve('arch', {}, {arch: 'riscv64'})).rejects.toMatchObject({
      code: 'image-not-found',
      message: 'Arch Linux is not published for riscv64, only for x86_64.',
    })
  })

  test.each([new QemuVmError('cancelled', 'The job was canceled.'), new TypeError('a mistake of ours')])(
    'what another source cannot cure ends the search: %s',
    async (error) => {
      const asked: string[] = []
      const readText = (url: string): Promise<string> => {
        asked.push(url)
        return Promise.reject(error)
      }
      await expect(resolveImage({entry: entryOf('debian-13'), arch: 'x86_64'}, readText)).rejects.toBe(error)
      expect(asked).toHaveLength(1)
    },
  )
})
