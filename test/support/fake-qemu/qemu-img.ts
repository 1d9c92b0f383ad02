/**
 * qemu-img as far as this project uses it, in shell because it is quicker to start than Node:
 * `create [-q] [-f F] [-F F] [-b BASE] [-o O] FILE [SIZE]` makes a small file with qcow2's magic that names its base,
 * and refuses a base that is not there; `info [--output=json] FILE` tells qcow2 or raw. Everything else: status 0.
 */
export const qemuImgScript = String.raw`#!/bin/sh
verb=$1
[ $# -gt 0 ] && shift
base= file=
while [ $# -gt 0 ]; do
  case $1 in
    -b) base=$2; shift ;;
    -f | -F | -o) shift ;;
    -*) ;;
    *) [ -n "$file" ] || file=$1 ;;
  esac
  shift
done
case $verb in
  create)
    if [ -n "$base" ] && [ ! -e "$base" ]; then
      echo "qemu-img: $file: Could not open '$base': No such file or directory" >&2
      exit 1
    fi
    printf 'QFI\373 fake, backed by %s\n' "$base" >"$file" || exit 1
    ;;
  info)
    [ -r "$file" ] || { echo "qemu-img: Could not open '$file': Could not open '$file': No such file or directory" >&2; exit 1; }
    format=raw
    [ "$(head -c 3 -- "$file")" = QFI ] && format=qcow2
    name=$(printf %s "$file" | sed 's/[\\"]/\\&/g')
    printf '{"virtual-size": 1073741824, "filename": "%s", "format": "%s", "actual-size": 200704, "dirty-flag": false}\n' "$name" "$format"
    ;;
  --version) echo 'qemu-img version 7.2.22 (fake)' ;;
esac
exit 0
`
