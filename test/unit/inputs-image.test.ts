import {describe, expect, test} from 'vitest'
import {mirrorSyntax} from '../../src/catalogue/mirror.ts'
import {InputError, type InputProblem} from '../../src/errors.ts'
import {parseInputs, type Inputs} from '../../src/inputs/inputs.ts'
import type {Look} from '../../src/inputs/parsers.ts'

type Raw = Readonly<Record<string, string>>

/** Everything is a file but what says otherwise in its name, and what is named like an image of a catalogue. */
const look: Look = (path) => {
  const found = (['absent', 'directory', 'unreadable'] as const).find((word) => path.includes(word))
  return found ?? (/deb\w+-\d+$/.test(path) ? 'absent' : 'file')
}
const parsed = (raw: Raw): Inputs => parseInputs(new Map(Object.entries(raw)), look, {arch: 'x86_64', workspace: '/ws'})

describe('the image and what goes with it', () => {
  const hex = '0a'.repeat(32)

  test.each<[Raw, Partial<Required<Inputs>['image']>]>([
    [{image: 'debian-13'}, {source: {kind: 'name', name: 'debian-13'}}],
    [{image: 'https://h/a.qcow2.xz?token=x'}, {source: {kind: 'url', url: 'https://h/a.qcow2.xz?token=x'}}],
    [{image: 'http://127.0.0.1:8/a'}, {source: {kind: 'url', url: 'http://127.0.0.1:8/a'}}],
    [{image: './debian-13-file'}, {source: {kind: 'path', path: '/ws/debian-13-file'}}],
    [{image: 'disk'}, {source: {kind: 'path', path: '/ws/disk'}}],
    [{image: 'disk.vmdk'}, {source: {kind: 'path', path: '/ws/disk.vmdk'}}],
    [{image: 'absent-1', 'catalogue-url': 'https://h/c.json'}, {source: {kind: 'name', name: 'absent-1'}}],
    [{image: 'disk', checksum: `sha256:${hex}`}, {checksum: {digest: {algorithm: 'sha256', hex}}}],
    [{image: 'disk', 'disk-size': '20G'}, {diskSize: 20480 as never}],
    [{image: 'disk', 'user-data': '#cloud-config\n{}'}, {userData: {text: '#cloud-config\n{}\n'}}],
    [{image: 'disk', 'user-data': '{"ignition": {}}'}, {userData: {text: '{"ignition": {}}\n'}}],
    [{image: 'disk', 'user-data': 'ci/user.yml'}, {userData: {path: '/ws/ci/user.yml'}}],
    [{image: 'disk', mirror: 'https://m/'}, {mirrors: [{to: 'https://m/'}]}],
  ])('%j', (raw, image) => {
    expect(parsed(raw).image).toMatchObject(image)
  })

  test('keeps what may be secret out of the spec, which the ledger has', () => {
    const {spec} = parsed({image: 'https://me:secret@h/a.qcow2?token=secret', 'user-data': '#cloud-config\nsecret: 1'})
    expect(spec.boot).toEqual({kind: 'disk', image: 'https://h/a.qcow2', firmware: 'auto'})
    expect(JSON.stringify(spec)).not.toContain('secret')
  })

  test('is booted twice at most, and a kernel once', () => {
    expect([parsed({image: 'disk'}).bootAttempts, parsed({kernel: 'k'}).bootAttempts]).toEqual([2, 1])
    expect(parsed({kernel: 'k', 'boot-attempts': '3'}).bootAttempts).toBe(3)
  })
})

describe('one wrong input of the image is one problem', () => {
  const anImage = 'an image of the catalogue, the https URL of an image or the path of a local one'
  const aName = 'an image of the catalogue (docs/images.md has the list), nor is there such a file'
  const aUserData = 'user data that begins with #cloud-config, #! or the like, or the path of a file with it'
  const image = (value: string, expected: string): [Raw, InputProblem] => [
    {image: value},
    {input: 'image', value, expected},
  ]
  const among = (input: string, value: string, expected: string): [Raw, InputProblem] => [
    {image: 'disk.img', [input]: value},
    {input, value, expected},
  ]

  test.each<[Raw, InputProblem]>([
    image('absent.img', `${anImage} (/ws/absent.img does not exist)`),
    image('~/absent.img', `${anImage} (/ws/~/absent.img does not exist; ~ is not expanded)`),
    image('/directory', `${anImage} (/directory is a directory)`),
    image('unreadable', `${anImage} (/ws/unreadable cannot be read by this user)`),
    image('a\nb', `${anImage} (a path has no line break and no NUL)`),
    image('a\0b', `${anImage} (a path has no line break and no NUL)`),
    image('http://example.com/a.qcow2', `${anImage}: http is for this machine only`),
    image('ftp://example.com/a.qcow2', `${anImage}: http is for this machine only`),
    image('disk.ova', `${anImage}, not an archive: unpack it in an earlier step`),
    image('absent-13', aName),
    image('debain-13', `${aName}; did you mean debian-13?`),
    [
      {image: 'http://me:secret@example.com/a.qcow2?token=secret'},
      {input: 'image', value: 'http://example.com/a.qcow2', expected: `${anImage}: http is for this machine only`},
    ],
    among('checksum', 'sha256:0a', 'sha256: with 64 hex digits; there are 2'),
    among('checksum', 'https://example.com/SUMS', 'possible with a local image: give its sha256: or sha512: itself'),
    [
      {image: 'debian-13', checksum: `sha256:${'0'.repeat(64)}`},
      {
        input: 'checksum',
        value: `sha256:${'0'.repeat(64)}`,
        expected: 'possible with an image of the catalogue, which has its own: remove this, or give a URL as image',
      },
    ],
    among('disk-size', '20', 'a size with its unit, such as 20M'),
    among('user-data', 'absent.yml', aUserData),
    [
      {image: 'disk', 'user-data': 'secret\nabsent'},
      {input: 'user-data', value: '(hidden)', expected: aUserData},
    ],
    among('firmware', 'efi', 'one of auto, bios, uefi; did you mean uefi?'),
    [
      {image: 'disk', arch: 'aarch64', firmware: 'bios'},
      {
        input: 'firmware',
        value: 'bios',
        expected: 'possible with aarch64, which boots images by UEFI: uefi or auto',
      },
    ],
    among('catalogue-url', 'http://h/c.json', 'the https URL of a catalogue in JSON: http is for this machine only'),
    among('mirror', 'here', mirrorSyntax),
    among('cache', 'yes', 'true or false'),
    among('boot-attempts', '0', 'a whole number from 1 to 5'),
    [
      {kernel: 'vmlinuz', 'disk-size': '1G'},
      {input: 'disk-size', value: '1G', expected: 'possible without image: remove this'},
    ],
  ])('%j', (raw, problem) => {
    let error: unknown
    try {
      parsed(raw)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(InputError)
    expect((error as InputError).problems).toEqual([problem])
  })
})
