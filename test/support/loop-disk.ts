import {execFileSync, spawnSync} from 'node:child_process'
import {mkdirSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** An ext4 in a file, mounted by a loop device; it can be frozen, which lets whoever writes to it hang in the kernel. */
export interface LoopDisk extends Disposable {
  readonly mount: string
  freeze(): void
  /** Also when it is not frozen. */
  thaw(): void
}

/** Makes and mounts one of `mib` MiB in a directory; for root only. */
export function loopDisk(directory: string, mib: number): LoopDisk {
  const [image, mount] = [join(directory, 'disk.img'), join(directory, 'disk')]
  writeFileSync(image, '')
  truncateSync(image, mib * 1024 * 1024)
  mkdirSync(mount)
  execFileSync('mkfs.ext4', ['-q', '-m', '0', image])
  execFileSync('mount', ['-o', 'loop', image, mount])
  const thaw = (): void => {
    spawnSync('fsfreeze', ['-u', mount])
  }
  return {
    mount,
    thaw,
    freeze() {
      execFileSync('fsfreeze', ['-f', mount])
    },
    [Symbol.dispose]() {
      thaw()
      if (spawnSync('umount', [mount]).status !== 0) spawnSync('umount', ['-l', mount])
    },
  }
}
