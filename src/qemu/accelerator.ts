import {accessSync, constants, writeFileSync} from 'node:fs'
import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
import type {Accelerator, AcceleratorChoice, Arch} from '../plan/spec.ts'
import {formatDuration, millis} from '../units.ts'
import {probeRom, probeRomExitCode} from './probe-rom.ts'

/** A working KVM needs 0.1 s for the probe; with starting QEMU and ending it, all stays below 2 s. */
const probeLimit = millis(1500)

export interface ChosenAccelerator {
  readonly accelerator: Accelerator
  /** For people: why it is this one. */
  readonly why: string
  /** For people: what to do so that it is a faster one. */
  readonly remedy?: string
}

/** What is asked of the host to choose an accelerator. */
export interface AcceleratorQuestion {
  readonly choice: AcceleratorChoice
  readonly arch: Arch
  readonly hostArch: Arch
  readonly binary: string
  /** Where the probe's program may be written: in the run directory, so that it goes with it. */
  readonly rom: string
  readonly tag: string
}

/**
 * Chooses by trying: `auto` takes KVM only when a program ran to its end under it, else TCG.
 * @throws QemuVmError `accelerator-unusable` when KVM was asked for by name and does not work.
 */
export async function chooseAccelerator(question: AcceleratorQuestion, host: Host): Promise<ChosenAccelerator> {
  const {choice} = question
  if (choice === 'tcg') return {accelerator: 'tcg', why: 'accelerator: tcg was asked for'}
  if (choice === 'hvf') {
    throw new QemuVmError('accelerator-unusable', 'accelerator: hvf needs macOS, and this machine runs Linux.', {
      hint: 'Set accelerator: auto.',
    })
  }
  const unusable = await whyKvmIsUnusable(question, host)
  if (unusable === undefined) return {accelerator: 'kvm', why: 'a program ran to its end under KVM'}
  if (choice === 'auto') {
    const {reason, remedy} = unusable
    return {accelerator: 'tcg', why: `KVM is not usable: ${reason}`, ...(remedy === undefined ? {} : {remedy})}
  }
  throw new QemuVmError('accelerator-unusable', `accelerator: kvm was asked for, and ${unusable.reason}.`, {
    hint: unusable.remedy ?? 'Set accelerator: auto to emulate the processor (TCG) where KVM does not work.',
  })
}

interface Unusable {
  readonly reason: string
  readonly remedy?: string
}

async function whyKvmIsUnusable(question: AcceleratorQuestion, host: Host): Promise<Unusable | undefined> {
  const {arch, hostArch} = question
  if (arch !== hostArch) return {reason: `the guest is ${arch} and the host ${hostArch}`}
  return whyDeviceIsClosed('/dev/kvm') ?? (arch === 'x86_64' ? await whyProbeFails(question, host) : undefined)
}

function whyDeviceIsClosed(device: string): Unusable | undefined {
  try {
    accessSync(device, constants.R_OK | constants.W_OK)
    return undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {reason: `this machine has no ${device}`}
    return {
      reason: `${device} may not be opened by this user`,
      remedy: `Let the user open it: add it to the group of ${device}, or a udev rule KERNEL=="kvm", MODE="0666".`,
    }
  }
}

/** That /dev/kvm opens proves little: virtual machines without working nesting have it too. */
async function whyProbeFails(question: AcceleratorQuestion, host: Host): Promise<Unusable | undefined> {
  writeFileSync(question.rom, probeRom(), {mode: 0o600})
  const words = [
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...['-machine', 'pc', '-accel', 'kvm', '-cpu', 'host', '-m', '16', '-bios', question.rom],
    ...['-device', 'isa-debug-exit,iobase=0xf4,iosize=1'],
  ]
  const began = host.clock.now()
  const result = await host.commands.run([question.binary, ...words], {limit: probeLimit, tag: question.tag})
  const took = formatDuration(millis(host.clock.now() - began))
  if (result.code === probeRomExitCode) return undefined
  if (result.timedOut)
    return {reason: `/dev/kvm opens, but a program of a tenth of a second had not ended after ${took}`}
  const said = result.stderr.trim().split('\n').at(-1) ?? ''
  return {reason: `QEMU exits with ${result.code} under it${said === '' ? '' : ` (${said})`}`}
}
