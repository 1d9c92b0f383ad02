import {describe, expect, test} from 'vitest'
import type {InputProblem} from '../../src/errors.ts'
import {alone, among, errorOf, image, type Raw} from '../support/wrong-input.ts'

const kernel = {kernel: 'vmlinuz'}
const aKey = 'the path of a private key'
const aName = 'a name of 1 to 32 lower-case letters, digits and hyphens that starts with a letter'
const aUser =
  'a user name: 1 to 32 letters, digits, dots, underscores and hyphens, no hyphen first and not digits alone'
const aCpu = 'a CPU model of QEMU with its features, such as max or host,-vmx'
const aDirectory = 'the absolute path of a directory'

const hidden = (raw: Raw, expected: string): [Raw, InputProblem] => [
  raw,
  {input: 'password', value: '(hidden)', expected},
]

describe('one wrong input is one problem', () => {
  test.each<[Raw, InputProblem]>([
    alone({}, 'image', 'given, and neither is kernel: exactly one of the two says what to boot'),
    alone({...image, ...kernel}, 'kernel', 'possible beside image: give exactly one of image and kernel'),
    among('initrd', 'i', 'possible without kernel: give kernel, or remove this'),
    among('kernel-args', 'quiet', 'possible without kernel: give kernel, or remove this'),

    alone({kernel: 'absent'}, 'kernel', 'the path of a kernel (/ws/absent does not exist)'),
    alone({...kernel, initrd: 'directory'}, 'initrd', 'the path of an initial RAM disk (/ws/directory is a directory)'),
    alone({...kernel, 'kernel-args': 'a\0b'}, 'kernel-args', 'a command line without NUL'),

    among('arch', 'arm64', 'one of x86_64, aarch64, riscv64; did you mean aarch64?'),
    among('arch', 'AMD64', 'one of x86_64, aarch64, riscv64; did you mean x86_64?'),
    among('arch', 's390x', 'one of x86_64, aarch64, riscv64'),
    among('machine', 'q53', 'one of q35, pc, virt; did you mean q35?'),
    among('machine', 'microvm', 'one of q35, pc, virt'),
    among('machine', 'virt', 'a machine of x86_64: q35, pc'),
    alone({...image, arch: 'aarch64', machine: 'q35'}, 'machine', 'a machine of aarch64: virt'),
    alone(
      {...image, arch: 'aarch64', accelerator: 'kvm'},
      'accelerator',
      'able to run aarch64 on this x86_64 host: use auto or tcg',
    ),
    among('cpu', 'help', aCpu),
    among('cpu', '-cpu host', aCpu),
    among('cpu', 'max\n-S', aCpu),
    alone(
      {...image, cpu: 'host', accelerator: 'tcg'},
      'cpu',
      'possible under emulation: use max, or leave it to the default',
    ),
    alone(
      {...image, cpu: 'host,-vmx', arch: 'riscv64'},
      'cpu',
      'possible under emulation: use max, or leave it to the default',
    ),
    among('cpus', '0', 'a whole number from 1 to 255'),
    among('cpus', '256', 'a whole number from 1 to 255'),
    among('cpus', '-1', 'a whole number from 1 to 255'),
    among('cpus', '1.5', 'a whole number from 1 to 255'),
    among('cpus', '0x4', 'a whole number from 1 to 255'),
    among('cpus', 'two', 'a whole number from 1 to 255'),
    among('memory', '4096', 'a size with its unit, such as 4096M'),
    among('memory', '4', 'a size with its unit, such as 4G'),
    among('memory', '0', 'a size of at least 64M, such as 512M or 4G'),
    among('memory', '63M', 'a size of at least 64M, such as 512M or 4G'),
    among('memory', '-4G', 'a size of at least 64M, such as 512M or 4G'),
    among('memory', '4 potatoes', 'a size of at least 64M, such as 512M or 4G'),
    among('memory', '0.3G', 'a size of at least 64M, such as 512M or 4G'),
    among('accelerator', 'KVM', 'one of auto, kvm, hvf, tcg; did you mean kvm?'),
    among('accelerator', 'xen', 'one of auto, kvm, hvf, tcg'),
    [
      {...image, env: 'CI MY-X'},
      {input: 'env', value: 'MY-X', expected: 'a name of a variable, with * for any part: CI, GITHUB_* or MY_*'},
    ],
    among('qemu-args', '-m "4G', 'split into words as in a POSIX shell: a quote or a backslash is left open'),

    among('name', 'Guest', aName),
    among('name', '1st', aName),
    among('name', 'a/../b', aName),
    among('name', 'a'.repeat(33), aName),
    among('name', 'bash', 'free: later steps use the command of this name; choose another'),
    among('user', '-oProxyCommand=x', aUser),
    among('user', 'root user', aUser),
    among('user', '1000', aUser),
    among('user', '..', aUser),
    among('ssh-key', 'absent', `${aKey} (/ws/absent does not exist)`),
    among('ssh-key', 'id_ed25519.pub', `${aKey} but of a public one; remove .pub`),
    hidden({...image, password: 'a\nb'}, 'a password of one line, at most 1023 bytes'),
    hidden({...image, password: 'ä'.repeat(512)}, 'a password of one line, at most 1023 bytes'),
    hidden({...image, password: 'geheim', ready: 'none'}, 'possible without a login over ssh: leave ready at login'),
    hidden({...image, password: 'geheim', 'ssh-key': 'id'}, 'possible beside ssh-key: give one of the two'),
    among(
      'ready',
      'ssh',
      'login, agent, banner, none or console:<regular expression>; for a login over ssh write login',
    ),
    among('ready', 'Login', 'login, agent, banner, none or console:<regular expression>'),
    among('ready', 'console:', 'console: with a regular expression that needs at least one character'),
    among('ready', 'console:.*', 'console: with a regular expression that needs at least one character'),
    among(
      'ready',
      'console:(',
      'console: with a regular expression of JavaScript (Invalid regular expression: /(/m: Unterminated group)',
    ),
    among('boot-timeout', '90', 'a duration with its unit, such as 90s'),
    among('boot-timeout', '0', 'a duration from 1s to 24h, such as 90s or 5m'),
    among('boot-timeout', '0s', 'a duration from 1s to 24h, such as 90s or 5m'),
    among('boot-timeout', '25h', 'a duration from 1s to 24h, such as 90s or 5m'),
    among('boot-timeout', 'forever', 'a duration from 1s to 24h, such as 90s or 5m'),
    among('shutdown-timeout', '10m1s', 'a duration from 0s to 10m, such as 90s or 5m'),
    among('shutdown-timeout', '-5s', 'a duration from 0s to 10m, such as 90s or 5m'),
    among('diagnostics', 'on_failure', 'one of on-failure, always, never; did you mean on-failure?'),
    among('console', 'steam', 'one of file, stream; did you mean stream?'),
    among('problem-matchers', 'kernels', 'one of none, kernel; did you mean kernel?'),
    among('fail-on', 'leaks', 'one of leak, forced-shutdown; did you mean leak?'),
    among('install-qemu', 'yes', 'true or false'),
    among('allow-reboot', 'reset', 'true or false'),
    among('install-qemu', 'tRUE', 'true or false'),
    among('state-dir', 'state', `${aDirectory}, such as /var/tmp/qemu-vm`),
    among('state-dir', '/a/file', `${aDirectory} (/a/file is a file)`),
    among('state-dir', '/unreadable', `${aDirectory} (/unreadable cannot be read by this user)`),
    among('state-dir', '/a\n/b', `${aDirectory} (a path has no line break and no NUL)`),
  ])('%j', (raw, problem) => {
    expect(errorOf(raw).problems).toEqual([problem])
  })

  test('a key in place of its path is not repeated', () => {
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----'
    const error = errorOf({...image, 'ssh-key': key})
    expect(error.problems).toEqual([
      {input: 'ssh-key', value: '(hidden)', expected: `${aKey} but a key; write it to a file in an earlier step`},
    ])
    expect(error.message).not.toContain('c2VjcmV0')
  })
})

describe('several wrong inputs are told together', () => {
  test('in the order of the table, then what is wrong between them', () => {
    const raw = {
      ...{image: 'absent.img', kernel: 'absent', machine: 'virt', cpus: '0', memory: '90', name: 'sh'},
      ...{'qemu-args': '-S --daemonize', ready: 'console:[', 'boot-timeout': '90', 'state-dir': 'x'},
    }
    const {problems} = errorOf(raw)
    expect(problems.map(({input, value}) => [input, value])).toEqual([
      ['image', 'absent.img'],
      ['kernel', 'absent'],
      ['cpus', '0'],
      ['memory', '90'],
      ['qemu-args', '-S'],
      ['qemu-args', '--daemonize'],
      ['name', 'sh'],
      ['ready', 'console:['],
      ['boot-timeout', '90'],
      ['state-dir', 'x'],
      ['kernel', 'absent'],
      ['machine', 'virt'],
    ])
  })

  test('in a message of one line each that starts with how many there are', () => {
    expect(errorOf({...image, cpus: '0', memory: 'a\nb'}).message).toBe(
      [
        '2 inputs are wrong; nothing was started.',
        'cpus: "0" is not a whole number from 1 to 255',
        'memory: "a\\nb" is not a size of at least 64M, such as 512M or 4G',
      ].join('\n'),
    )
  })

  test('but none that only follows from another: with a wrong arch no machine is wrong', () => {
    const {problems} = errorOf({...image, arch: 'arm64', machine: 'virt', accelerator: 'kvm', cpu: 'host'})
    expect(problems.map(({input}) => input)).toEqual(['arch'])
  })
})
