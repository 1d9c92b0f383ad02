import * as fs from 'node:fs'
import {formatRecord, type EntryType} from '../../src/ledger/entry.ts'
import type {Ledger} from '../../src/ledger/ledger.ts'
import type {Death} from './point.ts'

/** One record that was appended, and how many things the ledger held then. */
export interface Step {
  readonly type: EntryType
  readonly held: number
}

/** A ledger that ends its own process by SIGKILL at one record, and remembers what was appended through it. */
export interface DeadlyLedger extends Ledger {
  readonly steps: () => readonly Step[]
}

/** Wraps a real ledger; without a death it only watches. The product knows nothing of it. */
export function deadlyLedger(ledger: Ledger, death: Death | undefined): DeadlyLedger {
  const steps: Step[] = []
  return {
    path: ledger.path,
    vm: ledger.vm,
    steps: () => steps,
    read: () => ledger.read(),
    append(entry) {
      const when = steps.length + 1 === death?.record ? death.when : undefined
      if (when === 'before') die()
      if (when === 'inside') {
        tear(ledger.path, formatRecord({...entry, v: 1, at: new Date().toISOString()}))
        die()
      }
      ledger.append(entry)
      if (when === 'after') die()
      steps.push({type: entry.type, held: ledger.read().held.length})
    },
  }
}

/** What a crash in the middle of the write leaves: the first half, durable, after the repair of an earlier such crash. */
function tear(path: string, line: string): void {
  const before = fs.readFileSync(path)
  const repair = before.length > 0 && before.at(-1) !== 0x0a ? '\n' : ''
  const bytes = Buffer.from(repair + line)
  const file = fs.openSync(path, fs.constants.O_WRONLY | fs.constants.O_APPEND)
  fs.writeSync(file, bytes, 0, Math.ceil(bytes.length / 2))
  fs.fsyncSync(file)
}

/** No handler, no finally, no exit event: as the kernel's OOM killer would. */
function die(): never {
  process.kill(process.pid, 'SIGKILL')
  // The signal is on its way to every thread; this one must not do a single thing more
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
}
