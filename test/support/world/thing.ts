/** What of the machine is looked at. */
export interface Scope {
  /** Absolute paths. Everything below them belongs to the test, and every process that mentions one of them. */
  readonly roots: readonly string[]
  /** Tags (`qemu-vm-<id>`) of the test's VMs: they lead to what lies outside the roots, such as /tmp/qemu-vm-<id>. */
  readonly tags?: readonly string[]
  /** For the end of a run, when nothing else works on this machine: everything that looks like ours, whosever it is. */
  readonly whole?: boolean
}

/** One thing of the machine. The key is its identity; the detail is for people. */
export interface Thing {
  readonly key: string
  readonly detail: string
  /** Its absence afterwards is no difference. */
  readonly mayGo?: true
}

/** Does `text` contain a root or tag of the scope as a whole name? `/tmp/a` is not in `/tmp/ab` nor in `/var/tmp/a`. */
export function mentions(text: string, {roots, tags = []}: Scope): boolean {
  return [...roots, ...tags].some((name) => {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const around = [text[at - 1] ?? '', text[at + name.length] ?? '']
      if (!around.some((character) => /[\w.-]/.test(character))) return true
    }
    return false
  })
}

/** Is `path` one of the roots or below one? */
export const isBelow = (path: string, {roots}: Scope): boolean =>
  roots.some((root) => path === root || path.startsWith(`${root}/`))

/** `qemu-vm-` and eight hex digits, as the program's tags are. */
export const anyTag = /qemu-vm-[0-9a-f]{8}(?![\w-])/
