import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {beforeAll, describe, expect, test} from 'vitest'
import {changeAsRoot, runAsRoot} from '../../src/host/privilege.ts'
import type {HeldOf, LinkIdentity} from '../../src/plan/intent.ts'
import {tapNameOf} from '../../src/plan/paths.ts'
import {bridgePortResource, makeBridgePort} from '../../src/resources/bridge-port.ts'
import {makeTap, tapResource} from '../../src/resources/tap.ts'
import {resourceId, tagOf, type VmId} from '../../src/units.ts'
import {realHost} from '../support/real-host.ts'
import {someVm} from '../support/scratch.ts'
import {expectSameWorld, lookAtWorld} from '../support/world/world.ts'

const host = realHost()
const ip = (...words: string[]): Promise<void> => changeAsRoot(['ip', ...words], host)

// Without root's rights nothing here could be tested, and that must not look like success
beforeAll(() => changeAsRoot(['true'], host))

const tapOf = (vm: VmId, evidence?: LinkIdentity): HeldOf<'tap'> => ({
  ...{id: resourceId('tap'), kind: 'tap', description: {name: tapNameOf(vm)}},
  ...(evidence === undefined ? {} : {evidence}),
})
const portOf = (vm: VmId, bridge: string, evidence?: LinkIdentity): HeldOf<'bridge-port'> => ({
  ...{id: resourceId('port'), kind: 'bridge-port', description: {name: tapNameOf(vm), bridge}},
  ...(evidence === undefined ? {} : {evidence}),
})
const isThere = (name: string): boolean => existsSync(`/sys/class/net/${name}`)

/** A link that goes with the test, whatever the test has made of it. */
async function link(name: string, ...words: string[]): Promise<AsyncDisposable> {
  await ip(...words)
  return {
    [Symbol.asyncDispose]: async () => {
      await runAsRoot(['ip', 'link', 'del', 'dev', name], host)
    },
  }
}

/** A real QEMU that has the tap open. */
async function holderOf(tap: string): Promise<AsyncDisposable & {kill(): Promise<void>}> {
  const words = ['-nodefaults', '-display', 'none', '-machine', 'none']
  const netdev = ['-netdev', `tap,id=n,ifname=${tap},script=no,downscript=no`]
  const qemu = spawn('qemu-system-x86_64', [...words, ...netdev], {stdio: 'ignore'})
  const exited = once(qemu, 'exit')
  for (let count = 0; readFileSync(`/sys/class/net/${tap}/carrier`, 'utf8').trim() !== '1'; count++) {
    if (count > 500 || qemu.exitCode !== null) throw new Error(`QEMU does not open ${tap}`)
    await sleep(10)
  }
  const kill = async (): Promise<void> => {
    qemu.kill('SIGKILL')
    await exited
  }
  return {kill, [Symbol.asyncDispose]: kill}
}

const removeTap = async (vm: VmId): Promise<void> => {
  await tapResource.release(tapOf(vm), vm, host)
}

describe('a tap', () => {
  test('is made for the user who runs QEMU, with the tag, and goes', async () => {
    const vm = someVm()
    const scope = {roots: [], tags: [tagOf(vm)]}
    const before = lookAtWorld(scope)
    const evidence = await makeTap(vm, host)
    const name = tapNameOf(vm)
    expect(name).toMatch(/^qv[0-9a-f]{8}$/)
    expect(evidence).toEqual({
      ifindex: Number(readFileSync(`/sys/class/net/${name}/ifindex`, 'utf8')),
      alias: tagOf(vm),
    })
    expect(readFileSync(`/sys/class/net/${name}/owner`, 'utf8').trim()).toBe(String(process.getuid?.()))
    expect(await tapResource.verify(tapOf(vm, evidence), vm, host)).toEqual([
      {what: 'tap', where: `/sys/class/net/${name}`, remedy: `sudo ip tuntap del dev ${name} mode tap`},
    ])
    await expect(makeTap(vm, host)).rejects.toThrow(/already/)
    expect(await tapResource.release(tapOf(vm, evidence), vm, host)).toBe('released')
    expect(await tapResource.verify(tapOf(vm, evidence), vm, host)).toEqual([])
    expect(await tapResource.release(tapOf(vm, evidence), vm, host)).toBe('absent')
    await expectSameWorld(before, scope)
  })

  test.each(['with', 'without'])('goes by its description alone, %s the alias', async (alias) => {
    const vm = someVm()
    const name = tapNameOf(vm)
    await using links = new AsyncDisposableStack()
    links.use(await link(name, 'tuntap', 'add', 'dev', name, 'mode', 'tap'))
    if (alias === 'with') await ip('link', 'set', 'dev', name, 'alias', tagOf(vm))
    expect(await tapResource.release(tapOf(vm), vm, host)).toBe('released')
    expect(isThere(name)).toBe(false)
    expect(await tapResource.release(tapOf(vm), vm, host)).toBe('absent')
  })

  test('that a QEMU still has open for a moment is waited for', async () => {
    const vm = someVm()
    await using links = new AsyncDisposableStack()
    links.defer(() => removeTap(vm))
    const evidence = await makeTap(vm, host)
    await using qemu = await holderOf(tapNameOf(vm))
    const killed = sleep(500).then(() => qemu.kill())
    expect(await tapResource.release(tapOf(vm, evidence), vm, host)).toBe('released')
    await killed
    expect(await tapResource.verify(tapOf(vm, evidence), vm, host)).toEqual([])
  })

  test('that stays open is left in use, told of, and goes later', async () => {
    const vm = someVm()
    await using links = new AsyncDisposableStack()
    links.defer(() => removeTap(vm))
    const evidence = await makeTap(vm, host)
    {
      await using qemu = await holderOf(tapNameOf(vm))
      expect(qemu).toBeDefined()
      const began = performance.now()
      await expect(tapResource.release(tapOf(vm, evidence), vm, host)).rejects.toThrow(/busy/i)
      expect(performance.now() - began).toBeGreaterThan(750)
      expect(readFileSync(`/sys/class/net/${tapNameOf(vm)}/carrier`, 'utf8').trim()).toBe('1')
      expect(await tapResource.verify(tapOf(vm, evidence), vm, host)).toHaveLength(1)
    }
    expect(await tapResource.release(tapOf(vm, evidence), vm, host)).toBe('released')
  })

  test('of a stranger is not touched: by its alias or its index', async () => {
    const vm = someVm()
    const name = tapNameOf(vm)
    await using links = new AsyncDisposableStack()
    links.use(await link(name, 'tuntap', 'add', 'dev', name, 'mode', 'tap'))
    await ip('link', 'set', 'dev', name, 'alias', 'my own')
    expect(await tapResource.release(tapOf(vm), vm, host)).toBe('absent')
    await ip('link', 'set', 'dev', name, 'alias', tagOf(vm))
    expect(await tapResource.release(tapOf(vm, {ifindex: 1, alias: tagOf(vm)}), vm, host)).toBe('absent')
    expect(isThere(name)).toBe(true)
  })

  test('is not what another kind of link with its name is, nor one with another name', async () => {
    const vm = someVm()
    const name = tapNameOf(vm)
    await using links = new AsyncDisposableStack()
    links.use(await link(name, 'link', 'add', name, 'type', 'bridge'))
    expect(await tapResource.release(tapOf(vm), vm, host)).toBe('absent')
    expect(await tapResource.verify(tapOf(vm), vm, host)).toEqual([])
    const forged = {...tapOf(vm), description: {name: 'lo'}}
    await expect(tapResource.release(forged, vm, host)).rejects.toThrow(/left alone/)
    await expect(tapResource.verify(forged, vm, host)).rejects.toThrow(/left alone/)
    const forgedPort = {...portOf(vm, 'x'), description: {name: 'lo', bridge: 'x'}}
    await expect(bridgePortResource.release(forgedPort, vm, host)).rejects.toThrow(/left alone/)
    expect([isThere(name), isThere('lo')]).toEqual([true, true])
  })
})

describe('a bridge port', () => {
  test('is taken from the bridge, which stays with its other ports', async () => {
    const vm = someVm()
    const [bridge, decoy] = [`br${vm}`, `de${vm}`]
    await using links = new AsyncDisposableStack()
    links.use(await link(bridge, 'link', 'add', bridge, 'type', 'bridge'))
    links.use(await link(decoy, 'tuntap', 'add', 'dev', decoy, 'mode', 'tap'))
    links.defer(() => removeTap(vm))
    await ip('link', 'set', 'dev', decoy, 'master', bridge)
    await expect(makeBridgePort(bridge, vm, host)).rejects.toThrow(/no tap/)
    await makeTap(vm, host)
    await expect(makeBridgePort('lo', vm, host)).rejects.toThrow(/no bridge "lo"/)
    const evidence = await makeBridgePort(bridge, vm, host)
    const ports = (): readonly boolean[] =>
      [tapNameOf(vm), decoy].map((name) => existsSync(`/sys/class/net/${bridge}/brif/${name}`))
    expect(ports()).toEqual([true, true])
    expect(await bridgePortResource.verify(portOf(vm, bridge, evidence), vm, host)).toEqual([
      expect.objectContaining({remedy: `sudo ip link set dev ${tapNameOf(vm)} nomaster`}),
    ])
    expect(await bridgePortResource.release(portOf(vm, bridge), vm, host)).toBe('released')
    expect(ports()).toEqual([false, true])
    expect(await bridgePortResource.verify(portOf(vm, bridge, evidence), vm, host)).toEqual([])
    expect(await bridgePortResource.release(portOf(vm, bridge, evidence), vm, host)).toBe('absent')
  })

  test('of another bridge, or of a tap with another index, is not touched', async () => {
    const vm = someVm()
    const bridge = `br${vm}`
    await using links = new AsyncDisposableStack()
    links.use(await link(bridge, 'link', 'add', bridge, 'type', 'bridge'))
    links.defer(() => removeTap(vm))
    const {alias} = await makeTap(vm, host)
    await makeBridgePort(bridge, vm, host)
    expect(await bridgePortResource.release(portOf(vm, 'another'), vm, host)).toBe('absent')
    expect(await bridgePortResource.release(portOf(vm, bridge, {ifindex: 1, alias}), vm, host)).toBe('absent')
    expect(isThere(`${bridge}/brif/${tapNameOf(vm)}`)).toBe(true)
  })
})
