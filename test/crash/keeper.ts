/** The keeper from its source, as dist/keeper.js is started: `node keeper.ts LEDGER`. It dies where it was told to. */
import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs'
import {homedir} from 'node:os'
import {basename, join} from 'node:path'
import {childEnvironment, environment} from '../../src/entry/environment.ts'
import {keeper} from '../../src/entry/keeper.ts'
import {nodeHost} from '../../src/host/node-host.ts'
import {revealTracking} from '../../src/host/processes.ts'
import {openLedger} from '../../src/ledger/file-ledger.ts'
import {keep} from '../../src/phases/keep.ts'
import {deadlyLedger} from './deadly-ledger.ts'
import type {Death} from './point.ts'

/** The product starts the keeper, with words and an environment of its own; so what it is told lies in a file. */
const orders = (home: string, ledger: string): string => join(home, `${basename(ledger)}.death`)

/** Tells the keeper of a VM, before it is started, where to die. */
export function tellKeeper(home: string, ledger: string, death: Death): void {
  writeFileSync(orders(home, ledger), JSON.stringify(death))
}

/**
 * A node that heeds no option. The product runs its keeper, which is JavaScript by then, with --jitless; without
 * WebAssembly Node cannot take the types away from this one.
 */
export const compilingNode = (home: string): string => join(home, 'compiling-node')

/** Makes it. */
export function installCompilingNode(home: string): void {
  const skip = 'while case $1 in -*) ;; *) false ;; esac do shift; done'
  writeFileSync(compilingNode(home), `#!/bin/sh\n${skip}\nexec '${process.execPath}' "$@"\n`)
  chmodSync(compilingNode(home), 0o755)
}

if (import.meta.main) {
  const path = process.argv[2] ?? ''
  const told = orders(homedir(), path)
  if (!existsSync(told)) await keeper()
  const death = JSON.parse(readFileSync(told, 'utf8')) as Death
  const log = {debug: console.log, info: console.log, group: <T>(_: string, body: () => Promise<T>) => body()}
  const host = nodeHost(revealTracking(childEnvironment(environment())), log)
  await keep(deadlyLedger(openLedger(path), death), host)
}
