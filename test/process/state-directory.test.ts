import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import {createLedger, openLedger, prepareStateDirectory} from '../../src/ledger/file-ledger.ts'
import {ledgerPath} from '../../src/plan/paths.ts'
import {acquire} from '../../src/resources/acquire.ts'
import {makeDirectory} from '../../src/resources/directory.ts'
import {tagOf} from '../../src/units.ts'
import {nobody, runChild} from '../support/child.ts'
import {directoryIntent} from '../support/ledger-entries.ts'
import {makeReadOnly, scratch, someVm, tmpfsScratch} from '../support/scratch.ts'

const modeOf = (path: string): number => fs.statSync(path).mode & 0o7777

describe('the state directory', () => {
  test('is made with 0700, and its parents with it', () => {
    using place = scratch()
    const path = place.path('local', 'state', 'qemu-vm')
    expect(prepareStateDirectory(path)).toBe(path)
    expect([modeOf(path), modeOf(place.path('local'))]).toEqual([0o700, 0o700])
    expect(prepareStateDirectory(path)).toBe(path)
  })

  test('of others, who could put things into it, is refused and left as it is', () => {
    using place = scratch()
    for (const mode of [0o777, 0o1777, 0o770]) {
      const path = place.path(mode.toString(8))
      fs.mkdirSync(path)
      fs.chmodSync(path, mode)
      expect(() => prepareStateDirectory(path)).toThrow(/others/)
      expect(modeOf(path)).toBe(mode)
    }
  })

  test('that others may only read, such as a home directory, serves, and is left as it is', () => {
    using place = scratch()
    fs.chmodSync(place.directory, 0o755)
    expect(prepareStateDirectory(place.directory)).toBe(place.directory)
    expect(modeOf(place.directory)).toBe(0o755)
  })

  test('is refused when it is a file, a link, or cannot be made', () => {
    using place = scratch()
    fs.writeFileSync(place.path('file'), '')
    fs.symlinkSync(place.directory, place.path('link'))
    fs.symlinkSync('/nonexistent/x', place.path('dangling'))
    for (const name of ['file', 'link', 'dangling', 'file/below']) {
      expect(() => prepareStateDirectory(place.path(name)), name).toThrow(expect.objectContaining({code: 'ledger'}))
    }
    expect(() => prepareStateDirectory('/proc/nothing')).toThrow(/cannot be used/)
  })

  test('of another user, or one that cannot be written to, is refused', async () => {
    using place = scratch()
    fs.chmodSync(place.directory, 0o755)
    const said = async (path: string): Promise<string> =>
      (await runChild('state-directory', [path], {uid: nobody})).stdout
    expect(await said(place.directory)).toMatch(/^error: .* belongs to user 0\./)
    expect(await said(place.path('below'))).toMatch(/^error: .* cannot be used\. .*EACCES/)
    const own = place.path('own')
    fs.mkdirSync(own, {mode: 0o500})
    fs.chownSync(own, nobody, nobody)
    expect(await said(own)).toMatch(/^error: .* cannot be used\. .*EACCES/)
    fs.chmodSync(own, 0o700)
    expect(await said(own)).toBe(own)
  })

  test('on a read-only file system is refused', () => {
    using place = tmpfsScratch('ro,mode=700')
    expect(() => prepareStateDirectory(place.directory)).toThrow(
      expect.objectContaining({cause: expect.objectContaining({code: 'EROFS'}) as unknown}),
    )
    expect(() => createLedger(ledgerPath(place.directory, someVm()))).toThrow(/EROFS/)
  })
})

describe('a disk that is full (law L1)', () => {
  test('lets nothing be acquired, and loses nothing that was written', async () => {
    using place = tmpfsScratch('size=64k,mode=700')
    const vm = someVm()
    const ledger = createLedger(ledgerPath(place.directory, vm))
    ledger.append({type: 'handed-over'})
    fill(place.path('ballast'))
    let made = 0
    const make = (): ReturnType<typeof makeDirectory> => makeDirectory(place.path(`${tagOf(vm)}-${made++}`))
    const acquireAll = async (): Promise<void> => {
      for (;;) await acquire(directoryIntent(`a ${made}`, place.path(`${tagOf(vm)}-${made}`)), make, ledger)
    }
    await expect(acquireAll()).rejects.toThrow(/full|ENOSPC/)
    const before = made
    await expect(acquireAll()).rejects.toThrow(/full|ENOSPC/)
    expect(made).toBe(before) // what could not be promised was not made
    expect(fs.readdirSync(place.directory).filter((name) => /-\d+$/.test(name))).toHaveLength(made)
    fs.rmSync(place.path('ballast'))
    ledger.append({type: 'cancelled', signal: 'SIGINT'})
    const {handedOver, cancelled, held, unreadable} = openLedger(ledger.path).read()
    expect({handedOver, cancelled}).toEqual({handedOver: true, cancelled: true})
    // The line that hit the end of the disk is torn: the next one healed it
    expect(unreadable).toBeLessThanOrEqual(1)
    expect(held.length).toBeGreaterThanOrEqual(made)
  })

  test('or read-only: the same', async () => {
    using place = tmpfsScratch('size=64k,mode=700')
    const ledger = createLedger(ledgerPath(place.directory, someVm()))
    makeReadOnly(place.directory)
    let made = 0
    const make = (): Promise<{dev: number; ino: number}> => Promise.resolve({dev: ++made, ino: 1})
    await expect(acquire(directoryIntent('a', '/a'), make, ledger)).rejects.toThrow(/EROFS/)
    expect(made).toBe(0)
  })
})

/** Leaves no free block. */
function fill(path: string): void {
  const file = fs.openSync(path, 'w')
  try {
    for (;;) fs.writeSync(file, Buffer.alloc(4096))
  } catch (error) {
    expect(error).toMatchObject({code: 'ENOSPC'})
  } finally {
    fs.closeSync(file)
  }
}
