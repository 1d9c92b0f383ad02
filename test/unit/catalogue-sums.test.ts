import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {digestOfHex, formatDigest, parseDigest, type Digest} from '../../src/catalogue/digest.ts'
import {findSum} from '../../src/catalogue/sums.ts'

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures/sums', name), 'utf8').replaceAll('\r', '')

/** In the fixtures a file hashes to what its name does. */
const hashOf = (text: string, algorithm: Digest['algorithm'] = 'sha256'): Digest => ({
  algorithm,
  hex: createHash(algorithm).update(text).digest('hex'),
})

/** As the publishers write them: form, file in test/fixtures/sums, image, and what its digest was made of. */
type Published = readonly [form: string, fixture: string, file: string, digest?: Digest]
const published = (
  [
    [
      'GNU, SHA-512 (Debian)',
      'debian-SHA512SUMS',
      'debian-13-genericcloud-amd64-20260712-2537.qcow2',
      hashOf('debian-13-genericcloud-amd64-20260712-2537.qcow2', 'sha512'),
    ],
    [
      'GNU, of many names for one content (AlmaLinux)',
      'almalinux-CHECKSUM',
      'AlmaLinux-10-GenericCloud-10.2-20260526.0.x86_64.qcow2',
    ],
    ['GNU, of one file (openSUSE)', 'opensuse.qcow2.sha256', 'Leap-16.0-Minimal-VM.x86_64-Cloud.qcow2'],
    ['GNU, that names a path (OpenBSD)', 'openbsd.qcow2.sha256', 'openbsd-generic.qcow2'],
    [
      'GNU, from an index too (Amazon)',
      'amazon-SHA256SUMS',
      'al2023-kvm-2023.8.20260713.0-kernel-6.1-x86_64.xfs.gpt.qcow2',
    ],
    [
      'GNU, with weaker digests before it (Flatcar)',
      'flatcar.img.bz2.DIGESTS',
      'flatcar_production_qemu_image.img.bz2',
      hashOf('flatcar_production_qemu_image.img.bz2', 'sha512'),
    ],
    ['GNU with the mark of binary files (Ubuntu)', 'ubuntu-SHA256SUMS', 'ubuntu-24.04-server-cloudimg-amd64.img'],
    [
      'BSD with a comment of the size (CentOS)',
      'centos.qcow2.SHA256SUM',
      'CentOS-Stream-GenericCloud-10-20260720.0.x86_64.qcow2',
    ],
    ['BSD (Rocky)', 'rocky.qcow2.CHECKSUM', 'Rocky-10-GenericCloud-Base-10.2-20260525.0.x86_64.qcow2'],
    [
      'BSD of many files (FreeBSD)',
      'freebsd-CHECKSUM.SHA256',
      'FreeBSD-15.1-RELEASE-amd64-BASIC-CLOUDINIT-ufs.qcow2.xz',
    ],
    ['BSD within a clear signature (Fedora)', 'fedora-CHECKSUM', 'Fedora-Cloud-Base-Generic-44-1.7.x86_64.qcow2'],
    [
      'bare hex (Alpine)',
      'alpine.qcow2.sha512',
      'nocloud_alpine-3.23.4-x86_64-bios-cloudinit-r0.qcow2',
      hashOf('nocloud_alpine-3.23.4-x86_64-bios-cloudinit-r0.qcow2', 'sha512'),
    ],
    [
      'simplestreams, by the directory of the URL (Ubuntu)',
      'ubuntu-simplestreams.json',
      '/releases/noble/release-20260514/ubuntu-24.04-server-cloudimg-arm64.img',
      hashOf('server/releases/noble/release-20260514/ubuntu-24.04-server-cloudimg-arm64.img'),
    ],
    [
      'simplestreams, the newest of a name (Ubuntu)',
      'ubuntu-simplestreams.json',
      '/releases/noble/release/ubuntu-24.04-server-cloudimg-amd64.img',
      hashOf('server/releases/noble/release-20260705/ubuntu-24.04-server-cloudimg-amd64.img'),
    ],
    [
      'stream metadata (CoreOS)',
      'coreos-stream.json',
      'fedora-coreos-44.20260801.3.0-qemu.x86_64.qcow2.xz',
      hashOf(
        'https://builds.coreos.fedoraproject.org/prod/streams/stable/builds/44.20260801.3.0/x86_64/fedora-coreos-44.20260801.3.0-qemu.x86_64.qcow2.xz',
      ),
    ],
  ] satisfies readonly Published[] as readonly Published[]
).map(([form, name, file, digest]) => [form, name, file, digest ?? hashOf(file)] as const)

describe('findSum', () => {
  test.each(published)('%s', (_, name, file, digest) => {
    const text = fixture(name)
    expect(findSum(text, file)).toEqual(digest)
    expect(findSum(text.replaceAll('\n', '\r\n'), `https://example.org/somewhere/${file.replace(/^\//, '')}`)).toEqual(
      digest,
    )
  })

  test.each(published.filter(([, , file]) => !file.includes('alpine')))(
    '%s: another file is not in it',
    (_, name, file) => {
      const text = fixture(name)
      expect(findSum(text, `${file}.asc`)).toBeUndefined()
      expect(findSum(text, file.replace(/[^/]([^/]*)$/, '$1'))).toBeUndefined()
      expect(findSum(text, file.replace(/[^/]*$/, ''))).toBeUndefined()
    },
  )

  test('the lines outside of a clear signature do not count', () => {
    const text = fixture('fedora-CHECKSUM')
    const forged = `SHA256 (disk.img) = ${'0'.repeat(64)}\n`
    expect(findSum(text + forged, 'disk.img')).toBeUndefined()
    expect(findSum(forged + text, 'disk.img')).toBeUndefined()
  })

  test('a line that begins with a hyphen is read without the hyphen that a signature puts before it', () => {
    const text = fixture('fedora-CHECKSUM').replaceAll(/^SHA256/gm, '- SHA256')
    expect(findSum(text, 'Fedora-Cloud-Base-Generic-44-1.7.x86_64.qcow2')).toBeDefined()
  })

  test('the time it takes does not explode with what was meant to make it', () => {
    const text = '-----BEGIN PGP SIGNED MESSAGE-----\n' + 'SHA256 (a) = \n'.repeat(50_000)
    expect(findSum(text, 'a')).toBeUndefined()
  })

  test('two digests of one file are none', () => {
    const [one, other] = ['0'.repeat(64), '1'.repeat(64)]
    expect(findSum(`${one}  a\n${other}  a\n`, 'a')).toBeUndefined()
    expect(findSum(`${one}  a\n${one}  a\n`, 'a')).toEqual({algorithm: 'sha256', hex: one})
    expect(findSum(`${one}  x/a\n${other}  y/a\n`, 'https://h/x/a')).toEqual({algorithm: 'sha256', hex: one})
  })

  test('the stronger of two digests counts', () => {
    const sums = ['sha256', 'sha512'].map((one) => hashOf('a', one as Digest['algorithm']))
    const text = sums.map(({algorithm, hex}) => `${algorithm.toUpperCase()} (a) = ${hex}`).join('\n')
    expect(findSum(text, 'a')).toEqual(sums[1])
  })

  test.each([
    '',
    '\n',
    '<html><body>404 Not Found</body></html>',
    '{"a": ',
    '[]',
    'd41d8cd98f00b204e9800998ecf8427e  a',
    '-----BEGIN PGP SIGNED MESSAGE-----\n',
  ])('a text without sums has none: %j', (text) => {
    expect(findSum(text, 'a')).toBeUndefined()
  })

  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,40}$/)
  const files = fc.uniqueArray(name, {minLength: 1, maxLength: 6})
  const forms: Readonly<Record<string, (file: string, hex: string) => string>> = {
    gnu: (file, hex) => `${hex}  ${file}`,
    binary: (file, hex) => `${hex} *${file}`,
    bsd: (file, hex) => `SHA256 (${file}) = ${hex}`,
    openssl: (file, hex) => `SHA2-256(${file})= ${hex}`,
    json: (file, hex) => JSON.stringify({path: file, sha256: hex.toUpperCase()}),
  }

  test.each(Object.entries(forms))('finds each of any files, and nothing for any other (%s)', (form, line) => {
    fc.assert(
      fc.property(files, name, (all, other) => {
        const lines = all.map((file) => line(file, hashOf(file).hex))
        const text = form === 'json' ? `[${lines.join(',')}]` : lines.join('\n')
        for (const file of all) expect(findSum(text, file)).toEqual(hashOf(file))
        if (!all.includes(other)) expect(findSum(text, other)).toBeUndefined()
      }),
    )
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (text, file) => void findSum(text, file)))
  })
})

describe('digests', () => {
  const digest = fc.record({
    algorithm: fc.constantFrom('sha256', 'sha512'),
    bytes: fc.uint8Array({minLength: 64, maxLength: 64}),
  })

  test('are read as they are written, whatever the case', () => {
    fc.assert(
      fc.property(digest, ({algorithm, bytes}) => {
        const hex = Buffer.from(bytes.slice(0, algorithm === 'sha256' ? 32 : 64)).toString('hex')
        const one = {algorithm, hex} as Digest
        expect(parseDigest(formatDigest(one))).toEqual(one)
        expect(parseDigest(` ${formatDigest(one).toUpperCase()}\n`)).toEqual(one)
        expect(digestOfHex(hex)).toEqual(one)
      }),
    )
  })

  const hex = 'a'.repeat(64)
  test.each([
    '',
    hex,
    `md5:${'a'.repeat(32)}`,
    `sha512:${hex}`,
    `sha256:${hex}a`,
    `sha256:${hex.slice(1)}g`,
    `sha256: ${hex}`,
  ])('%j is none', (text) => {
    expect(parseDigest(text)).toBeUndefined()
  })
})
