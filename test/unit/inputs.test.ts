import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseInputs, unknownInputs, type Inputs} from '../../src/inputs/inputs.ts'
import type {Look} from '../../src/inputs/parsers.ts'
import type {Arch} from '../../src/plan/spec.ts'

type Raw = Readonly<Record<string, string>>
const everyFile: Look = () => 'file'
const noStateYet: Look = (path) => (path.startsWith('/srv') ? 'absent' : path === '/etc' ? 'directory' : 'file')

const parsed = (raw: Raw, arch: Arch = 'x86_64', look: Look = everyFile): Inputs =>
  parseInputs(new Map(Object.entries(raw)), look, {arch, workspace: '/work/space'})
const image = {image: 'disk.img'}

describe('parseInputs', () => {
  test('gives everything a default when only an image is given', () => {
    expect(parsed(image)).toEqual({
      spec: {
        name: 'guest',
        arch: 'x86_64',
        machine: 'q35',
        cpus: 2,
        memory: 2048,
        accelerator: 'auto',
        boot: {kind: 'disk', image: '/work/space/disk.img', firmware: 'auto'},
        access: {user: 'root'},
        ready: {kind: 'login'},
        allowsReboot: false,
        budgets: {shutdown: 30_000, lifetime: 86_400_000},
        devices: {ports: [], disks: [], networks: []},
        transfers: {copies: [], shares: [], collect: [], collectTo: '/work/space/collected/guest'},
        env: ['CI', 'GITHUB_*', 'RUNNER_DEBUG'],
        extraArguments: [],
      },
      failOn: 'leak',
      ...{diagnostics: 'on-failure', streams: false, matchesKernel: false},
      installQemu: true,
      useCaches: true,
      image: {source: {kind: 'path', path: '/work/space/disk.img'}, mirrors: []},
      isUserGiven: false,
      bootAttempts: 2,
    })
  })

  test('takes every input', () => {
    const raw = {
      ...{kernel: '/boot/vmlinuz', initrd: '../initrd', 'kernel-args': 'console=ttyS0\n  quiet\n'},
      ...{arch: 'aarch64', machine: 'virt', cpu: 'max,pmu=off', cpus: '255', memory: '1.5G', accelerator: 'tcg'},
      ...{'qemu-args': '-device "virtio-balloon-pci,id=my balloon"\n-s', name: 'db-1', user: 'debian'},
      ...{'ssh-key': 'keys/id', ready: 'login', 'boot-timeout': '1m30s', 'shutdown-timeout': '0s'},
      ...{
        'fail-on': 'forced-shutdown',
        diagnostics: 'never',
        console: 'stream',
        'problem-matchers': 'kernel',
        'install-qemu': 'FALSE',
        cache: 'false',
        'state-dir': '/srv/../srv/vms/',
        'max-lifetime': '6h',
      },
      ...{'boot-attempts': '3', 'allow-reboot': 'true'},
      ...{workspace: 'copy', 'workspace-exclude': '*.o\nnode_modules', copy: 'a b/. -> /c d\n/etc/hosts -> hosts'},
      share: '/srv/../etc -> /srv/./etc/ read-only',
      ...{collect: '/var//log/\n/x', 'collect-to': '/srv/out'},
      ...{
        run: 'make\n\nmake check',
        env: 'CI\nMY_*',
        ports: '80\n8080:81',
        disks: 'size=1G',
        networks: 'lan',
        tap: 'br0',
      },
    }
    expect(parsed(raw, 'x86_64', noStateYet)).toEqual({
      spec: {
        name: 'db-1',
        arch: 'aarch64',
        machine: 'virt',
        cpu: 'max,pmu=off',
        cpus: 255,
        memory: 1536,
        accelerator: 'tcg',
        boot: {kind: 'kernel', kernel: '/boot/vmlinuz', initrd: '/work/initrd', append: 'console=ttyS0 quiet'},
        access: {user: 'debian', keyFile: '/work/space/keys/id'},
        ready: {kind: 'login'},
        allowsReboot: true,
        budgets: {boot: 90_000, shutdown: 0, lifetime: 21_600_000},
        devices: {
          ports: [
            {protocol: 'tcp', host: 0, guest: 80},
            {protocol: 'tcp', host: 8080, guest: 81},
          ],
          disks: [{source: {kind: 'new', size: 1024}, bus: 'virtio'}],
          networks: [{name: 'lan'}],
          tap: {bridge: 'br0'},
        },
        transfers: {
          copies: [
            {from: '/work/space/.', to: '/work/space', excludes: ['*.o', 'node_modules'], isOwn: true},
            {from: '/work/space/a b/.', to: '/c d'},
            {from: '/etc/hosts', to: 'hosts'},
          ],
          collect: ['/var/log', '/x'],
          shares: [{from: '/etc', to: '/srv/etc', access: 'read-only'}],
          collectTo: '/srv/out',
          workspace: '/work/space',
        },
        env: ['CI', 'MY_*'],
        extraArguments: ['-device', 'virtio-balloon-pci,id=my balloon', '-s'],
      },
      failOn: 'forced-shutdown',
      ...{diagnostics: 'never', streams: true, matchesKernel: true},
      installQemu: false,
      useCaches: false,
      isUserGiven: true,
      ...{bootAttempts: 3, script: 'make\n\nmake check'},
      stateDirectory: '/srv/vms',
    })
  })

  test('takes a blank input for one that is not given, and trims the others', () => {
    expect(parsed({image: '  disk.img\n', kernel: ' ', cpus: '', memory: ' 64M '})).toEqual(
      parsed({...image, memory: '64M'}),
    )
  })

  test('never takes the values of other inputs for its own', () => {
    expect(parsed({...image, surprise: 'x', CPUS: '9'})).toEqual(parsed(image))
  })

  test.each<[Raw, Arch, Partial<Inputs['spec']>]>([
    [{}, 'x86_64', {arch: 'x86_64', machine: 'q35'}],
    [{}, 'aarch64', {arch: 'aarch64', machine: 'virt'}],
    [{arch: 'riscv64'}, 'x86_64', {arch: 'riscv64', machine: 'virt'}],
    [{arch: 'x86_64', machine: 'pc'}, 'aarch64', {arch: 'x86_64', machine: 'pc'}],
    [{accelerator: 'kvm', cpu: 'host'}, 'aarch64', {accelerator: 'kvm', cpu: 'host'}],
    [{accelerator: 'hvf'}, 'aarch64', {accelerator: 'hvf'}],
    [{cpu: 'host,-vmx'}, 'x86_64', {accelerator: 'auto', cpu: 'host,-vmx'}],
    [{ready: 'banner'}, 'x86_64', {ready: {kind: 'banner'}}],
    [{ready: 'none'}, 'x86_64', {ready: {kind: 'none'}}],
    [{user: '1st.user_x-'}, 'x86_64', {access: {user: '1st.user_x-'}}],
  ])('%j on %s', (raw, arch, spec) => {
    expect(parsed({...image, ...raw}, arch).spec).toMatchObject(spec)
  })

  test.each([
    ['true', true],
    ['True', true],
    ['FALSE', false],
  ])('takes install-qemu: %s', (text, value) => {
    expect(parsed({...image, 'install-qemu': text}).installQemu).toBe(value)
  })

  test('looks at every path once it is absolute, and at nothing else', () => {
    const seen: string[] = []
    parsed({kernel: 'a', initrd: './b', 'ssh-key': '/c', 'state-dir': '/srv'}, 'x86_64', (path) => {
      seen.push(path)
      return path === '/srv' ? 'directory' : 'file'
    })
    expect(seen).toEqual(['/work/space/a', '/work/space/b', '/c', '/srv'])
  })

  test('whatever the texts are, the result is inputs or an InputError that names only inputs given or needed', () => {
    const names = ['image', 'kernel', 'arch', 'cpu', 'cpus', 'memory', 'qemu-args', 'ready', 'boot-timeout', 'name']
    const looks = fc.constantFrom<Look>(...(['file', 'directory', 'absent', 'unreadable'] as const).map((l) => () => l))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({unit: 'binary'})), looks, (raw, look) => {
        try {
          expect(JSON.parse(JSON.stringify(parsed(raw, 'x86_64', look)))).toMatchObject({failOn: 'leak'})
        } catch (error) {
          expect(error).toMatchObject({code: 'bad-input', problems: expect.any(Array) as unknown})
          const {problems} = error as {readonly problems: readonly {readonly input: string}[]}
          expect([...Object.keys(raw), 'image']).toEqual(expect.arrayContaining(problems.map(({input}) => input)))
        }
      }),
    )
  })
})

describe('unknownInputs', () => {
  test.each([
    ['MEMROY', {input: 'memroy', suggestion: 'memory'}],
    ['kernel_args', {input: 'kernel_args', suggestion: 'kernel-args'}],
    ['KERNELARGS', {input: 'kernelargs', suggestion: 'kernel-args'}],
    ['boot-timout', {input: 'boot-timout', suggestion: 'boot-timeout'}],
    ['cpuss', {input: 'cpuss', suggestion: 'cpus'}],
    ['images', {input: 'images', suggestion: 'image'}],
    ['usr', {input: 'usr', suggestion: 'user'}],
    ['pin', {input: 'pin'}],
    ['x', {input: 'x'}],
  ])('%s', (name, unknown) => {
    expect(unknownInputs([name])).toEqual([unknown])
  })

  test('are told once, and known ones never', () => {
    expect(unknownInputs(['IMAGE', 'STATE-DIR', 'vm', 'VM'])).toEqual([{input: 'vm'}])
  })
})
