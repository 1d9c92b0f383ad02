import {randomBytes} from 'node:crypto'
import {existsSync, lstatSync} from 'node:fs'
import {dirname} from 'node:path'
import {messageOf, QemuVmError} from '../errors.ts'
import {isFrozen} from '../host/frozen.ts'
import type {Host} from '../host/host.ts'
import {
  createLedger,
  listLedgers,
  openLedger,
  prepareStateDirectory,
  tryOpenLedger,
  vmOfLedger,
} from '../ledger/file-ledger.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {ledgerPath} from '../plan/paths.ts'
import {parseVmId, type VmId} from '../units.ts'
import {isSameJob, isSameStep} from './owner.ts'
import type {Runner} from './runner.ts'
import {environment, stateDirectories} from './environment.ts'

/** Chooses an id and opens its ledger; the runner remembers the path before anything else exists. */
export async function newLedger(runner: Runner, host: Host): Promise<Ledger> {
  const vm = newId()
  const path = ledgerPath(await usableDirectory(runner.stateDirectories, host), vm)
  runner.saveLedger(path)
  host.log.info(`The ledger of this VM is ${path}`)
  const ledger = createLedger(path)
  const {self} = host.processes
  ledger.append({type: 'opened', vm, owner: runner.owner(host.processes), bootId: self.bootId})
  return ledger
}

/**
 * The first place that can be used; one that takes no writes would hold us up for as long as that, beyond any time limit.
 * @throws QemuVmError of the last one, when none can.
 */
async function usableDirectory([first = '', ...others]: readonly string[], host: Host): Promise<string> {
  try {
    if (existsSync(first) && (await isFrozen(first, host))) {
      const hint = 'Set state-dir to a directory on another disk.'
      throw new QemuVmError('ledger', `${first} takes no writes: it is frozen, or its disk hangs.`, {hint})
    }
    return prepareStateDirectory(first)
  } catch (error) {
    if (others.length === 0) throw error
    return await usableDirectory(others, host)
  }
}

/** The ledger that pre has opened for this main; or a new one, also where its disk hangs by now. */
export async function ledgerForMain(runner: Runner, host: Host): Promise<Ledger> {
  const saved = savedLedger(runner, host)
  const isUsable = saved !== undefined && saved.read().mains.length === 0 && !(await isFrozen(saved.path, host))
  return isUsable ? saved : await newLedger(runner, host)
}

/** What post has to stop. */
export interface LedgersForPost {
  readonly ledgers: readonly Ledger[]
  /** What was saved leads to no ledger of this step: it was lost, damaged or forged. */
  readonly wasLost: boolean
  /** Why the saved ledger, which is there, is not for us to use. */
  readonly refused?: string
}

/** The saved ledger; where that leads nowhere, every ledger of this very step. */
export function ledgersForPost(runner: Runner, host: Host): LedgersForPost {
  const saved = savedLedger(runner, host)
  if (saved !== undefined) return {ledgers: [saved], wasLost: false}
  const owner = runner.owner(host.processes)
  const places = new Set([...runner.stateDirectories, ...stateDirectories(environment())])
  const ledgers = [...places].flatMap(listLedgers).filter((ledger) => {
    const state = ledger.read()
    return state.owner !== undefined && isSameStep(state.owner, owner)
  })
  const refused = ledgers.length > 0 ? undefined : whyRefused(runner.savedLedger)
  return {ledgers, wasLost: ledgers.length > 0, ...(refused === undefined ? {} : {refused})}
}

/** The ledgers of the other VMs of this very job that lie in the same places. */
export function othersOfJob(own: readonly Ledger[], runner: Runner, host: Host): readonly Ledger[] {
  const owner = runner.owner(host.processes)
  const known = new Set(own.map(({path}) => path))
  const places = new Set([...own.map(({path}) => dirname(path)), ...runner.stateDirectories])
  return [...places].flatMap(listLedgers).filter((ledger) => {
    const other = known.has(ledger.path) ? undefined : ledger.read().owner
    return other !== undefined && isSameJob(owner, other)
  })
}

/** Why a ledger that is there cannot be opened: main ran as root, and post as another user. Undefined where there is none. */
function whyRefused(path: string): string | undefined {
  if (vmOfLedger(path) === undefined) return undefined
  try {
    openLedger(path)
    return undefined
  } catch (error) {
    const isGone = lstatCode(path) === 'ENOENT'
    return isGone ? undefined : messageOf(error)
  }
}

function lstatCode(path: string): string | undefined {
  try {
    lstatSync(path)
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
}

/** The ledger that an earlier phase saved, if it is one, and if it is this step's own. */
function savedLedger(runner: Runner, host: Host): Ledger | undefined {
  const ledger = runner.savedLedger === '' ? undefined : tryOpenLedger(runner.savedLedger)
  const owner = ledger?.read().owner
  const isOthers = owner !== undefined && !isSameStep(owner, runner.owner(host.processes))
  return isOthers && owner.runId !== '' ? undefined : ledger
}

function newId(): VmId {
  const id = parseVmId(randomBytes(4).toString('hex'))
  if (id === undefined) throw new QemuVmError('ledger', 'No id could be made.')
  return id
}
