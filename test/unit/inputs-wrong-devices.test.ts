import {expect, test} from 'vitest'
import type {InputProblem} from '../../src/errors.ts'
import {alone, among, errorOf, image, type Raw} from '../support/wrong-input.ts'

const aCopy = 'a copy such as build/app -> /usr/local/bin/app'
const aShare = 'a share such as src -> /srv/src, or src -> /srv/src read-only'
const aWayIn = 'possible without a way into the guest: leave ready at login, or set it to agent'
const aGuestPath = 'an absolute path of the guest without .., such as /var/log'
const aForward = 'a forward such as 80, 8080:80 or udp:5353:53: the port of the guest last, before it that of the host'
const aNetwork = 'a network: a name of 1 to 15 lower-case letters, digits and hyphens other than tap'

/** Of a list only the item that is wrong is shown. */
const inList = (input: string, text: string, value: string, expected: string): [Raw, InputProblem] => [
  {...image, [input]: text},
  {input, value, expected},
]

test.each<[Raw, InputProblem]>([
  among('ports', '8080:', aForward),
  among('ports', '80:0', aForward),
  among('ports', '65536', aForward),
  among('ports', 'sctp:80', aForward),
  among('ports', '0.0.0.0:80:80', aForward),
  inList('ports', '80\n8080:80', '80', 'free: a port of the guest can be forwarded once only'),
  inList('ports', '8080:80\n8080:81', '8080', 'free: a port of the host can be forwarded once only'),
  among('disks', 'bus=nvme', 'a disk with exactly one of size= and file='),
  among('disks', 'size=1G file=x', 'a disk with exactly one of size= and file='),
  among('disks', 'size=1', 'a disk with a size such as size=512M or size=8G'),
  among('disks', 'size=1G format=raw', 'a disk: format is for those with file='),
  among('disks', 'size=1G writable', 'a disk: writable is for those with file='),
  among('disks', 'file=x writable read-only', 'a disk: it is read-only or writable, not both'),
  among('disks', 'file=x format=vmdk', 'a disk with format=raw or qcow2'),
  among('disks', 'file=absent', 'a disk: file= is not the path of an image (/ws/absent does not exist)'),
  among('disks', 'size=1G bus=ide', 'a disk with one of bus=virtio, bus=scsi, bus=nvme'),
  among(
    'disks',
    'size=1G serial=a,b',
    'a disk with a serial of 1 to 20 letters, digits, dots, underscores and hyphens',
  ),
  among('disks', 'size=1G bus=nvme zond', 'a disk: there is no key "zond"; did you mean zoned?'),
  among('disks', 'size=1G,drive=x', 'a disk with a size such as size=512M or size=8G'),
  among('disks', 'size=1G a,b', 'a disk: there is no key "a,b"; separate keys by blanks, not by commas'),
  among('disks', 'size=1G drive=root', 'a disk: there is no key "drive"'),
  among('disks', 'size=1G size=2G', 'a disk with each key once'),
  among('disks', 'size=1G zoned', 'a disk: zoned is for those with bus=nvme'),
  among('disks', 'size=1G bus=nvme mdts=7,serial=x', 'a disk with a value for mdts such as on, 7 or 64M'),
  among(
    'disks',
    'size=1G bus=nvme controller=7',
    'a disk with a controller whose name is made of letters, digits and hyphens',
  ),
  among('disks', 'file="x', 'split into words as in a POSIX shell: a quote or a backslash is left open'),
  among('networks', 'Lan', aNetwork),
  among('networks', 'tap', aNetwork),
  among('networks', 'lan=10.9.0.1', 'a network with an address and its prefix length, such as lan=10.9.0.1/24'),
  among('networks', 'lan=10.9.0.256/24', 'a network with an address and its prefix length, such as lan=10.9.0.1/24'),
  among('networks', 'lan=10.9.0.1/31', 'a network with an address and its prefix length, such as lan=10.9.0.1/24'),
  inList('networks', 'a\nb\na=10.9.0.1/24', 'a', 'another network: a VM is in each of them once'),
  among('tap', 'br0,x', 'true, false or the name of a bridge of the host'),

  among('copy', 'a', aCopy),
  among('copy', 'a -> b -> c', aCopy),
  among('copy', 'absent -> b', 'a copy of something that is there (/ws/absent does not exist)'),
  among('collect', 'var/log', aGuestPath),
  among('collect', '/var/../etc', aGuestPath),
  among('collect', '/', aGuestPath),
  among('share', 'directory', aShare),
  among('share', 'directory -> srv', aShare),
  among('share', 'directory -> /', aShare),
  among('share', 'directory -> /a/../b', aShare),
  among('share', 'directory -> /a -> /b', aShare),
  among('share', 'file -> /srv', 'a share of a directory that is there (/ws/file is none)'),
  inList(
    'share',
    'a directory -> /a b\ndirectory -> /a b/. read-only',
    '/a b',
    'free: a directory of the guest can be one share only',
  ),
  alone({...image, share: 'directory -> /srv', ready: 'banner'}, 'share', aWayIn),
  alone({...image, workspace: 'share', ready: 'none'}, 'workspace', aWayIn),
  among('workspace', 'mount', 'one of none, copy, share; did you mean share?'),
  alone(
    {...image, workspace: 'share', 'workspace-exclude': '*.o'},
    'workspace-exclude',
    'possible without workspace: copy',
  ),
  among('workspace-exclude', '*.o', 'possible without workspace: copy'),
  among('collect-to', '/srv/directory', 'possible without collect: give collect, or remove this'),
  alone({...image, run: 'make', ready: 'banner'}, 'run', aWayIn),
  alone({...image, copy: 'a -> b', ready: 'none'}, 'copy', aWayIn),
])('of devices and files: %j', (raw, problem) => {
  expect(errorOf(raw).problems).toEqual([problem])
})
