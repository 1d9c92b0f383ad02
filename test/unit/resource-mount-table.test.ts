import {expect, test} from 'vitest'
import {isWithin, mountOf, readMounts, type Mount} from '../../src/host/mounts.ts'

const mount = (id: number, point: string): Mount => ({
  ...{id, parent: 1, device: '0:1', root: '/', point, filesystem: 'ext4', source: '/dev/sda1'},
})

test('a path lies in the last of the deepest mounts above it', () => {
  const mounts = [mount(1, '/'), mount(2, '/a'), mount(3, '/a/b'), mount(4, '/a/b'), mount(5, '/ab')]
  const idOf = (path: string): number | undefined => mountOf(path, mounts)?.id
  expect(['/', '/x', '/a', '/a/c', '/a/b', '/a/b/c', '/a/bc', '/ab/c'].map(idOf)).toEqual([1, 1, 2, 2, 4, 4, 2, 5])
  expect(mountOf('/x', [])).toBeUndefined()
})

test('a name that begins alike is not within', () => {
  expect([isWithin('/a', '/a'), isWithin('/a/b', '/a'), isWithin('/ab', '/a'), isWithin('/a', '/')]).toEqual([
    ...[true, true, false, true],
  ])
})

test('the mounts of this process are read', () => {
  const root = readMounts().findLast(({point}) => point === '/')
  expect(root?.device).toMatch(/^\d+:\d+$/)
  expect(readMounts().find(({point}) => point === '/proc')).toMatchObject({filesystem: 'proc', root: '/'})
})
