import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/**
 * Makes an `ssh` in `directory` for guests that are fakes themselves: as a master it makes its control path and stays,
 * any command over it succeeds and does nothing. It is a shell script because that starts quicker than Node.
 */
export function installFakeSsh(directory: string): void {
  mkdirSync(directory, {recursive: true})
  const path = join(directory, 'ssh')
  writeFileSync(path, script)
  chmodSync(path, 0o755)
}

const script = String.raw`#!/bin/sh
config= master=
while [ $# -gt 0 ]; do
  case $1 in
    -F) config=$2; shift ;;
    -o) [ "$2" = ControlMaster=yes ] && master=1; shift ;;
    -N) ;;
    *) break ;;
  esac
  shift
done
socket=$(sed -n 's/^ *ControlPath "\(.*\)"$/\1/p' "$config") || exit 255
if [ -n "$master" ]; then
  : >"$socket" || exit 255
  exec sleep 3600
fi
[ -e "$socket" ] || exit 255
exit 0
`
