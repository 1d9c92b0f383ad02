import {isAbsolute, resolve} from 'node:path'
import {accept, refuse, type Parser} from './parsers.ts'

/**
 * A file that is there, as an absolute path.
 * @param what names it for the user, such as `the path of a kernel`.
 */
export function existingFile(what: string): Parser<string> {
  return (text, {workspace, look}) => {
    const unusable = unusableAsPath(text)
    if (unusable !== undefined) return refuse(`${what} (${unusable})`)
    const path = resolve(workspace, text)
    switch (look(path)) {
      case 'file':
        return accept(path)
      case 'directory':
        return refuse(`${what} (${path} is a directory)`)
      case 'unreadable':
        return refuse(`${what} (${path} cannot be read by this user)`)
      case 'absent':
        return refuse(`${what} (${path} does not exist${text.startsWith('~') ? '; ~ is not expanded' : ''})`)
    }
  }
}

/** The file of a private key. A key itself is refused without being repeated: errors are public (law L12). */
export const privateKeyFile: Parser<string> = (text, surroundings) => {
  const what = 'the path of a private key'
  if (text.includes('-----BEGIN')) return refuse(`${what} but a key; write it to a file in an earlier step`, '(hidden)')
  if (text.endsWith('.pub')) return refuse(`${what} but of a public one; remove .pub`)
  return existingFile(what)(text, surroundings)
}

/** A directory that is there or can still be made, as an absolute path without `..` and a final slash. */
export const absoluteDirectory: Parser<string> = (text, {look}) => {
  const what = 'the absolute path of a directory'
  const unusable = unusableAsPath(text)
  if (unusable !== undefined) return refuse(`${what} (${unusable})`)
  if (!isAbsolute(text)) return refuse(`${what}, such as /var/tmp/qemu-vm`)
  const path = resolve(text)
  const found = look(path)
  if (found === 'file') return refuse(`${what} (${path} is a file)`)
  if (found === 'unreadable') return refuse(`${what} (${path} cannot be read by this user)`)
  return accept(path)
}

/** Why the text can be no path of ours, or undefined. Line breaks would forge lines of ledger, argv and ssh_config. */
function unusableAsPath(text: string): string | undefined {
  if (/[\n\r\0]/.test(text)) return 'a path has no line break and no NUL'
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'a URL: download it in an earlier step'
  return undefined
}
