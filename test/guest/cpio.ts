/** Who owns an archive entry; root where left out. */
export interface Owner {
  readonly uid: number
  readonly gid: number
}

const ROOT: Owner = {uid: 0, gid: 0}
const DIRECTORY = 0o040000
const CHARACTER_DEVICE = 0o020000
const REGULAR = 0o100000
const SYMLINK = 0o120000

/**
 * Writes a newc cpio archive, the format of a Linux initramfs, without root and without cpio(1).
 * The same calls give the same bytes: there are no times in it. Parent directories are added when they are first needed.
 */
export class CpioWriter {
  readonly #parts: Buffer[] = []
  readonly #directories = new Set<string>()
  #size = 0
  #inode = 1

  /** Adds a directory; a directory added before is left as it is. */
  directory(path: string, mode = 0o755, owner = ROOT): void {
    const name = relative(path)
    if (name === '' || this.#directories.has(name)) return
    this.#parents(name)
    this.#directories.add(name)
    this.#entry(name, DIRECTORY | mode, Buffer.alloc(0), owner)
  }

  /** Adds a regular file with these bytes (a string is written as UTF-8). */
  file(path: string, content: Uint8Array | string, mode = 0o644, owner = ROOT): void {
    const name = relative(path)
    this.#parents(name)
    this.#entry(name, REGULAR | mode, Buffer.from(content), owner)
  }

  /** Adds a symbolic link at `path` that points to `target`. */
  symlink(path: string, target: string): void {
    const name = relative(path)
    this.#parents(name)
    this.#entry(name, SYMLINK | 0o777, Buffer.from(target), ROOT)
  }

  /** Adds a character device node with this major and minor number. */
  characterDevice(path: string, mode: number, major: number, minor: number): void {
    const name = relative(path)
    this.#parents(name)
    this.#entry(name, CHARACTER_DEVICE | mode, Buffer.alloc(0), ROOT, [major, minor])
  }

  /** Ends the archive and returns it, padded to a whole number of 512-byte blocks. The writer must not be used after. */
  end(): Buffer {
    this.#entry('TRAILER!!!', 0, Buffer.alloc(0), ROOT)
    this.#push(Buffer.alloc(-this.#size & 511))
    return Buffer.concat(this.#parts)
  }

  #parents(name: string): void {
    const slash = name.lastIndexOf('/')
    if (slash > 0) this.directory(name.slice(0, slash))
  }

  #entry(name: string, mode: number, content: Buffer, owner: Owner, device: readonly [number, number] = [0, 0]): void {
    const path = Buffer.from(`${name}\0`)
    const links = 1
    const fields = [this.#inode, mode, owner.uid, owner.gid, links, 0, content.length, 0, 0, ...device, path.length, 0]
    this.#inode += 1
    this.#push(Buffer.from('070701' + fields.map((field) => field.toString(16).padStart(8, '0')).join('')))
    this.#push(path)
    this.#push(Buffer.alloc(-this.#size & 3))
    this.#push(content)
    this.#push(Buffer.alloc(-this.#size & 3))
  }

  #push(bytes: Buffer): void {
    this.#parts.push(bytes)
    this.#size += bytes.length
  }
}

function relative(path: string): string {
  return path.replace(/^\/+|\/+$/g, '')
}
