import {randomBytes} from 'node:crypto'
import * as fs from 'node:fs'
import {expect, test} from 'vitest'
import {writeSparse} from '../../src/images/sparse-file.ts'
import {thrownWith as error} from '../support/image-jobs.ts'
import {scratch, tmpfsScratch} from '../support/scratch.ts'

const mib = 1024 ** 2
const noLimits = {size: 1024 * mib, space: 1024 * mib}

async function* portions(count: number): AsyncGenerator<Buffer> {
  for (let index = 0; index < count; index++) yield await Promise.resolve(randomBytes(mib))
}

const isOpen = (path: string): boolean =>
  fs.readdirSync('/proc/self/fd').some((fd) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${fd}`) === path
    } catch {
      return false // that of the directory itself
    }
  })

test('a file that was written is closed', async () => {
  using place = scratch('sparse')
  await expect(writeSparse(place.path('disk'), portions(3), noLimits)).resolves.toBe(3 * mib)
  expect(isOpen(place.path('disk'))).toBe(false)
})

test('a disk that is full is said so, and the file is closed', async () => {
  using place = tmpfsScratch('size=4m,mode=700')
  const writing = writeSparse(place.path('disk'), portions(8), noLimits)
  await expect(writing).rejects.toEqual(error('resource', /is too full for the image/))
  expect(isOpen(place.path('disk'))).toBe(false)
})
