import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {diskArguments} from '../../src/plan/disk-arguments.ts'
import type {DiskFile, DiskSpec, Forward} from '../../src/plan/devices.ts'
import {noDevices} from '../../src/plan/devices.ts'
import {privateNetworks, tapNetwork, userNetwork} from '../../src/plan/link-arguments.ts'
import {lackingIn} from '../../src/plan/needs.ts'
import {planNetworks} from '../../src/plan/networks.ts'
import type {VmSpec} from '../../src/plan/spec.ts'
import {mebibytes} from '../../src/units.ts'
import {someSpec} from '../support/ledger-entries.ts'

const fresh = {kind: 'new', size: mebibytes(64)} as const
const owned = (access: 'overlay' | 'read-only' | 'writable') =>
  ({kind: 'file', path: '/a,b "c".img', format: 'raw', access}) as const
const raw: DiskFile = {path: '/run/d.raw', format: 'raw'}
const namespace = (more: Partial<NonNullable<DiskSpec['nvme']>> = {}, serial?: string): DiskSpec => ({
  source: fresh,
  bus: 'nvme',
  ...(serial === undefined ? {} : {serial}),
  nvme: {onNamespace: {}, onController: {}, onSubsystem: {}, ...more},
})
const block = (index: number, format = 'raw', filename = '/run/d.raw'): readonly string[] => [
  '-blockdev',
  `{"driver":"${format}","node-name":"disk${index}","discard":"unmap","file":{"driver":"file","filename":"${filename}","discard":"unmap"}}`,
]

describe('the words for disks', () => {
  test.each<[string, readonly DiskSpec[], readonly string[]]>([
    ['none', [], []],
    ['virtio', [{source: fresh, bus: 'virtio'}], [...block(0), '-device', 'virtio-blk-pci,drive=disk0']],
    [
      'two of SCSI: one controller',
      [
        {source: fresh, bus: 'scsi', serial: 's-1'},
        {source: fresh, bus: 'scsi'},
      ],
      [
        ...['-device', 'virtio-scsi-pci,id=scsi'],
        ...[...block(0), '-device', 'scsi-hd,bus=scsi.0,drive=disk0,serial=s-1'],
        ...[...block(1), '-device', 'scsi-hd,bus=scsi.0,drive=disk1'],
      ],
    ],
    [
      'NVMe: a controller each',
      [namespace({}, 'mine'), namespace({onController: {mdts: '0'}})],
      [
        ...['-device', 'nvme,id=nvme0,serial=mine', '-device', 'nvme,id=nvme1,serial=qemu-vm-nvme1,mdts=0'],
        ...[...block(0), '-device', 'nvme-ns,bus=nvme0,drive=disk0'],
        ...[...block(1), '-device', 'nvme-ns,bus=nvme1,drive=disk1'],
      ],
    ],
    [
      'NVMe: namespaces of one controller, whichever line says what it is like',
      [
        namespace({controller: 'a', onNamespace: {nsid: '1'}}),
        namespace({controller: 'a', onNamespace: {nsid: '2', zoned: 'on'}, onController: {mdts: '7'}}, 'deadbeef'),
      ],
      [
        ...['-device', 'nvme,id=nvme0,serial=deadbeef,mdts=7'],
        ...[...block(0), '-device', 'nvme-ns,bus=nvme0,drive=disk0,nsid=1'],
        ...[...block(1), '-device', 'nvme-ns,bus=nvme0,drive=disk1,nsid=2,zoned=on'],
      ],
    ],
    [
      'NVMe: a subsystem where one is asked for',
      [namespace({onSubsystem: {fdp: 'on', 'fdp.nruh': '8'}})],
      [
        ...['-device', 'nvme-subsys,id=nvme0-subsys,fdp=on,fdp.nruh=8'],
        ...['-device', 'nvme,id=nvme0,serial=qemu-vm-nvme0,subsys=nvme0-subsys'],
        ...[...block(0), '-device', 'nvme-ns,bus=nvme0,drive=disk0'],
      ],
    ],
  ])('%s', (_, disks, words) => {
    expect(
      diskArguments(
        disks,
        disks.map(() => raw),
      ),
    ).toEqual(words)
  })

  test.each(['overlay', 'read-only', 'writable'] as const)('a path survives in JSON: %s', (access) => {
    const path = '/a,b "c".img'
    const [, json = ''] = diskArguments([{source: owned(access), bus: 'virtio'}], [{path, format: 'raw'}])
    expect(JSON.parse(json)).toMatchObject({file: {filename: path}})
    expect((JSON.parse(json) as Record<string, unknown>)['read-only']).toBe(access === 'read-only' ? true : undefined)
  })
})

test.each<[readonly Forward[], string]>([
  [[], 'user,id=net,hostfwd=tcp:127.0.0.1:0-:22'],
  [[{protocol: 'tcp', host: 2222, guest: 22}], 'user,id=net,hostfwd=tcp:127.0.0.1:2222-:22'],
  [[{protocol: 'udp', host: 0, guest: 22}], 'user,id=net,hostfwd=tcp:127.0.0.1:0-:22,hostfwd=udp:127.0.0.1:0-:22'],
])('the user network with %j has one way to sshd, and nothing but the loopback', (ports, netdev) => {
  expect(userNetwork(ports)).toEqual(['-netdev', netdev, '-device', 'virtio-net-pci,netdev=net'])
})

describe('private networks', () => {
  const at = (vm: string, job = 'job', network = 'lan') => {
    const [place] = planNetworks([{name: network}], vm, job)
    if (place === undefined) throw new Error('no place')
    return place
  }

  test('VMs of a job meet, each with a MAC and an address of its own, the same in every job', () => {
    const [one, two, other] = [at('one'), at('two'), at('one', 'another job')]
    expect([one.group, one.port]).toEqual([two.group, two.port])
    expect(new Set([one.mac, two.mac, one.address, two.address]).size).toBe(4)
    expect([other.mac, other.address]).toEqual([one.mac, one.address])
    expect(one).toEqual({
      ...{name: 'lan', group: '239.255.63.219', port: 13_706},
      ...{mac: '52:54:b1:fd:b3:df', address: '10.239.123.204/16'},
    })
  })

  test('jobs, and networks of a job, never meet', () => {
    const links = ['a', 'b', 'c'].flatMap((job) => ['lan', 'wan'].map((network) => at('vm', job, network)))
    expect(new Set(links.map(({group, port}) => `${group}:${port}`)).size).toBe(6)
  })

  test('are within what is meant for it, whatever the names', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (vm, job, network) => {
        const {group, port, mac, address} = at(vm, job, network)
        expect(group).toMatch(/^239\.255\.\d{1,3}\.\d{1,3}$/)
        expect(port >= 1024 && port < 32_768).toBe(true)
        expect(mac).toMatch(/^52:54(:[0-9a-f]{2}){4}$/)
        expect(address).toMatch(/^10\.(12[89]|1[3-9]\d|2[0-4]\d|25[0-5])\.\d{1,3}\.\d{1,3}\/16$/)
        expect(address).not.toMatch(/\.0\.0\/|\.255\.255\//)
      }),
    )
  })

  test('are told to QEMU and to the guest', () => {
    const place = {name: 'lan', group: '239.255.1.2', port: 5000, mac: '52:54:00:00:00:01', address: '10.9.0.1/24'}
    expect(privateNetworks([place])).toEqual([
      ...['-netdev', 'socket,id=net-lan,mcast=239.255.1.2:5000,localaddr=127.0.0.1'],
      ...['-device', 'virtio-net-pci,netdev=net-lan,mac=52:54:00:00:00:01'],
      ...['-fw_cfg', 'name=opt/qemu-vm/networks,string=lan 52:54:00:00:00:01 10.9.0.1/24\n'],
    ])
    expect(privateNetworks([])).toEqual([])
  })
})

test('a tap is opened by its name, and no script is run for it', () => {
  expect(tapNetwork('qv0badcafe')).toEqual([
    ...['-netdev', 'tap,id=net-tap,ifname=qv0badcafe,script=no,downscript=no'],
    ...['-device', 'virtio-net-pci,netdev=net-tap'],
  ])
})

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['7.2.22', {fdp: 'on'}, ['disks: fdp needs QEMU 8.0 or newer.']],
  ['8.0.0', {fdp: 'on'}, []],
  ['10.0.2', {'fdp.nruh': '8'}, []],
  ['6.2.0', {'zoned.zrwas': '1M'}, ['disks: zoned.zrwas needs QEMU 7.0 or newer.']],
  ['6.2.0', {zoned: 'on'}, []],
])('QEMU %s with %j lacks %j', (version, options, lacking) => {
  const disk = namespace({onSubsystem: options})
  expect(lackingIn(version, {...someSpec, devices: {...noDevices, disks: [disk]}})).toEqual(lacking)
})

test('a guest of riscv64 has no place for a key in QEMU 7.1 and 7.2, and needs another way in', () => {
  const riscv: VmSpec = {...someSpec, arch: 'riscv64', machine: 'virt', access: {user: 'root'}, ready: {kind: 'login'}}
  expect(lackingIn('7.2.22', riscv)).toEqual([
    expect.stringContaining('riscv64 needs 8.0 or newer, or ssh-key, or password'),
  ])
  expect(lackingIn('8.0.0', riscv)).toEqual([])
  expect(lackingIn('7.2.22', riscv, true)).toEqual([])
  expect(lackingIn('7.2.22', {...riscv, access: {user: 'root', keyFile: '/key'}})).toEqual([])
  expect(lackingIn('7.2.22', {...riscv, ready: {kind: 'none'}})).toEqual([])
})
