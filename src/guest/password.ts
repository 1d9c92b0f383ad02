import {rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {VmPaths} from '../plan/paths.ts'
import {quoteWord} from '../quote.ts'

/** What makes ssh log in with a password; disposing takes it away again. */
export interface OfferedPassword extends Disposable {
  /** Options for ssh, which come before those of its config. */
  readonly options: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/**
 * Lays a password ready for ssh, which takes none from a command line or its input: it runs a program that prints it. The
 * program and the file with the password are this user's alone, and are in the run directory while a login lasts.
 * SSH_ASKPASS_REQUIRE is of OpenSSH 8.4; one before asks the program where there is DISPLAY and no terminal. ssh(1).
 */
export function offerPassword(password: string, {run}: VmPaths): OfferedPassword {
  const [program, secret] = [join(run, 'askpass'), join(run, 'password')]
  writeFileSync(secret, `${password}\n`, {mode: 0o600})
  writeFileSync(program, `#!/bin/sh\nexec cat ${quoteWord(secret)}\n`, {mode: 0o700})
  const options = [
    ...['BatchMode=no', 'NumberOfPasswordPrompts=1'],
    'PreferredAuthentications=publickey,keyboard-interactive,password',
  ]
  return {
    options: options.flatMap((option) => ['-o', option]),
    env: {SSH_ASKPASS: program, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':'},
    [Symbol.dispose]() {
      for (const path of [program, secret]) rmSync(path, {force: true})
    },
  }
}
