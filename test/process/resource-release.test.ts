import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Host} from '../../src/host/host.ts'
import {changeAsRoot} from '../../src/host/privilege.ts'
import {createLedger} from '../../src/ledger/file-ledger.ts'
import type {Ledger} from '../../src/ledger/ledger.ts'
import type {Description, Evidence, IntentOf, Kind} from '../../src/plan/intent.ts'
import {ledgerPath, tapNameOf} from '../../src/plan/paths.ts'
import {acquire} from '../../src/resources/acquire.ts'
import {makeBridgePort} from '../../src/resources/bridge-port.ts'
import {makeDirectory} from '../../src/resources/directory.ts'
import {describeFileBlock, makeFileBlock} from '../../src/resources/file-block.ts'
import {describeLockFile, makeLockFile} from '../../src/resources/lock-file.ts'
import {describeLoop, loopDevices, makeLoop} from '../../src/resources/loop.ts'
import {describeTmpfs, makeMount} from '../../src/resources/mount.ts'
import {releaseAll} from '../../src/resources/release.ts'
import {makeServer} from '../../src/resources/server-process.ts'
import {makeTap} from '../../src/resources/tap.ts'
import {makeUnixSocket} from '../../src/resources/unix-socket.ts'
import {millis, resourceId, tagOf, type VmId} from '../../src/units.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'
import {expectSameWorld, lookAtWorld} from '../support/world/world.ts'

const host = realHost()

interface Stage extends AsyncDisposable {
  readonly vm: VmId
  readonly root: string
  readonly bridge: string
  readonly config: string
  readonly ledger: Ledger
}

/** A machine with a bridge and a configuration file of the user's, and a ledger. */
async function stage(): Promise<Stage> {
  const place = scratch()
  const vm = someVm()
  const bridge = `br${vm}`
  const config = place.path('config')
  fs.writeFileSync(config, 'Host *\n')
  await changeAsRoot(['ip', 'link', 'add', bridge, 'type', 'bridge'], host)
  const dispose = async (): Promise<void> => {
    await changeAsRoot(['ip', 'link', 'del', bridge], host)
    place[Symbol.dispose]()
  }
  const ledger = createLedger(ledgerPath(place.directory, vm))
  return {vm, root: fs.realpathSync(place.directory), bridge, config, ledger, [Symbol.asyncDispose]: dispose}
}

/** One of each kind, made as a VM would: what lives in the directory after the directory, processes last. */
async function acquireAll({vm, root, bridge, config, ledger}: Stage, isRecorded: boolean): Promise<void> {
  const run = `${root}/${tagOf(vm)}`
  const [mountPoint, image, socket, log] = ['mnt', 'disk.img', 'tpm.sock', 'tpm.log'].map((name) => `${run}/${name}`)
  if (mountPoint === undefined || image === undefined || socket === undefined || log === undefined) throw new Error()
  const make = async <K extends Kind>(kind: K, description: Description<K>, body: () => Promise<Evidence<K>>) => {
    const intent: IntentOf<K> = {id: resourceId(kind), kind, description}
    if (isRecorded) await acquire(intent, body, ledger)
    else {
      ledger.append({type: 'intent', intent} as Parameters<Ledger['append']>[0])
      await body()
    }
  }
  await make('directory', {path: run}, () => makeDirectory(run))
  const lock = describeLockFile(`${root}/image.lock`, host)
  await make('lock-file', lock, () => makeLockFile(lock, millis(100), host))
  const block = describeFileBlock(config, ['Include x'])
  await make('file-block', block, () => makeFileBlock(block, vm))
  fs.writeFileSync(image, '')
  fs.truncateSync(image, 65_536)
  const loop = describeLoop(image, vm)
  await make('loop', loop, () => makeLoop(loop, host))
  fs.mkdirSync(mountPoint)
  const tmpfs = describeTmpfs(mountPoint, vm)
  await make('mount', tmpfs, () => makeMount(tmpfs, [], vm, host))
  await make('tap', {name: tapNameOf(vm)}, () => makeTap(vm, host))
  await make('bridge-port', {name: tapNameOf(vm), bridge}, () => makeBridgePort(bridge, vm, host))
  const argv = [
    'swtpm',
    'socket',
    '--tpm2',
    '--tpmstate',
    `dir=${run}`,
    '--ctrl',
    `type=unixio,path=${socket}`,
  ] as const
  // The intent of the socket comes before the server that makes it, and so the server goes first
  await make('unix-socket', {path: socket}, async () => {
    await make('process', {tag: tagOf(vm), role: 'swtpm'}, () => makeServer(argv, {socket, log}, vm, host))
    return makeUnixSocket(socket, millis(100), host)
  })
}

/** Signals reach nothing: as if every process hung in the kernel. */
const powerless: Host = {...host, processes: {...host.processes, signal: () => 'denied'}}

describe('one of each kind', () => {
  test.each(['with', 'without'])('goes, %s evidence, and again there is nothing to do', async (kind) => {
    await using here = await stage()
    const scope = {roots: [here.root], tags: [tagOf(here.vm)]}
    const before = lookAtWorld(scope)
    await acquireAll(here, kind === 'with')
    const {held} = here.ledger.read()
    expect(held).toHaveLength(9)
    const releases = await releaseAll(held, here.ledger, host)
    const told = releases.map(({outcome, leftovers, error}) => [outcome, leftovers.length, error])
    // swtpm takes its socket with it
    const expected = held
      .toReversed()
      .map(({kind: one}) => [one === 'unix-socket' ? 'absent' : 'released', 0, undefined])
    expect(told).toEqual(expected)
    const again = await releaseAll(held, here.ledger, host)
    expect(again.map(({outcome, leftovers}) => [outcome, leftovers.length])).toEqual(held.map(() => ['absent', 0]))
    expect(here.ledger.read().held).toEqual([])
    expect(fs.readFileSync(here.config, 'utf8')).toBe('Host *\n')
    await expectSameWorld(before, scope)
  })

  test('stays while a process would not go, and goes later (L17)', async () => {
    await using here = await stage()
    const scope = {roots: [here.root], tags: [tagOf(here.vm)]}
    const before = lookAtWorld(scope)
    await acquireAll(here, true)
    const {held} = here.ledger.read()
    const releases = await releaseAll(held, here.ledger, powerless)
    const kept = releases.filter(({leftovers}) => /^Kept/.test(leftovers[0]?.remedy ?? ''))
    expect(kept.map(({held: {kind}}) => kind)).toEqual([
      'unix-socket',
      'bridge-port',
      'tap',
      'mount',
      'loop',
      'file-block',
      'lock-file',
      'directory',
    ])
    expect(loopDevices().filter(({file}) => file.startsWith(here.root))).toHaveLength(1)
    const later = await releaseAll(here.ledger.read().held, here.ledger, host)
    expect(later.flatMap(({leftovers, error}) => [...leftovers, ...(error === undefined ? [] : [error])])).toEqual([])
    await expectSameWorld(before, scope)
  })
})
