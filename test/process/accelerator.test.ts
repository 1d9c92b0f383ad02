import {existsSync, writeFileSync} from 'node:fs'
import {spawnSync} from 'node:child_process'
import {delimiter} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {Host} from '../../src/host/host.ts'
import {chooseAccelerator, type AcceleratorQuestion} from '../../src/qemu/accelerator.ts'
import {askQemu} from '../../src/qemu/features.ts'
import {probeRom, probeRomExitCode} from '../../src/qemu/probe-rom.ts'
import {seconds, tagOf} from '../../src/units.ts'
import type {FakeBehavior} from '../support/fake-qemu/behavior.ts'
import {FakeStage} from '../support/fake-qemu/stage.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

const binary = 'qemu-system-x86_64'

function questionOf(rom: string, over: Partial<AcceleratorQuestion> = {}): AcceleratorQuestion {
  return {choice: 'auto', arch: 'x86_64', hostArch: 'x86_64', binary, rom, tag: tagOf(someVm()), ...over}
}

/** A host on which the fake is QEMU. */
function fakeHost(stage: FakeStage, behavior: FakeBehavior): Host {
  stage.fake.become(behavior)
  return realHost({PATH: [stage.fake.directory, process.env['PATH']].join(delimiter)})
}

describe('the accelerator', () => {
  test('that is asked for by name is not tried out when it needs no trial', async () => {
    const host = realHost({PATH: '/nonexistent'})
    expect(await chooseAccelerator(questionOf('/nonexistent', {choice: 'tcg'}), host)).toMatchObject({
      accelerator: 'tcg',
    })
    await expect(chooseAccelerator(questionOf('/nonexistent', {choice: 'hvf'}), host)).rejects.toMatchObject({
      ...{code: 'accelerator-unusable', hint: 'Set accelerator: auto.'},
    })
    const foreign = questionOf('/nonexistent', {arch: 'aarch64'})
    expect(await chooseAccelerator(foreign, host)).toEqual({
      accelerator: 'tcg',
      why: 'KVM is not usable: the guest is aarch64 and the host x86_64',
    })
    await expect(chooseAccelerator({...foreign, choice: 'kvm'}, host)).rejects.toMatchObject({
      code: 'accelerator-unusable',
    })
  })

  // What this machine is, it is: the reason must fit it, and come in time
  test('on this machine is decided within 2 s, with a reason', async () => {
    using place = scratch()
    const host = realHost()
    const question = questionOf(place.path('rom'))
    const began = performance.now()
    const {accelerator, why} = await chooseAccelerator(question, host)
    expect(performance.now() - began).toBeLessThan(seconds(2) + seconds(3)) // and what a busy machine takes to end it
    if (!existsSync('/dev/kvm'))
      expect({accelerator, why}).toEqual({accelerator: 'tcg', why: 'KVM is not usable: this machine has no /dev/kvm'})
    else if (accelerator === 'tcg')
      expect(why).toMatch(/KVM is not usable: .*(had not ended after|QEMU exits with|may not be opened)/)
    else expect(why).toBe('a program ran to its end under KVM')
    expect(host.processes.find(question.tag)).toEqual([])
  })

  describe.runIf(existsSync('/dev/kvm'))('of a machine with /dev/kvm', () => {
    test.each<[string, FakeBehavior, string, RegExp]>([
      ['works', {probe: {kvm: {code: probeRomExitCode}}}, 'kvm', /ran to its end/],
      [
        'fails',
        {probe: {kvm: {code: 1, stderr: 'failed to initialize kvm: Permission denied\n'}}},
        'tcg',
        /QEMU exits with 1 under it \(failed to initialize kvm: Permission denied\)/,
      ],
      ['is too slow', {probe: {kvm: 'hang'}}, 'tcg', /had not ended after/],
      [
        'is too slow, and QEMU ignores SIGTERM',
        {probe: {kvm: 'hang'}, terminate: 'ignore'},
        'tcg',
        /had not ended after/,
      ],
      ['ends otherwise', {probe: {kvm: {code: 0}}}, 'tcg', /QEMU exits with 0/],
      ['is killed', {probe: {kvm: {signal: 'SIGSEGV'}}}, 'tcg', /QEMU exits with 128/],
    ])('%s', async (_, behavior, accelerator, why) => {
      using stage = new FakeStage()
      const host = fakeHost(stage, behavior)
      const question = questionOf(stage.path('rom'))
      const chosen = await chooseAccelerator(question, host)
      expect(chosen).toMatchObject({accelerator, why: expect.stringMatching(why) as unknown})
      expect(host.processes.find(question.tag)).toEqual([])
    })
  })

  test.runIf(existsSync('/dev/kvm'))(
    'that is asked for by name and does not work is an error that says what to do',
    async () => {
      using stage = new FakeStage()
      const host = fakeHost(stage, {probe: {kvm: {code: 1, stderr: 'no\n'}}})
      await expect(chooseAccelerator(questionOf(stage.path('rom'), {choice: 'kvm'}), host)).rejects.toMatchObject({
        ...{
          code: 'accelerator-unusable',
          message: 'accelerator: kvm was asked for, and QEMU exits with 1 under it (no).',
        },
        hint: expect.stringContaining('accelerator: auto') as unknown,
      })
    },
  )

  test('is tried with a program that does end under TCG', () => {
    using place = scratch()
    writeFileSync(place.path('rom'), probeRom())
    const words = ['-nodefaults', '-no-user-config', '-display', 'none', '-machine', 'pc', '-accel', 'tcg', '-m', '16']
    const device = ['-bios', place.path('rom'), '-device', 'isa-debug-exit,iobase=0xf4,iosize=1']
    expect(spawnSync(binary, [...words, ...device], {timeout: 20_000}).status).toBe(probeRomExitCode)
  })
})

describe('what QEMU can do', () => {
  test('is found by asking the one of this machine', async () => {
    const said = spawnSync(binary, ['--version'], {encoding: 'utf8'}).stdout
    const features = await askQemu(binary, realHost())
    expect(said).toContain(`version ${features.version}`)
    expect(features.sandbox).toMatch(/^on,/)
    expect(features.panicAction).toBe('exit-failure')
  })

  test.each<[string, FakeBehavior, object]>([
    ['everything', {}, {sandbox: expect.any(String) as unknown, panicAction: 'exit-failure'}],
    ['no seccomp', {rejects: ['-sandbox']}, {panicAction: 'exit-failure'}],
    ['no such panic action', {rejects: ['-action panic=exit-failure']}, {sandbox: expect.any(String) as unknown}],
    ['neither', {rejects: ['-sandbox', '-action']}, {}],
  ])('with %s', async (_, behavior, expected) => {
    using stage = new FakeStage()
    expect(await askQemu(binary, fakeHost(stage, behavior))).toEqual({version: '7.2.22', ...expected})
  })

  test.each<[string, FakeBehavior, RegExp]>([
    [
      'too old',
      {version: 'QEMU emulator version 5.2.0 (Debian)', rejects: ['-sandbox', '-action']},
      /version 5\.2\.0, which is too old/,
    ],
    ['without a version', {version: 'not a QEMU', rejects: ['-sandbox']}, /does not work/],
  ])('one that is %s is refused', async (_, behavior, why) => {
    using stage = new FakeStage()
    await expect(askQemu(binary, fakeHost(stage, behavior))).rejects.toMatchObject({
      code: 'missing-program',
      message: expect.stringMatching(why) as unknown,
    })
  })

  test('one that is not there is missed by name', async () => {
    await expect(askQemu('qemu-system-none', realHost())).rejects.toThrow(/no program qemu-system-none/)
  })
})
