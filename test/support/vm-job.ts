import {cpSync, mkdirSync} from 'node:fs'
import {join, resolve} from 'node:path'
import type {MicroGuest} from '../guest/build.ts'

const root = resolve(import.meta.dirname, '../..')

/** A copy of the action as the runner would download it: action.yml and dist/, nothing else. */
export function actionCopy(directory: string): string {
  mkdirSync(directory, {recursive: true})
  for (const name of ['action.yml', 'dist']) cpSync(join(root, name), join(directory, name), {recursive: true})
  return directory
}

/** `with:` that boots the micro guest; `words` go to the kernel (see test/guest/README.md). */
export const microInputs = (guest: MicroGuest, words = ''): Record<string, string> => ({
  kernel: guest.kernel,
  initrd: guest.initrd,
  'kernel-args': `console=ttyS0 ${words}`.trim(),
  memory: '256M',
  accelerator: 'tcg',
})
