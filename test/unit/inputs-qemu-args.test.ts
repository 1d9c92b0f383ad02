import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {qemuArguments, splitWords} from '../../src/inputs/qemu-arguments.ts'

const judge = (text: string) => qemuArguments(text, {workspace: '/', look: () => 'absent'})

describe('splitWords', () => {
  test.each<[string, readonly string[] | undefined]>([
    ['', []],
    [' \t\r\n ', []],
    ['-m 4G', ['-m', '4G']],
    ['-a\n-b\r\n-c', ['-a', '-b', '-c']],
    [`-a "b c" 'd e'`, ['-a', 'b c', 'd e']],
    [`a"b"'c'd`, ['abcd']],
    [`"" ''`, ['', '']],
    ['a\\ b \\"c', ['a b', '"c']],
    ['-a \\\n-b', ['-a', '-b']],
    ['-a\\\n-b', ['-a-b']],
    ['"a\\\nb"', ['ab']],
    [`'a\\nb'`, ['a\\nb']],
    ['"\\$ \\` \\" \\\\ \\n"', ['$ ` " \\ \\n']],
    [`'\\\\'"x"`, ['\\\\x']],
    ['$HOME $(id) *.img a|b a;b #c', ['$HOME', '$(id)', '*.img', 'a|b', 'a;b', '#c']],
    ['"line\nbreak"', ['line\nbreak']],
    ['"open', undefined],
    [`'open`, undefined],
    ['"open\\"', undefined],
    ['open\\', undefined],
  ])('%j', (text, words) => {
    expect(splitWords(text)).toEqual(words)
  })

  const quotes: readonly ((word: string) => string)[] = [
    (word) => `'${word.replaceAll("'", `'\\''`)}'`,
    (word) => `"${word.replace(/[$`"\\]/g, '\\$&')}"`,
    (word) => (word === '' || word.includes('\n') ? `'${word}'` : word.replace(/[^a-z]/g, '\\$&')),
  ]
  const word = fc.string({unit: fc.constantFrom('a', 'b', ' ', '\t', '\n', '"', '\\', '$', '`', '#', '-', 'é', '😀')})

  test('gives back every list of words, however each was quoted', () => {
    const style = fc.constantFrom(...quotes)
    const blank = fc.constantFrom(' ', '\t', '\n', ' \\\n ')
    fc.assert(
      fc.property(fc.array(fc.tuple(word, style, blank)), (pieces) => {
        const text = pieces.map(([each, quote, space]) => quote(each) + space).join('')
        expect(splitWords(text)).toEqual(pieces.map(([each]) => each))
      }),
    )
  })
})

describe('qemuArguments', () => {
  const always = [
    ...['daemonize', 'no-shutdown', 'S', 'preconfig', 'incoming', 'pidfile', 'name', 'uuid', 'qmp', 'qmp-pretty'],
    ...['mon', 'monitor', 'runas', 'chroot', 'run-with', 'async-teardown', 'sandbox', 'readconfig', 'accel'],
    'enable-kvm',
  ]

  test.each(always.flatMap((option) => [`-${option}`, `--${option}`]))('refuses %s', (word) => {
    const refusal = {value: word, expected: expect.stringMatching(/^allowed: /) as unknown}
    expect(judge(`-no-hpet ${word}`)).toEqual({refusals: [refusal]})
  })

  test.each([
    '-action shutdown=pause',
    '--action panic=none,shutdown=pause',
    '-action reboot=reset',
    '-serial mon:stdio',
    '-parallel mon:vc',
  ])('refuses %s', (text) => {
    const refusal = {value: text, expected: expect.stringMatching(/^allowed with /) as unknown}
    expect(judge(text)).toEqual({refusals: [refusal]})
  })

  test.each([
    '-action panic=pause',
    '-serial file:/tmp/second.log',
    '-machine kernel-irqchip=split',
    '-s -gdb tcp::1234',
    '-snapshot',
    '-device intel-iommu,intremap=on',
    '-smbios type=1,serial=-S',
    '-append "-- -S"',
    '-m 4G',
    '---S',
  ])('leaves %s to QEMU', (text) => {
    expect(judge(text)).toEqual({value: splitWords(text)})
  })

  test('tells every refused word, and a first word that QEMU would write to as a disk', () => {
    expect(judge('-S -daemonize -no-hpet')).toMatchObject({refusals: [{value: '-S'}, {value: '-daemonize'}]})
    expect(judge('disk.img -S')).toMatchObject({refusals: [{value: 'disk.img'}]})
  })
})
