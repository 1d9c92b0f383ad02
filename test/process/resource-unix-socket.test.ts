import * as fs from 'node:fs'
import {createServer, type Server} from 'node:net'
import {once} from 'node:events'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import type {FileIdentity, HeldOf} from '../../src/plan/intent.ts'
import {makeUnixSocket, unixSocketResource} from '../../src/resources/unix-socket.ts'
import {millis, resourceId, tagOf} from '../../src/units.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'
import {expectSameWorld, lookAtWorld} from '../support/world/world.ts'

const host = realHost()
const release = (...words: Parameters<typeof unixSocketResource.release>) => unixSocketResource.release(...words)
const verify = (...words: Parameters<typeof unixSocketResource.verify>) => unixSocketResource.verify(...words)

const held = (path: string, evidence?: FileIdentity): HeldOf<'unix-socket'> => ({
  ...{id: resourceId('socket'), kind: 'unix-socket', description: {path}},
  ...(evidence === undefined ? {} : {evidence}),
})

async function listen(path: string): Promise<Server> {
  const server = createServer()
  server.listen(path)
  await once(server, 'listening')
  return server
}

/** A socket whose server was killed: nothing serves it, and its name is left (V19). */
async function deadSocket(path: string): Promise<FileIdentity> {
  const server = await listen(`${path}.new`)
  fs.linkSync(`${path}.new`, path)
  server.close()
  await once(server, 'close')
  const {dev, ino} = fs.lstatSync(path)
  return {dev, ino}
}

function stage() {
  const place = scratch()
  const vm = someVm()
  const run = place.path(tagOf(vm))
  fs.mkdirSync(run)
  return {
    vm,
    run,
    path: `${run}/qmp.sock`,
    outside: place.path('qmp.sock'),
    [Symbol.dispose]: () => {
      place[Symbol.dispose]()
    },
  }
}

describe('a unix socket', () => {
  test.each(['with', 'without'])('that a killed server has left goes, %s evidence', async (kind) => {
    using here = stage()
    const {vm, run, path} = here
    const before = lookAtWorld({roots: [run]})
    const evidence = await deadSocket(path)
    const one = kind === 'with' ? held(path, evidence) : held(path)
    expect(await verify(one, vm, host)).toEqual([{what: 'unix socket', where: path, remedy: `rm '${path}'`}])
    expect(await release(one, vm, host)).toBe('released')
    expect(await verify(one, vm, host)).toEqual([])
    expect(await release(one, vm, host)).toBe('absent')
    await expectSameWorld(before, {roots: [run]})
  })

  test('that is still served is told of, even without its name', async () => {
    using here = stage()
    const {vm, path} = here
    const server = await listen(path)
    expect(await release(held(path), vm, host)).toBe('released')
    expect(await verify(held(path), vm, host)).toEqual([
      {what: 'unix socket', where: `${path}, which a process still serves`, remedy: `ss -xlp | grep -F '${path}'`},
    ])
    server.close()
    await once(server, 'close')
    expect(await verify(held(path), vm, host)).toEqual([])
  })

  test('is not what has taken its place: a file, a directory, a link to a socket, another socket', async () => {
    using here = stage()
    const {vm, path, outside} = here
    await deadSocket(outside)
    fs.writeFileSync(path, 'mine')
    expect(await release(held(path), vm, host)).toBe('absent')
    expect(await verify(held(path), vm, host)).toEqual([])
    expect(fs.readFileSync(path, 'utf8')).toBe('mine')
    fs.rmSync(path)
    fs.mkdirSync(path)
    expect(await release(held(path), vm, host)).toBe('absent')
    fs.rmdirSync(path)
    fs.symlinkSync(outside, path)
    expect(await release(held(path), vm, host)).toBe('absent')
    expect(fs.lstatSync(path).isSymbolicLink()).toBe(true)
    fs.rmSync(path)
    const {dev, ino} = await deadSocket(path)
    expect(await release(held(path, {dev, ino: ino + 1}), vm, host)).toBe('absent')
    expect([path, outside].map((one) => fs.lstatSync(one).isSocket())).toEqual([true, true])
  })

  test('outside of the directory of the VM is not touched, whatever a ledger says', async () => {
    using here = stage()
    const {vm, run, outside} = here
    const evidence = await deadSocket(outside)
    fs.symlinkSync('..', `${run}/up`)
    for (const path of [outside, `${run}/../qmp.sock`, `${run}/up/qmp.sock`, run, `${run}/`, 'qmp.sock']) {
      await expect(release(held(path, evidence), vm, host)).rejects.toThrow(/left alone/)
      await expect(verify(held(path, evidence), vm, host)).rejects.toThrow(/left alone/)
    }
    expect(fs.lstatSync(outside).isSocket()).toBe(true)
  })

  test("in a directory of that name which is a link, or another user's, is not touched", async () => {
    using here = stage()
    const {vm, run, path} = here
    fs.renameSync(run, `${run}.real`)
    fs.symlinkSync(`${run}.real`, run)
    await deadSocket(`${run}.real/qmp.sock`)
    await expect(release(held(path), vm, host)).rejects.toThrow(/left alone/)
    fs.rmSync(run)
    fs.renameSync(`${run}.real`, run)
    fs.chownSync(run, 65534, 65534)
    await expect(release(held(path), vm, host)).rejects.toThrow(/left alone/)
    expect(fs.lstatSync(path).isSocket()).toBe(true)
  })

  test('is found through a link above the directory of the VM', async () => {
    using here = stage()
    const {vm, run, path} = here
    const alias = `${run}.d`
    fs.mkdirSync(alias)
    fs.symlinkSync('..', `${alias}/up`)
    await deadSocket(path)
    expect(await release(held(`${alias}/up/${tagOf(vm)}/qmp.sock`), vm, host)).toBe('released')
    expect(fs.existsSync(path)).toBe(false)
  })

  test('is gone with its directory', async () => {
    using here = stage()
    fs.rmSync(here.run, {recursive: true})
    expect(await release(held(here.path), here.vm, host)).toBe('absent')
    expect(await verify(held(here.path), here.vm, host)).toEqual([])
  })

  test('is waited for until its server has made it, and not for ever', async () => {
    using here = stage()
    const {path} = here
    const made = sleep(100).then(() => deadSocket(path))
    expect(await makeUnixSocket(path, millis(5000), host)).toEqual(await made)
    await expect(makeUnixSocket(`${path}.none`, millis(50), host)).rejects.toMatchObject({code: 'timeout'})
    await expect(makeUnixSocket(`${path}.none`, millis(5000), host, AbortSignal.timeout(50))).rejects.toThrow()
  })
})
