import {describe, expect, test} from 'vitest'
import type {GuestFacts} from '../../src/catalogue/guest-facts.ts'
import {settle, type Known} from '../../src/phases/settle.ts'
import type {VmSpec} from '../../src/plan/spec.ts'
import {someSpec} from '../support/ledger-entries.ts'

const disk = {kind: 'disk', image: 'x', firmware: 'auto'} as const
const guest: GuestFacts = {user: 'debian', firmware: 'either', seed: 'nocloud', console: 'serial', agent: 'absent'}
const settled = (spec: Partial<VmSpec>, known: Partial<Known> = {}): VmSpec =>
  settle({...someSpec, ...spec}, {accelerator: 'tcg', isUserGiven: false, isHostKeyPinned: false, ...known})

describe('what the image says where the user has said nothing', () => {
  test('the user', () => {
    expect(settled({}, {guest}).access.user).toBe('debian')
    expect(settled({access: {user: 'me'}}, {guest, isUserGiven: true}).access.user).toBe('me')
    expect(settled({}).access.user).toBe('root')
  })

  test.each<[Partial<VmSpec>, Partial<GuestFacts> | undefined, 'bios' | 'uefi']>([
    [{}, {firmware: 'either'}, 'bios'],
    [{}, {firmware: 'uefi'}, 'uefi'],
    [{}, undefined, 'bios'],
    [{arch: 'aarch64'}, undefined, 'uefi'],
    [{boot: {...disk, firmware: 'bios'}}, {firmware: 'uefi'}, 'bios'],
  ])('the firmware: %j and %j', (spec, facts, firmware) => {
    const known = facts === undefined ? {} : {guest: {...guest, ...facts}}
    expect(settled({boot: disk, ...spec}, known).boot).toMatchObject({firmware})
  })

  test.each<[Partial<VmSpec>, GuestFacts['cpu'], Known['accelerator'], string | undefined]>([
    [{}, {}, 'tcg', undefined],
    [{}, {without: ['pdpe1gb']}, 'kvm', 'host,-pdpe1gb'],
    [{}, {without: ['pdpe1gb']}, 'tcg', 'max,-pdpe1gb'],
    [{arch: 'aarch64'}, {emulated: {aarch64: 'cortex-a72'}}, 'tcg', 'cortex-a72'],
    [{arch: 'aarch64'}, {emulated: {aarch64: 'cortex-a72'}}, 'kvm', undefined],
    [{cpu: 'qemu64'}, {without: ['pdpe1gb']}, 'kvm', 'qemu64'],
  ])('the CPU: %j and %j under %s', (spec, facts, accelerator, cpu) => {
    const known = {accelerator, guest: facts === undefined ? guest : {...guest, cpu: facts}}
    expect(settled(spec, known).cpu).toBe(cpu)
  })

  test('whether its host key is known', () => {
    expect(settled({}, {isHostKeyPinned: true}).access).toEqual({user: 'root', isHostKeyPinned: true})
    expect(settled({}).access).toEqual({user: 'root'})
  })
})
