import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import type {MicroGuest} from '../guest/build.ts'
import {installFakeQemu} from '../support/fake-qemu/install.ts'
import {microInputs} from '../support/vm-job.ts'
import {installFakeSsh} from './fake-ssh.ts'
import {installCompilingNode} from './keeper.ts'
import {onlookers, type Onlookers} from './onlookers.ts'
import type {Guest} from './point.ts'

/** What every point of a matrix is played with. */
export interface Stage extends AsyncDisposable {
  readonly directory: string
  /** Programs and inputs that make such a guest. */
  guest(guest: Guest): {readonly path: string; readonly inputs: Readonly<Record<string, string>>}
  /** The state directory of a point, below its own root. */
  readonly state: string
  readonly onlookers: Onlookers
  /** How a real guest says that it powers off. */
  readonly voice: {readonly lastWords?: RegExp}
}

export type Paths = 'short' | 'long'

/** Below this state directory no socket's path is short enough, so that the sockets get a directory of their own. */
const longState = join('a'.repeat(50), 'b'.repeat(50))

/** Fake QEMU, fake ssh: a boot takes half a second, and the guest says nothing. */
export async function fakeStage(paths: Paths = 'short'): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'crash-stage-'))
  const ssh = join(directory, 'ssh')
  const kernel = join(directory, 'kernel')
  installFakeSsh(ssh)
  writeFileSync(kernel, '')
  const fakes = {
    obeys: installFakeQemu(join(directory, 'obeys'), {ssh: {after: 0}}),
    deaf: installFakeQemu(join(directory, 'deaf'), {ssh: {after: 0}, guest: {presses: 'never'}}),
  }
  const state = paths === 'short' ? 'state' : longState
  return await staged(directory, state, (guest) => ({
    path: [fakes[guest].directory, ssh, process.env['PATH']].join(delimiter),
    inputs: {...common, kernel, 'shutdown-timeout': guest === 'obeys' ? '30s' : '1s'},
  }))
}

/** The QEMU and the ssh of this machine, and the micro guest. */
export async function realStage(micro: MicroGuest): Promise<Stage> {
  const words = {obeys: '', deaf: 'guest.acpi=ignore guest.poweroff=stuck'}
  const directory = mkdtempSync(join(tmpdir(), 'crash-stage-'))
  const made = await staged(directory, 'state', (guest) => ({
    path: process.env['PATH'] ?? '',
    inputs: {...common, ...microInputs(micro, words[guest]), 'shutdown-timeout': guest === 'obeys' ? '60s' : '5s'},
  }))
  return {...made, voice: {lastWords: /reboot: Power down/}}
}

const common = {accelerator: 'tcg', ready: 'login', 'boot-timeout': '90s', 'install-qemu': 'false'} as const

async function staged(directory: string, state: string, guest: Stage['guest']): Promise<Stage> {
  mkdirSync(join(directory, 'home'))
  installCompilingNode(join(directory, 'home'))
  const others = await onlookers()
  return {
    directory,
    guest,
    state,
    voice: {},
    onlookers: others,
    async [Symbol.asyncDispose]() {
      await others[Symbol.asyncDispose]()
      rmSync(directory, {recursive: true, force: true})
    },
  }
}
