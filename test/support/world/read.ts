import {lstatSync, readdirSync, readFileSync, readlinkSync, type Stats} from 'node:fs'

/** The machine changes while it is looked at: what is gone or closed to us reads as undefined or as nothing. */
const orElse = <T>(otherwise: T, body: () => T): T => {
  try {
    return body()
  } catch {
    return otherwise
  }
}

/** The text of a file. */
export const textOf = (path: string): string => orElse('', () => readFileSync(path, 'utf8'))
/** The lines of a file, empty ones left out. */
export const linesOf = (path: string): string[] =>
  textOf(path)
    .split('\n')
    .filter((line) => line !== '')
/** The names in a directory. */
export const namesIn = (path: string): string[] => orElse([], () => readdirSync(path))
/** Where a symbolic link leads. */
export const linkOf = (path: string): string => orElse('', () => readlinkSync(path))
/** lstat(2): a link itself, not what it leads to. */
export const statOf = (path: string): Stats | undefined => orElse(undefined, () => lstatSync(path))
