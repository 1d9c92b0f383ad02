import {describe, expect, test} from 'vitest'
import {qemuArguments} from '../../src/plan/arguments.ts'
import {pathsOf} from '../../src/plan/paths.ts'
import type {OfferedShare, Share} from '../../src/plan/shares.ts'
import {readMounted} from '../../src/phases/shares.ts'
import {virtiofsdWords, waysFor, type ShareMeans} from '../../src/qemu/share-means.ts'
import type {VmId} from '../../src/units.ts'
import {someSpec} from '../support/ledger-entries.ts'

const share: Share = {from: '/a,b', to: '/srv/b', access: 'writable'}
const readOnly: Share = {...share, access: 'read-only'}
const offered: OfferedShare = {...share, tag: 'share0', ways: ['9p', 'virtiofs']}

test('QEMU is told of both ways, and gets memory that virtiofsd can map', () => {
  const words = (shares: readonly OfferedShare[]): string =>
    qemuArguments({
      ...{id: '0badcafe' as VmId, spec: someSpec, paths: pathsOf('0badcafe' as VmId, '/state'), shares},
      ...{accelerator: 'tcg', features: {version: '7.2.22'}},
    }).join(' ')
  const [none, plain, both] = [[], [{...offered, ...readOnly, ways: ['9p'] as const}], [offered]].map(words)
  expect(none).not.toMatch(/share|memfd/)
  expect(plain).toContain(
    '-fsdev local,id=share0,path=/a,,b,security_model=none,multidevs=remap,readonly=on -device virtio-9p-pci,fsdev=share0,mount_tag=share0',
  )
  expect(plain).not.toMatch(/vhost-user|memfd/)
  expect(both).toContain('-object memory-backend-memfd,id=ram,size=512M,share=on -machine type=q35,memory-backend=ram')
  expect(both).toContain('readonly=off')
  expect(both).toContain(
    '-chardev socket,id=share0,path=/state/qemu-vm-0badcafe/share0.sock -device vhost-user-fs-pci,chardev=share0,tag=share0',
  )
})

test.each<[Share, ShareMeans, readonly string[]]>([
  [share, {has9p: true}, ['9p']],
  [share, {has9p: false}, []],
  [share, {has9p: true, virtiofsd: {path: '/v', dialect: 'c', canBeReadOnly: false}}, ['9p', 'virtiofs']],
  [readOnly, {has9p: true, virtiofsd: {path: '/v', dialect: 'c', canBeReadOnly: false}}, ['9p']],
  [readOnly, {has9p: false, virtiofsd: {path: '/v', dialect: 'rust', canBeReadOnly: true}}, ['virtiofs']],
])('what the host offers: %j with %j', (one, means, ways) => {
  expect(waysFor(one, means)).toEqual(ways)
})

test('virtiofsd is told in its own words', () => {
  const at = {...readOnly, socket: '/s'}
  expect(virtiofsdWords({path: '/v', dialect: 'c', canBeReadOnly: false}, at)).toEqual([
    ...['/v', '--socket-path=/s', '-o', 'sandbox=namespace,source=/a\\,b'],
  ])
  expect(virtiofsdWords({path: '/v', dialect: 'rust', canBeReadOnly: true}, at)).toEqual([
    ...['/v', '--socket-path=/s', '--shared-dir=/a,b', '--sandbox=namespace', '--readonly'],
  ])
})

describe('what the guest says of a share', () => {
  const said = (stdout: string, stderr = '', one = offered) => readMounted(one, {code: 1, stdout, stderr})

  test('names the way that it took, and a user who is not the owner', () => {
    expect(said('no 9p\nmounted virtiofs\nowner 1001 0\n')).toEqual({way: 'virtiofs', remarks: []})
    expect(said('mounted 9p\nowner 1001 1001\n').remarks).toEqual([])
    expect(said('mounted 9p\nowner 1001 1000\n').remarks).toEqual([
      expect.stringContaining('belongs to user 1001, and not to the one who logs in (1000)'),
    ])
  })

  test.each([
    ['no 9p\nno virtiofs\n', '', /kernel has no 9p and no virtiofs\./, /Use a guest whose kernel has 9p or virtiofs/],
    ['no 9p\nfailed virtiofs mount: bad\u001b[1m\n', '', /kernel has no 9p; virtiofs: mount: bad/, /needs root/],
    ['', 'sudo: a password is required\n', /sudo: a password is required/, /needs root in the guest/],
  ])('is an error with what is missing: %j', (stdout, stderr, message, hint) => {
    const error = (() => {
      try {
        return said(stdout, stderr)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toMatchObject({message: expect.stringMatching(message) as unknown, hint: expect.stringMatching(hint) as unknown}) // prettier-ignore
    expect((error as Error).message).not.toContain('\u001b')
  })

  test('is an error that names what the host lacks, where the guest knows that', () => {
    const only9p: OfferedShare = {...offered, ways: ['9p']}
    expect(() => said('no 9p\nhas virtiofs\n', '', only9p)).toThrow(
      expect.objectContaining({hint: expect.stringMatching(/install virtiofsd on this host/) as unknown}) as Error,
    )
  })
})
