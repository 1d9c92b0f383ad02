/** `find-self TAG`: puts the tag into its own environment and argv, as far as that goes, and prints whom it finds. */
import {spawnSync} from 'node:child_process'
import {tagVariable} from '../../../src/host/processes.ts'
import {realHost} from '../real-host.ts'

const tag = process.argv[2] ?? ''
if (process.env[tagVariable] === tag) {
  process.stdout.write(JSON.stringify(realHost().processes.find(tag)))
} else {
  const words = [import.meta.filename, tag, '-name', `guest=${tag}`]
  // Without the tag in the environment of the one that waits
  spawnSync(process.execPath, words, {env: {...process.env, [tagVariable]: tag}, stdio: 'inherit'})
}
