import {spawnSync} from 'node:child_process'

/** What a program makes of an input. */
export const through = ([program, ...words]: readonly [string, ...string[]], input: Buffer): Buffer =>
  spawnSync(program, words, {input, maxBuffer: 1024 ** 3}).stdout
