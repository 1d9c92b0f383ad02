import {describe, expect, test} from 'vitest'
import type {ImageEntry} from '../../src/catalogue/entry.ts'
import {resolveImage} from '../../src/images/resolve.ts'
import {debian, debianFile, debianWeb, entryOf, fixture, hashOf, resolve, web} from '../support/publishers.ts'

const rocky = 'https://dl.rockylinux.org/pub/rocky'
const rockyFile = 'Rocky-10-GenericCloud-Base-10.2-20260525.0.x86_64.qcow2'
const alpine = 'https://dl-cdn.alpinelinux.org/alpine/v3.23/releases/cloud'
const centos = 'https://cloud.centos.org/centos/10-stream/x86_64/images'
const centosFile = 'CentOS-Stream-GenericCloud-10-20260720.0.x86_64.qcow2'
const fedora = 'https://download.fedoraproject.org/pub/fedora/linux/releases/44/Cloud/x86_64/images'
const amazon = 'https://cdn.amazonlinux.com/al2023/os-images/latest/kvm'
const ubuntu = 'https://cloud-images.ubuntu.com/releases/noble'

describe('resolves to a file that stays, with its digest', () => {
  test.each<readonly [how: string, name: string, texts: Record<string, string>, url: string, hash: string]>([
    [
      'listings of Apache',
      'debian-13',
      debianWeb,
      `${debian}/20260712-2537/${debianFile}`,
      hashOf(debianFile, 'sha512'),
    ],
    [
      'a dated directory with an undated file',
      'ubuntu-24.04',
      {
        [`${ubuntu}/`]: fixture('listings/ubuntu-noble.apache.html'),
        [`${ubuntu}/release-20260705.1/SHA256SUMS`]: fixture('sums/ubuntu-SHA256SUMS'),
      },
      `${ubuntu}/release-20260705.1/ubuntu-24.04-server-cloudimg-amd64.img`,
      hashOf('ubuntu-24.04-server-cloudimg-amd64.img'),
    ],
    [
      'a listing of nginx, 3.23.10 being newer than 3.23.4, and a release candidate none',
      'alpine-3.23',
      {
        [`${alpine}/`]: fixture('listings/alpine-3.23.nginx.html'),
        [`${alpine}/nocloud_alpine-3.23.10-x86_64-bios-cloudinit-r0.qcow2.sha512`]: fixture('sums/alpine.qcow2.sha512'),
      },
      `${alpine}/nocloud_alpine-3.23.10-x86_64-bios-cloudinit-r0.qcow2`,
      fixture('sums/alpine.qcow2.sha512').trim(),
    ],
    [
      'the listing of an object store',
      'centos-stream-10',
      {
        [`${centos}/`]: fixture('listings/centos-10.s3.xml'),
        [`${centos}/${centosFile}.SHA256SUM`]: fixture('sums/centos.qcow2.SHA256SUM'),
      },
      `${centos}/${centosFile}`,
      hashOf(centosFile),
    ],
    [
      'the directory of the newest minor release',
      'rocky-10',
      {
        [`${rocky}/`]: fixture('listings/rocky.fancyindex.html'),
        [`${rocky}/10.2/images/x86_64/`]: fixture('listings/rocky-10.2-x86_64.fancyindex.html'),
        [`${rocky}/10.2/images/x86_64/${rockyFile}.CHECKSUM`]: fixture('sums/rocky.qcow2.CHECKSUM'),
      },
      `${rocky}/10.2/images/x86_64/${rockyFile}`,
      hashOf(rockyFile),
    ],
    [
      'an index of all files, and sums that are named after the version',
      'fedora-44',
      {
        'https://dl.fedoraproject.org/pub/fedora/imagelist-fedora': fixture('listings/imagelist-fedora.txt'),
        [`${fedora}/Fedora-Cloud-44-1.7-x86_64-CHECKSUM`]: fixture('sums/fedora-CHECKSUM'),
      },
      `${fedora}/Fedora-Cloud-Base-Generic-44-1.7.x86_64.qcow2`,
      hashOf('Fedora-Cloud-Base-Generic-44-1.7.x86_64.qcow2'),
    ],
    [
      'sums that are the index as well',
      'amazon-linux-2023',
      {[`${amazon}/SHA256SUMS`]: fixture('sums/amazon-SHA256SUMS')},
      `${amazon}/al2023-kvm-2023.8.20260713.0-kernel-6.1-x86_64.xfs.gpt.qcow2`,
      hashOf('al2023-kvm-2023.8.20260713.0-kernel-6.1-x86_64.xfs.gpt.qcow2'),
    ],
  ])('%s (%s)', async (_, name, texts, url, hash) => {
    const {guest, ...image} = await resolve(name, texts)
    const algorithm = hash.length === 64 ? 'sha256' : 'sha512'
    expect(image).toEqual({name, url, digest: {algorithm, hex: hash}, format: 'qcow2', isDated: true, passedOver: []})
    expect(guest).toEqual(entryOf(name).guest)
  })

  test('of any name that an entry has, by its own', async () => {
    expect(await resolve('debian', debianWeb)).toEqual(await resolve('debian-13', debianWeb))
  })

  test('of other architectures, which have UEFI only', async () => {
    const base = 'https://download.freebsd.org/releases/VM-IMAGES'
    const file = 'FreeBSD-15.1-RELEASE-arm64-aarch64-BASIC-CLOUDINIT-ufs.qcow2.xz'
    const image = await resolve(
      'freebsd-15',
      {
        [`${base}/`]:
          '<a href="14.4-RELEASE/">\n<a href="15.0-RELEASE/">\n<a href="15.1-RELEASE/">\n<a href="15.2-RC1/">',
        [`${base}/15.1-RELEASE/aarch64/Latest/`]: `<a href="${file}">`,
        [`${base}/15.1-RELEASE/aarch64/Latest/CHECKSUM.SHA256`]: `SHA256 (${file}) = ${hashOf(file)}\n`,
      },
      {arch: 'aarch64'},
    )
    expect(image).toMatchObject({
      url: `${base}/15.1-RELEASE/aarch64/Latest/${file}`,
      compression: 'xz',
      guest: {firmware: 'uefi', seedReader: 'nuageinit'},
    })
  })

  test('through a mirror, and asks nobody else', async () => {
    const at = 'http://127.0.0.1:8080/m/'
    const texts = Object.entries(debianWeb).map(([url, text]) => [url.replace('https://', at), text] as const)
    const {asked, readText} = web(Object.fromEntries(texts))
    const image = await resolveImage({entry: entryOf('debian-13'), arch: 'x86_64', mirrors: [{to: at}]}, readText)
    expect(image.url).toBe(`${at}cloud.debian.org/images/cloud/trixie/20260712-2537/${debianFile}`)
    expect(asked).toEqual(texts.map(([url]) => url))
  })

  test('an index of another host is behind the mirror too, one of the same directory is beside the image', async () => {
    for (const name of ['fedora-44', 'amazon-linux-2023']) {
      const {asked, readText} = web({})
      await expect(
        resolveImage({entry: entryOf(name), arch: 'x86_64', mirrors: [{to: 'https://m.example/'}]}, readText),
      ).rejects.toThrow()
      expect(asked[0]).toBe(
        name === 'fedora-44'
          ? 'https://m.example/dl.fedoraproject.org/pub/fedora/imagelist-fedora'
          : 'https://m.example/cdn.amazonlinux.com/al2023/os-images/latest/kvm/SHA256SUMS',
      )
    }
  })

  test('a digest in the catalogue needs no look at all', async () => {
    const own: ImageEntry = {
      ...entryOf('debian-13'),
      name: 'ours',
      sources: [{kind: 'fixed', url: 'http://h/a-{arch}.img.zst', digest: `sha256:${hashOf('a')}`, format: 'raw'}],
    }
    expect(await resolve(own, {})).toMatchObject({
      ...{name: 'ours', url: 'http://h/a-amd64.img.zst', format: 'raw', compression: 'zst', isDated: true},
      digest: {algorithm: 'sha256', hex: hashOf('a')},
    })
  })
})
