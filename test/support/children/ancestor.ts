/** `ancestor NAME`: takes the name, and has a grandchild of another name look for it; prints whether it was found. */
import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {realHost} from '../real-host.ts'

const [name = '', expected] = process.argv.slice(2)
if (expected === undefined) {
  writeFileSync('/proc/self/comm', name)
  const script = '"$0" "$1" "$2" "$3"; exit $?'
  const words = ['-c', script, process.execPath, import.meta.filename, name, String(process.pid)]
  spawnSync('/bin/sh', words, {stdio: 'inherit'})
} else {
  process.stdout.write(JSON.stringify(realHost().processes.ancestor(name)?.pid === Number(expected)))
}
