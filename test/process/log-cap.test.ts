import * as fs from 'node:fs'
import {describe, expect, test} from 'vitest'
import {capLog, keptHead} from '../../src/guest/log-cap.ts'
import {scratch} from '../support/scratch.ts'

const mib = 1024 * 1024

describe('a text that has grown too large', () => {
  test('keeps its first and its last MiB, says what is missing, and is appended to as before', () => {
    using place = scratch()
    const path = place.path('console.log')
    const writer = fs.openSync(path, 'a') // as QEMU has it
    fs.writeSync(writer, `begin\n${'a'.repeat(keptHead)}`)
    fs.writeSync(writer, 'x'.repeat(3 * mib))
    fs.writeSync(writer, `${'z'.repeat(mib)}end\n`)
    expect(capLog(path, 4 * mib)).toBe(true)
    fs.writeSync(writer, 'and on\n')
    fs.closeSync(writer)
    const text = fs.readFileSync(path, 'utf8')
    const short = text.replaceAll(/(.)\1{99,}/g, '$1…')
    expect(short).toBe(`begin\na…\n[qemu-vm: ${3 * mib + 10} bytes were taken out here]\nz…end\nand on\n`)
    expect(text.length).toBeLessThan(2 * mib + 100)
  })

  test('is left alone while it is small, where it is not there, and where it is a link', () => {
    using place = scratch()
    fs.writeFileSync(place.path('large'), Buffer.alloc(3 * mib))
    fs.symlinkSync(place.path('large'), place.path('link'))
    const looks = [capLog(place.path('large')), capLog(place.path('none')), capLog(place.path('link'), mib)]
    expect([...looks, fs.statSync(place.path('large')).size]).toEqual([false, false, false, 3 * mib])
  })
})
