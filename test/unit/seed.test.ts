import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import type {GuestFacts} from '../../src/catalogue/guest-facts.ts'
import {ignitionConfig, seedFiles, type FirstBoot} from '../../src/guest/seed.ts'
import type {VmId} from '../../src/units.ts'

const guest: GuestFacts = {user: 'debian', firmware: 'either', seed: 'nocloud', console: 'serial', agent: 'absent'}
const hostKey = {private: '-----BEGIN\nsecret\n-----END\n', public: 'ssh-ed25519 HOST'}
const first: FirstBoot = {
  id: '0badcafe' as VmId,
  name: 'vm',
  user: 'debian',
  publicKey: 'ssh-ed25519 KEY',
  guest,
  hostKey,
}
const userDataOf = (more: Partial<FirstBoot>): Record<string, unknown> =>
  parse(seedFiles({...first, ...more})['user-data'] ?? '') as Record<string, unknown>

describe('a NoCloud seed', () => {
  test('tells who the VM is, whose key it takes, and which host key it has', () => {
    const files = seedFiles(first)
    expect(Object.keys(files)).toEqual(['meta-data', 'user-data'])
    expect(parse(files['meta-data'] ?? '')).toEqual({
      'instance-id': 'qemu-vm-0badcafe',
      'local-hostname': 'vm',
      'public-keys': ['ssh-ed25519 KEY'],
    })
    expect(files['user-data']).toMatch(/^#cloud-config\n/)
    expect(userDataOf({})).toMatchObject({
      datasource_list: ['NoCloud'],
      ssh_authorized_keys: ['ssh-ed25519 KEY'],
      ssh_keys: {ed25519_private: hostKey.private, ed25519_public: hostKey.public},
      bootcmd: [
        ['sh', '-c', expect.stringMatching(/DefaultTimeoutStopSec=15s.*; systemctl daemon-reload &$/) as unknown],
      ],
      manage_etc_hosts: 'localhost',
    })
    expect(userDataOf({})).not.toHaveProperty('users')
    expect(userDataOf({})).not.toHaveProperty('ssh_genkeytypes')
  })

  test('has a guest that makes its host key itself make one, and not a slow one', () => {
    const {id, name, user} = first
    const config = parse(seedFiles({id, name, user})['user-data'] ?? '') as unknown
    expect(config).toMatchObject({ssh_genkeytypes: ['ed25519']})
    expect(config).not.toHaveProperty('ssh_keys')
  })

  test('leaves the user data of the user as they are, and gives ours as vendor data', () => {
    const files = seedFiles({...first, userData: '#!/bin/sh\necho mine'})
    expect(files['user-data']).toBe('#!/bin/sh\necho mine')
    expect(files['vendor-data']).toBe(seedFiles(first)['user-data'])
  })

  test('lets root in where root is asked for, and makes a user that the image does not have', () => {
    expect(userDataOf({user: 'root'})).toMatchObject({disable_root: false})
    expect(userDataOf({user: 'me'})['users']).toEqual([
      'default',
      {name: 'me', sudo: 'ALL=(ALL) NOPASSWD:ALL', ssh_authorized_keys: ['ssh-ed25519 KEY']},
    ])
  })

  test('knows what is odd about a guest', () => {
    const quirky = {...guest, quirks: ['wait-online', 'locked-user']} as const
    expect(parse(seedFiles({...first, guest: quirky})['network-config'] ?? '')).toMatchObject({version: 2})
    expect(userDataOf({guest: quirky})['users']).toMatchObject([{name: 'debian', lock_passwd: false, passwd: '*'}])
    expect(userDataOf({guest: {...guest, seedReader: 'nuageinit'}})).not.toHaveProperty('bootcmd')
  })

  test('is YAML whatever a name or a key holds', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), fc.string(), (name, publicKey) => {
        const files = seedFiles({...first, name, publicKey})
        expect(parse(files['meta-data'] ?? '')).toMatchObject({'local-hostname': name, 'public-keys': [publicKey]})
      }),
      {numRuns: 50},
    )
  })
})

test('a configuration for Ignition has the key and the host key; one of the user is given as it is', () => {
  const config = JSON.parse(ignitionConfig({...first, user: 'core'})) as {
    readonly passwd: unknown
    readonly storage: {readonly files: readonly {readonly path: string; readonly contents: {readonly source: string}}[]}
  }
  expect(config.passwd).toEqual({users: [{name: 'core', sshAuthorizedKeys: ['ssh-ed25519 KEY']}]})
  const [secret] = config.storage.files
  expect(secret).toMatchObject({path: '/etc/ssh/ssh_host_ed25519_key', mode: 0o600})
  expect(decodeURIComponent(secret?.contents.source ?? '')).toBe(`data:,${hostKey.private}`)
  expect(ignitionConfig({...first, userData: '{}'})).toBe('{}')
})
