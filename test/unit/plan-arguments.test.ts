import {describe, expect, test} from 'vitest'
import {binaryOf, qemuArguments, uuidOf, type ArgumentsInput} from '../../src/plan/arguments.ts'
import {pathsOf} from '../../src/plan/paths.ts'
import type {VmSpec} from '../../src/plan/spec.ts'
import {mebibytes, parseVmId, type VmId} from '../../src/units.ts'
import {someSpec} from '../support/ledger-entries.ts'

const id = parseVmId('0badcafe') as VmId
const key = 'ssh-ed25519 AAAAC3Nza qemu-vm-0badcafe'

function wordsOf(spec: Partial<VmSpec> = {}, over: Partial<ArgumentsInput> = {}, state = '/state'): readonly string[] {
  const features = {version: '7.2.22', sandbox: 'on,spawn=deny', panicAction: 'exit-failure'}
  const paths = pathsOf(id, state)
  return qemuArguments({id, spec: {...someSpec, ...spec}, paths, accelerator: 'tcg', features, publicKey: key, ...over})
}

/** The values of an option, in order. */
const valuesOf = (words: readonly string[], option: string): readonly string[] =>
  words.filter((_, index) => words[index - 1] === option)

const run = '/state/qemu-vm-0badcafe'
const monitorWords = (name: string): readonly string[] => [
  ...[
    '-chardev',
    `socket,id=${name},path=${run}/${name}.sock,server=on,wait=off`,
    '-mon',
    `chardev=${name},mode=control`,
  ],
]
const head = (type: string): readonly string[] => [
  ...['-nodefaults', '-no-user-config', '-name', 'guest=qemu-vm-0badcafe,debug-threads=on'],
  ...['-uuid', '0badcafe-0000-8000-8000-00000badcafe', '-machine', `type=${type}`, '-accel', 'tcg,thread=multi'],
]
const middle: readonly string[] = [
  ...['-smp', 'cpus=2', '-m', 'size=512M', '-display', 'none', '-no-reboot'],
  ...['-action', 'panic=exit-failure', '-sandbox', 'on,spawn=deny', '-pidfile', `${run}/qemu.pid`],
  ...monitorWords('qmp'),
  ...monitorWords('keeper'),
  ...monitorWords('stop'),
  ...['-chardev', `file,id=console,path=${run}/console.log,append=on`, '-serial', 'chardev:console'],
  ...['-device', 'virtio-serial-pci', '-chardev', `socket,id=agent,path=${run}/agent.sock,server=on,wait=off`],
  ...['-device', 'virtserialport,chardev=agent,name=org.qemu.guest_agent.0'],
  ...[
    '-object',
    'rng-random,id=rng,filename=/dev/urandom',
    '-device',
    'virtio-rng-pci,rng=rng',
    '-device',
    'pvpanic-pci',
  ],
  ...['-netdev', 'user,id=net,hostfwd=tcp:127.0.0.1:0-:22', '-device', 'virtio-net-pci,netdev=net'],
]
const keyWords = [
  ...['-fw_cfg', `name=opt/qemu-vm/authorized_keys,string=${key}`],
  ...['-fw_cfg', `name=opt/io.systemd.credentials/ssh.authorized_keys.root,string=${key}`],
]
const smbios = ['-smbios', `type=11,value=io.systemd.credential:ssh.authorized_keys.root=${key}`]
const firmware = [
  ...['-chardev', `file,id=firmware,path=${run}/firmware.log,append=on`],
  ...['-device', 'isa-debugcon,iobase=0x402,chardev=firmware'],
]
const kernel = ['-kernel', '/boot/vmlinuz', '-initrd', '/boot/initrd', '-append', 'console=ttyS0']
const disk = [
  ...['-blockdev', `{"driver":"qcow2","node-name":"root","file":{"driver":"file","filename":"${run}/overlay.qcow2"}}`],
  ...['-device', 'virtio-blk-pci,drive=root,bootindex=1'],
]

describe('the words of QEMU’s command line', () => {
  test.each<[string, Partial<VmSpec>, readonly string[]]>([
    ['q35, kernel', {}, [...head('q35'), '-cpu', 'max', ...middle, ...keyWords, ...smbios, ...firmware, ...kernel]],
    [
      'q35, disk',
      {boot: {kind: 'disk', image: '/image.qcow2', firmware: 'bios'}},
      [...head('q35'), '-cpu', 'max', ...middle, ...keyWords, ...smbios, ...firmware, ...disk],
    ],
    [
      'virt, aarch64',
      {arch: 'aarch64', machine: 'virt'},
      [...head('virt'), '-cpu', 'max,pauth-impdef=on', ...middle, ...keyWords, ...smbios, ...kernel],
    ],
    [
      // The CPU `max` of riscv64 came with QEMU 8.2 only; SMBIOS tables it does not have, nor fw_cfg in time in 7.2
      'virt, riscv64',
      {arch: 'riscv64', machine: 'virt'},
      [...head('virt'), '-cpu', 'rv64', ...middle, ...kernel],
    ],
  ])('for %s', (_, spec, expected) => {
    expect(wordsOf(spec)).toEqual(expected)
  })

  test('leave out what this QEMU does not take, and what was not given', () => {
    const words = wordsOf({boot: {kind: 'kernel', kernel: '/k', append: ''}}, {features: {version: '6.2.0'}})
    for (const option of ['-sandbox', '-action', '-initrd', '-append']) expect(words).not.toContain(option)
    const features = {version: '6.2.0'}
    const keyless = qemuArguments({id, spec: someSpec, paths: pathsOf(id, '/state'), accelerator: 'kvm', features})
    for (const option of ['-fw_cfg', '-smbios']) expect(keyless).not.toContain(option)
    expect([valuesOf(keyless, '-accel'), valuesOf(keyless, '-cpu')]).toEqual([['kvm'], ['host']])
  })

  test('take what the user says about the machine, and their own words last', () => {
    const words = wordsOf({
      cpu: 'qemu64,+x2apic',
      cpus: 7,
      memory: mebibytes(1536),
      extraArguments: ['-device', 'edu', ' x '],
    })
    expect(words.slice(-3)).toEqual(['-device', 'edu', ' x '])
    expect(['-cpu', '-smp', '-m'].map((option) => valuesOf(words, option)[0])).toEqual([
      'qemu64,+x2apic',
      'cpus=7',
      'size=1536M',
    ])
  })

  test('let the guest restart where it may', () => {
    expect(wordsOf({allowsReboot: true})).toEqual(wordsOf().filter((word) => word !== '-no-reboot'))
  })

  test('have what stop() relies on, and nothing that would defeat it', () => {
    const words = wordsOf()
    for (const option of ['-name', '-pidfile', '-no-reboot']) expect(words).toContain(option)
    for (const option of ['-daemonize', '-no-shutdown', '-qmp', '-S', '-snapshot']) expect(words).not.toContain(option)
    expect(words.join(' ')).not.toMatch(/0\.0\.0\.0|hostfwd=tcp::/)
  })

  test.each([
    ['a comma', '/st,ate', '/st,,ate'],
    ['commas', '/a,,b,', '/a,,,,b,,'],
    ['an equal sign', '/a=b', '/a=b'],
    ['a blank', '/my state', '/my state'],
    ['quotes', `/it's "so"`, `/it's "so"`],
    ['a colon and a percent sign', '/a:b%s', '/a:b%s'],
    ['other letters', '/zustände 🐧', '/zustände 🐧'],
  ])('survive %s in a path', (_, state, keyed) => {
    const image = {kind: 'disk', image: '/i', firmware: 'bios'} as const
    const words = wordsOf({boot: image}, {}, state)
    const directory = `${state}/qemu-vm-0badcafe`
    expect(valuesOf(words, '-pidfile')).toEqual([`${directory}/qemu.pid`])
    expect(valuesOf(words, '-chardev')).toContain(
      `file,id=console,path=${keyed}/qemu-vm-0badcafe/console.log,append=on`,
    )
    expect(valuesOf(words, '-chardev')).toContain(
      `socket,id=stop,path=${keyed}/qemu-vm-0badcafe/stop.sock,server=on,wait=off`,
    )
    expect(JSON.parse(valuesOf(words, '-blockdev')[0] ?? '')).toMatchObject({
      file: {filename: `${directory}/overlay.qcow2`},
    })
    const paths = {kind: 'kernel', kernel: `${state}/k`, initrd: `${state}/i`, append: 'a=1,b "c"'} as const
    const booting = wordsOf({boot: paths}, {}, state)
    expect(['-kernel', '-initrd', '-append'].map((option) => valuesOf(booting, option)[0])).toEqual([
      ...[`${state}/k`, `${state}/i`, 'a=1,b "c"'],
    ])
  })

  test('keep a comma in the comment of a key from ending the option', () => {
    const words = wordsOf({}, {publicKey: `${key},append=x\n`})
    for (const value of [...valuesOf(words, '-fw_cfg'), ...valuesOf(words, '-smbios')]) {
      expect(value.endsWith(`${key},,append=x`)).toBe(true)
    }
  })

  test.each([
    ['r', true],
    ['abcdefgh', true],
    ['abcdefghi', false],
    ['a-very-long-user-name-of-32-chars', false],
  ])('give the key of %j by the long fw_cfg name only where QEMU takes it (55 bytes)', (user, fits) => {
    const words = wordsOf({access: {user}})
    const names = valuesOf(words, '-fw_cfg').map((value) => /^name=([^,]*),/.exec(value)?.[1] ?? '')
    expect(names.includes(`opt/io.systemd.credentials/ssh.authorized_keys.${user}`)).toBe(fits)
    expect(names.filter((name) => Buffer.byteLength(name) > 55)).toEqual([])
    expect(names).toContain('opt/qemu-vm/authorized_keys')
    expect(valuesOf(words, '-smbios')[0]).toContain(`ssh.authorized_keys.${user}=`)
  })
})

test('ids give one UUID each, of version 8', () => {
  expect(uuidOf(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(uuidOf(id)).not.toBe(uuidOf(parseVmId('0badcaff') as VmId))
})

test('programs have the name of their architecture', () => {
  expect((['x86_64', 'aarch64', 'riscv64'] as const).map(binaryOf)).toEqual([
    ...['qemu-system-x86_64', 'qemu-system-aarch64', 'qemu-system-riscv64'],
  ])
})
