import {expect, test} from 'vitest'
import {freeSpace, roomIn} from '../../src/host/room.ts'
import {scratch} from '../support/scratch.ts'

test('what is yet to be made is bounded by the disk on which it will lie', () => {
  using place = scratch('room')
  const free = freeSpace(place.directory) ?? NaN
  const room = roomIn(place.path('not', 'there', 'yet'))
  // Others write to the disk as well
  expect(Math.abs(Math.max(free - 256 * 1024 ** 2, 0) - room)).toBeLessThan(64 * 1024 ** 2)
})
