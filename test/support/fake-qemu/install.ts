import {chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {stripTypeScriptTypes} from 'node:module'
import {join} from 'node:path'
import type {FakeBehavior} from './behavior.ts'
import {qemuImgScript} from './qemu-img.ts'
import {quoteWord} from '../../../src/quote.ts'

export interface FakeQemu {
  /** To be put first on PATH. */
  readonly directory: string
  /** Replaces the behavior. A fake that already runs heeds it from its next decision on; its timeline stays. */
  become(behavior: FakeBehavior): void
}

const sources = ['fake-qemu', 'argv', 'machine', 'forwards', 'monitor', 'connection', 'commands', 'unread']

/**
 * Writes qemu-system-x86_64, qemu-system-aarch64 and qemu-img into `directory`, which is made if need be. The QEMUs
 * become the Node process of the caller's own kind, so that the pid is theirs and their words are in its cmdline.
 */
export function installFakeQemu(directory: string, behavior: FakeBehavior = {}): FakeQemu {
  const code = join(directory, 'fake')
  const behaviorFile = join(directory, 'behavior.json')
  mkdirSync(code, {recursive: true})
  for (const [name, text] of stripped()) writeFileSync(join(code, name), text)
  const become = (next: FakeBehavior): void => {
    // Renamed into place: a fake that reads at this moment must see one or the other.
    writeFileSync(`${behaviorFile}.new`, JSON.stringify(next))
    renameSync(`${behaviorFile}.new`, behaviorFile)
  }
  become(behavior)
  const command = [process.execPath, join(code, 'fake-qemu.js'), behaviorFile].map(quoteWord).join(' ')
  for (const name of ['qemu-system-x86_64', 'qemu-system-aarch64']) {
    writeExecutable(join(directory, name), `#!/bin/sh\nexec ${command} "$@"\n`)
  }
  writeExecutable(join(directory, 'qemu-img'), qemuImgScript)
  return {directory, become}
}

let memo: ReadonlyMap<string, string> | undefined

/** The fake as JavaScript: Node spends half of the start of a TypeScript program on taking the types away. */
function stripped(): ReadonlyMap<string, string> {
  memo ??= withoutWarnings(
    () =>
      new Map([
        ['package.json', '{"type": "module"}\n'],
        ...sources.map((name): [string, string] => {
          const source = readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8')
          return [`${name}.js`, stripTypeScriptTypes(source).replaceAll(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'")]
        }),
      ]),
  )
  return memo
}

/** stripTypeScriptTypes() says on stderr that it is experimental; it is what Node itself uses for .ts files. */
function withoutWarnings<T>(body: () => T): T {
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    return body()
  } finally {
    process.emitWarning = emitWarning
  }
}

function writeExecutable(path: string, text: string): void {
  writeFileSync(path, text)
  chmodSync(path, 0o755)
}
