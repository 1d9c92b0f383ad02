import {describe, expect, test} from 'vitest'
import {disks} from '../../src/inputs/disks.ts'
import {forwards, networks, tap} from '../../src/inputs/links.ts'
import type {Surroundings} from '../../src/inputs/parsers.ts'
import type {DiskSpec, Forward} from '../../src/plan/devices.ts'

const surroundings: Surroundings = {workspace: '/ws', look: () => 'file'}
const none = {onNamespace: {}, onController: {}, onSubsystem: {}}

test.each<[string, readonly Forward[]]>([
  ['80', [{protocol: 'tcp', host: 0, guest: 80}]],
  ['0:80', [{protocol: 'tcp', host: 0, guest: 80}]],
  [
    '  8080:80\r\n\n tcp:443 ',
    [
      {protocol: 'tcp', host: 8080, guest: 80},
      {protocol: 'tcp', host: 0, guest: 443},
    ],
  ],
  [
    'udp:5353:53\n53',
    [
      {protocol: 'udp', host: 5353, guest: 53},
      {protocol: 'tcp', host: 0, guest: 53},
    ],
  ],
  ['2222:22', [{protocol: 'tcp', host: 2222, guest: 22}]],
])('the ports %j', (text, value) => {
  expect(forwards(text, surroundings)).toEqual({value})
})

describe('disks', () => {
  test.each<[string, DiskSpec]>([
    ['size=8G', {source: {kind: 'new', size: 8192 as never}, bus: 'virtio'}],
    ['size=512M bus=scsi serial=data-1', {source: {kind: 'new', size: 512 as never}, bus: 'scsi', serial: 'data-1'}],
    ['file=a.qcow2', {source: {kind: 'file', path: '/ws/a.qcow2', format: 'detect', access: 'overlay'}, bus: 'virtio'}],
    [
      `'file=my disk,1.img' format=raw writable`,
      {source: {kind: 'file', path: '/ws/my disk,1.img', format: 'raw', access: 'writable'}, bus: 'virtio'},
    ],
    [
      'file=/a=b read-only=true',
      {source: {kind: 'file', path: '/a=b', format: 'detect', access: 'read-only'}, bus: 'virtio'},
    ],
    ['size=1G bus=nvme', {source: {kind: 'new', size: 1024 as never}, bus: 'nvme', nvme: none}],
    [
      'size=1G bus=nvme controller=nvme0 nsid=2 mdts=7 zoned zoned.zone_size=64M fdp=on fdp.nruh=8',
      {
        source: {kind: 'new', size: 1024 as never},
        bus: 'nvme',
        nvme: {
          controller: 'nvme0',
          onNamespace: {nsid: '2', zoned: 'on', 'zoned.zone_size': '64M'},
          onController: {mdts: '7'},
          onSubsystem: {fdp: 'on', 'fdp.nruh': '8'},
        },
      },
    ],
  ])('%s', (text, disk) => {
    expect(disks(text, surroundings)).toEqual({value: [disk]})
  })
})

test('networks, with addresses and without', () => {
  expect(networks('lan\nbackend=10.9.0.1/24', surroundings)).toEqual({
    value: [{name: 'lan'}, {name: 'backend', address: '10.9.0.1/24'}],
  })
})

test.each([
  ['true', {}],
  ['false', undefined],
  ['br0', {bridge: 'br0'}],
])('tap: %s', (text, value) => {
  expect(tap(text, surroundings)).toEqual({value})
})
