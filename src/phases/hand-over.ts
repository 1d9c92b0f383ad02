import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {quoteWord} from '../guest/ssh.ts'
import type {Ledger} from '../ledger/ledger.ts'
import type {VmPlan} from '../plan/plan.ts'

/** What the launcher starts: the node that runs us, and our entry for the guest command. */
export interface LauncherPrograms {
  readonly node: string
  readonly script: string
}

/** Puts the command of this VM, named by the input `name`, into a directory of its own that goes on PATH. */
export function makeLauncher(plan: VmPlan, ledger: Ledger, {node, script}: LauncherPrograms): void {
  const path = join(plan.paths.bin, plan.spec.name)
  mkdirSync(plan.paths.bin, {recursive: true, mode: 0o700})
  writeFileSync(path, `#!/bin/sh\nexec ${[node, script, ledger.path].map(quoteWord).join(' ')} "$@"\n`)
  chmodSync(path, 0o700)
}
