import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {directoriesOf, ledgerPath, lockPath, pathsOf} from '../../src/plan/paths.ts'
import {idOfTag, parseVmId, tagOf, type VmId} from '../../src/units.ts'

const id = parseVmId('0badcafe') as VmId
const long = (length: number, letter = 'x'): string => `/${letter.repeat(length - 1)}`

/** As ssh binds it: under a temporary name first. */
const socketsOf = (state: string): readonly string[] => {
  const paths = pathsOf(id, state)
  const {qmpSocket, keeperSocket, stopSocket, agentSocket, sshSocket} = paths
  return [qmpSocket, keeperSocket, stopSocket, agentSocket, `${sshSocket}.0123456789abcdef`]
}

describe('the paths of a VM', () => {
  test('lie in its run directory, and the tag is in every name that must be found again', () => {
    const {run, sockets, ...files} = pathsOf(id, '/state')
    expect([run, sockets]).toEqual(['/state/qemu-vm-0badcafe', '/state/qemu-vm-0badcafe'])
    for (const path of Object.values(files)) expect(path.startsWith(`${run}/`)).toBe(true)
    expect(new Set(Object.values(files)).size).toBe(Object.values(files).length)
    expect(directoriesOf(id, '/state')).toEqual({run, short: '/tmp/qemu-vm-0badcafe'})
    expect(ledgerPath('/state', id)).toBe('/state/qemu-vm-0badcafe.jsonl')
    expect(lockPath('/a.jsonl/qemu-vm-0badcafe.jsonl')).toBe('/a.jsonl/qemu-vm-0badcafe.lock')
  })

  // 18 bytes of tag and slash, 9 of ssh.sock and slash, 17 that ssh adds: 107 bytes at most
  test.each([
    [long(64), true],
    [long(65), false],
    [long(400), false],
    [long(32, 'ü'), true],
    [long(33, 'ü'), false],
    [long(16, '🐧'), true],
    [long(17, '🐧'), false],
  ])('of the sockets are short enough: %s', (state, fits) => {
    expect(pathsOf(id, state).sockets === pathsOf(id, state).run).toBe(fits)
    for (const path of socketsOf(state)) expect(Buffer.byteLength(path)).toBeLessThanOrEqual(107)
  })

  test('of the sockets are short enough whatever the state directory is', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', maxLength: 120}), (name) => {
        for (const path of socketsOf(`/${name}`)) expect(Buffer.byteLength(path)).toBeLessThanOrEqual(107)
        const {run, sockets} = pathsOf(id, `/${name}`)
        expect([run, directoriesOf(id, `/${name}`).short]).toContain(sockets)
      }),
    )
  })

  test('are those of one id only', () => {
    const other = parseVmId('0badcaff') as VmId
    expect(idOfTag(tagOf(other))).toBe(other)
    const [mine, others] = [pathsOf(id, '/state'), pathsOf(other, '/state')].map(
      (paths) => new Set(Object.values(paths)),
    )
    expect([...(mine ?? [])].filter((path) => others?.has(path) === true)).toEqual([])
  })
})
