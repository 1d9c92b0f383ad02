import {readFile} from 'node:fs/promises'
import {describe, expect, test} from 'vitest'
import {parseDepends} from '../guest/apt.ts'
import {layOutDisk} from '../guest/disk.ts'
import {elfNeeds} from '../guest/elf.ts'
import {loadOrder, moduleDepends, moduleName, type ModuleTree} from '../guest/kmod.ts'

/** A stand-in for a module's file: other .modinfo strings around the one that counts. */
function ko(depends: string): Buffer {
  return Buffer.from(`\x7fELF\0license=GPL\0depends=${depends}\0retpoline=Y\0`, 'latin1')
}

function tree(modules: Readonly<Record<string, string>>, builtIn: readonly string[] = []): ModuleTree {
  return {
    version: '6.1',
    isBuiltIn: (name) => builtIn.includes(name),
    read: (name) => Promise.resolve(modules[name] === undefined ? undefined : ko(modules[name])),
  }
}

describe('kernel modules', () => {
  test.each(['kernel/drivers/virtio-rng.ko', 'virtio_rng.ko.xz', 'virtio-rng.ko.zst', 'virtio-rng'])(
    'name of %s',
    (file) => {
      expect(moduleName(file)).toBe('virtio_rng')
    },
  )

  test('dependencies are read from .modinfo', () => {
    expect(moduleDepends(ko('virtio,virtio-ring'))).toEqual(['virtio', 'virtio_ring'])
    expect(moduleDepends(ko(''))).toEqual([])
    expect(moduleDepends(Buffer.from('no module information'))).toEqual([])
  })

  test('each module is loaded once, after what it depends on', async () => {
    const modules = {virtio_net: 'virtio,failover', virtio_pci: 'virtio', virtio: 'ring', ring: '', failover: ''}
    const order = await loadOrder(tree(modules), ['virtio-pci', 'virtio_net'], expect.unreachable)
    expect(order.map(({name}) => name)).toEqual(['ring', 'virtio', 'virtio_pci', 'failover', 'virtio_net'])
  })

  test('built-in modules need no loading, absent ones are reported', async () => {
    const missing: string[] = []
    const order = await loadOrder(tree({a: 'core'}, ['core']), ['a', '9p'], (name) => missing.push(name))
    expect(order.map(({name}) => name)).toEqual(['a'])
    expect(missing).toEqual(['9p'])
  })

  test('a circle of dependencies ends', async () => {
    const order = await loadOrder(tree({a: 'b', b: 'a'}), ['a'], expect.unreachable)
    expect(order.map(({name}) => name)).toEqual(['b', 'a'])
  })
})

describe('elfNeeds', () => {
  test('reads the program that runs this test', async () => {
    const needs = elfNeeds(await readFile(process.execPath))
    expect(needs.interpreter).toMatch(/\/ld-.*\.so/)
    expect(needs.libraries).toContain('libc.so.6')
  })

  test.each([Buffer.alloc(0), Buffer.alloc(100), Buffer.from('#!/bin/sh\n'.repeat(10))])(
    'refuses other files',
    (bytes) => {
      expect(() => elfNeeds(bytes)).toThrow('not an ELF file')
    },
  )

  test('refuses 32-bit files', () => {
    const bytes = Buffer.alloc(100)
    bytes.write('\x7fELF\x01\x01', 'latin1')
    expect(() => elfNeeds(bytes)).toThrow('64-bit')
  })
})

describe('parseDepends', () => {
  test('takes the first of alternatives and leaves virtual packages out', () => {
    const output = [
      'linux-image-6.1.0-56-cloud-amd64',
      '  PreDepends: init-system-helpers',
      '  Depends: kmod',
      ' |Depends: initramfs-tools',
      '  Depends: <linux-initramfs-tool>',
      '    dracut',
      '    tiny-initramfs',
      '  Depends: libc6',
      '  Conflicts: <init-select>',
      '  Breaks: fwupdate',
      '  Recommends: firmware-linux-free',
    ].join('\n')
    expect(parseDepends(output)).toEqual(['init-system-helpers', 'kmod', 'initramfs-tools', 'libc6'])
  })

  test('of several alternatives only the first', () => {
    expect(parseDepends(' |Depends: a\n |Depends: b\n  Depends: c\n  Depends: d\n')).toEqual(['a', 'd'])
  })
})

describe('layOutDisk', () => {
  const parts = {
    boot: Buffer.alloc(512, 0xeb),
    core: Buffer.from('core'),
    kernel: Buffer.alloc(700_000, 1),
    initrd: Buffer.alloc(900_000, 2),
  }

  test('has boot code, one active partition, and the files where it says', () => {
    const disk = layOutDisk(parts)
    expect(disk.length % (1024 * 1024)).toBe(0)
    expect(disk.readUInt16BE(510)).toBe(0x55aa)
    expect(disk[446]).toBe(0x80)
    const [start, sectors] = [disk.readUInt32LE(454), disk.readUInt32LE(458)]
    expect(start * 512).toBe(1024 * 1024)
    expect((start + sectors) * 512).toBe(disk.length)
    expect(disk.toString('latin1', 512, 516)).toBe('core')
    expect(disk.toString('latin1', start * 512, start * 512 + 6)).toBe('070701')
  })

  test('refuses a core that would reach into the partition', () => {
    expect(() => layOutDisk({...parts, core: Buffer.alloc(1024 * 1024)})).toThrow('there is room for')
  })
})
